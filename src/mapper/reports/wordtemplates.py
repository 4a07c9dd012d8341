"""Templates of papers: those that are shipped, and those of a workspace that take their place."""

from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from mapper.errors import MapperError
from mapper.views.export import Export
from mapper.views.files import put

NAMES = ("tables", "theme", "report", "liaison", "review")
FOLDER = "templates"  # within a workspace, and within the profiles
_LARGEST = 20  # MiB


@dataclass(frozen=True)
class Template:
    """Hold a template as a file: what it is called in a sentence, and its bytes."""

    name: str
    content: bytes


def template(name: str, folder: Path | None) -> Template:
    """Take the template of a folder, where it has one of that name, else the shipped one."""
    own = folder / f"{name}.docx" if folder else None
    if own is None or not own.exists():
        return Template(f"{name}.docx", _shipped(name))
    try:
        if own.stat().st_size > _LARGEST << 20:
            raise MapperError(f"the template {own} is larger than {_LARGEST} MiB; make its pictures smaller")
        return Template(str(own), own.read_bytes())
    except OSError as error:
        raise MapperError(f"cannot read the template {own}: {error.strerror}; allow reading it, or take it away") from error


def _shipped(name: str) -> bytes:
    return (resources.files("mapper.profiles") / FOLDER / f"{name}.docx").read_bytes()


def write(export: Export, target: Path) -> list[Path]:
    """Copy the shipped templates into a folder, to be edited there; never over one that was edited."""
    wanted = {target / f"{name}.docx": _shipped(name) for name in NAMES}
    edited = sorted(path.name for path, content in wanted.items() if path.exists() and path.read_bytes() != content)
    if edited:
        raise MapperError(f"{target} has {', '.join(edited)} already, which somebody edited; nothing was written: move it away, or use --out FOLDER")
    return put(wanted)
