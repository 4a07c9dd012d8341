"""Read the source text of a document edition, as corpora/demo/source/FORMAT.md describes it."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_LABEL = re.compile(r"(?P<label>[a-z]\)(?:bis|ter)?|[ivx]+\)|\d{1,2}(?:\.\d+)*|–) (?P<text>.*)")
_NOTE = re.compile(r"\[\^(?P<mark>[^\]]+)\]: (?P<text>.*)")
MARK = re.compile(r"\[\^[^\]]+\]")
FENCE = "+++"


class SourceError(Exception):
    """Say which line of the source text cannot be read, and why."""


@dataclass(frozen=True, slots=True)
class Head:
    """Hold what the text says about itself; fields as in FORMAT.md."""

    id: str
    body: str
    kind: str
    number: str
    title: str
    edition: str
    place: str
    year: int
    history: str
    mark: str
    themes: tuple[str, ...]
    period: str
    group: str
    category: str = ""

    @property
    def suppressed(self) -> bool:
        """Tell a text that the conference abrogated."""
        return self.mark == "SUP"


@dataclass(frozen=True, slots=True)
class Item:
    """Hold one paragraph or one labelled item; `depth` counts the levels above it."""

    label: str
    depth: int
    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """Hold a table, its heading row first."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Hold the items that stand under one opener or numbered heading."""

    number: str
    opener: str
    items: tuple[Item | Grid, ...]


@dataclass(frozen=True, slots=True)
class Annex:
    """Hold an annex: its label, the line that ties it to the text, its title and its items."""

    label: str
    tie: str
    title: str
    items: tuple[Item | Grid, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """Hold one document edition as it was written."""

    name: str
    head: Head
    groups: tuple[Group, ...]
    annexes: tuple[Annex, ...]
    notes: tuple[tuple[str, str], ...]

    @property
    def words(self) -> int:
        """Count the words that will be printed below the title."""
        return sum(len(line.split()) for line in self.lines())

    def lines(self) -> Iterator[str]:
        """Yield every piece of text below the title."""
        for group in self.groups:
            yield group.opener
            yield from _spoken(group.items)
        for annex in self.annexes:
            yield annex.title
            yield from _spoken(annex.items)
        yield from (text for _, text in self.notes)


def plain(text: str) -> str:
    """Take the footnote marks out of a text."""
    return MARK.sub("", text)


def _spoken(items: tuple[Item | Grid, ...]) -> Iterator[str]:
    for item in items:
        if isinstance(item, Grid):
            yield from (cell for row in item.rows for cell in row)
        else:
            yield item.text


def read_folder(folder: Path) -> list[Text]:
    """Read the texts of one collection, by file name."""
    return [read(path) for path in sorted(folder.glob("*.txt"))]


def read(path: Path) -> Text:
    """Read one text; say where it is malformed."""
    _, _, rest = path.read_text(encoding="utf-8").partition(FENCE + "\n")
    front, fence, body = rest.partition("\n" + FENCE + "\n")
    if not fence:
        raise SourceError(f"{path}: no second {FENCE} line")
    fields = tomllib.loads(front)
    try:
        head = Head(**{**fields, "themes": tuple(fields["themes"])})
    except (KeyError, TypeError) as error:
        raise SourceError(f"{path}: head: {error}") from error
    blocks: list[tuple[str, list[str]]] = [("", [])]
    notes: list[tuple[str, str]] = []
    for line in body.splitlines():
        note = _NOTE.fullmatch(line)
        if note:
            notes.append((note["mark"], note["text"]))
        elif line.startswith("#"):
            blocks.append((line, []))
        elif line.strip():
            blocks[-1][1].append(line)
    if blocks[0][1]:
        raise SourceError(f"{path}: text before the first opener: {blocks[0][1][0]}")
    text = _assemble(path.stem, head, blocks[1:], tuple(notes))
    _check_notes(path, text)
    return text


def _assemble(name: str, head: Head, blocks: list[tuple[str, list[str]]], notes: tuple[tuple[str, str], ...]) -> Text:
    groups = tuple(_group(title[3:], lines) for title, lines in blocks if title.startswith("## "))
    annexes = tuple(_annex(title[2:], lines) for title, lines in blocks if title.startswith("# "))
    return Text(name, head, groups, annexes, notes)


def _group(title: str, lines: list[str]) -> Group:
    number, bar, opener = title.partition(" | ")
    return Group(number if bar else "", opener if bar else title, _items(lines))


def _annex(title: str, lines: list[str]) -> Annex:
    label, tie, name = (part.strip() for part in (title + " | | ").split("|")[:3])
    return Annex(label, tie, name, _items(lines))


def _items(lines: list[str]) -> tuple[Item | Grid, ...]:
    items: list[Item | Grid] = []
    rows: list[tuple[str, ...]] = []
    for line in [*lines, ""]:
        if line.startswith("|"):
            rows.append(tuple(cell.strip() for cell in line.strip().strip("|").split("|")))
            continue
        if rows:
            items.append(Grid(tuple(rows)))
            rows = []
        if line:
            items.append(_item(line))
    return tuple(items)


def _item(line: str) -> Item:
    text = line.lstrip(" ")
    depth = (len(line) - len(text)) // 2
    labelled = _LABEL.fullmatch(text)
    return Item(labelled["label"], depth, labelled["text"]) if labelled else Item("", depth, text)


def _check_notes(path: Path, text: Text) -> None:
    """Refuse a mark without a note and a note without a mark."""
    written = set(re.findall(r"\[\^([^\]]+)\]", " ".join(text.lines()) + text.head.title))
    noted = {mark for mark, _ in text.notes}
    if written != noted:
        raise SourceError(f"{path}: footnote marks {sorted(written)}, notes {sorted(noted)}")
