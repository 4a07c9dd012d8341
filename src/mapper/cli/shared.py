"""What several command groups share: option types, opening the workspace, printing JSON lines safely."""

import gc
import json
import os
import shlex
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mapper.errors import MapperError, UsageError
from mapper.review.text import safe

if TYPE_CHECKING:
    from mapper.emphasis import Marks
    from mapper.settings import Settings
    from mapper.store import Store


def one_name(context: typer.Context, said: str) -> str:
    """Refuse a name that is blank: whoever says --as or --for means somebody."""
    source = context.get_parameter_source("reviewer")
    if source is not None and source.name == "COMMANDLINE" and not said.strip():
        raise typer.BadParameter("the name is blank; say whose decision it is")
    return said


Folder = Annotated[Path, typer.Option("--workspace", "-w", help="The workspace; the current folder or one above it if left out.", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON lines, one object a line.")]
Type = Annotated[str, typer.Option("--type", help="Only this mapping, as named in mapper.toml.", show_default=False)]
_WHO = "Your name as reviewer; if left out the only one that mapper.toml names, else the login name."
Reviewer = Annotated[str, typer.Option("--as", help=_WHO, callback=one_name, show_default=False)]
_MINUTES = "Only as many as can be read in so many minutes: those that bring most, of every mapping and Sector; 0 for all."
Minutes = Annotated[int, typer.Option(min=0, help=_MINUTES)]
HTML = "Write a page for checking here: pictures of the pages with each clause drawn over them, the tree beside."
HERE = Path()


def now() -> str:
    """Give this moment as ISO 8601 in UTC; the only clock of the command line."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def print_json(entry: Mapping[str, object]) -> None:
    """Print one object as one line of UTF-8 JSON."""
    typer.echo(json.dumps(entry, ensure_ascii=False))


def program() -> str:
    """Give what the user types to call mapper: its name, or its path where the shell would not find it."""
    if shutil.which("mapper"):
        return "mapper"
    return os.path.relpath(Path(sys.executable).with_name("mapper"))


def there(folder: Path) -> str:
    """Repeat in a hint the workspace that the user named, as the shell reads it; nothing where the user stands in it."""
    return "" if folder == HERE else f" -w {shlex.quote(str(folder))}"


def typed(command: str, options: Mapping[str, str | int | bool], folder: Path) -> str:
    """Write a command as it was called: an option without a value, or at nought, was left out; a flag has none."""
    given = ((name, value) for name, value in options.items() if value)
    words = (word for name, value in given for word in ([name] if value is True else [name, str(value)]))
    return " ".join([command, *map(shlex.quote, words)]) + there(folder)


def clean(text: str) -> str:
    """Drop what could drive the terminal, as the reviewer's screen does."""
    return safe(text)


def marks() -> "Marks":
    """Choose how words are marked in what is printed: NO_COLOR and a dumb terminal have no styles, and what is no terminal has no marks."""
    from mapper import emphasis

    terminal = sys.stdout.isatty()
    return emphasis.chosen(terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM", "dumb") != "dumb", terminal)


def choose(what: str, said: str, known: Iterable[str]) -> None:
    """Refuse a word that is no choice, and name those that are; no word is no filter."""
    choices = list(known)
    if said and said not in choices:
        raise UsageError(f"no {what} {said!r}; choose one of {', '.join(choices)}")


def spelled(what: str, said: str, known: Iterable[str]) -> str:
    """Give a word as it is spelled among those known, whatever its case; refuse one that is not there, and name those that are."""
    choices = sorted(set(known))
    found = [one for one in choices if one.casefold() == said.casefold()]
    if said and not found:
        raise UsageError(f"no {what} {said!r}; " + (f"choose one of {', '.join(choices)}" if choices else "there is none here"))
    return said if said in found or not found else found[0]


def note(sentence: str) -> None:
    """Say something to the person, apart from the data; no text in it drives the terminal."""
    typer.echo(clean(sentence), err=True)


@contextmanager
def workspace(folder: Path) -> Iterator[tuple["Settings", "Store"]]:
    """Open the workspace's settings and store; say at once where the decision log does not verify, since all that follows rests on it.

    Of a store that was moved elsewhere, say so: what it holds is as old as the move.
    """
    with opened(folder) as (found, store):
        if moved := store.moved():
            note(f"WARNING: {clean(moved)}, and nothing that came since is in it; name that store in mapper.toml")
        if trouble := store.log_trouble():
            note(f"WARNING: {clean(trouble)}; `mapper check` says all of it")
        yield found, store


def wrong(problems: Sized) -> str:
    """Count what is wrong in a sentence."""
    return "1 thing is wrong" if len(problems) == 1 else f"{len(problems)} things are wrong"


def must_be_in_use(store: "Store") -> None:
    """Refuse to open a review on a store that was moved elsewhere, before anybody has read a pair in vain."""
    if moved := store.moved():
        raise MapperError(f"{moved}, and nothing can be decided here any more; name that store in mapper.toml and start again")


@contextmanager
def laying_out() -> Iterator[Callable[[], None]]:
    """Look for no garbage while many pairs are laid out; call what is given once they are, and what was laid out is not searched from then on."""

    def laid_out() -> None:
        gc.freeze()
        gc.enable()

    gc.disable()
    try:
        yield laid_out
    finally:
        gc.enable()
        gc.unfreeze()


@contextmanager
def opened(folder: Path) -> Iterator[tuple["Settings", "Store"]]:
    """Open the workspace's settings and store as they are."""
    from mapper import settings
    from mapper.store import open_store

    found = settings.find(folder)
    with open_store(found.store_url, notice=note, cache=found.cache) as store:
        yield found, store


def utf8_output() -> None:
    """Write UTF-8 whatever the terminal's locale says; a character that cannot be shown is replaced, never an error."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")
