"""Tally: what a status is counted from, the pairs as they stand without their texts; what of it is kept beside a long log, and read back."""

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from mapper import pace, sampling
from mapper.assigning import is_twice
from mapper.claims import of_pairs
from mapper.editions import ClauseChange
from mapper.mapping import Mapped
from mapper.pipeline import Standing
from mapper.store import Head, codec
from mapper.teams import Team
from mapper.types import Change, Decision, Document, Kind, Proposal, State, Verdict

CHANGED = (ClauseChange(Change.REWORDED, None, None),)  # stands for what changed under a verdict; a status asks only whether anything did
_ID = 64  # letters of an event's id
_PLAIN = frozenset({State.ACCEPTED, State.REJECTED})


@dataclass(frozen=True)
class Tally:
    """Hold what a status counts: the pairs in their order, today's texts by work, first readings in their order, how long verdicts took.

    `done` holds, in place of `mapped`, pairs that are settled, wait for nobody and whose texts did not change: by mapping, whether each is related.
    """

    mapped: Sequence[Mapped]
    documents: Mapping[str, Document]
    issued: int
    read: Mapping[str, bool]
    times: pace.Times
    undefined: tuple[str, ...] = ()
    done: Mapping[str, Mapping[str, bool]] = field(default_factory=dict)


def of(standing: Standing) -> Tally:
    """Take from a mapping what a status counts."""
    log, library = standing.decisions, standing.library
    return Tally(standing.mapped, library.current, len(library.issued), sampling.readings(of_pairs(log)), pace.times(log), standing.undefined)


@dataclass(frozen=True)
class Kept:
    """Hold a tally with what it takes to go on from it when more is said.

    `ids` are those of the log's events, in their order, each of as many letters; `places` says of each pair where in the log something was said of
    it, `first` where the first reading of it stands. `known` names the pairs that were proposed before the conference, `texts` the digest of each
    work's text of today where no other text of that edition is known, `heirs` and `parts` how works live on, `spans` in which times a verdict would
    make another run the one that people worked on before the conference. `rows` says of each pair that is done what `mapped` would, as it is written.
    """

    ids: str
    tally: Tally
    places: Mapping[str, Sequence[int]]
    first: Mapping[str, int]
    known: frozenset[str]
    texts: Mapping[str, str]
    heirs: Mapping[str, str] = field(default_factory=dict)
    parts: frozenset[str] = frozenset()
    spans: tuple[tuple[str, str], ...] = ()
    rows: Mapping[str, str] = field(default_factory=dict)

    @property
    def mark(self) -> Head:
        """Say up to which event of the log it counts."""
        return Head(len(self.ids) // _ID, self.ids[-_ID:])

    def id_of(self, place: int) -> str:
        """Give the id of the event at a place of the log, from 1 on."""
        return self.ids[(place - 1) * _ID : place * _ID]


def text_digest(line: str) -> str:
    """Say what a document is, to the last byte, by the line that holds it."""
    return hashlib.sha256(line.encode()).hexdigest()


def write(path: Path, key: str, kept: Kept, team: Team) -> None:
    """Keep a tally for as long as what it was made from has this key; where that cannot be written the next status counts anew."""
    tally = kept.tally
    waiting, done = _parted(kept, team)
    raw = {
        "key": key,
        "ids": kept.ids,
        "pairs": waiting,
        "done": done,
        "documents": [codec.write_document(_bare(document)) for document in tally.documents.values()],
        "issued": tally.issued,
        "read": [[pair, drawn, kept.first[pair]] for pair, drawn in tally.read.items()],
        "times": [[*one, count] for one, count in tally.times.items()],
        "undefined": tally.undefined,
        "places": kept.places,
        "known": sorted(kept.known),
        "texts": kept.texts,
        "heirs": kept.heirs,
        "parts": sorted(kept.parts),
        "spans": kept.spans,
    }
    body = json.dumps(raw, separators=(",", ":"))
    part = path.with_name(f".{path.name}.{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(f"{hashlib.sha256(body.encode()).hexdigest()}\n{body}", encoding="ascii")
        os.replace(part, path)


def read(path: Path, key: str) -> Kept | None:
    """Read a tally back that was kept under this key; none, where there is none or it is not what was written."""
    try:
        seal, _, body = path.read_text(encoding="ascii").partition("\n")
        raw = json.loads(body) if hashlib.sha256(body.encode()).hexdigest() == seal else {"key": ""}
        return _read(raw) if raw["key"] == key else None
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return None


def _read(raw: dict[str, Any]) -> Kept:
    documents = {one.id: one for one in map(codec.read_document, raw["documents"])}
    times: pace.Times = Counter({(type_, seconds): count for type_, seconds, count in raw["times"]})
    told = Tally(
        list(map(_pair, raw["pairs"])),
        documents,
        raw["issued"],
        {pair: drawn for pair, drawn, _ in raw["read"]},
        times,
        tuple(raw["undefined"]),
        {type_: dict(zip(pairs, related, strict=True)) for type_, (pairs, related, _) in raw["done"].items()},
    )
    return Kept(
        raw["ids"],
        told,
        raw["places"],
        {pair: place for pair, _, place in raw["read"]},
        frozenset(raw["known"]),
        raw["texts"],
        raw["heirs"],
        frozenset(raw["parts"]),
        tuple((start, end) for start, end in raw["spans"]),
        {pair: row for pairs, _, rows in raw["done"].values() for pair, row in zip(pairs, rows, strict=True)},
    )


def _bare(document: Document) -> Document:
    """Leave the words of a text out where the store has them."""
    if document.kind is Kind.SUBTOPIC:
        return document
    return replace(document, clauses=(), footnotes=(), citations=(), comments=(), problems=())


_Done = tuple[list[str], list[bool], list[str]]  # pairs, whether each is related, and how each is written


def _parted(kept: Kept, team: Team) -> tuple[list[object], dict[str, _Done]]:
    """Write the pairs, those that are done apart, for few of them are ever looked at again: each as text within the text."""
    done: dict[str, _Done] = {type_: ([*pairs], [*pairs.values()], [kept.rows[pair] for pair in pairs]) for type_, pairs in kept.tally.done.items()}
    waiting: list[object] = []
    for one in kept.tally.mapped:
        if _waits(one, team) or not one.decisions:
            waiting.append(_pair_line(one, team))
            continue
        pairs, related, rows = done.setdefault(one.type, ([], [], []))
        pairs.append(one.pair)
        related.append(one.state is State.ACCEPTED)
        rows.append(json.dumps(_pair_line(one, team), separators=(",", ":")))
    return waiting, done


def row(text: str) -> Mapped:
    """Read one pair that is done."""
    return _pair(json.loads(text))


def _waits(one: Mapped, team: Team) -> bool:
    return one.state not in _PLAIN or bool(one.outdated) or is_twice(one.pair, team)


def _pair_line(one: Mapped, team: Team) -> list[object]:
    """Write a pair; of one that is settled, and that nobody else reads, only that somebody did."""
    whole = _waits(one, team)
    proposal = one.proposal
    machine = [proposal.score, proposal.probability, proposal.band, proposal.relation] if proposal else None
    said: object = list(map(_said_line, one.decisions)) if whole else bool(one.decisions)
    return [one.pair, one.type, one.left, one.right, one.state.value, machine, said, [event for event, _ in one.outdated]]


def _pair(line: Sequence[Any]) -> Mapped:
    pair, type_, left, right, state, machine, said, outdated = line
    proposal = None
    if machine:
        score, probability, band, relation = machine
        proposal = Proposal(pair, type_, left, right, "", "", score, probability, band, relation, "", (), (0, 0), ())
    verdicts = (_SOMEBODY,) if said is True else tuple(_said(pair, type_, one) for one in said)
    marked = tuple((event, CHANGED) for event in outdated)
    return Mapped(pair, type_, left, right, _STATES[state], proposal, verdicts, "", CHANGED if outdated else (), False, marked)


_STATES = {state.value: state for state in State}
_VERDICTS = {verdict.value: verdict for verdict in Verdict}


_SOMEBODY = Decision("", "", "", "", "", Verdict.UNSURE, "", "", "", "", "", 0.0, True, ("", ""), ())  # whoever settled a pair


def _said_line(one: Decision) -> list[object]:
    return [one.event, one.left, one.right, one.verdict.value, one.relation, one.reviewer, one.at, one.adjudicates, one.origin, one.direction]


def _said(pair: str, type_: str, line: Iterable[Any]) -> Decision:
    event, left, right, verdict, relation, reviewer, at, adjudicates, origin, direction = line
    return Decision(
        event,
        pair,
        type_,
        left,
        right,
        _VERDICTS[verdict],
        relation,
        "",
        "",
        reviewer,
        at,
        0.0,
        True,
        ("", ""),
        (),
        adjudicates=adjudicates,
        origin=origin,
        direction=direction,
    )
