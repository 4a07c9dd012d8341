"""Compose blocks into pages: paragraphs break, headings stay with what follows, footnotes stand at the foot of their page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from demo_corpora.blocks import Bar, Block, Leader, NewPage, Para, Space, Table
from demo_corpora.ink import Line, Style, lines, width


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Place a line of text: baseline from the top of the sheet."""

    line: Line
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Stroke:
    """Place a straight rule."""

    x0: float
    y0: float
    x1: float
    y1: float
    weight: float = 0.6


Mark = Glyphs | Stroke


@dataclass
class Page:
    """Collect what stands on one page."""

    bare: bool
    running: str
    marks: list[Mark] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    note_height: float = 0


@dataclass(frozen=True)
class Sheet:
    """Hold the geometry of a layout; `furniture` draws head and foot from (page number, running text)."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    body: Style
    furniture: Callable[["Sheet", int, str], list[Mark]]
    first_number: int = 1

    @property
    def measure(self) -> float:
        """Say how wide a line may be."""
        return self.width - self.left - self.right

    @property
    def note_style(self) -> Style:
        """Say how footnotes look."""
        return self.body.but(size=9, lead=10.6, before=2, align="justify", hang=12)


class Press:
    """Fill pages from top to bottom."""

    def __init__(self, sheet: Sheet, numbers: dict[str, int]) -> None:
        self.sheet = sheet
        self.numbers = numbers  # anchors to page numbers, from the pass before
        self.anchors: dict[str, int] = {}
        self.pages: list[Page] = []
        self.y = 0.0
        self._notes: dict[str, str] = {}
        self._turn(bare=True)

    def set(self, blocks: Sequence[Block]) -> None:
        """Set the blocks in order."""
        for number, block in enumerate(blocks):
            if isinstance(block, NewPage):
                self._new_page(block)
            elif isinstance(block, Space):
                self.y += block.height
            elif isinstance(block, Bar):
                self._bar(block)
            elif isinstance(block, Table):
                self._table(block)
            elif isinstance(block, Leader):
                self._leader(block)
            else:
                self._heed(block, blocks[number + 1 : number + 5])
                self._para(block)

    @property
    def _page(self) -> Page:
        return self.pages[-1]

    @property
    def _floor(self) -> float:
        return self.sheet.height - self.sheet.bottom - self._page.note_height

    def _turn(self, *, bare: bool) -> None:
        running = self.pages[-1].running if self.pages else ""
        self.pages.append(Page(bare, running))
        self.y = self.sheet.top

    def _new_page(self, block: NewPage) -> None:
        if self._page.marks:
            self._turn(bare=block.bare)
        else:
            self._page.bare = block.bare

    def _heed(self, block: Para, following: Sequence[Block]) -> None:
        """Turn the page before a heading that would stand alone at its foot."""
        need = self._height(block)
        for after in following if block.style.keep else ():
            need += self._height(after)
            if not (isinstance(after, Para) and after.style.keep):
                break
        if block.style.keep and self.y + need > self._floor and self._page.marks:
            self._turn(bare=False)

    def _height(self, block: Block) -> float:
        """Say how high a block is: all of a heading, the first two lines of a paragraph."""
        if isinstance(block, Para):
            count = len(lines(block.text, block.style, self.sheet.measure))
            return block.style.before + block.style.lead * (count if block.style.keep else min(count, 2))
        return 40.0

    def _para(self, block: Para) -> None:
        if self.y > self.sheet.top:
            self.y += block.style.before
        for number, line in enumerate(lines(block.text, block.style, self.sheet.measure)):
            new = {mark: block.notes[mark] for mark in line.notes if mark in block.notes}
            room = self._room(new)
            if self.y + block.style.lead + room > self._floor:
                self._turn(bare=self._page.bare)
            if number == 0:
                self._label(block)
            self._note(new, room)
            self.y += block.style.lead
            self._page.marks.append(Glyphs(line, self.sheet.left + line.x, self.y))

    def _room(self, new: dict[str, str]) -> float:
        """Say how much of the page's foot some notes take."""
        return sum(self._note_height(mark, text) for mark, text in new.items()) + (8 if new and not self._page.notes else 0)

    def _note(self, new: dict[str, str], room: float) -> None:
        self._page.note_height += room
        self._page.notes += list(new.items())

    def _label(self, block: Para) -> None:
        if block.running:
            self._page.running = block.running
        if block.anchor:
            self.anchors[block.anchor] = len(self.pages) - 1 + self.sheet.first_number
        style = block.style
        baseline = self.y + style.lead
        if block.label:
            loose = style.but(font=block.label_font or style.font, align="left", hang=0, first=0, right=0)
            self._page.marks.append(Glyphs(lines(block.label, loose, 900)[0], self.sheet.left + style.left, baseline))
        if block.margin:
            bold = style.but(align="left", left=0, hang=0, first=0)
            self._page.marks.append(Glyphs(lines(block.margin, bold, 900)[0], self.sheet.left, baseline))

    def _note_height(self, mark: str, text: str) -> float:
        style = self.sheet.note_style
        return style.before + style.lead * len(lines(text, style, self.sheet.measure))

    def _bar(self, block: Bar) -> None:
        self.y += 6
        x = self.sheet.left
        self._page.marks.append(Stroke(x, self.y, x + self.sheet.measure * block.share, self.y, block.weight))
        self.y += 4

    def _leader(self, block: Leader) -> None:
        style = block.style
        rows = lines(block.text, style.but(align="left", right=46), self.sheet.measure)
        if self.y + style.before + style.lead * len(rows) > self._floor:
            self._turn(bare=self._page.bare)
        self.y += style.before
        for row in rows:
            self.y += style.lead
            self._page.marks.append(Glyphs(row, self.sheet.left + row.x, self.y))
        self._dots(rows[-1], style, str(self.numbers.get(block.target, 0)))

    def _dots(self, row: Line, style: Style, number: str) -> None:
        used = row.x + sum(width(run.text, run.font, run.size) for run in row.runs())
        room = self.sheet.measure - used - 30
        dots = " " + "." * max(3, int(room / width(".", style.font, style.size)) - 1)
        loose = style.but(align="left", left=0, hang=0, right=0)
        self._page.marks.append(Glyphs(lines(dots, loose, 900)[0], self.sheet.left + used + 3, self.y))
        x = self.sheet.left + self.sheet.measure - width(number, style.font, style.size)
        self._page.marks.append(Glyphs(lines(number, loose, 900)[0], x, self.y))

    def _table(self, block: Table) -> None:
        widths = column_widths(block, self.sheet.measure)
        self.y += 9
        top = True
        for number, row in enumerate(block.rows):
            style = block.style if number else block.style.but(font=_heading(block.style.font))
            cells = [lines(cell, style, wide - 8) for cell, wide in zip(row, widths, strict=True)]
            height = max(len(cell) for cell in cells) * style.lead + 6
            new = {mark: block.notes[mark] for cell in cells for line in cell for mark in line.notes if mark in block.notes}
            if self.y + height + self._room(new) > self._floor:
                self._turn(bare=False)
                top = True
            self._note(new, self._room(new))
            self._row(cells, widths, height, style.lead, top)
            top = False
        self.y += 6

    def _row(self, cells: list[list[Line]], widths: list[float], height: float, lead: float, top: bool) -> None:
        x = self.sheet.left
        marks = self._page.marks
        edge = x + sum(widths)
        if top:
            marks.append(Stroke(x, self.y, edge, self.y))
        marks.append(Stroke(x, self.y, x, self.y + height))
        for cell, wide in zip(cells, widths, strict=True):
            marks += [Glyphs(line, x + 4 + line.x, self.y + lead * (number + 1)) for number, line in enumerate(cell)]
            x += wide
            marks.append(Stroke(x, self.y, x, self.y + height))
        self.y += height
        marks.append(Stroke(self.sheet.left, self.y, edge, self.y))


def column_widths(table: Table, measure: float) -> list[float]:
    """Give each column its longest word, then share out what is left."""
    bold, size = _heading(table.style.font), table.style.size
    least = [max(width(word, bold, size) for cell in column for word in cell.split(" ")) + 10 for column in zip(*table.rows, strict=True)]
    spare = (measure - sum(least)) / sum(table.shares)
    return [low + spare * share for low, share in zip(least, table.shares, strict=True)]


def _heading(font: str) -> str:
    return {"Times-Roman": "Times-Bold", "Helvetica": "Helvetica-Bold"}.get(font, font)


def notes(sheet: Sheet, page: Page) -> list[Mark]:
    """Lay out the footnotes of a page under a short rule."""
    if not page.notes:
        return []
    style = sheet.note_style
    y = sheet.height - sheet.bottom - page.note_height + 6
    marks: list[Mark] = [Stroke(sheet.left, y, sheet.left + 110, y, 0.5)]
    for mark, text in page.notes:
        y += style.before
        sign = lines(f"[^{mark}]", style.but(hang=0, align="left"), 900)[0]
        for number, line in enumerate(lines(text, style, sheet.measure)):
            y += style.lead
            if number == 0:
                marks.append(Glyphs(sign, sheet.left, y))
            marks.append(Glyphs(line, sheet.left + line.x, y))
    return marks
