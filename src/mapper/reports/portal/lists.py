"""Pages that list: documents, pairs, cells of the heat maps, instructions, changes, decisions, activities, and the front page."""

from collections.abc import Iterator, Sequence
from functools import partial

from mapper.gaps import Answer
from mapper.matrices import Grid
from mapper.reports.portal.desk import Desk, cell_page, change_page, mapping_page, tie_page, turned
from mapper.reports.portal.names import name
from mapper.reports.portal.pages import LETTERS, Draft, Page, by_weight, spread
from mapper.reports.portal.texts import PAIRS
from mapper.reports.portal.timeline import LEFT, TOP, WIDTH, timeline
from mapper.reports.portal.wording import ANSWERS
from mapper.types import State
from mapper.views.counts import state_counts
from mapper.views.items import Item, item
from mapper.views.layout import label, layout, numbered, ordered
from mapper.views.parties import is_activity
from mapper.views.rows import WORDS

COUNTS, GAPS, CHANGES = ("Heat maps", "counts.html"), ("Instructions", "gaps.html"), ("What changed", "changes.html")


def document_lists(desk: Desk) -> Iterator[Page]:
    """List all texts but activities, which have the timeline."""
    bodies = ordered({document.body for document in desk.texts}, layout().bodies)
    texts = [item(document.id, document) for document in desk.texts]
    mine = sorted((one for one in texts if not is_activity(one)), key=lambda one: (bodies.index(one.body), *_counted(one)))
    lines = []
    for one in mine:
        rows = desk.by_work.get(one.id, ())
        lines.append((one, sum(row.mapped.state is State.ACCEPTED for row in rows), len(rows)))
    yield from spread(Draft(Page("documents.html", "Documents", "documents.html.j2", {"kinds": ""}), {"documents": lines}))


def _counted(one: Item) -> tuple[object, ...]:
    return numbered(one.document) if one.document else ()


def pair_lists(desk: Desk) -> Iterator[Page]:
    """List the pairs of each mapping and of each state, with the page that leads to these lists."""
    types = list(dict.fromkeys(row.mapped.type for row in desk.rows))
    links = []
    for type_ in types:
        rows = [row for row in desk.rows if row.mapped.type == type_]
        told = ", ".join(f"{count} {WORDS[state]}" for state, count in state_counts(rows))
        links.append((type_, mapping_page(type_), f"{len(rows)} pairs: {told}"))
        facts = {"lead": f"The pairs of the mapping {type_}, the likeliest first: {told}.", "links": ()}
        yield from spread(Draft(Page(mapping_page(type_), f"Pairs: {type_}", "pairs.html.j2", facts, (PAIRS,)), {"rows": rows}))
    for state, count in state_counts(desk.rows):
        rows = [row for row in desk.rows if row.mapped.state is state]
        path = f"pairs/{name(f'state-{state.value}')}.html"
        links.append((WORDS[state], path, f"{count} pairs of all mappings"))
        facts = {"lead": f"All pairs that are {WORDS[state]}, mapping by mapping, the likeliest first.", "links": ()}
        yield from spread(Draft(Page(path, f"Pairs: {WORDS[state]}", "pairs.html.j2", facts, (PAIRS,)), {"rows": rows}))
    listed = {"lead": "Every pair with its evidence, by mapping and by state.", "links": links, "rows": (), "rows_total": 0}
    yield Page("pairs.html", "Pairs", "pairs.html.j2", listed)


def cell_pages(desk: Desk) -> Iterator[Page]:
    """Give the heat maps, and the pairs behind each of their cells and between each two groups."""
    large = {grid.key: f"counts/{name(grid.key)}.html" for grid in desk.grids if sum(_line(grid, row) for row in grid.rows) > LETTERS / 2}
    yield Page("counts.html", "Heat maps", "counts.html.j2", {"shown": [(grid, large.get(grid.key, "")) for grid in desk.grids]})
    for grid in desk.grids:
        if grid.key in large:
            page = Page(large[grid.key], grid.title, "grid.html.j2", {"grid": grid}, (COUNTS,))
            yield from spread(Draft(page, {"lines": grid.rows}, {"lines": partial(_lines, grid)}))
        for ends in {turned(grid, *cell): None for cell in grid.cells}:
            facts = {"lead": f"{grid.title}: the pairs of {ends[0]} and {ends[1]}.", "links": ()}
            page = Page(cell_page(grid, *ends), f"{ends[0]} and {ends[1]}", "pairs.html.j2", facts, (COUNTS,))
            yield from spread(Draft(page, {"rows": grid.cells[ends] if ends in grid.cells else grid.cells[ends[::-1]]}))
    for group in desk.groups.values():
        for tie in group.ties:
            if group.key <= tie.key:
                names = f"{group.name} and {desk.groups[tie.key].name}"
                facts = {"lead": f"The pairs of texts of {names}.", "links": ()}
                yield from spread(
                    Draft(Page(tie_page([group.key, tie.key]), names, "pairs.html.j2", facts, (("Groups", "groups.html"),)), {"rows": tie.rows})
                )


def _lines(grid: Grid, rows: Sequence[str]) -> list[Sequence[str]]:
    return by_weight(rows, lambda row: _line(grid, row))


def _line(grid: Grid, row: str) -> int:
    """Estimate the bytes of one line of a heat map."""
    return sum(300 + 2 * len(f"{row}{column}".encode(errors="replace")) if (row, column) in grid.cells else 10 for column in grid.columns)


_LEAD = "What Sectors are told to do by texts that are not their own, and which of their texts take it up."


def gap_pages(desk: Desk) -> Iterator[Page]:
    """List the instructions to Sectors by how far they are taken up."""
    found = desk.gaps.instructions
    if not found:
        return
    parts = {answer: [one for one in found if one.answer is answer] for answer in Answer}
    links = [(f"taken up by {ANSWERS[answer]}", len(each), _gap_page(answer)) for answer, each in parts.items() if each]
    facts = {"lead": _LEAD, "links": links, "instructions": (), "instructions_total": 0, "answers": ANSWERS}
    yield Page("gaps.html", "Instructions to Sectors", "gaps.html.j2", facts)
    for answer, each in parts.items():
        facts = {"lead": _LEAD, "links": (), "answers": ANSWERS}
        title = f"Instructions taken up by {ANSWERS[answer]}"
        if each:
            yield from spread(Draft(Page(_gap_page(answer), title, "gaps.html.j2", facts, (GAPS,)), {"instructions": each}))


def _gap_page(answer: Answer) -> str:
    return f"gaps/{name(answer.value)}.html"


def change_pages(desk: Desk) -> Iterator[Page]:
    """Tell what the last editions changed, and of each text clause by clause."""
    yield from spread(Draft(Page("changes.html", "What changed", "changes.html.j2", {}), {"changes": desk.revisions}))
    for revision in desk.revisions:
        known = desk.export.documents.get(revision.change.id)
        title = f"What changed: {label(known) if known else revision.change.id}"
        page = Page(change_page(revision.change.id), title, "change.html.j2", {"revision": revision}, (CHANGES,))
        cut = {"clauses": lambda clauses: by_weight(clauses, _weight)}
        yield from spread(Draft(page, {"clauses": revision.clauses}, cut))


def _weight(change: object) -> int:
    sides = (getattr(change, side) for side in ("old", "new"))
    return 300 + 3 * sum(len(side.text.encode(errors="replace")) for side in sides if side)


def decision_pages(desk: Desk) -> Iterator[Page]:
    """List the log of decisions."""
    facts = {"names": {work: label(one) for work, one in desk.export.documents.items()}, "pairs": {row.id for row in desk.rows}}
    yield from spread(Draft(Page("decisions.html", "Decisions", "decisions.html.j2", facts), {"log": desk.export.decisions}))


def timeline_pages(desk: Desk) -> Iterator[Page]:
    """Draw the activities and events over the years, so many a page, each page with its own picture; first what clashes and what is a chance."""
    agenda = desk.agenda
    facts = {
        "titles": [title for _, title in layout().activity_facts],
        "shape": {"left": LEFT, "top": TOP, "width": WIDTH},
        "agenda": agenda,
        "told": {activity.document.id: activity for activity in desk.activities},
    }
    lists = {"happenings": agenda.happenings, "meetings": agenda.meetings}
    for page in spread(Draft(Page("timeline.html", "Activities and events", "timeline.html.j2", facts), lists)):
        drawn = timeline(page.facts["happenings"])
        yield Page(page.path, page.title, page.template, {**page.facts, "drawn": drawn}, number=page.number, of=page.of)


def repeat_pages(desk: Desk) -> Iterator[Page]:
    """List what is said twice, with what would be done about it."""
    if desk.repeats:
        yield from spread(Draft(Page("repeats.html", "Said twice", "repeats.html.j2", {}), {"repeats": desk.repeats}))


def front_pages(desk: Desk) -> Iterator[Page]:
    """Give the front page, how to read it all, and the search."""
    figures = [
        ("documents", sum(not is_activity(item(one.id, one)) for one in desk.texts), "documents.html"),
        ("pairs", len(desk.rows), "pairs.html"),
        ("accepted", sum(row.mapped.state is State.ACCEPTED for row in desk.rows), f"pairs/{name('state-accepted')}.html"),
        ("areas", len(desk.areas.areas), "areas.html"),
        ("activities and events", len(desk.activities), "timeline.html"),
        ("instructions nobody takes up", sum(one.answer is Answer.NOBODY for one in desk.gaps.instructions), _gap_page(Answer.NOBODY)),
    ]
    shown = [(title, count, address if count else "") for title, count, address in figures]
    facts = {"figures": shown, "themes": desk.coverages, "areas": desk.areas.areas, "grids": desk.grids}
    yield Page("index.html", desk.export.name, "index.html.j2", facts)
    yield Page("about.html", "How to read this", "about.html.j2", {"words": WORDS})
    yield Page("search.html", "Search", "search.html.j2", {"filters": _filters(desk)})


_SORTS = ("document", "pair", "area", "theme", "subtopic", "group", "activity")


def _filters(desk: Desk) -> list[tuple[str, list[tuple[str, str]]]]:
    """Offer what pages can be filtered by: the marks that some page has."""
    states = [(f"state:{state.value}", WORDS[state]) for state, _ in state_counts(desk.rows)]
    types = [(f"mapping:{type_}", type_) for type_ in dict.fromkeys(row.mapped.type for row in desk.rows)]
    found = {sector for row in desk.rows for side in (row.subject, row.object) for sector in side.sectors}
    sectors = [(f"sector:{sector}", sector) for sector in ordered(found, layout().sectors)]
    offered = [("Sort", [(f"kind:{sort}", sort) for sort in _SORTS]), ("State", states), ("Mapping", types), ("Sector", sectors)]
    return [(title, options) for title, options in offered if options]
