"""Sighting: what a person had in view who filled a row: the editions and the evidence with which it is recorded."""

from dataclasses import replace

from mapper.decisions import Subject
from mapper.exchange.records import quotes
from mapper.reports import csv
from mapper.reports.checksum import ENTRIES
from mapper.reports.reviewing import signed
from mapper.returns import lists, sets
from mapper.returns.answers import Answer, Entries, Form, Sight
from mapper.returns.desk import Desk, Pair
from mapper.returns.outcomes import Conflict
from mapper.review.subject import in_view
from mapper.types import Proposal
from mapper.views.rows import Row


def in_view_then(answer: Answer, pair: Pair, desk: Desk) -> Subject:
    """Say what was in view: what is today, if the row shows that; else what its run proposed; else the same editions, without evidence."""
    today = desk.row(pair.today)
    now = in_view(pair.today, desk.library.current)
    sight = answer.sight or _unnamed(pair)
    if sight == shown(answer.form, today).sight:
        return now
    if pair.seen and sight == shown(answer.form, desk.row_then(pair.seen)).sight:
        return _proposed(pair.seen)
    if sight.editions == _editions(answer.form, today):
        return replace(now, evidence=())
    raise Conflict(_otherwise(sight, _editions(answer.form, today)))


def shows_today(answer: Answer, pair: Pair, desk: Desk) -> bool:
    """Say whether a row shows its pair as it stands today."""
    return (answer.sight or _unnamed(pair)) == shown(answer.form, desk.row(pair.today)).sight


def left(answer: Answer, pair: Pair, desk: Desk) -> frozenset[str]:
    """Name the cells of a person that hold what the row was handed out with, as far as can be told: nobody wrote them now.

    What a list of pairs was filled with is not signed: it is what it would be filled with today, or in its own run. The relation of a mapping set is
    its predicate, which every row has.
    """
    if answer.kept is not None:
        return answer.kept
    if answer.form is Form.SET:
        return frozenset({"relation", "direction"})
    filled = [desk.row(pair.today), *([desk.row_then(pair.seen)] if pair.seen else [])]
    entries = [shown(answer.form, row).entries for row in filled]
    return frozenset(name for name in ENTRIES if getattr(answer.entries, name) in {getattr(one, name) for one in entries})


def filled_today(answer: Answer, pair: Pair, desk: Desk) -> Entries:
    """Give the cells of a person as a row of this form would be filled today."""
    return shown(answer.form, desk.row(pair.today)).entries


def shown(form: Form, row: Row) -> Answer:
    """Give a pair as a row of this form shows it."""
    if form is Form.REVIEW:
        return lists.review(0, {name: " ".join(str(value or "").split()) for name, value in signed(row).items()})
    if form is Form.PAIRS:
        cells = dict(zip(map(lists.named, csv.COLUMNS), csv.cells(row, ""), strict=True))
        return lists.pairs(0, cells, frozenset(cells))
    versions = {f"{side}_source_version": item.edition for side, item in (("subject", row.subject), ("object", row.object))}
    return sets.shown(0, {**quotes(row.evidence), **versions}, (row.subject.id, row.object.id))


def _proposed(seen: Proposal) -> Subject:
    return Subject(seen.pair, seen.type, seen.left, seen.right, (seen.left_edition, seen.right_edition), seen.evidence)


def _unnamed(pair: Pair) -> Sight:
    """Stand in for what a row shows that names no editions: it fits texts that have none."""
    return Sight(tuple(sorted((work, "") for work in (pair.ends.left, pair.ends.right))))


def _editions(form: Form, row: Row) -> tuple[tuple[str, str], ...]:
    sight = shown(form, row).sight
    return sight.editions if sight else ()


def _otherwise(then: Sight, now: tuple[tuple[str, str], ...]) -> str:
    """Say which texts stand in another edition now."""
    if not any(edition for _, edition in then.editions):
        return "the row does not say which editions were in view: add the columns subject_rev and object_rev, as `mapper export csv` writes them"
    before = dict(then.editions)
    changed = [
        f"{work} ({before.get(work) or 'not there'}, now {edition or 'without a name'})" for work, edition in now if before.get(work) != edition
    ]
    return f"the row was filled for other editions than today's, {'; '.join(changed)}: export anew, or decide in `mapper review`"
