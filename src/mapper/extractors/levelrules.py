"""Level rules: those of one width under each other, between which the rows of a table may stand."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from mapper.types import Box

_NEAR = 3.0  # points: rules so near are one
_SET = 6.0  # points: rules of one table begin so near: a row may be set in by the inner margin of its cells, 5.4 points as a rule
_LEVEL = 1.5  # points: so near parts of one rule are
_LONG = 0.3  # of the page's width: so long is a rule that holds rows
_RULES = 3  # of a table: two may stand above and below any text
_SAME = 0.5  # points: texts that begin so near begin at one place
_SEVERAL = 3  # bands between rules: texts that begin at one place in so many begin a column


def frames(edges: Sequence[Box], width: float) -> Iterator[Sequence[Box]]:
    """Give rules of one width under each other, three at least, on a page that is so wide."""
    rest = [rule for rule in _whole(edges) if rule.x1 - rule.x0 > _LONG * width] if len(edges) >= _RULES else []
    while rest:
        first = rest[0]
        alike = [rule for rule in rest if abs(rule.x0 - first.x0) < _SET and abs(rule.x1 - first.x1) < _SET]
        rest = [rule for rule in rest if rule not in alike]
        rules = [rule for n, rule in enumerate(alike) if not n or rule.top - alike[n - 1].top > _NEAR]
        if len(rules) >= _RULES:
            yield rules


def holds(rule: Box, box: Box) -> bool:
    """Say whether a text does not reach out of the table at its sides."""
    return rule.x0 - _SET < box.x0 and box.x1 < rule.x1 + _SET


def stops(rules: Sequence[Box], begins: Iterable[Box]) -> list[float]:
    """Say where columns begin between rules, from the left: texts that begin there stand in several bands."""
    tops = [rule.top for rule in rules]
    homes = [(box.x0, bisect_left(tops, (box.top + box.bottom) / 2)) for box in begins if holds(rules[0], box)]
    within = sorted((x0, band) for x0, band in homes if 0 < band < len(tops))
    found: list[float] = []
    first = 0
    for n, (x0, _) in enumerate(within, 1):
        if n == len(within) or within[n][0] - x0 > _SAME:
            if len({band for _, band in within[first:n]}) >= _SEVERAL:
                found.append(within[first][0])
            first = n
    return found


def stands_at(stops: Sequence[float], x0: float) -> bool:
    """Say whether a text begins where a column does."""
    place = bisect_left(stops, x0 - _SAME)
    return place < len(stops) and abs(stops[place] - x0) <= _SAME


def crosses(stops: Sequence[float], box: Box) -> bool:
    """Say whether a text stands across a place where a column begins."""
    place = bisect_left(stops, box.x0 + _SAME)
    return place < len(stops) and stops[place] < box.x1 - _SAME


def _whole(edges: Sequence[Box]) -> Iterator[Box]:
    """Give level rules from the top: writing programs draw them cell by cell."""
    level = sorted((edge for edge in edges if edge.bottom - edge.top < _NEAR), key=lambda edge: (round(edge.top), edge.x0))
    begun: Box | None = None
    for edge in level:
        if begun is not None and abs(edge.top - begun.top) < _LEVEL and edge.x0 < begun.x1 + _LEVEL:
            begun = begun._replace(x1=max(begun.x1, edge.x1))
            continue
        if begun is not None:
            yield begun
        begun = edge
    if begun is not None:
        yield begun
