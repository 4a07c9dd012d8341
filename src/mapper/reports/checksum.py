"""Checksums: sign what a row of the Review sheet shows and what its yellow cells hold, so that whoever reads the file back sees what was edited."""

from collections.abc import Mapping

from mapper.identity import digest
from mapper.views.text import clean, one_line

ROW, CHECKSUM, SAID, SHOWN, BLIND = "row_id", "row_checksum", "row_said", "row_shown", "second_reading"
SIGNED = (CHECKSUM, SAID, SHOWN, BLIND)  # what stands hidden behind the id of a row of a Word file, in this order
SUBJECT = ("subject_id", "subject_ref", "evidence_subject")
OBJECT = ("object_id", "object_ref", "evidence_object")
_LETTERS = 8  # of the signature of one cell: it tells a slip from none, and guards against nobody
ENTRIES = ("decision", "relation", "direction", "reason", "comment", "reviewer")


def row_checksum(cells: Mapping[str, object]) -> str:
    """Sign one row of the Review sheet, given its cells by the names of their columns; columns that are not signed may be there or not.

    Signed are the pair (`row_id`), and of each side its id, its name with the edition, and the clause with its page. The order of the two sides,
    white space and the shape of quotes and dashes do not count. It stays the same while others decide, and until another edition or other
    evidence is in view: compare it with that of the row as it would be written now.
    """
    sides = sorted(tuple(_text(cells.get(name)) for name in side) for side in (SUBJECT, OBJECT))
    return digest(_text(cells.get(ROW)), *(word for side in sides for word in side))


def row_said(cells: Mapping[str, object]) -> str:
    """Sign what the yellow cells of a row hold, each by itself; none of them holds a name as it is handed out, so that nobody speaks by it."""
    return " ".join(digest(_text(cells.get(name)))[:_LETTERS] for name in ENTRIES)


def row_kept(cells: Mapping[str, object]) -> frozenset[str] | None:
    """Name the yellow cells that still hold what was signed of them, whatever happened elsewhere since; None where nothing is signed in this way.

    A row of which that is true of all was not filled in; a cell of which it is true was not written by whoever filled in the others.
    """
    signed = _text(cells.get(SAID)).split()
    if [len(word) for word in signed] != [_LETTERS] * len(ENTRIES):
        return None
    return frozenset(name for name, then, now in zip(ENTRIES, signed, row_said(cells).split(), strict=True) if then == now)


VISIBLE = ("subject", "object", "proposed", "earlier")  # what a mailed row shows a reader beside the cells to fill


def row_shown(cells: Mapping[str, object]) -> str:
    """Sign what a mailed row shows, each cell by itself; white space does not count."""
    return " ".join(digest(one_line(_text(cells.get(name))))[:_LETTERS] for name in VISIBLE)


def shown_otherwise(cells: Mapping[str, object]) -> bool:
    """Say whether a mailed row shows something else than was signed; a column that was taken out shows nothing."""
    signed = _text(cells.get(SHOWN)).split()
    if len(signed) != len(VISIBLE):
        return bool(signed)
    return any(name in cells and then != now for name, then, now in zip(VISIBLE, signed, row_shown(cells).split(), strict=True))


def _text(value: object) -> str:
    return "" if value is None else clean(str(value))
