"""Workbooks: the sheet Review of a workbook that came back, with what its properties say of the moment in which it was written."""

from pathlib import Path
from typing import Any

from mapper.errors import UnreadableSource
from mapper.extractors import cells
from mapper.extractors.reading import check_archive
from mapper.reports.checksum import ROW
from mapper.reports.readme import SCHEMA
from mapper.reports.xlsx import EVENTS, LAYOUT, RUN
from mapper.returns import lists
from mapper.returns.answers import Returned

_SHEET = "review"


def read(path: Path) -> Returned:
    """Read the values of the sheet Review; formulas are never worked out."""
    check_archive(path, path.name, "xl/")
    with cells.opened(path) as book:
        told = {prop.name: prop.value for prop in book.custom_doc_props.props}
        _hold_to_layout(path.name, told.get(LAYOUT))
        table = _review(book, path.name)
    return Returned(tuple(lists.answers(table, events=_count(told.get(EVENTS)), run=str(told.get(RUN) or ""))), table.problems)


def _hold_to_layout(name: str, layout: object) -> None:
    """Refuse a workbook of another layout, in which other cells are filled beforehand; some office programs write the number with a point."""
    told = str(layout or SCHEMA).removesuffix(".0")
    if told != SCHEMA:
        raise UnreadableSource(f"{name} has file layout {told}, and workbooks of layout {SCHEMA} are read: export anew, and fill that one")


def _count(value: object) -> int | None:
    """Read a whole number, which some office programs write with a point; None where it is none."""
    return int(value) if isinstance(value, int | float) and value >= 0 and float(value).is_integer() else None


def _review(book: Any, name: str) -> cells.Table:
    """Find the sheet by its name, else by its columns: it may have been moved or renamed. A list of pairs is the only sheet of its file."""
    pages = sorted(book.worksheets, key=lambda page: page.title.strip().casefold() != _SHEET)
    for table in map(cells.sheet, pages):
        if lists.head(table, ROW) is not None or (len(pages) == 1 and lists.head(table) is not None):
            return table
    names = ", ".join(page.title for page in pages)
    told = f"{name} has no sheet Review with the columns row_id and decision, only {names}"
    raise UnreadableSource(f"{told}; import the file that `mapper export xlsx` wrote, tables of other layouts are not read yet")
