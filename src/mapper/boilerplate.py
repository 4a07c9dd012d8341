"""The boilerplate shield: a clause that every document has weighs little, a clause of its own weighs much."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from mapper.channels.join import Side, answers
from mapper.corpus import Corpus, once
from mapper.embeddings import Notify
from mapper.pins import PINNED, UNPINNED, Pins
from mapper.types import Clause, Part

LEAST = 0.05
POWER = 2
SAMPLE = 256  # documents of a side that are asked; more change nothing but the time
LIGHT = 0.75  # share of the usual weight of a mapping's clauses, under which one weighs little
NEAR = 0.7  # cosine from which a clause says about the same as another
PLACES = 4
_NOTHING = Clause("", Part.BODY, "", "", "", 0, "", 1)  # what a title stands for
Weights = NDArray[np.float32]


@dataclass(frozen=True)
class Recurring:
    """Hold a clause that weighs little, or of which people said what it weighs, and in how many documents something near to it stands."""

    document: str
    clause: Clause
    weight: float
    documents: int
    said: str = ""


@once
def shield(left: Corpus, right: Corpus) -> tuple[Weights, Weights]:
    """Weigh the clauses of both sides: one less the mean cosine to the best clause of every other document, squared; or as people said."""
    sides = (left,) if left is right else (left, right)
    weights = [as_pinned(_weights(side, sides), side) for side in sides]
    return weights[0], weights[-1]


def pinned(side: Corpus, pins: Pins) -> Weights:
    """Give each passage the weight that people gave its clause: float32[p], nan where they gave none."""
    given = {PINNED: LEAST, UNPINNED: 1.0}
    found = (given.get(pins.said(clause.text) if clause else "", np.nan) for _, clause in clauses(side))
    return np.fromiter(found, np.float32, len(side.passages))


def as_pinned(weights: Weights, side: Corpus) -> Weights:
    """Put what people said in the place of what the corpus says."""
    return weights if side.pinned is None else np.where(np.isnan(side.pinned), weights, side.pinned)


def clauses(side: Corpus) -> Iterator[tuple[str, Clause | None]]:
    """Give the document and the clause of each passage; a title has none."""
    for number, document in enumerate(side.documents):
        known = {clause.id: clause for clause in document.clauses}
        for passage in side.passages[side.rows(number)]:
            yield document.id, known[passage.clauses[0]] if passage.clauses else None


def light(weights: tuple[Weights, Weights]) -> float:
    """Say under which weight a clause weighs little: a share of what those of both sides weigh usually."""
    every = np.concatenate(weights)
    return LIGHT * float(np.median(every)) if len(every) else 0.0


def lightly(left: Corpus, right: Corpus, weights: tuple[Weights, Weights]) -> dict[str, float]:
    """Give the weight of each clause of both sides that weighs little, by its id."""
    few = light(weights)
    known = [one for side, own in ((left, weights[0]), (right, weights[1])) for one in _weighed(side, own)]
    return {one.clause.id: one.weight for one in known if one.clause.text and one.weight < few}


def recurring(left: Corpus, right: Corpus, notify: Notify | None = None) -> list[Recurring]:
    """List the clauses that weigh little, lightest first, each once for all that are near to it; and those of which people said what they weigh."""
    tell = notify or (lambda *_: None)
    tell("weighing the clauses", 0, 0)
    weights = shield(left, right)
    sides = [(left, weights[0]), (right, weights[1])][: 1 if left is right else 2]
    known = [one for side in sides for one in _weighed(*side)]
    vectors = np.concatenate([side.alone for side, _ in sides])
    documents = np.unique([one.document for one in known], return_inverse=True)[1]
    few = light(weights)
    waiting = [row for row, one in enumerate(known) if one.clause.text and (one.weight < few or one.said)]
    waiting.sort(key=lambda row: (not known[row].said, known[row].weight, known[row].document, row))
    found, taken = [], np.zeros(len(known), bool)
    for done, row in enumerate(waiting, 1):
        tell("looking for clauses near to those that weigh little", done, len(waiting))
        if not taken[row]:
            near = np.round(vectors @ vectors[row], PLACES) >= NEAR
            taken |= near
            found.append(replace(known[row], documents=len(set(documents[near].tolist()) | {int(documents[row])})))
    return sorted(found, key=lambda one: (one.weight, -one.documents, one.clause.id))


def _weighed(side: Corpus, weights: Weights) -> Iterator[Recurring]:
    """Give each clause with its weight, and with what people said of it."""
    given = np.full(len(weights), np.nan) if side.pinned is None else side.pinned
    for (document, clause), weight, said in zip(clauses(side), weights.tolist(), given.tolist(), strict=True):
        word = "" if np.isnan(said) else PINNED if said < 1 else UNPINNED
        yield Recurring(document, clause or _NOTHING, round(weight, PLACES), 1, word)


def _weights(side: Corpus, sides: tuple[Corpus, ...]) -> Weights:
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
