"""Glossaries: terms of a field with the words that they stand for; those that are shipped, and those of a workspace's own `profiles/glossaries/`."""

import difflib
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from mapper import profiles
from mapper.errors import MapperError
from mapper.profiles.mistakes import MISTAKES, Wrong, loaded, said

FOLDER = "glossaries"
TERMS = "terms"
_KNOWN = ("name", TERMS)
_TERM = re.compile(r"[^\W_]{2,}")
Terms = Mapping[str, tuple[str, ...]]


def glossary() -> Terms:
    """Give every term with its words, the full ones first; a file of the workspace replaces a shipped one of its name."""
    found: dict[str, tuple[str, ...]] = {}
    for _, (told, text) in sorted(_files().items()):
        found.update(parse(text, told))
    return dict(sorted(found.items()))


@lru_cache(maxsize=64)
def parse(text: str, name: str) -> Terms:
    """Read one glossary; a mistake is one sentence with the file, the line and the table."""
    try:
        raw = loaded(text)
        _check(raw)
        return {term: tuple(words) for term, words in raw[TERMS].items()}
    except Wrong as wrong:
        raise MapperError(f"glossary {name} cannot be used: {wrong.where(text)}: {wrong}; mend it and try again") from wrong
    except MISTAKES as error:
        raise MapperError(f"glossary {name} cannot be used: {said(error)}; mend it and try again") from error


def _files() -> dict[str, tuple[str, str]]:
    """Give the text of each file, and how to name the file in a sentence."""
    folder = resources.files("mapper.profiles") / FOLDER
    shipped = {entry.name: (entry.name, entry.read_text(encoding="utf-8")) for entry in folder.iterdir() if entry.name.endswith(".toml")}
    own = profiles.own()
    return shipped | (dict(_own(own / FOLDER)) if own else {})


def _own(folder: Path) -> Iterator[tuple[str, tuple[str, str]]]:
    for path in sorted(folder.glob("*.toml")):
        try:
            yield path.name, (str(path), path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise MapperError(f"glossary {path} cannot be read: {error}; save it as UTF-8 and try again") from error


def _check(raw: Mapping[str, Any]) -> None:
    """Refuse what nobody reads, and terms that could never be met in a text."""
    for key in raw:
        if key not in _KNOWN:
            near = difflib.get_close_matches(key, _KNOWN, 1)
            hint = f"is {near[0]!r} meant? " if near else ""
            raise Wrong(key if isinstance(raw[key], dict) else "", None, f"there is no {key!r}; {hint}write one of {', '.join(_KNOWN)}", key=key)
    if not isinstance(raw.get(TERMS), dict):
        raise Wrong("", None, f"it needs a table: write [{TERMS}] above the terms", key=TERMS)
    for term, words in raw[TERMS].items():
        if not _TERM.fullmatch(term):
            raise Wrong(TERMS, None, f"{term!r} is no term: it must be one word of letters and figures, as in GHG", key=term)
        if not isinstance(words, list) or not words or not all(isinstance(word, str) and word.strip() for word in words):
            raise Wrong(TERMS, None, f'{term} must be a list of texts in quotes, as in ["greenhouse gas"]', key=term)
