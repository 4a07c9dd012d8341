"""What one profile says, as frozen nouns: bodies, headings, layouts, openers, furniture, actors."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from mapper.profiles.references import Named, Reference, Treaty
from mapper.types import Kind, Part, Status

_HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-", "\u00a0": " ", "\u00ad": None, "\u200b": None, "\u2019": "'", "\u0640": None})
_UNSEEN = re.compile("[\u064b-\u0652\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # marks of vowels and of direction
_REST = re.compile(r"(?:\s*[(（][^()（）]*[)）])?\s*[,:،，]?\s*")  # what may follow a body's name in its opening line

ACTORS = "; "  # parts the names of several actors of one clause


def _caseless(pattern: re.Pattern[str]) -> re.Pattern[str]:
    return re.compile(pattern.pattern, pattern.flags | re.IGNORECASE)


def fold(text: str) -> str:
    """Fold white space and the kinds of hyphens, so that a pattern need name but one."""
    return re.sub(r"\s+", " ", _UNSEEN.sub("", text.translate(_HYPHENS))).strip()


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
    adjectives: tuple[str, ...] = ()
    groups: int = 0
    series: str = ""
    parties: str = ""
    short: bool = False
    numbers: Mapping[Kind, tuple[int, int]] = field(default_factory=dict)
    moved: Mapping[int, int] = field(default_factory=dict)
    renumbered: int = 0
    sitting: str = ""

    def held(self, year: int) -> int:
        """Say in which year the conference was held that is called by a year."""
        return self.moved.get(year, year)

    def counted(self, number: str, year: int | None) -> str:
        """Give a number as an id has it: with the year before it, where the body's numbers began anew at each conference then."""
        return f"{year}/{number}" if year and year < self.renumbered and "/" not in number else number

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
    """Tell how a document of one kind begins.

    `dated`: its number begins anew at every meeting. `lone`: it counts only where no other heading is found. `since`: the first part of its number
    counts sessions from that year. `cover`: what a cover says of the year, and the month, of an edition that the text does not name.
    """

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
    lone: bool = False
    since: int = 0
    cover: re.Pattern[str] = re.compile(r"(?!)")


@dataclass(frozen=True)
class Layout:
    """Name the sections of a kind of document with the part that each makes."""

    name: str
    kinds: tuple[Kind, ...]
    body: str
    sections: Mapping[str, Part]


@dataclass(frozen=True)
class Openers:
    """Hold the words with which clause groups open; `capitals`: they are printed in capitals; `mixed`: some are not."""

    run_in: bool
    pattern: re.Pattern[str]
    preamble: frozenset[str]
    unknown: re.Pattern[str]
    subject: re.Pattern[str] = re.compile(r"(?!)")
    capitals: bool = False
    mixed: bool = True

    def speaks(self, text: str) -> bool:
        """Say whether a sentence begins with the body that speaks, and its verb."""
        return self.subject.match(text) is not None and (self.match(text) or self.guess(text)) is not None

    def match(self, text: str) -> tuple[str, Part] | None:
        """Give the opening words of a text and the part that they open."""
        found = self.pattern.match(text) if self.mixed else None
        if found is None and self.capitals and (small := self.pattern.match(text.lower())) and text[: small.end()].isupper():
            found = small
        if found is None:
            return None
        part = Part.PREAMBLE if found["verb"].casefold() in self.preamble else Part.OPERATIVE
        return text[: found.end()], part

    def part(self, text: str) -> Part | None:
        """Say which part some words open, in whatever letters they are set; None where they open none."""
        found = self.match(fold(text)) or self.match(fold(text).lower()) or self.guess(fold(text))
        return found[1] if found else None

    def guess(self, text: str) -> tuple[str, Part] | None:
        """Give what looks like a run-in verb that no list knows: "Underscores the need", "Regretting that"."""
        found = self.unknown.match(text)
        if found is None:
            return None
        return (found["recital"], Part.PREAMBLE) if found["recital"] else (found["order"], Part.OPERATIVE)


@dataclass(frozen=True)
class Furniture:
    """Hold the patterns of what is on the page but not in the text, and of what divides a document.

    `listed`: how contents call texts in short. `reasons`: how those of a proposal begin. `unchanged`: marks that ask for no change.
    """

    edges: re.Pattern[str]
    anywhere: re.Pattern[str]
    masthead: re.Pattern[str]
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
    back: re.Pattern[str]
    dividers: re.Pattern[str]
    proposal: re.Pattern[str]
    group: re.Pattern[str]
    listed: tuple[tuple[Kind, re.Pattern[str]], ...] = ()
    reasons: re.Pattern[str] = re.compile(r"(?!)")
    unchanged: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Actor:
    """Name one that is told to act, with the words that name it."""

    name: str
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class Mark:
    """Hold what the margin says of a text: the mark's word, the label of a proposal behind it, and what follows on the line."""

    word: str = ""
    proposal: str = ""
    rest: str = ""


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
    task: re.Pattern[str]
    joint: re.Pattern[str]
    told: re.Pattern[str]
    addressing: re.Pattern[str]
    leads: re.Pattern[str]
    owned: re.Pattern[str]
    shared: tuple[tuple[str, str], ...]
    revised: re.Pattern[str]
    revised_behind: re.Pattern[str]
    idle: re.Pattern[str]
    tags: Mapping[str, str]
    places: Mapping[str, str]
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    references: tuple[Reference, ...] = ()
    named: tuple[Named, ...] = ()
    treaties: tuple[Treaty, ...] = ()
    acting: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    default: bool = False

    def addressed(self, actors: str) -> dict[str, tuple[str, ...]]:
        """Say for which Sectors the actors of a clause act: the Sectors, each with those of its actors; who acts for none is left out."""
        found: dict[str, tuple[str, ...]] = {}
        for name in actors.split(ACTORS):
            for sector in self.acting.get(name, ()):
                found[sector] = (*found.get(sector, ()), name)
        return found

    def body(self, code: str) -> Body | None:
        """Find a body by its code, without regard to case."""
        return next((body for body in self.bodies if body.code.casefold() == code.casefold()), None)

    def met(self, place: str, year: int | None) -> list[Body]:
        """Find the bodies that met somewhere in a year."""
        return [body for body in self.bodies if (place, year) in body.conferences]

    def layout(self, name: str) -> Layout | None:
        """Find a layout by its name."""
        return next((layout for layout in self.layouts if layout.name == name), None)

    def mark(self, text: str) -> Mark:
        """Read the mark that a line begins with; extraction may have glued a proposal's label to it."""
        found = self.furniture.proposal.match(text)
        if found and found["mark"] in self.marks:
            return Mark(found["mark"], found["label"], text[found.end() :].strip())
        word = next((word for word in self.marks if text == word or text.startswith(f"{word} ")), "")
        return Mark(word, "", text[len(word) :].strip())

    def is_mark(self, text: str) -> bool:
        """Say whether a line is a mark and nothing else."""
        mark = self.mark(text)
        return bool(mark.word) and not mark.rest

    def opening(self, text: str) -> tuple[Body, str] | None:
        """Say which body a conference line names, with what follows the name."""
        if not self.begins.match(text.lstrip()):
            return None
        folded = fold(text)
        found = [(len(name), body, folded[len(name) :]) for body in self.bodies for name in body.opening if folded.startswith(name)]
        length, body, rest = max(found, key=lambda entry: entry[0], default=(0, None, ""))
        if body is None:
            return None
        rest = re.sub(rf",?\s*(?:{body.sitting})\s*(?=[,:]?$)", "", rest) if body.sitting else rest
        return (body, rest) if length and _REST.fullmatch(rest) else None

    def speaks(self, text: str) -> bool:
        """Say whether a line is a conference line, or the first words of one that goes on below."""
        folded = fold(text)
        return self.opening(text) is not None or (
            self.begins.match(folded) is not None and any(name.startswith(folded) for body in self.bodies for name in body.opening)
        )

    @cached_property
    def shouted(self) -> "Organisation":
        """Give the profile as it reads words in capitals, as far as they say who is to act."""
        return replace(
            self,
            addressing=_caseless(self.addressing),
            beside=_caseless(self.beside),
            task=_caseless(self.task),
            joint=_caseless(self.joint),
            actors=tuple(replace(actor, pattern=_caseless(actor.pattern)) for actor in self.actors),
        )

    @property
    def treaty_parts(self) -> tuple[str, ...]:
        """Give the words of an id for what treaties are made of."""
        return self.words.get("treaty_parts", ())

    @cached_property
    def begins(self) -> re.Pattern[str]:
        """Match the first letters of any conference line: most lines of a text need no closer look."""
        first = {name[:4] for body in self.bodies for name in body.opening}
        return re.compile("|".join(re.escape(letters).replace(r"\ ", r"\s").replace("'", "['\u2019]") for letters in sorted(first)) or r"(?!)")
