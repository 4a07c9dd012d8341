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
from typing import TYPE_CHECKING

from mapper import __version__, arrivals
from mapper.identity import digest
from mapper.settings import Settings
from mapper.store import Head, Store, codec
from mapper.store.checkpoint import LONG

if TYPE_CHECKING:
    from mapper.overview import Overview


@dataclass(frozen=True)
class Glance:
    """Hold where the mapping stands as lines for a person and as one object, and how many pairs remain."""

    lines: Sequence[str]
    told: Mapping[str, object]
    remaining: int


def status(settings: Settings, store: Store) -> Glance:
    """Say where the mapping stands; where the log is long, only what was said since the last time is counted anew, and nothing if nothing changed."""
    if store.head().events < LONG or store.log_trouble():
        return _plain(settings, store)
    path, head = settings.cache / "status.json", store.head()
    key, waiting = _key(settings, store), _waiting(settings, store)
    known = _read(path, digest(key, codec.write(head), *waiting))
    if known is None:
        known, head = _counted(settings, store, key)
        _write(path, digest(key, codec.write(head), *waiting), known)
    return known


def prepare(settings: Settings, store: Store) -> None:
    """Count at the end of a run what the next status of a long log tells, so that nobody waits for it then."""
    if store.head().events >= LONG and not store.log_trouble():
        status(settings, store)


def _plain(settings: Settings, store: Store) -> Glance:
    from mapper import overview  # slow to load, and needed only here

    return _glance(overview.status(settings, store))


def _counted(settings: Settings, store: Store, key: str) -> tuple[Glance, Head]:
    """Count from what was kept of the last time, or from nothing; say up to where in the log."""
    from mapper import folding, overview, tally

    path = settings.cache / "tally.json"
    before = tally.read(path, key)
    kept = folding.forward(settings, store, before) if before else None
    if kept is None or before is None:
        kept = folding.anew(settings, store)
        tally.write(path, key, kept, settings.team)
    elif kept.mark.events - before.mark.events > folding.FEW:
        tally.write(path, key, kept, settings.team)
    return _glance(overview.counted(settings, store, kept.tally)), kept.mark


def _glance(found: "Overview") -> Glance:
    return Glance(found.lines(), found.as_json(), found.remaining)


def _key(settings: Settings, store: Store) -> str:
    """Say what a status is made from beside the log: what the store holds, the settings, and the files that people wrote."""
    state = [f"{run.id} {run.at} {run.state} {run.manifest}" for run in store.runs()]
    known = (*map(codec.write, store.sources()), *map(codec.write, store.contents()))
    return digest(__version__, repr(settings), *state, "", *known, "", *_files(settings))


def _waiting(settings: Settings, store: Store) -> list[str]:
    return [source.name for source in arrivals.waiting(settings, store)]


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
