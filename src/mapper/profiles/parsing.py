"""Profiles from TOML: each table becomes its noun; a mistake is one sentence with the file's name."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial
from importlib import resources
from typing import Any

from mapper.errors import MapperError
from mapper.profiles.checking import check, check_tables
from mapper.profiles.mistakes import MISTAKES, Wrong, each, kind, loaded, said, status, table
from mapper.profiles.organisation import Actor, Body, Furniture, Heading, Layout, Openers, Organisation, fold
from mapper.profiles.references import Named, Reference, Treaty
from mapper.types import Part, Status

_LEADER = r".{3,}?[\s.·…]{4,}\d{1,4}"
_PAGE = r"[-–]?\s*\d{1,4}\s*[-–]?"
_JOINED = re.compile("[\u0600-\u06ff\u3000-\u9fff]")
_UNPARTED = re.compile("[\u3000-\u9fff]$")


def parse(text: str, name: str) -> Organisation:
    """Read one profile; a mistake is one sentence with the file's name, and the line or the table where it is."""
    try:
        raw = loaded(text)
        check_tables(raw)
        made = _organisation(raw)
        check(raw)
        return made
    except Wrong as wrong:
        raise MapperError(f"profile {name} cannot be used: {wrong.where(text)}: {wrong}; mend it and try again") from wrong
    except MISTAKES as error:
        raise MapperError(f"profile {name} cannot be used: {said(error)}; mend it and try again") from error


def _organisation(raw: dict[str, Any]) -> Organisation:
    for needed in ("name", "works", "openers"):
        if needed not in raw:
            raise KeyError(needed)
    if not isinstance(raw.get("default", False), bool):
        raise TypeError("default must be true or false, without quotes")
    return Organisation(
        name=raw["name"],
        works=table(raw, "works", lambda told: {kind(word): work for word, work in told.items()}),
        marks=table(raw, "marks", lambda told: {mark: status(word) if word else Status.IN_FORCE for mark, word in told.items()}),
        bodies=each(raw, "body", _body),
        headings=each(raw, "heading", _heading),
        layouts=each(raw, "layout", _layout),
        openers=table(raw, "openers", _openers),
        furniture=table(raw, "furniture", _furniture),
        styles=table(raw, "styles", lambda told: {style: role for role, styles in told.items() for style in styles}),
        **table(raw, "actors", _acting),
        **table(raw, "editions", _editions),
        places=table(raw, "places", lambda told: {name.casefold(): place for place, names in told.items() for name in (place, *names)}),
        words=table(raw, "citations", lambda told: {key: tuple(words) for key, words in told.items()}),
        references=each(raw, "reference", partial(_reference, _meetings(raw))),
        named=each(raw, "named", _named),
        treaties=each(raw, "treaty", _treaty),
        default=raw.get("default", False),
    )


def _meetings(raw: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Give the meetings of each body."""
    return {body["code"]: body.get("meetings", {}) for body in raw.get("body", [])}


def _acting(raw: dict[str, Any]) -> dict[str, Any]:
    """Make what tells who is to act."""
    listed = each(raw, "actors.list", _named_actor)
    return {
        "actors": _actors(listed),
        "beside": _alternatives(raw.get("beside", [])),
        "task": _any([raw["task"]] if "task" in raw else []),
        "joint": _joint(raw),
        "told": _any(raw.get("told", [])),
        "addressing": _addressing(raw),
        "leads": re.compile(rf"(?:^|[,;.)]|{_any(raw.get('leads', [])).pattern})\s*$"),
        "owned": _any(raw.get("owned", [])),
        "shared": tuple((word, actor["name"]) for actor in listed for word in actor.get("shared", [])),
        "acting": {actor["name"]: tuple(actor["sectors"]) for actor in listed if "sectors" in actor},
    }


def _named_actor(raw: dict[str, Any]) -> dict[str, Any]:
    """Give an actor as it is told, if it has a name and its patterns can be read."""
    for pattern in raw.get("patterns", []):
        re.compile(pattern)
    return {**raw, "name": raw["name"]}


def _actors(raw: Sequence[dict[str, Any]]) -> tuple[Actor, ...]:
    """Make the actors in the order in which they are looked for: patterns first, then words, the longest first."""
    patterned = [Actor(actor["name"], re.compile(pattern)) for actor in raw for pattern in actor.get("patterns", [])]
    worded = sorted(((word, actor["name"]) for actor in raw for word in actor.get("words", [])), key=lambda entry: (-len(entry[0]), entry[0]))
    return (*patterned, *(Actor(name, re.compile(_whole(word))) for word, name in worded))


def _addressing(raw: dict[str, Any]) -> re.Pattern[str]:
    """Match the verbs that ask somebody for something; a profile that names none holds every verb for one, so that its first word is no actor."""
    verbs = [_bounded(verb) for verb in raw.get("addressing", [])]
    return re.compile("|".join(verbs) if verbs else r"^\W*\w*")


def _bounded(pattern: str) -> str:
    """Match a pattern as whole words; scripts that join words may have others before them, one without blanks behind them too."""
    before = "" if _JOINED.match(pattern) else r"\b"
    return rf"{before}(?:{pattern})" + ("" if _UNPARTED.search(pattern) else r"\b")


def _whole(word: str) -> str:
    """Match a word as a whole: in scripts that join words it may have others before it, and in one without blanks behind it too."""
    before = "" if _JOINED.match(word) else r"\b"
    return rf"{before}{re.escape(word)}" + ("" if _UNPARTED.search(word) else r"\b")


def _joint(raw: dict[str, Any]) -> re.Pattern[str]:
    """Match a noun in the plural with two or more of the names that may share it."""
    name = _alternatives(word for actor in raw.get("list", []) for word in actor.get("shared", [])).pattern
    if not raw.get("together"):
        return re.compile(r"(?!)")
    joints = _alternatives(raw["joints"]).pattern
    return re.compile(rf"(?:{_alternatives(raw['together']).pattern})(?:{name})(?:(?:{joints})(?:{name}))+")


def _editions(raw: dict[str, Any]) -> dict[str, Any]:
    """Make what reads the tag of an edition."""
    behind = _alternatives(raw.get("revised_behind", []))
    return {
        "revised": _revised(raw.get("revised", [])),
        "revised_behind": re.compile(rf"[\s,]*(?:{behind.pattern})$"),
        "idle": re.compile(rf"(?<=\d)\s*(?:{_alternatives(raw.get('idle', [])).pattern})"),
        "tags": raw.get("tags", {}),
    }


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
        conferences=tuple(map(_conference, raw.get("conferences", []))),
        spans=tuple(_span(entry) for entry in raw.get("periods", [])),
        prefixes=tuple(raw.get("prefixes", [])),
        kinds=tuple(kind(word) for word in raw.get("kinds", [])),
        sessions=raw.get("sessions", ""),
        sitting=raw.get("sitting", ""),
        adjectives=tuple(raw.get("adjectives", [])),
        groups=int(raw.get("groups", 0)),
        series=raw.get("series", ""),
        parties=raw.get("parties", ""),
        short=raw.get("short", False),
        numbers={kind(word): (int(first), int(last)) for word, (first, last) in raw.get("numbers", {}).items()},
        renumbered=int(raw.get("renumbered", 0)),
        moved={int(called): int(held) for called, held in raw.get("moved", {}).items()},
    )


def _conference(raw: str) -> tuple[str, int]:
    """Read where and when a body met."""
    place, _, year = raw.rpartition(", ")
    if not place or not year.isdigit():
        raise ValueError(f'conferences: {raw!r} is no place and year; write "Place, year", as in "Lima, 2029"')
    return place, int(year)


def _span(raw: str) -> tuple[int, int, int]:
    """Read a study period with the year in which its Questions were settled, if that is not its first: `2018-2021 in 2017`."""
    period, _, settled = raw.partition(" in ")
    start, _, end = period.partition("-")
    return int(start), int(end), int(settled or start)


def _heading(raw: dict[str, Any]) -> Heading:
    return Heading(
        kind=kind(raw["kind"]),
        pattern=re.compile(raw["pattern"]),
        body=raw.get("body", ""),
        numbered=raw.get("numbered", ""),
        status=status(raw.get("status", Status.IN_FORCE.value)),
        layout=raw.get("layout", ""),
        group=raw.get("group", ""),
        weak=raw.get("weak", False),
        titled=raw.get("titled", True),
        dated=raw.get("dated", False),
        lone=raw.get("lone", False),
        since=int(raw.get("since", 0)),
        cover=_any([raw["cover"]] if "cover" in raw else []),
    )


def _reference(meetings: dict[str, dict[str, str]], raw: dict[str, Any]) -> Reference:
    return Reference(
        kind=kind(raw["kind"]),
        body=raw.get("body", ""),
        pattern=re.compile(raw["pattern"]),
        everywhere=raw.get("everywhere", False),
        **{key: re.compile(raw[key]) for key in ("item", "more", "until") if key in raw},
        meetings=raw.get("meetings") or meetings.get(raw.get("body", ""), {}),
        since=int(raw.get("since", 0)),
        hints=tuple(raw.get("hints", [])),
    )


def _named(raw: dict[str, Any]) -> Named:
    words = "|".join(map(_apart, sorted(raw["words"], key=lambda word: (-len(word), word)))) if "words" in raw else raw["pattern"]
    more = {key: re.compile(raw[key]) for key in ("item", "through") if key in raw}
    return Named(raw["id"], re.compile(words), raw.get("relations", False), hints=tuple(raw.get("words", raw.get("hints", []))), **more)


def _apart(word: str) -> str:
    """Match a name that is no part of a longer one; scripts that join words may have others beside it."""
    before = "" if _JOINED.match(word) else r"(?<![\w/-])"
    return rf"{before}{re.escape(word)}" + ("" if _UNPARTED.search(word) else r"(?![\w/-])")


def _treaty(raw: dict[str, Any]) -> Treaty:
    home = {body: re.compile(parts) for body, parts in raw.get("home", {}).items()}
    return Treaty(raw["id"], tuple(raw["names"]), re.compile(raw.get("alone", "(?!)")), home)


def _layout(raw: dict[str, Any]) -> Layout:
    sections = {fold(name).casefold(): Part.BODY for name in raw.get("body_sections", [])}
    sections |= {fold(name).casefold(): Part.ADMINISTRATIVE for name in raw.get("administrative_sections", [])}
    sections |= {fold(name).casefold(): Part.RELATIONS for name in raw.get("relation_sections", [])}
    return Layout(raw["name"], tuple(kind(word) for word in raw["kinds"]), raw.get("body", ""), sections)


def _openers(raw: dict[str, Any]) -> Openers:
    adverbs = "|".join(map(re.escape, raw.get("adverbs", [])))
    verbs = _alternatives(fold(verb) for verb in {*raw["preamble"], *raw["operative"]}).pattern
    front = rf"(?:{_alternatives(raw['prefixes']).pattern})?" if raw.get("prefixes") else ""
    subject = rf"(?:{_alternatives(raw.get('subjects', [])).pattern})\s+"
    front += rf"(?:{subject})?" if raw.get("subjects") else ""
    front += rf"(?:(?:{adverbs})\s+)?" if adverbs else ""
    ideographs = r"(?![^\W\d_])|(?<=[\u4e00-\u9fff])"
    flags = re.IGNORECASE if raw.get("run_in") else re.NOFLAG
    pattern = re.compile(rf"{front}(?P<verb>{verbs})(?:{ideographs})", flags)
    return Openers(
        raw.get("run_in", False),
        pattern,
        frozenset(fold(verb).casefold() for verb in raw["preamble"]),
        _any([raw["unknown"]] if "unknown" in raw else []),
        re.compile(subject if raw.get("subjects") else r"(?!)"),
    )


def _furniture(raw: dict[str, Any]) -> Furniture:
    return Furniture(
        edges=_any([*raw.get("edges", [_PAGE]), *_programs()["edges"]]),
        anywhere=_any(_programs()["anywhere"]),
        masthead=_any(_programs()["masthead"]),
        leader=re.compile(raw.get("leader", _LEADER)),
        contents=frozenset(raw.get("contents", [])),
        front=frozenset(raw.get("front", [])),
        parts=frozenset(raw.get("parts", [])),
        history=_any(raw.get("history", [])),
        annex=_any([raw["annex"]] if "annex" in raw else []),
        annex_to=_any([raw["annex_to"]] if "annex_to" in raw else []),
        section=_any([raw["section"]] if "section" in raw else []),
        category=_any([raw["category"]] if "category" in raw else []),
        period=_any([raw["period"]] if "period" in raw else []),
        tables=_any([raw["tables"]] if "tables" in raw else []),
        ending=_any(raw.get("ending", [])),
        back=_any(raw.get("back", [])),
        dividers=_any([raw["dividers"]] if "dividers" in raw else []),
        proposal=_any([raw["proposal"]] if "proposal" in raw else []),
        group=_any([raw["group"]] if "group" in raw else []),
        reasons=_any([raw["reasons"]] if "reasons" in raw else []),
        unchanged=frozenset(raw.get("unchanged", [])),
        listed=tuple((kind(word), re.compile(pattern)) for word, pattern in raw.get("listed", {}).items()),
    )


@cache
def _programs() -> dict[str, Any]:
    """Read what programs put on pages."""
    return tomllib.loads((resources.files("mapper.profiles") / "programs.toml").read_text(encoding="utf-8"))


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    """Join patterns into one; none of them match nothing."""
    joined = "|".join(f"(?:{pattern})" for pattern in patterns)
    return re.compile(joined or r"(?!)")


def _alternatives(words: Iterable[str]) -> re.Pattern[str]:
    """Match any of some words, the longest first; no words match nothing."""
    joined = "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
    return re.compile(joined or r"(?!)")
