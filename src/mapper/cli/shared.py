"""What several command groups share: option types, opening the workspace, printing JSON lines safely."""

import json
import os
import shlex
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mapper.errors import UsageError

if TYPE_CHECKING:
    from mapper.settings import Settings
    from mapper.store import Store

Folder = Annotated[Path, typer.Option("--workspace", "-w", help="The workspace; the current folder or one above it if left out.", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON lines, one object a line.")]
Type = Annotated[str, typer.Option("--type", help="Only this mapping, as named in mapper.toml.", show_default=False)]
Reviewer = Annotated[str, typer.Option("--as", help="Your name as reviewer; the login name if left out.", show_default=False)]
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


def clean(text: str) -> str:
    """Strip control characters, so that a document's text cannot drive the terminal."""
    return "".join(" " if c in "\t\n\r" else c for c in text if c in "\t\n\r" or unicodedata.category(c) not in ("Cc", "Cf"))


def choose(what: str, said: str, known: Iterable[str]) -> None:
    """Refuse a word that is no choice, and name those that are; no word is no filter."""
    choices = list(known)
    if said and said not in choices:
        raise UsageError(f"no {what} {said!r}; choose one of {', '.join(choices)}")


def note(sentence: str) -> None:
    """Say something to the person, apart from the data; no text in it drives the terminal."""
    typer.echo(clean(sentence), err=True)


@contextmanager
def workspace(folder: Path) -> Iterator[tuple["Settings", "Store"]]:
    """Open the workspace's settings and store."""
    from mapper import settings
    from mapper.store import open_store

    found = settings.find(folder)
    with open_store(found.store_url) as store:
        yield found, store


def utf8_output() -> None:
    """Write UTF-8 whatever the terminal's locale says; a character that cannot be shown is replaced, never an error."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")
