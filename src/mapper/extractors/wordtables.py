"""Tables of Word files: which have rules that a reader sees, and which only lay text out on the page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress, pairwise
from typing import Any

from mapper.extractors.wordstyles import Styles
from mapper.extractors.wordxml import W, value, within

_FEW = 0.25  # of the cells
_NONE = ("", "nil", "none")
_PROPERTIES = tuple(f"{W}{name}" for name in ("tcPr", "pPr", "rPr"))
_EMPTY = (*_PROPERTIES, *(f"{W}{name}" for name in ("p", "r", "bookmarkStart", "bookmarkEnd", "proofErr", "lastRenderedPageBreak")))
_RELATIONS = frozenset("=≠≈≡<>≤≥")
_SAME = {"start": "left", "end": "right"}

_Sides = Mapping[str, bool]


@dataclass(frozen=True)
class Row:
    """Hold the cells of a row, and what it is: `ruled` rows are a table's, others are text that stands in one."""

    cells: tuple[Any, ...]
    ruled: bool


@dataclass(frozen=True)
class _Ruled:
    """Hold the cells of a row with the rules that each says it has, and those that the row has by its table."""

    cells: tuple[Any, ...]
    own: tuple[_Sides, ...]
    usual: _Sides

    def has(self, cell: int, side: str, inner: str = "") -> bool:
        """Say whether a cell has a rule on a side; `inner` names what the table has there."""
        return self.own[cell].get(side, self.usual.get(inner or side, False))

    def is_unseen(self, cell: int) -> bool:
        """Say whether a cell at the left has neither words nor rules: it sets the others in."""
        ruled = self.has(cell, "left") or self.has(cell, "top", "insideH") or self.has(cell, "bottom", "insideH")
        return not ruled and next(self.cells[cell].iter(f"{W}t"), None) is None

    def between(self) -> bool:
        """Say whether a rule parts two of its cells."""
        pairs = pairwise(range(len(self.cells)))
        return any(self.has(left, "right", "insideV") or self.has(right, "left", "insideV") for left, right in pairs)

    def along(self, side: str) -> bool:
        """Say whether a rule runs all the way along it, to the next row."""
        return all(self.has(cell, side, "insideH") for cell in range(len(self.cells)))


def rows(table: Any, styles: Styles) -> list[Row]:
    """Give the rows of a table.

    A table of one column is text, and so is one without any rule between its cells whose rows are not alike, or a masthead, which stands at a place
    of the page and not of the text; and a row of one cell above or below the others that no rule holds: the title of the table, or a note. Cells
    that only set the rows in are none.
    """
    usual = _usual(table, styles)
    found = [_row(row, usual) for row in within(table, "tr")]
    if max((len(row.cells) for row in found), default=0) < 2:
        return [Row(row.cells, ruled=False) for row in found]
    if not _is_drawn(found) or (_is_put_on_the_page(table) and not any(row.between() for row in found)):
        return [Row(row.cells, ruled=_is_regular(found)) for row in found]
    above = _loose(found, "top")
    below = _loose(found[::-1], "bottom") if above < len(found) else 0
    spacer = all(len(row.cells) > 2 and row.is_unseen(0) for row in found[above : len(found) - below])
    shown = [row.cells[spacer:] for row in found] if any(row.between() for row in found) else _seen(found, styles)
    return [Row(cells if ruled else row.cells, ruled) for (row, ruled), cells in zip(_parts(found, above, below), shown, strict=True)]


def _is_put_on_the_page(table: Any) -> bool:
    """Say whether a table stands at a place counted from the edges of the page, as a masthead does; others that float stand beside their text."""
    place = table.find(f"{W}tblPr/{W}tblpPr")
    return place is not None and place.get(f"{W}horzAnchor") == place.get(f"{W}vertAnchor") == "page"


def _seen(found: Sequence[_Ruled], styles: Styles) -> list[tuple[Any, ...]]:
    """Give the cells that a reader sees where rules run between rows only.

    A column that holds nothing in the whole table is white, and so is what stands behind the last words of a row: it may be one cell to the end.
    """
    bare = [[_is_bare(cell, styles) for cell in row.cells] for row in found]
    columns = [not all(column) for column in zip(*bare, strict=True)] if len(set(map(len, bare))) == 1 else [True] * max(map(len, bare))
    return [tuple(compress(row.cells[: _shown(its)], columns)) for row, its in zip(found, bare, strict=True)]


def _shown(bare: Sequence[bool]) -> int:
    """Count the cells of a row up to its last that holds anything; of an empty row all."""
    return max((n for n, its in enumerate(bare, 1) if not its), default=len(bare))


def _is_bare(cell: Any, styles: Styles) -> bool:
    """Say whether a cell has nothing but empty paragraphs, which no list counts."""
    if any(styles.look(each).number for each in cell.iter(f"{W}p")):
        return False
    return all(each.tag in _EMPTY or any(around.tag in _PROPERTIES for around in each.iterancestors()) for each in cell.iterdescendants())


def _parts(found: Sequence[_Ruled], above: int, below: int) -> Iterator[tuple[_Ruled, bool]]:
    return ((row, above <= n < len(found) - below) for n, row in enumerate(found))


def _is_drawn(found: Sequence[_Ruled]) -> bool:
    """Say whether a rule runs between two cells, or two rows all the way."""
    if any(row.between() for row in found):
        return True
    return any(above.along("bottom") or below.along("top") for above, below in pairwise(found))


def _is_regular(found: Sequence[_Ruled]) -> bool:
    """Say whether all rows have as many cells, and few cells have several paragraphs or no words, as in a table of facts.

    Two cells are a term and what it means: a list, as others write it with tabs. So are formulas, whose signs are a column.
    """
    filled = [sum(next(each.iter(f"{W}t"), None) is not None for each in within(cell, "p", "tbl")) for row in found for cell in row.cells]
    alike = len(found[0].cells) > 2 and len({len(row.cells) for row in found}) == 1 and sum(count != 1 for count in filled) < _FEW * len(filled)
    return alike and not any(map(_is_of_signs, zip(*(row.cells for row in found), strict=True)))


def _is_of_signs(column: Sequence[Any]) -> bool:
    """Say whether a column holds signs of relations only, as that of formulas does which are set under each other."""
    texts = ["".join(text.text or "" for text in cell.iter(f"{W}t")).strip() for cell in column]
    return any(texts) and _RELATIONS.issuperset("".join(texts).replace(":=", "="))


def _loose(found: Sequence[_Ruled], outer: str) -> int:
    """Count the rows of one cell at an end of a table that no rule holds at either side, nor on the outer side."""
    count = 0
    for row in found:
        if len(row.cells) != 1 or row.has(0, "left") or row.has(0, "right") or (not count and row.has(0, outer)):
            break
        count += 1
    return count


def _row(row: Any, usual: _Sides) -> _Ruled:
    cells = tuple(within(row, "tc"))
    excepted = _sides(row.find(f"{W}tblPrEx/{W}tblBorders"))
    return _Ruled(cells, tuple(_sides(cell.find(f"{W}tcPr/{W}tcBorders")) for cell in cells), {**usual, **excepted})


def _usual(table: Any, styles: Styles) -> _Sides:
    """Give the rules that a table has by its style and by its own properties."""
    properties = table.find(f"{W}tblPr")
    sides: dict[str, bool] = {}
    for style in reversed(list(styles.chain(value(properties, "tblStyle")))):
        sides |= _sides(style.find(f"{W}tblPr/{W}tblBorders"))
    return {**sides, **_sides(None if properties is None else properties.find(f"{W}tblBorders"))}


def _sides(borders: Any) -> _Sides:
    return {} if borders is None else dict(_named(borders))


def _named(borders: Any) -> Iterator[tuple[str, bool]]:
    for side in borders:
        if isinstance(side.tag, str):
            name = side.tag.removeprefix(W)
            yield _SAME.get(name, name), side.get(f"{W}val", "") not in _NONE
