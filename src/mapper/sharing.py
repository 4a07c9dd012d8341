"""Sharing: the mapping as it stands, handed to exporters."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Protocol

from mapper import __version__, pipeline
from mapper.errors import UsageError
from mapper.pipeline import Standing
from mapper.settings import Settings
from mapper.store import Store
from mapper.views.export import Export


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
    """Write one sort of file into the folder `target`, or to the file `target` where it has that sort's suffix."""
    return exporter(name)(export, target)


def export(settings: Settings, store: Store, names: Sequence[str], target: Path, *, type_: str = "") -> list[Path]:
    """Write the mapping in each of the named formats; the same mapping gives the same bytes."""
    if type_:
        settings.mapping_type(type_)
    writers = [exporter(name) for name in names]
    wanted = _export(pipeline.settled(settings, store), type_)
    return [path for writer in writers for path in writer(wanted, target)]


def _export(standing: Standing, type_: str) -> Export:
    """Gather what a report may show; its date is that of the last decision, else the end of the newest edition's year."""
    known = standing.library.current
    years = [document.edition.year for document in known.values() if document.edition.year]
    return Export(
        mapped=tuple(m for m in standing.mapped if not type_ or m.type == type_),
        documents=known,
        decisions=standing.decisions,
        changes=tuple(standing.library.changes()),
        run=standing.run.id if standing.run else "",
        version=__version__,
        date=max((decision.at[:10] for decision in standing.decisions), default=f"{max(years)}-12-31" if years else ""),
        notes=standing.notes,
    )
