"""Commands that say what the mapping amounts to: themes, areas, activities, gaps, missed."""

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from typing import Annotated, Protocol

import typer

from mapper.cli.shared import HERE, AsJson, Folder, Type, choose, clean, note, print_json, spelled, there, workspace

ThemeId = Annotated[
    str, typer.Argument(metavar="THEME", help="A theme (climate), or a subtopic (climate/e-waste), whose texts are listed.", show_default=False)
]
AreaId = Annotated[str, typer.Argument(metavar="AREA", help="An area's id, or how it begins: that one is shown in full.", show_default=False)]
_SUBJECT = "A theme (climate), a subtopic (climate/e-waste) or an area, whose activities are listed."
Subject = Annotated[str, typer.Argument(metavar="SUBJECT", help=_SUBJECT, show_default=False)]
Party = Annotated[str, typer.Option("--sector", help="Only areas in which this Sector takes part.", show_default=False)]
Sector = Annotated[str, typer.Option(help="Only what this Sector is told to do.", show_default=False)]
Body = Annotated[str, typer.Option(help="Only what texts of this body say.", show_default=False)]
_ACTION = "pin: this clause is boilerplate; unpin: it is not; release: the corpus decides again. Without it, the clauses are listed."
Action = Annotated[str, typer.Argument(metavar="pin|unpin|release", help=_ACTION, show_default=False)]
Clause = Annotated[str, typer.Argument(metavar="CLAUSE", help="A clause's id, or its text in quotes.", show_default=False)]
TakenUp = Annotated[str, typer.Option(help="Only what is taken up by: nobody, perhaps, text, clause.", show_default=False)]


def register(app: typer.Typer) -> None:
    """Hang the commands of this group on the app."""
    for command in (themes, areas, activities, gaps, boilerplate, missed):
        app.command()(command)


class Survey(Protocol):
    """Say something as objects, as lines, and beside them what stands behind it."""

    def as_json(self) -> Iterator[dict[str, object]]:
        """Give one object a thing."""
        ...

    def lines(self, cells: int) -> Iterator[str]:
        """Give lines of at most so many cells; what begins at the margin is a heading."""
        ...

    def notes(self) -> Iterator[str]:
        """Give sentences that go to stderr."""
        ...


def themes(theme: ThemeId = "", as_json: AsJson = False, folder: Folder = HERE) -> None:
    """Show each theme's subtopics by Sector. Whose texts are on it, whom it concerns, and what could be done together."""
    from mapper.surveys import themes as room

    with workspace(folder) as (settings, store):
        found = room.survey(settings, store, theme)
    _tell(found, as_json)


def areas(
    area: AreaId = "",
    sector: Party = "",
    likely: Annotated[bool, typer.Option("--likely", help="Also pairs that the machine holds for likely and nobody decided.")] = False,
    as_json: AsJson = False,
    folder: Folder = HERE,
) -> None:
    """Group accepted pairs into areas of mutual interest. Who takes part, all Sectors or two, and what is still to be looked at."""
    from mapper.surveys import areas as room
    from mapper.views.layout import layout

    with workspace(folder) as (settings, store):
        found = room.survey(settings, store, room.Wish(area, spelled("Sector", sector, layout().sectors), likely))
    _tell(found, as_json)


def activities(
    subject: Subject = "",
    clashes: Annotated[bool, typer.Option("--clashes", help="Only what clashes, and chances to act together.")] = False,
    upcoming: Annotated[bool, typer.Option("--upcoming", help="Only what is not over on the day of the last run or decision.")] = False,
    as_json: AsJson = False,
    folder: Folder = HERE,
) -> None:
    """List activities and events by date, or those of a theme. Who does what, when and where; what clashes, and what could be done together."""
    from mapper.surveys import activities as room

    with workspace(folder) as (settings, store):
        found = room.survey(settings, store, room.Wish(subject, upcoming, clashes))
    _tell(found, as_json)


def gaps(
    sector: Sector = "",
    body: Body = "",
    taken_up: TakenUp = "",
    own: Annotated[bool, typer.Option("--own", help="Also what a text of the Sector itself tells it to do.")] = False,
    limit: Annotated[int, typer.Option(min=0, help="At most so many; 0 for all.")] = 0,
    as_json: AsJson = False,
    folder: Folder = HERE,
) -> None:
    """List what Sectors are told to do and who takes it up. What no text of theirs takes up comes first."""
    from mapper.gaps import Answer
    from mapper.surveys import gaps as room

    choose("answer", taken_up.casefold(), Answer)
    with workspace(folder) as (settings, store):
        found = room.survey(settings, store, room.Wish(sector, body, taken_up.casefold(), own, limit))
    _tell(found, as_json)


def boilerplate(
    action: Action = "",
    clause: Clause = "",
    type_: Type = "",
    limit: Annotated[int, typer.Option(min=0, help="At most so many of each mapping; 0 for all.")] = 20,
    as_json: AsJson = False,
    folder: Folder = HERE,
) -> None:
    """List the clauses that weigh little, or say of one what it is. They recur over the corpus, or somebody pinned them."""
    from mapper import pinning
    from mapper.cli.progress import Progress
    from mapper.surveys import boilerplate as room

    choose("action", action, pinning.WORDS)
    with workspace(folder) as (settings, store):
        if action:
            typer.echo(clean(pinning.say(settings, store, action, clause)))
            note(f"next: mapper run{there(folder)}")
            return
        with Progress() as progress:
            found = room.survey(settings, store, type_, limit, progress)
    _tell(found, as_json)


def missed(
    document: Annotated[str, typer.Argument(metavar="DOC", help="A document's id (wtsa/res/73).")],
    type_: Type = "",
    limit: Annotated[int, typer.Option(min=0, help="At most so many of each mapping; 0 for all.")] = 5,
    as_json: AsJson = False,
    folder: Folder = HERE,
) -> None:
    """Tell what almost became a proposal for a document. Also why it did not, and what to change to see it; the nearest first."""
    from mapper.cli.progress import Progress
    from mapper.surveys import missed as room

    with workspace(folder) as (settings, store), Progress() as progress:
        found = room.survey(settings, store, room.Wish(document, type_, limit), progress)
    _tell(found, as_json)


def _tell(survey: Survey, as_json: bool) -> None:
    """Print objects, or lines; the notes go apart."""
    from mapper.surveys.words import measure

    if as_json:
        for entry in survey.as_json():
            print_json(entry)
    else:
        _print(survey.lines(measure(shutil.get_terminal_size().columns)))
    for sentence in survey.notes():
        note(sentence)


def _print(lines: Iterable[str]) -> None:
    """Print lines, headings bold on a terminal that has colours."""
    bold = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    for line in lines:
        told = clean(line)
        typer.echo(typer.style(told, bold=True) if bold and told and not told.startswith(" ") else told)
