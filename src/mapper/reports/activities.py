"""The activities sheet: what each list tells of its activities and events, and which texts they belong to."""

from collections.abc import Iterator, Sequence

from mapper.reports.crosstables import left_out, likely
from mapper.reports.sheets import Column, Sheet, Table, Value
from mapper.views.activities import Activity, activities
from mapper.views.export import Export
from mapper.views.layout import layout
from mapper.views.rows import Row
from mapper.views.text import one_line

_TITLE = "Activities and events, with the texts they belong to"
_NOTE = "One row for each text, accepted or proposed. Rows of origin machine are proposals that nobody has decided yet."
_ABOUT = "every activity with organiser, Sectors, dates and place, and the texts it belongs to, accepted or proposed"
_TEXTS = (
    Column("Text", 26, wrap=True),
    Column("Title of the text", 40, wrap=True),
    Column("Relation", 17),
    Column("State", 15, wrap=True),
    Column("Probability", 11),
    Column("Origin", 9),
)


def activity_sheets(export: Export, rows: Sequence[Row]) -> list[Sheet]:
    """List each activity, one row for each text it belongs to; nothing where the export has no activities."""
    found = activities(export, rows)
    if not found:
        return []
    facts = tuple(Column(title, 18 if detail == "organiser" else 13, wrap=True) for detail, title in layout().activity_facts)
    columns = (Column("Activity", 14), Column("Title", 40, wrap=True), Column("Kind", 10), *facts, *_TEXTS)
    note = _NOTE + left_out(sum(activity.left_out for activity in found))
    lines = tuple(line for activity in found for line in _lines(activity))
    return [Sheet("Activities", (Table(_TITLE, note, columns, lines, keys=2),), _ABOUT)]


def _lines(activity: Activity) -> Iterator[tuple[Value, ...]]:
    document = activity.document
    head = (document.id, one_line(document.title), document.kind.value, *activity.facts)
    if not activity.partners:
        told = f"only unlikely proposals ({activity.left_out})" if activity.left_out else "none proposed or accepted"
        yield (*head, "–", told, "", "", None, "")
    for partner in activity.partners:
        row = partner.row
        yield (*head, partner.item.ref, partner.item.title, row.relation, row.state, likely(row), row.origin)
