"""Gutters: white strips that run down a page between columns of lines, found from where the lines begin and end."""

from collections import Counter
from collections.abc import Sequence

from mapper.extractors.lines import Line

_LEAST = 4  # lines: fewer make no column
_BESIDE = 3  # lines of a column have another beside them
_STRIP = 5.0  # points: a gutter is so wide at least
_NEAR = 3.0  # points: lines that begin so close to each other begin at one place
_ACROSS = 0.15  # of the lines: so many may stand across a gutter, as the titles of a page do
_MARGIN = 0.15  # of the width of the text: so much of it is to the left of a gutter, and to its right


def begins(lines: Sequence[Line]) -> tuple[float, ...]:
    """Say where each column but the first begins, from the side on which lines begin; nothing where there is one column."""
    text = [line for line in lines if not line.cells and not line.main.turned]
    if len(text) < 2 * _LEAST:
        return ()
    left, right = min(line.start for line in text), max(line.end for line in text)
    found: list[float] = []
    for place in _places(text, left, right):
        before = found[-1] - _NEAR if found else left
        if _parts(place, [line for line in text if line.start >= before], len(text)):
            found.append(place)
    return tuple(found)


def _places(lines: Sequence[Line], left: float, right: float) -> list[float]:
    """Give the places in the middle of a page at which several lines begin, from the left."""
    margin = _MARGIN * (right - left)
    starts = sorted(line.start for line in lines if left + margin < line.start < right - margin)
    counts = Counter(round(start / _NEAR) for start in starts)
    found: list[float] = []
    for start in starts:
        own = round(start / _NEAR)
        if counts[own - 1] + counts[own] + counts[own + 1] > 1 and not (found and start - found[-1] < _NEAR):
            found.append(start)
    return found


def _parts(place: float, lines: Sequence[Line], total: int) -> bool:
    """Say whether a column begins at a place: lines stand to its left and right, beside each other, and hardly any across."""
    near = [line for line in lines if line.end <= place - _STRIP]
    far = [line for line in lines if line.start >= place - 1]
    if min(len(near), len(far)) < _LEAST or total - len(near) - len(far) - (total - len(lines)) > _ACROSS * total:
        return False
    return sum(any(_overlap(line, other) for other in near) for line in far) >= _BESIDE


def _overlap(line: Line, other: Line) -> bool:
    return line.box.top < other.box.bottom - 1 and other.box.top < line.box.bottom - 1


def band(line: Line, places: Sequence[float]) -> int | None:
    """Say in which column a line stands, from 0; None where it stands across two."""
    at = sum(place - 1 <= line.start for place in places)
    return None if at < len(places) and line.end > places[at] else at
