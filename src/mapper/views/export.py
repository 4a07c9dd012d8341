"""The export: one frozen noun that every exporter is given."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from mapper.claims import Claim
from mapper.editions import EditionChange
from mapper.mapping import Mapped
from mapper.register import Register
from mapper.settings import Cover, MappingType, Publication
from mapper.themes import Theme
from mapper.types import Decision, Document


@dataclass(frozen=True)
class Papers:
    """Say which papers are wanted, and what they are made with.

    `only` names one sort of paper, `group` whose liaison statement, `language` one that subtopics are named in too; `templates` is the folder of
    templates that take the place of the shipped ones.
    """

    only: str = ""
    group: str = ""
    language: str = ""
    cover: Cover = field(default_factory=Cover)
    templates: Path | None = None


@dataclass(frozen=True)
class Recipient:
    """Say for which reviewer an export is, and which of its pairs that reviewer reads without scores and without what others said."""

    name: str = ""
    blind: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Export:
    """Hold everything a report may show; `date` comes from the content, never from the clock, so that a rerun gives the same bytes.

    `decisions` is the log as it was written; `carried` the same events with the works as they live on today. `seen` holds every edition by work and
    label. `types` are the mappings exported, in the order of the settings; `only` names the one that was asked for. `logged` counts the events of
    the whole log, `head` is the last of them; `themes` are those that a mapping exported compares with; `register` says which area
    is which, and what people said of areas; `claims` what they say of instructions; `papers` says which papers are wanted, `recipient` for whom.
    """

    mapped: tuple[Mapped, ...]
    documents: Mapping[str, Document]
    decisions: tuple[Decision, ...] = ()
    changes: tuple[EditionChange, ...] = ()
    run: str = ""
    title: str = "Mapping of common interest"
    version: str = ""
    date: str = ""
    notes: tuple[str, ...] = ()
    carried: tuple[Decision, ...] = ()
    seen: Mapping[tuple[str, str], Document] = field(default_factory=dict)
    types: tuple[MappingType, ...] = ()
    only: str = ""
    publication: Publication = field(default_factory=Publication)
    for_excel: bool = False
    logged: int = 0
    head: str = ""
    themes: tuple[Theme, ...] = ()
    register: Register = field(default_factory=Register)
    claims: tuple[Claim, ...] = ()
    papers: Papers = field(default_factory=Papers)
    recipient: Recipient = field(default_factory=Recipient)

    @property
    def name(self) -> str:
        """Give the title with the mapping that was asked for."""
        return f"{self.title}: {self.only}" if self.only else self.title

    @property
    def lived(self) -> tuple[Decision, ...]:
        """Give the log as it reads today."""
        return self.carried or self.decisions

    @cached_property
    def written(self) -> dict[str, Decision]:
        """Give each event as it was written, by its id."""
        return {decision.event: decision for decision in self.decisions}

    def edition(self, work: str, label: str) -> Document | None:
        """Find one edition of a work; None where it was never read."""
        found = self.seen.get((work, label))
        current = self.documents.get(work)
        return found or (current if current and current.edition.label == label else None)
