"""Rows that white space parts: between two rules of a table texts of several lines begin side by side, again and again, with white above all."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mapper.extractors.lines import Line
from mapper.extractors.tablecells import Cell, are_beside, split
from mapper.types import Box

_LEAST = 3  # rows
_WHITE = 0.35  # of the font size: so much is above a row
_MORE = 0.25  # of the font size: so much more than within it
_SEVERAL = 0.5  # of the rows hold words in several cells


@dataclass(frozen=True, slots=True)
class _Row:
    """Hold the lines of each cell of a row."""

    cells: Sequence[Sequence[Line]]

    @property
    def filled(self) -> Sequence[Sequence[Line]]:
        """Give the cells that hold words."""
        return [lines for lines in self.cells if lines]

    @property
    def begins_together(self) -> bool:
        """Say whether the texts of all cells begin at one height."""
        return all(are_beside(lines[0], self.cells[0][0]) for lines in self.filled)

    @property
    def is_high(self) -> bool:
        """Say whether one of several cells has several lines."""
        return len(self.filled) > 1 and any(len(lines) > 1 for lines in self.filled)

    @property
    def is_stack(self) -> bool:
        """Say whether each cell has as many lines as the others: they may be rows themselves."""
        return self.is_high and len(set(map(len, self.filled))) == 1


def parted(box: Box, cells: Sequence[Cell]) -> Iterator[tuple[Box, Sequence[Cell]]]:
    """Give the rows between two rules that white space parts; one where it does not tell rows for sure."""
    begins = _begins(cells) if cells and len(cells[0].lines) >= _LEAST and sum(bool(cell.lines) for cell in cells) > 1 else []
    if len(begins) < _LEAST or not _are_rows(begins, cells):
        yield box, cells
        return
    yield from split(box, cells, begins)


def _begins(cells: Sequence[Cell]) -> list[Line]:
    """Give the lines of the first cell with white above all columns; none where white is above a line that has words beside and above it."""
    others = sorted((line.box.bottom, line.box.top) for cell in cells[1:] for line in cell.lines)
    bottoms = [bottom for bottom, _ in others]
    begins, tight, wide = [cells[0].lines[0]], 0.0, []
    for above, line in pairwise(cells[0].lines):
        own = (line.box.top - above.box.bottom) / line.size
        place = bisect_right(bottoms, line.box.bottom - line.size / 2)
        white = (line.box.top - max(above.box.bottom, bottoms[place - 1] if place else 0.0)) / line.size
        if white > _WHITE:
            begins.append(line)
            wide.append(white)
        else:
            tight = max(tight, own)
    falls = all(above.box.bottom < line.box.top for above, line in pairwise(begins))
    return begins if wide and falls and min(wide) >= tight + _MORE else []


def _are_rows(begins: Sequence[Line], cells: Sequence[Cell]) -> bool:
    """Say whether these are rows: their cells begin together, none goes on in the next, and few have lines enough beside each other to be several."""
    rows = [_Row([cell.lines for cell in its]) for _, its in split(begins[0].box, cells, begins)]
    if not all(row.begins_together for row in rows) or sum(len(row.filled) > 1 for row in rows) < _SEVERAL * len(rows):
        return False
    high, stacks = sum(row.is_high for row in rows), sum(row.is_stack for row in rows)
    if not high or stacks > high - stacks:
        return False
    edges = (pair for n, cell in enumerate(cells) for pair in _ends(cell, [row.cells[n] for row in rows]))
    return not any(edges)


def _ends(cell: Cell, rows: Sequence[Sequence[Line]]) -> Iterator[bool]:
    """Say of each two rows whether the text of a cell goes on from one to the other."""
    for above, below in pairwise(rows):
        if above and below:
            yield cell.breaks(above[-1], below[0])
