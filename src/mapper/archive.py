"""The backup file: plain JSON lines in a zip, each member with its digest; what is read from it is checked before anything is made of it."""

import hashlib
import json
import os
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from mapper import __version__, litter
from mapper.documents_json import from_json, to_json
from mapper.errors import MapperError
from mapper.settings import FILE
from mapper.store import Content, Head, Kept, RunRecord, SourceRecord, codec
from mapper.store.log import verify
from mapper.types import Document, Proposal

FORMAT = 5  # profiles came with 3, the register of areas with 4, every file that a person writes, by a rule, with 5
HEAD = "mapper-backup.json"
LOG, SOURCES, DOCUMENTS, RUNS = "decisions.jsonl", "sources.jsonl", "documents.jsonl", "runs.jsonl"
CONTENTS, PROPOSALS = "contents.jsonl", "proposals.jsonl"  # since format 2
ELSEWHERE = ("sources", "exports", "later")  # folders of files that are read, and of files that can be written again
_ALWAYS = (LOG, SOURCES, DOCUMENTS, RUNS)
_DEEP = 4  # folders below the workspace in which people's files are looked for
_PLACE = rf"(?:[^/\\.][^/\\]*/){{0,{_DEEP}}}[^/\\.][^/\\]*"
_NOT_WRITTEN = "|".join((*(f"{name}/" for name in ELSEWHERE), *(re.escape(name) for name in (*_ALWAYS, CONTENTS, PROPOSALS))))
_TEXTS = re.compile(rf"(?!{_NOT_WRITTEN})(?:{_PLACE}\.(?:toml|md|tsv)|[^/\\.][^/\\]*\.jsonl|templates/[^/\\.][^/\\]*\.docx)")
_MOST_BYTES = 4 * 2**30
_NO_CLOCK = (1980, 1, 1, 0, 0, 0)  # the same workspace gives the same bytes


@dataclass(frozen=True)
class Archive:
    """Hold what a backup brings back: what the store knew, and settings, themes and profiles byte by byte."""

    kept: Kept
    texts: Mapping[str, bytes]


def pack(archive: Archive, target: Path) -> None:
    """Write a backup whole or not at all; raise OSError where it cannot be written."""
    members = {**_lines(archive.kept), **archive.texts}
    log = archive.kept.log
    last = Head(len(log), json.loads(log[-1])["event"]) if log else Head()
    digests = {name: _sha256(data) for name, data in sorted(members.items())}
    head = {"format": FORMAT, "mapper": __version__, "log": asdict(last), "sha256": digests}
    partial = litter.part(target)
    litter.sweep_beside(target)
    try:
        with partial.open("wb") as file:
            with zipfile.ZipFile(file, "w") as made:
                _add(made, HEAD, codec.canonical(head).encode())
                for name, data in sorted(members.items()):
                    _add(made, name, data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(partial, target)
    except OSError:
        partial.unlink(missing_ok=True)
        raise


def _lines(kept: Kept) -> dict[str, bytes]:
    """Write each collection as lines of JSON; a document names the file content it was read from, a proposal its run."""
    read = ((sha256, document) for sha256, documents in kept.readings.items() for document in documents)
    proposed = ((run, proposal) for run, proposals in kept.proposals.items() for proposal in proposals)
    return {
        LOG: _joined(kept.log),
        SOURCES: _joined(codec.write(record) for record in kept.sources),
        CONTENTS: _joined(codec.write(content) for content in kept.contents),
        DOCUMENTS: _joined(codec.line({"reading": sha256, "document": to_json(document)}) for sha256, document in read),
        RUNS: _joined(codec.write(record) for record in kept.runs),
        PROPOSALS: _joined(codec.line({"run": run, "proposal": json.loads(codec.write(proposal))}) for run, proposal in proposed),
    }


def _joined(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, _NO_CLOCK)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, data, compresslevel=6)


def is_kept(name: str) -> bool:
    """Say whether a file of a workspace, named by its path below it, is one that people write: settings, themes, profiles, templates, notes.

    Those are the TOML and Markdown files that no folder of sources or exports holds and no dot hides, JSON lines beside the settings (bookmarks), and
    the templates of papers.
    """
    return bool(_TEXTS.fullmatch(name))


def is_ours(path: Path) -> bool:
    """Say whether a file is a backup that mapper made, whole or damaged inside."""
    try:
        with zipfile.ZipFile(path) as archive:
            return "format" in json.loads(archive.read(HEAD))
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, zlib.error):
        return False


def unpack(source: Path) -> Archive:
    """Read a backup and check all of it: digests, format, and the chain of its log."""
    members = _members(source)
    return Archive(_kept(members, source), {name: data for name, data in members.items() if is_kept(name)})


def _members(source: Path) -> dict[str, bytes]:
    """Take every member out of the archive, checked against its digest; only names that we write are taken."""
    try:
        with zipfile.ZipFile(source) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _MOST_BYTES:
                raise MapperError(f"the backup {source} unpacks to more than {_MOST_BYTES // 2**30} GiB; it is not one of ours")
            found = {entry.filename: archive.read(entry) for entry in archive.infolist() if _is_member(entry.filename)}
    except OSError as error:
        raise MapperError(f"cannot read the backup {source}: {error.strerror}; check the path") from error
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, zlib.error) as error:
        raise MapperError(f"{source} is not a backup of mapper, or it is damaged: {error}; try another copy") from error
    digests = _digests(found.pop(HEAD, b""), source)
    damaged = sorted(name for name, sha256 in digests.items() if _sha256(found.get(name, b"")) != sha256)
    if damaged:
        raise MapperError(f"the backup {source} is damaged in {', '.join(damaged)}; nothing was changed, try another copy")
    return {name: data for name, data in found.items() if name in digests}


def _is_member(name: str) -> bool:
    return name in (HEAD, CONTENTS, PROPOSALS, *_ALWAYS) or is_kept(name)


def _digests(data: bytes, source: Path) -> dict[str, str]:
    """Read what the backup says of itself."""
    try:
        raw: Any = json.loads(data)
        number, version, digests = int(raw["format"]), str(raw["mapper"]), {str(name): str(sha256) for name, sha256 in raw["sha256"].items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise MapperError(f"{source} is not a backup of mapper: it has no readable {HEAD}; try another file") from error
    if number > FORMAT:
        raise MapperError(f"the backup {source} was made by a newer mapper ({version}); install that version to restore it")
    if absent := sorted({*_ALWAYS, FILE, *((CONTENTS, PROPOSALS) if number > 1 else ())} - set(digests)):
        raise MapperError(f"the backup {source} lacks {', '.join(absent)}; try another copy")
    return digests


def _kept(members: Mapping[str, bytes], source: Path) -> Kept:
    """Read the collections, and refuse a log whose chain is broken."""
    try:
        lines = {name: data.decode().split("\n")[:-1] for name, data in members.items() if name.endswith(".jsonl")}
        readings: dict[str, list[Document]] = {}
        for line in lines[DOCUMENTS]:
            entry = json.loads(line)
            readings.setdefault(entry["reading"], []).append(from_json(entry["document"]))
        sources = [codec.read(SourceRecord, line) for line in lines[SOURCES]]
        known = [codec.read(Content, line) for line in lines[CONTENTS]] if CONTENTS in lines else list(_contents(sources, readings))
        proposals = _proposals(lines.get(PROPOSALS, ()))
        runs = [codec.read(RunRecord, line) for line in lines[RUNS]]
        runs = runs if PROPOSALS in lines else [replace(run, state="past") for run in runs]  # made anew where they did not come along, as in format 1
        kept = Kept(sources, readings, runs, lines[LOG], known, proposals)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise MapperError(f"the backup {source} cannot be read: {error}; nothing was changed, try another copy") from error
    if problems := verify(kept.log):
        raise MapperError(f"the backup {source} does not verify: {problems[0]}; nothing was changed, try another copy")
    return kept


def _proposals(lines: Iterable[str]) -> dict[str, list[Proposal]]:
    found: dict[str, list[Proposal]] = {}
    for line in lines:
        entry = json.loads(line)
        found.setdefault(entry["run"], []).append(codec.read(Proposal, codec.line(entry["proposal"])))
    return found


def _contents(sources: Sequence[SourceRecord], readings: Mapping[str, Sequence[Document]]) -> Iterator[Content]:
    """Name the file of each content, as far as a backup of format 1 tells: replaced contents by what their documents say, then those last read."""
    current = {record.sha256 for record in sources}
    yield from (Content(read[0].source.file, sha256, 0) for sha256, read in sorted(readings.items()) if sha256 not in current)
    yield from (Content(record.name, record.sha256, 0) for record in sources if record.sha256 in readings)
