"""Cells: what CSV and XLSX files hold, row by row, whatever their encoding and delimiter; each value is text and never a formula."""

import csv
import io
import re
import zipfile
import zlib
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any
from xml.parsers.expat import ExpatError

from mapper.errors import MISSING, UnreadableSource, few
from mapper.extractors import sheetfacts

SEARCHED = 20  # rows: so far down a header may stand
ROWS = 100_000
_COLUMNS = 200
_DELIMITERS = "\t;,|"
_END = "\x1a"
_ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})


@dataclass(frozen=True)
class Table:
    """Hold the rows of one sheet as lists of cells; `name` is empty where a file has but one."""

    name: str
    rows: Sequence[Sequence[str]]
    problems: tuple[str, ...] = ()
    links: Mapping[int, str] = field(default_factory=dict)  # by row, counted from 0
    across: frozenset[int] = frozenset()  # rows of which one merged cell makes several


def workbook(path: Path, text: Callable[[Any], str] | None = None) -> list[Table]:
    """Read the sheets of an XLSX file, hidden ones too; a merged cell says the same in every row and column that it covers.

    `text` writes the value of a cell, on one line if left out.
    """
    with opened(path) as book:
        facts = sheetfacts.read(path)
        return [_told(sheet(page, text or text_of), facts.get(page.title) or sheetfacts.Facts(), page.sheet_state) for page in book.worksheets]


def _told(table: Table, facts: sheetfacts.Facts, state: str) -> Table:
    """Spread merged cells, and tell what a reader of the sheet would not see or not expect."""
    rows = [list(row) for row in table.rows]
    merged = sorted(area for area in facts.merged if area.top < len(rows) and area.left < _COLUMNS)
    for area in merged:
        _spread(rows, area)
    where = f"sheet {table.name!r}"
    told = [f"{where} is hidden and was read as the others; take it out if it does not belong"] if state != "visible" and any(map(any, rows)) else []
    told += _hidden(where, [str(row + 1) for row in facts.hidden_rows if row < len(rows) and any(rows[row])], "row")
    told += _hidden(where, [letters(column) for column in facts.hidden_columns if any(row[column] for row in rows if column < len(row))], "column")
    if tall := [place(area.top, area.left) for area in merged if area.bottom > area.top and rows[area.top][area.left]]:
        told.append(f"{where} has merged cells ({few(tall)}): each counts for every row that it covers")
    if empty := [place(row, column) for row, column in facts.formulas if row < len(rows) and not "".join(rows[row][column : column + 1])]:
        told.append(f"{MISSING}{where} has formulas whose results are not saved ({few(empty)}); open the file in a spreadsheet program and save it")
    if wrong := [place(row, column) for row, cells in enumerate(rows) for column, text in enumerate(cells) if text in _ERRORS]:
        told.append(f"{MISSING}{where} has formulas that end in an error ({few(wrong)}): they count as empty; mend them")
        rows = [["" if text in _ERRORS else text for text in cells] for cells in rows]
    across = frozenset(area.top for area in merged if area.right > area.left)
    return replace(table, rows=rows, problems=(*table.problems, *told), links=facts.links, across=across)


def _spread(rows: list[list[str]], area: sheetfacts.Area) -> None:
    """Write the value of a merged cell into all that it covers, as far as there are rows."""
    value = "".join(rows[area.top][area.left : area.left + 1])
    right = min(area.right, _COLUMNS - 1) + 1
    for row in rows[area.top : area.bottom + 1] if value else ():
        row.extend([""] * (right - len(row)))
        row[area.left : right] = [value] * (right - area.left)


def _hidden(where: str, found: Sequence[str], what: str) -> list[str]:
    said = f"{where} has hidden {what}{'' if len(found) == 1 else 's'} ({few(found)}): read as the others; take out what does not belong"
    return [said] if found else []


def place(row: int, column: int) -> str:
    """Name a cell, counted from 0, as spreadsheets do: C7."""
    return f"{letters(column)}{row + 1}"


def letters(column: int) -> str:
    """Name a column, counted from 0, as spreadsheets do: A, Z, AA."""
    name = ""
    while column >= 0:
        column, last = divmod(column, 26)
        name, column = chr(ord("A") + last) + name, column - 1
    return name


@contextmanager
def opened(path: Path) -> Iterator[Any]:
    """Open an XLSX file to read the values of its cells; what is wrong with it is one sentence, whenever it shows."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    damage = (
        InvalidFileException,
        zipfile.BadZipFile,
        zlib.error,
        LookupError,
        ArithmeticError,
        ValueError,
        TypeError,
        AttributeError,
        OSError,
        EOFError,
        SyntaxError,
        ExpatError,
    )
    try:
        book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
        try:
            yield book
        finally:
            book.close()
    except damage as error:
        raise UnreadableSource(f"{path.name} is not a workbook that can be read; open it and save it anew as XLSX") from error


def sheet(page: Any, text: Callable[[Any], str] | None = None, rows: int = ROWS + 1) -> Table:
    """Read one sheet of a workbook that is open, or its first rows."""
    return _table(page.title, page.iter_rows(max_row=rows, max_col=_COLUMNS, values_only=True), text or text_of)


def _table(name: str, rows: Iterator[Sequence[Any]], text: Callable[[Any], str], *problems: str) -> Table:
    """Take so many rows as a list may have, and tell where there are more."""
    kept = [[text(value) for value in row] for row in islice(rows, ROWS)]
    if any(text_of(value) for row in rows for value in row):
        problems = (*problems, f"{MISSING}only the first {ROWS} rows{f' of sheet {name!r}' if name else ''} were read; split the list")
    return Table(name, kept, problems)


def text_of(value: Any) -> str:
    """Give the value of a cell as text on one line: a date as 2026-01-31, a whole number without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return (value.date() if isinstance(value, datetime) else value).isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return re.sub(r"\s+", " ", str(value)).strip()


def delimited(path: Path, fits: Callable[[Sequence[Sequence[str]]], int]) -> Table:
    """Read a CSV file; the delimiter is the one with which its first rows fit best: `fits` says how well."""
    return parted(path.name, *decoded(path), fits=fits)


def parted(
    name: str,
    text: str,
    problems: Sequence[str] = (),
    *,
    fits: Callable[[Sequence[Sequence[str]]], int],
    write: Callable[[Any], str] | None = None,
) -> Table:
    """Part a text into rows and cells, by the delimiter with which its first rows fit best; `write` gives a cell, on one line if left out."""
    delimiter = max(_DELIMITERS, key=lambda each: (fits(_head(text, each)), text[:4096].count(each)))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        table = _table("", reader, write or text_of, *problems)
        return replace(table, problems=(*table.problems, *_unclosed(text, delimiter)))
    except csv.Error as error:
        where = f"near line {reader.line_num} a cell has no end"
        raise UnreadableSource(f"{name} is not a table that can be read: {where}; look for a quotation mark that is not closed") from error


def decoded(path: Path) -> tuple[str, tuple[str, ...]]:
    """Decode UTF-8, the UTF-16 that office programs call Unicode, or the Western encoding that they write without a word."""
    raw = path.read_bytes()
    if raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return raw.decode("utf-16", "replace"), ()
    if b"\0" in raw[:4096]:
        raise UnreadableSource(f"{path.name} is not a text file, whatever its name says; save it as CSV in UTF-8")
    try:
        return raw.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        told = "the file is not UTF-8 and was read as Western European (Windows-1252); look at its accents, or save it as CSV UTF-8"
        return raw.decode("cp1252", "replace"), (told,)


def _head(text: str, delimiter: str) -> list[list[str]]:
    """Give the first rows; none where this delimiter makes none."""
    try:
        return [[text_of(value) for value in row] for row in islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), SEARCHED)]
    except csv.Error:
        return []


def _unclosed(text: str, delimiter: str) -> Iterator[str]:
    """Tell of a quotation mark that is never closed, which makes one cell of all that follows it: it would swallow one more row."""
    reader = csv.reader(io.StringIO(f"{text}\n{_END}", newline=""), delimiter=delimiter)
    begun, line, last = 0, 0, [_END]
    for row in reader:
        begun, line, last = line, reader.line_num, row
    if last != [_END]:
        yield f"{MISSING}the quotation mark in line {begun + 1} is not closed: what follows it was read as one cell"
