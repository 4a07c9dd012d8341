"""The command `themes`: what is on each subtopic, what a theme leaves uncovered, and subtopics that are suggested, accepted, shared."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mapper.cli.shared import HERE, AsJson, Folder, clean, note, there, workspace
from mapper.cli.surveying import tell
from mapper.errors import UsageError

if TYPE_CHECKING:
    from mapper.settings import Settings
    from mapper.store import Store

SUGGEST, ACCEPT, DECLINE, IMPORT = "suggest", "accept", "decline", "import"
_THEME = (
    "A theme (climate), or a subtopic (climate/e-waste), whose texts are listed with the clauses that speak for them. Or an action: suggest proposes "
    "subtopics out of the text that --from names; accept ID writes one into its theme, decline ID hides it; import FILE makes a theme of SKOS."
)
First = Annotated[str, typer.Argument(metavar="THEME|suggest|accept|decline|import", help=_THEME, show_default=False)]
What = Annotated[str, typer.Argument(metavar="ID|FILE", help="The suggestion, or the file of SKOS (.ttl, .rdf, .jsonld).", show_default=False)]
From = Annotated[str, typer.Option("--from", help="The text that subtopics are suggested out of: PP-182, pp/res/182.", show_default=False)]
As = Annotated[str, typer.Option("--as", help="What an accepted suggestion becomes: climate/biodiversity.", show_default=False)]
Id = Annotated[str, typer.Option("--id", help="The id of the theme that is imported.", show_default=False)]
Open = Annotated[bool, typer.Option("--uncovered", help="What is near to the theme, or linked with its mandate, and no subtopic takes.")]
All = Annotated[bool, typer.Option("--all", help="Also suggestions that were declined.")]
Limit = Annotated[int, typer.Option(min=0, help="With --uncovered: at most so many texts; 0 for all.")]


def register(app: typer.Typer) -> None:
    """Hang the command on the app."""
    app.command()(themes)


def themes(
    theme: First = "",
    what: What = "",
    from_: From = "",
    as_: As = "",
    id_: Id = "",
    uncovered: Open = False,
    whole: All = False,
    limit: Limit = 20,
    as_json: AsJson = False,
    folder: Folder = HERE,
) -> None:
    """Show each theme's subtopics by Sector. Whose texts are on it, whom it concerns, what could be done together; and suggest subtopics."""
    _fit(theme, {"--from": (from_, SUGGEST), "--as": (as_, ACCEPT), "--id": (id_, IMPORT), "--all": (whole, SUGGEST)})
    if from_ and what:
        raise UsageError(f"two texts are named, {from_!r} and {what!r}; subtopics are suggested out of one: mapper themes suggest --from {from_}")
    with workspace(folder) as (settings, store):
        acts: dict[str, Callable[[], None]] = {
            SUGGEST: lambda: _suggest(settings, store, from_ or what, whole, as_json),
            ACCEPT: lambda: _accept(settings, store, what, as_, folder),
            DECLINE: lambda: _decline(settings, what),
            IMPORT: lambda: _import(settings, what, id_),
        }
        if theme in acts and uncovered:
            raise UsageError(f"--uncovered goes with a theme: mapper themes THEME --uncovered, not with {theme}")
        if theme in acts:
            acts[theme]()
        elif what:
            raise UsageError(f"no action {theme!r}; choose one of {', '.join(acts)}, or name one theme or subtopic alone")
        elif uncovered:
            _uncovered(settings, store, theme, limit, as_json)
        else:
            _survey(settings, store, theme, as_json)


def _fit(action: str, options: dict[str, tuple[object, str]]) -> None:
    """Refuse an option that says something about another action."""
    for name, (said, wanted) in options.items():
        if said and action != wanted:
            raise UsageError(f"{name} goes with: mapper themes {wanted}")


def _survey(settings: "Settings", store: "Store", theme: str, as_json: bool) -> None:
    from mapper.surveys import themes as room

    tell(room.survey(settings, store, theme), as_json)


def _uncovered(settings: "Settings", store: "Store", theme: str, limit: int, as_json: bool) -> None:
    from mapper.cli.progress import Progress
    from mapper.surveys import uncovered as room

    with Progress() as progress:
        found = room.survey(settings, store, theme, limit, progress)
    tell(found, as_json)


def _suggest(settings: "Settings", store: "Store", anchor: str, whole: bool, as_json: bool) -> None:
    from mapper import suggesting
    from mapper.cli.progress import Progress
    from mapper.surveys.suggestions import Survey

    if not anchor.strip():
        raise UsageError("say out of which text: mapper themes suggest --from pp/res/182")
    with Progress() as progress:
        found = suggesting.suggest(settings, store, anchor, progress)
    tell(Survey(found, whole), as_json)


def _accept(settings: "Settings", store: "Store", what: str, as_: str, folder: Path) -> None:
    from mapper.suggesting import accepting

    typer.echo(clean(accepting.accept(settings, store, what, as_)))
    note(f"next: mapper run{there(folder)}")


def _decline(settings: "Settings", what: str) -> None:
    from mapper.suggesting import accepting

    typer.echo(clean(accepting.decline(settings, what)))


def _import(settings: "Settings", what: str, id_: str) -> None:
    from mapper.exchange import concepts

    if not what.strip():
        raise UsageError("say which file: mapper themes import FILE")
    path, notes = concepts.take(Path(what), settings.themes, id_)
    typer.echo(clean(str(path)))
    for sentence in notes:
        note(sentence)
