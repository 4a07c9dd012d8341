"""Integrity: whether the user's data is whole; each problem is one sentence that says what and where."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from mapper import decisions, themes
from mapper.errors import UsageError
from mapper.identity import pair_id
from mapper.settings import FILE, Settings
from mapper.store import Store
from mapper.types import Decision, Document, Proposal, Quote, Verdict

Editions = Mapping[str, Sequence[Document]]


def check(settings: Settings, store: Store) -> list[str]:
    """List what is wrong: the file, the chain of the log, events, proposals, texts; an empty list means that all is well."""
    problems = [*store.sound(), *store.verify_log()]
    if problems:
        return problems  # what a damaged file says further is not to be trusted
    known = _editions(settings, store)
    events = store.decisions()
    return [
        *_events(events, known, settings.reviewers),
        *_undoes(events),
        *_proposals(store.proposals(), known),
        *_readings(store),
    ]


def _editions(settings: Settings, store: Store) -> Editions:
    """Gather every edition ever read, and the subtopics as they are now, by work id."""
    read = [document for documents in store.readings().values() for document in documents]
    subtopics = [document for theme in themes.load(settings.themes) for document in themes.documents(theme)]
    known: dict[str, list[Document]] = {}
    for document in (*read, *subtopics):
        known.setdefault(document.id, []).append(document)
    return known


def _events(events: Sequence[Decision], known: Editions, reviewers: Sequence[str]) -> Iterator[str]:
    codes = {what: {code for code, _ in words()} | {""} for what, words in (("relation", decisions.relations), ("reason", decisions.reasons))}
    for event in events:
        name = _name(event)
        if event.pair != pair_id(event.type, event.left, event.right):
            yield f"{name} names the pair {event.pair}, which is not that of {event.left} and {event.right}"
        absent = [work for work in (event.left, event.right) if work not in known]
        yield from (f"{name} is about {work}, which was never read; add its file again, or its theme" for work in absent)
        if event.reviewer not in (reviewers or [event.reviewer.strip() or "a name"]):
            yield f"{name} is by {event.reviewer!r}, who is not among the reviewers of {FILE}; add the name there"
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


def _undoes(events: Sequence[Decision]) -> Iterator[str]:
    """Check that each undo takes back one earlier verdict of the same person on the same pair, once."""
    open_: dict[str, Decision] = {}
    for event in events:
        if event.verdict is not Verdict.UNDO:
            open_[event.event] = event
            continue
        undone = open_.pop(event.undoes, None)
        if undone is None or (undone.reviewer, undone.pair) != (event.reviewer, event.pair):
            yield f"{_name(event)} takes back {event.undoes[:12] or 'nothing'}, which is no standing verdict of {event.reviewer!r} on that pair"


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


def _sides(proposal: Proposal) -> Iterator[tuple[tuple[str, str], list[Quote]]]:
    yield (proposal.left, proposal.left_edition), [evidence.left for evidence in proposal.evidence]
    yield (proposal.right, proposal.right_edition), [evidence.right for evidence in proposal.evidence]


def _whole(known: Editions, work: str, edition: str) -> str:
    """Join all that an edition says, each text on lines of its own; empty where it was never read."""
    read = [document for document in known.get(work, ()) if document.edition.label == edition]
    texts = (text for d in read for text in (d.title, d.number, d.id, *(c.text for c in d.clauses), *(c.text for c in d.citations)))
    return "\n".join(texts)


def _quoted(work: str, quotes: Iterable[Quote], whole: str) -> Iterator[str]:
    """Check that what is quoted stands in the edition that it is quoted from, letter by letter."""
    if not whole:
        yield f"is about an edition of {work} that was never read"
        return
    yield from (f"quotes {quote.clause or work} otherwise than it reads" for quote in quotes if quote.text not in whole)


def _readings(store: Store) -> Iterator[str]:
    """Check that every document names the file content that it was read from: this one, or an earlier one of the file that still held it."""
    readings = store.readings()
    for sha256, documents in readings.items():
        for document in documents:
            if document.source.sha256 != sha256 and document.source.sha256 not in readings:
                yield f"{document.id} ({document.edition.label}) names another file than the one it was read from; add {document.source.file} again"
