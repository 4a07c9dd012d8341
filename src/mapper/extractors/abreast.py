"""Terms and what they mean set abreast, in two cells without rules: each term is put before the first line of what it means."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mapper.extractors import labels
from mapper.extractors.lines import Line, of_words
from mapper.extractors.measures import ENDS
from mapper.extractors.pieces import around
from mapper.types import Box

_SAME = 1.0  # points: so near two places are one
_LEVEL = 0.15  # of the font size: texts of one line stand at one height
_LEAST = 2  # rows of a page that have their second cell at one place
_TERM = 4  # lines: no term has more
_SHARE = 0.8  # of what is said of it: no term is wider
_STEP = 1.6  # of the font size: lines of one cell follow each other so near
_ALIGNED, _MOST = 2.0, 0.8  # points, and of the terms: so many begin, end or have their middle so near to one place
_PROGRAM = re.compile(r"[={}]")  # what lines of a program have, and no term
_FIGURE = re.compile(r"\d/?\n\d|\d\n/")  # where a line ends within a date or another figure
_REFERENCE = re.compile(r"\[.+\]")  # the name of a source: one alone makes a list
_CLOSING = tuple(")]}")
_NAME = re.compile(r"[^\W\d_][\d_]|_|[a-z][A-Z]")  # a word as programs name things, which a narrow cell cuts anywhere


@dataclass(frozen=True)
class _Row:
    """Hold which lines of a page, from the first up to the last and without it, are a term, and which say what it means."""

    begin: int
    turn: int
    end: int
    term: Sequence[Line]
    meaning: Sequence[Line]

    @property
    def stop(self) -> float:
        """Say where the second cell begins."""
        return self.meaning[0].box.x0

    @property
    def wide(self) -> float:
        """Say how wide the second cell is at least."""
        return max(line.box.x1 for line in self.meaning) - self.stop

    @property
    def box(self) -> Box:
        """Give the box of the term."""
        return around(line.box for line in self.term)


def with_terms(lines: Sequence[Line]) -> list[Line]:
    """Give the lines of a page with each term that stands in a cell of its own, which may be in the middle of its height, before what it means."""
    rows = list(_rows(lines))
    if not rows:
        return list(lines)
    found = [row for row in rows if _is_pair(row, max(other.wide for other in rows if abs(other.stop - row.stop) < _SAME))]
    found = sorted([*found, *_short(lines, found)], key=lambda row: row.begin) if found else []
    stops = [row.stop for row in found]
    lists = [[row for row in found if abs(row.stop - stop) < _SAME] for stop in stops]
    chosen = [(row, alike) for row, alike in zip(found, lists, strict=True) if (len(alike) >= _LEAST or _is_reference(row)) and _are_terms(alike)]
    result, done = list[Line](), 0
    for row, alike in chosen:
        result += [*lines[done : row.begin], _joined(row, alike), *row.meaning[1:]]
        done = row.end
    return [*result, *lines[done:]]


def _rows(lines: Sequence[Line]) -> Iterator[_Row]:
    """Give what may be rows: lines that are drawn to the right of others and no lower, or a line of two texts of which the second goes on below."""
    done = 0
    for place in range(1, len(lines)):
        row = None if place < done else _drawn_beside(lines, done, place) or _on_one_line(lines, place)
        if row is not None:
            yield row
            done = row.end


def _short(lines: Sequence[Line], found: Sequence[_Row]) -> Iterator[_Row]:
    """Give the lines of a term and all that it means, which have a tab where the second cells of others begin."""
    taken = {place for row in found for place in range(row.begin, row.end)}
    for place, line in enumerate(lines):
        tabs = [n for n, run in enumerate(line.runs) if n and run.tab and run.box and any(abs(run.box.x0 - row.stop) < _SAME for row in found)]
        if tabs and place not in taken and not line.cells and all(run.box for run in line.runs):
            row = _Row(place, place + 1, place + 1, [_part(line, 0, tabs[0])], [_part(line, tabs[0], len(line.runs))])
            if not labels.split(line.plain)[0]:
                yield row


def _drawn_beside(lines: Sequence[Line], done: int, place: int) -> _Row | None:
    line, before = lines[place], lines[place - 1]
    if line.box.x0 <= before.box.x1 or line.box.top >= before.box.bottom or line.cells or before.cells or line.main.turned:
        return None
    begin = place - 1
    while begin > done and place - begin < _TERM and _follows(lines[begin], lines[begin - 1]) and lines[begin - 1].box.x1 < line.box.x0:
        begin -= 1
    end = place + 1
    while end < len(lines) and abs(lines[end].box.x0 - line.box.x0) < _SAME and _follows(lines[end], lines[end - 1]):
        end += 1
    ways = ((first, last) for first in range(begin, place) for last in range(end, place, -1))
    return next((_Row(f, place, t, lines[f:place], lines[place:t]) for f, t in ways if _are_level(lines[f:place], lines[place:t])), None)


def _on_one_line(lines: Sequence[Line], place: int) -> _Row | None:
    """Give a row of which the term and the beginning of what it means stand on one line, in two runs."""
    first, second = lines[place - 1], lines[place]
    if len(first.runs) < 2 or second.box.x0 <= first.box.x0 or first.cells or not _follows(second, first):
        return None
    at = next((n for n, run in enumerate(first.runs) if n and run.box and abs(run.box.x0 - second.box.x0) < _SAME), 0)
    if not at or any(run.box is None for run in first.runs) or not _is_apart(first, at) or labels.split(first.plain)[0]:
        return None
    term, meaning = _part(first, 0, at), _part(first, at, len(first.runs))
    end = place + 1
    while end < len(lines) and abs(lines[end].box.x0 - meaning.box.x0) < _SAME and _follows(lines[end], lines[end - 1]):
        end += 1
    return _Row(place - 1, place, end, [term], [meaning, *lines[place:end]])


def _is_apart(line: Line, at: int) -> bool:
    """Say whether a run stands a tab from the one before, or a blank in another weight, as a term does."""
    before, run = line.runs[at - 1], line.runs[at]
    return run.tab or (run.space and before.style.bold and not run.style.bold)


def _part(line: Line, begin: int, end: int) -> Line:
    runs = line.runs[begin:end]
    box = around(run.box for run in runs if run.box)
    return of_words(runs, line.page, box, hyphen=line.hyphen and end == len(line.runs), lead=line.lead if not begin else 0.0, ocr=line.ocr)


def _follows(line: Line, before: Line) -> bool:
    """Say whether a line stands right below another one."""
    return not line.cells and 0 < line.box.bottom - before.box.bottom < _STEP * max(line.size, before.size)


def _are_level(term: Sequence[Line], meaning: Sequence[Line]) -> bool:
    """Say whether two cells begin at one height, or have their middle at one."""
    one, other = around(line.box for line in term), around(line.box for line in meaning)
    return abs(one.top - other.top) < _LEVEL * meaning[0].size or abs(one.top + one.bottom - other.top - other.bottom) < 2 * _SAME


def _is_pair(row: _Row, wide: float) -> bool:
    """Say whether two cells are a term, narrower than what its list says of terms or a name without blanks, and no label, and what it means."""
    text = " ".join(line.plain for line in row.term)
    narrow = row.box.x1 - row.box.x0 < _SHARE * wide or not any(" " in line.plain for line in row.term)
    said = f"{text} {row.meaning[0].plain}"
    several = any(line.plain.endswith(ENDS) for line in row.term[:-1])
    return narrow and not several and not _PROGRAM.search(said) and not labels.split(said)[0]


def _is_reference(row: _Row) -> bool:
    return _REFERENCE.fullmatch(" ".join(line.plain for line in row.term)) is not None


def _are_terms(rows: Sequence[_Row]) -> bool:
    """Say whether most terms begin, end or have their middle at one place."""
    boxes = [row.box for row in rows]
    ways = ([box.x0 for box in boxes], [box.x1 for box in boxes], [(box.x0 + box.x1) / 2 for box in boxes])
    return any(max(sum(abs(place - other) < _ALIGNED for other in places) for place in places) >= _MOST * len(places) for places in ways)


def _joined(row: _Row, alike: Sequence[_Row]) -> Line:
    """Put a term before the first line of what it means; all of a list begin where its cells do."""
    wide = max(line.box.x1 - line.box.x0 for each in alike for line in each.term)
    runs = list(row.term[0].runs)
    for before, line in pairwise(row.term):
        cut = _is_cut(before, line, wide)
        runs += [run._replace(space=not cut, tab=False) if not n else run for n, run in enumerate(line.runs)]
    first = row.meaning[0]
    runs += [run._replace(space=True, tab=True) if not n else run for n, run in enumerate(first.runs)]
    box = first.box._replace(x0=min(each.box.x0 for each in alike))
    return of_words(tuple(runs), first.page, box, hyphen=first.hyphen, lead=row.term[0].lead, ocr=first.ocr)


def _is_cut(before: Line, line: Line, wide: float) -> bool:
    """Say whether the edge of a narrow cell, which the line before fills, cut what no blank parts: a bracket, a figure, or a name."""
    text, more = before.plain, line.plain
    letter = (line.box.x1 - line.box.x0) / max(1, len(more))
    if before.box.x1 - before.box.x0 <= wide - letter:
        return False
    if more[:1] in _CLOSING or _FIGURE.search(f"{text[-2:]}\n{more[:1]}"):
        return True
    if len(text.split()) > 1 or not (text[-1:].isalnum() or text.endswith("_")):
        return False
    return any(_NAME.search(part) for part in (text, more, f"{text}{more}" if text[:1].islower() else ""))
