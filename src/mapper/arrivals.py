"""Arrivals: which files in `sources/` a run would read; it loads no reader, so that a status can ask."""

from mapper import __version__
from mapper.errors import MapperError
from mapper.settings import Settings
from mapper.sources import Source, list_sources
from mapper.store import SourceRecord, Store


def waiting(settings: Settings, store: Store) -> list[Source]:
    """List the sources that a run would read: new ones, changed ones, and those that could not be read before, or not without OCR."""
    known = {record.name: record for record in store.sources()}
    return [source for source in present(settings) if to_read(source, known.get(source.name))]


def present(settings: Settings) -> list[Source]:
    """List what lies in `sources/`; without that folder nothing is known to have left it."""
    found = list_sources(settings.sources)
    for source in found:
        if source.path == settings.sources:
            raise MapperError(f"{source.path} {source.trouble}")
    return found


def to_read(source: Source, record: SourceRecord | None) -> bool:
    """Say whether a run would read a source of which so much is on record."""
    if record is None or record.state != "read" or record.sha256 != source.sha256 or record.reader != __version__:
        return True
    if not record.lacks:
        return False
    from mapper.extractors import ocr

    return any(map(ocr.can_now, record.lacks))
