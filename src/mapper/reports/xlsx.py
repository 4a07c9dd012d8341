"""XLSX: the working format; reviewers fill the yellow cells of the Review sheet, everyone else reads the tables."""

import io
from collections.abc import Sequence
from pathlib import Path

from openpyxl.packaging.custom import IntProperty, StringProperty
from openpyxl.workbook import Workbook

from mapper.decisions import reasons, relations
from mapper.reports import crosstables, mailed, reviewing, tables
from mapper.reports.activities import activity_sheets
from mapper.reports.areas import area_sheets
from mapper.reports.coverage import coverage_sheets
from mapper.reports.gaps import gap_sheets
from mapper.reports.mailing import waiting_first
from mapper.reports.matrix import matrix_sheet, theme_matrix_sheets
from mapper.reports.pack import moment, repack
from mapper.reports.readme import fill_readme
from mapper.reports.sheets import Sheet, Table
from mapper.reports.stamps import BOOK, SCHEMA
from mapper.reports.streamlining import streamlining_sheets
from mapper.reports.worksheets import add_lists, add_sheet, add_styles, colour_bands, colour_counts, offer_choices, protect
from mapper.spoken import Speaker
from mapper.types import Verdict
from mapper.views.export import Export
from mapper.views.files import places, put
from mapper.views.rows import Row, rows
from mapper.views.text import clean, slug

# properties of the file by which it is read back
DECISIONS = (Verdict.ACCEPT.value, Verdict.REJECT.value, Verdict.UNSURE.value)
REVIEW = "one row a pair: the proposal locked, the yellow cells yours to fill"
EVIDENCE = "the clause pairs behind each pair, quoted verbatim with their pages, words that both have marked; a long clause goes on in the row below"
ITEMS = "every document, with its edition, status and fingerprints"
CHANGES = "what the last editions changed, clause by clause, which documents are new, and what that sends back to you"
LOG = "every decision ever recorded, in order, as it was written"


def write(export: Export, target: Path) -> list[Path]:
    """Write mapping.xlsx, or review.xlsx with the name of the one reviewer it is for; the same export gives the same bytes."""
    name = export.recipient.name
    (path,) = places(target, f"review-{slug(name)}.xlsx" if name else "mapping.xlsx")
    return put({path: render(export)})


def render(export: Export) -> bytes:
    """Build the whole workbook, or the one of a reviewer."""
    found = rows(export)
    book = Workbook()
    if export.recipient.name:
        mailed.fill(book, export, waiting_first(found, export), choices())
        return _save(book, export)
    add_styles(book)
    readme = book.active
    made = _sheets(export, found)
    for sheet in made:
        page = add_sheet(book, sheet)
        if sheet.name == "Review":
            colour_bands(page, sheet.tables[0])
            offer_choices(page, sheet.tables[0], choices())
            protect(page)
        elif sheet.name in ("Matrix", "Theme matrix"):
            colour_counts(page)
    add_lists(book, choices())
    fill_readme(readme, export, found, [(sheet.name, sheet.about) for sheet in made])
    return _save(book, export)


def book(export: Export, title: str, sheets: Sequence[Sheet]) -> bytes:
    """Build a workbook of some sheets alone; it is not meant to come back."""
    made = Workbook()
    add_styles(made)
    made.remove(made.active)
    for sheet in sheets:
        add_sheet(made, sheet)
    made.properties.title, made.properties.creator = clean(title), "mapper"
    return _packed(made, export)


def _sheets(export: Export, found: Sequence[Row]) -> list[Sheet]:
    """Lay out every sheet in the order of the workbook."""
    return [
        _sheet(reviewing.review(found), REVIEW),
        _sheet(reviewing.evidence(found, Speaker(export.documents)), EVIDENCE),
        _sheet(tables.items(export), ITEMS),
        _sheet(tables.changes(export, found), CHANGES),
        *crosstables.pairs_sheets(export, found),
        *crosstables.side_by_side_sheets(export, found),
        *crosstables.theme_sheets(export, found),
        *coverage_sheets(export, found),
        *activity_sheets(export, found),
        *area_sheets(export, found),
        *gap_sheets(export, found),
        *streamlining_sheets(export, found),
        matrix_sheet(found),
        *theme_matrix_sheets(export, found),
        _sheet(tables.decisions(export), LOG),
    ]


def _sheet(table: Table, about: str) -> Sheet:
    return Sheet(table.title, (table,), about)


def choices() -> dict[str, Sequence[str]]:
    """Give the words that each cell with a list takes."""
    return {
        "decision": DECISIONS,
        "relation": [code for code, _ in relations()],
        "direction": reviewing.DIRECTIONS,
        "reason": [code for code, _ in reasons()],
    }


def _save(book: Workbook, export: Export) -> bytes:
    book.properties.title, book.properties.creator = clean(export.name), "mapper"
    for name, value in ((BOOK.run, export.run), (BOOK.layout, SCHEMA), (BOOK.head, export.head), ("mapper_mapping", export.only)):
        if value or name in (BOOK.run, BOOK.layout):
            book.custom_doc_props.append(StringProperty(name=name, value=clean(value)))
    book.custom_doc_props.append(IntProperty(name=BOOK.events, value=export.logged))
    return _packed(book, export)


def _packed(book: Workbook, export: Export) -> bytes:
    at = moment(export.date)
    book.properties.created = book.properties.modified = at
    out = io.BytesIO()
    book.save(out)
    return repack(out.getvalue(), at)
