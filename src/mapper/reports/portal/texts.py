"""Pages of texts and of pairs: clauses with their anchors, editions, citations both ways, and what joins two texts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mapper.reports.portal.desk import Desk, mapping_page, pair_page, pieces, text_page
from mapper.reports.portal.groups import key_of
from mapper.reports.portal.pages import Draft, Found, Page, spread
from mapper.reports.portal.wording import ANSWERS
from mapper.types import Citation, Document
from mapper.views.items import Item, item
from mapper.views.layout import layout, natural
from mapper.views.parties import is_activity
from mapper.views.rows import Row
from mapper.views.text import one_line

DOCUMENTS, PAIRS, TIMELINE = ("Documents", "documents.html"), ("Pairs", "pairs.html"), ("Timeline", "timeline.html")
_SKIPPED = frozenset({"continues", "continues-part", "ocr", "exclusion", "description"})


@dataclass(frozen=True)
class Cited:
    """Show what a text names: the work, what it is called, and the clauses that name it, as place and id."""

    id: str
    name: str
    places: tuple[tuple[str, str], ...]


def text_pages(desk: Desk) -> Iterator[Page]:
    """Give the pages of every document."""
    told = _told(desk)
    happenings = {one.item.id: one for one in desk.agenda.happenings}
    changed = {revision.change.id: revision for revision in desk.revisions}
    editions = _editions(desk)
    for document in desk.texts:
        more = {"told": told.get(document.id, ()), "revision": changed.get(document.id), "editions": editions[document.id]}
        yield from spread(_text(desk, document, {**more, "happening": happenings.get(document.id)}))


def _text(desk: Desk, document: Document, more: Mapping[str, Any]) -> Draft:
    shown = item(document.id, document)
    found = desk.by_work.get(document.id, ())
    rows = [row for row in found if not row.is_theme]
    facts = {
        **more,
        "item": shown,
        "group": desk.groups.get(key_of(document)),
        "facts": _facts(document),
        "areas": desk.areas_of.get(document.id, ()),
        "quoting": _quoting(document.id, found),
        "answers": ANSWERS,
        "meetings": desk.agenda.among([happening]) if (happening := more["happening"]) else (),
        "footnotes": document.footnotes,
    }
    lists: dict[str, Sequence[object]] = {
        "clauses": document.clauses,
        "rows": rows,
        "subtopics": [row for row in found if row.is_theme],
        "cites": _cites(desk, document),
        "cited_by": [desk.item(work) for work in sorted(desk.citing.get(document.id, ()), key=natural)],
    }
    trail = (TIMELINE if is_activity(shown) else DOCUMENTS,)
    page = Page(text_page(document.id), shown.ref, "document.html.j2", facts, trail, _found(shown, document))
    return Draft(page, lists, {"clauses": pieces})


def _found(shown: Item, document: Document) -> Found:
    sort = "activity" if is_activity(shown) else "document"
    words = (document.id, document.number, *(value for _, value in _facts(document)), *(clause.text for clause in document.clauses))
    marks = (f"kind:{sort}", *(f"sector:{sector}" for sector in shown.sectors))
    return Found(sort, shown.title if shown.title != shown.label else "", words, marks)


def _facts(document: Document) -> list[tuple[str, str]]:
    """Give what a list or a heading tells of a text, under the titles of the profile where it has them."""
    titles = dict(layout().activity_facts)
    dates = [("Date", " ".join(word for word in (document.edition.place, str(document.edition.year or "")) if word))]
    told = [(titles.get(key, key.capitalize()), one_line(value)) for key, value in document.details if key not in _SKIPPED]
    own = [("Sector", document.sector), ("Study period", document.period), ("Language", document.language)]
    return [(title, value) for title, value in (*own, *(dates if not told else ()), *told) if value]


def _quoting(work: str, rows: Sequence[Row]) -> dict[str, list[Row]]:
    """Say of each clause of a text which pairs quote it."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        sides = [pair.left if row.subject.id == work else pair.right for pair in row.evidence]
        for clause in dict.fromkeys(quote.clause for quote in sides):
            found.setdefault(clause, []).append(row)
    return found


def _cites(desk: Desk, document: Document) -> list[Cited]:
    """Gather what a text names, each work once: those with a page first, then by id, then words that name nothing known."""
    found: dict[str, list[Citation]] = {}
    for citation in document.citations:
        if citation.id != document.id:
            found.setdefault(citation.id or one_line(citation.text), []).append(citation)
    places = {clause.id: clause.place for clause in document.clauses}
    made = [Cited(each[0].id, _called(desk, each[0]), _places(each, places)) for each in found.values()]
    return sorted(made, key=lambda one: (not desk.address(one.id), not one.id, natural(one.id or one.name)))


def _called(desk: Desk, citation: Citation) -> str:
    document = desk.export.documents.get(citation.id)
    return item(citation.id, document).ref if document else one_line(citation.text) or citation.id


def _places(citations: Sequence[Citation], places: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys((places[one.clause], one.clause) for one in citations if one.clause in places))


def _told(desk: Desk) -> dict[str, list[object]]:
    """Gather the instructions to Sectors by the text that gives them."""
    found: dict[str, list[object]] = {}
    for one in (*desk.gaps.instructions, *desk.gaps.own):
        found.setdefault(one.item.id, []).append(one)
    return found


def _editions(desk: Desk) -> dict[str, list[Document]]:
    """List the editions of every work that were read, the newest first; the one that is there now among them."""
    found: dict[str, dict[tuple[str, str], Document]] = {}
    for document in (*desk.export.seen.values(), *desk.export.documents.values()):
        found.setdefault(document.id, {})[document.key] = document
    return {work: sorted(each.values(), key=lambda one: one.edition.order, reverse=True) for work, each in found.items()}


def pair_pages(desk: Desk) -> Iterator[Page]:
    """Give the page of every pair, those of one text after each other: what was worked out of its clauses is still at hand."""
    for row in sorted(desk.rows, key=lambda row: (row.subject.id, row.id)):
        title = f"{_short(row.subject)} – {_short(row.object)}"
        facts = {"row": row, "area": desk.area_of.get(row.id)}
        yield Page(pair_page(row.id), title, "pair.html.j2", facts, (PAIRS, (row.mapped.type, mapping_page(row.mapped.type))), _sought(row))


def _short(side: Item) -> str:
    return side.label if len(side.label) <= 90 else f"{side.label[:89]}…"


def _sought(row: Row) -> Found:
    quotes = [quote.text for pair in row.evidence for quote in (pair.left, pair.right)]
    words = (row.id, row.subject.id, row.object.id, row.subject.title, row.object.title, row.reviewers, row.comment, *quotes)
    sectors = dict.fromkeys((*row.subject.sectors, *row.object.sectors))
    marks = (f"state:{row.mapped.state.value}", f"mapping:{row.mapped.type}", *(f"sector:{sector}" for sector in sectors))
    return Found("pair", f"{row.relation.replace('-', ' ')} · {row.state}", words, ("kind:pair", *marks))
