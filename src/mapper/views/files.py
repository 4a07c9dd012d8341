"""Files appear whole or not at all: written under another name beside the target, then moved over it."""

import os
from collections.abc import Mapping
from pathlib import Path

from mapper.errors import MapperError


def places(target: Path, first: str, *others: str) -> list[Path]:
    """Name the files of an export: in the folder `target`, or at the file `target` with the others beside it, named after it."""
    suffix = "".join(Path(first).suffixes)
    if target.is_dir() or not target.name.endswith(suffix):
        return [target / name for name in (first, *others)]
    stem = target.name.removesuffix(suffix)
    return [target, *(target.with_name(f"{stem}-{name}") for name in others)]


def put(files: Mapping[Path, bytes]) -> list[Path]:
    """Write every file or none; a full disk or a folder that may not be written is one sentence and leaves what was there."""
    parts = {path: path.with_name(f".{path.name}.{os.getpid()}.part") for path in files}
    at = next(iter(files), Path())
    try:
        for path, content in files.items():
            at = path
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(parts[path], content)
        for path, part in parts.items():
            at = path
            part.replace(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise MapperError(f"cannot write {at}: {reason}; make room or choose another place with --out") from error
    finally:
        for part in parts.values():
            _forget(part)
    return list(files)


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _forget(part: Path) -> None:
    try:
        part.unlink(missing_ok=True)
    except OSError:
        return  # the folder itself is out of reach: there is nothing of ours in it
