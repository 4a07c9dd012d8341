"""HTML: the mapping as one page that needs no network; every text of a document is escaped."""

import base64
import hashlib
import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from importlib import resources
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from mapper.decisions import phrases
from mapper.editions import ClauseChange, EditionChange, word_diff
from mapper.reports import Export, tables
from mapper.reports.crosstables import Count, matrices
from mapper.reports.files import places, put
from mapper.reports.layout import label, natural
from mapper.reports.rows import WORDS, Item, Row, place, rows
from mapper.reports.text import clean
from mapper.types import BACKWARD, FORWARD, State

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
_SHADES = 5
_FULL = 9  # a table of small counts stays pale


def write(export: Export, target: Path) -> list[Path]:
    """Write mapping.html, complete in itself."""
    (path,) = places(target, "mapping.html")
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
            states=tables.state_counts(found),
            words=WORDS,
            glyphs=_GLYPHS,
            filters=_filters(found),
            matrices=matrices(found),
            changes=_changes(export, found),
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
    filters: dict[str, Callable[..., object]] = {
        "language": _language,
        "place": place,
        "heat": _heat,
        "relation": _relation,
        "direction": _direction,
        "difference": _difference,
        "change_label": lambda change: label(export.documents[change.id]) if change.id in export.documents else change.id,
    }
    made.filters.update(filters)
    return made


def _clean(value: object) -> object:
    """Strip control characters from whatever goes onto the page; what is markup was made here."""
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


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


def _direction(row: Row) -> tuple[str, str]:
    """Give the arrow of a relation, and the arrow in words."""
    if row.direction == FORWARD:
        return "→", "first to second"
    if row.direction == BACKWARD:
        return "←", "second to first"
    return ("–", "direction not said") if row.relation in phrases() else ("↔", "both ways")


def _difference(change: ClauseChange) -> list[tuple[str, str]]:
    old, new = (clean(side.text) if side else "" for side in (change.old, change.new))
    return word_diff(old, new)


def _changes(export: Export, found: Sequence[Row]) -> list[tuple[EditionChange, list[ClauseChange], list[Row]]]:
    ordered = sorted(export.changes, key=lambda change: natural(change.id))
    return [(change, tables.told(change), tables.reopened(change, found)) for change in ordered]


def _filters(found: Iterable[Row]) -> list[tuple[str, str, list[tuple[str, str, int]]]]:
    """List the choices of each filter with how many pairs each leaves."""
    lines = list(found)
    read: list[tuple[str, str, Callable[[Row], str], Callable[[str], str]]] = [
        ("t", "Mapping", lambda row: row.mapped.type, str),
        ("s", "State", lambda row: row.mapped.state.value, lambda value: WORDS[State(value)]),
        ("r", "Relation", lambda row: row.relation, _relation),
        ("n", "Likelihood", lambda row: row.band, str),
        ("o", "Judged by", lambda row: row.origin, str),
    ]
    made = []
    for key, name, value, text in read:
        counts = Counter(value(row) for row in lines if value(row))
        made.append((key, name, [(choice, text(choice), counts[choice]) for choice in sorted(counts)]))
    return made
