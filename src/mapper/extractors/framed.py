"""Tables with level rules only: texts side by side between rules of one width, as the heads of papers and forms have them, become rows."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from operator import itemgetter

from mapper.extractors import labels, levelrules
from mapper.extractors.lines import Line
from mapper.extractors.pieces import Level, Piece, around, by_height, columns_of, cut, is_apart, put
from mapper.extractors.tablecells import Cell, row_of
from mapper.types import Box

_NEAR = 3.0  # points: labels of a list begin so near to each other; rules so near are one
_SET = 6.0  # points: columns of one table begin so near
_COLUMNS = 3  # texts of so many do not all go on in the next line
_HALF = 0.5  # of a rule: so wide is text that runs on across two columns
_WIDE = 0.8  # of a rule: text that is so wide is in no cell
_MORE = 1.0  # points: so much more space than within a cell stands above a row
_APART = 0.5  # of the font size: space between two rows that no rule parts
_SIDE = 2  # bands of a table, and half of those with words, hold texts side by side, of which some begin at one place
_LINES = 8  # of a cell: more are text between two rules
_MIDDLE = 1.5  # points: so near are the middles of cells that are set to the middle of their row
_HEAD = 2  # lines: what stands alone between two rules and has no more is the title of the rows below
_FIRST = 4  # lines: the first cell of a row that names all that stands beside it has no more
_INSET = 0.05  # of a rule: text that begins further in fills no width


@dataclass(frozen=True)
class _Frame:
    """Hold what stands between each two rules, row by row."""

    rule: Box
    bands: Sequence[Sequence[Sequence[Piece]]]

    @property
    def turns(self) -> set[int]:
        """Name the pieces that it is made of."""
        return {piece.turn for rows in self.bands for row in rows for piece in row}

    def lines(self) -> Iterator[Line]:
        """Give its rows, a text that is alone in the middle of the table as one cell."""
        whole = _common([row for rows in self.bands for row in rows if not self._is_across(row)]) or self._columns()
        for rows in self.bands:
            held = all(any(x0 <= piece.box.x0 and piece.box.x1 <= x1 for x0, x1 in whole) for row in rows for piece in row)
            its = whole if held else _common([row for row in rows if not self._is_across(row)])
            for row in rows:
                yield _row(row, columns_of(row) if self._is_across(row) or not its else its)

    def _is_across(self, row: Sequence[Piece]) -> bool:
        """Say whether a row is one text set to the middle of all columns, as what names the rows below it is."""
        left, right, box = self.rule.x0, self.rule.x1, around(piece.box for piece in row)
        return len(columns_of(row)) == 1 and box.x0 - left > _NEAR + _SET and abs(left + right - box.x0 - box.x1) < 2 * _NEAR

    def _columns(self) -> list[tuple[float, float]]:
        """Give the columns of all rows that have several texts; none where they do not go together."""
        several = [columns for rows in self.bands for row in rows if len(columns := columns_of(row)) > 1]
        pieces = [piece for rows in self.bands if len(_starts(rows)) > 1 for row in rows for piece in row]
        whole = columns_of(pieces)
        return whole if len(whole) == max(map(len, several), default=0) else []

    def is_table(self) -> bool:
        """Say whether this is a table: texts stand side by side, in columns that come again, and none is long."""
        several = [starts for rows in self.bands if len(starts := _starts(rows)) > 1]
        if len(several) < _SIDE or 2 * len(several) < len(self.bands):
            return False
        if any(is_apart(piece) for rows in self.bands for row in rows for piece in row) or any(map(_is_list, self.bands)):
            return False
        if self._has_labels(several) or self._says_items():
            return False  # items of a list
        again = any(abs(one - other) < _SET for n, starts in enumerate(several) for one in starts[1:] for its in several[:n] for other in its[1:])
        return again and all(_is_short(row) for rows in self.bands for row in rows)

    def _has_labels(self, several: Sequence[Sequence[float]]) -> bool:
        """Say whether bands begin with labels, as items do, and not with the numbers or hours of rows that have three columns."""
        labelled = sum(bool(labels.split(rows[0][0].line.plain)[0]) for rows in self.bands)
        return labelled >= _SIDE and 2 * sum(len(starts) >= _COLUMNS for starts in several) < len(self.bands)

    def _says_items(self) -> bool:
        """Say whether texts end as items do, which the cells of heads and forms do not."""
        return sum(piece.line.plain.endswith((";", "；", "؛")) for rows in self.bands for row in rows for piece in row) >= _SIDE


def with_rows(lines: Sequence[Line], edges: Sequence[Box], width: float) -> list[Line]:
    """Give the lines of a page with those of tables that have level rules only put into rows."""
    frames = list(levelrules.frames(edges, width))
    pieces = [piece for piece in cut(lines) if not piece.line.cells] if frames else []
    found = [frame for rules in frames for frame in _tables(rules, _at_stops(rules, pieces))]
    return list(put(lines, found)) if found else list(lines)


def _at_stops(rules: Sequence[Box], pieces: Sequence[Piece]) -> list[Piece]:
    """Tell the pieces that begin where a column does, however near the text before them stands."""
    stops = levelrules.stops(rules, (piece.box for piece in pieces))
    return [replace(piece, first=True) if levelrules.stands_at(stops, piece.box.x0) else piece for piece in pieces]


def _tables(rules: Sequence[Box], pieces: Sequence[Piece]) -> Iterator[_Frame]:
    """Give the tables between rules: those of which each row has its own, whatever its cells hold, or else those of short texts."""
    for text, bands in groupby(_bands(rules, pieces), key=lambda rows: _is_between(rows, rules)):
        held = [] if text else list(bands)
        if _is_parted(held):
            yield _Frame(rules[0], [[[piece for row in rows for piece in row]] if _is_named(rows) else _with_rests(rows) for rows in held])
        else:
            yield from (frame for several in _apart(rules, held) if (frame := _Frame(rules[0], several)).is_table())


def _is_between(rows: Sequence[Sequence[Piece]], rules: Sequence[Box]) -> bool:
    """Say whether what stands between two rules is in no row: text that fills the width, or text and items below a space."""
    pieces = [piece for row in rows for piece in row]
    rule, box = rules[0], around(piece.box for piece in pieces)
    wide, space = rule.x1 - rule.x0, box.top - max(above.top for above in rules if above.top < box.bottom)
    long = any(piece.box.x0 < rule.x0 + _INSET * wide and piece.box.x1 - piece.box.x0 > _WIDE * wide for piece in pieces)
    columns = len(columns_of(pieces))
    alone = columns == 1 or (columns == _SIDE and any(labels.split(row[0].line.plain)[0] for row in rows))
    return long or (alone and space > pieces[0].line.size)


def _is_parted(bands: Sequence[Sequence[Sequence[Piece]]]) -> bool:
    """Say whether rules part each row from the next: a short text stands at the left of all others.

    Titles, and what goes on from the page before, have none.
    """
    held = [[piece for row in rows for piece in row] for rows in bands]
    body = [pieces for pieces in held if len(columns_of(pieces)) > 1]
    columns = columns_of(piece for pieces in body for piece in pieces)
    if len(body) < _SIDE or 2 * len(body) < len(bands) or len(columns) < 2 or any(is_apart(piece) for pieces in held for piece in pieces):
        return False
    titles = [pieces for pieces in held[1:] if pieces not in body]
    if any(len(pieces) > _HEAD for pieces in titles) or (held[0] not in body and len(held[0]) > _HEAD and held[0][0].box.x0 < columns[1][0] - _NEAR):
        return False
    firsts = [[piece for piece in pieces if piece.box.x0 <= columns[0][1]] for pieces in body]
    return all(firsts) and all(len(its) <= _FIRST for its in firsts) and sum(bool(labels.split(its[0].line.plain)[0]) for its in firsts) < _SIDE


def _is_named(rows: Sequence[Sequence[Piece]]) -> bool:
    """Say whether a text at the left names all that stands beside it, which has more lines."""
    pieces = [piece for row in rows for piece in row]
    columns = columns_of(pieces)
    counts = [sum(x0 <= piece.box.x0 <= x1 for piece in pieces) for x0, x1 in columns]
    return len(columns) == _SIDE and counts[0] == 1


def _with_rests(rows: Sequence[Sequence[Piece]]) -> list[list[Piece]]:
    """Give the rows between two rules; what stands alone below a space, and not in the first column, goes on in the row above it."""
    found: list[list[Piece]] = []
    for row in rows:
        if found and len(columns_of(row)) == 1 and row[0].box.x0 > found[-1][0].box.x1:
            found[-1] += row
        else:
            found.append(list(row))
    return found


def _apart(rules: Sequence[Box], bands: Sequence[Sequence[Sequence[Piece]]]) -> Iterator[Sequence[Sequence[Sequence[Piece]]]]:
    """Give the bands of each table: text that is as wide as the rules, or runs on across columns beside it, parts two of them."""
    width = rules[0].x1 - rules[0].x0
    text = [_is_wide(rows, width, [*bands[max(0, n - 1) : n], *bands[n + 1 : n + 2]]) for n, rows in enumerate(bands)]
    for parts, found in groupby(zip(text, bands, strict=True), key=itemgetter(0)):
        if not parts:
            yield [rows for _, rows in found]


def _is_wide(rows: Sequence[Sequence[Piece]], width: float, beside: Sequence[Sequence[Sequence[Piece]]]) -> bool:
    """Say whether a line of a band is as wide as the rules, or one of several runs across two texts that stand side by side above or below it."""
    long = [piece.box for row in rows for piece in row if piece.box.x1 - piece.box.x0 > _HALF * width]
    if any(box.x1 - box.x0 > _WIDE * width for box in long):
        return True
    columns = [columns_of(row) for band in beside for row in band]
    crossed = any(sum(x0 < box.x1 and box.x0 < x1 for x0, x1 in its) > 1 for box in long for its in columns)
    return crossed and sum(len(row) for row in rows) > 1 and max(len(columns_of(row)) for row in rows) < _COLUMNS


def _bands(rules: Sequence[Box], pieces: Sequence[Piece]) -> Iterator[list[list[Piece]]]:
    """Give the rows between each two rules."""
    for above, below in pairwise(rules):
        within = [piece for piece in pieces if above.top < (piece.box.top + piece.box.bottom) / 2 < below.top and levelrules.holds(above, piece.box)]
        if within:
            yield list(_rows(list(by_height(within))))


def _rows(levels: Sequence[Level]) -> Iterator[list[Piece]]:
    """Put levels into rows: a space parts them, or that texts stand side by side in each column again; cells with one middle are one row."""
    if _is_set_to_the_middle(levels):
        yield [piece for level in levels for piece in level]
        return
    row, columns = list(levels[0]), len(levels[0])
    left, close = min(level[0].box.x0 for level in levels), _closest(levels)
    for level in levels[1:]:
        again = len(level) >= max(_COLUMNS, columns)
        gap = min(piece.box.top for piece in level) - max(piece.box.bottom for piece in row)
        begins = len(level) > 1 and level[0].box.x0 < left + _NEAR and gap > close + _MORE
        if again or begins or gap > _APART * level[0].line.size:
            yield row
            row, columns = [], len(level)
        row += level
    yield row


def _closest(levels: Sequence[Level]) -> float:
    """Give the least space between two lines of one cell; none where each line is a row, with a first text and another, both new."""
    left, pieces = min(level[0].box.x0 for level in levels), [piece for level in levels for piece in level]
    full = all(len(level) > 1 and level[0].box.x0 < left + _NEAR for level in levels)
    if full and not any(piece.line.plain[:1].islower() for piece in pieces):
        return -math.inf
    ordered = sorted(pieces, key=lambda piece: (round(piece.box.x0 / _NEAR), piece.box.top))
    gaps = [below.box.top - above.box.bottom for above, below in pairwise(ordered) if abs(above.box.x0 - below.box.x0) < _NEAR]
    return min((gap for gap in gaps if gap > -_NEAR), default=math.inf)


def _is_set_to_the_middle(levels: Sequence[Level]) -> bool:
    """Say whether texts of one line and of several stand in three columns or more, all with their middle at one height."""
    pieces = [piece for level in levels for piece in level]
    columns = [[piece for piece in pieces if x0 <= piece.box.x0 <= x1] for x0, x1 in columns_of(pieces)]
    boxes = [around(piece.box for piece in column) for column in columns]
    middles = [(box.top + box.bottom) / 2 for box in boxes]
    return len(columns) >= _COLUMNS and len(set(map(len, columns))) > 1 and max(middles) - min(middles) < 2 * _MIDDLE


def _common(rows: Sequence[Sequence[Piece]]) -> Sequence[tuple[float, float]]:
    """Say from where to where the columns of rows reach, if white parts them all the way down: no row has more."""
    columns = columns_of(piece for row in rows for piece in row)
    return columns if all(len(columns_of(row)) <= len(columns) for row in rows) else []


def _starts(rows: Sequence[Sequence[Piece]]) -> list[float]:
    """Say where texts of a band begin, those of its row that has most."""
    return max(([x0 for x0, _ in columns_of(row)] for row in rows), key=len)


def _is_list(rows: Sequence[Sequence[Piece]]) -> bool:
    """Say whether items stand under each other that begin with labels; figures that stand alone in a column behind the first are none."""
    labelled = [piece.box.x0 for row in rows for piece in row if _is_labelled(piece, min(each.box.x0 for each in row))]
    return any(abs(one - other) < _NEAR for one, other in pairwise(sorted(labelled)))


def _is_labelled(piece: Piece, left: float) -> bool:
    label, rest = labels.split(piece.line.plain)
    return bool(label) and (bool(rest) or piece.box.x0 < left + _NEAR)


def _is_short(row: Sequence[Piece]) -> bool:
    columns = columns_of(row)
    return all(sum(x0 <= piece.box.x0 <= x1 for piece in row) <= _LINES for x0, x1 in columns)


def _row(row: Sequence[Piece], columns: Sequence[tuple[float, float]]) -> Line:
    """Give a row with as many cells as reach to its last text: it may be one cell to the end."""
    like, ordered = row[0].line, sorted(row, key=lambda piece: piece.turn)
    cells = [Cell([piece.line for piece in ordered if x0 <= piece.box.x0 <= x1], x1 - x0) for x0, x1 in columns]
    while not cells[-1].lines:
        cells.pop()
    return row_of(around(piece.box for piece in row), cells, like.page, ocr=like.ocr)
