"""Sets: the rows of a mapping set in SSSOM, ours or that of another workspace; what people said of pairs, never what a machine proposed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from urllib.parse import unquote

from mapper.decisions import relations
from mapper.errors import MapperError
from mapper.exchange.curies import common, from_curie
from mapper.exchange.gaps import NOTHING, TAKEN
from mapper.exchange.records import SAID
from mapper.exchange.sssom import EXTENSIONS, STANDARD
from mapper.extractors.cells import SEARCHED, Table
from mapper.identity import digest
from mapper.returns.answers import Answer, Entries, Form, Sight
from mapper.types import Verdict
from mapper.views.rows import TO_OBJECT

_NEEDED = {"subject_id", "predicate_id", "object_id"}
_SLOTS = frozenset({*STANDARD, *EXTENSIONS})
_HUMAN = ("semapv:MappingReview", "semapv:ManualMappingCuration")
_VERDICTS = {word: verdict for verdict, word in SAID.items() if verdict is not Verdict.CONFIRM}
_TAKEN_BACK = "taken back"
GAP = "a word on an instruction and not on a pair: mapper gaps nobody|taken records it"
_HISTORY = "a history tells of words that were taken back too: import the file of what stands, mapping.sssom.tsv"


def fits(rows: Sequence[Sequence[str]]) -> int:
    """Say how many slots the first rows name."""
    return max((len(_SLOTS.intersection(row)) for row in rows), default=0)


def head(table: Table) -> int | None:
    """Find the row of slots."""
    return next((place for place, row in enumerate(table.rows[:SEARCHED]) if set(row) >= _NEEDED), None)


def answers(table: Table, above: int = 0) -> Iterator[Answer]:
    """Read the rows, one answer for each person that a row names; `above` counts the lines of the header before the table."""
    at = head(table)
    slots = table.rows[at] if at is not None else ()
    empty = dict.fromkeys(slots, "")
    below = enumerate(table.rows[(at or 0) + 1 :], above + (at or 0) + 2)
    records = [(number, {**empty, **dict(zip(slots, row, strict=False))}) for number, row in below]
    undone = {key for _, record in records if _TAKEN_BACK in record.get("mapper_status", "") for key in _keys(record)}
    for number, record in records:
        if any(record.values()):
            yield from (_checked(made, record, undone) for made in _answers(number, record))


def _keys(record: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    for name in _people(record):
        yield (record["subject_id"], record["object_id"], name)


def _checked(made: Answer, record: Mapping[str, str], undone: set[tuple[str, str, str]]) -> Answer:
    """Refuse what the same file says was taken back."""
    key = (record["subject_id"], record["object_id"], made.entries.reviewer)
    return replace(made, trouble=_HISTORY) if key in undone else made


def _answers(number: int, record: Mapping[str, str]) -> Iterator[Answer]:
    decision = _decision(record)
    if record["object_id"] == NOTHING or record.get("mapper_status", "").startswith(TAKEN):
        yield Answer(number, Form.SET, pair=unquote(record.get("record_id", "").partition(":")[2]).partition("-")[0], trouble=GAP)
        return
    try:
        works = from_curie(record["subject_id"]), from_curie(record["object_id"])
    except MapperError as error:
        proposed = decision is None and bool(record.get("mapping_justification"))
        yield Answer(number, Form.SET, trouble=str(error), machine=proposed)
        return
    names = _people(record) or ("",)
    made = replace(shown(number, record, works), machine=decision is None, until=record.get("review_date") or record.get("mapping_date") or None)
    for name in names:
        yield replace(made, entries=_entries(record, decision or "", name, alone=len(names) == 1))


def shown(number: int, record: Mapping[str, str], works: tuple[str, str]) -> Answer:
    """Read what a row shows of its pair: the two texts with their editions, and what was quoted of each."""
    versions = [record.get(f"{side}_source_version") for side in ("subject", "object")]
    hashes = [record.get(f"mapper_{side}_hash") or "" for side in ("subject", "object")]
    signature = digest(*(part for side in sorted(zip(works, hashes, strict=True)) for part in side)) if any(hashes) else ""
    told = any(f"{side}_source_version" in record for side in ("subject", "object"))
    return Answer(
        row=number,
        form=Form.SET,
        pair=unquote(record.get("record_id", "").partition(":")[2]),
        subject=works[0],
        object=works[1],
        sight=Sight(tuple(sorted(zip(works, (version or "" for version in versions), strict=True))), signature) if told else None,
        run=record.get("mapper_run_id", ""),
    )


def _people(record: Mapping[str, str]) -> tuple[str, ...]:
    """Name who said it: by the label, else by the id."""
    for kind in ("reviewer", "author"):
        if label := record.get(f"{kind}_label"):
            return tuple(name.replace("\0", "|").strip() for name in label.replace("\\|", "\0").split("|"))
        if ids := record.get(f"{kind}_id"):
            return tuple(unquote(one.partition(":")[2] or one) for one in ids.split("|"))
    return ()


def _decision(record: Mapping[str, str]) -> str | None:
    """Say what people decided: None where the row is a machine's, the word itself where it is no verdict."""
    status = record.get("mapper_status", "").partition(",")[0].strip()
    if status:
        return None if status == "proposed" else str(_VERDICTS.get(status, status))
    if record.get("mapping_justification") not in _HUMAN:
        return None
    return str(Verdict.REJECT if record.get("predicate_modifier") == "Not" else Verdict.ACCEPT)


def _entries(record: Mapping[str, str], decision: str, reviewer: str, *, alone: bool) -> Entries:
    relation, direction = _relation(record)
    return Entries(decision, relation, direction, record.get("mapper_reason_code", ""), _comment(record) if alone else "", reviewer)


def _relation(record: Mapping[str, str]) -> tuple[str, str]:
    """Give the relation, by its own column or else by the predicate, and its direction, which a predicate tells only where it runs one way."""
    known = {name: one for name, one in common().predicates.items() if one.curie == record["predicate_id"]}
    named = record.get("mapper_relation", "")
    alike = [name for name, _ in relations() if name in known]
    relation = named or (alike[0] if len(alike) == 1 else "")
    return relation, TO_OBJECT if relation in known and known[relation].directed else ""


def _comment(record: Mapping[str, str]) -> str:
    """Give what is left of a comment once all is taken off that other columns say too: the words of the reviewer."""
    left, quotes = record.get("comment", ""), [record.get(f"mapper_{side}_evidence", "") for side in ("subject", "object")]
    said = (record.get(f"mapper_{name}", "") for name in ("status", "relation", "reason_code"))
    for part in (*said, " ~ ".join(quotes) if all(quotes) else ""):
        left = left.removeprefix(part).removeprefix("; ") if part else left
    return "; ".join(part for part in left.split("; ") if not part.startswith(("carried over from ", "given on ")))
