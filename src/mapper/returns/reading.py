"""Reading: the answers of one file, read in a process of its own within limits; what is no such file is one sentence."""

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from mapper import children
from mapper.errors import MISSING, MapperError, UnreadableSource
from mapper.extractors import cells
from mapper.returns import lists, sets, wordfiles, workbooks
from mapper.returns.answers import Foreign, Returned
from mapper.settings import Limits

_MOST = 50  # MiB: more than any file of decisions holds
_LATER = "decisions are read from XLSX, DOCX, CSV and SSSOM TSV"
_REMARK = re.compile(r"#\s*[\w-]+\s*:")  # how the header of a mapping set begins


@dataclass(frozen=True)
class _Task:
    path: Path


@dataclass(frozen=True)
class _Refusal:
    """Hold why a file is not read; foreign, where it may be a table of other people's."""

    told: str
    foreign: bool


def read(path: Path, limits: Limits) -> Returned:
    """Read what a file says of pairs; raise UnreadableSource where it is not what it claims to be."""
    _gate(path)
    ((_, found),) = children.run(_work, [_Task(path.resolve())], limits)
    if isinstance(found, Returned):
        return found
    told, kind = (found.told, Foreign if found.foreign else UnreadableSource) if isinstance(found, _Refusal) else (found, UnreadableSource)
    raise kind(told if path.name in told else f"{path.name} {told}")


def ours(path: Path, limits: Limits | None = None) -> bool:
    """Say whether a file holds rows that we handed out, known by their ids; raise UnreadableSource where nobody can tell, since it is damaged."""
    try:
        read(path, limits or Limits())
    except Foreign:
        return False
    return True


def _gate(path: Path) -> None:
    """Refuse, before it is opened, what cannot be a file of decisions."""
    if path.is_dir():
        raise UnreadableSource(f"{path} is a folder; name one file")
    try:
        with path.open("rb") as file:
            size = file.seek(0, 2)
    except OSError as error:
        raise UnreadableSource(f"cannot read {path}: {error.strerror}") from error
    if path.suffix.casefold() not in _READERS:
        raise UnreadableSource(f"{path.name} is of a kind that no decisions are read from ({path.suffix or 'no ending'}): {_LATER}")
    if size == 0:
        raise UnreadableSource(f"{path.name} is empty; ask for it once more")
    if size > _MOST << 20:
        raise UnreadableSource(f"{path.name} has {size >> 20} MiB, far more than a file of decisions holds; it was not opened")


def _work(task: _Task) -> Returned | _Refusal:
    """Run in the child: an expected failure is a sentence."""
    try:
        return _whole(task.path, _READERS[task.path.suffix.casefold()](task.path))
    except MapperError as error:
        return _Refusal(str(error), isinstance(error, Foreign))


def _whole(path: Path, found: Returned) -> Returned:
    """Refuse a file of which something is lost."""
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
