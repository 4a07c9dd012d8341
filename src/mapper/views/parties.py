"""Parties: which Sectors have a text on a subject, and which groups and bodies those texts are of."""

from collections.abc import Iterable
from dataclasses import dataclass

from mapper.types import Document
from mapper.views.counts import NOBODY
from mapper.views.items import Item
from mapper.views.layout import layout, natural, ordered
from mapper.views.text import one_line

_ACTIVITIES = "activities"


@dataclass(frozen=True)
class Party:
    """Name a Sector with its groups and bodies that have a text on a subject, in the order in which people count."""

    sector: str
    names: tuple[str, ...]


def parties(items: Iterable[Item]) -> tuple[Party, ...]:
    """Gather the Sectors of some texts in the order of the profile, each with whose texts they are."""
    found: dict[str, set[str]] = {}
    for item in items:
        for sector in sectors_or_body(item):
            found.setdefault(sector, set()).update(whose(item.document) if item.document else ())
    return tuple(Party(sector, tuple(sorted(found[sector], key=as_counted))) for sector in ordered(found, layout().sectors))


def sectors_or_body(item: Item) -> tuple[str, ...]:
    """Name the Sectors of a text; its body stands in where an organisation has none."""
    return item.sectors or ((item.body,) if item.body else (NOBODY,))


def is_activity(item: Item) -> bool:
    """Tell an activity or event from a text."""
    return item.kind in layout().activity_kinds


def whose(document: Document) -> tuple[str, ...]:
    """Name the group that works on a text, else the body that issued it; activities are told by their kind."""
    if document.kind.value in layout().activity_kinds:
        return (_ACTIVITIES,)
    return (one_line(f"{document.body} {document.group}"),) if document.body else ()


def as_counted(name: str) -> tuple[bool, bool, list[tuple[bool, int, str]]]:
    """Put conferences first, in the order of the profile, then groups, then activities."""
    bodies = layout().bodies
    return (name == _ACTIVITIES, name not in bodies, natural(name) if name not in bodies else [(False, bodies.index(name), "")])
