"""Happenings in papers: activities and events as a table, and what of them clashes or is a chance as a list."""

from collections.abc import Iterable, Iterator, Sequence

from mapper.agenda import CHANCE, CLASH, Agenda, agenda
from mapper.agenda.happenings import Happening
from mapper.agenda.meetings import Meeting
from mapper.reports.papers.blocks import Block, Cell, Column, Grid, Heading, Listed, Paragraph, Words, cell, strong, words
from mapper.reports.papers.phrasing import Wording, days, listing, title
from mapper.themes import Theme
from mapper.views.export import Export
from mapper.views.items import sectors_of
from mapper.views.rows import Row

_MOST = 12  # meetings of one kind that a paper lists


def events(export: Export, rows: Sequence[Row], theme: Theme, said: Wording) -> Iterator[Block]:
    """Show the activities and events that people accepted for a theme, by date, and what of them meets."""
    found = agenda(export, rows)
    mine = found.of(theme.id)
    yield Heading(words("Activities and events"))
    if not mine:
        yield Paragraph(words("No activity or event is accepted for a subtopic of this theme."))
        return
    titles = {theme.work(topic): topic.title for topic in theme.subtopics}
    columns = (
        Column("Date", 3),
        Column("Activity or event", 7),
        Column("Place", 3),
        Column("Who", 3.2),
        Column("Sectors", 2.6),
        Column("Subtopics", 5.6),
    )
    lines = tuple(_line(one, titles, said) for one in mine)
    about = "Each row is an activity or event with its dates, place, organiser, Sectors and the subtopics that it belongs to, by date."
    yield Grid("Activities and events of the theme", about, columns, lines, "As the lists tell them; accepted for a subtopic by a person.")
    yield from meetings(found, mine)


def _line(one: Happening, titles: dict[str, str], said: Wording) -> tuple[Cell, ...]:
    sectors = [said.sector(code) for code in sectors_of(one.item.document)] if one.item.document else []
    topics = [titles[work] for work in one.subtopics if work in titles]
    place = ", ".join(part for part in (one.place, one.region) if part)
    name = title(one.item.title or one.item.label, one.item.language)
    return (cell(when(one)), cell(*name), cell(place), cell(listing(one.who)), cell(listing(sectors)), cell(*topics))


def meetings(found: Agenda, mine: Sequence[Happening]) -> Iterator[Block]:
    """List what of some happenings clashes, and which of them are chances to act together."""
    for kind, heading, none in (
        (CLASH, "Clashes", "No two of them clash."),
        (CHANCE, "Chances to act together", "No chance to act together was found among their dates and places."),
    ):
        yield Heading(words(heading), 2)
        met = found.among(mine, kind)
        if not met:
            yield Paragraph(words(none))
            continue
        more = [words(f"and {len(met) - _MOST} more")] if len(met) > _MOST else []
        yield Listed((*map(meeting, met[:_MOST]), *more))


def when(one: Happening) -> str:
    """Tell the days of an event, or what its list says where that names no days."""
    return days(one.start, one.end) if one.exact else one.dates


def meeting(one: Meeting) -> Words:
    """Tell two happenings that meet, when each is, and why they meet."""
    names = (f"{happening.item.title or happening.item.label} ({when(happening) or 'no date'})" for happening in one.happenings)
    return words(strong(" – ".join(names)), f": {one.reason}" + ("" if one.certain else " (rests on a pair that nobody decided)"))


def concerning(found: Agenda, happenings: Iterable[Happening]) -> list[Meeting]:
    """List the meetings of some happenings, clashes first, those that are certain before the others."""
    return sorted(found.among(happenings), key=lambda one: (not one.certain, one.kind == CHANCE))
