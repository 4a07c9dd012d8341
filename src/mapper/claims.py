"""Claims: what people said of an instruction: that nobody takes it up, or that a text does; events of the log that are of no pair of texts.

Such an event names the text that instructs on its left and, on its right, the text that takes it up, or nobody; its type names the Sector and the
clause, and its evidence quotes that clause, so that it is opened again when the clause changes in substance.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mapper.decisions import Subject, effective
from mapper.editions import TITLE, ClauseChange
from mapper.identity import digest, pair_id
from mapper.staleness import reread
from mapper.types import Clause, Decision, Document, Evidence, Quote

NOBODY = "gap/nobody"  # stands where the text would that takes an instruction up
_TYPE = "gap"
_KEY = 12  # letters of a clause's key


@dataclass(frozen=True)
class Claim:
    """Hold what one person said of one instruction: the text and the clause as they are called today, the Sector, and who takes it up.

    `clause` is empty where the clause is gone; `taker` where nobody takes it up. `changes` says what changed in the clause, or in what takes it up,
    since it was said; a claim with changes counts no more.
    """

    event: Decision
    document: str
    clause: str
    sector: str
    taker: str
    changes: tuple[ClauseChange, ...] = ()

    @property
    def holds(self) -> bool:
        """Say whether it still counts."""
        return bool(self.clause) and not self.changes


def is_claim(event: Decision) -> bool:
    """Say whether an event is of an instruction, and of no pair of texts."""
    return event.type.partition(":")[0] == _TYPE


def of_pairs(events: Iterable[Decision]) -> list[Decision]:
    """Give the events that are of pairs of texts."""
    return [event for event in events if not is_claim(event)]


def words(event: Decision) -> str:
    """Say in words what somebody said of an instruction; empty of a verdict on a pair."""
    if not is_claim(event):
        return ""
    clause = event.evidence[0].left.clause if event.evidence else event.left
    taker = "nobody takes it up" if event.right == NOBODY else f"{event.right} takes it up"
    return f"what was said of the instruction {clause}: {taker}, of {event.at}"


def subject(document: Document, clauses: Sequence[Clause], sector: str, taker: Document | None = None, taking: Clause | None = None) -> Subject:
    """Say of which instruction something is said: its clauses, the Sector, and the text that takes it up, by one of its clauses or by its title."""
    first = clauses[0]
    type_ = f"{_TYPE}:{sector}:{digest(first.id, first.text)[:_KEY]}"
    right = taker.id if taker else NOBODY
    other = _quoted(taking) if taking else _titled(taker) if taker else Quote("", "", 0, "")
    editions = (document.edition.label, taker.edition.label if taker else "")
    evidence = tuple(Evidence(_quoted(clause), other, 1.0) for clause in clauses)
    return Subject(pair_id(type_, document.id, right), type_, document.id, right, editions, evidence)


def _quoted(clause: Clause) -> Quote:
    return Quote(clause.id, clause.place, clause.page, clause.text)


def _titled(document: Document) -> Quote:
    return Quote(f"{document.id}{TITLE}", "title", document.pages[0], document.heading)


def standing(events: Iterable[Decision], changes: Mapping[str, tuple[ClauseChange, ...]], documents: Mapping[str, Document]) -> tuple[Claim, ...]:
    """Give what people say of instructions now, in the order of the log; of each person the last word on a clause counts.

    Who says that nobody takes it up takes back which texts do, and the other way round; several texts may. `events` is the log as it reads today,
    `changes` what changed under which event, `documents` the texts of today.
    """
    kept: list[Claim] = []
    for event in effective(events):
        if is_claim(event) and event.evidence:
            made = _claim(event, changes.get(event.event, ()), documents)
            kept = [one for one in kept if not _replaces(made, one)] + [made]
    return tuple(kept)


def _claim(event: Decision, changes: tuple[ClauseChange, ...], documents: Mapping[str, Document]) -> Claim:
    document, quote = documents.get(event.left), event.evidence[0].left
    now = reread(quote, document) if document and not document.status.ended else None
    sector = event.type.split(":")[1]
    taker = "" if event.right == NOBODY else event.right
    return Claim(event, event.left, now.clause if now else "", sector, taker, changes)


def _replaces(later: Claim, earlier: Claim) -> bool:
    """Say whether a later word takes the place of an earlier one: of the same person on the same instruction, of the same text or about nobody."""
    same = _key(later) == _key(earlier)
    return same and (not later.taker or not earlier.taker or later.taker == earlier.taker)


def _key(claim: Claim) -> tuple[str, str, str, str]:
    return (claim.event.reviewer, claim.document, claim.sector, claim.clause or claim.event.type)
