"""Opening: a PDF for the engine that reads and draws it, or a repaired copy where it refuses the file."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mapper.errors import UnreadableSource

_PASSWORD = 4


@contextmanager
def opened(path: Path) -> Iterator[Any]:
    """Open a PDF for its pages to be drawn; raise UnreadableSource where the engine that draws refuses it."""
    with held(path.read_bytes(), path.name) as document:
        if document is None:
            raise UnreadableSource(f"{path.name} cannot be drawn; open it in another program and save it anew")
        yield document


@contextmanager
def held(raw: bytes, name: str) -> Iterator[Any]:
    """Open the file, or its repaired copy, in the first engine; None where it refuses both."""
    import pypdfium2.raw as pdfium

    document, _held = _open(raw, name)
    try:
        yield document
    finally:
        if document:
            pdfium.FPDF_CloseDocument(document)


def _open(raw: bytes, name: str) -> tuple[Any, bytes]:
    """Give the open document with the bytes that it reads from, which have to be kept as long; None where nothing helps."""
    start()
    for repaired in (False, True):
        read = resaved(raw, name) if repaired else raw
        document, error = load(read) if read else (None, 0)
        if document:
            return document, read
        if error == _PASSWORD:
            raise UnreadableSource(f"{name} is encrypted and asks for a password; save it without one and add it again")
    return None, b""


def start() -> None:
    """Make the engine ready; more than once does no harm."""
    import pypdfium2.raw as pdfium

    pdfium.FPDF_InitLibraryWithConfig(pdfium.FPDF_LIBRARY_CONFIG(version=2))


def load(raw: bytes) -> tuple[Any, int]:
    """Give an open document, which reads from these bytes, or nothing and the engine's error."""
    import pypdfium2.raw as pdfium

    document = pdfium.FPDF_LoadMemDocument64(raw, len(raw), None)
    return (document, 0) if document else (None, pdfium.FPDF_GetLastError())


def count(document: Any) -> int:
    """Give the number of pages."""
    import pypdfium2.raw as pdfium

    return int(pdfium.FPDF_GetPageCount(document))


def resaved(raw: bytes, name: str) -> bytes:
    """Cut what stands before the file's head, and let a repairer write the file anew; nothing where it cannot."""
    import pikepdf

    start = raw.find(b"%PDF-")
    saved = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(raw[max(0, start) :])) as document:
            if not len(document.pages):
                raise UnreadableSource(f"{name} has no pages; get it again from where it came")
            document.save(saved)
    except pikepdf.PasswordError as error:
        raise UnreadableSource(f"{name} is encrypted and asks for a password; save it without one and add it again") from error
    except (pikepdf.PdfError, RuntimeError, ValueError, LookupError, TypeError):  # whatever the repairer stumbles over
        return b""
    return saved.getvalue()
