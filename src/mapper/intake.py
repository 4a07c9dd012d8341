"""Intake: copy files in, read those that are new or changed, and remember of each whether it was read."""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mapper import __version__
from mapper.documents import Extraction, Hints, extract_all
from mapper.errors import MapperError
from mapper.extractors.reading import KNOWN
from mapper.settings import Settings
from mapper.sources import Source, list_sources
from mapper.store import SourceRecord, Store
from mapper.types import Document, Kind

Notify = Callable[[str, int, int], None]
_HINTS = ("body", "kind", "edition")


@dataclass(frozen=True)
class Intake:
    """Say which files were read now, which could not be, and which are no longer in the folder."""

    read: tuple[str, ...]
    unread: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]
    unchanged: int
    problems: tuple[tuple[str, str], ...]
    lost: tuple[tuple[str, str], ...] = ()

    @property
    def whole(self) -> bool:
        """Say whether every file was read, and nothing that was read before is missing from it now."""
        return not self.unread and not self.lost


def add(settings: Settings, store: Store, files: Sequence[Path], hints: Hints) -> tuple[list[tuple[str, str]], list[str]]:
    """Copy files into `sources/`; say of each whether it was added or was there already, then which could not be copied, and why."""
    known = {source.sha256: source.name for source in list_sources(settings.sources)}
    told, failed = [], []
    for source in list_sources(files):
        try:
            what = "there" if source.sha256 in known else "added"
            name = known.get(source.sha256) or _copy_in(source, settings.sources)
        except MapperError as error:
            failed.append(str(error))
            continue
        known[source.sha256] = name
        told.append((name, what))
        _remember_hints(store, replace(source, name=name), hints)
    return told, failed


def _copy_in(source: Source, folder: Path) -> str:
    if not source.sha256:
        raise MapperError(f"cannot read {source.path}; allow reading it, or leave it out")
    if source.path.suffix.lower() not in KNOWN:
        raise MapperError(f"{source.path} is of a kind that is not read; save it as one of {', '.join(KNOWN)}")
    name = _free_name(folder, source)
    _copy(source.path, folder / name)
    return name


def _free_name(folder: Path, source: Source) -> str:
    """Keep the file's name; where another file has it, put the start of the digest between."""
    name = source.path.name
    return name if not (folder / name).exists() else f"{source.path.stem}.{source.sha256[:8]}{source.path.suffix}"


def _copy(origin: Path, target: Path) -> None:
    """Copy whole or not at all."""
    partial = target.with_name(f".{target.name}.part")
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
        sha256 = before.sha256 if before else source.sha256
        store.save_source(SourceRecord(source.name, sha256, source.size, "new", hints=said))


def waiting(settings: Settings, store: Store) -> list[Source]:
    """List the sources that a run would read: new ones, changed ones, and those that could not be read before."""
    known = {record.name: record for record in store.sources()}
    return [source for source in list_sources(settings.sources) if _to_read(source, known.get(source.name))]


def _to_read(source: Source, record: SourceRecord | None) -> bool:
    return record is None or record.state != "read" or record.sha256 != source.sha256 or record.reader != __version__


def take_in(settings: Settings, store: Store, notify: Notify) -> Intake:
    """Read what is new; each file's result is in the store before the next one is waited for, so an interrupted run goes on."""
    present = list_sources(settings.sources)
    known = {record.name: record for record in store.sources()}
    todo = [source for source in present if _to_read(source, known.get(source.name))]
    done: list[Extraction] = []
    lost: list[tuple[str, str]] = []
    for extraction in extract_all(todo, limits=settings.limits, hints=_hints(known), progress=None):
        if missed := _keep(store, extraction, known.get(extraction.source.name)):
            lost.append((extraction.source.name, missed))
        done.append(extraction)
        notify("reading", len(done), len(todo))
    return Intake(
        read=tuple(sorted(e.source.name for e in done if not e.unread)),
        unread=tuple(sorted((e.source.name, _reason(e)) for e in done if e.unread)),
        missing=tuple(_mark_missing(store, known, {source.name for source in present})),
        unchanged=len(present) - len(todo),
        problems=tuple(sorted((e.source.name, problem) for e in done if not e.unread for problem in _odd(e))),
        lost=tuple(sorted(lost)),
    )


def _odd(extraction: Extraction) -> Iterator[str]:
    """Tell what was odd in a file, then in each of its documents."""
    yield from extraction.problems
    yield from (f"{document.id}: {problem}" for document in extraction.documents for problem in document.problems)


def _hints(known: Mapping[str, SourceRecord]) -> dict[str, Hints]:
    return {name: Hints(**dict(record.hints)) for name, record in known.items() if record.hints}


def _reason(extraction: Extraction) -> str:
    """Give the reason without the file's name, which stands before it wherever it is told."""
    source = extraction.source
    return extraction.unread.removeprefix(source.name).removeprefix(source.path.name).lstrip(": ")


def _keep(store: Store, extraction: Extraction, before: SourceRecord | None) -> str:
    """Store what was read; documents that were read under the file's name before, and are not found in it now, stay. Say which those are."""
    source = extraction.source
    hints = before.hints if before else ()
    if extraction.unread:
        sha256 = before.sha256 if before else source.sha256
        store.save_source(SourceRecord(source.name, sha256, source.size, "unread", _reason(extraction), hints))
        return ""
    kept = _not_found(store, extraction, before)
    missed = f"{len(kept)} documents that were read before are not found in it ({_few(d.id for d in kept)}); they stay" if kept else ""
    record = SourceRecord(source.name, source.sha256, source.size, "read", missed, hints, __version__)
    store.save_reading(record, [*extraction.documents, *kept])
    return missed


def _not_found(store: Store, extraction: Extraction, before: SourceRecord | None) -> list[Document]:
    """List the documents of the file's last reading that a new one lacks; only a text that says so withdraws another."""
    if before is None or before.sha256 == extraction.source.sha256:
        return []
    found = {document.id for document in extraction.documents}
    earlier = store.readings().get(before.sha256, [])
    return [document for document in earlier if document.id not in found and document.kind is not Kind.OTHER]


def _few(names: Iterable[str], most: int = 3) -> str:
    listed = list(names)
    return ", ".join(listed[:most]) + (f" and {len(listed) - most} more" if len(listed) > most else "")


def _mark_missing(store: Store, known: Mapping[str, SourceRecord], present: set[str]) -> Iterator[str]:
    """Note files that left the folder; their documents stay, since a lost file withdraws nothing."""
    for name, record in sorted(known.items()):
        if name not in present:
            if record.state != "missing":
                store.save_source(replace(record, state="missing"))
            yield name
