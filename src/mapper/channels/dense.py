"""The dense channel: clause-level late interaction, every clause against its best clause on the other side."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mapper.channels import Matrix, best
from mapper.channels.join import Side, late
from mapper.corpus import Corpus
from mapper.types import Candidate


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
    """Compare every clause with every clause, in tiles, so that memory does not grow with the sides."""
    one = side(left, left_weights)
    other = one if left is right and left_weights is right_weights else side(right, right_weights)
    return Interaction(*late(one, other))


def side(corpus: Corpus, weights: NDArray[np.float32]) -> Side:
    """Lay out a corpus for the join."""
    return Side(corpus.vectors, corpus.starts, corpus.sizes, weights)
