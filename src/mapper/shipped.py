"""What travels with the package as files: models and corpora, in an installed copy and in a checkout."""

from pathlib import Path

from mapper.errors import MapperError


def shipped(name: str) -> Path:
    """Find a folder that comes with mapper, inside the package or beside its source."""
    here = Path(__file__).resolve().parent
    for folder in (here / name, here.parents[1] / name):
        if folder.is_dir():
            return folder
    raise MapperError(f"the folder {name!r} that comes with mapper is missing from {here}; install mapper again")
