"""Quoting: the clauses that speak for a pair, found by the model that compared it, and which of them weigh little."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mapper.boilerplate import lightly, shield
from mapper.corpus import Corpus
from mapper.evidence import Evidences
from mapper.tongues import abroad, foreign, mixed
from mapper.types import Evidence


@dataclass(frozen=True)
class Reading:
    """Hold what one model finds in two sides: the evidence of their pairs, and the weight of each clause that weighs little, by its id."""

    evidences: Evidences
    light: Mapping[str, float]

    def lightly(self, evidence: Iterable[Evidence]) -> tuple[tuple[str, float], ...]:
        """Give the quoted clauses that weigh little, with their weights."""
        quoted = {quote.clause for one in evidence for quote in (one.left, one.right)}
        return tuple((clause, self.light[clause]) for clause in sorted(quoted & self.light.keys()))


class Quoting:
    """Find the evidence of the pairs of two sides."""

    def __init__(self, left: Corpus, right: Corpus) -> None:
        self._own = _read(left, right)
        self._abroad = _read(*abroad(left, right)) if mixed(left, right) else self._own
        self._here, self._there = foreign(left.documents), foreign(right.documents)

    def of(self, i: int, j: int) -> Reading:
        """Give what the model that compared left document i with right document j finds."""
        return self._abroad if self._here[i] or self._there[j] else self._own


def _read(left: Corpus, right: Corpus) -> Reading:
    weights = shield(left, right)
    return Reading(Evidences(left, right, weights), lightly(left, right, weights))
