"""Profiles from TOML: each table becomes its noun; a mistake is one sentence with the file's name."""

import re
import tomllib
from collections.abc import Iterable
from typing import Any

from mapper.errors import MapperError
from mapper.profiles.organisation import Actor, Body, Furniture, Heading, Layout, Named, Openers, Organisation, Reference, fold
from mapper.types import Kind, Part, Status


def parse(text: str, name: str) -> Organisation:
    """Read one profile; a mistake is one sentence with the file's name."""
    try:
        return _organisation(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, KeyError, ValueError, re.error) as error:
        raise MapperError(f"profile {name} cannot be used: {error}; mend it and try again") from error


def _organisation(raw: dict[str, Any]) -> Organisation:
    return Organisation(
        name=raw["name"],
        works={Kind(kind): word for kind, word in raw["works"].items()},
        marks={mark: Status(status) if status else Status.IN_FORCE for mark, status in raw["marks"].items()},
        bodies=tuple(_body(entry) for entry in raw["body"]),
        headings=tuple(_heading(entry) for entry in raw["heading"]),
        layouts=tuple(_layout(entry) for entry in raw.get("layout", [])),
        openers=_openers(raw["openers"]),
        furniture=_furniture(raw["furniture"]),
        styles={style: role for role, styles in raw["styles"].items() for style in styles},
        actors=_actors(raw["actors"].get("list", [])),
        beside=_alternatives(raw["actors"]["beside"]),
        task=_any([raw["actors"]["task"]] if "task" in raw["actors"] else []),
        joint=_joint(raw["actors"]),
        told=_any(raw["actors"].get("told", [])),
        shared=tuple((word, actor["name"]) for actor in raw["actors"].get("list", []) for word in actor.get("shared", [])),
        acting={actor["name"]: tuple(actor["sectors"]) for actor in raw["actors"].get("list", []) if "sectors" in actor},
        revised=_revised(raw["editions"]["revised"] if "editions" in raw else []),
        words={key: tuple(words) for key, words in raw["citations"].items()},
        references=tuple(_reference(entry) for entry in raw.get("reference", [])),
        named=tuple(_named(entry) for entry in raw.get("named", [])),
        places={fold(other).casefold(): ours for ours, others in raw.get("editions", {}).get("places", {}).items() for other in others},
        tags=raw.get("editions", {}).get("tags", {}),
    )


def _actors(raw: list[dict[str, Any]]) -> tuple[Actor, ...]:
    """Make the actors in the order in which they are looked for: patterns first, then words, the longest first."""
    patterned = [Actor(actor["name"], re.compile(pattern)) for actor in raw for pattern in actor.get("patterns", [])]
    worded = sorted(((word, actor["name"]) for actor in raw for word in actor.get("words", [])), key=lambda entry: (-len(entry[0]), entry[0]))
    return (*patterned, *(Actor(name, re.compile(rf"\b{re.escape(word)}\b")) for word, name in worded))


def _joint(raw: dict[str, Any]) -> re.Pattern[str]:
    """Match a noun in the plural with two or more of the names that may share it."""
    name = _alternatives(word for actor in raw.get("list", []) for word in actor.get("shared", [])).pattern
    if not raw.get("together"):
        return re.compile(r"(?!)")
    joints = _alternatives(raw["joints"]).pattern
    return re.compile(rf"(?:{_alternatives(raw['together']).pattern})(?:{name})(?:(?:{joints})(?:{name}))+")


def _revised(words: Iterable[str]) -> re.Pattern[str]:
    """Match a word that says that an edition is a later one, and what may part it from the tag."""
    return re.compile(rf"^(?:{_alternatives(words).pattern})(?:\.\s*|\s+|(?=\d))", re.IGNORECASE)


def _body(raw: dict[str, Any]) -> Body:
    return Body(
        code=raw["code"],
        work=raw["work"],
        sector=raw["sector"],
        names=tuple(raw["names"]),
        opening=tuple(fold(name) for name in raw.get("opening", [])),
        conferences=tuple((place, int(year)) for place, _, year in (entry.rpartition(", ") for entry in raw.get("conferences", []))),
        spans=tuple(_span(entry) for entry in raw.get("periods", [])),
        prefixes=tuple(raw.get("prefixes", [])),
        kinds=tuple(Kind(kind) for kind in raw.get("kinds", [])),
        sessions=raw.get("sessions", ""),
        adjectives=tuple(raw.get("adjectives", [])),
        groups=int(raw.get("groups", 0)),
        series=raw.get("series", ""),
        parties=raw.get("parties", ""),
        short=raw.get("short", False),
        numbers={Kind(kind): (int(first), int(last)) for kind, (first, last) in raw.get("numbers", {}).items()},
    )


def _span(raw: str) -> tuple[int, int, int]:
    """Read a study period with the year in which its Questions were settled, if that is not its first: `2018-2021 in 2017`."""
    period, _, settled = raw.partition(" in ")
    start, _, end = period.partition("-")
    return int(start), int(end), int(settled or start)


def _heading(raw: dict[str, Any]) -> Heading:
    return Heading(
        kind=Kind(raw["kind"]),
        pattern=re.compile(raw["pattern"]),
        body=raw.get("body", ""),
        numbered=raw.get("numbered", ""),
        status=Status(raw.get("status", Status.IN_FORCE)),
        layout=raw.get("layout", ""),
        group=raw.get("group", ""),
        weak=raw.get("weak", False),
        titled=raw.get("titled", True),
        dated=raw.get("dated", False),
        since=int(raw.get("since", 0)),
        cover=_any([raw["cover"]] if "cover" in raw else []),
    )


def _reference(raw: dict[str, Any]) -> Reference:
    return Reference(
        kind=Kind(raw["kind"]),
        body=raw["body"],
        pattern=re.compile(raw["pattern"]),
        everywhere=raw.get("everywhere", False),
        meetings=raw.get("meetings", {}),
        since=int(raw.get("since", 0)),
    )


def _named(raw: dict[str, Any]) -> Named:
    words = rf"(?<![\w/-])(?:{_alternatives(raw['words']).pattern})(?![\w/-])" if "words" in raw else raw["pattern"]
    return Named(raw["id"], re.compile(words), raw.get("relations", False))


def _layout(raw: dict[str, Any]) -> Layout:
    sections = {name.casefold(): Part.BODY for name in raw.get("body_sections", [])}
    sections |= {name.casefold(): Part.ADMINISTRATIVE for name in raw.get("administrative_sections", [])}
    sections |= {name.casefold(): Part.RELATIONS for name in raw.get("relation_sections", [])}
    return Layout(raw["name"], tuple(Kind(kind) for kind in raw["kinds"]), raw.get("body", ""), sections)


def _openers(raw: dict[str, Any]) -> Openers:
    adverbs = "|".join(map(re.escape, raw.get("adverbs", [])))
    verbs = "|".join(map(re.escape, sorted({*raw["preamble"], *raw["operative"]}, key=lambda verb: (-len(verb), verb))))
    front = rf"(?:(?:{adverbs})\s+)?" if adverbs else ""
    ideographs = r"(?![^\W\d_])|(?<=[\u4e00-\u9fff])"
    flags = re.IGNORECASE if raw["run_in"] else re.NOFLAG
    pattern = re.compile(rf"{front}(?P<verb>{verbs})(?:{ideographs})", flags)
    return Openers(raw["run_in"], pattern, frozenset(verb.casefold() for verb in raw["preamble"]), _any([raw["unknown"]] if "unknown" in raw else []))


def _furniture(raw: dict[str, Any]) -> Furniture:
    return Furniture(
        edges=_any(raw["edges"]),
        leader=re.compile(raw["leader"]),
        contents=frozenset(raw["contents"]),
        front=frozenset(raw["front"]),
        parts=frozenset(raw.get("parts", [])),
        history=_any(raw["history"]),
        annex=re.compile(raw["annex"]),
        annex_to=_any([raw["annex_to"]] if "annex_to" in raw else []),
        section=_any([raw["section"]] if "section" in raw else []),
        category=_any([raw["category"]] if "category" in raw else []),
        period=_any([raw["period"]] if "period" in raw else []),
        tables=_any([raw["tables"]] if "tables" in raw else []),
        ending=_any(raw.get("ending", [])),
        dividers=_any([raw["dividers"]] if "dividers" in raw else []),
        proposal=_any([raw["proposal"]] if "proposal" in raw else []),
        group=_any([raw["group"]] if "group" in raw else []),
    )


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    """Join patterns into one; none of them match nothing."""
    joined = "|".join(f"(?:{pattern})" for pattern in patterns)
    return re.compile(joined or r"(?!)")


def _alternatives(words: Iterable[str]) -> re.Pattern[str]:
    """Match any of some words, the longest first; no words match nothing."""
    joined = "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
    return re.compile(joined or r"(?!)")
