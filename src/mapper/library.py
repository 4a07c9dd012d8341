"""The library: every edition read so far, and which edition of each work is the current one."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from mapper.editions import EditionChange, compare
from mapper.identity import normalise
from mapper.successions import Successions, trace
from mapper.types import Document, Kind, Status


@dataclass(frozen=True)
class Library:
    """Hold the editions of each work, oldest first, and the works whose newest file could not be read; `clashes` tell of ids that several share."""

    works: Mapping[str, tuple[Document, ...]]
    unread: frozenset[str] = frozenset()
    clashes: tuple[str, ...] = ()

    @cached_property
    def current(self) -> dict[str, Document]:
        """Give the latest edition of each work, ended ones included; a Question whose study period is over says so."""
        newest = {work: editions[-1] for work, editions in sorted(self.works.items())}
        over = {work for work in self.successions.closed if not newest[work].status.ended}
        return {work: replace(document, status=Status.CLOSED) if work in over else document for work, document in newest.items()}

    @cached_property
    def successions(self) -> Successions:
        """Say which works ended with their study period, and as what they live on."""
        return trace(editions[-1] for editions in self.works.values())

    @cached_property
    def today(self) -> dict[str, Document]:
        """Give the current text of each work, or of the work that it lives on as."""
        return {work: self.current[self.successions.heir(work)] for work in self.current}

    @cached_property
    def in_force(self) -> dict[str, Document]:
        """Give the latest edition of each work that was not suppressed, and did not end with its study period."""
        return {work: document for work, document in self.current.items() if not document.status.ended}

    @cached_property
    def seen(self) -> dict[tuple[str, str], Document]:
        """Give every edition that has a text, by work id and edition label."""
        return {d.key: d for editions in self.works.values() for d in editions if d.status is not Status.SUPPRESSED}

    def changes(self) -> list[EditionChange]:
        """Grade what the latest edition of each work did to the one before, works with one edition left out."""
        return [self._last_change(editions) for _, editions in sorted(self.works.items()) if len(_adopted(editions)) > 1]

    def changes_since(self, known: Mapping[str, tuple[str, str]]) -> list[EditionChange]:
        """Grade the works whose current edition or status is another than the one that was known; unknown works are new, or go on from one."""
        changed = []
        for work, now in self.current.items():
            label, status = known.get(work, ("", ""))
            if (label, status) != (now.edition.label, now.status.value):
                changed.append(compare(self.seen.get((work, label)) if work in known else self._before(work, known), now))
        return changed

    def _before(self, work: str, known: Mapping[str, tuple[str, str]]) -> Document | None:
        """Find the known Question that lives on as this one, if one alone does."""
        old = [one for one in self.successions.forebears(work) if one in known]
        return self.current[old[0]] if len(old) == 1 else None

    def change(self, work: str) -> EditionChange:
        """Grade what the latest edition of one work did."""
        return self._last_change(self.works[work])

    @staticmethod
    def _last_change(editions: tuple[Document, ...]) -> EditionChange:
        before = [edition for edition in _adopted(editions)[:-1] if edition.status is not Status.SUPPRESSED]
        return compare(before[-1] if before else None, editions[-1])


def shelve(documents: Iterable[Document], unread: Iterable[str] = ()) -> Library:
    """Sort documents into works and editions, oldest first.

    Where one edition was read twice the text in the language of most documents stands, then the one with more clauses (a PDF and its Word file); a
    suppression stands after the edition it suppresses, a draft before all that was adopted. The result does not depend on the order in which the
    files were read.
    """
    documents = list(documents)
    common = _common_language(documents)
    best: dict[tuple[str, str, Status], Document] = {}
    for document in documents:
        key = (document.id, document.edition.label, document.status)
        known = best.get(key)
        if known is None or _weight(document, common) > _weight(known, common):
            best[key] = document
    works: dict[str, list[Document]] = {}
    for document in best.values():
        works.setdefault(document.id, []).append(document)
    sorted_in = {work: tuple(sorted(editions, key=_order)) for work, editions in sorted(works.items())}
    return Library(sorted_in, frozenset(unread), tuple(_clashes(documents)))


def _clashes(documents: Iterable[Document]) -> Iterator[str]:
    """Name the files that give one id to Questions of different titles, because they do not say for which study period they were settled."""
    found: dict[str, dict[str, Document]] = {}
    for document in sorted(documents, key=lambda each: each.source.file):
        if document.kind is Kind.QUESTION and not document.period and not document.edition.label:
            found.setdefault(document.id, {}).setdefault(normalise(document.title).casefold(), document)
    for work, titled in sorted(found.items()):
        if len(titled) > 1:
            files = ", ".join(document.source.file for document in titled.values())
            yield f"{work} stands for different Questions ({files}); add each file again with its study period, as in --edition 2018-2021"


def _adopted(editions: Sequence[Document]) -> list[Document]:
    """Leave drafts out where anything was adopted."""
    return [edition for edition in editions if edition.status is not Status.DRAFT] or list(editions)


def _common_language(documents: Iterable[Document]) -> str:
    counted = Counter(document.language for document in documents)
    return min(counted, key=lambda language: (-counted[language], language), default="")


def _weight(document: Document, language: str) -> tuple[bool, int, int, str]:
    return (document.language == language, len(document.clauses), sum(len(clause.text) for clause in document.clauses), document.source.sha256)


def _order(document: Document) -> tuple[bool, int, bool, str]:
    """Sort drafts first, then by year; a suppression printed with the old edition's tag comes after that edition."""
    return (document.status is not Status.DRAFT, document.edition.year or 0, document.status is Status.SUPPRESSED, document.edition.label)


def mappable(document: Document) -> bool:
    """Say whether a document takes part in mappings: it has a text, and people issued it."""
    return bool(document.clauses) and not document.status.ended and document.kind is not Kind.SUBTOPIC
