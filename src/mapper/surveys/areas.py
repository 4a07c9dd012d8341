"""The survey of areas: accepted pairs as subjects of mutual interest, each with who takes part and what its pairs ask for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mapper import areas, registering, sharing
from mapper.areas import Area, Areas
from mapper.areas.assignments import Assigned
from mapper.areas.missing import Missing
from mapper.errors import count
from mapper.settings import Settings
from mapper.store import Store
from mapper.surveys.words import few, hanging, item_json, joint_json, odds, row_json, titled, together
from mapper.types import State
from mapper.views.items import Item
from mapper.views.rows import Row, rows

_MEMBERS, _MISSING, _THEMES = 6, 2, 3  # documents, missing pairs and subtopics named in the list of areas
_PREFIX = "area:"


@dataclass(frozen=True)
class Survey:
    """Hold the areas; `whole` says that one was asked for, which is shown in full, and `again` counts pairs to be looked at again."""

    areas: Areas
    shown: tuple[Area, ...]
    pairs: int = 0
    again: int = 0
    whole: bool = False
    with_likely: bool = False
    asked: str = ""

    def as_json(self) -> Iterator[dict[str, object]]:
        """Give one object an area."""
        return (_area_json(area) for area in self.shown)

    def lines(self, cells: int) -> Iterator[str]:
        """Give lines for a person, at most so many cells wide; what begins at the margin is a heading."""
        for number, area in enumerate(self.shown):
            yield from ([""] if number else [])
            yield from _head(area, cells)
            yield from _full(area, cells) if self.whole else _short(area, cells)

    def notes(self) -> Iterator[str]:
        """Say what the areas are made of, and what to type next."""
        if not self.areas.areas:
            first = "" if self.pairs else "mapper add FILE…, mapper run, then "
            yield f"no area yet: areas are made of accepted pairs of documents, and none is accepted; next: {first}mapper review"
        elif not self.whole:
            accepted, every = (sum(counted) for counted in zip(*((area.accepted, len(area.rows)) for area in self.areas.areas), strict=True))
            likely = f" and {count(every - accepted, 'likely one')}" if every > accepted else ""
            command = "mapper areas ID --likely" if self.with_likely else "mapper areas ID"
            more = "" if len(self.shown) == len(self.areas.areas) else f"{len(self.shown)} of "
            yield f"{more}{count(len(self.areas.areas), 'area')} of {count(accepted, 'accepted pair')}{likely}; {command} shows one in full"
        if self.areas.apart:
            yield f"{count(len(self.areas.apart), 'accepted pair')} left out: one text only cites or replaces the other"
        if self.again:
            yield f"{count(self.again, 'pair')} left out until settled: disputed, or the text changed: mapper review, mapper adjudicate"
        yield from self._register()

    def _register(self) -> Iterator[str]:
        """Say where an area that was asked for is part of another, which ids nobody wrote down, and what people said of areas that stand no more."""
        if self.asked:
            yield f"{self.asked} is part of {self.shown[0].id} now"
        fresh = self.areas.fresh & {area.id for area in self.areas.areas if area.accepted}
        if fresh and not self.whole:
            yield f"{count(len(fresh), 'area')} not written down yet, whose ids may still change: mapper run keeps them"
        yield from self.areas.told


@dataclass(frozen=True)
class Wish:
    """Say which areas are asked for: one by its id, those in which a Sector takes part, with likely pairs or without."""

    id: str = ""
    sector: str = ""
    with_likely: bool = False


def survey(settings: Settings, store: Store, wish: Wish) -> Survey:
    """Group the mapping as it stands."""
    export = sharing.gather(settings, store, sharing.Wish())
    every = rows(export)
    found = [row for row in every if not row.is_theme]
    grouped = areas.group(export, every, with_likely=wish.with_likely)
    again = sum(row.mapped.state in (State.STALE, State.DISPUTED) for row in found)
    if wish.id:
        area = registering.meant(grouped, wish.id)
        return Survey(grouped, (area,), len(found), again, True, wish.with_likely, _other(grouped, area, wish.id))
    chosen = tuple(area for area in grouped.areas if not wish.sector or wish.sector in {party.sector for party in area.parties})
    return Survey(grouped, chosen, len(found), again, with_likely=wish.with_likely)


def _other(grouped: Areas, area: Area, typed: str) -> str:
    """Name the area that was asked for, where it is part of another."""
    wanted = typed.strip().casefold()
    return "" if area.id.startswith(wanted) or area.id.removeprefix(_PREFIX).startswith(wanted) else registering.known(grouped, typed)


def _head(area: Area, cells: int) -> Iterator[str]:
    yield from hanging("", f"{area.name} ({area.id})", cells)
    likely = len(area.rows) - area.accepted
    counts = [count(len(area.members), "document"), count(area.accepted, "accepted pair"), f"{likely} likely" if likely else ""]
    counts += [count(len(area.triads), "triad") if area.triads else "", f"{count(len(area.missing), 'pair')} to look at" if area.missing else ""]
    yield from hanging("  ", f"{area.scope.words}; {', '.join(part for part in counts if part)}", cells)
    yield from (line for sentence in area.said for line in hanging("  ", sentence, cells))
    for party in area.parties:
        yield from hanging(f"  {party.sector:<9} ", ", ".join(party.names), cells)
    yield from together(area.joint[:1], cells)


def _short(area: Area, cells: int) -> Iterator[str]:
    yield from hanging("  about     ", few((member.item.label for member in area.members), _MEMBERS), cells)
    if area.leads:
        yield from hanging("  may lead  ", few((lead.name for lead in area.leads), _MEMBERS), cells)
    if area.assigned:
        yield from hanging("  themes    ", few((f"{one.name} ({len(one.items)})" for one in area.assigned), _THEMES), cells)
    if area.repeats:
        yield from hanging("  twice     ", few((_said(row) for row in area.repeats), _MISSING), cells)
    for asked in area.missing[:_MISSING]:
        yield from hanging("  look at   ", _asked(asked), cells)


def _full(area: Area, cells: int) -> Iterator[str]:
    yield from together(area.joint[1:], cells)
    yield from _part("who might lead: a suggestion, never a decision", (f"{one.name}: {one.reason}" for one in area.leads), cells)
    yield from _part("what its documents are assigned to", (_assigned(one) for one in area.assigned), cells)
    yield from _part("documents", (f"{titled(one.item)} ({one.item.id}, {count(one.pairs, 'pair')})" for one in area.members), cells)
    yield from _part("pairs", (_said(row) for row in area.rows), cells)
    yield from _part("triads: three texts of three Sectors, each paired with both others", (_joined(trio) for trio in area.triads), cells)
    yield from _part("to look at: nobody judged these, and pairs of the area speak for them", (_reasoned(one) for one in area.missing), cells)
    yield from _part("the same said twice", (_said(row) for row in area.repeats), cells)
    touching = (f"{one.area}: {few((item.label for item in one.items), _MEMBERS)}" for one in area.touches)
    yield from _part("documents in common with other areas", touching, cells)


def _part(heading: str, entries: Iterator[str], cells: int) -> Iterator[str]:
    listed = list(entries)
    if listed:
        yield ""
        yield from hanging("", heading, cells)
        for entry in listed:
            yield from hanging("  ", entry, cells)


def _said(row: Row) -> str:
    where = "" if row.mapped.state is State.ACCEPTED else f", proposed {odds(row)}"
    return f"{row.subject.label} – {row.object.label}: {row.relation}{where} ({row.id})"


def _assigned(one: Assigned) -> str:
    return f"{one.name}: {few((item.label for item in one.items), _MEMBERS)}"


def _joined(trio: Iterable[Item]) -> str:
    return " – ".join(item.label for item in trio)


def _asked(asked: Missing) -> str:
    one, other = asked.ends
    proposed = f", proposed {odds(asked.row)}" if asked.row else ""
    return f"{one.label} – {other.label}, both with {few((item.label for item in asked.through), _MISSING)}{proposed}"


def _reasoned(asked: Missing) -> str:
    because = ", ".join(row.id for premises in asked.premises for row in premises)
    pair = f" ({asked.row.id})" if asked.row else ""
    return f"{_asked(asked)}{pair}; because of {because}"


def _area_json(area: Area) -> dict[str, object]:
    return {
        "id": area.id,
        "name": area.name,
        "scope": area.scope.words,
        "reach": area.scope.reach.value,
        "sectors": list(area.scope.sectors),
        "participants": [{"sector": party.sector, "of": list(party.names)} for party in area.parties],
        "documents": [{**item_json(member.item), "pairs": member.pairs} for member in area.members],
        "pairs": [row_json(row) for row in area.rows],
        "triads": [[item.id for item in trio] for trio in area.triads],
        "missing": [missing_json(asked) for asked in area.missing],
        "repeats": [row.id for row in area.repeats],
        "leads": [{"name": lead.name, "sector": lead.sector, "reason": lead.reason} for lead in area.leads],
        "assigned": [{"id": one.id, "title": one.title, "theme": one.theme, "documents": [item.id for item in one.items]} for one in area.assigned],
        "said": list(area.said),
        "joint": [joint_json(joint) for joint in area.joint],
        "touches": [{"area": touch.area, "documents": [item.id for item in touch.items]} for touch in area.touches],
    }


def missing_json(asked: Missing) -> dict[str, object]:
    """Give a pair that accepted ones ask for the keys of every survey."""
    return {
        "left": asked.ends[0].id,
        "right": asked.ends[1].id,
        "through": [item.id for item in asked.through],
        "premises": [[row.id for row in premises] for premises in asked.premises],
        "proposal": row_json(asked.row) if asked.row else None,
    }
