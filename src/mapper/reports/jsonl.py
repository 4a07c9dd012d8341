"""JSON lines: the mapping and the decision log, one object a line, with the keys that the command line prints."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from mapper.mapping import Mapped
from mapper.types import Decision, Document, Evidence, Quote
from mapper.views.export import Export
from mapper.views.files import places, put
from mapper.views.items import named


def write(export: Export, target: Path) -> list[Path]:
    """Write mapping.jsonl, sorted by pair, and decisions.jsonl, in the order of the log."""
    mapping, decisions = places(target, "mapping.jsonl", "decisions.jsonl")
    pairs = sorted(export.mapped, key=lambda mapped: mapped.pair)
    return put(
        {
            mapping: _lines(proposal_json(mapped, export.documents) for mapped in pairs),
            decisions: _lines(decision_json(decision) for decision in export.decisions),
        }
    )


def _lines(objects: Iterable[Mapping[str, Any]]) -> bytes:
    """Render objects; what is not ASCII stays readable, lone surrogates are replaced."""
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in objects).encode(errors="replace")


def proposal_json(mapped: Mapped, documents: Mapping[str, Document]) -> dict[str, Any]:
    """Give a pair the keys of `mapper proposals --json`; what only a proposal knows is null or empty where there is none."""
    proposal = mapped.proposal
    channels = dict(proposal.channels) if proposal else {}
    return {
        "pair": mapped.pair,
        "type": mapped.type,
        "left": _side(mapped.left, proposal.left_edition if proposal else "", documents),
        "right": _side(mapped.right, proposal.right_edition if proposal else "", documents),
        "probability": proposal.probability if proposal else None,
        "band": proposal.band if proposal else "",
        "relation": mapped.relation or (proposal.relation if proposal else ""),
        "direction": mapped.direction,
        "state": mapped.state.value,
        "channels": {name: channels.get(name) for name in ("dense", "lexical", "citation")},
        "ranks": {"left": proposal.ranks[0], "right": proposal.ranks[1]} if proposal else {"left": None, "right": None},
        "evidence": [evidence_json(evidence) for evidence in (proposal.evidence if proposal else ())],
        "relation_reason": mapped.relation_reason if proposal and mapped.relation in ("", proposal.relation) else "",
    }


def _side(work: str, edition: str, documents: Mapping[str, Document]) -> dict[str, str]:
    document = documents.get(work)
    known = named(document) if document else ""
    return {"id": work, "title": document.title if document else "", "edition": edition or known}


def evidence_json(evidence: Evidence) -> dict[str, Any]:
    """Give a clause pair the keys of `mapper proposals --json`."""
    return {"left": _quote(evidence.left), "right": _quote(evidence.right), "weight": evidence.weight}


def _quote(quote: Quote) -> dict[str, Any]:
    return {"clause": quote.clause, "page": quote.page, "text": quote.text}


def decision_json(decision: Decision) -> dict[str, Any]:
    """Give an event of the log the keys of `mapper decisions --json`, then what else was recorded with it."""
    return {
        "event": decision.event,
        "pair": decision.pair,
        "verdict": decision.verdict.value,
        "relation": decision.relation,
        "reason": decision.reason,
        "comment": decision.comment,
        "reviewer": decision.reviewer,
        "at": decision.at,
        "seconds": decision.seconds,
        "editions": list(decision.editions),
        "previous": decision.previous,
        "type": decision.type,
        "left": decision.left,
        "right": decision.right,
        "evidence": [_seen(evidence) for evidence in decision.evidence],
        "score_shown": decision.score_shown,
        "undoes": decision.undoes,
        "adjudicates": decision.adjudicates,
        "origin": decision.origin,
        "direction": decision.direction,
        "batch": decision.batch,
    }


def _seen(evidence: Evidence) -> dict[str, Any]:
    """Keep the place in words too: the log must read back without the documents."""
    sides = {name: {**_quote(quote), "place": quote.place} for name, quote in (("left", evidence.left), ("right", evidence.right))}
    return {**sides, "weight": evidence.weight}
