"""The logbook: the decision log as far as it was read, and what stands by it; one more event costs what its pair has."""

from bisect import insort
from collections.abc import Callable, Iterable, Mapping, Sequence

from mapper import decisions, pace
from mapper.claims import is_claim, of_pairs
from mapper.types import Decision, Verdict


class Logbook:
    """Hold every event, what stands on each pair, and what one person said and did not take back; `carry` reads an event as its works live on.

    Answers that measure a reviewer stand on no pair and in no history; who gave them takes them back as any verdict.
    """

    def __init__(self, log: Sequence[Decision], carry: Callable[[Decision], Decision], whose: tuple[str, bool]) -> None:
        self._carry = carry
        self._whose = whose
        self.events = list(log)
        said = of_pairs(decisions.without_controls(log))
        self._by_pair: dict[str, list[Decision]] = {}
        for event in said:
            self._by_pair.setdefault(carry(event).pair, []).append(carry(event))
        self._standing = decisions.standing(map(carry, said))
        self._mine = {pair: own for pair, stands in self._standing.items() for own in stands if self._is_mine(own)}
        self._undoable = {one.event: one for one in decisions.stood(of_pairs(log)) if self._is_mine(one)}
        self._taken = sorted(pace.taken(decisions.without_controls(log)))

    def _is_mine(self, event: Decision) -> bool:
        return (event.reviewer, event.adjudicates) == self._whose

    def add(self, events: Iterable[Decision]) -> None:
        """Write further events down, in the order of the log."""
        for event in events:
            self.events.append(event)
            for seconds in pace.taken(decisions.without_controls([event])):
                insort(self._taken, seconds)
            if not is_claim(event):
                self._note(event)
            for counting in of_pairs(decisions.without_controls([event])):
                self._weigh(self._carry(counting))

    def _weigh(self, event: Decision) -> None:
        """Find anew what stands on the pair of an event."""
        said = self._by_pair.setdefault(event.pair, [])
        said.append(event)
        stands = decisions.standing(said).get(event.pair, ())
        own = next((one for one in stands if self._is_mine(one)), None)
        self._standing.pop(event.pair, None)
        self._mine.pop(event.pair, None)
        self._standing |= {event.pair: stands} if stands else {}
        self._mine |= {event.pair: own} if own else {}

    def _note(self, event: Decision) -> None:
        if event.verdict is Verdict.UNDO:
            before = self._undoable.get(event.undoes)
            if before and before not in decisions.stood([before, event]):
                del self._undoable[event.undoes]
        elif self._is_mine(event) and event.verdict in decisions.JUDGED:
            self._undoable[event.event] = event

    def standing(self, pair: str) -> tuple[Decision, ...]:
        """Give what stands on a pair."""
        return self._standing.get(pair, ())

    def mine(self) -> Mapping[str, Decision]:
        """Give the person's standing verdicts by pair."""
        return self._mine

    def last_act(self) -> tuple[Decision, ...]:
        """Give what the person said last and did not take back, as it was written, with all of the same act."""
        if not self._undoable:
            return ()
        last = next(reversed(self._undoable.values()))
        return decisions.last_act(list(self._undoable.values())) if last.batch else (last,)

    def history(self, pair: str) -> Sequence[Decision]:
        """Give all that was ever said of a pair, oldest first, undoing included."""
        return decisions.without_controls(self._by_pair.get(pair, ()))

    def pace(self) -> float:
        """Give the seconds that one verdict takes, at the pace of everybody's so far."""
        return pace.drawn(self._taken)
