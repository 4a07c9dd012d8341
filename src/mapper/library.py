"""The library: every edition read so far, and which edition of each work is the current one."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from mapper.editions import EditionChange, compare
from mapper.identity import normalise
from mapper.successions import Successions, trace
from mapper.types import CONTINUES, CONTINUES_PART, Change, Document, Kind, Status


class Known(NamedTuple):
    """Say which edition of a work was current, with its status, what it read, and of which year it was; what was not noted is empty."""

    label: str
    status: str
    digest: str = ""
    year: int | None = None

    @property
    def ended(self) -> bool:
        """Say whether the document was no longer in force."""
        return Status(self.status).ended


@dataclass(frozen=True)
class Library:
    """Hold the editions of each work, oldest first; the works whose newest file could not be read, and those that it no longer holds.

    `aside` is what was read and does not stand, each with the document that stands in its place: one in another language, or with another title.
    `read` is all that was ever read, from earlier contents of the files too. `short` gives the digests of the sources that may hold texts which were
    not read.
    """

    works: Mapping[str, tuple[Document, ...]]
    unread: frozenset[str] = frozenset()
    lost: frozenset[str] = frozenset()
    aside: tuple[tuple[Document, Document], ...] = ()
    read: tuple[Document, ...] = field(default=(), compare=False)
    short: frozenset[str] = frozenset()

    @cached_property
    def current(self) -> dict[str, Document]:
        """Give the latest edition of each work, ended ones included; one that ended without being suppressed says so."""
        newest = {work: editions[-1] for work, editions in sorted(self.works.items())}
        over = {work for work in self.successions.closed if not newest[work].status.ended}
        return {work: replace(document, status=Status.CLOSED) if work in over else document for work, document in newest.items()}

    def doubt(self, work: str) -> str:
        """Say in brackets why the text of a work is not that of its newest file, if it is not."""
        return " (newest file unread)" if work in self.unread else " (not in the newest file)" if work in self.lost else ""

    @cached_property
    def successions(self) -> Successions:
        """Say which works ended though nobody suppressed them, and as what they live on."""
        return trace(self.works, self.short)

    @cached_property
    def today(self) -> dict[str, Document]:
        """Give the current text of each work, or of the work that it lives on as."""
        return {work: self.current[self.successions.heir(work)] for work in self.current}

    @cached_property
    def in_force(self) -> dict[str, Document]:
        """Give the latest edition of each work that was not suppressed, and did not end with its study period."""
        return {work: document for work, document in self.current.items() if not document.status.ended}

    @cached_property
    def issued(self) -> dict[str, Document]:
        """Give the texts in force that somebody issued, subtopics left out: what is meant wherever documents are counted."""
        return {work: document for work, document in self.in_force.items() if document.kind is not Kind.SUBTOPIC}

    @cached_property
    def seen(self) -> dict[tuple[str, str], Document]:
        """Give every edition that has a text, by work id and edition label."""
        return {d.key: d for editions in self.works.values() for d in editions if d.status is not Status.SUPPRESSED}

    def changes(self) -> list[EditionChange]:
        """Grade what the latest edition of each work did to the one before, works with one edition left out."""
        return [self._last_change(editions) for _, editions in sorted(self.works.items()) if len(_adopted(editions)) > 1]

    def changes_since(self, known: Mapping[str, Known]) -> list[EditionChange]:
        """Grade the works that read otherwise than when they were known, or whose status is another; unknown works are new, or go on from one."""
        differing = [now for now in self.current.values() if self._differs(now, known)]
        return [self._change_since(known.get(now.id), now) or self._compare(self._before(now.id, known), now) for now in differing]

    @staticmethod
    def _differs(now: Document, known: Mapping[str, Known]) -> bool:
        before = known.get(now.id)
        if before is None or (before.label, before.status) != (now.edition.label, now.status.value):
            return True
        return bool(before.digest) and before.digest != now.digest

    def _change_since(self, before: Known | None, now: Document) -> EditionChange | None:
        """Compare with the text that was known; where that is not at hand, all that is known is that the words are others.

        A text that was over, or that a later edition had replaced, says nothing new when it is in force again.
        """
        if before is None:
            return None
        if not now.status.ended and _goes_back(before, now):
            return _untold(before, now, Change.IN_FORCE_AGAIN)
        if before.label != now.edition.label or now.status.ended:
            return self._compare(self.seen.get((now.id, before.label)), now)
        texts = (document for document in self.read if document.id == now.id and document.status is not Status.SUPPRESSED)
        old = next((document for document in texts if _digest(document, before) == before.digest), None)
        if before.ended and (old is None or _digest(now, before) == before.digest):
            return _untold(before, now, Change.IN_FORCE_AGAIN)
        return self._compare(old, now) if old else _untold(before, now, Change.REWORDED)

    def _before(self, work: str, known: Mapping[str, Known]) -> Document | None:
        """Find the text of the known work that lives on as this one, if one alone does."""
        old = [one for one in self.successions.forebears(work) if one in known]
        texts = [edition for one in old for edition in self.works[one] if edition.status is not Status.SUPPRESSED]
        return texts[-1] if len(old) == 1 and texts else None

    def change(self, work: str) -> EditionChange:
        """Grade what the latest edition of one work did."""
        return self._last_change(self.works[work])

    def history(self, work: str) -> Iterator[tuple[Document, str]]:
        """Give each edition of a work with where it stands today: the last one as it is, one before it as replaced, or as ended with the work."""
        *earlier, last = self.works[work]
        for edition, following in zip(earlier, self.works[work][1:], strict=True):
            over = following.status if following.status is Status.SUPPRESSED else "replaced"
            yield edition, over if edition.status is Status.IN_FORCE else edition.status
        yield last, self.current[work].status

    def continued(self, work: str) -> tuple[str, ...]:
        """Name what goes on from a work: its heir, else the Questions that say they continue it or a part of it."""
        heir = self.successions.heir(work)
        said = ((one.id, old) for one in self.current.values() for key, old in one.details if key in (CONTINUES, CONTINUES_PART))
        return (heir,) if heir != work else tuple(sorted({id_ for id_, old in said if old == work} - {work}))

    def _compare(self, old: Document | None, new: Document) -> EditionChange:
        """Grade an edition; one that ended otherwise than by being suppressed became what goes on from it."""
        change = compare(old, new)
        return replace(change, new=", ".join(self.continued(new.id))) if change.grade is Change.CLOSED else change

    def _last_change(self, editions: tuple[Document, ...]) -> EditionChange:
        before = [edition for edition in _adopted(editions)[:-1] if edition.status is not Status.SUPPRESSED]
        return self._compare(before[-1] if before else None, editions[-1])


def _goes_back(before: Known, now: Document) -> bool:
    """Say whether an edition is older than the known one, or another than that with which the work ended in a year that was not noted."""
    if before.year is None:
        return before.ended and before.label != now.edition.label
    return (now.edition.year or 0) < before.year


def _digest(document: Document, known: Known) -> str:
    """Say what a document would read with the status that it was known with: a change of status changes no word."""
    return replace(document, status=Status(known.status)).digest


def _untold(before: Known, now: Document, grade: Change) -> EditionChange:
    """Grade a change without its clauses."""
    return EditionChange(now.id, now.title, before.label or now.period, now.edition.label or now.period, grade, ())


def shelve(
    documents: Iterable[Document],
    *,
    unread: Iterable[str] = (),
    lost: Iterable[str] = (),
    read: Iterable[Document] = (),
    short: Iterable[str] = (),
) -> Library:
    """Sort documents into works and editions, oldest first.

    Where one edition was read twice the text in the language of most documents stands, then the one with more clauses (a PDF and its Word file),
    then that of a source which was read whole; a suppression stands after the edition it suppresses, a draft before all that was adopted. The result
    does not depend on the order in which the files were read.
    """
    documents, unsure = list(documents), frozenset(short)
    common = _common_language(documents)
    best: dict[_Key, Document] = {}
    for document in documents:
        key = _key(document)
        known = best.get(key)
        if known is None or _weight(document, common, unsure) > _weight(known, common, unsure):
            best[key] = document
    works: dict[str, list[Document]] = {}
    for document in best.values():
        works.setdefault(document.id, []).append(document)
    shelved = {work: tuple(sorted(editions, key=order)) for work, editions in sorted(works.items())}
    return Library(shelved, frozenset(unread), frozenset(lost), tuple(_aside(documents, best)), tuple(read), unsure)


_Key = tuple[str, str, Status]


def _key(document: Document) -> _Key:
    return (*document.key, document.status)


def _adopted(editions: Sequence[Document]) -> list[Document]:
    """Leave drafts out where anything was adopted."""
    return [edition for edition in editions if edition.status is not Status.DRAFT] or list(editions)


def _aside(documents: Iterable[Document], best: Mapping[_Key, Document]) -> Iterator[tuple[Document, Document]]:
    """Give the documents that do not stand for another reason than that they were read twice, by file."""
    for document in sorted(documents, key=lambda each: (each.source.file, *_key(each), each.language, each.title)):
        standing = best[_key(document)]
        if document.language != standing.language or normalise(document.title).casefold() != normalise(standing.title).casefold():
            yield document, standing


def _common_language(documents: Iterable[Document]) -> str:
    counted = Counter(document.language for document in documents)
    return min(counted, key=lambda language: (-counted[language], language), default="")


def _weight(document: Document, language: str, short: Set[str]) -> tuple[bool, int, int, bool, str]:
    sha256, length = document.source.sha256, sum(len(clause.text) for clause in document.clauses)
    return (document.language == language, len(document.clauses), length, sha256 not in short, sha256)


def order(document: Document) -> tuple[bool, int, bool, str]:
    """Sort drafts first, then by year; a suppression printed with the old edition's tag comes after that edition."""
    return (document.status is not Status.DRAFT, document.edition.year or 0, document.status is Status.SUPPRESSED, document.edition.label)


def mappable(document: Document) -> bool:
    """Say whether a document takes part in mappings: it has a text, or at least a title, is in force, and people issued it."""
    return bool(document.clauses or document.title) and not document.status.ended and document.kind is not Kind.SUBTOPIC
