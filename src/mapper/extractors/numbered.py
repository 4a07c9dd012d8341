"""Numbered lines: what counts the lines of a page in its margin, each one, each fifth or each tenth, is set aside before anything is read of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from mapper.extractors.lines import Line, Run, Sheet
from mapper.extractors.measures import ENDS

_DIGITS = 4  # a longer number counts no lines
_NEAR = 1.5  # points: so near the numbers of a column end, or begin, at one place
_OFF = 3.0  # points: so far a number may stand from where the count puts it
_SIZE = 0.5  # points: so far the font sizes of the numbers of a source may lie from each other
_STEPS = (5, 10)  # lines: by so many numbers count where not each line has one
_LEAST = 4  # numbers of a page that count so
_LONG = 10  # numbers of a page that count each line
_EACH = 0.8  # of the lines of a page: so many have a number then, headings and openers too
_BROKEN = 0.25  # of the lines: so many go on in a sentence that the margin broke; items of a list do not
_WIDE = 0.5  # of the page: what is shorter no margin broke
_DOWN = 0.5  # of the lines of a page: along so many its numbers run
_PAGES = 0.5  # of the pages with enough lines: on more of them such numbers stand
_LEVEL = 0.5  # of the font size: so near stand lines of one height


@dataclass(frozen=True)
class _Number:
    """Hold a number at an end of a line, or alone; `run`: which run of the line it is."""

    line: Line
    run: Run
    value: int
    begin: float
    end: float

    @property
    def level(self) -> float:
        return (self.line.box.top + self.line.box.bottom) / 2


@dataclass(frozen=True)
class _Column:
    """Hold where numbers of lines stand, on which side, in which size, and by how many they count."""

    left: bool
    begin: float
    end: float
    size: float
    step: int = 1

    def holds(self, number: _Number) -> bool:
        """Say whether a number stands in the column, and looks as its numbers do."""
        at_one_place = abs(number.end - self.end) < _NEAR or abs(number.begin - self.begin) < _NEAR
        return at_one_place and abs(number.run.style.size - self.size) < _SIZE


@dataclass(frozen=True)
class _Page:
    """Hold a page, and the numbers at the left and at the right of its lines."""

    sheet: Sheet
    before: Sequence[_Number]
    behind: Sequence[_Number]

    def held(self, column: _Column) -> list[_Number]:
        """Give the numbers in a column, from the top of the page."""
        return sorted(filter(column.holds, self.before if column.left else self.behind), key=lambda number: number.level)


def parted(sheets: Sequence[Sheet]) -> tuple[Sequence[Sheet], list[Line]]:
    """Give the pages without the numbers of their lines, and those numbers as lines; a page with few has them where others do."""
    pages = [_Page(sheet, [*_numbers(sheet, left=True)], [*_numbers(sheet, left=False)]) for sheet in sheets if sheet.height]
    columns = _columns(pages)
    if not columns:
        return sheets, []
    kept, gone = list[Sheet](), list[Line]()
    found = {page.sheet.number: [number for column in columns for number in _taken(page, before, column)] for before, page in _in_turn(pages)}
    for sheet in sheets:
        its = {id(number.run): number for number in found.get(sheet.number, ())}
        gone += [
            replace(number.line, runs=(number.run._replace(space=False, tab=False),), box=number.run.box or number.line.box)
            for number in its.values()
        ]
        kept.append(replace(sheet, lines=tuple(_without(sheet.lines, set(its)))) if its else sheet)
    return kept, gone


def _in_turn(pages: Sequence[_Page]) -> Iterator[tuple[_Page | None, _Page]]:
    """Give each page with the one before it."""
    return zip((None, *pages), pages, strict=False)


def _numbers(sheet: Sheet, *, left: bool) -> Iterator[_Number]:
    """Give the numbers that begin, or end, a line with a gap between them and its words, or are all of it."""
    for line in sheet.lines:
        run = line.runs[0 if left else -1] if line.runs and not line.cells else None
        if run is None or run.box is None or not (run.text.isdecimal() and len(run.text) <= _DIGITS):
            continue
        if len(line.runs) == 1 or (line.runs[1].tab if left else run.tab):
            yield _Number(line, run, int(run.text), run.box.x0, run.box.x1)


def _columns(pages: Sequence[_Page]) -> list[_Column]:
    """Find the columns of numbers that count the lines of most pages of a source, each of its own page."""
    found = [(page, column) for before, page in _in_turn(pages) if (column := _column(page, before))]
    if not found:
        return []
    enough = min((_LEAST + 1) * column.step if column.step > 1 else _LONG for _, column in found)
    long = sum(len(_levels(page.sheet, ())) >= enough for page in pages)
    return list(dict.fromkeys(column for _, column in found)) if len(found) > _PAGES * long else []


def _column(page: _Page, before: _Page | None) -> _Column | None:
    """Find the column of numbers that count the lines of a page, outside of its text and down the page."""
    for left, numbers in ((True, page.before), (False, page.behind)):
        for step in (1, *_STEPS):
            for first in numbers:
                column = _Column(left, first.begin, first.end, first.run.style.size, step)
                its = _taken(page, before, column)
                if _counts_each(page.sheet, its) if step == 1 else _counts(page.sheet, its, step):
                    return column
    return None


def _taken(page: _Page, before: _Page | None, column: _Column) -> list[_Number]:
    """Give the numbers of a page in a column that count from its top, or on from the page before, and have no words beside or beyond them."""
    step = column.step
    its = [number for number in page.held(column) if not number.value % step]
    last = max((number.value for number in before.held(column) if not number.value % step), default=0) if before else 0
    if not its or its[0].value not in (step, last + step) or any(other.value - one.value != step for one, other in pairwise(its)):
        return []
    if step == 1 and len(its) < _EACH * len(_levels(page.sheet, its)):
        return []
    return its if _is_outside(page.sheet, its, column.left) else []


def _is_outside(sheet: Sheet, numbers: Sequence[_Number], left: bool) -> bool:
    """Say whether no words stand where the numbers do, or beyond them."""
    runs = {id(number.run) for number in numbers}
    begin, end = min(number.begin for number in numbers), max(number.end for number in numbers)
    top, bottom = numbers[0].line.box.top, numbers[-1].line.box.bottom
    beside = [line for line in sheet.lines if line.box.bottom > top and line.box.top < bottom]
    boxes = [run.box for line in beside for run in line.runs if run.box and id(run) not in runs]
    boxes += [line.box for line in beside if line.cells]
    return bool(boxes) and (all(box.x0 > end for box in boxes) if left else all(box.x1 < begin for box in boxes))


def _counts_each(sheet: Sheet, numbers: Sequence[_Number]) -> bool:
    """Say whether numbers count each line of a page: they stand beside many that only the margin broke, not beside items of a list."""
    if len(numbers) < _LONG:
        return False
    lines = [line for _, line in _levels(sheet, numbers)]
    runs = {id(number.run) for number in numbers}
    texts = [line for numbered in lines for line in _without((numbered,), runs)]
    broken = sum(
        line.plain[:1].islower() and not above.plain.endswith(ENDS) and above.box.x1 - above.box.x0 > _WIDE * sheet.width
        for above, line in pairwise(texts)
    )
    return broken >= _BROKEN * len(texts)


def _counts(sheet: Sheet, numbers: Sequence[_Number], step: int) -> bool:
    """Say whether numbers count lines down a page: so many stand between two of them, or would where some were left empty."""
    if len(numbers) < _LEAST:
        return False
    levels = [level for level, _ in _levels(sheet, numbers)]
    gaps = [other.level - one.level for one, other in pairwise(numbers)]
    between = [sum(one.level + _OFF < level < other.level + _OFF for level in levels) for one, other in pairwise(numbers)]
    usual = step * median(other - one for one, other in pairwise(levels))
    if any(each != step for each in between) and any(abs(gap - usual) > _OFF for gap in gaps):
        return False
    reach = max(gaps)
    return sum(numbers[0].level - reach < level < numbers[-1].level + reach for level in levels) >= _DOWN * len(levels)


def _levels(sheet: Sheet, numbers: Sequence[_Number]) -> list[tuple[float, Line]]:
    """Give the lines of the text by height, those of one height once."""
    runs = {id(number.run) for number in numbers}
    lines = [line for line in sheet.lines if not all(id(run) in runs for run in line.runs)]
    found: list[tuple[float, Line]] = []
    for line in sorted(lines, key=lambda line: line.box.top + line.box.bottom):
        level = (line.box.top + line.box.bottom) / 2
        if not found or level - found[-1][0] > _LEVEL * line.size:
            found.append((level, line))
    return found


def _without(lines: Sequence[Line], numbers: set[int]) -> Iterator[Line]:
    """Give the lines without those runs."""
    for line in lines:
        runs = [run for run in line.runs if id(run) not in numbers]
        if len(runs) == len(line.runs):
            yield line
        elif runs and (first := runs[0].box) and (last := runs[-1].box):
            width = (first.x1 - first.x0) * len(runs[0].text.split(" ")[0]) / max(1, len(runs[0].text))
            box = line.box._replace(x0=first.x0, x1=last.x1)
            yield replace(line, runs=(runs[0]._replace(space=False, tab=False), *runs[1:]), box=box, lead=width)
