"""The sheets of activities: what lists tell of them, what they are mapped to, what clashes, and where there is a chance."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from mapper.agenda import CLASH, Agenda, Happening, Meeting, agenda
from mapper.areas import group
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
_REGION = Column("Region", 14, wrap=True)
_SAID = {"status": Column("Status", 12, wrap=True), "link": Column("Link", 24, wrap=True)}  # where any list says it
_MAPPED = (Column("Subtopics", 24, wrap=True), Column("Areas", 30, wrap=True))
_TEXTS = (
    Column("Text", 26, wrap=True),
    Column("Title of the text", 40, wrap=True),
    Column("Relation", 17),
    Column("State", 15, wrap=True),
    Column("Probability", 11),
    Column("Origin", 9),
)
_MEETINGS = "Clashes and chances"
_WHY = "Two happenings a row, each pair once, by the first rule that fits. “certain: no” rests on likely pairs that nobody has decided."
_MEETINGS_ABOUT = "activities and events that clash, and chances to do something together, each with its reason"
_MEETING = (
    Column("Kind", 9),
    Column("Start", 12),
    Column("First", 40, wrap=True),
    Column("Place", 16, wrap=True),
    Column("Starts next", 12),
    Column("Second", 40, wrap=True),
    Column("Place of the second", 16, wrap=True),
    Column("Reason", 60, wrap=True),
    Column("Rule", 26, wrap=True),
    Column("Certain", 9),
)


def activity_sheets(export: Export, rows: Sequence[Row]) -> list[Sheet]:
    """List each activity, one row for each text it belongs to, and what meets; nothing where the export has no activities."""
    found = activities(export, rows)
    if not found:
        return []
    grouped = group(export, rows)
    made = agenda(export, rows, grouped)
    names = {area.id: area.name for area in grouped.areas} | {row.object.id: row.object.title or row.object.id for row in rows if row.is_theme}
    facts = tuple(Column(title, 18 if detail == "organiser" else 13, wrap=True) for detail, title in layout().activity_facts)
    known = {one.item.id: one for one in made.happenings}
    said = {name: column for name, column in _SAID.items() if any(getattr(one, name) for one in made.happenings)}
    columns = (Column("Activity", 14), Column("Title", 40, wrap=True), Column("Kind", 10), *facts, _REGION, *said.values(), *_MAPPED, *_TEXTS)
    note = _NOTE + left_out(sum(activity.left_out for activity in found))
    lines = tuple(line for activity in found for line in _lines(activity, known[activity.document.id], names, said))
    return [Sheet("Activities", (Table(_TITLE, note, columns, lines, keys=2),), _ABOUT), *_meetings(made)]


def _lines(activity: Activity, one: Happening, names: Mapping[str, str], said: Iterable[str]) -> Iterator[tuple[Value, ...]]:
    document = activity.document
    days = {"start": one.start, "end": one.end} if one.exact else {}
    facts = [days.get(detail, told) if told else told for (detail, _), told in zip(layout().activity_facts, activity.facts, strict=True)]
    mapped = (one.region, *(getattr(one, name) for name in said), _named(one.subtopics, names), _named(one.areas, names))
    head = (document.id, one_line(document.title), document.kind.value, *facts, *mapped)
    if not activity.partners:
        told = f"only unlikely proposals ({activity.left_out})" if activity.left_out else "none proposed or accepted"
        yield (*head, "–", told, "", "", None, "")
    for partner in activity.partners:
        row = partner.row
        yield (*head, partner.item.ref, partner.item.title, row.relation, row.state, likely(row), row.origin)


def _named(ids: Sequence[str], names: Mapping[str, str]) -> str:
    return "; ".join(names.get(id_, id_) for id_ in ids)


def _meetings(made: Agenda) -> list[Sheet]:
    """List what meets, clashes first, then by date; no sheet where nothing does."""
    if not made.meetings:
        return []
    ordered = sorted(made.meetings, key=lambda meeting: meeting.kind != CLASH)
    more = f" At least {made.left_out} more are not told." if made.left_out else ""
    table = Table("Activities and events that meet", _WHY + more, _MEETING, tuple(map(_line, ordered)), keys=3)
    return [Sheet(_MEETINGS, (table,), _MEETINGS_ABOUT)]


def _line(meeting: Meeting) -> tuple[Value, ...]:
    first, second = meeting.happenings
    ends = ((one.start if one.exact else one.dates, one_line(one.item.title), one.place) for one in (first, second))
    return (meeting.kind, *(value for end in ends for value in end), meeting.reason, meeting.rule, "yes" if meeting.certain else "no")
