"""Opening: a PDF for the engine that reads and draws it, or a repaired copy where it refuses the file; it is read from the disk as needed."""

import io
import mmap
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from mapper.errors import UnreadableSource

_PASSWORD = 4


@contextmanager
def opened(path: Path) -> Iterator[Any]:
    """Open a PDF for its pages to be drawn; raise UnreadableSource where the engine that draws refuses it."""
    with held(path) as document:
        if document is None:
            raise UnreadableSource(f"{path.name} cannot be drawn; open it in another program and save it anew")
        yield document


@contextmanager
def for_repairer(path: Path) -> Iterator[Path | BinaryIO]:
    """Give a file as the repairer can open it: by its path where that is text, else open."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        with path.open("rb") as file:
            yield file
        return
    yield path


@contextmanager
def mapped(path: Path) -> Iterator[bytes | mmap.mmap]:
    """Give the bytes of a file to be searched, without taking them into memory where the system can do without."""
    with path.open("rb") as stream:
        try:
            raw = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError):  # it cannot be mapped, or is empty
            yield stream.read()
            return
        with raw:
            yield raw


@contextmanager
def held(path: Path) -> Iterator[Any]:
    """Open the file, or its repaired copy, in the first engine; None where it refuses both."""
    import pypdfium2.raw as pdfium

    document, _held = _open(path)
    try:
        yield document
    finally:
        if document:
            pdfium.FPDF_CloseDocument(document)


def _open(path: Path) -> tuple[Any, Path | bytes]:
    """Give the open document with the file or the bytes that it reads from, which have to be kept as long; None where nothing helps."""
    start()
    for repaired in (False, True):
        read = resaved(path) if repaired else path
        document, error = load(read) if read else (None, 0)
        if document:
            return document, read
        if error == _PASSWORD:
            raise UnreadableSource(f"{path.name} is encrypted and asks for a password; save it without one and add it again")
    return None, b""


def start() -> None:
    """Make the engine ready; more than once does no harm."""
    import pypdfium2.raw as pdfium

    pdfium.FPDF_InitLibraryWithConfig(pdfium.FPDF_LIBRARY_CONFIG(version=2))


def load(read: Path | bytes) -> tuple[Any, int]:
    """Give an open document, which reads from this file or these bytes, or nothing and the engine's error."""
    import pypdfium2.raw as pdfium

    document = pdfium.FPDF_LoadDocument(os.fsencode(read), None) if isinstance(read, Path) else pdfium.FPDF_LoadMemDocument64(read, len(read), None)
    return (document, 0) if document else (None, pdfium.FPDF_GetLastError())


def count(document: Any) -> int:
    """Give the number of pages."""
    import pypdfium2.raw as pdfium

    return int(pdfium.FPDF_GetPageCount(document))


def resaved(path: Path) -> bytes:
    """Cut what stands before the file's head, and let a repairer write the file anew; nothing where it cannot."""
    import pikepdf

    saved = io.BytesIO()
    try:
        with _headed(path) as whole, pikepdf.open(whole) as document:
            if not len(document.pages):
                raise UnreadableSource(f"{path.name} has no pages; get it again from where it came")
            document.save(saved)
    except pikepdf.PasswordError as error:
        raise UnreadableSource(f"{path.name} is encrypted and asks for a password; save it without one and add it again") from error
    except (pikepdf.PdfError, RuntimeError, ValueError, LookupError, TypeError):  # whatever the repairer stumbles over
        return b""
    return saved.getvalue()


@contextmanager
def _headed(path: Path) -> Iterator[Path | BinaryIO]:
    """Give a file from its head on: as it is where nothing stands before, else the rest of it in memory."""
    with mapped(path) as raw:
        begin = max(0, raw.find(b"%PDF-"))
        rest = io.BytesIO(raw[begin:]) if begin else None
    if rest is not None:
        yield rest
        return
    with for_repairer(path) as whole:
        yield whole
