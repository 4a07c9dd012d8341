"""Integrity: whether the user's data is whole; each problem is one sentence that says what and where.

The log's chain has no key: whoever can rewrite the whole store, its head and the manifests of its runs leaves nothing that could be found here.
A backup or a note of the head that lies elsewhere shows that.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mapper import claims, clocks, decisions, ingredients, pinning, pins, pipeline, register, runs, themes
from mapper.errors import UsageError, few
from mapper.holdings import incomplete
from mapper.identity import pair_id
from mapper.settings import FILE, Settings
from mapper.store import RunRecord, Store
from mapper.types import Decision, Document, Proposal, Quote, Verdict

Editions = Mapping[str, Sequence[Document]]


@dataclass(frozen=True)
class Findings:
    """Hold what is wrong, and what is worth knowing and wrong with nothing."""

    problems: tuple[str, ...]
    notes: tuple[str, ...] = ()


def check(settings: Settings, store: Store) -> Findings:
    """Look at the file, the log with its witnesses, events, proposals and texts; no problems mean that all is well."""
    problems = [*store.sound(), *store.verify_log(), *_witnessed(store.runs(), store.log())]
    if problems:
        return Findings(tuple(problems))  # what a damaged file says further is not to be trusted
    readings = store.readings()
    known = _editions(settings, readings)
    events = store.decisions()
    problems = [*_events(events, known), *_undoes(events), *_proposals(store.proposals(), known), *_published(store), *_readings(store, readings)]
    in_part = [f"{name} was read in part: {few(lacks)}" for name, lacks in incomplete(store.sources())]
    lacks = [sentence for theme in themes.load(settings.themes) for sentence in themes.notes(theme)]
    told = (*_departed(events, settings.people), *_undone_twice(events), *clocks.went_back(events), *in_part, *_pins(settings, store))
    return Findings(tuple(problems), (*told, *_areas(settings, store, events), *lacks))


def _pins(settings: Settings, store: Store) -> Iterator[str]:
    """Name what people said of boilerplate that no clause reads like any more."""
    said = pins.load(settings.pins)
    documents = pipeline.open_library(settings, store).current.values() if said.every else ()
    for text in pinning.unmatched(said, documents):
        yield f"{pins.FILE}: no clause reads “{text}” any more; `mapper boilerplate release` with its text takes it out"


def _areas(settings: Settings, store: Store, events: Sequence[Decision]) -> Iterator[str]:
    """Name the areas of the register that hold pairs on which nobody ever decided: somebody wrote them by hand, or the log is another's."""
    known = register.load(settings.areas)
    carried = pipeline.open_library(settings, store).successions.carry(events) if known.entries else ()
    decided = {event.pair for event in (*events, *carried)}
    for entry in known.entries:
        if strange := [pair for pair in entry.pairs if pair not in decided]:
            yield f"{register.FILE}: {entry.id} holds {few(strange)}, on which nobody here ever decided; it makes no area of them"


def _witnessed(records: Sequence[RunRecord], log: Sequence[str]) -> Iterator[str]:
    """Check that the log still holds what it held when each run was made."""
    for run in records:
        mark = json.loads(run.manifest).get("log", {"events": 0})
        if mark["events"] > len(log):
            yield f"{run.id} of {run.at} saw {mark['events']} events in the decision log, {len(log)} are left; bring a backup back into a new folder"
        elif mark["events"] and f'"event":"{mark["event"]}"' not in log[mark["events"] - 1]:
            yield f"{run.id} of {run.at} saw another event {mark['events']} in the decision log; bring a backup back into a new folder"


def _editions(settings: Settings, readings: Mapping[str, Sequence[Document]]) -> Editions:
    """Gather every edition ever read, and the subtopics as they are now, by work id."""
    read = [document for documents in readings.values() for document in documents]
    subtopics = [document for theme in themes.load(settings.themes) for document in themes.documents(theme)]
    known: dict[str, list[Document]] = {}
    for document in (*read, *subtopics):
        known.setdefault(document.id, []).append(document)
    return known


def _events(events: Sequence[Decision], known: Editions) -> Iterator[str]:
    codes = {what: {code for code, _ in words()} | {""} for what, words in (("relation", decisions.relations), ("reason", decisions.reasons))}
    for event in events:
        name = _name(event)
        if event.pair != pair_id(event.type, event.left, event.right):
            yield f"{name} names the pair {event.pair}, which is not that of {event.left} and {event.right}"
        absent = [work for work in (event.left, event.right) if work not in known and work != claims.NOBODY]
        yield from (f"{name} is about {work}, which was never read; add its file again, or its theme" for work in absent)
        if not event.reviewer.strip():
            yield f"{name} names no reviewer"
        said = (("relation", event.relation), ("reason", event.reason))
        yield from (f"{name} gives the {what} {code!r}, which no profile knows" for what, code in said if code not in codes[what])
        if not _is_moment(event.at):
            yield f"{name} says {event.at!r} for its moment, which is no moment in UTC"


def _name(event: Decision) -> str:
    return f"event {event.event[:12]} of the decision log"


def _is_moment(at: str) -> bool:
    try:
        return decisions.moment(at) == at
    except UsageError:
        return False


def _departed(events: Sequence[Decision], reviewers: Sequence[str]) -> Iterator[str]:
    """Name those who decided and are no longer among the reviewers: people leave, and what they said stands."""
    left = Counter(event.reviewer for event in events if reviewers and event.reviewer not in reviewers)
    if left:
        told = ", ".join(f"{count} by {name!r}" for name, count in sorted(left.items()))
        yield f"events by people who are not among the reviewers of {FILE} now: {told}; what they said stands"


def _undoes(events: Sequence[Decision]) -> Iterator[str]:
    """Check that each undo takes back an earlier verdict of the same person on the same pair."""
    said: dict[str, Decision] = {}
    for event in events:
        if event.verdict is not Verdict.UNDO:
            said[event.event] = event
            continue
        undone = said.get(event.undoes)
        if undone is None or (undone.reviewer, undone.pair) != (event.reviewer, event.pair):
            yield f"{_name(event)} takes back {event.undoes[:12] or 'nothing'}, which is no verdict of {event.reviewer!r} on that pair"


def _undone_twice(events: Sequence[Decision]) -> Iterator[str]:
    """Name the undos of what was taken back already: two at one moment wrote them, and they change nothing."""
    undone: set[str] = set()
    for event in events:
        if event.verdict is Verdict.UNDO and event.undoes in undone:
            yield f"{_name(event)} takes back {event.undoes[:12]} a second time, which changes nothing"
        undone |= {event.undoes} - {""}


def _proposals(proposals: Sequence[Proposal], known: Editions) -> Iterator[str]:
    twice = Counter(proposal.pair for proposal in proposals)
    yield from (f"the pair {pair} is proposed {count} times; run again" for pair, count in sorted(twice.items()) if count > 1)
    read: dict[tuple[str, str], str] = {}
    for proposal in proposals:
        name = f"the proposal {proposal.pair}"
        if proposal.pair != pair_id(proposal.type, proposal.left, proposal.right):
            yield f"{name} is not that of {proposal.left} and {proposal.right}; run again"
        if not proposal.evidence:
            yield f"{name} has no evidence; run again"
        for key, quotes in _sides(proposal):
            if key not in read:
                read[key] = _whole(known, *key)
            yield from (f"{name} {problem}; run again" for problem in _quoted(key[0], quotes, read[key]))


def _published(store: Store) -> Iterator[str]:
    """Hold the proposals of the live run against what its manifest says of them; those of an earlier mapper say nothing."""
    live = runs.live(store)
    signed = runs.signatures(live) if live else None
    if live and signed is not None:
        now = ingredients.signed(store.proposals())
        other = sorted(name for name in now.keys() | signed.keys() if now.get(name) != signed.get(name))
        yield from [f"{live.id}: the proposals of {few(other)} are not those that it published; run again"] if other else ()


def _sides(proposal: Proposal) -> Iterator[tuple[tuple[str, str], list[Quote]]]:
    yield (proposal.left, proposal.left_edition), [evidence.left for evidence in proposal.evidence]
    yield (proposal.right, proposal.right_edition), [evidence.right for evidence in proposal.evidence]


def _whole(known: Editions, work: str, edition: str) -> str:
    """Join all that an edition says, each text on lines of its own; empty where it was never read."""
    read = [document for document in known.get(work, ()) if document.edition.label == edition]
    texts = (text for d in read for text in (d.title, d.number, d.id, *(c.text for c in d.clauses), *(c.text for c in d.citations)))
    return "\n".join((*texts, *(note.text for document in read for note in document.footnotes)))


def _quoted(work: str, quotes: Iterable[Quote], whole: str) -> Iterator[str]:
    """Check that what is quoted stands in the edition that it is quoted from, letter by letter."""
    if not whole:
        yield f"is about an edition of {work} that was never read"
        return
    yield from (f"quotes {quote.clause or work} otherwise than it reads" for quote in quotes if quote.text not in whole)


def _readings(store: Store, readings: Mapping[str, Sequence[Document]]) -> Iterator[str]:
    """Check that every document names the file content it was read from, or an earlier one; JSON lines may name the file they were made from."""
    names: dict[str, set[str]] = {}
    for content in store.contents():
        names.setdefault(content.sha256, set()).add(content.name)
    for sha256, documents in readings.items():
        for document in documents:
            own = document.source.file in names.get(sha256, ()) and not document.source.file.endswith(".jsonl")
            if own and document.source.sha256 != sha256 and document.source.sha256 not in readings:
                yield f"{document.id} ({document.edition.label}) names another file than the one it was read from; add {document.source.file} again"
