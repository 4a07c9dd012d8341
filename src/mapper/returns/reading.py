"""Reading: the answers of one file, read in a process of its own within limits; what is no such file is one sentence."""

import io
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from mapper import sentfiles
from mapper.errors import MISSING, UnreadableSource
from mapper.extractors import cells
from mapper.returns import lists, sets, wordfiles, workbooks
from mapper.returns.answers import Foreign, Returned
from mapper.settings import Limits

_KNOWN = "decisions are read from XLSX, DOCX, CSV and SSSOM TSV"
_REMARK = re.compile(r"#\s*[\w-]+\s*:")  # how the header of a mapping set begins


def read(path: Path, limits: Limits) -> Returned:
    """Read what a file says of pairs; raise UnreadableSource where it is not what it claims to be, Foreign where others may have made it."""
    return sentfiles.read(path, _read, sentfiles.Kinds(_READERS, _KNOWN, "a file of decisions"), limits)


def ours(path: Path, limits: Limits | None = None) -> bool:
    """Say whether a file holds rows that we handed out, known by their ids; raise UnreadableSource where nobody can tell, since it is damaged."""
    try:
        read(path, limits or Limits())
    except Foreign:
        return False
    return True


def _read(path: Path) -> Returned:
    """Read a whole file; refuse one of which something is lost."""
    found = _READERS[path.suffix.casefold()](path)
    broken = [note.removeprefix(MISSING) for note in found.notes if note.startswith(MISSING)]
    if broken:
        raise UnreadableSource(f"{path.name}: {broken[0]}; mend it, so that no row is lost")
    return found


def _text(path: Path) -> Returned:
    """Read a table of pairs, or a mapping set, whatever its delimiter."""
    text, told = cells.decoded(path)
    lines = list(io.StringIO(text, newline="")) if _REMARK.match(text) else []
    above = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    table = cells.parted(path.name, "".join(lines[above:]) if lines else text, told, fits=lambda rows: max(lists.fits(rows), sets.fits(rows)))
    if lists.head(table) is not None:
        return Returned(tuple(lists.answers(table)), table.problems)
    if sets.head(table) is not None:
        return Returned(tuple(sets.answers(table, above)), table.problems, "line")
    missing = f"{path.name} has no row of column names with pair_id and decision, nor those of SSSOM"
    raise Foreign(f"{missing}; tables of other layouts are not read yet")


_READERS: Mapping[str, Callable[[Path], Returned]] = {
    ".xlsx": workbooks.read,
    ".xlsm": workbooks.read,
    ".csv": _text,
    ".tsv": _text,
    ".txt": _text,
    ".docx": wordfiles.read,
}
