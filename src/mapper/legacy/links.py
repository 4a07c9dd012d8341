"""Links: what a table says belongs together, or not, with its place; and what in it nobody can tell."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from mapper.legacy.meaning import Meant
from mapper.legacy.shapes import Layout
from mapper.types import Verdict


@dataclass(frozen=True)
class Place:
    """Say where in a file something stands: the table, and the row and column as people count them; no row is the heads of a column."""

    table: str
    row: int
    column: str = ""

    def __str__(self) -> str:
        return f"{self.table}, row {self.row}" + (f", column {self.column}" if self.column else "")


@dataclass(frozen=True)
class Link:
    """Hold that a table says yes or no of two works, in which words; `relation` is empty where it names none."""

    place: Place
    subject: Meant
    object: Meant
    verdict: Verdict = Verdict.ACCEPT
    relation: str = ""
    remark: str = ""

    @property
    def works(self) -> tuple[str, str]:
        """Give the two works."""
        return self.subject.work, self.object.work


@dataclass(frozen=True)
class Loose:
    """Hold what could not be read, with its place, the reason, and whom it may mean."""

    place: Place
    text: str
    why: str
    candidates: tuple[str, ...] = ()


@dataclass
class Told:
    """Gather what one table says; `understood` counts the names of each column that are known, of all."""

    layout: Layout
    links: list[Link] = field(default_factory=list)
    loose: list[Loose] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    subjects: set[str] = field(default_factory=set)
    objects: set[str] = field(default_factory=set)
    understood: dict[int, tuple[int, int]] = field(default_factory=dict)
    carried: list[int] = field(default_factory=list)
    undecided: list[int] = field(default_factory=list)
    named: dict[int, set[str]] = field(default_factory=dict)  # the works of each row, by its place in the table
    open: set[frozenset[str]] = field(default_factory=set)  # pairs of rows that say neither yes nor no

    def count(self, row: int, column: int, meant: Sequence[Meant]) -> None:
        """Count the names of a cell."""
        self.named.setdefault(row, set()).update(one.work for one in meant if one.work)
        known, total = self.understood.get(column, (0, 0))
        self.understood[column] = (known + sum(bool(one.work) for one in meant), total + len(meant))
