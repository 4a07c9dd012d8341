"""Litter: what a program that was killed while it wrote left beside its target, hidden and under our own names; taken out when the next one comes.

Such a name says which process was writing. Nothing is touched while that process lives, nor while it may live on another machine that shares the
folder: only what nobody wrote to for a while goes.
"""

import os
import re
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

QUIET = 60.0  # seconds without a change after which the litter of a process that is gone here is gone everywhere
OLD = 3600.0  # the same for names that tell no process
_PART = re.compile(r"\.(.+)\.(\d+)\.part")
_NAMELESS = re.compile(r"\.[^.].*\.(?:toml|md|docx)\.part|\.[0-9a-f]{32}\.tmp")


def part(path: Path) -> Path:
    """Name the place beside a file in which this process writes it, before it is moved there."""
    return path.with_name(f".{path.name}.{os.getpid()}.part")


def sweep_beside(*paths: Path) -> None:
    """Take out what killed programs left of these files, or of folders that are made beside their places."""
    for folder in {path.parent for path in paths}:
        names = {path.name for path in paths if path.parent == folder}
        _sweep(entry for entry in _entries(folder) if (found := _PART.fullmatch(entry.name)) and found[1] in names)


def sweep(*folders: Path) -> None:
    """Take out what killed programs left in folders and those below, at any depth."""
    for folder in folders:
        if folder.is_dir() and not folder.is_symlink():
            for place, inner, _ in os.walk(folder):
                _sweep(_entries(Path(place)))
                inner[:] = [name for name in inner if not _PART.fullmatch(name)]


def sweep_top(folder: Path) -> None:
    """Take out what killed programs left in a folder itself."""
    _sweep(_entries(folder))


def _entries(folder: Path) -> list[Path]:
    with suppress(OSError):
        return [Path(entry.path) for entry in os.scandir(folder)]
    return []


def _sweep(entries: Iterable[Path]) -> None:
    for path in entries:
        if _is_left(path):
            with suppress(OSError):
                shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()


def _is_left(path: Path) -> bool:
    if found := _PART.fullmatch(path.name):
        return not _lives(int(found[2])) and _quiet(path) > QUIET
    return bool(_NAMELESS.fullmatch(path.name)) and path.is_file() and _quiet(path) > OLD


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _quiet(path: Path) -> float:
    """Say for how many seconds nobody has written to a file, or to anything in a folder."""
    return time.time() - max(_moments(path), default=time.time())


def _moments(path: Path) -> Iterator[float]:
    with suppress(OSError):
        yield path.lstat().st_mtime
        if path.is_dir() and not path.is_symlink():
            for entry in _entries(path):
                yield from _moments(entry)
