"""Series in which one file holds many texts: final acts, books of resolutions, study group reports, lists of scopes."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from demo_corpora import furniture
from demo_corpora.blocks import Block, Leader, NewPage, Para, Space
from demo_corpora.body import Manner, clauses, front, heading
from demo_corpora.ink import Style
from demo_corpora.meetings import Meeting
from demo_corpora.page import Sheet
from demo_corpora.printing import write
from demo_corpora.singles import A4
from demo_corpora.text import Text

_BOOK = Style("Times-Roman", 11, 13)
_ACTS = Manner(_BOOK, hang=32, gap=6, opener_left=32)
_RADIO = Manner(_BOOK.but(font="Times-Hard", size=11.5, lead=13.8), hang=40, gap=6.5, hard_hyphens=True, annex_on_new_page=False)
_REGULATIONS = Manner(_BOOK.but(lead=12.8), hang=34, gap=5, annex_on_new_page=False)
_PARTS = {"decision": "DECISIONS", "resolution": "RESOLUTIONS"}
_NOTES = (
    "Each text below is marked in the margin with what the conference did to it.",
    "ADD\u00a0=\u00a0a text that did not exist before. It takes the first number that is free after the last one used.",
    "MOD\u00a0=\u00a0a text that existed and was changed. It keeps its number; the place and the year of this conference are added in brackets.",
    "SUP\u00a0=\u00a0a text that was abrogated. Only its number and title are printed, and they are not used again.",
    "A text without a mark was left as it stood and is printed for convenience.",
)


def final_acts(folder: Path, texts: Sequence[Text], meeting: Meeting) -> str:
    """Print the compendium of a plenipotentiary conference."""
    name = f"{meeting.tag}-Final-Acts.pdf"
    sheet = Sheet(498.9, 708.7, 58, 58, 62, 50, _BOOK, furniture.book_head)
    parts = [(part, [text for text in texts if text.head.kind == kind]) for kind, part in _PARTS.items()]
    blocks: list[Block] = [*_acts_cover(meeting), *_acts_notes(), *_acts_contents(parts)]
    for part, found in parts:
        blocks += [NewPage(bare=True), Space(220), Para(part, _ACTS.centred.but(size=20, lead=24), anchor=part)] if found else []
        for number, text in enumerate(text for text in found if not text.head.suppressed):
            blocks += [NewPage(), *_marked(text, own_line=bool(number % 2)), *clauses(text, _ACTS)]
        blocks += _bare_lines([text for text in found if text.head.suppressed])
    write(folder / name, f"Final Acts of the Plenipotentiary Conference ({meeting.place}, {meeting.year})", sheet, blocks)
    return name


def _acts_cover(meeting: Meeting) -> list[Block]:
    title = _ACTS.centred.but(font="Times-Bold", size=22, lead=28)
    return [
        NewPage(bare=True),
        Space(40),
        Para("INTERNATIONAL TELECOMMUNICATION UNION", _ACTS.centred),
        Space(120),
        Para("FINAL ACTS[^*]", title, notes={"*": "Demonstration print: numbers, titles and dates are those of the conference, the wording is not."}),
        Para("OF THE PLENIPOTENTIARY CONFERENCE", title.but(size=16, lead=20)),
        Para(f"({meeting.place}, {meeting.year})", title.but(size=14, lead=18, font="Times-Roman")),
        Para(meeting.dates, _ACTS.centred),
    ]


def _acts_notes() -> list[Block]:
    head = Para("EXPLANATORY NOTES", _ACTS.centred.but(font="Times-Bold"))
    return [NewPage(bare=True), head, Space(10), *(Para(line, _BOOK.but(before=8)) for line in _NOTES)]


def _acts_contents(parts: list[tuple[str, list[Text]]]) -> list[Block]:
    small = _BOOK.but(size=10.5, lead=12.4, before=4)
    blocks: list[Block] = [
        NewPage(bare=True),
        Para("TABLE OF CONTENTS", _ACTS.centred.but(font="Times-Bold")),
        Para("Page", _BOOK.but(align="right")),
    ]
    for part, texts in parts:
        blocks += [Leader(part, part, small.but(font="Times-Bold", before=12))] if texts else []
        for text in texts:
            sup = "SUP \u00a0 " if text.head.suppressed else ""
            blocks.append(Leader(f"{sup}{heading(text)} {text.head.title}", text.head.id, small))
    return blocks


def _marked(text: Text, *, own_line: bool) -> list[Block]:
    running = f"{text.head.kind.capitalize()[:3]}. {text.head.number}"
    if not text.head.mark:
        return front(text, _ACTS, running=running)
    if own_line:
        mark = Para(text.head.mark, _BOOK.but(align="left", font="Times-Bold", keep=True), running=running)
        return [mark, *front(text, _ACTS, running=running)]
    return front(text, _ACTS, running=running, margin=text.head.mark)


def _bare_lines(texts: Sequence[Text]) -> list[Block]:
    """Print abrogated texts as bare lines, one after the other."""
    blocks: list[Block] = [NewPage()] if texts else []
    for text in texts:
        line = Para(
            f"SUP \u00a0 {heading(text)}", _BOOK.but(align="left", before=22, keep=True), anchor=text.head.id, running=f"Res. {text.head.number}"
        )
        blocks += [line, Para(text.head.title, _BOOK.but(align="center", font="Times-Bold", left=30, right=30))]
    return blocks


def radio_book(folder: Path, texts: Sequence[Text], meeting: Meeting) -> str:
    """Print the book of resolutions of a radiocommunication assembly."""
    name = f"ITU-R-Resolutions-{meeting.tag}-E.pdf"
    body = _RADIO.body
    sheet = Sheet(*A4, 76, 76, 68, 60, body.but(font="Times-Roman"), furniture.right_head)
    large = _RADIO.centred.but(size=18, lead=24)
    blocks: list[Block] = [
        *(NewPage(bare=True), Space(150), Para("ITU-R RESOLUTIONS", large)),
        *(Para(line, large.but(size=13, lead=17)) for line in (f"Radiocommunication Assembly {meeting.tag}", f"{meeting.place}, {meeting.dates}")),
        *(NewPage(bare=True), Para("CONTENTS", _RADIO.centred)),
        *(Leader(f"Res. ITU-R {text.head.number} {text.head.title}", text.head.id, body) for text in texts),
    ]
    for text in texts:
        blocks += [NewPage(), *front(text, _RADIO, running=f"Res. ITU-R {text.head.number}"), *clauses(text, _RADIO)]
    write(folder / name, f"ITU-R Resolutions, {meeting.tag}", sheet, blocks)
    return name


def regulations(folder: Path, texts: Sequence[Text], meeting: Meeting) -> str:
    """Print resolutions of a world radiocommunication conference, as the volume of the Radio Regulations has them."""
    name = f"{meeting.tag}-Resolutions-E.pdf"
    sheet = Sheet(*A4, 84, 84, 70, 66, _REGULATIONS.body, furniture.regulations, first_number=201)
    blocks: list[Block] = []
    for text in texts:
        running = f"RES{text.head.number}"
        blocks += [NewPage(), *front(text, _REGULATIONS, running=running), *clauses(text, _REGULATIONS)]
    write(folder / name, f"Resolutions, {meeting.tag}", sheet, blocks)
    return name


def by_study_group(texts: Sequence[Text]) -> list[tuple[str, list[Text]]]:
    """Group Working Parties by the number of their study group."""
    return [(group, list(found)) for group, found in groupby(texts, lambda text: text.head.number[3])]
