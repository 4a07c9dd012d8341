"""The session: where a reviewer is in the queue and what is drafted for the pair in view; pure, each step gives a new one."""

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from mapper.mapping import Mapped
from mapper.types import Decision, Verdict

SECONDS = 20.0
RECORDED = frozenset({Verdict.ACCEPT, Verdict.REJECT, Verdict.UNSURE, Verdict.CONFIRM})


@dataclass(frozen=True)
class Draft:
    """Hold what was set for the pair in view and is recorded with its verdict."""

    relation: str = ""
    direction: str = ""
    comment: str = ""
    score_seen: bool = False


@dataclass(frozen=True)
class Desk:
    """Hold the queue, the place in it, and what was decided or skipped in this session, by pair; `at` is None at the queue's end."""

    queue: tuple[Mapped, ...] = ()
    at: int | None = None
    decided: Mapping[str, Verdict] = field(default_factory=dict)
    skipped: frozenset[str] = frozenset()
    draft: Draft = field(default_factory=Draft)

    @property
    def current(self) -> Mapped | None:
        """Give the pair in view; None at the end of the queue."""
        return None if self.at is None else self.queue[self.at]

    @property
    def undecided(self) -> int:
        """Count the pairs of the queue that no verdict was given on."""
        return sum(one.pair not in self.decided for one in self.queue)

    def fill(self, queue: Sequence[Mapped]) -> "Desk":
        """Take another queue, from its first waiting pair on; what was decided stays decided."""
        desk = replace(self, queue=tuple(queue), at=None, draft=Draft())
        return replace(desk, at=desk._next(-1, self.skipped))

    def settle(self, pair: str, verdict: Verdict) -> "Desk":
        """Note a verdict and go to the next pair that was neither decided nor skipped."""
        decided = {**self.decided, pair: verdict} if verdict is not Verdict.SKIP else self.decided
        skipped = self.skipped | {pair} if verdict is Verdict.SKIP else self.skipped - {pair}
        desk = replace(self, decided=decided, skipped=skipped, draft=Draft())
        return replace(desk, at=desk._next(-1 if self.at is None else self.at, skipped))

    def step(self, direction: int) -> "Desk":
        """Go to the next or the previous undecided pair, skipped ones included, round the end of the queue."""
        start = (-1 if direction > 0 else 0) if self.at is None else self.at
        found = self._next(start, frozenset(), direction)
        return self if found is None or found == self.at else replace(self, at=found, draft=Draft())

    def visit(self, mapped: Mapped) -> "Desk":
        """Go to one pair, decided or not; a pair that the queue does not hold is put in here."""
        for position, one in enumerate(self.queue):
            if one.pair == mapped.pair:
                return replace(self, at=position, draft=Draft())
        at = len(self.queue) if self.at is None else self.at
        return replace(self, queue=(*self.queue[:at], mapped, *self.queue[at:]), at=at, draft=Draft())

    def reopen(self, mapped: Mapped) -> "Desk":
        """Take a verdict of this session back and go to its pair."""
        decided = {pair: verdict for pair, verdict in self.decided.items() if pair != mapped.pair}
        return replace(self, decided=decided, skipped=self.skipped - {mapped.pair}).visit(mapped)

    def _next(self, start: int, passed: frozenset[str], direction: int = 1) -> int | None:
        """Look round the queue from `start` for an undecided pair that is not among the passed ones."""
        size = len(self.queue)
        for distance in range(1, size + 1):
            position = (start + direction * distance) % size
            pair = self.queue[position].pair
            if pair not in self.decided and pair not in passed:
                return position
        return None


def typical_seconds(decisions: Iterable[Decision]) -> float:
    """Give the median of the seconds that verdicts took; 20 where nothing was measured yet."""
    measured = [decision.seconds for decision in decisions if decision.verdict in RECORDED and decision.seconds > 0]
    return statistics.median(measured) if measured else SECONDS


def minutes_left(pairs: int, seconds: float) -> str:
    """Say about how long so many pairs take."""
    minutes = pairs * seconds / 60
    if minutes < 1:
        return "under 1 min left" if pairs else "nothing left"
    return f"about {minutes:.0f} min left" if minutes < 90 else f"about {minutes / 60:.1f} h left"


@dataclass(frozen=True)
class Outcome:
    """Say how a session ended and what was done in it."""

    finished: bool
    decided: int
    unsure: int
    skipped: int
    waiting: int

    def line(self) -> str:
        """Say it in a sentence."""
        done = f"{self.decided} decided, {self.unsure} unsure, {self.skipped} skipped"
        return f"queue finished: {done}" if self.finished else f"saved: {done}; {self.waiting} still open"


def outcome(desk: Desk) -> Outcome:
    """Sum a session up; an unsure verdict is counted apart from the decided ones."""
    unsure = sum(verdict is Verdict.UNSURE for verdict in desk.decided.values())
    return Outcome(desk.at is None, len(desk.decided) - unsure, unsure, len(desk.skipped), desk.undecided)
