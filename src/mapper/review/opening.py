"""Opening a review: who sits down, which pairs are on the desk, in which order."""

import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from mapper import decisions, pipeline
from mapper.budget import Plan, plan
from mapper.explaining import Explanations
from mapper.mapping import Mapped
from mapper.review import bookmarks, keymap, queue
from mapper.review.clerk import Clerk, Judge, LogClerk
from mapper.review.filters import Filters, check, choices
from mapper.review.reviewer import Reviewer
from mapper.review.room import Room
from mapper.review.viewer import Viewer
from mapper.settings import Settings
from mapper.spoken import Speaker
from mapper.store import Store
from mapper.types import Decision, Document, Kind, Verdict

Clock = Callable[[], str]


@dataclass(frozen=True)
class Wish:
    """Say what a reviewer asked for: which pairs, in which order, blind or not, how many, and in how many minutes (0 for all).

    `missing` asks only for those that accepted pairs ask for; `asked` says of each of these which.
    """

    filters: Filters = field(default_factory=Filters)
    order: str = "likely"
    blind: bool = False
    limit: int = 0
    minutes: int = 0
    missing: bool = False
    asked: Mapping[str, str] = field(default_factory=dict)


def review(settings: Settings, store: Store, wish: Wish, *, reviewer: str, now: Clock) -> Reviewer:
    """Lay out the pairs that wait for one reviewer."""
    standing = pipeline.settled(settings, store)
    skipped = _skipped(standing.decisions, reviewer)
    mapped = [replace(one, stale=one.changed_for(reviewer) or one.stale) for one in standing.mapped if not wish.missing or one.pair in wish.asked]
    arranged = queue.arrange(mapped, wish.order, reviewer)
    if wish.blind and wish.order != "random":
        arranged = queue.shuffle_in_bands(arranged, reviewer)
    arranged = queue.skipped_last(arranged, skipped)
    return _open(settings, standing, arranged, LogClerk(store, standing.library, reviewer, now), wish)


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
    arranged = queue.arrange(standing.mapped, wish.order, reviewer)
    return _open(settings, standing, arranged, Judge(store, standing.library, reviewer, now), wish)


def _open(settings: Settings, standing: pipeline.Standing, arranged: Sequence[Mapped], clerk: Clerk, wish: Wish) -> Reviewer:
    current = standing.library.current
    relations = decisions.relations()
    types = (*(kind.name for kind in settings.types), *sorted({one.type for one in arranged}))
    known = choices(current.values(), types, (code for code, _ in relations))

    def path(document: Document) -> Path:
        return (settings.themes if document.kind is Kind.SUBTOPIC else settings.sources) / document.source.file

    viewer = Viewer(settings.root, os.environ)

    room = Room(
        mapped=tuple(arranged),
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
    )
    return Reviewer(room, check(wish.filters, known), blind=wish.blind)


def _skipped(log: Sequence[Decision], reviewer: str) -> set[str]:
    """Name the pairs that one reviewer put off and said nothing of since."""
    last = {event.pair: event.verdict for event in log if event.reviewer == reviewer}
    return {pair for pair, verdict in last.items() if verdict is Verdict.SKIP}
