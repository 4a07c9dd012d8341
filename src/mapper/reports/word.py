"""Word: put a paper into a template as a .docx file; the only module that knows python-docx."""

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any
from zipfile import BadZipFile

import docx
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from mapper.errors import MapperError, few
from mapper.reports import ooxml
from mapper.reports.ooxml import Element, Marks, w
from mapper.reports.pack import moment, repack
from mapper.reports.papers.blocks import Block, Contents, Grid, Heading, Listed, Paper, Paragraph, Part, Run
from mapper.reports.wordtemplates import Template
from mapper.views.text import clean, one_line

MARKER = "content"
STYLES = (
    *(
        "Normal",
        "Title",
        "Heading 1",
        "Heading 2",
        "Heading 3",
        "Caption",
        "Table Text",
        "Table Entry",
        "Table Head",
        "Table Note",
        "Mapping Table",
        "List Bullet",
    ),
    *("List Number", "Numbered", "Summary", "Lead", "Note", "Contents Heading", "TOC 1", "TOC 2", "TOC 3", "Strong", "Quiet"),
)
_FIELD = re.compile(r"\{\{\s*([\w-]+)\s*\}\}")
_KNOWN = {"heading 1": "Heading 1", "heading 2": "Heading 2", "heading 3": "Heading 3", "caption": "Caption"}


def write(paper: Paper, template: Template, date: str) -> bytes:
    """Draw a paper into a template: the same paper, template and date give the same bytes.

    Raises MapperError where the template is no Word file, lacks a style or the place for the content, or has a field that nothing fills.
    """
    document = _open(template)
    marks = Marks(_styles(document, template))
    place = _place(document, template)
    _fill(document, template, paper.fields)
    _Writer(marks, document.element.body.sectPr).put(place, paper)
    _describe(document, paper, moment(date))
    out = io.BytesIO()
    document.save(out)
    return repack(out.getvalue(), moment(date))


def _open(template: Template) -> Any:
    try:
        return docx.Document(io.BytesIO(template.content))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, OSError, etree.XMLSyntaxError) as error:
        raise MapperError(f"the template {template.name} is no Word file ({one_line(str(error))}); save it as .docx, or take it away") from error


def _styles(document: Any, template: Template) -> dict[str, str]:
    """Give the id of each style that papers use, by its name."""
    found = {_KNOWN.get(style.name.casefold(), style.name).casefold(): style.style_id for style in document.styles}
    lacks = [name for name in STYLES if name.casefold() not in found]
    if lacks:
        told = f"the template {template.name} lacks the style{'s' * (len(lacks) > 1)} {few((repr(name) for name in lacks), 4)}"
        raise MapperError(f"{told}; add it in Word, or take a fresh copy with `mapper export templates`")
    return {name: found[name.casefold()] for name in STYLES}


def _place(document: Any, template: Template) -> Element:
    """Find the paragraph that the content takes the place of."""
    for one in document.element.body.iterchildren(w("p")):
        if _FIELD.fullmatch("".join(text.text or "" for text in one.iter(w("t"))).strip()) and MARKER in "".join(one.itertext()):
            return one
    told = f"the template {template.name} has no paragraph {{{{{MARKER}}}}} of its own, where the text of the paper goes"
    raise MapperError(f"{told}; write it on a line, or take a fresh copy with `mapper export templates`")


def _fill(document: Any, template: Template, fields: Mapping[str, str]) -> None:
    """Fill the fields of the body, of every header and of every footer, also where Word split them into several runs."""
    for part in _parts(document):
        for one in part.iter(w("p")):
            texts = [text for text in one.iter(w("t")) if next(text.iterancestors(w("p"))) is one]
            whole = "".join(text.text or "" for text in texts)
            for found in reversed(list(_FIELD.finditer(whole))):
                if found[1] == MARKER:
                    continue
                if found[1] not in fields:
                    known = ", ".join(sorted((*fields, MARKER)))
                    raise MapperError(f"the template {template.name} has the field {found[0]}, which nothing fills; the fields are {known}")
                _replace(texts, found.span(), clean(fields[found[1]]))


def _parts(document: Any) -> Iterator[Element]:
    """Give the body, and the headers and footers of all sections that have their own."""
    yield document.element.body
    kinds = ("header", "footer")
    for relation in sorted(document.part.rels.values(), key=lambda one: one.rId):
        if not relation.is_external and relation.reltype.rpartition("/")[2] in kinds:
            yield relation.target_part.element


def _replace(texts: Iterable[Element], span: tuple[int, int], by: str) -> None:
    """Put words in the place of some letters that may run over several elements: the first of them takes all."""
    at = 0
    for text in texts:
        mine = text.text or ""
        start, end = max(span[0] - at, 0), min(span[1] - at, len(mine))
        at += len(mine)
        if start < end:
            text.text = mine[:start] + by + mine[end:]
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            by = ""


class _Writer:
    """Put the blocks of a paper before the place that the template keeps for them."""

    def __init__(self, marks: Marks, looks: Element) -> None:
        self._marks = marks
        self._looks = looks

    def put(self, place: Element, paper: Paper) -> None:
        """Put all parts; pages of another direction are a section of their own."""
        parts = [part for part in paper.parts if part.blocks]
        headings = [block for block in paper.blocks if isinstance(block, Heading)]
        opened = [self._part(part, headings) for part in parts]
        for elements in opened:
            for element in elements:
                place.addprevious(element)
        place.getparent().remove(place)
        self._sections(parts, opened)

    def _sections(self, parts: list[Part], opened: list[list[Element]]) -> None:
        """End each section that is followed by pages of another direction; the last one is that of the template."""
        first = True
        for part, elements, after, next_ in zip(parts, opened, [*parts[1:], None], [*opened[1:], []], strict=True):
            if after is not None and after.wide == part.wide:
                ooxml.begin_page(next_[0])
            if after is None:
                ooxml.turn(self._looks, wide=part.wide)
                if not first:
                    for title in self._looks.findall(w("titlePg")):
                        self._looks.remove(title)
            elif after.wide != part.wide:
                looks = ooxml.section(self._looks, wide=part.wide)
                if first and self._looks.find(w("titlePg")) is not None:
                    looks.append(ooxml.make("titlePg"))
                self._end(elements, looks)
                first = False

    def _end(self, elements: list[Element], looks: Element) -> None:
        last = elements[-1]
        if last.tag != w("p"):
            last = ooxml.paragraph(self._marks.styles["Table Note"], ())
            elements[-1].addnext(last)
        if last.find(w("pPr")) is None:
            last.insert(0, ooxml.make("pPr"))
        last.find(w("pPr")).append(looks)

    def _part(self, part: Part, headings: list[Heading]) -> list[Element]:
        looks = ooxml.section(self._looks, wide=part.wide)
        return [element for block in part.blocks for element in self._block(block, ooxml.breadth(looks), headings)]

    def _block(self, block: Block, width: int, headings: list[Heading]) -> Iterator[Element]:
        if isinstance(block, Heading):
            self._marks.headings += 1
            runs = [element for run in block.words for element in ooxml.run_elements(run)]
            marked = self._marks.bookmark(f"_Toc{self._marks.headings:06}", *runs)
            yield ooxml.paragraph(self._marks.styles[f"Heading {block.level}"], (), *marked)
        elif isinstance(block, Paragraph):
            yield ooxml.paragraph(self._marks.styles[block.style], block.words)
        elif isinstance(block, Listed):
            yield from (ooxml.paragraph(self._marks.styles[block.style], entry) for entry in block.entries)
        elif isinstance(block, Contents):
            yield from self._contents(block, headings)
        else:
            yield from self._grid(block, width)

    def _grid(self, grid: Grid, width: int) -> Iterator[Element]:
        yield ooxml.caption(self._marks, grid)
        yield ooxml.table(self._marks, grid, width)
        if grid.note:
            yield ooxml.paragraph(self._marks.styles["Table Note"], (Run(grid.note),))

    def _contents(self, block: Contents, headings: list[Heading]) -> Iterator[Element]:
        """List the headings as a field that Word fills with pages when it is asked to."""
        yield ooxml.paragraph(self._marks.styles["Contents Heading"], (Run(block.title),), keep=True)
        listed = [(number, one) for number, one in enumerate(headings, 1) if one.level <= block.levels]
        lines = [(one.level, ooxml.linked(f"_Toc{number:06}", "".join(run.text for run in one.words))) for number, one in listed]
        begin, end = ooxml.around(f'TOC \\o "1-{block.levels}" \\h \\z \\u')
        for at, (level, link) in enumerate(lines):
            inside = [*(begin if at == 0 else ()), link, *(end if at == len(lines) - 1 else ())]
            yield ooxml.paragraph(self._marks.styles[f"TOC {level}"], (), *inside)


def _describe(document: Any, paper: Paper, at: datetime) -> None:
    """Say in the file's properties what it is; of whoever or whatever made it they say nothing."""
    about = document.core_properties
    about.title, about.subject, about.keywords = clean(paper.title)[:255], clean(paper.subject)[:255], clean(", ".join(paper.keywords))[:255]
    about.author = about.last_modified_by = about.comments = about.category = ""
    about.language, about.revision = paper.language, 1
    about.created = about.modified = at
