"""Uncovered: texts and clauses in a theme's reach that none of its subtopics takes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from mapper import proposing, themes
from mapper.embedders import Vectors
from mapper.embeddings import Notify
from mapper.library import Library
from mapper.proposals import corpora
from mapper.settings import Settings
from mapper.suggesting.comparing import compared, said
from mapper.suggesting.reach import NEAR, Reach, Spot, reach
from mapper.themes import Theme
from mapper.types import Document

APART = 0.36  # cosine to the nearest of all subtopics, up to which no subtopic speaks of a clause
VERY = 2.0  # standard deviations above the usual nearness from which one clause is enough
BEST = 3  # clauses of a text by whose nearness it is ranked
_PLACES = 4


@dataclass(frozen=True)
class Lacking:
    """Hold a text in reach with its clauses that no subtopic takes, the nearest first; `subtopics` takes the text itself, `how` links it."""

    document: Document
    spots: tuple[Spot, ...]
    how: str = ""
    subtopics: tuple[str, ...] = ()

    @property
    def nearness(self) -> float:
        """Say how near its nearest clauses are to the theme as a whole, in standard deviations above the usual."""
        best = [spot.nearness for spot in self.spots[:BEST]]
        return round(sum(best) / len(best), _PLACES) if best else 0.0


@dataclass(frozen=True)
class Uncovered:
    """Hold what no subtopic of a theme takes: whole texts first, then clauses of texts that one takes; and how many texts are in reach."""

    theme: Theme
    texts: tuple[Lacking, ...]
    within: int
    degraded: tuple[str, ...] = ()


def uncovered(settings: Settings, library: Library, theme: Theme, taken: Mapping[str, tuple[str, ...]], notify: Notify) -> Uncovered:
    """Look through all texts in force; `taken` gives the subtopics that take a text, by its id.

    In reach is what is near to the theme as a whole, that is to its mandate and its subtopics, or stands in texts that its mandate is linked with.
    """
    proposer = proposing.prepare(settings, library).reading(library)
    anchors = tuple(work for work in theme.mandate if work in library.current)
    texts = compared(library, [library.current[work] for work in anchors])
    topics = [topic for topic in themes.documents(theme) if not topic.status.ended]
    if not texts or not topics:
        return Uncovered(theme, (), 0, proposer.degraded)
    corpus, meant = corpora(texts, topics, proposer.tools, notify)
    own = [number for number, document in enumerate(corpus.documents) if document.id in anchors]
    reached = reach(corpus, anchors, np.concatenate([corpus.singles[own], meant.singles]))
    told = np.concatenate([vectors for _, vectors in said(meant)])
    found = _lacking(reached, told, taken)
    within = {reached.corpus.documents[owner].id for owner in reached.owners[reached.rows].tolist()} | reached.linked.keys()
    return Uncovered(
        theme, tuple(sorted(found, key=lambda one: (bool(one.subtopics), -one.nearness, one.document.id))), len(within), proposer.degraded
    )


def _lacking(reached: Reach, told: Vectors, taken: Mapping[str, tuple[str, ...]]) -> list[Lacking]:
    """Gather by text: of one that no subtopic takes all clauses in reach, of another those of which no subtopic speaks."""
    rows = reached.rows
    near = np.round((reached.corpus.alone[rows] @ told.T).max(axis=1), _PLACES) if len(rows) else np.zeros(0)
    found: dict[str, list[Spot]] = {document.id: [] for document in reached.corpus.documents if document.id in reached.linked}
    for row, best in zip(rows.tolist(), near.tolist(), strict=True):
        spot = reached.spots[row]
        if spot is not None and (spot.document.id not in taken or (best <= APART and spot.nearness >= NEAR)):
            found.setdefault(spot.document.id, []).append(spot)
    documents = {document.id: document for document in reached.corpus.documents}
    made = [Lacking(documents[work], _nearest(spots), reached.linked.get(work, ""), taken.get(work, ())) for work, spots in sorted(found.items())]
    return [one for one in made if _worth(one)]


def _worth(one: Lacking) -> bool:
    """Say whether a text is worth showing: one clause alone may be near by chance, unless it is very near or a citation links its text."""
    if one.subtopics or not one.how:
        return len(one.spots) > 1 or any(spot.nearness >= VERY for spot in one.spots)
    return True


def _nearest(spots: Sequence[Spot]) -> tuple[Spot, ...]:
    return tuple({spot.clause.id: spot for spot in sorted(spots, key=lambda spot: (-spot.nearness, spot.clause.id))}.values())
