"""Word grids: the tables of a Word file with the cells that its merged cells cover, and the line above each; read from the XML itself."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mapper.errors import UnreadableSource, count
from mapper.extractors import wordchanges
from mapper.extractors.symbols import sign
from mapper.extractors.wordxml import CHOICES, Parts, W, chosen, is_on, value, within
from mapper.legacy.grids import Found, Grid, saved, tidy

_NOT_TEXT = {f"{W}{name}" for name in ("pPr", "rPr", "tcPr", "delText", "instrText", "drawing", "pict", "object", "tbl")}
_BREAKS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": " ", f"{W}noBreakHyphen": "-"}
_LONGEST = 240  # letters: a longer paragraph above a table is no title of it
_COLUMNS = 200
_CELLS = 200_000


def document(path: Path) -> Found:
    """Read the tables of a Word file as they read when all open changes are accepted; one within a cell is a table of its own."""
    try:
        with zipfile.ZipFile(path) as archive:
            tree = Parts(archive).tree("document")
            changes = 0 if tree is None else wordchanges.accept(tree)
            body = None if tree is None else tree.find(f"{W}body")
            grids = [] if body is None else list(_grids(body))
        year = saved(path)
    except (LookupError, ArithmeticError, ValueError, SyntaxError, AttributeError, EOFError, zipfile.BadZipFile, zlib.error, OSError) as error:
        raise UnreadableSource(f"{path.name} is damaged: a part of it cannot be read; open it in Word and save it anew") from error
    notes = [f"{count(changes, 'open change')} taken as accepted; settle them in Word to be sure"] if changes else []
    if hidden := sum(1 for table in body.iter(f"{W}tbl") for row in within(table, "tr") if _is_hidden(row)) if body is not None else 0:
        notes.append(f"{count(hidden, 'hidden row')} read as the others; take out what does not belong")
    return Found(tuple(grids), tuple(notes), year)


def _grids(body: Any) -> Iterator[Grid]:
    above, number = "", 0
    for element in _flowing(body):
        if element.tag == f"{W}p":
            above = text if (text := tidy(_text(element))) and len(text) <= _LONGEST else "" if text else above
            continue
        rows, across = _rows(element)
        number += 1
        if any(map(any, rows)):
            yield Grid("", number, tuple(map(tuple, rows)), across=frozenset(across), title=above)
        above = ""


def _flowing(parent: Any) -> Iterator[Any]:
    """Give paragraphs and tables from the top, the tables within a cell right behind its own."""
    for element in within(parent, "p", "tbl"):
        yield element
        if element.tag == f"{W}tbl":
            for row in within(element, "tr"):
                yield from (inner for cell in within(row, "tc") for inner in _flowing(cell) if inner.tag == f"{W}tbl")


def _rows(table: Any) -> tuple[list[list[str]], list[int]]:
    """Lay the cells out: one over several columns or rows says the same in each; give also the rows that have one over several columns."""
    rows: list[list[str]] = []
    across: list[int] = []
    for row in within(table, "tr"):
        cells: list[str] = [""] * _gap(row, "gridBefore")
        for cell in within(row, "tc"):
            span = max(1, min(_number(cell.find(f"{W}tcPr"), "gridSpan", 1), _COLUMNS))
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            goes_on = merge is not None and merge.get(f"{W}val", "continue") == "continue" and rows
            text = rows[-1][len(cells)] if goes_on and len(cells) < len(rows[-1]) else tidy("\n".join(map(_text, within(cell, "p"))))
            across += [len(rows)] if span > 1 and text else []
            cells += [text] * span
        rows.append(cells[:_COLUMNS])
        if len(rows) * max(1, len(cells)) > _CELLS:
            raise ValueError("a table has more cells than a person keeps")
    return rows, across


def _gap(row: Any, name: str) -> int:
    return max(0, min(_number(row.find(f"{W}trPr"), name, 0), _COLUMNS))


def _number(properties: Any, name: str, default: int) -> int:
    said = value(properties, name, str(default))
    return int(said) if re.fullmatch(r"\d{1,4}", said) else default


def _is_hidden(row: Any) -> bool:
    hidden = row.find(f"{W}trPr/{W}hidden")
    return hidden is not None and is_on(hidden)


def _text(element: Any) -> str:
    """Give the words of a paragraph as a reader sees them; hidden letters are none."""
    return "".join(_letters(element))


def _letters(element: Any) -> Iterator[str]:
    for child in chosen(element) if element.tag == CHOICES else element:
        if not isinstance(child.tag, str) or child.tag in _NOT_TEXT:
            continue
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        elif child.tag == f"{W}sym":
            yield _sign(child)
        elif not (child.tag == f"{W}r" and _is_unseen(child)):
            yield from _letters(child)


def _is_unseen(run: Any) -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and is_on(vanish)


def _sign(symbol: Any) -> str:
    """Read a sign of a font of signs, such as a tick."""
    return sign(int(symbol.get(f"{W}char", "2022"), 16), symbol.get(f"{W}font", ""))
