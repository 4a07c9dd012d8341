"""CSV: one pair a line for analysts; ids and texts are never formulas, `text.unguard` takes the apostrophe back."""

import csv
import io
from pathlib import Path

from mapper.views.export import Export
from mapper.views.files import places, put
from mapper.views.rows import Row, place, rows
from mapper.views.text import guard, one_line

COLUMNS = (
    "pair_id",
    "mapping_type",
    "subject_id",
    "subject_rev",
    "object_id",
    "object_rev",
    "relation",
    "decision",
    "probability",
    "band",
    "score_dense",
    "score_lexical",
    "score_citation",
    "rank_s2o",
    "rank_o2s",
    "evidence",
    "reviewers",
    "agreement",
    "reason_code",
    "comment",
    "decided_at",
    "staleness",
    "run_id",
)


def write(export: Export, target: Path) -> list[Path]:
    """Write pairs.csv: UTF-8, LF, sorted by pair id."""
    (path,) = places(target, "pairs.csv")
    return put({path: text(export).encode()})


def text(export: Export) -> str:
    """Render the whole file."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in sorted(rows(export), key=lambda row: row.id):
        writer.writerow([*_cells(row), guard(export.run)])
    return out.getvalue()


def _cells(row: Row) -> list[str]:
    ranks = row.mapped.proposal.ranks if row.mapped.proposal else ("", "")
    scores = [_number(row.channels.get(channel)) for channel in ("dense", "lexical", "citation")]
    quotes = " | ".join(f"{place(pair.left)} ~ {place(pair.right)}" for pair in row.evidence)
    who = (row.left.id, row.left.edition, row.right.id, row.right.edition)
    return [
        *(guard(value) for value in (row.id, row.mapped.type, *who, row.relation, row.verdict or row.mapped.state.value)),
        _number(row.probability),
        guard(row.band),
        *scores,
        *(str(rank) for rank in ranks),
        guard(quotes),
        guard(row.reviewers),
        _number(row.agreement),
        *(guard(value) for value in (row.reason, row.comment, row.decided_at, one_line(row.changed_since))),
    ]


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.6g}"
