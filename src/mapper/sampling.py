"""Sampling: which unread pair a random draw takes next, and which readings of the log were drawn; pure.

Every pair has a fixed place in one random order, by a digest of its id: the same for everybody, today and after any rerun. A draw takes the first
unread pair of it, and the verdict says that it was drawn (its origin is `audit`).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from mapper.decisions import AUDIT, effective
from mapper.identity import digest
from mapper.mapping import Mapped
from mapper.stopping import Frontier, Step, frontier
from mapper.types import Decision, State

_SETTLED = {State.ACCEPTED: True, State.REJECTED: False}


@cache
def place(pair: str) -> str:
    """Give the place of a pair in the random order that all draws follow."""
    return digest("audit", pair)


def steps(pairs: Mapping[str, bool], log: Iterable[tuple[str, bool]]) -> list[Step]:
    """Give the readings of a mapping in an order in which each draw is one from what was unread then.

    `pairs` are those that can be read, each with whether it is related if it was read. `log` says of each reading which pair, and whether it was
    drawn; the first of a pair counts. A draw counts once every pair before it in the random order is read, in whatever way: one that was skipped,
    that waits with another reviewer, or that a later run proposed. Such pairs are laid in where the draw passed them.
    """
    read: dict[str, bool] = {}
    for pair, drawn in log:
        if pair in pairs:
            read.setdefault(pair, drawn)
    if not any(read.values()):  # no draw, so no order to hold any against
        return [Step(pairs[pair], drawn=False) for pair in read]
    passed = _passed(pairs, read)
    ranks = {pair: number for number, pair in enumerate(passed)}
    made: dict[str, bool] = {}
    gone = 0
    for pair, drawn in read.items():
        if drawn and gone <= ranks.get(pair, -1):
            made.update((before, True) for before in passed[gone : ranks[pair] + 1] if before not in made)
            gone = ranks[pair] + 1
        made.setdefault(pair, False)
    return [Step(pairs[pair], drawn) for pair, drawn in made.items()]


def _passed(pairs: Iterable[str], read: Mapping[str, bool]) -> list[str]:
    """Give the pairs before the first in the random order that nobody read, in that order."""
    reach = min(((place(pair), pair) for pair in pairs if pair not in read), default=None)
    placed = ((place(pair), pair) for pair in read)
    return [pair for _, pair in sorted(one for one in placed if reach is None or one < reach)]


def readings(log: Iterable[Decision]) -> dict[str, bool]:
    """Say of each pair that anybody read whether a random draw put it there the first time; in the order of those readings."""
    first: dict[str, bool] = {}
    for event in effective(log):
        first.setdefault(event.pair, event.origin == AUDIT)
    return first


def frontiers(mapped: Sequence[Mapped], log: Sequence[Decision]) -> list[Frontier]:
    """Give the frontier of each mapping type, sorted by its name: over the pairs that are proposed, or were decided, in texts that are at hand."""
    return from_readings(mapped, readings(log))


def from_readings(mapped: Sequence[Mapped], read: Mapping[str, bool], done: Mapping[str, Mapping[str, bool]] | None = None) -> list[Frontier]:
    """Give the frontier of each mapping type from the first readings of the pairs; `done` are settled ones besides, whether each is related."""
    types: dict[str, list[Mapped]] = defaultdict(list)
    settled = {type_: pairs for type_, pairs in (done or {}).items() if pairs}
    for one in mapped:
        if one.state is not State.GONE:
            types[one.type].append(one)
    return [_frontier(type_, types.get(type_, ()), settled.get(type_, {}), read) for type_ in sorted({*types, *settled})]


def _frontier(type_: str, pairs: Sequence[Mapped], done: Mapping[str, bool], read: Mapping[str, bool]) -> Frontier:
    """Take what is not settled as related and not found; first come pairs that were decided under the id of the pair that they go on from."""
    decided = (*(one.pair for one in pairs if one.decisions), *done)
    carried = [(pair, False) for pair in sorted(pair for pair in decided if pair not in read)]
    doubtful = sum(bool(one.decisions) and one.state not in _SETTLED for one in pairs)
    known = {**done, **{one.pair: _SETTLED.get(one.state, True) for one in pairs}}
    return frontier(type_, steps(known, [*carried, *read.items()]), len(known), doubtful=doubtful)
