"""The nouns that travel through the corridor; frozen, and free of any other room."""

from dataclasses import dataclass
from typing import NamedTuple

from mapper.identity import digest
from mapper.vocabulary import BACKWARD as BACKWARD
from mapper.vocabulary import BANDS as BANDS
from mapper.vocabulary import CONTINUES as CONTINUES
from mapper.vocabulary import CONTINUES_PART as CONTINUES_PART
from mapper.vocabulary import EXCLUSION as EXCLUSION
from mapper.vocabulary import FORWARD as FORWARD
from mapper.vocabulary import Change as Change
from mapper.vocabulary import Kind as Kind
from mapper.vocabulary import Part as Part
from mapper.vocabulary import State as State
from mapper.vocabulary import Status as Status
from mapper.vocabulary import Verdict as Verdict
from mapper.vocabulary import turned as turned


class Box(NamedTuple):
    """Place something on a page: PDF points from the top left corner; each word has one, so it is of the kind that is made fastest."""

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
    deadline: str = ""

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
    """Hold a note apart from the text it hangs on.

    Its mark stood in the text of the clause with the id `clause`, behind the first `at` characters; -1 and no clause: in the title, or nobody knows.
    `again` says the same, clause and characters, of each further call.
    """

    mark: str
    text: str
    page: int
    clause: str = ""
    at: int = -1
    again: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Comment:
    """Hold what somebody wrote in the margin: no part of the text; `about` quotes the words it hangs on, `clause` is empty where they are in none."""

    author: str
    date: str
    text: str
    about: str = ""
    clause: str = ""


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
    comments: tuple[Comment, ...] = ()

    @property
    def digest(self) -> str:
        """Say what the whole document reads."""
        return digest(self.number, self.title, self.status, *(c.text for c in self.clauses))

    @property
    def operative_digest(self) -> str:
        """Say what the operative clauses read."""
        return digest(*(c.text for c in self.clauses if c.part is Part.OPERATIVE))

    @property
    def heading(self) -> str:
        """Name the document by its title, or by what stands in for one."""
        return self.title or self.number or self.id

    @property
    def words(self) -> str:
        """Give all that the document says, its title and its clauses, each on a line."""
        return "\n".join([self.title, *(clause.text for clause in self.clauses)])

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
    relation_reason: str = ""
    light: tuple[tuple[str, float], ...] = ()
    links: tuple[tuple[str, float], ...] = ()

    @property
    def boilerplate(self) -> dict[str, float]:
        """Give the clauses of the evidence that weigh little, since they recur over the corpus or somebody said so, with their weights."""
        return dict(self.light)


@dataclass(frozen=True, slots=True)
class Decision:
    """Hold one event of the decision log: what a person said, when, and what was in view.

    Events of one `batch` were given in one act (a family of pairs, a file that came back) and are taken back in one.
    """

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
    direction: str = ""
    batch: str = ""
