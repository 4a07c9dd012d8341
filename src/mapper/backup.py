"""Backup: one file with everything that cannot be rebuilt, as plain JSON lines in a zip, and the way back.

The decision log goes in as it is kept, line by line, so that its chain is checked on the way out, on the way in, and by any later version.
The source files themselves stay where they are; what was read from them comes along.
"""

import hashlib
import json
import os
import re
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mapper import __version__, settings
from mapper.documents_json import from_json, to_json
from mapper.errors import MapperError
from mapper.settings import FILE, Settings
from mapper.store import Kept, RunRecord, SourceRecord, Store, codec, open_store
from mapper.store.log import verify
from mapper.types import Document

FORMAT = 1
HEAD = "mapper-backup.json"
LOG, SOURCES, DOCUMENTS, RUNS = "decisions.jsonl", "sources.jsonl", "documents.jsonl", "runs.jsonl"
_TEXTS = re.compile(rf"{re.escape(FILE)}|themes/[^/\\]+\.toml")
_MOST_BYTES = 4 * 2**30
_NO_CLOCK = (1980, 1, 1, 0, 0, 0)  # the same workspace gives the same bytes


def write(found: Settings, store: Store, target: Path) -> str:
    """Write the backup whole or not at all, and say what it holds; a log that does not verify never replaces an earlier backup."""
    kept = Kept(store.sources(), store.readings(), store.runs(), store.log())
    if problems := verify(kept.log):
        raise MapperError(f"{problems[0]}; no backup was written, see `mapper check`")
    members = {**_lines(kept), **_texts(found)}
    head = {"format": FORMAT, "mapper": __version__, "sha256": {name: _sha256(data) for name, data in sorted(members.items())}}
    partial = target.with_name(f".{target.name}.part")
    try:
        with partial.open("wb") as file:
            with zipfile.ZipFile(file, "w") as archive:
                _add(archive, HEAD, codec.canonical(head).encode())
                for name, data in sorted(members.items()):
                    _add(archive, name, data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(partial, target)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise MapperError(f"cannot write the backup {target}: {error.strerror}; choose another place, nothing was changed") from error
    return f"{target}: {_told(kept)}"


def _told(kept: Kept) -> str:
    documents = sum(len(read) for read in kept.readings.values())
    return f"{len(kept.log)} events of the decision log, {documents} documents from {len(kept.sources)} sources, the settings and the themes"


def _lines(kept: Kept) -> dict[str, bytes]:
    """Write each collection as lines of JSON; a document names the file content it was read from."""
    read = ((sha256, document) for sha256, documents in kept.readings.items() for document in documents)
    return {
        LOG: _joined(kept.log),
        SOURCES: _joined(codec.write(record) for record in kept.sources),
        DOCUMENTS: _joined(codec.line({"reading": sha256, "document": to_json(document)}) for sha256, document in read),
        RUNS: _joined(codec.write(record) for record in kept.runs),
    }


def _joined(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def _texts(found: Settings) -> dict[str, bytes]:
    """Take the settings and the themes as they stand, byte by byte."""
    paths = [found.root / FILE, *sorted(found.themes.glob("*.toml"))]
    try:
        return {path.relative_to(found.root).as_posix(): path.read_bytes() for path in paths}
    except OSError as error:
        raise MapperError(f"cannot read {error.filename}: {error.strerror}; no backup was written") from error


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, _NO_CLOCK)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, data, compresslevel=6)


def restore(source: Path, folder: Path) -> str:
    """Bring a backup back into a folder whose store is empty, and say what came; settings that were there are set aside, never lost."""
    members = _read(source)
    kept = _kept(members, source)
    if (folder / FILE).exists():
        with open_store(settings.load(folder).store_url) as store:
            _refuse_decided(store, folder)
    _put_texts({name: data for name, data in members.items() if _TEXTS.fullmatch(name)}, folder)
    found = settings.load(folder)
    with open_store(found.store_url) as store:
        _refuse_decided(store, folder)
        store.refill(kept)
        if problems := store.verify_log():
            raise MapperError(f"{problems[0]}; the backup {source} did not come back whole, keep it and restore into a new folder")
    return f"{folder}: {_told(kept)}; put the source files into {found.sources} and `mapper run`"


def _refuse_decided(store: Store, folder: Path) -> None:
    if count := len(store.log()):
        raise MapperError(f"{folder} holds {count} events in its decision log; nothing was changed, restore into a new folder")


def _read(source: Path) -> dict[str, bytes]:
    """Take every member out of the archive, checked against its digest; only names that we write are taken."""
    try:
        with zipfile.ZipFile(source) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _MOST_BYTES:
                raise MapperError(f"the backup {source} unpacks to more than {_MOST_BYTES // 2**30} GiB; it is not one of ours")
            found = {entry.filename: archive.read(entry) for entry in archive.infolist() if _ours(entry.filename)}
    except OSError as error:
        raise MapperError(f"cannot read the backup {source}: {error.strerror}; check the path") from error
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, zlib.error) as error:
        raise MapperError(f"{source} is not a backup of mapper, or it is damaged: {error}; try another copy") from error
    head = _head(found.pop(HEAD, b""), source)
    damaged = sorted(name for name, sha256 in head.sha256.items() if _sha256(found.get(name, b"")) != sha256)
    if damaged:
        raise MapperError(f"the backup {source} is damaged in {', '.join(damaged)}; nothing was changed, try another copy")
    return {name: data for name, data in found.items() if name in head.sha256}


def _ours(name: str) -> bool:
    return name in (HEAD, LOG, SOURCES, DOCUMENTS, RUNS) or bool(_TEXTS.fullmatch(name))


@dataclass(frozen=True)
class _Head:
    sha256: Mapping[str, str]


def _head(data: bytes, source: Path) -> _Head:
    """Read what the backup says of itself."""
    try:
        raw: Any = json.loads(data)
        number, version, digests = int(raw["format"]), str(raw["mapper"]), {str(name): str(sha256) for name, sha256 in raw["sha256"].items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise MapperError(f"{source} is not a backup of mapper: it has no readable {HEAD}; try another file") from error
    if number > FORMAT:
        raise MapperError(f"the backup {source} was made by a newer mapper ({version}); install that version to restore it")
    if absent := sorted({LOG, SOURCES, DOCUMENTS, RUNS, FILE} - set(digests)):
        raise MapperError(f"the backup {source} lacks {', '.join(absent)}; try another copy")
    return _Head(digests)


def _kept(members: Mapping[str, bytes], source: Path) -> Kept:
    """Read the collections, and refuse a log whose chain is broken; runs come back as past ones, since their proposals are made anew."""
    try:
        lines = {name: members[name].decode().split("\n")[:-1] for name in (LOG, SOURCES, DOCUMENTS, RUNS)}
        readings: dict[str, list[Document]] = {}
        for line in lines[DOCUMENTS]:
            entry = json.loads(line)
            readings.setdefault(entry["reading"], []).append(from_json(entry["document"]))
        kept = Kept(
            sources=[codec.read(SourceRecord, line) for line in lines[SOURCES]],
            readings=readings,
            runs=[replace(codec.read(RunRecord, line), state="past") for line in lines[RUNS]],
            log=lines[LOG],
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise MapperError(f"the backup {source} cannot be read: {error}; nothing was changed, try another copy") from error
    if problems := verify(kept.log):
        raise MapperError(f"the backup {source} does not verify: {problems[0]}; nothing was changed, try another copy")
    return kept


def _put_texts(texts: Mapping[str, bytes], folder: Path) -> None:
    """Write settings and themes; a file of that name that reads otherwise is kept under another name."""
    try:
        (folder / "sources").mkdir(parents=True, exist_ok=True)
        (folder / "themes").mkdir(exist_ok=True)
        for name, data in sorted(texts.items()):
            path = folder / name
            if path.exists() and path.read_bytes() != data:
                os.replace(path, path.with_name(f"{path.name}.before-restore"))
            path.write_bytes(data)
    except OSError as error:
        raise MapperError(f"cannot write into {folder}: {error.strerror}; choose a folder you may write to") from error
