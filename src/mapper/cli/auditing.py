"""Commands that account for what was done: runs, verify, audit."""

from pathlib import Path
from typing import Annotated

import typer

from mapper.cli.progress import Progress
from mapper.cli.shared import HERE, AsJson, Folder, clean, note, opened, print_json, wrong

Run = Annotated[str, typer.Argument(help="A run by its id, or by a beginning of it; the live one if left out.", show_default=False)]
One = Annotated[str, typer.Argument(metavar="[RUN]", help="Tell this run in full, by its id or a beginning of it.", show_default=False)]
_QUICK = "Take the texts and vectors as they are kept, and make the proposals alone anew."
_SINCE = "An id of the decision log's last event that was noted elsewhere: all up to it must be here unaltered."
_AGAINST = "A backup that was made earlier: nothing of its decision log may be missing or altered here."


def register(app: typer.Typer) -> None:
    """Hang the commands of this group on the app."""
    for command in (runs, verify, audit):
        app.command()(command)


def runs(run: One = "", as_json: AsJson = False, folder: Folder = HERE) -> None:
    """List the runs, or tell one in full. Each has a manifest: what it was made from, part by part."""
    from mapper import runs as room
    from mapper.surveys import runs as survey

    with opened(folder) as (_, store):
        rows = [survey.row(store, room.named(store, run))] if run else survey.listed(store)
    for row in rows:
        if as_json:
            print_json(row.as_json())
        else:
            for line in survey.page(row) if run else [row.line()]:
                typer.echo(clean(line))
    if not rows:
        note("nothing was run here yet: mapper run")


def verify(
    run: Run = "",
    quick: Annotated[bool, typer.Option("--quick", help=_QUICK)] = False,
    as_json: AsJson = False,
    folder: Folder = HERE,
) -> None:
    """Make a run again and compare byte for byte. Nothing is written to the store; what cannot be had again is told, and ends with code 1."""
    from mapper import runs as room
    from mapper import verifying

    with opened(folder) as (settings, store), Progress() as progress:
        record = room.named(store, run)
        found = verifying.verify(settings, store, record, verifying.Wish(quick), progress)
    for one in found:
        if as_json:
            print_json({"run": record.id, "result": one.result, "told": one.told})
        else:
            typer.echo(f"{one.result:<8} {clean(one.told)}")
    wrong = sum(not one.good for one in found)
    note(
        f"{record.id} is not verified: {wrong} of {len(found)} findings speak against it"
        if wrong
        else f"{record.id} is verified: all of it is the same"
    )
    raise typer.Exit(1 if wrong else 0)


def audit(
    since: Annotated[str, typer.Option(metavar="EVENT", help=_SINCE, show_default=False)] = "",
    against: Annotated[Path | None, typer.Option(metavar="BACKUP", help=_AGAINST, show_default=False)] = None,
    as_json: AsJson = False,
    folder: Folder = HERE,
) -> None:
    """Rebuild what was decided from the log alone, and compare. It reckons by rules of its own; any difference is told, and ends with code 1."""
    from mapper import auditing

    with opened(folder) as (settings, store):
        found = auditing.audit(settings, store, auditing.Wish(since, against))
    if as_json:
        print_json(found.as_json())
    else:
        for line in found.lines():
            typer.echo(clean(line))
    note(wrong(found.problems) if found.problems else "the log and the program say the same")
    raise typer.Exit(1 if found.problems else 0)
