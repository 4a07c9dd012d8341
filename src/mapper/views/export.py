"""The export: one frozen noun that every exporter is given."""

from collections.abc import Mapping
from dataclasses import dataclass

from mapper.editions import EditionChange
from mapper.mapping import Mapped
from mapper.types import Decision, Document


@dataclass(frozen=True)
class Export:
    """Hold everything a report may show; `date` comes from the content, never from the clock, so that a rerun gives the same bytes."""

    mapped: tuple[Mapped, ...]
    documents: Mapping[str, Document]
    decisions: tuple[Decision, ...] = ()
    changes: tuple[EditionChange, ...] = ()
    run: str = ""
    title: str = "Mapping of common interest"
    version: str = ""
    date: str = ""
    notes: tuple[str, ...] = ()
