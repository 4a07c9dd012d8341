"""Assignments: which subtopics of which themes the documents of an area belong to, as people accepted it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mapper.themes import Theme
from mapper.types import State
from mapper.views.items import Item
from mapper.views.layout import natural
from mapper.views.rows import Row


@dataclass(frozen=True)
class Assigned:
    """Name a subtopic, its theme, and the documents of an area that belong to it."""

    id: str
    title: str
    theme: str
    items: tuple[Item, ...]

    @property
    def name(self) -> str:
        """Name the subtopic with its theme."""
        return f"{self.title} ({self.theme})" if self.theme else self.title


class Assignments:
    """Know which documents people assigned to which subtopics."""

    def __init__(self, themes: Iterable[Theme], rows: Iterable[Row]) -> None:
        self._themes = {theme.id: theme.title for theme in themes}
        self._topics: dict[str, dict[str, Item]] = {}
        for row in rows:
            if row.mapped.state is State.ACCEPTED:
                self._topics.setdefault(row.subject.id, {})[row.object.id] = row.object

    def of(self, items: Sequence[Item]) -> tuple[Assigned, ...]:
        """List the subtopics of some documents, those of most documents first."""
        found: dict[str, list[Item]] = {}
        topics: dict[str, Item] = {}
        for item in items:
            for id_, topic in self._topics.get(item.id, {}).items():
                topics[id_] = topic
                found.setdefault(id_, []).append(item)
        made = (Assigned(id_, topics[id_].title or id_, self._themes.get(_theme(id_), ""), tuple(found[id_])) for id_ in found)
        return tuple(sorted(made, key=lambda one: (-len(one.items), natural(one.id))))


def _theme(topic: str) -> str:
    """Give the id of the theme that a subtopic's id names."""
    return topic.split("/")[1] if "/" in topic else ""
