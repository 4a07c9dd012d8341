"""Series in which each text is a file of its own."""

from collections.abc import Sequence
from pathlib import Path

from demo_corpora import furniture
from demo_corpora.blocks import Bar, Block, NewPage, Para, Space
from demo_corpora.body import Manner, clauses, front, heading
from demo_corpora.ink import Style
from demo_corpora.meetings import Meeting
from demo_corpora.page import Sheet
from demo_corpora.printing import write
from demo_corpora.text import Text

A4 = (595.28, 841.89)
_TIMES = Style("Times-Roman", 11, 13.2)
_SANS = Style("Helvetica", 10.5, 13)
_ASSEMBLY = Manner(_TIMES, hang=36)
_CONFERENCE = Manner(_SANS, hang=34, gap=6.5, italic_letters=True, annex_on_new_page=False)
_STUDY = Manner(_SANS.but(size=11, lead=13.8), hang=30, gap=5, italic_letters=False)
_RADIO = Manner(_TIMES.but(font="Times-Hard", size=12, lead=14.4), hang=40, gap=6, hard_hyphens=True)
_FOREWORD = (
    "The International Telecommunication Union is the agency of the United Nations for telecommunications. Its Telecommunication Standardization "
    "Sector (ITU-T) studies technical, operating and tariff matters and issues Recommendations, so that networks of all countries work together.",
    "The World Telecommunication Standardization Assembly (WTSA) sits once in a study period. It decides what the study groups shall study, "
    "and adopts resolutions such as the one printed here.",
    "This print belongs to a demonstration: number, title and dates are those of the Assembly, the wording below them is not.",
)


def assembly(folder: Path, text: Text, meeting: Meeting) -> str:
    """Print a resolution of the standardization assembly: cover, foreword, text with page feet."""
    name = f"T-RES-T.{text.head.number}-{meeting.year}-PDF-E.pdf"
    running = f"Resolution {text.head.number}"
    sheet = Sheet(*A4, 68, 68, 62, 62, _TIMES, furniture.assembly_foot(meeting.tag), first_number=-1)
    blocks = [
        *_assembly_cover(f"{running} – {text.head.title}", meeting),
        *_foreword(meeting),
        NewPage(),
        *front(text, _ASSEMBLY, running=running),
        *clauses(text, _ASSEMBLY),
    ]
    write(folder / name, f"{running} – {text.head.title}", sheet, blocks)
    return name


def _assembly_cover(title: str, meeting: Meeting) -> list[Block]:
    sans = Style("Helvetica", 12, 15, "left", left=90, before=0)
    spaced = "\u00a0 ".join(" ".join(word) + " " for word in ("International", "Telecommunication", "Union"))
    return [
        NewPage(bare=True),
        Para(spaced, sans.but(font="Helvetica-Bold", size=9.5)),
        Space(110),
        Para("ITU-T", sans.but(font="Helvetica-Bold", size=26, lead=30)),
        *(Para(line, sans.but(size=8.5, lead=10)) for line in ("TELECOMMUNICATION", "STANDARDIZATION SECTOR", "OF ITU")),
        Space(130),
        Para("WORLD TELECOMMUNICATION STANDARDIZATION ASSEMBLY", sans.but(size=14, lead=17)),
        Para(f"{meeting.place}, {meeting.dates}", sans.but(size=14, lead=17)),
        Space(24),
        Bar(1.5),
        Space(6),
        Para(title, sans.but(font="Helvetica-Bold", size=15, lead=19)),
    ]


def _foreword(meeting: Meeting) -> list[Block]:
    return [
        NewPage(bare=True),
        Para("FOREWORD", _TIMES.but(align="center")),
        *(Para(line, _TIMES) for line in _FOREWORD),
        Space(360),
        Para(f"© ITU {meeting.year + 1}", _TIMES.but(align="center")),
        Para("All rights reserved. The demonstration text may be copied under the Apache License, Version 2.0.", _TIMES.but(size=9.5, lead=11.5)),
    ]


def conference(folder: Path, text: Text, meeting: Meeting) -> str:
    """Print a resolution of the development conference: no cover, page marks at the foot."""
    name = f"WTDC{meeting.tag[-2:]}-RES-{text.head.number}-E.pdf"
    running = f"WTDC RESOLUTION {text.head.number}"
    sheet = Sheet(*A4, 72, 72, 60, 64, _SANS, furniture.conference_foot)
    blocks = [NewPage(), *front(text, _CONFERENCE, running=running), *clauses(text, _CONFERENCE)]
    write(folder / name, f"{heading(text)} – {text.head.title}", sheet, blocks)
    return name


def suppressed(folder: Path, texts: Sequence[Text], meeting: Meeting) -> str:
    """Print the list of abrogated resolutions that a conference leaves to the secretariat."""
    name = f"{meeting.tag}-suppressed.pdf"
    full = {"WTSA": "World Telecommunication Standardization Assembly", "WTDC": "World Telecommunication Development Conference"}
    sheet = Sheet(*A4, 72, 72, 60, 64, _TIMES, furniture.page_head(f"{meeting.tag}/INF/1-E"))
    centred = _TIMES.but(align="center", font="Times-Bold", size=13, lead=16)
    opening = "The resolutions below were abrogated by the meeting named above and are no longer in force. They are listed with their last edition."
    blocks: list[Block] = [
        NewPage(),
        Para(full[texts[0].head.body].upper(), centred),
        Para(f"{meeting.place}, {meeting.dates}", centred.but(font="Times-Roman", size=11)),
        Para("List of suppressed texts", centred.but(before=30)),
        Para(opening, _TIMES.but(before=18)),
    ]
    for text in texts:
        blocks.append(Para(f"SUP \u00a0 {heading(text)}", _TIMES.but(align="left", before=16, keep=True)))
        blocks.append(Para(text.head.title, _TIMES.but(align="left", before=3)))
    write(folder / name, f"{meeting.tag}: list of suppressed texts", sheet, blocks)
    return name


def development_question(folder: Path, text: Text) -> str:
    """Print a Question of the development Sector: study period on top, numbered heads, table of ticks."""
    head = text.head
    number, _, group = head.number.partition("/")
    years = head.period[2:4]
    name = f"D{years}-SG0{group}-Q{number}.{group}-E.pdf"
    sheet = Sheet(*A4, 64, 64, 66, 56, _STUDY.body, furniture.page_head(f"ITU-D/SG0{group}.RGQ{number}/1-E"))
    centred = _STUDY.centred
    blocks: list[Block] = [
        NewPage(),
        Para(f"Study period {head.period}", _STUDY.body.but(align="right")),
        Para(f"ITU-D STUDY GROUP {group}", _STUDY.body.but(align="left", font=_STUDY.bold)),
        Para(f"QUESTION {head.number}", centred.but(before=20), anchor=head.id),
        Para(head.title, centred.but(font=_STUDY.bold), notes=dict(text.notes)),
        *([Para(head.history, _STUDY.body.but(align="center", font=_STUDY.italic))] if head.history else []),
        *clauses(text, _STUDY),
    ]
    write(folder / name, f"Question {head.number} – {head.title}", sheet, blocks)
    return name


def radio_question(folder: Path, text: Text) -> str:
    """Print a Question of the radio Sector: number with its suffix, years, considering, decides, category."""
    head = text.head
    number, _, group = head.number.partition("/")
    name = f"R-QUE-SG0{group}.{number}-{head.year}-PDF-E.pdf"
    sheet = Sheet(*A4, 70, 70, 64, 60, _RADIO.body, furniture.right_head)
    closing = Para(f"Category: {head.category}", _RADIO.body.but(align="left", before=18))
    blocks = [NewPage(), *front(text, _RADIO, running=f"Q. ITU-R {head.number}"), *clauses(text, _RADIO), closing]
    write(folder / name, f"Question ITU-R {head.number} – {head.title}", sheet, blocks)
    return name


def scanned_original(path: Path, text: Text) -> None:
    """Print the text that is afterwards made an image."""
    manner = Manner(_TIMES.but(size=11.5, lead=14), hang=36, annex_on_new_page=False)
    sheet = Sheet(*A4, 80, 80, 76, 70, manner.body, furniture.book_head, first_number=96)
    write(path, heading(text), sheet, [NewPage(), *front(text, manner, running=f"Res. {text.head.number}"), *clauses(text, manner)])
