"""Lines of paragraphs in the cells of a Word table: where they stand side by side, each is a row that no rule parts from the next."""

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any

from mapper.extractors import labels
from mapper.extractors.wordstyles import Styles, points
from mapper.extractors.wordxml import W, within

_LEAST = 3  # lines side by side: fewer are those of two cells
_COLUMNS = 3  # cells of one paragraph each that breaks part into as many lines: fewer may have as many by chance
_LETTER = 0.45  # of the font size: so wide is a letter, about; a paragraph whose letters do not fit into its cell has several lines
_PAGE = 480.0  # points: so wide a table is at most, about
_UNITS = {"dxa": 1 / 20, "pct": _PAGE / 5000}  # points
_CODE = re.compile(r"(?=.*[\d(\[])\S{1,12}|[^\W\d_]|[–—-]")  # a figure, a letter, a sign for none, or as "u(8)"
_MARGINS = 10.8  # points: so much of a cell's width is white


def parted(cells: Sequence[Any], styles: Styles) -> list[Sequence[Any]]:
    """Give the rows of a row, each with what its cells hold: several where lines stand side by side in two cells."""
    held = [list(within(cell, "p", "tbl")) for cell in cells]
    texts = [[line for each in its for line in _texts(each)] for its in held]
    if not ((_are_side_by_side(texts) or _are_as_many(held)) and _fit(cells, held, styles)):
        return [cells]
    lines = [[line for each in its for line in _broken_up(each)] for its in held]
    return [[its[n : n + 1] for its in lines] for n in range(max(map(len, lines)))]


def is_broken(cell: Any) -> bool:
    """Say whether a break parts two lines of a cell."""
    return any(sum(map(bool, map(str.strip, _texts(each)))) > 1 for each in within(cell, "p"))


def _texts(paragraph: Any) -> list[str]:
    """Give the lines of a paragraph that breaks part."""
    lines = [""]
    for child in paragraph:
        for each in child.iter(f"{W}t", f"{W}br"):
            if each.tag == f"{W}t":
                lines[-1] += each.text or ""
            elif _breaks(each) and each.getparent() is child:
                lines.append("")
    return lines


def _breaks(element: Any) -> bool:
    return element.tag == f"{W}br" and element.get(f"{W}type") in (None, "textWrapping")


def _are_side_by_side(texts: Sequence[Sequence[str]]) -> bool:
    """Say whether lines of two cells stand side by side, and no cell names what stands beside it."""
    filled = [sum(bool(line.strip()) for line in its) for its in texts]
    counts = sorted(filter(None, filled), reverse=True)
    if _is_program(texts):
        return True
    if len(counts) < 2 or counts[1] < _LEAST or 2 * counts[1] < counts[0] or 2 * next(filter(None, filled)) < counts[0]:
        return False
    if not _is_of_facts(texts):
        return False
    most = len(texts[filled.index(counts[0])])
    return all(len(its) <= most or not "".join(its[most:]).strip() for its in texts)


def _are_as_many(held: Sequence[Sequence[Any]]) -> bool:
    """Say whether breaks part the paragraphs of all cells that have words into as many lines, none of which is an item of a list."""
    worded = [[lines for each in its if "".join(lines := _texts(each)).strip()] for its in held]
    filled = [its for its in worded if its]
    if len(filled) < _COLUMNS or any(len(its) > 1 for its in filled):
        return False
    if any(line.strip()[:1].islower() for (lines,) in filled for line in lines[1:]):
        return False  # a sentence or a name that goes on
    counts = {len(lines) if all(map(str.strip, lines)) else 0 for (lines,) in filled}
    return len(counts) == 1 and min(counts) >= _LEAST and not any(all(labels.split(line.strip())) for (lines,) in filled for line in lines)


def _is_of_facts(texts: Sequence[Sequence[str]]) -> bool:
    """Say whether lines that only stand in one row belong together: beside one of figures or codes, and where none is an item of a list."""
    cells = [[line.strip() for line in its if line.strip()] for its in texts]
    coded = [its for its in cells if len(its) >= _LEAST and all(map(_CODE.fullmatch, its))]
    return bool(coded) and not any(all(labels.split(line)) for its in cells for line in its)


def _is_program(texts: Sequence[Sequence[str]]) -> bool:
    """Say whether the first cell holds a program, whose lines are rows though hardly one has a text beside it."""
    first, *others = texts
    held = any(line.rstrip().endswith("{") for line in first) and any(line.lstrip().startswith("}") for line in first)
    return bool(others) and len(first) >= _LEAST and held and not any("".join(its[len(first) :]).strip() for its in others)


def _fit(cells: Sequence[Any], held: Sequence[Sequence[Any]], styles: Styles) -> bool:
    """Say whether the edges of cells break none of their lines; a cell that names no width is as wide as its lines."""
    if any(each.tag != f"{W}p" for its in held for each in its):
        return False
    wide = [max((_width(each, styles) for each in its), default=0.0) for its in held]
    rooms = [room or _PAGE - sum(wide) + own for room, own in zip(map(_room, cells), wide, strict=True)]
    return all(own < room - _MARGINS for own, room in zip(wide, rooms, strict=True))


def _room(cell: Any) -> float:
    """Say how wide a cell is set, in points; 0 where its lines make it wide."""
    width = cell.find(f"{W}tcPr/{W}tcW")
    unit = 0.0 if width is None else _UNITS.get(width.get(f"{W}type"), 0.0)
    said = "" if width is None else width.get(f"{W}w", "")
    return points(said.removesuffix("%"), 0.0, _PAGE / 100 if said.endswith("%") else unit) if unit else 0.0


def _width(paragraph: Any, styles: Styles) -> float:
    return _LETTER * _size(paragraph, styles) * max(len(line.strip()) for line in _texts(paragraph))


def _size(paragraph: Any, styles: Styles) -> float:
    look = styles.look(paragraph)
    return max((styles.run(run, look).size for run in paragraph.iter(f"{W}r")), default=look.size)


def _broken_up(paragraph: Any) -> Iterator[Any]:
    """Put paragraphs of one line each in the place of one that breaks part; only the first is counted in a list."""
    if len(_texts(paragraph)) == 1:
        yield paragraph
        return
    properties = paragraph.find(f"{W}pPr")
    for n, part in enumerate(list(_parts(paragraph))):
        line = paragraph.makeelement(paragraph.tag)
        line.extend([] if properties is None or not n else [deepcopy(properties)])
        for number in line.findall(f"{W}pPr/{W}numPr"):
            number.getparent().remove(number)
        line.extend(part)
        paragraph.addprevious(line)
        yield line
    paragraph.getparent().remove(paragraph)


def _parts(paragraph: Any) -> Iterator[list[Any]]:
    """Give what stands in each line of a paragraph, with runs cut where a break stands in them."""
    part: list[Any] = []
    for child in list(paragraph):
        if child.tag != f"{W}r" or not any(map(_breaks, child)):
            part.append(child)
            continue
        for run in _cut(child):
            if run is None:
                yield part
                part = []
            else:
                part.append(run)
    yield part


def _cut(run: Any) -> Iterator[Any]:
    """Give the parts of a run, None for each break in it."""
    properties = run.find(f"{W}rPr")
    for child in [each for each in run if each is not properties]:
        if _breaks(child):
            yield None
        else:
            part = run.makeelement(run.tag)
            part.extend([] if properties is None else [deepcopy(properties)])
            part.append(child)
            yield part
