"""Workload: how many pairs are to be looked at, mapping by mapping and person by person, and about how long that takes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from mapper import pace
from mapper.errors import count
from mapper.mapping import Mapped
from mapper.types import Decision, State


@dataclass(frozen=True)
class Load:
    """Count the pairs of one mapping, or of what one person decided: new, to see again, disputed; with the minutes at their own pace."""

    name: str
    new: int
    again: int
    disputed: int
    minutes: int

    @property
    def pairs(self) -> int:
        """Count all that is to be looked at."""
        return self.new + self.again + self.disputed

    def as_json(self) -> dict[str, object]:
        """Give the counts as one object."""
        return {"name": self.name, "new": self.new, "stale": self.again, "disputed": self.disputed, "minutes": self.minutes}

    def __str__(self) -> str:
        parts = ((self.new, "new"), (self.again, "to see again"), (self.disputed, "disputed"))
        told = ", ".join(f"{number} {what}" for number, what in parts if number)
        return f"{self.name:<20} {count(self.pairs, 'pair')} ({told}), about {self.minutes} min"


def by_type(mapped: Sequence[Mapped], decisions: Sequence[Decision]) -> tuple[Load, ...]:
    """Count what each mapping has to be looked at, in the order in which the mappings come; those without any are left out."""
    paces, usual = pace.by_type(decisions), pace.seconds(decisions)
    names = dict.fromkeys(one.type for one in mapped)
    loads = (_load(name, [one for one in mapped if one.type == name], paces.get(name, usual)) for name in names)
    return tuple(load for load in loads if load.pairs)


def by_reviewer(mapped: Sequence[Mapped], decisions: Sequence[Decision]) -> tuple[Load, ...]:
    """Count for each person the pairs whose text changed under what they said, and those that are disputed with them; new ones are nobody's."""
    names = sorted({one.reviewer for pair in mapped for one in pair.decisions if not one.adjudicates})
    loads = (_load(name, [one for one in mapped if _asks(one, name)], _pace(decisions, name)) for name in names)
    return tuple(load for load in loads if load.pairs)


def _asks(mapped: Mapped, name: str) -> bool:
    mine = any(one.reviewer == name for one in mapped.decisions)
    return mine and (mapped.state is State.DISPUTED or (mapped.state is State.STALE and bool(mapped.changed_for(name))))


def _pace(decisions: Iterable[Decision], name: str) -> float:
    log = list(decisions)
    return pace.drawn(pace.taken(one for one in log if one.reviewer == name), pace.seconds(log))


def _load(name: str, mapped: Sequence[Mapped], seconds: float) -> Load:
    new, again, disputed = (sum(one.state is state for one in mapped) for state in (State.NEW, State.STALE, State.DISPUTED))
    return Load(name, new, again, disputed, ceil((new + again + disputed) * seconds / 60))
