"""Handing out: which pairs a file for one reviewer holds, and what of them that reviewer may see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from mapper.mapping import Mapped
from mapper.review.queue import is_open
from mapper.types import State


@dataclass(frozen=True)
class Share:
    """Hold the pairs of one reviewer, and which of them are to be read without scores and without what others said."""

    pairs: frozenset[str] = field(default_factory=frozenset)
    blind: frozenset[str] = field(default_factory=frozenset)


def share(mapped: Sequence[Mapped], reviewer: str, waiting: Mapping[str, bool] | None = None) -> Share:
    """Choose the pairs of a reviewer: those that wait for them, and those that they decided.

    `waiting` says of each pair that was assigned to them whether it is one of two blind readings. Without it all that is open to them waits, and what
    somebody else judged first is read blind.
    """
    asked = {one.pair: _judged_by_others(one, reviewer) for one in mapped if is_open(one, reviewer)} if waiting is None else waiting
    mine = {one.pair for one in mapped if any(said.reviewer == reviewer and not said.adjudicates for said in one.decisions)}
    known = {one.pair for one in mapped}
    return Share(frozenset((set(asked) | mine) & known), frozenset(pair for pair, blind in asked.items() if blind and pair in known - mine))


def handed(mapped: Sequence[Mapped], held: Share) -> tuple[Mapped, ...]:
    """Give the pairs of a share as its reviewer may see them: a blind one is as it was proposed, whatever anybody said since."""
    return tuple(_veiled(one) if one.pair in held.blind else one for one in mapped if one.pair in held.pairs)


def _veiled(one: Mapped) -> Mapped:
    return replace(one, state=State.OPEN, decisions=(), relation=one.proposal.relation if one.proposal else "", stale=(), outdated=())


def _judged_by_others(one: Mapped, reviewer: str) -> bool:
    return any(said.reviewer != reviewer for said in one.decisions) and not any(said.reviewer == reviewer for said in one.decisions)
