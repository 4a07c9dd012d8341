"""Commands about the store itself: which it is, and how to move it."""

from typing import Annotated

import typer

from mapper.cli.shared import HERE, AsJson, Folder, choose, clean, note, opened, print_json, workspace
from mapper.errors import UsageError

_WORDS = "Without it, the store is described. move URL: copy all of it into another that is empty, and use that one from now on."
_URL = "sqlite:///FILE or postgresql://USER@HOST/NAME. A password is taken from PGPASSWORD or ~/.pgpass, and never written down."


def register(app: typer.Typer) -> None:
    """Hang the command on the app."""
    app.command()(store)


def store(
    action: Annotated[str, typer.Argument(metavar="move", help=_WORDS, show_default=False)] = "",
    url: Annotated[str, typer.Argument(metavar="URL", help=_URL, show_default=False)] = "",
    as_json: AsJson = False,
    folder: Folder = HERE,
) -> None:
    """Say which store the workspace has, or move it. To PostgreSQL, so that several people work at once, or back to a file."""
    choose("action", action, ["move"])
    if bool(action) != bool(url):
        raise UsageError("a move needs a place to go to; write mapper store move postgresql://USER@HOST/NAME")
    if action:
        _move(url, folder)
    else:
        _describe(as_json, folder)


def _move(url: str, folder: Folder) -> None:
    from mapper import moving

    with workspace(folder) as (settings, held):
        told = moving.move(settings, held, url, note)
    typer.echo(clean(told))


def _describe(as_json: bool, folder: Folder) -> None:
    from mapper import moving

    with opened(folder) as (settings, held):
        place, found = moving.look(settings, held)
        barred = held.barred
    if as_json:
        print_json({"store": place, "database": found.database, "shape": found.shape, "bytes": found.size, "rows": dict(found.rows)})
    else:
        typer.echo(clean(f"{place}  ({found.database}, shape {found.shape}, {found.size / 1e6:.1f} MB)"))
        typer.echo(moving.told(found))
    if barred:
        note(clean(barred))
