"""Dates: what lists write of a day or a span of days, in one way; what is not certain stays in the words of the list."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache

from mapper.profiles import languages

UNCLEAR = "may have the day or the month first"
UNREADABLE = "is not understood as a date"
BACKWARDS = "ends before it begins"
SHORT = "has a year of two figures"

_YEAR = r"(?<!\d)(?:19|20|21)\d\d(?!\d)"
_CLOCK = re.compile(r"(?:(?<=\d)t|(?<!\d))\d{1,2}[:h]\d\d(?::\d\d)?(?:[.,]\d+)?(?:z\b|[+-]\d\d:?\d\d)?(?:\s*(?:[ap]\.?m\b\.?|utc|gmt))?")
_YEARLY = re.compile(rf"({_YEAR})[-/](?=[qhst][1-4])")  # 2025-Q2
_SHORT = re.compile(r"(?<![\d/.-])\d\d?([-/.])\d\d?\1\d\d(?!\d)")
_SERIAL = re.compile(r"[34]\d{4}")  # days of 1982 to 2036, where a spreadsheet lost that they are days
_ZERO = date(1899, 12, 30)
_REMEMBERED = 10_000  # dates: long lists say the same ones again
_STRETCHES = ("quarters", "halves")
_MONTH = re.compile(r"@(\d+)(?:\s*/\s*@\1(?!\d))?")  # one month in two names, as in Arabic: it is written once
_LIST = re.compile(r"(?<!\d)(\d\d?),(?=\s*\d\d?(?!\d))")  # 4, 18 and 25 May
_TOKEN = re.compile(
    rf"""(?P<blank>[\s,.;()]+)
    | (?P<whole>(?P<y>{_YEAR})(?P<s>[-/.])(?P<m>\d\d?)(?P=s)(?P<d>\d\d?)(?!\d))      # 2023-05-13
    | (?P<short>(?P<y1>{_YEAR})-(?P<m1>\d\d)(?![\d-]))                               # 2023-05
    | (?P<plain>(?<!\d)(?P<a>\d\d?)(?P<s2>[-/.])(?P<b>\d\d?)(?P=s2)(?P<y2>{_YEAR}))  # 13.05.2023
    | (?P<named>(?<!\d)(?P<d3>\d\d?)\s*(?P<s3>[-/])\s*@(?P<m3>\d\d?)\s*(?P=s3)\s*(?P<y3>{_YEAR}|\d\d(?!\d)))  # 13-May-23
    | (?P<dotted>(?<!\d)(?P<d4>\d\d?)\.(?P<m4>\d\d)(?!\d))                           # 29.04 to 03.05.2023
    | (?P<year>{_YEAR})
    | @(?P<month>\d\d?)
    | (?<!\d)(?P<day>\d\d?)(?!\d)
    | (?P<until>[-/~–—])""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class Span:
    """Hold the first and the last day, as 2023-05-13 (or 2023-05, 2023).

    `trouble` says why there is none; the year may be certain all the same. `note` says how something was read that looks like no date.
    """

    start: str = ""
    end: str = ""
    year: int | None = None
    trouble: str = ""
    note: str = ""


@dataclass(frozen=True)
class _Day:
    """Hold what is said of one day."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def text(self) -> str:
        if self.year is None or (self.day is not None and self.month is None):
            raise _Doubt(UNREADABLE)
        try:
            whole = date(self.year, self.month or 1, self.day or 1).isoformat()
        except ValueError as error:
            raise _Doubt(UNREADABLE) from error
        return whole if self.day else whole[:7] if self.month else whole[:4]


class _Doubt(Exception):
    """Say what is not certain."""


@lru_cache(maxsize=_REMEMBERED)
def read(words: str, order: str = "") -> Span:
    """Read one day or a span of days; no words, or words like "to be announced", are no date and no trouble.

    `order` says what comes first where a date like 03/05/2023 could be read in two ways: "day", "month", or nobody knows.
    """
    if _SERIAL.fullmatch(words):
        day = (_ZERO + timedelta(int(words))).isoformat()
        return Span(day, "", int(day[:4]), note=f"is the number that a spreadsheet has for {day}, and was read so")
    text = _plain(words)
    years = {int(year) for year in re.findall(_YEAR, text)}
    try:
        days = list(_days(text, order))
        if not any(day != _Day() for day in days):
            return Span()
        start, end = _filled(days)
    except _Doubt as doubt:
        trouble = SHORT if str(doubt) == UNREADABLE and _SHORT.search(text) else str(doubt)
        return Span("", "", years.pop() if len(years) == 1 else None, trouble)
    return Span(start, end if end != start else "", int(start[:4]))


def orders(words: str) -> set[str]:
    """Say what comes first in the dates that have a stroke or a hyphen between figures and can be read in one way only: "day" or "month"."""
    pairs = ((int(found["a"]), int(found["b"])) for found in _TOKEN.finditer(_plain(words)) if found["plain"] and found["s2"] != ".")
    return {"day" if one > 12 else "month" for one, other in pairs if (one > 12) is not (other > 12)}


def _plain(words: str) -> str:
    """Fold letters and figures; write months as @5, the words between two days as a dash; leave out clock times and words that say nothing."""
    known = _words()
    text = _YEARLY.sub(r"\1 ", _CLOCK.sub(" ", _folded(words)))
    text = known.stretch.sub(lambda found: f" {known.stretches[found[0].rstrip('.')]} ", text)
    text = known.month.sub(lambda found: f" @{known.months[found[0].rstrip('.')]} ", text)
    for pattern, sign in ((_MONTH, r" @\1 "), (known.idle, " "), (known.until, "–"), (_LIST, r"\1–")):
        text = pattern.sub(sign, text)
    return text.strip(" ,;.").rstrip(" -–—/,;.")


def _folded(words: str) -> str:
    apart = unicodedata.normalize("NFKD", words.casefold().replace("’", "'"))
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in apart if not unicodedata.combining(c))


@dataclass(frozen=True)
class _Words:
    """Hold the words that stand in dates, of all languages together."""

    months: Mapping[str, int]
    month: re.Pattern[str]
    stretches: Mapping[str, str]
    stretch: re.Pattern[str]
    idle: re.Pattern[str]
    until: re.Pattern[str]


@cache
def _words() -> _Words:
    facts = languages().values()
    months = {_folded(name): n for known in facts for n, names in enumerate(known["months"], 1) for name in names.split("|")}
    written = [(n, names, 12 // len(known[key])) for known in facts for key in _STRETCHES for n, names in enumerate(known[key])]
    stretches = {_folded(name): _months(n, length) for n, names, length in written for name in names.split("|")}
    idle = [word for known in facts for word in (*known["undated"], *known["beside"])]
    ordinals = "|".join(word for known in facts for word in known["ordinals"])
    return _Words(
        months,
        re.compile(_any(months)),
        stretches,
        re.compile(_any(stretches)),
        re.compile(rf"{_any(idle)}|(?<=\d)(?:{ordinals})(?![^\W\d_])"),
        re.compile(_any(word for known in facts for word in known["until"])),
    )


def _months(number: int, length: int) -> str:
    """Write a quarter or a half of a year, counted from 0, by its months."""
    return f"@{number * length + 1}–@{(number + 1) * length}"


def _any(words: Iterable[str]) -> str:
    """Match whole words, with the stop that shortens them; a script without blanks between words has no edges to look for."""
    scripts = re.compile("|".join(known["script"] for known in languages().values() if "script" in known))
    folded = sorted(map(_folded, words), key=lambda word: (-len(word), word))
    run = [("(?<!\\d)" if word[0].isdigit() else "") + re.escape(word) for word in folded if scripts.search(word)]
    apart = "|".join(re.escape(word) for word in folded if not scripts.search(word))
    return "|".join((*run, rf"(?<![^\W\d_])(?:{apart})(?![^\W\d_])\.?"))


def _days(text: str, order: str) -> Iterator[_Day]:
    """Give the days that a text names, one for each part between dashes."""
    day, at = _Day(), 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise _Doubt(UNREADABLE)
        at = found.end()
        if found["until"]:
            yield day
            day = _Day()
        elif not found["blank"]:
            day = _joined(day, _said(found, order))
    yield day


def _said(found: re.Match[str], order: str) -> _Day:
    if found["plain"]:
        return _ordered(int(found["a"]), int(found["b"]), int(found["y2"]), "day" if found["s2"] == "." else order)
    year = found["y"] or found["y1"] or found["y3"] or found["year"]
    month = found["m"] or found["m1"] or found["m3"] or found["m4"] or found["month"]
    day = found["d"] or found["d3"] or found["d4"] or found["day"]
    return _Day(*(int(number) if number else None for number in (f"20{year}" if year and len(year) == 2 else year, month, day)))


def _ordered(one: int, other: int, year: int, order: str) -> _Day:
    """Tell day from month where one is above twelve, or it is known which comes first, as before a stop the day; else nobody can know."""
    if other > 12:
        return _Day(year, one, other)
    if one > 12 or order == "day" or one == other:
        return _Day(year, other, one)
    if order == "month":
        return _Day(year, one, other)
    raise _Doubt(UNCLEAR)


def _joined(day: _Day, more: _Day) -> _Day:
    """Put two pieces of one day together; what is said twice is not understood."""
    both = ((day.year, more.year), (day.month, more.month), (day.day, more.day))
    if any(one is not None and other is not None for one, other in both):
        raise _Doubt(UNREADABLE)
    return _Day(*(other if one is None else one for one, other in both))


def _filled(days: list[_Day]) -> tuple[str, str]:
    """Let the first and the last day lend each other month and year; a year that was lent makes way for the order."""
    first, last = days[0], days[-1]
    if any((day.day is None) != (last.day is None) or day == _Day() for day in days):
        raise _Doubt(UNREADABLE)
    start, end = _lent(first, last), _lent(last, first)
    if start.text() > end.text() and start.year and end.year:
        start = replace(start, year=start.year - 1) if first.year is None else start
        end = replace(end, year=end.year + 1) if last.year is None else end
        if start.text() > end.text():
            raise _Doubt(BACKWARDS)
    return start.text(), end.text()


def _lent(day: _Day, other: _Day) -> _Day:
    month = day.month if day.month is not None or day.day is None else other.month
    return _Day(day.year if day.year is not None else other.year, month, day.day)
