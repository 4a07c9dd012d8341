"""CSV: one pair a line for analysts; ids and texts are never formulas, `text.unguard` takes the apostrophe back."""

import csv
import io
from pathlib import Path

from mapper.identity import pair_code
from mapper.views.export import Export
from mapper.views.files import places, put
from mapper.views.items import place
from mapper.views.rows import Row, rows
from mapper.views.text import guard, one_line

COLUMNS = (
    "pair_id",
    "mapping_type",
    "subject_id",
    "subject_rev",
    "object_id",
    "object_rev",
    "relation",
    "direction",
    "reads_as",
    "relation_reason",
    "state",
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
    "also_said",
    "agreement",
    "reason_code",
    "comment",
    "decided_at",
    "staleness",
    "run_id",
)
MARK = "\ufeff"  # by which Excel knows UTF-8


def write(export: Export, target: Path) -> list[Path]:
    """Write pairs.csv: UTF-8, LF, sorted by pair id; with a byte order mark where the export is meant for Excel."""
    (path,) = places(target, "pairs.csv")
    return put({path: (MARK * export.for_excel + text(export)).encode()})


def text(export: Export) -> str:
    """Render the whole file."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in sorted(rows(export), key=lambda row: row.id):
        writer.writerow(cells(row, export.run))
    return out.getvalue()


def cells(row: Row, run: str) -> list[str]:
    """Give the cells of one pair, in the order of the columns."""
    scores = [_number(row.channels.get(channel)) for channel in ("dense", "lexical", "citation")]
    quotes = " | ".join(f"{place(pair.left)} ~ {place(pair.right)}" for pair in row.evidence)
    who = (row.subject.id, row.subject.edition, row.object.id, row.object.edition)
    how = (row.relation, row.direction, row.reads_as, one_line(row.mapped.relation_reason), row.mapped.state.value, row.decision)
    return [
        *(guard(value) for value in (pair_code(row.id), row.mapped.type, *who, *how)),
        _number(row.probability),
        guard(row.band),
        *scores,
        *(str(rank) for rank in row.ranks or ("", "")),
        *(guard(value) for value in (quotes, row.reviewers, row.judgement.also_said)),
        _number(row.agreement),
        *(guard(one_line(value)) for value in (row.reason, row.comment, row.decided_at, row.staleness)),
        guard(run),
    ]


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.6g}"
