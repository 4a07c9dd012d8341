"""The similarity join: every clause with every clause, in tiles that stay in the processor's cache, for sides of any size.

Within a tile the clauses of its documents lie turn by turn: first the first clause of each document, longest documents first, then the second
clauses, and so on. So the best clause of a document is an elementwise maximum of a few contiguous runs, whatever the sizes of the documents.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

HEIGHT = 1024  # rows of a tile, with WIDTH 8 MB of products: what numpy reads again while it is near
WIDTH = 2048
GROUP = 4096  # left clauses whose documents are answered together
TOGETHER = 1024  # documents of a group: what is added up for them is held too
MOST = 4_000_000  # figures of any one array, where a single document is wider than a tile: 16 MB

Rows = NDArray[np.float32]
Weights = NDArray[np.float32]
Place = slice | NDArray[np.int64]


@dataclass(frozen=True)
class Side:
    """Hold the clauses of one side: float32[p, d] unit rows, where each document starts, how many clauses it has, and a weight a clause."""

    vectors: Rows
    starts: NDArray[np.int64]
    sizes: NDArray[np.int64]
    weights: Weights


@dataclass(frozen=True)
class Group:
    """Hold a few whole documents of a side turn by turn: which they are, their clauses in that order, and how many documents have each turn."""

    documents: NDArray[np.int64]
    order: NDArray[np.int64]
    turns: tuple[int, ...]

    @property
    def place(self) -> Place:
        """Give the documents as a slice where they stand side by side, which is faster to write to."""
        first, last = int(self.documents[0]), int(self.documents[-1]) + 1
        return slice(first, last) if np.array_equal(self.documents, np.arange(first, last)) else self.documents

    def runs(self, first: int, last: int) -> Iterator[tuple[slice, slice]]:
        """Give the turns between two places: their places counted from the first, and the documents that they belong to."""
        start = 0
        for turn in self.turns:
            low, high = max(first, start), min(last, start + turn)
            if low < high:
                yield slice(low - first, high - first), slice(low - start, high - start)
            start += turn
            if start >= last:
                return


def late(left: Side, right: Side) -> tuple[Rows, Rows]:
    """Give how well each document is answered by each of the other side, forward and backward: float32[n, m], weighted mean of best products."""
    if left is right:
        return _among(_shared(left))
    shape = (len(left.sizes), len(right.sizes))
    forward, backward = np.empty(shape, np.float32), np.empty(shape, np.float32)
    left, right = _shared(left), _shared(right)
    columns = list(groups(right, WIDTH))
    widest = max((len(column.order) for column in columns), default=1)
    for rows in groups(left, max(1, min(GROUP, MOST // widest))):
        mine = _turned(left, rows)
        for column in columns:
            ahead, back = _tile(mine, rows, _turned(right, column), column)
            for whole, part in ((forward, ahead), (backward, back)):
                _lay(whole, rows.place, column.place, part)
    return forward, backward


def _among(side: Side) -> tuple[Rows, Rows]:
    """Compare a side with itself: what answers one way asks the other, so each two groups meet once."""
    forward = np.empty((len(side.sizes), len(side.sizes)), np.float32)
    parts = list(groups(side, max(1, min(WIDTH, MOST // int(side.sizes.max(initial=1))))))
    for number, rows in enumerate(parts):
        mine = _turned(side, rows)
        for column in parts[number:]:
            ahead, back = _tile(mine, rows, _turned(side, column), column)
            _lay(forward, column.place, rows.place, back.T)
            _lay(forward, rows.place, column.place, ahead)
    return forward, np.ascontiguousarray(forward.T)


def answers(asking: Rows, answering: Side) -> Rows:
    """Sum over the documents of a side how well their best clause answers each asking row: float32[p]."""
    sums = np.zeros(len(asking), np.float32)
    for column in groups(answering, WIDTH):
        other = answering.vectors[column.order]
        for first, last in _cuts(len(asking), len(other)):
            sums[first:last] += _best(asking[first:last] @ other.T, column).sum(1)
    return sums


def groups(side: Side, most: int) -> Iterator[Group]:
    """Group whole documents so that a group has at most TOGETHER documents and `most` clauses, or is one document; like sizes stand together."""
    sizes = side.sizes
    ordered = np.lexsort((np.arange(len(sizes)), -sizes))
    for first, last in pairwise(_bounds(sizes[ordered], most)):
        documents = ordered[first:last]
        turns = tuple(int((sizes[documents] > turn).sum()) for turn in range(int(sizes[documents[0]])))
        order = np.concatenate([side.starts[documents[:turn]] + number for number, turn in enumerate(turns)])
        yield Group(documents, order, turns)


def _bounds(sizes: NDArray[np.int64], most: int) -> list[int]:
    bounds, held = [0], 0
    for number, size in enumerate(sizes.tolist()):
        if held and (held + size > most or number - bounds[-1] == TOGETHER):
            bounds.append(number)
            held = 0
        held += size
    return [*bounds, len(sizes)] if len(sizes) else [0]


def _turned(side: Side, group: Group) -> Side:
    """Lay the clauses of a group out turn by turn."""
    return replace(side, vectors=side.vectors[group.order], weights=side.weights[group.order])


def _tile(left: Side, rows: Group, right: Side, column: Group) -> tuple[Rows, Rows]:
    """Add up the weighted best products of one group of documents with another, both laid out by turns, both ways: float32[a, b]."""
    width = len(column.order)
    forward = np.zeros((len(rows.documents), len(column.documents)), np.float32)
    nearest = np.full((len(rows.documents), width), -np.inf, np.float32)
    for first, last in _cuts(len(rows.order), width):
        products = left.vectors[first:last] @ right.vectors.T
        for run, documents in rows.runs(first, last):
            np.maximum(nearest[documents], products[run], out=nearest[documents])
        found = _best(products, column)
        found *= left.weights[first:last, None]
        for run, documents in rows.runs(first, last):
            forward[documents] += found[run]
        del products, found  # before the next tile is made
    nearest *= right.weights
    runs = column.runs(0, width)
    backward = nearest[:, next(runs)[0]]
    for run, documents in runs:
        backward[:, documents] += nearest[:, run]
    return forward, backward


def _best(products: Rows, column: Group) -> Rows:
    """Give the best product of each row among the clauses of each document, in the place of their first clauses."""
    runs = column.runs(0, products.shape[1])
    found = products[:, next(runs)[0]].copy()
    for run, documents in runs:
        np.maximum(found[:, documents], products[:, run], out=found[:, documents])
    return found


def _lay(whole: Rows, rows: Place, columns: Place, part: Rows) -> None:
    if isinstance(rows, slice) or isinstance(columns, slice):
        whole[rows, columns] = part
    else:
        whole[np.ix_(rows, columns)] = part


def _cuts(height: int, width: int) -> Iterator[tuple[int, int]]:
    """Cut rows so that no tile is higher than HEIGHT or holds more than MOST products."""
    step = max(1, min(HEIGHT, MOST // width))
    return ((first, min(height, first + step)) for first in range(0, height, step))


def _shared(side: Side) -> Side:
    """Give each clause its share of the weight of its document."""
    whole = np.add.reduceat(side.weights, side.starts) if len(side.starts) else side.weights
    return replace(side, weights=np.asarray(side.weights / np.repeat(whole, side.sizes), np.float32))
