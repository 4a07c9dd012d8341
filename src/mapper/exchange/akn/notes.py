"""Notes: footnotes as elements, each at the place of its mark in the text, or behind all text where nobody knows that place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from mapper.exchange.akn.elements import Ids, add
from mapper.extractors.akomatree import NOTE, NTH, PAGE
from mapper.types import Footnote


@dataclass
class Notes:
    """Write the footnotes of one edition, each of them once; `written` holds their elements by their numbers."""

    notes: Sequence[Footnote]
    ids: Ids
    written: dict[int, Any] = field(default_factory=dict)

    def due(self, clause: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
        """Give place and number of each note yet to be written whose mark stood in a stretch of a clause's text, its ends among it."""
        places = sorted((note.at, number) for number, note in enumerate(self.notes) if note.clause == clause and begin <= note.at <= end)
        yield from (found for found in places if found[1] not in self.written)

    def left(self) -> list[int]:
        """Give the numbers of the notes that have no place in the text."""
        return [number for number in range(len(self.notes)) if number not in self.written]

    def write(self, parent: Any, number: int, within: str = "") -> None:
        """Write a note at the end of what an element holds so far."""
        note = self.notes[number]
        made = add(parent, NOTE, marker=note.mark, placement="bottom", eId=self.ids.give(within, NOTE))
        made.set(PAGE, str(note.page))
        made.set(NTH, str(number + 1))
        add(made, "p", note.text)
        self.written[number] = made
