"""Sheet facts: what a workbook says of a sheet beside its values: merged and hidden cells, links, and formulas; read from its XML piece by piece."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import join, normpath
from xml.parsers.expat import ParserCreate

_BOOK = "xl/workbook.xml"
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_PIECE = 1 << 16  # bytes read at once
_MOST = 20_000  # merged areas, hidden rows and formulas that are kept of a sheet
_WIDE = 200  # columns
_YES = ("1", "true")


@dataclass(frozen=True, order=True)
class Area:
    """Hold cells from a first to a last row and column, counted from 0, both within."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Facts:
    """Gather what one sheet says; rows and columns are counted from 0."""

    merged: list[Area] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    formulas: list[tuple[int, int]] = field(default_factory=list)  # those whose result is no words
    computed: list[tuple[int, int]] = field(default_factory=list)  # all of them
    links: dict[int, str] = field(default_factory=dict)


def read(path: Path) -> dict[str, Facts]:
    """Give the facts of every sheet by its title; a part that is not there says nothing."""
    with zipfile.ZipFile(path) as book:
        targets = _relations(book, _BOOK)
        sheets = [(tag["name"], targets.get(_key(tag), "")) for name, tag in _tags(book, _BOOK) if name == "sheet" and "name" in tag]
        return {title: _Gathering(_relations(book, part)).gather(_tags(book, part)) for title, part in sheets}


class _Gathering:
    """Gather the facts of one sheet, tag by tag; `links` are the addresses that its relations name."""

    def __init__(self, links: Mapping[str, str]) -> None:
        self._links = links
        self._facts = Facts()
        self._row = self._column = -1
        self._words = False

    def gather(self, tags: Iterator[tuple[str, Mapping[str, str]]]) -> Facts:
        """Read all tags."""
        readers = {"row": self._on_row, "c": self._on_cell, "f": self._on_formula, "col": self._on_columns}
        readers |= {"mergeCell": self._on_merged, "hyperlink": self._on_link}
        for name, tag in tags:
            if reader := readers.get(name):
                reader(tag)
        return self._facts

    def _on_row(self, tag: Mapping[str, str]) -> None:
        self._row, self._column = (int(tag["r"]) - 1 if "r" in tag else self._row + 1), -1
        if tag.get("hidden") in _YES and len(self._facts.hidden_rows) < _MOST:
            self._facts.hidden_rows.append(self._row)

    def _on_cell(self, tag: Mapping[str, str]) -> None:
        self._column = _areas(tag["r"])[0].left if "r" in tag else self._column + 1
        self._words = tag.get("t") == "str"

    def _on_formula(self, tag: Mapping[str, str]) -> None:
        """Remember a formula, unless its result is words, which may be none."""
        if len(self._facts.computed) < _MOST:
            self._facts.computed.append((self._row, self._column))
            if not self._words:
                self._facts.formulas.append((self._row, self._column))

    def _on_columns(self, tag: Mapping[str, str]) -> None:
        if tag.get("hidden") in _YES:
            first = int(tag.get("min", "1")) - 1
            self._facts.hidden_columns += range(first, min(int(tag.get("max", "1")), first + _WIDE))

    def _on_merged(self, tag: Mapping[str, str]) -> None:
        if len(self._facts.merged) < _MOST:
            self._facts.merged += _areas(tag.get("ref", ""))

    def _on_link(self, tag: Mapping[str, str]) -> None:
        address = self._links.get(_key(tag), "")
        for area in _areas(tag.get("ref", "")) if address else ():
            self._facts.links.setdefault(area.top, address)


def _areas(ref: str) -> list[Area]:
    """Read A1 or A1:B2; nothing where it is neither."""
    corners = [(int(row) - 1, _counted(letters)) for letters, row in _CELL.findall(ref)]
    return [Area(*corners[0], *corners[-1])] if corners else []


def _counted(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _key(tag: Mapping[str, str]) -> str:
    """Give the key of a relation: the attribute `id` of whatever namespace relations have, else none."""
    return next((value for name, value in tag.items() if name.endswith(" id")), "")


def _relations(book: zipfile.ZipFile, part: str) -> dict[str, str]:
    """Give what a part names by key: a part beside it, or an address outside."""
    folder, _, name = part.rpartition("/")
    found = [tag for kind, tag in _tags(book, f"{folder}/_rels/{name}.rels") if kind == "Relationship" and {"Id", "Target"} <= tag.keys()]
    return {tag["Id"]: tag["Target"] if tag.get("TargetMode") == "External" else _beside(folder, tag["Target"]) for tag in found}


def _beside(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))


def _tags(book: zipfile.ZipFile, part: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Give the tags of a part with their attributes, without the names of spaces before them; no part gives none."""
    if part not in book.NameToInfo:
        return
    found: list[tuple[str, Mapping[str, str]]] = []
    parser = ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = lambda name, tag: found.append((name.rpartition(" ")[2], tag))
    with book.open(part) as stream:
        while piece := stream.read(_PIECE):
            parser.Parse(piece, False)
            yield from found
            found.clear()
