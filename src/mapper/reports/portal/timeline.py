"""The timeline: activities and events as bars over the months, drawn when the pages are made."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from mapper.views.activities import Activity, fact

LEFT, WIDTH, LINE, TOP = 330, 1000, 26, 34  # units: of the names, of the whole picture, of one line, of the years above
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MOST = 12  # years that are named before only every second or fifth is
_LEAST = 5  # units of the shortest bar


@dataclass(frozen=True)
class Bar:
    """Draw one activity: its line, and where its bar begins and how long it is."""

    activity: Activity
    y: int
    x: float
    width: float


@dataclass(frozen=True)
class Timeline:
    """Hold the picture: its height, its bars, and the years with where each begins; `undated` are the activities without a day."""

    height: int
    bars: tuple[Bar, ...]
    years: tuple[tuple[str, float], ...]
    undated: tuple[Activity, ...] = ()


def timeline(activities: Iterable[Activity]) -> Timeline:
    """Lay activities out by their start, one a line; the years are those that these ones touch."""
    given = list(activities)
    dated = [(one, days) for one in given if (days := span(one))]
    undated = tuple(one for one in given if not span(one))
    if not dated:
        return Timeline(0, (), (), undated)
    first = min(days[0] for _, days in dated).year
    last = max(days[1] for _, days in dated).year
    scale = _Scale(date(first, 1, 1), date(last, 12, 31))
    bars = tuple(_bar(one, days, number, scale) for number, (one, days) in enumerate(dated))
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 1000) if (last - first + 1) / step <= _MOST or step == 1000)
    years = tuple((str(year), scale.place(date(year, 1, 1))) for year in range(first, last + 1) if (year - first) % step == 0)
    return Timeline(TOP + LINE * len(bars) + 8, bars, years, undated)


def span(activity: Activity) -> tuple[date, date] | None:
    """Give the first and last day of an activity; None where its list names no day that can be read."""
    days = [day for day in (_day(fact(activity.document, detail)) for detail in ("start", "end")) if day]
    return (min(days), max(days)) if days else None


def _day(told: str) -> date | None:
    found = _DAY.match(told)
    try:
        return date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        return None


@dataclass(frozen=True)
class _Scale:
    first: date
    last: date

    def place(self, day: date) -> float:
        days = (self.last - self.first).days + 1
        return round(LEFT + (WIDTH - LEFT - 10) * (day - self.first).days / days, 1)


def _bar(activity: Activity, days: Sequence[date], number: int, scale: _Scale) -> Bar:
    start, end = (scale.place(day) for day in days)
    return Bar(activity, TOP + number * LINE, min(start, WIDTH - _LEAST), round(max(_LEAST, end - start), 1))
