"""Rows: each pair of an export with all that reports say of it, worked out once and shared by every table."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from mapper.mapping import Mapped
from mapper.measures import label as called
from mapper.reports import Export
from mapper.reports.layout import label
from mapper.reports.text import one_line, shorten
from mapper.types import Decision, Document, Evidence, Kind, Quote, State, Verdict

HUMAN, MACHINE = "human", "machine"
DECIDED = {State.ACCEPTED: Verdict.ACCEPT, State.REJECTED: Verdict.REJECT, State.UNSURE: Verdict.UNSURE}
SHOWN = frozenset({State.NEW, State.OPEN, State.ACCEPTED, State.UNSURE, State.DISPUTED, State.STALE})
WORDS = {
    State.NEW: "proposed, new",
    State.OPEN: "proposed",
    State.ACCEPTED: "accepted",
    State.REJECTED: "rejected",
    State.UNSURE: "unsure",
    State.DISPUTED: "disputed",
    State.STALE: "to look at again",
    State.GONE: "withdrawn text",
}


@dataclass(frozen=True)
class Item:
    """Show one side of a pair; a document that could not be read this time keeps its id as its name."""

    id: str
    document: Document | None
    edition: str

    @cached_property
    def label(self) -> str:
        """Call the document as tables do."""
        return label(self.document) if self.document else self.id

    @property
    def title(self) -> str:
        """Give the title on one line."""
        return one_line(self.document.title) if self.document else ""

    @property
    def ref(self) -> str:
        """Name the text that was compared: label, then edition or study period."""
        return f"{self.label} ({self.edition})" if self.edition else self.label

    @property
    def body(self) -> str:
        """Name who issued it."""
        return self.document.body if self.document else ""

    @property
    def sector(self) -> str:
        """Name its Sector."""
        return self.document.sector if self.document else ""

    @property
    def language(self) -> str:
        """Give the language tag of its text."""
        return self.document.language if self.document else ""

    @property
    def file(self) -> str:
        """Name the file its pages are those of."""
        return one_line(self.document.source.file) if self.document else ""


@dataclass(frozen=True)
class Row:
    """Show one pair: what the machine proposed, what people said, and where that leaves it."""

    mapped: Mapped
    left: Item
    right: Item
    events: tuple[Decision, ...]

    @property
    def id(self) -> str:
        """Say which pair."""
        return self.mapped.pair

    @property
    def state(self) -> str:
        """Say in words where the pair stands."""
        return WORDS[self.mapped.state] + (", file not read this time" if self.mapped.unread else "")

    @property
    def verdict(self) -> str:
        """Give the verdict that stands and needs no second look; empty where a person has to decide."""
        return DECIDED[self.mapped.state].value if self.mapped.state in DECIDED else ""

    @property
    def standing(self) -> tuple[Decision, ...]:
        """Give each reviewer's decision that was not undone, by name."""
        return tuple(sorted(self.mapped.decisions, key=lambda decision: (decision.reviewer, decision.at, decision.event)))

    @property
    def deciding(self) -> tuple[Decision, ...]:
        """Give the decisions that made the verdict: the adjudication alone where there is one."""
        agreeing = [decision for decision in self.standing if said(decision).value == self.verdict]
        judged = [decision for decision in agreeing if decision.adjudicates]
        return tuple(judged[-1:] or agreeing)

    @property
    def origin(self) -> str:
        """Tell a row that a person judged from one that only the machine proposed."""
        return HUMAN if self.standing else MACHINE

    @property
    def reviewers(self) -> str:
        """Name the people whose decisions stand."""
        return "; ".join(dict.fromkeys(one_line(decision.reviewer) for decision in self.standing))

    @property
    def reason(self) -> str:
        """Give the reason codes of the verdict."""
        return "; ".join(dict.fromkeys(decision.reason for decision in self.deciding if decision.reason))

    @property
    def comment(self) -> str:
        """Give the comments on the verdict."""
        return "; ".join(dict.fromkeys(one_line(decision.comment) for decision in self.deciding if decision.comment))

    @property
    def decided_at(self) -> str:
        """Say when the last standing decision was made."""
        return max((decision.at for decision in self.standing), default="")

    @property
    def agreement(self) -> float | None:
        """Measure how far reviewers agree that the pair holds: 1 all accept, -1 all reject, None nobody spoke."""
        votes = [{Verdict.ACCEPT: 1, Verdict.REJECT: -1}.get(said(decision), 0) for decision in self.standing if not decision.adjudicates]
        return round(sum(votes) / len(votes), 3) if votes else None

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
        """Say in which direction the relation reads; empty where it holds both ways, or nobody said."""
        return self.mapped.direction

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Give the clause pairs in view: the proposal's, or those a decision was made on."""
        if self.mapped.proposal:
            return self.mapped.proposal.evidence
        return next((decision.evidence for decision in reversed(self.events) if decision.evidence), ())

    @property
    def channels(self) -> dict[str, float]:
        """Give what each channel measured."""
        return dict(self.mapped.proposal.channels) if self.mapped.proposal else {}

    @property
    def why(self) -> str:
        """Say on one line what spoke for the pair most."""
        if not self.mapped.proposal:
            return "no proposal in this run"
        told = self.mapped.proposal.contributions or self.mapped.proposal.channels
        strongest = sorted(told, key=lambda feature: (-abs(feature[1]), feature[0]))[:4]
        return " | ".join(f"{called(name).replace('_', ' ')} {value:+.2f}" for name, value in strongest)

    @property
    def earlier(self) -> str:
        """Tell what each reviewer said."""
        return "\n".join(f"{d.at[:10]} {one_line(d.reviewer)}: {d.verdict.value}{f', {d.relation}' if d.relation else ''}" for d in self.standing)

    @property
    def changed_since(self) -> str:
        """Tell which clauses under the decision's evidence changed."""
        return "\n".join(dict.fromkeys(f"{one_line(change.place)}: {change.grade.value}" for change in self.mapped.stale))

    @property
    def quoted(self) -> tuple[Quote, Quote] | None:
        """Give the strongest clause pair."""
        return (self.evidence[0].left, self.evidence[0].right) if self.evidence else None

    @property
    def order(self) -> tuple[str, float, str, str, str]:
        """Sort by mapping, the likeliest first, ties by id."""
        return (self.mapped.type, -(self.probability or 0.0), self.left.id, self.right.id, self.id)


def said(decision: Decision) -> Verdict:
    """Read a confirmation as the acceptance that it repeats."""
    return Verdict.ACCEPT if decision.verdict is Verdict.CONFIRM else decision.verdict


def rows(export: Export) -> tuple[Row, ...]:
    """Work out every pair of an export, in the order of the tables."""
    events: dict[str, list[Decision]] = {}
    for decision in export.decisions:
        events.setdefault(decision.pair, []).append(decision)
    made = (_row(export, mapped, events.get(mapped.pair, [])) for mapped in export.mapped)
    return tuple(sorted(made, key=lambda row: row.order))


def _row(export: Export, mapped: Mapped, events: Iterable[Decision]) -> Row:
    proposal = mapped.proposal
    left = _item(export, mapped.left, proposal.left_edition if proposal and proposal.left == mapped.left else "")
    right = _item(export, mapped.right, proposal.right_edition if proposal and proposal.right == mapped.right else "")
    return Row(mapped, left, right, tuple(events))


def _item(export: Export, work: str, edition: str) -> Item:
    document = export.documents.get(work)
    known = document.edition.label or document.period if document else ""
    return Item(work, document, one_line(edition or known))


def is_subtopic(item: Item) -> bool:
    """Say whether one side of a pair is a subtopic of a theme."""
    return item.document is not None and item.document.kind is Kind.SUBTOPIC


def is_theme(row: Row) -> bool:
    """Say whether a pair joins a text with a subtopic."""
    return is_subtopic(row.left) or is_subtopic(row.right)


def place(quote: Quote) -> str:
    """Point to a quoted clause as a reader would: its place, then its page."""
    return f"{shorten(quote.place, 80)}, p. {quote.page}" if quote.page else shorten(quote.place, 80)
