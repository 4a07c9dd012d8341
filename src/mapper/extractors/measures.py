"""Measures: how a source is set, as far as it tells where paragraphs begin: leading and columns."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from unicodedata import east_asian_width

from mapper.extractors import gutters, labels
from mapper.extractors.lines import Line, Sheet

_TYPED = re.compile(r"courier|mono|consol|typewriter|fixed", re.IGNORECASE)  # names of fonts whose letters are of one width
SHIFT = 5.0  # points: a change of indent
_OFF = 3.0  # points: how far from the middle of the page a centred line may stand
_USUAL = 0.25  # of the most frequent distance of lines: contents and tables may be set tighter
_TIGHT = 1.35  # of the font size: a wider distance of lines may be that of paragraphs
_BLANK = 0.25  # of the font size: a blank
_LEEWAY = 0.1  # of the font size: so much is not known of how wide a word is
ENDS = (".", ";", ":", "?", "!", "。", "；", "：", "？", "！", "؟", "؛")
COMMAS = (",", "،", "，")
_BOUND = 3  # words
_RAGGED = 0.1  # of the lines: where more end further right than several at one place, this place is no margin
_MANY = 12  # lines: a page with fewer does not show how wide the text is set


@dataclass(frozen=True)
class Column:
    """Hold where lines begin and end on one page, or in a column of it, from the side on which they begin, and its own middle where it has one.

    `sure`: there are enough lines to tell how wide the text is set.
    """

    left: float
    right: float
    middle: float = 0.0
    sure: bool = False


def leading(sheets: Sequence[Sheet]) -> dict[int, float]:
    """Measure the usual distance of lines for each font size: the smallest that is frequent."""
    return _usual((round(line.size), step) for line, _, step in _steps(sheets))


def within(sheets: Sequence[Sheet], usual: Mapping[int, float], columns: "Columns") -> dict[int, float]:
    """Give the distances within paragraphs: of the wide ones, which may part paragraphs of one line each, those over which a sentence goes on."""
    wide = {size for size, step in usual.items() if step > _TIGHT * size}
    steps = _steps(sheets) if wide else ()
    found = _usual((round(line.size), step) for line, before, step in steps if round(line.size) in wide and _goes_on(line, before, columns))
    return {size: step for size, step in usual.items() if size not in wide} | found


def _usual(steps: Iterable[tuple[int, float]]) -> dict[int, float]:
    """Give for each font size the smallest of the frequent distances."""
    found: dict[int, Counter[float]] = {}
    for size, step in steps:
        found.setdefault(size, Counter())[round(step * 2) / 2] += 1
    return {size: min(step for step, count in counts.items() if count >= _USUAL * max(counts.values())) for size, counts in found.items()}


def _steps(sheets: Sequence[Sheet]) -> Iterator[tuple[Line, Line, float]]:
    """Give neighbours of one font size, the lower one first, with their distance."""
    for sheet in sheets:
        for before, line in zip(sheet.lines, sheet.lines[1:], strict=False):
            step = line.box.bottom - before.box.bottom
            if line.size and abs(line.size - before.size) < 0.3 and 0.8 * line.size < step < 2.2 * line.size:
                yield line, before, step


def _goes_on(line: Line, before: Line, columns: "Columns") -> bool:
    """Say whether a line goes on in the sentence that the margin broke before it."""
    if before.plain.endswith(ENDS) or before.cells or line.cells or line.plain[:1].isupper() or line.label or labels.split(line.plain)[0]:
        return False
    column = columns.of(before)
    if column.right < column.middle:
        return False  # short lines alone do not show how wide the text is set
    flush = abs(line.start - before.start) < SHIFT or bool(before.label or labels.split(before.plain)[0])
    return flush and line.main.italic == before.main.italic and is_broken(before, line, column)


def is_broken(line: Line, following: Line, column: "Column") -> bool:
    """Say whether the next word would not have fitted into a line."""
    lead = following.size if east_asian_width(following.plain[:1] or " ") in "WF" else following.lead  # such a script breaks anywhere
    return column.right - line.end < lead + (_BLANK + _LEEWAY) * line.size


class Columns:
    """Know the column in which each line of a source stands; a page with few lines is taken to be like most."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self._pages = _pages(sheets)
        own = {sheet.number: found for sheet in sheets if (found := _bands(sheet))}
        self._bands = own | {sheet.number: found for sheet in sheets if sheet.number not in own and (found := _borrowed(sheet, own))}
        near = {page + step for page in self._bands for step in (-1, 0, 1)}  # a page may have columns too that do not show
        self._pages |= {number: replace(self._pages[number], sure=False) for number in near & self._pages.keys()}

    def of(self, line: Line) -> Column:
        """Give the column of a line; where it stands across several, that of the page."""
        bands = self._bands.get(line.page)
        at = gutters.band(line, [band.left for band in bands[1:]]) if bands else None
        return self._pages[line.page] if bands is None or at is None else bands[at]

    def page(self, number: int) -> Column:
        """Give the column that all of a page is."""
        return self._pages[number]

    def indent(self, line: Line) -> float:
        """Say how far a line is set in, as if all columns of its page stood where the first one does."""
        bands = self._bands.get(line.page)
        return line.start - (self.of(line).left - bands[0].left if bands and self.of(line) in bands else 0)


def _pages(sheets: Sequence[Sheet]) -> dict[int, Column]:
    own = {sheet.number: _column(sheet.lines, sheet.width / 2) for sheet in sheets if sheet.lines}
    long = {sheet.number for sheet in sheets if len(sheet.lines) >= _MANY}
    own = {number: replace(column, sure=number in long) for number, column in own.items()}
    full = [own[sheet.number] for sheet in sheets if len(sheet.lines) >= _MANY] or list(own.values()) or [Column(0, 0)]
    usual = Column(sorted(c.left for c in full)[len(full) // 2], sorted(c.right for c in full)[len(full) // 2])
    few = {sheet.number for sheet in sheets if len(sheet.lines) < _MANY and sheet.height}
    wide = {
        number: replace(own[number], left=min(usual.left, own[number].left), right=max(usual.right, own[number].right)) for number in few & own.keys()
    }
    return own | wide


def _bands(sheet: Sheet) -> list[Column]:
    """Measure the columns of a page, which are of one width; none where it has but one."""
    places = gutters.begins(sheet.lines)
    if not places:
        return []
    parts = [[line for line in sheet.lines if not line.cells and gutters.band(line, places) == at] for at in range(len(places) + 1)]
    found = [_column(lines, 0) for lines in parts]
    width = max(column.right - column.left for column in found)
    lefts = [found[0].left, *places]
    return [Column(left, max(column.right, left), left + width / 2, sure=True) for left, column in zip(lefts, found, strict=True)]


def _borrowed(sheet: Sheet, known: Mapping[int, list[Column]]) -> list[Column]:
    """Give the columns of a page beside this one, if all of its lines stand within them: it has too few to show its own."""
    lines = [line for line in sheet.lines if line.plain.strip()]
    for bands in (known.get(sheet.number - 1), known.get(sheet.number + 1)):
        if bands and lines and all(any(_lies_in(line, band) for band in bands) for line in lines):
            return bands
    return []


def _lies_in(line: Line, band: Column) -> bool:
    return band.left - _OFF < line.start and line.end < band.right + _OFF


def _column(lines: Sequence[Line], middle: float) -> Column:
    ends = [line.end for line in lines]
    right = -_edge([-end for end in ends])
    beyond = [end for end in ends if end > right + 2 * SHIFT]
    ragged = len(beyond) > max(_BOUND, _RAGGED * len(ends))
    return Column(_edge([line.start for line in lines]), max(beyond) if ragged else right, middle)


def _edge(places: Sequence[float]) -> float:
    """Give the outermost place at which several lines begin; one line that sticks out is none."""
    ordered = sorted(places)
    tenth = ordered[min(len(ordered) // 10, len(ordered) - 1)]
    return next((one for one, third in zip(ordered, ordered[2:], strict=False) if third - one < SHIFT), tenth)


def is_centred(line: Line, column: Column) -> bool:
    """Say whether a line stands in the middle of the column, or, where short lines alone do not show how wide that is, of the page."""
    left, right = line.start - column.left, column.right - line.end
    if left <= 2 * SHIFT:
        return False
    off = abs((line.start + line.end) / 2 - column.middle)
    return abs(left - right) < 0.06 * (column.right - column.left) + 4 or (column.middle > 0 and off < _OFF)


def is_typed(line: Line) -> bool:
    """Say whether most of a line is set in letters of one width."""
    return are_of_one_width(line.main.font)


def are_of_one_width(font: str) -> bool:
    """Say by the name of a font whether all of its letters have one width."""
    return _TYPED.search(font) is not None


def first_words(line: Line) -> float:
    """Say how wide the first words of a line are, of which blanks that do not break may make one."""
    begin = len(" ".join(line.plain.split()[:_BOUND]))
    return (line.end - line.start) * begin / max(1, len(line.plain))
