"""CURIEs: work ids in the compact form that other programs exchange, and back, by the rules of `exchange.toml`."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from urllib.parse import quote, unquote

from mapper.errors import MapperError
from mapper.types import Kind

_SAFE = "/.~_-"
_FIELD = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Rule:
    """Turn one shape of id into a prefix and a local name, and back."""

    id: str
    prefix: str
    local: str


@dataclass(frozen=True)
class Predicate:
    """Name a relation as other programs know it."""

    curie: str
    label: str


@dataclass(frozen=True)
class Profile:
    """Hold what `exchange.toml` says."""

    set_id: str
    license: str
    creator: str
    record: str
    person: str
    class_: str
    extension: str
    prefixes: Mapping[str, str]
    predicates: Mapping[str, Predicate]
    rules: tuple[Rule, ...]
    classes: Mapping[str, str]


@cache
def profile() -> Profile:
    """Read the profile once."""
    raw = tomllib.loads((resources.files("mapper.profiles") / "exchange.toml").read_text(encoding="utf-8"))
    head = raw["set"]
    return Profile(
        set_id=head["id"],
        license=head["license"],
        creator=head["creator"],
        record=head["record"],
        person=head["person"],
        class_=head["class"],
        extension=head["extension"],
        prefixes=raw["prefixes"],
        predicates={relation: Predicate(entry["curie"], entry["label"]) for relation, entry in raw["predicates"].items()},
        rules=tuple(Rule(rule["id"], rule["prefix"], rule["local"]) for rule in raw["rule"]),
        classes=raw["classes"],
    )


def to_curie(work: str) -> str:
    """Give a work id its compact form: `pp/res/182` becomes `itures:pp/182`."""
    for rule in profile().rules:
        found = _match(rule.id, work)
        if found is not None and _fill(rule.id, found) == work:
            return f"{rule.prefix}:{quote(_fill(rule.local, found), safe=_SAFE)}"
    raise MapperError(f"no rule of profiles/exchange.toml fits the id {work!r}; add one with prefix and local")


def from_curie(curie: str) -> str:
    """Give a compact form its work id back; the inverse of `to_curie`."""
    prefix, _, local = curie.partition(":")
    for rule in profile().rules:
        found = _match(rule.local, unquote(local)) if rule.prefix == prefix else None
        if found is not None:
            return _fill(rule.id, found)
    raise MapperError(f"no rule of profiles/exchange.toml fits {curie!r}; is it from another organisation's profile?")


def predicate(relation: str) -> Predicate:
    """Give what a relation is called outside."""
    known = profile().predicates
    return known.get(relation, known["other"])


def person(name: str) -> str:
    """Name a reviewer in compact form."""
    return f"{profile().person}:{quote(name, safe='.~_-')}"


def record(*parts: str) -> str:
    """Name a row in compact form."""
    return f"{profile().record}:{quote('-'.join(part for part in parts if part), safe=_SAFE)}"


def category(kind: Kind) -> str:
    """Name what a document is in compact form."""
    return f"{profile().class_}:{profile().classes.get(kind.value, 'Document')}"


@cache
def _shape(pattern: str) -> re.Pattern[str]:
    parts = _FIELD.split(pattern)
    return re.compile("".join(f"(?P<{part}>{_width(part)})" if n % 2 else re.escape(part) for n, part in enumerate(parts)), re.DOTALL)


def _width(field: str) -> str:
    return ".+" if field == "any" else "[^/]+"


def _match(pattern: str, text: str) -> dict[str, str] | None:
    found = _shape(pattern).fullmatch(text)
    return found.groupdict() if found else None


def _fill(pattern: str, fields: Mapping[str, str]) -> str:
    return _FIELD.sub(lambda match: fields[match[1]], pattern)
