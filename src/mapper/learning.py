"""Learning: what people decided says how likely the pairs are that nobody decided yet; which pairs are proposed never depends on it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from mapper.calibration import Calibrators, Labelled, Signs, band, enough, refit, signs
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


def learn(proposals: Iterable[Proposal], said: Verdicts, calibrators: Calibrators) -> tuple[list[Proposal], dict[str, int]]:
    """Give the same proposals with the likelihood that decisions teach, and on how many each mapping type stands that learned."""
    found = list(proposals)
    waiting = {type_: [_labelled(one) for one in found if one.type == type_ and one.pair not in said[type_]] for type_ in said}
    decided = {type_: [_labelled(one, said[type_][one.pair]) for one in found if one.type == type_ and one.pair in said[type_]] for type_ in said}
    learned = {type_: len(pairs) for type_, pairs in decided.items() if enough(pair.accepted for pair in pairs)}
    curves = refit(calibrators, {type_: decided[type_] for type_ in learned}, waiting)
    return [_told(one, curves) if one.type in learned else one for one in found], learned


def _told(proposal: Proposal, curves: Calibrators) -> Proposal:
    known = _signs(proposal)
    return replace(proposal, probability=curves.shown(proposal.type, known), band=band(curves.expected(proposal.type, known)))


def _labelled(proposal: Proposal, accepted: bool = False) -> Labelled:
    return Labelled(_signs(proposal), accepted)


def _signs(proposal: Proposal) -> Signs:
    return signs(proposal.score, proposal.ranks, dict(proposal.channels))
