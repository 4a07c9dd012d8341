"""Evaluate: the corridor's own candidate and proposal code on a set with human gold."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
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
from mapper.findings import Result, Section
from mapper.goldset import GoldSet
from mapper.metrics import Measure, Measured
from mapper.oddities import foreign
from mapper.proposals import Task, Tools, corpora, fused, propose
from mapper.relating import Typed, agree
from mapper.relations import body_ranks
from mapper.types import BACKWARD, FORWARD, Proposal
from mapper.verdicts import both_ways, relations

TOP = 20  # partners a document that are proposed: as deep as any figure looks
SHOWN = 10  # partners a document whose probabilities are judged


@dataclass(frozen=True, eq=False)
class Setting:
    """Hold what a further look at a set has to work with."""

    gold: GoldSet
    left: Corpus
    right: Corpus
    fusion: Fusion
    tools: Tools
    judged: "Judged"
    notify: Notify | None = None


Look = Callable[[Setting], Section | None]


@dataclass(frozen=True, eq=False)
class Judged:
    """Hold how a set was ranked (float64[n, m], the first is proposed first), and what was said and was so of the pairs that would be shown."""

    gold: GoldSet
    scores: NDArray[np.float64]
    said: NDArray[np.float64]
    related: NDArray[np.bool_]
    typed: tuple[Typed, ...] = ()

    def measures(self) -> dict[str, Measure]:
        """Give each figure of the ranking as a function of the left documents that are drawn."""
        left, right = [document.id for document in self.gold.left], [document.id for document in self.gold.right]
        found = {name: metrics.averaging(rows) for name, rows in self.rows().items()}
        return {**found, "wss_at_95": metrics.saving(self.scores, self.gold.grades, left, right)}

    def rows(self) -> dict[str, NDArray[np.float64]]:
        """Give for each figure that is an average what every left document has; NaN where it is related to nothing."""
        left, right = [document.id for document in self.gold.left], [document.id for document in self.gold.right]
        places = metrics.places(self.scores, left, right)
        found = {f"recall_at_{k}": metrics.recall(places, self.gold.grades, k) for k in (5, 10, 20)}
        return {**found, "mrr": metrics.reciprocal(places, self.gold.grades), "ndcg_at_10": metrics.ndcg(places, self.gold.grades, 10)}

    def figures(self) -> dict[str, Measured]:
        """Give each figure with its interval, by name.

        Drawing again adds error of its own to that of calibration, so its interval reaches down to the figure at least.
        """
        left, right = [document.id for document in self.gold.left], [document.id for document in self.gold.right]
        found = {name: metrics.mean(rows) for name, rows in self.rows().items()}
        found["wss_at_95"] = metrics.spared(self.scores, self.gold.grades, left, right)
        ece = metrics.resampled(lambda drawn: metrics.calibration_error(self.said[drawn], self.related[drawn]), len(self.said), draws=200)
        return {**found, "ece": replace(ece, low=min(ece.low, ece.value))}


def evaluate(
    folder: Path, embedder: Embedder, cache: Path | VectorCache | None = None, notify: Notify | None = None, rescore: Path | None = None
) -> Result:
    """Rank every right document for each left one and compare with the gold; raises MapperError for a wrong line."""
    return examine(folder, embedder, cache, notify, rescore=rescore)


def examine(
    folder: Path,
    embedder: Embedder,
    cache: Path | VectorCache | None = None,
    notify: Notify | None = None,
    asked: Iterable[Look] = (),
    rescore: Path | None = None,
) -> Result:
    """Evaluate a set, and take the further looks that are asked for."""
    start = time.monotonic()
    gold = goldset.read(folder)
    check_relations(gold)
    abroad, notes = beside(gold, embedder)
    tools = Tools(embedder, cache if isinstance(cache, VectorCache) else VectorCache(cache), abroad=abroad)
    if rescore is not None:
        tools = replace(tools, rescorer=rescoring.load(rescore, tools.cache), ranker=rescoring.knowing(tools.ranker))
    left, right = corpora(gold.left, gold.right, tools, notify)
    fusion = fused(left, right, ~gold.same, tools)
    judged = look(gold, left, right, fusion, tools)
    counts = (("left", len(gold.left)), ("right", len(gold.right)), ("pairs", int((gold.grades > 0).sum())))
    further = tuple(section for one in asked if (section := one(Setting(gold, left, right, fusion, tools, judged, notify))))
    bins = metrics.reliability(judged.said, judged.related)
    empty = (f"{section.key}: {section.nothing}" for section in further if not section.rows)
    figures, told = tuple(judged.figures().items()), (*gold.notes, *notes, *empty)
    return Result(counts, figures, time.monotonic() - start, embedder.name, told, bins, agree(judged.typed), further)


def beside(gold: GoldSet, embedder: Embedder) -> tuple[Embedder | None, tuple[str, ...]]:
    """Give the model for the other languages of a set; without it the set is measured all the same, which is said."""
    try:
        found = embedders.beside(embedder, {document.language for document in (*gold.left, *gold.right)})
    except MapperError as error:
        return None, (f"DEGRADED: {error}",)
    return found, () if found else tuple(f"{name}: {told}" for name, side in (("left", gold.left), ("right", gold.right)) for told in foreign(side))


def judge(gold: GoldSet, left: Corpus, right: Corpus, fusion: Fusion, tools: Tools) -> dict[str, Measured]:
    """Propose as a run does, and give each figure with its interval, by name."""
    return look(gold, left, right, fusion, tools).figures()


def look(gold: GoldSet, left: Corpus, right: Corpus, fusion: Fusion, tools: Tools) -> Judged:
    """Propose as a run does, and hold the order, the probabilities and the relations against the gold."""
    task = Task("", left.documents, right.documents, top=TOP, body_rank=body_ranks().by_body)
    proposals = propose(task, left, right, pick(left, right, fusion, TOP), tools)
    said, related = _said(gold, proposals, tools)
    return Judged(gold, _order(gold, fusion, proposals), said, related, tuple(_typed(gold, proposals)))


def ranking(gold: GoldSet, fusion: Fusion) -> Judged:
    """Hold the order of the scores alone against the gold: quicker, since nothing is proposed; probabilities are not judged."""
    nothing = np.zeros(0)
    return Judged(gold, np.where(fusion.allowed, fusion.scores.astype(np.float64), -np.inf), nothing, nothing.astype(bool))


def _order(gold: GoldSet, fusion: Fusion, proposals: Sequence[Proposal]) -> NDArray[np.float64]:
    """Score what is proposed above all that is not, which keeps its order; what may not be proposed comes last."""
    rows, columns = _places(gold)
    proposed = np.zeros(gold.grades.shape, bool)
    for proposal in proposals:
        proposed[rows[proposal.left], columns[proposal.right]] = True
    scores = fusion.scores.astype(np.float64)
    above = float(np.ptp(scores)) + 1
    return np.where(fusion.allowed, scores + above * proposed, -np.inf)


def _said(gold: GoldSet, proposals: Sequence[Proposal], tools: Tools) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Give the probabilities of the pairs that a run with the default settings would show, and which of them are related."""
    rows, columns = _places(gold)
    shown = [proposal for proposal in proposals if min(proposal.ranks) <= SHOWN]
    said = np.array([tools.calibrators.expected("", signs(p.score, p.ranks, dict(p.channels))) for p in shown], np.float64)
    return said, np.array([gold.grades[rows[proposal.left], columns[proposal.right]] > 0 for proposal in shown], bool)


def _typed(gold: GoldSet, proposals: Sequence[Proposal]) -> Iterator[Typed]:
    """Give what was proposed for each pair of which the gold names a relation; one way means from the left unless it says else."""
    made = {(proposal.left, proposal.right): proposal for proposal in proposals}
    for line in gold.typed:
        found = made.get((line.left, line.right))
        way = "" if both_ways(line.relation) else line.direction or FORWARD
        yield Typed(line.relation, way, found.relation if found else "", found.direction if found else "")


def check_relations(gold: GoldSet) -> None:
    """Refuse a relation or a direction that nobody knows, or that do not go together."""
    known = [code for code, _ in relations()]
    for line in gold.typed:
        if line.relation not in known:
            raise MapperError(f"{line.where}: no relation {line.relation!r}; choose one of {', '.join(known)}")
        if line.direction not in ("", FORWARD, BACKWARD):
            raise MapperError(f"{line.where}: no direction {line.direction!r}; choose {FORWARD} or {BACKWARD}, or leave it out")
        if line.direction and (told := both_ways(line.relation)):
            raise MapperError(f"{line.where}: {told}")


def _places(gold: GoldSet) -> tuple[dict[str, int], dict[str, int]]:
    rows, columns = ({document.id: number for number, document in enumerate(side)} for side in (gold.left, gold.right))
    return rows, columns
