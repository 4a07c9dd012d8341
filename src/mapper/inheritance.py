"""Inheritance: what was decided on a text of which only a part lives on in another, or that was put together with others, offered there again."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from mapper import decisions
from mapper.editions import ClauseChange
from mapper.identity import pair_id
from mapper.mapping import Mapped, Premise
from mapper.successions import Successions
from mapper.types import Decision, State

Changed = Callable[[Decision], tuple[ClauseChange, ...]]  # what reads otherwise now of the clauses under a verdict


def offer(mapped: Sequence[Mapped], events: Iterable[Decision], successions: Successions, living: Iterable[str], changed: Changed) -> list[Mapped]:
    """Add to each pair what was said of the texts that one of its sides goes on from; a pair that nobody proposed is offered too.

    Nothing moves: the old pair keeps its verdicts, and the new one is undecided until somebody says so. `living` are the works in force, `changed`
    tells which clauses under a verdict read otherwise in them.
    """
    found: dict[str, list[Premise]] = {}
    for premise in _premises(events, successions, frozenset(living)):
        found.setdefault(premise.said.pair, []).append(replace(premise, changes=changed(premise.said)))
    known = {one.pair: one for one in mapped}
    old = [replace(one, premises=tuple(found[one.pair])) if one.pair in found and not one.decisions else one for one in mapped]
    return [*old, *(_offered(found[pair]) for pair in sorted(found.keys() - known.keys()))]


def _premises(events: Iterable[Decision], successions: Successions, living: frozenset[str]) -> Iterator[Premise]:
    for said in decisions.standing(events).values():
        for one in said:
            yield from (premise for premise in _moved(one, successions) if {premise.said.left, premise.said.right} <= living)


def _moved(said: Decision, successions: Successions) -> Iterator[Premise]:
    """Read a verdict as one on each text that goes on from a side of it."""
    for work in dict.fromkeys((said.left, said.right)):
        for heir, merged in successions.goes_on(work):
            left, right = (heir if side == work else side for side in (said.left, said.right))
            if left != right:
                yield Premise(replace(said, left=left, right=right, pair=pair_id(said.type, left, right)), work, heir, merged)


def _offered(premises: Sequence[Premise]) -> Mapped:
    said = premises[0].said
    left, right = sorted((said.left, said.right))
    return Mapped(said.pair, said.type, left, right, State.NEW, None, (), said.relation, (), premises=tuple(premises))
