"""Offers: what was said of the texts that a pair's texts go on from, and what one key would say of it here; pure."""

from mapper.mapping import Mapped, Premise
from mapper.types import turned


def seen(mapped: Mapped, reviewer: str, *, blind: bool) -> tuple[Premise, ...]:
    """Give what a person may see of that, until somebody judged the pair: blind, only what they said themselves."""
    return tuple(one for one in mapped.offered if not blind or one.said.reviewer == reviewer)


def agreed(mapped: Mapped, premises: tuple[Premise, ...]) -> Premise | None:
    """Give what would be said here, where it was one thing that was said of all the texts before."""
    sides = {(one.said.verdict, one.said.relation, one.said.reason, way(mapped, one)) for one in premises}
    return premises[0] if len(sides) == 1 else None


def way(mapped: Mapped, premise: Premise) -> str:
    """Say which way the relation ran, as seen from the left of the pair."""
    said = premise.said
    return said.direction if said.left == mapped.left else turned(said.direction)
