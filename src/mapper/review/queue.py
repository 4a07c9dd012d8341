"""The queue: which pairs wait for a reviewer, and in which order; pure."""

from collections.abc import Callable, Collection, Mapping, Sequence

from mapper.errors import UsageError
from mapper.identity import digest
from mapper.mapping import Mapped, likelihood
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


ORDERS: Mapping[str, Callable[[Sequence[Mapped], str], list[Mapped]]] = {
    "likely": _likely,
    "uncertain": _uncertain,
    "coverage": _coverage,
    "random": _random,
}


def arrange(mapped: Sequence[Mapped], order: str, reviewer: str) -> list[Mapped]:
    """Put pairs in order: those to look at again first, then the others as asked."""
    if order not in ORDERS:
        raise UsageError(f"no order named {order!r}; choose one of {', '.join(ORDERS)}")
    arranged = ORDERS[order](mapped, reviewer)
    return sorted(arranged, key=lambda one: one.state not in _SECOND_LOOK and not one.changed_for(reviewer))


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
