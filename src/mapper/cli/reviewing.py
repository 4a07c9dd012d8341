"""Commands that sit a person down to decide pair after pair: review, adjudicate."""

import os
import shutil
import sys
from contextlib import suppress
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mapper.cli import INTERRUPTED
from mapper.cli.shared import (
    HERE,
    Folder,
    Minutes,
    Reviewer,
    Type,
    laying_out,
    marks,
    must_be_in_use,
    note,
    now,
    there,
    typed,
    workspace,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from mapper.mapping import Mapped
    from mapper.review.ending import Called
    from mapper.review.opening import Wish
    from mapper.review.reviewer import Reviewer as Session
    from mapper.settings import Settings
    from mapper.store import Store

Body = Annotated[str, typer.Option(help="Only pairs with a document of this body.", show_default=False)]
Sector = Annotated[str, typer.Option(help="Only pairs with a document of this Sector.", show_default=False)]
Theme = Annotated[str, typer.Option(help="Only pairs with a subtopic of this theme (climate), or with one (climate/e-waste).", show_default=False)]
Band = Annotated[str, typer.Option(help="Only this band: high, medium, low.", show_default=False)]
State = Annotated[str, typer.Option(help="Only this state, your own verdicts included: new, open, unsure, disputed, stale…", show_default=False)]
Relation = Annotated[str, typer.Option(help="Only this relation.", show_default=False)]
Search = Annotated[str, typer.Option(help="Only where an id or a title holds these words.", show_default=False)]
_ORDER = (
    "mix (likely ones, learned from decisions as they come, some uncertain, some random), likely, uncertain, coverage (each document once before any "
    "twice), random or audit."
)
_AUDIT = "Draw at random from what nobody read, scores hidden: what `mapper status` certifies from. The same as --order audit."
Order = Annotated[str, typer.Option(help=_ORDER)]
Blind = Annotated[bool, typer.Option("--blind", help="Hide scores and the verdicts of others; the log says so.")]
_PLAIN = "Line by line, with the same keys, as it is from a pipe anyway; with TERM=dumb, for a screen reader, nothing is drawn over."
Plain = Annotated[bool, typer.Option("--plain", help=_PLAIN)]
Limit = Annotated[int, typer.Option(min=0, help="At most so many pairs; 0 for all.")]
_TURN = 0.0005  # seconds after which the thread that hands over what is to be learned from lets who is at the keys have theirs


def register(app: typer.Typer) -> None:
    """Hang the commands of this group on the app."""
    for command in (review, adjudicate):
        app.command()(command)


def review(
    reviewer: Reviewer = "",
    type_: Type = "",
    body: Body = "",
    sector: Sector = "",
    theme: Theme = "",
    band: Band = "",
    state: State = "",
    relation: Relation = "",
    search: Search = "",
    order: Order = "mix",
    audit: Annotated[bool, typer.Option("--audit", help=_AUDIT)] = False,
    blind: Blind = False,
    plain: Plain = False,
    limit: Limit = 0,
    minutes: Minutes = 0,
    missing: Annotated[bool, typer.Option("--missing", help="Only pairs that accepted ones ask for: both texts are paired with a third.")] = False,
    every: Annotated[bool, typer.Option("--all", help="Every open pair, also those that are assigned to others.")] = False,
    folder: Folder = HERE,
) -> None:
    """Decide pair after pair, the evidence in view. Each verdict is on disk before the next pair is shown."""
    from mapper import pipeline
    from mapper.review import opening, people
    from mapper.review.filters import Filters

    filters = Filters(type_, body, sector, theme, band, state, relation, search)
    wish = opening.Wish(filters, "audit" if audit else order, blind=blind, limit=limit, minutes=minutes, missing=missing, mine=not every)
    called = _called("mapper review", wish, reviewer, folder, plain=plain)
    with laying_out() as laid_out, workspace(folder) as (settings, store):
        must_be_in_use(store)
        if missing:
            wish = replace(wish, asked=_asked(settings, store))
        person = people.who(settings, reviewer, store.decisions())
        session = opening.review(settings, store, wish, reviewer=person.name, now=now)
        session.message = "; ".join([*person.notes, *_early(session), *opening.told(session), *_fitting(session, wish)])
        laid_out()
        _sit_down(session, called, lambda: pipeline.settled(settings, store).mapped)


def _asked(settings: "Settings", store: "Store") -> "Mapping[str, str]":
    """Say of each proposal that accepted pairs ask for which; tell of those that are no proposals."""
    from mapper.surveys.missing import survey

    found = survey(settings, store)
    if found.unproposed:
        note(f"{len(found.unproposed)} more are no proposals, so that there is no evidence to show: mapper areas --missing lists them")
    return found.proposed


def _early(session: "Session") -> "Sequence[str]":
    """Say that the clock here went back, where it did."""
    from mapper import clocks

    return clocks.behind(session.room.clerk.log(), now())


def _fitting(session: "Session", wish: "Wish") -> "Sequence[str]":
    """Lay out only what fits the minutes, if any were said, and tell it; a blind reviewer hears nothing of likelihoods."""
    from mapper.review import opening

    if not wish.minutes or not session.desk.queue:
        return ()
    plan = opening.fitting(wish, session)
    for line in [plan.fits()] if wish.blind else plan.lines():
        note(line)
    return (plan.fits() if wish.blind else plan.told(),)


def adjudicate(
    reviewer: Reviewer = "",
    type_: Type = "",
    search: Search = "",
    blind: Blind = False,
    plain: Plain = False,
    limit: Limit = 0,
    folder: Folder = HERE,
) -> None:
    """Settle what reviewers dispute. Their verdicts are shown as A and B, their names once you have decided."""
    from mapper import pipeline
    from mapper.review import opening, people
    from mapper.review.filters import Filters

    wish = opening.Wish(Filters(type=type_, search=search), blind=blind, limit=limit)
    called = _called("mapper adjudicate", wish, reviewer, folder, plain=plain)
    with laying_out() as laid_out, workspace(folder) as (settings, store):
        must_be_in_use(store)
        person = people.who(settings, reviewer, store.decisions())
        session = opening.adjudication(settings, store, wish, reviewer=person.name, now=now)
        session.message = "; ".join([*person.notes, *_early(session)])
        laid_out()
        _sit_down(session, called, lambda: pipeline.settled(settings, store).mapped)


def _called(command: str, wish: "Wish", reviewer: str, folder: Path, *, plain: bool) -> "Called":
    """Say how the command was called, and how it would be for all pairs."""
    from mapper.review.ending import Called
    from mapper.review.opening import Wish

    order = "" if wish.order == Wish.order else wish.order
    filters = {f"--{name}": value for name, value in wish.filters.used()}
    options: dict[str, str | int | bool] = {
        "--as": reviewer,
        **filters,
        "--order": order,
        "--blind": wish.blind,
        "--plain": plain,
        "--limit": wish.limit,
        "--minutes": wish.minutes,
        "--missing": wish.missing,
        "--all": not wish.mine,
    }
    return Called(typed(command, options, folder), typed(command, {"--as": reviewer}, folder), there(folder))


def _sit_down(session: "Session", called: "Called", today: "Callable[[], Sequence[Mapped]]") -> None:
    """Run a session on this terminal, or from a pipe, and say how it ended."""
    from mapper.review import ending, leading
    from mapper.review.terminal import Ended

    sys.setswitchinterval(_TURN)
    try:
        if _whole_screen() and "--plain" not in called.again.split():
            _fully(session)
        else:
            _line_by_line(session)
    except (KeyboardInterrupt, Ended) as stop:
        with suppress(OSError):  # where the terminal hung up nobody reads it
            typer.echo("")
            note("interrupted; every verdict you gave is kept, the same command goes on here")
        raise typer.Exit(stop.exit_code if isinstance(stop, Ended) else INTERRUPTED) from None
    finally:
        leading.unlearned(session)
    typer.echo("")
    if session.message:
        typer.echo(session.message)
    typer.echo(ending.line(session))
    note(f"next: {ending.next_step(session, called, today())}")


def _whole_screen() -> bool:
    """Say whether a person sits at a terminal that can be drawn on anywhere; what is drawn goes where messages go."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return all(stream is not None and stream.isatty() for stream in streams) and os.environ.get("TERM", "dumb") != "dumb"


def _fully(session: "Session") -> None:
    from mapper.review import leading
    from mapper.review.full.app import review

    leading.prepare(session)
    review(session, marks(), now, coloured=not os.environ.get("NO_COLOR"))


def _line_by_line(session: "Session") -> None:
    from mapper.review import leading, plain
    from mapper.review.keys import open_keys

    clear = plain.CLEAR if sys.stdout.isatty() and os.environ.get("TERM", "dumb") != "dumb" else ""
    with open_keys(sys.stdin or StringIO(), sys.stdout) as keys:
        if not keys.live:  # the same keys mean the same pairs
            leading.unlearned(session)
        plain.review(session, keys, plain.Paper(sys.stdout, _size, clear, marks(), now))


def _size() -> tuple[int, int]:
    """Give the size of the terminal as it is now; where it has none, as the environment says."""
    try:
        width, height = os.get_terminal_size(sys.stdout.fileno())
    except OSError:
        width, height = 0, 0
    usual = shutil.get_terminal_size()
    return (width, height) if width and height else (usual.columns, usual.lines)
