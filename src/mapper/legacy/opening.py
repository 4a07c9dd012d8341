"""Opening: the tables of a file as they stand, read in a process of its own within limits; what has none is one sentence."""

from collections.abc import Callable, Mapping
from pathlib import Path

from mapper import sentfiles
from mapper.errors import UnreadableSource
from mapper.extractors.reading import check_archive
from mapper.legacy import grids, wordgrids
from mapper.legacy.grids import Found
from mapper.settings import Limits

_KNOWN = "tables are read from XLSX, DOCX, CSV and TSV"


def tables(path: Path, limits: Limits) -> Found:
    """Give the tables of a file as they stand; raise UnreadableSource where it has none."""
    found = sentfiles.read(path, _read, sentfiles.Kinds(_READERS, _KNOWN, "a table that people keep"), limits)
    if not found.grids:
        raise UnreadableSource(f"{path.name} has no table with anything in it; {_KNOWN}")
    return found


def _read(path: Path) -> Found:
    suffix = path.suffix.casefold()
    if suffix in (".xlsx", ".xlsm", ".docx"):
        check_archive(path, path.name, "word/" if suffix == ".docx" else "xl/")
    return _READERS[suffix](path)


_READERS: Mapping[str, Callable[[Path], Found]] = {
    ".xlsx": grids.workbook,
    ".xlsm": grids.workbook,
    ".csv": grids.delimited,
    ".tsv": grids.delimited,
    ".txt": grids.delimited,
    ".docx": wordgrids.document,
}
