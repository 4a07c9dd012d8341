"""Workbooks: the sheet Review of a workbook that came back, with what its properties say of the moment in which it was written."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time
from pathlib import Path
from typing import Any

from mapper.errors import UnreadableSource
from mapper.extractors import cells, sheetfacts
from mapper.extractors.reading import check_archive
from mapper.reports.checksum import CHECKSUM, ENTRIES, ROW, SHOWN, VISIBLE
from mapper.reports.stamps import BOOK
from mapper.returns import layouts, lists
from mapper.returns.answers import Foreign, Origin, Returned

_SHEET = "review"
_FORMULA = "the cell holds a formula, and none is ever worked out: write the word itself"
_MERGED = "the cell is merged with others, so that nobody can tell for which row it speaks: part them again, and fill each row by itself"
_DATED = "the cell holds a date, as spreadsheet programs make of what looks like one: write the word again"


def read(path: Path) -> Returned:
    """Read the values of the sheet Review; formulas are never worked out."""
    check_archive(path, path.name, "xl/")
    with cells.opened(path) as book:
        told = {prop.name: prop.value for prop in book.custom_doc_props.props}
        run, head, reviewer = (str(told.get(name) or "") for name in (BOOK.run, BOOK.head, BOOK.reviewer))
        origin = Origin(run, _count(told.get(BOOK.events)), head, reviewer)
        table, page = _review(book, path.name, ours=bool(origin.run))
        layouts.hold_to(path.name, told.get(BOOK.layout))
        columns = _entries(table)
        facts = sheetfacts.read(path).get(page.title) or sheetfacts.Facts()
        dated = dict(_dated(page, columns))
        notes = (*table.problems, *_dates(table, columns, dated), *_twins(book, page), *_unsigned(table))
    answers = lists.answers(table, events=origin.events, run=origin.run, barred=_barred(facts, columns, dated, len(table.rows)))
    return Returned(tuple(answers), notes, origin=origin)


def _count(value: object) -> int | None:
    """Read a whole number, which some office programs write with a point; None where it is none."""
    return int(value) if isinstance(value, int | float) and value >= 0 and float(value).is_integer() else None


def _review(book: Any, name: str, *, ours: bool) -> tuple[cells.Table, Any]:
    """Find the sheet by its name, else by its columns: it may have been moved or renamed. A list of pairs is the only sheet of its file.

    A file of `ours` without it, known by its properties, was damaged by hand; any other may be a table of other people's.
    """
    pages = sorted(book.worksheets, key=lambda page: page.title.strip().casefold() != _SHEET)
    for page in pages:
        table = cells.sheet(page)
        if lists.head(table, ROW) is not None or (len(pages) == 1 and lists.head(table) is not None):
            return table, page
    names = ", ".join(page.title for page in pages)
    told = f"{name} has no sheet Review with the columns row_id and decision, only {names}"
    if ours:
        raise UnreadableSource(f"{told}: that sheet, or its row of column names, was taken out; put it back, or fill a file that is exported anew")
    raise Foreign(f"{told}; import the file that `mapper export xlsx` wrote, tables of other layouts are not read yet")


def _entries(table: cells.Table) -> dict[str, int]:
    """Say in which columns stands what a person fills, and the id of the row."""
    at = lists.head(table)
    found = lists.columns_of(table.rows[at]) if at is not None else {}
    return {name: found[name] for name in (ROW, *ENTRIES) if name in found}


def _twins(book: Any, page: Any) -> Iterator[str]:
    """Tell of further sheets like the one that is read, such as a copy that somebody filled in: nothing of them is taken."""
    for other in book.worksheets:
        if other.title != page.title and lists.head(cells.sheet(other, rows=cells.SEARCHED), ROW) is not None:
            yield f"sheet {other.title!r} has the columns of {page.title!r} too and was not read: if it was filled in, import it as a file of its own"


def _unsigned(table: cells.Table) -> Iterator[str]:
    """Tell where the columns were taken out that sign what a row shows."""
    at = lists.head(table, ROW)
    names = set(map(lists.named, table.rows[at])) if at is not None else {CHECKSUM}
    gone = [CHECKSUM] * (CHECKSUM not in names) + [SHOWN] * (SHOWN not in names and not names.isdisjoint(VISIBLE))
    if gone:
        yield f"taken out was {' and '.join(gone)}: whether what is shown beside the cells was edited cannot be told of any row"


def _dated(page: Any, columns: Mapping[str, int]) -> Iterator[tuple[tuple[int, int], date | time]]:
    """Find the cells of a person that hold a date or a time."""
    wanted = [place for name, place in columns.items() if name != ROW]
    for number, row in enumerate(page.iter_rows(max_row=cells.ROWS, max_col=max(wanted, default=0) + 1, values_only=True)):
        for place in wanted:
            if place < len(row) and isinstance(row[place], date | time):
                yield (number, place), row[place]


def _barred(facts: sheetfacts.Facts, columns: Mapping[str, int], dated: Mapping[tuple[int, int], object], rows: int) -> dict[tuple[int, int], str]:
    """Say of each cell that a person fills why it cannot be read: it is computed, merged, or was made a date of."""
    free = {columns[name] for name in ("comment",) if name in columns}
    entries = {place for name, place in columns.items() if name != ROW}
    found = {place: _DATED for place in dated if place[1] not in free}
    for area in facts.merged:
        covered = [place for place in columns.values() if area.left <= place <= area.right]
        if area.bottom > area.top or len(covered) > 1:
            found |= {(row, place): _MERGED for row in range(area.top, min(area.bottom, rows) + 1) for place in covered}
    return found | {(row, place): _FORMULA for row, place in facts.computed if place in entries}


def _dates(table: cells.Table, columns: Mapping[str, int], dated: Mapping[tuple[int, int], date | time]) -> Sequence[str]:
    """Tell of comments that a spreadsheet program made dates of: what was typed is not in the file any more."""
    found = [(row, place) for row, place in dated if place == columns.get("comment")]
    told = "holds a date; it is kept as one, and if something else was typed, write it again with an apostrophe before it"
    return [f"{table.name}!{cells.place(row, place)} {told}" for row, place in found]
