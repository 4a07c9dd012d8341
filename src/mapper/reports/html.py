"""HTML: the mapping as one page that needs no network; every text of a document is escaped."""

import base64
import hashlib
import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import pairwise
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from mapper import waterfall
from mapper.editions import ClauseChange, word_diff
from mapper.emphasis import Spans
from mapper.measures import label as called
from mapper.spoken import Speaker
from mapper.types import Evidence, State
from mapper.views.activities import activities
from mapper.views.counts import Count, axes, cells, matrices, state_counts
from mapper.views.export import Export
from mapper.views.files import places, put
from mapper.views.items import Item, item, place
from mapper.views.layout import label, layout
from mapper.views.revisions import revisions
from mapper.views.rows import BOTH_WAYS, SHOWN, TO_OBJECT, WORDS, Row, rows
from mapper.views.text import clean

_GLYPHS = {
    State.NEW: "●",
    State.OPEN: "○",
    State.ACCEPTED: "✓",
    State.REJECTED: "✕",
    State.UNSURE: "?",
    State.DISPUTED: "⇄",
    State.STALE: "↻",
    State.GONE: "–",
}
LIVE = "live"  # the choice of every pair that a count holds
_ARROWS = {TO_OBJECT: "→", BOTH_WAYS: "↔"}
_SHADES = 5
_FULL = 9  # a table of small counts stays pale


def write(export: Export, target: Path) -> list[Path]:
    """Write mapping.html, complete in itself."""
    (path,) = places(target, "mapping.html", endings=(".html", ".htm"))
    return put({path: render(export).encode(errors="replace")})


def render(export: Export) -> str:
    """Render the page: the same export gives the same text."""
    found = rows(export)
    script = _part("script.js")
    return (
        _environment(export)
        .get_template("mapping.html.j2")
        .render(
            export=export,
            rows=found,
            states=state_counts(found),
            words=WORDS,
            glyphs=_GLYPHS,
            filters=_filters(found),
            matrices=matrices(found),
            live=LIVE,
            shown=SHOWN,
            revisions=revisions(export, found),
            activities=activities(export, found),
            facts=[title for _, title in layout().activity_facts],
            names={work: label(document) for work, document in export.documents.items()},
            style=Markup(_part("style.css")),
            script=Markup(script),
            script_hash="sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        )
    )


def _part(name: str) -> str:
    return (resources.files("mapper.reports") / "templates" / name).read_text(encoding="utf-8")


def _environment(export: Export) -> Environment:
    made = Environment(
        loader=PackageLoader("mapper.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_clean,
    )
    speaker = Speaker(export.documents)
    filters: dict[str, Callable[..., object]] = {
        "steps": _steps,
        "spoken": lambda pair, row: _marked(speaker, pair, row),
        "language": _language,
        "place": place,
        "heat": _heat,
        "relation": _relation,
        "arrow": lambda row: _ARROWS.get(row.direction, "–"),
        "cells": _cells,
        "difference": _difference,
        "named": lambda word: item(word, export.documents[word]).ref if word in export.documents else word,
        "change_label": lambda change: label(export.documents[change.id]) if change.id in export.documents else change.id,
    }
    made.filters.update(filters)
    return made


def _clean(value: object) -> object:
    """Strip control characters from whatever goes onto the page; what is markup was made here."""
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@dataclass(frozen=True)
class _Bar:
    """Hold one step of a waterfall: what it is called, what it adds, the sum, and where its bar begins and how long it is, in percent."""

    name: str
    amount: str
    total: str
    start: int
    length: int
    sign: str


def _steps(row: Row) -> list[_Bar]:
    """Lay the steps that made a score out as bars, the score last; none where a pair is not proposed."""
    proposal = row.mapped.proposal
    if proposal is None or not proposal.contributions:
        return []
    made = waterfall.steps(proposal)
    sums = [0.0, proposal.score, *(step.after for step in made)]
    low, span = min(sums), (max(sums) - min(sums)) or 1.0

    def bar(name: str, amount: str, before: float, after: float, sign: str) -> _Bar:
        start, end = sorted(round((value - low) / span * 100) for value in (before, after))
        return _Bar(name, amount, f"{after:.2f}", start, max(1, end - start), sign)

    sides = row.facing("first", "second")
    drawn = [bar(called(one.name, *sides), f"{one.amount:+.2f}", one.before, one.after, "up" if one.amount >= 0 else "down") for one in made]
    return [*drawn, bar(waterfall.SCORE, "", 0.0, proposal.score, "sum")]


def _marked(speaker: Speaker, pair: Evidence, row: Row) -> tuple[Markup, Markup]:
    """Escape both quotes of an evidence, with the words marked that speak for the pair."""
    left, right = clean(pair.left.text), clean(pair.right.text)
    found = speaker.between((row.subject.id, row.object.id), (left, right))
    return _mark(left, found.left), _mark(right, found.right)


def _mark(text: str, spans: Spans) -> Markup:
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    parts = [escape(text[start:end]) for start, end in pairwise(edges)]
    return Markup("").join(Markup("<mark>{}</mark>").format(part) if number % 2 else part for number, part in enumerate(parts))


def _language(item: Item) -> Markup:
    """Tag a text with its language; its direction follows from its letters."""
    tag = Markup(' lang="{}"').format(clean(item.language)) if item.language else Markup("")
    return tag + Markup(' dir="auto"')


def _heat(count: Count, most: int) -> int:
    """Grade a count from 1 to 5 by its root, so that small counts still differ."""
    return max(1, math.ceil(math.sqrt(count.total / max(most, _FULL)) * _SHADES))


def _relation(relation: str) -> str:
    """Write a relation as words."""
    return relation.replace("-", " ")


def _cells(row: Row) -> Markup:
    """Name the cells of the heat maps that a pair counts in."""
    return Markup(" ").join(Markup('data-{}="{}"').format(axis.key, "|".join(cells(row, axis))) for axis in axes())


def _difference(change: ClauseChange) -> list[tuple[str, str]]:
    old, new = (clean(side.text) if side else "" for side in (change.old, change.new))
    return word_diff(old, new)


Filter = tuple[str, str, list[tuple[str, str, int]]]


def _filters(found: Sequence[Row]) -> list[Filter]:
    """List the choices of each filter with how many pairs each leaves; mappings in the order of the settings, states in theirs."""
    read: list[tuple[str, str, Callable[[Row], str], Callable[[str], str]]] = [
        ("r", "Relation", lambda row: row.relation, _relation),
        ("n", "Likelihood", lambda row: row.band, str),
        ("o", "Judged by", lambda row: row.origin, str),
    ]
    types = Counter(row.mapped.type for row in found)
    states = [(state.value, WORDS[state], count) for state, count in state_counts(found)]
    live = sum(row.mapped.state in SHOWN for row in found)
    made: list[Filter] = [
        ("t", "Mapping", [(name, name, count) for name, count in types.items()]),
        ("s", "State", [(LIVE, "neither rejected nor out of force", live), *states]),
    ]
    for key, name, value, text in read:
        counts = Counter(value(row) for row in found if value(row))
        made.append((key, name, [(choice, text(choice), counts[choice]) for choice in sorted(counts)]))
    return made
