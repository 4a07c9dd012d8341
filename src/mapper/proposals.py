"""Proposals: candidates with a probability, a relation and the clauses that speak for them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from mapper import calibration, glossary, ranker
from mapper.boilerplate import pinned
from mapper.calibration import Calibrators, Signs, band, signs
from mapper.candidates import CHANNELS, LINK, STANDING, Allowed, Fusion, anyone, fuse, permitted, pick
from mapper.channels.citation import LINKS
from mapper.corpus import Corpus, gather
from mapper.embedders import READ, Embedder
from mapper.embeddings import Notify, VectorCache
from mapper.evidence import MOST, citing
from mapper.glossary import Glossary
from mapper.identity import pair_id
from mapper.pins import Pins
from mapper.quoting import Quoting
from mapper.ranker import Mask, Ranker
from mapper.relations import Likeness, Ranks, relate
from mapper.rescoring import Rescorer, rescored
from mapper.tongues import foreign
from mapper.types import Candidate, Document, Evidence, Proposal

AKIN = 2.5  # score without the citation, from which two texts are on one subject
NEAR = 1.5  # score without the citation, under which the citation alone speaks for a pair
KINDS = tuple(LINK + kind for kind in LINKS)  # each is shown where there is one
Quoted = tuple[tuple[Evidence, ...], tuple[Evidence, ...]]  # all that is shown for a pair, and what speaks for it besides a citation


@dataclass(frozen=True)
class Task:
    """Say what is to be mapped: which documents, which pairs may be, how many partners each, and which body stands over which."""

    type: str
    left: Sequence[Document]
    right: Sequence[Document]
    allowed: Allowed = anyone
    top: int = 8
    floor: float = 0.0
    body_rank: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Tools:
    """Hold what the work is done with; ranker and calibrators are the shipped ones unless given, the glossary is that of both sides.

    `abroad` reads what the embedder does not; `beside` are further texts of the library, which say whom people name together; `rescorer` reads the
    best pairs again.
    """

    embedder: Embedder
    cache: VectorCache = field(default_factory=VectorCache)
    ranker: Ranker = field(default_factory=ranker.load)
    calibrators: Calibrators = field(default_factory=calibration.load)
    pins: Pins = field(default_factory=Pins)
    glossary: Glossary | None = None
    beside: Sequence[Document] = ()
    abroad: Embedder | None = None
    rescorer: Rescorer | None = None


@dataclass(frozen=True)
class Comparison:
    """Hold both sides of a mapping type, what was measured of every pair, and the candidates among them, best first."""

    left: Corpus
    right: Corpus
    fusion: Fusion
    candidates: tuple[Candidate, ...]


def propose_all(task: Task, tools: Tools, notify: Notify | None = None) -> list[Proposal]:
    """Propose pairs for one mapping type, best first.

    The order of the documents does not matter. Where left and right hold the same works (n-way), each pair appears once, the smaller id at the left.
    """
    found = compare(task, tools, notify)
    return propose(task, found.left, found.right, found.candidates, tools)


def compare(task: Task, tools: Tools, notify: Notify | None = None) -> Comparison:
    """Measure every pair of one mapping type, and pick the candidates."""
    left, right = corpora(task.left, task.right, tools, notify)
    allowed = permitted(left.documents, right.documents, task.allowed)
    fusion = fused(left, right, allowed, tools)
    return Comparison(left, right, fusion, tuple(pick(left, right, fusion, task.top)))


def fused(left: Corpus, right: Corpus, allowed: Mask, tools: Tools) -> Fusion:
    """Measure every pair, and read the best ones again where there is a model for it."""
    fusion = fuse(left, right, allowed, tools.ranker)
    return rescored(fusion, left, right, tools.rescorer) if tools.rescorer and allowed.any() else fusion


def corpora(left: Sequence[Document], right: Sequence[Document], tools: Tools, notify: Notify | None = None) -> tuple[Corpus, Corpus]:
    """Make both sides ready, sorted by id; the same documents on both sides are made ready once."""
    tools = tools if tools.glossary else replace(tools, glossary=learned((*left, *right), tools))
    one, other = (sorted(side, key=lambda document: document.key) for side in (left, right))
    sides = [one] if one == other else [one, other]
    ready = [_ready(side, tools, notify) for side in sides]
    if tools.abroad is not None and foreign([*one, *other]).any():
        there = replace(tools, embedder=tools.abroad)
        ready = [replace(corpus, abroad=_ready(side, there, notify)) for corpus, side in zip(ready, sides, strict=True)]
    return ready[0], ready[-1]


def learned(documents: Sequence[Document], tools: Tools) -> Glossary:
    """Learn what short forms mean, from the texts that the embedder compares: those of other languages change nothing between these."""
    return glossary.learn(documents if tools.abroad is None else [document for document in documents if document.language in READ])


def _ready(documents: Sequence[Document], tools: Tools, notify: Notify | None) -> Corpus:
    """Make one side ready, with what people said of its clauses."""
    side = gather(documents, tools.embedder, tools.cache, notify, tools.glossary)
    return replace(side, pinned=pinned(side, tools.pins) if tools.pins.every else None, beside=tuple(tools.beside))


def propose(task: Task, left: Corpus, right: Corpus, candidates: Sequence[Candidate], tools: Tools) -> list[Proposal]:
    """Turn candidates into proposals, best first; one without evidence, or under the floor and uncited, is none."""
    return sorted(_proposals(task, left, right, candidates, tools), key=lambda proposal: (-proposal.score, proposal.left, proposal.right))


def _proposals(task: Task, left: Corpus, right: Corpus, candidates: Sequence[Candidate], tools: Tools) -> Iterator[Proposal]:
    if not candidates:
        return
    quoting = Quoting(left, right)
    rows = {document.id: number for number, document in enumerate(left.documents)}
    columns = {document.id: number for number, document in enumerate(right.documents)}
    for candidate in candidates:
        scores = dict(candidate.scores)
        known = signs(scores["score"], candidate.ranks, scores)
        if not known.cited and tools.calibrators.expected(task.type, known) < task.floor:
            continue
        reading = quoting.of(rows[candidate.left], columns[candidate.right])
        spoken = reading.between(rows[candidate.left], columns[candidate.right])
        pair = left.documents[rows[candidate.left]], right.documents[columns[candidate.right]]
        named = citing(*pair) if known.cited else ()
        evidence = (*named, *spoken[: MOST - len(named)])
        if evidence:
            yield replace(_proposal(task, candidate, pair, (evidence, spoken), tools), light=reading.lightly(evidence))


def _proposal(task: Task, candidate: Candidate, pair: tuple[Document, Document], quoted: Quoted, tools: Tools) -> Proposal:
    left, right = pair
    evidence, spoken = quoted
    scores = dict(candidate.scores)
    known = signs(scores["score"], candidate.ranks, scores)
    standings = tuple((name.removeprefix(STANDING), value) for name, value in candidate.scores if name.startswith(STANDING))
    contributions = tools.ranker.contributions(standings)
    besides = known.score - dict(contributions).get("citation", 0.0)
    relation = relate(left, right, Ranks(task.body_rank), _likeness(besides, known, spoken))
    return Proposal(
        pair=pair_id(task.type, left.id, right.id),
        type=task.type,
        left=left.id,
        right=right.id,
        left_edition=left.edition.label,
        right_edition=right.edition.label,
        score=known.score,
        probability=tools.calibrators.shown(task.type, known),
        band=band(tools.calibrators.expected(task.type, known)),
        relation=relation.name,
        direction=relation.direction,
        channels=tuple((name, scores[name]) for name in CHANNELS),
        ranks=known.ranks,
        evidence=evidence,
        contributions=contributions,
        links=tuple((kind.removeprefix(LINK), scores[kind]) for kind in KINDS if scores.get(kind, 0) > 0),
        relation_reason=relation.reason,
    )


def _likeness(score: float, known: Signs, spoken: Sequence[Evidence]) -> Likeness:
    """Say how alike two texts are besides their citation; where they do not cite each other nothing is asked, and what is nearest is told."""
    if known.cited:
        return Likeness(akin=bool(spoken) and score >= AKIN, near=bool(spoken) and score >= NEAR)
    return Likeness(nearest=tuple(quote.place for one in spoken[:1] for quote in (one.left, one.right)), ranks=known.ranks)
