"""Practice: which happenings are held against each other, and by which rules; read from the profile `agenda/common.toml`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from mapper.agenda.regions import folded
from mapper.profiles.folders import folder


@dataclass(frozen=True)
class Rule:
    """Hold a rule: two happenings that share all that it names, so many days apart at most, clash or are a chance."""

    name: str
    kind: str
    days: int
    shared: tuple[str, ...]
    reason: str
    meeting: bool = False


@dataclass(frozen=True)
class Practice:
    """Hold the rules in their order, and the words that they rest on."""

    kinds: frozenset[str]
    longest: int
    most: int
    rules: tuple[Rule, ...]
    online: frozenset[str]
    off: frozenset[str]
    meetings: re.Pattern[str]

    def is_online(self, place: str) -> bool:
        """Say whether a place is none."""
        return folded(place) in self.online

    def is_off(self, status: str) -> bool:
        """Say whether something does not take place as it was planned."""
        return bool(self.off & set(re.split(r"[\s,;:()]+", folded(status)))) or folded(status) in self.off

    def is_meeting(self, title: str) -> bool:
        """Say whether a title names the meeting of a group."""
        return bool(self.meetings.search(folded(title)))


@cache
def practice() -> Practice:
    """Read the profile once."""
    raw = folder("agenda")["common"]
    rules = [Rule(**{**rule, "shared": tuple(rule["shared"])}) for rule in raw["rule"]]
    return Practice(
        frozenset(raw["kinds"]), raw["longest"], raw["most"], tuple(rules), _folded(raw["online"]), _folded(raw["off"]), _pattern(raw["meetings"])
    )


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(folded, words))


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in sorted(_folded(words), key=lambda word: (-len(word), word))))
