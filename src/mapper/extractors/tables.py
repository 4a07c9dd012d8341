"""Ruled tables: rules that cross make a grid, words fall into its cells; works on any engine's edges and words."""

from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import NamedTuple, TypeVar

from mapper.extractors.page import Stretch, Word, part
from mapper.types import Box

_NEAR = 3.0  # points: rules so close are one, and meet
_LEAST = 8.0  # points: a shorter rule divides nothing
_Home = TypeVar("_Home")
_THIN, _FEW = 7.5, 2  # points, and so many bands between rules that are thinner: no line of text would fit in
_OPEN = 0.4  # of the sides between places of a grid: where so many have no rule, and most places no words, it is no table but a drawing
_DRAWN = 0.5  # of a cell's side: so much of it has to be ruled to end the cell there


class Span(NamedTuple):
    """Hold the rows and columns that one cell takes, from the first up to the last and without it."""

    row: int
    column: int
    down: int
    across: int


@dataclass(frozen=True, slots=True)
class Grid:
    """Hold where the rules of a table run: `across` from top to bottom, `down` from left to right; `open_` names the sides that have none.

    Each side is that between a row and the next (True) or a column and the next (False), by the place of the cell above it or left of it.
    """

    across: tuple[float, ...]
    down: tuple[float, ...]
    open_: frozenset[tuple[bool, int, int]] = frozenset()

    @property
    def box(self) -> Box:
        """Give the outer box."""
        return Box(self.down[0], self.across[0], self.down[-1], self.across[-1])

    def rows(self, found: Iterable[Stretch]) -> Iterator[tuple[Box, list[tuple[float, float, list[Stretch]]]]]:
        """Give each row with its cells: their left and right sides, and what they hold.

        One over several columns is one cell, one over several rows is empty in all but the first.
        """
        slots: dict[tuple[int, int], list[Stretch]] = {}
        homes = self._homes()
        for stretch in found:
            row = _band(self.across, (stretch.box.top + stretch.box.bottom) / 2)
            first, last = _band(self.down, stretch.box.x0), _band(self.down, stretch.box.x1)
            columns = [first] * len(stretch.words) if first == last else [_band(self.down, _middle(word)) for word in stretch.words]
            for home, cell in _parts(stretch, [homes[row, column][:2] for column in columns]):
                slots.setdefault(home, []).append(cell)
        for row in range(len(self.across) - 1):
            box = Box(self.down[0], self.across[row], self.down[-1], self.across[row + 1])
            spans = dict.fromkeys(homes[row, column] for column in range(len(self.down) - 1))
            down = self.down
            yield box, [(down[span.column], down[span.across], slots.get(span[:2], []) if span.row == row else []) for span in spans]

    def is_drawing(self, rows: Iterable[tuple[Box, Sequence[tuple[float, float, Sequence[object]]]]]) -> bool:
        """Say whether its rules draw a picture: most of its cells are empty, and rules stand too close for words, or begin and end anywhere."""
        filled = [bool(held) for _, cells in rows for _, _, held in cells]
        if 2 * sum(filled) >= len(filled):
            return False
        thin = sum(end - begin < _THIN for levels in (self.across, self.down) for begin, end in pairwise(levels))
        down, across = len(self.across) - 1, len(self.down) - 1
        return thin >= _FEW or len(self.open_) >= _OPEN * ((down - 1) * across + down * (across - 1))

    def _homes(self) -> dict[tuple[int, int], Span]:
        """Say for each place in the grid which cell it belongs to."""
        homes: dict[tuple[int, int], Span] = {}
        for row, column in product(range(len(self.across) - 1), range(len(self.down) - 1)):
            if (row, column) not in homes:
                span = self._span(row, column, homes)
                homes |= dict.fromkeys(product(range(row, span.down), range(column, span.across)), span)
        return homes

    def _span(self, row: int, column: int, taken: Container[tuple[int, int]]) -> Span:
        """Let a cell reach to the right and then down as far as no rule ends it."""
        across, down = column + 1, row + 1
        while (False, row, across - 1) in self.open_ and (row, across) not in taken:
            across += 1
        while all((True, down - 1, each) in self.open_ for each in range(column, across)) and self._is_whole(down, column, across):
            down += 1
        return Span(row, column, down, across)

    def _is_whole(self, row: int, column: int, across: int) -> bool:
        """Say whether a stretch of a row is one cell, with rules at both ends."""
        inside = all((False, row, each) in self.open_ for each in range(column, across - 1))
        return inside and (False, row, column - 1) not in self.open_ and (False, row, across - 1) not in self.open_


def grids(edges: Sequence[Box]) -> list[Grid]:
    """Find the tables of a page: groups of rules that touch, with two columns or more."""
    rules = [edge for edge in edges if max(edge.x1 - edge.x0, edge.bottom - edge.top) >= _LEAST]
    if all(map(_flat, rules)):
        return []
    found = []
    for group in _touching(rules):
        flat, upright = [edge for edge in group if _flat(edge)], [edge for edge in group if not _flat(edge)]
        across = _levels([*(edge.top for edge in flat), *_ends((edge.top, edge.bottom) for edge in upright)])
        down = _levels([*(edge.x0 for edge in upright), *_ends((edge.x0, edge.x1) for edge in flat)])
        if len(across) >= 2 and len(down) >= 3:
            between_rows = ((True, row - 1, column) for row, column in _open_sides([(e.top, e.x0, e.x1) for e in flat], across, down))
            between_columns = ((False, row, column - 1) for column, row in _open_sides([(e.x0, e.top, e.bottom) for e in upright], down, across))
            found.append(Grid(across, down, frozenset((*between_rows, *between_columns))))
    return sorted(found, key=lambda grid: (grid.across[0], grid.down[0]))


def _open_sides(rules: Iterable[tuple[float, float, float]], levels: Sequence[float], bands: Sequence[float]) -> Iterator[tuple[int, int]]:
    """Give the inner levels, each with the bands, along which no rule runs; rules are place, begin and end."""
    covered: dict[tuple[int, int], float] = {}
    for place, begin, end in rules:
        level = min(range(len(levels)), key=lambda n: abs(levels[n] - place))
        for band in range(len(bands) - 1):
            if (shared := min(end, bands[band + 1]) - max(begin, bands[band])) > 0:
                covered[level, band] = covered.get((level, band), 0.0) + shared
    for level, band in product(range(1, len(levels) - 1), range(len(bands) - 1)):
        if covered.get((level, band), 0.0) < _DRAWN * (bands[band + 1] - bands[band]):
            yield level, band


def touched(rule: Box, edges: Iterable[Box]) -> bool:
    """Say whether a rule meets another one, as those of a table do; the same rule drawn twice is no other."""
    return any(_touch(rule, edge) and not _same(rule, edge) for edge in edges)


def sort_in(found: Iterable[Stretch], grids: Sequence[Grid]) -> Iterator[tuple[Grid | None, list[Stretch]]]:
    """Give the stretches of a page in their order, those of a table together where its first word stands, cut where they reach out of it."""
    boxes = [grid.box for grid in grids]
    parted = [one for stretch in found for one in _parts(stretch, _tables_of(stretch, boxes))]
    done: set[int] = set()
    plain: list[Stretch] = []
    for home, stretch in parted:
        if home is None:
            plain.append(stretch)
        elif home not in done:
            done.add(home)
            if plain:
                yield None, plain
                plain = []
            yield grids[home], [other for its, other in parted if its == home]
    if plain:
        yield None, plain


def _tables_of(stretch: Stretch, boxes: Sequence[Box]) -> list[int | None]:
    """Say for each word of a stretch in which table its middle lies."""
    left, top, right, bottom = stretch.box
    level, count = (top + bottom) / 2, len(stretch.words)
    near = [(n, box.x0 - 1, box.x1 + 1) for n, box in enumerate(boxes) if box.top - 1 <= level <= box.bottom + 1]
    if not near:
        return [None] * count
    home, begin, end = near[0]
    if begin <= left and right <= end:
        return [home] * count
    middles = map(_middle, stretch.words)
    return [next((n for n, begin, end in near if begin <= middle <= end), None) for middle in middles]


def _parts(stretch: Stretch, homes: Sequence[_Home]) -> Iterator[tuple[_Home, Stretch]]:
    """Cut a stretch where the homes of its words change."""
    begin, count = 0, len(homes)
    if homes.count(homes[0]) == count:
        yield homes[0], stretch
        return
    for place in range(1, count + 1):
        if place == count or homes[place] != homes[begin]:
            yield homes[begin], part(stretch, begin, place)
            begin = place


def _middle(word: Word) -> float:
    return (word.box.x0 + word.box.x1) / 2


def _band(levels: Sequence[float], value: float) -> int:
    """Say between which two levels a value lies."""
    return bisect_right(levels, value, 1, len(levels) - 1) - 1


def _flat(edge: Box) -> bool:
    return edge.x1 - edge.x0 >= edge.bottom - edge.top


def _levels(values: Iterable[float]) -> tuple[float, ...]:
    """Fold places that are nearly the same into one: a double rule has several, each near to the next."""
    ordered = sorted(values)
    return tuple(value for n, value in enumerate(ordered) if not n or value - ordered[n - 1] > _NEAR)


def _ends(spans: Iterable[tuple[float, float]]) -> Iterator[float]:
    """Give where rules begin and end that reach furthest: a table may be open at its sides, or where a page breaks it."""
    begins, ends = zip(*spans, strict=True) if (spans := list(spans)) else ((), ())
    if len(begins) > 1:
        yield from (sorted(begins)[1], sorted(ends)[-2])  # two at least say so


def _touching(rules: Sequence[Box]) -> list[list[Box]]:
    """Group rules that touch each other, directly or by others; from the top, each meets only those that reach down to it."""
    ordered = sorted(rules, key=lambda rule: rule.top)
    homes = [[rule] for rule in ordered]  # the group of each rule, shared by those of one group
    places = [[place] for place in range(len(ordered))]
    reaching: list[int] = []
    for place, rule in enumerate(ordered):
        reaching = [other for other in reaching if ordered[other].bottom + _NEAR >= rule.top]
        for other in reaching:
            if homes[other] is not homes[place] and _touch(rule, ordered[other]):
                into, gone = sorted((place, other), key=lambda one: -len(homes[one]))
                homes[into] += homes[gone]
                places[into] += places[gone]
                for moved in places[gone]:
                    homes[moved], places[moved] = homes[into], places[into]
        reaching.append(place)
    return list({id(group): group for group in homes}.values())


def _touch(one: Box, other: Box) -> bool:
    return one.x0 <= other.x1 + _NEAR and other.x0 <= one.x1 + _NEAR and one.top <= other.bottom + _NEAR and other.top <= one.bottom + _NEAR


def _same(one: Box, other: Box) -> bool:
    return max(abs(one.x0 - other.x0), abs(one.x1 - other.x1), abs(one.top - other.top), abs(one.bottom - other.bottom)) < _NEAR
