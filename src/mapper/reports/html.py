"""HTML: the mapping as one page that needs no network; every text of a document is escaped."""

import base64
import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from importlib import resources
from pathlib import Path

from markupsafe import Markup

from mapper.reports.filters import GLYPHS, environment, relation
from mapper.views.activities import activities
from mapper.views.counts import axes, cells, matrices, state_counts
from mapper.views.export import Export
from mapper.views.files import places, put
from mapper.views.layout import label, layout
from mapper.views.revisions import revisions
from mapper.views.rows import SHOWN, WORDS, Row, rows

LIVE = "live"  # the choice of every pair that a count holds


def write(export: Export, target: Path) -> list[Path]:
    """Write mapping.html, complete in itself."""
    (path,) = places(target, "mapping.html", endings=(".html", ".htm"))
    return put({path: render(export).encode(errors="replace")})


def render(export: Export) -> str:
    """Render the page: the same export gives the same text."""
    found = rows(export)
    script = _part("script.js")
    made = environment(export, "mapper.reports")
    made.filters["cells"] = _cells
    return made.get_template("mapping.html.j2").render(
        export=export,
        rows=found,
        states=state_counts(found),
        words=WORDS,
        glyphs=GLYPHS,
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


def _part(name: str) -> str:
    return (resources.files("mapper.reports") / "templates" / name).read_text(encoding="utf-8")


def _cells(row: Row) -> Markup:
    """Name the cells of the heat maps that a pair counts in."""
    return Markup(" ").join(Markup('data-{}="{}"').format(axis.key, "|".join(cells(row, axis))) for axis in axes())


Filter = tuple[str, str, list[tuple[str, str, int]]]


def _filters(found: Sequence[Row]) -> list[Filter]:
    """List the choices of each filter with how many pairs each leaves; mappings in the order of the settings, states in theirs."""
    read: list[tuple[str, str, Callable[[Row], str], Callable[[str], str]]] = [
        ("r", "Relation", lambda row: row.relation, relation),
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
