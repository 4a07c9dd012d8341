"""Intake: copy files in, read those that are new or changed, and remember of each whether it was read."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mapper import __version__, litter
from mapper.arrivals import present, to_read
from mapper.documents import Extraction, Hints, extract_all
from mapper.errors import MISSING, MapperError, few
from mapper.extractors.reading import KNOWN, refused
from mapper.holdings import Takeover, hold, incomplete, takeovers
from mapper.settings import Settings
from mapper.sources import Source, legible, list_given
from mapper.store import Reading, SourceRecord, Store

Notify = Callable[[str, int, int], None]
_HINTS = ("body", "kind", "edition", "view")


@dataclass(frozen=True)
class Intake:
    """Say which files were read now, which could not be, which left the folder since the last time, and whose texts now stand for another's."""

    read: tuple[str, ...]
    unread: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]
    unchanged: int
    problems: tuple[tuple[str, str], ...]
    lost: tuple[tuple[str, str], ...] = ()
    takeovers: tuple[Takeover, ...] = ()

    @property
    def whole(self) -> bool:
        """Say whether every file was read, all of it, and nothing that was read before is missing from it now."""
        return not self.unread and not self.lost and not any(problem.startswith(MISSING) for _, problem in self.problems)

    def lines(self) -> list[str]:
        """Tell what became of the files as lines for a person."""
        told = [f"  unread  {name}: {reason}" for name, reason in self.unread]
        told += [f"  in part {name}: {missed}" for name, missed in self.lost]
        told += [f"  reads otherwise now  {few(one.works)}, from {one.now}" for one in self.takeovers if one.before == one.now]
        told += [f"  now read from {one.now}, not {one.before}: {few(one.works)}" for one in self.takeovers if one.before != one.now]
        if self.missing:
            left = f"{len(self.missing)} file{'s' * (len(self.missing) > 1)} left the folder ({few(self.missing, 2)})"
            told.append(f"  {left}; their documents stay: mapper remove takes them out")
        return told


@dataclass(frozen=True)
class Added:
    """Say what became of a file that was given: added, or there already; `beside` is the file whose name it had."""

    name: str
    what: str
    beside: str = ""

    def line(self) -> str:
        """Tell it to a person."""
        if not self.beside:
            return f"{self.what:<8} {self.name}"
        return f"added as {self.name}; its texts take the place of those of {self.beside} where both hold the same edition"


def add(settings: Settings, store: Store, files: Sequence[Path], hints: Hints) -> tuple[list[Added], list[str]]:
    """Copy files into `sources/`; say of each whether it was added or was there already, then which could not be copied, and why."""
    store.must_write()
    known = {source.sha256: source.name for source in present(settings) if not source.trouble}
    told, failed = [], []
    for source in list_given(files):
        there = known.get(source.sha256) if source.size else None
        try:
            name = there or _copy_in(source, settings.sources)
        except MapperError as error:
            failed.append(str(error))
            continue
        known[source.sha256] = name
        told.append(Added(name, "there" if there else "added", "" if there or name == legible(source.path.name) else legible(source.path.name)))
        _remember_hints(store, replace(source, name=name), hints)
    return told, failed


def _copy_in(source: Source, folder: Path) -> str:
    if source.trouble:
        raise MapperError(f"{source.path} {source.trouble}")
    if not source.size:
        raise MapperError(f"{source.path} is empty; get it again from where it came")
    suffix = source.path.suffix.lower()
    if suffix not in KNOWN:
        raise MapperError(refused(str(source.path), suffix))
    name = _free_name(folder, source)
    _copy(source.path, folder / name)
    return name


def _free_name(folder: Path, source: Source) -> str:
    """Keep the file's name; where another file has it, put the start of the digest between."""
    name = Path(legible(source.path.name))
    return name.name if not (folder / name).exists() else f"{name.stem}.{source.sha256[:8]}{name.suffix}"


def _copy(origin: Path, target: Path) -> None:
    """Copy whole or not at all."""
    partial = litter.part(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(origin, partial)
        os.replace(partial, target)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise MapperError(f"cannot copy {origin} into {target.parent}: {error.strerror}; nothing of it was kept") from error


def _remember_hints(store: Store, source: Source, hints: Hints) -> None:
    """Note what the officer said, for the next reading; what was read before under this name stays known by its own digest."""
    said = tuple((key, value) for key in _HINTS if (value := getattr(hints, key)))
    if said:
        before = next((record for record in store.sources() if record.name == source.name), None)
        record = before or SourceRecord(source.name, source.sha256, source.size, "new")
        store.save_source(replace(record, size=source.size, state="new", reason="", hints=said, reader=""))


def given(settings: Settings, files: Sequence[Path]) -> list[Source]:
    """List files as they would be added, those left out that are in `sources/` already; raise MapperError for one that could not be."""
    known = {source.sha256 for source in present(settings)}
    found = [source for source in (list_given(files) if files else []) if source.sha256 not in known]
    for source in found:
        if source.trouble or source.path.suffix.lower() not in KNOWN:
            told = f"{source.path} {source.trouble}" if source.trouble else refused(str(source.path), source.path.suffix.lower())
            raise MapperError(told)
    return [replace(source, name=_free_name(settings.sources, source)) for source in found]


def foresee(store: Store, sources: Sequence[Source], settings: Settings, notify: Notify) -> list[Extraction]:
    """Read files and keep nothing of them."""
    known = {record.name: record for record in store.sources()}
    done: list[Extraction] = []
    for extraction in extract_all(sources, limits=settings.limits, hints=_hints(known), progress=None):
        done.append(extraction)
        notify("reading", len(done), len(sources))
    return done


def take_in(settings: Settings, store: Store, notify: Notify) -> Intake:
    """Read what is new; each file's result is in the store before the next one is waited for, so an interrupted run goes on."""
    found = present(settings)
    known = {record.name: record for record in store.sources()}
    todo = [source for source in found if to_read(source, known.get(source.name))]
    if todo:
        store.must_write()
    done: list[Extraction] = []
    for extraction in extract_all(todo, limits=settings.limits, hints=_hints(known), progress=None):
        _keep(store, extraction, known.get(extraction.source.name))
        done.append(extraction)
        notify("reading", len(done), len(todo))
    read = tuple(sorted(e.source.name for e in done if not e.unread))
    new = store.just_read()
    shelf = store.shelf() if new or read else []
    lost = _note_lost(store, shelf, sorted({*new, *read}))
    if new:
        store.close_intake()
    return Intake(
        read=read,
        unread=tuple(sorted((e.source.name, _reason(e)) for e in done if e.unread)),
        missing=tuple(_mark_missing(store, known, {source.name for source in found})),
        unchanged=len(found) - len(todo),
        problems=tuple(sorted([*_odd(done), *_missed(store)])),
        lost=lost,
        takeovers=tuple(takeovers(shelf)) if new else (),
    )


def _hints(known: Mapping[str, SourceRecord]) -> dict[str, Hints]:
    return {name: Hints(**dict(record.hints)) for name, record in known.items() if record.hints}


def _reason(extraction: Extraction) -> str:
    """Give the reason without the file's name, which stands before it wherever it is told."""
    source = extraction.source
    return extraction.unread.removeprefix(source.name).removeprefix(legible(source.path.name)).lstrip(": ")


def _keep(store: Store, extraction: Extraction, before: SourceRecord | None) -> None:
    """Store what was read; where nothing could be, what was read under the file's name before stays."""
    source = extraction.source
    record = before or SourceRecord(source.name, source.sha256, source.size, "new")
    if extraction.unread:
        store.save_source(replace(record, size=source.size, state="unread", reason=_reason(extraction), reader=""))
        return
    lacks = tuple(problem.removeprefix(MISSING) for problem in extraction.missing)
    short = tuple(sorted({*record.short, source.sha256} if extraction.short else {*record.short} - {source.sha256}))
    read = SourceRecord(source.name, source.sha256, source.size, "read", "", record.hints, __version__, lacks, short)
    store.save_reading(read, extraction.documents)


def _odd(done: Sequence[Extraction]) -> Iterator[tuple[str, str]]:
    """Tell what is odd in the files that were read now."""
    yield from ((e.source.name, problem) for e in done if not e.unread for problem in e.told if not problem.startswith(MISSING))


def _missed(store: Store) -> Iterator[tuple[str, str]]:
    """Tell what the files are known to hold and was not read, whenever that was: it stands until the file is whole or taken out."""
    yield from ((name, f"{MISSING}{missed}") for name, lacks in incomplete(store.sources()) for missed in lacks)


def _note_lost(store: Store, shelf: Sequence[Reading], came: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Note of each file that came which documents are no longer found in it; they stay, since only a text that says so withdraws another."""
    lost = hold(shelf).lost
    known = {record.name: record for record in store.sources()}
    told = []
    for name in came:
        if works := lost.get(name):
            documents = f"{len(works)} documents that were read before are" if len(works) > 1 else "1 document that was read before is"
            missed = f"{documents} not found in it ({few(works)}); {'they stay' if len(works) > 1 else 'it stays'} until `mapper remove`"
            store.save_source(replace(known[name], reason=missed))
            told.append((name, missed))
    return tuple(told)


def _mark_missing(store: Store, known: Mapping[str, SourceRecord], present: set[str]) -> Iterator[str]:
    """Note files that left the folder since the last time; their documents stay, since a lost file withdraws nothing."""
    for name, record in sorted(known.items()):
        if name not in present and record.state != "missing":
            store.save_source(replace(record, state="missing"))
            yield name
