"""Filters: what the single page and the portal both say in HTML: marked words, bars, arrows, languages; nothing leaves them unescaped."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from mapper import waterfall
from mapper.differences import segments
from mapper.editions import ClauseChange
from mapper.emphasis import Spans
from mapper.measures import label as called
from mapper.spoken import Speaker
from mapper.types import Evidence, State
from mapper.views.export import Export
from mapper.views.items import Item, item, place
from mapper.views.layout import label
from mapper.views.rows import BOTH_WAYS, TO_OBJECT, Row
from mapper.views.text import clean

GLYPHS = {
    State.NEW: "●",
    State.OPEN: "○",
    State.ACCEPTED: "✓",
    State.REJECTED: "✕",
    State.UNSURE: "?",
    State.DISPUTED: "⇄",
    State.STALE: "↻",
    State.GONE: "–",
}
_ARROWS = {TO_OBJECT: "→", BOTH_WAYS: "↔"}
_SHADES = 5
_FULL = 9  # a table of small counts stays pale


def environment(export: Export, room: str) -> Environment:
    """Make an environment over the templates of a room, with the filters that every page shares."""
    made = Environment(
        loader=PackageLoader(room),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_clean,
    )
    speaker = Speaker(export.documents)
    filters: dict[str, Callable[..., object]] = {
        "steps": steps,
        "spoken": lambda pair, row: _marked(speaker, pair, row),
        "language": language,
        "place": place,
        "heat": heat,
        "relation": relation,
        "arrow": lambda row: _ARROWS.get(row.direction, "–"),
        "difference": difference,
        "named": lambda word: item(word, export.documents[word]).ref if word in export.documents else word,
        "change_label": lambda change: label(export.documents[change.id]) if change.id in export.documents else change.id,
    }
    made.filters.update(filters)
    return made


def _clean(value: object) -> object:
    """Strip control characters from whatever goes onto the page; what is markup was made here."""
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@dataclass(frozen=True)
class Bar:
    """Hold one step of a waterfall: what it is called, what it adds, the sum, and where its bar begins and how long it is, in percent."""

    name: str
    amount: str
    total: str
    start: int
    length: int
    sign: str


def steps(row: Row) -> list[Bar]:
    """Lay the steps that made a score out as bars, the score last; none where a pair is not proposed."""
    proposal = row.mapped.proposal
    if proposal is None or not proposal.contributions:
        return []
    made = waterfall.steps(proposal)
    sums = [0.0, proposal.score, *(step.after for step in made)]
    low, span = min(sums), (max(sums) - min(sums)) or 1.0

    def bar(name: str, amount: str, before: float, after: float, sign: str) -> Bar:
        start, end = sorted(round((value - low) / span * 100) for value in (before, after))
        return Bar(name, amount, f"{after:.2f}", start, max(1, end - start), sign)

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


def language(item: Item) -> Markup:
    """Tag a text with its language; its direction follows from its letters."""
    return _tagged(item.language)


@lru_cache(maxsize=256)
def _tagged(language: str) -> Markup:
    tag = Markup(' lang="{}"').format(clean(language)) if language else Markup("")
    return tag + Markup(' dir="auto"')


def heat(count: int, most: int) -> int:
    """Grade a count from 1 to 5 by its root, so that small counts still differ."""
    return max(1, math.ceil(math.sqrt(count / max(most, _FULL)) * _SHADES))


def relation(code: str) -> str:
    """Write a relation as words."""
    return code.replace("-", " ")


def difference(change: ClauseChange) -> list[tuple[str, str]]:
    """Give the words of a changed clause in runs: kept, taken out (-), put in (+)."""
    old, new = (clean(side.text) if side else "" for side in (change.old, change.new))
    return [(run.mark.value, run.text) for run in segments(old, new)]
