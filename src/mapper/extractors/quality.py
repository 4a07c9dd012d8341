"""Quality: whether a source was read whole and right, counted from its pages and not from what the reader says of itself."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from mapper.errors import MISSING, count, few
from mapper.extractors.booking import FRONT, Books, Read, books
from mapper.extractors.contents import Contents, reconcile
from mapper.extractors.ledger import Booked, Stream, bare
from mapper.types import Clause, Document, Part

_TELLING = 25  # letters: fewer that are lost on a page are marks and ordinals, not words of a text
_FRONT = 2000  # letters before the first text: covers and forewords have fewer
_COVER, _MUCH = 400, 0.35  # letters, and of all letters: of a short file, covers have fewer
_QUOTED = 60  # characters of what was lost
_NAME = re.compile(r"https?://|www\.|[a-z]-?[A-Z]")  # an address, or a name such as eGovernment: written so wherever it stands
_STOPS = (".", ";", ":", "?", "!", "。", "；", "：", "؟", "؛")
_CLOSING = "\"'”’»)]> "


@dataclass(frozen=True)
class Loss:
    """Hold words of one page that ended in no node."""

    page: int
    letters: int
    text: str


@dataclass(frozen=True)
class Astray:
    """Hold a text that is not, or not whole, on its page: `found` is the page that has it, 0 where none has; `absent`: letters that no page has."""

    node: str
    page: int
    found: int
    absent: int


@dataclass(frozen=True)
class Cut:
    """Hold a clause that begins in the middle of a sentence: its beginning ended another one."""

    node: str
    page: int
    text: str


@dataclass(frozen=True)
class Quality:
    """Hold what was counted of a source; `accounts` are letters by what they became, `front` the pages of what stands before the first text."""

    pages: int
    letters: int
    accounts: tuple[tuple[str, int], ...]
    lost: tuple[Loss, ...] = ()
    astray: tuple[Astray, ...] = ()
    cut: tuple[Cut, ...] = ()
    contents: Contents = field(default_factory=Contents)
    front: tuple[int, int] = (0, 0)

    @property
    def share_lost(self) -> float:
        """Give the share of the letters that ended nowhere."""
        return sum(loss.letters for loss in self.lost) / self.letters if self.letters else 0.0

    def told(self) -> Iterator[str]:
        """Tell what a person should look at; what is lost is missing."""
        for loss in self.lost:
            if loss.letters >= _TELLING:
                quoted = loss.text if len(loss.text) <= _QUOTED else f"{loss.text[:_QUOTED].rstrip()}…"
                yield f"{MISSING}page {loss.page}: {loss.letters} letters ended in no clause, footnote or known furniture: “{quoted}”"
        yield from self.contents.told()
        before = dict(self.accounts).get(FRONT, 0)
        if before >= _FRONT or (before >= _COVER and before > _MUCH * self.letters):
            yield f"page {self.front[0]}: {before} letters up to page {self.front[1]} stand before the first text that was found"
        moved = [one for one in self.astray if one.found and one.found != one.page]
        if moved:
            yield f"{count(len(moved), 'text')} stand on another page than is said: {few(_elsewhere(moved))}"
        strange = [one for one in self.astray if not one.found or one.absent >= _TELLING]
        if strange:
            yield f"{count(len(strange), 'text')} do not read as their page does: {few(f'{one.node} (page {one.page})' for one in strange)}"
        if self.cut:
            pages = list(dict.fromkeys(cut.page for cut in self.cut))
            said = "clause begins" if len(self.cut) == 1 else "clauses begin"
            more = f" (pages {few(map(str, pages))})" if len(pages) > 1 else ""
            yield f"page {pages[0]}: {len(self.cut)} {said} in the middle of a sentence{more}; look at {self.cut[0].node}"


def _elsewhere(moved: Sequence[Astray]) -> Iterator[str]:
    return (f"{one.node} (page {one.found}, not {one.page})" for one in moved)


def account(read: Read) -> tuple[Quality, Books]:
    """Count what became of the letters of a source."""
    made = books(read)
    totals: Counter[str] = Counter()
    for aside in made.aside:
        totals[aside.kind] += len(bare(aside.line.text))
    for stream in (made.body, made.notes):
        totals.update(stream.totals())
    lost = sorted((loss for stream in (made.body, made.notes) for loss in _lost(stream)), key=lambda loss: loss.page)
    front = [made.body.page(span.start) for span in made.body.spans if span.account == FRONT]
    quality = Quality(
        pages=len(read.sheets),
        letters=totals.total() + sum(loss.letters for loss in lost),
        accounts=tuple(sorted(totals.items())),
        lost=tuple(lost),
        astray=tuple(_astray(booked) for document, booked in made.booked if _is_astray(document, booked, read.kept)),
        cut=tuple(cut for document in read.kept for cut in cuts(document)),
        contents=reconcile(read.kept, read.cleaned.entries),
        front=(min(front, default=0), max(front, default=0)),
    )
    return quality, made


def _lost(stream: Stream) -> Iterator[Loss]:
    for page, spans in groupby(stream.free(), key=lambda span: stream.page(span.start)):
        held = list(spans)
        yield Loss(page, sum(span.end - span.start for span in held), " ".join(stream.words(span) for span in held))


def _is_astray(document: Document, booked: Booked, kept: Sequence[Document]) -> bool:
    return bool(booked.page != booked.entry.page or booked.absent) and any(document is one for one in kept)


def _astray(booked: Booked) -> Astray:
    return Astray(booked.entry.key, booked.entry.page, booked.page, booked.absent)


def cuts(document: Document) -> Iterator[Cut]:
    """Find clauses without label that begin in lower case behind one of their group that no stop ended: lists begin so by style, sentences do not."""
    for before, clause in pairwise(document.clauses):
        if _goes_on(before, clause):
            yield Cut(clause.id, clause.page, clause.text[:_QUOTED])


def _goes_on(before: Clause, clause: Clause) -> bool:
    if clause.label or not clause.text[:1].islower() or _NAME.match(clause.text) or Part.TABLE in (before.part, clause.part):
        return False
    group = (before.part, before.opener) == (clause.part, clause.opener)
    return group and not before.text.rstrip(_CLOSING).endswith(_STOPS)
