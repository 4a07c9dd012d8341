"""A draft section for the report to the governing body: numbered paragraphs, a summary, the action required, what changed, the figures."""

from collections.abc import Iterator, Sequence

from mapper import streamlining
from mapper.areas import Area
from mapper.areas import group as grouped
from mapper.cooperation import Reach
from mapper.errors import count
from mapper.gaps import Answer
from mapper.reports.figures import Figures, figures
from mapper.reports.papers.blocks import Block, Cell, Column, Grid, Heading, Listed, Paper, Paragraph, Part, Words, cell, strong, words
from mapper.reports.papers.phrasing import Wording, day, fields, listing, method, named, state, wording
from mapper.streamlining import Repeat
from mapper.types import Change, Kind, State
from mapper.views.export import Export
from mapper.views.revisions import Revision, revisions
from mapper.views.rows import Row
from mapper.views.text import shorten

_MOST = 15  # changed texts, and repetitions, that the section lists
_REACHES = {
    Reach.ALL: "of all Sectors",
    Reach.SEVERAL: "of several, but not all",
    Reach.BILATERAL: "of two Sectors",
    Reach.BESIDE: "of one Sector with the secretariat",
    Reach.WITHIN: "within one",
    Reach.UNKNOWN: "of no Sector that is named",
}
_ANSWERS = {
    Answer.NOBODY: "taken up by no text",
    Answer.PERHAPS: "perhaps taken up: a likely pair, or one whose text changed",
    Answer.TEXT: "taken up by a text that is paired with the instructing one",
    Answer.CLAUSE: "taken up, the evidence quoting the very clause",
}
_STATES = (State.ACCEPTED, State.REJECTED, State.UNSURE, State.DISPUTED, State.STALE, State.GONE)


def papers(export: Export, rows: Sequence[Row]) -> list[Paper]:
    """Write the section; it can be written of any export."""
    said = wording(export)
    title = "Mapping of resolutions and areas of mutual interest: draft section of the report"
    writer = _Report(export, rows, said)
    return [Paper("report.docx", "report", title, fields(export, said, title=title), (Part(tuple(writer.blocks())),), subject=export.name)]


class _Report:
    """Write the section of one export."""

    def __init__(self, export: Export, rows: Sequence[Row], said: Wording) -> None:
        self._export, self._rows, self._said = export, rows, said
        self._figures: Figures = figures(export, rows)
        self._revisions: list[Revision] = revisions(export, rows)

    def blocks(self) -> Iterator[Block]:
        """Give all blocks in their order."""
        yield from self._head()
        yield Heading(words("Background"))
        yield from _numbered(self._background())
        yield Heading(words("What changed since the last report"))
        yield from _numbered(self._changed())
        if self._revisions:
            yield self._revised()
        yield Heading(words("State of the mapping"))
        yield from _numbered(self._state())
        yield self._tallies()
        yield from self._whole()
        yield Heading(words("To be finished by the secretariat"))
        yield Listed(
            (words("Say what the Sectors did since the last report."), words("Fill in the cover, and take out what does not belong into the report."))
        )

    def _head(self) -> Iterator[Block]:
        found = self._figures
        told = f"{found.texts} texts and {found.activities} activities and events were compared. "
        told += f"{count(found.whole.accepted, 'pair')} of common interest {'is' if found.whole.accepted == 1 else 'are'} accepted, "
        told += f"{found.whole.to_do} wait for a decision. {self._summed()}"
        yield Paragraph(words(strong("Summary. "), told), "Summary")
        yield Paragraph(words(strong("Action required. "), f"The {self._said.addressee} is invited:"), "Summary")
        yield Listed(
            tuple(words(f"{action};" if number < len(self._said.actions) else f"{action}.") for number, action in enumerate(self._said.actions, 1))
        )

    def _summed(self) -> str:
        """Sum up areas and gaps; nothing where only one mapping is there."""
        if self._export.only:
            return ""
        areas, gaps = self._figures.areas, self._figures.gaps
        told = f"They make {count(sum(areas.values()), 'area')} of mutual interest, {areas.get(Reach.ALL, 0)} of them of all Sectors. "
        return told + f"Of {count(sum(gaps.values()), 'instruction')} to a Sector, {gaps.get(Answer.NOBODY, 0)} are taken up by no text."

    def _background(self) -> Iterator[Words]:
        kinds = listing([count(number, _kind(kind)) for kind, number in self._figures.documents])
        yield words(f"The mapping covers {kinds or 'no texts yet'}, as they stood on {day(self._export.date) or 'the day of this paper'}.")
        yield words(method(self._export))
        yield from (words(strong("Limit. "), note) for note in self._export.notes)

    def _changed(self) -> Iterator[Words]:
        changes = [one.change for one in self._revisions]
        new = sum(one.grade is Change.NEW for one in changes)
        ended = sum(one.grade in (Change.SUPPRESSED, Change.CLOSED) for one in changes)
        revised = len(changes) - new - ended
        if changes:
            parts = ((new, "new"), (revised, "in a new edition"), (ended, "suppressed or ended"))
            yield words(f"{count(len(changes), 'text')} changed: {listing([f'{number} {what}' for number, what in parts if number])}.")
        else:
            yield words("No text changed: the mapping holds one edition of each.")
        decided = self._figures.decided
        told = f"Of what people decided, {count(decided.holding, 'verdict')} {'holds' if decided.holding == 1 else 'hold'}"
        told += f" ({decided.carried} of them carried over from an earlier edition)" if decided.carried else ""
        yield words(
            f"{told}; {decided.again} are re-opened since a clause under them changed in substance, {decided.ended} concern a text that ended, ",
            f"and {decided.disputed} are disputed.",
        )

    def _revised(self) -> Grid:
        columns = (Column("Text", 5.6), Column("What became of it", 3.4), Column("From", 2.6), Column("To", 2.6), Column("Pairs re-opened", 1.8))
        rows = tuple(
            (
                cell(strong(one.change.id), shorten(one.change.title, 110)),
                cell(one.change.grade.value.replace("-", " ")),
                cell(one.change.old),
                cell(one.change.into),
                cell(str(len(one.again))),
            )
            for one in self._revisions[:_MOST]
        )
        more = len(self._revisions) - _MOST
        about = "Each row is a text that changed, with what became of it, its editions, and how many decided pairs that re-opens."
        return Grid("Texts that changed", about, columns, rows, f"And {more} more, in the workbook." if more > 0 else "All changed texts are listed.")

    def _state(self) -> Iterator[Words]:
        whole = self._figures.whole
        yield words(
            f"Of {count(whole.total, 'pair')} that were proposed or decided, {whole.accepted} are accepted and {whole.of(State.REJECTED)} rejected."
        )

    def _tallies(self) -> Grid:
        found = self._figures
        heads = ("Accepted", "Rejected", "Unsure", "Disputed", "To look at again", "Text ended", "Proposed", "All")
        columns = (Column("Mapping", 3), *(Column(head, 1.7) for head in heads))
        rows = tuple(
            (
                cell(strong(one.name)),
                *(cell(str(one.of(state))) for state in _STATES),
                cell(str(one.of(State.NEW) + one.of(State.OPEN))),
                cell(str(one.total)),
            )
            for one in (*found.mappings, found.whole)
        )
        about = "Each row is a mapping, with the number of its pairs in each state; the last row counts all of them."
        return Grid("Pairs by mapping and state", about, columns, rows, "Proposed: found by the machine, and nobody decided yet.")

    def _whole(self) -> Iterator[Block]:
        """Tell areas, instructions and repetitions; one mapping alone does not tell them."""
        if self._export.only:
            yield from _numbered([words("This section shows one mapping alone; areas, gaps and repetitions need all of them.")])
            return
        yield Heading(words("Areas of mutual interest"))
        areas, gaps = self._figures.areas, self._figures.gaps
        told = listing([f"{areas[reach]} {name}" for reach, name in _REACHES.items() if areas.get(reach)])
        yield from _numbered(
            [words(f"The accepted pairs make {count(sum(areas.values()), 'area')} of mutual interest" + (f": {told}." if told else "."))]
        )
        if found := grouped(self._export, self._rows).areas:
            yield self._areas(found)
        yield Heading(words("What is asked for, and taken up by whom"))
        asked = [words(f"{gaps.get(answer, 0)} {name}{self._after(answer)}") for answer, name in _ANSWERS.items()]
        yield from _numbered(
            [words(f"The texts address {count(sum(gaps.values()), 'instruction')} to a Sector whose own text it is not. Of these are:")]
        )
        yield Listed(tuple(asked))
        yield Heading(words("Streamlining"))
        yield from self._repeats(streamlining.find(self._export, self._rows))

    def _after(self, answer: Answer) -> str:
        """End an entry of the list; of those that nobody takes up, say how many people confirmed."""
        confirmed = f" ({self._figures.confirmed} of them confirmed by people)" if answer is Answer.NOBODY and self._figures.confirmed else ""
        return confirmed + ("." if answer is Answer.CLAUSE else ";")

    def _areas(self, found: Sequence[Area]) -> Grid:
        """List the areas, those of all Sectors first."""
        columns = (Column("Area", 6), Column("Whom it concerns", 4), Column("Lead suggested", 4), Column("Texts", 1.3), Column("Pairs", 1.3))
        rows = tuple(
            (cell(strong(one.name)), cell(self._said.scope(one.scope)), cell(*(lead.name for lead in one.leads[:2])), *_sizes(one)) for one in found
        )
        about = "Each row is an area, with whom it concerns, groups that might lead, and how many texts and pairs it has."
        return Grid("Areas of mutual interest", about, columns, rows, "Leads are suggestions made from the texts, never decisions.")

    def _repeats(self, found: Sequence[Repeat]) -> Iterator[Block]:
        accepted = [one for one in found if one.accepted]
        told = f"In {count(len(accepted), 'accepted pair') if accepted else 'no accepted pair'} the same is said twice"
        told += f"; {len(found) - len(accepted)} more are likely and not decided. " if len(found) > len(accepted) else ". "
        yield from _numbered([words(told, "A text that implements another is no repetition.")])
        if not found:
            return
        columns = (Column("Text", 5), Column("Says the same as", 5), Column("What would be done", 4.4), Column("State", 2))
        rows = tuple(
            (cell(*named(one.row.subject), pairs=[one.row.id]), cell(*named(one.row.object)), cell(one.action), cell(state(one.row)))
            for one in found[:_MOST]
        )
        more = len(found) - _MOST
        about = "Each row is a pair of texts that say the same, with what an advisory group would do about it, and the state of the pair."
        yield Grid("Repetitions", about, columns, rows, f"And {more} more, in the workbook." if more > 0 else "All repetitions are listed.")


def _sizes(one: Area) -> tuple[Cell, Cell]:
    return cell(str(len(one.members))), cell(str(len(one.rows)))


def _kind(kind: str) -> str:
    """Call a kind of text as conferences do: a Question has a capital."""
    return kind.capitalize() if kind == Kind.QUESTION.value else kind


def _numbered(paragraphs: Sequence[Words] | Iterator[Words]) -> Iterator[Block]:
    return (Paragraph(one, "Numbered") for one in paragraphs)
