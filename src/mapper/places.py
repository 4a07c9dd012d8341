"""Places: where a file can be put without taking the place of another."""

from itertools import count
from pathlib import Path


def unused(path: Path) -> Path:
    """Give the path itself, or the first with a number before its ending that nothing lies at."""
    if not path.exists():
        return path
    return next(free for number in count(2) if not (free := path.with_name(f"{path.stem}.{number}{path.suffix}")).exists())
