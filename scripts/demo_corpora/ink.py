"""Measure and break text: words in one font, footnote marks raised and glued to their word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from reportlab.pdfbase import pdfdoc, pdfmetrics

ITALIC = {
    "Times-Roman": "Times-Italic",
    "Times-Bold": "Times-BoldItalic",
    "Times-Hard": "Times-Italic",
    "Helvetica": "Helvetica-Oblique",
    "Helvetica-Bold": "Helvetica-BoldOblique",
}
BOLD = {"Times-Roman": "Times-Bold", "Times-Hard": "Times-Bold", "Helvetica": "Helvetica-Bold"}
HARD_HYPHEN = "\u2011"
_PRINTED_HYPHEN = "\u00ad"  # the second hyphen of the standard encoding; our Times-Hard says in ToUnicode that it does not break
_MARK = re.compile(r"\[\^([^\]]+)\]")
_BREAKS = re.compile(r"(?<=[a-z]{3}-)(?=[a-z]{3})")


@dataclass(frozen=True, slots=True)
class Style:
    """Hold how a paragraph looks; lengths in points."""

    font: str = "Times-Roman"
    size: float = 11
    lead: float = 13.2
    align: str = "justify"  # left, right, center
    left: float = 0
    right: float = 0
    first: float = 0
    hang: float = 0  # where the text of a labelled item starts, from `left`
    before: float = 6
    keep: bool = False  # stays with the next block
    underline: bool = False

    def but(self, **changes: object) -> "Style":
        """Make the same style with some things changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Run:
    """Hold a piece of a line in one font; `note` is set where the piece is a footnote mark."""

    text: str
    font: str
    size: float
    rise: float = 0
    note: str = ""

    @property
    def width(self) -> float:
        """Measure the piece."""
        return width(self.text, self.font, self.size)

    @property
    def printed(self) -> str:
        """Say which characters go into the file."""
        return self.text.replace(HARD_HYPHEN, _PRINTED_HYPHEN)


Word = tuple[tuple[Run, ...], bool]  # the pieces, and whether a blank follows


@dataclass(frozen=True, slots=True)
class Line:
    """Hold the words of one line, how far it is indented and how wide its blanks are stretched."""

    words: tuple[Word, ...]
    x: float
    stretch: float

    @property
    def notes(self) -> tuple[str, ...]:
        """Name the footnotes that hang on this line."""
        return tuple(run.note for runs, _ in self.words for run in runs if run.note)

    def runs(self) -> Iterator[Run]:
        """Yield the pieces with their blanks, none after the last."""
        last = len(self.words) - 1
        for number, (runs, blank) in enumerate(self.words):
            *head, tail = runs
            yield from head
            if not blank or number == last:
                yield tail
            elif tail.note:
                yield tail
                yield replace(runs[0], text=" ")
            else:
                yield replace(tail, text=tail.text + " ")


@cache
def width(text: str, font: str, size: float) -> float:
    """Measure a text in a built-in font."""
    return float(pdfmetrics.stringWidth(text.replace(HARD_HYPHEN, "-"), font, size))


def words(text: str, style: Style) -> list[Word]:
    """Cut a text into words; a compound may break after its hyphen, a mark never leaves its word."""
    found: list[Word] = []
    for raw in filter(None, text.split(" ")):
        parts = _BREAKS.split(raw)
        found += [(tuple(_runs(part, style)), number == len(parts) - 1) for number, part in enumerate(parts)]
    return found


def _runs(word: str, style: Style) -> Iterator[Run]:
    for number, piece in enumerate(_MARK.split(word)):
        if number % 2:
            yield Run(piece, style.font, round(style.size * 0.62, 1), round(style.size * 0.36, 1), piece)
        elif piece:
            yield Run(piece, style.font, style.size)


def lines(text: str, style: Style, measure: float) -> list[Line]:
    """Break a text into lines of a measure."""
    indent = style.left + style.hang
    rows: list[tuple[list[Word], float]] = [([], style.first)]
    room = measure - indent - style.right
    blank = width(" ", style.font, style.size)
    used = style.first
    for word in words(text, style):
        wide = sum(run.width for run in word[0])
        if rows[-1][0] and used + wide > room + 0.01:
            rows.append(([], 0.0))
            used = 0.0
        rows[-1][0].append(word)
        used += wide + (blank if word[1] else 0)
    last = len(rows) - 1
    return [_line(row, style, room - first, indent + first, number == last) for number, (row, first) in enumerate(rows)]


def _line(row: list[Word], style: Style, room: float, x: float, last: bool) -> Line:
    blank = width(" ", style.font, style.size)
    gaps = sum(1 for _, spaced in row[:-1] if spaced)
    spare = room - sum(run.width for runs, _ in row for run in runs) - gaps * blank
    if style.align == "center":
        return Line(tuple(row), x + spare / 2, 0)
    if style.align == "right":
        return Line(tuple(row), x + spare, 0)
    stretch = spare / gaps if style.align == "justify" and not last and gaps and spare < gaps * blank * 2.5 else 0
    return Line(tuple(row), x, stretch)


class _HardFont(pdfmetrics.Font):  # type: ignore[misc]
    """Print Times with a ToUnicode table that reads the second hyphen as the non-breaking one."""

    def addObjects(self, doc: pdfdoc.PDFDocument) -> None:  # noqa: N802 - reportlab's name
        super().addObjects(doc)
        table = doc.fontMapping[self.fontName].lstrip("/")
        stream = pdfdoc.PDFStream(content=_to_unicode())
        doc.idToObject["BasicFonts"].dict[table].ToUnicode = doc.Reference(stream, f"{table}:unicode")


def _to_unicode() -> bytes:
    codes = [code for code in range(32, 256) if code != 0xAD and bytes([code]).decode("cp1252", "ignore")]
    pairs = [f"<{code:02X}> <{ord(bytes([code]).decode('cp1252')):04X}>" for code in codes] + [f"<AD> <{ord(HARD_HYPHEN):04X}>"]
    chunks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    body = "\n".join(f"{len(chunk)} beginbfchar\n" + "\n".join(chunk) + "\nendbfchar" for chunk in chunks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Hard def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<00> <FF>\nendcodespacerange\n{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")


def register() -> None:
    """Make the font known; calling it again does nothing."""
    if "Times-Hard" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(_HardFont("Times-Hard", "Times-Roman", "WinAnsiEncoding"))
