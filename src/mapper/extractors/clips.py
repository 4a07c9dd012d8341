"""Clips: paths that let only a part of what is drawn be seen; what lies outside of them nobody sees, and every engine reads it.

The engine itself drops a single rectangle that leaves all of an object in sight, so that what has a clip on an ordinary page is rare.
"""

from collections.abc import Iterator, Mapping, Sequence

from mapper.extractors import calls
from mapper.extractors.calls import Four
from mapper.extractors.page import Word
from mapper.types import Box

_POINTS = 2000  # of a clipping path; one with more is looked at so far
_FAR = 1e6  # points: without a limit
_LENGTH, _HEIGHT = 0.1, 0.3  # of a text: where less is in sight, it cannot be read


def of(items: Sequence[int]) -> Iterator[tuple[int, Four]]:
    """Give those of some objects that are clipped, each with the left, bottom, right and top between which it can be seen, in its own space."""
    counts = list(calls.clips(items))
    clipped = [(item, paths) for item, paths in zip(items, counts, strict=True) if paths > 0] if max(counts, default=0) > 0 else []
    for (item, paths), bounds in zip(clipped, calls.bounds([item for item, _ in clipped]), strict=True):
        if sum(_lies_around(corners, bounds) for corners in calls.clip_corners(item, paths)) < paths:
            yield item, _inside([limit for path in range(paths) if (limit := _limit(item, path))])


def _lies_around(corners: Sequence[float], bounds: Four) -> bool:
    """Say whether an object lies between two corners of a path, and so is not cut by it."""
    (x, y, x_, y_), (left, bottom, right, top) = corners, bounds
    return ((x <= left and right <= x_) or (x_ <= left and right <= x)) and ((y <= bottom and top <= y_) or (y_ <= bottom and top <= y))


def _inside(limits: Sequence[Four]) -> Four:
    """Give what lies within all of some boxes."""
    lefts, bottoms, rights, tops = zip(*limits, strict=True) if limits else ((-_FAR,), (-_FAR,), (_FAR,), (_FAR,))
    return max(lefts), max(bottoms), min(rights), min(tops)


def _limit(item: int, path: int) -> Four | None:
    """Give the box around a clipping path; none where it has no points."""
    points = calls.clip_points(item, path, _POINTS)
    if not points:
        return None
    across, up = zip(*points, strict=True)
    return min(across), min(up), max(across), max(up)


def within(box: Box, other: Box) -> Box:
    """Give what two boxes share; one of no size or less where they share nothing."""
    return Box(max(box.x0, other.x0), max(box.top, other.top), min(box.x1, other.x1), min(box.bottom, other.bottom))


def hides(clip: Box, box: Box, size: float) -> bool:
    """Say whether a clip leaves next to nothing of a text of this size in sight; a dash counts as high as its neighbours."""
    x, y = max(0.0, size - box.x1 + box.x0) / 2, max(0.0, size - box.bottom + box.top) / 2
    box = Box(box.x0 - x, box.top - y, box.x1 + x, box.bottom + y)
    seen = within(box, clip)
    return seen.x1 - seen.x0 < _LENGTH * (box.x1 - box.x0) or seen.bottom - seen.top < _HEIGHT * (box.bottom - box.top)


def cut(words: list[Word], owners: Sequence[int], clips: Mapping[int, Box]) -> None:
    """Hide words of clipped texts, which are told by their owners, where they lie outside."""
    for place, (word, owner) in enumerate(zip(words, owners, strict=True)):
        if owner in clips and hides(clips[owner], word.box, word.style.size):
            words[place] = word._replace(pieces=tuple(piece._replace(style=piece.style._replace(hidden=True)) for piece in word.pieces))
