"""Sent files: what somebody sends us is let in by its kind and size, and read in a process of its own; all else is one sentence."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from mapper import children
from mapper.errors import MapperError, UnreadableSource
from mapper.settings import Limits

_MOST = 50  # MiB: more than people fill in by hand
Found = TypeVar("Found")


@dataclass(frozen=True)
class Kinds:
    """Say which files are let in: by their endings, what is read from them, and what such files are called."""

    endings: Collection[str]
    read: str
    called: str


@dataclass(frozen=True)
class _Task(Generic[Found]):
    path: Path
    reader: Callable[[Path], Found]


def read(path: Path, reader: Callable[[Path], Found], kinds: Kinds, limits: Limits) -> Found:
    """Give what a reader finds in a file; raise UnreadableSource, or its kind that the reader raised, where that is nothing."""
    _gate(path, kinds)
    ((_, found),) = children.run(_work, [_Task(path.resolve(), reader)], limits, [reader.__module__])
    if isinstance(found, UnreadableSource):
        raise found
    if isinstance(found, str):
        raise UnreadableSource(f"{path.name} {found}")
    return found


def _gate(path: Path, kinds: Kinds) -> None:
    """Refuse, before it is opened, what cannot be such a file."""
    if path.is_dir():
        raise UnreadableSource(f"{path} is a folder; name one file")
    try:
        with path.open("rb") as file:
            size = file.seek(0, 2)
    except OSError as error:
        raise UnreadableSource(f"cannot read {path}: {error.strerror}") from error
    if path.suffix.casefold() not in kinds.endings:
        told = f"{path.name} is of a kind that no {kinds.read.split()[0]} are read from ({path.suffix or 'no ending'})"
        raise UnreadableSource(f"{told}: {kinds.read}; save it as one of them")
    if not size:
        raise UnreadableSource(f"{path.name} is empty; ask for it once more")
    if size > _MOST << 20:
        raise UnreadableSource(f"{path.name} has {size >> 20} MiB, far more than {kinds.called} holds; it was not opened")


def _work(task: _Task[Found]) -> Found | UnreadableSource:
    """Run in the child: an expected failure is an answer."""
    try:
        return task.reader(task.path)
    except MapperError as error:
        kind = type(error) if isinstance(error, UnreadableSource) else UnreadableSource
        return kind(str(error) if task.path.name in str(error) else f"{task.path.name}: {error}")
