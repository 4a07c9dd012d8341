"""Notes: footnotes as elements, each at the place of its mark, or behind all text where nobody knows that place; further calls refer to it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from mapper.exchange.akn.elements import Ids, add
from mapper.extractors.akomatree import NOTE, NTH, PAGE, REFERENCE
from mapper.types import Footnote

Call = tuple[int, int]  # the number of a note, and the turn of one of its calls; at the first the note itself is written


@dataclass
class Notes:
    """Write the footnotes of one edition, each of them once; `written` holds their elements by their numbers."""

    notes: Sequence[Footnote]
    ids: Ids
    written: dict[int, Any] = field(default_factory=dict)
    _called: dict[Call, Any] = field(default_factory=dict)  # what was written for each call
    _places: dict[str, list[tuple[int, Call]]] = field(default_factory=dict)  # by clause

    def __post_init__(self) -> None:
        for number, note in enumerate(self.notes):
            for turn, (clause, at) in enumerate(((note.clause, note.at), *note.again)):
                self._places.setdefault(clause, []).append((at, (number, turn)))
        for places in self._places.values():
            places.sort()

    def due(self, clause: str, begin: int, end: int) -> Iterator[tuple[int, Call]]:
        """Give place and call of each note whose mark stood in a stretch of a clause's text, its ends among it, if it was not written yet."""
        yield from (found for found in self._places.get(clause, ()) if begin <= found[0] <= end and found[1] not in self._called)

    def left(self) -> list[Call]:
        """Give the notes that have no place in the text."""
        return [(number, 0) for number in range(len(self.notes)) if number not in self.written]

    def write(self, parent: Any, call: Call, within: str = "") -> None:
        """Write a note, or a reference to it, at the end of what an element holds so far."""
        number, turn = call
        note = self.notes[number]
        if turn:
            self._called[call] = add(parent, REFERENCE, marker=note.mark, eId=self.ids.give(within, REFERENCE))
            return
        made = add(parent, NOTE, marker=note.mark, placement="bottom", eId=self.ids.give(within, NOTE))
        made.set(PAGE, str(note.page))
        made.set(NTH, str(number + 1))
        add(made, "p", note.text)
        self.written[number] = self._called[call] = made

    def link(self) -> None:
        """Let each reference lead to its note, once all are written."""
        for (number, turn), made in self._called.items():
            if turn:
                made.set("href", f"#{self.written[number].get('eId')}")
