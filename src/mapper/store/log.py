"""The decision log's chain: each event's id covers what it says and the event before it."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from mapper.store import codec
from mapper.types import Decision


def chained(decision: Decision, previous: str) -> Decision:
    """Give the event its place behind `previous` and its id, a SHA-256 over both."""
    placed = replace(decision, event="", previous=previous)
    return replace(placed, event=hashlib.sha256(codec.write(placed).encode()).hexdigest())


def verify(events: Sequence[Decision]) -> list[str]:
    """Say which events were altered, dropped or moved."""
    problems, previous = [], ""
    for number, event in enumerate(events, 1):
        if event.previous != previous:
            problems.append(f"event {number} of the decision log does not follow the one before it; an event was dropped or moved")
        if chained(event, event.previous).event != event.event:
            problems.append(f"event {number} of the decision log ({event.event[:12]}) was altered after it was written")
        previous = event.event
    return problems
