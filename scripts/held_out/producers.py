"""Producers: programs that make a PDF, each of them only where it is installed."""

import atexit
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from demo_corpora import word
from demo_corpora.text import Text
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from held_out.designs import DESIGNS, Design
from held_out.pages import page

LIMIT = 600  # seconds a file
_ROOM = 200  # points: a column of a Word file is so wide at least
_COLUMNS = next(design for design in DESIGNS if design.name == "ragged columns")

_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <selectfont><rejectfont><pattern><patelt name="family"><string>Standard Symbols PS</string></patelt></pattern></rejectfont></selectfont>
</fontconfig>
"""

Producer = Callable[[Sequence[Text], Design, Path], Path]


def installed() -> dict[str, Producer]:
    """Name the producers that this machine has."""
    found: dict[str, Producer] = {}
    if find_spec("weasyprint"):
        found["WeasyPrint"] = by_weasyprint
    if _browser():
        found["Chromium"] = by_chromium
    if shutil.which("soffice"):
        found["LibreOffice"] = by_libreoffice
    return found


def by_weasyprint(texts: Sequence[Text], design: Design, target: Path) -> Path:
    """Print with footnotes at the foot of the page, running heads and a table of contents."""
    import weasyprint

    weasyprint.HTML(string=page(texts, design, contents=len(texts) > 1, notes=True)).write_pdf(target)
    return target


def by_chromium(texts: Sequence[Text], design: Design, target: Path) -> Path:
    """Print from a browser, with the date and address that it puts on each page; a browser sets no footnotes."""
    source = target.with_suffix(".html")
    source.write_text(page(texts, design, contents=False, notes=False), encoding="utf-8")
    _call([_browser(), "--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={target}", source.as_uri()])
    return target


def by_libreoffice(texts: Sequence[Text], design: Design, target: Path) -> Path:
    """Print a Word file with the style names of the assembly's templates, one text a file, in the first design or in ragged columns.

    Notes stand at the foot of the column that calls for them.
    """
    if len(texts) != 1 or design not in (DESIGNS[0], _COLUMNS):
        raise LookupError("one text a file, in two designs")
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / word.word(Path(folder), texts[0])
        if design is _COLUMNS:
            _in_columns(made, design)
        return printed(made, target)


def printed(source: Path, target: Path) -> Path:
    """Print a Word file with LibreOffice; raise LookupError where it is not installed."""
    if not shutil.which("soffice"):
        raise LookupError(f"{source.name} has no PDF beside it, and LibreOffice, which makes one, is not installed")
    with tempfile.TemporaryDirectory() as folder:
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{_home()}", "--convert-to", "pdf", "--outdir", folder, str(source)]
        _call(command, FONTCONFIG_FILE=str(_fonts()))
        shutil.move(Path(folder) / f"{source.stem}.pdf", target)
    return target


def _in_columns(path: Path, design: Design) -> None:
    """Set a Word file in columns."""
    file = Document(str(path))
    file.styles["Normal"].font.size = Pt(design.size)
    for section in file.sections:
        found = section._sectPr.xpath("./w:cols")
        columns = found[0] if found else OxmlElement("w:cols")
        columns.set(qn("w:num"), str(design.columns))
        columns.set(qn("w:space"), str(round(20 * design.gutter)))
        if not found:
            section._sectPr.append(columns)
    for table in file.tables:
        table.autofit = True
        for place in (*table.columns, *(cell for row in table.rows for cell in row.cells)):
            place.width = Pt(_ROOM / len(table.columns))
    file.save(str(path))


@cache
def _home() -> str:
    """Give LibreOffice one home of its own for all files: a fresh one costs seconds each time."""
    folder = tempfile.mkdtemp(prefix="office-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def _fonts() -> Path:
    """Say which fonts LibreOffice may take: not the one that stands in for Symbol on Linux, of which it draws no sign."""
    path = Path(_home()) / "fonts.conf"
    path.write_text(_FONTS, encoding="utf-8")
    return path


def _browser() -> str:
    return next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), "")


def _call(command: Sequence[str], **environment: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=LIMIT, env={**os.environ, **environment})
