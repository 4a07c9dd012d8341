"""Linking: which accepted pairs belong together, told by the partners that their documents have in common."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

ALIKE = 0.25  # how alike the pairs of one group are on average: a lower value gives fewer and larger areas
_SLACK = 1e-9

Pair = tuple[str, str]


def link(pairs: Iterable[Pair]) -> list[list[Pair]]:
    """Gather pairs into groups: each pair is in exactly one, a document may be in several, and every group hangs together.

    Two documents are as alike as the share of partners they have in common, each counted among its own; two pairs as their documents are on average,
    laid side by side the better way round. Pairs are merged by average linkage, so that one document which meets everything draws nothing together
    (link communities: Ahn, Bagrow and Lehmann, Nature 466, 2010; there with single linkage, which chains).
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
    tree = linkage(_apart(ends, _shared(ends, count)), method="average")
    return _parted(pairs, fcluster(tree, 1 - ALIKE + _SLACK, criterion="distance"))


def _numbered(pairs: Sequence[Pair]) -> tuple[NDArray[np.int64], int]:
    """Give the ends of each pair as numbers, int64[n, 2], and how many documents there are."""
    numbers = {document: number for number, document in enumerate(sorted({end for pair in pairs for end in pair}))}
    return np.array([[numbers[end] for end in pair] for pair in pairs], np.int64), len(numbers)


def _shared(ends: NDArray[np.int64], count: int) -> NDArray[np.float64]:
    """Say for every two documents which share of their partners they have in common: float64[d, d], the Jaccard index."""
    near = np.eye(count)
    near[ends[:, 0], ends[:, 1]] = near[ends[:, 1], ends[:, 0]] = 1
    common, size = near @ near, near.sum(1)
    return np.asarray(common / (size[:, None] + size[None, :] - common))


def _apart(ends: NDArray[np.int64], shared: NDArray[np.float64]) -> NDArray[np.float64]:
    """Say how little alike every two pairs are, row by row as scipy condenses it: float64[n (n - 1) / 2]; written where it stays, as it is large."""
    one, other = ends.T
    apart = np.empty(len(ends) * (len(ends) - 1) // 2)
    start = 0
    for at in range(len(ends) - 1):
        left, right = shared[one[at]], shared[other[at]]
        straight, crossed = left[one[at + 1 :]] + right[other[at + 1 :]], left[other[at + 1 :]] + right[one[at + 1 :]]
        end = start + len(straight)
        apart[start:end] = 1 - np.maximum(straight, crossed) / 2
        start = end
    return apart


def _parted(pairs: Sequence[Pair], labels: NDArray[np.int64]) -> list[list[Pair]]:
    found: dict[int, list[Pair]] = {}
    for pair, label in zip(pairs, labels.tolist(), strict=True):
        found.setdefault(label, []).append(pair)
    return list(found.values())
