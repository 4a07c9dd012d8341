"""Clocks: what is told where an event of the decision log is of a moment before that of one ahead of it.

Nothing is refused: the order of the log counts.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from mapper.errors import count
from mapper.types import Decision

_APART = timedelta(minutes=1)  # machines differ by so much, and who waits for the store asked the clock before
_SHOWN = 12  # letters of an event's id


def went_back(events: Iterable[Decision]) -> Iterator[str]:
    """Tell of the events of a log that are of a moment before that of one ahead of them, by more than a minute; nothing where there are none."""
    latest, early = "", list[tuple[Decision, str]]()
    for event in events:
        if _before(event.at, latest):
            early.append((event, latest))
        latest = max(latest, event.at)
    for event, ahead in early[:1]:
        first = f"event {event.event[:_SHOWN]} of {event.reviewer!r}, of {event.at} behind one of {ahead}"
        told = f"a clock went back, or one ran ahead: {count(len(early), 'event')} of the decision log, the first {first}"
        yield f"{told}; the order of the log counts, but an adjudication and what is said on a changed text after it are told apart by the clock"


def behind(events: Iterable[Decision], at: str) -> tuple[str, ...]:
    """Say that a moment lies before one in the log by more than a minute, and that it is recorded all the same; nothing where it does not."""
    latest = max((event.at for event in events), default="")
    if not _before(at, latest):
        return ()
    told = f"the clock here says {at}, and the decision log holds an event of {latest}: one of the two is wrong; what is decided now stands behind it"
    return (told,)


def _before(at: str, latest: str) -> bool:
    """Hold two moments against each other, both as decisions.moment writes them; what is none is told by `check`."""
    try:
        return at < latest and datetime.fromisoformat(latest) - datetime.fromisoformat(at) > _APART
    except (ValueError, TypeError):
        return False
