"""Columns within the cells of a table: rules that hold groups of columns only, between which figures stand row after row, part no cells."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from mapper.extractors.pieces import Piece, columns_of, parts
from mapper.extractors.tablecells import FIGURE, Cell
from mapper.types import Box

_LEVEL = 0.15  # of the font size: texts of one line stand at one height
_ROWS = 6  # so many rows of figures make columns
_MOST = 0.8  # of the texts are figures
_SHORT = 2  # letters: a text that is no longer is as good as a figure
_SEVERAL = 0.5  # of the rows have several texts in the first cell

Held = tuple[Box, Sequence[Cell]]


def parted(box: Box, cells: Sequence[Cell]) -> Iterator[Held]:
    """Give the rows between two rules with each column as a cell; as one row where cells hold no columns of figures."""
    if sum(len(cell.lines) >= _ROWS for cell in cells) < 2 or not any(run.tab for cell in cells for line in cell.lines for run in line.runs):
        yield box, cells
        return
    held = [[Piece(part, 0) for line in cell.lines for part in parts(line)] for cell in cells]
    rows = _by_height(held[0])
    if not _are_figures(held, rows):
        yield box, cells
        return
    columns = [(cell, column) for cell in held for column in columns_of(cell) or [(0.0, 0.0)]]
    begins = [min(piece.box.bottom - 0.5 * piece.line.size for piece in row) for row in rows]
    for n, (top, bottom) in enumerate(pairwise([box.top, *begins[1:], box.bottom])):
        yield Box(box.x0, top, box.x1, bottom), [_cell(cell, column, begins, n) for cell, column in columns]


def _by_height(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Give what stands at one height, from the top."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: piece.box.bottom):
        if not rows or piece.box.bottom - rows[-1][0].box.bottom > _LEVEL * piece.line.size:
            rows.append([])
        rows[-1].append(piece)
    return rows


def _are_figures(held: Sequence[Sequence[Piece]], rows: Sequence[Sequence[Piece]]) -> bool:
    texts = [piece.line.text for cell in held for piece in cell]
    figures = sum(len(text) <= _SHORT or FIGURE.fullmatch(text) is not None for text in texts)
    return len(rows) >= _ROWS and sum(len(row) > 1 for row in rows) >= _SEVERAL * len(rows) and figures >= _MOST * len(texts)


def _cell(cell: Sequence[Piece], column: tuple[float, float], begins: Sequence[float], row: int) -> Cell:
    """Give what a column holds in a row: a figure there that its edge cuts is one."""
    own = [piece.line for piece in cell if column[0] <= piece.box.x0 <= column[1]]
    found = Cell([line for line in own if max(0, bisect_right(begins, line.box.bottom) - 1) == row], column[1] - column[0])
    if len(found.lines) < 2 or not all(found.splits(line, following) for line, following in pairwise(found.lines)):
        return found
    first, *others = found.lines
    return Cell([replace(first, runs=(*first.runs, *(run._replace(space=False, tab=False) for line in others for run in line.runs)))], found.room)
