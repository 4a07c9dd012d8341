"""Groups: every study group, working party and body that has a text, and how many pairs join which two."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mapper.types import Document, State
from mapper.views.layout import layout, natural
from mapper.views.rows import SHOWN, Row
from mapper.views.text import one_line


@dataclass(frozen=True)
class Tie:
    """Say how many pairs join a group with another, and how many of them are accepted."""

    key: str
    rows: tuple[Row, ...]

    @property
    def accepted(self) -> int:
        """Count the accepted ones."""
        return sum(row.mapped.state is State.ACCEPTED for row in self.rows)


@dataclass(frozen=True)
class Group:
    """Hold a group or body: its name, its Sector, its documents as people count them, and the groups it has pairs with, those of most first."""

    key: str
    name: str
    sector: str
    documents: tuple[Document, ...]
    ties: tuple[Tie, ...] = ()

    @property
    def outer(self) -> int:
        """Count the pairs with other groups."""
        return sum(len(tie.rows) for tie in self.ties if tie.key != self.key)


def key_of(document: Document | None) -> str:
    """Name the group that works on a text, else the body that issued it, as ids are written; empty where the text has no body."""
    if document is None or not document.body:
        return ""
    return one_line(f"{document.body} {document.group}").lower().replace(" ", "/")


def groups(documents: Iterable[Document], rows: Iterable[Row]) -> list[Group]:
    """List the groups in the order of the profile: Sector by Sector, bodies first, then as people count."""
    held: dict[str, list[Document]] = {}
    for document in documents:
        if key := key_of(document):
            held.setdefault(key, []).append(document)
    tied = _ties(rows)
    made = [_group(key, found, tied.get(key, {})) for key, found in held.items()]
    return sorted(made, key=_order)


def _group(key: str, documents: Iterable[Document], ties: Mapping[str, list[Row]]) -> Group:
    found = sorted(documents, key=lambda document: (document.kind.value, natural(document.number), natural(document.id)))
    first = found[0]
    order = sorted(ties.items(), key=lambda tie: (-len(tie[1]), natural(tie[0])))
    return Group(key, one_line(f"{first.body} {first.group}"), first.sector, tuple(found), tuple(Tie(other, tuple(rows)) for other, rows in order))


def _ties(rows: Iterable[Row]) -> dict[str, dict[str, list[Row]]]:
    """Gather the pairs that join two groups, from both sides; one of a group with itself counts once."""
    found: dict[str, dict[str, list[Row]]] = {}
    for row in rows:
        one, other = (key_of(side.document) for side in (row.subject, row.object))
        if row.mapped.state in SHOWN and one and other:
            for near, far in {(one, other), (other, one)}:
                found.setdefault(near, {}).setdefault(far, []).append(row)
    return found


def _order(group: Group) -> tuple[int, str, bool, int, list[tuple[bool, int, str]]]:
    sectors, bodies = layout().sectors, layout().bodies
    body = group.documents[0].body
    place = sectors.index(group.sector) if group.sector in sectors else len(sectors)
    return (place, group.sector, bool(group.documents[0].group), bodies.index(body) if body in bodies else len(bodies), natural(group.key))
