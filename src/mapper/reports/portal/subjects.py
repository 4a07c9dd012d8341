"""Pages of subjects and of who works on them: themes, subtopics, areas, groups."""

from collections.abc import Iterator

from mapper.coverage import Coverage, Covered
from mapper.gaps import Instruction
from mapper.reports.portal.desk import Desk, area_page, group_page, subtopic_page, theme_page
from mapper.reports.portal.groups import Group
from mapper.reports.portal.network import SIZE, network
from mapper.reports.portal.pages import Draft, Found, Page, spread
from mapper.reports.portal.wording import ANSWERS
from mapper.types import State
from mapper.views.items import Item, item
from mapper.views.layout import natural
from mapper.views.text import one_line

THEMES, AREAS, GROUPS = ("Themes", "themes.html"), ("Areas", "areas.html"), ("Groups", "groups.html")


def theme_pages(desk: Desk) -> Iterator[Page]:
    """Give the list of themes, and the pages of each and of its subtopics."""
    yield Page("themes.html", "Themes", "themes.html.j2", {"covers": desk.coverages})
    for cover in desk.coverages:
        theme = cover.theme
        grids = [grid for grid in desk.grids if grid.key == f"theme-{theme.id}"]
        named = [theme.id, theme.definition, theme.scope_note, *theme.names.values(), *(one.title for one in theme.subtopics)]
        found = Found("theme", "", named, ("kind:theme",))
        facts = {"cover": cover, "grids": grids, "known": {theme.work(one): one for one in theme.subtopics}}
        page = Page(theme_page(theme.id), one_line(theme.title), "theme.html.j2", facts, (THEMES,), found)
        yield from spread(Draft(page, {"subtopics": cover.subtopics, "happenings": desk.agenda.of(theme.id)}))
        for covered in cover.subtopics:
            yield from spread(_subtopic(desk, cover, covered))


def _subtopic(desk: Desk, cover: Coverage, covered: Covered) -> Draft:
    subtopic = next(one for one in cover.theme.subtopics if cover.theme.work(one) == covered.id)
    above = [(one.title, cover.theme.work(one)) for one in cover.theme.above(subtopic)]
    facts = {"covered": covered, "subtopic": subtopic, "page_work": covered.id, "above": above}
    trail = (THEMES, (one_line(cover.theme.title), theme_page(cover.theme.id)))
    words = (covered.id, subtopic.definition, subtopic.scope_note, *subtopic.names.values(), *subtopic.examples)
    found = Found("subtopic", one_line(cover.theme.title), words, ("kind:subtopic",))
    page = Page(subtopic_page(covered.id), one_line(covered.title), "subtopic.html.j2", facts, trail, found)
    return Draft(page, {"rows": desk.by_work.get(covered.id, ()), "happenings": desk.agenda.of(covered.id)})


def area_pages(desk: Desk) -> Iterator[Page]:
    """Give the list of areas, and the pages of each."""
    areas = desk.areas.areas
    yield from spread(Draft(Page("areas.html", "Areas of mutual interest", "areas.html.j2", {}), {"areas": areas}))
    names = {area.id: area.name for area in areas}
    for area in areas:
        words = [area.id, *(member.item.ref for member in area.members), *(member.item.title for member in area.members)]
        marks = ("kind:area", *(f"sector:{party.sector}" for party in area.parties))
        found = Found("area", area.scope.words, words, marks)
        page = Page(area_page(area.id), area.name, "area.html.j2", {"area": area, "names": names}, (AREAS,), found)
        lists = {"members": area.members, "rows": area.rows, "triads": area.triads, "missing": area.missing, "happenings": desk.agenda.of(area.id)}
        yield from spread(Draft(page, lists))


def group_pages(desk: Desk) -> Iterator[Page]:
    """Give the network with its table, and the pages of each group and body."""
    every = tuple(desk.groups.values())
    names = {group.key: group.name for group in every}
    facts = {"drawn": network(every), "size": SIZE, "names": names}
    yield from spread(Draft(Page("groups.html", "Groups and bodies", "groups.html.j2", facts), {"groups": every}))
    for group in every:
        yield from spread(_group(desk, group, names))


def _group(desk: Desk, group: Group, names: dict[str, str]) -> Draft:
    works = [document.id for document in group.documents]
    areas = {area.id: area for work in works for area in desk.areas_of.get(work, ())}
    order = [area for area in desk.areas.areas if area.id in areas]
    facts = {"group": group, "names": names, "areas": order, "subtopics": _subtopics(desk, works), "answers": ANSWERS}
    found = Found("group", group.sector, [group.key], ("kind:group", *([f"sector:{group.sector}"] if group.sector else [])))
    page = Page(group_page(group.key), group.name, "group.html.j2", facts, (GROUPS,), found)
    documents = [item(document.id, document) for document in group.documents]
    return Draft(page, {"ties": group.ties, "documents": documents, "told": _told(desk, group)})


def _subtopics(desk: Desk, works: list[str]) -> list[Item]:
    """List the subtopics that some texts of a group were assigned to."""
    rows = [row for work in works for row in desk.by_work.get(work, ()) if row.is_theme and row.mapped.state is State.ACCEPTED]
    found = {row.object.id: row.object for row in rows}
    return [found[work] for work in sorted(found, key=natural)]


def _told(desk: Desk, group: Group) -> list[Instruction]:
    """List the instructions whose takers are texts of the group."""
    works = {document.id for document in group.documents}
    return [one for one in desk.gaps.instructions if works & {taker.item.id for taker in (*one.accepted, *one.perhaps)}]
