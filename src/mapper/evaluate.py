"""Evaluate: the corridor's own candidate and proposal code on a set with human gold."""

import math
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from mapper import calibration, goldset, metrics, ranker
from mapper.calibration import Calibrators
from mapper.candidates import Fusion, fuse
from mapper.embedders import Embedder
from mapper.embeddings import Notify, VectorCache
from mapper.goldset import GoldSet
from mapper.metrics import Measured
from mapper.proposals import Tools, corpora
from mapper.ranker import Ranker

TOP = 10  # partners a document; the pairs that a run would propose, whose probabilities are judged
PLACES = 4


@dataclass(frozen=True)
class Result:
    """Hold the counts and the figures of one evaluation."""

    counts: tuple[tuple[str, int], ...]
    figures: tuple[tuple[str, Measured], ...]
    seconds: float
    embedder: str

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


def evaluate(folder: Path, embedder: Embedder, cache: Path | VectorCache | None = None, notify: Notify | None = None) -> Result:
    """Rank every right document for each left one and compare with the gold; raises MapperError for a wrong line."""
    start = time.monotonic()
    gold = goldset.read(folder)
    held = cache if isinstance(cache, VectorCache) else VectorCache(cache)
    calibrators = calibration.load()
    fusion = rank(gold, Tools(embedder, held, ranker.load(), calibrators), notify)
    counts = (("left", len(gold.left)), ("right", len(gold.right)), ("pairs", int((gold.grades > 0).sum())))
    return Result(counts, tuple(measure(gold, fusion, calibrators).items()), time.monotonic() - start, embedder.name)


def rank(gold: GoldSet, tools: Tools, notify: Notify | None = None, ranking: Ranker | None = None) -> Fusion:
    """Score every pair of a gold set as a run would."""
    left, right = corpora(gold.left, gold.right, tools, notify)
    return fuse(left, right, ~gold.same, ranking or tools.ranker)


def measure(gold: GoldSet, fusion: Fusion, calibrators: Calibrators) -> dict[str, Measured]:
    """Give each figure with its interval, by name."""
    scores = np.where(fusion.allowed, fusion.scores.astype(np.float64), -np.inf)
    left, right = [document.id for document in gold.left], [document.id for document in gold.right]
    places = metrics.places(scores, left, right)
    found = {f"recall_at_{k}": metrics.mean(metrics.recall(places, gold.grades, k)) for k in (5, 10, 20)}
    found["mrr"] = metrics.mean(metrics.reciprocal(places, gold.grades))
    found["ndcg_at_10"] = metrics.mean(metrics.ndcg(places, gold.grades, 10))
    found["wss_at_95"] = metrics.spared(scores, gold.grades, left, right)
    found["ece"] = _calibration(gold, fusion, calibrators)
    return found


def _calibration(gold: GoldSet, fusion: Fusion, calibrators: Calibrators) -> Measured:
    """Judge the probabilities of the pairs that a run would propose: the best of every document, from both sides."""
    forward, backward = fusion.ranks
    rows, columns = np.nonzero(((forward <= TOP) | (backward <= TOP)) & fusion.allowed)
    pairs = list(zip(rows.tolist(), columns.tolist(), strict=True))
    said = np.array([calibrators.expected("", float(fusion.scores[i, j]), (int(forward[i, j]), int(backward[i, j]))) for i, j in pairs], np.float64)
    related = gold.grades[rows, columns] > 0
    return metrics.resampled(lambda chosen: metrics.calibration_error(said[chosen], related[chosen]), len(pairs), draws=200)


def _number(value: float) -> float | None:
    return None if math.isnan(value) else round(value, PLACES)
