"""Contents: what a source says that it holds, held against what was found in it, and on which page."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mapper.extractors.entries import Listed
from mapper.types import Document, Kind

_FEW = 3  # entries: from fewer no rule can be taken for how the pages are numbered


@dataclass(frozen=True)
class Moved:
    """Hold a text that begins on another page than the contents say; `listed` as printed there, `expected` and `begins` as the file counts."""

    document: str
    listed: int
    expected: int
    begins: int


@dataclass(frozen=True)
class Contents:
    """Hold how the contents and the texts agree; `offset`: so many pages of the file stand before the page that is printed as 0."""

    listed: int = 0
    found: int = 0
    missing: tuple[Listed, ...] = ()
    unlisted: tuple[str, ...] = ()
    offset: int | None = None
    moved: tuple[Moved, ...] = ()

    def told(self) -> Iterator[str]:
        """Tell what a reader of the contents would look for in vain; what is missing is told by the accounts."""
        if self.unlisted:
            yield f"the contents do not list {', '.join(self.unlisted[:5])}" + (f" and {len(self.unlisted) - 5} more" * (len(self.unlisted) > 5))
        for moved in self.moved:
            printed = "" if moved.listed == moved.expected else f", which is page {moved.expected} of the file"
            yield f"page {moved.begins}: {moved.document} starts here; the contents say page {moved.listed}{printed}"


def reconcile(documents: Sequence[Document], entries: Sequence[Listed]) -> Contents:
    """Hold contents against texts; how printed pages and those of the file differ follows from what most entries say."""
    listed: dict[tuple[Kind, str], list[Listed]] = {}
    for entry in entries:
        listed.setdefault((entry.kind, entry.number), []).append(entry)
    if not listed:
        return Contents()
    found = {key(document): document for document in reversed(documents)}
    steps = Counter(document.pages[0] - page for its, document in found.items() for page in _pages(listed.get(its, [])))
    offset, times = max(steps.items(), key=lambda step: (step[1], -abs(step[0])), default=(0, 0))
    known = times >= _FEW and 2 * times > steps.total()
    return Contents(
        listed=len(listed),
        found=sum(its in found for its in listed),
        missing=tuple(each[0] for its, each in listed.items() if its not in found),
        unlisted=tuple(document.id for document in documents if document.clauses and key(document) not in listed),
        offset=offset if known else None,
        moved=tuple(_moved(found, listed, offset)) if known else (),
    )


def key(document: Document) -> tuple[Kind, str]:
    """Name a text as contents do."""
    return document.kind, document.number.rpartition(" ")[2]


def _pages(entries: Sequence[Listed]) -> list[int]:
    """Give the pages that the contents name for one text, each once."""
    return sorted({entry.page for entry in entries if entry.page})


def _moved(found: Mapping[tuple[Kind, str], Document], listed: Mapping[tuple[Kind, str], Sequence[Listed]], offset: int) -> Iterator[Moved]:
    for its, document in sorted(found.items(), key=lambda each: each[1].pages[0]):
        pages = _pages(listed.get(its, []))
        if pages and document.pages[0] - offset not in pages:
            yield Moved(document.id, pages[0], pages[0] + offset, document.pages[0])
