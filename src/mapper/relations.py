"""What one document is to the other, and why: rules over citations, operative wording and the rank of bodies."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from mapper.endings import ended, says
from mapper.evidence import clause_of, references
from mapper.overlaps import overlap
from mapper.types import BACKWARD, FORWARD, Citation, Clause, Document, Part, Status

MUTUAL, IMPLEMENTS, DUPLICATE, IN_HIGHER = "mutual-interest", "implements", "duplicate", "text-already-in-pp"
MERGE, CITES, SUPERSEDES = "merge-candidate", "cites", "supersedes"

SAME = 0.8  # share of operative text, both ways: a duplicate
ALREADY = 0.3  # share of operative text that a higher body has already said
MERGING = 0.4  # share of operative text that invites a merger


@dataclass(frozen=True)
class Relation:
    """Name a relation, who is its subject, and in one sentence what it rests on; a symmetric one has no direction."""

    name: str
    direction: str = ""
    reason: str = field(default="", compare=False)


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
    """Say how alike two texts are besides citing each other: on one subject, near to it, or neither, so that the citation alone speaks.

    `nearest` names the clauses that are nearest in meaning, `ranks` the place of each text among the partners of the other.
    """

    akin: bool = True
    near: bool = True
    nearest: tuple[str, ...] = ()
    ranks: tuple[int, ...] = ()


Way = tuple[Document, Document, str]


def relate(left: Document, right: Document, ranks: Ranks, alike: Likeness = Likeness()) -> Relation:
    """Propose a relation with its reason; the rules are tried from the most to the least specific.

    Whom people list under Relationships shares an interest, they say.
    """
    return (
        _superseding(left, right)
        or _overlapping(left, right, ranks)
        or _implementing(left, right, ranks, alike)
        or _citing(left, right, alike)
        or Relation(MUTUAL, reason=_shared(left, right, ranks, alike))
    )


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


def _ways(left: Document, right: Document) -> tuple[Way, Way]:
    return (left, right, FORWARD), (right, left, BACKWARD)


def _superseding(left: Document, right: Document) -> Relation | None:
    for one, other, direction in _ways(left, right):
        for citation, clause in _named(one, other):
            beside = [cited.text for cited in one.citations if cited is not citation and cited.clause == citation.clause]
            if clause is not None and clause.part is Part.OPERATIVE and (words := ended(clause.text, citation.text, beside)):
                return Relation(SUPERSEDES, direction, f"{one.id} says “{words}” of {other.id} in {clause.place}")
        for citation, _ in _named(other, one) if other.status is Status.SUPPRESSED else ():
            return Relation(SUPERSEDES, direction, f"{other.id} is suppressed, and {_naming(other, one, citation)}")
    return None


def _overlapping(left: Document, right: Document, ranks: Ranks) -> Relation | None:
    shares = overlap(left, right), overlap(right, left)
    for (one, other, direction), share in zip(_ways(left, right), shares, strict=True):
        if ranks.above(other, one) and ranks.highest(other):
            reason = f"{_percent(share)} of the operative words of {one.id} stand near-verbatim in {other.id}, and no body stands over {other.body}"
            return Relation(IN_HIGHER, direction, reason) if share >= ALREADY else None
    told = " and ".join(f"{_percent(share)} of those of {one.id}" for share, one in zip(shares, (left, right), strict=True))
    reason = f"of the operative words, {told} stand near-verbatim in the other text"
    if min(shares) >= SAME:
        return Relation(DUPLICATE, reason=reason)
    return Relation(MERGE, reason=reason) if max(shares) >= MERGING else None


def _implementing(left: Document, right: Document, ranks: Ranks, alike: Likeness) -> Relation | None:
    """Take a text for one that carries out another where it names a higher body's, and is on its subject or says so."""
    for one, other, direction in _ways(left, right):
        if not ranks.above(other, one):
            continue
        for citation, clause in _named(one, other):
            if citation.relation:
                continue
            word = says(_wording(clause), "implements")
            if alike.akin or word:
                why = f"it says “{word}”" if word else "the two are on one subject besides"
                return Relation(IMPLEMENTS, direction, f"{_naming(one, other, citation)}; {one.body} stands below {other.body}, and {why}")
    return None


def _citing(left: Document, right: Document, alike: Likeness) -> Relation | None:
    """Take a citation for all there is where little else is alike, or it says that it means a part only; who cites each other shares more."""
    said = [(one, other, direction, citation, clause) for one, other, direction in _ways(left, right) for citation, clause in _named(one, other)]
    if any(citation.relation for *_, citation, _ in said) or len({direction for _, _, direction, *_ in said}) != 1:
        return None
    one, other, direction, citation, clause = said[0]
    if not alike.near:
        return Relation(CITES, direction, f"{_naming(one, other, citation)}, and little else in the two texts is alike")
    if not alike.akin and all(says(_wording(clause), "cites") for *_, clause in said):
        return Relation(CITES, direction, f"{_naming(one, other, citation)} no further than “{says(_wording(clause), 'cites')}”")
    return None


def _shared(left: Document, right: Document, ranks: Ranks, alike: Likeness) -> str:
    """Say why two texts share an interest: who lists or names whom, or else which clauses are nearest in meaning."""
    said = [(one, other, citation) for one, other, _ in _ways(left, right) for citation, _ in _named(one, other)]
    for one, other, citation in (each for each in said if each[2].relation):
        return f"{_naming(one, other, citation, 'lists')}, among the texts it is related to"
    if said and {one.id for one, *_ in said} == {left.id, right.id}:
        back = next(each for each in said if each[0] is right)
        return f"{_naming(*said[0])}, and {_naming(*back)}: each names the other"
    for one, other, citation in said:
        over = ranks.above(other, one) or ranks.above(one, other)
        why = "they are on neighbouring subjects" if not alike.akin else f"neither {'says that it carries out' if over else 'stands over'} the other"
        return f"{_naming(one, other, citation)}, and {why}"
    told = ["neither names the other"]
    if alike.nearest:
        told.append(f"nearest in meaning are {alike.nearest[0]} of {left.id} and {alike.nearest[1]} of {right.id}")
    if alike.ranks:
        told.append(f"{left.id} is partner {alike.ranks[1]} of {right.id}, and {right.id} partner {alike.ranks[0]} of {left.id}")
    return "; ".join(told)


def _named(one: Document, other: Document) -> Iterator[tuple[Citation, Clause | None]]:
    """Give the places where one document names the other, each with its clause."""
    return ((citation, clause_of(one, citation)) for citation in references(one, other))


def _naming(one: Document, other: Document, citation: Citation, does: str = "names") -> str:
    clause = clause_of(one, citation)
    return f"{one.id} {does} {other.id}" + (f" in {clause.place}" if clause else f" (“{citation.text}”)" * bool(citation.text))


def _wording(clause: Clause | None) -> str:
    return f"{clause.opener} {clause.text}" if clause is not None and clause.part is not Part.RELATIONS else ""


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
