"""The boilerplate shield: a clause that every document has weighs little, a clause of its own weighs much."""

import numpy as np
from numpy.typing import NDArray

from mapper.channels.join import Side, answers
from mapper.corpus import Corpus

LEAST = 0.05
POWER = 2
SAMPLE = 256  # documents of a side that are asked; more change nothing but the time


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
    if not len(chosen):
        return np.zeros(len(side.passages), np.float32)
    vectors = np.concatenate([other.vectors[other.rows(number)] for number in chosen.tolist()])
    sizes = other.sizes[chosen]
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    return answers(side.vectors, Side(vectors, starts, sizes, np.ones(len(vectors), np.float32)))
