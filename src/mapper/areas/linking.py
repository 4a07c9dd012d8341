"""Linking: which accepted pairs belong together, told by the partners that their documents have in common."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

ALIKE = 0.25  # how alike the pairs of one group are on average: a lower value gives fewer and larger areas
_DIGITS = 9  # what is as alike as that is a tie, which the first pair wins
_HELD = 2**27  # bytes: the likeness of so many groups to all pairs is held, so that it need not be worked out again

Pair = tuple[str, str]


def link(pairs: Iterable[Pair]) -> list[list[Pair]]:
    """Gather pairs into groups: each pair is in exactly one, a document may be in several, and every group hangs together.

    Two documents are as alike as the share of partners they have in common, each counted among its own; two pairs as their documents are on average,
    laid side by side the better way round. Pairs are merged by average linkage, so that one document which meets everything draws nothing together
    (link communities: Ahn, Bagrow and Lehmann, Nature 466, 2010; there with single linkage, which chains). Memory grows with the square of the
    documents, and only in step with the pairs.
    """
    whole = sorted({(min(pair), max(pair)) for pair in pairs})
    groups = [group for part in _connected(whole) for merged in _merged(part) for group in _connected(merged)]
    return sorted(groups)


def _connected(pairs: Sequence[Pair]) -> list[list[Pair]]:
    """Part pairs where no document leads from one to the other."""
    if not pairs:
        return []
    ends, count = _numbered(pairs)
    _, label = connected_components(coo_array((np.ones(len(pairs)), ends.T), shape=(count, count)), directed=False)
    return _parted(pairs, label[ends[:, 0]])


def _merged(pairs: Sequence[Pair]) -> list[list[Pair]]:
    """Merge pairs as long as they are alike enough."""
    if len(pairs) == 1:
        return [list(pairs)]
    ends, count = _numbered(pairs)
    return _parted(pairs, _Chain(ends, _shared(ends, count)).labels())


class _Chain:
    """Merge pairs by average linkage along chains of nearest neighbours, holding the likeness of few groups at a time and never that of all.

    Going from a group to the one that it is most like, and on, ends at two that are most like each other: those are merged (nearest-neighbour chain:
    Murtagh, The Computer Journal 26, 1983). A group that is like no other enough is done, since no merger can make it so.
    """

    def __init__(self, ends: NDArray[np.int64], shared: NDArray[np.float32]) -> None:
        self._one, self._other = ends.T
        self._shared = shared
        self._label = np.arange(len(ends))
        self._size = np.ones(len(ends))
        self._open = np.ones(len(ends), bool)
        self._known: dict[int, NDArray[np.float64]] = {}
        self._most = max(2, _HELD // (8 * len(ends)))

    def labels(self) -> NDArray[np.int64]:
        """Say of each pair which group it is in: int64[n], the number of the group's first pair."""
        chain: list[int] = []
        while self._open.any():
            if not chain:
                chain.append(int(self._open.argmax()))
            likeness = self._likeness(chain[-1])
            nearest = int(likeness.argmax())
            if likeness[nearest] < ALIKE:
                self._open[chain.pop()] = False
            elif len(chain) > 1 and likeness[chain[-2]] == likeness[nearest]:
                self._merge(chain.pop(), chain.pop())
            else:
                chain.append(nearest)
        return self._label

    def _likeness(self, group: int) -> NDArray[np.float64]:
        """Say how alike one group is to each other on average: float64[n], -1 for what is no open group, and for itself."""
        total = np.bincount(self._label, self._sums(group), len(self._label))
        found = np.round(total / (self._size[group] * np.maximum(self._size, 1)), _DIGITS)
        found[~self._open] = -1
        found[group] = -1
        return np.asarray(found)

    def _sums(self, group: int) -> NDArray[np.float64]:
        """Add up how alike each pair is to those of a group: float64[n]."""
        found = self._known.pop(group, None)
        if found is None:
            found = sum((self._row(pair) for pair in np.flatnonzero(self._label == group).tolist()), np.zeros(len(self._label)))
        self._hold(group, found)
        return found

    def _hold(self, group: int, sums: NDArray[np.float64]) -> None:
        """Hold what was used last; what was used longest ago goes."""
        self._known[group] = sums
        if len(self._known) > self._most:
            del self._known[next(iter(self._known))]

    def _row(self, pair: int) -> NDArray[np.float64]:
        """Say how alike one pair is to each: float64[n]."""
        left, right = self._shared[self._one[pair]], self._shared[self._other[pair]]
        straight, crossed = left[self._one] + right[self._other], left[self._other] + right[self._one]
        return np.asarray(np.maximum(straight, crossed), np.float64) / 2

    def _merge(self, one: int, other: int) -> None:
        kept, gone = min(one, other), max(one, other)
        sums = self._sums(kept) + self._sums(gone)
        self._known.pop(gone, None)
        self._known.pop(kept, None)
        self._hold(kept, sums)
        self._label[self._label == gone] = kept
        self._size[kept] += self._size[gone]
        self._size[gone] = 0
        self._open[gone] = False


def _numbered(pairs: Sequence[Pair]) -> tuple[NDArray[np.int64], int]:
    """Give the ends of each pair as numbers, int64[n, 2], and how many documents there are."""
    numbers = {document: number for number, document in enumerate(sorted({end for pair in pairs for end in pair}))}
    return np.array([[numbers[end] for end in pair] for pair in pairs], np.int64), len(numbers)


def _shared(ends: NDArray[np.int64], count: int) -> NDArray[np.float32]:
    """Say for every two documents which share of their partners they have in common: float32[d, d], the Jaccard index."""
    near = np.eye(count, dtype=np.float32)
    near[ends[:, 0], ends[:, 1]] = near[ends[:, 1], ends[:, 0]] = 1
    common, size = near @ near, near.sum(1)
    return np.asarray(common / (size[:, None] + size[None, :] - common))


def _parted(pairs: Sequence[Pair], labels: NDArray[np.int64]) -> list[list[Pair]]:
    found: dict[int, list[Pair]] = {}
    for pair, label in zip(pairs, labels.tolist(), strict=True):
        found.setdefault(label, []).append(pair)
    return list(found.values())
