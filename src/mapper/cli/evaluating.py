"""Commands that measure quality: evaluate, simulate."""

from pathlib import Path
from typing import Annotated

import typer

from mapper.cli.progress import Progress
from mapper.cli.shared import AsJson, clean, note, print_json

Gold = Annotated[Path, typer.Argument(help="A folder with left.jsonl, right.jsonl, gold.tsv and, if need be, same.tsv.", show_default=False)]

_MASKED = "Rank again with identifiers, symbols and citations taken out of both sides, and say what that costs: a leakage check."


def register(app: typer.Typer) -> None:
    """Hang the commands of this group on the app."""
    for command in (evaluate, simulate):
        app.command()(command)


def evaluate(
    folder: Gold,
    model: Annotated[str, typer.Option(help="The sentence model, as in mapper.toml.")] = "default",
    cache: Annotated[Path | None, typer.Option(help="Keep vectors here, so that a second evaluation is quick.", show_default=False)] = None,
    rescore: Annotated[Path | None, typer.Option(help="Read the best pairs again with the model in this folder.", show_default=False)] = None,
    reliability: Annotated[bool, typer.Option("--reliability", help="Plot what was said of pairs against what was so.")] = False,
    ablate: Annotated[bool, typer.Option("--ablate", help="Say what each figure loses without each channel and each measure.")] = False,
    masked: Annotated[bool, typer.Option("--masked", help=_MASKED)] = False,
    as_json: AsJson = False,
) -> None:
    """Measure proposals against a set with human gold. The real code runs; metrics have 95 % confidence intervals."""
    from mapper import ablation, embedders, leaking
    from mapper.evaluate import examine

    asked = [look for wanted, look in ((ablate, ablation.ablate), (masked, leaking.leak)) if wanted]
    with Progress() as progress:
        result = examine(folder, embedders.load(model), cache, progress, asked, rescore)
    for odd in result.notes:
        note(odd)
    if as_json:
        print_json(result.as_json())
        return
    for line in (*result.lines(), *(("", *result.reliability()) if reliability else ())):
        typer.echo(clean(line))
    note("each interval: bootstrap over the left documents")


def simulate(
    folder: Gold,
    model: Annotated[str, typer.Option(help="The sentence model, as in mapper.toml.")] = "default",
    cache: Annotated[Path | None, typer.Option(help="Keep vectors here, so that a second simulation is quick.", show_default=False)] = None,
    every: Annotated[int, typer.Option(min=1, help="Make a run, which learns, after each so many decisions.")] = 100,
    as_json: AsJson = False,
) -> None:
    """Replay a set with human gold as the reviewer. Told is what each order finds how soon, what it spares, and when one may stop."""
    from mapper import embedders
    from mapper import simulate as room

    with Progress() as progress:
        result = room.simulate(folder, embedders.load(model), cache, every=every, notify=progress)
    for odd in result.gold.notes:
        note(odd)
    if as_json:
        for replay in result.replays:
            print_json(replay.as_json())
        return
    for line in result.lines():
        typer.echo(line)
    note("stopping: Callaghan and Müller-Hansen 2020, 95 % recall, p < .05, asked after each 10 readings")
