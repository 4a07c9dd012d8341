"""Cells: what CSV and XLSX files hold, row by row, whatever their encoding and delimiter; each value is text and never a formula."""

import csv
import io
import re
import zipfile
import zlib
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from mapper.errors import MISSING, UnreadableSource

SEARCHED = 20  # rows: so far down a header may stand
_ROWS = 100_000
_COLUMNS = 200
_DELIMITERS = "\t;,|"
_END = "\x1a"


@dataclass(frozen=True)
class Table:
    """Hold the rows of one sheet as lists of cells; `name` is empty where a file has but one."""

    name: str
    rows: Sequence[Sequence[str]]
    problems: tuple[str, ...] = ()


def workbook(path: Path) -> list[Table]:
    """Read the sheets of an XLSX file."""
    with opened(path) as book:
        return [sheet(page) for page in book.worksheets]


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
    )
    try:
        book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
        try:
            yield book
        finally:
            book.close()
    except damage as error:
        raise UnreadableSource(f"{path.name} is not a workbook that can be read; open it and save it anew as XLSX") from error


def sheet(page: Any) -> Table:
    """Read one sheet of a workbook that is open."""
    return _table(page.title, page.iter_rows(max_row=_ROWS + 1, max_col=_COLUMNS, values_only=True))


def _table(name: str, rows: Iterator[Sequence[Any]], *problems: str) -> Table:
    """Take so many rows as a list may have, and tell where there are more."""
    kept = [[text_of(value) for value in row] for row in islice(rows, _ROWS)]
    if any(text_of(value) for row in rows for value in row):
        problems = (*problems, f"{MISSING}only the first {_ROWS} rows{f' of sheet {name!r}' if name else ''} were read; split the list")
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


def parted(name: str, text: str, problems: Sequence[str] = (), *, fits: Callable[[Sequence[Sequence[str]]], int]) -> Table:
    """Part a text into rows and cells, by the delimiter with which its first rows fit best."""
    delimiter = max(_DELIMITERS, key=lambda each: (fits(_head(text, each)), text[:4096].count(each)))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        table = _table("", reader, *problems)
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
