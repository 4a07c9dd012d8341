"""What the store remembers beside documents, proposals and decisions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mapper.types import Document, Proposal


@dataclass(frozen=True)
class SourceRecord:
    """Remember of a source file whether it was read, and by which version; `sha256` is of the content that was last read.

    state: new (known, not yet read), read, unread (with the reason), missing (it left the folder). `lacks` tells what that content holds, as far as
    is known, and was not read; `short` gives the digests of its contents, earlier ones too, that may hold whole texts which were not read.
    """

    name: str
    sha256: str
    size: int
    state: str
    reason: str = ""
    hints: tuple[tuple[str, str], ...] = ()
    reader: str = ""
    lacks: tuple[str, ...] = ()
    short: tuple[str, ...] = ()


@dataclass(frozen=True)
class Content:
    """Say which content of a file was read, and in which round of reading: files that came together share one."""

    name: str
    sha256: str
    intake: int


@dataclass(frozen=True)
class Reading:
    """Hold the documents that one content of a file gave."""

    content: Content
    documents: tuple[Document, ...]


@dataclass(frozen=True)
class RunRecord:
    """Remember a run: state is live or past; the manifest is JSON."""

    id: str
    at: str
    state: str
    manifest: str


@dataclass(frozen=True)
class Head:
    """Say how far the decision log has come: how many events it has, and the id of the last one."""

    events: int = 0
    event: str = ""


@dataclass(frozen=True)
class Kept:
    """Hold what a store knows and nobody could work out again, with the proposals that people saw; `log` is the decision log, a line an event."""

    sources: Sequence[SourceRecord]
    readings: Mapping[str, Sequence[Document]]
    runs: Sequence[RunRecord]
    log: Sequence[str]
    contents: Sequence[Content] = ()
    proposals: Mapping[str, Sequence[Proposal]] = field(default_factory=dict)
