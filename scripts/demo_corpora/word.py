"""Write a resolution as a Word file with the style names of the assembly's own templates and real footnotes."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

from docx import Document
from docx.document import Document as WordFile
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from demo_corpora.body import heading, opening
from demo_corpora.lists import frozen
from demo_corpora.text import Grid, Item, Text

_MARK = re.compile(r"\[\^([^\]]+)\]")
_NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_LONGEST = 255  # letters of a file's title
_CENTRED = ("ResNo", "Restitle", "Resref", "AnnexNo", "Annextitle")
_STYLES = {  # name: bold, italic, left indent, hanging indent
    "ResNo": (False, False, 0, 0),
    "Restitle": (True, False, 0, 0),
    "Resref": (False, True, 0, 0),
    "Normal_after_title": (False, False, 0, 0),
    "Call": (False, True, 40, 0),
    "enumlev1": (False, False, 40, 40),
    "enumlev2": (False, False, 66, 26),
    "enumlev3": (False, False, 92, 26),
    "AnnexNo": (False, False, 0, 0),
    "Annextitle": (True, False, 0, 0),
    "FootnoteText": (False, False, 0, 0),
}


def word(folder: Path, text: Text) -> str:
    """Write the file; one paragraph a line of the source text."""
    name = f"T-RES-T.{text.head.number}-{text.head.year}-MSW-E.docx"
    file = Document()
    _define(file)
    numbers = {mark: number for number, (mark, _) in enumerate(text.notes, start=1)}
    for style, line in _lines(text):
        if isinstance(line, Grid):
            _table(file, line, numbers)
        else:
            _write(file.add_paragraph(style=style), line, numbers)
    for section in file.sections:
        section.footer.paragraphs[0].text = f"WTSA-16 – Resolution {text.head.number}"
    _footnotes(file, text)
    file.core_properties.author = "mapper demo corpora"
    file.core_properties.title = f"Resolution {text.head.number} – {text.head.title}"[:_LONGEST]
    stream = io.BytesIO()
    file.save(stream)
    (folder / name).write_bytes(frozen(stream.getvalue()))
    return name


def _define(file: WordFile) -> None:
    file.styles["Normal"].font.name = "Times New Roman"
    file.styles["Normal"].font.size = Pt(12)
    for name, (bold, italic, left, hanging) in _STYLES.items():
        style = file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = file.styles["Normal"]
        style.font.bold, style.font.italic = bold or None, italic or None
        style.paragraph_format.left_indent = Pt(left)
        style.paragraph_format.first_line_indent = Pt(-hanging)
        style.paragraph_format.space_before = Pt(6)
        style.paragraph_format.space_after = Pt(0)
        if name in _CENTRED:
            style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _table(file: WordFile, grid: Grid, numbers: dict[str, int]) -> None:
    table = file.add_table(rows=0, cols=len(grid.rows[0]), style="Table Grid")
    for row in grid.rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            _write(cell.paragraphs[0], words, numbers)


def _lines(text: Text) -> Iterator[tuple[str, str | Grid]]:
    yield "ResNo", heading(text)
    yield "Restitle", text.head.title
    if text.head.history:
        yield "Resref", text.head.history
    yield "Normal_after_title", opening(text)
    for group in text.groups:
        yield "Call", group.opener
        yield from map(_item, group.items)
    for annex in text.annexes:
        yield "AnnexNo", f"{annex.label} {annex.tie}"
        yield "Annextitle", annex.title
        yield from map(_item, annex.items)


def _item(item: Item | Grid) -> tuple[str, str | Grid]:
    if isinstance(item, Grid):
        return "", item
    if not item.label:
        return "Normal", item.text
    numbered = item.depth == 0 and item.label[:1].isdigit()  # the templates set numbered items as plain paragraphs with a tab
    return "Normal" if numbered else f"enumlev{item.depth + 1}", f"{item.label}\t{item.text}"


def _write(paragraph: Paragraph, line: str, numbers: dict[str, int]) -> None:
    for number, piece in enumerate(_MARK.split(line)):
        if not number % 2:
            paragraph.add_run(piece)
            continue
        run = paragraph.add_run()
        run.font.superscript = True
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(numbers[piece]))
        run._r.append(reference)
        if not piece.isdigit():
            reference.set(qn("w:customMarkFollows"), "1")
            run.add_text(piece)


def _footnotes(file: WordFile, text: Text) -> None:
    """Add the footnotes part, which python-docx does not make."""
    root = parse_xml(f"<w:footnotes {nsdecls('w')}/>")
    for number, (kind, mark) in enumerate((("separator", "w:separator"), ("continuationSeparator", "w:continuationSeparator")), start=-1):
        root.append(parse_xml(f'<w:footnote {nsdecls("w")} w:type="{kind}" w:id="{number}"><w:p><w:r><{mark}/></w:r></w:p></w:footnote>'))
    for number, (mark, note) in enumerate(text.notes, start=1):
        sign = "<w:footnoteRef/>" if mark.isdigit() else f"<w:t>{mark}</w:t>"
        root.append(
            parse_xml(
                f'<w:footnote {nsdecls("w")} w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
                f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>{sign}</w:r>'
                f'<w:r><w:t xml:space="preserve"> {note}</w:t></w:r></w:p></w:footnote>'
            )
        )
    blob = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + _serialise(root)
    part = Part(PackURI("/word/footnotes.xml"), _NOTES_TYPE, blob, file.part.package)
    file.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _serialise(root: object) -> bytes:
    from lxml import etree

    return bytes(etree.tostring(root))
