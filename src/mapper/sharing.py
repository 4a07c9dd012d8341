"""Sharing: the mapping as it stands, handed to exporters."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol

from mapper import __version__, pipeline, runs, themes
from mapper.editions import EditionChange
from mapper.errors import UsageError
from mapper.pipeline import Standing
from mapper.settings import MappingType, Settings
from mapper.store import Store
from mapper.types import Change, Decision, Document
from mapper.views import leftovers
from mapper.views.export import Export


class Exporter(Protocol):
    """Write an export to a folder, or to a file of the exporter's own suffix; say which files came to be."""

    def __call__(self, export: Export, target: Path) -> list[Path]:
        """Write whole files or none."""
        ...


EXPORTERS: Mapping[str, str] = {
    "akn": "mapper.exchange.akn",
    "csv": "mapper.reports.csv",
    "html": "mapper.reports.html",
    "jsonl": "mapper.reports.jsonl",
    "skos": "mapper.exchange.skos",
    "sssom": "mapper.exchange.sssom",
    "xlsx": "mapper.reports.xlsx",
}

_HOME, _MANY = "exports", ("akn",)


@dataclass(frozen=True)
class Wish:
    """Say what was asked for: one mapping or all of them, and whether a text file is meant for Excel."""

    type: str = ""
    for_excel: bool = False


def home(name: str) -> str:
    """Say where in a workspace the files of a format go: one of many files has a folder of its own."""
    return f"{_HOME}/{name}" if name in _MANY else _HOME


def exporter(name: str) -> Exporter:
    """Find an exporter by name; its libraries are imported now and not before."""
    if name not in EXPORTERS:
        raise UsageError(f"no export named {name!r}; choose one of {', '.join(EXPORTERS)}")
    found: Exporter = import_module(EXPORTERS[name]).write
    return found


def write(name: str, export: Export, target: Path) -> list[Path]:
    """Write one sort of file into the folder `target`, or to the file `target` where it has that sort's suffix."""
    return exporter(name)(export, target)


def export(
    settings: Settings,
    store: Store,
    names: Sequence[str],
    target: Path,
    wish: Wish | None = None,
    *,
    notice: Callable[[str], object] = lambda sentence: None,
) -> list[Path]:
    """Write the mapping in each of the named formats; the same mapping gives the same bytes. What became of files of earlier exports is told."""
    wish = wish or Wish()
    writers = [exporter(name) for name in names]
    if wish.for_excel and list(names) != ["csv"]:
        raise UsageError("--excel goes with csv; a workbook needs no mark")
    wanted = gather(settings, store, wish)
    written = {name: writer(wanted, target) for name, writer in zip(names, writers, strict=True)}
    for name in set(names).intersection(_MANY):
        for sentence in leftovers.clear(target, written[name], part=bool(wish.type)):
            notice(sentence)
    return [path for paths in written.values() for path in paths]


def gather(settings: Settings, store: Store, wish: Wish) -> Export:
    """Gather what a report may show.

    Its date is that of the run or of the last decision, whichever is later: the state cannot be older than either. A mapping that was renamed or
    taken out of the settings may still be asked for as long as it has pairs.
    """
    standing = pipeline.settled(settings, store)
    mapped = tuple(m for m in standing.mapped if wish.type in ("", m.type))
    if wish.type and not mapped:
        settings.mapping_type(wish.type)
    types = tuple(type_ for type_ in settings.types if wish.type in ("", type_.name))
    log = tuple(event for event in store.decisions() if wish.type in ("", event.type))
    documents = _concerned(standing, types, wish) if wish.type else standing.library.current
    return Export(
        mapped=mapped,
        documents=documents,
        decisions=log,
        changes=tuple(change for change in _changes(standing, store) if change.id in documents),
        run=standing.run.id if standing.run else "",
        version=__version__,
        date=_date(standing, log),
        notes=standing.notes,
        carried=tuple(event for event in standing.decisions if wish.type in ("", event.type)),
        seen=standing.library.seen,
        types=types,
        only=wish.type,
        publication=settings.publication,
        for_excel=wish.for_excel,
        logged=len(standing.decisions),
        themes=tuple(theme for theme in themes.load(settings.themes) if any(type_.theme == theme.id for type_ in types)),
    )


def _concerned(standing: Standing, types: Sequence[MappingType], wish: Wish) -> dict[str, Document]:
    """Choose the documents that one mapping compares, or that one of its pairs joins."""
    joined = {work for m in standing.mapped if m.type == wish.type for work in (m.left, m.right)}
    current = standing.library.current
    return {work: document for work, document in current.items() if work in joined or any(type_.concerns(document) for type_ in types)}


def _changes(standing: Standing, store: Store) -> list[EditionChange]:
    """Tell what the newest edition of each work did to the one before, and which works the last conference added."""
    earlier = runs.before_the_conference(store, [decision.at for decision in standing.decisions])
    added = standing.library.changes_since(runs.editions(earlier)) if earlier else []
    changed = standing.library.changes()
    known = {change.id for change in changed}
    return [*changed, *(change for change in added if change.id not in known and change.grade is not Change.UNCHANGED)]


def _date(standing: Standing, log: Sequence[Decision]) -> str:
    moments = [event.at for event in log] + ([standing.run.at] if standing.run else [])
    return max(moments, default="")[:10]
