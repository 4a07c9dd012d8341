"""The session: where a reviewer is in the queue and what is drafted for the pair in view; pure, each step gives a new one."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

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

    `at` is None at the queue's end; `aside` is a pair that is looked at and is not in the queue. `elsewhere` names pairs of the queue that wait for
    this person no longer, though not by a word of this session. `places` says where each pair of the queue stands.
    """

    queue: tuple[Mapped, ...] = ()
    at: int | None = None
    aside: Mapped | None = None
    decided: Mapping[str, Verdict] = field(default_factory=dict)
    skipped: frozenset[str] = frozenset()
    draft: Draft = field(default_factory=Draft)
    elsewhere: frozenset[str] = frozenset()
    places: Mapping[str, int] = field(default_factory=dict, repr=False)

    @property
    def current(self) -> Mapped | None:
        """Give the pair in view; None at the end of the queue."""
        return self.aside or (None if self.at is None else self.queue[self.at])

    @property
    def undecided(self) -> int:
        """Count the pairs of the queue that still wait for a verdict."""
        done = self.decided.keys() | self.elsewhere
        return len(self.queue) - len(done & self.places.keys())

    def fill(self, queue: Sequence[Mapped]) -> "Desk":
        """Take another queue, from its first waiting pair on; what was decided stays decided."""
        desk = replace(self._holding(queue), at=None, aside=None, draft=Draft())
        return replace(desk, at=desk._next(-1, self.skipped))

    def _holding(self, queue: Sequence[Mapped]) -> "Desk":
        held = tuple(queue)
        return replace(self, queue=held, places={one.pair: place for place, one in enumerate(held)})

    def rearranged(self, names: Sequence[str]) -> "Desk":
        """Put the pairs behind the one in view in the order of these names, among which there may be others; those not named come last."""
        before = len(self.queue) if self.at is None else self.at + 1
        found = [(name, place) for name, place in zip(names, map(self.places.get, names), strict=True) if place is not None and place >= before]
        if before + len(found) < len(self.queue):
            named = {name for name, _ in found}
            found += [(one.pair, place) for place, one in enumerate(self.queue) if place >= before and one.pair not in named]
        queue = (*self.queue[:before], *(self.queue[place] for _, place in found))
        places = {one.pair: place for place, one in enumerate(self.queue[:before])}
        places.update(zip((name for name, _ in found), count(before)))
        return replace(self, queue=queue, places=places)

    def settle(self, pair: str, verdict: Verdict) -> "Desk":
        """Note a verdict and go to the next pair that was neither decided nor skipped."""
        if verdict is not Verdict.SKIP:
            return self.settle_all([pair], verdict)
        desk = replace(self, skipped=self.skipped | {pair}, aside=None, draft=Draft())
        return replace(desk, at=desk._next(self._before, desk.skipped))

    def settle_all(self, pairs: Collection[str], verdict: Verdict) -> "Desk":
        """Note a verdict on several pairs and go to the next one that was neither decided nor skipped."""
        decided = {**self.decided, **dict.fromkeys(pairs, verdict)}
        desk = replace(self, decided=decided, skipped=self.skipped.difference(pairs), aside=None, draft=Draft())
        return replace(desk, at=desk._next(self._before, desk.skipped))

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
        if mapped.pair in self.places:
            return replace(self, at=self.places[mapped.pair], aside=None, draft=Draft())
        return replace(self, aside=mapped, draft=Draft())

    def reread(self, pairs: Iterable[Mapped]) -> "Desk":
        """Take pairs as they stand now in place of what they were; where one is, and what is drafted, stays."""
        now = {one.pair: one for one in pairs}
        queue = list(self.queue)
        for pair in now.keys() & self.places.keys():
            queue[self.places[pair]] = now[pair]
        return replace(self, queue=tuple(queue), aside=now.get(self.aside.pair, self.aside) if self.aside else None)

    def settled_elsewhere(self, pair: str) -> "Desk":
        """Note that a pair waits no longer, though nothing was said of it here; one that is in view stays in view."""
        return replace(self, elsewhere=self.elsewhere | {pair})

    def waiting_again(self, mapped: Mapped) -> "Desk":
        """Let a pair wait that did not, or no longer; one that the queue does not hold is put at its end."""
        desk = replace(self, elsewhere=self.elsewhere - {mapped.pair})
        return desk if mapped.pair in desk.places else desk._holding((*desk.queue, mapped))

    def unskip(self, mapped: Mapped) -> "Desk":
        """Take a skip back and go to its pair."""
        return replace(self, skipped=self.skipped - {mapped.pair}).visit(mapped)

    def reopen(self, *pairs: Mapped) -> "Desk":
        """Take verdicts back and go to the last pair, which all wait again; those that the queue does not hold are put in here."""
        names = {one.pair for one in pairs}
        decided = {pair: verdict for pair, verdict in self.decided.items() if pair not in names}
        desk = replace(self, decided=decided, skipped=self.skipped - names, elsewhere=self.elsewhere - names)
        if new := [one for one in pairs if one.pair not in self.places]:
            at = len(self.queue) if self.at is None else self.at
            desk = replace(desk._holding((*self.queue[:at], *new, *self.queue[at:])), at=at)
        return desk.visit(pairs[-1])

    def _next(self, start: int, passed: frozenset[str], direction: int = 1) -> int | None:
        """Look round the queue from `start` for an undecided pair that is not among the passed ones."""
        size = len(self.queue)
        for distance in range(1, size + 1):
            position = (start + direction * distance) % size
            pair = self.queue[position].pair
            if pair not in self.decided and pair not in passed and pair not in self.elsewhere:
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
