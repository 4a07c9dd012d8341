"""Checkpoints: how far a long decision log was verified already, kept beside the workspace, so that not every command reads all of it again.

What is skipped is not used: whoever reads events from in front of the checkpoint verifies them then, and `mapper check` verifies every one. The file
may be deleted at any time; it costs one reading of the log.
"""

import json
import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from mapper.store.log import Row, trouble
from mapper.store.records import Head

LONG = 5000  # events: a shorter log is verified whole by every command
_KEY = '"reviewer":'
_decoder = json.JSONDecoder()


@dataclass(frozen=True)
class Checkpoint:
    """Say up to which event the log was verified, and who had spoken till then, in the order in which they came."""

    events: int = 0
    event: str = ""
    reviewers: tuple[str, ...] = ()


def read(path: Path | None) -> Checkpoint:
    """Read a checkpoint; what cannot be read is none."""
    try:
        told = json.loads(path.read_text(encoding="utf-8")) if path else {}
        return Checkpoint(int(told["events"]), str(told["event"]), tuple(map(str, told["reviewers"])))
    except (OSError, ValueError, KeyError, TypeError):
        return Checkpoint()


def write(path: Path | None, found: Checkpoint) -> None:
    """Keep a checkpoint of a long log; where that cannot be written the next command reads the log again."""
    if path is None or found.events < LONG:
        return
    part = path.with_name(f".{path.name}.{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(asdict(found)), encoding="utf-8")
        os.replace(part, path)


def advance(known: Checkpoint, behind: Callable[[int], Sequence[Row]], head: Head) -> tuple[Checkpoint, str]:
    """Verify what came behind a checkpoint; where anything is wrong, or the log is not the one that it was made of, verify all of it.

    `behind` gives the events from a place on, that one included. Give the new checkpoint, and in a sentence what is wrong.
    """
    mark = Head(known.events, known.event)
    found = behind(known.events) if known.events else []
    stands = bool(found) and found[0].event == known.event and not trouble(found[:1], mark, Head(known.events - 1, found[0].previous))
    if stands and not trouble(found[1:], head, mark):
        return _further(known, found[1:], head), ""
    rows = behind(1)
    problem = trouble(rows, head)
    return (Checkpoint(), problem) if problem else (_further(Checkpoint(), rows, head), "")


def _further(known: Checkpoint, rows: Iterable[Row], head: Head) -> Checkpoint:
    spoke = dict.fromkeys((*known.reviewers, *(_reviewer(row.text) for row in rows)))
    return Checkpoint(head.events, head.event, tuple(name for name in spoke if name))


def _reviewer(line: str) -> str:
    """Read the name from a line without the rest of it: no quoted text holds the key with its quotation marks as they are; none, if it is spoilt."""
    try:
        return str(_decoder.raw_decode(line, line.rindex(_KEY) + len(_KEY))[0])
    except ValueError:
        return ""


class Verified:
    """Remember how far the log of a store was verified, in this program and in the cache folder."""

    def __init__(self, cache: Path | None = None, notice: Callable[[str], None] | None = None) -> None:
        self._path = cache / "log.json" if cache else None
        self._notice = notice
        self._skipped = False

    def advance(self, behind: Callable[[int], Sequence[Row]], head: Head) -> str:
        """Verify what came since the last time, and say in a sentence what is wrong."""
        known = read(self._path)
        found, problem = advance(known, behind, head)
        self._skipped = bool(known.events) and not problem
        if found != known:
            write(self._path, found)
        return problem

    def speakers(self, behind: Callable[[int], Sequence[Row]], head: Head) -> list[str]:
        """Name all who spoke; where the log does not verify, as its lines say it."""
        known = read(self._path)
        found, problem = advance(known, behind, head)
        return list(_further(Checkpoint(), behind(1), head).reviewers if problem else found.reviewers)

    def look(self, rows: Sequence[Row], head: Callable[[], Head]) -> None:
        """Verify events that are read now and were skipped before; tell, if they are not what was written."""
        if self._skipped and self._notice and (problem := trouble(rows, head())):
            self._notice(f"WARNING: {problem}; `mapper check` says all of it")
