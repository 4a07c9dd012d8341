"""Moving: a workspace's whole store to another place, whole or not at all, and `mapper.toml` that names the new one."""

import os
import re
from pathlib import Path

from mapper import settings
from mapper.errors import MapperError, count
from mapper.settings import FILE, Settings
from mapper.store import Store, holding, open_store
from mapper.store.access import file_of
from mapper.store.engine import Notice, bare, shown, silent
from mapper.store.transfer import Holding

_LINE = re.compile(r"""^(\s*store\s*=\s*)("[^"\n]*"|'[^'\n]*')""", re.MULTILINE)
_WORKSPACE = re.compile(r"^\[workspace\][^\n]*\n", re.MULTILINE)


def move(found: Settings, store: Store, url: str, notice: Notice = silent) -> str:
    """Copy a store into another that is empty, let `mapper.toml` name that one, and close the old one for decisions; say what went where.

    The password of a URL goes into no file.
    """
    wanted = _wanted(found, url)
    _refuse(found, store, wanted)
    part = _staged(found.root / FILE, _renamed(found.root / FILE, _kept(found.root, bare(wanted))))
    place = file_of(wanted)
    made = place is not None and not place.exists()
    try:
        with open_store(wanted, notice=notice) as target:
            moved = store.move(target, lambda: os.replace(part, found.root / FILE))
    except BaseException:
        part.unlink(missing_ok=True)
        if place and made:
            for end in ("", "-wal", "-shm"):
                place.with_name(f"{place.name}{end}").unlink(missing_ok=True)
        raise
    secret = "" if bare(wanted) == wanted else "; its password was not written there: keep it in PGPASSWORD or in a file ~/.pgpass"
    old = f"{shown(found.store_url)} can be read and takes no decisions any more"
    return f"moved {told(moved)} to {shown(wanted)}, which {FILE} names now{secret}; {old}"


def told(held: Holding) -> str:
    """Say in words how much a store holds."""
    rows = dict(held.rows)
    others = ", ".join(count(rows[name], name) for name in ("document", "run", "proposal"))
    return f"{count(rows['decision'], 'event')} of the decision log, {others}"


def _wanted(found: Settings, url: str) -> str:
    """Read a URL as it would be read from `mapper.toml`: a relative file lies in the workspace."""
    return settings.read(_renamed(found.root / FILE, url).encode(), found.root / FILE).store_url


def _quoted(url: str) -> str:
    if any(mark in url for mark in "\"'\\\n\r"):
        raise MapperError(f"{shown(url)} holds quotation marks or a backslash; nothing was changed, write them as %22, %27 and %5C")
    return f'"{url}"'


def _kept(root: Path, url: str) -> str:
    """Write a file inside the workspace relative to it, so that the folder can be moved."""
    place = file_of(url)
    inside = place and place.is_relative_to(root)
    return f"sqlite:///{place.relative_to(root).as_posix()}" if place and inside else url


def _refuse(found: Settings, store: Store, url: str) -> None:
    place, now = file_of(url), file_of(found.store_url)
    if url == found.store_url or (place and now and place.resolve() == now.resolve()):
        raise MapperError(f"{shown(url)} is the store of this workspace already; nothing was changed")
    store.must_write()
    if held := holding(url):
        raise MapperError(f"{shown(url)} holds {held} already; nothing was changed, name a database that is empty")


def _with_line(text: str) -> str:
    """Add the line that names the store, where the settings leave it out."""
    if _LINE.search(text):
        return text
    line = f'store = "{settings.STORE}"\n'
    return _WORKSPACE.sub(lambda head: head[0] + line, text, count=1) if _WORKSPACE.search(text) else f"[workspace]\n{line}\n{text}"


def _renamed(path: Path, url: str) -> str:
    """Give the settings with another store: one line changes, comments stay."""
    return _LINE.sub(lambda line: line[1] + _quoted(url), _with_line(path.read_bytes().decode()), count=1)


def _staged(path: Path, text: str) -> Path:
    """Write the new settings beside the old ones: what may fail, fails before anything is copied."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(text.encode())
        part.chmod(path.stat().st_mode)
    except OSError as error:
        raise MapperError(f"cannot write beside {path}: {error.strerror}; nothing was changed, the old store stays in use") from error
    return part


def look(found: Settings, store: Store) -> tuple[str, Holding]:
    """Say which store a workspace has, and in numbers what it holds."""
    return shown(found.store_url), store.describe()
