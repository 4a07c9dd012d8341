"""Shares: which pairs are a reviewer's own, which of them are read blind, and the clerk who keeps to them."""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from mapper import controls, decisions
from mapper.decisions import Word
from mapper.identity import digest
from mapper.library import Library
from mapper.mapping import Mapped
from mapper.review.clerk import LogClerk, line
from mapper.review.filters import Filters
from mapper.store import Store
from mapper.types import Decision


@dataclass(frozen=True)
class Share:
    """Hold what one reviewer is given: their pairs (None: all), those of them that are read blind, and pairs whose answer is known.

    Known pairs measure the reviewer and are read blind too, so that they look like any pair that two people read.
    """

    pairs: Set[str] | None = None
    blind: Set[str] = frozenset()
    controls: Set[str] = frozenset()

    @property
    def hidden(self) -> Set[str]:
        """Name all pairs that are read blind."""
        return self.blind | self.controls


class Reader(LogClerk):
    """Write the verdicts of a reviewer who has a share; what is said of a known pair is an answer that measures, and no word on the pair."""

    def __init__(self, store: Store, library: Library, reviewer: str, now: Callable[[], str], share: Share) -> None:
        self.share = share
        self._given: list[Decision] = []
        self._looked = 0
        super().__init__(store, library, reviewer, now)

    def _answers(self) -> Mapping[str, Decision]:
        """Give this person's answers on known pairs, looking only at what came into the log since it was last asked."""
        if self.share.controls:
            self._given += [one for one in self._book.events[self._looked :] if one.reviewer == self.reviewer and one.origin == decisions.CONTROL]
            self._looked = len(self._book.events)
        return controls.answers(self._given, self.reviewer)

    def record(self, mapped: Mapped, word: Word) -> Decision:
        """Append a verdict on a pair, or an answer on a known one."""
        return super().record(mapped, self._meant(mapped, word))

    def record_all(self, said: Sequence[tuple[Mapped, Word]]) -> Sequence[Decision]:
        """Append verdicts that are given in one act, answers on known pairs among them."""
        return super().record_all([(mapped, self._meant(mapped, word)) for mapped, word in said])

    def _meant(self, mapped: Mapped, word: Word) -> Word:
        return replace(word, origin=decisions.CONTROL) if mapped.pair in self.share.controls else word

    def mine(self) -> Mapping[str, Decision]:
        """Give this person's standing verdicts by pair, and their answers on known pairs as if they were some."""
        answers = self._answers()
        return {**super().mine(), **answers} if answers else super().mine()

    def mixed(self, arranged: Sequence[Mapped]) -> list[Mapped]:
        """Spread known pairs among those that wait, whatever the order."""
        return mix(arranged, self.share.controls, self.reviewer, lambda one: self.waits(one, Filters())) if self.share.controls else list(arranged)

    def concerns(self, mapped: Mapped, filters: Filters) -> bool:
        """Take the pairs of the share, and what this person judged before."""
        return super().concerns(mapped, filters) and (self._is_given(mapped.pair) or any(one.reviewer == self.reviewer for one in mapped.decisions))

    def _is_given(self, pair: str) -> bool:
        return self.share.pairs is None or pair in self.share.pairs or pair in self.share.controls

    def waits(self, mapped: Mapped, filters: Filters) -> bool:
        """Let the pairs of the share wait, and known pairs until they are answered."""
        if mapped.pair in self.share.controls:
            return mapped.pair not in self._answers()
        return super().waits(mapped, filters) and (bool(filters.state) or self._is_given(mapped.pair))

    def told(self, mapped: Mapped, *, blind: bool) -> tuple[str, ...]:
        """Say of a known pair only what this person answered."""
        if mapped.pair not in self.share.controls:
            return super().told(mapped, blind=blind)
        own = self._answers().get(mapped.pair)
        return (line("you", replace(own, origin=Word.origin)),) if own else ()

    def after(self, mapped: Mapped, made: Decision) -> str:
        """Say nothing of a known pair that nobody would say of another."""
        return "" if mapped.pair in self.share.controls else super().after(mapped, made)


def mix(arranged: Sequence[Mapped], known: Set[str], reviewer: str, waits: Callable[[Mapped], bool]) -> list[Mapped]:
    """Spread known pairs evenly among those that wait, each at a place that a digest shakes."""
    among = [one for one in arranged if one.pair in known]
    others = [one for one in arranged if one.pair not in known]
    waiting = [place for place, one in enumerate(others) if waits(one)]
    chosen = sorted(among, key=lambda one: digest(reviewer, one.pair))
    before: dict[int, list[Mapped]] = {}
    for number, one in enumerate(chosen):
        slot = int((number + _fraction(reviewer, one.pair)) * len(waiting) / len(chosen))
        before.setdefault(waiting[slot] if waiting else len(others), []).append(one)
    return list(_spread(others, before))


def _fraction(*parts: str) -> float:
    return int(digest(*parts)[:8], 16) / 16**8


def _spread(others: Sequence[Mapped], before: Mapping[int, Sequence[Mapped]]) -> Iterator[Mapped]:
    for place, one in enumerate(others):
        yield from before.get(place, ())
        yield one
    yield from before.get(len(others), ())
