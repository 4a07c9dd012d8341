"""The queue: which pairs wait for a reviewer, and in which order; pure."""

from collections.abc import Callable, Collection, Mapping, Sequence, Set
from dataclasses import dataclass, field

from mapper import ordering
from mapper.errors import UsageError
from mapper.identity import digest
from mapper.mapping import Mapped, likelihood
from mapper.ordering import Stand, Waiting
from mapper.types import BANDS, State

_OPEN = frozenset(State) - {State.GONE}
_SECOND_LOOK = frozenset({State.STALE})
_AGREED = {State.ACCEPTED: True, State.REJECTED: False}


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
    """Hold pairs in order, and of each that the order led to the reason why it stands there; `names` are their ids, where somebody would wait."""

    mapped: tuple[Mapped, ...]
    reasons: Mapping[str, str] = field(default_factory=dict)
    names: tuple[str, ...] = ()


def blend(mapped: Sequence[Mapped], reviewer: str, given: Set[str] | None = None) -> Arranged:
    """Mix the pairs that wait for a reviewer, as likely as proposed; those to look at again come before, the others last.

    `given` names the pairs that are assigned to them, so that each turn is one of theirs; None where nothing is shared out.
    """
    known = {one.pair: one for one in mapped}
    made = ordering.blend([stand(one, reviewer, given) for one in mapped], {})
    return Arranged(tuple(known[pair] for pair, _ in made), {pair: reason for pair, reason in made if reason})


def stand(one: Mapped, reviewer: str, given: Set[str] | None = None) -> Stand:
    """Say of a pair all that an order for this reviewer goes by; one that is given to others waits for them."""
    again = _looked_at_again(one, reviewer)
    waits = not again and is_open(one, reviewer) and (given is None or one.pair in given)
    return Stand(one.pair, one.left, one.right, likelihood(one), waits, bool(one.decisions), again, _AGREED.get(one.state))


def draw(mapped: Sequence[Mapped], reviewer: str) -> Arranged:
    """Put the pairs that wait for a reviewer in the order of the random draw."""
    stands = [stand(one, reviewer) for one in mapped]
    reasons = ordering.audit([Waiting(one.pair, one.left, one.right, one.likely, one.read) for one in stands if one.waits])
    places = {pair: place for place, (pair, _) in enumerate(reasons)}
    found = sorted(mapped, key=lambda one: (places.get(one.pair, len(places)), one.left, one.right, one.pair))
    return Arranged(tuple(found), dict(reasons))


def _mix(mapped: Sequence[Mapped], reviewer: str) -> list[Mapped]:
    return list(blend(mapped, reviewer).mapped)


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
    return [*(one for one in arranged if one.pair not in skipped), *(one for one in arranged if one.pair in skipped)]
