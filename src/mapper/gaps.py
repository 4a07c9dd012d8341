"""Gaps: what Sectors are told to do by texts that are not their own, and which of their texts take it up."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

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


@dataclass(frozen=True)
class Taker:
    """Show a text of the Sector, the pair that joins it with the text that instructs, and whether that pair's evidence quotes the instruction."""

    item: Item
    row: Row
    quotes: bool


@dataclass(frozen=True)
class Instruction:
    """Show what one text tells one Sector to do: the clause with the items below it, whom it names, and which texts of the Sector take it up."""

    sector: str
    item: Item
    clauses: tuple[Clause, ...]
    actors: tuple[str, ...]
    accepted: tuple[Taker, ...]
    perhaps: tuple[Taker, ...]

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
        """Say how far it is taken up: in the very clause, by a text that people paired with the whole, perhaps, or by nobody."""
        if self.accepted:
            return Answer.CLAUSE if any(taker.quotes for taker in self.accepted) else Answer.TEXT
        return Answer.PERHAPS if self.perhaps else Answer.NOBODY


@dataclass(frozen=True)
class Gaps:
    """Hold the instructions to Sectors, gaps first; those that stand in a text of the Sector itself are kept apart."""

    instructions: tuple[Instruction, ...]
    own: tuple[Instruction, ...] = ()


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
    found: list[Instruction] = []
    own: list[Instruction] = []
    for document in (document for document in export.documents.values() if not document.status.ended):
        for clauses, sector, actors in _told(document):
            told = _instruction(document, clauses, sector, actors, takers.get(document.id, []))
            (own if sector == document.sector else found).append(told)
    return Gaps(in_order(found), in_order(own))


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


def _taker(work: str, row: Row, ids: set[str]) -> Taker | None:
    """Show the other side of a pair; a subtopic takes nothing up."""
    other = row.object if row.subject.id == work else row.subject
    shown = (*row.evidence, *row.seen)
    quoted = {quote.clause for evidence in shown for quote in (evidence.left, evidence.right)}
    return None if other.is_subtopic else Taker(other, row, bool(quoted & ids))


def _weight(taker: Taker) -> tuple[bool, tuple[bool, float, str]]:
    return (not taker.quotes, rank(taker.row))


def _order(one: Instruction) -> tuple[int, int, str, list[tuple[bool, int, str]], int, str]:
    sectors, document = layout().sectors, one.item.document
    places = [clause.id for clause in document.clauses] if document else []
    place = sectors.index(one.sector) if one.sector in sectors else len(sectors)
    return (list(Answer).index(one.answer), place, one.sector, natural(one.item.id), places.index(one.clause.id), one.clause.id)
