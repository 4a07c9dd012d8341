"""Budget: which pairs to read where the time is short, what they bring, and what is left out; pure."""

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import fmean

from mapper import pace
from mapper.calibration import SUREST
from mapper.errors import count
from mapper.mapping import Mapped
from mapper.types import BANDS, Decision, Document, State

FAIR = 0.5  # of the time, that goes to mappings and Sectors by what each is expected to bring; the rest goes wherever most is to be had
USUAL = {"high": 0.7, "medium": 0.33, "low": 0.15}  # about which share of a band was related in the gold sets: models/README.md
BUDGETS = (30, 60, 120, 240)  # minutes of which `mapper status` tells what they reach

Wanted = Callable[[Mapped], float]


@dataclass(frozen=True)
class Share:
    """Tell of one mapping how much of it is read, and down to which likelihood: `least` is the likelihood of the best pair left out.

    It is None where nothing is left out, or where pairs of the mapping have a band and no number; `bands` then names those that are read whole.
    """

    type: str
    pairs: int
    of: int
    brings: float
    hoped: float
    least: float | None = None
    bands: tuple[str, ...] = ()

    def line(self) -> str:
        """Tell it as a line for a person."""
        if self.pairs == self.of:
            reach = "all"
        elif self.least is not None:
            reach = _above(self.least)
        else:
            reach = f"all that are {' or '.join(self.bands)}" if self.bands else "the likeliest"
        return f"  {self.type:<20} {self.pairs:>5} of {self.of:>5} pairs: {reach}; about {self.brings:.0f} of an expected {self.hoped:.0f} relations"

    def as_json(self) -> dict[str, object]:
        """Give it as an object."""
        told = {"pairs": self.pairs, "of": self.of, "expected": round(self.brings, 1), "expected_in_all": round(self.hoped, 1)}
        return {**told, "all_above": self.least, "bands_read_whole": list(self.bands)}


def _above(least: float) -> str:
    """Say above which likelihood all is read; it is rounded up, so that it stays true, and nothing is told above the surest."""
    return f"all above {math.ceil(round(least * 100, 2)) / 100:.2f}" if least < SUREST else "only some of the surest"


@dataclass(frozen=True)
class Plan:
    """Hold the pairs that fit a number of minutes, in no order, at how many seconds a pair, and what they bring mapping by mapping.

    `measured` says whether the pace is that of verdicts given, and `again` how many of the pairs were decided before and are looked at again.
    """

    minutes: int
    seconds: float
    measured: bool
    chosen: frozenset[str]
    shares: tuple[Share, ...]
    again: int = 0

    @property
    def of(self) -> int:
        """Count all the pairs that wait."""
        return sum(share.of for share in self.shares)

    @property
    def brings(self) -> float:
        """Say how many relations are expected among the pairs that fit."""
        return sum(share.brings for share in self.shares)

    @property
    def hoped(self) -> float:
        """Say how many relations are expected among all that wait."""
        return sum(share.hoped for share in self.shares)

    @property
    def least(self) -> float | None:
        """Give the likelihood above which everything is read, in all mappings; None where nothing is left out, or a mapping has bands only."""
        short = [share for share in self.shares if share.pairs < share.of]
        numbers = [share.least for share in short if share.least is not None]
        return max(numbers) if numbers and len(numbers) == len(short) else None

    def fits(self) -> str:
        """Tell how many pairs fit, and nothing of how likely they are."""
        return f"{self.minutes} min: {len(self.chosen)} of {count(self.of, 'pair')}"

    def told(self) -> str:
        """Tell it in a sentence."""
        reach = f", {_above(self.least)}" if self.least is not None else ""
        return f"{self.fits()}{reach}; {self.amount()}"

    def amount(self) -> str:
        """Tell what the pairs bring."""
        return f"about {self.brings:.0f} of an expected {self.hoped:.0f} relations"

    def lines(self) -> list[str]:
        """Tell it in full for a person, what is left out last."""
        speed = "the pace so far" if self.measured else "the usual pace, as nobody's is known yet"
        told = [f"{self.told()} ({self.seconds:.0f} s a pair, {speed})", *(share.line() for share in self.shares)]
        if self.again:
            told.append(f"{self.again} of them were decided before and are looked at again")
        if left := self.of - len(self.chosen):
            told.append(f"left out: {count(left, 'pair')}, in which about {self.hoped - self.brings:.0f} relations are expected")
        return told

    def as_json(self) -> dict[str, object]:
        """Give it as one object."""
        told = {"minutes": self.minutes, "seconds_a_pair": round(self.seconds, 1), "pace_measured": self.measured}
        told |= {"pairs": len(self.chosen), "of": self.of, "expected": round(self.brings, 1), "expected_in_all": round(self.hoped, 1)}
        return {**told, "all_above": self.least, "types": {share.type: share.as_json() for share in self.shares}}


def expected(mapped: Mapped) -> float:
    """Say how likely a person would accept a pair; where the machine gives only a band, what is usual in that band."""
    if mapped.proposal is None:
        return 0.0
    return USUAL.get(mapped.proposal.band, 0.0) if mapped.proposal.probability is None else mapped.proposal.probability


def plan(waiting: Sequence[Mapped], minutes: int, decisions: Iterable[Decision], documents: Mapping[str, Document]) -> Plan:
    """Choose from the pairs that wait those which bring most relations in so many minutes.

    Pairs that come back because their text changed are first, as in a review. Half of the time then goes to every mapping, and in it to every
    Sector, by its share of the expected relations, at least one pair each: without that a mapping whose likelihoods run low, and with it the
    people who wait for its table, would get nothing until all others are done. The rest goes to whatever pair is likeliest for the time it takes.
    """
    return next(several(waiting, (minutes,), pace.measure(pace.times(decisions)), documents))


def several(waiting: Sequence[Mapped], budgets: Iterable[int], speed: pace.Pace, documents: Mapping[str, Document]) -> Iterator[Plan]:
    """Choose as `plan` does for several numbers of minutes, at a pace that is known."""
    each = {one.type: speed.types.get(one.type, speed.usual) for one in waiting}
    ordered = _ordered(waiting, each)
    again, rest = ([one for one in ordered if (one.state is State.STALE or bool(one.outdated)) is back] for back in (True, False))
    hoped, groups = sum(map(expected, rest)), _groups(rest, documents)
    for minutes in budgets:
        desk = _Desk(minutes * 60.0, each)
        for one in again:
            desk.take(one)
        left = desk.left
        for worth, members in groups:
            desk.fill(members, FAIR * left * worth / hoped if hoped else 0.0)
        desk.fill(rest, left)
        chosen = frozenset(desk.chosen) or frozenset(one.pair for one in (*again, *rest)[:1])
        shares = tuple(_share([one for one in waiting if one.type == type_], chosen) for type_ in each)
        read = [each[one.type] for one in waiting if one.pair in chosen]
        yield Plan(minutes, fmean(read) if read else speed.usual, speed.measured, chosen, shares, sum(one.pair in chosen for one in again))


class _Desk:
    """Take pairs as long as there is time."""

    def __init__(self, left: float, each: Mapping[str, float]) -> None:
        self.left = left
        self._least = min(each.values(), default=0.0)
        self.chosen: dict[str, float] = {}
        self._each = each

    def take(self, one: Mapped) -> None:
        """Take a pair that is not taken yet, if it still fits."""
        cost = self._each[one.type]
        if one.pair not in self.chosen and cost <= self.left:
            self.chosen[one.pair] = cost
            self.left -= cost

    def fill(self, members: Sequence[Mapped], seconds: float) -> None:
        """Take the best of a group until it has so much time, what others took of it counted; one pair at least."""
        spent = sum(self.chosen.get(one.pair, 0.0) for one in members)
        for one in members:
            if (spent and spent >= seconds) or self.left < self._least:
                return
            before = self.left
            self.take(one)
            spent += before - self.left


def _ordered(waiting: Iterable[Mapped], each: Mapping[str, float]) -> list[Mapped]:
    """Put what brings most for its time first; among equals the better score, then the id."""

    def key(one: Mapped) -> tuple[float, float, str]:
        return (-round(expected(one) / each[one.type], 8), -(one.proposal.score if one.proposal else 0.0), one.pair)

    return sorted(waiting, key=key)


def _groups(waiting: Iterable[Mapped], documents: Mapping[str, Document]) -> list[tuple[float, list[Mapped]]]:
    """Gather the pairs of each mapping, then of each Sector in it (a pair of two is in both), with the relations expected there; the most first."""
    found: dict[tuple[str, str], list[Mapped]] = {}
    for one in waiting:
        sectors = {documents[side].sector for side in (one.left, one.right) if side in documents} - {""}
        for sector in ("", *sorted(sectors)):
            found.setdefault((one.type, sector), []).append(one)
    worth = {name: round(sum(map(expected, members)), 8) for name, members in found.items()}
    return [(worth[name], found[name]) for name in sorted(found, key=lambda name: (name[1] != "", -worth[name], name))]


def _share(waiting: Sequence[Mapped], chosen: Collection[str]) -> Share:
    read, left = ([one for one in waiting if (one.pair in chosen) is taken] for taken in (True, False))
    share = Share(waiting[0].type, len(read), len(waiting), sum(map(expected, read)), sum(map(expected, waiting)))
    if not left:
        return share
    if all(one.proposal is None or one.proposal.probability is not None for one in waiting):
        return replace(share, least=max(map(expected, left)))
    there = {one.proposal.band for one in waiting if one.proposal}
    cut = {one.proposal.band for one in left if one.proposal}
    whole = [band for place, band in enumerate(BANDS) if band in there and not cut & set(BANDS[: place + 1])]
    return replace(share, bands=tuple(whole))
