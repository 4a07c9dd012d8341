"""Footnotes and endnotes of Word files: their marks, counted as Word counts them, and where they are called for."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from mapper.extractors.wordnumbers import spell
from mapper.extractors.wordxml import W, value


@dataclass
class Notes:
    """Hold the notes of one kind; `begins_anew` says where their count does: on each page, in each section, or nowhere."""

    tree: Any
    form: str = "decimal"
    start: int = 1
    begins_anew: str = "continuous"
    counted: int = 0
    page: int = 0
    marks: dict[str, str] = field(default_factory=dict)
    pages: dict[str, int] = field(default_factory=dict)

    def configure(self, properties: Any) -> None:
        """Take over what the settings of the file, or of a section, say of the notes."""
        if properties is not None:
            self.form = value(properties, "numFmt", self.form)
            self.start = int(value(properties, "numStart", str(self.start)))
            self.begins_anew = value(properties, "numRestart", self.begins_anew)

    def end_section(self) -> None:
        """Begin to count anew where a section ends, if the notes do."""
        if self.begins_anew == "eachSect":
            self.counted = 0

    def note(self, id_: str) -> Any:
        """Find a note."""
        found = [] if self.tree is None else self.tree
        return next((note for note in found if note.get(f"{W}id") == id_), None)

    def is_numbered(self, note: Any) -> bool:
        """Say whether a note shows its number."""
        return note is None or next(note.iter(f"{W}footnoteRef", f"{W}endnoteRef"), None) is not None

    def call(self, id_: str, page: int, own: str, begun: int, *, custom: bool = False) -> str:
        """Give the mark of a note that is called for: its number, with what its text adds to that; or `own`, where it has no number.

        `custom`: `own` stands where the note is called for, and counts for nothing.
        A note whose number may be that of another one on the page belongs to the page on which its paragraph has `begun`.
        """
        numbered = not custom and self.is_numbered(self.note(id_))
        if numbered or not own:
            if self.begins_anew == "eachPage" and page != self.page:
                self.counted = 0
            self.counted += 1
            own = spell(self.counted - 1 + self.start, self.form) + (own if numbered else "")
        self.page = page
        self.marks[id_], self.pages[id_] = own, begun if self.begins_anew == "eachPage" else page
        return own

    def called(self) -> Iterator[tuple[Any, str, int]]:
        """Give each note that is called for, with its mark and page."""
        for note in [] if self.tree is None else self.tree:
            if (id_ := note.get(f"{W}id", "")) in self.marks:
                yield note, self.marks[id_], self.pages[id_]
