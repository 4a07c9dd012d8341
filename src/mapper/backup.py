"""Backup: one file with everything that cannot be rebuilt, and the way back.

The decision log goes in as it is kept, line by line, so that its chain is checked on the way out, on the way in, and by any later version. The source
files themselves stay where they are; what was read from them, and what was proposed, comes along.
"""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from mapper import archive, settings
from mapper.archive import Archive
from mapper.errors import MapperError, count
from mapper.places import unused
from mapper.settings import FILE, PROFILES, STORE, Settings
from mapper.store import Kept, Store, holding, open_store
from mapper.store.access import file_of
from mapper.store.engine import shown
from mapper.store.log import verify

_STORE = re.compile(r"^\s*store\s*=.*$", re.MULTILINE)


def write(found: Settings, store: Store, target: Path) -> str:
    """Write the backup whole or not at all, and say what it holds; a log that does not verify never replaces an earlier backup."""
    _refuse_target(found, target)
    runs = store.runs()
    proposals = {run.id: made for run in runs if (made := store.proposals(run.id))}
    held = Archive(Kept(store.sources(), store.readings(), runs, store.log(), store.contents(), proposals), _texts(found))
    if problems := verify(held.kept.log) or [trouble for trouble in [store.log_trouble()] if trouble]:
        raise MapperError(f"{problems[0]}; no backup was written, see `mapper check`")
    try:
        archive.pack(held, target)
    except OSError as error:
        raise MapperError(f"cannot write the backup {target}: {error.strerror}; choose another place, nothing was changed") from error
    return f"{target}: {_told(held)}"


def _refuse_target(found: Settings, target: Path) -> None:
    """Refuse to write over anything but an earlier backup, and into what mapper keeps."""
    place, store = target.resolve(), file_of(found.store_url)
    folders = (found.sources, found.themes, found.profiles, found.templates, found.root / ".mapper")
    root = found.root.resolve()
    files = [store.with_name(f"{store.name}{end}").resolve() for end in ("", "-wal", "-shm") if store]
    written = place.is_relative_to(root) and archive.is_kept(place.relative_to(root).as_posix())
    if written or place in files or any(place.is_relative_to(folder.resolve()) for folder in folders):
        raise MapperError(f"{target} is in the place of what mapper keeps in {found.root}; nothing was changed, name another file for the backup")
    if target.is_dir():
        raise MapperError(f"{target} is a folder; nothing was changed, name a file for the backup")
    if os.path.lexists(target) and not archive.is_ours(target):
        raise MapperError(f"{target} is there already and is no backup of mapper; nothing was changed, name another file for the backup")


def _told(held: Archive) -> str:
    kept, own = held.kept, [name for name in held.texts if name.startswith(f"{PROFILES}/")]
    documents = sum(len(read) for read in kept.readings.values())
    texts = f"the settings, the themes and {count(len(own), 'profile')}" if own else "the settings and the themes"
    return f"{len(kept.log)} events of the decision log, {documents} documents from {len(kept.sources)} sources, {texts}"


def _texts(found: Settings) -> dict[str, bytes]:
    """Take every file that people write in the workspace as it stands, byte by byte; a folder that is a workspace itself is another's."""
    try:
        return {name: (found.root / name).read_bytes() for name in sorted(_written(found.root))}
    except OSError as error:
        raise MapperError(f"cannot read {error.filename}: {error.strerror}; no backup was written") from error


def _written(root: Path, below: str = "") -> Iterator[str]:
    for entry in sorted((root / below).iterdir()):
        name = f"{below}{entry.name}"
        if entry.is_dir() and not entry.is_symlink():
            if archive.is_kept(f"{name}/any.md") and not (entry / FILE).exists():
                yield from _written(root, f"{name}/")
        elif archive.is_kept(name) and entry.is_file():
            yield name


def restore(source: Path, folder: Path) -> str:
    """Bring a backup back into a folder whose store is empty, and say what came; settings that were there are set aside, never lost.

    All is checked before anything is written: the backup, the store that the folder has now, and the one that the settings in the backup name.
    """
    return _restore(archive.unpack(source), source, folder)


def restore_here(source: Path, folder: Path) -> str:
    """Bring a backup back with its store in the folder, whatever store its settings name."""
    found = archive.unpack(source)
    text = _STORE.sub(lambda _: f'store = "{STORE}"', found.texts[FILE].decode())
    return _restore(replace(found, texts={**found.texts, FILE: text.encode()}), source, folder)


def _restore(found: Archive, source: Path, folder: Path) -> str:
    named = settings.read(found.texts[FILE], folder / FILE)
    _refuse_filled(named.store_url, folder)
    if (folder / FILE).exists():
        _refuse_filled(settings.load(folder).store_url, folder)
    staged = _stage(found.texts, folder)
    try:
        _fill(named.store_url, found.kept, source)
    except MapperError:
        _unstage(staged)
        raise
    _put_in_place(staged)
    elsewhere = "" if _is_within(named.store_url, folder) else f"; its settings name a store outside the folder, {shown(named.store_url)}"
    return f"{folder}: {_told(found)}{elsewhere}; put the source files into {named.sources} and `mapper run`"


def _is_within(url: str, folder: Path) -> bool:
    place = file_of(url)
    return place is not None and place.resolve().is_relative_to(folder.resolve())


def _refuse_filled(url: str, folder: Path) -> None:
    """Refuse a store that holds anything; nothing is made or changed by looking."""
    held = holding(url)
    if held and _is_within(url, folder):
        raise MapperError(f"{folder} holds {held} already; nothing was changed, restore into a new folder")
    if held:
        told = f"the settings name the store {shown(url)}, outside {folder}, which holds {held} already"
        raise MapperError(f"{told}; nothing was changed: `mapper restore --here` keeps the store in the folder")


@dataclass(frozen=True)
class _Staged:
    """Hold the files that wait beside their places under other names, and the folders that were made for them."""

    files: Mapping[Path, Path]
    folders: Sequence[Path]


def _stage(texts: Mapping[str, bytes], folder: Path) -> _Staged:
    """Write settings, themes and profiles beside their places: what may fail, fails here."""
    files = {folder / name: (folder / name).with_name(f".{Path(name).name}.part") for name in sorted(texts)}
    inside = {folder / "sources", folder / "themes", *(place for path in files for place in path.parents if place.is_relative_to(folder))} - {folder}
    if taken := next((path for path in files if path.is_dir()), None):
        raise MapperError(f"{taken} is a folder where the backup has a file; nothing was changed, move it away or restore into a new folder")
    wanted = (*reversed(folder.resolve().parents), folder, *sorted(inside))
    staged = _Staged(files, [place for place in wanted if not place.exists()])
    try:
        for place in staged.folders:
            place.mkdir()
        for path, part in files.items():
            part.write_bytes(texts[path.relative_to(folder).as_posix()])
    except OSError as error:
        _unstage(staged)
        raise MapperError(f"cannot write into {folder}: {error.strerror}; nothing was changed, choose a folder you may write to") from error
    return staged


def _unstage(staged: _Staged) -> None:
    """Leave the folder as it was."""
    for part in staged.files.values():
        with suppress(OSError):
            part.unlink(missing_ok=True)
    for place in reversed(staged.folders):
        with suppress(OSError):
            place.rmdir()


def _fill(url: str, kept: Kept, source: Path) -> None:
    """Fill the store; one that was made for it is taken away again where that fails."""
    place = file_of(url)
    made = place is not None and not place.exists()
    try:
        with open_store(url) as store:
            store.refill(kept)
            if problems := store.verify_log():
                raise MapperError(f"{problems[0]}; the backup {source} did not come back whole, keep it and restore into a new folder")
    except MapperError:
        if place and made:
            for end in ("", "-wal", "-shm"):
                place.with_name(f"{place.name}{end}").unlink(missing_ok=True)
        raise


def _put_in_place(staged: _Staged) -> None:
    """Put settings, themes and profiles where they belong; a file of that name that reads otherwise is kept under another."""
    for path, part in staged.files.items():
        if path.exists() and path.read_bytes() != part.read_bytes():
            os.replace(path, unused(path.with_name(f"{path.name}.before-restore")))
        os.replace(part, path)
