"""What belongs to a ruled table though no rule holds it: a column beside its rows, and the figures that count its columns above it."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from mapper.extractors.lines import Line, Run
from mapper.extractors.pieces import Level, Piece, around, by_height, cut, put
from mapper.extractors.tablecells import Cell, line_of
from mapper.types import Box

_TOUCH = 2.0  # points: rows of one table, and a column beside it, may stand so far apart or over each other
_WIDE = 0.2  # of the page's width: a column beside a table is no wider
_WIDER, _MANY = 0.4, 3  # of the page's width: it may be as wide where each of so many rows has a text beside it
_ROWS = 2  # so many rows at least, and half of them, have a text beside them
_LINES = 3  # so many lines stand beside one row at most
_ABOVE = 4  # of the font size: what counts columns, with what stands below it over the column beside, is no higher
_FAR = 1.2  # of the font size: what counts columns stands no further above them
_FIGURES, _SHORT = 3, 3  # so many texts of so many letters count columns


@dataclass
class _Table:
    """Hold the rows of a ruled table, and what stands beside each and above them."""

    rows: Sequence[Line]
    box: Box
    own: set[int]
    side: list[list[Piece]] = field(default_factory=list)
    heads: list[list[Piece]] = field(default_factory=list)
    top: list[Piece] = field(default_factory=list)  # stands above what counts the columns, over the column beside

    @property
    def turns(self) -> set[int]:
        """Name the pieces that belong to it."""
        return self.own | {piece.turn for pieces in (*self.side, *self.heads, self.top) for piece in pieces}

    def lines(self) -> Iterator[Line]:
        """Give its rows, with what belongs to them."""
        like = self.rows[0]
        if self.top:
            yield _row([[] for _ in self.heads[:-1]] + [self.top], like)
        if self.heads:
            yield _row(self.heads, like)
        for row, beside in zip(self.rows, self.side or [[] for _ in self.rows], strict=True):
            yield _widened(row, beside) if self.side else row


def with_sides(lines: Sequence[Line], width: float) -> list[Line]:
    """Give the lines of a page with what stands beside ruled tables put into their rows."""
    blocks = [rows for begin, end in _blocks(lines) if _may_hold(rows := lines[begin:end], lines)]
    pieces = list(cut(lines)) if blocks else []
    loose = [piece for piece in pieces if not piece.line.cells and not piece.line.main.turned]
    found = []
    for rows in blocks:
        table = _Table(rows, around(line.box for line in rows), {piece.turn for piece in pieces if any(piece.line is row for row in rows)})
        _take_side(table, loose, width)
        _take_heads(table, loose)
        loose = [piece for piece in loose if piece.turn not in table.turns]
        if table.side or table.heads:
            found.append(table)
    return list(put(lines, found)) if found else list(lines)


def _may_hold(rows: Sequence[Line], lines: Sequence[Line]) -> bool:
    """Say whether any line stands to the right of a table, or right above it with tabs; hardly one does."""
    top, right, bottom = rows[0].box.top, rows[0].box.x1, rows[-1].box.bottom
    loose = [line for line in lines if not line.cells and line.box.top < bottom]
    beside = any(line.box.x1 > right and line.box.bottom > top for line in loose)
    return beside or any(0 < top + _TOUCH - line.box.bottom < _ABOVE * line.size and sum(run.tab for run in line.runs) > 1 for line in loose)


def _blocks(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Say from where to where the rows of each table go."""
    begin = 0
    for n, (line, following) in enumerate(pairwise([*lines, None]), 1):
        if line is None or following is None or not (line.cells and following.cells and _follows(line, following)):
            if line is not None and line.cells:
                yield begin, n
            begin = n


def _follows(row: Line, below: Line) -> bool:
    return abs(below.box.top - row.box.bottom) < _TOUCH and abs(below.box.x0 - row.box.x0) < _TOUCH and abs(below.box.x1 - row.box.x1) < _TOUCH


def _take_side(table: _Table, loose: Sequence[Piece], width: float) -> None:
    """Take the column to the right of a table, if there is one: hardly a row without a text beside it, and none between two."""
    beside = [piece for piece in loose if piece.box.x0 > table.box.x1 - _TOUCH and table.box.top < _middle(piece.box) < table.box.bottom]
    found = [[piece for piece in beside if row.box.top - _TOUCH < piece.box.top and piece.box.bottom < row.box.bottom + _TOUCH] for row in table.rows]
    filled = [around(piece.box for piece in pieces) for pieces in found if pieces]
    if len(filled) < _ROWS or 2 * len(filled) < len(table.rows) or sum(map(len, found)) != len(beside):
        return
    column = around(filled)
    apart = max(box.x0 for box in filled) > min(box.x1 for box in filled)
    crowded = any(len(list(by_height(pieces))) > _LINES for pieces in found)
    level = all(_is_level(row, pieces) for row, pieces in zip(table.rows, found, strict=True) if pieces)
    wide = _WIDER if len(filled) == len(table.rows) >= _MANY else _WIDE
    if level and not apart and not crowded and column.x1 - column.x0 < wide * width:
        table.side = found


def _is_level(row: Line, pieces: Sequence[Piece]) -> bool:
    """Say whether texts stand in the middle of a row, or begin at the height of a cell."""
    box = around(piece.box for piece in pieces)
    begins = [runs[0].box.top for runs in row.cell_runs if runs and runs[0].box]
    return abs(_middle(box) - _middle(row.box)) < _TOUCH or any(abs(box.top - top) < _TOUCH for top in begins)


def _take_heads(table: _Table, loose: Sequence[Piece]) -> None:
    """Take the figures that count the columns of a table from above it, and what stands there over the column beside it."""
    levels = list(by_height(piece for piece in loose if piece.box.bottom < table.box.top + _TOUCH))
    bottom, over = table.box.top, list[Piece]()
    for level in reversed(levels):
        inside = [piece for piece in level if piece.box.x1 < table.box.x1]
        if bottom - max(piece.box.bottom for piece in level) > _FAR * level[0].line.size:
            return
        if inside and (table.heads or not _counts(inside)):
            return
        outer = [piece for piece in level if piece not in inside]
        if outer and (not table.side or outer[0].box.x0 < table.box.x1):
            return
        if inside:
            table.heads = [*([piece] for piece in inside), *([[*outer, *over]] if table.side else [])]
        elif table.heads:
            table.top = [*outer, *table.top]
        else:
            over = [*outer, *over]
        bottom = min(piece.box.top for piece in level)


def _counts(level: Level) -> bool:
    return len(level) >= _FIGURES and all(len(piece.line.plain) <= _SHORT and piece.line.plain.isalnum() for piece in level)


def _row(cells: Sequence[Sequence[Piece]], like: Line) -> Line:
    box = around(piece.box for cell in cells for piece in cell)
    return line_of(box, [_runs(cell) for cell in cells], like.page, ocr=like.ocr)


def _widened(row: Line, beside: Sequence[Piece]) -> Line:
    box = around([row.box, *(piece.box for piece in beside)])
    return replace(line_of(box, [*row.cell_runs, _runs(beside)], row.page, ocr=row.ocr), mirror=row.mirror)


def _runs(cell: Sequence[Piece]) -> tuple[Run, ...]:
    return Cell([piece.line for piece in cell], math.inf).runs()


def _middle(box: Box) -> float:
    return (box.top + box.bottom) / 2
