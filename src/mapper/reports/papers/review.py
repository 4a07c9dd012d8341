"""The paper of one reviewer: their pairs as a table with cells to choose and to write in, which is read back."""

from collections.abc import Mapping, Sequence
from dataclasses import astuple
from urllib.parse import quote

from mapper.decisions import reasons, relations
from mapper.reports.checksum import ROW, SIGNED
from mapper.reports.mailing import mailed_row, waiting_first
from mapper.reports.papers.blocks import Block, Cell, Column, Grid, Heading, Listed, Paper, Paragraph, Part, Run, Words, quiet, strong, words
from mapper.reports.papers.phrasing import fields, wording
from mapper.reports.stamps import HINT, PAPER, SCHEMA
from mapper.types import Verdict
from mapper.views.export import Export
from mapper.views.rows import Row
from mapper.views.text import slug

SEPARATOR = "|"
_MARK = 16  # letters of the last event that are enough to know it
COLUMNS = (
    Column("No", 2.6),
    Column("Subject", 6.4),
    Column("Object", 6.4),
    Column("Proposed", 2.9),
    Column("Decision", 1.9),
    Column("Relation", 2.4),
    Column("Reason", 2.3),
    Column("Comment", 3.2),
)
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "decision": (Verdict.ACCEPT.value, Verdict.REJECT.value, Verdict.UNSURE.value),
    "relation": tuple(code for code, _ in relations()),
    "reason": tuple(code for code, _ in reasons()),
}
_STEPS = (
    "Choose a decision in each row that you wish to judge: accept (the two texts share an interest), reject or unsure. Leave the others.",
    "With an accept choose a relation, where the proposed one is not right; it reads from the subject to the object. With a reject choose a reason.",
    "Write into the column Comment, or set a comment of Word anywhere in the row: it goes with the decision of that row.",
    "You may delete rows and work with tracked changes, which count as accepted. Please leave the other columns, and the number below each number.",
    "Save the file as a Word document and send it back. You may send it again when you have filled in more: nothing counts twice.",
)


def papers(export: Export, rows: Sequence[Row]) -> list[Paper]:
    """Write the paper for the one reviewer of an export."""
    name = export.recipient.name
    title = f"Pairs to be judged by {name}"
    blocks: tuple[Block, ...] = (
        Heading(words("What to do")),
        Listed(tuple(words(step) for step in _STEPS), "List Number"),
        Heading(words("Pairs")),
        Grid(
            "Pairs to be judged",
            "Each row is one pair of texts, with the clause of each that speaks most for it, and cells to choose and to write in.",
            COLUMNS,
            tuple(_cells(number, row, export) for number, row in enumerate(waiting_first(rows, export), 1)),
        ),
        Paragraph(words("No more rows follow."), "Note"),
    )
    told = (export.run, str(export.logged), export.head[:_MARK], SCHEMA, name)
    known = tuple(f"{key}={quote(value)}" for key, value in zip(astuple(PAPER), told, strict=True) if value)
    said = fields(export, wording(export), title=title, status="To be filled in and sent back")
    return [Paper(f"review-{slug(name)}.docx", "review", title, said, (Part(blocks, wide=True),), subject=export.name, keywords=known)]


def _cells(number: int, row: Row, export: Export) -> tuple[Cell, ...]:
    shown = {name: str(value or "") for name, value in mailed_row(number, row, export).items()}
    signed = Run(f" {SEPARATOR}{SEPARATOR.join(shown[name] for name in SIGNED)}", hidden=True)
    proposed = [part for part in (shown["proposed"], shown["earlier"]) if part]
    return (
        Cell((words(str(number)), words(quiet(shown[ROW]), signed)), (row.id,)),
        Cell(_side(shown, "subject")),
        Cell(_side(shown, "object")),
        Cell(tuple(words(line) for part in proposed for line in part.splitlines())),
        *(Cell((words(shown[name] or " "),), choices=(HINT, *choices)) for name, choices in _CHOICES.items()),
        Cell((words(shown["comment"] or " "),)),
    )


def _side(shown: Mapping[str, str], side: str) -> tuple[Words, ...]:
    """Show one side in paragraphs: its name, its id, the place that is quoted, then all that a workbook shows in one cell."""
    named, *more = shown[side].splitlines()
    return (words(strong(named)), words(quiet(shown[f"{side}_id"])), *(words(line) for line in more))
