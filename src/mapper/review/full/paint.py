"""Painting: the lines of a screen as strips of styled text. What a document says is text: no markup in it is read, no sequence obeyed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from mapper.emphasis import parts
from mapper.review.text import cut, safe, width

_CHANGE = re.compile(r"(\[-|\{\+|-\]|\+\})")


@dataclass(frozen=True)
class Look:
    """Hold the styles of a screen; without colours bold, underlined and reversed words remain."""

    head: Style
    rule: Style
    spoken: Style
    gone: Style
    new: Style
    told: Style
    keys: Style
    plain: Style


def look(*, coloured: bool) -> Look:
    """Choose the styles; the colours are those that the person gave their terminal."""
    hue = {"head": "cyan", "spoken": "yellow", "gone": "red", "new": "green", "told": "cyan"} if coloured else {}
    return Look(
        head=Style(bold=True, reverse=True, color=hue.get("head")),
        rule=Style(dim=True),
        spoken=Style(bold=True, underline=True, color=hue.get("spoken")),
        gone=Style(strike=not coloured, color=hue.get("gone")),
        new=Style(bold=True, color=hue.get("new")),
        told=Style(bold=True, color=hue.get("told")),
        keys=Style(dim=True),
        plain=Style(),
    )


def strip(line: str, cells: int, style: Style, spoken: Style | None = None) -> Strip:
    """Make one line a strip of exactly so many cells, by the same measure as it was laid out."""
    runs = [(safe(text), marked) for text, marked in parts(line)]
    whole = "".join(text for text, _ in runs)
    if width(whole) > cells:
        runs, whole = [(cut(whole, cells), False)], cut(whole, cells)
    segments = [Segment(text, (spoken or style) if marked else style) for text, marked in runs if text]
    return Strip([*segments, Segment(" " * (cells - width(whole)), style)], cells)


def changed(lines: Sequence[str], cells: int, look: Look) -> Iterator[Strip]:
    """Make strips of old and new wording: what is gone and what is new is painted over the ends of lines, and keeps its brackets."""
    style = look.plain
    for line in lines:
        segments = []
        for piece in _CHANGE.split(safe(line)):
            style = {"[-": look.gone, "{+": look.new}.get(piece, style)
            segments.append(Segment(piece, style))
            style = look.plain if piece in ("-]", "+}") else style
        used = width(safe(line))
        yield Strip([*segments, Segment(" " * max(0, cells - used), look.plain)], cells)
