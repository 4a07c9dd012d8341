"""The learner: makes the order of a review anew from the decisions so far, beside the person who reads."""

from collections.abc import Mapping, Sequence
from threading import Thread

from mapper.foretelling import Laid, foretell, lay
from mapper.mapping import Mapped, likelihood
from mapper.review.queue import Arranged, blend
from mapper.types import Document, State

_JUDGED = {State.ACCEPTED: True, State.REJECTED: False}


class Learner:
    """Learn in a thread, one order at a time; the same decisions give the same order, however long it takes."""

    def __init__(self, mapped: Sequence[Mapped], documents: Mapping[str, Document], reviewer: str) -> None:
        self._mapped = tuple(mapped)
        self._documents = documents
        self._reviewer = reviewer
        self._laid: Laid | None = None
        self._asked: Mapping[str, bool | None] | None = None
        self._thread: Thread | None = None
        self._made: list[Arranged] = []
        self._failed: list[BaseException] = []

    def order(self, said: Mapping[str, bool | None]) -> Arranged:
        """Arrange all pairs as the decisions teach: those known when the review began, and those said since; None where one settled nothing."""
        if self._laid is None:
            proposed = [(one.proposal, likelihood(one)) for one in self._mapped if one.proposal]
            self._laid = lay([one for one, _ in proposed], [likely for _, likely in proposed], self._documents)
        before = {one.pair: _JUDGED.get(one.state) for one in self._mapped}
        known = {pair: verdict for pair, verdict in {**before, **said}.items() if verdict is not None}
        likely = dict(zip(self._laid.pairs, foretell(self._laid, known).tolist(), strict=True)) if self._laid.pairs else {}
        return blend(self._mapped, self._reviewer, likely, said)

    def tell(self, said: Mapping[str, bool | None]) -> None:
        """Begin to learn, unless that is under way or nothing was said since."""
        if self._thread is None and said != self._asked:
            self._asked = dict(said)
            self._thread = Thread(target=self._learn, args=(self._asked,), daemon=True)
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
        """Wait until what is under way is made."""
        if self._thread is not None:
            self._thread.join()

    def _learn(self, said: Mapping[str, bool | None]) -> None:
        try:
            self._made.append(self.order(said))
        except Exception as error:  # noqa: BLE001 - raised again where the order is taken
            self._failed.append(error)
