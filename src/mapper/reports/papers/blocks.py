"""Blocks: what a paper is made of; a paper is written once and drawn by whoever knows a format."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Run:
    """Hold words that look alike: strong, quiet beside the others, or hidden; `language` where it is not that of the paper.

    A `mark` of "-" strikes them, one of "+" underlines them.
    """

    text: str
    strong: bool = False
    quiet: bool = False
    language: str = ""
    hidden: bool = False
    mark: str = ""


Words = tuple[Run, ...]


def words(*parts: str | Run) -> Words:
    """Put plain words and runs beside one another."""
    return tuple(Run(part) if isinstance(part, str) else part for part in parts if part)


def strong(text: str) -> Run:
    """Make words stand out."""
    return Run(text, strong=True)


def quiet(text: str) -> Run:
    """Let words stand back."""
    return Run(text, quiet=True)


@dataclass(frozen=True)
class Heading:
    """Head what follows; level 1 to 3."""

    words: Words
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """Hold a paragraph in a named look of the template."""

    words: Words
    style: str = "Normal"


@dataclass(frozen=True)
class Listed:
    """Hold the entries of a list, in the look that numbers or marks them."""

    entries: tuple[Words, ...]
    style: str = "List Bullet"


@dataclass(frozen=True)
class Contents:
    """Stand where the headings down to a level are listed."""

    title: str
    levels: int = 2


@dataclass(frozen=True)
class Cell:
    """Hold the paragraphs of one cell; `pairs` are the ids of the pairs that it shows, by which comments find back.

    `choices` are the words that a person chooses one of, in place of its only paragraph.
    """

    lines: tuple[Words, ...]
    pairs: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()


def cell(*lines: str | Run | Words, pairs: Iterable[str] = ()) -> Cell:
    """Make a cell of lines; empty ones are left out."""
    made = (line if isinstance(line, tuple) else words(line) for line in lines)
    return Cell(tuple(line for line in made if line), tuple(pairs))


@dataclass(frozen=True)
class Column:
    """Head a column, and say what share of the table's width it has."""

    title: str
    width: float


@dataclass(frozen=True)
class Grid:
    """Hold a table: its caption, what it shows in a sentence for who cannot see it, its columns, its rows, and a note below it.

    Tables of one `label` are counted together; a `number` says which this is, where it is not the next.
    """

    caption: str
    about: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    label: str = "Table"
    number: int = 0


Block = Heading | Paragraph | Listed | Contents | Grid


@dataclass(frozen=True)
class Part:
    """Hold blocks on pages of one direction."""

    blocks: tuple[Block, ...]
    wide: bool = False


@dataclass(frozen=True)
class Paper:
    """Hold one paper: its file, its template, the fields that the template shows, its parts, and the language that it is in."""

    name: str
    template: str
    title: str
    fields: Mapping[str, str]
    parts: tuple[Part, ...]
    subject: str = ""
    language: str = "en-GB"
    keywords: tuple[str, ...] = field(default=())

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Give the blocks of all parts."""
        return tuple(block for part in self.parts for block in part.blocks)


def told(blocks: Sequence[Block]) -> str:
    """Give all the words of some blocks, a line each, for who looks for one."""
    return "\n".join("".join(run.text for run in line) for block in blocks for line in _lines(block))


def _lines(block: Block) -> Iterable[Words]:
    if isinstance(block, Heading | Paragraph):
        return [block.words]
    if isinstance(block, Listed):
        return block.entries
    if isinstance(block, Grid):
        cells = [line for row in block.rows for one in row for line in one.lines]
        return [words(block.caption), *(words(column.title) for column in block.columns), *cells, words(block.note)]
    return [words(block.title)]
