"""XLSX: the working format; reviewers fill the yellow cells of the Review sheet, everyone else reads the tables."""

import io
from collections.abc import Sequence
from pathlib import Path

from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from mapper.decisions import reasons, relations
from mapper.reports import tables
from mapper.reports.crosstables import matrix_sheet, pairs_sheets, side_by_side_sheets, theme_sheet
from mapper.reports.pack import moment, repack
from mapper.reports.tables import Sheet
from mapper.reports.worksheets import A4, add_lists, add_sheet, add_styles, colour_bands, colour_counts, offer_choices, protect, put_text
from mapper.types import Verdict
from mapper.views.export import Export
from mapper.views.files import places, put
from mapper.views.rows import Row, rows
from mapper.views.text import clean

SCHEMA = "1"
DECISIONS = (Verdict.ACCEPT.value, Verdict.REJECT.value, Verdict.UNSURE.value)
_CONTENTS = {
    "Review": "one row a pair: the proposal locked, the yellow cells yours to fill",
    "Evidence": "the clause pairs behind each proposal, quoted verbatim with their pages",
    "Items": "every document, with its edition, status and fingerprints",
    "Changes": "what the last editions changed, clause by clause, and what that sends back to you",
    "Matrix": "how many pairs join which bodies and which Sectors",
    "Decisions": "every decision ever recorded, in order",
    "Themes": "the subtopics of each theme, with the texts of each Sector side by side",
}
_LEGEND = (
    ("origin", "machine: only proposed so far; human: at least one person has decided"),
    (
        "probability, band",
        "how likely the machine holds a common interest to be; a band alone where it has too few examples for a number",
    ),
    ("earlier_decision", "what each reviewer said; where a text changed since, changed_since tells where, and the pair waits for a new decision"),
    ("needs_second_reading", "yes: reviewers disagree, or a clause behind the decision changed"),
    ("row_id, row_checksum", "hidden columns by which the file is read back; please leave them"),
)
_STEPS = (
    "Go to the sheet Review. Each row is one pair of texts that may share an interest.",
    "Read the two quoted places (a click leads to the clauses on the sheet Evidence).",
    "In the yellow cells choose a decision: accept, reject or unsure. Leave it empty to skip the pair.",
    "With an accept, choose a relation where the proposed one is not right; with a reject, choose a reason.",
    "Write your name under reviewer; a comment is welcome. Every other cell is locked.",
    "Sorting, filtering, adding columns and deleting rows do no harm. Send the file back; the secretariat enters the verdicts with `mapper decide`.",
)


def write(export: Export, target: Path) -> list[Path]:
    """Write mapping.xlsx; the same export gives the same bytes."""
    (path,) = places(target, "mapping.xlsx")
    return put({path: render(export)})


def render(export: Export) -> bytes:
    """Build the whole workbook."""
    found = rows(export)
    book = Workbook()
    add_styles(book)
    readme = book.active
    _add_review(book, found)
    _add(book, tables.evidence(found))
    _add(book, tables.items(export))
    _add(book, tables.changes(export, found))
    for sheet in (*pairs_sheets(found, export.documents), *side_by_side_sheets(found), theme_sheet(found, export.documents)):
        add_sheet(book, sheet)
    colour_counts(add_sheet(book, matrix_sheet(found)))
    _add(book, tables.decisions(export))
    add_lists(book, _choices())
    _fill_readme(readme, export, found, book.sheetnames[1:-1])
    return _save(book, export)


def _choices() -> dict[str, Sequence[str]]:
    return {"decision": DECISIONS, "relation": [code for code, _ in relations()], "reason": [code for code, _ in reasons()]}


def _add(book: Workbook, table: tables.Table) -> Worksheet:
    return add_sheet(book, Sheet(table.title, (table,)))


def _add_review(book: Workbook, found: Sequence[Row]) -> None:
    table = tables.review(found)
    page = _add(book, table)
    page.freeze_panes = page.cell(2, [column.name for column in table.columns].index("mapping") + 1)
    colour_bands(page, table)
    offer_choices(page, table, _choices())
    protect(page)


def _fill_readme(page: Worksheet, export: Export, found: Sequence[Row], sheets: Sequence[str]) -> None:
    page.title = "README"
    page.sheet_view.showGridLines = False
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 32, 100
    lines: list[tuple[str, str, str]] = [("title", export.title, "")]
    lines += [("text", name, value) for name, value in _facts(export) if value]
    lines += [("text", "note", note) for note in export.notes]
    lines += [("head", "How to fill this in", ""), *(("text", f"Step {n}", step) for n, step in enumerate(_STEPS, 1))]
    lines += [("head", "Where the pairs stand", ""), *(("text", state.value, str(count)) for state, count in tables.state_counts(found))]
    lines += [("head", "Sheets", ""), *(("link", name, _CONTENTS.get(name, "")) for name in sheets)]
    lines += [("head", "How to read it", ""), *(("text", word, meaning) for word, meaning in _LEGEND)]
    lines += [("head", "Relations", ""), *(("text", code, meaning) for code, meaning in relations())]
    lines += [("head", "Reasons for a rejection", ""), *(("text", code, meaning) for code, meaning in reasons())]
    for at, (style, one, other) in enumerate(lines, 1):
        _put_line(page, at, style, (one, other))
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", A4
    page.sheet_properties.pageSetUpPr.fitToPage = True


def _put_line(page: Worksheet, at: int, style: str, words: tuple[str, str]) -> None:
    if style == "title":
        put_text(page.cell(at, 1), words[0], "mapper title")
        page.row_dimensions[at].height = 34
        return
    for column, word in enumerate(words, 1):
        put_text(page.cell(at, column), word, "mapper head" if style == "head" else "mapper wrap")
    if style == "link":
        page.cell(at, 1).style = "mapper link"
        page.cell(at, 1).hyperlink = Hyperlink(ref=page.cell(at, 1).coordinate, location=f"'{words[0]}'!A1")


def _facts(export: Export) -> tuple[tuple[str, str], ...]:
    made = f"mapper {export.version}".strip()
    return (("state of", export.date), ("run", export.run), ("made by", made), ("file layout", SCHEMA))


def _save(book: Workbook, export: Export) -> bytes:
    at = moment(export.date)
    book.properties.title, book.properties.creator = clean(export.title), "mapper"
    book.properties.created = book.properties.modified = at
    book.custom_doc_props.append(StringProperty(name="mapper_run_id", value=clean(export.run)))
    book.custom_doc_props.append(StringProperty(name="mapper_schema", value=SCHEMA))
    out = io.BytesIO()
    book.save(out)
    return repack(out.getvalue(), at)
