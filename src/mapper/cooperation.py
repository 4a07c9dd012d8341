"""Cooperation: whether a subject is one of all Sectors or of two, and how they can act together; read from the profiles in `cooperation/`."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from itertools import combinations
from typing import Any

from mapper.profiles.folders import folder
from mapper.views.counts import NOBODY
from mapper.views.items import Item


class Reach(StrEnum):
    """Say whom a subject concerns."""

    ALL = "all-sectors"
    SEVERAL = "several"
    BILATERAL = "bilateral"
    BESIDE = "with-secretariat"
    WITHIN = "within-one"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Scope:
    """Say whom a subject concerns: the Sectors, and the secretariat where it takes part beside them."""

    reach: Reach
    sectors: tuple[str, ...]
    beside: str = ""

    @property
    def words(self) -> str:
        """Say it in words."""
        joined = "-".join(self.sectors)
        told = {
            Reach.ALL: "all Sectors",
            Reach.SEVERAL: f"among {', '.join(self.sectors)}",
            Reach.BILATERAL: f"bilateral {joined}",
            Reach.BESIDE: joined,
            Reach.WITHIN: f"within {joined}",
            Reach.UNKNOWN: "no Sector named",
        }[self.reach]
        return told + (f", with {self.beside}" if self.beside else "")


@dataclass(frozen=True)
class Joint:
    """Say who can act together, in which ways, and how many texts they have on the subject."""

    among: str
    sectors: tuple[str, ...]
    ways: tuple[str, ...]
    texts: int

    @property
    def who(self) -> str:
        """Name them in words; the secretariat is no Sector and stands first."""
        if self.among == _SECRETARIAT:
            return f"{self.sectors[0]} with {', '.join(self.sectors[1:])}"
        return "all Sectors" if self.among == _ALL else "-".join(self.sectors)


def circles(joint: Iterable[Joint]) -> list[tuple[tuple[str, ...], tuple[Joint, ...]]]:
    """List the ways to act together, each once, with those who can act so, in the order of the first."""
    found: dict[tuple[str, ...], list[Joint]] = {}
    for one in joint:
        found.setdefault(one.ways, []).append(one)
    return [(ways, tuple(who)) for ways, who in found.items()]


def in_lines(joint: Iterable[Joint]) -> list[str]:
    """Say who can act together and how, a line for all who can do the same."""
    return [f"{', '.join(one.who for one in who)}: {'; '.join(ways)}" for ways, who in circles(joint)]


_ALL, _TWO, _SECRETARIAT = "all", "two", "secretariat"


@dataclass(frozen=True)
class _Rule:
    among: str
    studies: str
    ways: tuple[str, ...]


@dataclass(frozen=True)
class LeadWords:
    """Say how a clause names a group as the lead: by which words, how it calls groups, and how tables call them."""

    words: re.Pattern[str]
    groups: re.Pattern[str]
    kinds: Mapping[str, str]
    name: str


@dataclass(frozen=True)
class Cooperation:
    """Hold what one profile says: who all Sectors are, who stands beside them, which kinds of text are studies, and the rules.

    `lead` says how a group is named as the lead; `streamlining` what would be done about a relation that repeats: where one body stands over the
    other, and where none does.
    """

    all: tuple[str, ...] = ()
    secretariat: str = ""
    studies: frozenset[str] = frozenset()
    rules: tuple[_Rule, ...] = ()
    lead: LeadWords | None = None
    streamlining: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def joint(self, items: Sequence[Item]) -> Iterator[Joint]:
        """List who can act together, all Sectors first, by whether each has a text by which a group studies the subject."""
        studying = {sector: False for item in items for sector in item.sectors}
        studying |= {sector: True for item in items if item.kind in self.studies for sector in item.sectors}
        for among, who in self._circles(studying):
            if ways := self._ways(among, [studying[one] for one in who]):
                yield Joint(among, who, ways, len({item.id for item in items if {*item.sectors} & {*who}}))

    def _circles(self, sectors: Collection[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
        there = tuple(sector for sector in self.all if sector in sectors)
        if len(there) == len(self.all) > 2:
            yield _ALL, there
        yield from ((_TWO, pair) for pair in combinations(there, 2))
        if there and self.secretariat in sectors:
            yield _SECRETARIAT, (self.secretariat, *there)

    def _ways(self, among: str, studying: Collection[bool]) -> tuple[str, ...]:
        found = "each" if all(studying) else "some" if any(studying) else "none"
        return next((rule.ways for rule in self.rules if (rule.among, rule.studies) == (among, found)), ())


@cache
def cooperations() -> tuple[Cooperation, ...]:
    """Read the profiles once, one for each organisation."""
    return tuple(
        Cooperation(
            all=tuple(raw["all"]),
            secretariat=raw["secretariat"],
            studies=frozenset(raw["studies"]),
            rules=tuple(_Rule(rule["among"], rule["studies"], tuple(rule["ways"])) for rule in raw["joint"]),
            lead=_lead(raw["lead"]) if "lead" in raw else None,
            streamlining={rule["relation"]: (rule["action"], rule["equal"]) for rule in raw.get("streamline", ())},
        )
        for raw in folder("cooperation").values()
    )


def _lead(raw: Mapping[str, Any]) -> LeadWords:
    words = re.compile("|".join(raw["words"]), re.IGNORECASE)
    return LeadWords(words, re.compile(raw["groups"]), dict(raw["kinds"]), raw["name"])


def cooperation(sectors: Collection[str]) -> Cooperation:
    """Find the profile that knows one of some Sectors; an empty one where none does."""
    known = (each for each in cooperations() if any(sector in (*each.all, each.secretariat) for sector in sectors))
    return next(known, Cooperation())


def together(items: Iterable[Item]) -> tuple[Joint, ...]:
    """List who can act together on a subject, and how, given the texts on it."""
    found = tuple(items)
    return tuple(cooperation([sector for item in found for sector in item.sectors]).joint(found))


def scope(sectors: Collection[str]) -> Scope:
    """Say whom a subject concerns, given the Sectors, or the bodies of organisations without any, in the order in which they are named."""
    named = tuple(sector for sector in sectors if sector != NOBODY)
    profile = cooperation(named)
    if named and {*profile.all} == {*named} - {profile.secretariat}:
        return Scope(Reach.ALL, profile.all, profile.secretariat if profile.secretariat in named else "")
    proper = tuple(sector for sector in named if sector != profile.secretariat)
    if len(named) > len(proper) > 0:
        return Scope(Reach.BILATERAL if len(proper) == 2 else Reach.BESIDE, proper, profile.secretariat)
    reach = {0: Reach.UNKNOWN, 1: Reach.WITHIN, 2: Reach.BILATERAL}.get(len(named), Reach.SEVERAL)
    return Scope(reach, named)
