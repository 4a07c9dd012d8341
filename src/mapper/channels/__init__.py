"""Channels find pairs, each in its own way, and stay visible to the end: dense, lexical, citation."""

from collections.abc import Iterator
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from mapper.corpus import Corpus
from mapper.types import Candidate

Matrix = NDArray[np.float32]
ROWS = 256  # of a matrix that are ordered at once: an order takes more room than what it orders


class Channel(Protocol):
    """Name a way to compare documents, and compare with it."""

    @property
    def name(self) -> str:
        """Name the channel as the user sees it."""
        ...

    def scores(self, left: Corpus, right: Corpus) -> Matrix:
        """Give float32[n, m], larger is closer, 0 is nothing in common."""
        ...

    def find(self, left: Corpus, right: Corpus, k: int) -> Iterator[Candidate]:
        """Give the best k partners of every document, from both sides, best first."""
        ...


def best(name: str, scores: Matrix, left: Corpus, right: Corpus, k: int) -> Iterator[Candidate]:
    """Turn scores into candidates: pairs among the k best of either side, ordered by score, then ids."""
    forward, backward = ranks(scores), ranks(scores.T).T
    rows, columns = np.nonzero(((forward <= k) | (backward <= k)) & (scores > 0))
    found = [
        Candidate(
            left.documents[i].id,
            right.documents[j].id,
            ((name, round(float(scores[i, j]), 6)),),
            (int(forward[i, j]), int(backward[i, j])),
        )
        for i, j in zip(rows.tolist(), columns.tolist(), strict=True)
    ]
    yield from sorted(found, key=lambda pair: (-pair.scores[0][1], pair.left, pair.right))


def ranks(scores: Matrix) -> NDArray[np.int32]:
    """Rank each row from 1, best first; equal scores rank in column order, so columns come sorted by id."""
    places, counted = np.empty(scores.shape, np.int32), np.arange(1, scores.shape[1] + 1, dtype=np.int32)[None, :]
    for first in range(0, len(scores), ROWS):
        order = np.argsort(-scores[first : first + ROWS], axis=1, kind="stable")
        np.put_along_axis(places[first : first + ROWS], order, counted, axis=1)
    return places
