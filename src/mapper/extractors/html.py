"""Web pages: blocks of text with their looks, lists, tables and notes, as lines; what no reader sees is left out and told."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mapper.extractors import labels, webbreaks, webfile, weblists, webnotes, webtables
from mapper.extractors.context import FINAL
from mapper.extractors.lines import Line, Run, Sheet
from mapper.extractors.nesting import is_count
from mapper.extractors.symbols import readable
from mapper.extractors.webnotes import BLOCKS
from mapper.extractors.webpage import Page
from mapper.extractors.webstyles import HEADINGS, Look, Styles, declared
from mapper.types import Box, Footnote

_LIST = "list"  # within each other all lists of a page are one
_HUNG = 10.0  # points: so far the text of an item is set in from its mark


def sheets(path: Path, view: str = FINAL) -> list[Sheet]:
    """Give a page as one sheet; `view` says how changes that are marked as such are settled."""
    root, problems = webfile.read(path)
    body = root.find("body")
    body = root if body is None else body
    page = Page(body, Styles(root), view or FINAL)
    reader = _Reader(page, body)
    reader.read()
    lines, notes = webnotes.part(reader.lines, frozenset(reader.own))
    told = (*problems, *page.problems(root, any(lines)))
    return [Sheet(1, tuple(lines), notes=(*reader.notes, *notes), problems=told)]


@dataclass(frozen=True)
class _Frame:
    """Hold an element that is open: its look, that of the block around its words, the part it plays, and whether it is a note's."""

    element: Any
    look: Look
    block: Look
    role: str = ""
    noted: bool = False


class _Reader:
    """Read a page, or what is within a note, element by element; no depth of nesting is too deep."""

    def __init__(self, page: Page, top: Any, *, inside: bool = False) -> None:
        self.page, self.top, self.inside = page, top, inside
        self.lines: list[Line] = []
        self.notes: list[Footnote] = []
        self.own: set[int] = set()
        self.starts: list[tuple[int, str]] = []
        self.frames = [_Frame(None, Look(), Look())]
        self.parts: list[list[Run]] = [[]]
        self.space = False
        self.mark: tuple[str, int] | None = None
        self.lists: list[weblists.Items] = []
        self.tables: list[webtables.Table | None] = []
        self.cell: list[Run] | None = None

    def read(self) -> None:
        """Pass through all elements."""
        from lxml import etree

        walk = etree.iterwalk(self.top, events=("start", "end"))
        for event, element in walk:
            if event == "end":
                if self.frames[-1].element is element:
                    self._leave(element)
            elif self._enters(element):
                self._text(element.text, self.frames[-1].look)
            else:
                walk.skip_subtree()
            if event == "end" and element is not self.top:
                self._text(element.tail, self.frames[-1].look)
        self._flush()

    def _enters(self, element: Any) -> bool:
        """Open an element; False where what is in it is not read here."""
        page, around = self.page, self.frames[-1]
        if element in page.notes.calls and not self.inside:
            self._call(page.notes.calls[element])
            return False
        if element in page.notes.starts and self.inside:
            self._flush()
            self.starts.append((len(self.lines), page.notes.starts[element]))
        look = page.styles.look(element, around.look)
        if not isinstance(element.tag, str) or page.leaves_out(element, look):
            return False
        if element in page.notes.homes and not self.inside:
            self._flush()
            self._note(element)
            return False
        if "mso-list:ignore" in element.get("style", "").replace(" ", "").casefold():
            self._written(element)
            return False
        self._open(element, look, around)
        return True

    def _open(self, element: Any, look: Look, around: _Frame) -> None:
        tag = element.tag
        if tag in BLOCKS:
            self._flush()
        role = (self.page.role(element) or ("furniture" if around.role == "furniture" else "")) if tag in BLOCKS else around.role
        noted = around.noted or webnotes.is_section(element) or (tag in BLOCKS and webnotes.is_own_text(element))
        self.frames.append(_Frame(element, look, look if tag in BLOCKS else around.block, role, noted))
        if tag in ("ol", "ul", "menu", "dir"):
            own = dict(self.page.styles.said(element))
            self.lists.append(weblists.items(element, own.get("list-style-type") or own.get("list-style", "").partition(" ")[0]))
        elif tag == "li":
            self._item(element)
        elif tag == "table":
            self.tables.append(None if element in self.page.layouts else webtables.Table())
        elif tag == "tr" and self.tables and self.tables[-1]:
            self.tables[-1].begin_row()
        elif tag in ("td", "th") and self.tables and self.tables[-1]:
            self.cell = []
        elif tag == "br":
            self._break()

    def _leave(self, element: Any) -> None:
        """Close an element."""
        tag = element.tag
        if tag in BLOCKS:
            self._flush()
        table = self.tables[-1] if self.tables else None
        if tag in ("ol", "ul", "menu", "dir"):
            self.lists.pop()
        elif tag == "li":
            self.mark = None
        elif tag in ("td", "th") and table and self.cell is not None:
            table.add(tuple(self.cell), element.get("rowspan", "").strip())
            self.cell = None
        elif tag == "tr" and table:
            table.end_row()
        elif tag == "table":
            self.tables.pop()
            self.lines += table.lines(self.frames[-1].block.left) if table else []
        self.frames.pop()

    # what stands in a line

    def _text(self, text: str | None, look: Look) -> None:
        if not text:
            return
        if not look.lines:
            self._words(text, look)
            return
        for place, line in enumerate(re.split(r"\r\n|[\n\r]", text)):
            if place:
                self._break()
            self._words(line, look)

    def _words(self, text: str, look: Look) -> None:
        shown = re.sub(r"\s+", " ", readable(text))
        if look.raised:
            shown = re.sub(r"[\[\]]", "", shown)
        if not shown.strip():
            self.space = self.space or bool(shown)
            return
        linked = look.raised and webnotes.bare_mark(shown) in self.page.notes.calls.values()  # such a mark is a link wherever it calls
        space = self.space or shown[:1] == " "
        raised = look.raised and not linked
        self.parts[-1].append(Run(look.shown(shown.strip()), look.style, None, raised, space))
        self.space = shown[-1:] == " "

    def _break(self) -> None:
        self.parts.append([])
        self.space = False

    def _call(self, mark: str) -> None:
        """Set a mark that calls for a note; brackets around it are its own."""
        last = self.parts[-1][-1] if self.parts[-1] else None
        if last and last.text.endswith("[") and not last.raised:
            self.parts[-1][-1] = last._replace(text=last.text[:-1].rstrip())
        self.parts[-1].append(Run(mark, self.frames[-1].look.style, None, True, False, False, "mark"))
        self.space = False

    # what stands before a line

    def _item(self, element: Any) -> None:
        items = self.lists[-1] if self.lists else weblists.Items("")
        own = dict(self.page.styles.said(element))
        label = items.label(element, own.get("list-style-type") or own.get("list-style", "").partition(" ")[0])
        self.mark = (label, len(self.lists) - 1)

    def _written(self, element: Any) -> None:
        """Take the mark that a word processor wrote for an item, at the level that its paragraph says."""
        block = next((frame.element for frame in reversed(self.frames) if frame.element is not None and frame.element.tag in BLOCKS), None)
        said = dict(declared("" if block is None else block.get("style", ""))).get("mso-list", "")
        level = re.search(r"level(\d)", said)
        mark = weblists.written("".join(element.itertext()))
        if mark:
            self.mark = (mark, int(level[1]) - 1 if level else 0)

    # lines

    def _flush(self) -> None:
        """End the paragraphs that stand open."""
        parts, self.parts, self.space = self.parts, [[]], False
        titled = self.frames[-1].block.centred or bool(self.frames[-1].role)
        for runs in webbreaks.paragraphs(parts, titled=titled) if len(parts) > 1 else parts:
            self._paragraph(_tidied(runs))

    def _paragraph(self, runs: list[Run]) -> None:
        if not runs:
            return
        if self.cell is not None:
            self._into_cell(self.cell, runs)
        else:
            self._line(runs)
        self.mark = None

    def _into_cell(self, cell: list[Run], runs: list[Run]) -> None:
        mark = self.mark[0] if self.mark else ""
        head = [Run(mark, runs[0].style, space=bool(cell))] if mark else []
        cell += [*head, runs[0]._replace(space=bool(cell or head)), *runs[1:]]

    def _line(self, runs: list[Run]) -> None:
        frame = self.frames[-1]
        named = frame.element is not None and frame.element.tag in HEADINGS
        if frame.role == "furniture" or (frame.noted and named and not self.inside):
            return
        label, level = self.mark or ("", -1)
        if label == weblists.DASH and labels.split("".join((" " if run.space else "") + run.text for run in runs).strip())[0]:
            label = ""  # the text has a mark of its own
        if label and not is_count(label):
            runs, label, level = [Run(label, runs[0].style), runs[0]._replace(space=True), *runs[1:]], "", -1
        if frame.noted:
            self.own.add(len(self.lines))
        look = frame.block
        hung = _HUNG if self.lists and not label else 0.0
        centred = look.centred or named
        x = round(max(look.left + hung + (0 if label else look.first), 0.0), 1)
        box = Box(x, 0, x, 0)
        self.lines.append(
            Line(tuple(runs), 1, box, role=frame.role, label=label, level=level, series=_LIST if level >= 0 else "", whole=True, centred=centred)
        )

    def _note(self, home: Any) -> None:
        """Read the notes that an element holds."""
        reader = _Reader(self.page, home, inside=True)
        reader.read()
        begins = [0, *(place for place, _ in reader.starts[1:])]
        ends = [*begins[1:], len(reader.lines)]
        for (_, mark), begin, end in zip(reader.starts, begins, ends, strict=True):
            if lines := reader.lines[begin:end]:
                self.notes.append(webnotes.note_of(mark, lines))


def _tidied(runs: Sequence[Run]) -> list[Run]:
    """Take away the bracket that closed behind a mark, and the blank before the first word."""
    kept: list[Run] = []
    for run in runs:
        closes = bool(kept) and bool(kept[-1].note) and run.text.startswith("]") and not run.raised
        told = run._replace(text=run.text[1:].strip(), space=run.text[1:2].isspace()) if closes else run
        kept += [told] if told.text else []
    return kept
