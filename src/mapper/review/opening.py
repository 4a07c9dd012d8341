"""Opening a review: who sits down, which pairs are on the desk, in which order."""

import getpass
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from mapper import decisions, finding, pipeline
from mapper.errors import UsageError
from mapper.mapping import Mapped
from mapper.relations import body_ranks, orient
from mapper.review import queue
from mapper.review.clerk import Clerk, Judge, LogClerk
from mapper.review.filters import Filters, check, choices
from mapper.review.reviewer import Reviewer, Room
from mapper.review.session import Outcome
from mapper.review.subject import in_view
from mapper.review.text import clean
from mapper.settings import FILE, Settings
from mapper.store import Store
from mapper.types import Decision, Document, Kind, State, Verdict

Clock = Callable[[], str]


@dataclass(frozen=True)
class Wish:
    """Say what a reviewer asked for: which pairs, in which order, blind or not, how many (0 for all)."""

    filters: Filters = field(default_factory=Filters)
    order: str = "likely"
    blind: bool = False
    limit: int = 0


def who(settings: Settings, said: str) -> str:
    """Name the reviewer: as said, else the only one of the settings, else the login name."""
    name = clean(said) or (settings.reviewers[0] if len(settings.reviewers) == 1 else _login())
    if settings.reviewers and name not in settings.reviewers:
        raise UsageError(
            f"{name!r} is not among the reviewers of {settings.root / FILE}: say --as {' or '.join(settings.reviewers)}, or add the name"
        )
    return name


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError) as error:
        raise UsageError("cannot tell who you are; say your name with --as NAME") from error


def review(settings: Settings, store: Store, wish: Wish, *, reviewer: str, now: Clock) -> Reviewer:
    """Lay out the pairs that wait for one reviewer."""
    standing = pipeline.settled(settings, store)
    skipped = _skipped(standing.decisions, reviewer)
    arranged = queue.arrange(standing.mapped, wish.order, reviewer)
    if wish.blind and wish.order != "random":
        arranged = queue.shuffle_in_bands(arranged, reviewer)
    arranged = queue.skipped_last(arranged, skipped)
    return _open(settings, standing, arranged, LogClerk(store, standing.library, reviewer, now), wish)


def adjudication(settings: Settings, store: Store, wish: Wish, *, reviewer: str, now: Clock) -> Reviewer:
    """Lay out the pairs that reviewers dispute."""
    standing = pipeline.settled(settings, store)
    arranged = queue.arrange(standing.mapped, wish.order, reviewer)
    return _open(settings, standing, arranged, Judge(store, standing.library, reviewer, now), wish)


def _open(settings: Settings, standing: pipeline.Standing, arranged: Sequence[Mapped], clerk: Clerk, wish: Wish) -> Reviewer:
    current = standing.library.current
    relations = decisions.relations()
    types = (*(kind.name for kind in settings.types), *sorted({one.type for one in arranged}))
    known = choices(current.values(), types, (code for code, _ in relations))

    def place(document: Document) -> str:
        return str((settings.themes if document.kind is Kind.SUBTOPIC else settings.sources) / document.source.file)

    room = Room(
        mapped=tuple(arranged),
        documents=current,
        clerk=clerk,
        relations=relations,
        reasons=decisions.reasons(),
        place=place,
        clock=time.monotonic,
        choices=known,
        limit=wish.limit,
        way=partial(way, documents=current),
    )
    return Reviewer(room, check(wish.filters, known), blind=wish.blind)


def _skipped(log: Sequence[Decision], reviewer: str) -> set[str]:
    """Name the pairs that one reviewer put off and said nothing of since."""
    last = {event.pair: event.verdict for event in log if event.reviewer == reviewer}
    return {pair for pair, verdict in last.items() if verdict is Verdict.SKIP}


VERDICTS = (Verdict.ACCEPT, Verdict.REJECT, Verdict.UNSURE)


def decide(settings: Settings, store: Store, typed: str, word: decisions.Word, *, reviewer: str, at: str) -> Decision:
    """Record one verdict on a pair named by its id or the start of it; an acceptance without a relation takes the one that stands or is proposed."""
    standing = pipeline.settled(settings, store)
    mapped = finding.by_id(standing.mapped, typed)
    if word.verdict is Verdict.ACCEPT:
        relation = word.relation or mapped.relation
        word = replace(word, relation=relation, direction=word.direction or way(mapped, relation, standing.library.current))
    return decisions.record(store, in_view(mapped, standing.library.current), word, reviewer=reviewer, at=at)


def way(mapped: Mapped, relation: str, documents: Mapping[str, Document]) -> str:
    """Say which way a relation runs where nobody says it: as it stands or is proposed, else as the two texts suggest."""
    if relation not in decisions.phrases():
        return ""
    if relation == mapped.relation and mapped.direction:
        return mapped.direction
    left, right = documents.get(mapped.left), documents.get(mapped.right)
    return orient(relation, left, right, body_ranks()) if left and right else ""


def word(verdict: str, relation: str, reason: str, comment: str, direction: str = "") -> decisions.Word:
    """Parse what was typed as a verdict; say what is allowed where it is not."""
    if verdict not in VERDICTS:
        raise UsageError(f"no verdict {verdict!r}; choose one of {', '.join(VERDICTS)}")
    if relation and verdict != Verdict.ACCEPT:
        raise UsageError(f"--relation goes with accept, not with {verdict}")
    if direction and verdict != Verdict.ACCEPT:
        raise UsageError(f"--direction goes with accept, not with {verdict}")
    if reason and verdict != Verdict.REJECT:
        raise UsageError(f"--reason goes with reject, not with {verdict}")
    return decisions.Word(Verdict(verdict), relation, reason, clean(comment), direction=direction)


def next_step(done: Outcome, reviewer: Reviewer) -> str:
    """Say what to type next."""
    adjudicates = isinstance(reviewer.room.clerk, Judge)
    if not done.finished:
        return "mapper adjudicate goes on here" if adjudicates else "mapper review goes on here"
    if done.skipped:
        return "mapper adjudicate" if adjudicates else "mapper review brings the skipped pairs back"
    disputed = sum(one.state is State.DISPUTED for one in reviewer.room.mapped)
    return "mapper adjudicate settles the disputed pairs" if disputed and not adjudicates else "mapper export xlsx writes the tables"
