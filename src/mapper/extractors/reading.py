"""Reading: the reader for each kind of file, chosen by its ending and checked by its first bytes."""

import zipfile
from pathlib import Path

from mapper.errors import UnreadableSource
from mapper.extractors import webfile
from mapper.extractors.context import EVERY, Hints
from mapper.extractors.grammar import Reading
from mapper.settings import Limits
from mapper.types import Kind, SourceFile

KNOWN = (".pdf", ".docx", ".csv", ".tsv", ".xlsx", ".jsonl", ".xml", *webfile.ENDINGS)
_UNPACKED = 200 << 20  # bytes: more does not come out of an honest Office file
_RATIO = 120  # unpacked to packed: more is a bomb
_MEMBERS = 5000
_COVER = 2000  # letters: what a portfolio says of itself on its one page is shorter
_BEGINNING = 1024  # bytes: a web page says within these that it is one
_OLE = b"\xd0\xcf\x11\xe0"  # the first bytes of the container in which Office encrypts, and in which it saved before 2007


def read(path: Path, source: SourceFile, hints: Hints, limits: Limits) -> Reading:
    """Make the documents of one file; raise UnreadableSource where it cannot be read."""
    suffix = path.suffix.lower()
    if suffix in webfile.ARCHIVES:
        raise UnreadableSource(refused(source.file, suffix))
    if suffix not in (*webfile.ENDINGS, ".xml") and webfile.is_page(_begins(path, _BEGINNING)):
        raise UnreadableSource(f"{source.file} is a web page, whatever its name says; give it the ending .html")
    if suffix not in KNOWN:
        raise UnreadableSource(refused(source.file, suffix))
    if suffix in (".docx", ".xlsx"):
        check_archive(path, source.file, "word/" if suffix == ".docx" else "xl/")
    return _READERS[suffix](path, source, hints, limits)


def refused(name: str, suffix: str) -> str:
    """Say why a kind of file is not read, and what to do."""
    if suffix in webfile.ARCHIVES:
        return webfile.refused_archive(name)
    return f"{name} is of a kind that is not read ({suffix or 'no ending'}); save it as one of {', '.join(KNOWN)}"


def check_archive(path: Path, name: str, folder: str) -> None:
    """Refuse what is no Office file, or would unpack to far more than it is."""
    if _begins(path, len(_OLE)) == _OLE:
        raise UnreadableSource(f"{name} is protected with a password, or of the time before 2007; save it anew without a password, as {path.suffix}")
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise UnreadableSource(f"{name} is not the Office file that its name says, or is damaged; open it and save it anew") from error
    total, packed = sum(member.file_size for member in members), sum(member.compress_size for member in members)
    if len(members) > _MEMBERS:
        raise UnreadableSource(f"{name} has {len(members)} parts, far more than an Office file holds; it was not opened")
    if total > _UNPACKED or total > _RATIO * max(packed, 1 << 16):
        told = f"would unpack to {total >> 20} MiB, {total // max(1, packed)} times what it has"
        raise UnreadableSource(f"{name} {told}, far more than an Office file holds; it was not opened: save it anew, without what is empty")
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableSource(f"{name} is encrypted; save it without a password and add it again")
    if not any(member.filename.startswith(folder) for member in members):
        raise UnreadableSource(f"{name} is an archive, but not the Office file that its name says; give it the ending of what it is")


def _begins(path: Path, length: int) -> bytes:
    with path.open("rb") as file:
        return file.read(length)


def _pdf(path: Path, source: SourceFile, hints: Hints, limits: Limits) -> Reading:
    from mapper.extractors import attachments, grammar, pdf

    found = grammar.read(list(pdf.sheets(path, limits.pages, every=hints.compared == EVERY)), source, hints)
    wraps = next((problem for problem in found.problems if problem.startswith(attachments.PORTFOLIO)), "")
    said = sum(len(clause.text) for document in found.documents for clause in document.clauses)
    if wraps and said < _COVER and all(document.kind is Kind.OTHER for document in found.documents):
        raise UnreadableSource(attachments.refused(source.file, wraps))
    return found


def _docx(path: Path, source: SourceFile, hints: Hints, _limits: Limits) -> Reading:
    from mapper.extractors import docx, grammar

    return grammar.read(docx.sheets(path, hints.view), source, hints)


def _table(path: Path, source: SourceFile, hints: Hints, _limits: Limits) -> Reading:
    from mapper.extractors import tabular

    return tabular.read(path, source, hints)


def _jsonl(path: Path, source: SourceFile, hints: Hints, _limits: Limits) -> Reading:
    from mapper.extractors import jsonl

    return jsonl.read(path, source, hints)


def _akoma(path: Path, source: SourceFile, hints: Hints, _limits: Limits) -> Reading:
    from mapper.extractors import akoma

    return akoma.read(path, source, hints)


def _html(path: Path, source: SourceFile, hints: Hints, _limits: Limits) -> Reading:
    from mapper.extractors import grammar, html

    return grammar.read(html.sheets(path, hints.view), source, hints)


_READERS = {
    ".pdf": _pdf,
    ".docx": _docx,
    ".csv": _table,
    ".tsv": _table,
    ".xlsx": _table,
    ".jsonl": _jsonl,
    ".xml": _akoma,
    **dict.fromkeys(webfile.ENDINGS, _html),
}
