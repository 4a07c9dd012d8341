"""The desk: all that the pages of the portal are made from, worked out once, and where each thing has its page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from mapper import gaps, streamlining
from mapper.agenda import Agenda, agenda
from mapper.areas import Area, Areas, group
from mapper.coverage import Coverage, cover
from mapper.matrices import Grid
from mapper.reports.grids import grids
from mapper.reports.portal.groups import Group, groups
from mapper.reports.portal.names import anchor, continued, name
from mapper.reports.portal.pages import by_weight
from mapper.types import Clause, Document, Kind
from mapper.views.activities import Activity, activities
from mapper.views.export import Export
from mapper.views.items import Item, item
from mapper.views.layout import natural
from mapper.views.revisions import Revision, revisions
from mapper.views.rows import Row, rank, rows
from mapper.views.text import clean


@dataclass(frozen=True)
class Desk:
    """Hold an export with its rows; everything else is worked out when it is first asked for."""

    export: Export
    rows: tuple[Row, ...]
    _turned: dict[str, dict[str, int]] = field(default_factory=dict)

    @cached_property
    def by_work(self) -> Mapping[str, tuple[Row, ...]]:
        """Give the pairs of each text: accepted ones first, then the likeliest."""
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            for side in (row.subject.id, row.object.id):
                found.setdefault(side, []).append(row)
        return {work: tuple(sorted(pairs, key=rank)) for work, pairs in found.items()}

    @cached_property
    def citing(self) -> Mapping[str, tuple[str, ...]]:
        """Give the texts that name a text, sorted, by the id of that text; a text does not count that names itself."""
        found: dict[str, set[str]] = {}
        for document in self.export.documents.values():
            for citation in document.citations:
                if citation.id and citation.id != document.id:
                    found.setdefault(citation.id, set()).add(document.id)
        return {work: tuple(sorted(ids)) for work, ids in found.items()}

    @cached_property
    def groups(self) -> Mapping[str, Group]:
        """Give every group and body that has a text, by its key."""
        return {one.key: one for one in groups(self.texts, self.rows)}

    @cached_property
    def grids(self) -> tuple[Grid, ...]:
        """Give the tables of counts whose cells lead to pairs."""
        return grids(self.export, self.rows)

    @cached_property
    def areas(self) -> Areas:
        """Group the accepted pairs."""
        return group(self.export, self.rows)

    @cached_property
    def area_of(self) -> Mapping[str, Area]:
        """Give the area that a pair is part of, by the id of the pair."""
        return {row.id: area for area in self.areas.areas for row in area.rows}

    @cached_property
    def areas_of(self) -> Mapping[str, tuple[Area, ...]]:
        """Give the areas that a text is part of."""
        found: dict[str, list[Area]] = {}
        for area in self.areas.areas:
            for member in area.members:
                found.setdefault(member.item.id, []).append(area)
        return {work: tuple(each) for work, each in found.items()}

    @cached_property
    def coverages(self) -> tuple[Coverage, ...]:
        """Cover every theme that a mapping compares with."""
        return tuple(cover(theme, self.rows, self._items(theme.mandate)) for theme in self.export.themes)

    @cached_property
    def covered(self) -> frozenset[str]:
        """Name the subtopics that have a page."""
        return frozenset(one.id for coverage in self.coverages for one in coverage.subtopics)

    @cached_property
    def gaps(self) -> gaps.Gaps:
        """Find the instructions to Sectors."""
        return gaps.find(self.export, self.rows)

    @cached_property
    def revisions(self) -> Sequence[Revision]:
        """Tell what changed."""
        return revisions(self.export, self.rows)

    @cached_property
    def activities(self) -> Sequence[Activity]:
        """List activities and events."""
        return activities(self.export, self.rows)

    @cached_property
    def agenda(self) -> Agenda:
        """Lay activities and events out by date, with what clashes and what is a chance."""
        return agenda(self.export, self.rows, self.areas)

    @cached_property
    def repeats(self) -> tuple[streamlining.Repeat, ...]:
        """List what is said twice."""
        return streamlining.find(self.export, self.rows)

    @cached_property
    def texts(self) -> tuple[Document, ...]:
        """List the documents that have a page of their own, by id: all but subtopics."""
        found = (document for document in self.export.documents.values() if document.kind is not Kind.SUBTOPIC)
        return tuple(sorted(found, key=lambda document: natural(document.id)))

    def _items(self, works: Iterable[str]) -> list[Item]:
        return [item(work, self.export.documents.get(work)) for work in works]

    def item(self, work: str) -> Item:
        """Make an item of a work; one that was never read has its id for a name."""
        return item(work, self.export.documents.get(work))

    def address(self, work: str) -> str:
        """Say where a text, subtopic, group or body has its page; empty where it has none."""
        if work in self.covered:
            return subtopic_page(work)
        document = self.export.documents.get(work)
        if document is None:
            return group_page(work) if work in self.groups else ""
        return "" if document.kind is Kind.SUBTOPIC else text_page(work)

    def clause_address(self, work: str, clause: str) -> str:
        """Say where a clause stands; the page of its text where that holds no such clause now, empty where there is none."""
        document = self.export.documents.get(work)
        if document is None or work in self.covered or not self.address(work):
            return self.address(work)
        if work not in self._turned:
            self._turned[work] = {one.id: number for number, part in enumerate(pieces(document.clauses), 1) for one in part}
        number = self._turned[work].get(clause, 0)
        return f"{continued(text_page(work), number)}#{anchor(clause)}" if number else text_page(work)


def desk(export: Export) -> Desk:
    """Lay out an export."""
    return Desk(export, rows(export))


def pieces(clauses: Sequence[Clause]) -> list[Sequence[Clause]]:
    """Cut the clauses of a text where a page is full."""
    return by_weight(clauses, lambda clause: len(clean(clause.text).encode(errors="replace")) + 400)


def text_page(work: str) -> str:
    """Say where a text has its page."""
    return f"document/{name(work)}.html"


def subtopic_page(work: str) -> str:
    """Say where a subtopic has its page."""
    return f"subtopic/{name(work.removeprefix('theme/'))}.html"


def theme_page(theme: str) -> str:
    """Say where a theme has its page."""
    return f"theme/{name(theme)}.html"


def area_page(area: str) -> str:
    """Say where an area has its page."""
    return f"area/{name(area.removeprefix('area:'))}.html"


def group_page(key: str) -> str:
    """Say where a group or body has its page."""
    return f"group/{name(key)}.html"


def pair_page(pair: str) -> str:
    """Say where a pair has its page."""
    return f"pair/{name(pair)}.html"


def mapping_page(type_: str) -> str:
    """Say where the pairs of a mapping are listed."""
    return f"pairs/{name(type_)}.html"


def change_page(work: str) -> str:
    """Say where the changes of a text are shown clause by clause."""
    return f"change/{name(work)}.html"


def tie_page(keys: list[str]) -> str:
    """Say where the pairs of two groups are listed."""
    return f"cell/{name('groups', *sorted(keys))}.html"


def turned(grid: Grid, row: str, column: str) -> tuple[str, str]:
    """Name a cell; the same from both sides where a table is the same from both."""
    return (column, row) if grid.symmetric and grid.columns.index(column) < grid.rows.index(row) else (row, column)


def cell_page(grid: Grid, row: str, column: str) -> str:
    """Say where the pairs of a cell are listed."""
    return f"cell/{name(grid.key, *turned(grid, row, column))}.html"
