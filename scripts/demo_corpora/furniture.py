"""Heads and feet of pages, as each series prints them."""

from collections.abc import Callable

from demo_corpora.ink import BOLD, Style, lines, width
from demo_corpora.page import Glyphs, Mark, Sheet

Furniture = Callable[[Sheet, int, str], list[Mark]]
_HEAD = 34  # from the edge of the sheet to the baseline
_FOOT = 30


def at(sheet: Sheet, text: str, y: float, style: Style, align: str = "left", shift: float = 0) -> Mark:
    """Place one line against the left margin, the right margin or the middle."""
    loose = style.but(align="left", left=0, right=0, first=0, hang=0)
    spare = sheet.measure - width(text, style.font, style.size)
    x = {"left": shift, "right": spare - shift, "center": spare / 2}[align]
    return Glyphs(lines(text, loose, 5000)[0], sheet.left + x, y)


def book_head(sheet: Sheet, number: int, running: str) -> list[Mark]:
    """Print `272  Res. 136` on even pages and `Res. 136  273` on odd ones, at the outer edge of the head."""
    style = sheet.body.but(size=10)
    side = "right" if number % 2 else "left"
    return [at(sheet, str(number), _HEAD, style, side), *([at(sheet, running, _HEAD, style, side, 44)] if running else [])]


def right_head(sheet: Sheet, number: int, running: str) -> list[Mark]:
    """Print the running text and the number at the right of every head."""
    style = sheet.body.but(size=10)
    wide = width(str(number), style.font, style.size)
    return [*([at(sheet, running, _HEAD, style, "right", wide + 20)] if running else []), at(sheet, str(number), _HEAD, style, "right")]


def assembly_foot(tag: str) -> Furniture:
    """Print `WTSA-16 – Resolution 73     1`; on even pages the number comes first."""

    def foot(sheet: Sheet, number: int, running: str) -> list[Mark]:
        y = sheet.height - _FOOT
        bold = sheet.body.but(font=BOLD[sheet.body.font], size=10)
        side = "right" if number % 2 else "left"
        return [at(sheet, f"{tag} – {running}", y, bold, side, 34), at(sheet, str(number), y, bold.but(font=sheet.body.font), side)]

    return foot


def conference_foot(sheet: Sheet, number: int, running: str) -> list[Mark]:
    """Print the running text and `PAGE 2` at both ends of the foot."""
    y = sheet.height - _FOOT
    style = sheet.body.but(size=9)
    ends = ("left", "right") if number % 2 else ("right", "left")
    return [at(sheet, running, y, style, ends[0]), at(sheet, f"PAGE {number}", y, style, ends[1])]


def paper_head(symbol: str) -> Furniture:
    """Print `– 5 –` over the document number, in the middle of the head."""

    def head(sheet: Sheet, number: int, _running: str) -> list[Mark]:
        style = sheet.body.but(size=9.5)
        return [at(sheet, f"– {number} –", _HEAD - 6, style, "center"), at(sheet, symbol, _HEAD + 6, style, "center")]

    return head


def page_head(symbol: str) -> Furniture:
    """Print the document number and `Page 2` at both ends of the head."""

    def head(sheet: Sheet, number: int, _running: str) -> list[Mark]:
        style = sheet.body.but(size=9)
        return [at(sheet, symbol, _HEAD, style), at(sheet, f"Page {number}", _HEAD, style, "right")]

    return head


def regulations(sheet: Sheet, number: int, running: str) -> list[Mark]:
    """Print the number of the text at the outer edge of the head, the page in the middle of the foot."""
    style = sheet.body.but(size=10)
    side = "right" if number % 2 else "left"
    return [
        *([at(sheet, running, _HEAD, style.but(font=BOLD[style.font]), side)] if running else []),
        at(sheet, f"– {number} –", sheet.height - _FOOT, style, "center"),
    ]
