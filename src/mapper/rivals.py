"""Rivals: where a pair stands among the other proposals of either side, and which stand next to it."""

from collections.abc import Iterable
from dataclasses import dataclass

from mapper.mapping import Mapped

NEXT = 2  # others told on either hand


@dataclass(frozen=True)
class Place:
    """Hold the rank of a pair seen from one of its documents, among how many it was ranked (0: nobody knows), and the proposals next to it."""

    work: str
    rank: int
    among: int
    before: tuple[Mapped, ...]
    after: tuple[Mapped, ...]


@dataclass(frozen=True)
class Rivals:
    """Hold the proposals of a run by mapping type and document."""

    by_work: dict[tuple[str, str], list[Mapped]]

    def of(self, mapped: Mapped, work: str, among: int = 0) -> Place:
        """Find where a proposed pair stands for one of its documents; nearest others first."""
        rank = _rank(mapped, work)
        others = sorted((_rank(one, work), one.pair, one) for one in self.by_work.get((mapped.type, work), []) if one.pair != mapped.pair)
        before = [one for place, _, one in others if place < rank]
        after = [one for place, _, one in others if place > rank]
        return Place(work, rank, among if among >= rank else 0, tuple(before[-NEXT:]), tuple(after[:NEXT]))


def gather(mapped: Iterable[Mapped]) -> Rivals:
    """Gather proposals by their documents."""
    by_work: dict[tuple[str, str], list[Mapped]] = {}
    for one in mapped:
        if one.proposal is not None:
            for work in (one.left, one.right):
                by_work.setdefault((one.type, work), []).append(one)
    return Rivals(by_work)


def _rank(mapped: Mapped, work: str) -> int:
    """Give the rank of a pair seen from one of its documents; 0 where it is not proposed."""
    if mapped.proposal is None:
        return 0
    return mapped.proposal.ranks[0 if mapped.left == work else 1]


def ordinal(number: int) -> str:
    """Write a rank: 1st, 2nd, 3rd, 11th."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
