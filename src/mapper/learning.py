"""Learning: what people decided says how likely the pairs are that nobody decided yet, and how much each measure counts.

Which pairs are proposed never depends on it: they are found and kept by the weights and curves as shipped; learning only puts them in another order.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from mapper import weighing
from mapper.calibration import Calibrators, Held, Labelled, Signs, band, enough, refit, signs
from mapper.lessons import Lesson
from mapper.mapping import Mapped
from mapper.types import Proposal, State

Verdicts = Mapping[str, Mapping[str, bool]]  # for each mapping type: pair, and whether it was accepted
_JUDGED = {State.ACCEPTED: True, State.REJECTED: False}


def verdicts(mapped: Iterable[Mapped]) -> Verdicts:
    """Gather what people agree on, of the mapping types in which they decided enough."""
    found: dict[str, dict[str, bool]] = {}
    for one in mapped:
        if one.state in _JUDGED:
            found.setdefault(one.type, {})[one.pair] = _JUDGED[one.state]
    return {type_: said for type_, said in sorted(found.items()) if enough(said.values())}


@dataclass(frozen=True)
class Taught:
    """Hold the same proposals as decisions teach to see them; on how many each mapping that learned stands, and what came of its weights."""

    proposals: tuple[Proposal, ...]
    decisions: Mapping[str, int] = field(default_factory=dict)
    lessons: tuple[Lesson, ...] = ()


def learn(proposals: Iterable[Proposal], said: Verdicts, calibrators: Calibrators) -> Taught:
    """Give the same proposals with the likelihood that decisions teach, and with learned weights where they are shown to be better."""
    taught = Taught(tuple(proposals))
    for type_, verdicts in said.items():
        of_type = [one for one in taught.proposals if one.type == type_]
        counted = [verdicts[one.pair] for one in of_type if one.pair in verdicts]
        if enough(counted):
            lesson = weighing.weigh(of_type, verdicts, calibrators)
            now = {one.pair: one for one in teach(of_type, verdicts, lesson, calibrators)}
            seen = tuple(now.get(one.pair, one) for one in taught.proposals)
            taught = Taught(seen, {**taught.decisions, type_: len(counted)}, (*taught.lessons, *([lesson] if lesson else [])))
    return taught


def teach(proposals: Sequence[Proposal], verdicts: Mapping[str, bool], lesson: Lesson | None, calibrators: Calibrators) -> list[Proposal]:
    """Give the proposals of one mapping under the weights of a lesson, if it is used, and the curve that its decisions teach."""
    weighed = [weighing.reweigh(one, lesson) if lesson and lesson.used else one for one in proposals]
    pairs = list(zip(proposals, weighed, strict=True))
    decided = [Labelled(_signs(now), verdicts[now.pair]) for _, now in pairs if now.pair in verdicts]
    waiting = [_held(before, now, calibrators) for before, now in pairs if now.pair not in verdicts]
    curves = refit(calibrators, {proposals[0].type: decided}, {proposals[0].type: waiting})
    return [_told(one, curves) for one in weighed]


def _told(proposal: Proposal, curves: Calibrators) -> Proposal:
    known = _signs(proposal)
    return replace(proposal, probability=curves.shown(proposal.type, known), band=band(curves.expected(proposal.type, known)))


def _held(before: Proposal, now: Proposal, calibrators: Calibrators) -> Held:
    """Hold a pair that waits to the likelihood that it had under the weights and the curve as shipped."""
    return Held(_signs(now), calibrators.expected(before.type, _signs(before)))


def _signs(proposal: Proposal) -> Signs:
    return signs(proposal.score, proposal.ranks, dict(proposal.channels))
