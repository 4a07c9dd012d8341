"""The mapping: proposals and decisions settled into one state for each pair."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from mapper.decisions import deciding, standing
from mapper.editions import ClauseChange
from mapper.types import Decision, Proposal, State, Verdict


@dataclass(frozen=True)
class Mapped:
    """Hold one pair as it stands: what the machine proposes, what people said, and whether that still holds."""

    pair: str
    type: str
    left: str
    right: str
    state: State
    proposal: Proposal | None
    decisions: tuple[Decision, ...]
    relation: str
    stale: tuple[ClauseChange, ...]
    unread: bool = False

    @property
    def direction(self) -> str:
        """Say which way the relation runs, as proposed."""
        return self.proposal.direction if self.proposal else ""

    @property
    def settled(self) -> Decision | None:
        """Give the decision that settles the pair: the adjudication, else the last one of the log's order."""
        return deciding(self.decisions)


@dataclass(frozen=True)
class Facts:
    """Hold what is known of the documents under the pairs."""

    stale: Mapping[str, tuple[ClauseChange, ...]]
    gone: Set[str] = frozenset()
    unread: Set[str] = frozenset()
    known: Set[str] = frozenset()


def settle(proposals: Iterable[Proposal], events: Iterable[Decision], facts: Facts) -> list[Mapped]:
    """Settle every pair that is proposed or was ever decided on; a decided pair never falls off. Sorted by type, then pair."""
    proposed = {proposal.pair: proposal for proposal in proposals}
    judged = standing(events)
    pairs = {proposal.pair: (proposal.type, proposal.left, proposal.right) for proposal in proposed.values()}
    pairs.update({pair: (said[0].type, said[0].left, said[0].right) for pair, said in judged.items() if pair not in pairs})
    mapped = [_settle((pair, *who), proposed.get(pair), judged.get(pair, ()), facts) for pair, who in pairs.items()]
    return sorted(mapped, key=lambda m: (m.type, m.pair))


def _settle(subject: tuple[str, str, str, str], proposal: Proposal | None, said: tuple[Decision, ...], facts: Facts) -> Mapped:
    pair, type_, left, right = subject
    stale = facts.stale.get(pair, ()) if said else ()
    return Mapped(
        pair=pair,
        type=type_,
        left=left,
        right=right,
        state=_state(pair, {left, right}, said, stale, facts),
        proposal=proposal,
        decisions=said,
        relation=_relation(proposal, said),
        stale=stale,
        unread=bool({left, right} & facts.unread),
    )


def _state(pair: str, works: set[str], said: Sequence[Decision], stale: Sequence[ClauseChange], facts: Facts) -> State:
    if not said:
        return State.OPEN if pair in facts.known else State.NEW
    if works & facts.gone:
        return State.GONE
    if stale:
        return State.STALE
    final = [decision for decision in said if decision.adjudicates] or said
    verdicts = {_side(decision) for decision in final}
    if len(verdicts) > 1:
        return State.DISPUTED
    return _STATES[verdicts.pop()[0]]


_STATES = {Verdict.ACCEPT: State.ACCEPTED, Verdict.REJECT: State.REJECTED, Verdict.UNSURE: State.UNSURE}


def _side(decision: Decision) -> tuple[Verdict, str]:
    """Reduce a decision to what reviewers can disagree on: the verdict, and the relation of an accepted pair."""
    verdict = Verdict.ACCEPT if decision.verdict is Verdict.CONFIRM else decision.verdict
    return (verdict, decision.relation if verdict is Verdict.ACCEPT else "")


def _relation(proposal: Proposal | None, said: Sequence[Decision]) -> str:
    """Give the relation people settled on, else the proposed one."""
    final = [decision for decision in said if decision.adjudicates] or list(said)
    chosen = [decision.relation for decision in sorted(final, key=lambda d: (d.at, d.event)) if decision.relation]
    return chosen[-1] if chosen else proposal.relation if proposal else ""


def by_likelihood(mapped: Iterable[Mapped]) -> list[Mapped]:
    """Sort pairs likeliest first; those without a proposal last."""
    return sorted(mapped, key=_likelihood)


def _likelihood(mapped: Mapped) -> tuple[float, float, str]:
    if mapped.proposal is None:
        return (1.0, 0.0, mapped.pair)
    probability = mapped.proposal.probability
    return (-(probability if probability is not None else 0.0), -mapped.proposal.score, mapped.pair)
