"""Lists: the rows of the sheet Review, and of a table of pairs, ours or made by hand, read by the names of their columns."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from mapper.errors import UnreadableSource
from mapper.extractors.cells import SEARCHED, Table, letters
from mapper.identity import digest, pair_id_of
from mapper.reports.checksum import BLIND, CHECKSUM, ENTRIES, ROW, SAID, SHOWN, VISIBLE, row_checksum, row_kept, row_said, shown_otherwise
from mapper.returns.answers import Answer, Entries, Form, Sight
from mapper.views.text import shorten, unguard

_ALIASES = {"pair": "pair_id", "verdict": "decision", "reason_code": "reason", "reviewers": "reviewer", "mapping_type": "mapping"}
_SIDES = ("subject_id", "subject_ref", "subject_rev", "object_id", "object_ref", "object_rev")
_SHOWN = ("mapping", "evidence_subject", "evidence_object", "evidence", "relation_proposed", "probability", "decided_at", "run_id")
COLUMNS = frozenset({ROW, CHECKSUM, SAID, SHOWN, BLIND, "pair_id", *ENTRIES, *_SIDES, *_SHOWN, *VISIBLE})
_NOTHING = row_said({})
_ID = re.compile("[0-9a-f]{16}")
_UNSIGNED = "its hidden column row_said was edited, or is of a file layout of before: export anew, and leave the hidden columns"


def fits(rows: Sequence[Sequence[str]]) -> int:
    """Say how many of our columns the first rows name."""
    return max((len(COLUMNS.intersection(map(named, row))) for row in rows), default=0)


def head(table: Table, *ids: str) -> int | None:
    """Find the row that names a decision, and a pair by one of these columns."""
    wanted = set(ids or (ROW, "pair_id"))
    searched = ({named(cell) for cell in row} for row in table.rows[:SEARCHED])
    return next((place for place, names in enumerate(searched) if "decision" in names and names & wanted), None)


def named(cell: str) -> str:
    """Give the name of a column as it is called here, whatever its case and the signs between its words."""
    word = "_".join(cell.casefold().strip(" :*").split())
    return _ALIASES.get(word, word)


def columns_of(row: Sequence[str]) -> dict[str, int]:
    """Say where each of our columns stands."""
    found: dict[str, int] = {}
    for place, name in enumerate(map(named, row)):
        if name in found:
            raise UnreadableSource(f"the column {name} stands twice; take one out, so that it is clear which one counts")
        if name in COLUMNS:
            found[name] = place
    return found


def answers(table: Table, *, events: int | None = None, run: str = "", barred: Mapping[tuple[int, int], str] | None = None) -> Iterator[Answer]:
    """Read the rows below the column names; rows without a pair are left out where nobody wrote into them.

    `barred` says of cells, by row and column counted from 0, why they cannot be read.
    """
    at = head(table)
    if at is None:
        return
    columns = columns_of(table.rows[at])
    for number, row in enumerate(table.rows[at + 1 :], at + 2):
        cells = {name: row[place] for name, place in columns.items() if place < len(row)}
        made = review(number, cells, events=events, run=run) if ROW in columns else pairs(number, cells, frozenset(columns))
        made = _barred(replace(made, places=_places(table.name, number, columns)), columns, barred or {})
        if made.pair or not made.blank or made.trouble:
            yield made


def _barred(made: Answer, columns: Mapping[str, int], barred: Mapping[tuple[int, int], str]) -> Answer:
    """Give a row the trouble of the first of its cells that cannot be read."""
    found = next((name for name in (ROW, *ENTRIES) if (made.row - 1, columns.get(name, -1)) in barred), "")
    return replace(made, trouble=barred[made.row - 1, columns[found]], trouble_at="" if found == ROW else found) if found else made


def _places(sheet: str, row: int, columns: Mapping[str, int]) -> tuple[tuple[str, str], ...]:
    """Name the cells that a person fills, where a sheet has a name."""
    return tuple((name, f"{sheet}!{letters(columns[name])}{row}") for name in ENTRIES if name in columns) if sheet else ()


def review(row: int, cells: Mapping[str, str], *, events: int | None = None, run: str = "") -> Answer:
    """Read a row of the sheet Review, given by the names of its columns."""
    said = cells.get(SAID, "").strip()
    kept = row_kept(cells) if said else None
    works = cells.get("subject_id", ""), cells.get("object_id", "")
    return Answer(
        row=row,
        form=Form.REVIEW,
        entries=Entries(*(_plain(cells, name) for name in ENTRIES)),
        pair=pair_id_of(cells.get(ROW, "").casefold()),
        type=cells.get("mapping", ""),
        subject=works[0],
        object=works[1],
        proposed=cells.get("relation_proposed", ""),
        sight=_sight(works, (cells.get("subject_ref", ""), cells.get("object_ref", "")), row_checksum(cells)),
        edited=cells.get(CHECKSUM, "") not in ("", row_checksum(cells)) or shown_otherwise(cells),
        kept=kept,
        cleared=bool(said) and said.split()[0] != _NOTHING.split()[0],
        events=events,
        run=run,
        scores=not cells.get(BLIND),
        trouble=_UNSIGNED if said and kept is None else "",
    )


def pairs(row: int, cells: Mapping[str, str], columns: frozenset[str]) -> Answer:
    """Read a row of a list of pairs; `columns` are those that the list has."""
    known = {name: unguard(value) for name, value in cells.items()}
    works = known.get("subject_id", ""), known.get("object_id", "")
    seen = {"subject_rev", "object_rev"} <= columns and all(works)
    pair = pair_id_of(known.get("pair_id", "").lstrip("'").casefold())
    return Answer(
        row=row,
        form=Form.PAIRS,
        entries=Entries(*(_plain(known, name) for name in ENTRIES)),
        pair=pair,
        type=known.get("mapping", ""),
        subject=works[0],
        object=works[1],
        sight=_sight(works, (known.get("subject_rev", ""), known.get("object_rev", "")), _quoted(works, known)) if seen else None,
        cleared=bool(known.get("decided_at")),
        run=known.get("run_id", ""),
        until=known.get("decided_at", "") if "decided_at" in columns else None,
        scores="probability" in columns,
        trouble="" if not pair or _ID.fullmatch(pair) else f"{shorten(pair, 40)!r} is no pair id: is a quotation mark before it not closed?",
    )


def _plain(cells: Mapping[str, str], name: str) -> str:
    """Give what a person wrote; the apostrophe by which a word is kept as text is no part of it, in a comment it may be."""
    said = cells.get(name, "").strip()
    return said if name == "comment" else said.lstrip("'\u2019").strip()


def _sight(works: tuple[str, str], editions: tuple[str, str], signature: str) -> Sight:
    return Sight(tuple(sorted(zip(works, editions, strict=True))), signature)


def _quoted(works: tuple[str, str], cells: Mapping[str, str]) -> str:
    """Sign the places that a list of pairs quotes, whichever side stands first."""
    quotes = [quote.split(" ~ ") for quote in cells.get("evidence", "").split(" | ")]
    return digest(*(place for quote in quotes for place in (quote if works[0] < works[1] else quote[::-1])))
