"""Commands that hand the mapping over: export."""

from pathlib import Path
from typing import Annotated

import typer

from mapper.cli.shared import HERE, Folder, Type, clean, note, there, workspace


def register(app: typer.Typer) -> None:
    """Hang the commands of this group on the app."""
    app.command()(export)


def export(
    format_: Annotated[str, typer.Argument(metavar="FORMAT", help="csv, html, jsonl, sssom or xlsx.")],
    out: Annotated[
        Path | None,
        typer.Option(help="A folder, or a file that ends as the format does; exports/ in the workspace if left out.", show_default=False),
    ] = None,
    type_: Type = "",
    excel: Annotated[bool, typer.Option("--excel", help="With csv: mark the file as UTF-8, so that Excel reads it right.")] = False,
    folder: Folder = HERE,
) -> None:
    """Write the mapping as tables or for other programs. The same mapping gives the same bytes."""
    from mapper import sharing

    with workspace(folder) as (settings, store):
        written = sharing.export(settings, store, [format_], out or settings.root / "exports", sharing.Wish(type_, excel))
    for path in written:
        typer.echo(clean(str(path)))
    note(f"next: open it, or `mapper review{there(folder)}` to decide")
