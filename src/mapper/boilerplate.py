"""The boilerplate shield: a clause that every document has weighs little, a clause of its own weighs much."""

import numpy as np
from numpy.typing import NDArray

from mapper.corpus import Corpus

LEAST = 0.05
POWER = 2
SAMPLE = 256  # documents of a side that are asked; more change nothing but the time
_BLOCK = 8_000_000


def shield(left: Corpus, right: Corpus) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Weigh the clauses of both sides: one less the mean cosine to the best clause of every other document, squared."""
    sides = (left,) if left is right else (left, right)
    weights = [_weights(side, sides) for side in sides]
    return weights[0], weights[-1]


def _weights(side: Corpus, sides: tuple[Corpus, ...]) -> NDArray[np.float32]:
    total = np.zeros(len(side.passages), np.float32)
    asked = np.zeros(len(side.passages), np.float32)
    for other in sides:
        chosen = np.arange(0, len(other.documents), -(-len(other.documents) // SAMPLE) or 1)
        total += _answers(side, other, chosen)
        asked += len(chosen)
        if other is side:  # its own document answers every clause with 1, which says nothing
            own = np.repeat(np.isin(np.arange(len(side.documents)), chosen), side.sizes).astype(np.float32)
            total, asked = total - own, asked - own
    return np.asarray(np.clip(1 - total / np.maximum(asked, 1), LEAST, 1) ** POWER, np.float32)


def _answers(side: Corpus, other: Corpus, chosen: NDArray[np.int64]) -> NDArray[np.float32]:
    """Sum over the chosen documents of the other side how well their best clause answers each of ours: float32[p]."""
    sums = np.zeros(len(side.passages), np.float32)
    if not len(chosen):
        return sums
    vectors = np.concatenate([other.vectors[other.rows(number)] for number in chosen.tolist()])
    starts = np.concatenate([[0], np.cumsum(other.sizes[chosen])[:-1]])
    step = max(1, _BLOCK // len(vectors))
    for start in range(0, len(sums), step):
        products = side.vectors[start : start + step] @ vectors.T
        sums[start : start + step] = np.maximum.reduceat(products, starts, axis=1).sum(1)
    return sums
