"""The nouns that travel through the corridor; frozen, and free of any other room."""

from dataclasses import dataclass
from enum import StrEnum

from mapper.identity import digest


class Kind(StrEnum):
    """Say what sort of text a document is."""

    RESOLUTION = "resolution"
    DECISION = "decision"
    RECOMMENDATION = "recommendation"
    OPINION = "opinion"
    QUESTION = "question"
    MANDATE = "mandate"
    ACTIVITY = "activity"
    EVENT = "event"
    SUBTOPIC = "subtopic"
    OTHER = "other"


class Part(StrEnum):
    """Say in which part of a document a clause stands."""

    PREAMBLE = "preamble"
    OPERATIVE = "operative"
    BODY = "body"
    RELATIONS = "relations"
    ADMINISTRATIVE = "administrative"
    ANNEX = "annex"
    TABLE = "table"


class Status(StrEnum):
    """Say what the last conference did with a document; a closed one ended with its study period, and nobody suppressed it."""

    IN_FORCE = "in-force"
    SUPPRESSED = "suppressed"
    CLOSED = "closed"
    DRAFT = "draft"

    @property
    def ended(self) -> bool:
        """Say whether the document is no longer in force."""
        return self in (Status.SUPPRESSED, Status.CLOSED)


class Verdict(StrEnum):
    """Say what a person said of a pair, or did with what was said before."""

    ACCEPT = "accept"
    REJECT = "reject"
    UNSURE = "unsure"
    SKIP = "skip"
    UNDO = "undo"
    CONFIRM = "confirm"


class State(StrEnum):
    """Say where a pair stands once proposals and decisions are settled."""

    NEW = "new"
    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    UNSURE = "unsure"
    DISPUTED = "disputed"
    STALE = "stale"
    GONE = "gone"


class Change(StrEnum):
    """Grade what a new edition did to a clause or a document."""

    UNCHANGED = "unchanged"
    EDITORIAL = "editorial"
    RENUMBERED = "renumbered"
    RECITAL_ONLY = "recital-only"
    OPERATIVE_CHANGED = "operative-changed"
    ACTOR_OR_DEADLINE_CHANGED = "actor-or-deadline-changed"
    MERGED = "merged"
    SPLIT = "split"
    ADDED = "added"
    REMOVED = "removed"
    NEW = "new"
    SUPPRESSED = "suppressed"
    CLOSED = "closed"


CONTINUES, CONTINUES_PART = "continues", "continues part of"  # details of a Question: the id of one before it, taken on whole or in part


@dataclass(frozen=True, slots=True)
class Box:
    """Place something on a page: PDF points from the top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Edition:
    """Name the state of a document after one conference."""

    label: str = ""
    place: str = ""
    year: int | None = None

    @property
    def order(self) -> tuple[int, str]:
        """Sort editions of one document by time."""
        return (self.year or 0, self.label)


@dataclass(frozen=True, slots=True)
class Clause:
    """Hold the smallest numbered or lettered unit of a document."""

    id: str
    part: Part
    opener: str
    actor: str
    label: str
    depth: int
    text: str
    page: int
    box: Box | None = None

    @property
    def digest(self) -> str:
        """Say what the clause reads; one text is embedded once."""
        return digest(self.text)

    @property
    def place(self) -> str:
        """Name the clause as a reader would: opener, then label; a dash names nothing."""
        return " ".join(word for word in (self.opener, self.label.strip("–—-•")) if word) or self.part.value


@dataclass(frozen=True, slots=True)
class Footnote:
    """Hold a note apart from the text it hangs on."""

    mark: str
    text: str
    page: int


@dataclass(frozen=True, slots=True)
class Citation:
    """Refer to another document; `id` is empty where the words could not be resolved."""

    id: str
    edition: str
    clause: str
    text: str
    relation: bool = False


@dataclass(frozen=True, slots=True)
class SourceFile:
    """Name the file a document came from."""

    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Document:
    """Hold one resolution, Question, mandate, activity or subtopic as one edition of it reads."""

    id: str
    kind: Kind
    body: str
    number: str
    title: str
    edition: Edition
    language: str
    status: Status
    source: SourceFile
    pages: tuple[int, int]
    clauses: tuple[Clause, ...]
    footnotes: tuple[Footnote, ...] = ()
    citations: tuple[Citation, ...] = ()
    problems: tuple[str, ...] = ()
    sector: str = ""
    group: str = ""
    period: str = ""
    details: tuple[tuple[str, str], ...] = ()

    @property
    def digest(self) -> str:
        """Say what the whole document reads."""
        return digest(self.number, self.title, self.status, *(c.text for c in self.clauses))

    @property
    def operative_digest(self) -> str:
        """Say what the operative clauses read."""
        return digest(*(c.text for c in self.clauses if c.part is Part.OPERATIVE))

    @property
    def key(self) -> tuple[str, str]:
        """Tell one edition of one work from every other."""
        return (self.id, self.edition.label)


@dataclass(frozen=True, slots=True)
class Passage:
    """Hold the text unit that is embedded: a clause or a short run of clauses."""

    document: str
    clauses: tuple[str, ...]
    text: str
    page: int
    weight: float = 1.0

    @property
    def digest(self) -> str:
        """Say what the passage reads."""
        return digest(self.text)


@dataclass(frozen=True, slots=True)
class Quote:
    """Quote one side of an evidence verbatim, with its place."""

    clause: str
    place: str
    page: int
    text: str

    @property
    def digest(self) -> str:
        """Say what was quoted."""
        return digest(self.text)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Show one clause pair that speaks for a proposal."""

    left: Quote
    right: Quote
    weight: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """Hold a pair that some channel found, with what each channel measured; raw channel scores by name."""

    left: str
    right: str
    scores: tuple[tuple[str, float], ...]
    ranks: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Hold a candidate with probability, proposed relation and evidence."""

    pair: str
    type: str
    left: str
    right: str
    left_edition: str
    right_edition: str
    score: float
    probability: float | None
    band: str
    relation: str
    direction: str
    channels: tuple[tuple[str, float], ...]
    ranks: tuple[int, int]
    evidence: tuple[Evidence, ...]
    contributions: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """Hold one event of the decision log: what a person said, when, and what was in view."""

    event: str
    pair: str
    type: str
    left: str
    right: str
    verdict: Verdict
    relation: str
    reason: str
    comment: str
    reviewer: str
    at: str
    seconds: float
    score_shown: bool
    editions: tuple[str, str]
    evidence: tuple[Evidence, ...]
    undoes: str = ""
    adjudicates: bool = False
    origin: str = "human"
    previous: str = ""
