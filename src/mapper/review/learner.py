"""The learner: has the order of a review made anew from the decisions so far, beside the person who reads."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar

from mapper.errors import MapperError, clause
from mapper.mapping import Mapped
from mapper.ordering import Stand
from mapper.review.queue import Arranged, stand
from mapper.types import Document

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

_PART = 100  # pairs or texts that are handed over at once: whoever presses a key waits for no more of them
_PATIENCE = 2.0  # seconds in which a killed process is gone
T = TypeVar("T")


class Learner:
    """Learn one order at a time in a process that lasts as long as the session; the same decisions give the same order, however long it takes.

    A thread talks with that process; it waits nearly always, so that the keys are answered meanwhile.
    """

    def __init__(
        self,
        mapped: Sequence[Mapped],
        documents: Mapping[str, Document],
        reviewer: str,
        skipped: Set[str] = frozenset(),
        given: Set[str] | None = None,
    ) -> None:
        self._mapped = tuple(mapped)
        self._names = tuple(one.pair for one in mapped)
        self._skipped = skipped
        self._documents = documents
        self._reviewer = reviewer
        self._given = given
        self._told: dict[str, Mapped] = {}
        self._process: BaseProcess | None = None
        self._mouth: Connection | None = None
        self._thread: Thread | None = None
        self._begun = False
        self._made: list[Arranged | str] = []

    @property
    def at_work(self) -> bool:
        """Say whether an order is being made, or waits to be taken."""
        return self._thread is not None

    @property
    def process(self) -> int | None:
        """Give the number of the process that learns, once there is one."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Start the process, which then waits to be told: where a screen takes the terminal over, before that; MapperError where it cannot start."""
        if self._mouth is None:
            try:
                self._mouth = self._spawn()
            except OSError as error:
                raise _ended(error.strerror or str(error)) from error

    def begin(self, changed: Iterable[Mapped], skipped: Set[str] = frozenset()) -> None:
        """Begin to make an order of all pairs, the skipped ones last; `changed` stand otherwise than when the session began, each as it does now."""
        self.start()
        news = [one for one in changed if self._told.get(one.pair) is not one]
        self._told |= {one.pair: one for one in news}
        stands = [stand(one, self._reviewer, self._given) for one in news]
        thread = Thread(target=self._learn, args=(stands, not self._begun, self._skipped | skipped), daemon=True)
        try:
            thread.start()
        except (RuntimeError, MemoryError) as error:  # the system gives no thread
            self.close()
            raise _ended(clause(error)) from error
        self._thread, self._begun = thread, True

    def ready(self) -> Arranged | None:
        """Give the order that is made, once; MapperError where none can be made any more."""
        if self._thread is None or self._thread.is_alive():
            return None
        self._thread = None
        made = self._made.pop()
        if isinstance(made, str):
            self.close()
            raise _ended(made)
        return made

    def wait(self) -> None:
        """Wait until the order that is being made is made."""
        if self._thread is not None:
            self._thread.join()

    def close(self) -> None:
        """End the process, at whatever it is."""
        if self._process is None or self._mouth is None:
            return
        self._process.kill()
        self._process.join(_PATIENCE)
        if self._thread is not None:
            self._thread.join(_PATIENCE)
        self._mouth.close()
        self._process = None

    def _spawn(self) -> "Connection":
        """Start the process, from the thread with whose end it is to end; no interrupt reaches it."""
        import multiprocessing
        from multiprocessing import resource_tracker

        from mapper.children import uninterrupted
        from mapper.review.beside import serve

        context = multiprocessing.get_context("spawn")
        mouth, ear = context.Pipe()
        resource_tracker.ensure_running()  # first: its start would let interrupts through again
        self._process = context.Process(target=serve, args=(ear,), daemon=True)
        with uninterrupted():
            self._process.start()
        ear.close()
        return mouth

    def _learn(self, changed: Sequence[Stand], first: bool, skipped: Set[str]) -> None:
        try:
            if self._mouth is None:
                raise EOFError
            for message in self._everything() if first else ():
                self._mouth.send(message)
            self._mouth.send(changed)
            answer = self._mouth.recv()
            made = answer if isinstance(answer, str) else self._arranged(skipped, *answer)
        except (EOFError, OSError):
            made = "the process that does so has ended"
        except Exception as error:  # noqa: BLE001  (told where the order is taken)
            made = clause(error)
        self._made.append(made)

    def _everything(self) -> Iterator[Any]:
        """Give all that the process must know, little by little: how pairs stand with what is proposed, then what their texts say."""
        works = sorted({work for one in self._mapped if one.proposal for work in (one.left, one.right)} & self._documents.keys())
        for part in _parts(self._mapped):
            yield [(stand(one, self._reviewer, self._given), replace(one.proposal, evidence=()) if one.proposal else None) for one in part]
        yield ()
        for some in _parts(works):
            yield [(work, self._documents[work].words) for work in some]
        yield ()

    def _arranged(self, skipped: Set[str], places: Sequence[int], reasons: Iterable[str]) -> Arranged:
        led = {self._names[place]: reason for place, reason in zip(places, reasons, strict=True) if reason}
        last = [place for place in places if self._names[place] in skipped]
        places = [*(place for place in places if self._names[place] not in skipped), *last]
        return Arranged(tuple(self._mapped[place] for place in places), led, tuple(self._names[place] for place in places))


def _ended(why: str) -> MapperError:
    return MapperError(f"nothing more is learned for the order ({why}); it stays as it is, and the next start of the review learns again")


def _parts(whole: Sequence[T]) -> Iterator[Sequence[T]]:
    return (whole[start : start + _PART] for start in range(0, len(whole), _PART))
