"""Forecast: what a run would change, said beforehand: the files are read and the texts compared, and nothing is written to the store."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mapper import arrivals, changes, intake, learning, pipeline, proposing, runs
from mapper.changes import Page
from mapper.documents import Extraction
from mapper.errors import count, few
from mapper.library import Library
from mapper.pipeline import Standing, Told
from mapper.settings import MappingType, Settings
from mapper.store import Content, Reading, Store
from mapper.types import Proposal


@dataclass(frozen=True)
class Forecast:
    """Hold what would be read, and the page of changes as it would be after the run."""

    files: tuple[str, ...]
    texts: int
    page: Page

    def lines(self, most: int = changes.SHOWN) -> list[str]:
        """Tell it to a person; nothing of it has happened."""
        read = (
            f"would read {count(len(self.files), 'file')} ({few(self.files)}): {count(self.texts, 'text')}"
            if self.files
            else "no file is new or changed"
        )
        return [read, "", *self.page.lines(most), "", "nothing was changed: this is what mapper run would bring"]

    def as_json(self) -> list[dict[str, object]]:
        """Give the objects of the page, behind one that names the files."""
        return [{"what": "forecast", "files": list(self.files), "texts": self.texts}, *self.page.as_json()]


def foresee(settings: Settings, store: Store, files: Sequence[Path] = (), *, only: str = "", notify: intake.Notify) -> Forecast:
    """Say what a run would do with the files that wait, and with others as if they were added; the store stays as it is, vectors are cached."""
    types = (settings.mapping_type(only),) if only else settings.types
    sources = [*arrivals.waiting(settings, store), *intake.given(settings, files)]
    read = intake.foresee(store, sources, settings, notify)
    library = _library(settings, store, read)
    standing = _standing(settings, store, library, types, notify)
    unread = [(one.source.name, one.unread) for one in read if one.unread]
    texts = sum(len(one.documents) for one in read)
    return Forecast(tuple(source.name for source in sources), texts, changes.page(standing, runs.live(store), unread))


def _library(settings: Settings, store: Store, read: Sequence[Extraction]) -> Library:
    """Shelve what was read before, and what was read now as the last to come."""
    shelf, sources = store.shelf(), store.sources()
    last = max((reading.content.intake for reading in shelf), default=0) + 1
    came = [Reading(Content(one.source.name, one.source.sha256, last), tuple(one.documents)) for one in read if not one.unread]
    now = {one.source.name for one in read if not one.unread}
    unread = {record.name for record in sources if record.state == "unread"} - now | {one.source.name for one in read if one.unread}
    short = {sha256 for record in sources for sha256 in record.short} | {one.source.sha256 for one in read if one.short}
    return pipeline.shelved(settings, [*shelf, *came], unread, short)


def _standing(settings: Settings, store: Store, library: Library, types: Sequence[MappingType], notify: intake.Notify) -> Standing:
    """Settle the mapping as it would be: what the live run proposed counts as known."""
    live = runs.live(store)
    proposer = proposing.prepare(settings, library)
    _, said = pipeline.inputs(settings, store, library, proposer)
    ready = proposer.reading(library)
    made: list[Proposal] = [proposal for type_ in types for proposal in ready.propose(type_, library, notify)]
    names = {type_.name for type_ in types}
    kept = [proposal for proposal in store.proposals() if proposal.type not in names]
    proposals = [*kept, *learning.learn(made, said, ready.tools.calibrators).proposals]
    return pipeline.stand(settings, library, Told(pipeline.said(store), proposals, live, runs.pairs(live) if live else frozenset()))
