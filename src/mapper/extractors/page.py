"""What every engine gives of a page, whoever read it: words with style and place, ruled edges, images."""

from dataclasses import dataclass
from typing import NamedTuple

from mapper.types import Box


class Style(NamedTuple):
    """Say how letters look; `size` is in points as printed, `turned`: they run up or down the page."""

    font: str = ""
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    hidden: bool = False
    turned: bool = False


PLAIN = Style()


class Piece(NamedTuple):
    """Hold a stretch of one word in one style."""

    text: str
    style: Style
    box: Box


class Word(NamedTuple):
    """Hold what stands between two blanks; `hyphen` says that the line broke here at a hyphen, which is left out of the text.

    `gap` is the space before the word, in points, where boxes do not tell it: words of a line do not all run one way.
    """

    pieces: tuple[Piece, ...]
    box: Box
    hyphen: bool = False
    gap: float | None = None

    @property
    def text(self) -> str:
        """Give the letters of all pieces."""
        return self.pieces[0].text if len(self.pieces) == 1 else "".join(piece.text for piece in self.pieces)

    @property
    def style(self) -> Style:
        """Give the style of the longest piece."""
        return self.pieces[0].style if len(self.pieces) == 1 else max(self.pieces, key=lambda piece: len(piece.text)).style


@dataclass(frozen=True, slots=True)
class Page:
    """Hold one page: `edges` are thin ruled boxes, `cover` the share of the page under images, `units` what it has of any content.

    `ocr`: its words were read from its image; `sure` is how sure of them the reader was, 0 where nobody can say.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    edges: tuple[Box, ...] = ()
    cover: float = 0.0
    units: int = 0
    ocr: bool = False
    sure: float = 0.0
