"""Suggesting: subtopics out of an anchor text and what is near to it or linked with it; a person says which become part of a theme."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mapper import finding, pipeline, proposing, suggestions, themes
from mapper.corpus import unit
from mapper.embedders import Vectors
from mapper.embeddings import Notify, embed
from mapper.proposals import Tools, corpora
from mapper.settings import Settings
from mapper.store import Store
from mapper.suggesting.comparing import compared, said
from mapper.suggesting.grouping import group
from mapper.suggesting.naming import Phrased, name
from mapper.suggesting.phrases import phrases
from mapper.suggesting.reach import Reach, Spot, reach
from mapper.suggestions import Noted, Said
from mapper.themes import Theme
from mapper.types import Document, Passage

TOPICAL = 1.6  # standard deviations by which texts that hold such clauses are nearer to them than texts usually are: else the clauses are procedure
TAKEN = 0.5  # mean cosine of a group's clauses to the nearest of a subtopic, from which the subtopic takes the group already
LOOKED = 2  # clauses that are looked at to see what texts hold such ones, for each clause of a group
BACKGROUND = 800  # clauses outside that phrases are weighed against
_PLACES = 4


@dataclass(frozen=True)
class Suggestion:
    """Hold a subtopic that is proposed, with its clauses, the most typical first; `taken` names the subtopic that has them already, if one has."""

    noted: Noted
    spots: tuple[Spot, ...]
    taken: str = ""

    @property
    def documents(self) -> tuple[str, ...]:
        """Name the documents that its clauses stand in, sorted."""
        return tuple(sorted({spot.document.id for spot in self.spots}))


@dataclass(frozen=True)
class Suggested:
    """Hold what was proposed out of one anchor, those that no longer come, and what the work had to do without."""

    anchor: Document
    found: tuple[Suggestion, ...]
    retired: tuple[Noted, ...]
    clauses: int
    linked: int
    degraded: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Found:
    """Hold a group of clauses, as rows of the corpus, the most typical first, with the middle of what they say, float32[d]."""

    rows: NDArray[np.int64]
    centre: NDArray[np.float32]


def suggest(settings: Settings, store: Store, typed: str, notify: Notify) -> Suggested:
    """Propose subtopics out of the anchor that a person names, and note them, so that ids and what people say of them last."""
    library = pipeline.open_library(settings, store)
    anchor = library.current[finding.named(library.issued, typed)]
    proposer = proposing.prepare(settings, library).reading(library)
    texts = compared(library, (anchor,))
    corpus, _ = corpora(texts, texts, proposer.tools, notify)
    place = [document.id for document in corpus.documents].index(anchor.id)
    reached = reach(corpus, (anchor.id,), corpus.singles[place : place + 1])
    found = _topical(reached, _groups(reached))
    titles = _named(reached, found, proposer.tools)
    before = suggestions.load(settings.suggestions)
    fresh = [Noted("", anchor.id, _title(words), words, _ids(reached, one.rows)) for one, words in zip(found, titles, strict=True) if words]
    now = suggestions.recognise(fresh, before)
    every = tuple(suggestions.merged(now, before, anchor.id))
    suggestions.save(every, settings.suggestions)
    takers = _takers(settings, anchor.id, proposer.tools)
    kept = [one for one, words in zip(found, titles, strict=True) if words]
    made = (Suggestion(noted, _spots(reached, one.rows), _taken(reached, one.rows, takers)) for noted, one in zip(now, kept, strict=True))
    retired = tuple(one for one in every if one.anchor == anchor.id and one.said is Said.RETIRED)
    return Suggested(anchor, tuple(made), retired, len(reached.rows), len(reached.linked), proposer.degraded)


def _groups(reached: Reach) -> list[_Found]:
    """Part the clauses in reach into groups, each with its most typical clause first."""
    rows, corpus = reached.rows, reached.corpus
    if not len(rows):
        return []
    found = []
    for part in group(unit(corpus.alone[rows] + corpus.vectors[rows]), reached.owners[rows]):
        centre = unit(corpus.alone[rows[part]].mean(axis=0, keepdims=True))[0]
        near = np.round(corpus.alone[rows[part]] @ centre, _PLACES)
        found.append(_Found(rows[part][np.lexsort((part, -near))], centre))
    return found


def _topical(reached: Reach, found: Sequence[_Found]) -> list[_Found]:
    """Leave out what is procedure: texts that hold such clauses ("to report to the Council") are about anything."""
    corpus, kept = reached.corpus, []
    for one in found:
        of_texts = corpus.singles @ one.centre
        near = np.where(reached.told, np.round(corpus.alone @ one.centre, _PLACES), -1)
        looked = np.lexsort((np.arange(len(near)), -near))[: max(10, LOOKED * len(one.rows))]
        standing = (of_texts[reached.owners[looked]].mean() - of_texts.mean()) / max(float(of_texts.std()), 1e-6)
        if round(float(standing), _PLACES) >= TOPICAL:
            kept.append(one)
    return kept


def _named(reached: Reach, found: Sequence[_Found], tools: Tools) -> list[tuple[str, ...]]:
    """Give each group its key phrases, against those of clauses in no group."""
    if not found:
        return []
    grouped = np.concatenate([one.rows for one in found])
    outside = np.setdiff1d(np.flatnonzero(reached.told), grouped)
    outside = outside[:: max(1, len(outside) // BACKGROUND)]
    rows = np.concatenate([grouped, outside])
    labels = np.concatenate([*(np.full(len(one.rows), number) for number, one in enumerate(found)), np.full(len(outside), -1)])
    phrased = Phrased(phrases([reached.corpus.passages[row].text for row in rows]), labels, reached.owners[rows])

    def meant(texts: Sequence[str]) -> Vectors:
        return embed([Passage("", (), text, 1) for text in texts], tools.embedder, tools.cache)

    return name(phrased, np.stack([one.centre for one in found]), meant)


def _title(words: Sequence[str]) -> str:
    """Join the two most telling phrases into a title."""
    joined = " and ".join(words[:2])
    return joined[:1].upper() + joined[1:]


def _spots(reached: Reach, rows: NDArray[np.int64]) -> tuple[Spot, ...]:
    """Give the clauses of some passages in their order; a clause in pieces once."""
    found = (spot for spot in (reached.spots[row] for row in rows.tolist()) if spot is not None)
    return tuple({spot.clause.id: spot for spot in found}.values())


def _ids(reached: Reach, rows: NDArray[np.int64]) -> tuple[str, ...]:
    return tuple(spot.clause.id for spot in _spots(reached, rows))


def mandated(settings: Settings, anchor: str) -> list[Theme]:
    """Give the themes that rest on an anchor; where none does, those that a mapping names."""
    known = themes.load(settings.themes)
    mapped = {type_.theme for type_ in settings.types}
    return [theme for theme in known if anchor in theme.mandate] or [theme for theme in known if theme.id in mapped]


def _takers(settings: Settings, anchor: str, tools: Tools) -> list[tuple[str, Vectors]]:
    """Give the subtopics that may have a group already, each with what it says, float32[n, d]."""
    topics = [topic for theme in mandated(settings, anchor) for topic in themes.documents(theme) if not topic.status.ended]
    return list(said(corpora(topics, topics, tools)[0])) if topics else []


def _taken(reached: Reach, rows: NDArray[np.int64], takers: Sequence[tuple[str, Vectors]]) -> str:
    """Name the subtopic that most of a group is near to, if one is near enough."""
    near = [(round(float((reached.corpus.alone[rows] @ told.T).max(axis=1).mean()), _PLACES), topic) for topic, told in takers]
    best = max(near, key=lambda one: (one[0], one[1]), default=(0.0, ""))
    return best[1] if best[0] >= TAKEN else ""
