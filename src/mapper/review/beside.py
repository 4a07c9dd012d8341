"""Beside: the process that learns an order while a person reads; it is told of pairs and texts, answers with orders, and ends with the session.

It is a process, since a thread would hold the interpreter while somebody waits for a key to be answered, and it loads what takes seconds to load.
"""

import os
import signal
import warnings
from array import array
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from mapper import ordering
from mapper.children import die_with_parent
from mapper.errors import clause
from mapper.ordering import Stand
from mapper.types import Proposal

if TYPE_CHECKING:
    from mapper.relevance import Laid

NICE = 5  # by how much it lets others go first
Told = tuple[Stand, Proposal | None]
Answer = tuple["array[int]", list[str]]  # the places of the pairs as they were told, in order, and why each stands there


def serve(ear: Connection) -> None:
    """Run in the process: hear of all pairs and texts, then answer each change of how pairs stand with an order, or with what went wrong."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt takes back a question of the session
    die_with_parent()
    os.nice(NICE)
    os.environ["OMP_NUM_THREADS"] = "1"
    warnings.simplefilter("ignore")  # the terminal is another's
    with suppress(EOFError, OSError):  # the session is over
        try:
            order = Order(_all(ear), dict(entry for texts in _parts(ear) for entry in texts))
            while True:
                ear.send(order.anew(ear.recv()))
        except (EOFError, OSError):
            raise
        except Exception as error:  # noqa: BLE001  (told by the session, which goes on without)
            ear.send(clause(error))


def _all(ear: Connection) -> list[Told]:
    return [told for part in _parts(ear) for told in part]


def _parts(ear: Connection) -> Iterator[list[Any]]:
    while part := ear.recv():
        yield part


class Order:
    """Make the order of all pairs anew as they come to stand otherwise; equal ones stand in an equal order, whatever was between."""

    def __init__(self, told: Sequence[Told], texts: Mapping[str, str]) -> None:
        self._stands = {stand.pair: stand for stand, _ in told}
        self._places = {pair: place for place, pair in enumerate(self._stands)}
        self._proposed = [(proposal, stand.likely) for stand, proposal in told if proposal is not None]
        self._texts = texts
        self._laid: Laid | None = None

    def anew(self, changed: Sequence[Stand]) -> Answer:
        """Give the order of all pairs, some of which stand otherwise now."""
        self._stands |= {stand.pair: stand for stand in changed}
        made = ordering.blend(self._stands.values(), self._likely() if self._proposed else {})
        return array("L", (self._places[pair] for pair, _ in made)), [reason for _, reason in made]

    def _likely(self) -> dict[str, float]:
        from mapper.relevance import lay, predict

        if self._laid is None:
            self._laid = lay([proposal for proposal, _ in self._proposed], [likely for _, likely in self._proposed], self._texts)
        known = {stand.pair: stand.accepted for stand in self._stands.values() if stand.accepted is not None}
        return dict(zip(self._laid.pairs, predict(self._laid, known).tolist(), strict=True))
