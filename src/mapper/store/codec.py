"""Nouns to plain JSON and back: documents in the shape that `mapper extract --json` prints, the others by their declared types."""

import json
import re
import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from operator import itemgetter
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from mapper.documents_json import from_json, to_json
from mapper.types import Document

T = TypeVar("T")
Reader = Callable[[Any], Any]
_PLAIN = frozenset((str, int, float, bool, types.NoneType))
_LONE = re.compile("[\ud800-\udfff]")
_WRITTEN = re.compile(r"\\u(d[89a-f][0-9a-f]{2})")


def write(noun: Any) -> str:
    """Write a noun as one line of JSON with sorted keys: equal nouns give equal text."""
    return canonical(_plain(noun))


def canonical(value: Any) -> str:
    """Write plain JSON in its one canonical form, readable, and safe to encode whatever a file name or a keyboard gave."""
    return encodable(json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def encodable(text: str) -> str:
    r"""Write half characters, which no database takes, as \uXXXX."""
    return _LONE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def decoded(text: str) -> str:
    r"""Read half characters back that were written as \uXXXX."""
    return _WRITTEN.sub(lambda found: chr(int(found[1], 16)), text)


def read(kind: type[T], text: str) -> T:
    """Read a noun back; fields that a later version added are left at their defaults."""
    declared: Any = kind
    noun: T = _reader(declared)(json.loads(text))
    return noun


def write_document(document: Document) -> str:
    """Write a document as one line of JSON; its details keep their order."""
    return line(to_json(document))


def line(value: Any) -> str:
    """Write plain JSON on one line, keys in the order given."""
    return encodable(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def read_document(text: str) -> Document:
    """Read a document back."""
    return from_json(json.loads(text))


def _plain(value: Any) -> Any:
    kind: Any = type(value)
    if kind in _PLAIN:
        return value
    if names := _names(kind):
        return {name: _plain(getattr(value, name)) for name in names}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple | list):
        return [_plain(entry) for entry in value]
    return value


@cache
def _names(kind: Any) -> tuple[str, ...]:
    """Name the fields of a kind of noun; none where it is no noun."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


@cache
def _reader(kind: Any) -> Reader:
    """Build the function that reads one declared type."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        inner = _reader(next(argument for argument in arguments if argument is not type(None)))
        if inner is _as_is:
            return _as_is
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        return _tuple_reader(arguments)
    if is_dataclass(kind):
        return _noun_reader(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return float if kind is float else _as_is


def _as_is(value: Any) -> Any:
    return value


def _tuple_reader(arguments: tuple[Any, ...]) -> Reader:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        inner = _reader(arguments[0])
        return tuple if inner is _as_is else lambda value: tuple(map(inner, value))
    readers = [_reader(argument) for argument in arguments]
    return lambda value: tuple(reader(entry) for reader, entry in zip(readers, value, strict=True))


def _noun_reader(kind: Any) -> Reader:
    """Take most values as they are, and all at once: a log of a hundred thousand events holds a million nouns."""
    hints = get_type_hints(kind)
    readers = {field.name: _reader(hints[field.name]) for field in fields(kind)}
    made = [(place, read_) for place, read_ in enumerate(readers.values()) if read_ is not _as_is]
    if len(readers) < 2:
        return _noun_by_names(kind, readers)
    whole, by_names = itemgetter(*readers), _noun_by_names(kind, readers)

    def reader(value: Any) -> Any:
        try:
            found = whole(value)
        except KeyError:  # it was written before there was such a field
            return by_names(value)
        if made:
            found = list(found)
            for place, read_ in made:
                found[place] = read_(found[place])
        return kind(*found)

    return reader


def _noun_by_names(kind: Any, readers: Mapping[str, Reader]) -> Reader:
    return lambda value: kind(**{name: readers[name](entry) for name, entry in value.items() if name in readers})
