"""Opening: the tables of a file as they stand, read in a process of its own within limits; what has none is one sentence."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from mapper import children
from mapper.errors import MapperError, UnreadableSource
from mapper.extractors.reading import check_archive
from mapper.legacy import grids, wordgrids
from mapper.legacy.grids import Found
from mapper.settings import Limits

_MOST = 50  # MiB
_KNOWN = "tables are read from XLSX, DOCX, CSV and TSV"


@dataclass(frozen=True)
class _Task:
    path: Path


def tables(path: Path, limits: Limits) -> Found:
    """Give the tables of a file as they stand; raise UnreadableSource where it has none."""
    _gate(path)
    ((_, found),) = children.run(_work, [_Task(path.resolve())], limits)
    if not isinstance(found, Found):
        raise UnreadableSource(found if path.name in found else f"{path.name} {found}")
    if not found.grids:
        raise UnreadableSource(f"{path.name} has no table with anything in it; {_KNOWN}")
    return found


def _gate(path: Path) -> None:
    """Refuse, before it is opened, what holds no table."""
    if path.is_dir():
        raise UnreadableSource(f"{path} is a folder; name one file")
    try:
        with path.open("rb") as file:
            size = file.seek(0, 2)
    except OSError as error:
        raise UnreadableSource(f"cannot read {path}: {error.strerror}") from error
    if path.suffix.casefold() not in _READERS:
        raise UnreadableSource(
            f"{path.name} is of a kind that no tables are read from ({path.suffix or 'no ending'}): {_KNOWN}; save it as one of them"
        )
    if not size:
        raise UnreadableSource(f"{path.name} is empty; ask for it once more")
    if size > _MOST << 20:
        raise UnreadableSource(f"{path.name} has {size >> 20} MiB, far more than a table that people keep; it was not opened")


def _work(task: _Task) -> Found | str:
    """Run in the child: an expected failure is a sentence."""
    try:
        suffix = task.path.suffix.casefold()
        if suffix in (".xlsx", ".xlsm", ".docx"):
            check_archive(task.path, task.path.name, "word/" if suffix == ".docx" else "xl/")
        return _READERS[suffix](task.path)
    except MapperError as error:
        return str(error)


_READERS: Mapping[str, Callable[[Path], Found]] = {
    ".xlsx": grids.workbook,
    ".xlsm": grids.workbook,
    ".csv": grids.delimited,
    ".tsv": grids.delimited,
    ".txt": grids.delimited,
    ".docx": wordgrids.document,
}
