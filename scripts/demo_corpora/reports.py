"""Papers of study groups: the report with all Questions of one group, the list of Working Party scopes."""

from collections.abc import Sequence
from pathlib import Path

from demo_corpora import furniture
from demo_corpora.blocks import Bar, Block, Leader, NewPage, Para, Space
from demo_corpora.body import Manner, clauses
from demo_corpora.books import by_study_group
from demo_corpora.ink import Style
from demo_corpora.meetings import GROUPS
from demo_corpora.page import Sheet
from demo_corpora.printing import write
from demo_corpora.singles import A4
from demo_corpora.text import Text

_PAPER = Manner(Style("Times-Roman", 12, 14.4), hang=40, step=28, gap=6, italic_letters=False)
_LIST = Manner(Style("Helvetica", 10, 12.6), hang=22, gap=4, opener_left=0)
_TWO_LINES = ("2", "16")  # study groups whose report prints the title of a Question on a line of its own


def questions(folder: Path, texts: Sequence[Text]) -> str:
    """Print the report of a standardization study group with its Questions."""
    head = texts[0].head
    group = head.group.removeprefix("SG ")
    name = f"T{head.period[2:4]}-SG{int(group):02}-Questions-E.pdf"
    symbol = f"{'WTSA-16' if head.year < 2020 else 'WTSA-20'}/{int(group) + 4}-E"
    sheet = Sheet(*A4, 66, 66, 70, 56, _PAPER.body, furniture.paper_head(symbol))
    blocks = [*_paper_cover(head.period, group, symbol), *_paper_contents(texts)]
    for text in texts:
        blocks += [NewPage(), *_question_head(text, two_lines=group in _TWO_LINES), *clauses(text, _PAPER)]
    write(folder / name, f"ITU-T Study Group {group}: Questions proposed for study, {head.period}", sheet, blocks)
    return name


def _paper_cover(period: str, group: str, symbol: str) -> list[Block]:
    left = _PAPER.body.but(align="left", before=2)
    summary = (
        f"This paper holds the Questions which Study Group {group} proposes for study in the period {period}. "
        "Numbers and titles are those of the period; the wording was written for a demonstration."
    )
    return [
        NewPage(bare=True),
        Para("INTERNATIONAL TELECOMMUNICATION UNION", left.but(font="Times-Bold")),
        Para(f"Document {symbol}", left.but(align="right", font="Times-Bold")),
        Para("TELECOMMUNICATION STANDARDIZATION SECTOR", left),
        Para(f"STUDY PERIOD {period}", left),
        Para("Original: English", left.but(align="right")),
        Bar(1),
        Space(60),
        Para(f"REPORT OF STUDY GROUP {group}", _PAPER.centred.but(font="Times-Bold")),
        Para(GROUPS["T", group].upper(), _PAPER.centred),
        Para("PART II – QUESTIONS PROPOSED FOR STUDY", _PAPER.centred.but(before=24)),
        Space(30),
        Para("Abstract:", left.but(font="Times-Bold", keep=True)),
        Para(summary, _PAPER.body),
    ]


def _paper_contents(texts: Sequence[Text]) -> list[Block]:
    small = _PAPER.body.but(size=11, lead=13, before=5)
    lines = [Leader(f"Question {text.head.number} – {text.head.title}", text.head.id, small) for text in texts]
    return [NewPage(), Para("CONTENTS", _PAPER.centred), Para("Page", small.but(align="right")), *lines]


def _question_head(text: Text, *, two_lines: bool) -> list[Block]:
    head = text.head
    bold = _PAPER.centred.but(font="Times-Bold", align="center")
    if two_lines:
        top = [Para(f"Question {head.number}", bold.but(font="Times-Roman"), anchor=head.id), Para(head.title, bold, notes=dict(text.notes))]
    else:
        top = [Para(f"Question {head.number} – {head.title}", bold, anchor=head.id, notes=dict(text.notes))]
    history = [Para(head.history, _PAPER.body.but(align="center", keep=True))] if head.history else []
    return [*top, *history]


def scopes(folder: Path, texts: Sequence[Text]) -> str:
    """Print the scopes of all Working Parties, study group by study group."""
    name = "R-SG-Working-Parties-2019-2023-E.pdf"
    sheet = Sheet(*A4, 70, 70, 60, 60, _LIST.body, furniture.page_head("ITU-R/WP-scopes/2019-2023"))
    bold = _LIST.body.but(font="Helvetica-Bold", align="left", keep=True)
    blocks: list[Block] = [
        NewPage(),
        Para("ITU-R STUDY GROUPS", bold.but(size=15, lead=19)),
        Para("Scope of the Working Parties, study period 2019-2023", bold.but(size=12, lead=15)),
        Para("The titles are those in use; the scopes were written for a demonstration.", _LIST.body),
    ]
    for group, found in by_study_group(texts):
        blocks.append(Para(f"STUDY GROUP {group} – {GROUPS['R', group]}", bold.but(size=12, lead=15, before=22)))
        for text in found:
            title = f"Working Party {text.head.number.removeprefix('WP ')} – {text.head.title}"
            blocks += [Para(title, bold.but(size=11, lead=13.5, before=16), anchor=text.head.id), *clauses(text, _LIST)]
    write(folder / name, "ITU-R: scope of the Working Parties", sheet, blocks)
    return name
