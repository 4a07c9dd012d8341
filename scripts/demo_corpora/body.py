"""Turn a source text into blocks: headings, openers, items with hanging indent, tables, annexes, footnotes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from demo_corpora.blocks import Block, NewPage, Para, Space, Table
from demo_corpora.ink import BOLD, HARD_HYPHEN, ITALIC, Style
from demo_corpora.text import Grid, Group, Item, Text

_OPENINGS = {
    "PP": "The Plenipotentiary Conference of the International Telecommunication Union ({place}, {year}),",
    "WTSA": "The World Telecommunication Standardization Assembly ({place}, {year}),",
    "WTDC": "The World Telecommunication Development Conference ({place}, {year}),",
    "WRC": "The World Radiocommunication Conference ({place}, {year}),",
    "RA": "The ITU Radiocommunication Assembly,",
    "ITU-R": "The ITU Radiocommunication Assembly,",
}
_PREFIXES = {"RA": "ITU-R ", "ITU-R": "ITU-R "}
_CAPITALS = ("PP", "WRC")


@dataclass(frozen=True, slots=True)
class Manner:
    """Hold how a series sets its texts."""

    body: Style
    hang: float = 34  # from the margin to the text of a labelled item
    step: float = 24  # the same for nested items
    gap: float = 6  # between paragraphs
    opener_left: float = 34
    italic_letters: bool = True
    hard_hyphens: bool = False
    annex_on_new_page: bool = True

    @property
    def bold(self) -> str:
        """Name the bold face of the body."""
        return BOLD[self.body.font]

    @property
    def italic(self) -> str:
        """Name the italic face of the body."""
        return ITALIC[self.body.font]

    @property
    def centred(self) -> Style:
        """Say how a heading over the whole measure looks."""
        return self.body.but(align="center", size=self.body.size + 1, lead=self.body.lead + 1.5, before=10, keep=True)


def heading(text: Text) -> str:
    """Print kind, number and edition as the series of the body does."""
    head = text.head
    shown = head.edition.upper() if head.body in _CAPITALS else head.edition
    return f"{head.kind.upper()} {_PREFIXES.get(head.body, '')}{head.number}" + (f" ({shown})" if shown else "")


def opening(text: Text) -> str:
    """Print the line in which the conference speaks."""
    return _OPENINGS[text.head.body].format(place=text.head.place, year=text.head.year)


def front(text: Text, manner: Manner, *, running: str, margin: str = "") -> list[Block]:
    """Set number, title, history and conference line."""
    bold = manner.centred.but(font=manner.bold, left=30, right=30)
    return [
        Para(_hard(heading(text), manner, 0), manner.centred, anchor=text.head.id, running=running, margin=margin),
        Para(text.head.title, bold, notes=dict(text.notes)),
        *([Para(text.head.history, manner.body.but(font=manner.italic, align="center", keep=True, before=8))] if text.head.history else []),
        Para(opening(text), manner.body.but(align="left", before=14, keep=True)),
    ]


def clauses(text: Text, manner: Manner) -> list[Block]:
    """Set everything that follows the conference line."""
    notes = dict(text.notes)
    blocks: list[Block] = []
    for group in text.groups:
        blocks.append(_opener(group, manner))
        blocks += items(group.items, manner, notes, heads=bool(group.number))
    for annex in text.annexes:
        blocks.append(NewPage() if manner.annex_on_new_page else Space(14))
        blocks.append(Para(" ".join(filter(None, (annex.label, annex.tie))), manner.centred))
        if annex.title:
            blocks.append(Para(annex.title, manner.centred.but(font=manner.bold)))
        blocks += items(annex.items, manner, notes)
    return blocks


def _opener(group: Group, manner: Manner) -> Para:
    if group.number:
        style = manner.body.but(font=manner.bold, align="left", hang=manner.hang, before=14, keep=True)
        return Para(group.opener, style, label=group.number)
    style = manner.body.but(font=manner.italic, align="left", left=manner.opener_left, before=10, keep=True)
    return Para(group.opener, style)


def items(found: Sequence[Item | Grid], manner: Manner, notes: dict[str, str], *, heads: bool = False) -> list[Block]:
    """Set the items of a group; under a numbered heading a short numbered item is a sub-heading."""
    blocks: list[Block] = []
    for number, item in enumerate(found):
        if isinstance(item, Grid):
            blocks.append(
                Table(item.rows, _shares(item), manner.body.but(size=manner.body.size - 1.5, lead=manner.body.lead - 1.6, align="left"), notes)
            )
        elif heads and "." in item.label and not item.text.endswith((".", ";", ",", "?")):
            style = manner.body.but(font=manner.bold, hang=manner.hang, align="left", before=8, keep=True)
            blocks.append(Para(item.text, style, label=item.label))
        else:
            blocks.append(_item(item, manner, notes, number))
    return blocks


def _item(item: Item, manner: Manner, notes: dict[str, str], number: int) -> Para:
    item = item if item.label else replace(item, depth=0)  # text under a sub-head is printed flush
    left = 0.0 if item.depth == 0 else manner.hang + manner.step * (item.depth - 1)
    hang = 0.0 if not item.label else manner.hang if item.depth == 0 else manner.step
    letter = item.label[:1].isalpha() and item.depth == 0 and manner.italic_letters
    style = manner.body.but(left=left, hang=hang, before=manner.gap if item.depth == 0 else manner.gap * 0.7, keep=item.text.endswith(":"))
    label = item.label
    if letter and ")" in label:
        return Para(_hard(item.text, manner, number), style, label, manner.italic, notes=notes)
    return Para(_hard(item.text, manner, number), style, label, notes=notes)


def _hard(text: str, manner: Manner, number: int) -> str:
    """Keep every second paragraph of a series from breaking its Sector names, as editors do, in places."""
    if not manner.hard_hyphens or number % 2:
        return text
    for sector in ("ITU-R", "ITU-T", "ITU-D"):
        text = text.replace(sector, sector.replace("-", HARD_HYPHEN))
    return text


def _shares(grid: Grid) -> tuple[float, ...]:
    columns = zip(*grid.rows, strict=True)
    return tuple(max(8.0, min(48.0, max(len(cell) for cell in column))) for column in columns)
