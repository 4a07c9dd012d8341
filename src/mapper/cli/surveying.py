"""Commands that say what the mapping amounts to: mapping, areas, activities, gaps, matrices, streamlining, boilerplate, missed."""

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from typing import Annotated, Protocol

import typer

from mapper.cli.shared import HERE, AsJson, Folder, Reviewer, Type, choose, clean, note, now, print_json, spelled, there, workspace

_SAY = (
    "An area's id, or how it begins: that one is shown in full. Or what you say of areas: rename AREA NAME, unname AREA; merge AREA AREA "
    "(the first becomes part of the second), unmerge AREA; split AREA DOC… (what pairs these documents or pair ids make stands apart), unsplit AREA."
)
AreaWords = Annotated[list[str] | None, typer.Argument(metavar="AREA | ACTION AREA", help=_SAY, show_default=False)]
_SUBJECT = "A theme (climate), a subtopic (climate/e-waste) or an area, whose activities are listed."
Subject = Annotated[str, typer.Argument(metavar="SUBJECT", help=_SUBJECT, show_default=False)]
Party = Annotated[str, typer.Option("--sector", help="Only areas in which this Sector takes part.", show_default=False)]
Sector = Annotated[str, typer.Option(help="Only what this Sector is told to do.", show_default=False)]
Body = Annotated[str, typer.Option(help="Only what texts of this body say.", show_default=False)]
_ACTION = "pin: this clause is boilerplate; unpin: it is not; release: the corpus decides again. Without it, the clauses are listed."
Action = Annotated[str, typer.Argument(metavar="pin|unpin|release", help=_ACTION, show_default=False)]
Clause = Annotated[str, typer.Argument(metavar="CLAUSE", help="A clause's id, or its text in quotes.", show_default=False)]
_ANSWER = (
    "What you say of an instruction: nobody CLAUSE (no text of the Sector takes it up), taken CLAUSE DOC (this text does; a clause of it may be "
    "named), release CLAUSE (you take back what you said). Without it, the instructions are listed."
)
GapWords = Annotated[list[str] | None, typer.Argument(metavar="ACTION CLAUSE DOC", help=_ANSWER, show_default=False)]
TakenUp = Annotated[str, typer.Option(help="Only what is taken up by: nobody, perhaps, text, clause.", show_default=False)]


def register(app: typer.Typer) -> None:
    """Hang the commands of this group on the app."""
    for command in (mapping, areas, activities, gaps, matrices, streamlining, boilerplate, missed):
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


def mapping(type_: Type = "", as_json: AsJson = False, folder: Folder = HERE) -> None:
    """Count the pairs by state, body and Sector. With --json each pair as it stands, with all by which the tables of every export count."""
    from mapper.surveys import mapping as room

    with workspace(folder) as (settings, store):
        found = room.survey(settings, store, type_)
    tell(found, as_json)


def areas(
    words: AreaWords = None,
    sector: Party = "",
    likely: Annotated[bool, typer.Option("--likely", help="Also pairs that the machine holds for likely and nobody decided.")] = False,
    missing: Annotated[bool, typer.Option("--missing", help="Pairs that nobody judged and accepted ones ask for, and which these are.")] = False,
    reviewer: Reviewer = "",
    as_json: AsJson = False,
    folder: Folder = HERE,
) -> None:
    """Group accepted pairs into areas of mutual interest. Who takes part, who might lead; people name, merge and split them."""
    from mapper import registering
    from mapper.review import people
    from mapper.surveys import areas as room
    from mapper.surveys import missing as asking
    from mapper.views.layout import layout

    said = list(words or ())
    with workspace(folder) as (settings, store):
        if said and said[0].casefold() in registering.WORDS:
            person = people.known(settings, reviewer, store.reviewers())
            typer.echo(clean(registering.say(settings, store, registering.wish(said, by=f"{person.name}, {now()}"))))
            return
        if missing:
            tell(asking.survey(settings, store, spelled("Sector", sector, layout().sectors)), as_json)
            return
        found = room.survey(settings, store, room.Wish(" ".join(said), spelled("Sector", sector, layout().sectors), likely))
    tell(found, as_json)


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
    tell(found, as_json)


def gaps(
    words: GapWords = None,
    sector: Sector = "",
    body: Body = "",
    taken_up: TakenUp = "",
    own: Annotated[bool, typer.Option("--own", help="Also what a text of the Sector itself tells it to do.")] = False,
    limit: Annotated[int, typer.Option(min=0, help="At most so many; 0 for all.")] = 0,
    comment: Annotated[str, typer.Option(help="A comment on what you say.", show_default=False)] = "",
    reviewer: Reviewer = "",
    as_json: AsJson = False,
    folder: Folder = HERE,
) -> None:
    """List what Sectors are told to do and who takes it up. What nobody takes up comes first; people say so, or which text does."""
    from mapper import answering
    from mapper.gaps import Answer
    from mapper.review import people
    from mapper.surveys import gaps as room

    said = list(words or ())
    choose("answer", taken_up.casefold(), Answer)
    choose("action", said[0] if said else "", answering.WORDS)
    with workspace(folder) as (settings, store):
        if said:
            person = people.known(settings, reviewer, store.reviewers())
            typer.echo(clean(answering.say(settings, store, answering.wish(said, sector, comment), reviewer=person.name, at=now())))
            return
        found = room.survey(settings, store, room.Wish(sector, body, taken_up.casefold(), own, limit))
    tell(found, as_json)


def matrices(
    key: Annotated[str, typer.Argument(help="Only this one: sectors, bodies, themes or subtopics.", show_default=False)] = "",
    cell: Annotated[tuple[str, str], typer.Option(metavar="A B", help="The pairs of this cell, with their clauses.", show_default=False)] = ("", ""),
    as_json: AsJson = False,
    folder: Folder = HERE,
) -> None:
    """Count pairs Sector by Sector and body by body. Also texts by theme and group, by subtopic and group; each cell leads to its pairs."""
    from mapper.surveys import matrices as room

    with workspace(folder) as (settings, store):
        found = room.survey(settings, store, room.Wish(key, cell))
    tell(found, as_json)


def streamlining(as_json: AsJson = False, folder: Folder = HERE) -> None:
    """List what is said twice, and what to do about it. What people accepted first, then what is likely and nobody decided."""
    from mapper.surveys import streamlining as room

    with workspace(folder) as (settings, store):
        found = room.survey(settings, store)
    tell(found, as_json)


def boilerplate(
    action: Action = "",
    clause: Clause = "",
    type_: Type = "",
    limit: Annotated[int, typer.Option(min=0, help="At most so many of each mapping; 0 for all.")] = 20,
    as_json: AsJson = False,
    folder: Folder = HERE,
) -> None:
    """List clauses that weigh little, or say what one is. They recur over the corpus, or somebody pinned them."""
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
