"""Mistakes in profiles: told with the line and the table in which they stand, and with what may stand there."""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeVar

from mapper.types import Kind, Status

MISTAKES = (tomllib.TOMLDecodeError, KeyError, ValueError, TypeError, AttributeError, re.error)
_LISTED = """names opening conferences periods prefixes kinds adjectives body_sections administrative_sections relation_sections words patterns shared
sectors preamble operative adverbs edges contents front parts history ending back beside told together joints revised revised_behind idle
addressing leads owned hints unchanged"""
_TOLD = """name code work sector sessions series parties kind pattern body numbered status layout group cover id leader annex annex_to section
category period tables dividers proposal unknown task alone item more until through sitting reasons"""
_LISTS, _TEXTS = frozenset(_LISTED.split()), frozenset(_TOLD.split())
_ALL_LISTS = ("styles", "places", "citations")  # tables whose every key has a list

Noun = TypeVar("Noun")
Word = TypeVar("Word", bound=StrEnum)


class Wrong(Exception):
    """Say which table is wrong, or which entry of a list of tables, counted from 0, and which of its keys; no table stands for above all."""

    def __init__(self, table: str, place: int | None, told: str, key: str = "") -> None:
        super().__init__(told)
        self.table, self.place, self.key = table, place, key

    def where(self, text: str) -> str:
        """Name the table, with the line of the key, or its own line, where it has one."""
        written = text.split("\n")
        if not self.table:
            return self._line(written, 0, "") or "above the tables"
        head = f"[{self.table}]" if self.place is None else f"[[{self.table}]]"
        lines = [number for number, line in enumerate(written, start=1) if line.strip().startswith(head)]
        place = self.place or 0
        if place < len(lines):
            return self._line(written, lines[place], f", {head}") or f"line {lines[place]}, {head}"
        return f"{head}{'' if self.place is None else f', entry {place + 1}'}"

    def _line(self, written: Sequence[str], begin: int, behind: str) -> str:
        """Name the line of the key, if it stands below a line and before the next table."""
        for number, line in enumerate(written[begin:], start=begin + 1):
            if line.startswith("["):
                break
            if self.key and re.match(rf"""\s*["']?{re.escape(self.key)}["']?\s*=""", line):
                return f"line {number}{behind}"
        return ""


def said(error: Exception) -> str:
    """Put a mistake in words."""
    if isinstance(error, KeyError):
        return f"{error} is missing"
    if isinstance(error, re.error):
        return f"the pattern '{error.pattern!s}' is wrong: {error}"
    return str(error)


def loaded(text: str) -> dict[str, Any]:
    """Read TOML, also behind the mark of the order of bytes that some editors write at the beginning of a file."""
    return tomllib.loads(text.removeprefix("\ufeff"))


def each(raw: Mapping[str, Any], name: str, make: Callable[[dict[str, Any]], Noun]) -> tuple[Noun, ...]:
    """Make a noun of each table of a list; one within a table has its name behind a stop."""
    entries = raw.get(name.rpartition(".")[2], [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise Wrong(name, None, f"it must be a list of tables: write [[{name}]] above each")
    made: list[Noun] = []
    for place, entry in enumerate(entries):
        try:
            _check(entry)
            made.append(make(entry))
        except MISTAKES as error:
            raise Wrong(name, place, said(error)) from error
    return tuple(made)


def table(raw: Mapping[str, Any], name: str, make: Callable[[dict[str, Any]], Noun]) -> Noun:
    """Make a noun of a table; of an empty one where there is none."""
    held = raw.get(name, {})
    try:
        if not isinstance(held, dict):
            raise TypeError(f"it must be a table: write [{name}] above its keys")
        _check(held, lists=frozenset(held) if name in _ALL_LISTS else _LISTS)
        return make(held)
    except MISTAKES as error:
        raise Wrong(name, None, said(error)) from error


def _check(held: Mapping[str, Any], lists: frozenset[str] = _LISTS) -> None:
    for key, value in held.items():
        if key in lists and not (isinstance(value, list) and all(isinstance(word, str) for word in value)):
            raise TypeError(f"{key} must be a list of texts in quotes")
        if key in _TEXTS - lists and not isinstance(value, str):
            raise TypeError(f"{key} must be text in quotes")


def kind(word: str) -> Kind:
    """Give the kind of that name."""
    return _one_of(Kind, word, "kind")


def status(word: str) -> Status:
    """Give the status of that name."""
    return _one_of(Status, word, "status")


def _one_of(words: type[Word], word: str, what: str) -> Word:
    known = {each.value: each for each in words}
    if word not in known:
        raise ValueError(f"{word!r} is no {what}; write one of {', '.join(known)}")
    return known[word]
