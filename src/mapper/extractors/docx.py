"""Word files: paragraphs with their style names, automatic numbers and footnotes, open changes accepted, read from the XML itself."""

import re
import sys
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mapper.errors import UnreadableSource
from mapper.extractors.lines import Line, Run, Sheet
from mapper.extractors.page import Style
from mapper.extractors.wordstyles import Look, Numbers, Styles, W, hides_end, number_of
from mapper.profiles import organisations
from mapper.types import Box, Footnote

_SKIPPED = {f"{W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "drawing", "pict", "object", "commentRangeStart", "fldChar")}
_AROUND = {f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}  # may stand around paragraphs, rows, cells
_CHANGES = tuple(f"{W}{name}" for name in ("ins", "del", "moveTo", "moveFrom"))
_SIGNS = {f"{W}noBreakHyphen": "-", f"{W}br": " ", f"{W}cr": " ", f"{W}softHyphen": ""}


def sheets(path: Path) -> list[Sheet]:
    """Give the pages of a Word file where it says where they begin, else one sheet."""
    try:
        with zipfile.ZipFile(path) as archive:
            return list(_Document(archive).sheets())
    except (LookupError, ArithmeticError, ValueError, SyntaxError, AttributeError, EOFError, zipfile.BadZipFile, zlib.error, OSError) as error:
        raise UnreadableSource(f"{path.name} is damaged: a part of it cannot be read; open it in Word and save it anew") from error


def _tree(archive: zipfile.ZipFile, name: str) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    tree = etree.fromstring(archive.read(name), parser)
    if tree.getroottree().docinfo.internalDTD is not None:
        raise ValueError(f"{name} defines words of its own")  # no Office program does, and what it defines would be lost
    return tree


@dataclass
class _Reading:
    """Collect the runs of one paragraph."""

    runs: list[Run] = field(default_factory=list)
    space: bool = False
    tab: bool = False
    marks: list[str] = field(default_factory=list)
    text_of_mark: bool = False


class _Document:
    """Hold what belongs to one file."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        names = set(archive.namelist())
        self.body = _tree(archive, "word/document.xml").find(f"{W}body")
        self.styles = Styles(_tree(archive, "word/styles.xml") if "word/styles.xml" in names else None)
        self.numbers = Numbers(_tree(archive, "word/numbering.xml") if "word/numbering.xml" in names else None)
        self.roles = {style: role for organisation in reversed(organisations()) for style, role in organisation.styles.items()}
        self.rendered = self.body.find(f".//{W}lastRenderedPageBreak") is not None
        self.page = 1
        self.noted = 0
        self.marks: dict[str, str] = {}
        self.pages: dict[str, int] = {}
        self.notes = _tree(archive, "word/footnotes.xml") if "word/footnotes.xml" in names else None
        self.hidden: dict[Any, int] = {}  # words of each hidden run
        self.carried: tuple[Any, _Reading] | None = None  # a paragraph whose end was deleted: it goes on in the next

    def sheets(self) -> Iterator[Sheet]:
        """Give the lines page by page."""
        pages: dict[int, list[Line]] = {}
        for line in self._blocks(self.body):
            pages.setdefault(line.page, []).append(line)
        notes = list(self._footnotes())
        problems = tuple(self._problems())
        for number, lines in sorted(pages.items()) or [(1, [])]:
            yield Sheet(number, tuple(lines), notes=tuple(note for note in notes if note.page == number), problems=problems)

    def _problems(self) -> Iterator[str]:
        """Tell what a reader of the file in Word would see otherwise."""
        if changes := sum(1 for tree in (self.body, self.notes) if tree is not None for _ in tree.iter(*_CHANGES)):
            yield f"{changes} open changes were taken as accepted: what is inserted was read, what is deleted was not; settle them in Word to be sure"
        if words := sum(self.hidden.values()):
            yield f"{words} words that cannot be seen were left out"

    def _blocks(self, parent: Any) -> Iterator[Line]:
        for element in _within(parent, "p", "tbl"):
            if element.tag == f"{W}p":
                yield from self._paragraph(element)
            else:
                yield from self._end()
                yield from self._table(element)
        yield from self._end()

    def _paragraph(self, element: Any) -> Iterator[Line]:
        """Give a paragraph, with what is left of those before it whose ends were deleted."""
        reading = self.carried[1] if self.carried else _Reading()
        self._read(element, self.styles.look(element), reading)
        self.carried = (element, reading)
        if not _is_open_ended(element):
            yield from self._end()

    def _end(self) -> Iterator[Line]:
        """Give the paragraph that was begun, if any."""
        if self.carried is None:
            return
        (element, reading), self.carried = self.carried, None
        look = self.styles.look(element)
        role = self.roles.get(_folded(look.name), "")
        text = "".join(run.text for run in reading.runs)
        if not text.strip() and hides_end(element, look):
            return
        label, level = self.numbers.label(number_of(element) or look.number)
        if role == "furniture" or not text.strip():
            return
        x = look.indent
        yield Line(tuple(reading.runs), self.page, Box(x, 0, x, 0), role=role, label=label, level=level, whole=True, marks=tuple(reading.marks))

    def _read(self, element: Any, look: Look, reading: _Reading) -> None:
        """Collect runs, through all that may stand around them."""
        for child in element:
            if child.tag in _SKIPPED:
                continue
            if child.tag == f"{W}r":
                self._run(child, look, reading)
            else:
                self._read(child, look, reading)

    def _run(self, run: Any, look: Look, reading: _Reading) -> None:
        style, raised = self.styles.run(run, look)
        if style.hidden:
            self.hidden[run] = len("".join(text.text or "" for text in run.iter(f"{W}t")).split())
            return
        for child in run:
            if child.tag == f"{W}t" or child.tag in _SIGNS:
                self._text(child.text or "" if child.tag == f"{W}t" else _SIGNS[child.tag], style, raised, reading)
                self._break(child)
            elif child.tag in (f"{W}tab", f"{W}ptab"):
                reading.space = reading.tab = True
            elif child.tag == f"{W}lastRenderedPageBreak":
                self.page += 1
            elif child.tag == f"{W}footnoteReference":
                self._note(child, style, reading)
            elif child.tag == f"{W}sym":
                self._text(_sign(child), style, raised, reading)

    def _break(self, child: Any) -> None:
        if child.tag == f"{W}br" and child.get(f"{W}type") == "page" and not self.rendered:
            self.page += 1

    def _text(self, text: str, style: Style, raised: bool, reading: _Reading) -> None:
        if not text:
            return
        if not text.strip():
            reading.space = True
            return
        space = reading.space or text[:1].isspace()
        note = "mark" if reading.text_of_mark and raised else ""
        reading.runs.append(Run(re.sub(r"\s+", " ", text.strip()), style, None, raised, space, reading.tab, note))
        reading.space, reading.tab = text[-1:].isspace(), False

    def _note(self, child: Any, style: Style, reading: _Reading) -> None:
        """Take a footnote's mark: the file's own where it has one, else the next number."""
        id_ = child.get(f"{W}id", "")
        mark = self._own_mark(id_)
        if not mark:
            self.noted += 1
            mark = str(self.noted)
        if child.get(f"{W}customMarkFollows") not in ("1", "true", "on"):
            reading.runs.append(Run(mark, style, None, True, False, False, "mark"))
        reading.text_of_mark = True
        self.marks[id_], self.pages[id_] = mark, self.page
        reading.marks.append(mark)

    def _own_mark(self, id_: str) -> str:
        """Give the mark that a note's text begins with; one that adds to the number, as bis does, is put behind it."""
        note = None if self.notes is None else next((n for n in self.notes if n.get(f"{W}id") == id_), None)
        if note is None:
            return ""
        reading = _Reading()
        self._read(note, Look(), reading)
        first = reading.runs[0].text if reading.runs and reading.runs[0].raised else ""
        if note.find(f".//{W}footnoteRef") is None:
            return first.strip()
        return f"{self.noted}{first}" if first and self.noted else ""

    def _footnotes(self) -> Iterator[Footnote]:
        if self.notes is None:
            return
        for note in self.notes:
            id_ = note.get(f"{W}id", "")
            if id_ not in self.marks:
                continue
            reading = _Reading()
            self._read(note, Look(), reading)
            runs = list(reading.runs)
            while runs and runs[0].raised:
                runs.pop(0)
            text = "".join((" " if run.space else "") + run.text for run in runs).strip()
            yield Footnote(self.marks[id_], text, self.pages[id_])

    def _table(self, element: Any) -> Iterator[Line]:
        for row in _within(element, "tr"):
            cells, runs, marks = [], [], []
            for cell in _within(row, "tc"):
                lines = list(self._blocks(cell))
                cells.append(" ".join(f"{line.label} {' '.join(line.cells) or line.plain}".strip() for line in lines))
                runs += [run for line in lines for run in line.runs if not run.raised]
                marks += [mark for line in lines for mark in line.marks]
            if any(cells):
                yield Line(tuple(runs), self.page, Box(0, 0, 0, 0), cells=tuple(cells), whole=True, marks=tuple(marks))


def _within(parent: Any, *names: str) -> Iterator[Any]:
    """Give the paragraphs and tables of a text, the rows of a table or the cells of a row, through what stands around them, not those within them."""
    for child in parent:
        if child.tag in [f"{W}{name}" for name in names]:
            yield child
        elif child.tag in _AROUND:
            yield from _within(child, *names)


def _is_open_ended(paragraph: Any) -> bool:
    """Say whether an open change deletes the end of a paragraph."""
    end = paragraph.find(f"{W}pPr/{W}rPr")
    return end is not None and any(end.find(f"{W}{change}") is not None for change in ("del", "moveFrom"))


def _sign(symbol: Any) -> str:
    code = int(symbol.get(f"{W}char", "2022"), 16)
    return chr(code) if 0 < code < sys.maxunicode else "\ufffd"


def _folded(name: str) -> str:
    return re.sub(r"[\s_\-]", "", name).casefold()
