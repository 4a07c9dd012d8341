"""Commands for a team of reviewers: assign."""

import typer

from mapper.cli.shared import HERE, AsJson, Folder, clean, note, print_json, workspace


def register(app: typer.Typer) -> None:
    """Hang the commands of this group on the app."""
    for command in (assign,):
        app.command()(command)


def assign(as_json: AsJson = False, folder: Folder = HERE) -> None:
    """Say how much waits for each reviewer. Who reads what, and how much is read twice, stands under [review] in mapper.toml."""
    from mapper import pipeline, teamwork

    with workspace(folder) as (settings, store):
        found = teamwork.work(settings, pipeline.settled(settings, store))
    for load in found.loads:
        if as_json:
            print_json(load.as_json())
        else:
            typer.echo(clean(load.line()))
    for sentence in found.told():
        note(sentence)
