"""Table cells: rows told apart that no rule parts, and the lines of a cell put together, with marks where its edge may have cut a word."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from mapper.extractors import labels
from mapper.extractors.lines import BREAK, CUT, SPLIT, Line, Run, join
from mapper.types import Box

_LEVEL, _LOOSE = 0.15, 0.25  # of the font size: lines of one row differ by less, and where white parts rows or all of a cell's lines differ so
_SMALL, _LIFTED = 0.86, 0.6  # of the font size: a mark that is no larger may stand alone in its cell, so much higher than the lines beside it
_PITCH = 1.35  # of the font size: lines of a paragraph stand no further below each other
_ABOVE = 0.7  # of the font size: what stands no further above the first line of a row is in it
_BLANK = 0.25  # of the font size: a blank
_LEAST = 3  # rows: fewer that no rule parts are one, whose cells have several lines
_FEW, _MOST = 0.35, 0.8  # of the lines of a cell
FIGURE = re.compile(r"\S*[\d_]\S*|[\d\s.,()/–−+-]*\d[\d\s.,()/–−+-]*")
_LEADS = (":", "：")
_HOLDS = ("{", "}")
_SIGNS = re.compile(r"[{}]|[=:!<>]=")  # what programs have, and no text
_STEP = 4.0  # points: so far in a line begins that is held by the one above
_NEAR = 3.0  # of the font size: no mark is raised further from its line
_BRIM = 1.25  # of a letter's width: the next one would not have fitted


@dataclass(frozen=True, slots=True)
class Cell:
    """Hold the lines of a cell, and how wide its text may be; `loose`: its lines go on in the sentence though white parts them."""

    lines: Sequence[Line]
    room: float
    loose: bool = False

    def left(self, line: Line) -> float:
        """Say how much room there is behind a line."""
        return self.room - (line.box.x1 - line.box.x0)

    def breaks(self, line: Line, following: Line) -> bool:
        """Say whether the edge broke a line: the next word would not have fitted."""
        return self.left(line) < following.lead + _BLANK * line.size and (self.loose or not _begins_anew(line, following))

    @property
    def goes_on_loosely(self) -> bool:
        """Say whether a sentence goes on below white: all of the text may be set so."""
        pairs = (pair for pair in pairwise(self.lines) if pair[1].text[:1].islower() and Cell(pair, 0.0).is_wide)
        return any(self.breaks(*pair) for pair in pairs)

    @property
    def wrapped(self) -> bool:
        """Say whether each line reaches so far that the next word, whatever it is, would not have fitted."""
        return all(self.left(line) < following.lead + _BLANK * line.size for line, following in pairwise(self.lines))

    def continued(self) -> list[Line]:
        """Give the lines that go on in the sentence of the line above."""
        return [line for before, line in pairwise(self.lines) if self.breaks(before, line)]

    def cut_off(self) -> list[Line]:
        """Give the lines that hold the rest of a word, in small letters, which the edge may have cut."""
        return [line for before, line in pairwise(self.lines) if line.text[:1].islower() and self.splits(before, line)]

    def bracketed(self) -> list[Line]:
        """Give the lines that close a bracket which the line above opened."""
        return [line for before, line in pairwise(self.lines) if _open(before) > 0 > _open(line)]

    @property
    def lists(self) -> bool:
        """Say whether the lines are entries of a list: hardly any goes on, or most are figures and names, which stand alone however narrow it is."""
        figures = sum(FIGURE.fullmatch(line.text) is not None for line in self.lines)
        return figures >= _MOST * len(self.lines) or len(self.continued()) < _FEW * len(self.lines)

    @property
    def steps(self) -> bool:
        """Say whether the lines are those of a program: it has signs, each ends before the edge, some begin further in, others back."""
        left = min(line.box.x0 for line in self.lines)
        moves = [line.box.x0 - before.box.x0 for before, line in pairwise(self.lines)]
        if len(self.lines) < _LEAST or max(moves) < _STEP or any(labels.split(line.text)[0] for line in self.lines):
            return False
        if not any(_SIGNS.search(line.text) for line in self.lines):
            return False
        if min(moves) > -_STEP and not any(line.text.endswith("{") for line in self.lines):  # a page may cut off its end
            return False
        middles = [(line.box.x0 + line.box.x1) / 2 for line in self.lines]
        return max(middles) - min(middles) > _STEP and not any(self._may_go_on(line, following, left) for line, following in pairwise(self.lines))

    def _may_go_on(self, line: Line, following: Line, left: float) -> bool:
        """Say whether the edge may have broken a line of text, which is no name and no figure, and opens or closes no part of a program."""
        if line.text.endswith(_HOLDS) or following.text.startswith(_HOLDS) or FIGURE.fullmatch(line.text) or FIGURE.fullmatch(following.text):
            return False
        return self.room + left - line.box.x1 < following.lead + _BLANK * line.size

    @property
    def leads_in(self) -> bool:
        """Say whether a line says that a list follows, and an item of one stands below it: the cell holds a text, not one line for each row."""
        return any(line.text.endswith(_LEADS) and all(labels.split(item.text)) for line, item in pairwise(self.lines))

    @property
    def is_wide(self) -> bool:
        """Say whether white parts all lines, more than those of a paragraph."""
        return all(line.box.bottom - above.box.bottom > _PITCH * line.size for above, line in pairwise(self.lines))

    @property
    def narrow(self) -> bool:
        """Say whether each line is one word: where they end says nothing."""
        return all(" " not in line.text for line in self.lines)

    def splits(self, line: Line, following: Line) -> bool:
        """Say whether the edge may have cut a word: it is alone on its line, and not a letter more would have fitted."""
        if " " in line.text or not (line.text[-1:].isalnum() or line.text.endswith("_")) or not following.text[:1].isalnum():
            return False
        first = following.runs[0]
        letter = 0.0 if first.box is None else (first.box.x1 - first.box.x0) / len(first.text)
        return -line.size < self.left(line) < _BRIM * letter

    def runs(self) -> tuple[Run, ...]:
        """Put the runs of the lines together; BREAK stands between lines, after CUT where a hyphen was left out, before SPLIT within a word."""
        runs: list[Run] = []
        before: Line | None = None
        for line in self.lines:
            sign = "" if before is None else f"{BREAK}{SPLIT}" if self.splits(before, line) else BREAK
            for n, run in enumerate(line.runs):
                runs.append(run._replace(text=f"{sign}{run.text}", space=False) if n == 0 and sign else run)
            if line.hyphen:
                runs[-1] = runs[-1]._replace(text=f"{runs[-1].text}{CUT}")
            before = line
        return tuple(runs)


def row_of(box: Box, cells: Sequence[Cell], page: int, *, ocr: bool) -> Line:
    """Make one line of the cells of a row."""
    return line_of(box, [cell.runs() for cell in cells], page, ocr=ocr)


def line_of(box: Box, cells: Sequence[tuple[Run, ...]], page: int, *, ocr: bool) -> Line:
    """Make one line of the runs of the cells of a row."""
    texts = tuple(map(join, cells))
    shown = tuple(Run(text, space=n > 0, tab=n > 0) for n, text in enumerate(texts) if text)
    return Line(shown, page, box, cells=texts, cell_runs=tuple(cells), ocr=ocr)


def parted(box: Box, cells: Sequence[Cell]) -> Iterator[tuple[Box, Sequence[Cell]]]:
    """Give the rows that stand between two rules: one, or several where lines stand side by side in two cells and none goes on in the next."""
    begins = _begins(box, cells)
    if len(begins) < _LEAST:
        yield box, cells
        return
    yield from split(box, cells, begins)


def split(box: Box, cells: Sequence[Cell], begins: Sequence[Line]) -> Iterator[tuple[Box, Sequence[Cell]]]:
    """Cut cells into rows, each of which begins with one of the lines."""
    tops = [_level(line) - _ABOVE * line.size for line in begins]
    places = [[max(0, bisect_right(tops, _level(line)) - 1) for line in cell.lines] for cell in cells]
    for row, (top, bottom) in enumerate(pairwise([box.top, *(line.box.top for line in begins[1:]), box.bottom])):
        its = [[line for line, at in zip(cell.lines, where, strict=True) if at == row] for cell, where in zip(cells, places, strict=True)]
        yield Box(box.x0, top, box.x1, bottom), [Cell(lines, cell.room) for lines, cell in zip(its, cells, strict=True)]


def _begins(box: Box, cells: Sequence[Cell]) -> Sequence[Line]:
    """Give the lines with which rows begin; none where the lines of the cells do not stand side by side."""
    filled = sorted((cell for cell in cells if cell.lines), key=lambda cell: -len(cell.lines))
    if any(cell.goes_on_loosely for cell in filled):
        filled = [replace(cell, loose=True) for cell in filled]
    first = next((cell for cell in cells if cell.lines), None)
    if first is not None and _is_program(first, cells):
        return first.lines
    if len(filled) < 2 or len(filled[1].lines) < _LEAST or any(line.box.bottom > box.bottom + line.size for cell in filled for line in cell.lines):
        return []
    main, *others = filled
    names = first is None or 2 * len(first.lines) < len(main.lines)  # the first one names all that stands beside it
    if names or (main.leads_in and others[0].leads_in) or not all(_fits(cell, main) for cell in others):
        return []
    if main.is_wide and all(cell.wrapped and not cell.narrow for cell in filled if len(cell.lines) >= _LEAST):
        return []  # lines set wide apart, each as long as its cell is wide
    listed = [cell for cell in filled if cell.lists]
    listed += [cell for cell in filled if cell.narrow and not cell.lists] if any(len(cell.lines) >= _LEAST for cell in listed) else []
    loose = [(cell, line) for cell in filled for line in cell.continued()]
    on = [line for cell, line in loose if cell not in listed or not any(_stands_in(line, other, _LOOSE) for other in filled if other is not cell)]
    on += [line for cell in filled for line in (*cell.bracketed(), *cell.cut_off())]
    begins = [line for line in main.lines if not any(are_beside(line, other, _LOOSE) for other in on)]
    beside = sum(_stands_in(line, others[0], _LOOSE) for line in begins)
    return begins if beside >= _LEAST and 2 * beside >= len(begins) else []


def _fits(cell: Cell, main: Cell) -> bool:
    """Say whether each line of a cell stands beside one of another, or all stand a little higher or lower; so may any where white parts rows."""
    if all(_stands_in(line, main) for line in cell.lines):
        return True
    if not all(_stands_in(line, main, _LOOSE) for line in cell.lines):
        return False
    apart = [min((_level(line) - _level(other) for other in main.lines), key=abs) / line.size for line in cell.lines]
    return main.is_wide or max(apart) - min(apart) < _LEVEL


def _is_program(first: Cell, cells: Sequence[Cell]) -> bool:
    """Say whether a cell holds a program, with what is said of its lines beside them; what stands last may say more of each."""
    others = [cell for cell in cells if cell is not first and cell.lines]
    if len(cells) < 2 or not first.steps or sum(len(cell.lines) > len(first.lines) for cell in others) > 1:
        return False
    beside = others[:-1] if others and others[-1] is cells[-1] and len(others) > 1 else others
    return all(_fits(cell, first) for cell in beside)


def _begins_anew(line: Line, following: Line) -> bool:
    """Say whether a line stands further below than the lines of a paragraph do, and begins as a text does."""
    begin = following.text[:1]
    return Cell((line, following), 0.0).is_wide and (begin.isupper() or not begin.isalpha())


def _open(line: Line) -> int:
    """Count how many brackets a line opens more than it closes."""
    return line.text.count("(") - line.text.count(")")


def _stands_in(line: Line, cell: Cell, most: float = _LEVEL) -> bool:
    """Say whether a cell has a line at the height of another one."""
    level, near = line.box.bottom, _NEAR * line.size
    return any(-near < other.box.bottom - level < near and are_beside(line, other, most) for other in cell.lines)


def are_beside(line: Line, other: Line, most: float = _LEVEL) -> bool:
    """Say whether two lines stand at one height; a small mark may be raised, as those of notes are."""
    apart = _level(other) - _level(line)
    return abs(apart) <= most * line.size or _is_raised(line, other, apart) or _is_raised(other, line, -apart)


def _is_raised(mark: Line, line: Line, lift: float) -> bool:
    return 0 < lift <= _LIFTED * line.size and mark.size <= _SMALL * line.size


def _level(line: Line) -> float:
    return line.box.bottom
