"""Leftovers: what an earlier export of many files wrote into its folder, and the newest one did not."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from mapper.errors import MapperError, count, few
from mapper.views.files import put

_LIST = ".mapper.sha256"  # as `sha256sum` writes and checks it


def clear(folder: Path, written: Sequence[Path], *, part: bool) -> list[str]:
    """Take out what an earlier export wrote there and nobody changed since, list what is there now, and tell what was done.

    Files that the list does not name, or that read otherwise than it says, are other people's: of those that end as ours do it is told that they
    stay. A `part` of the texts takes nothing out. Files may stand in folders below; one that is left empty goes too.
    """
    before, now = _listed(folder), {path.relative_to(folder).as_posix(): _sum(path) for path in written}
    if part:
        _list(folder, {**before, **now})
        return []
    gone = {name: path for name, path in _there(folder, before).items() if name not in now}
    ours = [path for name, path in gone.items() if _sum(path) == before[name]]
    for path in ours:
        _remove(path)
    _list(folder, now)
    others = sorted(set(_like(folder, [*written, *ours])) - set(written))
    for place in sorted({path.parent for path in ours} - {folder}):
        _leave(place)
    return list(_told(folder, ours, others))


def _told(folder: Path, ours: Sequence[Path], others: Sequence[Path]) -> Iterator[str]:
    if ours:
        yield f"{_named(ours)} of an earlier export, out of date by now, {_was(ours)} taken out of {folder}"
    if others:
        yield f"{_named(others)} in {folder} {_was(others)} not written by this export and stayed; take out what is out of date"


def _named(paths: Sequence[Path]) -> str:
    return f"{count(len(paths), 'file')} ({few(path.name for path in paths)})"


def _was(paths: Sequence[Path]) -> str:
    return "was" if len(paths) == 1 else "were"


def _there(folder: Path, names: Iterable[str]) -> dict[str, Path]:
    """Give the files in a folder and the folders below it, and in no other, that have these names."""
    within = folder.resolve()
    places = {name: folder / name for name in sorted(names)}
    return {name: path for name, path in places.items() if path.is_file() and path.parent.resolve().is_relative_to(within)}


def _like(folder: Path, written: Iterable[Path]) -> Iterator[Path]:
    """Give the files that end as those that were written, in the folders where those stand."""
    for place, ending in {(path.parent, path.suffix) for path in written}:
        yield from (path for path in place.glob(f"[!.]*{ending}") if path.is_file())


def _listed(folder: Path) -> dict[str, str]:
    """Give what the last export listed: the digest of each file by its name."""
    try:
        lines = (folder / _LIST).read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        return {}
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines) if name}


def _list(folder: Path, digests: Mapping[str, str]) -> None:
    put({folder / _LIST: "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items())).encode()})


def _sum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise MapperError(f"cannot take out {path}, which is out of date: {error.strerror}; close it elsewhere and export again") from error


def _leave(place: Path) -> None:
    """Take a folder out that holds nothing any more."""
    with suppress(OSError):
        place.rmdir()
