"""Commands that measure quality: evaluate."""

from pathlib import Path
from typing import Annotated

import typer

from mapper.cli.progress import Progress
from mapper.cli.shared import AsJson, clean, note, print_json

Gold = Annotated[Path, typer.Argument(help="A folder with left.jsonl, right.jsonl, gold.tsv and, if need be, same.tsv.", show_default=False)]

_MASKED = "Rank again with identifiers, symbols and citations taken out of both sides, and say what that costs: a leakage check."


def register(app: typer.Typer) -> None:
    """Hang the commands of this group on the app."""
    app.command()(evaluate)


def evaluate(
    folder: Gold,
    model: Annotated[str, typer.Option(help="The sentence model, as in mapper.toml.")] = "default",
    cache: Annotated[Path | None, typer.Option(help="Keep vectors here, so that a second evaluation is quick.", show_default=False)] = None,
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
        result = examine(folder, embedders.load(model), cache, progress, asked)
    for odd in result.notes:
        note(odd)
    if as_json:
        print_json(result.as_json())
        return
    for line in (*result.lines(), *(("", *result.reliability()) if reliability else ())):
        typer.echo(clean(line))
    note("each interval: bootstrap over the left documents")
