"""Checking profiles: what nobody would read, and what points to nothing, is told before it is missed in a text."""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from mapper.errors import MapperError
from mapper.profiles.mistakes import Wrong, loaded
from mapper.types import Kind

_KEYS = {
    "body": """code work sector names opening conferences periods prefixes kinds sessions sitting adjectives groups series parties short numbers
moved renumbered meetings""",
    "heading": "kind pattern body numbered status layout group weak titled dated lone since cover",
    "layout": "name kinds body body_sections administrative_sections relation_sections",
    "openers": "run_in preamble operative adverbs prefixes subjects unknown",
    "furniture": """edges leader contents listed front history ending back annex annex_to section parts category period tables dividers proposal group
    reasons unchanged""",
    "actors": "beside task told addressing leads owned together joints list",
    "actors.list": "name words patterns sectors shared",
    "editions": "revised revised_behind idle tags",
    "reference": "kind body pattern everywhere item more until meetings since hints",
    "named": "id words pattern relations item through hints",
    "treaty": "id names alone home",
    "works": "",
    "marks": "",
    "places": "",
    "styles": "",
    "citations": "",
}  # what each table may hold; one without names holds any
_ALONE = ("name", "default")  # keys above all tables
_GROUPS = {
    ("heading", "pattern"): "number edition title aside year sector",
    ("heading", "cover"): "year month",
    ("reference", "pattern"): "number list meeting year",
    ("reference", "item"): "number letters session",
    ("named", "pattern"): "name list edition",
    ("furniture", "annex"): "head title to section parts tables",
}  # what the groups of a pattern may be called; where one stands there again, a figure follows
_WORK = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_Entry = tuple[str, int | None, Mapping[str, Any]]


def check_tables(raw: Mapping[str, Any]) -> None:
    """Refuse a table, or a key above all tables, that nobody reads."""
    for name, held in raw.items():
        if name in _ALONE or name in _KEYS:
            continue
        if (isinstance(held, dict | list) and held and not isinstance(next(iter(held)), str | int | float)) or isinstance(held, dict):
            raise Wrong(name, 0 if isinstance(held, list) else None, f"there is no such table; {_instead(name, _KEYS)}")
        raise Wrong("", None, f"there is no key {name!r} above the tables; {_instead(name, _ALONE)}", key=name)


def check(raw: Mapping[str, Any]) -> None:
    """Refuse what nobody reads or what points to nothing, table by table; every table can be read as it is."""
    for told in (_unknown, _empty, _bodies, _kinds, _works, _patterns):
        for entry in _entries(raw):
            told(raw, entry)


def _entries(raw: Mapping[str, Any]) -> Iterator[_Entry]:
    """Give each table with its name, and with its place where it is one of a list."""
    for name, held in raw.items():
        if isinstance(held, list):
            yield from ((name, place, entry) for place, entry in enumerate(held))
        elif isinstance(held, dict):
            yield name, None, held
            yield from (("actors.list", place, entry) for place, entry in enumerate(held.get("list", []) if name == "actors" else []))


def _unknown(_: Mapping[str, Any], entry: _Entry) -> None:
    name, place, held = entry
    known = _KEYS[name].split()
    for key in held if known else ():
        if key not in known:
            raise Wrong(name, place, f"there is no key {key!r}; {_instead(key, known)}", key=key)


def _instead(word: str, all_known: Iterable[str]) -> str:
    """Say what may stand there."""
    known = list(all_known)
    near = difflib.get_close_matches(word, known, 1)
    return (f"is {near[0]!r} meant? " if near else "") + f"write one of {', '.join(known)}"


def _empty(_: Mapping[str, Any], entry: _Entry) -> None:
    name, place, held = entry
    for key, value in held.items():
        if isinstance(value, list) and any(isinstance(word, str) and not word.strip() for word in value):
            raise Wrong(name, place, f"{key} has an empty text in its list; write the words or take it out", key=key)


def _bodies(raw: Mapping[str, Any], entry: _Entry) -> None:
    name, place, held = entry
    codes = [body["code"] for body in raw.get("body", [])]
    body = held.get("body", "")
    if name in ("heading", "layout", "reference") and body and body.casefold() not in map(str.casefold, codes):
        raise Wrong(name, place, f"body: there is no body {body!r} in this profile; {_instead(body, codes)}, or add it as a [[body]]", key="body")


def _kinds(raw: Mapping[str, Any], entry: _Entry) -> None:
    name, place, held = entry
    kind = held.get("kind", "")
    if name in ("heading", "reference") and kind != Kind.MANDATE and kind not in raw["works"]:
        raise Wrong(name, place, f'kind: ids have no word for a {kind}; add it to [works], as in {kind} = "{kind[:3]}"', key="kind")


def _works(_: Mapping[str, Any], entry: _Entry) -> None:
    name, place, held = entry
    if name == "body" and not _WORK.fullmatch(held["work"]):
        told = f'work: {held["work"]!r} cannot begin an id; write small letters a to z and figures, with hyphens between them, as in "rcw"'
        raise Wrong(name, place, told, key="work")
    if name == "body" and not held["code"].strip():
        raise Wrong(name, place, 'code: it is empty; write the name of the body in tables, as in "RCW"', key="code")


def _patterns(_: Mapping[str, Any], entry: _Entry) -> None:
    name, place, held = entry
    for key in ("pattern", "item", "cover", "annex"):
        pattern = held.get(key)
        if not isinstance(pattern, str):
            continue
        if name in ("heading", "reference", "named") and re.fullmatch(pattern, ""):
            raise Wrong(name, place, f"{key}: it fits an empty line; write what stands there, as in 'Resolution (?P<number>\\d+)'", key=key)
        known = _GROUPS.get((name, key), "").split()
        for group in re.compile(pattern).groupindex if known else ():
            if group.rstrip("0123456789") not in known:
                raise Wrong(name, place, f"{key}: there is no group {group!r}; {_instead(group, known)}", key=key)


def refuse_codes(text: str, name: str, others: Mapping[str, str]) -> None:
    """Refuse a profile with the code of a body that another one has; `others` gives codes in small letters with the names of their profiles."""
    for place, body in enumerate(loaded(text).get("body", [])):
        if other := others.get(body["code"].casefold()):
            told = f"code: {body['code']!r} is that of a body in {other}; choose another, or give this file the name {other} to take its place"
            where = Wrong("body", place, told, key="code").where(text)
            raise MapperError(f"profile {name} cannot be used: {where}: {told}; mend it and try again")
