"""Access: whether a SQLite file can be written where it lies, and how to read it where it cannot."""

import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from mapper.errors import StoreError

_PREFIX = "sqlite:///"
_ROOM = 1 << 20  # bytes: with less left than this a disk counts as full


@dataclass(frozen=True)
class Access:
    """Give the URL by which a store can be opened; `barred` says in a sentence why nothing can be written there, if that is so."""

    url: str
    barred: str = ""


def permit(barred: str) -> None:
    """Refuse to write, with the sentence that says why, if there is one."""
    if barred:
        raise StoreError(barred)


def reach(url: str) -> Access:
    """Find out how a store can be opened.

    A database with a write-ahead log wants to write beside itself even to be read. Where it may not, and no log that holds newer pages lies there,
    it is opened as a file that nobody changes.
    """
    path = file_of(url)
    if path is None or not path.is_file():
        return Access(url)
    barred = _barred(path)
    if not barred and _opens(path):
        return Access(url)
    barred = barred or _full(path)
    if not barred:
        return Access(url)  # what is wrong with it shows when it is used
    log = path.with_name(f"{path.name}-wal")
    if log.exists() and log.stat().st_size and path.with_name(f"{path.name}-shm").exists():
        return Access(url, barred)
    return Access(f"{_PREFIX}file:{quote(str(path))}?immutable=1&uri=true", barred)


def file_of(url: str) -> Path | None:
    """Give the file of a SQLite store."""
    return Path(url.removeprefix(_PREFIX)) if url.startswith(_PREFIX) and url != _PREFIX else None


def _barred(path: Path) -> str:
    if all(_writable(place) for place in (path, path.parent)):
        return ""
    return f"the workspace {path.parent} is read-only; nothing was changed: allow writing to it, or copy it to a folder of yours"


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _full(path: Path) -> str:
    told = f"the disk of {path.parent} is full; nothing was recorded: make room and try again, what was decided before is kept"
    room = os.statvfs(path.parent)
    return told if room.f_bavail * room.f_frsize < _ROOM else ""


def _opens(path: Path) -> bool:
    """Try to open the file for reading as it lies; only a disk that refuses to write counts, not what the file holds."""
    connection = sqlite3.connect(path, timeout=0, isolation_level=None)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        return error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN)
    except sqlite3.DatabaseError:
        return True
    finally:
        connection.close()
    return True
