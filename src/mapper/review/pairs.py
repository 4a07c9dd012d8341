"""The pairs of a session as they stand now: those that the room began with, and what became of some of them since."""

from collections.abc import Iterable, Iterator, Sequence

from mapper.mapping import Mapped


class Pairs:
    """Hold what is another since the session began, and which pairs pass the filters in use; finding one costs nothing, however many there are."""

    def __init__(self) -> None:
        self._fresh: dict[str, Mapped] = {}
        self._known: tuple[Sequence[Mapped], dict[str, Mapped], bool] = ((), {}, False)
        self.passing: dict[str, Mapped] = {}

    def _indexed(self, mapped: Sequence[Mapped]) -> tuple[Sequence[Mapped], dict[str, Mapped], bool]:
        if self._known[0] is not mapped:
            self._known = (mapped, {one.pair: one for one in mapped}, len({one.type for one in mapped}) == 1)
        return self._known

    def reordered(self, before: Sequence[Mapped], mapped: Sequence[Mapped]) -> None:
        """Go on with the same pairs in another order."""
        self._known = (mapped, *self._indexed(before)[1:])

    def now(self, mapped: Sequence[Mapped]) -> Iterator[Mapped]:
        """Give the room's pairs, in its order, as they stand now."""
        return (self._fresh.get(one.pair, one) for one in mapped)

    def find(self, mapped: Sequence[Mapped], pair: str) -> Mapped | None:
        """Find one of the room's pairs by its id."""
        return self._fresh.get(pair) or self._indexed(mapped)[1].get(pair)

    def first(self, mapped: Sequence[Mapped], pair: str) -> Mapped | None:
        """Find one of the room's pairs as it stood when the session began: what was new is new again once its verdict is taken back."""
        return self._indexed(mapped)[1].get(pair) or self._fresh.get(pair)

    def one_type(self, mapped: Sequence[Mapped]) -> bool:
        """Say whether all the room's pairs are of one mapping."""
        return self._indexed(mapped)[2]

    def put(self, mapped: Mapped) -> None:
        """Note how a pair stands now."""
        self._fresh[mapped.pair] = mapped
        if mapped.pair in self.passing:
            self.passing[mapped.pair] = mapped

    def changed(self) -> list[Mapped]:
        """Give the pairs that are others since the session began, as they stand now."""
        return list(self._fresh.values())

    def pass_on(self, passing: Iterable[Mapped]) -> None:
        """Note which pairs pass the filters that are set now."""
        self.passing = {one.pair: one for one in passing}
