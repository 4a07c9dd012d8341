"""Bookmarks on disk: a line for each mark set or taken away, added at the end, so that several people may write at once."""

import json
import os
from collections.abc import Callable
from pathlib import Path

from mapper.errors import MapperError
from mapper.review.room import Marked

FILE = "bookmarks.jsonl"


def load(root: Path, reviewer: str) -> Marked:
    """Read one person's bookmarks; a line that cannot be read, as after a power cut, is no bookmark."""
    path = root / FILE
    marked: dict[str, bool] = {}
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").split("\n") if path.is_file() else []
    except OSError as error:
        raise MapperError(f"cannot read {path}: {error.strerror}; mend it, or take it away to go on without bookmarks") from error
    for line in lines:
        told = _read(line)
        if told.get("reviewer") == reviewer:
            marked[str(told.get("pair"))] = told.get("marked") is True
    return Marked(frozenset(pair for pair, kept in marked.items() if kept), _keeper(path, reviewer))


def _read(line: str) -> dict[str, object]:
    try:
        told = json.loads(line)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _keeper(path: Path, reviewer: str) -> Callable[[str, bool], None]:
    def keep(pair: str, marked: bool) -> None:
        line = json.dumps({"reviewer": reviewer, "pair": pair, "marked": marked}, ensure_ascii=False)
        try:
            written = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
            try:
                os.write(written, f"{line}\n".encode())
            finally:
                os.close(written)
        except OSError as error:
            raise MapperError(f"the bookmark was not kept: cannot write {path}: {error.strerror}") from error

    return keep
