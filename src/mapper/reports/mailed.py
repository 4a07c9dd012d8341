"""The mailed workbook: the pairs of one reviewer on a sheet that fits a screen and a page, the clauses beside the cells to fill."""

from collections.abc import Mapping, Sequence

from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook import Workbook

from mapper.reports.checksum import BLIND, SAID, SHOWN
from mapper.reports.mailing import mailed_row
from mapper.reports.readme import fill_letter
from mapper.reports.reviewing import evidence
from mapper.reports.sheets import Column, Link, Sheet, Table, Value
from mapper.reports.stamps import BOOK
from mapper.reports.worksheets import add_lists, add_sheet, add_styles, guard_columns, offer_choices, print_on_a4
from mapper.spoken import Speaker
from mapper.views.export import Export
from mapper.views.rows import Row

REVIEW = "one row a pair: both texts with the clauses that speak for it, and the yellow cells for you to fill; sort and filter as you like"
CLAUSES = "every clause pair word for word, with pages; `no` is that of the sheet Review"

COLUMNS = (
    *(Column(name, 18, hidden=True) for name in ("row_id", "row_checksum", SAID, SHOWN, BLIND)),
    *(Column(name, 18, hidden=True) for name in ("mapping", "subject_id", "subject_ref", "evidence_subject")),
    *(Column(name, 18, hidden=True) for name in ("object_id", "object_ref", "evidence_object", "relation_proposed")),
    Column("no", 6),
    Column("subject", 44, wrap=True),
    Column("object", 44, wrap=True),
    Column("proposed", 20, wrap=True),
    Column("earlier", 18, wrap=True),
    Column("decision", 12, entry=True, choices="decision"),
    Column("relation", 16, entry=True, choices="relation"),
    Column("direction", 15, entry=True, choices="direction"),
    Column("reason", 15, entry=True, choices="reason"),
    Column("comment", 24, wrap=True, entry=True),
    Column("reviewer", 13, entry=True),
)


def fill(book: Workbook, export: Export, found: Sequence[Row], choices: Mapping[str, Sequence[str]]) -> None:
    """Fill a workbook for the one reviewer of an export."""
    add_styles(book)
    readme = book.active
    table = review(found, export)
    clauses = _clauses(found, Speaker(export.documents))
    page = add_sheet(book, Sheet("Review", (table,)))
    offer_choices(page, table, dict(choices))
    guard_columns(page, table)
    print_on_a4(page)
    print_on_a4(add_sheet(book, Sheet("Evidence", (clauses,))))
    add_lists(book, dict(choices))
    fill_letter(readme, export, found, [("Review", REVIEW), ("Evidence", CLAUSES)])
    book.custom_doc_props.append(StringProperty(name=BOOK.reviewer, value=export.recipient.name))


def review(found: Sequence[Row], export: Export) -> Table:
    """Lay out the pairs, each with its own verdict of before where that still holds; `earlier` is left out where nobody said anything."""
    made = [mailed_row(number, row, export) for number, row in enumerate(found, 1)]
    columns = [column for column in COLUMNS if column.name != "earlier" or any(row["earlier"] for row in made)]
    keys = next(number for number, column in enumerate(columns, 1) if column.name == "no")
    return Table("Review", "", tuple(columns), tuple(tuple(row[column.name] for column in columns) for row in made), keys=keys)


def _clauses(found: Sequence[Row], speaker: Speaker) -> Table:
    """Lay out every clause pair under the number of its row; no link leads there and back, since sorting would make it lead elsewhere."""
    whole = evidence(found, speaker)
    columns = (Column("no", 6), *whole.columns[1:-1])
    return Table("Evidence", "", columns, tuple((_number(row[0]), *row[1:-1]) for row in whole.rows), keys=1)


def _number(link: Value) -> Value:
    return link.row + 1 if isinstance(link, Link) else link
