"""A glance: what `mapper status` says, kept beside a workspace whose log is long until anything changes that it is made from.

A long log takes seconds to settle. What was counted from a log that was verified up to its last event is true as long as that is the last event, and
the run, the sources, the themes and the settings are what they were. The file may be deleted at any time.
"""

import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from mapper import __version__, intake
from mapper.identity import digest
from mapper.settings import Settings
from mapper.store import Store, codec
from mapper.store.checkpoint import LONG


@dataclass(frozen=True)
class Glance:
    """Hold where the mapping stands as lines for a person and as one object, and how many pairs remain."""

    lines: Sequence[str]
    told: Mapping[str, object]
    remaining: int


def status(settings: Settings, store: Store) -> Glance:
    """Say where the mapping stands; where the log is long and nothing changed since it was last said, without counting anew."""
    if store.head().events < LONG or store.log_trouble():
        return _made(settings, store)
    path, key = settings.cache / "status.json", _key(settings, store)
    known = _read(path, key)
    if known is None:
        known = _made(settings, store)
        _write(path, key, known)
    return known


def _made(settings: Settings, store: Store) -> Glance:
    from mapper import overview  # slow to load, and needed only here

    found = overview.status(settings, store)
    return Glance(found.lines(), found.as_json(), found.remaining)


def _key(settings: Settings, store: Store) -> str:
    """Say what a status is made from: what the store holds, where its log ends, the settings, and the files that people wrote."""
    state = (codec.write(store.head()), *(f"{run.id} {run.at} {run.state}" for run in store.runs()))
    known = (*map(codec.write, store.sources()), *map(codec.write, store.contents()))
    waiting = (source.name for source in intake.waiting(settings, store))
    return digest(__version__, repr(settings), *state, *known, "", *waiting, "", *_files(settings))


def _files(settings: Settings) -> list[str]:
    folders = (settings.themes, settings.profiles)
    paths = [settings.pins, settings.areas, settings.suggestions, *(path for folder in folders for path in sorted(folder.rglob("*.toml")))]
    return [digest(path.name, path.read_bytes().hex()) for path in paths if path.is_file()]


def _read(path: Path, key: str) -> Glance | None:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return Glance(told["lines"], told["told"], told["remaining"]) if told["key"] == key else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write(path: Path, key: str, found: Glance) -> None:
    part = path.with_name(f".{path.name}.{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps({"key": key, **asdict(found)}, ensure_ascii=True), encoding="utf-8")
        os.replace(part, path)
