"""The learner: makes the order of a review anew from the decisions so far, beside the person who reads."""

from collections.abc import Mapping, Sequence
from threading import Thread

from mapper.foretelling import Laid, foretell, lay
from mapper.mapping import Mapped, likelihood
from mapper.review.queue import Arranged, blend
from mapper.types import Document, State

AT_ONCE = 2000  # pairs up to which the first order is learned before the first pair is shown
_JUDGED = {State.ACCEPTED: True, State.REJECTED: False}


class Learner:
    """Learn in a thread, one order at a time; the same decisions give the same order, however long it takes."""

    def __init__(self, documents: Mapping[str, Document], reviewer: str) -> None:
        self._documents = documents
        self._reviewer = reviewer
        self._laid: Laid | None = None
        self._thread: Thread | None = None
        self._made: list[Arranged] = []
        self._failed: list[Exception] = []

    def order(self, mapped: Sequence[Mapped]) -> Arranged:
        """Arrange pairs as what people agree on teaches: all those of the review, as they stand now."""
        proposed = [(one.proposal, likelihood(one)) for one in mapped if one.proposal]
        if not proposed:  # nothing was run yet
            return blend(mapped, self._reviewer, {})
        if self._laid is None:
            self._laid = lay([one for one, _ in proposed], [likely for _, likely in proposed], self._documents)
        known = {one.pair: _JUDGED[one.state] for one in mapped if one.state in _JUDGED}
        likely = dict(zip(self._laid.pairs, foretell(self._laid, known).tolist(), strict=True))
        return blend(mapped, self._reviewer, likely)

    @property
    def at_work(self) -> bool:
        """Say whether an order is being made, or waits to be taken."""
        return self._thread is not None

    def begin(self, mapped: Sequence[Mapped]) -> None:
        """Begin to make an order of all pairs as they stand now."""
        self._thread = Thread(target=self._learn, args=(mapped,), daemon=True)
        self._thread.start()

    def ready(self) -> Arranged | None:
        """Give the order that is made, once; raise what went wrong while it was made."""
        if self._thread is None or self._thread.is_alive():
            return None
        self._thread = None
        if self._failed:
            raise self._failed.pop()
        return self._made.pop()

    def wait(self) -> None:
        """Wait until the order that is being made is made."""
        if self._thread is not None:
            self._thread.join()

    def _learn(self, mapped: Sequence[Mapped]) -> None:
        try:
            self._made.append(self.order(mapped))
        except Exception as error:  # noqa: BLE001  (raised again where the order is taken)
            self._failed.append(error)
