"""Reports: one frozen noun goes in, files come out; each exporter is a module that is imported when it is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol

from mapper.editions import EditionChange
from mapper.errors import UsageError
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


class Exporter(Protocol):
    """Write an export to a folder, or to a file of the exporter's own suffix; say which files came to be."""

    def __call__(self, export: Export, target: Path) -> list[Path]:
        """Write whole files or none."""
        ...


EXPORTERS: Mapping[str, str] = {
    "csv": "mapper.reports.csv",
    "html": "mapper.reports.html",
    "jsonl": "mapper.reports.jsonl",
    "sssom": "mapper.exchange.sssom",
    "xlsx": "mapper.reports.xlsx",
}


def exporter(name: str) -> Exporter:
    """Find an exporter by name; its libraries are imported now and not before."""
    if name not in EXPORTERS:
        raise UsageError(f"no export named {name!r}; choose one of {', '.join(EXPORTERS)}")
    found: Exporter = import_module(EXPORTERS[name]).write
    return found


def write(name: str, export: Export, target: Path) -> list[Path]:
    """Write one sort of report into the folder `target`, or to the file `target` where it has that sort's suffix."""
    return exporter(name)(export, target)
