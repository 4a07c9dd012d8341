"""Opening a review: who sits down, which pairs are on the desk, in which order."""

import os
import time
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

from mapper import controls, decisions, pipeline, teamwork
from mapper.budget import Plan, plan
from mapper.explaining import Explanations
from mapper.mapping import Mapped
from mapper.review import bookmarks, keymap, queue
from mapper.review.clerk import Clerk, Judge
from mapper.review.filters import Filters, check, choices
from mapper.review.learner import Learner
from mapper.review.reviewer import Reviewer
from mapper.review.room import Room
from mapper.review.shares import Reader, Share
from mapper.review.viewer import Viewer
from mapper.settings import Settings
from mapper.spoken import Speaker
from mapper.store import Store
from mapper.types import Decision, Document, Kind, Verdict

Clock = Callable[[], str]


@dataclass(frozen=True)
class Wish:
    """Say what a reviewer asked for: which pairs, in which order, blind or not, how many, and in how many minutes (0 for all).

    `missing` asks only for those that accepted pairs ask for; `asked` says of each of these which. `mine` asks for what is assigned to the reviewer,
    where the pairs are shared out.
    """

    filters: Filters = field(default_factory=Filters)
    order: str = queue.MIX
    blind: bool = False
    limit: int = 0
    minutes: int = 0
    missing: bool = False
    asked: Mapping[str, str] = field(default_factory=dict)
    mine: bool = True


@dataclass(frozen=True)
class Lead:
    """Hold the order in which pairs are shown, with its reasons, and what makes it anew on the way."""

    arranged: queue.Arranged
    learner: Learner | None = None

    @classmethod
    def of(cls, wish: Wish, mapped: Sequence[Mapped], documents: Mapping[str, Document], clerk: Reader, skipped: Set[str]) -> Self:
        """Arrange pairs as asked, before anything is learned; to a blind reviewer no order tells the score, so nothing is learned at all."""
        reviewer, given = clerk.reviewer, clerk.share.pairs
        if wish.order == queue.AUDIT:
            drawn = queue.draw(mapped, reviewer)
            return cls(replace(drawn, mapped=tuple(queue.changed_first(drawn.mapped, reviewer))))
        if wish.order == queue.MIX and not wish.blind:
            learner = None if wish.minutes else Learner(mapped, documents, reviewer, skipped, given)
            return cls(queue.blend(mapped, reviewer, given), learner)
        arranged = queue.arrange(mapped, wish.order, reviewer)
        if wish.blind:
            return cls(queue.Arranged(tuple(arranged if wish.order == "random" else queue.shuffle_in_bands(arranged, reviewer))))
        return cls(queue.Arranged(tuple(arranged), dict.fromkeys((one.pair for one in mapped), wish.order)))


def review(settings: Settings, store: Store, wish: Wish, *, reviewer: str, now: Clock) -> Reviewer:
    """Lay out the pairs that wait for one reviewer."""
    standing = pipeline.settled(settings, store)
    skipped = _skipped(standing.decisions, reviewer)
    mapped = [replace(one, stale=one.changed_for(reviewer) or one.stale) for one in standing.mapped if not wish.missing or one.pair in wish.asked]
    clerk = Reader(store, standing.library, reviewer, now, _share(settings, standing, store, wish, reviewer))
    lead = Lead.of(wish, mapped, standing.library.current, clerk, skipped)
    arranged = replace(lead.arranged, mapped=tuple(clerk.mixed(queue.skipped_last(lead.arranged.mapped, skipped))))
    return _open(settings, standing, replace(lead, arranged=arranged), clerk, wish)


def _share(settings: Settings, standing: pipeline.Standing, store: Store, wish: Wish, reviewer: str) -> Share:
    """Give a reviewer what is assigned to them, with known pairs among it; all pairs where they asked for all, or nothing is shared out."""
    team = settings.team
    if not wish.mine or wish.missing or not (team.shares or team.controls):
        return Share()
    shares = team.shares and reviewer in team.reviewers
    turns = teamwork.plan(settings, standing)
    own = frozenset(turns.of(reviewer))
    share = Share(own if shares else None, own & turns.twice)
    return share if wish.filters.state else replace(share, controls=_controls(settings, standing, store.decisions(), share, reviewer))


def _controls(settings: Settings, standing: pipeline.Standing, log: Sequence[Decision], share: Share, reviewer: str) -> frozenset[str]:
    """Choose the known pairs that measure a reviewer in this session."""
    if not settings.team.controls:
        return frozenset()
    known = controls.known(standing.mapped, controls.load(settings.controls))
    mine = {one.pair for one in standing.mapped if reviewer in one.reviewers}
    waiting = {one.pair for one in standing.mapped if queue.is_open(one, reviewer) and (share.pairs is None or one.pair in share.pairs)}
    pool = known.keys() - mine - (waiting if share.pairs is not None else set())
    answered = controls.answers(log, reviewer)
    return controls.chosen(pool, answered, reviewer, (settings.team.controls, len(waiting - pool), len(mine)))


def told(opened: Reviewer) -> list[str]:
    """Say that a reviewer is given their own pairs, and how to see the others; nothing where they are given all."""
    clerk, room = opened.room.clerk, opened.room
    if not isinstance(clerk, Reader) or clerk.share.pairs is None:
        return []
    every = sum(queue.is_open(one, clerk.reviewer) for one in room.mapped)
    told = [f"{len(clerk.share.pairs)} pairs are assigned to you, of {every} that you could read; --all shows the others"]
    known = {one.pair for one in room.mapped if any(said.reviewer != clerk.reviewer for said in one.decisions)}
    again = len(clerk.share.blind & known)
    return told + [f"{again} of them somebody else has decided on: you read these a second time, apart"] * bool(again)


def fitting(wish: Wish, opened: Reviewer) -> Plan:
    """Choose from the pairs that wait for a reviewer those that bring most in the minutes they have, and lay out only these."""
    room, mine = opened.room, opened.desk.queue
    found = plan(mine, wish.minutes, room.clerk.log(), room.documents)
    first = sorted(room.mapped, key=lambda one: one.pair not in found.chosen)
    opened.room = replace(room, mapped=tuple(first), limit=min(wish.limit or len(found.chosen), len(found.chosen)))
    opened.fill(opened.filters)
    return found


def adjudication(settings: Settings, store: Store, wish: Wish, *, reviewer: str, now: Clock) -> Reviewer:
    """Lay out the pairs that reviewers dispute."""
    standing = pipeline.settled(settings, store)
    arranged = queue.arrange(standing.mapped, "likely", reviewer)
    return _open(settings, standing, Lead(queue.Arranged(tuple(arranged))), Judge(store, standing.library, reviewer, now), wish)


def _open(settings: Settings, standing: pipeline.Standing, lead: Lead, clerk: Clerk, wish: Wish) -> Reviewer:
    current = standing.library.current
    relations = decisions.relations()
    types = (*(kind.name for kind in settings.types), *sorted({one.type for one in lead.arranged.mapped}))
    known = choices(current.values(), types, (code for code, _ in relations))

    def path(document: Document) -> Path:
        return (settings.themes if document.kind is Kind.SUBTOPIC else settings.sources) / document.source.file

    viewer = Viewer(settings.root, os.environ)

    room = Room(
        mapped=lead.arranged.mapped,
        documents=current,
        clerk=clerk,
        relations=relations,
        reasons=decisions.reasons(),
        place=lambda document: str(path(document)),
        clock=time.monotonic,
        choices=known,
        limit=0 if wish.minutes else wish.limit,
        explain=Explanations(standing, settings.types).why,
        speaker=Speaker(current),
        asked=wish.asked,
        keymap=keymap.load(settings.root),
        marked=bookmarks.load(settings.root, clerk.reviewer),
        viewer=lambda document, page: viewer.open(path(document), page),
        led=lead.arranged.reasons,
        learner=lead.learner,
        examples=settings.guidelines,
        hidden=clerk.share.hidden if isinstance(clerk, Reader) else frozenset(),
        spread=clerk.mixed if isinstance(clerk, Reader) and clerk.share.controls else None,
    )
    return Reviewer(room, check(wish.filters, known), blind=wish.blind)


def _skipped(log: Sequence[Decision], reviewer: str) -> set[str]:
    """Name the pairs that one reviewer put off and said nothing of since."""
    last = {event.pair: event.verdict for event in log if event.reviewer == reviewer}
    return {pair for pair, verdict in last.items() if verdict is Verdict.SKIP}
