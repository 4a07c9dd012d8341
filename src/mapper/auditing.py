"""Auditing: the state is worked out from the raw log by rules of its own, and held against what the program says.

Of the texts, which no log holds, the program's word is taken: which ended, as what they live on, and under which verdicts they changed since.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mapper import archive, pipeline, reckoning, runs
from mapper.errors import UsageError, count, few
from mapper.mapping import Mapped
from mapper.pipeline import Standing
from mapper.reckoning import Event, Seat
from mapper.settings import Settings
from mapper.store import Head, Store
from mapper.types import State

_SHOWN = 16  # letters of an id: as many as `mapper check` prints
_LEAST = 8  # letters of a noted id that must be given
_HUMAN = ("", "human")


@dataclass(frozen=True)
class Wish:
    """Say what the log is held against beside the program: an event that was noted elsewhere, a backup."""

    since: str = ""
    against: Path | None = None


@dataclass(frozen=True)
class Account:
    """Hold what the log says by itself: how far it goes, who said what, in which states decided pairs are, by mapping; and what is wrong."""

    head: Head
    first: str
    last: str
    kinds: Mapping[str, int]
    people: Mapping[str, int]
    states: Mapping[str, Mapping[str, int]]
    held: tuple[str, ...]
    problems: tuple[str, ...]

    def lines(self) -> list[str]:
        """Tell it to an auditor; what is wrong comes first."""
        told = [f"WRONG: {sentence}" for sentence in self.problems]
        end = f", the last {self.head.event[:_SHOWN]}" if self.head.event else ""
        told += [f"the decision log has {count(self.head.events, 'event')}{end}"]
        told += [f"  from {self.first} to {self.last}" for _ in [0] if self.first]
        told += [f"  {number:>6}  {kind}" for kind, number in self.kinds.items()]
        told += [f"  {number:>6}  by {who}" for who, number in self.people.items()]
        told += [f"  {type_}: " + ", ".join(f"{n} {state}" for state, n in found.items()) for type_, found in self.states.items()]
        return [*told, *self.held]

    def as_json(self) -> dict[str, Any]:
        """Give it as one object."""
        log = {"events": self.head.events, "event": self.head.event, "first": self.first, "last": self.last}
        told = {"log": log, "kinds": self.kinds, "people": self.people, "states": self.states, "held": self.held, "problems": self.problems}
        return {key: list(value) if isinstance(value, tuple) else value for key, value in told.items()}


def audit(settings: Settings, store: Store, wish: Wish) -> Account:
    """Rebuild what was decided from the lines of the log, and say where the program, an earlier note or a backup says otherwise."""
    lines = store.log()
    broken = list(reckoning.breaks(lines))
    events = [] if any("cannot be read" in sentence for sentence in broken) else reckoning.read(lines)
    problems = list(dict.fromkeys([*broken, *store.verify_log(), *_witnesses(store, lines)]))
    held = [f"held against {one}" for one in ("what the program says", *_noted(wish))]
    problems += _since(wish.since, events) if wish.since else ()
    problems += _against(wish.against, lines) if wish.against else ()
    states: dict[str, dict[str, int]] = {}
    if not broken:
        standing = pipeline.settled(settings, store)
        heirs = {work: standing.library.successions.heir(work) for event in events for work in (event["left"], event["right"])}
        seats = reckoning.seats(events, heirs)
        problems += [*_differences(standing, seats), *_claims(standing, events)]
        states = _counts(standing, seats)
    moments = sorted(str(event["at"]) for event in events) or [""]
    last = str(events[-1]["event"]) if events else ""
    return Account(Head(len(lines), last), moments[0], moments[-1], _kinds(events), _people(events), states, tuple(held), tuple(problems))


def _noted(wish: Wish) -> Iterator[str]:
    if wish.since:
        yield f"the event {wish.since} that was noted elsewhere"
    if wish.against:
        yield f"the backup {wish.against}"


def _kinds(events: Sequence[Event]) -> dict[str, int]:
    """Count the events by what they are: the verdict, whether it settles, what it is of, where it came from."""
    return dict(sorted(Counter(_kind(event) for event in events).items()))


def _kind(event: Event) -> str:
    of = " of an instruction" if reckoning.is_claim(event) else " that settles" if event.get("adjudicates") else ""
    origin = str(event.get("origin", ""))
    return f"{event['verdict']}{of}" + ("" if origin in _HUMAN else f", origin {origin}")


def _people(events: Sequence[Event]) -> dict[str, int]:
    return dict(sorted(Counter(str(event["reviewer"]) for event in events).items()))


def _witnesses(store: Store, lines: Sequence[str]) -> Iterator[str]:
    """Hold the log against how far each run saw it, and against the note that the store keeps of its end."""
    last = json.loads(lines[-1])["event"] if lines else ""
    if store.head() != Head(len(lines), last):
        yield f"the store notes that the log ends with event {store.head().events} ({store.head().event[:_SHOWN]}), and it ends with {len(lines)}"
    for record in store.runs():
        seen = runs.log_seen(record)
        if seen.events > 0 and (seen.events > len(lines) or json.loads(lines[seen.events - 1])["event"] != seen.event):
            yield f"{record.id} of {record.at} saw an event {seen.events} ({seen.event[:_SHOWN]}) that is not there now"


def _since(noted: str, events: Sequence[Event]) -> Iterator[str]:
    """Find a noted event; with a chain that holds, all before it is what it was then."""
    if len(noted) < _LEAST:
        raise UsageError(f"{noted!r} is too short for an event; give at least {_LEAST} letters of what `mapper check` printed")
    if not any(str(event["event"]).startswith(noted) for event in events):
        yield f"the event {noted} that was noted elsewhere is not in the log: what was decided up to it was altered or dropped"


def _against(backup: Path, lines: Sequence[str]) -> Iterator[str]:
    """Hold the log against that of a backup, line by line: it must begin with all of it."""
    kept = archive.unpack(backup).kept.log
    for number, (then, now) in enumerate(zip(kept, lines, strict=False), 1):
        if then != now:
            was = json.loads(then)
            what = f"{was['verdict']} by {was['reviewer']} on {was['pair']}, {was['at']}"
            yield f"event {number} is not the one that the backup {backup} holds ({was['event'][:_SHOWN]}: {what})"
            return
    if len(kept) > len(lines):
        yield f"the backup {backup} holds {count(len(kept), 'event')}, of which the last {len(kept) - len(lines)} are missing here"


def _differences(standing: Standing, seats: Mapping[str, Sequence[Seat]]) -> Iterator[str]:
    """Hold every pair of the program against what the log says of it."""
    mapped = {one.pair: one for one in standing.mapped}
    if lost := sorted(seats.keys() - mapped.keys()):
        yield f"the program does not show {count(len(lost), 'pair')} on which people decided ({few(lost)})"
    for pair, one in mapped.items():
        said = seats.get(pair, ())
        if [seat.event for seat in said] != [event.event for event in one.decisions]:
            yield f"the pair {pair}: by the log {few(seat.event[:_SHOWN] for seat in said) or 'nothing'} stands, the program shows otherwise"
            continue
        if (wanted := _state(one, said, standing)) != one.state.value:
            yield f"the pair {pair}: by the log it is {wanted}, the program says {one.state.value}"
        named = reckoning.relation(said, {event for event, _ in one.outdated})
        if named and named != one.relation:
            yield f"the pair {pair}: by the log its relation is {named}, the program says {one.relation}"


def _state(one: Mapped, said: Sequence[Seat], standing: Standing) -> str:
    """Give the state that the log makes of a pair, where its texts are in force; the program's word is taken for whether they are."""
    current = standing.library.current
    if any(work in current and current[work].status.ended for work in (one.left, one.right)):
        return State.GONE.value
    if not said:
        return one.state.value if one.state in (State.NEW, State.OPEN) else State.NEW.value
    return reckoning.state(said, {event for event, _ in one.outdated})


def _counts(standing: Standing, seats: Mapping[str, Sequence[Seat]]) -> dict[str, dict[str, int]]:
    """Count the decided pairs of each mapping by the state that the log makes of them."""
    found: dict[str, Counter[str]] = {}
    for one in standing.mapped:
        if one.pair in seats:
            found.setdefault(one.type, Counter())[_state(one, seats[one.pair], standing)] += 1
    return {type_: dict(sorted(counted.items())) for type_, counted in found.items()}


def _claims(standing: Standing, events: Sequence[Event]) -> Iterator[str]:
    """Hold what the program shows as said of instructions against the log: nothing that was taken back, and of each person the last word."""
    said = {str(event["event"]): event for event in reckoning.heard(events) if reckoning.is_claim(event)}
    shown = {claim.event.event for claim in standing.claims}
    if strange := sorted(shown - said.keys()):
        yield f"the program shows what nobody says of instructions any more ({few(event[:_SHOWN] for event in strange)})"
    heir = standing.library.successions.heir
    last = {(event["reviewer"], heir(event["left"])): name for name, event in said.items() if event.get("evidence")}
    if lost := sorted(set(last.values()) - shown):
        yield f"the program leaves out what was said last of instructions ({few(event[:_SHOWN] for event in lost)})"
