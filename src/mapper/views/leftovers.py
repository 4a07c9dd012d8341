"""Leftovers: what an earlier export of many files wrote into its folder, and the newest one did not."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from mapper.errors import MapperError, count, few
from mapper.views.files import put

_LIST = ".mapper.sha256"  # as `sha256sum` writes and checks it


def clear(folder: Path, written: Sequence[Path], *, part: bool) -> list[str]:
    """Take out what an earlier export wrote there and nobody changed since, list what is there now, and tell what was done.

    Files that the list does not name, or that read otherwise than it says, are other people's: of those that end as ours do it is told that they
    stay. A `part` of the texts takes nothing out.
    """
    before, now = _listed(folder), {path.name: _sum(path) for path in written}
    if part:
        _list(folder, {**before, **now})
        return []
    ours = [path for path in _there(folder, before) if path.name not in now and _sum(path) == before[path.name]]
    for path in ours:
        _remove(path)
    _list(folder, now)
    return list(_told(folder, ours, sorted(set(_like(folder, [*written, *ours])) - set(written))))


def _told(folder: Path, ours: Sequence[Path], others: Sequence[Path]) -> Iterator[str]:
    if ours:
        yield f"{_named(ours)} of an earlier export, out of date by now, {_was(ours)} taken out of {folder}"
    if others:
        yield f"{_named(others)} in {folder} {_was(others)} not written by this export and stayed; take out what is out of date"


def _named(paths: Sequence[Path]) -> str:
    return f"{count(len(paths), 'file')} ({few(path.name for path in paths)})"


def _was(paths: Sequence[Path]) -> str:
    return "was" if len(paths) == 1 else "were"


def _there(folder: Path, names: Iterable[str]) -> list[Path]:
    """Give the files of a folder, and of no other, that have these names."""
    return [folder / name for name in sorted(names) if Path(name).name == name and (folder / name).is_file()]


def _like(folder: Path, written: Iterable[Path]) -> Iterator[Path]:
    """Give the files of a folder that end as those that were written."""
    for ending in {"".join(path.suffixes[-2:]) for path in written}:
        yield from (path for path in folder.glob(f"[!.]*{ending}") if path.is_file())


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
