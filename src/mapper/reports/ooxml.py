"""WordprocessingML: paragraphs, tables, fields and bookmarks as elements; plain lxml, since the library makes large tables slowly."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import chain, count
from typing import Any

from lxml import etree

from mapper.reports.papers.blocks import Cell, Grid, Run, Words
from mapper.views.text import clean

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LEFTWARD = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc](?:[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\\s\\d.,:;/()«»-]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc])?"
)
_LETTER = re.compile(r"[^\W\d_]")
_LONGEST_NAME = 40  # letters of a bookmark

Element = Any


def w(name: str) -> str:
    """Name a tag or an attribute of WordprocessingML."""
    return f"{{{SPACE}}}{name}"


def make(tag: str, /, *children: Element, **attributes: str) -> Element:
    """Make an element with attributes of the same namespace."""
    element = etree.Element(w(tag), {w(key): value for key, value in attributes.items()}, nsmap={"w": SPACE})
    element.extend(children)
    return element


@dataclass
class Marks:
    """Count what a file numbers: tables by their label, headings in the contents, bookmarks, each name of which stands once."""

    styles: Mapping[str, str]
    counts: dict[str, int] = field(default_factory=dict)
    headings: int = 0
    _bookmark: int = 10_000
    _names: set[str] = field(default_factory=set)

    def bookmark(self, name: str, *children: Element) -> list[Element]:
        """Put elements between the ends of a bookmark; a name that is taken gets a number."""
        plain = re.sub(r"\W", "_", name)[:_LONGEST_NAME]
        again = (f"{plain[: _LONGEST_NAME - 7]}_{n}" for n in count(2))
        chosen = next(made for made in chain([plain], again) if made not in self._names)
        self._names.add(chosen)
        self._bookmark += 1
        number = str(self._bookmark)
        return [make("bookmarkStart", id=number, name=chosen), *children, make("bookmarkEnd", id=number)]


def leftward(text: str) -> bool:
    """Say whether a text is read from the right: its first letter is."""
    first = _LETTER.search(text)
    return bool(first and _LEFTWARD.match(first[0]))


def begin_page(element: Element) -> None:
    """Let a paragraph begin a page."""
    looks = element.find(w("pPr"))
    behind = 1 + max((n for n, one in enumerate(looks) if one.tag in (w("pStyle"), w("keepNext"))), default=-1)
    looks.insert(behind, make("pageBreakBefore"))


def paragraph(style: str, runs: Words, *inside: Element, keep: bool = False) -> Element:
    """Make a paragraph of a style, by its id: elements first, then runs; one that begins with letters read from the right stands to the right."""
    looks = make("pPr")
    if style:
        looks.append(make("pStyle", val=style))
    if keep:
        looks.append(make("keepNext"))
    if leftward("".join(run.text for run in runs)):
        looks.append(make("bidi"))
    made = make("p")
    if len(looks):
        made.append(looks)
    made.extend(inside)
    made.extend(element for run in runs for element in run_elements(run))
    return made


def run_elements(run: Run) -> Iterator[Element]:
    """Make the runs of some words: letters that are read from the right in runs of their own."""
    text, at = clean(run.text), 0
    for found in _LEFTWARD.finditer(text):
        if found.start() > at:
            yield _run(text[at : found.start()], run)
        yield _run(found[0], run, leftwards=True)
        at = found.end()
    if at < len(text):
        yield _run(text[at:], run)


_CHANGED: Mapping[str, tuple[str, dict[str, str]]] = {"-": ("strike", {}), "+": ("u", {"val": "single"})}


def _run(text: str, run: Run, *, leftwards: bool = False) -> Element:
    looks = _looks(run, leftwards)
    made = make("r")
    if len(looks):
        made.append(looks)
    for number, line in enumerate(text.split("\n")):
        if number:
            made.append(make("br"))
        words = make("t")
        words.text = line
        words.set(_XML_SPACE, "preserve")
        made.append(words)
    return made


def _looks(run: Run, leftwards: bool) -> Element:
    looks = make("rPr")
    if run.strong or run.quiet:
        looks.append(make("rStyle", val="Strong" if run.strong else "Quiet"))
    if run.hidden:
        looks.append(make("vanish"))
    if run.mark in _CHANGED:
        tag, how = _CHANGED[run.mark]
        looks.append(make(tag, **how))
    if leftwards:
        looks.append(make("rtl"))
    if run.language:
        looks.append(make("lang", **{"bidi" if leftwards else "val": run.language}))
    return looks


def plain(text: str) -> Element:
    """Make a run of plain words."""
    return _run(text, Run(text))


def instructed(code: str, shown: Iterable[Element]) -> list[Element]:
    """Make a field that shows what it showed last."""
    words = make("instrText")
    words.text = f" {code} "
    words.set(_XML_SPACE, "preserve")
    ends = {kind: make("r", make("fldChar", fldCharType=kind)) for kind in ("begin", "separate", "end")}
    return [ends["begin"], make("r", words), ends["separate"], *shown, ends["end"]]


def caption(marks: Marks, grid: Grid) -> Element:
    """Make the caption of a table: its label, its number as a field, and its words."""
    counted = grid.number or marks.counts.get(grid.label, 0) + 1
    again = f" \\r {counted}" if counted != marks.counts.get(grid.label, 0) + 1 else ""
    marks.counts[grid.label] = counted
    number = instructed(f"SEQ {grid.label} \\* ARABIC{again}", [plain(str(counted))])
    return paragraph(marks.styles["Caption"], (), plain(f"{grid.label} "), *number, plain(f": {clean(grid.caption)}"), keep=True)


def table(marks: Marks, grid: Grid, width: int) -> Element:
    """Draw a table so wide, in twentieths of a point: its first row is repeated on every page, and no row breaks across pages."""
    widths = _widths([column.width for column in grid.columns], width)
    looks = make(
        "tblPr",
        make("tblStyle", val=marks.styles["Mapping Table"]),
        make("tblW", w=str(sum(widths)), type="dxa"),
        make("tblLayout", type="fixed"),
        make("tblLook", val="0420", firstRow="1", lastRow="0", firstColumn="0", lastColumn="0", noHBand="0", noVBand="1"),
        make("tblCaption", val=clean(grid.caption)),
        make("tblDescription", val=clean(grid.about)),
    )
    made = make("tbl", looks, make("tblGrid", *(make("gridCol", w=str(one)) for one in widths)))
    made.append(_head(marks, grid, widths))
    made.extend(_row(marks, cells, widths) for cells in grid.rows)
    if grid.note and grid.rows:
        _keep(made[-1])
    return made


def _keep(row: Element) -> None:
    """Keep a row on the page of what follows the table."""
    for looks in row.iter(w("pPr")):
        at = 1 if len(looks) and looks[0].tag == w("pStyle") else 0
        looks.insert(at, make("keepNext"))


def _widths(shares: Sequence[float], width: int) -> list[int]:
    made = [round(width * share / sum(shares)) for share in shares]
    return [*made[:-1], width - sum(made[:-1])]


def _head(marks: Marks, grid: Grid, widths: Sequence[int]) -> Element:
    cells = [_cell(one, [paragraph(marks.styles["Table Head"], (Run(column.title),))]) for column, one in zip(grid.columns, widths, strict=True)]
    return make("tr", make("trPr", make("cantSplit"), make("tblHeader")), *cells)


def _row(marks: Marks, cells: Sequence[Cell], widths: Sequence[int]) -> Element:
    made = make("tr", make("trPr", make("cantSplit")))
    for one, width in zip(cells, widths, strict=True):
        lines = [paragraph(marks.styles[_place(line, number)], line) for number, line in enumerate(one.lines or ((Run("–"),),))]
        if one.choices:
            lines = [_choice(lines[0], one.choices)]
        for pair in one.pairs:
            start, end = marks.bookmark(f"_{pair}")
            lines[0].insert(_behind_looks(lines[0]), start)
            lines[0].append(end)
        made.append(_cell(width, lines))
    return made


def _choice(line: Element, choices: Sequence[str]) -> Element:
    """Put what a paragraph says into a list to choose from; where it says nothing the first choice stands there as a hint."""
    hint, *words = choices
    said = "".join(text.text or "" for text in line.iter(w("t"))).strip()
    items = [make("listItem", displayText=word, value=word) for word in words]
    looks = make("sdtPr", make("alias", val=hint), make("tag", val="mapper"), make("dropDownList", *items))
    if not said:
        looks.insert(2, make("showingPlcHdr"))
    made = paragraph("", ())
    made.extend(deepcopy(look) for look in line.findall(w("pPr")))
    made.append(make("sdt", looks, make("sdtContent", plain(said or hint))))
    return made


def _place(line: Words, number: int) -> str:
    """Choose the look of a line of a cell: one that stands out below another begins a new entry."""
    return "Table Entry" if number and line[0].strong else "Table Text"


def _behind_looks(element: Element) -> int:
    return 1 if len(element) and element[0].tag == w("pPr") else 0


def _cell(width: int, lines: Iterable[Element]) -> Element:
    return make("tc", make("tcPr", make("tcW", w=str(width), type="dxa")), *lines)


def section(looks: Element, *, wide: bool) -> Element:
    """Copy the section of a template for pages that stand or lie; only the first of a paper has a first page of its own."""
    made = deepcopy(looks)
    for title in made.findall(w("titlePg")):
        made.remove(title)
    turn(made, wide=wide)
    return made


def turn(looks: Element, *, wide: bool) -> None:
    """Let the pages of a section stand or lie."""
    size = looks.find(w("pgSz"))
    short, long = sorted((size.get(w("w")), size.get(w("h"))), key=int)
    size.set(w("w"), long if wide else short)
    size.set(w("h"), short if wide else long)
    size.attrib.pop(w("orient"), None)
    if wide:
        size.set(w("orient"), "landscape")


def breadth(looks: Element) -> int:
    """Say how wide the text of a section is, in twentieths of a point."""
    size, margins = looks.find(w("pgSz")), looks.find(w("pgMar"))
    return int(size.get(w("w"))) - int(margins.get(w("left"))) - int(margins.get(w("right")))


def linked(anchor: str, text: str) -> Element:
    """Make a run of words that leads to a bookmark."""
    return make("hyperlink", *run_elements(Run(text)), anchor=anchor, history="1")


def around(code: str) -> tuple[list[Element], list[Element]]:
    """Give what stands before and behind all that a field shows, which may be many paragraphs."""
    made = instructed(code, ())
    return made[:3], made[3:]
