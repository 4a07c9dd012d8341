"""Happenings: what lists tell of an activity or event, with its days as days, its region, and the subtopics, areas and texts it is mapped to."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from mapper.agenda import regions
from mapper.agenda.practice import practice
from mapper.types import State
from mapper.views.activities import Activity, fact
from mapper.views.items import Item, item
from mapper.views.rows import likely

_WHO = re.compile(r"\s*[;\n]\s*")
_LINK = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)
_DAY, _MONTH = 10, 7  # letters of 2025-03-05 and of 2025-03


@dataclass(frozen=True)
class Happening:
    """Show an activity or event.

    `start` and `end` are the first and the last day that it can have: `exact` says that the list names days, and not only a month or a year; `dates`
    tells them as the list does. Subtopics, themes, documents and areas are ids; the `likely_` ones are those that nobody decided.
    """

    item: Item
    start: date | None = None
    end: date | None = None
    exact: bool = False
    dates: str = ""
    place: str = ""
    region: str = ""
    online: bool = False
    status: str = ""
    who: tuple[str, ...] = ()
    link: str = ""
    themes: tuple[str, ...] = ()
    subtopics: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    likely_subtopics: tuple[str, ...] = ()
    likely_documents: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def days(self) -> int:
        """Count its days at most; 0 where it has no date."""
        return (self.end - self.start).days + 1 if self.start and self.end else 0

    @property
    def order(self) -> tuple[bool, date, date, str]:
        """Sort by date, then by id; what has no date comes last."""
        return (self.start is None, self.start or date.min, self.end or date.min, self.item.id)


def happening(activity: Activity, areas: Mapping[str, Iterable[str]]) -> Happening:
    """Make a happening of what a list tells of an activity and of the pairs that it is in; `areas` holds the ids of each document's areas."""
    document = activity.document
    told = {detail: fact(document, detail) for detail in ("start", "end", "place", "region", "country", "status", "organiser", "link")}
    first, last, problems = _span(told["start"], told["end"])
    online = practice().is_online(told["place"])
    region = regions.find(told["region"], f"{told['place']}, {told['country']}")
    if told["place"] and not region and not online:
        problems.append(f"the place {told['place']!r} is in no region that is known; name the country too, or add a column Region")
    subtopics, documents, likely_subtopics, likely_documents = _mapped(activity)
    link = _LINK.search(told["link"])
    return Happening(
        item=item(document.id, document),
        start=first,
        end=last,
        exact=len(told["start"]) == _DAY and first is not None,
        dates=" to ".join(dict.fromkeys(filter(None, (told["start"], told["end"])))),
        place=", ".join(dict.fromkeys(filter(None, (told["place"], told["country"])))),
        region=region,
        online=online,
        status=told["status"],
        who=tuple(name for name in _WHO.split(told["organiser"]) if name),
        link=link[0] if link else "",
        themes=tuple(dict.fromkeys(theme(subtopic) for subtopic in subtopics)),
        subtopics=subtopics,
        areas=tuple(areas.get(document.id, ())),
        documents=documents,
        likely_subtopics=likely_subtopics,
        likely_documents=likely_documents,
        problems=tuple(problems),
    )


def theme(subtopic: str) -> str:
    """Name the theme of a subtopic by the subtopic's id: climate of theme/climate/e-waste."""
    return subtopic.removeprefix("theme/").partition("/")[0]


def _mapped(activity: Activity) -> tuple[tuple[str, ...], ...]:
    """Part the partners into accepted subtopics and texts, and likely ones; what is accepted by one mapping is not likely by another."""
    accepted = {partner.item.id: partner.item for partner in activity.partners if partner.row.mapped.state is State.ACCEPTED}
    waiting = {partner.item.id: partner.item for partner in activity.partners if likely(partner.row) and partner.item.id not in accepted}
    return tuple(ids for found in (accepted, waiting) for ids in _parted(found.values()))


def _parted(items: Iterable[Item]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the ids of subtopics, and those of texts."""
    ids: dict[bool, list[str]] = {True: [], False: []}
    for one in items:
        ids[one.is_subtopic].append(one.id)
    return tuple(sorted(ids[True])), tuple(sorted(ids[False]))


def _span(start: str, end: str) -> tuple[date | None, date | None, list[str]]:
    """Give the first and the last day that two dates, as 2025-03-05, 2025-03 or 2025, can mean, and what is wrong with them."""
    if not start:
        return None, None, ["it has no date"]
    first, last = _days(start), _days(end or start)
    if first is None or last is None:
        return None, None, [f"its date {start if first is None else end!r} is not certain, so it stands among those without a date"]
    if last[1] < first[0]:
        return first[0], first[1], [f"it ends on {end}, before it begins on {start}; only the first day is used"]
    return first[0], last[1], []


def _days(words: str) -> tuple[date, date] | None:
    """Give the first and the last day of a day, a month or a year; None where it is something else."""
    try:
        if len(words) == _DAY:
            return date.fromisoformat(words), date.fromisoformat(words)
        if len(words) == _MONTH:
            first = date.fromisoformat(f"{words}-01")
            return first, (first + timedelta(31)).replace(day=1) - timedelta(1)
        return (date(int(words), 1, 1), date(int(words), 12, 31)) if re.fullmatch(r"\d{4}", words) else None
    except ValueError:
        return None
