"""Profiles: what an organisation's bodies, headings, openers, actors and references are called; data in TOML, read once."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from mapper.errors import MapperError
from mapper.profiles.checking import refuse_codes
from mapper.profiles.organisation import Actor, Body, Furniture, Heading, Layout, Mark, Openers, Organisation, fold
from mapper.profiles.parsing import parse

__all__ = [
    "Actor",
    "Body",
    "Furniture",
    "Heading",
    "Layout",
    "Mark",
    "Openers",
    "Organisation",
    "fold",
    "language_of",
    "languages",
    "organisation_of",
    "organisations",
    "own",
    "parse",
    "tell",
    "use",
]

_own: list[Path] = []  # the folder of profiles beside those that are shipped


@cache
def organisations() -> tuple[Organisation, ...]:
    """Read every profile that is shipped, and those of the workspace: one of the same name replaces the shipped one.

    The default comes first, one of the workspace before a shipped one, then the others by the names of their files.
    """
    folder = resources.files("mapper.profiles") / "organisations"
    texts = {entry.name: (entry.name, entry.read_text(encoding="utf-8")) for entry in folder.iterdir() if entry.name.endswith(".toml")}
    ours = {path.name: (str(path), _text(path)) for folder in _own for path in folder.glob("*.toml")}
    held = {name: parse(text, told) for name, (told, text) in (texts | ours).items()}
    return tuple(held[name] for name in sorted(held, key=lambda name: (not held[name].default, held[name].default and name not in ours, name)))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise MapperError(f"profile {path} cannot be read: {error}; save it as UTF-8 and try again") from error


def _check_codes(folder: Path | None) -> None:
    """Refuse a profile of a folder that has the code of a body of another one; one that takes the place of a shipped one may have its codes."""
    shipped = resources.files("mapper.profiles") / "organisations"
    ours = {path.name: path for path in sorted(folder.glob("*.toml"))} if folder and folder.is_dir() else {}
    texts = {entry.name: entry.read_text(encoding="utf-8") for entry in shipped.iterdir() if entry.name.endswith(".toml")} if ours else {}
    texts |= {name: _text(path) for name, path in ours.items()}
    codes = {name: {body.code.casefold() for body in parse(text, str(ours.get(name, name))).bodies} for name, text in texts.items()}
    for name, path in ours.items():
        others = {code: other for other in sorted(codes, key=lambda other: (other in ours, other)) if other != name for code in codes[other]}
        refuse_codes(texts[name], str(path), others)


def use(folder: Path | None) -> None:
    """Read the profiles of a folder too, if there is one, and no other folder's; raise MapperError where one cannot be used."""
    _check_codes(folder)
    known = [folder] if folder and folder.is_dir() else []
    paths = sorted(path for each in known for path in each.glob("*.toml"))
    defaults = [path.name for path in paths if parse(_text(path), str(path)).default]
    if len(defaults) > 1:
        told = "both say `default = true`, and one profile alone can read the files that fit none"
        raise MapperError(f"{defaults[0]} and {defaults[1]} in {folder} {told}; take it out of one and try again")
    if known != _own or known:
        _own[:] = known
        organisations.cache_clear()


def own() -> Path | None:
    """Give the folder of profiles that are read beside those shipped."""
    return _own[0] if _own else None


def organisation_of(body: str) -> Organisation | None:
    """Find the organisation of a body."""
    return next((organisation for organisation in organisations() if organisation.body(body)), None)


@cache
def languages() -> Mapping[str, Mapping[str, Any]]:
    """Read what tells the languages apart."""
    return tomllib.loads((resources.files("mapper.profiles") / "languages.toml").read_text(encoding="utf-8"))


def language_of(text: str) -> str:
    """Say in which language a text is written, by script and stop words; empty where it is too short to say."""
    counts = tell(text)
    best = max(counts, key=lambda name: (counts[name], name == "en"))
    return best if counts[best] else ""


def tell(text: str) -> dict[str, int]:
    """Count the words of a text that tell of each language."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return {name: sum(map(stop.__contains__, words)) + len(signs.findall(text)) for name, (stop, signs) in _tellers().items()}


@cache
def _tellers() -> Mapping[str, tuple[frozenset[str], re.Pattern[str]]]:
    """Give for each language its small words, and what its letters or words look like."""
    facts = languages()
    return {name: (frozenset(one["stop"]), re.compile(one.get("script") or one.get("words") or r"(?!)")) for name, one in facts.items()}
