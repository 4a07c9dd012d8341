"""What every engine gives of a page, whoever read it: words with style and place, ruled edges, images."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
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
tuple_of = tuple.__new__  # makes a named tuple at a third of the cost of calling its class; there are several a word


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


class Stretch(NamedTuple):
    """Hold the words of a stretch, their texts, and the gaps between them; a word of several styles is a stretch by itself."""

    words: list[Word]
    texts: list[str]
    gaps: list[float]
    style: Style
    box: Box


@dataclass(frozen=True)
class Page:
    """Hold one page: `edges` are thin ruled boxes, `cover` the share of the page under images, `units` what it has of any content.

    `ocr`: its words were read from its image; `sure` is how sure of them the reader was, 0 where nobody can say, `language` in which it read.
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
    language: str = ""

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """Give its words in stretches."""
        return tuple(stretches(self.words))


def stretches(words: Iterable[Word]) -> Iterator[Stretch]:
    """Part words, in the order of the file, into stretches: they follow each other to the right in one style, on one baseline."""
    members: list[Word] = []
    texts: list[str] = []
    gaps: list[float] = []
    style: Style | None = None  # of the stretch; none where no other word may join it
    left = top = right = bottom = 0.0
    for word in words:
        pieces, (x0, y0, x1, y1), hyphen, gap = word
        text, look, _ = pieces[0]
        if look is style and x0 >= left and y1 == bottom and y0 == top and len(pieces) == 1 and gap is None:
            members.append(word)
            texts.append(text)
            gaps.append(x0 - right)
        else:
            if members:
                yield _stretch(members, texts, gaps)
            members, texts, gaps, top, bottom = [word], [text], [], y0, y1
            style = None if gap is not None or look.turned else look
            if len(pieces) > 1:
                style, texts = None, [word.text]
        left, right = x0, x1
        if hyphen:
            style = None
    if members:
        yield _stretch(members, texts, gaps)


def _stretch(words: list[Word], texts: list[str], gaps: list[float]) -> Stretch:
    first, last = words[0].box, words[-1].box
    right = last.x1 if not gaps or min(gaps) >= 0 else max(word.box.x1 for word in words)
    return tuple_of(Stretch, (words, texts, gaps, words[0].style, tuple_of(Box, (first.x0, first.top, right, first.bottom))))


def part(stretch: Stretch, begin: int, end: int) -> Stretch:
    """Give some words of a stretch, from one place to before another, as a stretch."""
    whole = end - begin == len(stretch.words)
    return stretch if whole else _stretch(stretch.words[begin:end], stretch.texts[begin:end], stretch.gaps[begin : end - 1])


def words_of(row: Iterable[Stretch]) -> list[Word]:
    """Give the words of stretches."""
    return [word for stretch in row for word in stretch.words]


def joined(word: Word, other: Word) -> Word:
    """Make one word of two that stand beside each other."""
    *before, last = word.pieces
    first, *behind = other.pieces
    if last.style == first.style:
        box = Box(last.box.x0, min(last.box.top, first.box.top), first.box.x1, max(last.box.bottom, first.box.bottom))
        return of_pieces([*before, Piece(last.text + first.text, first.style, box), *behind], other.hyphen)
    return of_pieces([*word.pieces, *other.pieces], other.hyphen)


def ending(word: Word, right: float) -> Word:
    """Let a word end where its pen does: its last letter leans over the blank behind it."""
    *before, last = word.pieces
    box = last.box._replace(x1=max(last.box.x0, right))
    return of_pieces([*before, last._replace(box=box)], word.hyphen)


def of_pieces(pieces: Sequence[Piece], hyphen: bool) -> Word:
    """Make a word of its pieces, which follow each other from the left."""
    boxes = [piece.box for piece in pieces]
    box = Box(boxes[0].x0, min(b.top for b in boxes), max(b.x1 for b in boxes), max(b.bottom for b in boxes))
    return Word(tuple(pieces), box, hyphen)
