"""The timeline: activities and events as bars over the years, drawn when the pages are made."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mapper.agenda.happenings import Happening

LEFT, WIDTH, LINE, TOP = 330, 1000, 26, 34  # units: of the names, of the whole picture, of one line, of the years above
_MOST = 12  # years that are named before only every second or fifth is
_LEAST = 5  # units of the shortest bar


@dataclass(frozen=True)
class Bar:
    """Draw one happening: its line, and where its bar begins and how long it is."""

    happening: Happening
    y: int
    x: float
    width: float


@dataclass(frozen=True)
class Timeline:
    """Hold the picture: its height, its bars, and the years with where each begins; what has no date is not in it."""

    height: int
    bars: tuple[Bar, ...] = ()
    years: tuple[tuple[str, float], ...] = ()


def timeline(happenings: Iterable[Happening]) -> Timeline:
    """Lay happenings out one a line, in the order given; the years are those that these ones touch."""
    dated = [(one, one.start, one.end or one.start) for one in happenings if one.start]
    if not dated:
        return Timeline(0)
    first, last = min(start for _, start, _ in dated).year, max(end for _, _, end in dated).year
    scale = _Scale(date(first, 1, 1), date(last, 12, 31))
    bars = tuple(_bar(one, (scale.place(start), scale.place(end)), number) for number, (one, start, end) in enumerate(dated))
    years = tuple((str(year), scale.place(date(year, 1, 1))) for year in range(first, last + 1, step(last - first + 1)))
    return Timeline(TOP + LINE * len(bars) + 8, bars, years)


def step(years: int) -> int:
    """Say every how manieth year is named, where there are so many."""
    return next((step for step in (1, 2, 5, 10, 20, 50, 100) if years / step <= _MOST), 1000)


@dataclass(frozen=True)
class _Scale:
    first: date
    last: date

    def place(self, day: date) -> float:
        days = (self.last - self.first).days + 1
        return round(LEFT + (WIDTH - LEFT - 10) * (day - self.first).days / days, 1)


def _bar(happening: Happening, ends: tuple[float, float], number: int) -> Bar:
    return Bar(happening, TOP + number * LINE, min(ends[0], WIDTH - _LEAST), round(max(_LEAST, ends[1] - ends[0]), 1))
