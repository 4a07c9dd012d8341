"""Mailing: what a file for one reviewer shows of a pair, and what stands in the cells to fill; for a workbook and a Word file alike."""

from collections.abc import Iterable, Sequence

from mapper.decisions import phrases, reasons, relations
from mapper.reports.checksum import BLIND, ENTRIES, SAID, SHOWN, row_said, row_shown
from mapper.reports.reviewing import DIRECTIONS, signed
from mapper.reports.sheets import Value
from mapper.types import BACKWARD, FORWARD, Decision, Quote, Verdict
from mapper.views.export import Export
from mapper.views.items import Item, place
from mapper.views.rows import TO_OBJECT, Row
from mapper.views.text import one_line, shorten

_QUOTED = 320  # letters of a clause that stand beside the cells to fill


def waiting_first(found: Iterable[Row], export: Export) -> Sequence[Row]:
    """Put the pairs that wait for the reviewer before those on which a verdict of theirs holds, each in the order of the mapping."""
    return sorted(found, key=lambda row: not waits(row, export))


def waits(row: Row, export: Export) -> bool:
    """Say whether a pair is handed out for a verdict: none of the reviewer's holds."""
    return not _own(row, export.recipient.name)["decision"]


def mailed_row(number: int, row: Row, export: Export) -> dict[str, Value]:
    """Give the cells of a pair by the names of their columns: what is shown of it, what signs that, and the reviewer's own words of before."""
    blind = row.id in export.recipient.blind
    quotes = row.quoted or (None, None)
    shown: dict[str, Value] = {
        **signed(row),
        BLIND: "yes" if blind else "",
        "relation_proposed": row.proposed,
        "no": number,
        "subject": _text(row.subject, quotes[0]),
        "object": _text(row.object, quotes[1]),
        "proposed": _proposed(row, blind),
        "earlier": "\n".join(part for part in (row.earlier, row.changed_since) if part),
        **_own(row, export.recipient.name),
    }
    return {**shown, SAID: row_said(shown), SHOWN: row_shown(shown)}


def _text(item: Item, quote: Quote | None) -> str:
    """Show one side: its name, its title, and what it says."""
    said = f"{place(quote)}: \u201c{shorten(quote.text, _QUOTED)}\u201d" if quote else "no clause is quoted"
    return "\n".join(dict.fromkeys(part for part in (item.ref, item.title, said) if part))


def _proposed(row: Row, blind: bool) -> str:
    if not row.mapped.proposal:
        return "not proposed by the machine"
    told = row.proposed if row.reads_as == "both ways" else row.reads_as
    likely = "" if blind else f"{row.band}, {row.probability:.2f}" if row.probability is not None else row.band
    return "\n".join(part for part in (told, likely) if part)


def _own(row: Row, reviewer: str) -> dict[str, Value]:
    """Fill in the reviewer's name, and the verdict of theirs that still holds."""
    said = next((one for one in row.mapped.decisions if one.reviewer == reviewer and not one.adjudicates), None)
    empty: dict[str, Value] = {**dict.fromkeys(ENTRIES, ""), "reviewer": reviewer}
    if said is None or row.mapped.changed_for(reviewer) or row.mapped.stale:
        return empty
    accepted = said.verdict is Verdict.ACCEPT
    return {
        **empty,
        "decision": said.verdict.value,
        "relation": _known(said.relation, relations()) if accepted else "",
        "direction": _direction(said, row) if accepted else "",
        "reason": _known(said.reason, reasons()) if said.verdict is Verdict.REJECT else "",
        "comment": one_line(said.comment),
    }


def _known(code: str, known: Iterable[tuple[str, str]]) -> str:
    return code if code in {one for one, _ in known} else ""


def _direction(said: Decision, row: Row) -> str:
    start = {FORWARD: said.left, BACKWARD: said.right}.get(said.direction, "")
    if said.relation not in phrases() or not start:
        return ""
    return TO_OBJECT if start == row.subject.id else DIRECTIONS[1]
