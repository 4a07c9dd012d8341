"""Answers: what the rows of a file say of pairs, as text; whether any of it can be recorded is judged later."""

from dataclasses import dataclass, field, fields
from enum import StrEnum

from mapper.errors import UnreadableSource


class Form(StrEnum):
    """Say in which form a row came: of the sheet Review, of a list of pairs, of a mapping set."""

    REVIEW = "review"
    PAIRS = "pairs"
    SET = "set"


@dataclass(frozen=True)
class Entries:
    """Hold the cells that a person fills."""

    decision: str = ""
    relation: str = ""
    direction: str = ""
    reason: str = ""
    comment: str = ""
    reviewer: str = ""


@dataclass(frozen=True)
class Sight:
    """Hold what a row showed of its pair: each work with its edition, as its form names them, and a signature over all that was to be judged."""

    editions: tuple[tuple[str, str], ...]
    signature: str = ""

    @property
    def works(self) -> frozenset[str]:
        """Name the two texts."""
        return frozenset(work for work, _ in self.editions)


@dataclass(frozen=True)
class Answer:
    """Hold what one row of a file says of a pair, and what it knows of the moment in which it was written.

    `kept` names the cells of a person that hold what the row was handed out with; None, where the file cannot tell. `cleared` tells that there was
    a decision.
    `events` is how far the log had come, `until` up to which moment the row knows what was said: None, where the file does not say. `trouble` says
    why the row cannot be read at all, and `trouble_at` in which entry; `places` names the cell of each entry.
    """

    row: int
    form: Form
    entries: Entries = field(default_factory=Entries)
    pair: str = ""
    type: str = ""
    subject: str = ""
    object: str = ""
    proposed: str = ""
    sight: Sight | None = None
    edited: bool = False
    kept: frozenset[str] | None = None
    cleared: bool = False
    machine: bool = False
    run: str = ""
    events: int | None = None
    until: str | None = None
    scores: bool = False
    trouble: str = ""
    trouble_at: str = ""
    places: tuple[tuple[str, str], ...] = ()

    def place(self, entry: str = "") -> str:
        """Name the cell of an entry, or of the decision, as spreadsheets do (`Review!K17`); empty where a file has no such names."""
        return dict(self.places).get(entry or "decision", "")

    @property
    def touched(self) -> bool | None:
        """Say whether the cells of a person were filled in since; None, where the file cannot tell."""
        return None if self.kept is None else len(self.kept) < len(fields(Entries))

    @property
    def blank(self) -> bool:
        """Say whether nobody wrote anything: a list of pairs holds the proposed relation in any case."""
        said = self.entries
        written = (said.decision, said.reason, said.comment, said.reviewer)
        return not any((*written, said.relation, said.direction) if self.form is Form.REVIEW else written)


@dataclass(frozen=True)
class Wish:
    """Say what was asked for: the one reviewer whose words are taken, and the one mapping, if not all.

    `default` speaks in rows without a name: that reviewer, else the only one of the settings.
    """

    reviewer: str = ""
    type: str = ""
    default: str = ""


class Foreign(UnreadableSource):
    """Say that a file holds no rows of ours: a table of another layout, perhaps."""


@dataclass(frozen=True)
class Origin:
    """Say from which run a file was written, how many events the log had then, which was the last of them, and for whom it was."""

    run: str = ""
    events: int | None = None
    head: str = ""
    reviewer: str = ""


@dataclass(frozen=True)
class Returned:
    """Hold the answers of one file, with what is to be told of the file as a whole; `unit` is what its rows are called.

    `origin` says from which state of which workspace the file was written, as far as it tells.
    """

    answers: tuple[Answer, ...]
    notes: tuple[str, ...] = ()
    unit: str = "row"
    origin: Origin = field(default_factory=Origin)
