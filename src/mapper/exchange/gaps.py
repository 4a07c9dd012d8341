"""Gaps in a mapping set: instructions that nobody takes up, as people said; the standard's own name stands where the text would."""

from collections.abc import Iterable, Iterator, Sequence

from mapper import gaps
from mapper.claims import NOBODY, is_claim
from mapper.exchange.curies import Head, category, predicate, record, to_curie
from mapper.exchange.records import REVIEW, Record, comment, people, quotes
from mapper.gaps import Instruction, Said
from mapper.types import Decision, Evidence, Verdict
from mapper.views.export import Export
from mapper.views.items import Item, item, place
from mapper.views.rows import Row

NOTHING = "sssom:NoTermFound"
STATUS, TAKEN = "gap", "taken up"


def published(export: Export, rows: Iterable[Row], head: Head) -> Iterator[Record]:
    """Give one row for each instruction of which people say that nobody takes it up; one mapping alone does not tell."""
    found = gaps.find(export, rows) if export.claims and not export.only else gaps.Gaps(())
    for one in (*found.instructions, *found.own):
        if one.said is Said.NOBODY:
            yield _published(one, head, export.run)


def _published(one: Instruction, head: Head, run: str) -> Record:
    words = sorted((word.event for word in one.words if word.holds), key=lambda event: (event.at, event.reviewer, event.event))
    said = "; ".join(dict.fromkeys(event.comment for event in words if event.comment))
    return {
        **_statement(one.item, None, one.sector, head),
        **_quoted(words[-1].evidence),
        "record_id": record(head, words[0].pair),
        **people(words, head),
        "review_date": words[-1].at[:10],
        "comment": comment(STATUS, f"no text of {one.sector} takes it up", f"{one.clause.place}, p. {one.clause.page}", said),
        "mapper_status": STATUS,
        "mapper_run_id": run,
    }


def history(export: Export, head: Head) -> Iterator[Record]:
    """Give one row for each event that is of an instruction, as it was recorded."""
    for event in export.decisions:
        said = export.written.get(event.undoes or event.event, event)
        if is_claim(event) and event.verdict in (Verdict.ACCEPT, Verdict.UNDO):
            yield _event(export, event, said, head)


def _event(export: Export, event: Decision, said: Decision, head: Head) -> Record:
    one, other = (item(work, export.edition(work, label), label) for work, label in zip((said.left, said.right), said.editions, strict=True))
    nobody, sector = said.right == NOBODY, said.type.split(":")[1]
    status = (STATUS if nobody else TAKEN) + (", taken back" if event.verdict is Verdict.UNDO else "")
    where = place(said.evidence[0].left) if said.evidence else ""
    return {
        **_statement(one, None if nobody else other, sector, head),
        **_quoted(said.evidence),
        "record_id": record(head, event.pair, event.event),
        **people((event,), head),
        "mapping_date": event.at[:10],
        "review_date": event.at[:10],
        "comment": comment(status, sector, where, said.comment),
        "mapper_status": status,
    }


def _statement(one: Item, other: Item | None, sector: str, head: Head) -> Record:
    """Name the text that instructs and the one that takes it up; where nobody does, say in which Sector nothing was found."""
    meaning = predicate("")
    filled = {"predicate_id": meaning.curie, "predicate_label": meaning.label, "mapping_justification": REVIEW, **_end("subject", one, head)}
    if other is not None:
        return filled | _end("object", other, head)
    return filled | {"object_id": NOTHING, "object_source": f"{head.class_}:{sector}", "mapping_cardinality": "1:0"}


def _end(name: str, one: Item, head: Head) -> Record:
    return {
        f"{name}_id": to_curie(one.id),
        f"{name}_label": one.title or one.label,
        f"{name}_category": category(one.document.kind, head) if one.document else "",
        f"{name}_source_version": one.edition,
    }


def _quoted(evidence: Sequence[Evidence]) -> Record:
    """Name and sign the clauses that instruct; what takes them up is signed where one of its clauses was named."""
    return {key: value for key, value in quotes(evidence).items() if "object" not in key or (evidence and evidence[0].right.text)}
