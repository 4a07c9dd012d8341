"""Word files: paragraphs with their style names, automatic numbers, notes and comments, with changes settled; read from the XML itself."""

import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from mapper.errors import MISSING, UnreadableSource, count
from mapper.extractors import directions, labels, wordbreaks, wordchanges, wordcomments, wordlines, wordtables
from mapper.extractors.context import FINAL, ORIGINAL
from mapper.extractors.lines import Line, Run, Sheet, join
from mapper.extractors.nesting import is_count
from mapper.extractors.wordnotes import Notes
from mapper.extractors.wordnumbers import Numbers
from mapper.extractors.wordruns import Reading, Runs
from mapper.extractors.wordstyles import Look, Styles, indent_by
from mapper.extractors.wordxml import Parts, W, is_entry, value, within
from mapper.profiles import fold, organisations
from mapper.types import Box, Footnote

_NAMED = re.compile(r"[^\W\d_]{2}")
_LISTS = ("toc", "tableof")  # styles of contents, and of lists of tables and figures
_HEADING = re.compile(r"heading\d")
_SECTION = re.compile(r"(?:[A-Z]{1,2}\.){1,3}\d{1,3}(?:\.\d{1,3})*\.?\s")  # the number of a section of an annex
_HEADS = ("heading", "title", "history", "opener")  # what stands at the head of a text of a conference, or opens its clauses
_TURNED = re.compile(r"\((\d{1,3})")
_SAID = {
    FINAL: "accepted: what is inserted was read, what is deleted was not",
    ORIGINAL: "rejected: what is deleted was read, what is inserted was not",
}


def sheets(path: Path, view: str = FINAL) -> list[Sheet]:
    """Give the pages of a Word file where it says where they begin, else one sheet; `view` says how open changes are settled."""
    try:
        with zipfile.ZipFile(path) as archive:
            return list(_Document(archive, view or FINAL).sheets())
    except (LookupError, ArithmeticError, ValueError, SyntaxError, AttributeError, EOFError, zipfile.BadZipFile, zlib.error, OSError) as error:
        raise UnreadableSource(f"{path.name} is damaged: a part of it cannot be read; open it in Word and save it anew") from error


class _Document:
    """Hold what belongs to one file."""

    def __init__(self, archive: zipfile.ZipFile, view: str) -> None:
        self.view, self.changes = view, 0
        self.parts = Parts(archive)
        self.body = self._settled("document").find(f"{W}body")
        self.styles = Styles(self.parts.tree("styles"))
        self.numbers = Numbers(self.parts.tree("numbering"), self.styles.linked)
        self.roles = {style: role for organisation in reversed(organisations()) for style, role in organisation.styles.items()}
        self.annexes = [organisation.furniture.annex for organisation in organisations()]
        self.notes = {
            "footnote": Notes(self._settled("footnotes")),
            "endnote": Notes(self._settled("endnotes"), form="lowerRoman"),
        }
        self.sections = iter(list(self.body.iter(f"{W}sectPr")))
        for properties in (self.parts.tree("settings"), next(self.sections, None)):
            self._configure(properties)
        self.comments = wordcomments.read(self.body, self.parts.tree("comments"))
        self.runs = Runs(self.body, self.styles, self.notes, self.comments)
        self.sectioned = False  # what is read stands in a numbered section, below no head of a text of a conference and no opener

    def _settled(self, part: str) -> Any:
        found = self.parts.tree(part)
        if found is None and part == "document":
            raise KeyError(part)
        if found is not None:
            self.changes += (wordchanges.reject if self.view == ORIGINAL else wordchanges.accept)(found)
        return found

    def _configure(self, properties: Any) -> None:
        for name, notes in self.notes.items():
            notes.configure(None if properties is None else properties.find(f"{W}{name}Pr"))

    def sheets(self) -> Iterator[Sheet]:
        """Give the lines page by page."""
        pages: dict[int, list[Line]] = {}
        for line in self._blocks(self.body):
            pages.setdefault(line.page, []).append(line)
        notes = [note for kind in self.notes.values() for note in self._texts(kind)]
        problems = tuple(self._problems())
        for number in sorted({*pages, *(note.page for note in notes)}) or [1]:  # a page may have nothing but notes and the end of a paragraph
            yield Sheet(number, tuple(pages.get(number, ())), notes=tuple(note for note in notes if note.page == number), problems=problems)

    def _problems(self) -> Iterator[str]:
        """Tell what a reader of the file in Word would see otherwise, or see and not find here."""
        if self.changes:
            yield f"{count(self.changes, 'open change')} {_were(self.changes)} taken as {_SAID[self.view]}; settle them in Word to be sure"
        if words := sum(self.runs.hidden.values()):
            yield f"{words} words that cannot be seen were left out"
        if self.runs.drawn:
            yield f"{count(self.runs.drawn, 'word')} within drawings {_were(self.runs.drawn)} left out"
        if self.comments:
            yield f"{count(len(self.comments), 'comment')} on words that this view does not show {_were(len(self.comments))} left out"
        if self.body.find(f".//{W}altChunk") is not None:
            yield f"{MISSING}another file stands within this one and was not read; open it in Word and save it anew"

    def _blocks(self, parent: Any) -> Iterator[Line]:
        for element in within(parent, "p", "tbl"):
            yield from self._paragraph(element) if element.tag == f"{W}p" else self._table(element)

    def _paragraph(self, element: Any) -> Iterator[Line]:
        look = self.styles.look(element)
        look = replace(look, name=_LISTS[0]) if is_entry(element) else look
        if look.broken and element.getprevious() is not None:
            self.runs.turn()
        reading = self.runs.read(element, look)
        for box in reading.above:
            yield from self._blocks(box)
        yield from self._line(look, reading)
        for box in reading.boxes:
            yield from self._blocks(box)
        if (section := element.find(f"{W}pPr/{W}sectPr")) is not None:
            self._end_section(section)

    def _end_section(self, section: Any) -> None:
        for notes in self.notes.values():
            notes.end_section()
        following = next(self.sections, None)
        self._configure(following)
        if following is not None and value(following, "type", "nextPage") != "continuous":
            self.runs.turn()

    def _line(self, look: Look, reading: Reading) -> Iterator[Line]:
        """Give a paragraph; one that shows nothing counts in its list all the same, as Word itself has it where a list is to go on at a number."""
        text = "".join(run.text for run in reading.runs)
        label, level, series, look = self._label(look)
        role = self.roles.get(_folded(look.name), "")
        self._enter(look, role, label, join(reading.runs))
        if not text.strip() or (role == "furniture" and not _folded(look.name).startswith(_LISTS)):
            return
        runs, x = _as_read(tuple(reading.runs), text), look.indent
        if label and level < 0:  # "Annex 3", "Article 5": words of the text that the file counts
            runs, label = (Run(label, runs[0].style), runs[0]._replace(space=True), *runs[1:]), ""
        line = Line(
            runs,
            reading.page or self.runs.page,
            Box(x, 0, x, 0),
            role=role,
            label=label,
            level=level,
            series=series if level >= 0 else "",
            whole=True,
            marks=tuple(reading.marks),
            centred=look.centred,
            comments=tuple(reading.comments),
        )
        yield from [line] if role not in ("", "title", "annex") else _parted(line, list(self._places(reading, runs, role, look)))

    def _enter(self, look: Look, role: str, label: str, text: str) -> None:
        """Follow whether a numbered section has begun, in which a break may part what is set below each other; elsewhere lines go on."""
        if text and _is_heading(look):
            self.sectioned = bool(label or labels.split(text)[0] or _SECTION.match(text))
        elif role in _HEADS or (self.sectioned and _begins_text(fold(text))):
            self.sectioned = False

    def _places(self, reading: Reading, runs: Sequence[Run], role: str, look: Look) -> Iterator[tuple[int, int]]:
        """Say where a paragraph falls into several, each with its page: at an empty line, and at a break that its writer meant as an end."""
        added = len(runs) - len(reading.runs)  # the file may set words before it
        places = [before + added for before, _, _ in reading.broken]
        lines = [runs[begin:end] for begin, end in pairwise([0, *places, len(runs)])]
        listed = not (role or _is_heading(look)) and bool(places) and wordbreaks.are_listing(lines, typed=reading.typed, boxed=reading.boxed)
        for n, (place, (_, page, breaks)) in enumerate(zip(places, reading.broken, strict=True)):
            named = any(annex.fullmatch(fold(join(runs[:place]))) for annex in self.annexes)
            ended = self.sectioned and not role and self._ends(lines[n], lines[n + 1], look, boxed=reading.boxed)
            if place and ((breaks > 1 and role != "annex") or named or listed or ended):
                yield place, page

    @staticmethod
    def _ends(before: Sequence[Run], behind: Sequence[Run], look: Look, *, boxed: bool) -> bool:
        """Say whether a break ends what stands before it; the name of a section goes on behind one, unless that is a remark on it."""
        if _is_heading(look):
            return wordbreaks.remark(before, behind)
        return wordbreaks.part(before, behind, look, boxed=boxed)

    def _label(self, look: Look) -> tuple[str, int, str, Look]:
        """Count a paragraph in its list, name that, and set the paragraph in as the list does; no level where the list sets words before it."""
        if look.number is None:
            return "", -1, "", look
        list_, level = look.number
        level = level if level >= 0 else self.numbers.level_of(list_, look.numbered)
        label, at = self.numbers.label((list_, level))
        said = self.numbers.level(list_, level)
        set_in = look if look.indented or at < 0 else indent_by(look, said.indent)
        headed = at > 0 and label[:1].isalpha() and _NAMED.search(self.numbers.level(list_, 0).text)  # "A.1" below "Annex A" is the name of a section
        counts = not headed and (is_count(label) if "%" in said.text else labels.is_label(label))
        return label, at if counts else -1, self.numbers.lists.get(list_, ""), set_in

    def _texts(self, notes: Notes) -> Iterator[Footnote]:
        """Give the texts of the notes that are called for, without their marks."""
        for note, mark, page in notes.called():
            runs = list(self.runs.inside(note).runs)
            while runs and runs[0].raised:
                runs.pop(0)
            text = join(runs)
            yield Footnote(mark, text if notes.is_numbered(note) else text.removeprefix(mark).strip(), page)

    def _table(self, element: Any) -> Iterator[Line]:
        for row in wordtables.rows(element, self.styles):
            for held in wordlines.parted(row.cells, self.styles) if row.ruled else [row.cells]:
                cells = [list(self._blocks(cell)) for cell in held]
                yield from _rows(cells) if row.ruled else _laid_out(cells, single=not any(map(wordlines.is_broken, held[:-1])))


def _parted(line: Line, places: Sequence[tuple[int, int]]) -> Iterator[Line]:
    """Give the parts of a paragraph that an empty line parts for the eye."""
    ends = [*places, (len(line.runs), 0)]
    yield replace(line, runs=line.runs[: ends[0][0]])
    role = "annex_title" if line.role == "annex" else line.role
    for (begin, page), (end, _) in pairwise(ends):
        yield replace(line, runs=line.runs[begin:end], page=page, role=role, label="", level=-1, series="", marks=(), comments=())


def _as_read(runs: tuple[Run, ...], text: str) -> tuple[Run, ...]:
    """Put a label in its order that was typed from the left in a text from the right: "1)" is "(1" there."""
    end = next((n for n, run in enumerate(runs) if n and run.space), len(runs))
    typed = _TURNED.fullmatch(join(runs[:end]))
    return (runs[0]._replace(text=f"{typed[1]})"), *runs[end:]) if typed and directions.is_leftward(text) else runs


def _rows(cells: Sequence[Sequence[Line]]) -> Iterator[Line]:
    """Give a row of a table, and behind it the rows of the tables that stand in its cells."""
    own = [[line for line in cell if not line.cells] for cell in cells]
    if any(own):
        yield _row(own)
    yield from (line for cell in cells for line in cell if line.cells)


def _row(cells: Sequence[Sequence[Line]]) -> Line:
    """Make one line of a table's row, on the page on which it begins."""
    lines = [line for cell in cells for line in cell]
    runs = [tuple(_cell(cell)) for cell in cells]
    return Line(
        tuple(run for cell in runs for run in cell),
        min(line.page for line in lines),
        Box(0, 0, 0, 0),
        cells=tuple(join(cell) for cell in runs),
        cell_runs=tuple(runs),
        whole=True,
        marks=tuple(mark for line in lines for mark in line.marks),
        comments=tuple(comment for line in lines for comment in line.comments),
    )


def _cell(lines: Iterable[Line]) -> Iterator[Run]:
    """Give the runs of a cell's paragraphs, a blank between them, each behind its label."""
    for line in lines:
        for n, run in enumerate((Run(line.label), *line.runs) if line.label else line.runs):
            yield run._replace(space=run.space or n == 0 or (n == 1 and bool(line.label)))


def _laid_out(cells: Sequence[Sequence[Line]], *, single: bool) -> Iterator[Line]:
    """Give what a table only lays out: cells of one line each as a line with tabs, others one after the other.

    A term stands in the line of the first paragraph that says what it means.
    """
    lines = [line for cell in cells for line in cell]
    beside = lines if all(len(cell) < 2 for cell in cells) else lines[:2] if _are_term_and_meaning(cells) else []
    if not (single and beside) or any(line.cells or line.label for line in beside[1:]):
        yield from lines
        return
    first, *others = beside
    runs = (*first.runs, *(run._replace(space=True, tab=True) if n == 0 else run for line in others for n, run in enumerate(line.runs)))
    marks, comments = (tuple(each for line in beside for each in getattr(line, name)) for name in ("marks", "comments"))
    yield replace(first, runs=runs, marks=marks, comments=comments, centred=first.centred and not others)
    yield from lines[len(beside) :]


def _are_term_and_meaning(cells: Sequence[Sequence[Line]]) -> bool:
    """Say whether one paragraph stands beside several, of which the first is longer, no item of a list, and says not what the next are."""
    if len(cells) != 2 or len(cells[0]) != 1 or cells[0][0].cells or cells[0][0].label:
        return False
    term, meaning = cells[0][0].plain, cells[1][0].plain
    return not labels.split(meaning)[0] and len(term) < len(meaning) and not meaning.endswith((":", "："))


def _is_heading(look: Look) -> bool:
    return _HEADING.fullmatch(_folded(look.name)) is not None


def _begins_text(words: str) -> bool:
    """Say whether a paragraph is the head of a text or an opener."""
    return any(
        organisation.openers.pattern.fullmatch(words) or any(heading.pattern.fullmatch(words) for heading in organisation.headings)
        for organisation in organisations()
    )


def _were(number: int) -> str:
    return "was" if number == 1 else "were"


def _folded(name: str) -> str:
    return re.sub(r"[\s_\-]", "", name).casefold()
