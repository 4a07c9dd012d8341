"""Stacks: several texts in one cell, spread over as many rows as a reader can see whole."""

import math
from collections.abc import Sequence

MOST_LINES = 27  # of 15 points; no row of a worksheet may be higher than 409


def stack(texts: Sequence[str], width: int, most: int = MOST_LINES - 1) -> list[str]:
    """Put texts below one another into as few cells as hold them whole; a text too long for a cell has one of its own."""
    cells: list[list[str]] = []
    left = 0
    for text in texts:
        needed = lines(text, width) + 1
        if not cells or needed > left:
            cells.append([])
            left = most + 1
        cells[-1].append(text)
        left -= needed
    return ["\n\n".join(cell) for cell in cells]


def lines(text: str, width: float) -> int:
    """Estimate how many lines a text takes in a cell so many characters wide: programs that open the file do not all work it out."""
    return sum(max(1, math.ceil(len(line) / (width * 1.05))) for line in text.split("\n"))
