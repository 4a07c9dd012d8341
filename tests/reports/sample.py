"""A small mapping in every state, with texts that try to be more than text."""

import dataclasses

from mapper.editions import compare
from mapper.identity import digest, pair_id
from mapper.mapping import Mapped
from mapper.settings import MappingType, Side
from mapper.types import (
    Clause,
    Decision,
    Document,
    Edition,
    Evidence,
    Kind,
    Part,
    Proposal,
    Quote,
    SourceFile,
    State,
    Status,
    Verdict,
)
from mapper.views.export import Export

FORMULA = "=cmd|' /C calc'!A0"
SCRIPT = "<script>alert('x')</script> & \"more\""
CONTROL = "bell\x07 escape\x1b[31m turned\u202e end"

TEXTS = {
    "pp/res/182": "to continue work on climate change adaptation and mitigation with the three Sectors",
    "pp/res/25": "to strengthen the regional presence in the field",
    "wtsa/res/73": "to carry on activities on ICTs, the environment and climate change in the study groups",
    "wtsa/res/54": "to support regional groups of the study groups",
    "wtdc/res/66": "to help developing countries to use ICTs against climate change",
    "ra/res/60": "to reduce the energy that radio systems consume",
    "itu-d/2018-2021/q/6-2": "How can ICTs help to protect the environment?",
    "itu-d/2018-2021/q/3-2": "How can confidence in networks be built?",
    "itu-t/2017-2020/q/9-5": "How do ICTs help to adapt to climate change?",
    "itu-r/wp/7c": "Systems for remote sensing of the Earth and the climate",
    "theme/climate/monitoring": "Observing the climate and the Earth by radio",
    "activity/a-001": "A symposium on what ICTs do for and against the climate",
}
TITLES = {
    "pp/res/182": "The role of ICTs in regard to climate change",
    "pp/res/25": FORMULA,
    "wtsa/res/73": SCRIPT,
    "wtsa/res/54": CONTROL,
    "wtdc/res/66": "ICTs and climate change",
    "ra/res/60": "Reduction of energy consumption",
    "itu-d/2018-2021/q/6-2": "ICTs and the environment",
    "itu-d/2018-2021/q/3-2": "Securing networks",
    "itu-t/2017-2020/q/9-5": "Climate change and smart assessment",
    "itu-r/wp/7c": "Remote sensing",
    "theme/climate/monitoring": "Climate monitoring",
    "activity/a-001": "Symposium on ICTs and the climate",
}
DETAILS = (("organiser", "TSB"), ("sectors", "T;D"), ("place", "Accra"), ("start", "2018-03-14"), ("end", "2018-03-15"))
TYPES = (
    MappingType("resolutions", (Side(kinds=("resolution", "decision")),), across="body"),
    MappingType("questions", (Side(kinds=("question", "mandate")),), across="sector"),
    MappingType("theme:climate", (Side(kinds=("resolution", "question", "mandate")),), theme="climate"),
    MappingType("activities", (Side(kinds=("activity", "event")), Side(kinds=("resolution", "question")))),
)


def document(work: str, text: str = "", edition: str = "Rev. Dubai, 2018") -> Document:
    body, kind, number, sector, period = parts(work)
    clause = Clause(f"{work}#resolves.1", Part.OPERATIVE, "resolves", "", "1", 1, text or TEXTS.get(work, work), 7)
    tag = "" if period or kind in (Kind.SUBTOPIC, Kind.EVENT) else edition
    return Document(
        id=work,
        kind=kind,
        body=body,
        number=number,
        title=TITLES.get(work, f"About {work}"),
        edition=Edition(tag, "Dubai", 2018),
        language="en",
        status=Status.IN_FORCE,
        source=SourceFile(f"{body or 'theme'}.pdf", "0" * 64),
        pages=(7, 9),
        clauses=(clause,),
        sector=sector,
        group="climate" if kind is Kind.SUBTOPIC else f"SG {number.rpartition('/')[2]}" if kind is Kind.QUESTION else "",
        period=period,
        details=DETAILS if kind is Kind.EVENT else (),
    )


def parts(work: str) -> tuple[str, Kind, str, str, str]:
    words = work.split("/")
    if words[0] == "theme":
        return "", Kind.SUBTOPIC, words[2], "", ""
    if words[0] == "activity":
        return "", Kind.EVENT, words[1].upper(), "", ""
    if words[0].startswith("itu-"):
        body, number = words[0].upper(), words[-1].upper().replace("-", "/")
        if "wp" in words:
            return body, Kind.MANDATE, f"WP {number}", body[-1], ""
        return body, Kind.QUESTION, number, body[-1], words[1]
    sectors = {"wtsa": "T", "wtdc": "D", "ra": "R", "wrc": "R", "pp": "GS"}
    return words[0].upper(), Kind.RESOLUTION, words[2], sectors[words[0]], ""


def evidence(left: str, right: str) -> Evidence:
    return Evidence(*(Quote(f"{work}#resolves.1", "resolves 1", 7, TEXTS.get(work, work)) for work in (left, right)), 0.42)


def proposal(type_: str, left: str, right: str, probability: float | None = 0.91, relation: str = "mutual-interest", direction: str = "") -> Proposal:
    return Proposal(
        pair=pair_id(type_, left, right),
        type=type_,
        left=left,
        right=right,
        left_edition=document(left).edition.label,
        right_edition=document(right).edition.label,
        score=1.5,
        probability=probability,
        band="medium" if probability is None else "high" if probability > 0.6 else "medium" if probability > 0.15 else "low",
        relation=relation,
        direction=direction,
        channels=(("dense", 0.83), ("lexical", 0.4), ("citation", 0.0)),
        ranks=(1, 2),
        evidence=(evidence(left, right),),
        contributions=(("dense", 0.42), ("boilerplate", -0.05)),
        relation_reason=f"{left} names {right} in recalling b)",
    )


def decision(proposed: Proposal, verdict: Verdict, reviewer: str = "anna", **more: object) -> Decision:
    made = Decision(
        event=digest(proposed.pair, verdict, reviewer, str(more.get("at", ""))),
        pair=proposed.pair,
        type=proposed.type,
        left=proposed.left,
        right=proposed.right,
        verdict=verdict,
        relation="mutual-interest" if verdict is Verdict.ACCEPT else "",
        reason="different-scope" if verdict is Verdict.REJECT else "",
        comment="",
        reviewer=reviewer,
        at="2026-11-30T10:15:00Z",
        seconds=12.0,
        score_shown=True,
        editions=(proposed.left_edition, proposed.right_edition),
        evidence=proposed.evidence,
    )
    return dataclasses.replace(made, **more)


def mapped(proposed: Proposal, state: State, *decisions: Decision, stale: tuple[object, ...] = (), again: bool = True) -> Mapped:
    relation = next((d.relation for d in decisions if d.relation), "")
    return Mapped(
        pair=proposed.pair,
        type=proposed.type,
        left=proposed.left,
        right=proposed.right,
        state=state,
        proposal=proposed if again else None,
        decisions=decisions,
        relation=relation or proposed.relation,
        stale=stale,
    )


def export() -> Export:
    """Hold one pair in every state."""
    documents = {work: document(work) for work in TEXTS}
    change = compare(document("ra/res/60", "to study the energy that radio systems consume", "2012"), documents["ra/res/60"])
    accepted = proposal("resolutions", "pp/res/182", "wtsa/res/73")
    said = decision(accepted, Verdict.ACCEPT, comment=FORMULA)
    rejected = proposal("resolutions", "pp/res/25", "wtsa/res/54", 0.55)
    against = decision(rejected, Verdict.REJECT)
    disputed = proposal("resolutions", "wtsa/res/73", "wtdc/res/66", 0.7)
    yes, no = decision(disputed, Verdict.ACCEPT), decision(disputed, Verdict.REJECT, "ben | co")
    stale = proposal("resolutions", "pp/res/182", "ra/res/60", 0.6)
    once = decision(stale, Verdict.ACCEPT)
    unsure = proposal("resolutions", "ra/res/60", "wtsa/res/73", 0.3)
    hm = decision(unsure, Verdict.UNSURE)
    question = proposal("questions", "itu-d/2018-2021/q/6-2", "itu-r/wp/7c", None)
    other = proposal("questions", "itu-d/2018-2021/q/6-2", "itu-t/2017-2020/q/9-5", 0.88)
    theirs = proposal("questions", "itu-r/wp/7c", "itu-t/2017-2020/q/9-5", 0.81)
    meeting = proposal("activities", "activity/a-001", "pp/res/182", 0.66)
    unlikely = proposal("activities", "activity/a-001", "pp/res/25", 0.11)
    topic = proposal("theme:climate", "itu-r/wp/7c", "theme/climate/monitoring", 0.77)
    gone = proposal("resolutions", "pp/res/25", "wtdc/res/66", 0.2)
    pairs = (
        mapped(accepted, State.ACCEPTED, said),
        mapped(rejected, State.REJECTED, against),
        mapped(disputed, State.DISPUTED, yes, no),
        mapped(stale, State.STALE, once, stale=change.clauses),
        mapped(unsure, State.UNSURE, hm),
        mapped(question, State.NEW),
        mapped(other, State.OPEN),
        mapped(theirs, State.OPEN),
        mapped(topic, State.OPEN),
        mapped(gone, State.GONE),
        mapped(meeting, State.NEW),
        mapped(unlikely, State.NEW),
    )
    return Export(
        mapped=pairs,
        documents=documents,
        decisions=(said, against, yes, no, once, hm),
        changes=(change,),
        run="run-7",
        title="Mapping of common interest",
        version="0.1.0",
        date="2026-11-30",
        types=TYPES,
    )
