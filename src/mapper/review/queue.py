"""The queue: which pairs wait for a reviewer, and in which order; pure."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from mapper import ordering
from mapper.errors import UsageError
from mapper.identity import digest
from mapper.mapping import Mapped, likelihood
from mapper.ordering import Waiting
from mapper.types import BANDS, State

_OPEN = frozenset(State) - {State.GONE}
_SECOND_LOOK = frozenset({State.STALE})


def is_open(mapped: Mapped, reviewer: str) -> bool:
    """Say whether a pair waits for this reviewer: nothing of theirs stands, or the text has changed since they judged it."""
    if mapped.state not in _OPEN or (any(decision.adjudicates for decision in mapped.decisions) and mapped.state not in _SECOND_LOOK):
        return False
    mine = any(decision.reviewer == reviewer for decision in mapped.decisions)
    return not mine or mapped.state in _SECOND_LOOK or bool(mapped.changed_for(reviewer))


def _likely(mapped: Sequence[Mapped], reviewer: str) -> list[Mapped]:
    return sorted(mapped, key=lambda one: (-likelihood(one), -(one.proposal.score if one.proposal else 0.0), one.left, one.right, one.pair))


def _uncertain(mapped: Sequence[Mapped], reviewer: str) -> list[Mapped]:
    return sorted(mapped, key=lambda one: (round(abs(likelihood(one) - 0.5), 6), one.left, one.right, one.pair))


def _coverage(mapped: Sequence[Mapped], reviewer: str) -> list[Mapped]:
    """Show each document's likeliest pair before the second of any."""
    shown: dict[str, int] = {}
    rounds = []
    for position, one in enumerate(_likely(mapped, reviewer)):
        rounds.append((min(shown.get(one.left, 0), shown.get(one.right, 0)), position, one))
        for side in (one.left, one.right):
            shown[side] = shown.get(side, 0) + 1
    return [one for _, _, one in sorted(rounds, key=lambda entry: entry[:2])]


def _random(mapped: Sequence[Mapped], reviewer: str) -> list[Mapped]:
    """Shuffle by a digest, each reviewer in an own order that is the same tomorrow."""
    return sorted(mapped, key=lambda one: (digest(reviewer, one.pair), one.pair))


@dataclass(frozen=True)
class Arranged:
    """Hold pairs in order, and of each that the order led to the reason why it stands there."""

    mapped: tuple[Mapped, ...]
    reasons: Mapping[str, str] = field(default_factory=dict)


def blend(mapped: Sequence[Mapped], reviewer: str, likely: Mapping[str, float]) -> Arranged:
    """Mix the pairs that wait for a reviewer, the likeliest by `likely` or else as proposed; the others come last."""
    done = [one for one in mapped if one.decisions]
    seen = Counter(work for one in done for work in (one.left, one.right))
    return _led(mapped, ordering.mix(_waiting(mapped, reviewer, likely), len(done), seen))


def draw(mapped: Sequence[Mapped], reviewer: str) -> Arranged:
    """Put the pairs that wait for a reviewer in the order of the random draw."""
    return _led(mapped, ordering.audit(_waiting(mapped, reviewer, {})))


def _waiting(mapped: Sequence[Mapped], reviewer: str, likely: Mapping[str, float]) -> list[Waiting]:
    """Say of each pair that waits for a reviewer, and is not first of all because its text changed, what an order goes by."""
    open_ = [one for one in mapped if is_open(one, reviewer) and not _looked_at_again(one, reviewer)]
    return [Waiting(one.pair, one.left, one.right, likely.get(one.pair, likelihood(one)), bool(one.decisions)) for one in open_]


def _led(mapped: Sequence[Mapped], reasons: Sequence[tuple[str, str]]) -> Arranged:
    """Put pairs where the reasons say, the others last."""
    places = {pair: place for place, (pair, _) in enumerate(reasons)}
    found = sorted(mapped, key=lambda one: (places.get(one.pair, len(places)), one.left, one.right, one.pair))
    return Arranged(tuple(found), dict(reasons))


def _mix(mapped: Sequence[Mapped], reviewer: str) -> list[Mapped]:
    return list(blend(mapped, reviewer, {}).mapped)


def _audit(mapped: Sequence[Mapped], reviewer: str) -> list[Mapped]:
    return list(draw(mapped, reviewer).mapped)


MIX, AUDIT = "mix", "audit"
ORDERS: Mapping[str, Callable[[Sequence[Mapped], str], list[Mapped]]] = {
    MIX: _mix,
    "likely": _likely,
    "uncertain": _uncertain,
    "coverage": _coverage,
    "random": _random,
    AUDIT: _audit,
}


def arrange(mapped: Sequence[Mapped], order: str, reviewer: str) -> list[Mapped]:
    """Put pairs in order: those to look at again first, then the others as asked."""
    if order not in ORDERS:
        raise UsageError(f"no order named {order!r}; choose one of {', '.join(ORDERS)}")
    return changed_first(ORDERS[order](mapped, reviewer), reviewer)


def changed_first(arranged: Sequence[Mapped], reviewer: str) -> list[Mapped]:
    """Put pairs first that are to be looked at again, since their text changed."""
    return sorted(arranged, key=lambda one: not _looked_at_again(one, reviewer))


def _looked_at_again(mapped: Mapped, reviewer: str) -> bool:
    return mapped.state in _SECOND_LOOK or bool(mapped.changed_for(reviewer))


def shuffle_in_bands(arranged: Sequence[Mapped], reviewer: str) -> list[Mapped]:
    """Hide the score's fine order from a blind reviewer: each band in turn, shuffled inside."""
    places = {band: place for place, band in enumerate(BANDS)}

    def key(one: Mapped) -> tuple[bool, int, str]:
        band = one.proposal.band if one.proposal else ""
        return (one.state not in _SECOND_LOOK, places.get(band, len(BANDS)), digest(reviewer, one.pair))

    return sorted(arranged, key=key)


def skipped_last(arranged: Sequence[Mapped], skipped: Collection[str]) -> list[Mapped]:
    """Bring back what this reviewer skipped after what they have not seen."""
    return sorted(arranged, key=lambda one: one.pair in skipped)
