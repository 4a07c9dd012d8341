"""A small mapping, written for the tests of the review room: three documents, three pairs, and a clerk that writes to a list."""

from dataclasses import replace

from mapper import pace
from mapper.editions import ClauseChange
from mapper.identity import pair_id
from mapper.mapping import Mapped, restated
from mapper.review.filters import Filters, choices
from mapper.review.queue import is_open
from mapper.review.reviewer import Reviewer
from mapper.review.room import Room
from mapper.types import (
    Change,
    Clause,
    Decision,
    Document,
    Edition,
    Evidence,
    Kind,
    Part,
    Proposal,
    Quote,
    SourceFile,
    State,
    Status,
    Verdict,
)

RELATIONS = (("mutual-interest", "both have an interest"), ("implements", "one carries the other out"), ("duplicate", "the same again"))
REASONS = (("different-subject", "different subject"), ("procedural", "procedural text only"), ("other", "another reason; say it in a comment"))
LONG = "to strengthen the joint work on adaptation to a changing climate, on early warning and on the measurement of emissions of networks " * 6


def clause(work, number, text):
    return Clause(f"{work}#resolves.{number}", Part.OPERATIVE, "resolves", "", str(number), 0, text, 10 + number)


def document(work, body, sector, title, *texts, label="Rev. Lund, 2022"):
    clauses = tuple(clause(work, number, text) for number, text in enumerate(texts, 1))
    file = SourceFile(f"{body.lower()}.pdf", "0" * 64)
    edition = Edition(label, "Lund", 2022)
    return Document(work, Kind.RESOLUTION, body, work[-1], title, edition, "en", Status.IN_FORCE, file, (11, 14), clauses, sector=sector)


A = document("aa/res/1", "AA", "R", "Climate and the environment", LONG, "to report on progress by 2026", "to invite members")
B = document("bb/res/2", "BB", "T", "Warm networks, cool planet", LONG, "to take stock of progress made", "to call on industry")
C = document("cc/res/3", "CC", "D", "Access for all 包容性接入", "to make services accessible", "to publish guidelines", "to train")
DOCUMENTS = {one.id: one for one in (A, B, C)}
CHOICES = choices(DOCUMENTS.values(), ["resolutions"], (code for code, _ in RELATIONS))


def proposal(one, other, probability, relation="mutual-interest"):
    def quote(of):
        return Quote(of.id, of.place, of.page, of.text)

    evidence = tuple(Evidence(quote(x), quote(y), 0.5) for x, y in zip(one.clauses, other.clauses, strict=True))
    band = "high" if probability > 0.7 else "medium" if probability > 0.3 else "low"
    return Proposal(
        pair_id("resolutions", one.id, other.id), "resolutions", one.id, other.id, one.edition.label, other.edition.label, probability, probability,
        band, relation, "", (("citation", 1.0), ("dense", 0.7)), (1, 2), evidence, (("clause_similarity", 0.42), ("boilerplate", -0.05)),
    )  # fmt: skip


def mapped(one, other, probability, relation="mutual-interest", **changed):
    made = proposal(one, other, probability, relation)
    plain = Mapped(
        pair=made.pair, type=made.type, left=made.left, right=made.right, state=State.OPEN, proposal=made, decisions=(), relation="", stale=()
    )
    return replace(plain, **changed)


def pairs():
    return [mapped(A, B, 0.91, "implements"), mapped(A, C, 0.52), mapped(B, C, 0.12)]


CHANGED = ClauseChange(Change.OPERATIVE_CHANGED, clause(A.id, 1, "to study heat until 2022"), clause(A.id, 1, "to study heat and drought until 2030"))


def decision(of, verdict=Verdict.ACCEPT, reviewer="anna", **changed):
    made = Decision(
        event=f"{reviewer}-{of.pair}", pair=of.pair, type=of.type, left=of.left, right=of.right, verdict=verdict, relation="mutual-interest",
        reason="", comment="", reviewer=reviewer, at="2026-03-04T05:06:07Z", seconds=8.0, score_shown=True, editions=("", ""), evidence=(),
    )  # fmt: skip
    return replace(made, **changed)


class ListClerk:
    """Keep what was said in a list."""

    adjudicates = False

    def __init__(self, reviewer="anna"):
        self.reviewer = reviewer
        self.said = []
        self.others = []
        self.heard = []

    def log(self):
        return self.said

    def pace(self):
        return pace.seconds(self.said)

    def record_all(self, said):
        return [self.record(of, word) for of, word in said]

    def news(self):
        found, self.others = self.others, []
        self.heard += found
        return found

    def reread(self, of):
        mine = [one for one in self.said if one.pair == of.pair and one.verdict is not Verdict.SKIP][-1:]
        others = [one for one in (*of.decisions, *self.heard) if one.pair == of.pair and one.reviewer != self.reviewer]
        return restated(of, (*others, *mine))

    def history(self, of, *, blind):
        return [f"{one.reviewer}: {one.verdict.value}" for one in self.said if one.pair == of.pair]

    def concerns(self, of, filters):
        return True

    def refusal(self, of):
        return ""

    def objection(self, of):
        return ""

    def record(self, of, said):
        made = decision(
            of, said.verdict, self.reviewer, event=str(len(self.said)), relation=said.relation, reason=said.reason, comment=said.comment,
            seconds=said.seconds, score_shown=said.score_shown, direction=said.direction,
        )  # fmt: skip
        self.said.append(made)
        return made

    def undo(self):
        return (self.said.pop(),) if self.said else ()

    def again(self, undone):
        self.said.extend(undone)
        return tuple(undone)

    def mine(self):
        return {one.pair: one for one in self.said if one.verdict is not Verdict.SKIP}

    def waits(self, of, filters):
        return bool(filters.state) or is_open(of, self.reviewer)

    def told(self, of, *, blind):
        said = [f"{one.reviewer}: {one.verdict.value}" for one in of.decisions if not blind or one.reviewer == self.reviewer]
        return tuple(said)

    def after(self, of, made):
        return ""


def reviewer(of=None, *, filters=None, blind=False, clock=lambda: 0.0, limit=0, **more):
    room = Room(
        mapped=pairs() if of is None else of, documents=DOCUMENTS, clerk=ListClerk(), relations=RELATIONS, reasons=REASONS,
        place=lambda document: f"sources/{document.source.file}", clock=clock, limit=limit,
        choices=CHOICES, **more,
    )  # fmt: skip
    return Reviewer(room, filters or Filters(), blind=blind)
