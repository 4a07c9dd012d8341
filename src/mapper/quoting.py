"""Quoting: the clauses that speak for a pair, found by the model that compared it, and which of them weigh little."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mapper.boilerplate import lightly, shield
from mapper.corpus import Corpus
from mapper.evidence import ABROAD, OWN, Evidences, Floors
from mapper.tongues import abroad, foreign, home, mixed
from mapper.types import Evidence

Places = NDArray[np.int64]  # of the documents of a side in the corpus that a model read


@dataclass(frozen=True)
class Reading:
    """Hold what one model finds in two sides: the evidence of their pairs, and the weight of each clause that weighs little, by its id."""

    evidences: Evidences
    light: Mapping[str, float]
    rows: Places
    columns: Places

    @property
    def floor(self) -> float:
        """Give the cosine from which two clauses speak for a pair."""
        return self.evidences.floors.first

    def between(self, i: int, j: int) -> tuple[Evidence, ...]:
        """Give the evidence of left document i and right document j, counted among all."""
        return self.evidences.between(int(self.rows[i]), int(self.columns[j]))

    def nearest(self, i: int, j: int) -> Evidence:
        """Give the two clauses of both that are most alike, speaking for the pair or not."""
        return self.evidences.nearest(int(self.rows[i]), int(self.columns[j]))

    def lightly(self, evidence: Iterable[Evidence]) -> tuple[tuple[str, float], ...]:
        """Give the quoted clauses that weigh little, with their weights."""
        quoted = {quote.clause for one in evidence for quote in (one.left, one.right)}
        return tuple((clause, self.light[clause]) for clause in sorted(quoted & self.light.keys()))


class Quoting:
    """Find the evidence of the pairs of two sides."""

    def __init__(self, left: Corpus, right: Corpus) -> None:
        self._here, self._there = foreign(left.documents), foreign(right.documents)
        known = ~self._here, ~self._there
        self._abroad = self._own = _read(*abroad(left, right), ABROAD if mixed(left, right) else OWN)
        if mixed(left, right) and known[0].any() and known[1].any():
            self._own = _read(*home(left, right), OWN, *(np.cumsum(side) - 1 for side in known))

    def of(self, i: int, j: int) -> Reading:
        """Give what the model that compared left document i with right document j finds; pairs of texts that the first model reads see no others."""
        return self._abroad if self._here[i] or self._there[j] else self._own


def _read(left: Corpus, right: Corpus, floors: Floors, rows: Places | None = None, columns: Places | None = None) -> Reading:
    weights = shield(left, right)
    rows, columns = (np.arange(len(side.documents)) if places is None else places for side, places in ((left, rows), (right, columns)))
    return Reading(Evidences(left, right, weights, floors), lightly(left, right, weights), rows, columns)
