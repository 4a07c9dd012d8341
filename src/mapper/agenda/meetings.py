"""Meetings: happenings that clash, and chances to do something together, by the rules of the profile, each with its reason."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from mapper.agenda.happenings import Happening
from mapper.agenda.practice import Rule, practice
from mapper.agenda.regions import folded
from mapper.errors import count

CLASH, CHANCE = "clash", "chance"


class Shared(StrEnum):
    """Say what two happenings can have in common."""

    SUBTOPIC = "subtopic"
    AREA = "area"
    SECTOR = "sector"
    WHO = "who"
    PLACE = "place"
    REGION = "region"
    ONLINE = "online"


@dataclass(frozen=True)
class Meeting:
    """Show two happenings that clash or are a chance, by a rule of the profile; `certain`: no undecided pair is needed to see it."""

    kind: str
    happenings: tuple[Happening, Happening]
    reason: str
    rule: str = ""
    certain: bool = True

    @property
    def key(self) -> tuple[str, ...]:
        """Say which happenings meet."""
        return tuple(sorted(one.item.id for one in self.happenings))


@dataclass(frozen=True)
class Meetings:
    """Hold what is told, in the order of the dates, and how many more there are."""

    told: tuple[Meeting, ...]
    left_out: int = 0


def meet(happenings: Iterable[Happening], titles: Mapping[str, str]) -> Meetings:
    """Hold all that lasts a while at most against each other; `titles` calls subtopics and areas by their names.

    What people accepted comes before what is only likely, and within both the rules in their order: two happenings are told once.
    """
    way = practice()
    part = sorted((one for one in happenings if _takes_part(one)), key=lambda one: one.order)
    found: dict[tuple[str, ...], Meeting] = {}
    more: set[tuple[str, ...]] = set()
    for certain, rule in product((True, False), way.rules):
        for meeting in _fitting(_Sharing(rule, certain), part, titles):
            if meeting.key not in found and len(found) >= way.most:
                more.add(meeting.key)
            if len(more) > way.most:
                return Meetings(_ordered(found), len(more))
            if len(found) < way.most:
                found.setdefault(meeting.key, meeting)
    return Meetings(_ordered(found), len(more))


def _takes_part(one: Happening) -> bool:
    way = practice()
    return one.item.kind in way.kinds and 0 < one.days <= way.longest and not way.is_off(one.status)


def _ordered(found: Mapping[tuple[str, ...], Meeting]) -> tuple[Meeting, ...]:
    return tuple(sorted(found.values(), key=lambda meeting: (tuple(one.order for one in meeting.happenings), meeting.rule)))


@dataclass(frozen=True)
class _Sharing:
    """Hold a rule, and whether it is asked of accepted pairs alone or of likely ones too."""

    rule: Rule
    certain: bool

    def groups(self, happenings: Iterable[Happening]) -> dict[tuple[str, ...], list[Happening]]:
        """Group happenings by what they share, in their order."""
        found: dict[tuple[str, ...], list[Happening]] = {}
        for one in happenings:
            for common in product(*(sorted(self._values(one, name)) for name in self.rule.shared)):
                found.setdefault(common, []).append(one)
        return found

    def _values(self, one: Happening, name: str) -> Iterable[str]:
        return {
            Shared.SUBTOPIC: {*one.subtopics, *(() if self.certain else one.likely_subtopics)},
            Shared.AREA: {*one.areas},
            Shared.SECTOR: {*one.item.sectors},
            Shared.WHO: {folded(name) for name in one.who},
            Shared.PLACE: {folded(one.place)} if one.place and not one.online else (),
            Shared.REGION: {one.region} if one.region else (),
            Shared.ONLINE: {Shared.ONLINE.value} if one.online else (),
        }[Shared(name)]

    def fits(self, first: Happening, second: Happening) -> bool:
        """Say whether the rule holds for two that share what it names and are near enough: days that are not known are on no same days."""
        known = (first.exact and second.exact) or self.rule.days > 0
        return known and (not self.rule.meeting or practice().is_meeting(first.item.title) is not practice().is_meeting(second.item.title))


def _fitting(sharing: _Sharing, happenings: Sequence[Happening], titles: Mapping[str, str]) -> Iterator[Meeting]:
    """Give the pairs that one rule fits, what they share in the order of the alphabet."""
    for common, group in sorted(sharing.groups(happenings).items()):
        for number, first in enumerate(group):
            for second in group[number + 1 :]:
                if _apart(first, second) > sharing.rule.days:
                    break
                if sharing.fits(first, second):
                    yield _meeting(sharing, (first, second), common, titles)


def _apart(first: Happening, second: Happening) -> int:
    """Count the days from the end of one to the start of the next; 0 where they overlap."""
    return max(0, (second.start - first.end).days) if second.start and first.end else 0


def _meeting(sharing: _Sharing, pair: tuple[Happening, Happening], common: tuple[str, ...], titles: Mapping[str, str]) -> Meeting:
    first, _ = pair
    rule = sharing.rule
    shown = {name: titles.get(value, value) for name, value in zip(rule.shared, common, strict=True)}
    shown |= {Shared.PLACE.value: first.place, Shared.WHO.value: _called(first, shown.get(Shared.WHO.value, ""))}
    reason = rule.reason.format_map({**dict.fromkeys(Shared, ""), **shown, "days": _days(*pair)})
    return Meeting(
        rule.kind, pair, reason if sharing.certain else f"{reason} (rests on likely pairs that nobody decided)", rule.name, sharing.certain
    )


def _called(one: Happening, who: str) -> str:
    return next((name for name in one.who if folded(name) == who), who)


def _days(first: Happening, second: Happening) -> str:
    """Say how far apart two are."""
    if not (first.exact and second.exact):
        return "in months that are near each other (the days are not known)"
    apart = _apart(first, second)
    if apart == 0:
        return "on the same days" if (first.start, first.end) == (second.start, second.end) else "on days that overlap"
    return f"{count(apart, 'day')} apart"
