"""Revisions: what new editions changed, and which decided pairs that sends back to a person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mapper.editions import ClauseChange, EditionChange
from mapper.overview import minutes
from mapper.types import Change, Clause, State
from mapper.views.export import Export
from mapper.views.layout import natural
from mapper.views.rows import Row


@dataclass(frozen=True)
class Revision:
    """Show one changed document: the clauses whose wording or place moved, the pairs that this sends back, and about how many minutes those take."""

    change: EditionChange
    clauses: tuple[ClauseChange, ...]
    again: tuple[Row, ...]
    minutes: int


def revisions(export: Export, rows: Sequence[Row]) -> list[Revision]:
    """Tell what the last editions changed, by id; a new document is told without its clauses."""
    waiting = [row for row in rows if row.mapped.state is State.STALE]
    return [_revision(export, change, waiting) for change in sorted(export.changes, key=lambda change: natural(change.id))]


def _revision(export: Export, change: EditionChange, waiting: Iterable[Row]) -> Revision:
    told = () if change.grade is Change.NEW else tuple(clause for clause in change.clauses if clause.grade is not Change.UNCHANGED)
    again = tuple(row for row in waiting if _blames(row, change))
    return Revision(change, told, again, minutes(export.decisions, len(again)))


def _blames(row: Row, change: EditionChange) -> bool:
    """Say whether one of the clauses that made a pair stale is a clause of this document, or was one of the text whose place it took."""
    return any(_of(clause, change) for clause in row.mapped.stale)


def _of(clause: ClauseChange, change: EditionChange) -> bool:
    if clause.new:
        return _work(clause.new) == change.id
    before = {change.id, *(_work(one.old) for one in change.clauses if one.old)}
    return change.grade is not Change.CLOSED and clause.old is not None and _work(clause.old) in before


def _work(clause: Clause) -> str:
    return clause.id.partition("#")[0]
