"""A draft liaison statement to one group: what of other Sectors meets its texts, its areas, what its Sector is asked for, and what it is asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mapper import areas, gaps
from mapper.agenda import CHANCE, Agenda, agenda
from mapper.agenda.meetings import Meeting
from mapper.areas import Area, Areas
from mapper.errors import count
from mapper.gaps import Answer, Instruction
from mapper.reports.papers.blocks import Block, Cell, Column, Grid, Heading, Listed, Paper, Paragraph, Part, Words, cell, quiet, strong, words
from mapper.reports.papers.groups import Group
from mapper.reports.papers.happenings import meeting
from mapper.reports.papers.phrasing import OPEN, Wording, evidence, fields, instruction_rows, listing, relation, state, title, wording
from mapper.types import State
from mapper.views.export import Export
from mapper.views.items import Item
from mapper.views.parties import as_counted, is_activity, whose
from mapper.views.rows import SHOWN, Row, listed, rank
from mapper.views.text import shorten

_PAIRS, _OPEN, _AREAS, _ASKED, _MEETINGS, _INFORMED = 12, 4, 5, 4, 4, 8  # as many as three pages hold; of the pairs so many are undecided ones
_WAYS, _LEADS = 2, 2
_TITLE, _REASON = 64, 80  # letters
_KEY = "Accepted: a person read the clauses and accepted the pair. Proposed: found by the machine, and nobody decided; with its likelihood."


@dataclass(frozen=True)
class Ground:
    """Hold what every liaison statement of an export is made from, worked out once."""

    export: Export
    rows: Sequence[Row]
    areas: Areas
    instructions: tuple[Instruction, ...]
    agenda: Agenda


def ground(export: Export, rows: Sequence[Row]) -> Ground:
    """Work out areas, open instructions and the agenda of an export; one mapping alone has none of the first two."""
    grouped = Areas(()) if export.only else areas.group(export, rows)
    asked = () if export.only else tuple(one for one in gaps.find(export, rows).instructions if one.answer is Answer.NOBODY)
    return Ground(export, rows, grouped, asked, agenda(export, rows, grouped))


def paper(found: Ground, group: Group) -> Paper:
    """Write the statement to one group, of three pages at most: the most certain first, and how many more there are."""
    return _Statement(found, group).paper()


class _Statement:
    """Write the statement to one group."""

    def __init__(self, found: Ground, group: Group) -> None:
        self._found, self._group = found, group
        self._said: Wording = wording(found.export)
        self._mine = {one.id for one in found.export.documents.values() if group.owns(one)}
        self._pairs = self._meeting_rows()
        self._areas = [area for area in found.areas.areas if self._mine & {member.item.id for member in area.members}]
        self._asked = self._ranked([one for one in found.instructions if one.sector == group.sector])

    def paper(self) -> Paper:
        """Put it together."""
        title = f"Common interest of {self._group.label} with groups of the other Sectors"
        informed = self._informed()
        more = {"to": self._group.label, "information": listing(informed) if informed else OPEN, "title": title}
        made = fields(self._found.export, self._said, **more)
        blocks = (*self._purpose(), *self._texts(), *self._area_blocks(), *self._instructions(), *self._events(), *self._asks())
        return Paper(f"liaison-{self._group.short}.docx", "liaison", title, made, (Part(blocks),), subject=self._found.export.name)

    def _meeting_rows(self) -> list[tuple[Item, Item, Row]]:
        """List the pairs of its texts with texts of other Sectors, its own text first; accepted pairs, then the likeliest."""
        found = []
        for row in self._found.rows:
            ends = (row.subject, row.object) if row.subject.id in self._mine else (row.object, row.subject)
            apart = ends[0].id in self._mine and ends[1].document is not None and self._group.sector not in ends[1].sectors
            if apart and row.mapped.state in SHOWN and listed(row) and not row.is_theme and not is_activity(ends[1]):
                found.append((*ends, row))
        return sorted(found, key=lambda entry: rank(entry[2]))

    def _informed(self) -> list[str]:
        """Name the groups of other Sectors whose texts meet its own, those of accepted pairs first."""
        names = [name for _, other, _ in self._pairs if other.document for name in whose(other.document)]
        chosen = list(dict.fromkeys(names))[:_INFORMED]
        return sorted(chosen, key=as_counted)

    def _ranked(self, asked: Sequence[Instruction]) -> list[Instruction]:
        """Put instructions nearest to the group first: those of texts that share most subtopics with its own."""
        topics: dict[str, set[str]] = {}
        for row in self._found.rows:
            if row.is_theme and row.mapped.state is State.ACCEPTED:
                topics.setdefault(row.subject.id, set()).add(row.object.id)
        own = set().union(*(topics.get(work, set()) for work in self._mine))
        return sorted(asked, key=lambda one: -len(topics.get(one.item.id, set()) & own))

    def _purpose(self) -> Iterator[Block]:
        accepted = sum(row.mapped.state is State.ACCEPTED for *_, row in self._pairs)
        told = f"{count(len(self._mine), 'text')} of {self._group.label} were compared with those of the other Sectors: "
        told += f"{accepted} pairs are accepted as of common "
        told += f"interest, {len(self._pairs) - accepted} are proposed or open. They are in {count(len(self._areas), 'area')} of mutual interest."
        yield Paragraph(words(strong("Purpose. "), told), "Summary")
        yield Paragraph(words(quiet(_KEY)))

    def _texts(self) -> Iterator[Block]:
        yield Heading(words("Texts of other Sectors that meet its own"))
        if not self._pairs:
            yield Paragraph(words("No text of another Sector is accepted or proposed."))
            return
        head = f"Text of {self._group.label}"
        columns = (Column(head, 4.4), Column("Text of another Sector", 4.6), Column("Relation", 2.1), Column("Clause, page", 4), Column("State", 1.7))
        shown = self._shown()
        rows = tuple(_pair(mine, other, row) for mine, other, row in shown)
        note = _more(len(self._pairs) - len(shown), "pair", "in the mapping tables")
        yield Grid(
            "Texts that meet", "Each row is a pair of a text of this group and one of another Sector, accepted ones first.", columns, rows, note
        )

    def _shown(self) -> list[tuple[Item, Item, Row]]:
        """Choose the pairs that are listed: accepted ones, with room for some that wait for the group's word."""
        accepted = [entry for entry in self._pairs if entry[2].mapped.state is State.ACCEPTED]
        others = [entry for entry in self._pairs if entry[2].mapped.state is not State.ACCEPTED]
        room = max(_OPEN, _PAIRS - len(accepted))
        return [*accepted[: _PAIRS - min(len(others), room)], *others[:room]]

    def _area_blocks(self) -> Iterator[Block]:
        yield Heading(words("Areas of mutual interest"))
        if not self._areas:
            yield Paragraph(words("None of its texts is in an area yet: areas are made of accepted pairs."))
            return
        columns = (Column("Area", 4.2), Column("Whom it concerns", 2.6), Column("Lead suggested", 6), Column("Mechanism that fits", 4))
        rows = tuple(self._area(area) for area in self._areas[:_AREAS])
        note = f"Leads are suggestions made from the texts, never decisions. {_more(len(self._areas) - _AREAS, 'area', 'in the workbook')}".strip()
        yield Grid(
            "Its areas", "Each row is an area, whom it concerns, which groups might lead, and how they could work together.", columns, rows, note
        )

    def _area(self, area: Area) -> tuple[Cell, ...]:
        leads = [words(strong(lead.name), f": {shorten(lead.reason, _REASON)}") for lead in area.leads[:_LEADS]]
        joint = next((one for one in area.joint if one.who == "all Sectors" or self._group.sector in one.sectors), None)
        ways = "; ".join(joint.ways[:_WAYS]) if joint else ""
        return (cell(strong(area.name)), cell(self._said.scope(area.scope)), cell(*leads), cell(ways))

    def _instructions(self) -> Iterator[Block]:
        if self._found.export.only:
            return
        sector = self._said.sector(self._group.sector)
        yield Heading(words(f"Asked of {sector}, and taken up by no text"))
        if not self._asked:
            yield Paragraph(words(f"Every instruction to {sector} is taken up by one of its texts, or perhaps is."))
            return
        note = _more(len(self._asked) - _ASKED, "instruction", "in the workbook, sheet Gaps")
        yield instruction_rows(self._asked[:_ASKED], self._said, f"Instructions to {sector} that no text takes up", note)

    def _events(self) -> Iterator[Block]:
        yield Heading(words("Events: clashes and chances"))
        known = {*self._mine, *(area.id for area in self._areas)}
        mine = [one for one in self._found.agenda.happenings if known & {*one.documents, *one.areas}]
        met = sorted(self._found.agenda.among(mine), key=self._soonest)
        if not met:
            yield Paragraph(words("No clash and no chance was found among the events on its subjects."))
            return
        more = [words(f"{_more(len(met) - _MEETINGS, 'other', 'in the workbook')}")] if len(met) > _MEETINGS else []
        yield Listed(tuple([self._met(one) for one in met[:_MEETINGS]] + more))

    def _soonest(self, one: Meeting) -> tuple[bool, bool, str, tuple[str, ...]]:
        """Put what is ahead before what is past, what is certain before the rest."""
        return (self._is_past(one), not one.certain, one.kind, one.key)

    def _is_past(self, one: Meeting) -> bool:
        upcoming = {happening.item.id for happening in self._found.agenda.upcoming}
        return not any(happening.item.id in upcoming for happening in one.happenings)

    def _met(self, one: Meeting) -> Words:
        kind = "Chance" if one.kind == CHANCE else "Clash"
        past = ", past, as experience for the next" if self._is_past(one) else ""
        return words(strong(f"{kind}{past}: "), *meeting(one))

    def _asks(self) -> Iterator[Block]:
        yield Heading(words(f"What is asked of {self._group.label}"))
        asked = ["to confirm or correct the pairs above, those that are proposed first;"]
        if self._areas:
            asked.append("to say of each area whether it takes part, and whether it would lead or follow the lead suggested;")
        if self._asked:
            asked.append("to say of each instruction above whether it is taken up, by which text, or who should take it up;")
        asked.append("to name meetings and workshops of the coming year on these subjects, so that dates can be put together;")
        asked.append(f"to answer by {self._found.export.papers.cover.deadline or OPEN}.")
        yield Listed(tuple(words(one) for one in asked), "List Number")


def _pair(mine: Item, other: Item, row: Row) -> tuple[Cell, ...]:
    return (cell(*_brief(mine), pairs=[row.id]), cell(*_brief(other)), cell(relation(row)), cell(*evidence(row, mine, other)), cell(state(row)))


def _brief(one: Item) -> tuple[Words, ...]:
    return (words(strong(one.label)), *title(one.title if one.title != one.label else "", one.language, _TITLE))


def _more(number: int, noun: str, where: str) -> str:
    """Say how many are left out, and where they are; all are there where none is left out."""
    return f"And {count(number, f'more {noun}')}, {where}." if number > 0 else ""
