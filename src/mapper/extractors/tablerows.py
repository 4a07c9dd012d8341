"""Rows of ruled tables: those between rules, those that no rule parts, and heads below which a column has no rule."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from mapper.extractors import spacedrows, subcolumns, tablecells
from mapper.extractors.lines import Line
from mapper.extractors.subcolumns import Held
from mapper.extractors.tablecells import Cell, are_beside
from mapper.types import Box

_NEAR = 1.0  # points: sides of one column differ by less
_WHITE = 0.5  # of the font size: so much is between a head and what stands below it
_ROWS = 3  # so many rows prove that a text below a head stands in them
_OVER = 2.0  # points: so far a line may reach over a rule

Sides = tuple[float, float, Sequence[Line]]  # left and right of a cell, and what it holds
Band = tuple[Box, Sequence[Sides]]


def of_bands(bands: Sequence[Band], inset: float) -> Iterator[Held]:
    """Give the rows of a table; `bands` are what stands between two rules, with the sides and lines of each cell."""
    for box, cells in _lowered(bands, inset):
        yield from _parted(box, _held(cells, inset))


def _held(cells: Sequence[Sides], inset: float) -> list[Cell]:
    return [Cell(lines, right - left - 2 * inset) for left, right, lines in cells]


def _parted(box: Box, cells: Sequence[Cell]) -> Iterator[Held]:
    for band in subcolumns.parted(box, cells):
        for high in spacedrows.parted(*band):
            yield from tablecells.parted(*high)


def _lowered(bands: Sequence[Band], inset: float) -> Sequence[Band]:
    """Put what stands below the head of a column that no rule ends there into the band below, where it makes rows with what stands beside it."""
    found = [*bands]
    for above, (box, cells) in enumerate(bands):
        for place, (left, right, lines) in enumerate(cells):
            below = _reached(found, above, lines) if len(lines) > _ROWS and lines[-1].box.bottom > box.bottom + _OVER else 0
            begin = _below(lines, found[below][0].top) if below else 0
            if begin and (filled := _filled(found[below], (left, right, lines[begin:]), inset)):
                head = [*found[above][1]]
                head[place] = left, right, lines[:begin]
                found[above], found[below] = (box, head), filled
    return found


def _reached(bands: Sequence[Band], above: int, lines: Sequence[Line]) -> int:
    """Say in which band below the last line of a cell stands; 0 where it stands in none."""
    level = lines[-1].box.bottom
    return next((n for n in range(above + 1, len(bands)) if bands[n][0].top < level <= bands[n][0].bottom + _OVER), 0)


def _below(lines: Sequence[Line], level: float) -> int:
    """Say which line is the first below a level, with white above it; 0 where there is none."""
    for n, (one, other) in enumerate(pairwise(lines), 1):
        if one.box.bottom <= level + _OVER and other.box.top >= level - _OVER:
            return n if other.box.top - one.box.bottom > _WHITE * other.size else 0
    return 0


def _filled(band: Band, text: Sides, inset: float) -> Band | None:
    """Give a band with a text in its place, where its first line stands beside those of other cells, and what stands beside each other makes rows."""
    box, cells = band
    left, right, lines = text
    place = next((n for n, each in enumerate(cells) if abs(each[0] - left) < _NEAR and abs(each[1] - right) < _NEAR and not each[2]), None)
    if place is None or not any(held and are_beside(lines[0], held[0]) for _, _, held in cells):
        return None
    filled = [*cells[:place], text, *cells[place + 1 :]]
    return (box, filled) if len(list(_parted(box, _held(filled, inset)))) >= _ROWS else None
