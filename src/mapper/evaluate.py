"""Evaluate: the corridor's own candidate and proposal code on a set with human gold."""

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mapper import embedders, goldset, metrics, rescoring
from mapper.calibration import signs
from mapper.candidates import Fusion, pick
from mapper.corpus import Corpus
from mapper.embedders import Embedder
from mapper.embeddings import Notify, VectorCache
from mapper.errors import MapperError
from mapper.goldset import GoldSet
from mapper.metrics import Measured
from mapper.proposals import Task, Tools, compare, corpora, propose
from mapper.types import Proposal

TOP = 20  # partners a document that are proposed: as deep as any figure looks
SHOWN = 10  # partners a document whose probabilities are judged
PLACES = 4


@dataclass(frozen=True)
class Result:
    """Hold the counts and the figures of one evaluation."""

    counts: tuple[tuple[str, int], ...]
    figures: tuple[tuple[str, Measured], ...]
    seconds: float
    embedder: str
    notes: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Give one object of counts, figures and their intervals under `ci`; null where a figure has no meaning."""
        return {
            **dict(self.counts),
            "counts": dict(self.counts),
            **{name: _number(figure.value) for name, figure in self.figures},
            "seconds": round(self.seconds, 2),
            "ci": {name: [_number(figure.low), _number(figure.high)] for name, figure in self.figures},
            "model": self.embedder,
        }

    def lines(self) -> list[str]:
        """Give the same for a person to read."""
        head = ", ".join(f"{count} {name}" for name, count in self.counts)
        rows = [f"{name:<13} {figure.value:.3f}  [{figure.low:.3f}, {figure.high:.3f}]" for name, figure in self.figures]
        return [head, *rows, f"{'seconds':<13} {self.seconds:.1f}"]


def evaluate(
    folder: Path, embedder: Embedder, cache: Path | VectorCache | None = None, notify: Notify | None = None, rescore: Path | None = None
) -> Result:
    """Rank every right document for each left one and compare with the gold; raises MapperError for a wrong line."""
    start = time.monotonic()
    gold = goldset.read(folder)
    abroad, notes = _abroad(gold, embedder)
    tools = Tools(embedder, cache if isinstance(cache, VectorCache) else VectorCache(cache), abroad=abroad)
    if rescore is not None:
        tools = replace(tools, rescorer=rescoring.load(rescore, tools.cache), ranker=rescoring.knowing(tools.ranker))
    left, right = corpora(gold.left, gold.right, tools, notify)
    figures = judge(gold, left, right, compare(left, right, ~gold.same, tools), tools)
    counts = (("left", len(gold.left)), ("right", len(gold.right)), ("pairs", int((gold.grades > 0).sum())))
    return Result(counts, tuple(figures.items()), time.monotonic() - start, embedder.name, (*gold.notes, *notes))


def _abroad(gold: GoldSet, embedder: Embedder) -> tuple[Embedder | None, tuple[str, ...]]:
    """Give the model for the other languages of a set; without it the set is measured all the same, which is said."""
    try:
        return embedders.beside(embedder, {document.language for document in (*gold.left, *gold.right)}), ()
    except MapperError as error:
        return None, (f"DEGRADED: {error}",)


def judge(gold: GoldSet, left: Corpus, right: Corpus, fusion: Fusion, tools: Tools) -> dict[str, Measured]:
    """Propose as a run does, and give each figure with its interval, by name."""
    task = Task("", left.documents, right.documents, top=TOP)
    proposals = propose(task, left, right, pick(left, right, fusion, TOP), tools)
    found = _retrieval(gold, _order(gold, fusion, proposals))
    found["ece"] = _calibration(gold, proposals, tools)
    return found


def _order(gold: GoldSet, fusion: Fusion, proposals: Sequence[Proposal]) -> NDArray[np.float64]:
    """Score what is proposed above all that is not, which keeps its order; what may not be proposed comes last."""
    rows, columns = _places(gold)
    proposed = np.zeros(gold.grades.shape, bool)
    for proposal in proposals:
        proposed[rows[proposal.left], columns[proposal.right]] = True
    scores = fusion.scores.astype(np.float64)
    above = float(np.ptp(scores)) + 1
    return np.where(fusion.allowed, scores + above * proposed, -np.inf)


def _retrieval(gold: GoldSet, scores: NDArray[np.float64]) -> dict[str, Measured]:
    left, right = [document.id for document in gold.left], [document.id for document in gold.right]
    places = metrics.places(scores, left, right)
    found = {f"recall_at_{k}": metrics.mean(metrics.recall(places, gold.grades, k)) for k in (5, 10, 20)}
    found["mrr"] = metrics.mean(metrics.reciprocal(places, gold.grades))
    found["ndcg_at_10"] = metrics.mean(metrics.ndcg(places, gold.grades, 10))
    found["wss_at_95"] = metrics.spared(scores, gold.grades, left, right)
    return found


def _calibration(gold: GoldSet, proposals: Sequence[Proposal], tools: Tools) -> Measured:
    """Judge the probabilities of the pairs that a run with the default settings would show.

    Drawing again adds error of its own, so the interval reaches down to the figure at least.
    """
    rows, columns = _places(gold)
    shown = [proposal for proposal in proposals if min(proposal.ranks) <= SHOWN]
    said = np.array([tools.calibrators.expected("", signs(p.score, p.ranks, dict(p.channels))) for p in shown], np.float64)
    related = np.array([gold.grades[rows[proposal.left], columns[proposal.right]] > 0 for proposal in shown], bool)
    found = metrics.resampled(lambda chosen: metrics.calibration_error(said[chosen], related[chosen]), len(shown), draws=200)
    return replace(found, low=min(found.low, found.value))


def _places(gold: GoldSet) -> tuple[dict[str, int], dict[str, int]]:
    rows, columns = ({document.id: number for number, document in enumerate(side)} for side in (gold.left, gold.right))
    return rows, columns


def _number(value: float) -> float | None:
    return None if math.isnan(value) else round(value, PLACES)
