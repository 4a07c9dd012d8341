"""CURIEs: work ids in the compact form that other programs exchange, and back, by the rules of the profiles in `exchange/`."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote, unquote

from mapper.errors import MapperError
from mapper.profiles.folders import folder
from mapper.types import Kind

_SAFE = "/.~_-"
_FIELD = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Rule:
    """Turn one shape of id into a prefix and a local name, and back; `bodies` are those that {body} stands for, any where there are none."""

    id: str
    prefix: str
    local: str
    bodies: tuple[str, ...] = ()


@dataclass(frozen=True)
class Predicate:
    """Name a relation as other programs know it; a directed one reads from subject to object only."""

    curie: str
    label: str
    directed: bool = False


@dataclass(frozen=True)
class Head:
    """Hold what an organisation's profile says of itself: the address of its sets, licence, creator, and the prefixes of what is not a text."""

    id: str
    license: str
    creator: str
    record: str
    person: str
    class_: str
    extension: str
    prefixes: Mapping[str, str]


@dataclass(frozen=True)
class Profile:
    """Hold what one file of the folder `exchange` says."""

    bodies: tuple[str, ...]
    head: Head
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class Common:
    """Hold what holds for every organisation."""

    predicates: Mapping[str, Predicate]
    classes: Mapping[str, str]


@cache
def common() -> Common:
    """Read how relations and kinds are called outside."""
    raw = folder("exchange")["common"]
    return Common(
        predicates={name: Predicate(entry["curie"], entry["label"], entry.get("directed", False)) for name, entry in raw["predicates"].items()},
        classes=raw["classes"],
    )


@cache
def _profiles() -> tuple[Profile, ...]:
    """Read every profile; the neutral one, whose rules fit what no other has a rule for, comes last."""
    read = dict(folder("exchange"))
    neutral = read.pop("common")
    return tuple(_profile(raw, neutral) for raw in (*read.values(), neutral))


def _profile(raw: Mapping[str, Any], neutral: Mapping[str, Any]) -> Profile:
    words = {**neutral["set"], **raw["set"]}
    head = Head(
        id=words["id"],
        license=words["license"],
        creator=words.get("creator", ""),
        record=words["record"],
        person=words["person"],
        class_=words["class"],
        extension=words["extension"],
        prefixes={**neutral["prefixes"], **raw["prefixes"]},
    )
    bodies = tuple(raw["bodies"])
    return Profile(bodies, head, tuple(Rule(rule["id"], rule["prefix"], rule["local"], bodies) for rule in raw["rule"]))


@cache
def _rules() -> tuple[Rule, ...]:
    return tuple(rule for profile in _profiles() for rule in profile.rules)


def head_of(works: Iterable[str]) -> Head:
    """Choose the organisation that most works are of; the neutral profile where they are of none."""
    first = [work.partition("/")[0] for work in works]
    counts = {number: sum(body in profile.bodies for body in first) for number, profile in enumerate(_profiles())}
    most = max(counts, key=lambda number: (counts[number], -number))
    return _profiles()[most if counts[most] else -1].head


@cache
def prefixes() -> Mapping[str, str]:
    """Give what every prefix of any profile stands for."""
    return {name: where for profile in reversed(_profiles()) for name, where in profile.head.prefixes.items()}


def from_address(where: str) -> str:
    """Give the work id that an address stands for; empty where it is no text of a profile."""
    for prefix, base in sorted(prefixes().items(), key=lambda each: (-len(each[1]), each[0])):
        if where.startswith(base) and any(rule.prefix == prefix for rule in _rules()):
            return from_curie(f"{prefix}:{where[len(base) :]}")
    return ""


def address(prefix: str, head: Head) -> str:
    """Give what a prefix stands for, as this organisation has it or as the one whose prefix it is."""
    known = dict(prefixes()) | dict(head.prefixes)
    if prefix not in known:
        raise MapperError(f"no profile in profiles/exchange names an address for the prefix {prefix!r}; add it under [prefixes]")
    return known[prefix]


def to_curie(work: str) -> str:
    """Give a work id its compact form: `pp/res/182` becomes `itures:pp/182`."""
    for rule in _rules():
        found = match(rule.id, rule.bodies, work)
        if found is not None and fill(rule.id, found) == work:
            return f"{rule.prefix}:{quote(fill(rule.local, found), safe=_SAFE)}"
    raise MapperError(f"no rule of profiles/exchange fits the id {work!r}; add one with prefix and local")


def from_curie(curie: str) -> str:
    """Give a compact form its work id back; the inverse of `to_curie`."""
    prefix, _, local = curie.partition(":")
    for rule in _rules():
        found = match(rule.local, rule.bodies, unquote(local)) if rule.prefix == prefix else None
        if found is not None:
            return fill(rule.id, found)
    raise MapperError(f"no rule of profiles/exchange fits {curie!r}; is it from another organisation's profile?")


def predicate(relation: str) -> Predicate:
    """Give what a relation is called outside."""
    known = common().predicates
    return known.get(relation, known["other"])


def person(name: str, head: Head) -> str:
    """Name a reviewer in compact form."""
    return f"{head.person}:{quote(name, safe='.~_-')}"


def record(head: Head, *parts: str) -> str:
    """Name a row in compact form."""
    return f"{head.record}:{quote('-'.join(part for part in parts if part), safe=_SAFE)}"


def category(kind: Kind, head: Head) -> str:
    """Name what a document is in compact form."""
    return f"{head.class_}:{common().classes.get(kind.value, 'Document')}"


@cache
def _shape(pattern: str, bodies: tuple[str, ...]) -> re.Pattern[str]:
    parts = _FIELD.split(pattern)
    return re.compile("".join(f"(?P<{part}>{_width(part, bodies)})" if n % 2 else re.escape(part) for n, part in enumerate(parts)), re.DOTALL)


def _width(field: str, bodies: tuple[str, ...]) -> str:
    if field == "body" and bodies:
        return "|".join(map(re.escape, bodies))
    return ".+" if field == "any" else "[^/]+"


def match(pattern: str, bodies: tuple[str, ...], text: str) -> dict[str, str] | None:
    """Give what the fields of a pattern stand for in a text; None where it has another shape."""
    found = _shape(pattern, bodies).fullmatch(text)
    return found.groupdict() if found else None


def fill(pattern: str, fields: Mapping[str, str]) -> str:
    """Put values in the place of the fields of a pattern."""
    return _FIELD.sub(lambda match: fields[match[1]], pattern)
