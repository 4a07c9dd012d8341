"""What one document is to the other: rules over citations, operative wording and the rank of bodies."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources

from mapper.evidence import clause_of, references
from mapper.identity import normalise
from mapper.types import BACKWARD, FORWARD, Clause, Document, Part, Status

MUTUAL, IMPLEMENTS, DUPLICATE, IN_HIGHER = "mutual-interest", "implements", "duplicate", "text-already-in-pp"
MERGE, CITES, SUPERSEDES = "merge-candidate", "cites", "supersedes"

NEAR = 0.8  # share of a clause's word triples that another text must hold for the clause to be there near-verbatim
WORDS = 8  # a shorter clause may be the same by chance
SAME = 0.8  # share of operative text, both ways: a duplicate
ALREADY = 0.3  # share of operative text that a higher body has already said
MERGING = 0.4  # share of operative text that invites a merger
BESIDE = 80  # letters between a cue and the citation that it speaks of


@dataclass(frozen=True)
class Relation:
    """Name a relation and who is its subject; a symmetric one has no direction."""

    name: str
    direction: str = ""


@dataclass(frozen=True)
class Ranks:
    """Say which body stands over which: a smaller number is higher; bodies not named have no rank."""

    by_body: Mapping[str, int] = field(default_factory=dict)

    def above(self, one: Document, other: Document) -> bool:
        """Say whether the body of one document stands over that of the other."""
        first, second = self.by_body.get(one.body), self.by_body.get(other.body)
        return first is not None and second is not None and first < second

    def highest(self, document: Document) -> bool:
        """Say whether no body stands over that of a document."""
        rank = self.by_body.get(document.body)
        return rank is not None and rank == min(self.by_body.values())


@dataclass(frozen=True)
class Likeness:
    """Say how alike two texts are besides citing each other: on one subject, near to it, or neither, so that the citation alone speaks."""

    akin: bool = True
    near: bool = True


def relate(left: Document, right: Document, ranks: Ranks, alike: Likeness = Likeness()) -> Relation:
    """Propose a relation; the rules are tried from the most to the least specific.

    Whom people list under Relationships shares an interest, they say.
    """
    found = _superseding(left, right) or _overlapping(left, right, ranks) or _implementing(left, right, ranks, alike)
    if found is not None:
        return found
    said = [(FORWARD, citation) for citation in references(left, right)] + [(BACKWARD, citation) for citation in references(right, left)]
    if not alike.near and said and not any(citation.relation for _, citation in said):
        return Relation(CITES, said[0][0])
    return Relation(MUTUAL)


def orient(name: str, left: Document, right: Document, ranks: Ranks) -> str:
    """Say which way a relation that a person names most likely runs: from the lower body, else from the citing text, else from the later one."""
    cites = any(references(left, right)) - any(references(right, left))
    later = (left.edition.year or 0) - (right.edition.year or 0)
    higher = ranks.above(right, left) - ranks.above(left, right)
    order = (later, cites, higher) if name == SUPERSEDES else (cites, higher, later) if name == CITES else (higher, cites, later)
    leaning = next((sign for sign in order if sign), 1)
    return FORWARD if leaning > 0 else BACKWARD


@cache
def body_ranks() -> Ranks:
    """Read which body stands over which from the profile."""
    raw = tomllib.loads((resources.files("mapper.profiles") / "ranks.toml").read_text(encoding="utf-8"))
    return Ranks({str(body): int(rank) for body, rank in raw["rank"].items()})


def _superseding(left: Document, right: Document) -> Relation | None:
    for one, other, direction in ((left, right, FORWARD), (right, left, BACKWARD)):
        if any(_replaces(one, other)) or (other.status is Status.SUPPRESSED and any(references(other, one))):
            return Relation(SUPERSEDES, direction)
    return None


def _overlapping(left: Document, right: Document, ranks: Ranks) -> Relation | None:
    mine, theirs = overlap(left, right), overlap(right, left)
    if ranks.above(right, left) and ranks.highest(right):
        return Relation(IN_HIGHER, FORWARD) if mine >= ALREADY else None
    if ranks.above(left, right) and ranks.highest(left):
        return Relation(IN_HIGHER, BACKWARD) if theirs >= ALREADY else None
    if min(mine, theirs) >= SAME:
        return Relation(DUPLICATE)
    return Relation(MERGE) if max(mine, theirs) >= MERGING else None


def _implementing(left: Document, right: Document, ranks: Ranks, alike: Likeness) -> Relation | None:
    """Take a text for one that carries out another where it names a higher body's, and is on its subject or says so."""
    for one, other, direction in ((left, right, FORWARD), (right, left, BACKWARD)):
        if not ranks.above(other, one):
            continue
        named = any(not citation.relation for citation in references(one, other))
        if named and (alike.akin or any(_says(one, other, _cues()["implements"]))):
            return Relation(IMPLEMENTS, direction)
    return None


def _says(one: Document, other: Document, cues: Iterable[str]) -> Iterable[bool]:
    """Look for a cue in each clause in which one document names the other."""
    for citation in references(one, other):
        clause = clause_of(one, citation)
        if clause is not None and clause.part is not Part.RELATIONS:
            text = f"{clause.opener} {normalise(clause.text)}".casefold()
            yield any(cue in text for cue in cues)


def _replaces(one: Document, other: Document) -> Iterable[bool]:
    """Look for operative words of one document that end the other: the cue stands right before its name, and nothing else is named before."""
    cues = _cues()["supersedes"]
    for citation in references(one, other):
        clause = clause_of(one, citation)
        if clause is None or clause.part is not Part.OPERATIVE:
            continue
        before, found, _ = normalise(clause.text).casefold().partition(normalise(citation.text).casefold())
        named = any(normalise(c.text).casefold() in before for c in one.citations if c.text and c.clause == citation.clause)
        yield bool(found) and not named and any(cue in f"{before[-BESIDE:]}{normalise(citation.text).casefold()}" for cue in cues)


def overlap(one: Document, other: Document) -> float:
    """Give the share of one document's operative words in clauses that stand near-verbatim in the other's operative text."""
    clauses = [clause for clause in _operative(one) if len(_words(clause)) >= WORDS]
    there = frozenset(triple for clause in _operative(other) for triple in _triples(clause))
    total = sum(len(_words(clause)) for clause in clauses)
    shared = sum(len(_words(clause)) for clause in clauses if len(_triples(clause) & there) >= NEAR * len(_triples(clause)))
    return shared / total if total else 0.0


def _operative(document: Document) -> list[Clause]:
    """Give the clauses that say what is to be done; of a text without operative part, its body."""
    operative = [clause for clause in document.clauses if clause.part is Part.OPERATIVE]
    return operative or [clause for clause in document.clauses if clause.part is Part.BODY]


def _words(clause: Clause) -> tuple[str, ...]:
    return _split(clause.text)


def _triples(clause: Clause) -> frozenset[tuple[str, ...]]:
    return _shingles(clause.text)


@lru_cache(maxsize=20_000)
def _split(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W_]+", normalise(text).casefold()))


@lru_cache(maxsize=20_000)
def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = _split(text)
    return frozenset(zip(words, words[1:], words[2:], strict=False))


@cache
def _cues() -> dict[str, tuple[str, ...]]:
    raw = tomllib.loads((resources.files("mapper.profiles") / "relations.toml").read_text(encoding="utf-8"))
    return {name: tuple(raw[name]) for name in ("supersedes", "implements")}
