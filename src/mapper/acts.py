"""Acts: events that were given together, as those of a file that came back; found by their batch and taken back as one, whoever spoke in them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from mapper.decisions import IMPORT, batch_id, effective, moment, taken_back
from mapper.errors import MapperError, UsageError, few
from mapper.store import Store
from mapper.types import Decision, Verdict

_PREFIX = "b-"
_LEAST = 4  # letters of a batch that is named by its beginning


@dataclass(frozen=True)
class Undone:
    """Hold what was taken back of an act, and how many of its verdicts had been before."""

    batch: str
    events: tuple[Decision, ...]
    earlier: int


def sealed(events: Iterable[Decision], log: Sequence[Decision]) -> list[Decision]:
    """Give events that are not in the log yet one batch: it is made from all that they say, and from the event behind which they go."""
    made = list(events)
    said = [
        word for one in made for word in (one.pair, one.reviewer, one.verdict.value, one.relation, one.direction, one.reason, one.comment, one.at)
    ]
    batch = batch_id(log[-1].event if log else "", *said)
    return [replace(one, batch=batch) for one in made]


def undo(store: Store, typed: str, *, at: str, by: str = "", carried: Callable[[Decision], Decision] = lambda event: event) -> Undone:
    """Take back an act, named by its batch or the beginning of it: of all who spoke in it, what was not taken back yet.

    With a verdict go its confirmations, which would else confirm what was said before it; `carried` gives an event with its works as they live on.
    Each event goes in the name of whose word it takes back, and says in its comment that the whole act went, and through whom, where that is told.
    """
    told = ""

    def whole(log: list[Decision]) -> list[Decision]:
        nonlocal told
        told = _named(log, typed)
        stands = list(_resting(effective(log), told, carried))
        if not stands:
            raise MapperError(f"nothing of {told} stands any more: all of it was taken back already")
        comment = f"{_whole(told)}{f' by {by}' if by else ''}"
        return [replace(taken_back(one, moment(at)), comment=comment) for one in stands]

    gone = {event.undoes for event in store.append_all_after(whole)}
    log = store.decisions()
    earlier = sum(event.batch == told and event.event not in gone for event in log)
    return Undone(told, tuple(event for event in log if event.event in gone), earlier)


def _whole(batch: str) -> str:
    return f"the whole of {batch} was taken back"


def went_whole(undo: Decision, undone: Decision) -> bool:
    """Say whether a word was taken back with the whole file that it came in, which is not that its reviewer thinks otherwise."""
    return undone.origin == IMPORT and bool(undone.batch) and undo.comment.startswith(_whole(undone.batch))


def _resting(stands: Iterable[Decision], batch: str, carried: Callable[[Decision], Decision]) -> Iterator[Decision]:
    """Give the verdicts of an act and the confirmations that rest on them."""
    bases: dict[tuple[str, str, bool], Decision] = {}
    for event in stands:
        whose = (carried(event).pair, event.reviewer, event.adjudicates)
        if event.verdict is not Verdict.CONFIRM:
            bases[whose] = event
        if batch in (event.batch, bases.get(whose, event).batch):
            yield event


def _named(log: Sequence[Decision], typed: str) -> str:
    """Find the batch that is meant."""
    wanted = typed.strip().casefold()
    wanted = wanted if wanted.startswith(_PREFIX) else f"{_PREFIX}{wanted}"
    if len(wanted) < len(_PREFIX) + _LEAST:
        raise UsageError(f"{typed!r} is too short to name a batch: give {_LEAST} letters or more behind {_PREFIX}")
    found = dict.fromkeys(event.batch for event in log if event.batch.startswith(wanted))
    if wanted in found:
        return wanted
    if len(found) > 1:
        raise UsageError(f"several batches begin with {wanted}: {few(found)}; name one whole")
    if not found:
        raise MapperError(f"no batch {wanted} is in the log; `mapper decisions --json` names the batch of every event that has one")
    return next(iter(found))
