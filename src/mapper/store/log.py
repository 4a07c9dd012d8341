"""The decision log's chain: each event's id covers every byte of what it says and the event before it.

An event is kept as one line of canonical JSON and checked as that line, so that a log written by any version of mapper verifies in every later one.
The chain has no key: it shows what was altered, dropped or moved by accident or by an editor of single rows. Who rewrites the whole file makes a
whole chain; only a copy kept elsewhere (a backup, the head that `mapper check` prints) shows that.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from mapper.errors import StoreError
from mapper.store import codec
from mapper.store.records import Head
from mapper.types import Decision

_NOTHING = Head()
FIRST_CHUNK, MOST_AT_ONCE = 16, 4096  # events that are read at once from the end of the log: few at first, more the further back


@dataclass(frozen=True)
class Row:
    """Hold one event as it is kept: its line, and the columns beside it."""

    place: int
    event: str
    previous: str
    text: str


def chained(decision: Decision, previous: str) -> Decision:
    """Give the event its place behind `previous` and its id, a SHA-256 over both."""
    placed = replace(decision, event="", previous=previous)
    return replace(placed, event=_sealed(codec.write(placed)))


def _sealed(line: str) -> str:
    return hashlib.sha256(line.encode()).hexdigest()


def verify(lines: Iterable[str]) -> list[str]:
    """Say which events were altered, dropped or moved, in a log given oldest line first."""
    problems, previous = [], ""
    for number, line in enumerate(lines, 1):
        event = _parsed(line)
        if event is None:
            problems.append(f"event {number} of the decision log cannot be read; bring back a backup with `mapper restore`")
            continue
        if event["previous"] != previous:
            problems.append(f"event {number} of the decision log does not follow the one before it; an event was dropped or moved")
        if _sealed(codec.canonical({**event, "event": ""})) != event["event"] or codec.canonical(event) != line:
            problems.append(f"event {number} of the decision log ({event['event'][:12]}) was altered after it was written")
        previous = event["event"]
    return problems


def _parsed(line: str) -> dict[str, Any] | None:
    try:
        event = json.loads(line)
    except ValueError:
        return None
    whole = isinstance(event, dict) and all(isinstance(event.get(key), str) for key in ("event", "previous"))
    return event if whole else None


def examine(rows: Sequence[Row], head: Head) -> list[str]:
    """Say all that is wrong with the log as it is kept: its chain first, then the columns beside the lines, then how far it should have come."""
    return verify(row.text for row in rows) or [*_columns(rows), *_length(len(rows), rows[-1].event if rows else "", head)]


def _columns(rows: Iterable[Row]) -> Iterable[str]:
    for number, row in enumerate(rows, 1):
        event = json.loads(row.text)
        if (row.place, row.event, row.previous) != (number, event["event"], event["previous"]):
            yield f"event {number} of the decision log is filed under columns that say otherwise than its text"


def _length(events: int, last: str, head: Head) -> Iterable[str]:
    if head.events > events:
        yield f"the last {head.events - events} of {head.events} events of the decision log are gone; {_BRING_BACK}"
    elif (head.events, head.event) != (events, last):
        wrote = f"the one that the store last wrote ({head.event[:12] or 'none'})"
        yield f"the decision log ends with event {events} ({last[:12]}), not with {wrote}; {_BRING_BACK}"


_BRING_BACK = "bring a backup back with `mapper restore` into a new folder"


def trouble(rows: Sequence[Row], head: Head, before: Head = _NOTHING) -> str:
    """Say in one sentence that something is wrong with the log, or nothing: as strict as `examine`, in microseconds an event.

    `before` tells what the first of the rows follows, where they are the end of the log.
    """
    previous = before.event
    for number, row in enumerate(rows, before.events + 1):
        if row.place != number or row.previous != previous or not _holds(row):
            return next(iter(examine(rows, head)), f"event {number} of the decision log is not as it was written")
        previous = row.event
    return next(iter(_length(before.events + len(rows), previous, head)), "")


def _holds(row: Row) -> bool:
    """Check a line against its id without parsing it: the line with its id taken out is what was sealed."""
    whole = f'"event":"{row.event}"' in row.text and f'"previous":"{row.previous}"' in row.text
    return whole and _sealed(row.text.replace(f'"event":"{row.event}"', '"event":""', 1)) == row.event


def follows(last: Row | None, head: Head) -> bool:
    """Say whether the log may grow behind its last event: it is what it was, and it is the one that was last written."""
    if last is None:
        return head == Head()
    return _holds(last) and head == Head(last.place, last.event)


def following(found: Sequence[Row], mark: Head, head: Head) -> Sequence[Row]:
    """Give the events behind a mark, the first of those found, up to the head of the log; StoreError, where they are not what was written.

    Where the mark names no event, the one that stands at its place is believed.
    """
    behind = found[1:] if mark.events else found
    stands = not mark.events or (bool(found) and found[0].place == mark.events and mark.event in ("", found[0].event))
    if not stands or trouble(behind, head, Head(mark.events, found[0].event if mark.events else "")):
        raise StoreError(f"the decision log behind its event {mark.events} is not as it was written; see `mapper check`")
    return behind


def picked(found: Sequence[Row], events: Mapping[int, str]) -> Sequence[Row]:
    """Give events by their ids at their places; StoreError, where one is not what was written."""
    if {row.place: row.event for row in found if _holds(row)} != events:
        raise StoreError("an event of the decision log is not as it was written; see `mapper check`")
    return found


def newest_first(before: Callable[[int, int], Sequence[Row]], head: Head) -> Iterator[Row]:
    """Give the log from its end, each event checked as one that the head of the log stands on, and no more of it than is asked for.

    `before` gives at most so many rows in front of a place, newest first. StoreError, where an event is not what was written.
    """
    place, event, wanted = head.events + 1, head.event, FIRST_CHUNK
    while place > 1:
        found = before(place, wanted)
        for row in found:
            place -= 1
            if (row.place, row.event) != (place, event) or not _holds(row):
                raise StoreError(f"event {place} of the decision log is not as it was written; see `mapper check`")
            event = row.previous
            yield row
        if not found:
            raise StoreError(f"event {place - 1} of the decision log is gone; see `mapper check`")
        wanted = min(2 * wanted, MOST_AT_ONCE)
