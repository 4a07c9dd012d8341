"""Counts: how many pairs are in each state, and how many join which bodies and which Sectors."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from mapper.overview import TO_DO
from mapper.types import State
from mapper.views.items import Item
from mapper.views.layout import layout, ordered
from mapper.views.rows import SHOWN, Row

NOBODY = "(none)"


@dataclass(frozen=True)
class Count:
    """Count the pairs of one cell of a matrix: those accepted, those still to be decided as `mapper status` counts them, and those left unsure."""

    accepted: int = 0
    to_do: int = 0
    unsure: int = 0

    @property
    def total(self) -> int:
        """Count all three."""
        return self.accepted + self.to_do + self.unsure

    def plus(self, state: State) -> "Count":
        """Count one more pair."""
        return Count(self.accepted + (state is State.ACCEPTED), self.to_do + (state in TO_DO), self.unsure + (state is State.UNSURE))


@dataclass(frozen=True)
class Axis:
    """Say by what a matrix counts: its key in addresses, its title, the names of an item, and the order of the names."""

    key: str
    title: str
    names: Callable[[Item], tuple[str, ...]]
    order: tuple[str, ...]


@dataclass(frozen=True)
class Matrix:
    """Hold how many pairs join each two names; the same from both sides."""

    axis: Axis
    names: tuple[str, ...]
    counts: Mapping[str, Count]

    def cell(self, one: str, other: str) -> Count:
        """Count the pairs between two names."""
        return self.counts.get(self.name(one, other), Count())

    def name(self, one: str, other: str) -> str:
        """Name a cell; the same from both sides."""
        return _name(self.axis, one, other)

    @property
    def most(self) -> int:
        """Give the largest count of any cell."""
        return max((count.total for count in self.counts.values()), default=0)


def axes() -> tuple[Axis, Axis]:
    """Count by body, what nobody issued by its kind; and by Sector, a text of several in each."""
    profile = layout()
    return (
        Axis("bodies", "Pairs by body", lambda item: (item.body or item.kind,), profile.bodies),
        Axis("sectors", "Pairs by Sector", lambda item: item.sectors or (NOBODY,), profile.sectors),
    )


def cells(row: Row, axis: Axis) -> tuple[str, ...]:
    """Name the cells that a pair counts in; subtopics stand in the theme table instead, and texts that were never read nowhere."""
    if row.is_theme or row.subject.document is None or row.object.document is None:
        return ()
    return tuple(sorted({_name(axis, *both) for both in product(axis.names(row.subject), axis.names(row.object))}))


def _name(axis: Axis, one: str, other: str) -> str:
    names = ordered({one, other}, axis.order)
    return f"{names[0]} x {names[-1]}"


def matrices(rows: Sequence[Row]) -> list[Matrix]:
    """Count pairs body by body and Sector by Sector, rejected ones and those of texts no longer in force left out."""
    shown = [row for row in rows if row.mapped.state in SHOWN]
    return [_matrix(axis, shown) for axis in axes()]


def _matrix(axis: Axis, rows: Iterable[Row]) -> Matrix:
    counts: dict[str, Count] = {}
    names: set[str] = set()
    for row in rows:
        for cell in cells(row, axis):
            counts[cell] = counts.get(cell, Count()).plus(row.mapped.state)
            names |= {*axis.names(row.subject), *axis.names(row.object)}
    return Matrix(axis, tuple(ordered(names, axis.order)), counts)


def state_counts(rows: Iterable[Row]) -> list[tuple[State, int]]:
    """Count the pairs in each state, in the order of the states, empty ones left out."""
    found = [row.mapped.state for row in rows]
    return [(state, found.count(state)) for state in State if state in found]
