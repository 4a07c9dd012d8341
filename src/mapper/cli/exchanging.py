"""Commands that hand the mapping over: export."""

from pathlib import Path
from typing import Annotated

import typer

from mapper.cli.shared import HERE, Folder, Type, note, workspace


def register(app: typer.Typer) -> None:
    """Hang the commands of this group on the app."""
    app.command()(export)


def export(
    format_: Annotated[str, typer.Argument(metavar="FORMAT", help="csv, jsonl, xlsx, sssom or html.")],
    out: Annotated[Path | None, typer.Option(help="The folder to write into; exports/ in the workspace if left out.", show_default=False)] = None,
    type_: Type = "",
    folder: Folder = HERE,
) -> None:
    """Write the mapping as tables: the same mapping gives the same bytes."""
    from mapper import sharing

    with workspace(folder) as (settings, store):
        written = sharing.export(settings, store, [format_], out or settings.root / "exports", type_=type_)
    for path in written:
        typer.echo(str(path))
    note("next: open it, or `mapper review` to decide")
