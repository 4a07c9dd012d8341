"""Overview: where the mapping stands, in numbers, and about how long the rest takes."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from mapper import arrivals, budget, pace, pipeline, runs, sampling, stopping, tally
from mapper.budget import Plan
from mapper.errors import few
from mapper.holdings import incomplete
from mapper.lessons import Lesson
from mapper.mapping import Mapped
from mapper.settings import Settings
from mapper.stopping import Frontier
from mapper.store import SourceRecord, Store
from mapper.tally import Tally
from mapper.teamwork import Teamwork, loads
from mapper.types import Decision, State

TO_DO = (State.NEW, State.OPEN, State.DISPUTED, State.STALE)


@dataclass(frozen=True)
class Overview:
    """Hold the counts that `mapper status` prints."""

    run: str
    documents: int
    states: tuple[tuple[str, int], ...]
    types: tuple[tuple[str, int, int], ...]
    unread: tuple[tuple[str, str], ...]
    waiting: int
    minutes: int
    notes: tuple[str, ...] = ()
    in_part: tuple[tuple[str, tuple[str, ...]], ...] = ()
    lessons: tuple[Lesson, ...] = ()
    budgets: tuple[Plan, ...] = ()
    certain: tuple[Frontier, ...] = ()
    team: Teamwork = field(default_factory=Teamwork)
    asked: int = 0

    @property
    def remaining(self) -> int:
        """Count the pairs that a person still has to look at, those with them that one of several judged otherwise on a later text."""
        return sum(count for state, count in self.states if State(state) in TO_DO) + self.asked

    def as_json(self) -> dict[str, object]:
        """Give the counts as one object."""
        return {
            "run": self.run,
            "documents": self.documents,
            **dict(self.states),
            "asked_again": self.asked,
            "remaining": self.remaining,
            "minutes_left": self.minutes,
            "types": {name: {"pairs": pairs, "remaining": left} for name, pairs, left in self.types},
            "unread": dict(self.unread),
            "in_part": {name: list(lacks) for name, lacks in self.in_part},
            "files_waiting": self.waiting,
            "assigned": {load.reviewer: load.open for load in self.team.loads},
            "budgets": [plan.as_json() for plan in self.budgets],
            "certified": {one.type: one.as_json() for one in self.certain},
            "learned": {one.type: {"decisions": one.decisions, "weights": one.used, "told": str(one)} for one in self.lessons},
        }

    def lines(self) -> list[str]:
        """Give the counts as lines for a person."""
        told = [f"{self.documents} documents, {sum(pairs for _, pairs, _ in self.types)} pairs" + (f" ({self.run})" if self.run else "")]
        told.append("  ".join(f"{count} {state}" for state, count in self.states if count) or "no pair yet: mapper add FILE…, then mapper run")
        told += [f"  {name:<20} {pairs:>5} pairs, {left:>5} to decide" for name, pairs, left in self.types]
        told += stopping.lines(self.certain)
        if self.asked:
            told.append(f"{self.asked} judged otherwise on a changed text by one of several people; the others are asked again: mapper changes")
        told += map(str, self.lessons)
        told += [f"unread: {name}: {reason}" for name, reason in self.unread]
        told += [f"read in part: {name}: {few(lacks)}" for name, lacks in self.in_part]
        if self.waiting:
            told.append(f"{self.waiting} files in sources/ are new or changed: mapper run")
        if self.remaining:
            told.append(f"{self.remaining} to decide, about {self.minutes} min: mapper review")
            told += [f"  in {plan.told()}: mapper review --minutes {plan.minutes}" for plan in self.budgets]
        elif self.types and any(pairs for _, pairs, _ in self.types):
            told.append("nothing is left to decide")
        return [*told, *filter(None, [self.team.line()]), *(f"DEGRADED: {sentence}" for sentence in self.notes)]


def status(settings: Settings, store: Store) -> Overview:
    """Count the pairs in each state, the files that were not read or only in part, and the files that wait for a run."""
    return counted(settings, store, tally.of(pipeline.settled(settings, store)))


def counted(settings: Settings, store: Store, told: Tally) -> Overview:
    """Count what a tally holds, and what the store knows of files."""
    run, speed, records = runs.live(store), pace.measure(told.times), store.sources()
    silent = {record.name for record in records if record.state == "unread"}
    states = Counter(m.state for m in told.mapped)
    for related in told.done.values():
        states[State.ACCEPTED] += sum(related.values())
        states[State.REJECTED] += len(related) - sum(related.values())
    asked = sum(bool(m.opposed) for m in told.mapped)
    left = sum(states[state] for state in TO_DO) + asked
    names = [kind.name for kind in settings.types]
    names += sorted({*(m.type for m in told.mapped), *(type_ for type_, pairs in told.done.items() if pairs)} - set(names))
    return Overview(
        run=run.id if run else "",
        documents=told.issued,
        states=tuple((state.value, states[state]) for state in State),
        types=tuple((name, *_counts(told, name)) for name in names),
        unread=unread(records),
        waiting=sum(1 for source in arrivals.waiting(settings, store) if source.name not in silent),
        minutes=speed.minutes(left),
        notes=pipeline.notes(run, told.undefined),
        in_part=incomplete(records),
        budgets=_budgets(told, speed),
        certain=tuple(sampling.from_readings(told.mapped, told.read, told.done)),
        team=loads(settings.team, told.mapped, told.documents, speed),
        asked=asked,
        lessons=tuple(runs.lessons_of(run)) if run else (),
    )


def _counts(told: Tally, name: str) -> tuple[int, int]:
    of_type = [m for m in told.mapped if m.type == name]
    return len(of_type) + len(told.done.get(name, ())), sum(1 for m in of_type if m.state in TO_DO or m.opposed)


def within(standing: pipeline.Standing, mapped: Iterable[Mapped], minutes: int) -> Plan:
    """Choose from the pairs that are to do those that bring most in so many minutes."""
    return budget.plan(_waiting(mapped), minutes, standing.decisions, standing.library.current)


def _waiting(mapped: Iterable[Mapped]) -> list[Mapped]:
    return [m for m in mapped if m.state in TO_DO or m.opposed]


def _budgets(told: Tally, speed: pace.Pace) -> tuple[Plan, ...]:
    """Say what a few budgets of time reach, as far as they leave anything out."""
    plans = budget.several(_waiting(told.mapped), budget.BUDGETS, speed, told.documents)
    return tuple(plan for plan in plans if len(plan.chosen) < plan.of)


def unread(records: Iterable[SourceRecord]) -> tuple[tuple[str, str], ...]:
    """List the files that could not be read, or only in part, each with the reason."""
    return tuple((record.name, record.reason) for record in records if record.reason)


def minutes(decisions: tuple[Decision, ...], left: int) -> int:
    """Forecast the time for so many decisions, in whole minutes, as the reviewer does."""
    return pace.minutes(decisions, left)
