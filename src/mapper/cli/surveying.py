"""Commands that say what the mapping amounts to: areas, gaps, missed."""

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from typing import Annotated, Protocol

import typer

from mapper.cli.shared import HERE, AsJson, Folder, Type, choose, clean, note, print_json, spelled, there, workspace

AreaId = Annotated[str, typer.Argument(metavar="AREA", help="An area's id, or how it begins: that one is shown in full.", show_default=False)]
Party = Annotated[str, typer.Option("--sector", help="Only areas in which this Sector takes part.", show_default=False)]
Sector = Annotated[str, typer.Option(help="Only what this Sector is told to do.", show_default=False)]
Body = Annotated[str, typer.Option(help="Only what texts of this body say.", show_default=False)]
_ACTION = "pin: this clause is boilerplate; unpin: it is not; release: the corpus decides again. Without it, the clauses are listed."
Action = Annotated[str, typer.Argument(metavar="pin|unpin|release", help=_ACTION, show_default=False)]
Clause = Annotated[str, typer.Argument(metavar="CLAUSE", help="A clause's id, or its text in quotes.", show_default=False)]
TakenUp = Annotated[str, typer.Option(help="Only what is taken up by: nobody, perhaps, text, clause.", show_default=False)]


def register(app: typer.Typer) -> None:
    """Hang the commands of this group on the app."""
    for command in (areas, gaps, boilerplate, missed):
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
    tell(found, as_json)


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
    tell(found, as_json)


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
    tell(found, as_json)


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
    tell(found, as_json)


def tell(survey: Survey, as_json: bool) -> None:
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
