"""Teamwork: what waits for each reviewer, and about how long it takes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mapper import assigning, pace
from mapper.assigning import Plan, Turn
from mapper.errors import count
from mapper.mapping import Mapped
from mapper.pipeline import Standing
from mapper.settings import FILE, Settings
from mapper.teams import Team
from mapper.types import Document, State


@dataclass(frozen=True)
class Load:
    """Count what waits for one reviewer: pairs that nobody read, second readings, pairs of theirs whose text changed; of all, those read twice."""

    reviewer: str
    first: int
    second: int
    again: int
    twice: int
    minutes: int
    away: bool = False

    @property
    def open(self) -> int:
        """Count all of it."""
        return self.first + self.second + self.again

    def as_json(self) -> dict[str, object]:
        """Give it as one object."""
        counts = {"open": self.open, "first": self.first, "second": self.second, "again": self.again, "read_twice": self.twice}
        return {"reviewer": self.reviewer, **counts, "minutes": self.minutes, "away": self.away}

    def line(self) -> str:
        """Tell it in a line."""
        if self.away:
            return f"{self.reviewer:<16} away"
        told = [f"{self.open:>5} open", f"{self.twice:>4} to be read twice"] + ([f"{self.again:>4} asked again"] if self.again else [])
        return f"{self.reviewer:<16} {', '.join(told)}, about {self.minutes} min"


@dataclass(frozen=True)
class Teamwork:
    """Hold what waits for everybody; of the second readings, those of pairs that one person decided on already."""

    loads: tuple[Load, ...] = ()
    second: int = 0
    decided: int = 0

    def line(self) -> str:
        """Tell it in one line; empty where nothing is shared out."""
        told = ", ".join(f"{load.reviewer} {'away' if load.away else load.open}" for load in self.loads)
        also = f"; {self._second()}" if self.second else ""
        return f"assigned: {told}{also}: mapper assign" if told else ""

    def _second(self) -> str:
        decided = f", {self.decided} of pairs that are decided already" if self.decided else ""
        return f"{count(self.second, 'second reading')} among these{decided}"

    def told(self) -> list[str]:
        """Say what a person should know of the plan."""
        if not self.loads:
            return [f"everybody reads everything: name two reviewers or more in {FILE}, and the pairs are shared out among them"]
        return [f"{self._second()}: double in {FILE} says what share is read twice, 0 none"] if self.second else []


def plan(settings: Settings, standing: Standing) -> Plan:
    """Share out the pairs of a workspace as they stand."""
    return assigning.plan(standing.mapped, standing.library.current, settings.team)


def waiting(settings: Settings, standing: Standing, reviewer: str) -> dict[str, bool] | None:
    """Say of each pair that waits for a reviewer whether it is read blind; None where nothing is shared out."""
    found = plan(settings, standing)
    return {pair: pair in found.twice and turn is not Turn.AGAIN for pair, turn in found.of(reviewer).items()} if settings.team.shares else None


def work(settings: Settings, standing: Standing) -> Teamwork:
    """Count what waits for each reviewer; nothing where fewer than two are named."""
    return loads(settings.team, standing.mapped, standing.library.current, pace.measure(pace.times(standing.decisions)))


def loads(team: Team, mapped: Sequence[Mapped], documents: Mapping[str, Document], speed: pace.Pace) -> Teamwork:
    """Count what waits for each reviewer of some pairs, at a pace."""
    if not team.shares:
        return Teamwork()
    found = assigning.plan(mapped, documents, team)
    each = tuple(_load(name, found, speed, away=name in team.away) for name in team.reviewers)
    settled = {one.pair for one in mapped if one.state in (State.ACCEPTED, State.REJECTED)}
    return Teamwork(each, found.second, len(settled & found.waiting_for(Turn.SECOND)))


def notes(settings: Settings, standing: Standing) -> list[str]:
    """Say what is to be known of the rules by which the pairs are shared out."""
    told = list(assigning.notes(standing.mapped, standing.library.current, settings.team))
    return told + _nobody(standing, settings.team.present) * settings.team.shares


def _load(name: str, found: Plan, speed: pace.Pace, *, away: bool) -> Load:
    first, second, again = (found.count(name, turn) for turn in (Turn.FIRST, Turn.SECOND, Turn.AGAIN))
    twice = len(found.of(name).keys() & found.twice)
    return Load(name, first, second, again, twice, speed.minutes(first + second + again), away=away)


def _nobody(standing: Standing, present: Sequence[str]) -> list[str]:
    return [] if present or not standing.mapped else [f"everybody is away: nobody reads until {FILE} says otherwise"]
