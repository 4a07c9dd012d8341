"""Commands for a team of reviewers: assign, controls."""

from typing import Annotated

import typer

from mapper.cli.shared import HERE, AsJson, Folder, Reviewer, clean, note, print_json, workspace


def register(app: typer.Typer) -> None:
    """Hang the commands of this group on the app."""
    for command in (assign, controls):
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


def controls(
    reviewer: Reviewer = "",
    every: Annotated[bool, typer.Option("--all", help="Everybody's; only for the one whom mapper.toml names as lead.")] = False,
    as_json: AsJson = False,
    folder: Folder = HERE,
) -> None:
    """Say how you answered pairs that were settled already. They come unmarked among yours where mapper.toml sets controls under [review]."""
    from mapper import controls as room
    from mapper import pipeline
    from mapper.review import people

    with workspace(folder) as (settings, store):
        log = store.decisions()
        person = people.who(settings, reviewer, log)
        names = room.asked_of(log) if every else (person.name,)
        if every:
            settings.team.must_lead(person.name)
        found = room.scores(pipeline.settled(settings, store).mapped, log, room.load(settings.controls), names)
    for one in found:
        if as_json:
            print_json(one.as_json())
        else:
            typer.echo(clean(one.line()))
    for sentence in (*person.notes, *([] if found else ["nobody answered a known pair yet"])):
        note(sentence)
