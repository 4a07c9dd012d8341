"""Streamlining: pairs in which the same is said twice, each with what an advisory group would do about it; "implements" is no repetition."""

from collections.abc import Iterable
from dataclasses import dataclass

from mapper.cooperation import cooperation
from mapper.relations import body_ranks, orient
from mapper.types import FORWARD, Evidence, State
from mapper.verdicts import relations, repeating
from mapper.views.export import Export
from mapper.views.items import Item
from mapper.views.layout import natural
from mapper.views.rows import Row, likely


@dataclass(frozen=True)
class Repeat:
    """Show one repetition: the pair, what would be done about it, and on what that rests."""

    row: Row
    action: str
    reason: str

    @property
    def accepted(self) -> bool:
        """Say whether people accepted it; the others are likely, and nobody decided."""
        return self.row.mapped.state is State.ACCEPTED

    @property
    def clauses(self) -> tuple[Evidence, ...]:
        """Give the clause pairs that say the same: those that were in view when people accepted it, else the proposal's."""
        return (self.row.seen if self.accepted else ()) or self.row.evidence


def find(export: Export, rows: Iterable[Row]) -> tuple[Repeat, ...]:
    """List the repetitions that people accepted, then those that are likely and that nobody decided; in each part by relation, then by the texts."""
    order = [code for code, _ in relations()]
    between = (row for row in rows if not row.is_theme and row.relation in repeating())
    found = [Repeat(row, _action(row), _reason(row)) for row in between if row.mapped.state is State.ACCEPTED or likely(row)]
    return tuple(sorted(found, key=lambda one: (not one.accepted, order.index(one.row.relation), *_place(one.row))))


def _place(row: Row) -> tuple[list[tuple[bool, int, str]], list[tuple[bool, int, str]], str]:
    return (natural(row.subject.id), natural(row.object.id), row.id)


def _action(row: Row) -> str:
    """Say what would be done, as the profile of the organisation puts it; without one, what the relation says of the texts."""
    profile = cooperation((*row.subject.sectors, *row.object.sectors))
    unequal, equal = profile.streamlining.get(row.relation, ("", ""))
    lower, higher, apart = _ends(row)
    pattern = unequal if apart else equal
    return pattern.format(lower=lower.ref, higher=higher.ref) if pattern else dict(relations())[row.relation]


def _ends(row: Row) -> tuple[Item, Item, bool]:
    """Give the text that would change, the other, and whether a body of one stands over that of the other."""
    one, other = row.subject, row.object
    if one.document is None or other.document is None:
        return one, other, False
    ranks = body_ranks()
    apart = ranks.above(one.document, other.document) or ranks.above(other.document, one.document)
    if row.mapped.direction or orient(row.relation, one.document, other.document, ranks) == FORWARD:
        return one, other, apart
    return other, one, apart


def _reason(row: Row) -> str:
    """Say who accepted it, and what the machine's proposal rests on."""
    rests = row.mapped.relation_reason if row.proposed == row.relation else ""
    people = row.reviewers.replace("; ", ", ")
    said = f"accepted by {people} on {row.decided_at[:10]}" if row.mapped.state is State.ACCEPTED else "proposed, nobody decided"
    return "; ".join(part for part in (said, row.comment, rests) if part)
