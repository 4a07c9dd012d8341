"""Reckoning: what a decision log says, worked out from its raw lines by a second and simpler set of rules.

It shares no code with the log's own chain, with decisions or with the mapping: an auditor may hold the two against each other. An event here is
the plain object of its line.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from mapper.identity import pair_id

Event = Mapping[str, Any]
_HEARD = ("accept", "reject", "unsure", "confirm")
_CONTROL, _TABLE, _CLAIM = "control", "legacy", "gap"  # a known pair that measures a reviewer; a table of before; a word on an instruction
_TURNED = {"left-to-right": "right-to-left", "right-to-left": "left-to-right", "": ""}


@dataclass(frozen=True)
class Seat:
    """Hold what one person says of one pair now: the event that says it, the verdict, relation and direction, which may be an earlier event's."""

    event: str
    who: str
    settles: bool
    at: str
    left: str
    verdict: str
    relation: str
    direction: str
    of_table: bool = False


def read(lines: Sequence[str]) -> list[Event]:
    """Read the lines of a log; raises ValueError where one is no object."""
    events = [json.loads(line) for line in lines]
    if not all(isinstance(event, dict) for event in events):
        raise ValueError("a line of the log is no object")
    return events


def breaks(lines: Sequence[str]) -> Iterator[str]:
    """Check the chain: each line without its own id hashes to that id, and names the id before it."""
    before = ""
    for number, line in enumerate(lines, 1):
        try:
            event = json.loads(line)
            own, previous = str(event["event"]), str(event["previous"])
        except (ValueError, KeyError, TypeError):
            yield f"event {number} of the decision log cannot be read"
            return
        bare = line.replace(f'"event":"{own}"', '"event":""', 1)
        if previous != before:
            yield f"event {number} of the decision log does not follow the one before it; an event was dropped or moved"
        if hashlib.sha256(bare.encode()).hexdigest() != own:
            yield f"event {number} of the decision log ({own[:12]}) was altered after it was written"
        before = own


def is_claim(event: Event) -> bool:
    """Say whether an event is of an instruction, and of no pair."""
    return str(event["type"]).split(":")[0] == _CLAIM


def heard(events: Sequence[Event]) -> list[Event]:
    """Give what was said and not taken back by the same person, in the order of the log; what measures a reviewer counts for nothing."""
    counted = [event for event in events if event.get("origin") != _CONTROL]
    taken = {(event["undoes"], event["reviewer"]) for event in counted if event["verdict"] == "undo"}
    return [event for event in counted if event["verdict"] in _HEARD and (event["event"], event["reviewer"]) not in taken]


def seats(events: Sequence[Event], heirs: Mapping[str, str]) -> dict[str, list[Seat]]:
    """Say who says what of each pair; `heirs` names the text that an ended one lives on as. One adjudication, the latest, comes first."""
    table: dict[str, dict[tuple[bool, str], Seat]] = {}
    for event in heard(events):
        if is_claim(event):
            continue
        pair, left = _today(event, heirs)
        key = (bool(event.get("adjudicates")), str(event["reviewer"]))
        before = table.setdefault(pair, {}).get(key)
        if event["verdict"] == "confirm" and before is None:
            continue
        said = before if event["verdict"] == "confirm" and before else None
        table[pair][key] = Seat(
            str(event["event"]),
            key[1],
            key[0],
            str(event["at"]),
            left,
            said.verdict if said else str(event["verdict"]),
            said.relation if said else str(event["relation"]),
            said.direction if said else str(event.get("direction", "")),
            event.get("origin") == _TABLE,
        )
    return {pair: _in_order(list(found.values())) for pair, found in sorted(table.items()) if found}


def _today(event: Event, heirs: Mapping[str, str]) -> tuple[str, str]:
    left, right = (heirs.get(str(event[side]), str(event[side])) for side in ("left", "right"))
    if left == right or (left, right) == (event["left"], event["right"]):
        return str(event["pair"]), str(event["left"])
    return pair_id(str(event["type"]), left, right), left


def _in_order(found: list[Seat]) -> list[Seat]:
    judged = sorted((seat for seat in found if seat.settles), key=lambda seat: (seat.at, seat.who))
    return [*judged[-1:], *sorted((seat for seat in found if not seat.settles), key=lambda seat: seat.who)]


def counting(said: Sequence[Seat], outdated: Set[str]) -> list[Seat]:
    """Give what makes the state: an adjudication on the text of today, else what was said on that text since; people go before tables."""
    people = [seat for seat in said if not seat.of_table]
    said = people if any(seat.verdict in ("accept", "reject") for seat in people) else said
    judged = [seat for seat in said if seat.settles]
    if judged and judged[0].event not in outdated:
        return judged
    return [seat for seat in said if not seat.settles and seat.event not in outdated and (not judged or seat.at > judged[0].at)]


def state(said: Sequence[Seat], outdated: Set[str]) -> str:
    """Give the state that verdicts make of a pair whose texts are both in force."""
    counted = counting(said, outdated)
    if not counted:
        return "stale"
    decided = [seat for seat in counted if seat.verdict in ("accept", "reject")]
    words = {(seat.verdict, seat.relation if seat.verdict == "accept" else "") for seat in decided}
    ways = {_way(seat, decided[0].left) for seat in decided if seat.direction}
    if len(words) > 1 or len(ways) > 1:
        return "disputed"
    return {"accept": "accepted", "reject": "rejected"}[decided[0].verdict] if decided else "unsure"


def _way(seat: Seat, left: str) -> str:
    return seat.direction if seat.left == left else _TURNED[seat.direction]


def relation(said: Sequence[Seat], outdated: Set[str]) -> str:
    """Give the relation that people settled on; empty where nobody named one."""
    counted = counting(said, outdated) or counting(said, frozenset())
    named = sorted((seat for seat in counted if seat.relation), key=lambda seat: (seat.at, seat.who))
    return named[-1].relation if named else ""
