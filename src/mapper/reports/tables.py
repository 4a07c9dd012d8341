"""Tables: pure building of what the reports show; a table knows nothing of the file it ends in."""

import math
import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mapper.editions import ClauseChange, EditionChange
from mapper.identity import digest
from mapper.types import Change, Decision, State
from mapper.views.export import Export
from mapper.views.layout import natural
from mapper.views.rows import Row, place
from mapper.views.text import clean, one_line

SECONDS_EACH = 45.0


@dataclass(frozen=True)
class Link:
    """Show a text that leads to a row of another sheet; rows count from 0 below the header."""

    text: str
    sheet: str
    row: int


Value = str | int | float | None | Link


@dataclass(frozen=True)
class Column:
    """Describe a column: its heading, its width in characters, and whether a person fills it."""

    name: str
    width: int
    wrap: bool = False
    hidden: bool = False
    entry: bool = False
    choices: str = ""


@dataclass(frozen=True)
class Table:
    """Hold rows under columns, with a title and a sentence that says how to read them."""

    title: str
    note: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True)
class Sheet:
    """Hold one or more tables under one name, one below the other."""

    name: str
    tables: tuple[Table, ...]


REVIEW = (
    Column("row_id", 18, hidden=True),
    Column("row_checksum", 34, hidden=True),
    Column("no", 5),
    Column("mapping", 13),
    Column("subject_id", 24),
    Column("subject_title", 36, wrap=True),
    Column("subject_ref", 26, wrap=True),
    Column("object_id", 24),
    Column("object_title", 36, wrap=True),
    Column("object_ref", 26, wrap=True),
    Column("relation_proposed", 16),
    Column("probability", 11),
    Column("band", 10),
    Column("why", 34, wrap=True),
    Column("evidence_subject", 26, wrap=True),
    Column("evidence_object", 26, wrap=True),
    Column("state", 13),
    Column("origin", 9),
    Column("earlier_decision", 26, wrap=True),
    Column("changed_since", 24, wrap=True),
    Column("decision", 11, entry=True, choices="decision"),
    Column("relation", 18, entry=True, choices="relation"),
    Column("reason", 18, entry=True, choices="reason"),
    Column("comment", 34, wrap=True, entry=True),
    Column("reviewer", 14, entry=True),
    Column("needs_second_reading", 12),
)


def review(rows: Sequence[Row]) -> Table:
    """Build the working sheet: one row a pair, what the machine says locked, what a person says open."""
    first = _evidence_starts(rows)
    made = tuple(_review_row(number, row, first[row.id]) for number, row in enumerate(rows, 1))
    return Table("Review", "", REVIEW, made)


def _evidence_starts(rows: Sequence[Row]) -> dict[str, int | None]:
    """Say at which row of the Evidence sheet each pair begins."""
    starts: dict[str, int | None] = {}
    at = 0
    for row in rows:
        starts[row.id] = at if row.evidence else None
        at += len(row.evidence)
    return starts


def _review_row(number: int, row: Row, evidence: int | None) -> tuple[Value, ...]:
    texts = [place(quote) for quote in row.quoted] if row.quoted else ["", ""]
    quotes: list[Value] = [Link(text, "Evidence", evidence) if evidence is not None else text for text in texts]
    decided = bool(row.verdict)
    shown: tuple[Value, ...] = (
        row.mapped.type,
        *(value for item in (row.left, row.right) for value in (item.id, item.title, item.ref)),
        row.proposed,
        row.probability,
        row.band,
        row.why,
        *quotes,
        row.state,
        row.origin,
        row.earlier,
        row.changed_since,
    )
    human: tuple[Value, ...] = (row.verdict, row.relation if decided else "", row.reason, row.comment, row.reviewers if decided else "")
    second = "yes" if row.mapped.state in (State.DISPUTED, State.STALE) else ""
    return (row.id, row_checksum(row.id, shown), number, *shown, *human, second)


def row_checksum(row_id: str, shown: Iterable[Value]) -> str:
    """Sign the locked cells from `mapping` to `changed_since`, so that an import can tell whether someone edited what was judged."""
    return digest(row_id, *(_signed(value) for value in shown))


def _signed(value: Value) -> str:
    if isinstance(value, Link):
        return value.text
    return f"{value:.6g}" if isinstance(value, int | float) else value or ""


EVIDENCE = (
    Column("row_id", 18),
    Column("rank", 6),
    Column("subject_clause", 28, wrap=True),
    Column("subject_page", 8),
    Column("subject_text", 60, wrap=True),
    Column("object_clause", 28, wrap=True),
    Column("object_page", 8),
    Column("object_text", 60, wrap=True),
    Column("contribution", 12),
)


def evidence(rows: Sequence[Row]) -> Table:
    """Build the clause pairs behind every proposal, quoted verbatim with their pages."""
    made: list[tuple[Value, ...]] = []
    for number, row in enumerate(rows):
        for rank, pair in enumerate(row.evidence, 1):
            sides = tuple(value for quote in (pair.left, pair.right) for value in (one_line(quote.place), quote.page, clean(quote.text)))
            made.append((Link(row.id, "Review", number), rank, *sides, round(pair.weight, 3)))
    return Table("Evidence", "", EVIDENCE, tuple(made))


ITEMS = (
    Column("id", 24),
    Column("sector", 10),
    Column("body", 10),
    Column("kind", 12),
    Column("number", 10),
    Column("title", 56, wrap=True),
    Column("conference", 18),
    Column("revision", 22),
    Column("status", 12),
    Column("previous_revision", 22),
    Column("page_from", 8),
    Column("page_to", 8),
    Column("file", 30, wrap=True),
    Column("language", 9),
    Column("text_hash", 34),
    Column("operative_hash", 34),
)


def items(export: Export) -> Table:
    """List every document of the mapping as its current edition stands."""
    before = {change.id: change.old for change in export.changes}
    made = []
    for work, document in sorted(export.documents.items(), key=lambda entry: natural(entry[0])):
        conference = ", ".join(str(word) for word in (document.edition.place, document.edition.year) if word)
        head: tuple[Value, ...] = (work, document.sector, document.body, document.kind.value, document.number, one_line(document.title))
        tail: tuple[Value, ...] = (*document.pages, document.source.file, document.language, document.digest, document.operative_digest)
        made.append((*head, conference, document.edition.label or document.period, document.status.value, before.get(work, ""), *tail))
    return Table("Items", "", ITEMS, tuple(made))


CHANGES = (
    Column("item_id", 22),
    Column("title", 36, wrap=True),
    Column("change_class", 18),
    Column("old_rev", 20, wrap=True),
    Column("new_rev", 20, wrap=True),
    Column("clause", 26, wrap=True),
    Column("old_text", 48, wrap=True),
    Column("new_text", 48, wrap=True),
    Column("affected_pairs", 10),
    Column("minutes_estimated", 10),
)


def changes(export: Export, rows: Sequence[Row]) -> Table:
    """Tell what the last editions changed, and how many decided pairs that sends back to a person."""
    pace = seconds_each(export.decisions)
    made = [line for change in sorted(export.changes, key=lambda c: c.id) for line in _change_rows(change, rows, pace)]
    return Table("Changes", "", CHANGES, tuple(made))


def _change_rows(change: EditionChange, rows: Sequence[Row], pace: float) -> Iterator[tuple[Value, ...]]:
    affected = len(reopened(change, rows))
    head = (change.id, one_line(change.title), change.grade.value, change.old, change.new)
    yield (*head, "(whole text)", "", "", affected, minutes(affected, pace))
    for clause in told(change):
        old, new = (clean(side.text) if side else "" for side in (clause.old, clause.new))
        yield (change.id, "", clause.grade.value, change.old, change.new, one_line(clause.place), old, new, None, None)


def told(change: EditionChange) -> list[ClauseChange]:
    """List the clause changes worth a reader's time: those whose wording or place moved."""
    return [clause for clause in change.clauses if clause.grade is not Change.UNCHANGED]


def reopened(change: EditionChange, rows: Iterable[Row]) -> list[Row]:
    """List the decided pairs that this document's new edition sends back to a person."""
    return [row for row in rows if row.mapped.state is State.STALE and change.id in (row.left.id, row.right.id)]


def seconds_each(decisions: Iterable[Decision]) -> float:
    """Estimate the seconds a decision takes from those logged: their median, or a plain guess where none was timed."""
    timed = [decision.seconds for decision in decisions if decision.seconds > 0]
    return statistics.median(timed) if timed else SECONDS_EACH


def minutes(pairs: int, pace: float) -> int:
    """Turn a number of pairs into minutes, rounded up."""
    return math.ceil(pairs * pace / 60)


DECISIONS = (
    Column("at", 21),
    Column("reviewer", 14),
    Column("verdict", 10),
    Column("relation", 18),
    Column("reason", 18),
    Column("comment", 40, wrap=True),
    Column("mapping", 13),
    Column("subject_id", 22),
    Column("subject_rev", 22, wrap=True),
    Column("object_id", 22),
    Column("object_rev", 22, wrap=True),
    Column("seconds", 9),
    Column("score_shown", 9),
    Column("origin", 10),
    Column("adjudicates", 10),
    Column("undoes", 34),
    Column("pair_id", 18),
    Column("event", 34),
    Column("previous", 34),
)


def decisions(export: Export) -> Table:
    """Show the decision log in its own order."""
    return Table("Decisions", "", DECISIONS, tuple(_decision_row(decision) for decision in export.decisions))


def _decision_row(said: Decision) -> tuple[Value, ...]:
    judgement = (said.at, said.reviewer, said.verdict.value, said.relation, said.reason, one_line(said.comment))
    pair = (said.type, said.left, said.editions[0], said.right, said.editions[1])
    shown, judges = ("yes" if flag else "no" for flag in (said.score_shown, said.adjudicates))
    return (*judgement, *pair, round(said.seconds, 1), shown, said.origin, judges, said.undoes, said.pair, said.event, said.previous)


def state_counts(rows: Iterable[Row]) -> list[tuple[State, int]]:
    """Count the pairs in each state, in the order of the states, empty ones left out."""
    found = [row.mapped.state for row in rows]
    return [(state, found.count(state)) for state in State if state in found]
