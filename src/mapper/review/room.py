"""The room: what a review works with, and what it may ask of the person."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path

from mapper import waterfall
from mapper.mapping import Mapped
from mapper.review.clerk import Clerk
from mapper.review.filters import Choices
from mapper.review.keymap import Keymap
from mapper.review.learner import Learner
from mapper.spoken import Speaker
from mapper.types import Document


def _unexplained(mapped: Mapped, _untold: Set[str], cells: int) -> Sequence[str]:
    """Explain a proposal by its score alone."""
    return waterfall.drawn(mapped.proposal, cells=cells) if mapped.proposal else []


@dataclass(frozen=True)
class Marked:
    """Hold a person's bookmarks, and what keeps them: it is told the pair, and whether it is marked from now on."""

    pairs: frozenset[str] = frozenset()
    keep: Callable[[str, bool], None] = field(default=lambda _pair, _marked: None)


@dataclass(frozen=True)
class Room:
    """Hold what a review works with: the pairs in order, their documents, who writes, the profile's words, where sources lie.

    `explain` says why a pair is proposed, in lines of so many cells; the states of the pairs that it is given may be others by now.
    `speaker` finds the words that speak; `asked` says of a pair which accepted pairs ask for it. `viewer` opens a document at a page and says so in
    lines, or says how to. `led` says why a pair stands where it stands, `learner` makes the order anew from what was decided since.
    `hidden` names the pairs that are read blind whatever the person chose, `spread` puts known pairs among the others, `examples` is the file of what
    the team settled.
    """

    mapped: Sequence[Mapped]
    documents: Mapping[str, Document]
    clerk: Clerk
    relations: Sequence[tuple[str, str]]
    reasons: Sequence[tuple[str, str]]
    place: Callable[[Document], str]
    clock: Callable[[], float]
    choices: Choices
    limit: int = 0
    explain: Callable[[Mapped, Set[str], int], Sequence[str]] = _unexplained
    speaker: Speaker = field(default_factory=lambda: Speaker({}))
    asked: Mapping[str, str] = field(default_factory=dict)
    keymap: Keymap = field(default_factory=Keymap)
    marked: Marked = field(default_factory=Marked)
    viewer: Callable[[Document, int], Sequence[str]] | None = None
    led: Mapping[str, str] = field(default_factory=dict)
    learner: Learner | None = None
    hidden: Set[str] = frozenset()
    spread: Callable[[Sequence[Mapped]], Sequence[Mapped]] | None = None
    examples: Path | None = None


@dataclass(frozen=True)
class Question:
    """Ask for a line, or for one more key, and say who takes the answer."""

    text: str
    take: Callable[[str], None]
    one_key: bool = False
