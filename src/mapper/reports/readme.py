"""The README sheet: what this workbook is, how to fill it in, where the pairs stand, and how to read every sheet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from mapper.decisions import reasons, relations
from mapper.reports.mailing import waits
from mapper.reports.stacks import MOST_LINES, lines
from mapper.reports.stamps import SCHEMA
from mapper.reports.worksheets import LINE_HEIGHT, lay_out_paper, put_text
from mapper.views.counts import state_counts
from mapper.views.export import Export
from mapper.views.rows import WORDS, Row

WIDTHS = (32, 100)
_LEGEND = (
    ("subject, object", "a relation reads from the subject to the object; reads_as says it in words"),
    ("relation_proposed, relation_reason", "what the machine holds the one text to be to the other, and the words or figures on which it rests"),
    ("origin", "machine: only proposed so far; human: at least one person has judged the pair"),
    ("probability, band", "how likely the machine holds a common interest to be; a band alone where it has too few examples for a number"),
    ("earlier_decision", "what each reviewer said; where a text changed since, changed_since tells where, and the pair waits for a new decision"),
    ("needs_second_reading", "yes: reviewers disagree, or a clause behind the decision changed"),
    ("bodies, sectors", "whom the pair joins; filter for them to see the pairs of a cell of the sheet Matrix"),
    ("row_id, row_checksum, row_said", "hidden columns by which the file is read back; please leave them"),
)
_STEPS = (
    "Go to the sheet Review. Each row is one pair of texts that may share an interest.",
    "Read the two quoted places: a click leads to the clauses, word for word, on the sheet Evidence.",
    "In the yellow cells choose a decision: accept, reject or unsure. Leave it empty to pass over the pair.",
    "With an accept, choose a relation where the proposed one is not right, and a direction where it runs from the object to the subject; "
    "with a reject, choose a reason.",
    "Write your name under reviewer in each row that you fill or change; a comment is welcome. A row that holds a verdict already stands as "
    "earlier_decision says: change it only where you decide otherwise, or add your name where you say the same.",
    "Every other cell is locked against slips. You may filter, add columns of your own and change widths as it is. To sort or to delete rows, "
    "take the protection off first (Review, Unprotect Sheet; there is no password): the file can be read back all the same.",
    "Save the file under any name, as XLSX, and send it back whole, this sheet and the hidden columns included: the secretariat reads it in with "
    "`mapper import FILE`. You may send it again as you fill more of it; what was read in already is not counted twice.",
    "To take back a decision that stands, decide otherwise or ask the secretariat: an emptied cell takes nothing back.",
)


_LETTER = (
    "Go to the sheet Review (the tabs are at the foot of the window). Each row is one pair of texts that may share an interest; both are quoted "
    "beside each other, and the sheet Evidence has the clauses whole, under the number of the row.",
    "In the yellow cells choose a decision: accept (they do share an interest), reject or unsure. Leave it empty to pass over the pair.",
    "With an accept you may choose a relation, if the proposed one is not right, and a direction, if it runs from the object to the subject. "
    "With a reject you may choose a reason. A comment is welcome anywhere beside a decision.",
    "Your name stands in the last column already. A decision that you gave before is filled in: leave it, or change it if you think otherwise now.",
    "Sort and filter by the arrows in the heading, add columns of your own, change widths, delete rows that are not for you. Please leave the cells "
    "that are not yellow, and the hidden columns: by them the file is read back.",
    "Save the file, as XLSX and under any name, and send it back as it is. You may send it again when you have filled more: nothing counts twice.",
    "An emptied cell takes nothing back: decide otherwise, or ask whoever sent you the file.",
)
_MARKS = (
    ("subject, object", "a relation reads from the subject to the object; each shows the text, and the clause that speaks most for the pair"),
    ("proposed", "what the machine takes the one to be to the other; where you read as the second person, without how likely that is"),
    ("earlier", "what was said before, and what changed in the texts since; such a pair waits for your word again"),
)


@dataclass(frozen=True)
class _Line:
    style: str
    one: str
    other: str = ""


def fill_readme(page: Worksheet, export: Export, found: Sequence[Row], sheets: Sequence[tuple[str, str]]) -> None:
    """Write the sheet; `sheets` are the others with what each holds."""
    page.title = "README"
    page.sheet_view.showGridLines = False
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = WIDTHS
    for at, line in enumerate(_lines(export, found, sheets), 1):
        _put(page, at, line)
    lay_out_paper(page, sum(WIDTHS))


def fill_letter(page: Worksheet, export: Export, found: Sequence[Row], sheets: Sequence[tuple[str, str]]) -> None:
    """Write the sheet for the one reviewer of a mailed workbook, who knows nothing else of mapper."""
    page.title = "README"
    page.sheet_view.showGridLines = False
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = WIDTHS
    lines = [
        _Line("title", f"{export.name}: for {export.recipient.name}"),
        *(_Line("text", name, value) for name, value in (("pairs", _handed(found, export)), *_facts(export)) if value),
        *_block("What to do", [(f"Step {n}", step) for n, step in enumerate(_LETTER, 1)]),
        *_block("What the columns show", _MARKS),
        *_block("Relations", relations()),
        *_block("Reasons for a rejection", reasons()),
        _Line("head", "Sheets"),
        *(_Line("link", name, about) for name, about in sheets),
    ]
    for at, line in enumerate(lines, 1):
        _put(page, at, line)
    lay_out_paper(page, sum(WIDTHS))


def _handed(found: Sequence[Row], export: Export) -> str:
    waiting = sum(waits(row, export) for row in found)
    return f"{waiting} to judge" + f"; below them {len(found) - waiting} with your verdict of before" * (waiting < len(found))


def _lines(export: Export, found: Sequence[Row], sheets: Sequence[tuple[str, str]]) -> Iterator[_Line]:
    yield _Line("title", export.name)
    yield from (_Line("text", name, value) for name, value in _facts(export) if value)
    yield from (_Line("text", "note", note) for note in export.notes)
    yield from _block("How to fill this in", [(f"Step {n}", step) for n, step in enumerate(_STEPS, 1)])
    yield from _block("Where the pairs stand", [(WORDS[state], str(count)) for state, count in state_counts(found)])
    yield _Line("head", "Sheets")
    yield from (_Line("link", name, about) for name, about in sheets)
    yield from _block("How to read it", _LEGEND)
    yield from _block("Relations", relations())
    yield from _block("Reasons for a rejection", reasons())


def _block(head: str, lines: Sequence[tuple[str, str]]) -> Iterator[_Line]:
    yield _Line("head", head)
    yield from (_Line("text", one, other) for one, other in lines)


def _facts(export: Export) -> tuple[tuple[str, str], ...]:
    only = f"{export.only} only; the other mappings of the workspace are left out" if export.only else ""
    made = f"mapper {export.version}".strip()
    return (("mapping", only), ("state of", export.date), ("run", export.run), ("made by", made), ("file layout", SCHEMA))


def _put(page: Worksheet, at: int, line: _Line) -> None:
    if line.style == "title":
        put_text(page.cell(at, 1), line.one, "mapper title")
        page.row_dimensions[at].height = 34
        return
    for column, word in enumerate((line.one, line.other), 1):
        put_text(page.cell(at, column), word, "mapper head" if line.style == "head" else "mapper wrap")
    tall = max(lines(word, width - 4) for word, width in zip((line.one, line.other), WIDTHS, strict=True))
    page.row_dimensions[at].height = LINE_HEIGHT * min(MOST_LINES, tall) + 3
    if line.style == "link":
        page.cell(at, 1).style = "mapper link"
        page.cell(at, 1).hyperlink = Hyperlink(ref=page.cell(at, 1).coordinate, location=f"'{line.one}'!A1")
