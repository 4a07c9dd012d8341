"""The theme paper: the subtopics of a theme, who does what on each, what could be done together, what is asked for and taken up by nobody."""

from collections.abc import Iterator, Sequence

from mapper import coverage, gaps
from mapper.cooperation import Joint, circles, cooperation
from mapper.coverage import Coverage, Covered, Share
from mapper.errors import count
from mapper.gaps import Answer, Instruction
from mapper.reports.papers.blocks import (
    Block,
    Cell,
    Column,
    Contents,
    Grid,
    Heading,
    Listed,
    Paper,
    Paragraph,
    Part,
    Run,
    Words,
    cell,
    strong,
    words,
)
from mapper.reports.papers.happenings import events
from mapper.reports.papers.phrasing import Wording, counted, fields, instruction_rows, listing, method, named, state, where, wording
from mapper.themes import Subtopic, Theme
from mapper.types import State
from mapper.views.export import Export
from mapper.views.items import item
from mapper.views.parties import is_activity, whose
from mapper.views.rows import Row

_MOST_OPEN = 6  # proposals that nobody decided which a subtopic lists


def papers(export: Export, rows: Sequence[Row]) -> list[Paper]:
    """Write a paper for each theme that a mapping of this export compares with."""
    return [_Theme(export, rows, theme).paper() for theme in export.themes]


class _Theme:
    """Write the paper of one theme."""

    def __init__(self, export: Export, rows: Sequence[Row], theme: Theme) -> None:
        self._export, self._rows, self._theme = export, rows, theme
        self._said = wording(export)
        mandate = [item(work, export.documents.get(work)) for work in theme.mandate if work in export.documents]
        self._cover: Coverage = coverage.cover(theme, rows, mandate)
        self._gaps = self._open_instructions()

    def paper(self) -> Paper:
        """Put the parts together: words on pages that stand, the activities on pages that lie."""
        theme = self._theme
        title = f"Theme paper: {theme.title}"
        parts = (
            Part((*self._front(), *self._subtopics())),
            Part(tuple(events(self._export, self._rows, theme, self._said)), wide=True),
            Part((*self._gap_blocks(), *self._uncovered(), *self._after())),
        )
        fields_ = fields(self._export, self._said, title=title)
        return Paper(f"theme-{theme.id}.docx", "theme", title, fields_, parts, subject=self._export.name)

    def _front(self) -> Iterator[Block]:
        theme, covered = self._theme, self._cover.subtopics
        texts = {row.subject.id for one in covered for share in one.shares for row in share.accepted}
        parts = ((len(covered), "subtopic"), (len(texts), "accepted text"), (len(self._cover.sectors), "Sector"))
        told = f"{counted(parts)}. "
        told += f"{count(len(self._gaps), 'instruction')} of the texts on this theme {'is' if len(self._gaps) == 1 else 'are'} taken up by nobody. "
        told += f"{sum(one.waiting for one in covered)} pairs wait for a decision."
        yield Paragraph(words(strong("Summary. "), told), "Summary")
        yield Contents("Contents", 2)
        yield Heading(words("Scope and method"))
        if theme.definition or theme.scope_note:
            yield Paragraph(words(" ".join(part for part in (theme.definition, theme.scope_note) if part)))
        if self._cover.mandate:
            yield Paragraph(words("Mandate: ", listing([f"{one.ref}, {one.title}" for one in self._cover.mandate]), "."))
        yield Paragraph(words(method(self._export)))
        yield from (Paragraph(words(note), "Note") for note in self._export.notes)
        yield Heading(words("Subtopics at a glance"))
        yield self._glance()

    def _glance(self) -> Grid:
        sectors = self._cover.sectors
        heads = (
            Column("Subtopic", 4.4),
            *(Column(self._said.sector(code), 2.1) for code in sectors),
            Column("Whom it concerns", 3),
            Column("Texts", 1.4),
        )
        rows = tuple(self._glance_row(one, sectors) for one in self._cover.subtopics)
        about = "Each row is one subtopic, with the number of texts of each Sector, and whom it concerns."
        note = "First figure: texts accepted; +: proposed, and nobody decided. A text of several Sectors counts in each, and once in the last column."
        return Grid("Subtopics by Sector", about, heads, rows, note)

    def _glance_row(self, one: Covered, sectors: Sequence[str]) -> tuple[Cell, ...]:
        shares = {share.sector: share for share in one.shares}
        cells = (cell(_amount(shares.get(code))) for code in sectors)
        return (cell(strong(one.title)), *cells, cell(self._said.scope(one.scope)), cell(_both(one.accepted, one.proposed)))

    def _subtopics(self) -> Iterator[Block]:
        yield Heading(words("Who does what, and what could be done together"))
        topics = {self._theme.work(topic): topic for topic in self._theme.subtopics}
        for one in self._cover.subtopics:
            yield from self._subtopic(one, topics[one.id])

    def _subtopic(self, one: Covered, topic: Subtopic) -> Iterator[Block]:
        yield Heading(self._called(topic), 2)
        yield Paragraph(words(topic.definition, f" {topic.scope_note}" if topic.scope_note else ""))
        if topic.focal_points:
            yield Paragraph(words(strong("Focal points: "), listing(topic.focal_points), "."))
        yield Paragraph(words(strong("Concerns: "), self._said.scope(one.scope), "."))
        rows, more = _texts(one, self._said)
        if rows:
            columns = (Column("Sector", 2.3), Column("Group", 2.5), Column("Text", 6.6), Column("Clause, page", 3.6), Column("State", 1.9))
            about = f"Each row is a text on {topic.title}, with its Sector, the group that works on it, the clause that speaks for it, and the state."
            note = "Texts only; activities and events stand in a table of their own." + (
                f" And {count(more, 'more proposal')}, less likely." if more else ""
            )
            yield Grid(f"{topic.title}: who does what", about, columns, rows, note)
        else:
            yield Paragraph(words("No text is accepted or proposed for this subtopic."))
        yield from _together(one.joint, self._said)

    def _called(self, topic: Subtopic) -> Words:
        language = self._export.papers.language
        label = topic.labels.get(language, "") if language else ""
        return words(topic.title, Run(f" ({label})", language=language)) if label else words(topic.title)

    def _open_instructions(self) -> list[Instruction]:
        """List what texts of this theme ask a Sector for and nobody takes up; one mapping alone cannot tell."""
        if self._export.only:
            return []
        mine = {row.subject.id for one in self._cover.subtopics for share in one.shares for row in share.accepted}
        mine |= {one.id for one in self._cover.mandate}
        found = gaps.find(self._export, self._rows).instructions
        return [one for one in found if one.answer is Answer.NOBODY and one.item.id in mine]

    def _gap_blocks(self) -> Iterator[Block]:
        yield Heading(words("Asked for, and taken up by nobody"))
        if self._export.only:
            yield Paragraph(words("This paper shows one mapping alone, which cannot tell what is taken up; export all mappings to see it."))
            return
        if not self._gaps:
            yield Paragraph(
                words("Every instruction of the texts on this theme is taken up by a text of the Sector that it is addressed to, or perhaps is.")
            )
            return
        yield Paragraph(words("Each of these clauses tells a Sector to act, and no text of that Sector is accepted as taking it up, nor likely to."))
        yield instruction_rows(self._gaps, self._said, "Instructions taken up by nobody")

    def _uncovered(self) -> Iterator[Block]:
        yield Heading(words("Sectors without a text of their own"))
        every = cooperation(list(self._said.sectors)).all
        entries = [_lacking(one, every, self._said) for one in self._cover.subtopics]
        lacks = tuple(entry for entry in entries if entry)
        if lacks:
            yield Listed(lacks)
        else:
            yield Paragraph(words("Every subtopic has an accepted text of every Sector."))

    def _after(self) -> Iterator[Block]:
        yield Heading(words("To be finished by the secretariat"))
        yield Listed(
            (
                words("Confirm or correct the texts marked as proposed; the workbook that goes with this paper takes decisions back."),
                words("Agree with the groups named which of the joint activities are wanted, and who leads."),
                words("Say of each instruction that nobody takes up whether it is still wanted, and who should take it up."),
            )
        )


def _amount(share: Share | None) -> str:
    return _both(len(share.accepted), len(share.proposed)) if share else "–"


def _both(accepted: int, proposed: int) -> str:
    return f"{accepted} +{proposed}" if proposed else str(accepted)


def _texts(one: Covered, said: Wording) -> tuple[tuple[tuple[Cell, ...], ...], int]:
    """List the texts of a subtopic Sector by Sector, each pair once: all that are accepted, and the likeliest of the others."""
    found: dict[str, tuple[Row, list[str]]] = {}
    for share in one.shares:
        for row in (*share.accepted, *share.proposed):
            if not is_activity(row.subject):
                found.setdefault(row.id, (row, []))[1].append(share.sector)
    accepted = [entry for entry in found.values() if entry[0].mapped.state is State.ACCEPTED]
    others = sorted(
        (entry for entry in found.values() if entry[0].mapped.state is not State.ACCEPTED), key=lambda entry: -(entry[0].probability or 0)
    )
    rows = (*accepted, *others[:_MOST_OPEN])
    return tuple(_text(row, sectors, said) for row, sectors in rows), len(others) - len(others[:_MOST_OPEN])


def _text(row: Row, sectors: Sequence[str], said: Wording) -> tuple[Cell, ...]:
    text = row.subject
    group = whose(text.document) if text.document else ()
    clause = where(row.quoted[0]) if row.quoted else ""
    names = (listing([said.sector(code) for code in sectors]), listing(group))
    return (cell(names[0], pairs=[row.id]), cell(names[1]), cell(*named(text)), cell(clause), cell(state(row)))


def _together(joint: Sequence[Joint], said: Wording) -> Iterator[Block]:
    if not joint:
        return
    yield Paragraph(words(strong("Joint activities possible:")), "Lead")
    yield Listed(
        tuple(
            words(
                strong(", ".join(f"{_who(one, said)} ({count(one.texts, 'text')})".replace(" text", "\N{NO-BREAK SPACE}text") for one in who) + ": "),
                "; ".join(ways),
            )
            for ways, who in circles(joint)
        )
    )


def _who(one: Joint, said: Wording) -> str:
    return "all Sectors" if one.who == "all Sectors" else " – ".join(said.sector(code) for code in one.sectors)


def _lacking(one: Covered, every: Sequence[str], said: Wording) -> Words:
    """Say which Sectors have no accepted text on a subtopic; nothing where all of them have one."""
    there = {share.sector for share in one.shares if any(not is_activity(row.subject) for row in share.accepted)}
    lacks = [said.sector(code) for code in every if code not in there]
    if not there:
        return words(strong(f"{one.title}: "), "no text accepted")
    return words(strong(f"{one.title}: "), f"no text of {listing(lacks)} accepted") if lacks else ()
