"""Checksum: signs what a row of the Review sheet shows to be judged, so that whoever reads the file back can tell whether that was edited."""

from collections.abc import Mapping

from mapper.identity import digest

ROW, CHECKSUM = "row_id", "row_checksum"
SUBJECT = ("subject_id", "subject_ref", "evidence_subject")
OBJECT = ("object_id", "object_ref", "evidence_object")


def row_checksum(cells: Mapping[str, object]) -> str:
    """Sign one row of the Review sheet, given its cells by the names of their columns; columns that are not signed may be there or not.

    Signed are the pair (`row_id`), and of each side its id, its name with the edition, and the clause with its page. The order of the two sides,
    white space and the shape of quotes and dashes do not count. It stays the same while others decide, and until another edition or other
    evidence is in view: compare it with that of the row as it would be written now.
    """
    sides = sorted(tuple(_text(cells.get(name)) for name in side) for side in (SUBJECT, OBJECT))
    return digest(_text(cells.get(ROW)), *(word for side in sides for word in side))


def _text(value: object) -> str:
    return "" if value is None else str(value)
