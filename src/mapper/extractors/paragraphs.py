"""Paragraphs: lines that belong together, over page breaks too, with words mended that were cut at a line's end."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, zip_longest

from mapper.extractors import cues, labels
from mapper.extractors.beginnings import Beginnings
from mapper.extractors.cutrows import goes_on, spilled
from mapper.extractors.joining import Mender, clean, without_blanks
from mapper.extractors.likeness import STYLED
from mapper.extractors.lines import Line, Run, Sheet
from mapper.extractors.measures import is_centred
from mapper.profiles import Organisation
from mapper.types import Box, Comment

CELLS = " | "  # between the cells of a row, where it is one text


@dataclass(frozen=True)
class Paragraph:
    """Hold one paragraph with its look; `firm`: the look speaks for the label; `apart`: there is space above it.

    `calls`: page, mark and place, counted in characters of the text, of what calls for notes.
    """

    text: str
    page: int
    box: Box
    label: str = ""
    firm: bool = False
    apart: bool = False
    italic: bool = False
    bold: bool = False
    centred: bool = False
    size: float = 0.0
    lead: str = ""
    role: str = ""
    level: int = -1
    series: str = ""
    counted: bool = False
    cells: tuple[str, ...] = ()
    last_page: int = 0
    marks: tuple[tuple[int, str], ...] = ()
    calls: tuple[tuple[int, str, int], ...] = ()
    indent: float = 0.0
    comments: tuple[Comment, ...] = ()

    @property
    def whole(self) -> str:
        """Give the text with its label."""
        return f"{self.label} {self.text}".strip()


@dataclass
class _Open:
    """Collect the lines of one paragraph."""

    lines: list[Line] = field(default_factory=list)
    apart: bool = True


def paragraphs(sheets: Sequence[Sheet], profile: Organisation, mender: Mender) -> list[Paragraph]:
    """Give the paragraphs of a source in order."""
    return _Joiner(sheets, profile, mender).result()


class _Joiner:
    """Put the lines of a source together."""

    def __init__(self, sheets: Sequence[Sheet], profile: Organisation, mender: Mender) -> None:
        self.sheets, self.mender = sheets, mender
        self.beginnings = Beginnings(sheets, profile)

    def result(self) -> list[Paragraph]:
        """Join lines; each is asked whether it begins a paragraph."""
        found: list[_Open] = []
        before: Line | None = None
        for sheet in self.sheets:
            for line in sheet.lines:
                begins, apart = self.beginnings.begins(line, before, found[-1].lines if found else [])
                if begins:
                    found.append(_Open(apart=apart))
                found[-1].lines.append(line)
                before = line
        return self._rows_joined([each for each in found if each.lines])

    def _rows_joined(self, found: Sequence[_Open]) -> list[Paragraph]:
        """Make paragraphs, and join the two parts of a table's row that a page break cut, between its cells or within them."""
        joined: list[Paragraph] = []
        row: Line | None = None
        table: list[Line] = []  # its rows so far
        above: dict[int, tuple[int, Line]] = {}  # by the place of a cell: the last row that fills it
        for each in found:
            paragraph, line = self._paragraph(each), each.lines[0]
            if row and goes_on(row, line, table):
                joined[-1] = self._row_joined(joined[-1], paragraph, range(len(line.cells)))
            else:
                for place in spilled(row, line, {place: its for place, (_, its) in above.items()}) if row else ():
                    at = above[place][0]
                    joined[at] = self._row_joined(joined[at], paragraph, [place])
                    paragraph = replace(paragraph, cells=tuple("" if n == place else cell for n, cell in enumerate(paragraph.cells)))
                joined.append(paragraph)
                table.append(line)
            if not line.cells:
                table, above = [], {}
            above |= {place: (len(joined) - 1, line) for place, cell in enumerate(line.cells) if cell}
            row = line
        return joined

    def _row_joined(self, row: Paragraph, rest: Paragraph, places: Collection[int]) -> Paragraph:
        """Put what a page break cut off some cells of a row back into them."""
        pairs = [(one, other if place in places else "") for place, (one, other) in enumerate(zip_longest(row.cells, rest.cells, fillvalue=""))]
        cells = tuple(self.mender.join(one, other, False) if one and other else one or other for one, other in pairs)
        return replace(row, cells=cells, last_page=rest.page, marks=(*row.marks, *rest.marks))

    def _calls(self, line: Line, text: str, hyphen: bool) -> list[tuple[int, str, int]]:
        """Say where marks stood, in characters from the beginning of the paragraph, or of the row with its cells joined."""
        found = []
        for call in line.calls:
            if call.cell < 0:
                before = self.mender.join(text, call.before, hyphen) if text and call.before else text or call.before
                found.append((line.page, call.mark, len(without_blanks(clean(before)))))
            else:
                cells = [*(self.mender.mended(cell) for cell in line.cells[: call.cell]), self.mender.mended(call.before)]
                found.append((line.page, call.mark, len(CELLS.join(cells))))
        return found

    def _paragraph(self, open_: _Open) -> Paragraph:
        lines = open_.lines
        first = lines[0]
        text, calls = first.plain, self._calls(first, "", False)
        for before, line in pairwise(lines):
            calls += self._calls(line, text, before.hyphen)
            text = self.mender.join(text, line.plain, before.hyphen)
        text = clean(text)
        label, rest = (first.label, text) if first.label else labels.split(text)
        rest = without_blanks(rest)
        firm = bool(first.label) or (bool(label) and (open_.apart or cues.is_firm(first, label)))
        box = _box([line for line in lines if line.page == first.page])
        letters = [run for line in lines for run in line.runs]
        return Paragraph(
            text=rest,
            page=first.page,
            box=box,
            indent=round(self.beginnings.columns.indent(first), 1),
            label=label,
            firm=firm,
            apart=open_.apart,
            italic=_share(letters, "italic") > STYLED,
            bold=_share(letters, "bold") > STYLED,
            centred=all(line.centred or is_centred(line, self.beginnings.columns.of(line)) for line in lines),
            size=first.size,
            lead=_lead(letters, label),
            role=first.role,
            level=first.level,
            series=first.series,
            counted=bool(first.label) and first.level >= 0,
            cells=tuple(self.mender.mended(cell) for cell in first.cells),
            last_page=lines[-1].page,
            marks=tuple((line.page, mark) for line in lines for mark in line.marks),
            calls=tuple((page, mark, max(0, place - (0 if first.cells else len(text) - len(rest)))) for page, mark, place in calls),
            comments=tuple(comment for line in lines for comment in line.comments),
        )


def _share(runs: Iterable[Run], kind: str) -> float:
    letters = [(run, sum(map(str.isalnum, run.text))) for run in runs if not run.raised]
    total = sum(count for _, count in letters)
    return sum(count for run, count in letters if getattr(run.style, kind)) / total if total else 0.0


def _lead(runs: Sequence[Run], label: str) -> str:
    """Give the italic words that a paragraph begins with, behind its label."""
    words = []
    for place, run in enumerate(runs):
        if place == 0 and label and run.text == label:
            continue
        if not run.style.italic:
            break
        words.append(run.text)
    return " ".join(words)


def _box(lines: Sequence[Line]) -> Box:
    boxes = [line.box for line in lines]
    left, top = min(box.x0 for box in boxes), min(box.top for box in boxes)
    right, bottom = max(box.x1 for box in boxes), max(box.bottom for box in boxes)
    return Box(round(left, 1), round(top, 1), round(right, 1), round(bottom, 1))
