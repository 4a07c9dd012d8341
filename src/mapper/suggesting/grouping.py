"""Grouping: clauses that say about the same, in as many groups as part best; the same clauses give the same groups."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from sklearn.metrics import silhouette_score

from mapper.corpus import unit
from mapper.embedders import Vectors

LARGE, SMALL = 25, 12  # clauses of a group, on average, where the fewest and the most groups are tried
CLAUSES, DOCUMENTS = 3, 2  # what a group has at least
_PLACES = 4


def group(vectors: Vectors, owners: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """Part n clauses, float32[n, d], into groups that several documents share, largest first; what stands apart is in none.

    What all have in common is taken off first: it says what the whole is about, and not what sets its parts apart. Ward's method (Ward 1963); the
    number of groups is the one with the best silhouette (Rousseeuw 1987), counting only groups that several documents share.
    """
    if len(vectors) < CLAUSES:
        return []
    apart = np.asarray(np.round(unit(vectors - vectors.mean(axis=0, keepdims=True)), _PLACES), np.float64)
    tree = linkage(apart, "ward")
    fewest, most = (max(1, len(vectors) // size) for size in (LARGE, SMALL))
    tried = {number: fcluster(tree, number, "maxclust") for number in range(fewest, most + 1)}
    best = max(tried, key=lambda number: (_parted(apart, tried[number]), -number))
    return _shared(tried[best], owners)


def _parted(vectors: NDArray[np.float64], labels: NDArray[np.int64]) -> float:
    found = len(set(labels.tolist()))
    return round(float(silhouette_score(vectors, labels, metric="cosine")), _PLACES) if 1 < found < len(labels) else -1.0


def _shared(labels: NDArray[np.int64], owners: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """Give the groups with enough clauses of enough documents, the largest first, then by their first clause."""
    found = [rows for rows in _each(labels) if len(rows) >= CLAUSES and len(set(owners[rows].tolist())) >= DOCUMENTS]
    return sorted(found, key=lambda rows: (-len(rows), int(rows[0])))


def _each(labels: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    return (np.flatnonzero(labels == label) for label in sorted(set(labels.tolist())))
