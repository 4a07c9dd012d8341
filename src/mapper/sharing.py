"""Sharing: the mapping as it stands, handed to an exporter."""

from pathlib import Path

from mapper import __version__, pipeline, reports
from mapper.settings import Settings
from mapper.store import Store


def export(settings: Settings, store: Store, name: str, target: Path, *, type_: str = "") -> list[Path]:
    """Write the mapping in one format; the same mapping gives the same bytes."""
    if type_:
        settings.mapping_type(type_)
    write = reports.exporter(name)
    standing = pipeline.settled(settings, store)
    known = standing.library.current
    years = [document.edition.year for document in known.values() if document.edition.year]
    date = max((decision.at[:10] for decision in standing.decisions), default=f"{max(years)}-12-31" if years else "")
    wanted = reports.Export(
        mapped=tuple(m for m in standing.mapped if not type_ or m.type == type_),
        documents=known,
        decisions=standing.decisions,
        changes=tuple(standing.library.changes()),
        run=standing.run.id if standing.run else "",
        version=__version__,
        date=date,
    )
    return write(wanted, target)
