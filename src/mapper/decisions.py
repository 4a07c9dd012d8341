"""Decisions: what people said of pairs, appended to the log, and what of it stands."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import combinations

from mapper.errors import MapperError, UsageError
from mapper.store import Store
from mapper.types import Decision, Evidence, Verdict

JUDGED = (Verdict.ACCEPT, Verdict.REJECT, Verdict.UNSURE, Verdict.CONFIRM)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)")


@dataclass(frozen=True)
class Subject:
    """Say which pair is decided on, with the editions and the evidence in view."""

    pair: str
    type: str
    left: str
    right: str
    editions: tuple[str, str] = ("", "")
    evidence: tuple[Evidence, ...] = ()


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


@cache
def relations() -> tuple[tuple[str, str], ...]:
    """Give the relations a reviewer may choose, each with what it means, in the order of their keys."""
    return _vocabulary("relation")


@cache
def reasons() -> tuple[tuple[str, str], ...]:
    """Give the reasons for a rejection, each with what it means, in the order of their keys."""
    return _vocabulary("reason")


def _vocabulary(name: str) -> tuple[tuple[str, str], ...]:
    raw = tomllib.loads((resources.files("mapper.profiles") / "verdicts.toml").read_text(encoding="utf-8"))
    return tuple((entry["code"], entry["label"]) for entry in raw[name])


def record(store: Store, subject: Subject, word: Word, *, reviewer: str, at: str) -> Decision:
    """Append a verdict; it is on disk when this returns. `at` is ISO 8601 in UTC, seconds are those of thinking."""
    _check(word, reviewer, at)
    return store.append(
        Decision(
            event="",
            pair=subject.pair,
            type=subject.type,
            left=subject.left,
            right=subject.right,
            verdict=word.verdict,
            relation=word.relation if word.verdict in (Verdict.ACCEPT, Verdict.CONFIRM) else "",
            reason=word.reason,
            comment=word.comment,
            reviewer=reviewer,
            at=at,
            seconds=round(float(word.seconds), 1),
            score_shown=word.score_shown,
            editions=subject.editions,
            evidence=subject.evidence,
            adjudicates=word.adjudicates,
        )
    )


def _check(word: Word, reviewer: str, at: str) -> None:
    if not reviewer.strip():
        raise UsageError("a decision needs a name; say --as NAME")
    if not _MOMENT.fullmatch(at):
        raise UsageError(f"{at!r} is not a moment in UTC; write it as 2026-01-31T12:00:00Z")
    if word.seconds < 0:
        raise UsageError("the seconds spent on a decision cannot be less than none")
    if word.verdict is Verdict.UNDO:
        raise UsageError("an undo is not a verdict; use `mapper undo`")
    for what, said, known in (("relation", word.relation, relations()), ("reason", word.reason, reasons())):
        codes = [code for code, _ in known]
        if said and said not in codes:
            raise UsageError(f"no {what} {said!r}; choose one of {', '.join(codes)}")


def undo(store: Store, *, reviewer: str, at: str) -> Decision:
    """Take back a reviewer's last verdict that is not taken back yet, of whatever day; give the verdict that was taken back."""
    last = last_to_undo(store.decisions(), reviewer)
    if last is None:
        raise MapperError(f"nothing is left to undo for {reviewer!r}")
    subject = Subject(last.pair, last.type, last.left, last.right, last.editions)
    store.append(
        Decision(
            event="",
            pair=subject.pair,
            type=subject.type,
            left=subject.left,
            right=subject.right,
            verdict=Verdict.UNDO,
            relation="",
            reason="",
            comment="",
            reviewer=reviewer,
            at=at,
            seconds=0.0,
            score_shown=True,
            editions=subject.editions,
            evidence=(),
            undoes=last.event,
            adjudicates=last.adjudicates,
        )
    )
    return last


def last_to_undo(events: Iterable[Decision], reviewer: str) -> Decision | None:
    """Find the verdict that an undo of this reviewer would take back; a skip is none."""
    mine = [event for event in effective(events) if event.reviewer == reviewer]
    return mine[-1] if mine else None


def effective(events: Iterable[Decision]) -> list[Decision]:
    """Give the verdicts that were not taken back, in the order of the log."""
    log = list(events)
    undone = {event.undoes for event in log if event.verdict is Verdict.UNDO}
    return [event for event in log if event.verdict in JUDGED and event.event not in undone]


def standing(events: Iterable[Decision]) -> dict[str, tuple[Decision, ...]]:
    """Give what stands on each pair: the last verdict of each reviewer, by name, and the last adjudication apart from his own verdict."""
    last: dict[str, dict[tuple[str, bool], Decision]] = {}
    for event in effective(events):
        last.setdefault(event.pair, {})[("" if event.adjudicates else event.reviewer, event.adjudicates)] = event
    return {pair: tuple(verdicts[key] for key in sorted(verdicts)) for pair, verdicts in sorted(last.items())}


def deciding(said: Iterable[Decision]) -> Decision | None:
    """Give the one verdict that settles a pair: the adjudication, else the latest."""
    verdicts = list(said)
    judged = [verdict for verdict in verdicts if verdict.adjudicates]
    return max(judged or verdicts, key=lambda verdict: (verdict.at, verdict.event), default=None)


@dataclass(frozen=True)
class Agreement:
    """Say how often two reviewers agree on accept or reject over the pairs that both decided; kappa after Cohen (1960)."""

    one: str
    other: str
    pairs: int
    agreed: int
    kappa: float | None

    @property
    def share(self) -> float:
        """Give the share of agreement."""
        return self.agreed / self.pairs


def agreement(events: Iterable[Decision]) -> list[Agreement]:
    """Compare every two reviewers over the pairs that both decided."""
    said: dict[str, dict[str, str]] = {}
    for pair, verdicts in standing(events).items():
        for verdict in verdicts:
            if not verdict.adjudicates:
                said.setdefault(verdict.reviewer, {})[pair] = _side(verdict.verdict)
    compared = []
    for one, other in combinations(sorted(said), 2):
        both = [(said[one][pair], said[other][pair]) for pair in sorted(said[one].keys() & said[other].keys())]
        if both:
            compared.append(Agreement(one, other, len(both), sum(a == b for a, b in both), _kappa(both)))
    return compared


def _side(verdict: Verdict) -> str:
    return Verdict.ACCEPT.value if verdict is Verdict.CONFIRM else verdict.value


def _kappa(both: Sequence[tuple[str, str]]) -> float | None:
    """Give Cohen's kappa; None where chance alone would agree always."""
    total = len(both)
    observed = sum(a == b for a, b in both) / total
    first, second = Counter(a for a, _ in both), Counter(b for _, b in both)
    chance = sum(first[side] * second[side] for side in first) / total**2
    return None if chance == 1 else round((observed - chance) / (1 - chance), 4)
