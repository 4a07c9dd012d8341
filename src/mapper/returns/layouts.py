"""Layouts: whether a file is of the layout that is read here."""

from mapper.errors import UnreadableSource
from mapper.reports.stamps import SCHEMA


def hold_to(name: str, layout: object) -> None:
    """Refuse a file of another layout, in which other cells are filled beforehand; some office programs write the number with a point."""
    told = str(layout or SCHEMA).removesuffix(".0")
    if told.isdigit() and int(told) > int(SCHEMA):
        newer = f"{name} has file layout {told}, of a newer mapper than this one, which reads layout {SCHEMA}"
        raise UnreadableSource(f"{newer}: update mapper, then import it")
    if told != SCHEMA:
        raise UnreadableSource(f"{name} has file layout {told}, and files of layout {SCHEMA} are read: export anew, and fill that one")
