"""The decision log's chain: each event's id covers every byte of what it says and the event before it.

An event is kept as one line of canonical JSON and checked as that line, so that a log written by any version of mapper verifies in every later one.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from mapper.store import codec
from mapper.types import Decision


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
