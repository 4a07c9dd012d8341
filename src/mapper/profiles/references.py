"""How a profile says that other texts are named: by a number of its own kind, or by a name in place of a number."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from mapper.types import Kind

MOST = 30  # texts that a range may span: "Resolutions 64 to 67"
NEVER = re.compile(r"(?!)")
_ITEM = re.compile(r"\d+(?:/\d+)?")
_NAMES = re.compile(r"\w*\d\w*")
_ES = str.maketrans("\u0421\u0441", "Cc")  # the Cyrillic letter that looks like C


def between(first: str, last: str) -> range:
    """Give the numbers between two, where they are plain and not too far from each other."""
    if not (first.isdigit() and last.isdigit() and 0 < int(last) - int(first) <= MOST):
        return range(0)
    return range(int(first) + 1, int(last))


def hinted(hints: tuple[str, ...], text: str) -> bool:
    """Say whether a text has any of the words without which a pattern cannot match; none stand for no such word."""
    return not hints or any(hint in text for hint in hints)


@dataclass(frozen=True)
class Named:
    """Tell what has a name in place of a number: an advisory group, a goal, an article of a treaty.

    `relations`: only where a text lists what it is related to. `{name}` in the id is what the pattern calls so, or each `item` of its list; between
    two that `through` joins all are meant. A group `edition` of the pattern is the edition.
    """

    id: str
    pattern: re.Pattern[str]
    relations: bool = False
    item: re.Pattern[str] = _NAMES
    through: re.Pattern[str] = NEVER
    hints: tuple[str, ...] = ()

    def matches(self, text: str) -> Iterator[re.Match[str]]:
        """Find where a text names it; one without any of the hints is not looked at."""
        return self.pattern.finditer(text) if hinted(self.hints, text) else iter(())

    def works(self, found: re.Match[str]) -> list[tuple[str, str]]:
        """Give id and edition of each that a match names."""
        groups = found.groupdict()
        names = [*self._listed(groups["list"])] if groups.get("list") else [groups.get("name") or ""]
        return [(self.id.format(name=_slug(name)), groups.get("edition") or "") for name in names]

    def _listed(self, text: str) -> Iterator[str]:
        before = None
        for item in self.item.finditer(text):
            if before is not None and self.through.fullmatch(text[before.end() : item.start()]):
                yield from map(str, between(before[0], item[0]))
            yield item[0]
            before = item


def _slug(name: str) -> str:
    return re.sub(r"[^\w.-]+", "-", name.translate(_ES).lower())


@dataclass(frozen=True)
class Treaty:
    """Name a treaty whose parts are cited; `alone` matches kind and number of those that nobody else has: "no 5.340".

    `home` matches those that are meant in texts of a body that name no treaty.
    """

    id: str
    names: tuple[str, ...]
    alone: re.Pattern[str] = NEVER
    home: Mapping[str, re.Pattern[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Reference:
    """Tell how texts of one body are cited where that takes a pattern of its own; `everywhere`: by texts of other organisations too.

    No `body`: that of the text which cites. `item`: a number of the list, with the letters that part it and the session behind it. `more`: the list
    goes on behind what is said of its last member, up to the next word of `until`. A number that begins anew at every meeting has the year before it:
    the `year` of the pattern, that of the `meetings`, or of the meeting's count `since` a year; without a number the meeting itself is meant.
    """

    kind: Kind
    body: str
    pattern: re.Pattern[str]
    everywhere: bool = False
    item: re.Pattern[str] = _ITEM
    more: re.Pattern[str] = NEVER
    until: re.Pattern[str] = NEVER
    meetings: Mapping[str, str] = field(default_factory=dict)
    since: int = 0
    hints: tuple[str, ...] = ()

    @property
    def meets(self) -> bool:
        """Say whether a meeting itself is meant, and no text of it."""
        return not any(name.startswith(("list", "number")) for name in self.pattern.groupindex)

    def matches(self, text: str) -> Iterator[re.Match[str]]:
        """Find where a text cites so, and each place where a list goes on."""
        end = 0
        for found in self.pattern.finditer(text) if hinted(self.hints, text) else ():
            if found.start() < end:
                continue
            yield found
            stop = self.until.search(text, found.end())
            for more in self.more.finditer(text, found.end(), stop.start() if stop else len(text)):
                yield more
                end = more.end()

    def numbers(self, found: re.Match[str]) -> list[str]:
        """Give the numbers that a citation names."""
        groups = found.groupdict()
        told = [number for name, said in groups.items() if said for number in self._told(name, said)]
        if not any(name.startswith(("meeting", "year")) for name in groups):
            return told
        year = self.year(found)
        return [f"{year}/{number}" for number in told] if year else []

    def year(self, found: re.Match[str]) -> str:
        """Say of which year the meeting is that a citation names; empty where that is not known."""
        meeting, year = (next((said for name, said in found.groupdict().items() if said and name.startswith(key)), "") for key in ("meeting", "year"))
        counted = str(self.since + int(meeting)) if self.since and meeting else ""
        return year or self.meetings.get(meeting) or counted

    def _told(self, name: str, said: str) -> Iterator[str]:
        """Give the numbers that a group of the pattern holds; a group that stands there more than once has a figure behind its name."""
        if name.startswith("list"):
            yield from self._items(said)
        elif name.startswith("number"):
            yield said

    def _items(self, text: str) -> Iterator[str]:
        for item in self.item.finditer(text):
            groups = item.groupdict()
            number, session = groups.get("number") or item[0], groups.get("session") or ""
            for letter in re.findall(r"[A-Z]", groups.get("letters") or "") or [""]:
                yield " ".join(filter(None, (number, letter, session)))
