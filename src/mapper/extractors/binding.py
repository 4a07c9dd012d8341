"""Binding: which calls are those of which note, where one is called more than once, or several have one mark."""

from collections.abc import Iterator, Mapping, Sequence

from mapper.extractors.paragraphs import Paragraph
from mapper.types import Clause

Place = tuple[int, str]  # page and mark
Call = tuple[str, int]  # clause, and characters of it
Anchors = Mapping[Place, Sequence[Call]]  # where each mark stands in the text


def calls(places: Sequence[Place], anchors: Anchors) -> Iterator[tuple[Call, ...]]:
    """Give the calls of each note of one text, by the place from which it is called first; a later page calls for the last note of its mark."""
    for turn, (page, mark) in enumerate(places):
        here = anchors.get((page, mark), ())
        before, behind = places[:turn].count((page, mark)), places[turn + 1 :].count((page, mark))
        if before or behind:  # notes of one mark stand in the order of their calls
            here = here[before : before + 1 if behind else None] or here[:1]
        until = min((other for other, its in places if its == mark and other > page), default=None)
        later = (at for at, its in anchors if its == mark and page < at and (until is None or at < until))
        yield (*here, *(() if behind else (call for at in later for call in anchors[at, mark])))


def anchors(clauses: Sequence[Clause], text: Sequence[Paragraph]) -> dict[Place, list[Call]]:
    """Say in which clauses, each a paragraph with its label, what calls for notes stands, and how far in."""
    found: dict[Place, list[Call]] = {}
    for clause, paragraph in zip(clauses, text, strict=True):
        before = 0 if paragraph.cells else len(paragraph.whole) - len(paragraph.text)
        for page, mark, at in paragraph.calls:
            found.setdefault((page, mark), []).append((clause.id, before + at))
    return found
