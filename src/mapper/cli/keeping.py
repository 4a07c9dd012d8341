"""Commands that keep the user's data whole: check, doctor, backup, restore."""

from pathlib import Path
from typing import Annotated

import typer

from mapper.cli.shared import HERE, AsJson, Folder, clean, note, opened, print_json, workspace, wrong


def register(app: typer.Typer) -> None:
    """Hang the commands of this group on the app."""
    for command in (check, doctor, backup, restore):
        app.command()(command)


def check(as_json: AsJson = False, folder: Folder = HERE) -> None:
    """Check that what was decided is whole. Checked are the decision log's chain, ids, reviewers and digests."""
    from mapper import integrity

    with opened(folder) as (settings, store):
        found, head = integrity.check(settings, store), store.head()
    for what, told in (("problem", found.problems), ("note", found.notes)):
        for sentence in told:
            if as_json:
                print_json({what: sentence})
            else:
                typer.echo(clean(sentence if what == "problem" else f"note: {sentence}"))
    note("nothing is wrong" if not found.problems else wrong(found.problems))
    if head.events > 0 and not found.problems:
        note(f"the decision log has {head.events} events and ends with {head.event[:16]}: keep that elsewhere, as the docs say why")
    raise typer.Exit(1 if found.problems else 0)


def doctor(as_json: AsJson = False, folder: Folder = HERE) -> None:
    """Say what works on this machine. Looked at are model, OCR, store and memory; and what to do about what does not work."""
    from mapper import doctor as room

    findings = room.examine(folder)
    for finding in findings:
        if as_json:
            print_json({"what": finding.what, "works": finding.works, "told": finding.told})
        else:
            typer.echo(f"{'ok  ' if finding.works else 'warn' if finding.optional else 'MISS'}  {finding.what:<16} {finding.told}")
    raise typer.Exit(0 if all(finding.works or finding.optional for finding in findings) else 1)


def backup(file: Annotated[Path, typer.Argument(help="The file to write.", show_default=False)], folder: Folder = HERE) -> None:
    """Write one file with everything that cannot be rebuilt."""
    from mapper import backup as room

    with workspace(folder) as (settings, store):
        told = room.write(settings, store, file)
    typer.echo(told)


def restore(
    file: Annotated[Path, typer.Argument(help="A file made by `mapper backup`.", show_default=False)],
    folder: Annotated[Path, typer.Option("--workspace", "-w", help="The folder to restore into; it must not hold decisions.")] = HERE,
    here: Annotated[bool, typer.Option("--here", help="Keep the store in the folder, whatever store the settings in the backup name.")] = False,
) -> None:
    """Bring a backup back into an empty workspace. All is checked before anything is written."""
    from mapper import backup as room

    typer.echo((room.restore_here if here else room.restore)(file, folder))
