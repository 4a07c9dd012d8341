"""Doctor: what works on this machine, and what to do about what does not."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mapper import settings
from mapper.errors import MapperError

_SAFE_SQLITE = (3, 51, 3)
_FREE_MB = 500


@dataclass(frozen=True)
class Finding:
    """Say of one thing whether it works, and what to do if not; `optional` things are good to have."""

    what: str
    works: bool
    told: str
    optional: bool = False


def examine(folder: Path) -> list[Finding]:
    """Look at the interpreter, the model, the readers, the store and the workspace; nothing is changed."""
    return [_python(), _model(), _multilingual(), _ocr(), _sqlite(), *_workspace(folder)]


def _python() -> Finding:
    version = ".".join(str(number) for number in sys.version_info[:3])
    return Finding("Python", sys.version_info >= (3, 11), f"{version} (3.11 or newer is needed)")


def _model() -> Finding:
    from mapper import embedders

    try:
        return Finding("sentence model", True, embedders.load("default").name)
    except MapperError as error:
        return Finding("sentence model", False, str(error))


def _multilingual() -> Finding:
    from mapper.embedders import multilingual

    try:
        return Finding("several languages", True, multilingual.packaged().name, optional=True)
    except MapperError as error:
        return Finding("several languages", False, str(error), optional=True)


def _ocr() -> Finding:
    if path := shutil.which("tesseract"):
        return Finding("OCR", True, f"{path}, {_languages(path)}; more: apt-get install tesseract-ocr-LANG", optional=True)
    return Finding("OCR", False, "tesseract is not installed: scans are listed as needing it; apt-get install tesseract-ocr", optional=True)


def _languages(program: str) -> str:
    from mapper.extractors import tesseract

    try:
        found = tesseract.languages(program)
    except (OSError, subprocess.SubprocessError):
        return "whose languages it does not tell"
    return f"reads {', '.join(found)}" if found else "with no language that is read here"


def _sqlite() -> Finding:
    safe = sqlite3.sqlite_version_info >= _SAFE_SQLITE
    told = sqlite3.sqlite_version
    if not safe:
        told += ": below 3.51.3 two programs writing at the same instant can, very rarely, harm the file; let one write at a time, and back up"
    return Finding("SQLite", safe, told, optional=True)


def _workspace(folder: Path) -> list[Finding]:
    try:
        found = settings.find(folder)
    except MapperError as error:
        there = any((place / settings.FILE).is_file() for place in (folder.resolve(), *folder.resolve().parents))
        return [Finding("workspace", False, str(error), optional=not there)]
    checks: list[Callable[[settings.Settings], Finding]] = [_themes, _store, _room]
    return [Finding("workspace", True, str(found.root)), *(check(found) for check in checks)]


def _themes(found: settings.Settings) -> Finding:
    from mapper import themes

    try:
        loaded = themes.load(found.themes)
    except MapperError as error:
        return Finding("themes", False, str(error))
    wanted = {kind.theme for kind in found.types if kind.theme}
    absent = sorted(wanted - {theme.id for theme in loaded})
    if absent:
        told = f"mapper.toml names {', '.join(absent)}, but {found.themes} has no such theme; add the file or drop the mapping"
        return Finding("themes", False, told)
    return Finding("themes", True, f"{len(loaded)} with {sum(len(theme.subtopics) for theme in loaded)} subtopics")


def _store(found: settings.Settings) -> Finding:
    from mapper.store import open_store

    try:
        with open_store(found.store_url) as store:
            count = len(store.decisions())
    except MapperError as error:
        return Finding("store", False, str(error))
    return Finding("store", True, f"opens, {count} events in the decision log")


def _room(found: settings.Settings) -> Finding:
    free = shutil.disk_usage(found.root).free // 2**20
    writable = os.access(found.root, os.W_OK)
    told = f"{free} MiB free" if writable else f"{found.root} cannot be written to; choose another folder or its owner's account"
    return Finding("disk", writable and free >= _FREE_MB, told)
