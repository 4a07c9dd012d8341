"""Lines: what a reader sees beside each other, as runs of one style; the only thing that the grammar knows of a file."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from mapper.extractors.page import PLAIN, Style
from mapper.types import Box, Comment, Footnote

BREAK, CUT = "\n", "\ufffe"  # in the cells of a table: where a line ends, and where it broke a word at a hyphen
SPLIT = "\u2060"  # behind BREAK: where the edge of the cell may have cut a word


class Call(NamedTuple):
    """Hold a mark that was taken out of a line: what calls for a note, in which cell of a row, and what stands before it there."""

    mark: str
    before: str
    cell: int = -1


class Run(NamedTuple):
    """Hold a stretch of a line in one style; `space` and `tab` say what stands before it."""

    text: str
    style: Style = PLAIN
    box: Box | None = None
    raised: bool = False
    space: bool = False
    tab: bool = False
    note: str = ""


@dataclass(frozen=True)
class Line:
    """Hold one line of a page, or one paragraph where the file has no lines; `hyphen`: the last word goes on in the next line.

    `role` is what a file's own style sheet says of a paragraph; `label` its automatic number, `series` and `level` in which of
    the file's lists it stands, and how deep there; `cells` the row of a table,
    `cell_runs` the same in runs where the file tells them; `marks` call for footnotes, `comments` hang on it; `whole`: it is a paragraph,
    `centred` if the file says so; `lead`: how wide its first word is; `mirror`: how wide the page is, where its text begins at the right.
    """

    runs: tuple[Run, ...]
    page: int
    box: Box
    hyphen: bool = False
    role: str = ""
    label: str = ""
    level: int = -1
    series: str = ""
    cells: tuple[str, ...] = ()
    cell_runs: tuple[tuple[Run, ...], ...] = ()
    marks: tuple[str, ...] = ()
    calls: tuple[Call, ...] = ()
    whole: bool = False
    lead: float = 0.0
    ocr: bool = False
    mirror: float = 0.0
    centred: bool = False
    comments: tuple[Comment, ...] = ()

    @property
    def start(self) -> float:
        """Say how far from the side on which lines begin this one begins."""
        return self.mirror - self.box.x1 if self.mirror else self.box.x0

    @property
    def end(self) -> float:
        """Say how far from the side on which lines begin this one ends."""
        return self.mirror - self.box.x0 if self.mirror else self.box.x1

    @cached_property
    def text(self) -> str:
        """Give the whole text, marks and all."""
        return join(self.runs)

    @cached_property
    def plain(self) -> str:
        """Give the text without raised marks."""
        return join(run for run in self.runs if not run.raised)

    @property
    def size(self) -> float:
        """Give the font size of most letters."""
        return self.main.size

    @cached_property
    def main(self) -> Style:
        """Give the style of most letters."""
        if len(self.runs) == 1:
            return self.runs[0].style
        weights: dict[Style, int] = {}
        for run in self.runs:
            weights[run.style] = weights.get(run.style, 0) + len(run.text)
        return max(weights, key=lambda style: (weights[style], style.size)) if weights else Style()

    def share(self, kind: str) -> float:
        """Give the share of letters that are italic or bold."""
        letters = [(run, sum(map(str.isalnum, run.text))) for run in self.runs if not run.raised]
        total = sum(count for _, count in letters)
        return sum(count for run, count in letters if getattr(run.style, kind)) / total if total else 0.0


def of_words(runs: tuple[Run, ...], page: int, box: Box, *, hyphen: bool, lead: float, ocr: bool) -> Line:
    """Make a line of what a page has; at a seventh of the cost of calling the class, which sets every field by itself."""
    line = object.__new__(Line)
    line.__dict__.update(runs=runs, page=page, box=box, hyphen=hyphen, lead=lead, ocr=ocr)
    return line


@dataclass(frozen=True, slots=True)
class Sheet:
    """Hold the lines of one page, or of a whole file without pages; `notes` are footnotes that the file itself keeps apart.

    `sure`: how sure OCR was of a page that it read, 0 where it read none.
    """

    number: int
    lines: tuple[Line, ...]
    width: float = 0.0
    height: float = 0.0
    edges: tuple[Box, ...] = ()
    notes: tuple[Footnote, ...] = ()
    problems: tuple[str, ...] = ()
    sure: float = 0.0


def join(runs: Iterable[Run]) -> str:
    """Put the texts of runs together with the blanks between them."""
    return "".join((" " if run.space else "") + run.text for run in runs).strip()
