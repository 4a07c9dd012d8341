"""Footnotes: what stands below the rule at the foot of a page, and the marks in the text that call for it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from mapper.extractors import gutters, tables
from mapper.extractors.joining import Mender, clean
from mapper.extractors.lines import Line, Run, Sheet, join
from mapper.extractors.marks import MARK, MARKS, STARS, Known, all_unmarked, called, high
from mapper.types import Box, Footnote

_ONE = re.compile(rf"^({MARK})\)?(?:\s+|(?<=[*†‡§]))")
_DOTTED = re.compile(r"^(\d{1,2})\.\s+(?=\S)")
_UNDERLINE = re.compile(r"[_—–-]{5,}")
_FIRST = "1"
_STOPS = (".", "!", "?", "。")
_SMALLER = 0.95  # of the text's size: a note is at most so large where no rule divides it
_NEAR = 3.0  # points: so far a rule may reach out of its column
_BELOW = 0.15  # of the font size: so far below a line its words are underlined
_CLOSE = 1.5  # points: so near to the ends of words a line under them ends
_LOW = 0.3  # of the page's height: notes stand below, or far from the text
_FAR = 0.8  # of a note's size: so much room is above it there


@dataclass(frozen=True)
class Parted:
    """Hold the sheets without notes, the notes, and the lines in which they stood."""

    sheets: tuple[Sheet, ...]
    notes: tuple[Footnote, ...]
    low: tuple[Line, ...] = ()


@dataclass(frozen=True)
class _Left:
    """Hold what a page leaves to the next: `open`: its last note has not ended; `calls`: marks of which the notes had no room on it."""

    open: bool
    calls: frozenset[str] = frozenset()


def part(sheets: Sequence[Sheet], mender: Mender) -> Parted:
    """Take notes from the foot of each page and marks from the text above; a note may go on at the foot of the next page."""
    usual = _usual_size(sheets)
    notes: list[Footnote] = []
    taken: list[tuple[Sheet, Sequence[Line], frozenset[str], frozenset[str]]] = []
    last, ended = 0, False  # page on which the last note stands, or goes on; whether it ends within a word
    calls: frozenset[str] = frozenset()
    for sheet in sheets:
        notes += sheet.notes
        gone: list[Line] = []
        marks = {note.mark for note in sheet.notes}
        for block in _blocks(sheet, usual, calls):
            goes_on = bool(notes) and last in (sheet.number - 1, sheet.number)
            low = _low(block, usual, _Left(goes_on and not notes[-1].text.endswith(_STOPS), calls))
            own = list(_notes(low, mender))
            if own and not own[0].mark and goes_on:
                notes[-1] = replace(notes[-1], text=clean(mender.join(notes[-1].text, own[0].text, ended)))
                own = own[1:]
            notes += own
            gone += low
            marks |= {note.mark for note in own}
            last, ended = (sheet.number, low[-1].hyphen) if low else (last, ended)
        taken.append((sheet, gone, frozenset(marks), calls))
        calls = frozenset(high(line for line in sheet.lines if line not in gone) - marks) if sheet.height else frozenset()
    left = [replace(sheet, lines=tuple(line for line in sheet.lines if line not in low)) for sheet, low, _, _ in taken]
    known = Known(notes, left)
    kept = (
        replace(sheet, lines=tuple(all_unmarked(sheet.lines, known.on(sheet.number, marks), awaited)))
        for sheet, (_, _, marks, awaited) in zip(left, taken, strict=True)
    )
    return Parted(tuple(kept), tuple(notes), tuple(line for _, low, _, _ in taken for line in low))


def _blocks(sheet: Sheet, usual: float, calls: frozenset[str]) -> list[Sheet]:
    """Give a page as a whole, or its columns one by one where notes stand at the foot of each."""
    places = gutters.begins(sheet.lines) if sheet.height else ()
    found = _low(sheet, usual, _Left(True, calls)) if places else []
    if not places or (found and not _beside(found, places)):
        return [sheet]
    ends = zip((-sheet.width, *places), (*places, 2 * sheet.width), strict=True)
    return [
        replace(
            sheet,
            lines=tuple(line for line in sheet.lines if gutters.band(line, places) == at),
            edges=tuple(edge for edge in sheet.edges if begin <= edge.x0 + _NEAR and edge.x1 <= end),
        )
        for at, (begin, end) in enumerate(ends)
    ]


def _beside(lines: Sequence[Line], places: Sequence[float]) -> bool:
    """Say whether some of the lines stand beside each other, in two columns."""
    return any(
        one.box.top < other.box.bottom - 1 and other.box.top < one.box.bottom - 1 and gutters.band(one, places) != gutters.band(other, places)
        for one, other in combinations(lines, 2)
    )


def _low(sheet: Sheet, usual: float, left: _Left) -> list[Line]:
    """Give the lines of notes at the foot of a page, or a column, from the top."""
    ordered = sorted(sheet.lines, key=lambda line: line.box.top)
    return ordered[_cut(sheet, ordered, usual, left) :] if sheet.height else []


def _usual_size(sheets: Sequence[Sheet]) -> float:
    sizes: Counter[float] = Counter()
    for sheet in sheets:
        for line in sheet.lines:
            sizes[round(line.size, 1)] += 0 if line.cells else len(line.plain)
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes else 0.0


def _cut(sheet: Sheet, ordered: Sequence[Line], usual: float, left: _Left) -> int:
    """Say at which line, counted from the top of the page, the notes begin."""
    ruled = _below_rule(sheet, ordered, usual, left)
    if ruled is not None:
        return ruled
    place = len(ordered)
    for index in range(len(ordered) - 1, -1, -1):
        line = ordered[index]
        if line.cells or line.size > _SMALLER * usual:
            break
        if line.box.top < _LOW * sheet.height and not (line.runs[0].raised and _is_far(line, ordered[:index])):
            break
        mark = _mark_of(line, firm=False) or _dotted(line)
        if mark and (_mark_of(line, firm=True) or mark in left.calls or mark in called(ordered[:index])):
            place = index
    return place


def _is_far(line: Line, above: Sequence[Line]) -> bool:
    """Say whether there is much room between a line and the text above it."""
    return not above or line.box.top - above[-1].box.bottom > _FAR * line.size


def _below_rule(sheet: Sheet, ordered: Sequence[Line], usual: float, left: _Left) -> int | None:
    """Find the first line below a short rule that stands alone, or below a line of underscores, if notes follow."""
    for index, line in enumerate(ordered):
        if _UNDERLINE.fullmatch(line.text.strip()) and _are_notes(ordered[index + 1 :], ordered[:index], usual, left):
            return index
    for rule in sorted((edge for edge in sheet.edges if _divides(edge, sheet)), key=lambda edge: -edge.bottom):
        place = sum(line.box.top < rule.bottom - 2 for line in ordered)
        if _are_notes(ordered[place:], ordered[:place], usual, left) and not tables.touched(rule, sheet.edges):
            return place
    return None


def _divides(edge: Box, sheet: Sheet) -> bool:
    """Say whether a rule is short, level, and low on the page."""
    short = 0.05 < (edge.x1 - edge.x0) / sheet.width < 0.5 and edge.bottom - edge.top < 3 and edge.top > _LOW * sheet.height
    return short and not any(_underlines(edge, line) for line in sheet.lines)


def _underlines(edge: Box, line: Line) -> bool:
    """Say whether a rule runs through the lower half of a line, or right below it from word to word, under words of it, as under a link."""
    if not ((line.box.top + line.box.bottom) / 2 < edge.top < line.box.bottom + _BELOW * line.size):
        return False
    if edge.top < line.box.bottom:
        return line.box.x0 - 1 <= edge.x0 and edge.x1 <= line.box.x1 + 1
    return any(abs(run.box.x0 - edge.x0) < _CLOSE for run in line.runs if run.box) and any(
        abs(run.box.x1 - edge.x1) < _CLOSE for run in line.runs if run.box
    )


def _are_notes(low: Sequence[Line], above: Sequence[Line], usual: float, left: _Left) -> bool:
    """Say whether lines are notes: marks open them, and they are small, or the marks are raised or stand in the text above; small ones may go on."""
    if not low or any(line.cells for line in low):
        return False
    marks = [_mark_of(line, firm=False) for line in low]
    small = max(line.size for line in low) <= _SMALLER * usual
    if not any(marks):
        return small and (left.open or (bool(_dotted(low[0])) and _dotted(low[0]) in called(above)))
    if not marks[0] and low[0].size > _SMALLER * usual:
        return False  # a rule below words of the text, or on top of a table
    raised = any(_mark_of(line, firm=True) for line in low if line.runs[0].raised)
    return small or raised or (bool(marks[0]) and (marks[0] in left.calls or marks[0] in called(above)))


def _mark_of(line: Line, *, firm: bool) -> str:
    """Give the mark that opens a note; `firm` asks for a raised one or a star."""
    raised = "".join(dict.fromkeys(run.text.strip() for run in _leading(line.runs)))  # a mark of its own may stand beside the automatic one
    if raised and MARKS.fullmatch(raised.strip()):
        return raised.strip().rstrip(",;").strip("()").replace(" ", "")
    found = _ONE.match(line.text)
    if found and (found[1].startswith(STARS) or (not firm and found.end() < len(line.text))):  # a star may stand on a line of its own
        return found[1].replace(" ", "")
    return ""


def _dotted(line: Line) -> str:
    """Give the number with a stop that opens a note, as some programs print them, and an item of a list too."""
    found = _DOTTED.match(line.text)
    return found[1] if found else ""


def _leading(runs: Sequence[Run]) -> Iterator[Run]:
    """Give what is raised before the words, with a star on the line before a raised one: a program may print the mark of a writer's own twice."""
    twice = len(runs) > 1 and runs[0].text in STARS and runs[1].raised and runs[1].text == runs[0].text and not runs[1].space
    for place, run in enumerate(runs):
        if not run.raised and not (twice and place == 0):
            return
        yield run


def _notes(lines: Sequence[Line], mender: Mender) -> Iterator[Footnote]:
    """Give the notes; one without a mark goes on from the page before."""
    mark, text, page, cut = "", "", 0, False
    firm = any(line.runs and line.runs[0].raised for line in lines)  # where marks are raised, a number on the line is none
    dotted = bool(lines) and bool(_dotted(lines[0]))
    for line in lines:
        if _UNDERLINE.fullmatch(line.text.strip()):
            continue
        opens = _dotted(line) if dotted else _mark_of(line, firm=firm)
        if opens and (_follows(mark, opens) or (opens == _FIRST and line.runs[0].raised)):  # of the next text on the page
            if text:
                yield Footnote(mark, clean(text), page)
            mark, text, page = opens, _after_mark(line), line.page
        else:
            text, page = mender.join(text, line.text, cut) if text else line.text, page or line.page
        cut = line.hyphen
    if text:
        yield Footnote(mark, clean(text), page)


def _follows(mark: str, opens: str) -> bool:
    """Say whether a number may open the next note: not one far from the last."""
    one, other = re.match(r"\d+", mark), re.match(r"\d+", opens)
    return not (one and other) or 0 <= int(other[0]) - int(one[0]) <= 3


def _after_mark(line: Line) -> str:
    raised = list(_leading(line.runs))
    if not raised:
        return (_DOTTED if _dotted(line) else _ONE).sub("", line.text, count=1)
    text = join(line.runs[len(raised) :])
    again = f"{join(raised)} "  # a mark of its own, written behind the one that the program set
    return text.removeprefix(again) if again.startswith(STARS) else text
