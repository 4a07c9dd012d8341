"""The coverage sheet: the subtopics of each theme by Sector in figures, whom each concerns, and what could be done together."""

from collections.abc import Sequence

from mapper.cooperation import in_lines
from mapper.coverage import Covered, cover
from mapper.reports.sheets import Column, Sheet, Table, Value
from mapper.themes import Theme
from mapper.views.export import Export
from mapper.views.layout import layout, ordered
from mapper.views.rows import Row

_TITLE = "Coverage of themes"
_NOTE = (
    "One subtopic a row. Accepted: texts that people accepted; proposed: likely enough to be listed, and nobody decided. "
    "A text of several Sectors counts in each, and once in the totals. Waiting: all pairs that somebody still has to decide."
)
_ABOUT = "each subtopic by Sector in figures, who works on it, whom it concerns, and what could be done together"


def coverage_sheets(export: Export, rows: Sequence[Row]) -> list[Sheet]:
    """Count the texts of each subtopic by Sector; nothing where no theme is mapped."""
    found = [(theme, one) for theme in export.themes for one in cover(theme, rows).subtopics]
    if not found:
        return []
    sectors = ordered({share.sector for _, one in found for share in one.shares}, layout().sectors)
    counts = [column for sector in sectors for column in (Column(f"{sector} accepted", 10), Column(f"{sector} proposed", 10))]
    head = (Column("Theme", 14), Column("Subtopic", 34, wrap=True), Column("Whom it concerns", 24, wrap=True))
    rest = (Column("Accepted", 10), Column("Proposed", 10), Column("Waiting", 10), Column("Who", 40, wrap=True), Column("Together", 60, wrap=True))
    made = tuple(_line(theme, one, sectors) for theme, one in found)
    return [Sheet("Coverage", (Table(_TITLE, _NOTE, (*head, *counts, *rest), made, keys=2),), _ABOUT)]


def _line(theme: Theme, one: Covered, sectors: Sequence[str]) -> tuple[Value, ...]:
    shares = {share.sector: share for share in one.shares}
    counts: list[int] = []
    for sector in sectors:
        share = shares.get(sector)
        counts += [len(share.accepted), len(share.proposed)] if share else [0, 0]
    who = "\n".join(f"{share.sector}: {', '.join(share.who)}" for share in one.shares if share.who)
    together = "\n".join(in_lines(one.joint))
    return (theme.id, one.title, one.scope.words, *counts, one.accepted, one.proposed, one.waiting, who, together)
