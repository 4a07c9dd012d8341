"""Replaying: the mix of `mapper review` with what it learns, and what its draws certify, on pairs of which all is known; pure."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from mapper import ordering
from mapper.identity import digest
from mapper.ordering import Waiting
from mapper.relevance import Laid, predict
from mapper.stopping import LEVEL, TARGETS, Step, evidence
from mapper.types import Proposal

STEP, GROWTH = 10, 1.05  # readings after which the order is made anew, or by how much they must have grown: a review makes it anew sooner
MIXED = 0.5  # share that is read in the mix before all the rest is drawn at random
TESTED = 200
Place = Callable[[str], str]


def seeded(seed: int) -> Place:
    """Give a random order of pairs, another for each seed."""
    return partial(digest, f"rehearsal {seed}")


def mixed(proposals: Sequence[Proposal], laid: Laid, related: Mapping[str, bool], *, seed: int = 0, known: Sequence[str] = ()) -> list[str]:
    """Give all pairs in the order in which they are read in the mix, which is made anew on the way; those of `known` were read before."""
    said = {pair: related[pair] for pair in known}
    while len(said) < len(proposals):
        ordered = _order(proposals, laid, said, seeded(seed))
        said |= {pair: related[pair] for pair in ordered[: max(STEP, round(len(said) * (GROWTH - 1)))]}
    return [pair for pair in said if pair not in known]


def _order(proposals: Sequence[Proposal], laid: Laid, said: Mapping[str, bool], place: Place) -> list[str]:
    likely = dict(zip(laid.pairs, predict(laid, said).tolist(), strict=True))
    seen = Counter(work for one in proposals if one.pair in said for work in (one.left, one.right))
    waiting = [Waiting(one.pair, one.left, one.right, likely[one.pair]) for one in proposals if one.pair not in said]
    return [pair for pair, _ in ordering.mix(waiting, len(said), seen, place=place)]


@dataclass(frozen=True)
class Held:
    """Say in how many of so many replays the bound held whenever it was asked, and after how many readings (median) each target was certified."""

    replays: int
    held: int
    certified: tuple[tuple[float, int], ...]

    def as_json(self) -> dict[str, object]:
        """Give it as one object."""
        return {"replays": self.replays, "held": self.held, "read_for_certified": {f"{target:g}": read for target, read in self.certified}}

    def line(self) -> str:
        """Say it in a sentence."""
        when = ", ".join(f"{round(target * 100)} % after {read}" for target, read in self.certified)
        return f"the certified bound held in {self.held} of {self.replays} replays with other draws; certified (median of readings): {when}"


def hold(order: Sequence[str], related: Mapping[str, bool], replays: int) -> Held:
    """Read an order with other random draws in each replay: every twentieth in the first half, then all; ask the bound after every reading."""
    held, reached = 0, list[tuple[int, ...]]()
    for seed in range(replays):
        steps = drawn_into(order, related, seed)
        held += _holds(steps)
        reached.append(_reached(steps))
    medians = np.median(np.array(reached).reshape(-1, len(TARGETS)), axis=0) if reached else ()
    return Held(replays, held, tuple(zip(TARGETS, (int(median) for median in medians), strict=False)))


def drawn_into(order: Sequence[str], related: Mapping[str, bool], seed: int) -> list[Step]:
    """Lay the draws of a seed into an order of reading."""
    chosen, draws = iter(order), iter(sorted(order, key=seeded(seed)))
    read: dict[str, bool] = {}
    for number in range(len(order)):
        drawn = number % ordering.ROUND == ordering.ROUND - 1 or number >= MIXED * len(order)
        read[next(pair for pair in (draws if drawn else chosen) if pair not in read)] = drawn
    return [Step(related[pair], drawn) for pair, drawn in read.items()]


def _holds(steps: Sequence[Step]) -> bool:
    """Say whether the true number was never refuted, so that the bound lay never below it."""
    true = np.array([sum(step.related for step in steps)], np.float64)
    return all(float(wealth[0]) < 1 / (1 - LEVEL) for wealth in evidence(steps, len(steps), true))


def _reached(steps: Sequence[Step]) -> tuple[int, ...]:
    """Say after how many readings each target is certified."""
    total = len(steps)
    tested = np.unique(np.linspace(0, total, min(total + 1, TESTED)).round())
    found, when = 0, dict[float, int]()
    for read, wealth in enumerate(evidence(steps, total, tested)):
        found += bool(read) and steps[read - 1].related
        open_ = tested[(wealth < 1 / (1 - LEVEL)) & (tested >= found) & (tested <= found + total - read)]
        most = float(open_.max()) if len(open_) and read < total else float(found)
        for target in TARGETS:
            if read and found >= target * most:
                when.setdefault(target, read)
    return tuple(when[target] for target in TARGETS)
