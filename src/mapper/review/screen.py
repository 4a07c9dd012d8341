"""The screen: one pair as lines of text that fit a given width and height; pure, and readable without colour."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from mapper.decisions import phrase
from mapper.mapping import Mapped
from mapper.mentions import linked
from mapper.review import panels, versions
from mapper.review.columns import Block, budgeted, whole
from mapper.review.keymap import Keymap
from mapper.review.text import clean, cut, fit, safe, shorten, wrap, wrap_marked
from mapper.review.text import width as cells
from mapper.types import Document, Evidence, Quote

SIDE_BY_SIDE = 100
ROOMY = 30
TIGHT = 7  # lines of evidence, below which the rest of the screen gives way
_GUTTER = 3
_PLACE = 48
_NAMES = ("left  ", "right ")


class Panel(StrEnum):
    """Say what fills the middle of the screen."""

    EVIDENCE = "evidence"
    EXPANDED = "expanded"
    WHY = "why"
    CHANGES = "changes"
    FACTS = "facts"
    PROGRESS = "progress"
    HELP = "help"
    GUIDE = "guide"


COVERING = frozenset({Panel.PROGRESS, Panel.HELP})


@dataclass(frozen=True)
class View:
    """Hold all that is to be seen of one pair; `earlier` is what people said of it before.

    `bound` says that the pair is read blind whatever the reviewer chose, `others` that whoever reviews gave no verdict of their own to confirm.
    `quoted` holds both texts of each evidence, cleaned, with marks around the words that speak; where it is empty the evidence is quoted plainly.
    """

    mapped: Mapped
    left: Document | None
    right: Document | None
    head: tuple[str, ...]
    state: str = ""
    led: str = ""
    filters: str = ""
    relation: str = ""
    direction: str = ""
    word: str = "proposed"
    comment: str = ""
    blind: bool = False
    bound: bool = False
    earlier: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    quoted: tuple[tuple[str, str], ...] = ()
    why: tuple[str, ...] = ()
    panel: Panel = Panel.EVIDENCE
    page: int = 0
    facts: tuple[str, ...] = ()
    footer: str = ""
    keymap: Keymap = field(default_factory=Keymap)
    marked: bool = False
    history: tuple[str, ...] = ()
    turning: str = "the same key turns it"
    others: bool = False


@dataclass(frozen=True)
class Screen:
    """Hold the lines of a screen and how many pages its panel has."""

    lines: tuple[str, ...]
    pages: int = field(default=1)


def render(view: View, width: int, height: int) -> Screen:
    """Lay a view out on `width` cells and at most `height` lines."""
    top = _top(view.head, _rule(view), width)
    if view.panel in COVERING:
        return cover(view.head, view.facts, width, height, page=view.page, turning=view.turning)
    room = height - len(top) - 1
    pair, notes = _pair(view, width, 2 if height < ROOMY else 4), _notes(view, width)
    if room - len(pair) - len(notes) < TIGHT:
        pair, notes = _narrowed(view, pair, notes, width)
    spare = max(2, room - len(pair) - len(notes))
    body, pages = _body(view, width, spare)
    lines = [*top, *pair, *body, *[""] * (spare - len(body)), *notes][: height - 1]
    return Screen(_bounded([*lines, view.footer], width, height), pages)


def _narrowed(view: View, pair: list[str], notes: list[str], width: int) -> tuple[list[str], list[str]]:
    """Make room on a small screen: a line a side and for the proposal, the first note; all of it for a panel that was asked for."""
    if view.panel is not Panel.EVIDENCE:
        return [], []
    sides = ((name, work) for name, work in zip(_NAMES, (view.mapped.left, view.mapped.right), strict=True))
    documents = (view.left, view.right)
    short = [fit(_side(name, work, document, width), 1, width)[0] for (name, work), document in zip(sides, documents, strict=True)]
    return [*short, cut(_proposed(view), width)], [note for note in notes if note][:1]


def cover(head: Sequence[str], facts: Sequence[str], width: int, height: int, *, page: int = 0, turning: str = View.turning) -> Screen:
    """Lay out a page that hides the pair, or stands where there is none; `turning` says what turns it."""
    top = _top(head, "", width)
    body, pages = _paged(_told(facts, width), page, height - len(top), turning)
    return Screen(_bounded(top + body, width, height), pages)


def _top(head: Sequence[str], rule: str, width: int) -> list[str]:
    return [cut(clean(" | ".join(head)), width), cut(rule, width) + "-" * (width - cells(rule))]


def _bounded(lines: Sequence[str], width: int, height: int) -> tuple[str, ...]:
    """Hold to the screen whatever its size: a tiny one shows less, never a broken picture."""
    return tuple(cut(line, width) for line in lines[:height])


def _rule(view: View) -> str:
    state = "".join(f", {said}" for said in (view.state, view.led) if said)
    mark = ", marked" if view.marked else ""
    of = "" if view.head[0] == view.mapped.type else f" of {clean(view.mapped.type)}"
    return f"-- pair {view.mapped.pair}{of}{state}{mark} " + (f"-- only {clean(view.filters)} " if view.filters else "")


def _pair(view: View, width: int, most: int) -> list[str]:
    lines: list[str] = []
    for name, work, document in zip(_NAMES, (view.mapped.left, view.mapped.right), (view.left, view.right), strict=True):
        lines += fit(_side(name, work, document, width), most, width)
    because = fit(_hung("      ", _because(view), width), 2, width) if most > 2 and _because(view) else []
    return [*lines, *_hung("      ", _proposed(view), width), *because, ""]


def _side(name: str, work: str, document: Document | None, width: int) -> list[str]:
    if document is None:
        return _hung(name, f"{work}: no text of it could be read this time", width)
    when = document.edition.label or document.period
    told = f"{work}{f' ({when})' if when else ''}: {document.title}"
    return _hung(name, told, width)


def _because(view: View) -> str:
    """Say what the proposed relation rests on, while it is the one in view; nothing where the reviewer is not to see what the machine holds."""
    proposal = view.mapped.proposal
    return clean(proposal.relation_reason) if proposal and not view.blind and view.relation == proposal.relation else ""


def _proposed(view: View) -> str:
    proposal = view.mapped.proposal
    words = [f"{view.word}: {phrase(view.relation, view.direction, 'left', 'right') or 'no relation'}"]
    if proposal is None:
        words.append("not proposed by the last run")
    elif view.blind:
        words.append("score hidden" if view.bound else f"score hidden ({view.keymap['blind']} shows it)")
    else:
        p = "no probability" if proposal.probability is None else f"p = {proposal.probability:.2f}"
        words += [f"{p} ({proposal.band})" if proposal.band else p, f"ranks {proposal.ranks[0]}/{proposal.ranks[1]}"]
    if proposal and (link := linked(proposal)):
        words.append(link)
    return " | ".join(clean(word) for word in words)


def _notes(view: View, width: int) -> list[str]:
    lines = [""] if view.earlier or view.comment or view.mapped.changed or view.mapped.unread else []
    for told in view.earlier[:3]:
        lines += fit(wrap(told, width), 2, width)
    if len(view.earlier) > 3:
        lines.append(f"and {len(view.earlier) - 3} more")
    if view.comment:
        lines.append(cut(f"your comment: {clean(view.comment)}", width))
    if view.mapped.unread:
        lines.append("one side is not in the files as they are now: this is its text as it was last read")
    if view.mapped.changed:
        places = ", ".join(dict.fromkeys(clean(change.place) for change in view.mapped.changed))
        what = " and ".join(dict.fromkeys("title" if change.of_title else "clause" for change in view.mapped.changed))
        keys = f"{view.keymap['changes']} shows it" + ("" if view.others else f", {view.keymap['confirm']} if it still holds")
        lines.append(f"{what} CHANGED since then: {shorten(places, max(12, width - 56 - len(what)))} -> {keys}")
    return lines


def _body(view: View, width: int, spare: int) -> tuple[list[str], int]:
    if view.panel is Panel.EVIDENCE:
        return budgeted(_blocks(view, width), spare, _GUTTER, more=view.keymap["evidence"]), 1
    if view.panel is Panel.EXPANDED:
        said = ["", "said so far:", *_told([f"  {line}" for line in view.history], width)] if view.history else []
        return _paged([*whole(_blocks(view, width), _GUTTER), *said], view.page, spare, view.turning)
    if view.panel is Panel.CHANGES and width >= SIDE_BY_SIDE and view.mapped.changed:
        return _paged(versions.columns(view.mapped, width, _GUTTER), view.page, spare, view.turning)
    return _paged(_told(_panel(view), width), view.page, spare, view.turning)


def _panel(view: View) -> Sequence[str]:
    if view.panel is Panel.WHY:
        return panels.HIDDEN if view.bound else panels.why(view.mapped, view.why, view.keymap["blind"] if view.blind else "")
    return panels.changes(view.mapped) if view.panel is Panel.CHANGES else view.facts


def _told(facts: Sequence[str], width: int) -> list[str]:
    """Keep a line's own spaces where it fits; wrap it where it does not, as far in as it begins."""
    return [line for fact in map(safe, facts) for line in ([fact] if cells(fact) <= width else _hung(_indent(fact, width), fact, width))]


def _indent(fact: str, width: int) -> str:
    return " " * min(len(fact) - len(fact.lstrip()), width // 4)


def _paged(lines: Sequence[str], page: int, height: int, turning: str) -> tuple[list[str], int]:
    """Cut a panel into pages; the last line of each says where one is."""
    if len(lines) <= height:
        return list(lines), 1
    step = max(1, height - 1)
    pages = -(-len(lines) // step)
    page = page % pages
    shown = list(lines[page * step : (page + 1) * step])
    return [*shown, *[""] * (step - len(shown)), f"-- page {page + 1} of {pages}; {turning} --"], pages


def _blocks(view: View, width: int) -> list[Block]:
    found = list(zip(view.evidence, view.quoted or [_plain(one) for one in view.evidence], strict=True))
    if not found:
        return [Block((wrap("no clause pair speaks for this pair: it comes from a decision, not from the last run", width),), width)]
    if width < SIDE_BY_SIDE:
        sides = ((name, quote, text) for one, texts in found for name, quote, text in zip(_NAMES, (one.left, one.right), texts, strict=True))
        return [Block((_quote(name, quote, text, width),), width) for name, quote, text in sides]
    half = (width - _GUTTER) // 2
    return [Block((_quote("", one.left, texts[0], half), _quote("", one.right, texts[1], half)), half) for one, texts in found]


def _plain(evidence: Evidence) -> tuple[str, str]:
    return (clean(evidence.left.text), clean(evidence.right.text))


def _quote(name: str, quote: Quote, text: str, width: int) -> list[str]:
    page = f", p. {quote.page}" if quote.page else ""
    return _hanging(name, wrap_marked(f'{shorten(clean(quote.place), _PLACE)}{page}: "{text}"', width - len(name)))


def _hung(name: str, text: str, width: int) -> list[str]:
    """Wrap a text behind a name, the other lines indented by its width."""
    return _hanging(name, wrap(text, width - len(name)))


def _hanging(name: str, lines: Sequence[str]) -> list[str]:
    indent = " " * len(name)
    return [f"{name if not number else indent}{line}".rstrip() for number, line in enumerate(lines or [""])]
