"""The agenda: activities and events by date, with what each is mapped to, what clashes, and where there is a chance to act together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mapper.agenda.happenings import Happening as Happening
from mapper.agenda.happenings import happening
from mapper.agenda.happenings import theme as theme
from mapper.agenda.meetings import CHANCE as CHANCE
from mapper.agenda.meetings import CLASH as CLASH
from mapper.agenda.meetings import Meeting as Meeting
from mapper.agenda.meetings import meet
from mapper.areas import Areas, group
from mapper.views.activities import activities
from mapper.views.export import Export
from mapper.views.rows import Row


@dataclass(frozen=True)
class Agenda:
    """Hold all happenings by date, those without one last, and what of them clashes or is a chance; `left_out` counts meetings above what is told.

    `date` is that of the export, never the clock's: what is upcoming is so from there.
    """

    happenings: tuple[Happening, ...]
    meetings: tuple[Meeting, ...]
    left_out: int = 0
    date: str = ""

    @property
    def upcoming(self) -> tuple[Happening, ...]:
        """List what ends on the day of the export or later; what has no date is not known to be over."""
        return tuple(one for one in self.happenings if one.end is None or one.end.isoformat() >= self.date)

    def of(self, wanted: str) -> tuple[Happening, ...]:
        """List what belongs to a theme, a subtopic or an area, by its id, as far as people accepted it."""
        return tuple(one for one in self.happenings if wanted in (*one.themes, *one.subtopics, *one.areas))

    def among(self, happenings: Iterable[Happening], kind: str = "") -> tuple[Meeting, ...]:
        """List the meetings, of one kind or of both, in which one of some happenings takes part."""
        ids = {one.item.id for one in happenings}
        return tuple(meeting for meeting in self.meetings if kind in ("", meeting.kind) and ids & {*meeting.key})


def agenda(export: Export, rows: Sequence[Row], grouped: Areas | None = None) -> Agenda:
    """Say of each activity and event when and where it is and what it is mapped to, and hold them against each other.

    `grouped` are the areas of the same rows, where they are known already.
    """
    areas = (grouped or group(export, rows)).areas
    homes: dict[str, list[str]] = {}
    for area in areas:
        for member in area.members:
            homes.setdefault(member.item.id, []).append(area.id)
    found = sorted((happening(activity, homes) for activity in activities(export, rows)), key=lambda one: one.order)
    titles = {area.id: area.name for area in areas} | {row.object.id: row.object.title or row.object.id for row in rows if row.is_theme}
    meetings = meet(found, titles)
    return Agenda(tuple(found), meetings.told, meetings.left_out, export.date)
