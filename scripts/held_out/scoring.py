"""Scores: how many documents, clauses and footnotes came out exactly as they were written."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from mapper.types import Document

Row = tuple[str, str, str]


@dataclass
class Score:
    """Count what was wanted and what was exact; `wrong` keeps the differences."""

    documents: int = 0
    documents_exact: int = 0
    clauses: int = 0
    clauses_exact: int = 0
    extra: int = 0
    notes: int = 0
    notes_exact: int = 0
    notes_bound: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, other: "Score") -> None:
        """Add another score to this one."""
        for name in ("documents", "documents_exact", "clauses", "clauses_exact", "extra", "notes", "notes_exact", "notes_bound"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.wrong += other.wrong

    @property
    def defects(self) -> float:
        """Give defects of 100 wanted clauses: those that are not exact, and those that nobody wrote."""
        return 100 * (self.clauses - self.clauses_exact + self.extra) / self.clauses if self.clauses else 0.0

    def line(self) -> str:
        """Say the score in one line."""
        share = 100 * self.clauses_exact / self.clauses if self.clauses else 0.0
        return (
            f"{self.documents_exact}/{self.documents} documents, {self.clauses_exact}/{self.clauses} clauses exact ({share:.1f} %), "
            f"{self.defects:.1f} defects of 100, {self.notes_exact}/{self.notes} footnotes, {self.notes_bound} bound"
        )


def score(name: str, found: Iterable[Document], wanted: Sequence[Mapping[str, Any]], *, notes: bool) -> Score:
    """Compare documents with the trees that were written: part, opener, label, parent and full text after folding white space."""
    have = {document.id: document for document in found}
    total = Score(documents=len(wanted))
    for entry in wanted:
        document = have.pop(entry["id"], None)
        written = rows((c["part"], c["opener"], c["label"], c["depth"], c["text"]) for c in entry["clauses"])
        total.clauses += len(written)
        total.notes += len(entry["footnotes"]) if notes else 0
        if document is None:
            total.wrong.append(f"{name}: {entry['id']} was not found")
            continue
        edition = entry["edition"]["label"]
        head = (document.number, document.edition.label.casefold(), _fold(document.title))
        if head == (entry["number"], edition.casefold(), _fold(entry["title"])):
            total.documents_exact += 1
        else:
            total.wrong.append(f"{name}: {entry['id']}: head {head}, wanted {(entry['number'], edition, entry['title'])}")
        got = rows((c.part.value, c.opener, c.label, c.depth, c.text) for c in document.clauses)
        _compare(f"{name}: {entry['id']}", got, written, total)
        if notes:
            _notes(f"{name}: {entry['id']}", document, entry["footnotes"], total)
    for document in have.values():
        total.extra += max(1, len(document.clauses))
        total.wrong.append(f"{name}: {document.id} was never written")
    return total


def rows(clauses: Iterable[tuple[str, str, str, int, str]]) -> list[tuple[str, ...]]:
    """Give each clause with the label of its parent."""
    found, above = [], {}
    for part, opener, label, depth, text in clauses:
        above = {level: known for level, known in above.items() if level < depth} | {depth: label}
        found.append((part, _fold(opener), label, above.get(depth - 1, ""), _fold(text)))
    return found


def _compare(name: str, got: list[tuple[str, ...]], wanted: list[tuple[str, ...]], total: Score) -> None:
    matcher = SequenceMatcher(None, got, wanted, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            total.clauses_exact += j2 - j1
            continue
        total.extra += max(0, (i2 - i1) - (j2 - j1))
        total.wrong += [f"{name}: got  {row}" for row in got[i1:i2]] + [f"{name}: want {row}" for row in wanted[j1:j2]]


def _notes(name: str, document: Document, wanted: Sequence[Mapping[str, Any]], total: Score) -> None:
    texts = {clause.id: clause.text for clause in document.clauses}
    bound = Counter((note.mark, _fold(texts.get(note.clause, "")[: max(0, note.at)])) for note in document.footnotes)
    total.notes_bound += sum((bound & Counter((note["mark"], _fold(note["before"])) for note in wanted)).values())
    got = Counter((note.mark, _fold(note.text)) for note in document.footnotes)
    want = Counter((note["mark"], _fold(note["text"])) for note in wanted)
    total.notes_exact += sum((got & want).values())
    total.wrong += [f"{name}: footnote got  {note}" for note in got - want] + [f"{name}: footnote want {note}" for note in want - got]


def _fold(text: str) -> str:
    return " ".join(text.split())
