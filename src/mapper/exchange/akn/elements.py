"""Elements: how a tree in Akoma Ntoso is put together, with ids that are never given twice, and laid out without a blank in any text."""

import re
from itertools import count
from typing import Any

from lxml import etree

from mapper.extractors.akomatree import AKN, OURS, local

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MIXED = frozenset(("p", "num", "heading", "docTitle", "record"))  # a blank within these is text


def legal(value: Any) -> Any:
    """Take out of plain JSON, at every depth, the characters that no XML file may hold."""
    if isinstance(value, str):
        return _ILLEGAL.sub("", value)
    if isinstance(value, list):
        return [legal(entry) for entry in value]
    return {key: legal(entry) for key, entry in value.items()} if isinstance(value, dict) else value


def root() -> Any:
    """Begin a file."""
    return etree.Element(f"{{{AKN}}}akomaNtoso", nsmap={None: AKN, "mapper": OURS})


def add(parent: Any, name: str, text: str = "", /, **attributes: str) -> Any:
    """Put a new element at the end of another."""
    made = etree.SubElement(parent, f"{{{AKN}}}{name}", attributes)
    made.text = text or None
    return made


class Ids:
    """Give ids by place and label, each of them once in a file."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._counts: dict[str, int] = {}

    def give(self, parent: str, kind: str, label: str = "") -> str:
        """Give the id of an element: `sec_2__para_1`; elements without a label, or with one that was had, are counted."""
        place = f"{parent}__{kind}" if parent else kind
        name = re.sub(r"\W+", "-", label).strip("-_")
        if name and f"{place}_{name}" not in self._given:
            self._given.add(f"{place}_{name}")
            return f"{place}_{name}"
        stem = f"{place}_{name}-" if name else f"{place}_"
        number = next(number for number in count(self._counts.get(stem, 0) + 1) if f"{stem}{number}" not in self._given)
        self._counts[stem] = number
        self._given.add(f"{stem}{number}")
        return f"{stem}{number}"


def lay_out(element: Any, depth: int = 0) -> None:
    """Put each element on a line of its own down to those that hold text."""
    if local(element) in _MIXED or not len(element):
        return
    element.text = "\n" + "  " * (depth + 1)
    for child in element:
        lay_out(child, depth + 1)
        child.tail = "\n" + "  " * (depth + 1)
    element[-1].tail = "\n" + "  " * depth


def render(tree: Any) -> bytes:
    """Give the bytes of a file."""
    lay_out(tree)
    made: bytes = etree.tostring(tree, xml_declaration=True, encoding="UTF-8")
    return made + b"\n"
