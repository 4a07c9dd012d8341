"""Numbered lines: what counts the lines of a page in its margin, each one or each fifth, is set aside before anything is read of the page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from mapper.extractors.lines import Line, Run, Sheet

_DIGITS = 4  # a longer number counts no lines
_NEAR = 1.5  # points: so near the numbers of a column end, or begin, at one place
_OFF = 3.0  # points: so far a number may stand from where the count puts it
_LEAST = 3  # numbers of a page that count by more than one
_MOST = 10  # lines: nobody counts by more
_LONG = 10  # numbers of a page that count each line: fewer are a list
_EACH = 0.8  # of the lines beside them: so many have a number then
_WITHIN = 0.25  # of the lines: so many go on in a sentence that the margin broke; items of a list do not
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
    """Hold where numbers of lines stand, on which side, and by how many they count."""

    left: bool
    begin: float
    end: float
    step: int

    def holds(self, number: _Number) -> bool:
        """Say whether a number stands in the column."""
        return abs(number.end - self.end) < _NEAR or abs(number.begin - self.begin) < _NEAR


def parted(sheets: Sequence[Sheet]) -> tuple[Sequence[Sheet], list[Line]]:
    """Give the pages without the numbers of their lines, and those numbers as lines; a page with few has them where others do."""
    paged = [(sheet, [*_numbers(sheet, left=True)], [*_numbers(sheet, left=False)]) for sheet in sheets if sheet.height]
    columns = [
        column for sheet, *sides in paged for left, numbers in zip((True, False), sides, strict=True) if (column := _column(sheet, numbers, left))
    ]
    if not columns:
        return sheets, []
    kept, gone = list[Sheet](), list[Line]()
    found = {
        sheet.number: [*_taken(sheet, before, columns, left=True), *_taken(sheet, behind, columns, left=False)] for sheet, before, behind in paged
    }
    for sheet in sheets:
        runs = {id(number.run) for number in found.get(sheet.number, ())}
        gone += [
            replace(number.line, runs=(number.run._replace(space=False, tab=False),), box=number.run.box or number.line.box)
            for number in found.get(sheet.number, ())
        ]
        kept.append(replace(sheet, lines=tuple(_without(sheet.lines, runs))) if runs else sheet)
    return kept, gone


def _numbers(sheet: Sheet, *, left: bool) -> Iterator[_Number]:
    """Give the numbers that begin, or end, a line with a gap between them and its words, or are all of it."""
    for line in sheet.lines:
        run = line.runs[0 if left else -1] if line.runs and not line.cells else None
        if run is None or run.box is None or not (run.text.isdecimal() and len(run.text) <= _DIGITS):
            continue
        if len(line.runs) == 1 or (line.runs[1].tab if left else run.tab):
            yield _Number(line, run, int(run.text), run.box.x0, run.box.x1)


def _column(sheet: Sheet, numbers: Sequence[_Number], left: bool) -> _Column | None:
    """Find the column of numbers that count the lines of a page, outside of its text."""
    for first in numbers:
        column = _Column(left, first.begin, first.end, 1)
        its = sorted((number for number in numbers if column.holds(number)), key=lambda number: number.level)
        steps = {other.value - one.value for one, other in pairwise(its)}
        step = steps.pop() if len(its) >= _LEAST and len(steps) == 1 else 0
        if 0 < step <= _MOST and _is_outside(sheet, its, left) and _count(sheet, its, step):
            return replace(column, step=step)
    return None


def _is_outside(sheet: Sheet, numbers: Sequence[_Number], left: bool) -> bool:
    """Say whether no words stand where the numbers do, or beyond them."""
    runs = {id(number.run) for number in numbers}
    begin, end = min(number.begin for number in numbers), max(number.end for number in numbers)
    top, bottom = numbers[0].line.box.top, numbers[-1].line.box.bottom
    beside = [line for line in sheet.lines if line.box.bottom > top and line.box.top < bottom]
    boxes = [run.box for line in beside for run in line.runs if run.box and id(run) not in runs]
    boxes += [line.box for line in beside if line.cells]
    return bool(boxes) and (all(box.x0 > end for box in boxes) if left else all(box.x1 < begin for box in boxes))


def _count(sheet: Sheet, numbers: Sequence[_Number], step: int) -> bool:
    """Say whether numbers count lines: so many stand between two of them, or would."""
    levels = _levels(sheet, {id(number.run) for number in numbers})
    between = [sum(one.level + _OFF < level < other.level + _OFF for level, _ in levels) for one, other in pairwise(numbers)]
    counted = sum(each == step for each in between) >= _EACH * len(between)
    if step == 1:
        beside = [line for level, line in levels if numbers[0].level - _OFF < level < numbers[-1].level + _OFF]
        broken = sum(line.plain.strip("0123456789 ")[:1].islower() for line in beside)
        return counted and len(numbers) >= _LONG and broken >= _WITHIN * len(beside)
    unit = median((other.level - one.level) / step for one, other in pairwise(numbers))
    even = all(abs(other.level - one.level - step * unit) < _OFF for one, other in pairwise(numbers))
    return counted or (even and len(numbers) > _LEAST and unit > min(line.size for _, line in levels))


def _levels(sheet: Sheet, numbers: set[int]) -> list[tuple[float, Line]]:
    """Give the lines of the text by height, those of one height once."""
    lines = [line for line in sheet.lines if not all(id(run) in numbers for run in line.runs)]
    found: list[tuple[float, Line]] = []
    for line in sorted(lines, key=lambda line: line.box.top + line.box.bottom):
        level = (line.box.top + line.box.bottom) / 2
        if not found or level - found[-1][0] > _LEVEL * line.size:
            found.append((level, line))
    return found


def _taken(sheet: Sheet, numbers: Sequence[_Number], columns: Sequence[_Column], *, left: bool) -> list[_Number]:
    """Give the numbers of a page that stand in a column of such numbers, and count as it does."""
    its = [number for number in numbers if any(column.left == left and column.holds(number) and not number.value % column.step for column in columns)]
    its.sort(key=lambda number: number.level)
    return its if its and _is_outside(sheet, its, left) else []


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
