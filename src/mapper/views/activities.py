"""Activities: each with what its list tells of it, and the texts that it belongs to."""

from collections.abc import Sequence
from dataclasses import dataclass

from mapper.types import Document
from mapper.views.export import Export
from mapper.views.items import Item, sectors_of
from mapper.views.layout import layout, natural
from mapper.views.rows import SHOWN, Row, listed, rank
from mapper.views.text import one_line


@dataclass(frozen=True)
class Partner:
    """Show a text that an activity belongs to, and the pair that says so."""

    item: Item
    row: Row


@dataclass(frozen=True)
class Activity:
    """Show one activity: its facts in the order of the profile, its texts, the accepted ones first, and how many unlikely ones are left out."""

    document: Document
    facts: tuple[str, ...]
    partners: tuple[Partner, ...]
    left_out: int


def activities(export: Export, rows: Sequence[Row]) -> list[Activity]:
    """List the activities and events that a mapping compares, by their start, then by id."""
    found: dict[str, list[Partner]] = {}
    for row in rows:
        for one, other in ((row.subject, row.object), (row.object, row.subject)):
            found.setdefault(one.id, []).append(Partner(other, row))
    kinds = layout().activity_kinds
    listed_ones = [document for document in export.documents.values() if document.kind.value in kinds and not document.status.ended]
    wanted = [document for document in listed_ones if document.id in found or any(type_.concerns(document) for type_ in export.types)]
    return [_activity(document, found.get(document.id, [])) for document in sorted(wanted, key=_when)]


def _activity(document: Document, partners: Sequence[Partner]) -> Activity:
    live = [partner for partner in partners if partner.row.mapped.state in SHOWN]
    shown = sorted((partner for partner in live if listed(partner.row)), key=lambda partner: rank(partner.row))
    return Activity(document, tuple(fact(document, detail) for detail, _ in layout().activity_facts), tuple(shown), len(live) - len(shown))


def fact(document: Document, detail: str) -> str:
    """Give what a list tells of an activity; its Sectors in one way of writing, where they are known ones."""
    told = "; ".join(one_line(value) for key, value in document.details if key == detail)
    return ", ".join(sectors_of(document)) or told if detail == "sectors" else told


def _when(document: Document) -> tuple[bool, str, list[tuple[bool, int, str]]]:
    start = fact(document, "start")
    return (not start, start, natural(document.id))
