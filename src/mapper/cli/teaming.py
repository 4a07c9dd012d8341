"""Commands for a team of reviewers: assign, controls, guideline."""

from typing import Annotated

import typer

from mapper.cli.shared import HERE, AsJson, Folder, Reviewer, clean, note, print_json, workspace


def register(app: typer.Typer) -> None:
    """Hang the commands of this group on the app."""
    for command in (assign, controls, guideline):
        app.command()(command)


def assign(as_json: AsJson = False, folder: Folder = HERE) -> None:
    """Say how much waits for each reviewer. Who reads what, and how much is read twice, stands under [review] in mapper.toml."""
    from mapper import pipeline, teamwork

    with workspace(folder) as (settings, store):
        standing = pipeline.settled(settings, store)
        found, told = teamwork.work(settings, standing), teamwork.notes(settings, standing)
    for load in found.loads:
        if as_json:
            print_json(load.as_json())
        else:
            typer.echo(clean(load.line()))
    for sentence in (*found.told(), *told):
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


def guideline(
    pair: Annotated[str, typer.Argument(help="A pair that was settled by adjudication: its id, or its start.", show_default=False)] = "",
    why: Annotated[str, typer.Option(help="What the example shows; the comment of the adjudication if left out.", show_default=False)] = "",
    as_json: AsJson = False,
    folder: Folder = HERE,
) -> None:
    """Keep a settled dispute as an example that t shows. Without a pair it lists the examples; they stand in guidelines.toml."""
    from mapper import finding, pipeline
    from mapper.review import examples

    with workspace(folder) as (settings, store):
        if pair:
            found = finding.by_id(pipeline.settled(settings, store).mapped, pair)
            note(examples.keep(settings.guidelines, examples.of(examples.adjudicated(found.decisions, found.pair), why)))
        kept = examples.load(settings.guidelines)
    for one in kept:
        if as_json:
            print_json(one.as_json())
        else:
            typer.echo(clean(one.line()))
    if not kept:
        note("no example is kept yet: mapper guideline PAIR, or the key + after a dispute was settled")
