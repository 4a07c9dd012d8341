"""Sources: the files that were given to us, listed in one order, each with its digest."""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG

from mapper.errors import MapperError, UsageError

_BLOCK = 1 << 20
_ASIDE = (".", "~$")  # with the latter an Office program begins the name of what it locks an open file with
_KEPT = ("thumbs.db", "desktop.ini")
_FOREIGN = re.compile("[\udc80-\udcff]")  # bytes of a name that is written in no encoding of the system, as Python has them


@dataclass(frozen=True)
class Source:
    """Hold one file: `name` is its path below the folder that was listed, or its file name, legible; `trouble`: why it cannot be opened or listed."""

    path: Path
    name: str
    sha256: str
    size: int
    trouble: str = ""


def legible(text: str) -> str:
    """Spell out the bytes of names that are in no encoding of the system, as addresses do: `R%E9solution.pdf`."""
    return _FOREIGN.sub(lambda byte: f"%{ord(byte[0]) - 0xDC00:02X}", text)


def list_sources(given: Path | Iterable[Path]) -> list[Source]:
    """List files and the files below folders by name, but hidden ones and what programs keep for themselves; what cannot be read with its trouble."""
    paths = [given] if isinstance(given, Path) else list(given)
    found: dict[Path, Source] = {}
    for path in paths:
        for source in _below(path) if os.path.isdir(path) else [_source(path, path.name or str(path))]:
            found.setdefault(source.path, source)
    return sorted(found.values(), key=lambda source: (source.name, source.sha256))


def list_given(paths: Iterable[Path]) -> list[Source]:
    """List what a person named; refuse where there is no file at all in it."""
    named = list(paths)
    found = list_sources(named)
    if not found:
        raise MapperError(f"there is no file in {', '.join(map(str, named))}; name a file, or a folder that holds some")
    return found


def _below(root: Path) -> Iterator[Source]:
    """List a folder; a linked folder comes last, and only if its files were not listed by their own path."""
    folders, links, seen = [root], list[Path](), set[Path]()
    while folders or links:
        folder = folders.pop() if folders else links.pop(0)
        if folder.resolve() in seen:
            continue
        seen.add(folder.resolve())
        try:
            entries = sorted(entry for entry in folder.iterdir() if not _is_aside(entry.name))
        except OSError as error:
            yield _refused(folder, _name(folder, root), f"cannot be listed: {error.strerror}; allow reading it, or choose another folder")
            continue
        inner = [entry for entry in entries if os.path.isdir(entry)]
        links += [entry for entry in inner if entry.is_symlink()]
        folders += [entry for entry in inner if not entry.is_symlink()]
        yield from (_source(entry, _name(entry, root)) for entry in entries if entry not in inner)


def _is_aside(name: str) -> bool:
    """Say whether a file is hidden, or one that a program keeps for itself beside the files of people."""
    return name.startswith(_ASIDE) or name.casefold() in _KEPT


def _name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path != root else root.name or str(root)


def _refused(path: Path, name: str, trouble: str) -> Source:
    return Source(path, legible(name), "", 0, trouble)


def _source(path: Path, name: str) -> Source:
    total, size = hashlib.sha256(), 0
    try:
        if not S_ISREG(path.stat().st_mode):
            return _refused(path, name, "is a pipe, a socket or a device and no file; take it out, or save what it gives to a file")
        with path.open("rb") as stream:
            while block := stream.read(_BLOCK):
                total.update(block)
                size += len(block)
    except FileNotFoundError:
        return _refused(
            path, name, "leads to no file or folder; mend the link, or take it out" if path.is_symlink() else "is not there; check the name"
        )
    except OSError as error:
        return _refused(path, name, f"cannot be opened: {error.strerror}; allow reading it, or take it out")
    return Source(path, legible(name), total.hexdigest(), size)


def spare(target: Path, sources: Iterable[Path]) -> None:
    """Refuse a target that is a source, or lies in a folder of sources: nothing is written over what is read."""
    for source in sources:
        place = source.resolve()
        if place in (target.resolve(), *target.resolve().parents):
            raise UsageError(f"{target} is a source, or lies among the sources, and is not written to; name another file")
