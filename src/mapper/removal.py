"""Removal: take files out of the workspace with what was read from them; nothing is deleted, and nothing decided is lost."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mapper.errors import MapperError
from mapper.holdings import hold
from mapper.places import unused
from mapper.settings import Settings
from mapper.sources import legible, list_sources
from mapper.store import Reading, Store


@dataclass(frozen=True)
class Removed:
    """Say where a file went that was taken out, and how many documents no other file holds."""

    name: str
    place: str
    gone: int

    def line(self) -> str:
        """Tell it to a person."""
        where = f"kept as {self.place}" if self.place else "the file had left the folder before"
        if not self.gone:
            return f"removed  {self.name}: {where}; no document left the library"
        documents = f"{self.gone} document{'s' * (self.gone > 1)}"
        return (
            f"removed  {self.name}: {where}; {documents} left the library, what was decided on {'them' if self.gone > 1 else 'it'} stays in the log"
        )


def remove(settings: Settings, store: Store, said: Sequence[str]) -> tuple[list[Removed], list[str]]:
    """Take files out of `sources/` with what was read from them, undeleted; say of each what went, then which are not known."""
    store.must_write()
    shelf = store.shelf()
    told, failed = [], []
    for word in said:
        try:
            for name in _named(settings, store, word):
                place = _move_out(settings, name)
                store.forget(name)
                left = [reading for reading in shelf if reading.content.name != name]
                told.append(Removed(name, place, len(_works(shelf) - _works(left))))
                shelf = left
        except MapperError as error:
            failed.append(str(error))
    return told, failed


def _works(shelf: Sequence[Reading]) -> set[str]:
    return {one.document.id for one in hold(shelf).held}


def _named(settings: Settings, store: Store, word: str) -> list[str]:
    """Find the files that are meant: by the name below `sources/`, by path, or by the folder that holds them."""
    word = legible(word)
    known = {source.name for source in list_sources(settings.sources)} | {record.name for record in store.sources()}
    path, sources = Path(word).resolve(), settings.sources.resolve()
    for wanted in (word.rstrip("/"), path.relative_to(sources).as_posix() if path.is_relative_to(sources) else word):
        if found := sorted(name for name in known if name == wanted or name.startswith(f"{wanted}/")):
            return found
    near = sorted(name for name in known if word.casefold() in name.casefold())
    hint = f"did you mean {', '.join(near[:3])}?" if near else "give its name as it is there"
    raise MapperError(f"{word} is no file of {settings.sources}; {hint}")


def _move_out(settings: Settings, name: str) -> str:
    """Move the file first: what is interrupted then is a file that left the folder, and can be taken out again."""
    origin = settings.sources / name
    if not origin.exists():  # its name may be written otherwise there
        origin = next((source.path for source in list_sources(settings.sources) if source.name == name), origin)
    return _set_aside(origin, settings.removed / name).relative_to(settings.root).as_posix() if origin.exists() else ""


def _set_aside(origin: Path, target: Path) -> Path:
    """Move a file where nothing is read; one that lies there already under that name stays."""
    free = unused(target)
    try:
        free.parent.mkdir(parents=True, exist_ok=True)
        os.replace(origin, free)
    except OSError as error:
        raise MapperError(f"cannot move {origin} to {free.parent}: {error.strerror}; nothing of it was changed") from error
    return free
