"""Simulate: a gold set replayed as the reviewer, pair after pair, with what mapper learns on the way."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mapper import calibration, effort, goldset
from mapper.calibration import Calibrators, enough
from mapper.candidates import pick
from mapper.embedders import Embedder
from mapper.embeddings import Notify, VectorCache
from mapper.errors import MapperError
from mapper.evaluate import SHOWN, beside
from mapper.goldset import GoldSet
from mapper.learning import Taught, learn
from mapper.lessons import Lesson
from mapper.mapping import Facts, likelihood, settle
from mapper.proposals import Task, Tools, corpora, fused, propose
from mapper.relevance import Laid, lay
from mapper.replaying import Held, hold, mixed
from mapper.review.queue import AUDIT, MIX, ORDERS
from mapper.types import Document, Proposal

TYPE = "gold"
EVERY = 100  # decisions after which a run is made again
GROWTH = 1.25  # or by how much they must have grown, if that is more: later runs learn little
REPLAYS = 200
ASKED = 10  # readings after which the stopping rule is asked

Order = Callable[[Sequence[Proposal]], list[Proposal]]


@dataclass(frozen=True)
class Gold:
    """Hold what a run would propose of a gold set, whether each pair is related, and how many texts and related pairs there are in all."""

    proposals: tuple[Proposal, ...]
    related: Mapping[str, bool]
    counts: tuple[int, int, int]
    tools: Tools
    notes: tuple[str, ...] = ()
    documents: Mapping[str, Document] = field(default_factory=dict)

    @property
    def reachable(self) -> int:
        """Count the related pairs that are proposed."""
        return sum(self.related.values())


@dataclass(frozen=True)
class Replay:
    """Hold what a reviewer read in one order: whether each pair was related, and what was learned on the way."""

    order: str
    read: tuple[bool, ...]
    runs: int = 0
    lessons: tuple[Lesson, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Give one object: the curve, the work spared and where the rule would have stopped."""
        stopped = effort.stop(self.read, ASKED)
        return {
            "order": self.order,
            "pairs": len(self.read),
            "related": sum(self.read),
            "curve": [{"read": read, "found": found} for read, found in effort.curve(self.read)],
            "wss_at_95": round(effort.spared(self.read), 4),
            "area": round(effort.area(self.read), 4),
            "read_for_95": effort.needed(self.read),
            "stop": {"read": stopped, "found": sum(self.read[:stopped]), "recall": round(sum(self.read[:stopped]) / sum(self.read), 4)},
            "runs": self.runs,
            "weights_learned": sum(lesson.used for lesson in self.lessons),
        }

    def line(self) -> str:
        """Give the same as a line for a person."""
        shares = "".join(f"{found / sum(self.read):>6.0%}" for _, found in effort.curve(self.read))
        stopped = effort.stop(self.read, ASKED)
        told = f"{stopped:>7} {sum(self.read[:stopped]) / sum(self.read):>6.0%}" if stopped < len(self.read) else "  never      "
        spared = f"{effort.spared(self.read):>7.3f} {effort.area(self.read):>6.3f}"
        return f"{self.order:<18}{shares}  {spared} {told}   {sum(one.used for one in self.lessons)} of {self.runs}"


@dataclass(frozen=True)
class Simulation:
    """Hold the replays of one gold set."""

    gold: Gold
    replays: tuple[Replay, ...] = ()
    held: Held = field(default_factory=lambda: Held(0, 0, ()))

    def lines(self) -> list[str]:
        """Tell them as a table for a person."""
        left, right, related = self.gold.counts
        total, reach = len(self.gold.proposals), self.gold.reachable
        return [
            f"{total} pairs proposed of {left} x {right} texts; {reach} of {related} related pairs are among them",
            "share of those found when so much is read, in the orders of `mapper review`; WSS@95; the area under that curve; where the stopping",
            "rule ends it, and what is found by then; in how many of the runs on the way learned weights were used",
            "",
            f"{'order':<18}{''.join(f'{point:>6.0%}' for point in _points())}   WSS@95   area    stop  found   weights",
            *(replay.line() for replay in self.replays),
            *(["", self.held.line()] if self.held.replays else []),
        ]


def _points() -> list[float]:
    return [point / effort.POINTS for point in range(1, effort.POINTS + 1)]


def simulate(
    folder: Path, embedder: Embedder, cache: Path | None = None, *, every: int = EVERY, certify: int = REPLAYS, notify: Notify | None = None
) -> Simulation:
    """Replay the gold of a folder in the mix that `mapper review` shows, in its other orders with a run now and then, and in two that learn nothing.

    What the draws of the mix certify is replayed `certify` times, with other draws each time.
    """
    gold = propose_gold(folder, embedder, VectorCache(cache), notify)
    orders = [("likely, unlearned", "likely", 0), *((name, name, every) for name in ORDERS if name not in (MIX, AUDIT))]
    order = mixed(gold.proposals, laid_out(gold), gold.related)
    replays = [Replay(MIX, tuple(gold.related[pair] for pair in order)), by_score(gold)]
    for number, (name, ordering, pace) in enumerate(orders, 1):
        replays.append(replay(gold, name, ordered(ordering), every=pace))
        if notify:
            notify("replaying", number, len(orders))
    return Simulation(gold, tuple(replays), hold(order, gold.related, certify))


def laid_out(gold: Gold) -> Laid:
    """Lay the proposals out as the mix sees them."""
    likely = {one.pair: likelihood(one) for one in settle(gold.proposals, (), Facts({}))}
    return lay(gold.proposals, [likely[one.pair] for one in gold.proposals], {work: one.words for work, one in gold.documents.items()})


def by_score(gold: Gold) -> Replay:
    """Read by the score alone, in an order that nothing changes."""
    ordered = sorted(gold.proposals, key=lambda one: (-one.score, one.pair))
    return Replay("score, fixed", tuple(gold.related[one.pair] for one in ordered))


def propose_gold(folder: Path, embedder: Embedder, cache: VectorCache, notify: Notify | None = None, *, shown: int = SHOWN) -> Gold:
    """Propose the `shown` best partners of each text of a set, as a run does, however unlikely; the general curve says how likely each is.

    Raises MapperError for a wrong line.
    """
    gold, known = goldset.read(folder), calibration.load()
    abroad, notes = beside(gold, embedder)
    tools = Tools(embedder, cache, calibrators=Calibrators(known.general, {TYPE: known.general}), abroad=abroad)
    left, right = corpora(gold.left, gold.right, tools, notify)
    found = pick(left, right, fused(left, right, ~gold.same, tools), shown)
    proposals = propose(Task(TYPE, left.documents, right.documents, top=shown), left, right, found, tools)
    counts = (len(gold.left), len(gold.right), int((gold.grades > 0).sum()))
    related = _related(gold, proposals)
    if not any(related.values()):
        raise MapperError(
            f"nothing to replay in {folder}: none of its {counts[2]} related pairs is proposed; `mapper evaluate` says how it ranks them"
        )
    return Gold(tuple(proposals), related, counts, tools, (*gold.notes, *notes), {one.id: one for one in (*gold.left, *gold.right)})


def _related(gold: GoldSet, proposals: Sequence[Proposal]) -> dict[str, bool]:
    rows, columns = ({document.id: number for number, document in enumerate(side)} for side in (gold.left, gold.right))
    return {one.pair: bool(gold.grades[rows[one.left], columns[one.right]] > 0) for one in proposals}


def ordered(name: str) -> Order:
    """Give an order of the review as an order of proposals."""

    def order(proposals: Sequence[Proposal]) -> list[Proposal]:
        known = {one.pair: one for one in proposals}
        return [known[mapped.pair] for mapped in ORDERS[name](settle(proposals, (), Facts({})), TYPE)]

    return order


def replay(gold: Gold, name: str, order: Order, *, every: int) -> Replay:
    """Read all that is proposed in an order, and make a run after each so many decisions, from which on its order holds; none with 0."""
    said: dict[str, bool] = {}
    taught, lessons, runs = Taught(gold.proposals), list[Lesson](), 0
    while len(said) < len(gold.proposals):
        left = order([one for one in taught.proposals if one.pair not in said])
        step = max(every, round(len(said) * (GROWTH - 1))) if every else len(left)
        said |= {one.pair: gold.related[one.pair] for one in left[:step]}
        if every and enough(said.values()) and len(said) < len(gold.proposals):
            taught = learn(gold.proposals, {TYPE: said}, gold.tools.calibrators)
            lessons, runs = [*lessons, *taught.lessons], runs + 1
    return Replay(name, tuple(gold.related[pair] for pair in said), runs, tuple(lessons))
