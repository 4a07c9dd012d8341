"""Rows: each pair of an export with all that reports say of it, worked out once and shared by every table."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from mapper import waterfall
from mapper.decisions import phrases
from mapper.mapping import Mapped, likelihood
from mapper.types import BACKWARD, BANDS, FORWARD, Decision, Evidence, Proposal, Quote, State
from mapper.verdicts import reading
from mapper.views.export import Export
from mapper.views.items import Item, item
from mapper.views.judgement import Judgement, agreement, judge
from mapper.views.layout import layout
from mapper.views.text import one_line

HUMAN, MACHINE = "human", "machine"
SETTLED = frozenset({State.ACCEPTED, State.REJECTED, State.UNSURE})
SHOWN = frozenset({State.NEW, State.OPEN, State.ACCEPTED, State.UNSURE, State.DISPUTED, State.STALE})
WORDS = {
    State.NEW: "proposed, new",
    State.OPEN: "proposed",
    State.ACCEPTED: "accepted",
    State.REJECTED: "rejected",
    State.UNSURE: "unsure",
    State.DISPUTED: "disputed",
    State.STALE: "to look at again",
    State.GONE: "text no longer in force",
}
TO_OBJECT, BOTH_WAYS, NOT_SAID = "subject-to-object", "both-ways", "not-said"


@dataclass(frozen=True)
class Row:
    """Show one pair: what the machine proposed, what people said, and where that leaves it.

    Subject and object stand so that a relation that runs one way reads from the subject to the object, and a text stands before its subtopic.
    `saw` holds the two texts as the person saw them whose word stands.
    """

    mapped: Mapped
    subject: Item
    object: Item
    events: tuple[Decision, ...]
    judgement: Judgement
    saw: tuple[Item, Item] | None = None

    @property
    def id(self) -> str:
        """Say which pair."""
        return self.mapped.pair

    @property
    def state(self) -> str:
        """Say in words where the pair stands."""
        return WORDS[self.mapped.state] + (", file not read this time" if self.mapped.unread else "")

    @property
    def decision(self) -> str:
        """Give the verdict that people settled on, whatever became of the texts since."""
        return self.judgement.verdict.value if self.judgement.verdict else ""

    @property
    def settled(self) -> bool:
        """Say whether a verdict stands and needs no second look."""
        return self.mapped.state in SETTLED

    @property
    def origin(self) -> str:
        """Tell a row that a person judged from one that only the machine proposed."""
        return HUMAN if self.mapped.decisions else MACHINE

    @property
    def reviewers(self) -> str:
        """Name the people who gave the verdict that stands."""
        return "; ".join(self.judgement.reviewers)

    @property
    def voices(self) -> str:
        """Say who stands behind the state: those who gave the verdict, else who said what."""
        return self.reviewers or self.judgement.also_said or "machine only"

    @property
    def reason(self) -> str:
        """Give the reason code of the verdict that stands."""
        return self.judgement.chief.reason if self.judgement.chief else ""

    @property
    def comment(self) -> str:
        """Give the comments on the verdict."""
        return "; ".join(self.judgement.comments)

    @property
    def decided_at(self) -> str:
        """Say when the verdict that stands was given."""
        return self.judgement.at

    @property
    def agreement(self) -> float | None:
        """Measure how far reviewers agree that the pair holds: 1 all accept, -1 all reject, None nobody spoke; an adjudication is no vote."""
        return agreement(decision for decision in self.mapped.decisions if not decision.adjudicates)

    @property
    def probability(self) -> float | None:
        """Give the calibrated probability; None where the machine abstained."""
        return self.mapped.proposal.probability if self.mapped.proposal else None

    @property
    def band(self) -> str:
        """Give the band of the probability."""
        return self.mapped.proposal.band if self.mapped.proposal else ""

    @property
    def proposed(self) -> str:
        """Give the relation that the machine proposed."""
        return self.mapped.proposal.relation if self.mapped.proposal else ""

    @property
    def relation(self) -> str:
        """Give the relation that stands, or the proposed one."""
        return self.mapped.relation or self.proposed

    @property
    def direction(self) -> str:
        """Say how the relation runs: from subject to object, both ways, or one way that nobody said."""
        if self.relation not in phrases():
            return BOTH_WAYS
        return TO_OBJECT if self.mapped.direction else NOT_SAID

    @property
    def reads_as(self) -> str:
        """Say the relation in words."""
        if self.is_theme:
            return f"{self.subject.label} belongs to {self.object.label}"
        return reading(self.relation, self.mapped.direction and FORWARD, self.subject.label, self.object.label)

    @property
    def is_theme(self) -> bool:
        """Say whether the pair joins a text with a subtopic."""
        return self.object.is_subtopic or self.subject.is_subtopic

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """Give the clause pairs in view, the subject's clause first: the proposal's, or those a decision was made on."""
        whose = self.mapped.proposal or next((decision for decision in reversed(self.events) if decision.evidence), None)
        return facing(whose.evidence, whose.left, self.subject.id) if whose else ()

    @property
    def seen(self) -> tuple[Evidence, ...]:
        """Give the clause pairs that were in view when the verdict was given, the subject's clause first."""
        chief = self.judgement.chief
        return facing(chief.evidence, chief.left, self.subject.id) if chief else ()

    @property
    def ranks(self) -> tuple[int, int] | None:
        """Give the rank of the object seen from the subject, and of the subject seen from the object."""
        proposal = self.mapped.proposal
        if proposal is None:
            return None
        return proposal.ranks if proposal.left == self.subject.id else proposal.ranks[::-1]

    @property
    def channels(self) -> dict[str, float]:
        """Give what each channel measured."""
        return dict(self.mapped.proposal.channels) if self.mapped.proposal else {}

    @property
    def why(self) -> str:
        """Say on one line what made the score, the strongest first, and the score."""
        proposal = self.mapped.proposal
        return waterfall.told(proposal, self.facing("subject", "object")) if proposal else "no proposal in this run"

    def facing(self, subject: str, other: str) -> tuple[str, str]:
        """Say what the left and the right document of the proposal are called where the subject stands first."""
        return (subject, other) if self.mapped.left == self.subject.id else (other, subject)

    @property
    def earlier(self) -> str:
        """Tell what each reviewer said, and on which editions where those are no longer in view."""
        said = sorted(self.mapped.decisions, key=lambda decision: (decision.at, decision.reviewer, decision.event))
        return "\n".join([*(_told(decision) for decision in said), *(f"({sentence})" for sentence in self.carried)])

    @property
    def holds(self) -> bool:
        """Say whether what was said of the texts still counts for those of today."""
        return self.mapped.state not in (State.STALE, State.GONE)

    @property
    def carried(self) -> tuple[str, ...]:
        """Say of each side that was seen in another edition, or under another name, where its verdict comes from, and whether it went along."""
        if self.saw is None:
            return ()
        sides = zip(self.saw, (self.subject, self.object), strict=True)
        moved = [(old, new) for old, new in sides if (old.id, old.edition) != (new.id, new.edition)]
        if not self.holds:
            return tuple(f"given on {old.ref if old.id != new.id else f'{old.edition or _NAMELESS} of {new.label}'}" for old, new in moved)
        return tuple(f"carried over from {_from(old, new)}" for old, new in moved)

    @property
    def changed_since(self) -> str:
        """Tell what changed under the decision's evidence, clause by clause."""
        return "\n".join(dict.fromkeys(one_line(change.told) for change in self.mapped.stale))

    @property
    def staleness(self) -> str:
        """Say what became of the verdict since it was given; empty where nothing did, or nobody gave one."""
        if self.changed_since:
            return one_line(self.changed_since)
        return "; ".join(("holds", *self.carried) if self.holds else self.carried) if self.carried else ""

    @property
    def quoted(self) -> tuple[Quote, Quote] | None:
        """Give the strongest clause pair."""
        return (self.evidence[0].left, self.evidence[0].right) if self.evidence else None


def facing(evidence: Iterable[Evidence], left: str, subject: str) -> tuple[Evidence, ...]:
    """Turn clause pairs, of which the first clause is of the work `left`, so that the subject's clause stands first."""
    given = tuple(evidence)
    return given if left == subject else tuple(Evidence(one.right, one.left, one.weight) for one in given)


def facing_ends(left: Item, right: Item, direction: str) -> tuple[Item, Item]:
    """Put the subject first: the text before its subtopic, else the one from which the relation reads."""
    turn = left.is_subtopic or (direction == BACKWARD and not right.is_subtopic)
    return (right, left) if turn else (left, right)


def listed(row: Row) -> bool:
    """Say whether a pair is likely enough to be listed in a table for readers, or a person judged it; the others wait on the Review sheet."""
    return row.origin == HUMAN or row.band not in _UNLIKELY[layout().least_band]


def likely(row: Row) -> bool:
    """Say whether the machine holds a pair that nobody decided for likely: its band is the highest."""
    return row.mapped.state in (State.NEW, State.OPEN) and row.band == BANDS[0]


_NAMELESS = "an edition without a name"
_UNLIKELY = {"high": ("medium", "low"), "medium": ("low",), "low": ()}


def rank(row: Row) -> tuple[bool, float, str]:
    """Sort the partners of one document: accepted ones first, then the likeliest."""
    return (row.mapped.state is not State.ACCEPTED, -likelihood(row.mapped), row.id)


def _told(said: Decision) -> str:
    words = (said.verdict.value, said.relation, said.reason, "adjudication" if said.adjudicates else "")
    return f"{said.at[:10]} {one_line(said.reviewer)}: {', '.join(word for word in words if word)}"


def _from(old: Item, new: Item) -> str:
    """Name what was seen: the edition of the same text, or another text that this one took the place of."""
    if old.id != new.id:
        return f"{old.ref} to {new.ref}"
    return f"{old.edition or _NAMELESS} to {new.edition or _NAMELESS} of {new.label}"


def rows(export: Export) -> tuple[Row, ...]:
    """Work out every pair of an export: mapping by mapping in the order of the settings, the likeliest first, ties by id."""
    events: dict[str, list[Decision]] = {}
    for event in export.lived:
        events.setdefault(event.pair, []).append(event)
    places = {type_.name: number for number, type_ in enumerate(export.types)}
    made = [_row(export, mapped, events.get(mapped.pair, [])) for mapped in export.mapped]
    return tuple(sorted(made, key=lambda row: _order(row, places)))


def _order(row: Row, places: dict[str, int]) -> tuple[int, str, float, str, str, str]:
    mapped = row.mapped
    return (places.get(mapped.type, len(places)), mapped.type, -likelihood(mapped), mapped.left, mapped.right, mapped.pair)


def _row(export: Export, mapped: Mapped, events: Iterable[Decision]) -> Row:
    left, right = (item(work, export.documents.get(work), _edition(mapped.proposal, work)) for work in (mapped.left, mapped.right))
    subject, object_ = facing_ends(left, right, mapped.direction)
    judgement = judge(mapped.decisions, mapped.counted)
    return Row(mapped, subject, object_, tuple(events), judgement, _saw(export, judgement.chief, subject.id))


def _edition(proposal: Proposal | None, work: str) -> str:
    """Name the edition that was compared, where a proposal says so."""
    return {proposal.left: proposal.left_edition, proposal.right: proposal.right_edition}.get(work, "") if proposal else ""


def _saw(export: Export, chief: Decision | None, subject: str) -> tuple[Item, Item] | None:
    """Give the texts as they were seen, under the names that they had then, the subject first."""
    if chief is None:
        return None
    one, other = saw(export, export.written.get(chief.event, chief))
    return (one, other) if chief.left == subject else (other, one)


def saw(export: Export, written: Decision) -> tuple[Item, Item]:
    """Give both sides of a decision as it was written, in the editions that were in view."""
    sides = zip((written.left, written.right), written.editions, strict=True)
    one, other = (item(work, export.edition(work, label), label) for work, label in sides)
    return one, other
