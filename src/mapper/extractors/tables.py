"""Ruled tables: rules that cross make a grid, words fall into its cells; works on any engine's edges and words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mapper.extractors.page import Word
from mapper.types import Box

_NEAR = 3.0  # points: rules so close are one, and meet
_LEAST = 8.0  # points: a shorter rule divides nothing


@dataclass(frozen=True, slots=True)
class Grid:
    """Hold where the rules of a table run: `across` from top to bottom, `down` from left to right."""

    across: tuple[float, ...]
    down: tuple[float, ...]

    @property
    def box(self) -> Box:
        """Give the outer box."""
        return Box(self.down[0], self.across[0], self.down[-1], self.across[-1])

    def holds(self, word: Word) -> bool:
        """Say whether the middle of a word is in the table."""
        x, y = _middle(word)
        box = self.box
        return box.x0 - 1 <= x <= box.x1 + 1 and box.top - 1 <= y <= box.bottom + 1

    def rows(self, words: Iterable[Word]) -> Iterator[tuple[Box, list[list[Word]]]]:
        """Give each row with the words of its cells."""
        cells: dict[tuple[int, int], list[Word]] = {}
        for word in words:
            x, y = _middle(word)
            cells.setdefault((_band(self.across, y), _band(self.down, x)), []).append(word)
        for row in range(len(self.across) - 1):
            box = Box(self.down[0], self.across[row], self.down[-1], self.across[row + 1])
            yield box, [cells.get((row, column), []) for column in range(len(self.down) - 1)]


def grids(edges: Sequence[Box]) -> list[Grid]:
    """Find the tables of a page: groups of rules that touch, with two columns or more."""
    rules = [edge for edge in edges if max(edge.x1 - edge.x0, edge.bottom - edge.top) >= _LEAST]
    found = []
    for group in _touching(rules):
        flat, upright = [edge for edge in group if _flat(edge)], [edge for edge in group if not _flat(edge)]
        across = _levels([*(edge.top for edge in flat), *_ends((edge.top, edge.bottom) for edge in upright)])
        down = _levels([*(edge.x0 for edge in upright), *_ends((edge.x0, edge.x1) for edge in flat)])
        if len(across) >= 2 and len(down) >= 3:
            found.append(Grid(across, down))
    return sorted(found, key=lambda grid: (grid.across[0], grid.down[0]))


def touched(rule: Box, edges: Iterable[Box]) -> bool:
    """Say whether a rule meets another one, as those of a table do; the same rule drawn twice is no other."""
    return any(_touch(rule, edge) and not _same(rule, edge) for edge in edges)


def sort_in(words: Sequence[Word], grids: Sequence[Grid]) -> Iterator[tuple[Grid | None, list[Word]]]:
    """Give the words in their order, those of a table together where its first word stands."""
    homes = [next((n for n, grid in enumerate(grids) if grid.holds(word)), None) for word in words] if grids else [None] * len(words)
    done: set[int] = set()
    plain: list[Word] = []
    for word, home in zip(words, homes, strict=True):
        if home is None:
            plain.append(word)
        elif home not in done:
            done.add(home)
            if plain:
                yield None, plain
                plain = []
            yield grids[home], [other for other, its in zip(words, homes, strict=True) if its == home]
    if plain:
        yield None, plain


def _middle(word: Word) -> tuple[float, float]:
    return (word.box.x0 + word.box.x1) / 2, (word.box.top + word.box.bottom) / 2


def _band(levels: Sequence[float], value: float) -> int:
    """Say between which two levels a value lies."""
    return min(max(sum(level <= value for level in levels) - 1, 0), len(levels) - 2)


def _flat(edge: Box) -> bool:
    return edge.x1 - edge.x0 >= edge.bottom - edge.top


def _levels(values: Iterable[float]) -> tuple[float, ...]:
    """Fold places that are nearly the same into one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return tuple(found)


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
