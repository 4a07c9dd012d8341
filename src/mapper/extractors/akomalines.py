"""Lines of Akoma Ntoso that another program wrote: each paragraph with the part that it plays, for the grammar to read as it reads a Word file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import Any

from mapper.extractors.akomatree import NOTE, local, words
from mapper.extractors.lines import Line, Run, Sheet
from mapper.types import Box, Footnote

_STEP = 20.0  # points: so far an inner clause is put to the right of the one around it
_INNER = frozenset(("alinea", "article", "clause", "indent", "item", "level", "paragraph", "point", "rule", "subparagraph"))
_ASIDE = frozenset(("", "meta", "num", "coverPage", "toc", NOTE))  # not read in their place, or not at all
_LEAVES = frozenset(("p", "heading", "subheading", "crossHeading", "listIntroduction", "listWrapUp"))
_OF_HEADING, _OF_TITLE = frozenset(("docNumber", "docType")), frozenset(("docTitle", "title"))


def sheet(text: Any) -> Sheet:
    """Give a text as one page of lines, with its footnotes."""
    made = _Lines()
    made.read(text)
    return Sheet(1, tuple(_spoken(made.lines)), notes=tuple(made.notes))


def recited(text: Any) -> frozenset[str]:
    """Give the openers under which a text has recitals, and nothing but recitals."""
    here = {_folded(words(intro)) for intro in text.iterfind(".//{*}recitals/{*}intro")}
    return frozenset(here - {_folded(words(heading)) for heading in text.iter("{*}heading")})


def _spoken(lines: Sequence[Line]) -> Iterator[Line]:
    """Let a heading that another one follows be a clause: as an opener it would open nothing."""
    for line, following in zip_longest(lines, lines[1:]):
        yield replace(line, role="clause") if following and line.role == following.role == "opener" else line


@dataclass
class _Lines:
    """Collect the lines of one text."""

    lines: list[Line] = field(default_factory=list)
    notes: list[Footnote] = field(default_factory=list)

    def read(self, text: Any) -> None:
        """Read a text part by part; where its preface has no heading the head of the file has one."""
        preface = next((child for child in text if local(child) == "preface"), None)
        headed = preface is not None and any(local(each) == "docNumber" for each in preface.iter())
        if not headed:
            self._add(_known_as(text), "heading")
        for child in text:
            self._part(child, 0)

    def _part(self, element: Any, depth: int) -> None:
        name = local(element)
        if name in _ASIDE:
            return
        if name == "tr":
            self._row(element)
        elif name in _LEAVES or _speaks(element):
            self._note(element)
            self._add(_folded(words(element)), _role(element), depth, marks=_marks(element))
        else:
            self._within(element, depth + (name in _INNER))

    def _within(self, element: Any, depth: int) -> None:
        """Read what an element holds; its number is the label of the first line."""
        label = _folded(" ".join(words(each) for each in element if local(each) == "num"))
        at = len(self.lines)
        for child in element:
            self._part(child, depth)
        if not label:
            return
        first = self.lines[at] if at < len(self.lines) else None
        if first is None or first.label or first.cells:
            self.lines.insert(at, _line(label, "clause", depth))
        else:
            self.lines[at] = _line(first.text, first.role, depth, label=label, marks=first.marks)

    def _row(self, row: Any) -> None:
        self._note(row)
        cells = tuple(_folded(" ".join(_leaves(cell))) for cell in row)
        if any(cells):
            self.lines.append(_line(" ".join(cells), "", cells=cells, marks=_marks(row)))

    def _note(self, element: Any) -> None:
        """Keep the notes that hang on an element."""
        for note in element.iter(f"{{*}}{NOTE}"):
            self.notes.append(Footnote(note.get("marker", ""), _folded(" ".join(_leaves(note))), 1))

    def _add(self, text: str, role: str, depth: int = 0, marks: tuple[str, ...] = ()) -> None:
        if text:
            self.lines.append(_line(text, role, depth, marks=marks))


def _line(text: str, role: str, depth: int = 0, *, label: str = "", cells: tuple[str, ...] = (), marks: tuple[str, ...] = ()) -> Line:
    x = _STEP * depth
    return Line((Run(text),), 1, Box(x, 0, x, 0), role=role, label=label, cells=cells, marks=marks, whole=True)


def _role(element: Any) -> str:
    """Say which part a paragraph plays, from what stands around it and within it."""
    around = [local(each) for each in element.iterancestors()]
    if "preface" in around:
        held = {local(each) for each in element.iter()} | {each.get("name", "") for each in element.iterancestors()}
        return "annex_title" if "attachment" in around else "heading" if held & _OF_HEADING else "title" if held & _OF_TITLE else ""
    if local(element) in ("heading", "crossHeading"):
        return "annex" if around[0] == "attachment" else "opener"
    if "formula" in around:
        return "furniture"
    return "opener" if around[:2] == ["intro", "recitals"] else "clause"


def _known_as(text: Any) -> str:
    """Give the heading of a text as the head of the file has it."""
    number = next(text.iter("{*}FRBRnumber"), None)
    return _folded(number.get("showAs") or number.get("value") or "") if number is not None else ""


def _speaks(element: Any) -> bool:
    """Say whether words stand in an element itself."""
    return bool((element.text or "").strip() or any((child.tail or "").strip() for child in element))


def _leaves(element: Any) -> Iterator[str]:
    """Give the words of the paragraphs in an element, or its own."""
    inner = [words(each) for each in element if local(each) not in _ASIDE]
    return iter(inner if inner and not _speaks(element) else [words(element)])


def _marks(element: Any) -> tuple[str, ...]:
    return tuple(note.get("marker", "") for note in element.iter(f"{{*}}{NOTE}"))


def _folded(text: str) -> str:
    return " ".join(text.split())
