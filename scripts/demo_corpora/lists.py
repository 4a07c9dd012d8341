"""Print the list of activities and events as a workbook, the same bytes each time."""

import csv
import io
import re
import zipfile
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

_EPOCH = (1980, 1, 1, 0, 0, 0)
_COLUMNS = {  # the source column, what the list prints over it, how wide
    "id": ("No.", 8),
    "kind": ("Type", 10),
    "title": ("Title", 46),
    "description": ("Description", 80),
    "organiser": ("Organiser", 22),
    "sectors": ("Sectors", 10),
    "place": ("Place", 18),
    "start": ("Start", 12),
    "end": ("End", 12),
}
_WRAPPED = ("title", "description")
_DATES = ("start", "end")


def activities(folder: Path, source: Path) -> str:
    """Write the workbook: a title row, a blank one, the header, then one row an activity. Themes and links stay out: they are gold."""
    book = Workbook()
    sheet = book.active
    if not isinstance(sheet, Worksheet):
        raise TypeError("a new workbook has one sheet")
    sheet.title = "Activities"
    sheet["A1"] = "Activities and events of the three Sectors and the General Secretariat, 2018-2023"
    sheet["A1"].font = Font(bold=True, size=14)
    for column, (name, wide) in enumerate(_COLUMNS.values(), start=1):
        cell = sheet.cell(3, column, name)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="DDE6F0")
        sheet.column_dimensions[get_column_letter(column)].width = wide
    for number, row in enumerate(rows(source), start=4):
        for column, name in enumerate(_COLUMNS, start=1):
            _fill(sheet, number, column, name, row[name])
    sheet.freeze_panes = "A4"
    book.properties.creator = "mapper demo corpora"
    book.properties.created = datetime(2024, 1, 1)
    stream = io.BytesIO()
    book.save(stream)
    (folder / "activities.xlsx").write_bytes(frozen(stream.getvalue()))
    return "activities.xlsx"


def rows(source: Path) -> list[dict[str, str]]:
    """Read the list as it was written, gold columns included."""
    with source.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _fill(sheet: Worksheet, row: int, column: int, name: str, value: str) -> None:
    cell = sheet.cell(row, column)
    cell.value = date.fromisoformat(value) if name in _DATES and value else value or None
    if name in _DATES:
        cell.number_format = "DD/MM/YYYY"
    cell.alignment = Alignment(wrap_text=name in _WRAPPED, vertical="top")


def frozen(raw: bytes) -> bytes:
    """Take the clock out of an Office file: every entry and both dates of the core properties."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2024-01-01T00:00:00Z", content)
            fixed = zipfile.ZipInfo(entry.filename, _EPOCH)
            fixed.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(fixed, content)
    return stream.getvalue()
