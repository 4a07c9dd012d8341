"""SSSOM 1.1: the exchange format of record (https://mapping-commons.github.io/sssom/), as one file of what stands and one of how it came to be."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from mapper.decisions import phrases
from mapper.errors import MapperError
from mapper.exchange.curies import category, person, predicate, profile, record, to_curie
from mapper.identity import digest
from mapper.reports import Export
from mapper.reports.files import places, put
from mapper.reports.rows import Item, Row, is_subtopic, is_theme, place, rows
from mapper.reports.text import one_line
from mapper.types import BACKWARD, Decision, Evidence, State, Verdict

UNDIRECTED = "mutual-interest"

Record = dict[str, str]

STANDARD = (
    "record_id",
    "subject_id",
    "subject_label",
    "subject_category",
    "predicate_id",
    "predicate_label",
    "predicate_modifier",
    "object_id",
    "object_label",
    "object_category",
    "mapping_justification",
    "author_id",
    "author_label",
    "reviewer_id",
    "reviewer_label",
    "subject_source_version",
    "object_source_version",
    "mapping_tool",
    "mapping_tool_version",
    "mapping_date",
    "review_date",
    "confidence",
    "reviewer_agreement",
    "similarity_score",
    "similarity_measure",
    "comment",
)
EXTENSIONS = (
    "mapper_status",
    "mapper_relation",
    "mapper_reason_code",
    "mapper_subject_evidence",
    "mapper_object_evidence",
    "mapper_subject_hash",
    "mapper_object_hash",
    "mapper_staleness",
    "mapper_probability_band",
    "mapper_run_id",
)
_MACHINE = {"dense": "semapv:SemanticSimilarityThresholdMatching", "lexical": "semapv:LexicalSimilarityThresholdMatching"}
_COMPOSITE = "semapv:CompositeMatching"
_REVIEW, _FROM_SCRATCH = "semapv:MappingReview", "semapv:ManualMappingCuration"
_SAID = {Verdict.ACCEPT: "accepted", Verdict.REJECT: "rejected", Verdict.CONFIRM: "confirmed"}


def write(export: Export, target: Path) -> list[Path]:
    """Write mapping.sssom.tsv, one row a decided pair, and mapping-history.sssom.tsv, one row a justification."""
    published, history = places(target, "mapping.sssom.tsv", "history.sssom.tsv")
    found = rows(export)
    return put(
        {
            published: render(export, "published", _published(export, found)),
            history: render(export, "history", _history(export, found)),
        }
    )


def render(export: Export, name: str, records: Iterable[Record]) -> bytes:
    """Render a mapping set: header of comments in YAML, then sorted rows under the columns in use."""
    lines = sorted(records, key=lambda line: (line["subject_id"], line["object_id"], line["record_id"]))
    used = [slot for slot in STANDARD if slot in _ALWAYS or any(line.get(slot) for line in lines)]
    columns = [*used, *(slot for slot in EXTENSIONS if any(line.get(slot) for line in lines))]
    out = io.StringIO()
    out.writelines(f"#{line}\n" for line in _header(export, name, columns, lines))
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([one_line(line.get(column, "")) for column in columns] for line in lines)
    return out.getvalue().encode()


_ALWAYS = ("record_id", "subject_id", "subject_label", "predicate_id", "object_id", "object_label", "mapping_justification")


def _header(export: Export, name: str, columns: Sequence[str], lines: Sequence[Record]) -> Iterator[str]:
    base = profile()
    extensions = [column for column in columns if column in EXTENSIONS]
    yield 'sssom_version: "1.1"'
    yield "curie_map:"
    for prefix in sorted(_prefixes(lines) | ({base.extension, "xsd"} if extensions else set())):
        if prefix not in base.prefixes:
            raise MapperError(f"profiles/exchange.toml names no address for the prefix {prefix!r}; add it under [prefixes]")
        yield f"  {prefix}: {base.prefixes[prefix]}"
    yield f"mapping_set_id: {base.set_id}{digest(export.title, export.run, export.date)[:12]}/{name}"
    for slot, value in (("mapping_set_version", export.date), ("mapping_set_title", f"{export.title} ({name})")):
        if value:
            yield f"{slot}: {_quoted(value)}"
    yield f"license: {base.license}"
    yield "creator_label:"
    yield f"  - {_quoted(base.creator)}"
    yield "subject_type: skos concept"
    yield "object_type: skos concept"
    if extensions:
        yield "extension_definitions:"
    for slot in extensions:
        words = slot.removeprefix("mapper_").split("_")
        yield f"  - slot_name: {slot}"
        yield f"    property: {base.extension}:{words[0]}{''.join(word.title() for word in words[1:])}"
        yield "    type_hint: xsd:string"


def _quoted(text: str) -> str:
    """Quote a text for YAML: a JSON-like string on one line."""
    escaped = one_line(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


_CURIES = ("record_id", "subject_id", "subject_category", "predicate_id", "object_id", "object_category", "mapping_justification")


def _prefixes(lines: Iterable[Record]) -> set[str]:
    single = {line[slot].partition(":")[0] for line in lines for slot in _CURIES if line.get(slot)}
    people = {profile().person for line in lines if line.get("author_id") or line.get("reviewer_id")}
    return single | people


def _published(export: Export, found: Iterable[Row]) -> Iterator[Record]:
    for row in found:
        if row.mapped.state not in (State.ACCEPTED, State.REJECTED):
            continue
        rejected = row.mapped.state is State.REJECTED
        said = row.deciding
        yield {
            **_ends(row, row.relation, not rejected),
            "record_id": record(row.id),
            "mapping_justification": _REVIEW if row.mapped.proposal else _FROM_SCRATCH,
            **_people(said),
            "review_date": max((decision.at[:10] for decision in said), default=""),
            "confidence": _number(_confidence(row)),
            "reviewer_agreement": _number(_support(row)),
            **_similarity(row),
            "comment": _comment(row.mapped.state.value, row.relation, row.reason, row.comment, row.evidence),
            "mapper_status": row.mapped.state.value,
            "mapper_relation": row.relation,
            "mapper_reason_code": row.reason,
            "mapper_run_id": export.run,
        }


def _history(export: Export, found: Iterable[Row]) -> Iterator[Record]:
    for row in found:
        if row.mapped.proposal:
            yield _machine(export, row)
        for decision in row.events:
            if decision.verdict in _SAID:
                yield _human(export, row, decision)


def _machine(export: Export, row: Row) -> Record:
    active = [name for name, value in row.channels.items() if value]
    justification = _MACHINE.get(active[0], _COMPOSITE) if len(active) == 1 else _COMPOSITE
    return {
        **_ends(row, row.proposed, True),
        "record_id": record(row.id, "proposal", export.run),
        "mapping_justification": justification,
        "mapping_tool": "mapper",
        "mapping_tool_version": export.version,
        "confidence": _number(row.probability),
        **_similarity(row),
        "comment": _comment("proposed", row.proposed, row.band, "", row.evidence),
        "mapper_status": "proposed",
        "mapper_relation": row.proposed,
        "mapper_run_id": export.run,
    }


def _human(export: Export, row: Row, decision: Decision) -> Record:
    undone = decision.event in {event.undoes for event in row.events}
    status = f"{_SAID[decision.verdict]}{', undone' if undone else ''}"
    relation = decision.relation or row.proposed
    versions = dict(zip((decision.left, decision.right), decision.editions, strict=True))
    ends = _ends(row, relation, decision.verdict is not Verdict.REJECT, versions)
    return {
        **ends,
        "record_id": record(row.id, decision.event),
        "mapping_justification": _REVIEW if row.mapped.proposal else _FROM_SCRATCH,
        **_people((decision,)),
        "mapping_date": decision.at[:10],
        "review_date": decision.at[:10],
        "comment": _comment(status, relation, decision.reason, decision.comment, decision.evidence),
        "mapper_status": status,
        "mapper_relation": relation,
        "mapper_reason_code": decision.reason,
        "mapper_run_id": export.run,
    }


def _ends(row: Row, relation: str, holds: bool, versions: Mapping[str, str] | None = None) -> Record:
    """Fill subject, predicate and object, turned so that the predicate reads in the relation's direction, and from a text to its subtopic."""
    meant = predicate("theme" if is_theme(row) else relation if _direction_known(row, relation) else UNDIRECTED)
    quotes = list(row.quoted or ())
    ends = [(row.left, quotes[0] if quotes else None), (row.right, quotes[1] if quotes else None)]
    filled: Record = {"predicate_id": meant.curie, "predicate_label": meant.label, "predicate_modifier": "" if holds else "Not"}
    for name, (item, quote) in zip(("subject", "object"), reversed(ends) if _turned(row, relation) else ends, strict=True):
        filled |= _end(name, item, (versions or {}).get(item.id, item.edition))
        filled[f"mapper_{name}_evidence"] = place(quote) if quote else ""
    return filled | {"mapper_staleness": one_line(row.changed_since), "mapper_probability_band": row.band}


def _direction_known(row: Row, relation: str) -> bool:
    """Say whether a predicate that points may be written: nobody said which way a relation runs that only a person named."""
    return relation not in phrases() or (relation == row.relation and bool(row.direction))


def _turned(row: Row, relation: str) -> bool:
    if is_theme(row):
        return is_subtopic(row.left)
    return relation == row.relation and row.direction == BACKWARD


def _end(name: str, item: Item, version: str) -> Record:
    return {
        f"{name}_id": to_curie(item.id),
        f"{name}_label": item.title or item.label,
        f"{name}_category": category(item.document.kind) if item.document else "",
        f"{name}_source_version": version,
        f"mapper_{name}_hash": item.document.digest if item.document else "",
    }


def _people(decisions: Iterable[Decision]) -> Record:
    names = sorted({one_line(decision.reviewer) for decision in decisions if decision.reviewer})
    return {"reviewer_id": "|".join(person(name) for name in names), "reviewer_label": "|".join(name.replace("|", "\\|") for name in names)}


def _similarity(row: Row) -> Record:
    dense = row.channels.get("dense")
    if dense is None or not 0 <= dense <= 1:
        return {}
    return {"similarity_score": _number(dense), "similarity_measure": "cosine"}


def _support(row: Row) -> float | None:
    """Say how far reviewers stand behind what the row states, a negation included."""
    if row.agreement is None:
        return None
    return -row.agreement if row.mapped.state is State.REJECTED else row.agreement


def _confidence(row: Row) -> float | None:
    """Join the machine's confidence c with the reviewers' agreement r as SSSOM proposes: (1 - |r|) c + |r| (r + 1) / 2."""
    agreement = _support(row)
    machine = row.probability
    if agreement is None or (machine is None and abs(agreement) < 1):
        return None
    stated = 0.0 if machine is None else 1 - machine if row.mapped.state is State.REJECTED else machine
    return (1 - abs(agreement)) * stated + abs(agreement) * (agreement + 1) / 2


def _comment(status: str, relation: str, reason: str, comment: str, evidence: Sequence[Evidence]) -> str:
    """Repeat the essentials in a standard slot: some readers drop extension columns."""
    quotes = f"{place(evidence[0].left)} ~ {place(evidence[0].right)}" if evidence else ""
    return "; ".join(one_line(part) for part in (status, relation, reason, quotes, comment) if part)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}".rstrip("0").rstrip(".")
