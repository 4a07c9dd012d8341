"""Sources: the files that were given to us, listed in one order, each with its digest."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mapper.errors import MapperError

_BLOCK = 1 << 20


@dataclass(frozen=True)
class Source:
    """Hold one file: `name` is its path below the folder that was listed, or its file name."""

    path: Path
    name: str
    sha256: str
    size: int


def list_sources(given: Path | Iterable[Path]) -> list[Source]:
    """List files and the files below folders, by name; hidden ones are skipped, unsupported ones are listed and later said to be unread."""
    paths = [given] if isinstance(given, Path) else list(given)
    found: dict[Path, Source] = {}
    for path in paths:
        for root, file in _files(path):
            if file not in found:
                found[file] = _source(file, file.relative_to(root).as_posix())
    return sorted(found.values(), key=lambda source: (source.name, source.sha256))


def _files(path: Path) -> Iterator[tuple[Path, Path]]:
    if path.is_dir():
        for file in _walk(path):
            yield path, file
    elif path.exists():
        yield path.parent, path
    else:
        raise MapperError(f"there is no file or folder {path}; check the name")


def _walk(folder: Path) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        raise MapperError(f"cannot list {folder}: {error.strerror}; allow reading it, or choose another folder") from error
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _walk(entry)
        elif entry.is_file():
            yield entry


def _source(path: Path, name: str) -> Source:
    total, size = hashlib.sha256(), 0
    try:
        with path.open("rb") as stream:
            while block := stream.read(_BLOCK):
                total.update(block)
                size += len(block)
    except OSError:  # what cannot be opened is listed too: extract says why
        return Source(path, name, "", 0)
    return Source(path, name, total.hexdigest(), size)
