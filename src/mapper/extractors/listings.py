"""Listings: programs, grammars and axioms that are printed as such, line for line, whatever letters they are set in."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from mapper.extractors import cues
from mapper.extractors.lines import Line, Sheet
from mapper.extractors.measures import Column, Columns, is_broken, is_centred, is_typed
from mapper.types import Box

# what programs and formulas have, and prose has seldom: signs, comments, calls, and names of parts of things
_SIGNS = re.compile(r"[={}<>|∀∃∈∉∧∨¬⇒⇔→←∪∩⊆⊂∅≠]|::|/(?<!:/)/|\+\+|\((?<=\w\()(?!e?s\))|\.(?<=\w\.)[a-z]+[A-Z]")
_SHARE = 0.4  # of the lines: so many with such signs make a listing
_MOST = 0.8  # of the lines of a page are names
_AROUND = 8  # lines before and behind one tell whether it stands in a listing
_STEP = 2.5  # of the font size: lines of a listing stand so near at most
_NEAR = 2.5  # of the font size: so near the margin a line ends that it broke; names of programs are long
_FAR = 0.75  # of the page's width: a line that ends before is not full, though it may be the longest
_LARGER = 1.2  # points: comments and parts of a listing may be set so much smaller
_FLUSH = 0.7  # points: so near two ends are one
_LETTER = 0.6  # of the font size: so wide is a letter as a rule where all have one width
_STRETCHED = 2  # letters: blanks that are wider by more, on the average, fill a line
_CENTRED = 2.0  # points: so near the middles of two lines are one
_BREAK = re.compile(r".*?[^\W_]-(?=[^\W_])")  # the first part of a word that a line may break
_BEGUN = re.compile(r"(?:\S+\s*)?::?=|//|<!--|--\s")  # what begins a rule, an assignment or a comment
_ENDED = ("{", "/>", "-->")
_RULE = re.compile(r"(?:[-+=|*~#]\s?){8,}")


class Listings:
    """Know the lines of a source that stand in a listing, and how wide its pages are set, which short lines alone do not show."""

    def __init__(self, sheets: Sequence[Sheet], columns: Columns) -> None:
        self._columns = columns
        self._held = frozenset(_held(sheets))
        self._bare = {sheet.number for sheet in sheets if _is_bare(sheet)}
        self._widths = {sheet.number: round(sheet.width) for sheet in sheets}
        self._rights = _rights(sheets, columns) if self._held else {}

    def part(self, line: Line, before: Line, open_: Sequence[Line]) -> bool:
        """Say whether a line of a listing is another than the one before, which its writer ended: the next word would have fitted."""
        typed = is_typed(line) and is_typed(before)
        if not typed and not (self._hold(line) and self._hold(before)):
            return False
        if _BEGUN.match(line.plain) or before.plain.endswith(_ENDED):
            return True
        column = self._column(before)
        lead = line.lead * _first(line.plain)
        broken = is_broken(_unstretched(before) if typed else before, replace(line, lead=lead), column)
        if typed:
            return not broken or self._ends_bare(before, line)
        if abs(line.start - before.start) > _FLUSH and abs(_middle(line) - _middle(before)) < _CENTRED and is_centred(line, column):
            return False
        if not broken or column.right - before.end < _NEAR * before.size or cues.is_prose(before.plain):
            return not broken
        return all(abs(each.end - before.end) >= _FLUSH for each in (line, *open_[:-1]))

    def _ends_bare(self, line: Line, following: Line) -> bool:
        """Say whether a name that stands alone on its line ends far from the edge, on a page of such names: none of them shows how wide it is set."""
        alone = " " not in line.plain and " " not in following.plain
        return alone and line.page in self._bare and line.end <= _FAR * self._widths[line.page]

    def _hold(self, line: Line) -> bool:
        return (line.page, line.box) in self._held

    def _column(self, line: Line) -> Column:
        """Give the column of a line, as wide as most pages are where it is all of a page."""
        column = self._columns.of(line)
        return replace(column, right=max(column.right, self._rights.get(self._widths[line.page], 0.0))) if column.middle else column


def _is_bare(sheet: Sheet) -> bool:
    """Say whether a page holds hardly more than names without blanks, and no sentence."""
    names = sum(" " not in line.plain for line in sheet.lines)
    return names >= _MOST * len(sheet.lines) and not any(cues.is_prose(line.plain) for line in sheet.lines)


def _middle(line: Line) -> float:
    return (line.start + line.end) / 2


def _unstretched(line: Line) -> Line:
    """Give a line in letters of one width as wide as it is where no blank is stretched to fill its column."""
    end, blanks = line.box.x0 + _LETTER * line.size * len(line.plain), line.plain.count(" ")
    stretched = line.box.x1 - end > _STRETCHED * _LETTER * line.size * blanks > 0
    return replace(line, box=line.box._replace(x1=end)) if stretched else line


def _first(text: str) -> float:
    """Say which part of the first word of a line is that behind which it may break."""
    word = text.split(maxsplit=1)[0] if text else ""
    found = _BREAK.match(word)
    return len(found[0]) / len(word) if found else 1.0


def has_signs(text: str) -> bool:
    """Say whether a line has signs of a program or a formula."""
    return _SIGNS.search(text) is not None


def is_drawn(text: str) -> bool:
    """Say whether a line is drawn with signs, and no part of a sentence."""
    return _RULE.fullmatch(text) is not None


def _rights(sheets: Sequence[Sheet], columns: Columns) -> dict[int, float]:
    """Say for each width of pages where most of them end."""
    found: dict[int, Counter[float]] = {}
    for sheet in sheets:
        if sheet.lines:
            found.setdefault(round(sheet.width), Counter())[round(columns.page(sheet.number).right)] += 1
    return {width: max(rights, key=lambda right: (rights[right], right)) for width, rights in found.items()}


def _held(sheets: Sequence[Sheet]) -> Iterator[tuple[int, Box]]:
    """Say where lines stand of which, with those around them, most have signs that prose has not."""
    for block in _blocks(line for sheet in sheets for line in sheet.lines):
        signs = [has_signs(line.plain) for line in block]
        for place, line in enumerate(block if any(signs) else ()):
            around = signs[max(0, place - _AROUND) : place + _AROUND + 1]
            if len(around) > 1 and sum(around) >= _SHARE * len(around):
                yield line.page, line.box


def _blocks(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Give lines that stand below each other without more space than a line has, over the ends of pages too."""
    block: list[Line] = []
    for line in lines:
        if block and not _follows(line, block[-1]):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _follows(line: Line, before: Line) -> bool:
    size = _size(line)
    if line.cells or before.cells or abs(size - _size(before)) > _LARGER:
        return False
    return line.page != before.page or 0 < line.box.bottom - before.box.bottom < _STEP * max(size, 1.0)


def _size(line: Line) -> float:
    """Give the size of the largest letters: those of capitals set small tell nothing."""
    return max((run.style.size for run in line.runs), default=0.0)
