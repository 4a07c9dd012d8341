"""Designs: how a text is set, as style sheets over one plain structure; none is taken from the demo corpora."""

from dataclasses import dataclass

_STRUCTURE = """
body {{ font-family: {font}; font-size: {size}pt; line-height: {leading}; text-align: {align}; hyphens: {hyphens}; margin: 0 }}
p, div.item {{ margin: {gap}pt 0 0 0 }}
.no, .title, .history, .annex, .part {{ text-align: center; hyphens: manual; break-after: avoid }}
.no, .annex {{ font-size: {head}pt; margin-top: 14pt }}
.title {{ font-weight: bold; font-size: {head}pt; margin: 6pt 24pt 0 24pt }}
.history {{ font-style: italic }}
.call, .section {{ {call}; margin-top: 10pt; break-after: avoid; hyphens: manual; text-align: left }}
.opening {{ margin-top: 12pt; text-align: left }}
.contents p {{ text-align: left; margin-top: 3pt }}
.part {{ font-size: 20pt; margin-top: 200pt; break-before: page; break-after: page }}
.doc {{ break-before: {begins}; columns: {columns}; column-gap: {gutter}pt; column-rule: {divide} }}
table {{ border-collapse: collapse; margin-top: 8pt; width: 100% }}
td {{ border: .6pt solid black; padding: 2pt 4pt; text-align: left; vertical-align: top; hyphens: manual }}
.leader::after {{ content: leader('.') target-counter(attr(data-to), page) }}
.note {{ float: footnote; font-size: {note}pt; font-style: normal; font-weight: normal; text-align: left; line-height: 1.15 }}
.note::footnote-call {{ content: attr(data-mark); vertical-align: super; font-size: 65%; line-height: 0; font-style: normal; font-weight: normal }}
.note::footnote-marker {{ content: attr(data-mark) "  "; {marker} }}
@page {{ size: {page}; margin: {margins}; @footnote {{ border-top: {rule}; padding-top: 4pt }} {furniture} }}
@page :first {{ @top-left {{ content: none }} @top-center {{ content: none }} @top-right {{ content: none }} }}
.no {{ string-set: running attr(data-running) }}
"""
_LABELS = {
    "hanging": """div.item {{ padding-left: {hang}pt; text-indent: -{hang}pt }} {deep}
.label {{ display: inline-block; width: {hang}pt; text-indent: 0 }}""",
    "first line": "div.item {{ padding-left: 0 }} .label::after {{ content: '\\2002\\2002' }} {deep}",
    "blank": "div.item {{ text-indent: {hang}pt }} .label::after {{ content: ' ' }} {deep}",
    "cells": "div.item {{ display: table }} .label {{ display: table-cell; width: {hang}pt }} .words {{ display: table-cell }} {deep}",
}


@dataclass(frozen=True)
class Design:
    """Hold one design; lengths in points, `labels` one of hanging, first line, blank, cells; `furniture` is what the margins say.

    `more` are further rules. `capitals`: openers are printed in capitals, whatever case they are written in.
    `run_in`: they stand in the line of their first clause.
    """

    name: str
    font: str
    size: float = 11
    leading: float = 1.2
    align: str = "left"
    hyphens: str = "manual"
    page: str = "A4"
    margins: str = "25mm 22mm 25mm 22mm"
    labels: str = "hanging"
    hang: float = 36
    step: float = 24
    gap: float = 5
    call: str = "font-style: italic; margin-left: 36pt"
    furniture: str = "@bottom-center { content: counter(page) }"
    rule: str = "solid .5pt"
    marker: str = "vertical-align: super; font-size: 65%"
    begins: str = "page"
    columns: int = 1
    gutter: float = 18
    divide: str = "none"
    capitals: bool = False
    run_in: bool = False
    more: str = ""

    @property
    def sheet(self) -> str:
        """Give the style sheet."""
        facts = {field: getattr(self, field) for field in self.__dataclass_fields__}
        deep = " ".join(f"div.d{depth} {{ margin-left: {self.hang + self.step * (depth - 1)}pt }}" for depth in range(1, 5))
        facts |= {"head": self.size + 1.5, "note": self.size - 2, "begins": self.begins}
        return _STRUCTURE.format(**facts) + _LABELS[self.labels].format(hang=self.hang, deep=deep) + self.more


def _numbered(every: float) -> str:
    """Number each fifth line in the outer margin, `every` so many points."""
    numbers = "\\A ".join(str(number) for number in range(5, 45, 5))
    look = f"white-space: pre; font-size: 8pt; line-height: {every}pt; text-align: left; padding-left: 18pt; vertical-align: top"
    return f"@right-top {{ content: '{numbers}'; {look} }}"


DESIGNS = (
    Design(
        "wide serif",
        "'Liberation Serif', 'Tinos', serif",
        size=12,
        furniture="@top-center { content: '- ' counter(page) ' -' } @bottom-left { content: string(running) }",
    ),
    Design(
        "narrow sans, justified",
        "'Noto Sans', 'DejaVu Sans', sans-serif",
        size=9,
        align="justify",
        hyphens="auto",
        page="165mm 235mm",
        labels="first line",
        furniture="@top-left { content: string(running) } @top-right { content: counter(page) }",
        marker="",
    ),
    Design(
        "old book",
        "'Linux Libertine O', 'DejaVu Serif', serif",
        size=10.5,
        align="justify",
        hyphens="auto",
        page="148mm 210mm",
        margins="18mm 15mm 18mm 15mm",
        labels="blank",
        hang=14,
        call="font-style: italic; margin-left: 14pt",
        furniture="@top-left { content: counter(page) '   ' string(running) }",
        begins="auto",
    ),
    Design(
        "bold openers in cells",
        "'Carlito', 'Liberation Sans', sans-serif",
        size=11,
        page="letter",
        labels="cells",
        hang=28,
        call="font-weight: bold",
        furniture="@bottom-right { content: 'Page ' counter(page) ' of ' counter(pages) }",
        rule="none",
    ),
    Design(
        "plain openers",
        "'Caladea', 'DejaVu Serif', serif",
        size=11.5,
        leading=1.35,
        align="justify",
        call="margin-left: 0",
        hang=30,
        furniture="@top-right { content: string(running) '/' counter(page) }",
        gap=8,
    ),
    Design(
        "two columns",
        "'Liberation Sans', 'DejaVu Sans', sans-serif",
        size=9,
        page="A4",
        margins="22mm 18mm 22mm 18mm",
        labels="hanging",
        hang=22,
        step=16,
        call="font-style: italic; margin-left: 22pt",
        furniture="@bottom-left { content: string(running) } @bottom-right { content: counter(page) }",
        begins="page",
        columns=2,
    ),
    Design(
        "loose large print",
        "'DejaVu Serif', serif",
        size=14,
        leading=1.6,
        align="left",
        page="A4",
        margins="20mm 20mm 30mm 30mm",
        labels="cells",
        hang=44,
        call="font-style: italic; text-align: center; margin-left: 0",
        furniture="@bottom-center { content: string(running) ' | ' counter(page) }",
        gap=12,
    ),
    Design(
        "ragged columns",
        "'Caladea', 'DejaVu Serif', serif",
        size=9.5,
        leading=1.3,
        align="left",
        page="letter",
        margins="20mm 14mm 24mm 14mm",
        labels="first line",
        hang=15,
        step=12,
        gap=3,
        call="font-style: italic; margin-left: 0",
        furniture="@top-left { content: string(running) } @top-right { content: counter(page) }",
        marker="",
        begins="auto",
        columns=2,
        gutter=32,
        divide="solid .4pt",
    ),
    Design(
        "three columns",
        "'Carlito', 'Liberation Sans', sans-serif",
        size=8.5,
        page="A4 landscape",
        margins="18mm 15mm 20mm 15mm",
        labels="hanging",
        hang=20,
        step=14,
        gap=4,
        call="font-style: italic; margin-left: 20pt",
        furniture="@bottom-center { content: counter(page) }",
        columns=3,
        gutter=20,
    ),
    Design(
        "gazette with numbered lines",
        "'Liberation Serif', 'Tinos', serif",
        size=10.5,
        leading=1.3333,
        align="justify",
        hyphens="auto",
        page="A4",
        margins="30mm 60mm 40mm 35mm",
        labels="blank",
        hang=21,
        step=21,
        gap=0,
        call="font-style: italic; margin-left: 21pt",
        furniture=f"@top-left {{ content: string(running) }} @top-right {{ content: counter(page) }} {_numbered(70)}",
        begins="auto",
        more="p.no, p.title, p.annex, p.history, p.opening, p.call { line-height: 14pt; margin-top: 14pt } table { margin-top: 0 }",
    ),
    Design(
        "small capitals, narrow columns",
        "'Caladea', 'DejaVu Serif', serif",
        size=8,
        leading=1.25,
        align="justify",
        hyphens="auto",
        page="176mm 250mm",
        margins="16mm 14mm 18mm 14mm",
        labels="first line",
        hang=10,
        step=8,
        gap=2,
        call="text-transform: uppercase; font-size: 6.5pt; letter-spacing: .4pt; margin-left: 0",
        furniture="@top-center { content: string(running) } @bottom-center { content: counter(page) }",
        begins="auto",
        columns=2,
        gutter=12,
        capitals=True,
    ),
    Design(
        "landscape with bold run-ins",
        "'Liberation Sans', 'DejaVu Sans', sans-serif",
        size=9,
        leading=1.3,
        align="left",
        page="A4 landscape",
        margins="20mm 40mm 20mm 40mm",
        labels="blank",
        hang=14,
        step=14,
        gap=0,
        call="font-weight: bold; margin-left: 14pt",
        furniture="@bottom-left { content: string(running) } @bottom-right { content: counter(page) }",
        run_in=True,
        more="p { text-indent: 14pt } .led { font-weight: bold } .no, .title, .annex, .history, .part, .call, .contents p, td { text-indent: 0 }",
    ),
)
