"""The nouns of themes; frozen. Only title, definition, examples and exclusions are compared with texts: the rest is for people."""

from collections.abc import Mapping
from dataclasses import dataclass, field

LANGUAGE = "en"  # in which titles, definitions, notes and examples are written
PREFIX = "theme/"


@dataclass(frozen=True)
class Subtopic:
    """Hold one subtopic: what belongs, examples, and what does not belong; what it is called elsewhere, and who answers for it.

    `labels` are titles by language, the English one left out, `also` other names by language. `codes` are `prefix:code`, as in sdg:13, or addresses.
    `parent` is the id of the subtopic that it is a part of. A retired one is mapped no more and stays known.
    """

    id: str
    title: str
    definition: str
    examples: tuple[str, ...] = ()
    exclusions: tuple[str, ...] = ()
    scope_note: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    focal_points: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    parent: str = ""
    retired: bool = False
    replaced_by: tuple[str, ...] = ()

    @property
    def names(self) -> dict[str, str]:
        """Give its title in every language that it has one in, English first."""
        return {LANGUAGE: self.title, **self.labels}


@dataclass(frozen=True)
class Theme:
    """Hold a theme with its subtopics and the documents that mandate it; its other fields are as those of a subtopic."""

    id: str
    title: str
    mandate: tuple[str, ...]
    subtopics: tuple[Subtopic, ...]
    file: str
    definition: str = ""
    scope_note: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    focal_points: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()

    @property
    def names(self) -> dict[str, str]:
        """Give its title in every language that it has one in, English first."""
        return {LANGUAGE: self.title, **self.labels}

    @property
    def live(self) -> tuple[Subtopic, ...]:
        """Give the subtopics that are mapped, each behind the one that it is a part of, else as in the file; parts of a retired one are on top."""
        known = {one.id for one in self.subtopics if not one.retired}
        below: dict[str, list[Subtopic]] = {}
        for one in reversed(self.subtopics):
            if not one.retired:
                below.setdefault(one.parent if one.parent in known else "", []).append(one)
        found, waiting = [], below.get("", [])
        while waiting:
            found.append(waiting.pop())
            waiting.extend(below.get(found[-1].id, []))
        return tuple(found)

    def above(self, subtopic: Subtopic) -> tuple[Subtopic, ...]:
        """Give the live subtopics that one is a part of, the widest first."""
        parents = {one.id: one for one in self.subtopics if not one.retired}
        found: list[Subtopic] = []
        while subtopic.parent in parents:
            subtopic = parents[subtopic.parent]
            found.append(subtopic)
        return tuple(reversed(found))

    def work(self, subtopic: Subtopic) -> str:
        """Give the id of a subtopic among all documents."""
        return f"{PREFIX}{self.id}/{subtopic.id}"
