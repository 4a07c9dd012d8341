"""Commands that measure quality: evaluate."""

from pathlib import Path
from typing import Annotated

import typer

from mapper.cli.progress import Progress
from mapper.cli.shared import AsJson, note, print_json

Gold = Annotated[Path, typer.Argument(help="A folder with left.jsonl, right.jsonl, gold.tsv and, if need be, same.tsv.", show_default=False)]


def register(app: typer.Typer) -> None:
    """Hang the commands of this group on the app."""
    app.command()(evaluate)


def evaluate(
    folder: Gold,
    model: Annotated[str, typer.Option(help="The sentence model, as in mapper.toml.")] = "default",
    cache: Annotated[Path | None, typer.Option(help="Keep vectors here, so that a second evaluation is quick.", show_default=False)] = None,
    rescore: Annotated[Path | None, typer.Option(help="Read the best pairs again with the model in this folder.", show_default=False)] = None,
    as_json: AsJson = False,
) -> None:
    """Measure proposals against a set with human gold. The real code runs; metrics have 95 % confidence intervals."""
    from mapper import embedders
    from mapper.evaluate import evaluate as measure

    with Progress() as progress:
        result = measure(folder, embedders.load(model), cache, notify=progress, rescore=rescore)
    for odd in result.notes:
        note(odd)
    if as_json:
        print_json(result.as_json())
        return
    for line in result.lines():
        typer.echo(line)
    note("each interval: bootstrap over the left documents")
