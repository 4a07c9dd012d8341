"""The survey of activities and events: by date, or for a theme by subtopic: who does what and when; what clashes, and where there is a chance."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from mapper import agenda, sharing, themes
from mapper.agenda import CHANCE, CLASH, Happening, Meeting
from mapper.areas import group
from mapper.errors import MapperError, count
from mapper.settings import Settings
from mapper.store import Store
from mapper.surveys.words import few, hanging
from mapper.views.rows import rows

_AREA, _THEME = "area:", "theme/"
_WHEN = 24  # cells of a date
_NAMED = 3  # happenings named in a note
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MEET = {CLASH: "Clashes", CHANCE: "Chances"}


@dataclass(frozen=True)
class Section:
    """Hold happenings under a heading; those of `likely` belong there by pairs that nobody decided."""

    title: str
    happenings: tuple[Happening, ...]
    likely: tuple[Happening, ...] = ()


@dataclass(frozen=True)
class Survey:
    """Hold happenings in sections, and what of them meets; `only_meetings` leaves the happenings out."""

    sections: tuple[Section, ...]
    meetings: tuple[Meeting, ...]
    only_meetings: bool = False
    left_out: int = 0

    @property
    def happenings(self) -> tuple[Happening, ...]:
        """List each happening once, by date."""
        found = {one.item.id: one for section in self.sections for one in (*section.happenings, *section.likely)}
        return tuple(sorted(found.values(), key=lambda one: one.order))

    def as_json(self) -> Iterator[dict[str, object]]:
        """Give one object a happening, or a meeting where only those were asked for."""
        if self.only_meetings:
            return (meeting_json(meeting) for meeting in self.meetings)
        return (happening_json(one) for one in self.happenings)

    def lines(self, cells: int) -> Iterator[str]:
        """Give lines for a person, at most so many cells wide; what begins at the margin is a heading."""
        parts = [] if self.only_meetings else [self._section(section, cells) for section in self.sections]
        parts += [_meetings(kind, [one for one in self.meetings if one.kind == kind], cells) for kind in _MEET]
        for number, part in enumerate(told for told in map(list, parts) if told):
            yield from ([""] if number else [])
            yield from part

    @staticmethod
    def _section(section: Section, cells: int) -> Iterator[str]:
        yield from hanging("", section.title, cells)
        for one in section.happenings:
            yield from _happening(one, cells)
        if section.likely:
            yield "  likely, and not decided"
        for one in section.likely:
            yield from _happening(one, cells)
        if not (section.happenings or section.likely):
            yield "  nothing is accepted, and nothing likely"

    def notes(self) -> Iterator[str]:
        """Say what to mend and what to type next."""
        found = self.happenings
        if not found:
            yield "no activity or event here; mapper add LIST.xlsx, mapper run, then mapper review --type activities"
        if undated := [one.item.label for one in found if one.start is None]:
            yield f"{count(len(undated), 'happening')} without a certain date: {few(undated, _NAMED)}"
        if placeless := [one.place for one in found if one.place and not one.region and not one.online]:
            yield f"no region is known for {few(dict.fromkeys(placeless), _NAMED)}: name the country, or add a column Region to the list"
        if self.left_out:
            yield f"at least {count(self.left_out, 'more meeting')} not told; ask for a theme, a subtopic or an area"
        if found and not self.only_meetings and self.meetings:
            yield "mapper activities --clashes lists clashes and chances alone"


@dataclass(frozen=True)
class Wish:
    """Say what is asked for: a theme, a subtopic or an area by its id, only what is not over, only what meets."""

    of: str = ""
    upcoming: bool = False
    only_meetings: bool = False


def survey(settings: Settings, store: Store, wish: Wish) -> Survey:
    """Survey the activities and events of the mapping as it stands."""
    export = sharing.gather(settings, store, sharing.Wish())
    found = rows(export)
    grouped = group(export, found)
    made = agenda.agenda(export, found, grouped)
    topics = {f"{_THEME}{theme.id}/{one.id}": one.title for theme in themes.load(settings.themes) for one in theme.subtopics}
    names = topics | {area.id: area.name for area in grouped.areas}
    shown = made.upcoming if wish.upcoming else made.happenings
    sections = _asked(shown, names, wish.of.strip().casefold()) if wish.of else _yearly(shown)
    listed = [one for section in sections for one in (*section.happenings, *section.likely)]
    whole = not wish.of and not wish.upcoming
    return Survey(sections, made.among(listed), wish.only_meetings, made.left_out if whole else 0)


def _yearly(happenings: Iterable[Happening]) -> tuple[Section, ...]:
    years = groupby(happenings, key=lambda one: str(one.start.year) if one.start else "Without a date")
    return tuple(Section(year, tuple(those)) for year, those in years)


def _asked(happenings: Sequence[Happening], names: Mapping[str, str], wanted: str) -> tuple[Section, ...]:
    """Make the sections of a theme, a subtopic or an area."""
    topics = [id_ for id_ in names if id_.startswith(_THEME)]
    plain = wanted.removeprefix(_THEME)
    chosen = [id_ for id_ in topics if plain in (id_.removeprefix(_THEME).casefold(), agenda.theme(id_).casefold())]
    if not chosen:
        chosen = _area([id_ for id_ in names if id_.startswith(_AREA)], wanted)
    return tuple(_section(happenings, id_, f"{names[id_]} ({id_.removeprefix(_THEME)})") for id_ in chosen)


def _area(areas: Iterable[str], wanted: str) -> list[str]:
    code = wanted.removeprefix(_AREA)
    found = [id_ for id_ in areas if code and id_.removeprefix(_AREA).startswith(code)]
    if len(found) == 1:
        return found
    if found:
        raise MapperError(f"{wanted!r} starts the ids of {len(found)} areas; give more of it")
    raise MapperError(f"no theme, subtopic or area is called {wanted!r}; `mapper themes` and `mapper areas` list them with their ids")


def _section(happenings: Iterable[Happening], id_: str, title: str) -> Section:
    listed = tuple(happenings)
    belonging = tuple(one for one in listed if id_ in (*one.subtopics, *one.areas))
    return Section(title, belonging, tuple(one for one in listed if id_ in one.likely_subtopics))


def when(one: Happening) -> str:
    """Write the days of a happening as people do: 3–5 Mar 2025, 28 Feb–2 Mar 2025, Apr–Jun 2025."""
    first, last = one.start, one.end
    if first is None or last is None:
        return "no date"
    whole = f"{_day(last, one.exact)} {last.year}"
    if first.year != last.year:
        return f"{_day(first, one.exact)} {first.year}–{whole}"
    if one.exact and first.month == last.month:
        return whole if first == last else f"{first.day}–{whole}"
    return whole if _day(first, one.exact) == _day(last, one.exact) else f"{_day(first, one.exact)}–{whole}"


def _day(day: date, exact: bool) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]}" if exact else _MONTHS[day.month - 1]


def _happening(one: Happening, cells: int) -> Iterator[str]:
    head = f"  {when(one):<{_WHEN}} "
    yield from hanging(head, one.item.title or one.item.id, cells)
    where = f"in {one.place}" + (f" ({one.region})" if one.region else "") if one.place and not one.online else "online" if one.online else ""
    told = [one.item.kind, where, f"by {', '.join(one.who)}" if one.who else "", f"for {', '.join(one.item.sectors)}" if one.item.sectors else ""]
    told += [one.status, one.item.id]
    blank = " " * len(head)
    yield from hanging(blank, ", ".join(part for part in told if part), cells)
    if on := [id_.removeprefix(_THEME) for id_ in one.subtopics] + [f"{id_.removeprefix(_THEME)}?" for id_ in one.likely_subtopics]:
        yield from hanging(blank, f"on {', '.join(on)}", cells)
    if one.documents:
        yield from hanging(blank, f"{count(len(one.documents), 'text')}: {few(one.documents, _NAMED)}", cells)
    for problem in one.problems:
        yield from hanging(blank, f"mind: {problem}", cells)


def _meetings(kind: str, meetings: Sequence[Meeting], cells: int) -> Iterator[str]:
    if meetings:
        yield f"{_MEET[kind]} ({len(meetings)})"
    for meeting in meetings:
        for one in meeting.happenings:
            yield from hanging(f"  {when(one):<{_WHEN}} ", f"{one.item.title} ({one.place or 'no place'})", cells)
        yield from hanging(" " * (_WHEN + 3), meeting.reason, cells)


def happening_json(one: Happening) -> dict[str, object]:
    """Give a happening as an object; what nobody decided stands apart."""
    return {
        "id": one.item.id,
        "kind": one.item.kind,
        "title": one.item.title,
        "start": one.start.isoformat() if one.start else None,
        "end": one.end.isoformat() if one.end else None,
        "exact": one.exact,
        "dates": one.dates,
        "place": one.place,
        "region": one.region,
        "online": one.online,
        "status": one.status,
        "who": list(one.who),
        "sectors": list(one.item.sectors),
        "link": one.link,
        "themes": list(one.themes),
        "subtopics": list(one.subtopics),
        "areas": list(one.areas),
        "documents": list(one.documents),
        "likely": {"subtopics": list(one.likely_subtopics), "documents": list(one.likely_documents)},
        "problems": list(one.problems),
    }


def meeting_json(meeting: Meeting) -> dict[str, object]:
    """Give a clash or a chance as an object."""
    return {
        "kind": meeting.kind,
        "rule": meeting.rule,
        "certain": meeting.certain,
        "happenings": [{"id": one.item.id, "title": one.item.title, "dates": one.dates, "place": one.place} for one in meeting.happenings],
        "reason": meeting.reason,
    }
