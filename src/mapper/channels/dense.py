"""The dense channel: clause-level late interaction, every clause against its best clause on the other side."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mapper.channels import Matrix, best
from mapper.corpus import Corpus
from mapper.types import Candidate

_BLOCK = 8_000_000  # products held at once: 32 MB


@dataclass(frozen=True)
class Interaction:
    """Hold how well each side is answered by the other: float32[n, m], weighted mean cosine of best clauses."""

    forward: Matrix
    backward: Matrix

    @property
    def both(self) -> Matrix:
        """Give the mean of both directions, which no short text can win alone."""
        return np.asarray((self.forward + self.backward) / 2, np.float32)


class DenseChannel:
    """Score by late interaction in both directions (after ColBERT, Khattab and Zaharia 2020, with clauses for words)."""

    name = "dense"

    def scores(self, left: Corpus, right: Corpus) -> Matrix:
        """Give float32[n, m], a mean cosine; every clause counts alike."""
        even = (np.ones(len(left.passages), np.float32), np.ones(len(right.passages), np.float32))
        return interact(left, right, *even).both

    def find(self, left: Corpus, right: Corpus, k: int) -> Iterator[Candidate]:
        """Give the best k partners of every document, from both sides."""
        yield from best(self.name, self.scores(left, right), left, right, k)


def interact(left: Corpus, right: Corpus, left_weights: NDArray[np.float32], right_weights: NDArray[np.float32]) -> Interaction:
    """Compare every clause with every clause, in blocks of whole left documents."""
    shape = (len(left.documents), len(right.documents))
    forward, backward = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
    if 0 in shape:
        return Interaction(forward, backward)
    left_sums = np.add.reduceat(left_weights, left.starts)
    right_sums = np.add.reduceat(right_weights, right.starts)
    for first, last in _blocks(left.sizes, max(1, _BLOCK // len(right.passages))):
        rows = slice(left.rows(first).start, left.rows(last - 1).stop)
        starts = left.starts[first:last] - rows.start
        products = left.vectors[rows] @ right.vectors.T
        answers = np.maximum.reduceat(products, right.starts, axis=1) * left_weights[rows, None]
        forward[first:last] = np.add.reduceat(answers, starts, axis=0) / left_sums[first:last, None]
        answers = np.maximum.reduceat(products, starts, axis=0) * right_weights
        backward[first:last] = np.add.reduceat(answers, right.starts, axis=1) / right_sums
    return Interaction(forward, backward)


def _blocks(sizes: NDArray[np.int64], most: int) -> Iterator[tuple[int, int]]:
    """Group whole documents so that a group has at most `most` clauses, or is one document."""
    first, held = 0, 0
    for number, size in enumerate(sizes.tolist()):
        if held and held + size > most:
            yield first, number
            first, held = number, 0
        held += size
    if held:
        yield first, len(sizes)
