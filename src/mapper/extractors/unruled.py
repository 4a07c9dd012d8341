"""Tables without rules: short texts that stand under each other in three columns or more, row after row, become the cells of rows."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, islice, pairwise
from operator import sub

from mapper.extractors import labels
from mapper.extractors.lines import Line
from mapper.extractors.pieces import GUTTER, Level, Piece, around, by_height, columns_of, cut, is_apart, put
from mapper.extractors.tablecells import Cell, row_of
from mapper.types import Box

_COLUMNS = 3  # fewer are a term and what it means, or two columns of text
_ROWS = 2
_LEVEL = 0.15  # of the font size: texts of one line stand at one height
_NEXT = 4  # heights further: between those of two rows may stand others, of cells of several lines
_FAR = 2.5  # of the font size: rows stand no further apart
_APART = 1.6  # times the usual space between rows: what stands further below belongs to them no more
_WITHIN, _MORE, _LOOSE = 1.5, 1.0, 0.5  # the space within a cell is at most so many times the least, and so many points more, and of the font size
_ALIGNED = 3.0  # points: cells of a column begin, end or have their middle so near to each other
_MOST = 0.8  # of the cells of a column are aligned
_BODY = 3  # rows below a head: where so many are aligned, the head may be set otherwise
_FILLED = 0.75  # of the cells hold words
_SIGNS = 0.5  # of the cells: so many of one sign each are figures set in a row
_PROSE, _FULL = 6, 0.85  # lines that fill so much of their columns are columns of text
_PLACES = 2  # a line that is no row and has texts that begin where so many columns do tells that tabs set them
_SAME = 2.0  # points: so near two texts begin at one place


@dataclass(frozen=True)
class _Table:
    """Hold rows of pieces that may be those of a table."""

    rows: Sequence[Sequence[Piece]]

    @cached_property
    def columns(self) -> Sequence[tuple[float, float]]:
        """Say from where to where each column reaches."""
        return columns_of(piece for row in self.rows for piece in row)

    @cached_property
    def cells(self) -> Sequence[Sequence[Sequence[Piece]]]:
        """Give what each cell of each row holds, in the order of lines."""
        return [[[piece for piece in row if _within(piece, column)] for column in self.columns] for row in self.rows]

    def of_column(self, column: int) -> list[Sequence[Piece]]:
        """Give the cells of a column that hold words."""
        return [row[column] for row in self.cells if row[column]]

    @property
    def turns(self) -> set[int]:
        """Name the pieces that it is made of."""
        return {piece.turn for row in self.rows for piece in row}

    def lines(self) -> Iterator[Line]:
        """Give its rows."""
        like = self.rows[0][0].line
        rooms = [max(piece.box.x1 - piece.box.x0 for cell in self.of_column(n) for piece in cell) for n in range(len(self.columns))]
        for row in self.cells:
            box = around(piece.box for cell in row for piece in cell)
            cells = [Cell([piece.line for piece in cell], room) for cell, room in zip(row, rooms, strict=True)]
            yield row_of(box, cells, like.page, ocr=like.ocr)

    def is_one(self) -> bool:
        """Say whether these are rows of a table."""
        if len(self.rows) < _ROWS or len(self.columns) < _COLUMNS:
            return False
        filled = [cell for row in self.cells for cell in row if cell]
        if len(filled) < _FILLED * len(self.rows) * len(self.columns) or not self._in_order():
            return False
        return all(map(self._is_column, range(len(self.columns)))) and not (self._counts(filled) or self._is_listed() or self._is_prose())

    def adjoins(self, level: Level) -> bool:
        """Say whether a line goes on in the last row though it stands across columns, or begins a row that has a tab and is none of these."""
        boxes = [around(piece.box for piece in row) for row in self.rows]
        gaps = [below.top - above.bottom for above, below in pairwise(boxes)]
        line = around(piece.box for piece in level)
        below, above = line.top - boxes[-1].bottom, boxes[0].top - line.bottom
        goes_on = 0 <= below < min(gaps) - _MORE / 2 and self.columns[0][0] + _SAME < line.x0 < self.columns[-1][1]
        begins = max(below, above) < _APART * max(gaps) + _MORE and _begins_at(self.columns[0][0], level[:1])
        return goes_on or (begins and len(level) > 1)

    def _in_order(self) -> bool:
        """Say whether the file draws cell after cell, row after row."""
        turns = [piece.turn for row in self.cells for cell in row for piece in cell]
        return turns == sorted(turns)

    def _is_column(self, column: int) -> bool:
        """Say whether most cells of a column begin, end or have their middle at one place, or all below its head, and hold words or figures."""
        cells = self.of_column(column)
        boxes = [around(piece.box for piece in cell) for cell in cells]
        worded = sum(any(map(str.isalnum, _text(cell))) for cell in cells) >= _ROWS
        below = boxes[1:] if self.cells[0][column] else boxes
        return worded and (_is_aligned(boxes, _MOST) or (len(below) >= _BODY and _is_aligned(below, 1)))

    def _counts(self, filled: Sequence[Sequence[Piece]]) -> bool:
        """Say whether these are signs set in a row, or what a contents page says, whose last column tells pages."""
        if sum(len(_text(cell)) < 2 for cell in filled) > _SIGNS * len(filled):
            return True
        last = [_text(cell) for cell in self.of_column(len(self.columns) - 1)]
        return all(text.isdigit() for text in last) and sorted(last, key=int) == last

    def _is_listed(self) -> bool:
        """Say whether all rows begin with a label, as items of a list do; the head of a table has none."""
        return all(labels.is_label(_text(cell)) for cell in self.of_column(0))

    def _is_prose(self) -> bool:
        """Say whether lines fill their columns, one under the other, as columns of text do."""
        if sum(len(row) for row in self.rows) < _PROSE * len(self.columns):
            return False
        wide = [x1 - x0 for x0, x1 in self.columns]
        full = [p for row in self.cells for cell, room in zip(row, wide, strict=True) for p in cell if p.box.x1 - p.box.x0 > _FULL * room]
        return 2 * len(full) > sum(map(len, self.rows))


def with_rows(lines: Sequence[Line]) -> list[Line]:
    """Give the lines of a page with those of tables without rules put into rows, each table where its first line was."""
    if not (_has_height_of_three(lines) and _may_hold(lines)):
        return list(lines)
    levels = list(by_height(cut(lines)))
    found = [table for begin, end in _stretches(levels) for table in _tables(levels[begin:end])]
    found = [table for table in found if not _is_set_by_tabs(table, levels, found)] if found else []
    return list(put(lines, found)) if found else list(lines)


def _has_height_of_three(lines: Sequence[Line]) -> bool:
    """Say whether three texts stand at about one height."""
    loose = [line for line in lines if not line.cells]
    tabbed = [line.box.bottom for line in loose if len(line.runs) > 1 for run in line.runs if run.tab]
    heights = sorted(map(int, [*(line.box.bottom for line in loose), *tabbed]))
    return min(map(sub, islice(heights, _COLUMNS - 1, None), heights), default=math.inf) <= 1


def _may_hold(lines: Sequence[Line]) -> bool:
    """Say whether two lines or two heights near each other have three texts side by side, with white between them; most pages have no such lines."""
    heights = [(spans, line) for line in lines if not line.cells and (spans := _spans(line))]
    heights.sort(key=lambda each: each[1].box.bottom)
    merged: list[tuple[list[tuple[float, float]], Line]] = []
    for spans, line in heights:
        if merged and line.box.bottom - merged[-1][1].box.bottom <= _LEVEL * line.size:
            merged[-1][0].extend(spans)
        else:
            merged.append((list(spans), line))
    near = ((one, other, line) for n, (one, line) in enumerate(merged) if len(one) > 1 for other, _ in merged[n + 1 : n + _NEXT] if len(other) > 1)
    return any(max(len(one), len(other)) >= _COLUMNS and _side_by_side([*one, *other], line.size) for one, other, line in near)


def _spans(line: Line) -> list[tuple[float, float]]:
    """Say from where to where each text between tabs stands."""
    found: list[tuple[float, float]] = []
    for run in line.runs:
        if run.box is None:
            return []
        if found and not run.tab:
            found[-1] = found[-1][0], max(found[-1][1], run.box.x1)
        else:
            found.append((run.box.x0, run.box.x1))
    return found


def _side_by_side(spans: list[tuple[float, float]], size: float) -> bool:
    """Say whether texts stand in three columns."""
    spans.sort()
    count, right = 1, spans[0][1]
    for left, end in spans:
        count += left - right >= GUTTER * size
        right = max(right, end)
    return count >= _COLUMNS


def _is_set_by_tabs(table: _Table, levels: Sequence[Level], others: Sequence[_Table]) -> bool:
    """Say whether lines that are no rows have texts where the first columns begin, or go on in a list of which these are a part."""
    rows = {turn for other in others for turn in other.turns}
    loose = [found for level in levels if (found := [piece for piece in level if piece.turn not in rows])]
    starts = [x0 for x0, _ in table.columns[:_PLACES]]
    return any(all(_begins_at(start, level) for start in starts) or table.adjoins(level) for level in loose)


def _begins_at(start: float, level: Level) -> bool:
    return any(abs(piece.box.x0 - start) < _SAME for piece in level)


def _stretches(levels: Sequence[Level]) -> Iterator[tuple[int, int]]:
    """Say from where to where levels go on in columns: each adds to the columns above it, and none stands across two."""
    begin = 0
    while begin < len(levels):
        if len(levels[begin]) < _COLUMNS or is_apart(levels[begin][0]):
            begin += 1
            continue
        first, end = begin, begin + 1
        while end < len(levels) and _goes_on(levels[first:end], levels[end]):
            end += 1
        while first and _goes_on(levels[first:end], levels[first - 1]):
            first -= 1
        yield first, end
        begin = max(end, begin + 1)


def _goes_on(levels: Sequence[Level], other: Level) -> bool:
    """Say whether a level stands in the columns of its neighbours."""
    own, size = [piece for level in levels for piece in level], other[0].line.size
    box = around(piece.box for piece in own)
    if is_apart(other[0]) or max(other[0].box.top - box.bottom, box.top - other[0].box.bottom) > _FAR * size:
        return False
    if len(other) == 1 and _look(other[0]) not in map(_look, own):
        return False  # a title
    return len(columns_of([*own, *other])) >= len(columns_of(own))


def _look(piece: Piece) -> tuple[float, bool]:
    style = piece.line.main
    return round(style.size), style.bold


def _tables(levels: Sequence[Level]) -> Iterator[_Table]:
    """Give the tables within a stretch of levels: rows of which more than half of the cells are filled, that stand at about one distance."""
    rows = _rows_of(levels)
    count = len(columns_of(piece for row in rows for piece in row))
    for whole, found in groupby(rows, lambda row: 2 * len(columns_of(row)) > count):
        table = _Table(_close(list(found)))
        if whole and table.is_one():
            yield table


def _rows_of(levels: Sequence[Level]) -> list[list[Piece]]:
    """Put levels into rows: a space parts them, or else the text that begins in the first column."""
    gaps = _gaps(levels)
    size = levels[0][0].line.size
    least = min((gap for gap in gaps if gap > 0), default=0.0)
    limit = min(_WITHIN * least + _MORE, _LOOSE * size)
    first = columns_of(piece for level in levels for piece in level)[0]
    rows: list[list[Piece]] = [list(levels[0])]
    for gap, level in zip(gaps, levels[1:], strict=True):
        begins = gap > limit or (gap > 0 and _within(level[0], first) and len(level) >= _COLUMNS)
        if begins:
            rows.append(list(level))
        else:
            rows[-1] += level
    return [sorted(row, key=lambda piece: piece.turn) for row in rows]


def _gaps(levels: Sequence[Level]) -> list[float]:
    """Give the space above each level but the first, which is negative where it overlaps what stands above it."""
    gaps, bottom = [], max(piece.box.bottom for piece in levels[0])
    for level in levels[1:]:
        gaps.append(min(piece.box.top for piece in level) - bottom)
        bottom = max(bottom, *(piece.box.bottom for piece in level))
    return gaps


def _close(rows: Sequence[Sequence[Piece]]) -> Sequence[Sequence[Piece]]:
    """Leave out the last rows that stand much further from those above than these from each other."""
    boxes = [around(piece.box for piece in row) for row in rows]
    gaps = [below.top - above.bottom for above, below in pairwise(boxes)]
    while len(gaps) > 1 and gaps[-1] > _APART * max(gaps[:-1]) + _MORE:
        gaps.pop()
    return rows[: len(gaps) + 1]


def _within(piece: Piece, column: tuple[float, float]) -> bool:
    return column[0] <= piece.box.x0 and piece.box.x1 <= column[1]


def _is_aligned(boxes: Sequence[Box], share: float) -> bool:
    """Say whether so large a share of cells begin, end or have their middle at one place."""
    ways = ([box.x0 for box in boxes], [box.x1 for box in boxes], [(box.x0 + box.x1) / 2 for box in boxes])
    return any(_near(places) >= share * len(places) for places in ways)


def _near(places: Sequence[float]) -> int:
    """Count how many places stand near one of them, at most."""
    return max(sum(abs(place - other) <= _ALIGNED for other in places) for place in places)


def _text(cell: Sequence[Piece]) -> str:
    return " ".join(piece.line.plain for piece in cell)
