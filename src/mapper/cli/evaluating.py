"""Commands that measure quality: evaluate, simulate."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mapper.cli.progress import Progress
from mapper.cli.shared import AsJson, clean, note, print_json

if TYPE_CHECKING:
    from mapper.simulate import Simulation

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
    replays: Annotated[int, typer.Option(min=0, help="Replays with other random draws, to see how often the certified bound holds.")] = 200,
    plot: Annotated[Path | None, typer.Option(help="Draw the recall curves into this PNG file.", show_default=False)] = None,
    as_json: AsJson = False,
) -> None:
    """Replay a set with human gold as the reviewer. Told is what each order finds how soon, what it spares, and when one may stop."""
    from mapper import embedders
    from mapper import simulate as room

    with Progress() as progress:
        result = room.simulate(folder, embedders.load(model), cache, every=every, certify=replays, notify=progress)
    for odd in result.gold.notes:
        note(odd)
    if plot:
        _draw(folder, result, plot)
    if as_json:
        for replay in result.replays:
            print_json(replay.as_json() | ({"certified": result.held.as_json()} if replay.order == "mix" else {}))
        return
    for line in result.lines():
        typer.echo(line)
    note("stopping: Callaghan and Müller-Hansen 2020, 95 % recall, p < .05, asked after each 10 readings")


def _draw(folder: Path, result: "Simulation", target: Path) -> None:
    """Write the recall curves of all orders as a PNG."""
    from mapper.reports.plots import curves
    from mapper.views.files import put

    put({target: curves(f"Found over read: {folder.resolve().name}", {one.order: one.read for one in result.replays}).png})
    note(f"curves: {target}")
