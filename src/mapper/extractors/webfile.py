"""Files of web pages: their bytes as text, whatever says the encoding, and their text as a tree; no script runs and nothing is fetched."""

import codecs
import re
from pathlib import Path
from typing import Any

from mapper.errors import MISSING, UnreadableSource

ENDINGS = (".html", ".htm", ".xhtml")
ARCHIVES = (".mht", ".mhtml")
_MOST = 64 << 20  # bytes: a page of text alone is far smaller
_ELEMENTS = 1_000_000
_BEGINNING = 4096  # bytes: a page says its encoding, and a file what it is, within these
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(
    rb"""<meta[^>]{1,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{1,100}?encoding\s*=\s*["']([\w.:-]{2,40})""", re.IGNORECASE
)
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "iso8859-9": "cp1254", "utf-16": "utf-8"}
_PAGE = re.compile(rb"\s*(?:<\?xml[^>]*>\s*|<!--.{0,600}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_ARCHIVE = re.compile(rb"\s*(?:[\w-]{2,40}:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){0,20}?MIME-Version:", re.IGNORECASE)
_OTHERS = (
    (b"%PDF-", "a PDF", ".pdf"),
    (b"PK\x03\x04", "an Office file or an archive", ".docx or .xlsx"),
    (b"\xd0\xcf\x11\xe0", "an Office file", ".doc"),
)
_EMPTY = re.compile(r"<(embed|source|track|wbr)\b([^<>]*)>", re.IGNORECASE)  # hold nothing; the parser would give them what follows
_ENDS = re.compile(r"</(?:body|html)\b[^<>]*>", re.IGNORECASE)  # behind which browsers read on
_UNSEEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")  # control signs, and marks of direction


def is_page(beginning: bytes) -> bool:
    """Say whether a file begins as a web page does, whatever its name says."""
    return _PAGE.match(beginning.removeprefix(codecs.BOM_UTF8)) is not None


def refused_archive(name: str) -> str:
    """Say why a web archive is not read."""
    return f"{name} is a web page packed with its pictures (MHTML), which is not read; open it in a browser and save it as HTML, or print it to PDF"


def read(path: Path) -> tuple[Any, list[str]]:
    """Give the tree of a page with what is odd about it; raise UnreadableSource where it is none."""
    raw = path.read_bytes()
    _check(path.name, raw)
    text, problems = decoded(raw)
    text = _ENDS.sub("", _EMPTY.sub(r"<\1\2 />", _UNSEEN.sub("", text)))
    if re.search(r"<[A-Za-z!]", text) is None:
        raise UnreadableSource(f"{path.name} is not a web page, whatever its name says; give it the ending of what it is")
    root = _parsed(path.name, text, problems)
    return root, problems


def _check(name: str, raw: bytes) -> None:
    if len(raw) > _MOST:
        raise UnreadableSource(f"{name} has {len(raw) >> 20} MiB, more than a web page of text has; save the text alone, or print it to PDF")
    for sign, what, ending in _OTHERS:
        if raw.startswith(sign):
            raise UnreadableSource(f"{name} is {what}, whatever its name says; give it the ending {ending}")
    if _ARCHIVE.match(raw[:_BEGINNING]):
        raise UnreadableSource(refused_archive(name))


def decoded(raw: bytes) -> tuple[str, list[str]]:
    """Decode a page: by its byte order mark, by what it says, else as UTF-8, else as Western European, which is told."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, "replace"), []
    declared = _said(raw)
    for encoding in (declared, _wide(raw), "utf-8"):
        try:
            if encoding:
                return raw.decode(encoding), []
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
    said = f"not {declared}, as it says," if declared and declared != "utf-8" else "not UTF-8"
    return raw.decode("cp1252", "replace"), [f"the page is {said} and was read as Western European (Windows-1252); look at its accents"]


def _said(raw: bytes) -> str:
    """Give the encoding that a page says it has, as browsers understand it; empty where it says none that is known."""
    found = _DECLARED.search(raw[:_BEGINNING])
    try:
        name = codecs.lookup((found[1] or found[2]).decode("ascii")).name if found else ""
        return _MEANT.get(name, name) if not name or codecs.lookup(name)._is_text_encoding else ""
    except LookupError:
        return ""


def _wide(raw: bytes) -> str:
    """Give the encoding of a page of two bytes a letter that has no mark: every other byte of its tags is nought."""
    beginning = raw[:400]
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        noughts = beginning[start::2].count(0)
        if noughts > 20 and noughts > 0.8 * len(beginning[start::2]):
            return encoding
    return ""


def _parsed(name: str, text: str, problems: list[str]) -> Any:
    """Parse as browsers do, with no entity but those of the language; `problems` grows by what was cut."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError) as error:
        raise UnreadableSource(f"{name} holds no text that could be read; open it in a browser, or save it in another format") from error
    if any(entry.level_name == "FATAL" or "depth" in entry.message for entry in parser.error_log):
        problems.append(f"{MISSING}the page is put together so oddly that it could be read in part only; open it in a browser and save it anew")
    if sum(1 for _ in root.iter()) > _ELEMENTS:
        raise UnreadableSource(f"{name} has more than {_ELEMENTS} elements, far more than a page of text; save the text alone, or print it to PDF")
    return root
