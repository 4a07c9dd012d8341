"""Figures: what every report and paper counts, counted once; whoever prints a number asks here."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mapper import areas, gaps, streamlining
from mapper.cooperation import Reach
from mapper.gaps import Answer, Said
from mapper.overview import TO_DO
from mapper.types import Kind, State
from mapper.views.counts import state_counts
from mapper.views.export import Export
from mapper.views.layout import layout
from mapper.views.rows import Row


@dataclass(frozen=True)
class Tally:
    """Count the pairs of one mapping, or of all of them, by state; states that no pair is in are left out."""

    name: str
    states: tuple[tuple[State, int], ...]

    @property
    def total(self) -> int:
        """Count all pairs, rejected ones and those of texts no longer in force too."""
        return sum(number for _, number in self.states)

    @property
    def accepted(self) -> int:
        """Count the pairs that people accepted."""
        return self.of(State.ACCEPTED)

    @property
    def to_do(self) -> int:
        """Count the pairs that somebody still has to decide, as `mapper status` counts them."""
        return sum(self.of(state) for state in TO_DO)

    def of(self, state: State) -> int:
        """Count the pairs in one state."""
        return dict(self.states).get(state, 0)


@dataclass(frozen=True)
class Standing:
    """Count what became of what people decided: pairs whose verdict holds, pairs to look at again, and pairs of texts that ended."""

    holding: int
    again: int
    ended: int
    disputed: int
    carried: int


@dataclass(frozen=True)
class Figures:
    """Hold the figures of an export: pairs, documents, areas by reach, instructions by how far they are taken up, and repetitions by relation.

    `confirmed` counts the instructions of which people said themselves that nobody takes them up.
    """

    whole: Tally
    mappings: tuple[Tally, ...]
    documents: tuple[tuple[str, int], ...]
    activities: int
    decided: Standing
    areas: Mapping[Reach, int]
    gaps: Mapping[Answer, int]
    confirmed: int
    streamlining: Mapping[str, int]
    proposed_repeats: int

    @property
    def texts(self) -> int:
        """Count the documents of all kinds that are neither subtopics nor activities."""
        return sum(number for _, number in self.documents)


def figures(export: Export, rows: Sequence[Row]) -> Figures:
    """Count an export. Areas, instructions and repetitions are counted only where all mappings are there: one alone does not tell them."""
    whole = not export.only
    instructions = gaps.find(export, rows).instructions if whole else ()
    found = areas.group(export, rows).areas if whole else ()
    repeats = streamlining.find(export, rows) if whole else ()
    return Figures(
        whole=_tally("all mappings", rows),
        mappings=_mappings(export, rows),
        documents=_documents(export),
        activities=sum(document.kind.value in layout().activity_kinds and not document.status.ended for document in export.documents.values()),
        decided=_standing(rows),
        areas=Counter(area.scope.reach for area in found),
        gaps=Counter(one.answer for one in instructions),
        confirmed=sum(one.said is Said.NOBODY for one in instructions),
        streamlining=Counter(one.row.relation for one in repeats if one.accepted),
        proposed_repeats=sum(not one.accepted for one in repeats),
    )


def _tally(name: str, rows: Iterable[Row]) -> Tally:
    return Tally(name, tuple(state_counts(rows)))


def _mappings(export: Export, rows: Sequence[Row]) -> tuple[Tally, ...]:
    """Count mapping by mapping, in the order of the settings; those that are no longer there come last."""
    names = [type_.name for type_ in export.types]
    names += sorted({row.mapped.type for row in rows} - set(names))
    return tuple(_tally(name, [row for row in rows if row.mapped.type == name]) for name in names)


def _documents(export: Export) -> tuple[tuple[str, int], ...]:
    """Count the texts in force by kind, in the order of the vocabulary."""
    apart = {Kind.SUBTOPIC.value, *layout().activity_kinds}
    found = Counter(document.kind.value for document in export.documents.values() if not document.status.ended)
    return tuple((kind.value, found[kind.value]) for kind in Kind if kind.value in found and kind.value not in apart)


def _standing(rows: Iterable[Row]) -> Standing:
    judged = [row for row in rows if row.mapped.decisions]
    states = Counter(row.mapped.state for row in judged)
    holding = sum(number for state, number in states.items() if state in (State.ACCEPTED, State.REJECTED, State.UNSURE))
    carried = sum(bool(row.carried) and row.holds for row in judged)
    return Standing(holding, states[State.STALE], states[State.GONE], states[State.DISPUTED], carried)
