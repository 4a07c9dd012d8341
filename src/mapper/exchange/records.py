"""Records: the rows of a mapping set, what stands and how it came to be."""

from collections.abc import Iterable, Iterator, Sequence

from mapper.claims import is_claim
from mapper.decisions import LEGACY
from mapper.exchange.curies import Head, category, person, predicate, record, to_curie
from mapper.identity import digest
from mapper.types import Decision, Evidence, Proposal, State, Verdict
from mapper.views.export import Export
from mapper.views.items import Item, place
from mapper.views.judgement import meant
from mapper.views.rows import Row, facing, facing_ends, saw
from mapper.views.text import one_line

Record = dict[str, str]

_ENDS = ("subject", "object")
_MACHINE = {"dense": "semapv:SemanticSimilarityThresholdMatching", "lexical": "semapv:LexicalSimilarityThresholdMatching"}
_COMPOSITE = "semapv:CompositeMatching"
REVIEW, _FROM_SCRATCH = "semapv:MappingReview", "semapv:ManualMappingCuration"
SAID = {Verdict.ACCEPT: "accepted", Verdict.REJECT: "rejected", Verdict.UNSURE: "unsure", Verdict.CONFIRM: "confirmed"}
_AGREED = {Verdict.UNSURE: "0"}  # with what the row states, a negation included; 1 else
_STANDS = {State.ACCEPTED: "", State.REJECTED: "", State.GONE: "text no longer in force"}
_DECIDED = (Verdict.ACCEPT, Verdict.REJECT)


def published(export: Export, found: Iterable[Row], head: Head) -> Iterator[Record]:
    """Give one row for each pair on which a verdict stands, with the editions and the clauses that its reviewers saw."""
    for row in found:
        chief = row.judgement.chief
        if chief and chief.verdict in _DECIDED and row.mapped.state in _STANDS:
            yield _published(export, row, chief, head)


def _published(export: Export, row: Row, chief: Decision, head: Head) -> Record:
    status = _words(SAID[chief.verdict], _STANDS[row.mapped.state])
    relation = row.relation if chief.verdict is Verdict.ACCEPT else ""
    ends = [_as_seen(now, then) for now, then in zip((row.subject, row.object), row.saw or (), strict=True)]
    return {
        **_statement(ends, relation, bool(row.mapped.direction), head),
        **quotes(row.seen),
        "predicate_modifier": "" if chief.verdict is Verdict.ACCEPT else "Not",
        "record_id": record(head, row.id),
        "mapping_justification": _justification(chief),
        **people(row.judgement.authors, head),
        "review_date": row.decided_at[:10],
        "confidence": _number(_confidence(row)),
        "reviewer_agreement": _number(_support(row)),
        **_similarity(row),
        "comment": comment(status, relation, row.reason, _places(row.seen), row.comment, *row.carried),
        "mapper_status": status,
        "mapper_reason_code": row.reason,
        "mapper_staleness": "holds" if row.carried and row.holds else "",
        "mapper_probability_band": row.band,
        "mapper_run_id": export.run,
    }


def _as_seen(now: Item, then: Item) -> Item:
    """Name a text as it stands, in the edition that was seen; in none where another text was seen, whose place it took."""
    return then if now.id == then.id else Item(now.id, now.document, "")


def history(export: Export, found: Iterable[Row], head: Head) -> Iterator[Record]:
    """Give one row for each justification: the proposals of the run, and every event of the log that is of a pair.

    An event's row is made of what was recorded with it and of the editions that were seen, never of the mapping as it stands: once written it stays.
    """
    for row in found:
        if row.mapped.proposal:
            yield _proposed(export, row, row.mapped.proposal, head)
    clear = meant(export.lived)
    for event in export.decisions:
        said = None if is_claim(event) else clear.get(event.undoes or event.event)
        if said and (told := _told(event, said)):
            yield _event(export, event, said, told, head)


def _told(event: Decision, said: Decision) -> str:
    """Say an event in words, given what it says or takes back; nothing of one that judges nothing."""
    if event.verdict is Verdict.UNDO:
        return f"{SAID[said.verdict]}, taken back"
    again = event.verdict is Verdict.CONFIRM and said.verdict is not Verdict.CONFIRM
    return _words(SAID.get(said.verdict, ""), "confirmed" * again)


def _proposed(export: Export, row: Row, proposal: Proposal, head: Head) -> Record:
    items = {item.id: item for item in (row.subject, row.object)}
    ends = facing_ends(items[proposal.left], items[proposal.right], proposal.direction)
    evidence = facing(proposal.evidence, proposal.left, ends[0].id)
    active = [name for name, value in proposal.channels if value]
    return {
        **_statement(ends, proposal.relation, bool(proposal.direction), head),
        **quotes(evidence),
        **{f"mapper_{name}_hash": item.document.digest if item.document else "" for name, item in zip(_ENDS, ends, strict=True)},
        "record_id": record(head, row.id, "proposal", export.run),
        "mapping_justification": _MACHINE.get(active[0], _COMPOSITE) if len(active) == 1 else _COMPOSITE,
        "mapping_tool": "mapper",
        "mapping_tool_version": export.version,
        "confidence": _number(row.probability),
        **_similarity(row),
        "comment": comment("proposed", proposal.relation, proposal.relation_reason, row.band, _places(evidence)),
        "mapper_status": "proposed",
        "mapper_probability_band": row.band,
        "mapper_run_id": export.run,
    }


def _event(export: Export, event: Decision, said: Decision, told: str, head: Head) -> Record:
    """Give the row of one event: `said` is what it says, or what it takes back, `told` the same in words."""
    shown = export.written.get(said.event, said)
    ends = facing_ends(*saw(export, shown), said.direction)
    evidence = facing(shown.evidence, shown.left, ends[0].id)
    status = _words(told, "adjudication" * event.adjudicates)
    return {
        **_statement(ends, said.relation, bool(said.direction), head),
        **quotes(evidence),
        "predicate_modifier": "Not" if said.verdict is Verdict.REJECT else "",
        "record_id": record(head, event.pair, event.event),
        "mapping_justification": _justification(shown),
        **people((event,), head),
        "mapping_date": event.at[:10],
        "review_date": event.at[:10],
        "reviewer_agreement": _AGREED.get(said.verdict, "1") if event.verdict is not Verdict.UNDO else "0",
        "comment": comment(status, said.relation, said.reason, _places(evidence), said.comment),
        "mapper_status": status,
        "mapper_reason_code": said.reason,
    }


def _statement(ends: Sequence[Item], relation: str, pointed: bool, head: Head) -> Record:
    """Fill subject, predicate and object; a predicate that points is only written where it is known which way the relation runs."""
    meaning = predicate("theme" if ends[1].is_subtopic else relation)
    if meaning.directed and not pointed:
        meaning = predicate("")
    filled = {"predicate_id": meaning.curie, "predicate_label": meaning.label, "mapper_relation": relation}
    for name, item in zip(_ENDS, ends, strict=True):
        filled |= {
            f"{name}_id": to_curie(item.id),
            f"{name}_label": item.title or item.label,
            f"{name}_category": category(item.document.kind, head) if item.document else "",
            f"{name}_source_version": item.edition,
        }
    return filled


def quotes(evidence: Sequence[Evidence]) -> Record:
    """Name the clause that speaks most on each side, and sign all that were in view."""
    if not evidence:
        return {}
    sides = {"subject": [pair.left for pair in evidence], "object": [pair.right for pair in evidence]}
    named = {f"mapper_{name}_evidence": place(quotes[0]) for name, quotes in sides.items()}
    return named | {f"mapper_{name}_hash": digest(*(quote.text for quote in quotes)) for name, quotes in sides.items()}


def _places(evidence: Sequence[Evidence]) -> str:
    return f"{place(evidence[0].left)} ~ {place(evidence[0].right)}" if evidence else ""


def _justification(said: Decision) -> str:
    """Tell the review of what was proposed, with its clauses in view, from what a person or a table of before named without any."""
    return REVIEW if said.evidence and said.origin != LEGACY else _FROM_SCRATCH


def people(decisions: Iterable[Decision], head: Head) -> Record:
    """Name who decided, by id and by name: people as reviewers, a table of before as the author of what it alone says."""
    said = [decision for decision in decisions if decision.reviewer]
    tables = {decision.reviewer for decision in said if decision.origin == LEGACY}
    named = {one_line(name): "author" if name in tables else "reviewer" for name in sorted({decision.reviewer for decision in said})}
    found: Record = {}
    for role in sorted(set(named.values())):
        names = sorted(name for name in named if named[name] == role)
        found[f"{role}_id"] = "|".join(person(name, head) for name in names)
        found[f"{role}_label"] = "|".join(name.replace("|", "\\|") for name in names)
    return found


def _similarity(row: Row) -> Record:
    dense = row.channels.get("dense")
    if dense is None or not 0 <= dense <= 1:
        return {}
    return {"similarity_score": _number(dense), "similarity_measure": "cosine"}


def _support(row: Row) -> float | None:
    """Say how far those whose word counts stand behind what the row states, a negation included."""
    support = row.judgement.support
    return -support if support is not None and row.decision == Verdict.REJECT else support


def _confidence(row: Row) -> float | None:
    """Join the machine's confidence c with the reviewers' agreement r as SSSOM proposes: (1 - |r|) c + |r| (r + 1) / 2."""
    agreement = _support(row)
    machine = row.probability
    if agreement is None or (machine is None and abs(agreement) < 1):
        return None
    stated = 0.0 if machine is None else 1 - machine if row.decision == Verdict.REJECT else machine
    return (1 - abs(agreement)) * stated + abs(agreement) * (agreement + 1) / 2


def comment(*parts: str) -> str:
    """Repeat the essentials in a standard slot: some readers drop extension columns."""
    return "; ".join(one_line(part) for part in parts if part)


def _words(*words: str) -> str:
    return ", ".join(word for word in words if word)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}".rstrip("0").rstrip(".")
