"""Producers: programs that make a PDF, each of them only where it is installed."""

import atexit
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from demo_corpora import word
from demo_corpora.text import Text

from held_out.designs import DESIGNS, Design
from held_out.pages import page

LIMIT = 600  # seconds a file

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
    """Print a Word file with the style names of the assembly's templates; one text a file, whatever the design."""
    if len(texts) != 1 or design is not DESIGNS[0]:
        raise LookupError("one text a file, in one design")
    with tempfile.TemporaryDirectory() as folder:
        return printed(Path(folder) / word.word(Path(folder), texts[0]), target)


def printed(source: Path, target: Path) -> Path:
    """Print a Word file with LibreOffice; raise LookupError where it is not installed."""
    if not shutil.which("soffice"):
        raise LookupError(f"{source.name} has no PDF beside it, and LibreOffice, which makes one, is not installed")
    with tempfile.TemporaryDirectory() as folder:
        _call(["soffice", "--headless", f"-env:UserInstallation=file://{_home()}", "--convert-to", "pdf", "--outdir", folder, str(source)])
        shutil.move(Path(folder) / f"{source.stem}.pdf", target)
    return target


@cache
def _home() -> str:
    """Give LibreOffice one home of its own for all files: a fresh one costs seconds each time."""
    folder = tempfile.mkdtemp(prefix="office-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _browser() -> str:
    return next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), "")


def _call(command: Sequence[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=LIMIT)
