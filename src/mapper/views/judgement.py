"""Judgement: what people settled on for a pair, who said it, and who said something else."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from mapper.decisions import JUDGED, deciding
from mapper.mapping import agreed
from mapper.types import Decision, State, Verdict
from mapper.views.text import one_line

_VERDICTS = {State.ACCEPTED: Verdict.ACCEPT, State.REJECTED: Verdict.REJECT, State.UNSURE: Verdict.UNSURE}


@dataclass(frozen=True)
class Judgement:
    """Hold what stands on a pair, whatever became of its texts since; there is no verdict where people dispute, or nobody spoke."""

    verdict: Verdict | None = None
    authors: tuple[Decision, ...] = ()
    others: tuple[Decision, ...] = ()
    counted: tuple[Decision, ...] = ()

    @property
    def chief(self) -> Decision | None:
        """Give the one decision that stands for the verdict."""
        return deciding(self.authors)

    @property
    def reviewers(self) -> tuple[str, ...]:
        """Name those who gave the verdict, and nobody else."""
        return tuple(dict.fromkeys(one_line(decision.reviewer) for decision in self.authors))

    @property
    def at(self) -> str:
        """Say when the verdict was last given."""
        return max((decision.at for decision in self.authors), default="")

    @property
    def comments(self) -> tuple[str, ...]:
        """Give the comments on the verdict."""
        return tuple(dict.fromkeys(one_line(decision.comment) for decision in self.authors if decision.comment))

    @property
    def support(self) -> float | None:
        """Measure how far those whose word counts agree that the pair holds: 1 all accept, -1 all reject, None nobody spoke."""
        return agreement(self.counted)

    @property
    def also_said(self) -> str:
        """Tell what others said, and where one who gave the verdict meant another relation or reason than the one that stands."""
        chief = self.chief
        told = [one for one in (*self.authors, *self.others) if one is not chief]
        apart = [one for one in told if chief is None or _words(one) != _words(chief)]
        return "; ".join(f"{one_line(one.reviewer)}: {' '.join(_words(one))}" for one in sorted(apart, key=_by_name))


def judge(said: Sequence[Decision], counted: Sequence[Decision]) -> Judgement:
    """Read what stands on a pair: all that was said, and the decisions whose word counts (after an adjudication that alone)."""
    verdict = _VERDICTS.get(agreed(counted)) if counted else None
    authors = tuple(one for one in sorted(counted, key=_by_name) if one.verdict is verdict)
    others = tuple(one for one in sorted(said, key=_by_name) if one not in authors)
    return Judgement(verdict, authors, others, tuple(counted))


def agreement(said: Iterable[Decision]) -> float | None:
    """Measure how far reviewers agree that a pair holds: 1 all accept, -1 all reject, None nobody spoke."""
    votes = [{Verdict.ACCEPT: 1, Verdict.REJECT: -1}.get(one.verdict, 0) for one in said]
    return round(sum(votes) / len(votes), 3) if votes else None


def _words(said: Decision) -> tuple[str, ...]:
    """Say a decision in words."""
    detail = said.relation or (f"({said.reason})" if said.reason else "")
    return tuple(word for word in (said.verdict.value, detail, "as adjudication" if said.adjudicates else "") if word)


def _by_name(said: Decision) -> tuple[str, str, str]:
    return (said.reviewer, said.at, said.event)


def meant(log: Iterable[Decision]) -> dict[str, Decision]:
    """Give what each judging event of the log says, by event: a confirmation says again what its reviewer had said of the pair, in its own moment.

    What an event says never changes, whatever is recorded after it.
    """
    spoken: dict[tuple[str, bool, str], list[Decision]] = {}
    found: dict[str, Decision] = {}
    for event in log:
        own = spoken.setdefault((event.pair, event.adjudicates, event.reviewer), [])
        if event.verdict is Verdict.UNDO:
            own[:] = [one for one in own if one.event != event.undoes]
        if event.verdict not in JUDGED:
            continue
        found[event.event] = _again(own[-1], event) if event.verdict is Verdict.CONFIRM and own else event
        own.append(found[event.event])
    return found


def _again(before: Decision, event: Decision) -> Decision:
    return replace(
        event,
        verdict=before.verdict,
        relation=before.relation,
        direction=before.direction,
        reason=before.reason,
        comment=event.comment or before.comment,
    )
