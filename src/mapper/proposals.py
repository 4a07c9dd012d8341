"""Proposals: candidates with a probability, a relation and the clauses that speak for them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from mapper import calibration, ranker
from mapper.boilerplate import shield
from mapper.calibration import Calibrators, band, signs
from mapper.candidates import STANDING, Allowed, Fusion, anyone, fuse, permitted, pick
from mapper.corpus import Corpus, gather
from mapper.embedders import Embedder
from mapper.embeddings import Notify, VectorCache
from mapper.evidence import MOST, Evidences, citing
from mapper.identity import pair_id
from mapper.ranker import Mask, Ranker
from mapper.relations import Likeness, Ranks, relate
from mapper.rescoring import Rescorer, rescored
from mapper.tongues import abroad, foreign, mixed
from mapper.types import Candidate, Document, Evidence, Proposal

AKIN = 2.5  # score without the citation, from which two texts are on one subject
NEAR = 1.5  # score without the citation, under which the citation alone speaks for a pair
CHANNELS = ("dense", "lexical", "citation")


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
    """Hold what the work is done with; ranker and calibrators are the shipped ones unless given, `abroad` reads what the embedder does not,
    and `rescorer` reads the best pairs again.
    """

    embedder: Embedder
    cache: VectorCache = field(default_factory=VectorCache)
    ranker: Ranker = field(default_factory=ranker.load)
    calibrators: Calibrators = field(default_factory=calibration.load)
    abroad: Embedder | None = None
    rescorer: Rescorer | None = None


def propose_all(task: Task, tools: Tools, notify: Notify | None = None) -> list[Proposal]:
    """Propose pairs for one mapping type, best first.

    The order of the documents does not matter. Where left and right hold the same works (n-way), each pair appears once, the smaller id at the left.
    """
    left, right = corpora(task.left, task.right, tools, notify)
    allowed = permitted(left.documents, right.documents, task.allowed)
    found = pick(left, right, compare(left, right, allowed, tools), task.top) if allowed.any() else []
    return propose(task, left, right, found, tools)


def compare(left: Corpus, right: Corpus, allowed: Mask, tools: Tools) -> Fusion:
    """Measure every pair, and read the best ones again where there is a model for it."""
    fusion = fuse(left, right, allowed, tools.ranker)
    return fusion if tools.rescorer is None else rescored(fusion, left, right, tools.rescorer)


def corpora(left: Sequence[Document], right: Sequence[Document], tools: Tools, notify: Notify | None = None) -> tuple[Corpus, Corpus]:
    """Make both sides ready, sorted by id; the same documents on both sides are made ready once."""
    one, other = (sorted(side, key=lambda document: document.key) for side in (left, right))
    first = gather(one, tools.embedder, tools.cache, notify)
    second = first if one == other else gather(other, tools.embedder, tools.cache, notify)
    if tools.abroad is None or not foreign([*one, *other]).any():
        return first, second
    first = replace(first, abroad=gather(one, tools.abroad, tools.cache, notify))
    return first, first if one == other else replace(second, abroad=gather(other, tools.abroad, tools.cache, notify))


def propose(task: Task, left: Corpus, right: Corpus, candidates: Sequence[Candidate], tools: Tools) -> list[Proposal]:
    """Turn candidates into proposals, best first; one without evidence, or under the floor and uncited, is none."""
    return sorted(_proposals(task, left, right, candidates, tools), key=lambda proposal: (-proposal.score, proposal.left, proposal.right))


def _proposals(task: Task, left: Corpus, right: Corpus, candidates: Sequence[Candidate], tools: Tools) -> Iterator[Proposal]:
    if not candidates:
        return
    evidences = spoken_between(left, right)
    rows = {document.id: number for number, document in enumerate(left.documents)}
    columns = {document.id: number for number, document in enumerate(right.documents)}
    for candidate in candidates:
        scores = dict(candidate.scores)
        known = signs(scores["score"], candidate.ranks, scores)
        if not known.cited and tools.calibrators.expected(task.type, known) < task.floor:
            continue
        spoken = evidences(rows[candidate.left], columns[candidate.right])
        pair = left.documents[rows[candidate.left]], right.documents[columns[candidate.right]]
        named = citing(*pair) if known.cited else ()
        evidence = (*named, *spoken[: MOST - len(named)])
        if evidence:
            yield _proposal(task, candidate, pair, (evidence, not spoken), tools)


def spoken_between(left: Corpus, right: Corpus) -> Callable[[int, int], tuple[Evidence, ...]]:
    """Give what finds the evidence of a pair, by the model that compared the pair."""
    own = Evidences(left, right, shield(left, right))
    if not mixed(left, right):
        return own.between
    others, here, there = abroad(left, right), foreign(left.documents), foreign(right.documents)
    crossing = Evidences(*others, shield(*others))
    return lambda i, j: (crossing if here[i] or there[j] else own).between(i, j)


def _proposal(task: Task, candidate: Candidate, pair: tuple[Document, Document], spoken: tuple[tuple[Evidence, ...], bool], tools: Tools) -> Proposal:
    left, right = pair
    evidence, only_cited = spoken
    scores = dict(candidate.scores)
    known = signs(scores["score"], candidate.ranks, scores)
    standings = tuple((name.removeprefix(STANDING), value) for name, value in candidate.scores if name.startswith(STANDING))
    contributions = tools.ranker.contributions(standings)
    besides = known.score - dict(contributions).get("citation", 0.0)
    relation = relate(left, right, Ranks(task.body_rank), _likeness(besides, known.cited, only_cited))
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
    )


def _likeness(score: float, cited: bool, only_cited: bool) -> Likeness:
    """Say how alike two texts are besides their citation; where they do not cite each other nothing is asked."""
    return Likeness(akin=not only_cited and score >= AKIN, near=not only_cited and score >= NEAR) if cited else Likeness()
