"""Holdings: what the files on the shelf hold together, and what a later reading did to an earlier one.

A file speaks by the content that was last read of it. An earlier content of the same file still counts for the editions before that, and for
documents that are no longer found in it: only a text that says so withdraws another, or a person who takes the file out. Where two files hold one
edition in one language, the one that came later takes the place of the other if it reads otherwise: it is a correction. Later is what was read in a
later round, or was added beside a file of the same name. Two renderings of one text, a PDF and its Word file, say the same; then the library takes
the richer one.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from mapper.identity import normalise
from mapper.library import Library, order, shelve
from mapper.store import Reading, SourceRecord
from mapper.types import Document, Kind, Status

_Key = tuple[str, str, bool, str]
_Round = tuple[int, bool]
_BESIDE = re.compile(r"\.[0-9a-f]{8}(\.\w+)$")


@dataclass(frozen=True)
class Held:
    """Hold one document with the file that it was read from and when; `now` says whether it stands in what was last read of that file."""

    document: Document
    name: str
    came: _Round
    now: bool

    @property
    def key(self) -> _Key:
        """Tell one edition in one language from every other; a suppression is apart from the text that it ends."""
        document = self.document
        return (document.id, document.edition.label, document.status is Status.SUPPRESSED, document.language)


@dataclass(frozen=True)
class Holdings:
    """Hold the documents that count, and the works of files that are unread now; by file, the works whose newest edition it no longer holds.

    `short` gives the digests of the sources that may hold texts which were not read.
    """

    held: tuple[Held, ...]
    unread: frozenset[str]
    lost: Mapping[str, tuple[str, ...]]
    read: tuple[Document, ...] = ()
    short: frozenset[str] = frozenset()

    def library(self, more: Iterable[Document] = ()) -> Library:
        """Shelve what counts, with subtopics or the like."""
        lost = frozenset(work for works in self.lost.values() for work in works)
        return shelve([*(one.document for one in self.held), *more], unread=self.unread, lost=lost, read=self.read, short=self.short)

    def speaking(self) -> dict[_Key, Held]:
        """Give each edition with the file whose text stands for it."""
        standing = {id(document) for editions in self.library().works.values() for document in editions}
        return {one.key: one for one in self.held if id(one.document) in standing}


def hold(readings: Iterable[Reading], unread: Set[str] = frozenset(), short: Set[str] = frozenset()) -> Holdings:
    """Gather what the readings hold, given in the order in which they were read.

    `unread` names files that cannot be read as they are now, `short` gives the digests of contents that may hold texts which were not read.
    """
    files: dict[str, list[Reading]] = {}
    shelf = list(readings)
    for reading in shelf:
        files.setdefault(reading.content.name, []).append(reading)
    held = [one for name in sorted(files) for one in _of_file(files[name], _beside(name) in files.keys() - {name})]
    now = {one.key for one in held if one.now}
    counted = tuple(_corrected([one for one in held if one.now or one.key not in now]))
    read = tuple(document for reading in shelf for document in reading.documents)
    unsure = frozenset(document.source.sha256 for reading in shelf if reading.content.sha256 in short for document in reading.documents)
    return Holdings(counted, frozenset(one.document.id for one in held if one.now and one.name in unread), _lost(counted), read, unsure)


def incomplete(records: Iterable[SourceRecord]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Say of each file what it is known to hold and was not read; not of one whose whole text was added beside it since."""
    known = list(records)
    mended = {_beside(record.name) for record in known if record.reader and not record.lacks and _beside(record.name) != record.name}
    return tuple((record.name, record.lacks) for record in known if record.lacks and record.name not in mended)


def _beside(name: str) -> str:
    """Give the name of the file that a file was added beside; its own, where it was added beside none."""
    return _BESIDE.sub(r"\1", name)


def _of_file(readings: Sequence[Reading], beside: bool) -> list[Held]:
    """Take the last content whole; of each earlier one, what was found in no later one, and the editions before it."""
    held: list[Held] = []
    newest: dict[str, tuple[bool, int, bool, str]] = {}
    for reading in reversed(readings):
        now, taken = reading is readings[-1], {one.key for one in held}
        when = (reading.content.intake, beside)
        came = [Held(document, reading.content.name, when, now) for document in reading.documents]
        counted = [one for one in came if now or (one.key not in taken and _goes_before(one.document, newest))]
        held += counted
        for one in counted:
            newest[one.document.id] = max(order(one.document), newest.get(one.document.id, order(one.document)))
    return held


def _goes_before(document: Document, newest: Mapping[str, tuple[bool, int, bool, str]]) -> bool:
    if document.id in newest:
        return order(document) < newest[document.id]
    return document.kind is not Kind.OTHER


def _corrected(held: Sequence[Held]) -> Iterator[Held]:
    """Leave out what a file that came later reads otherwise."""
    groups: dict[_Key, list[Held]] = {}
    for one in held:
        groups.setdefault(one.key, []).append(one)
    for group in groups.values():
        last = max(one.came for one in group)
        said = {words(one.document) for one in group if one.came == last} if any(one.came != last for one in group) else set()
        yield from (one for one in group if one.came == last or words(one.document) in said)


def words(document: Document) -> str:
    """Give what a document says, without what differs between two renderings of one text: letters and digits only."""
    texts = [document.number, document.title, document.status.value]
    texts += [text for clause in document.clauses for text in (clause.opener, clause.label, clause.text)]
    return "".join(re.findall(r"\w+", normalise(" ".join(texts)).casefold()))


def _lost(held: Iterable[Held]) -> dict[str, tuple[str, ...]]:
    newest: dict[str, Held] = {}
    for one in held:
        before = newest.get(one.document.id)
        if before is None or (order(one.document), one.now) > (order(before.document), before.now):
            newest[one.document.id] = one
    lost: dict[str, list[str]] = {}
    for work, one in sorted(newest.items()):
        if not one.now:
            lost.setdefault(one.name, []).append(work)
    return {name: tuple(works) for name, works in sorted(lost.items())}


@dataclass(frozen=True)
class Takeover:
    """Say that one file's texts now stand where another's stood; the same file, where it reads otherwise than before."""

    before: str
    now: str
    works: tuple[str, ...]


def takeovers(readings: Sequence[Reading]) -> list[Takeover]:
    """Say what the last round of reading took the place of, by the names of both files."""
    last = max((reading.content.intake for reading in readings), default=0)
    before = hold(reading for reading in readings if reading.content.intake < last).speaking()
    found: dict[tuple[str, str], list[str]] = {}
    for key, one in hold(readings).speaking().items():
        old = before.get(key)
        if old and (old.name != one.name or (old.document is not one.document and words(old.document) != words(one.document))):
            found.setdefault((old.name, one.name), []).append(one.document.id)
    return [Takeover(*names, tuple(sorted(works))) for names, works in sorted(found.items())]
