"""The survey of the mapping: how many pairs stand in which state, who meets whom, and each pair as it is settled."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mapper import sharing
from mapper.review.text import pad, width
from mapper.settings import Settings
from mapper.store import Store
from mapper.surveys.words import row_json
from mapper.types import State
from mapper.views.counts import Matrix, matrices
from mapper.views.items import Item
from mapper.views.rows import Row, rows

_LEAST = 4  # cells of a column of counts
_ALL = "all"


@dataclass(frozen=True)
class Survey:
    """Hold the pairs of a mapping, or of all, in the order of the tables."""

    rows: tuple[Row, ...]

    def as_json(self) -> Iterator[dict[str, object]]:
        """Give one object a pair, with all by which tables count: every figure of a report can be counted again from these."""
        return map(_pair_json, self.rows)

    def lines(self, cells: int) -> Iterator[str]:
        """Give the figures as tables: mappings by state, then bodies and Sectors, rejected pairs left out of those two."""
        yield from _states(self.rows)
        for matrix in matrices(self.rows):
            if matrix.names:
                yield ""
                yield from _matrix(matrix, cells)

    def notes(self) -> Iterator[str]:
        """Say where the pairs are."""
        if self.rows:
            yield "each pair as it stands: mapper mapping --json, or mapper export xlsx"
        else:
            yield "no pair yet: mapper add FILE…, then mapper run"


def survey(settings: Settings, store: Store, type_: str = "") -> Survey:
    """Survey every mapping, or the one that is named."""
    return Survey(rows(sharing.gather(settings, store, sharing.Wish(type_))))


def _states(found: Sequence[Row]) -> Iterator[str]:
    """Draw mappings by states, those that no pair is in left out."""
    counts = Counter((row.mapped.type, row.mapped.state) for row in found)
    states = [state for state in State if any(there is state for _, there in counts)]
    types = list(dict.fromkeys(row.mapped.type for row in found))
    lines = [(type_, [counts[type_, state] for state in states]) for type_ in types]
    if len(types) > 1:
        lines.append((_ALL, [sum(counts[type_, state] for type_ in types) for state in states]))
    yield from _table("Pairs by state", [state.value for state in states] + ["pairs"], [(name, [*told, sum(told)]) for name, told in lines])


def _matrix(matrix: Matrix, cells: int) -> Iterator[str]:
    """Draw who meets whom: accepted ones, and behind a plus those that wait or were left unsure."""
    lines = [(name, [_told(matrix, name, other) for other in matrix.names]) for name in matrix.names]
    drawn = list(_table(f"{matrix.axis.title}: accepted, +proposed", matrix.names, lines))
    if max(map(width, drawn)) <= cells:
        yield from drawn
        return
    yield drawn[0]
    for name in sorted(matrix.counts, key=lambda name: (-matrix.counts[name].total, name)):
        yield f"  {pad(name, 24)} {_short(matrix.counts[name].accepted, matrix.counts[name].total)}"


def _told(matrix: Matrix, one: str, other: str) -> str:
    count = matrix.cell(one, other)
    return _short(count.accepted, count.total)


def _short(accepted: int, total: int) -> str:
    told = (str(accepted) if accepted else "", f"+{total - accepted}" if total > accepted else "")
    return " ".join(part for part in told if part) or "–"


def _table(title: str, names: Sequence[str], lines: Sequence[tuple[str, Sequence[object]]]) -> Iterator[str]:
    """Draw a table, each column as wide as its widest cell."""
    written = [("", list(names)), *((name, [str(one) for one in told]) for name, told in lines)]
    head = max(width(name) for name, _ in written) + 2
    sizes = [max(_LEAST, *map(width, column)) + 2 for column in zip(*(told for _, told in written), strict=True)]
    yield title
    for name, told in written:
        yield "  " + pad(name, head) + "".join(map(pad, told, sizes)).rstrip()


def _pair_json(row: Row) -> dict[str, object]:
    return {
        **row_json(row),
        "direction": row.direction,
        "reads_as": row.reads_as,
        "subject": _side_json(row.subject),
        "object": _side_json(row.object),
        "by": row.origin,
        "reviewers": list(row.judgement.reviewers),
        "decided_at": row.decided_at,
        "reason": row.reason,
        "comment": row.comment,
        "evidence": [{"subject": one.left.clause, "object": one.right.clause} for one in row.evidence],
    }


def _side_json(side: Item) -> dict[str, object]:
    document = side.document
    return {
        "id": side.id,
        "label": side.label,
        "title": side.title,
        "edition": side.edition,
        "kind": side.kind,
        "body": side.body,
        "sectors": list(side.sectors),
        "group": document.group if document else "",
    }
