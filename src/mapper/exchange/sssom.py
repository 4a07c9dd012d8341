"""SSSOM 1.1: the exchange format of record (https://mapping-commons.github.io/sssom/), as one file of what stands and one of how it came to be."""

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from mapper.exchange import gaps
from mapper.exchange.curies import Head, address, head_of
from mapper.exchange.records import Record, history, published
from mapper.types import State
from mapper.views.export import Export
from mapper.views.files import places, put
from mapper.views.rows import rows
from mapper.views.text import one_line

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
    "object_source",
    "object_source_version",
    "mapping_cardinality",
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
_ALWAYS = ("record_id", "subject_id", "subject_label", "predicate_id", "object_id", "object_label", "mapping_justification")
_CURIES = ("record_id", "subject_id", "subject_category", "predicate_id", "object_id", "object_category", "object_source", "mapping_justification")
_BUILT_IN = ("semapv", "skos")  # a set without rows has prefixes too


def write(export: Export, target: Path) -> list[Path]:
    """Write mapping.sssom.tsv, one row a pair on which a verdict stands, and history.sssom.tsv, one row a justification.

    An instruction of which people say that nobody takes it up has a row in both.
    """
    standing, past = places(target, "mapping.sssom.tsv", "history.sssom.tsv", endings=(".sssom.tsv", ".tsv"))
    found, head = rows(export), head_of(export.documents)
    waiting = sum(row.mapped.state is State.STALE for row in found)
    told = f"{waiting} decided pairs whose texts changed since wait for a new decision and are left out" if waiting else ""
    return put(
        {
            standing: render(export, "published", chain(published(export, found, head), gaps.published(export, found, head)), told),
            past: render(export, "history", chain(history(export, found, head), gaps.history(export, head))),
        }
    )


def render(export: Export, name: str, records: Iterable[Record], told: str = "") -> bytes:
    """Render a mapping set: header of comments in YAML, then sorted rows under the columns in use."""
    lines = sorted(records, key=lambda line: (line["subject_id"], line["object_id"], line["record_id"]))
    used = [slot for slot in STANDARD if slot in _ALWAYS or any(line.get(slot) for line in lines)]
    columns = [*used, *(slot for slot in EXTENSIONS if any(line.get(slot) for line in lines))]
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([one_line(line.get(column, "")) for column in columns] for line in lines)
    body = out.getvalue()
    header = (*_vocabulary(lines, columns, head_of(export.documents)), *_identity(export, name, body, told))
    return ("".join(f"#{line}\n" for line in header) + body).encode()


def _vocabulary(records: Sequence[Record], columns: Sequence[str], head: Head) -> Iterator[str]:
    """Say what prefixes and our own columns stand for."""
    extensions = [column for column in columns if column in EXTENSIONS]
    yield 'sssom_version: "1.1"'
    yield "curie_map:"
    for prefix in sorted(_prefixes(records, head) | ({head.extension, "xsd"} if extensions else set())):
        yield f"  {prefix}: {address(prefix, head)}"
    yield "subject_type: skos concept"
    yield "object_type: skos concept"
    if extensions:
        yield "extension_definitions:"
    for slot in extensions:
        words = slot.removeprefix("mapper_").split("_")
        yield f"  - slot_name: {slot}"
        yield f"    property: {head.extension}:{words[0]}{''.join(word.title() for word in words[1:])}"
        yield "    type_hint: xsd:string"


def _identity(export: Export, name: str, body: str, told: str) -> Iterator[str]:
    """Name the set by what it holds: other contents are another set, the same contents the same one."""
    title = f"{export.name} ({name})"
    held = hashlib.sha256(f"{title}\n{export.date}\n{body}".encode()).hexdigest()[:16]
    head = head_of(export.documents)
    base = (export.publication.base or head.id).rstrip("/#")
    yield f"mapping_set_id: {base}/{held}/{name}"
    yield f"mapping_set_version: {_quoted('+'.join(part for part in (export.date, held[:8]) if part))}"
    yield f"mapping_set_title: {_quoted(title)}"
    yield f"license: {export.publication.licence or head.license}"
    if creator := export.publication.creator or head.creator:
        yield "creator_label:"
        yield f"  - {_quoted(creator)}"
    if told:
        yield f"comment: {_quoted(told)}"


def _quoted(text: str) -> str:
    """Quote a text for YAML: a JSON-like string on one line."""
    escaped = one_line(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _prefixes(lines: Iterable[Record], head: Head) -> set[str]:
    found = list(lines)
    single = {line[slot].partition(":")[0] for line in found for slot in _CURIES if line.get(slot)}
    people = {head.person for line in found if line.get("author_id") or line.get("reviewer_id")}
    return {*_BUILT_IN, head.record, *single, *people}
