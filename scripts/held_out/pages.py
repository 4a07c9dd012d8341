"""One plain HTML structure for any text of the corpora; a design gives it its look."""

from collections.abc import Sequence
from html import escape

from demo_corpora.body import heading, opening
from demo_corpora.text import MARK, Grid, Group, Item, Text

from held_out.designs import Design


def page(texts: Sequence[Text], design: Design, *, contents: bool, notes: bool) -> str:
    """Set texts one after the other, with a table of contents before them if asked; `notes`: the producer can set footnotes."""
    parts = [_contents(texts)] if contents else []
    parts += [_document(text, notes=notes, run_in=design.run_in) for text in texts]
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Texts</title><style>{design.sheet}</style><body>{"".join(parts)}</body></html>'
    )


def _contents(texts: Sequence[Text]) -> str:
    lines = [f'<p class="leader" data-to="#{_anchor(text)}">{escape(heading(text))} {_plain(text.head.title)}</p>' for text in texts]
    return f'<div class="contents"><p class="title">TABLE OF CONTENTS</p>{"".join(lines)}</div>'


def _anchor(text: Text) -> str:
    return text.head.id.replace("/", "-")


def _document(text: Text, *, notes: bool, run_in: bool) -> str:
    head = text.head
    known = dict(text.notes) if notes else {}
    running = f"{head.kind.capitalize()[:3]}. {head.number}"
    mark = f'<p class="mark">{escape(head.mark)}</p>' if head.mark else ""
    parts = [
        mark,
        f'<p class="no" id="{_anchor(text)}" data-running="{escape(running)}">{escape(heading(text))}</p>',
        f'<p class="title">{_words(head.title, known)}</p>',
        f'<p class="history">{escape(head.history)}</p>' if head.history else "",
    ]
    if not head.suppressed:
        parts.append(f'<p class="opening">{escape(opening(text))}</p>')
        parts += [_group(group, known, run_in=run_in) for group in text.groups]
        for annex in text.annexes:
            parts.append(f'<p class="annex">{escape(" ".join(filter(None, (annex.label, annex.tie))))}</p>')
            parts.append(f'<p class="title">{escape(annex.title)}</p>' if annex.title else "")
            parts.append(_items(annex.items, known))
    return f'<div class="doc">{"".join(parts)}</div>'


def _group(group: Group, known: dict[str, str], *, run_in: bool) -> str:
    if not run_in or not group.items or isinstance(group.items[0], Grid):
        return f'<p class="call">{escape(group.opener)}</p>{_items(group.items, known)}'
    return f"{_item(group.items[0], known, led=group.opener)}{_items(group.items[1:], known)}"


def _items(items: Sequence[Item | Grid], known: dict[str, str]) -> str:
    return "".join(_table(item, known) if isinstance(item, Grid) else _item(item, known) for item in items)


def _item(item: Item, known: dict[str, str], led: str = "") -> str:
    """Set a clause; `led`: the opener that it shares its first line with."""
    words = _words(item.text, known)
    led = led and f'<span class="led">{escape(led)}</span> '
    if not item.label:
        return f'<p class="d{item.depth}">{led}{words}</p>'
    label = f"<i>{escape(item.label)}</i>" if item.label[0].isalpha() else escape(item.label)
    return f'<div class="item d{item.depth}">{led}<span class="label">{label}</span><span class="words">{words}</span></div>'


def _table(grid: Grid, known: dict[str, str]) -> str:
    rows = ("".join(f"<td>{_words(cell, known)}</td>" for cell in row) for row in grid.rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def _words(text: str, known: dict[str, str]) -> str:
    pieces = MARK.split(text)
    marks = [found[0][2:-1] for found in MARK.finditer(text)]
    shown = [escape(pieces[0])]
    for mark, piece in zip(marks, pieces[1:], strict=True):
        note = f'<span class="note" data-mark="{escape(mark)}">{escape(known[mark])}</span>' if mark in known else ""
        shown.append(note + escape(piece))
    return "".join(shown)


def _plain(text: str) -> str:
    return escape(MARK.sub("", text))
