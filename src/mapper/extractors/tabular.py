"""Tables: lists of activities and events from CSV and XLSX; each row is a document, each value text and never a formula."""

import csv
import io
import re
import tomllib
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from mapper.errors import MISSING, UnreadableSource
from mapper.extractors import citations, naming
from mapper.extractors.context import Hints
from mapper.extractors.grammar import Reading
from mapper.profiles import language_of, organisations
from mapper.types import Clause, Document, Edition, Kind, Part, SourceFile, Status

_ROWS = 100_000
_COLUMNS = 200
_SEARCHED = 20  # rows: so far down a header may stand
_LEAST = 3  # columns that a header must name
_DATE = re.compile(r"(?P<d>\d{1,2})[./ ](?P<m>\d{1,2}|[^\W\d_]{3,})[./ ,]+(?P<y>\d{4})$|(?P<y2>\d{4})-(?P<m2>\d{1,2})-(?P<d2>\d{1,2})(?:[T ].*)?$")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WORK = "activity"  # an activity that becomes an event in the next list keeps its id
_DETAILS = ("organiser", "sectors", "place", "start", "end", "themes", "related")


@dataclass(frozen=True)
class _Names:
    columns: Mapping[str, str]
    required: tuple[str, ...]
    kinds: Mapping[str, Kind]


@cache
def _names() -> _Names:
    raw = tomllib.loads((resources.files("mapper.profiles") / "lists.toml").read_text(encoding="utf-8"))
    columns = {alias: name for name, aliases in raw["columns"].items() for alias in aliases}
    kinds = {word: Kind(kind) for kind, words in raw["kinds"].items() for word in words}
    return _Names(columns, tuple(raw["required"]), kinds)


def read(path: Path, source: SourceFile, hints: Hints) -> Reading:
    """Make a document of each row of the first table that has a header; rows without a title are told."""
    tables = _workbook(path) if path.suffix.lower() == ".xlsx" else [("", list(_text(path)))]
    documents: list[Document] = []
    problems: list[str] = []
    for sheet, rows in tables:
        header = _header(rows)
        if header is None:
            problems += [f"sheet {sheet!r} has no row of column names that is understood; name a column Title"] if any(rows) else []
            continue
        documents += _documents(rows, header, source, hints, problems)
    return Reading(_distinct(documents), tuple(problems))


def _distinct(documents: Sequence[Document]) -> tuple[Document, ...]:
    return tuple({document.id: document for document in reversed(documents)}.values())[::-1]


def _workbook(path: Path) -> list[tuple[str, list[list[str]]]]:
    from openpyxl.utils.exceptions import InvalidFileException

    damage = (
        InvalidFileException,
        zipfile.BadZipFile,
        zlib.error,
        LookupError,
        ValueError,
        TypeError,
        AttributeError,
        OSError,
        EOFError,
        SyntaxError,
    )
    try:
        return list(_worksheets(path))
    except damage as error:
        raise UnreadableSource(f"{path.name} is not a workbook that can be read; open it and save it anew as XLSX") from error


def _worksheets(path: Path) -> Iterator[tuple[str, list[list[str]]]]:
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
    try:
        for sheet in book.worksheets:
            rows = sheet.iter_rows(max_row=_ROWS, max_col=_COLUMNS, values_only=True)
            yield sheet.title, [[_cell(value) for value in row] for row in rows]
    finally:
        book.close()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return (value.date() if isinstance(value, datetime) else value).isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return re.sub(r"\s+", " ", str(value)).strip()


def _text(path: Path) -> Iterator[list[str]]:
    """Read CSV in UTF-8, or in the Western encoding that office programs write; the delimiter is the one of the header."""
    raw = path.read_bytes()
    if b"\0" in raw[:4096]:
        raise UnreadableSource(f"{path.name} is not a text file, whatever its name says; save it as CSV in UTF-8")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")
    head = text[:4096]
    delimiter = max("\t;,|", key=head.count)
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)):
            if number >= _ROWS:
                return
            yield [_cell(value) for value in row]
    except csv.Error as error:
        raise UnreadableSource(f"{path.name} is not a table that can be read ({error}); save it as CSV in UTF-8") from error


def _header(rows: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]] | None:
    """Find the row that names the columns; titles may stand above it."""
    names = _names()
    for place, row in enumerate(rows[:_SEARCHED]):
        found: dict[str, int] = {}
        for column, value in enumerate(row):
            name = names.columns.get(value.casefold().strip(" :*"))
            if name and name not in found:
                found[name] = column
        if len(found) >= _LEAST and all(name in found for name in names.required):
            return place, found
    return None


def _documents(
    rows: Sequence[Sequence[str]], header: tuple[int, dict[str, int]], source: SourceFile, hints: Hints, problems: list[str]
) -> Iterator[Document]:
    place, columns = header
    for number, row in enumerate(rows[place + 1 :], start=place + 2):
        values = {name: row[column] for name, column in columns.items() if column < len(row) and row[column]}
        if values.get("title"):
            yield _document(values, number, source, hints)
        elif values:
            problems.append(f"{MISSING}row {number} has no title and was left out")


def _document(values: dict[str, str], number: int, source: SourceFile, hints: Hints) -> Document:
    said = values.get("kind", "").casefold() or hints.kind
    kind = _names().kinds.get(said) or next((kind for word, kind in _names().kinds.items() if word in said), Kind.ACTIVITY)
    name = naming.slug(values.get("id", "")) or f"row-{number}-{naming.slug(values['title'], 40)}"
    work = f"{_WORK}/{name}"
    start, end = _date(values.get("start", "")), _date(values.get("end", ""))
    details = {**values, "start": start or values.get("start", ""), "end": end or values.get("end", "")}
    text = values.get("description", "") or values["title"]
    year = int(start[:4]) if start else None
    document = Document(
        id=work,
        kind=kind,
        body=hints.body,
        number=values.get("id", str(number)),
        title=values["title"],
        edition=Edition(hints.edition, values.get("place", ""), year),
        language=language_of(f"{values['title']} {text}") or "en",
        status=Status.IN_FORCE,
        source=source,
        pages=(1, 1),
        clauses=(Clause(f"{work}#description", Part.BODY, "", "", "", 0, text, 1, None),),
        sector=_sector(values.get("sectors", "")),
        details=tuple((name, details[name]) for name in _DETAILS if details.get(name)),
    )
    return _cited(document, values.get("related", ""))


def _cited(document: Document, related: str) -> Document:
    """Add what the text and the column of related texts name."""
    profile = organisations()[0]
    found = citations.find(document, profile)
    if related:
        place = f"{document.id}#related"
        also = citations.find(replace(document, clauses=(Clause(place, Part.RELATIONS, "", "", "", 0, related, 1, None),)), profile)
        found = (*found, *also)
    return replace(document, citations=found)


def _sector(sectors: str) -> str:
    """Name the Sector of an activity that has but one."""
    parts = [part for part in re.split(r"[;,/\s]+", sectors) if part]
    known = {body.sector for organisation in organisations() for body in organisation.bodies}
    code = parts[0].rpartition("-")[2] if len(parts) == 1 else ""
    return code if code in known else ""


def _date(text: str) -> str:
    """Write a date as 2019-05-01; empty where it is none."""
    found = _DATE.search(text.strip())
    if found is None:
        return ""
    year, month, day = (found[name] or found[f"{name}2"] for name in ("y", "m", "d"))
    if not month.isdigit():
        month = str(_MONTHS.index(month[:3].lower()) + 1) if month[:3].lower() in _MONTHS else "0"
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
