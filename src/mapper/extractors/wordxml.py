"""What the modules for Word files share: the names of elements, and how a part of a file becomes a tree."""

import zipfile
from collections.abc import Iterator
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CHOICES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"  # one content in several forms: the first is as good as any
_AROUND = {f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "smartTag")}  # may stand around paragraphs, rows, cells


def tree(archive: zipfile.ZipFile, name: str) -> Any:
    """Parse a part of a file; None where there is no such part."""
    from lxml import etree

    if name not in archive.namelist():
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    found = etree.fromstring(archive.read(name), parser)
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
            yield from within(child[0], *names)
