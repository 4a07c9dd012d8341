"""Sharing: the mapping as it stands, handed to exporters."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol

from mapper import __version__, handing, pipeline, register, runs, teamwork, themes
from mapper import changes as page
from mapper.editions import EditionChange
from mapper.errors import UsageError
from mapper.pipeline import Standing
from mapper.review import people
from mapper.settings import MappingType, Settings
from mapper.store import Store
from mapper.types import Change, Decision, Document
from mapper.views import leftovers
from mapper.views.export import Export, Papers, Recipient


class Exporter(Protocol):
    """Write an export to a folder, or to a file of the exporter's own suffix; say which files came to be."""

    def __call__(self, export: Export, target: Path) -> list[Path]:
        """Write whole files or none."""
        ...


EXPORTERS: Mapping[str, str] = {
    "akn": "mapper.exchange.akn",
    "csv": "mapper.reports.csv",
    "docx": "mapper.reports.docx",
    "html": "mapper.reports.portal",
    "jsonl": "mapper.reports.jsonl",
    "liaison": "mapper.reports.liaison",
    "plots": "mapper.reports.plots",
    "skos": "mapper.exchange.skos",
    "sssom": "mapper.exchange.sssom",
    "templates": "mapper.reports.wordtemplates",
    "xlsx": "mapper.reports.xlsx",
}

_HOME, _TEMPLATES = "exports", "templates"
_MANY = {"akn": "akn", "html": "portal", "plots": "plots"}  # what is many files, and the folder that it has of its own
_PARTS = "akn"  # one mapping of it is a part of the same texts, and takes nothing of the others away
_ENTRIES = {"html": "index.html"}  # of many files, the one that leads to the others


@dataclass(frozen=True)
class Wish:
    """Say what was asked for: one mapping or all, whether a text file is for Excel, which paper, whose, in which language, for whom."""

    type: str = ""
    for_excel: bool = False
    paper: str = ""
    group: str = ""
    language: str = ""
    reviewer: str = ""

    def misplaced(self, names: Sequence[str]) -> str:
        """Say in a sentence which option goes with another format than those named; empty where none does."""
        given = {"csv": self.for_excel, "docx": bool(self.paper), "liaison": bool(self.group)}
        if self.reviewer and any(name not in _FOR_ONE for name in names):
            return f"--for goes with {' and '.join(_FOR_ONE)}; the other formats are for everybody"
        return next((_GO_WITH[name] for name, said in given.items() if said and name not in names), "")


_FOR_ONE = ("xlsx", "docx")
_GO_WITH = {
    "csv": "--excel goes with csv; a workbook needs no mark",
    "docx": "--paper goes with docx; the other formats write no papers",
    "liaison": "--group goes with liaison; the other exports concern all groups",
}


def home(name: str) -> str:
    """Say where in a workspace the files of a format go: one of many files has a folder of its own, and templates are looked for in theirs."""
    if name == _TEMPLATES:
        return _TEMPLATES
    return f"{_HOME}/{_MANY[name]}" if name in _MANY else _HOME


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
    target: Path | None = None,
    wish: Wish | None = None,
    *,
    notice: Callable[[str], object] = lambda sentence: None,
) -> list[Path]:
    """Write the mapping in each of the named formats, each in its home where there is no target; the same mapping gives the same bytes.

    What became of files of earlier exports is told. Gives the files that were written; of the pages of a site, the one that leads to the others.
    """
    wish = wish or Wish()
    writers = [exporter(name) for name in names]
    if sentence := wish.misplaced(names):
        raise UsageError(sentence)
    if target and target.suffix and not target.is_dir() and len(names) > 1:
        raise UsageError(f"{target} names one file for {len(names)} formats; name a folder")
    wanted = gather(settings, store, wish)
    written: list[Path] = []
    for name, writer in zip(names, writers, strict=True):
        place = target or settings.root / home(name)
        files = writer(wanted, place)
        if name in _MANY and place.is_dir():
            for sentence in leftovers.clear(place, files, part=bool(wish.type) and name == _PARTS):
                notice(sentence)
        entry = [path for path in files if path.name == _ENTRIES.get(name)][:1]
        written += entry or files
    return written


def changes(settings: Settings, store: Store, since: str, target: Path) -> list[Path]:
    """Write what the last conference changed, or what did since a run, to a Word file or a workbook."""
    from mapper.reports import changes as writing

    return writing.write(gather(settings, store, Wish()), page.since(settings, store, since), target)


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
    log = tuple(event for event in pipeline.said(store) if wish.type in ("", event.type))
    documents = _concerned(standing, types, wish) if wish.type else standing.library.current
    recipient = Recipient()
    if wish.reviewer:
        name = people.who(settings, wish.reviewer, standing.decisions).name
        held = handing.share(mapped, name, teamwork.waiting(settings, standing, name))
        mapped, recipient = handing.handed(mapped, held), Recipient(name, held.blind)
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
        head=standing.decisions[-1].event if standing.decisions else "",
        themes=tuple(theme for theme in themes.load(settings.themes) if any(type_.theme == theme.id for type_ in types)),
        papers=Papers(wish.paper, wish.group, wish.language, settings.cover, settings.templates),
        register=register.load(settings.areas),
        claims=standing.claims,
        recipient=recipient,
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
