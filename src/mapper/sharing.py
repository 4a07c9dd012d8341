"""Sharing: the mapping as it stands, handed to exporters."""

from collections.abc import Sequence
from pathlib import Path

from mapper import __version__, pipeline, reports
from mapper.pipeline import Standing
from mapper.settings import Settings
from mapper.store import Store


def export(settings: Settings, store: Store, names: Sequence[str], target: Path, *, type_: str = "") -> list[Path]:
    """Write the mapping in each of the named formats; the same mapping gives the same bytes."""
    if type_:
        settings.mapping_type(type_)
    writers = [reports.exporter(name) for name in names]
    wanted = _export(pipeline.settled(settings, store), type_)
    return [path for write in writers for path in write(wanted, target)]


def _export(standing: Standing, type_: str) -> reports.Export:
    """Gather what a report may show; its date is that of the last decision, else the end of the newest edition's year."""
    known = standing.library.current
    years = [document.edition.year for document in known.values() if document.edition.year]
    return reports.Export(
        mapped=tuple(m for m in standing.mapped if not type_ or m.type == type_),
        documents=known,
        decisions=standing.decisions,
        changes=tuple(standing.library.changes()),
        run=standing.run.id if standing.run else "",
        version=__version__,
        date=max((decision.at[:10] for decision in standing.decisions), default=f"{max(years)}-12-31" if years else ""),
        notes=standing.notes,
    )
