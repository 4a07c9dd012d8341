"""Profiles: what an organisation's bodies, headings, openers, actors and references are called; data in TOML, read once."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from mapper.errors import MapperError
from mapper.types import Kind, Part, Status

_HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-", "\u00a0": " ", "\u00ad": None, "\u200b": None, "\u2019": "'"})


_REST = re.compile(r"(?:\s*[(（][^()（）]*[)）])?\s*[,:،，]?\s*")  # what may follow a body's name in its opening line


def fold(text: str) -> str:
    """Fold white space and the kinds of hyphens, so that a pattern need name but one."""
    return re.sub(r"\s+", " ", text.translate(_HYPHENS)).strip()


@dataclass(frozen=True)
class Body:
    """Name one that issues texts: a conference, an assembly, a Sector."""

    code: str
    work: str
    sector: str
    names: tuple[str, ...]
    opening: tuple[str, ...] = ()
    conferences: tuple[tuple[str, int], ...] = ()
    spans: tuple[tuple[int, int, int], ...] = ()
    prefixes: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    sessions: str = ""

    def place(self, year: int) -> str:
        """Say where this body met in a year; empty where that is not known."""
        return next((place for place, when in self.conferences if when == year), "")

    def period(self, year: int) -> str:
        """Name the study period that follows what was decided in a year."""
        return next((f"{start}-{end}" for start, end, _ in self.spans if start <= year + 1 <= end), "")

    @property
    def periods(self) -> tuple[str, ...]:
        """Name the study periods, the oldest first."""
        return tuple(f"{start}-{end}" for start, end, _ in self.spans)


@dataclass(frozen=True)
class Heading:
    """Tell how a document of one kind begins."""

    kind: Kind
    pattern: re.Pattern[str]
    body: str = ""
    numbered: str = ""
    status: Status = Status.IN_FORCE
    layout: str = ""
    group: str = ""
    weak: bool = False
    titled: bool = True
    dated: bool = False


@dataclass(frozen=True)
class Layout:
    """Name the sections of a kind of document with the part that each makes."""

    name: str
    kinds: tuple[Kind, ...]
    body: str
    sections: Mapping[str, Part]


@dataclass(frozen=True)
class Openers:
    """Hold the words with which clause groups open."""

    run_in: bool
    pattern: re.Pattern[str]
    preamble: frozenset[str]

    def match(self, text: str) -> tuple[str, Part] | None:
        """Give the opening words of a text and the part that they open."""
        found = self.pattern.match(text)
        if found is None:
            return None
        part = Part.PREAMBLE if found["verb"].casefold() in self.preamble else Part.OPERATIVE
        return found[0], part


@dataclass(frozen=True)
class Furniture:
    """Hold the patterns of what is on the page but not in the text, and of what divides a document."""

    edges: re.Pattern[str]
    leader: re.Pattern[str]
    contents: frozenset[str]
    front: frozenset[str]
    parts: frozenset[str]
    history: re.Pattern[str]
    annex: re.Pattern[str]
    annex_to: re.Pattern[str]
    section: re.Pattern[str]
    category: re.Pattern[str]
    period: re.Pattern[str]
    tables: re.Pattern[str]
    ending: re.Pattern[str]
    dividers: re.Pattern[str]


@dataclass(frozen=True)
class Actor:
    """Name one that is told to act, with the words that name it."""

    name: str
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class Organisation:
    """Hold all that one profile says."""

    name: str
    works: Mapping[Kind, str]
    marks: Mapping[str, Status]
    bodies: tuple[Body, ...]
    headings: tuple[Heading, ...]
    layouts: tuple[Layout, ...]
    openers: Openers
    furniture: Furniture
    styles: Mapping[str, str]
    actors: tuple[Actor, ...]
    beside: re.Pattern[str]
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def body(self, code: str) -> Body | None:
        """Find a body by its code, without regard to case."""
        return next((body for body in self.bodies if body.code.casefold() == code.casefold()), None)

    def layout(self, name: str) -> Layout | None:
        """Find a layout by its name."""
        return next((layout for layout in self.layouts if layout.name == name), None)

    def opening(self, text: str) -> tuple[Body, str] | None:
        """Say which body a conference line names, with what follows the name."""
        folded = fold(text)
        found = [(len(name), body, folded[len(name) :]) for body in self.bodies for name in body.opening if folded.startswith(name)]
        length, body, rest = max(found, key=lambda entry: entry[0], default=(0, None, ""))
        return (body, rest) if body and length and _REST.fullmatch(rest) else None


@cache
def organisations() -> tuple[Organisation, ...]:
    """Read every profile that is shipped, the first one first."""
    folder = resources.files("mapper.profiles") / "organisations"
    files = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=lambda entry: entry.name)
    return tuple(parse(entry.read_text(encoding="utf-8"), entry.name) for entry in files)


def organisation_of(body: str) -> Organisation | None:
    """Find the organisation of a body."""
    return next((organisation for organisation in organisations() if organisation.body(body)), None)


@cache
def languages() -> Mapping[str, Mapping[str, Any]]:
    """Read what tells the languages apart."""
    return tomllib.loads((resources.files("mapper.profiles") / "languages.toml").read_text(encoding="utf-8"))


def language_of(text: str) -> str:
    """Say in which language a text is written, by script and stop words; empty where it is too short to say."""
    counts: dict[str, int] = {}
    words = re.findall(r"[^\W\d_]+", text.casefold())
    for name, facts in languages().items():
        stop = frozenset(facts["stop"])
        counts[name] = sum(word in stop for word in words) + (len(re.findall(facts["script"], text)) if "script" in facts else 0)
    best = max(counts, key=lambda name: (counts[name], name == "en"))
    return best if counts[best] else ""


def parse(text: str, name: str) -> Organisation:
    """Read one profile; a mistake is one sentence with the file's name."""
    try:
        return _organisation(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, KeyError, ValueError, re.error) as error:
        raise MapperError(f"profile {name} cannot be used: {error}; mend it and try again") from error


def _organisation(raw: dict[str, Any]) -> Organisation:
    actors = sorted(
        ((word, actor["name"]) for actor in raw["actors"].get("list", []) for word in actor["words"] + actor.get("joint", [])),
        key=lambda entry: (-len(entry[0]), entry[0]),
    )
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
        actors=tuple(Actor(name, re.compile(rf"\b{re.escape(word)}\b")) for word, name in actors),
        beside=alternatives(raw["actors"]["beside"]),
        words={key: tuple(words) for key, words in raw["citations"].items()},
    )


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
    )


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
    return Openers(raw["run_in"], pattern, frozenset(verb.casefold() for verb in raw["preamble"]))


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
    )


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    """Join patterns into one; none of them match nothing."""
    joined = "|".join(f"(?:{pattern})" for pattern in patterns)
    return re.compile(joined or r"(?!)")


def alternatives(words: Iterable[str]) -> re.Pattern[str]:
    """Match any of some words, the longest first; no words match nothing."""
    joined = "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
    return re.compile(joined or r"(?!)")
