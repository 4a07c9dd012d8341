"""What the store remembers beside documents, proposals and decisions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mapper.types import Document


@dataclass(frozen=True)
class SourceRecord:
    """Remember of a source file whether it was read, and by which version; `sha256` is of the content that was last read.

    state: new (known, not yet read), read, unread (with the reason), missing (it left the folder).
    """

    name: str
    sha256: str
    size: int
    state: str
    reason: str = ""
    hints: tuple[tuple[str, str], ...] = ()
    reader: str = ""


@dataclass(frozen=True)
class RunRecord:
    """Remember a run: state is live or past; the manifest is JSON."""

    id: str
    at: str
    state: str
    manifest: str


@dataclass(frozen=True)
class Kept:
    """Hold what a store knows and nobody could work out again; `log` is the decision log as it is kept, a line an event."""

    sources: Sequence[SourceRecord]
    readings: Mapping[str, Sequence[Document]]
    runs: Sequence[RunRecord]
    log: Sequence[str]
