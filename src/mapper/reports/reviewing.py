"""The working sheets: one row a pair to decide on, and the clauses behind each."""

import textwrap
from collections.abc import Iterable, Sequence

from mapper import spoken
from mapper.decisions import reasons, relations
from mapper.reports.checksum import CHECKSUM, ENTRIES, ROW, SAID, row_checksum, row_said
from mapper.reports.sheets import Column, Link, Marked, Table, Value
from mapper.spoken import Speaker
from mapper.types import State, Verdict
from mapper.views.counts import axes, cells
from mapper.views.items import Item, place
from mapper.views.rows import TO_OBJECT, Row
from mapper.views.text import clean, one_line

DIRECTIONS = (TO_OBJECT, "object-to-subject")
_SECOND_READING = (State.DISPUTED, State.STALE)

REVIEW = (
    Column(ROW, 18, hidden=True),
    Column(CHECKSUM, 34, hidden=True),
    Column(SAID, 34, hidden=True),
    Column("no", 5),
    Column("mapping", 13),
    Column("subject_id", 26),
    Column("subject_title", 36, wrap=True),
    Column("subject_ref", 26, wrap=True),
    Column("object_id", 26),
    Column("object_title", 36, wrap=True),
    Column("object_ref", 26, wrap=True),
    Column("bodies", 14, wrap=True),
    Column("sectors", 10, wrap=True),
    Column("relation_proposed", 16),
    Column("reads_as", 28, wrap=True),
    Column("relation_reason", 34, wrap=True),
    Column("probability", 11),
    Column("band", 10),
    Column("why", 34, wrap=True),
    Column("evidence_subject", 26, wrap=True),
    Column("evidence_object", 26, wrap=True),
    Column("state", 13, wrap=True),
    Column("origin", 9),
    Column("earlier_decision", 30, wrap=True),
    Column("changed_since", 24, wrap=True),
    Column("decision", 11, entry=True, choices="decision"),
    Column("relation", 18, entry=True, choices="relation"),
    Column("direction", 18, entry=True, choices="direction"),
    Column("reason", 18, entry=True, choices="reason"),
    Column("comment", 34, wrap=True, entry=True),
    Column("reviewer", 14, entry=True),
    Column("needs_second_reading", 12),
)


def review(rows: Sequence[Row]) -> Table:
    """Build the working sheet: what the machine says locked, what a person says open."""
    starts = evidence_starts(rows)
    return Table("Review", "", REVIEW, tuple(_review_row(number, row, starts[row.id]) for number, row in enumerate(rows, 1)), keys=4)


def _review_row(number: int, row: Row, evidence: int | None) -> tuple[Value, ...]:
    shown: dict[str, Value] = {
        **signed(row),
        "no": number,
        **{f"{side}_title": item.title for side, item in _sides(row)},
        **dict(zip(("bodies", "sectors"), ("; ".join(cells(row, axis)) for axis in axes()), strict=True)),
        "relation_proposed": row.proposed,
        "reads_as": row.reads_as,
        "relation_reason": one_line(row.mapped.relation_reason),
        "probability": row.probability,
        "band": row.band,
        "why": row.why,
        "state": row.state,
        "origin": row.origin,
        "earlier_decision": row.earlier,
        "changed_since": row.changed_since,
        "needs_second_reading": "yes" if row.mapped.state in _SECOND_READING else "",
    }
    if evidence is not None:
        shown |= {name: Link(str(shown[name]), "Evidence", evidence) for name in ("evidence_subject", "evidence_object")}
    return tuple(shown[column.name] for column in REVIEW)


def signed(row: Row) -> dict[str, Value]:
    """Give the cells by which a row is known again: its pair, what is to be judged, what a person said, and what signs both."""
    texts = [place(quote) for quote in row.quoted] if row.quoted else ["", ""]
    known: dict[str, Value] = {
        ROW: row.id,
        "mapping": row.mapped.type,
        **{f"{side}_{name}": value for side, item in _sides(row) for name, value in (("id", item.id), ("ref", item.ref))},
        "evidence_subject": texts[0],
        "evidence_object": texts[1],
        **_said(row),
    }
    return {**known, CHECKSUM: row_checksum(known), SAID: row_said(known)}


def _sides(row: Row) -> tuple[tuple[str, Item], ...]:
    return (("subject", row.subject), ("object", row.object))


def _said(row: Row) -> dict[str, Value]:
    """Fill the cells of a person with the verdict that stands: nothing that was only proposed, nothing that needs a second look, and no name.

    Whose word it is stands in `earlier_decision`: whoever changes a row has to say who they are.
    """
    if not row.settled:
        return dict.fromkeys(ENTRIES, "")
    accepted = row.decision == Verdict.ACCEPT
    relation = row.relation if accepted and row.relation in {code for code, _ in relations()} else ""
    return {
        "decision": row.decision,
        "relation": relation,
        "direction": row.direction if relation and row.direction == TO_OBJECT else "",
        "reason": row.reason if row.decision == Verdict.REJECT and row.reason in {code for code, _ in reasons()} else "",
        "comment": row.comment,
        "reviewer": "",
    }


EVIDENCE = (
    Column(ROW, 18),
    Column("rank", 6),
    Column("subject_ref", 24, wrap=True),
    Column("subject_clause", 24, wrap=True),
    Column("subject_page", 8),
    Column("subject_text", 60, wrap=True),
    Column("object_ref", 24, wrap=True),
    Column("object_clause", 24, wrap=True),
    Column("object_page", 8),
    Column("object_text", 60, wrap=True),
    Column("contribution", 12),
)
MOST_LETTERS = 1200  # a cell that holds more would be higher than a row may be, and be cut


def evidence(rows: Sequence[Row], speaker: Speaker) -> Table:
    """Build the clause pairs behind every pair, quoted verbatim with their pages; a long clause goes on in the row below.

    The words that speak for a pair are marked in both clauses.
    """
    made = [line for number, row in enumerate(rows) for line in _evidence_rows(number, row, speaker)]
    return Table("Evidence", "", EVIDENCE, tuple(made), keys=1)


def evidence_starts(rows: Iterable[Row]) -> dict[str, int | None]:
    """Say at which row of the Evidence sheet each pair begins."""
    starts: dict[str, int | None] = {}
    at = 0
    for row in rows:
        lines = sum(max(len(parts(pair.left.text)), len(parts(pair.right.text))) for pair in row.evidence)
        starts[row.id] = at if lines else None
        at += lines
    return starts


def _evidence_rows(number: int, row: Row, speaker: Speaker) -> list[tuple[Value, ...]]:
    made: list[tuple[Value, ...]] = []
    link = Link(row.id, "Review", number)
    for rank, pair in enumerate(row.evidence, 1):
        found = speaker.between((row.subject.id, row.object.id), (clean(pair.left.text), clean(pair.right.text)))
        one, other = (_marked(parts(quote.text), found.words) for quote in (pair.left, pair.right))
        heads = [(item.ref, one_line(quote.place), quote.page) for item, quote in ((row.subject, pair.left), (row.object, pair.right))]
        for part in range(max(len(one), len(other))):
            texts: list[Value] = [texts[part] if part < len(texts) else "" for texts in (one, other)]
            first = part == 0
            made.append((link, rank if first else None, *heads[0], texts[0], *heads[1], texts[1], round(pair.weight, 3) if first else None))
    return made


def _marked(texts: Sequence[str], words: Sequence[str]) -> list[Marked]:
    return [Marked(text, spoken.places(text, words) if words else ()) for text in texts]


def parts(text: str, most: int = MOST_LETTERS) -> list[str]:
    """Cut a text at words into parts that fit a row each."""
    shown = clean(text)
    if len(shown) <= most:
        return [shown]
    return textwrap.wrap(shown, most, replace_whitespace=False, drop_whitespace=True, break_on_hyphens=False)
