"""Decisions: what people said of pairs, appended to the log, and what of it stands."""

import math
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from mapper.errors import MapperError, UsageError
from mapper.identity import digest, pair_id
from mapper.lookback import JUDGED as JUDGED
from mapper.lookback import effective_back, gone, last_said
from mapper.store import Store
from mapper.types import BACKWARD, FORWARD, Decision, Evidence, Verdict
from mapper.verdicts import both_ways
from mapper.verdicts import idle as idle
from mapper.verdicts import phrase as phrase
from mapper.verdicts import phrases as phrases
from mapper.verdicts import reasons as reasons
from mapper.verdicts import relations as relations
from mapper.verdicts import repeating as repeating

DECIDED = (Verdict.ACCEPT, Verdict.REJECT)
HUMAN = "human"  # the origin of what somebody chose to read, or was led to
IMPORT = "import"  # of what came back in a file
AUDIT = "audit"  # of what a random draw put before them
CONTROL = "control"  # of an answer that measures a reviewer, and says nothing of the pair
LEGACY = "legacy"  # of what a table of before says, under the name of the table


@dataclass(frozen=True)
class Subject:
    """Say which pair is decided on, with the editions and the evidence in view, and by their ids the events that stand on it."""

    pair: str
    type: str
    left: str
    right: str
    editions: tuple[str, str] = ("", "")
    evidence: tuple[Evidence, ...] = ()
    said: tuple[str, ...] = ()


@dataclass(frozen=True)
class Word:
    """Say what a person said."""

    verdict: Verdict
    relation: str = ""
    reason: str = ""
    comment: str = ""
    seconds: float = 0.0
    score_shown: bool = True
    adjudicates: bool = False
    direction: str = ""
    batch: str = ""
    origin: str = HUMAN


def record(store: Store, subject: Subject, word: Word, *, reviewer: str, at: str) -> Decision:
    """Append a verdict; it is on disk when this returns. `at` is ISO 8601 in UTC, seconds are those of thinking.

    A skip records nothing but itself; CONFIRM repeats the reviewer's own verdict on the pair, for the editions and the evidence now in view.
    """
    at = _check(subject, word, reviewer, at)
    if word.verdict is Verdict.CONFIRM:
        return store.append_looking_back(lambda newest: [_confirmation(newest, subject, word, reviewer, at)])[0]
    if word.verdict is Verdict.SKIP:
        word, subject = Word(Verdict.SKIP, seconds=word.seconds, score_shown=word.score_shown, origin=word.origin), replace(subject, evidence=())
    return store.append(_event(subject, word, reviewer, at))


def record_all(store: Store, said: Sequence[tuple[Subject, Word]], *, reviewer: str, at: str) -> list[Decision]:
    """Append verdicts that are given in one act, all of them or none; they share a batch, and one undo takes all of them back."""
    batch = batch_id(at, reviewer, *(subject.pair for subject, _ in said))
    events = [replace(_event(subject, word, reviewer, _check(subject, word, reviewer, at)), batch=batch) for subject, word in said]
    return store.append_all(events)


def batch_id(*told: str) -> str:
    """Name an act by what makes it: who, when, what."""
    return f"b-{digest(*told)[:10]}"


def imported(subject: Subject, word: Word, *, reviewer: str, at: str) -> Decision:
    """Make the event of a verdict that came back in a file, checked as any other; it is not in the log yet."""
    return replace(_event(subject, word, reviewer, _check(subject, word, reviewer, at)), origin=IMPORT)


def _confirmation(newest: Iterator[Decision], subject: Subject, word: Word, reviewer: str, at: str) -> Decision:
    if not _has_said(newest, subject, word, reviewer):
        raise UsageError(f"there is no verdict of {reviewer!r} on the pair {subject.pair} to confirm; accept or reject it")
    return _event(subject, word, reviewer, at)


def adjudicate(store: Store, subject: Subject, word: Word, *, reviewer: str, at: str) -> Decision:
    """Append the verdict that settles what reviewers dispute; theirs stay beside it."""
    if word.verdict not in (*DECIDED, Verdict.CONFIRM):
        raise UsageError(f"an adjudication accepts or rejects; {word.verdict.value} settles nothing")
    return record(store, subject, replace(word, adjudicates=True), reviewer=reviewer, at=at)


def reads(said: Decision) -> str:
    """Say the relation of an event in words, with the ids of its two texts; its name alone where it holds both ways, or nobody said which way."""
    return phrase(said.relation, said.direction, said.left, said.right)


def _event(subject: Subject, word: Word, reviewer: str, at: str) -> Decision:
    accepts = word.verdict in (Verdict.ACCEPT, Verdict.CONFIRM)
    return Decision(
        event="",
        pair=subject.pair,
        type=subject.type,
        left=subject.left,
        right=subject.right,
        verdict=word.verdict,
        relation=word.relation if accepts else "",
        reason=word.reason,
        comment=word.comment,
        reviewer=reviewer,
        at=at,
        seconds=round(float(word.seconds), 1),
        score_shown=word.score_shown,
        editions=subject.editions,
        evidence=subject.evidence,
        adjudicates=word.adjudicates,
        direction=word.direction if accepts else "",
        batch=word.batch,
        origin=word.origin,
    )


def _check(subject: Subject, word: Word, reviewer: str, at: str) -> str:
    """Refuse what the log must not hold; give the moment in its one form."""
    if not reviewer.strip():
        raise UsageError("a decision needs a name; say --as NAME")
    if not (math.isfinite(word.seconds) and word.seconds >= 0):
        raise UsageError(f"{word.seconds} seconds cannot be spent on a decision; give a number of 0 or more")
    if word.verdict is Verdict.UNDO:
        raise UsageError("an undo is not a verdict; use `mapper undo`")
    if subject.pair != pair_id(subject.type, subject.left, subject.right):
        raise UsageError(f"the pair {subject.pair!r} is not that of {subject.left} and {subject.right} in {subject.type!r}; see `mapper proposals`")
    for what, said, known in (("relation", word.relation, relations()), ("reason", word.reason, reasons())):
        codes = [code for code, _ in known]
        if said and said not in codes:
            raise UsageError(f"no {what} {said!r}; choose one of {', '.join(codes)}")
    _check_direction(word)
    return moment(at)


def _check_direction(word: Word) -> None:
    if word.direction not in ("", FORWARD, BACKWARD):
        raise UsageError(f"no direction {word.direction!r}; choose {FORWARD} or {BACKWARD}")
    if told := word.direction and both_ways(word.relation):
        raise UsageError(told)


def moment(at: str) -> str:
    """Read a moment of UTC in ISO 8601 and give it with a Z, so that moments sort as texts."""
    try:
        read = datetime.fromisoformat(at)
    except ValueError:
        read = None
    if read is None or read.utcoffset() != timedelta(0):
        raise UsageError(f"{at!r} is not a moment in UTC; write it as 2026-01-31T12:00:00Z")
    return read.isoformat().replace("+00:00", "Z")


def _has_said(newest: Iterator[Decision], subject: Subject, word: Word, reviewer: str) -> bool:
    """Look for a verdict on the pair, or on the one that it lived on from: that one stands in view under its own pair id, confirmed or not."""
    mine = (one for one in effective_back(newest, reviewer) if one.adjudicates == word.adjudicates and one.origin != CONTROL)
    return any(one.event in subject.said or (one.pair == subject.pair and one.verdict is not Verdict.CONFIRM) for one in mine)


def undo(store: Store, *, reviewer: str, at: str) -> tuple[Decision, ...]:
    """Take back what a reviewer said last and did not take back yet, of whatever day; what was said in one act, as one. Give what was taken back."""

    taken: list[Decision] = []

    def last(newest: Iterator[Decision]) -> list[Decision]:
        taken.extend(last_said(newest, reviewer))
        if not taken:
            raise MapperError(f"nothing is left to undo for {reviewer!r}")
        return [taken_back(one, at) for one in taken]

    store.append_looking_back(last)
    return tuple(taken)


def take_back(store: Store, said: Sequence[Decision], *, at: str) -> list[Decision]:
    """Append the events that take verdicts back, all of them or none; the verdicts stay in the log."""

    def once(newest: Iterator[Decision]) -> list[Decision]:
        for one in gone(newest, said):
            raise MapperError(f"this verdict of {one.reviewer!r} on the pair {one.pair} was taken back already")
        return [taken_back(one, at) for one in said]

    return store.append_looking_back(once)


def taken_back(said: Decision, at: str) -> Decision:
    """Make the event that takes a verdict back, in the name of whose word it was; it is not in the log yet."""
    subject = Subject(said.pair, said.type, said.left, said.right, said.editions)
    origin = CONTROL if said.origin == CONTROL else Word.origin
    event = _event(subject, Word(Verdict.UNDO, adjudicates=said.adjudicates, origin=origin), said.reviewer, moment(at))
    return replace(event, undoes=said.event)


def last_to_undo(events: Iterable[Decision], reviewer: str) -> tuple[Decision, ...]:
    """Find the verdict that an undo of this reviewer would take back, with all that they said in the same act; a skip is none."""
    return last_act([event for event in stood(events) if event.reviewer == reviewer])


def last_act(said: Sequence[Decision]) -> tuple[Decision, ...]:
    """Give the last of one person's verdicts, with all of the same act; none, where there are none."""
    if not said or not said[-1].batch:
        return tuple(said[-1:])
    return tuple(event for event in said if event.batch == said[-1].batch)


def without_controls(events: Iterable[Decision]) -> list[Decision]:
    """Give the log without answers that measure a reviewer: they are nobody's word on a pair, and no list or figure holds them."""
    return [event for event in events if event.origin != CONTROL]


def effective(events: Iterable[Decision]) -> list[Decision]:
    """Give the verdicts that were not taken back, in the order of the log; nobody takes back what another said. Control answers are none."""
    return stood(without_controls(events))


def stood(events: Iterable[Decision]) -> list[Decision]:
    """Give what was not taken back, control answers with it."""
    log = list(events)
    undone = {(event.undoes, event.reviewer) for event in log if event.verdict is Verdict.UNDO}
    return [event for event in log if event.verdict in JUDGED and (event.event, event.reviewer) not in undone]


def standing(events: Iterable[Decision]) -> dict[str, tuple[Decision, ...]]:
    """Give what stands on each pair: the last adjudication, if there was one, then the last verdict of each reviewer, by name.

    A confirmation stands with the verdict, relation and reason that it confirms, and with its own moment, editions and evidence.
    """
    own: dict[str, dict[tuple[bool, str], Decision]] = {}
    for event in effective(events):
        said = own.setdefault(event.pair, {})
        who = (not event.adjudicates, event.reviewer)
        if event.verdict is not Verdict.CONFIRM:
            said[who] = event
        elif who in said:
            said[who] = _confirmed(said[who], event)
    return {pair: _stand(said) for pair, said in sorted(own.items()) if said}


def _confirmed(before: Decision, event: Decision) -> Decision:
    return replace(
        event,
        verdict=before.verdict,
        relation=before.relation,
        direction=before.direction,
        reason=before.reason,
        comment=event.comment or before.comment,
    )


def _stand(said: dict[tuple[bool, str], Decision]) -> tuple[Decision, ...]:
    """Keep one adjudication, the latest; of two in one moment the order of names decides, not that of the log."""
    judged = [one for one in said.values() if one.adjudicates]
    return (*sorted(judged, key=_when)[-1:], *(said[who] for who in sorted(said) if not said[who].adjudicates))


def _when(decision: Decision) -> tuple[str, str]:
    return (decision.at, decision.reviewer)


def counting(said: Iterable[Decision], outdated: Container[str] = ()) -> tuple[Decision, ...]:
    """Give the verdicts that make a pair's state: those on the text as it reads now; none, where the text changed under all of them.

    An adjudication counts alone until the text changes under it; then what reviewers said since. `outdated` names the events on an earlier text.
    What a table of before says counts where no person accepted or rejected the pair.
    """
    verdicts = tuple(_of_people(tuple(said)))
    judged = [one for one in verdicts if one.adjudicates]
    if judged and judged[-1].event not in outdated:
        return (judged[-1],)
    since = judged[-1].at if judged else ""
    return tuple(one for one in verdicts if not one.adjudicates and one.event not in outdated and one.at > since)


def _of_people(said: Sequence[Decision]) -> Sequence[Decision]:
    people = [one for one in said if one.origin != LEGACY]
    return people if any(one.verdict in DECIDED for one in people) else said


def deciding(said: Iterable[Decision]) -> Decision | None:
    """Give the one verdict that stands for a pair: the adjudication, else the latest."""
    return max(counting(said), key=_when, default=None)
