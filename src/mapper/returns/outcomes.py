"""Outcomes: what became of each row of a file, and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from mapper.decisions import reads
from mapper.errors import MapperError
from mapper.returns.answers import Answer
from mapper.types import Decision


class Fate(StrEnum):
    """Say what became of a row."""

    ACCEPTED = "accepted"
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"
    UNREADABLE = "unreadable"


class Aged(StrEnum):
    """Say what became of the texts since a row was filled, where its verdict does not hold for them any more."""

    CHANGED = "changed"
    ENDED = "ended"


class Refused(MapperError):
    """Say why a row is not taken; `cell` names the entry in which that shows."""

    def __init__(self, sentence: str, cell: str = "") -> None:
        super().__init__(sentence)
        self.cell = cell


class Unreadable(Refused):
    """Say that a row cannot be understood, and which words could."""


class Conflict(Refused):
    """Say that what a row says cannot be recorded beside what is known already, and what to do about it."""


@dataclass(frozen=True)
class Outcome:
    """Hold what became of one row; `made` is the event that it asks for."""

    answer: Answer
    fate: Fate
    told: str
    made: Decision | None = None
    aged: Aged | None = None
    cell: str = ""

    @property
    def pair(self) -> str:
        """Say which pair, as far as the row does."""
        return self.made.pair if self.made else self.answer.pair

    @property
    def words(self) -> str:
        """Say what is recorded, and of whom."""
        made = self.made
        return f"{', '.join(word for word in (made.verdict.value, reads(made), made.reason) if word)}, by {made.reviewer}" if made else ""

    @property
    def texts(self) -> str:
        """Name the two texts as far as they are known, in the order of the row whatever becomes of it."""
        works = (self.answer.subject, self.answer.object)
        if not all(works) and self.made:
            works = (self.made.left, self.made.right)
        return " with ".join(works) if all(works) else ""

    def as_json(self) -> Mapping[str, object]:
        """Give the outcome as one object."""
        made, said = self.made, self.answer.entries
        return {
            "row": self.answer.row,
            "outcome": self.fate.value,
            "pair": self.pair,
            "type": made.type if made else self.answer.type,
            "subject": self.answer.subject,
            "object": self.answer.object,
            "verdict": made.verdict.value if made else said.decision,
            "relation": made.relation if made else said.relation,
            "direction": made.direction if made else said.direction,
            "reason": made.reason if made else said.reason,
            "comment": made.comment if made else said.comment,
            "reviewer": made.reviewer if made else said.reviewer,
            "event": made.event if made else "",
            "told": self.told,
            "cell": self.answer.place(self.cell),
            "cells": list(self._cells()),
            "batch": made.batch if made else "",
        }

    def _cells(self) -> Iterator[Mapping[str, str]]:
        """Give what became of each cell that a person fills, as far as it holds anything: what it was handed out with is unchanged."""
        kept = self.answer.kept or ()
        for entry, place in self.answer.places:
            if value := getattr(self.answer.entries, entry, ""):
                yield {"cell": place, "column": entry, "value": value, "outcome": (Fate.UNCHANGED if entry in kept else self.fate).value}
