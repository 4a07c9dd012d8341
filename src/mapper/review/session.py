"""The session: where a reviewer is in the queue and what is drafted for the pair in view; pure, each step gives a new one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from mapper.mapping import Mapped
from mapper.types import Verdict


@dataclass(frozen=True)
class Draft:
    """Hold what was set for the pair in view and is recorded with its verdict."""

    relation: str = ""
    direction: str = ""
    comment: str = ""
    score_seen: bool = False


@dataclass(frozen=True)
class Desk:
    """Hold the queue, the place in it, and what was decided or skipped in this session, by pair.

    `at` is None at the queue's end; `aside` is a pair that is looked at and is not in the queue.
    """

    queue: tuple[Mapped, ...] = ()
    at: int | None = None
    aside: Mapped | None = None
    decided: Mapping[str, Verdict] = field(default_factory=dict)
    skipped: frozenset[str] = frozenset()
    draft: Draft = field(default_factory=Draft)

    @property
    def current(self) -> Mapped | None:
        """Give the pair in view; None at the end of the queue."""
        return self.aside or (None if self.at is None else self.queue[self.at])

    @property
    def undecided(self) -> int:
        """Count the pairs of the queue that no verdict was given on."""
        return sum(one.pair not in self.decided for one in self.queue)

    def fill(self, queue: Sequence[Mapped]) -> "Desk":
        """Take another queue, from its first waiting pair on; what was decided stays decided."""
        desk = replace(self, queue=tuple(queue), at=None, aside=None, draft=Draft())
        return replace(desk, at=desk._next(-1, self.skipped))

    def settle(self, pair: str, verdict: Verdict) -> "Desk":
        """Note a verdict and go to the next pair that was neither decided nor skipped."""
        decided = {**self.decided, pair: verdict} if verdict is not Verdict.SKIP else self.decided
        skipped = self.skipped | {pair} if verdict is Verdict.SKIP else self.skipped - {pair}
        desk = replace(self, decided=decided, skipped=skipped, aside=None, draft=Draft())
        return replace(desk, at=desk._next(self._before, skipped))

    @property
    def _before(self) -> int:
        """Give the place after which to look: the pair in view, or the one before the waiting one where another is looked at."""
        return -1 if self.at is None else self.at - (self.aside is not None)

    def step(self, direction: int) -> "Desk":
        """Go to the next or the previous undecided pair, skipped ones included, round the end of the queue."""
        start = self._before if direction > 0 else self.at or 0
        found = self._next(start, frozenset(), direction)
        return self if found is None or (found == self.at and self.aside is None) else replace(self, at=found, aside=None, draft=Draft())

    def visit(self, mapped: Mapped) -> "Desk":
        """Go to one pair, decided or not; the queue stays as it is."""
        for position, one in enumerate(self.queue):
            if one.pair == mapped.pair:
                return replace(self, at=position, aside=None, draft=Draft())
        return replace(self, aside=mapped, draft=Draft())

    def unskip(self, mapped: Mapped) -> "Desk":
        """Take a skip back and go to its pair."""
        return replace(self, skipped=self.skipped - {mapped.pair}).visit(mapped)

    def reopen(self, mapped: Mapped) -> "Desk":
        """Take a verdict back and go to its pair, which waits again; one that the queue does not hold is put in here."""
        decided = {pair: verdict for pair, verdict in self.decided.items() if pair != mapped.pair}
        desk = replace(self, decided=decided, skipped=self.skipped - {mapped.pair})
        if all(one.pair != mapped.pair for one in self.queue):
            at = len(self.queue) if self.at is None else self.at
            desk = replace(desk, queue=(*self.queue[:at], mapped, *self.queue[at:]), at=at)
        return desk.visit(mapped)

    def _next(self, start: int, passed: frozenset[str], direction: int = 1) -> int | None:
        """Look round the queue from `start` for an undecided pair that is not among the passed ones."""
        size = len(self.queue)
        for distance in range(1, size + 1):
            position = (start + direction * distance) % size
            pair = self.queue[position].pair
            if pair not in self.decided and pair not in passed:
                return position
        return None


@dataclass(frozen=True)
class Outcome:
    """Say what was done in a session, and how much is left; `beyond` counts pairs that a limit kept out of the queue."""

    finished: bool
    decided: int
    unsure: int
    skipped: int
    waiting: int
    beyond: int = 0

    def line(self) -> str:
        """Say it in a sentence."""
        done = f"{self.decided} decided, {self.unsure} unsure, {self.skipped} skipped"
        left, looked = self.waiting + self.beyond, self.decided + self.unsure
        if not self.finished:
            return f"saved: {done}; {left} still open"
        return f"{looked} of {looked + left} done, {left} still open: {done}" if self.beyond else f"queue finished: {done}"


def outcome(desk: Desk, beyond: int = 0) -> Outcome:
    """Sum a session up; an unsure verdict is counted apart from the decided ones."""
    unsure = sum(verdict is Verdict.UNSURE for verdict in desk.decided.values())
    return Outcome(desk.at is None, len(desk.decided) - unsure, unsure, len(desk.skipped), desk.undecided, beyond)
