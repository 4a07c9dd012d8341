"""Ordering: the mix in which a review shows pairs, and why each stands where it stands; pure.

Of every twenty readings one is a random draw, which is what `mapper.stopping` certifies from, one is of the text that was read least, and one is of
the pair that nobody can foretell; two are second readings of what others judged, if any wait; the rest are the pairs most likely accepted.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mapper.sampling import place

LIKELY, UNCERTAIN, COVERAGE, SECOND, DRAWN = "likely", "uncertain", "coverage", "second reading", "random audit"
ROUND = 20  # readings in which each turn comes
TURNS = {ROUND - 1: DRAWN, 3: SECOND, 6: COVERAGE, 13: UNCERTAIN, 16: SECOND}  # place in the round: whose turn it is, if not that of the likely


@dataclass(frozen=True)
class Waiting:
    """Hold a pair that waits: its two texts, how likely it is accepted, and whether somebody else read it already."""

    pair: str
    left: str
    right: str
    likely: float
    again: bool = False


@dataclass(frozen=True, slots=True)
class Stand:
    """Hold all that an order goes by of one pair, few enough words to be handed to another process.

    `likely` is how likely it was before anything was learned; `waits` whether it waits for the reviewer, `read` whether somebody's word stands on it,
    `again` whether it is to be looked at first since its text changed; `accepted` is what people agree on, if they do.
    """

    pair: str
    left: str
    right: str
    likely: float
    waits: bool
    read: bool
    again: bool
    accepted: bool | None


def blend(stands: Collection[Stand], likely: Mapping[str, float]) -> list[tuple[str, str]]:
    """Put all pairs in order: those to look at again, the mix of those that wait, each with its reason, then the others.

    A pair is as likely as `likely` says, or else as it was.
    """
    waiting = [Waiting(one.pair, one.left, one.right, likely.get(one.pair, one.likely), one.read) for one in stands if one.waits]
    read = [one for one in stands if one.read]
    seen = Counter(work for one in read for work in (one.left, one.right))
    others = sorted((one for one in stands if not one.waits), key=lambda one: (one.left, one.right, one.pair))
    first, last = ([(one.pair, "") for one in others if one.again is known] for known in (True, False))
    return [*first, *mix(waiting, len(read), seen), *last]


def mix(waiting: Sequence[Waiting], read: int, seen: Mapping[str, int], *, place: Callable[[str], str] = place) -> list[tuple[str, str]]:
    """Put pairs in order, each with the reason why it stands there.

    `read` counts the readings so far, `seen` those of each text; `place` gives the random order of the draws. The place in the round goes on from
    what was read, so that every twentieth reading is a draw however often the order is made anew.
    """
    queues = {reason: iter(queue) for reason, queue in _queues(waiting, seen, place).items()}
    taken: set[str] = set()
    made: list[tuple[str, str]] = []
    for number in range(read, read + len(waiting)):
        for reason in (TURNS.get(number % ROUND, LIKELY), LIKELY, SECOND):
            if pair := _next(queues[reason], taken):
                taken.add(pair)
                made.append((pair, reason))
                break
    return made


def audit(waiting: Sequence[Waiting]) -> list[tuple[str, str]]:
    """Put pairs in the order of the random draw, those that nobody read first."""
    return [(one.pair, SECOND if one.again else DRAWN) for one in sorted(waiting, key=lambda one: (one.again, place(one.pair), one.pair))]


def _next(queue: Iterator[Waiting], taken: set[str]) -> str:
    return next((one.pair for one in queue if one.pair not in taken), "")


def _queues(waiting: Sequence[Waiting], seen: Mapping[str, int], place: Callable[[str], str]) -> Mapping[str, list[Waiting]]:
    fresh, again = ([one for one in waiting if one.again is known] for known in (False, True))
    likely, second = (sorted(some, key=lambda one: (-one.likely, one.pair)) for some in (fresh, again))
    return {
        LIKELY: likely,
        SECOND: second,
        UNCERTAIN: sorted(fresh, key=lambda one: (round(abs(one.likely - 0.5), 6), one.pair)),
        COVERAGE: sorted(likely, key=lambda one: min(seen.get(one.left, 0), seen.get(one.right, 0))),
        DRAWN: sorted(fresh, key=lambda one: (place(one.pair), one.pair)),
    }
