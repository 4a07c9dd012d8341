"""Areas: accepted pairs grouped into subjects of mutual interest, each with its participants; a document may belong to several."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, count

from mapper.areas import recognising
from mapper.areas.assignments import Assigned, Assignments
from mapper.areas.leads import Lead, Mandates
from mapper.areas.linking import link
from mapper.areas.missing import Ends, Missing, Ties
from mapper.areas.naming import Titles
from mapper.areas.recognising import recognise
from mapper.cooperation import Joint, Scope, cooperation, scope, together
from mapper.decisions import idle, repeating
from mapper.identity import digest
from mapper.register import Register
from mapper.types import State, Verdict
from mapper.views.export import Export
from mapper.views.items import Item
from mapper.views.layout import label, natural
from mapper.views.parties import Party, is_activity, parties
from mapper.views.rows import Row, likely

_PREFIX, _CODE = "area:", 12  # how an id begins, and how many letters follow


@dataclass(frozen=True)
class Member:
    """Show a document of an area, and how many of the area's pairs it is in."""

    item: Item
    pairs: int


@dataclass(frozen=True)
class Touch:
    """Name another area that has documents in common with this one."""

    area: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Area:
    """Hold one subject of mutual interest: its pairs, its documents, the most connected first, and who takes part.

    The id is the one that the register of areas gives it, else that of the verdict that first accepted a pair of its most connected document: it
    stays as the area grows around that document, and through renumbering. `said` tells what people said of it; `assigned` which subtopics its
    documents belong to. `leads` are suggestions, never decisions.
    """

    id: str
    name: str
    rows: tuple[Row, ...]
    members: tuple[Member, ...]
    parties: tuple[Party, ...]
    scope: Scope
    joint: tuple[Joint, ...] = ()
    triads: tuple[tuple[Item, ...], ...] = ()
    missing: tuple[Missing, ...] = ()
    touches: tuple[Touch, ...] = ()
    leads: tuple[Lead, ...] = ()
    assigned: tuple[Assigned, ...] = ()
    said: tuple[str, ...] = ()

    @property
    def accepted(self) -> int:
        """Count the pairs that people accepted; the others are likely and not decided."""
        return sum(row.mapped.state is State.ACCEPTED for row in self.rows)

    @property
    def repeats(self) -> tuple[Row, ...]:
        """List the pairs in which the same is said twice."""
        return tuple(row for row in self.rows if row.relation in repeating())


@dataclass(frozen=True)
class Areas:
    """Hold all areas, those of most Sectors first, and the accepted pairs that make none: one text only cites or replaces the other.

    `register` is the register of areas as it would be written now, with the areas in it that nobody wrote down yet (`fresh`); `told` says in
    sentences what people said of areas that stand no more.
    """

    areas: tuple[Area, ...]
    apart: tuple[Row, ...] = ()
    register: Register = field(default_factory=Register)
    fresh: frozenset[str] = frozenset()
    told: tuple[str, ...] = ()


def group(export: Export, rows: Sequence[Row], *, with_likely: bool = False) -> Areas:
    """Group the accepted pairs of documents, each into exactly one area; subtopics are no documents. The order of the rows does not matter."""
    between = sorted((row for row in rows if not row.is_theme), key=lambda row: row.id)
    accepted = [row for row in between if row.mapped.state is State.ACCEPTED]
    chosen = [row for row in between if row.mapped.state is State.ACCEPTED or (with_likely and likely(row))]
    maker = _Maker(export, rows)
    found = recognise(_linked(chosen), export, maker.id)
    made = sorted((maker.area(id_, members, found.register) for id_, members in found.areas.items()), key=_order)
    told = tuple(recognising.idle(found, {row.id: row.mapped.state for row in between}))
    apart = tuple(row for row in accepted if row.relation in idle())
    return Areas(tuple(_touching(made)), apart, found.register, found.fresh, told)


def registered(export: Export, rows: Sequence[Row]) -> tuple[Register, tuple[str, ...]]:
    """Say which area holds which pairs, as the register would be written now, and what people said of areas that stand no more; make no area."""
    between = sorted((row for row in rows if not row.is_theme), key=lambda row: row.id)
    accepted = [row for row in between if row.mapped.state is State.ACCEPTED]
    found = recognise(_linked(accepted), export, _Maker(export, rows).id)
    return found.register, tuple(recognising.idle(found, {row.id: row.mapped.state for row in between}))


def _linked(rows: Iterable[Row]) -> list[list[Row]]:
    """Link pairs into groups; those that say nothing of a common interest are in none."""
    joined: dict[Ends, list[Row]] = {}
    for row in rows:
        if row.relation not in idle():
            joined.setdefault(_ends(row), []).append(row)
    ends = ((row.subject.id, row.object.id) for found in joined.values() for row in found)
    return [[row for pair in group_ for row in joined[frozenset(pair)]] for group_ in link(ends)]


def new_id(export: Export, rows: Sequence[Row], moved: Sequence[Row], taken: Collection[str]) -> str:
    """Give an id to some pairs that are to be an area of their own; none that is taken."""
    return _Maker(export, rows).id(moved, taken)


class _Maker:
    """Make areas of groups of pairs, given all that is known of the others."""

    def __init__(self, export: Export, rows: Iterable[Row]) -> None:
        self._types = export.types
        self._titles = Titles(document.title for _, document in sorted(export.documents.items()) if not document.status.ended)
        self._first = _first_accepted(export)
        self._mandates = Mandates(export.documents.values())
        self._labels = {work: label(document) for work, document in export.documents.items()}
        self._every: dict[Ends, list[Row]] = {}
        themed = []
        for row in sorted(rows, key=lambda row: row.id):
            themed += [row] if row.is_theme else []
            self._every.setdefault(_ends(row), []).append(row)
        self._assignments = Assignments(export.themes, themed)

    def area(self, id_: str, rows: Sequence[Row], register: Register) -> Area:
        """Make one area."""
        ties = Ties(rows, self._every)
        members = _members(ties)
        taking_part = parties(member.item for member in members)
        texts = [member.item for member in members if not is_activity(member.item)] or [member.item for member in members]
        sectors = [party.sector for party in parties(texts)]
        return Area(
            id=id_,
            name=register.by_id[id_].name if id_ in register.by_id and register.by_id[id_].name else self._titles.name(_weighed(members)),
            rows=tuple(sorted(rows, key=lambda row: (natural(row.subject.id), natural(row.object.id), row.id))),
            members=members,
            parties=taking_part,
            scope=scope(sectors),
            joint=together(texts),
            triads=ties.triads(cooperation(sectors).all),
            missing=ties.missing(self._types),
            leads=self._mandates.leads(texts, self._labels),
            assigned=self._assignments.of([member.item for member in members]),
            said=tuple(recognising.said_of(id_, register)),
        )

    def id(self, rows: Sequence[Row], taken: Collection[str]) -> str:
        """Name an area after the verdict that first accepted a pair of its most connected documents; an id that is taken is given to no other."""
        members = _members(Ties(rows, self._every))
        chief = {member.item.id for member in members if member.pairs == members[0].pairs}
        events = sorted(self._first.get(row.id, (len(self._first), row.id)) for row in rows if _ends(row) & chief)
        codes = [f"{_PREFIX}{code[:_CODE]}" for _, code in events]
        more = (f"{_PREFIX}{digest(codes[0], str(number))[:_CODE]}" for number in count())
        return next(code for code in chain(codes, more) if code not in taken)


def _members(ties: Ties) -> tuple[Member, ...]:
    """Give the documents of some pairs, the most connected first."""
    found = (Member(item, ties.count(work)) for work, item in ties.items.items())
    return tuple(sorted(found, key=lambda one: (-one.pairs, natural(one.item.id))))


def _ends(row: Row) -> Ends:
    return frozenset((row.subject.id, row.object.id))


def _weighed(members: Sequence[Member]) -> dict[str, int]:
    """Give the titles of an area by how many pairs they are in; activities are asked where there is no text."""
    texts = [member for member in members if not is_activity(member.item)]
    found: dict[str, int] = {}
    for member in texts or members:
        title = member.item.title or member.item.label
        found[title] = found.get(title, 0) + member.pairs
    return found


def _first_accepted(export: Export) -> dict[str, tuple[int, str]]:
    """Say of each pair which event of the log accepted it first, and as the how manieth of all."""
    found: dict[str, tuple[int, str]] = {}
    for number, event in enumerate(export.lived):
        if event.verdict is Verdict.ACCEPT:
            found.setdefault(event.pair, (number, event.event))
    return found


def _order(area: Area) -> tuple[int, int, int, str]:
    """Put areas of all Sectors first, then those of more parties, then the larger ones."""
    reaches = list(type(area.scope.reach))
    return (reaches.index(area.scope.reach), -len(area.parties), -len(area.rows), area.id)


def _touching(areas: Sequence[Area]) -> Iterable[Area]:
    """Tell each area which others share documents with it, the most shared first."""
    homes: dict[str, list[Area]] = {}
    for area in areas:
        for member in area.members:
            homes.setdefault(member.item.id, []).append(area)
    for area in areas:
        shared: dict[str, list[Item]] = {}
        for member in area.members:
            for other in homes[member.item.id]:
                shared.setdefault(other.id, []).append(member.item)
        shared.pop(area.id)
        touches = [Touch(other, tuple(items)) for other, items in sorted(shared.items(), key=lambda entry: (-len(entry[1]), entry[0]))]
        yield replace(area, touches=tuple(touches))
