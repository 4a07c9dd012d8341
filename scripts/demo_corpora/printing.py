"""Print composed pages to a PDF, the same bytes each time."""

from collections.abc import Sequence
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from demo_corpora.blocks import Block
from demo_corpora.ink import Line, Run, register
from demo_corpora.page import Glyphs, Mark, Page, Press, Sheet, Stroke, notes


def compose(sheet: Sheet, blocks: Sequence[Block]) -> list[Page]:
    """Set the blocks twice, the second time with the page numbers of the contents known."""
    register()
    first = Press(sheet, {})
    first.set(blocks)
    second = Press(sheet, first.anchors)
    second.set(blocks)
    return second.pages


def write(path: Path, title: str, sheet: Sheet, blocks: Sequence[Block]) -> None:
    """Print the blocks to a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    canvas = Canvas(str(path), pagesize=(sheet.width, sheet.height), invariant=1, pageCompression=1)
    canvas.setTitle(title)
    canvas.setAuthor("mapper demo corpora")
    for number, page in enumerate(compose(sheet, blocks)):
        marks = page.marks + notes(sheet, page)
        if not page.bare:
            marks = sheet.furniture(sheet, number + sheet.first_number, page.running) + marks
        for mark in marks:
            _draw(canvas, sheet, mark)
        canvas.showPage()
    canvas.save()


def _draw(canvas: Canvas, sheet: Sheet, mark: Mark) -> None:
    if isinstance(mark, Stroke):
        canvas.setLineWidth(mark.weight)
        canvas.line(mark.x0, sheet.height - mark.y0, mark.x1, sheet.height - mark.y1)
    else:
        _write_line(canvas, mark, sheet.height)


def _write_line(canvas: Canvas, mark: Glyphs, height: float) -> None:
    pen = canvas.beginText(mark.x, height - mark.y)
    if mark.line.stretch:
        pen.setWordSpace(round(mark.line.stretch, 3))
    for run in _joined(mark.line):
        pen.setFont(run.font, run.size)
        pen.setRise(run.rise)
        pen.textOut(run.printed)
    pen.setRise(0)
    pen.setWordSpace(0)
    canvas.drawText(pen)


def _joined(line: Line) -> list[Run]:
    """Join pieces of one look, so that a line without marks is one string in the file."""
    runs: list[Run] = []
    for run in line.runs():
        last = runs[-1] if runs else None
        if last and (last.font, last.size, last.rise) == (run.font, run.size, run.rise):
            runs[-1] = Run(last.text + run.text, run.font, run.size, run.rise)
        else:
            runs.append(run)
    return runs
