"""The desk: all that answers are held against, laid out once: the mapping as it stands, the log, and the runs that files may be from."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from mapper import decisions, pipeline, runs
from mapper.claims import is_claim, of_pairs
from mapper.identity import pair_id
from mapper.library import Library
from mapper.mapping import Mapped
from mapper.pipeline import Standing
from mapper.returns.answers import Answer
from mapper.review.people import spelled
from mapper.review.text import clean
from mapper.settings import Settings
from mapper.staleness import Watch
from mapper.store import Store
from mapper.types import Decision, Document, Proposal, State
from mapper.views.export import Export
from mapper.views.rows import Row, rows


class Ends(NamedTuple):
    """Say of which mapping a pair is, and which two texts it joins."""

    type: str
    left: str
    right: str


@dataclass(frozen=True)
class Pair:
    """Hold a pair as a file knows it: its two texts then, what was proposed in the run of that file if that is kept, and what became of it."""

    id: str
    ends: Ends
    seen: Proposal | None
    today: Mapped


@dataclass(frozen=True)
class Desk:
    """Hold the mapping, the log as it was written, what each run proposed as far as that is kept, and which pairs were ever proposed.

    `named` are the reviewers that a file names, each as it is known, else as the file spells it first.
    """

    settings: Settings
    standing: Standing
    log: Sequence[Decision]
    proposed: Mapping[str, Mapping[str, Proposal]]
    ever: frozenset[str]
    named: tuple[str, ...] = ()

    @property
    def library(self) -> Library:
        """Give the texts."""
        return self.standing.library

    @cached_property
    def claimed(self) -> frozenset[str]:
        """Name what people said of instructions, by the ids that pairs have."""
        return frozenset(event.pair for event in self.log if is_claim(event))

    @property
    def types(self) -> tuple[str, ...]:
        """Name the mappings: those of the settings, then others that people decided in."""
        return tuple(dict.fromkeys([*(type_.name for type_ in self.settings.types), *sorted({event.type for event in of_pairs(self.log)})]))

    @cached_property
    def people(self) -> tuple[str, ...]:
        """Name the reviewers that are known, those of the settings first."""
        return tuple(dict.fromkeys([*self.settings.reviewers, *(event.reviewer for event in self.log)]))

    @cached_property
    def mapped(self) -> dict[str, Mapped]:
        """Give each pair as it stands."""
        return {mapped.pair: mapped for mapped in self.standing.mapped}

    @cached_property
    def rows(self) -> dict[str, Row]:
        """Give each pair as reports show it."""
        held = self.standing
        known, seen = held.library.current, held.library.seen
        return {row.id: row for row in rows(Export(held.mapped, known, tuple(self.log), carried=held.decisions, seen=seen))}

    @cached_property
    def said(self) -> dict[str, tuple[Decision, ...]]:
        """Give what stands on each pair, as its texts live on today."""
        return decisions.standing(self.standing.decisions)

    @cached_property
    def places(self) -> dict[str, int]:
        """Say how many events stand in the log before each."""
        return {event.event: place for place, event in enumerate(self.log)}

    @cached_property
    def spoken(self) -> dict[tuple[str, str], tuple[Decision, ...]]:
        """Give all that each person ever said of each pair, as its texts live on today, in the order of the log."""
        found: dict[tuple[str, str], list[Decision]] = {}
        for event in self.standing.decisions:
            found.setdefault((event.pair, event.reviewer), []).append(event)
        return {key: tuple(events) for key, events in found.items()}

    @cached_property
    def watch(self) -> Watch:
        """Follow quoted clauses into the texts of today."""
        return Watch(self.library.today, self.library.seen)

    @cached_property
    def ends(self) -> dict[str, Ends]:
        """Say of every pair that is known by its id, today's or an earlier one, of which mapping and which texts it is."""
        earlier = (proposal for kept in self.proposed.values() for proposal in kept.values())
        known: Iterable[Proposal | Decision | Mapped] = (*earlier, *of_pairs(self.log), *self.standing.mapped)
        return {one.pair: Ends(one.type, one.left, one.right) for one in known}

    @cached_property
    def joining(self) -> dict[frozenset[str], tuple[str, ...]]:
        """Name the pairs that join each two texts, one for each mapping that has them."""
        found: dict[frozenset[str], list[str]] = {}
        for id_, ends in self.ends.items():
            found.setdefault(frozenset({ends.left, ends.right}), []).append(id_)
        return {works: tuple(sorted(ids)) for works, ids in found.items()}

    def pair(self, id_: str, ends: Ends, run: str = "") -> Pair:
        """Give a pair as a file of the named run knows it."""
        heir = self.library.successions.heir
        today = Ends(ends.type, heir(ends.left), heir(ends.right))
        return Pair(id_, ends, self.proposed.get(run, {}).get(id_), self._now(pair_id(*today), today))

    def _now(self, today: str, ends: Ends) -> Mapped:
        """Give what became of a pair; one that is neither proposed nor decided stands for itself."""
        found = self.mapped.get(today)
        return found or Mapped(today, ends.type, ends.left, ends.right, State.OPEN, None, (), "", ())

    def row(self, mapped: Mapped) -> Row:
        """Give a pair as reports show it today."""
        return self.rows.get(mapped.pair) or _row(mapped, self.library.current)

    def row_then(self, seen: Proposal) -> Row:
        """Give a pair as reports showed it when this was proposed."""
        sides = ((seen.left, seen.left_edition), (seen.right, seen.right_edition))
        texts = {work: self.library.seen.get((work, label)) or self.library.current.get(work) for work, label in sides}
        mapped = Mapped(seen.pair, seen.type, seen.left, seen.right, State.OPEN, seen, (), seen.relation, ())
        return _row(mapped, {work: text for work, text in texts.items() if text})


def _row(mapped: Mapped, documents: Mapping[str, Document]) -> Row:
    (row,) = rows(Export((mapped,), documents))
    return row


def lay(settings: Settings, store: Store, log: Sequence[Decision], answers: Iterable[Answer]) -> Desk:
    """Lay out the workspace as it is now, with the runs and the people that answers name."""
    records = store.runs()
    told = list(answers)
    wanted = {answer.run for answer in told}
    laid = Desk(
        settings=settings,
        standing=pipeline.settled(settings, store),
        log=tuple(log),
        proposed={record.id: {one.pair: one for one in store.proposals(record.id)} for record in records if record.id in wanted},
        ever=frozenset(pair for record in records for pair in runs.pairs(record)),
    )
    return replace(laid, named=tuple(_once(laid.people, dict.fromkeys(clean(answer.entries.reviewer) for answer in told))))


def _once(people: Iterable[str], typed: Iterable[str]) -> Iterator[str]:
    """Give each name in its first spelling."""
    known = list(people)
    for name in typed:
        if name and spelled(name, known) == name:
            known.append(name)
            yield name
