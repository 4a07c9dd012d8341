"""Files appear whole or not at all: written under another name beside the target, then moved over it."""

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from mapper import litter
from mapper.errors import MapperError, UsageError


def places(target: Path, first: str, *others: str, endings: Sequence[str] = ()) -> list[Path]:
    """Name the files of an export: in the folder `target`, or at the file `target` with the others beside it, named after it.

    A file is what ends as the first one does, or in one of `endings`, in capitals or not; raise UsageError where `target` ends as another sort of
    file does.
    """
    known = tuple(endings) or ("".join(Path(first).suffixes),)
    ending = next((ending for ending in known if target.name.casefold().endswith(ending)), "")
    if not ending and not target.is_dir() and target.suffix.casefold() in _FILES:
        raise UsageError(f"{target} does not end as this sort of file does ({' or '.join(known)}); name such a file, or a folder")
    if not ending or target.is_dir():
        return [target / name for name in (first, *others)]
    stem = target.name[: -len(ending)]
    return [target, *(target.with_name(f"{stem}-{name}") for name in others)]


def within(target: Path, names: Iterable[str]) -> list[Path]:
    """Name the files of an export of many, which stand in a folder; raise UsageError where `target` is or would be a file."""
    if target.is_file() or (not target.is_dir() and target.suffix.casefold() in _FILES):
        raise UsageError(f"{target} is a file, and this export writes a file for each text; name a folder")
    return [target / name for name in names]


# What a name ends in that means a file and not a folder.
_TEXTS = (".csv", ".tsv", ".txt", ".md", ".json", ".jsonl", ".xml", ".html", ".htm", ".ttl")
_FILES = frozenset((*_TEXTS, ".xlsx", ".xls", ".xlsm", ".ods", ".docx", ".doc", ".odt", ".pdf", ".zip"))


def put(files: Mapping[Path, bytes]) -> list[Path]:
    """Write every file or none; a full disk or a folder that may not be written is one sentence and leaves what was there."""
    parts = {path: litter.part(path) for path in files}
    at = next(iter(files), Path())
    litter.sweep_beside(*files)
    try:
        for path, content in files.items():
            at = path
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(parts[path], content)
        for path, part in parts.items():
            at = path
            part.replace(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise MapperError(f"cannot write {at}: {reason}; make room or choose another place with --out") from error
    finally:
        for part in parts.values():
            _forget(part)
    return list(files)


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _forget(part: Path) -> None:
    try:
        part.unlink(missing_ok=True)
    except OSError:
        return  # the folder itself is out of reach: there is nothing of ours in it
