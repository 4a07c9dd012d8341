"""Tables of what there is: documents, what new editions changed, the decision log."""

from collections.abc import Iterator, Sequence

from mapper.reports.reviewing import parts
from mapper.reports.sheets import Column, Table, Value
from mapper.types import BACKWARD, FORWARD, Change, Decision, Document, Kind
from mapper.verdicts import reading
from mapper.views.export import Export
from mapper.views.items import item, named, sectors_of
from mapper.views.judgement import meant
from mapper.views.layout import natural
from mapper.views.revisions import Revision, revisions
from mapper.views.rows import Row
from mapper.views.text import one_line

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
    """List every document of the mapping as its current edition stands; subtopics are no documents and stand on the sheet Themes."""
    before = {change.id: change.old for change in export.changes if change.grade is not Change.CLOSED}
    found = sorted((document for document in export.documents.values() if document.kind is not Kind.SUBTOPIC), key=lambda d: natural(d.id))
    return Table("Items", "", ITEMS, tuple(_item_row(document, before) for document in found), keys=1)


def _item_row(document: Document, before: dict[str, str]) -> tuple[Value, ...]:
    conference = ", ".join(str(word) for word in (document.edition.place, document.edition.year) if word)
    head = (document.id, "; ".join(sectors_of(document)), document.body, document.kind.value, document.number, one_line(document.title))
    editions = (conference, named(document), document.status.value, before.get(document.id, ""))
    return (*head, *editions, *document.pages, document.source.file, document.language, document.digest, document.operative_digest)


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
    return Table("Changes", "", CHANGES, tuple(line for revision in revisions(export, rows) for line in _change_rows(revision)), keys=1)


def _change_rows(revision: Revision) -> Iterator[tuple[Value, ...]]:
    change = revision.change
    head = (change.id, one_line(change.title), change.grade.value, change.old, change.into)
    yield (*head, "(whole text)", "", "", len(revision.again), revision.minutes)
    for clause in revision.clauses:
        old, new = (parts(side.text, 900) if side else [""] for side in (clause.old, clause.new))
        for part in range(max(len(old), len(new))):
            texts = [texts[part] if part < len(texts) else "" for texts in (old, new)]
            yield (change.id, "", clause.became, change.old, change.into, one_line(clause.place), *texts, None, None)


DECISIONS = (
    Column("at", 21),
    Column("reviewer", 14),
    Column("verdict", 10),
    Column("relation", 18),
    Column("reads_as", 28, wrap=True),
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
    """Show the decision log in its own order, as it was written; a relation reads from subject to object."""
    clear = meant(export.lived)
    rows = tuple(_decision_row(export, decision, clear.get(decision.event, decision)) for decision in export.decisions)
    return Table("Decisions", "", DECISIONS, rows, keys=1)


def _decision_row(export: Export, said: Decision, clear: Decision) -> tuple[Value, ...]:
    sides = [item(work, export.edition(work, tag), tag) for work, tag in zip((said.left, said.right), said.editions, strict=True)]
    one, other = reversed(sides) if clear.direction == BACKWARD else sides
    reads_as = reading(clear.relation, clear.direction and FORWARD, one.label, other.label) if clear.relation else ""
    judgement = (said.at, said.reviewer, said.verdict.value, clear.relation, reads_as, clear.reason, one_line(said.comment))
    pair = (said.type, one.id, one.edition, other.id, other.edition)
    shown, judges = ("yes" if flag else "no" for flag in (said.score_shown, said.adjudicates))
    return (*judgement, *pair, round(said.seconds, 1), shown, said.origin, judges, said.undoes, said.pair, said.event, said.previous)
