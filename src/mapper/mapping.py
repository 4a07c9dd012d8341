"""The mapping: proposals and decisions settled into one state for each pair."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from mapper.claims import of_pairs
from mapper.decisions import DECIDED, counting, deciding, standing
from mapper.editions import ClauseChange
from mapper.types import Decision, Proposal, State, Verdict, turned

_STATES = {Verdict.ACCEPT: State.ACCEPTED, Verdict.REJECT: State.REJECTED}
_ANSWERED = (State.ACCEPTED, State.REJECTED, State.UNSURE)
_MIDDLE = {"high": 0.9, "medium": 0.5, "low": 0.2}


@dataclass(frozen=True)
class Premise:
    """Hold what was said of a text that another goes on from, in part or together with others, as if it were said of that one.

    `changes` says which of the clauses that it rests on read otherwise there, or do not stand there.
    """

    said: Decision
    work: str
    heir: str
    merged: bool
    changes: tuple[ClauseChange, ...] = ()

    @property
    def told(self) -> str:
        """Say it to who has to decide now."""
        what = ", ".join(word for word in (self.said.verdict.value, self.said.relation or self.said.reason) if word)
        how = "which was put together with others into" if self.merged else "of which a part goes on in"
        return f"{self.said.reviewer} said {what} of {self.work}, {how} {self.heir}"


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
    outdated: tuple[tuple[str, tuple[ClauseChange, ...]], ...] = ()
    premises: tuple[Premise, ...] = ()

    @property
    def counted(self) -> tuple[Decision, ...]:
        """Give the verdicts that make the state; where the text changed under all of them, those that made it before."""
        return _counted(self.decisions, dict(self.outdated))

    @property
    def changed(self) -> tuple[ClauseChange, ...]:
        """Give what changed in the text since somebody judged the pair, or since what is offered on it was said."""
        return self.stale or tuple(dict.fromkeys(change for one in self.offered for change in one.changes))

    @property
    def offered(self) -> tuple[Premise, ...]:
        """Give what was said of the texts that this pair's go on from, as long as nobody judged the pair itself."""
        return () if self.decisions else self.premises

    def changed_for(self, reviewer: str) -> tuple[ClauseChange, ...]:
        """Give what changed in the text since this person judged it."""
        mine = {one.event for one in self.decisions if one.reviewer == reviewer and not one.adjudicates}
        return tuple(dict.fromkeys(change for event, changes in self.outdated if event in mine for change in changes))

    @property
    def opposed(self) -> tuple[str, ...]:
        """Name those who said otherwise, on an earlier text, than what counts now: until they are asked again the pair is not settled against them.

        Who was overruled by an adjudication on that earlier text is none of them.
        """
        if not self.outdated or self.state not in _ANSWERED:
            return ()
        counts = counting(self.decisions, dict(self.outdated))
        if any(one.adjudicates for one in counts):
            return ()
        judged = max((one.at for one in self.decisions if one.adjudicates), default="")
        before = [one for one in self.decisions if one.event in dict(self.outdated) and not one.adjudicates and one.at > judged]
        return tuple(one.reviewer for one in before if agreed((*counts, one)) is State.DISPUTED)

    @property
    def direction(self) -> str:
        """Say which way the relation runs: as a person said, else as proposed; empty where it holds both ways."""
        chosen = _chosen(self.counted)
        if chosen and chosen.direction and chosen.relation == self.relation:
            return chosen.direction if chosen.left == self.left else turned(chosen.direction)
        return self.proposal.direction if self.proposal and self.proposal.relation == self.relation else ""

    @property
    def relation_reason(self) -> str:
        """Say what the proposed relation rests on."""
        return self.proposal.relation_reason if self.proposal else ""

    @property
    def settled(self) -> Decision | None:
        """Give the decision that stands for the pair: the adjudication, else the latest."""
        return deciding(self.counted)

    @property
    def reviewers(self) -> tuple[str, ...]:
        """Name the people whose decisions stand."""
        return tuple(sorted({decision.reviewer for decision in self.decisions}))


@dataclass(frozen=True)
class Facts:
    """Hold what is known of the documents: changes under each event, works that are gone or unread, pairs proposed before this run."""

    stale: Mapping[str, tuple[ClauseChange, ...]]
    gone: Set[str] = frozenset()
    unread: Set[str] = frozenset()
    known: Set[str] = frozenset()


def settle(proposals: Iterable[Proposal], events: Iterable[Decision], facts: Facts) -> list[Mapped]:
    """Settle every pair that is proposed or was ever decided on; a decided pair never falls off. Sorted by type, then pair."""
    proposed = {proposal.pair: proposal for proposal in proposals}
    judged = standing(of_pairs(events))
    ends = {pair: (said[0].type, said[0].left, said[0].right) for pair, said in judged.items()}
    ends |= {pair: (proposal.type, proposal.left, proposal.right) for pair, proposal in proposed.items()}
    mapped = [_settle((pair, *who), proposed.get(pair), judged.get(pair, ()), facts) for pair, who in ends.items()]
    return sorted(mapped, key=lambda m: (m.type, m.pair))


def restated(mapped: Mapped, said: tuple[Decision, ...]) -> Mapped:
    """Settle one pair anew from what stands on it now; what is known of its texts stays."""
    ends = {mapped.left}
    facts = Facts(
        stale=dict(mapped.outdated),
        gone=ends if mapped.state is State.GONE else frozenset(),
        unread=ends if mapped.unread else frozenset(),
        known=frozenset() if mapped.state is State.NEW else {mapped.pair},
    )
    now = _settle((mapped.pair, mapped.type, mapped.left, mapped.right), mapped.proposal, said, facts)
    offered = "" if said or now.relation or not mapped.premises else mapped.premises[0].said.relation
    return replace(now, premises=mapped.premises, relation=now.relation or offered)


def _settle(subject: tuple[str, str, str, str], proposal: Proposal | None, said: tuple[Decision, ...], facts: Facts) -> Mapped:
    pair, type_, left, right = subject
    outdated = {one.event: facts.stale[one.event] for one in said if facts.stale.get(one.event)}
    state = _state(subject, said, outdated, facts)
    under = [one.event for one in _counted(said, outdated)] if state is State.STALE else []
    return Mapped(
        pair=pair,
        type=type_,
        left=left,
        right=right,
        state=state,
        proposal=proposal,
        decisions=said,
        relation=_relation(proposal, _counted(said, outdated)),
        stale=tuple(dict.fromkeys(change for event in under for change in outdated.get(event, ()))),
        unread=bool({left, right} & facts.unread),
        outdated=tuple(outdated.items()),
    )


Outdated = Mapping[str, tuple[ClauseChange, ...]]


def _counted(said: Sequence[Decision], outdated: Outdated) -> tuple[Decision, ...]:
    return counting(said, outdated) or counting(said)


def _state(subject: tuple[str, str, str, str], said: Sequence[Decision], outdated: Outdated, facts: Facts) -> State:
    """Find the state: what happened to the texts comes before what was said of them."""
    pair, _, left, right = subject
    if {left, right} & facts.gone:
        return State.GONE
    if not said:
        return State.OPEN if pair in facts.known else State.NEW
    counted = counting(said, outdated)
    return agreed(counted) if counted else State.STALE


def agreed(said: Sequence[Decision]) -> State:
    """Reduce verdicts to a state; reviewers disagree on accept or reject, or on the relation of what they accept, an unsure one with nobody."""
    judged = [one for one in said if one.verdict in DECIDED]
    sides = {(one.verdict, one.relation if one.verdict is Verdict.ACCEPT else "") for one in judged}
    ways = {one.direction if one.left == judged[0].left else turned(one.direction) for one in judged if one.direction}
    if len(sides) > 1 or len(ways) > 1:
        return State.DISPUTED
    return _STATES[sides.pop()[0]] if sides else State.UNSURE


def _relation(proposal: Proposal | None, said: Sequence[Decision]) -> str:
    """Give the relation people settled on, else the proposed one."""
    chosen = _chosen(said)
    return chosen.relation if chosen else proposal.relation if proposal else ""


def _chosen(said: Sequence[Decision]) -> Decision | None:
    """Find the verdict whose relation stands: the latest one that names any."""
    named = [one for one in said if one.relation]
    return max(named, key=lambda one: (one.at, one.reviewer), default=None)


def by_likelihood(mapped: Iterable[Mapped]) -> list[Mapped]:
    """Sort pairs likeliest first; those without a proposal last."""
    return sorted(mapped, key=_order)


def likelihood(mapped: Mapped) -> float:
    """Give the probability, or the middle of the band where the machine abstained."""
    if mapped.proposal is None:
        return 0.0
    if mapped.proposal.probability is not None:
        return mapped.proposal.probability
    return _MIDDLE.get(mapped.proposal.band, 0.0)


def _order(mapped: Mapped) -> tuple[bool, float, float, str]:
    score = mapped.proposal.score if mapped.proposal else 0.0
    return (mapped.proposal is None, -likelihood(mapped), -score, mapped.pair)
