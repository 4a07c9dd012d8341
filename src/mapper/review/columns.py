"""Columns: quotes one under the other or side by side, cut so that all of them have a part on the screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from mapper.review.text import fit, pad

_LEAST = 2


@dataclass(frozen=True)
class Block:
    """Hold one or more columns of lines that stand side by side, each `width` cells wide."""

    columns: tuple[list[str], ...]
    width: int

    @property
    def height(self) -> int:
        """Count the lines of the longest column."""
        return max(len(column) for column in self.columns)

    def rows(self, most: int, gutter: int) -> list[str]:
        """Draw at most so many rows; a cut column ends in an ellipsis."""
        cut = [fit(column, most, self.width) for column in self.columns]
        between = " | ".center(gutter)
        return [between.join(pad(cell, self.width) for cell in row).rstrip() for row in zip_longest(*cut, fillvalue="")]


def whole(blocks: Sequence[Block], gutter: int) -> list[str]:
    """Draw every block in full, with a blank line between two that are not of one evidence."""
    rows: list[str] = []
    for number, block in enumerate(blocks):
        if number and (len(block.columns) > 1 or number % 2 == 0):
            rows.append("")
        rows += block.rows(block.height, gutter)
    return rows


def budgeted(blocks: Sequence[Block], height: int, gutter: int, *, more: str = "e") -> list[str]:
    """Draw blocks into so many rows: in full where they fit, else each gets its fair part, and what one does not need goes to the first ones.

    `more` is the key that shows the rest.
    """
    drawn = whole(blocks, gutter)
    if len(drawn) <= height:
        return drawn
    step = 1 if len(blocks[0].columns) > 1 else 2
    shown = list(blocks)
    while len(shown) > step and _least(shown) + (len(shown) < len(blocks)) > height:
        shown = shown[:-step]
    left_out = (len(blocks) - len(shown)) // step
    parts = share([block.height for block in shown], height - bool(left_out))
    rows = [row for block, part in zip(shown, parts, strict=True) for row in block.rows(part, gutter)]
    return [*rows, f"and {left_out} more: {more} shows all"] if left_out else rows


def _least(blocks: Sequence[Block]) -> int:
    return sum(min(_LEAST, block.height) for block in blocks)


def share(needs: Sequence[int], budget: int) -> list[int]:
    """Deal lines out one at a time, the first in line first, until the needs are met or the budget is spent."""
    parts = [0] * len(needs)
    while budget > 0 and any(part < need for part, need in zip(parts, needs, strict=True)):
        for number, need in enumerate(needs):
            if budget > 0 and parts[number] < need:
                parts[number] += 1
                budget -= 1
    return parts
