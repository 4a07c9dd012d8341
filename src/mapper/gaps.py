"""Gaps: what Sectors are told to do by texts that are not their own, and which of their texts take it up."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from mapper.claims import Claim
from mapper.decisions import idle
from mapper.profiles import organisation_of
from mapper.types import Clause, Document, Part, State, Verdict
from mapper.views.export import Export
from mapper.views.items import Item, item
from mapper.views.layout import layout, natural
from mapper.views.rows import Row, likely, rank


class Answer(StrEnum):
    """Say how far an instruction is taken up, the gaps first."""

    NOBODY = "nobody"
    PERHAPS = "perhaps"
    TEXT = "text"
    CLAUSE = "clause"


class Said(StrEnum):
    """Say what people said of an instruction itself; nothing, where only pairs of texts speak, `again`, where the clause changed since."""

    NOTHING = ""
    NOBODY = "nobody"
    TEXT = "text"
    DISPUTED = "disputed"
    AGAIN = "again"


@dataclass(frozen=True)
class Taker:
    """Show a text of the Sector, the pair that joins it with the text that instructs, and whether that pair's evidence quotes the instruction."""

    item: Item
    row: Row
    quotes: bool


@dataclass(frozen=True)
class Instruction:
    """Show what one text tells one Sector to do: the clause with the items below it, whom it names, and which texts of the Sector take it up.

    `words` are what people say of this very instruction, `named` the texts that they say take it up.
    """

    sector: str
    item: Item
    clauses: tuple[Clause, ...]
    actors: tuple[str, ...]
    accepted: tuple[Taker, ...]
    perhaps: tuple[Taker, ...]
    words: tuple[Claim, ...] = ()
    named: tuple[Item, ...] = ()

    @property
    def clause(self) -> Clause:
        """Give the clause that instructs."""
        return self.clauses[0]

    @property
    def text(self) -> str:
        """Give its words, with those of the items below it."""
        return " ".join(f"{clause.label} {clause.text}".strip() if number else clause.text for number, clause in enumerate(self.clauses))

    @property
    def answer(self) -> Answer:
        """Say how far it is taken up: in the very clause, by a text that people paired with the whole, perhaps, or by nobody.

        What people say of the very instruction comes before what pairs of whole texts say, as long as they agree and the clause reads as it did.
        """
        if self.said in (Said.NOBODY, Said.TEXT):
            return Answer.NOBODY if self.said is Said.NOBODY else Answer.CLAUSE
        if self.accepted:
            return Answer.CLAUSE if any(taker.quotes for taker in self.accepted) else Answer.TEXT
        return Answer.PERHAPS if self.perhaps else Answer.NOBODY

    @property
    def said(self) -> Said:
        """Say what people said of this very instruction."""
        kinds = {bool(word.taker) for word in self.words if word.holds}
        if len(kinds) > 1:
            return Said.DISPUTED
        if kinds:
            return Said.TEXT if kinds.pop() else Said.NOBODY
        return Said.AGAIN if self.words else Said.NOTHING


@dataclass(frozen=True)
class Gaps:
    """Hold the instructions to Sectors, gaps first; those that stand in a text of the Sector itself are kept apart.

    `lost` is what people said of clauses that are gone, or tell that Sector nothing any more.
    """

    instructions: tuple[Instruction, ...]
    own: tuple[Instruction, ...] = ()
    lost: tuple[Claim, ...] = ()


def find(export: Export, rows: Iterable[Row]) -> Gaps:
    """Find every operative clause in force that tells an actor of a Sector to act, and which texts of that Sector take it up.

    A text of the Sector takes it up where people accepted its pair with the instructing text; a pair that says nothing of a common interest does
    not count. What a Sector's own text tells it to do stands in a text of that Sector already.
    """
    takers: dict[str, list[Row]] = {}
    for row in rows:
        if row.relation not in idle() and (row.mapped.state is State.ACCEPTED or _perhaps(row)):
            for side in (row.subject, row.object):
                takers.setdefault(side.id, []).append(row)
    words: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in export.claims:
        words.setdefault((claim.document, claim.sector, claim.clause), []).append(claim)
    found: list[Instruction] = []
    own: list[Instruction] = []
    for document in (document for document in export.documents.values() if not document.status.ended):
        for clauses, sector, actors in _told(document):
            told = _instruction(document, clauses, sector, actors, takers.get(document.id, []))
            told = _spoken(told, words.get((document.id, sector, told.clause.id), []), export)
            (own if sector == document.sector else found).append(told)
    there = {(one.item.id, one.sector, one.clause.id) for one in (*found, *own)}
    lost = tuple(claim for claim in export.claims if (claim.document, claim.sector, claim.clause) not in there)
    return Gaps(in_order(found), in_order(own), lost)


def in_order(instructions: Iterable[Instruction]) -> tuple[Instruction, ...]:
    """Put gaps first, then sort by Sector, then as the texts and their clauses stand."""
    return tuple(sorted(instructions, key=_order))


def _perhaps(row: Row) -> bool:
    """Say whether a pair may hold: it is likely and nobody decided, or it was accepted and the text changed since."""
    return likely(row) or (row.mapped.state is State.STALE and row.decision == Verdict.ACCEPT.value)


def _told(document: Document) -> Iterator[tuple[tuple[Clause, ...], str, tuple[str, ...]]]:
    """Give each clause that instructs with the items below it, once for each Sector, with the actors that it names there."""
    organisation = organisation_of(document.body)
    if organisation is None:
        return
    for clauses in _whole(document.clauses):
        for sector, actors in organisation.addressed(clauses[0].actor).items():
            yield clauses, sector, actors


def _whole(clauses: Iterable[Clause]) -> Iterator[tuple[Clause, ...]]:
    """Put each operative clause together with the deeper ones that follow it."""
    run: list[Clause] = []
    for clause in clauses:
        if run and clause.part is Part.OPERATIVE and clause.depth > run[0].depth and (clause.opener, clause.actor) == (run[0].opener, run[0].actor):
            run.append(clause)
            continue
        if run:
            yield tuple(run)
        run = [clause] if clause.part is Part.OPERATIVE and clause.actor else []
    if run:
        yield tuple(run)


def _instruction(document: Document, clauses: tuple[Clause, ...], sector: str, actors: tuple[str, ...], rows: Iterable[Row]) -> Instruction:
    ids = {clause.id for clause in clauses}
    found = sorted((taker for row in rows if (taker := _taker(document.id, row, ids)) and sector in taker.item.sectors), key=_weight)
    accepted = tuple(taker for taker in found if taker.row.mapped.state is State.ACCEPTED)
    return Instruction(sector, item(document.id, document), clauses, actors, accepted, tuple(taker for taker in found if taker not in accepted))


def _spoken(one: Instruction, words: Iterable[Claim], export: Export) -> Instruction:
    """Put beside an instruction what people say of it; a text that ended takes nothing up."""
    said = [word for word in words if not word.taker or _at_hand(export.documents.get(word.taker))]
    named = dict.fromkeys(word.taker for word in said if word.taker and word.holds)
    return replace(one, words=tuple(said), named=tuple(item(work, export.documents[work]) for work in named))


def _at_hand(document: Document | None) -> bool:
    return document is not None and not document.status.ended


def _taker(work: str, row: Row, ids: set[str]) -> Taker | None:
    """Show the other side of a pair; a subtopic takes nothing up."""
    other = row.object if row.subject.id == work else row.subject
    shown = (*row.evidence, *row.seen)
    quoted = {quote.clause for evidence in shown for quote in (evidence.left, evidence.right)}
    return None if other.is_subtopic else Taker(other, row, bool(quoted & ids))


def _weight(taker: Taker) -> tuple[bool, tuple[bool, float, str]]:
    return (not taker.quotes, rank(taker.row))


def _order(one: Instruction) -> tuple[int, int, str, bool, list[tuple[bool, int, str]], int, str]:
    sectors, document = layout().sectors, one.item.document
    places = [clause.id for clause in document.clauses] if document else []
    place = sectors.index(one.sector) if one.sector in sectors else len(sectors)
    return (
        list(Answer).index(one.answer),
        place,
        one.sector,
        one.said is Said.NOBODY,
        natural(one.item.id),
        places.index(one.clause.id),
        one.clause.id,
    )
