"""Reach: which clauses of a library are near to some anchor texts as a whole, or stand in texts that are linked with them by citation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from mapper import boilerplate
from mapper.corpus import Corpus, unit
from mapper.embedders import Vectors
from mapper.types import Clause, Document, Part

NEAR = 1.6  # standard deviations above the usual nearness from which a clause is in reach
LINKED = 0.8  # the same for clauses of texts that cite an anchor, or that one cites
MOST = 600  # clauses in reach, at most: the nearest
LEAST_WORDS = 5  # a shorter clause is a heading, or the end of a list
_SAID = (Part.OPERATIVE, Part.BODY)
_PLACES = 4


@dataclass(frozen=True)
class Spot:
    """Point at one clause of a document; `nearness` is in standard deviations above the usual."""

    document: Document
    clause: Clause
    nearness: float


@dataclass(frozen=True, eq=False)
class Reach:
    """Hold the passages of a corpus by their nearness to the anchors, float32[p], and the documents linked with an anchor, each with how."""

    corpus: Corpus
    anchors: tuple[str, ...]
    nearness: NDArray[np.float32]
    linked: Mapping[str, str]

    @cached_property
    def owners(self) -> NDArray[np.int64]:
        """Say which document each passage is of: int64[p]."""
        return np.repeat(np.arange(len(self.corpus.documents)), self.corpus.sizes)

    @cached_property
    def spots(self) -> tuple[Spot | None, ...]:
        """Give the clause of each passage; a title has none."""
        found = zip(boilerplate.clauses(self.corpus), self.owners.tolist(), self.nearness.tolist(), strict=True)
        return tuple(None if clause is None else Spot(self.corpus.documents[owner], clause, near) for (_, clause), owner, near in found)

    @cached_property
    def told(self) -> NDArray[np.bool_]:
        """Say which passages say something of their own: no heading, no boilerplate."""
        weights = boilerplate.shield(self.corpus, self.corpus)[0]
        return np.array([_tells(spot) for spot in self.spots], bool) & (weights >= boilerplate.light((weights, weights)))

    @cached_property
    def rows(self) -> NDArray[np.int64]:
        """Give the passages in reach in the order of the corpus: what the anchors themselves say, and what is near enough."""
        least = np.array([LINKED if document.id in self.linked else NEAR for document in self.corpus.documents])[self.owners]
        own = np.array([spot is not None and spot.document.id in self.anchors and spot.clause.part in _SAID for spot in self.spots], bool)
        within = np.flatnonzero(self.told & (self.nearness >= np.where(own, 0.0, least)))
        best = within[np.lexsort((within, -self.nearness[within]))][:MOST]
        return np.sort(best)


def reach(corpus: Corpus, anchors: Sequence[str], core: Vectors) -> Reach:
    """Measure how near every passage is to what anchors say as a whole (`core`, float32[n, d]), against what is usual in the corpus."""
    mean = unit(unit(core).mean(axis=0, keepdims=True))[0]
    near = np.round(corpus.vectors @ mean, _PLACES)
    others = np.repeat([document.id not in anchors for document in corpus.documents], corpus.sizes)
    usual = near[others] if others.any() else near
    spread = max(float(usual.std()), 1e-6) if len(usual) else 1.0
    standing = np.asarray((near - (float(usual.mean()) if len(usual) else 0.0)) / spread, np.float32)
    return Reach(corpus, tuple(anchors), standing, linked(corpus.documents, anchors))


def linked(documents: Sequence[Document], anchors: Sequence[str]) -> dict[str, str]:
    """Say how documents are linked with an anchor by citation: cited there, or citing it."""
    named = {citation.id for document in documents if document.id in anchors for citation in document.citations}
    found = {}
    for document in documents:
        if document.id in anchors:
            continue
        cites = next((citation.id for citation in document.citations if citation.id in anchors), "")
        if cites:
            found[document.id] = f"cites {cites}"
        elif document.id in named:
            citing = next(one.id for one in documents if one.id in anchors and any(citation.id == document.id for citation in one.citations))
            found[document.id] = f"cited by {citing}"
    return found


def _tells(spot: Spot | None) -> bool:
    return spot is not None and spot.clause.part is not Part.RELATIONS and len(spot.clause.text.split()) >= LEAST_WORDS
