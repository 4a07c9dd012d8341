"""Worksheets: put a table on a sheet of a workbook, readable on the screen and on paper."""

import math
import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from openpyxl.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from mapper.reports.sheets import Column, Differing, Link, Marked, Sheet, Table, Value
from mapper.reports.stacks import MOST_LINES, lines
from mapper.views.text import clean

INK, LINE, HEAD, ENTRY_HEAD, ENTRY, ACCENT = "1F2A37", "D9DEE5", "22405C", "8A5A00", "FFF8E1", "0B5394"
BANDS = {"high": "D5EBDD", "medium": "E6EEF7", "low": "F2F2F2"}
LISTS = "Lists"
MOST_LINKS = 65_000  # Excel drops a sheet's links above 65,530
A3, A4 = 8, 9
A4_WIDTH, A3_WIDTH = 190, 290  # characters that stay readable across a landscape page
_CHANGED = re.compile(r"(\[-.*?-\]|\{\+.*?\+\})")  # words between the marks of a difference
LINE_HEIGHT = 15  # points


def add_styles(book: Workbook) -> None:
    """Add the named styles that every sheet uses."""
    line = Border(bottom=Side(style="thin", color=LINE))
    top = {"vertical": "top"}
    book.add_named_style(NamedStyle("mapper title", font=_font(size=16, bold=True), alignment=Alignment(vertical="center")))
    book.add_named_style(NamedStyle("mapper note", font=_font(size=10, italic=True, color="5B6673"), alignment=Alignment(vertical="top")))
    for name, fill in (("mapper head", HEAD), ("mapper entry head", ENTRY_HEAD)):
        head = NamedStyle(name, font=_font(bold=True, color="FFFFFF"), fill=PatternFill("solid", fgColor=fill))
        head.alignment = Alignment(vertical="center", wrap_text=True)
        book.add_named_style(head)
    sides = {"0": "center", "0.00": "center", "yyyy-mm-dd": "left"}
    for name, wrap, form in (
        ("mapper text", False, "@"),
        ("mapper wrap", True, "General"),
        ("mapper number", False, "0"),
        ("mapper date", False, "yyyy-mm-dd"),
        ("mapper share", False, "0.00"),
    ):
        place = Alignment(wrap_text=wrap, horizontal=sides.get(form), **top)
        plain = NamedStyle(name, font=_font(), border=line, alignment=place, number_format=form)
        book.add_named_style(plain)
    link = NamedStyle("mapper link", font=_font(color=ACCENT, underline="single"), border=line, alignment=Alignment(wrap_text=True, **top))
    book.add_named_style(link)
    entry = NamedStyle("mapper entry", font=_font(), fill=PatternFill("solid", fgColor=ENTRY), border=line, number_format="@")
    entry.alignment, entry.protection = Alignment(wrap_text=True, **top), Protection(locked=False)
    book.add_named_style(entry)


def _font(**more: Any) -> Font:
    return Font(**{"name": "Calibri", "family": 2, "size": 11, "color": INK, **more})


def put_text(cell: Cell, value: str, style: str) -> None:
    """Fill a cell with a text that stays a text, whatever it begins with."""
    cell.style = style
    cell.value = clean(value)
    cell.data_type = "s"
    if value[:1] in ("=", "+", "-", "@"):
        cell.quotePrefix = True  # so that it stays one after somebody edits the cell


def add_sheet(book: Workbook, sheet: Sheet) -> Worksheet:
    """Add a sheet of tables with their titles; the first table's heading is repeated on every printed page."""
    page = book.create_sheet(sheet.name[:31])
    titled = bool(sheet.tables[0].title != sheet.name or sheet.tables[0].note or len(sheet.tables) > 1)
    at = 1
    for table in sheet.tables:
        head = _put_titles(page, table, at) if titled else at
        _put_table(page, table, head)
        if at == 1:
            _set_up(page, sheet.tables, head)
        at = head + len(table.rows) + 3
    return page


def _put_titles(page: Worksheet, table: Table, at: int) -> int:
    put_text(page.cell(at, 1), table.title, "mapper title")
    page.row_dimensions[at].height = 26
    if not table.note:
        return at + 1
    put_text(page.cell(at + 1, 1), table.note, "mapper note")
    return at + 3


def _put_table(page: Worksheet, table: Table, head: int) -> None:
    page.row_dimensions[head].height = 32
    for number, column in enumerate(table.columns, 1):
        put_text(page.cell(head, number), column.name, "mapper entry head" if column.entry else "mapper head")
    links = 0
    for at, row in enumerate(table.rows, head + 1):
        for number, (column, value) in enumerate(zip(table.columns, row, strict=True), 1):
            links += isinstance(value, Link)
            _put(page.cell(at, number), column, value if links < MOST_LINKS or not isinstance(value, Link) else value.text)
        page.row_dimensions[at].height = LINE_HEIGHT * min(MOST_LINES, max(map(_lines, table.columns, row)))


def _width(column: Column) -> int:
    """Leave room for the heading and its filter button."""
    return max(column.width, len(column.name) + 4)


def _lines(column: Column, value: Value) -> int:
    """Estimate how many lines a cell takes."""
    text = value.text if isinstance(value, Link | Marked | Differing) else value
    return lines(text, _width(column)) if isinstance(text, str) and (column.wrap or isinstance(value, Link)) else 1


def _put(cell: Cell, column: Column, value: Value) -> None:
    if isinstance(value, Link):
        _put_link(cell, value)
        return
    if isinstance(value, Marked):
        _put_marked(cell, column, value)
        return
    if isinstance(value, Differing):
        _put_differing(cell, column, value)
        return
    if isinstance(value, int | float):
        cell.style = "mapper share" if isinstance(value, float) else "mapper number"
        cell.value = value
        return
    if isinstance(value, date):
        cell.value = value
        cell.style = "mapper date"
        return
    style = "mapper entry" if column.entry else "mapper wrap" if column.wrap else "mapper text"
    if value:
        put_text(cell, value, style)
    else:
        cell.style = style


def _put_marked(cell: Cell, column: Column, marked: Marked) -> None:
    """Fill a cell with a text of which some words are bold and underlined; it stays a text, and reads as it would without."""
    _put(cell, column, marked.text)
    if marked.spans:
        edges = [0, *(edge for span in marked.spans for edge in span), len(marked.text)]
        parts = [marked.text[start:end] for start, end in pairwise(edges)]
        font = InlineFont(rFont="Calibri", sz=11, color=INK, b=True, u="single")
        cell.value = CellRichText(*(TextBlock(font, part) if number % 2 else part for number, part in enumerate(parts) if part))
        cell.data_type = "s"


def _put_differing(cell: Cell, column: Column, value: Differing) -> None:
    """Fill a cell with a difference: struck and underlined words keep their marks, so that a copy of the text still reads."""
    whole = clean(value.text)
    _put(cell, column, whole)
    parts = [part for part in _CHANGED.split(whole) if part]
    if len(parts) > 1:
        looks = {"[-": InlineFont(rFont="Calibri", sz=11, color=INK, strike=True), "{+": InlineFont(rFont="Calibri", sz=11, color=INK, u="single")}
        cell.value = CellRichText(*(TextBlock(looks[part[:2]], part) if _CHANGED.fullmatch(part) else part for part in parts))
        cell.data_type = "s"


def _put_link(cell: Cell, link: Link) -> None:
    if isinstance(link.text, int):
        cell.style, cell.value = "mapper number", link.text
    else:
        put_text(cell, link.text, "mapper link")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{link.sheet}'!A{link.row + 2}")


def _set_up(page: Worksheet, tables: Sequence[Table], head: int) -> None:
    table = tables[0]
    for number, column in enumerate(table.columns, 1):
        size = page.column_dimensions[get_column_letter(number)]
        size.width, size.hidden = _width(column), column.hidden
    page.freeze_panes = page.cell(head + 1, table.keys + 1)
    page.sheet_view.showGridLines = False
    page.sheet_view.zoomScale = 90
    if len(tables) == 1 and table.rows:
        page.auto_filter.ref = f"A{head}:{get_column_letter(len(table.columns))}{head + len(table.rows)}"
    if len(tables) == 1:
        page.print_title_rows = f"{head}:{head}"
    width = sum(_width(column) for column in table.columns if not column.hidden)
    if table.keys and width > A3_WIDTH:
        page.print_title_cols = f"A:{get_column_letter(table.keys)}"
    lay_out_paper(page, width)


def lay_out_paper(page: Worksheet, width: int) -> None:
    """Print a sheet so many characters wide on landscape pages: A4 or A3, as many side by side as stay readable."""
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", A4 if width <= A4_WIDTH else A3
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = math.ceil(width / A3_WIDTH), 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_margins.left = page.page_margins.right = 0.4
    page.oddFooter.left.text, page.oddFooter.right.text = "&A", "&P / &N"


def colour_counts(page: Worksheet) -> None:
    """Shade the counts of a matrix; the number stays the message."""
    where = f"B1:{get_column_letter(max(2, page.max_column))}{page.max_row}"
    page.conditional_formatting.add(where, ColorScaleRule(start_type="num", start_value=0, start_color="FFFFFF", end_type="max", end_color="7FB8A4"))


def colour_bands(page: Worksheet, table: Table) -> None:
    """Tint the band column by its word; the word stays the message."""
    letter = get_column_letter([column.name for column in table.columns].index("band") + 1)
    for band, colour in BANDS.items():
        rule = CellIsRule(operator="equal", formula=[f'"{band}"'], fill=PatternFill("solid", bgColor=colour, fgColor=colour))
        page.conditional_formatting.add(f"{letter}2:{letter}{max(2, len(table.rows) + 1)}", rule)


def offer_choices(page: Worksheet, table: Table, choices: dict[str, Sequence[str]]) -> None:
    """Give the cells that a person fills their dropdowns, from the hidden sheet of lists."""
    for number, column in enumerate(table.columns, 1):
        if column.choices not in choices or not table.rows:
            continue
        source = get_column_letter(list(choices).index(column.choices) + 1)
        last = len(choices[column.choices]) + 1
        rule = DataValidation(type="list", formula1=f"{LISTS}!${source}$2:${source}${last}", allow_blank=True, showErrorMessage=True)
        rule.errorTitle, rule.error = "Not in the list", f"Choose a {column.choices} from the list, or leave the cell empty."
        letter = get_column_letter(number)
        rule.add(f"{letter}2:{letter}{len(table.rows) + 1}")
        page.add_data_validation(rule)


def guard_columns(page: Worksheet, table: Table) -> None:
    """Refuse what is typed into cells that show something, without locking the sheet: a sheet that is locked cannot be sorted."""
    rule = DataValidation(type="custom", formula1="FALSE", allow_blank=False, showErrorMessage=True)
    rule.errorTitle, rule.error = (
        "Not to be changed",
        "This cell shows what is to be judged. Write into the yellow cells, or into columns of your own.",
    )
    for number, column in enumerate(table.columns, 1):
        if not column.entry and table.rows:
            letter = get_column_letter(number)
            rule.add(f"{letter}2:{letter}{len(table.rows) + 1}")
    if table.rows:
        page.add_data_validation(rule)


def print_on_a4(page: Worksheet) -> None:
    """Print a sheet one page wide, on A4 that lies."""
    page.page_setup.paperSize, page.page_setup.fitToWidth = A4, 1
    page.print_title_cols = None


def protect(page: Worksheet) -> None:
    """Lock all but the cells a person fills; no password: this guards against slips, not against people.

    Allowed are filters, widths, heights and new columns. Sorting and deleting rows would need unlocked cells in Excel: whoever wants them takes the
    protection off, and the file is read back all the same.
    """
    page.protection.enable()
    page.protection.autoFilter = page.protection.insertColumns = False
    page.protection.formatColumns = page.protection.formatRows = False


def add_lists(book: Workbook, choices: dict[str, Sequence[str]]) -> None:
    """Add the hidden sheet that the dropdowns read."""
    page = book.create_sheet(LISTS)
    page.sheet_state = "hidden"
    for number, (name, words) in enumerate(choices.items(), 1):
        for at, word in enumerate((name, *words), 1):
            put_text(page.cell(at, number), word, "mapper text")
