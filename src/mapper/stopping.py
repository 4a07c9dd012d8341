"""Stopping: how much of what can be found is found for certain, from the readings that were drawn at random; pure.

The related pairs that nobody read yet are bounded from above by those readings alone that a random draw from the unread put there. Let H of r related
pairs be found when a pair is drawn from N unread ones: it is related with probability (r - H) / N, whatever was read before and why, since the draw
knows nothing of it. One draw after the other that is the hypergeometric law. Each r is tested by the product of likelihood ratios of the draws
against fewer related pairs left; it is a martingale of mean 1 if r is so, and exceeds 1 / (1 - confidence) at *any* time with a probability of at
most 1 - confidence (Ville 1939). So the bound may be looked at after every reading, and reading may be stopped because of it. See Waudby-Smith and
Ramdas (2020), Confidence sequences for sampling without replacement, NeurIPS 33, and for elusion samples Cormack and Grossman (2016).
"""

import math
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

CONFIDENCE = 0.95  # what is claimed
LEVEL = 0.97  # what is kept to, so that a few hundred replays show what is claimed too
TARGETS = (0.8, 0.9, 0.95)
RECENT = 100  # readings that say how many of the unread may be related
SHARES = (0.5, 0.1, 0.0)  # of what was found lately, in the unread: the guesses that are bet on, in equal parts
LITTLE = 0.25
PRIOR = 10  # draws that half of what was found lately counts for in a forecast
GRID = 2000  # numbers of related pairs that are tested at most
AT_ONCE = 32  # draws that are reckoned together
FORESEEN, LOOK, FURTHEST = 200, 5, 2000  # how many for a forecast, after how many draws each, and how far it looks
Rows = NDArray[np.float64]


class Step(NamedTuple):
    """Hold one reading: whether the pair is related, as far as anybody can say, and whether a random draw put it there."""

    related: bool
    drawn: bool


@dataclass(frozen=True)
class Frontier:
    """Say of one mapping how many of its pairs are read, found and, at most, related; `more` says how many further draws may
    certify which recall; None where it is more than a forecast looks at.

    `doubtful` counts what was read and is not settled; it may be related, and is not found.
    """

    type: str
    pairs: int
    read: int
    found: int
    doubtful: int
    drawn: int
    most: int
    more: tuple[tuple[float, int | None], ...] = ()

    @property
    def unread(self) -> int:
        """Count the pairs that nobody read."""
        return self.pairs - self.read

    @property
    def certified(self) -> float:
        """Give the recall that is certain at least: found, of all that may be related."""
        return self.found / self.most if self.most else float(not self.unread)

    def as_json(self) -> dict[str, object]:
        """Give the numbers as one object."""
        return {
            "pairs": self.pairs,
            "read": self.read,
            "found": self.found,
            "doubtful": self.doubtful,
            "drawn": self.drawn,
            "related_at_most": self.most,
            "certified_recall": math.floor(self.certified * 1000) / 1000,
            "confidence": CONFIDENCE,
            "more_for": {f"{target:g}": more for target, more in self.more},
        }


def bound(steps: Sequence[Step], total: int, confidence: float = LEVEL) -> int:
    """Give the most of `total` pairs that can be related, at a confidence that holds however often it is asked."""
    tested = _tested(steps, total, GRID)
    return _highest(tested, _mixed(_made(_draws(steps, total), tested)), confidence)


def _tested(steps: Sequence[Step], total: int, size: int) -> Rows:
    """Choose which numbers of related pairs are tested: all that are possible, or so many of them; no two round to the same."""
    unread = total - len(steps)
    return np.asarray(sum(step.related for step in steps) + np.linspace(0, unread, min(unread + 1, size)).round(), np.float64)


def _highest(tested: Rows, wealth: Rows, confidence: float) -> int:
    """Give the highest number that is not refuted, or may not be for all that was tested; the least refuted one where all are."""
    kept = tested[wealth < 1 / (1 - confidence)] if len(tested) else tested
    highest = kept.max() if len(kept) else tested[wealth.argmin()]
    above = tested[tested > highest]
    return int(above.min()) - 1 if len(above) else int(highest)


def evidence(steps: Sequence[Step], total: int, tested: Rows) -> Iterator[Rows]:
    """Give, before the first step and after each, the evidence against each number of related pairs: float64[n], of mean 1 at most if it is true."""
    told: Rows = np.ones(len(tested))
    yield told
    after = _after(_draws(steps, total), tested, _made((), tested))
    for step in steps:
        told = next(after) if step.drawn else told
        yield told


class _Draw(NamedTuple):
    """Hold a draw: how many were unread before it, how many related ones were found, what share of the last readings, and whether it is related."""

    unread: int
    before: int
    rate: float
    related: bool


def _draws(steps: Sequence[Step], total: int) -> list[_Draw]:
    draws, before, lately, recent = list[_Draw](), 0, 0, deque[bool](maxlen=RECENT)
    for place, step in enumerate(steps):
        if step.drawn:
            draws.append(_Draw(total - place, before, (lately + LITTLE) / (len(recent) + 4 * LITTLE), step.related))
        lately += step.related - (recent[0] if len(recent) == RECENT else 0)
        before += step.related
        recent.append(step.related)
    return draws


def _made(draws: Sequence[_Draw], tested: Rows) -> Rows:
    """Give the logarithm of what each bet has made after all draws: float64[bets, n]."""
    return sum((some.sum(0) for some in _ratios(draws, tested)), np.zeros((len(SHARES), len(tested))))


def _after(draws: Sequence[_Draw], tested: Rows, made: Rows) -> Iterator[Rows]:
    """Give the evidence after each draw, of what the bets made before."""
    for some in _ratios(draws, tested):
        wealth = np.concatenate([made[None], some]).cumsum(0)
        made = wealth[-1]
        yield from _mixed(wealth[1:])


def _mixed(wealth: Rows) -> Rows:
    """Give what all bets together have made, of the logarithms for each."""
    return np.asarray(np.exp(np.clip(wealth, -700, 50)).mean(-2))


def _ratios(draws: Sequence[_Draw], tested: Rows) -> Iterator[Rows]:
    """Give, for so many draws at a time, the logarithm of how much likelier each is by each guess than by what is tested: float64[draws, bets, n]."""
    for start in range(0, len(draws), AT_ONCE):
        columns = zip(*draws[start : start + AT_ONCE], strict=True)
        unread, before, rate, related = (np.array(column)[:, None] for column in columns)
        chance, guess = np.clip((tested - before) / unread, 0, 1), rate * np.array(SHARES)
        with np.errstate(divide="ignore", invalid="ignore"):
            by_tested, by_guess = (np.log(np.where(related, likely, 1 - likely)) for likely in (chance, guess))
            told = by_guess[:, :, None] - by_tested[:, None]
        told = np.where(related[:, :, None], np.fmin(told, 0), np.fmax(told, 0))  # no guess is above what is tested
        yield np.asarray(np.clip(told, -1e3, 1e3))


def frontier(type_: str, steps: Sequence[Step], total: int, *, doubtful: int) -> Frontier:
    """Work out the frontier of one mapping, and about how many further draws would certify each of the next targets."""
    found = sum(step.related for step in steps) - doubtful
    here = Frontier(type_, total, len(steps), found, doubtful, sum(step.drawn for step in steps), bound(steps, total))
    return replace(here, more=tuple(_ahead(steps, here)))


def _ahead(steps: Sequence[Step], here: Frontier) -> Iterator[tuple[float, int | None]]:
    """Forecast how many more draws certify each target if they find as many as the last draws did; all of the unread at most."""
    targets = [target for target in TARGETS if here.certified < target]
    path = _foreseen(steps, min(here.unread, FURTHEST))
    tested = _tested(steps, here.pairs, FORESEEN)
    draws, found = _draws([*steps, *path], here.pairs), here.found
    made = _made(draws[: here.drawn], tested)
    for number, wealth in enumerate(_after(draws[here.drawn :], tested, made)):
        found += path[number].related
        if targets and (number % LOOK == LOOK - 1 or number + 1 == len(path)):
            certain = found / max(1, _highest(tested, wealth, LEVEL)) if number + 1 < here.unread else 1.0
            yield from ((target, number + 1) for target in targets if certain >= target)
            targets = [target for target in targets if certain < target]
        if not targets:
            return
    yield from ((target, None) for target in targets)


def _foreseen(steps: Sequence[Step], count: int) -> list[Step]:
    """Foresee draws: evenly spread, as many of them related as of the last ones, held to half of what any reading found lately."""
    lately, drawn = steps[-RECENT:], [step for step in steps if step.drawn][-RECENT // 2 :]
    usual = sum(step.related for step in lately) / (2 * max(1, len(lately)))
    rate = (sum(step.related for step in drawn) + PRIOR * usual) / (len(drawn) + PRIOR)
    return [Step(math.floor((number + 1) * rate) > math.floor(number * rate), drawn=True) for number in range(count)]


def told(one: Frontier) -> list[str]:
    """Say it in numbers: what is certain now, and about how many more drawn at random would make how much certain."""
    if not one.pairs:
        return []
    reading = f"{one.drawn} drawn at random of {one.read} read, {one.unread} unread"
    head = f"{one.type}: {one.found} found, {one.most} related at most ({round(CONFIDENCE * 100)} % confidence; {reading})"
    now = f"at least {math.floor(one.certified * 100)} % certified now"
    ahead = "; ".join(f"{_many(more)} more for {round(target * 100)} %" for target, more in one.more)
    return [head, f"  {now}" + (f"; {ahead}" if ahead else "")]


def _many(count: int | None) -> str:
    return f"over {FURTHEST}" if count is None else f"about {count}"


def lines(found: Iterable[Frontier]) -> list[str]:
    """Tell several frontiers, those of mappings in which anything was read, and how to certify more."""
    read = [one for one in found if one.read]
    ahead = ["  more: by pairs drawn at random, scores hidden: mapper review --audit"] if any(one.more for one in read) else []
    return [line for one in read for line in told(one)] + ahead
