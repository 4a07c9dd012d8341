"""What the modules for Word files share: the names of elements, and how a part of a file becomes a tree."""

import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CHOICES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"  # one content in several forms
_FALLBACK = CHOICES.replace("AlternateContent", "Fallback")
_KNOWN = ("http://schemas.microsoft.com/", "http://schemas.openxmlformats.org/")  # by whom the names are made that are known
_STRICT = (  # names in files that are saved as "Strict Open XML", and what they are elsewhere
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
)
_AROUND = {f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "smartTag")}  # may stand around paragraphs, rows, cells


class Parts:
    """Find the parts of a file by what it says of itself, and by their usual names where it says nothing."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive, self.held = archive, frozenset(archive.namelist())
        self.names = {"document": "word/document.xml", **self._related("")}
        self.names = {**self.names, **self._related(self.names.get("officeDocument", self.names["document"]))}

    def tree(self, part: str) -> Any:
        """Parse a part of a file; None where there is no such part."""
        name = self.names.get("officeDocument" if part == "document" else part, "")
        return parsed(self.archive, name if name in self.held else f"word/{part}.xml")

    def _related(self, part: str) -> dict[str, str]:
        """Give the parts that belong to one, or to the file itself, by what they are."""
        folder, _, name = part.rpartition("/")
        found = parsed(self.archive, posixpath.join(folder, "_rels", f"{name}.rels"))
        related = [] if found is None else [each for each in found.iter("{*}Relationship") if each.get("TargetMode") != "External"]
        return {
            each.get("Type", "").rpartition("/")[2]: posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/")
            for each in related
        }


def parsed(archive: zipfile.ZipFile, name: str) -> Any:
    """Parse a part of a file by its name; None where there is no such part, ValueError where it defines words of its own."""
    from lxml import etree

    if name not in archive.namelist():
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    raw = archive.read(name)
    for strict, usual in _STRICT:
        raw = raw.replace(strict, usual)
    found = etree.fromstring(raw, parser)
    if found.getroottree().docinfo.internalDTD is not None:
        raise ValueError(f"{name} defines words of its own")  # no Office program does, and what it defines would be lost
    return found


def value(element: Any, name: str, default: str = "") -> str:
    """Give the value of a property below an element."""
    found = None if element is None else element.find(f"{W}{name}")
    return default if found is None else found.get(f"{W}val", default)


def is_on(switch: Any, before: bool = False) -> bool:
    """Say whether a switch is on; one that is not there leaves things as they were."""
    return before if switch is None else switch.get(f"{W}val") not in ("0", "false", "off")


def within(parent: Any, *names: str) -> Iterator[Any]:
    """Give the paragraphs and tables of a text, the rows of a table or the cells of a row, through what stands around them, not those within them."""
    for child in parent:
        if child.tag in [f"{W}{name}" for name in names]:
            yield child
        elif child.tag in _AROUND:
            yield from within(child, *names)
        elif child.tag == CHOICES and len(child):
            yield from within(chosen(child), *names)


def chosen(choices: Any) -> Any:
    """Give the first form of a content that asks for nothing unknown, as Word does; the last one where there is no such."""
    forms = [form for form in choices if isinstance(form.tag, str)]
    return next((form for form in forms if form.tag == _FALLBACK or _is_known(form)), forms[-1] if forms else choices)


def is_entry(paragraph: Any) -> bool:
    """Say whether a paragraph is a line of contents, however it is styled: it ends in a link to a place that Word marks for them, with its page."""
    link = next(paragraph.iterchildren(f"{W}hyperlink", reversed=True), None)
    if link is None or not link.get(f"{W}anchor", "").startswith("_Toc") or "PAGEREF _Toc" not in "".join(link.itertext(f"{W}instrText")):
        return False
    return not any((text.text or "").strip() for behind in link.itersiblings() for text in behind.iter(f"{W}t"))


def _is_known(form: Any) -> bool:
    return all((form.nsmap.get(name) or "").startswith(_KNOWN) for name in form.get("Requires", "").split())
