"""Proposing: which documents each mapping type pairs, and with which model, ranker and calibration."""

from dataclasses import dataclass, replace

from mapper import embedders, glossary, pins
from mapper.embeddings import Notify, VectorCache
from mapper.errors import MapperError
from mapper.library import Library, mappable
from mapper.proposals import Task, Tools, propose_all
from mapper.relations import body_ranks
from mapper.settings import MappingType, Settings
from mapper.types import Document, Kind, Proposal


@dataclass(frozen=True)
class Proposer:
    """Hold what a run proposes with; `degraded` says in sentences what is missing."""

    tools: Tools
    floor: float
    degraded: tuple[str, ...]

    @property
    def model(self) -> str:
        """Name the model with its version."""
        return self.tools.embedder.name

    def reading(self, library: Library) -> "Proposer":
        """Learn what short forms mean, and keep who names whom, from all texts of a library."""
        texts = tuple(library.current[work] for work in sorted(library.current))
        return replace(self, tools=replace(self.tools, glossary=glossary.learn(texts), beside=texts))

    def propose(self, type_: MappingType, library: Library, notify: Notify) -> list[Proposal]:
        """Propose the pairs of one mapping type."""
        left, right = sides(type_, library)

        def allowed(one: Document, other: Document) -> bool:
            return one.id != other.id and (not type_.across or _attribute(one, type_.across) != _attribute(other, type_.across))

        def told(stage: str, done: int, total: int) -> None:
            notify(f"{type_.name}: {stage}", done, total)

        if not left or not right:
            return []
        notify(f"{type_.name}: comparing {len(left)} with {len(right)} documents", 0, 0)
        task = Task(type_.name, left, right, allowed, type_.top, self.floor, body_ranks().by_body)
        return propose_all(task, self.tools, told)


def prepare(settings: Settings) -> Proposer:
    """Load the model; where it cannot be had, go on with the hashing embedder and say so."""
    try:
        embedder, degraded = embedders.load(settings.model), ""
    except MapperError as error:
        embedder = embedders.load(embedders.HASHING)
        degraded = f"{error}. This run used the hashing embedder: expect poorer proposals"
    tools = Tools(embedder, VectorCache(settings.cache / "vectors"), pins=pins.load(settings.pins))
    return Proposer(tools, settings.floor, (degraded,) if degraded else ())


def sides(type_: MappingType, library: Library) -> tuple[list[Document], list[Document]]:
    """Give the documents of both sides; n-way types have the same documents on both."""
    texts = [document for document in library.in_force.values() if mappable(document)]
    left = [document for document in texts if type_.sides[0].matches(document)]
    if type_.theme:
        return left, [d for d in library.in_force.values() if d.kind is Kind.SUBTOPIC and d.group == type_.theme]
    if type_.across:
        left = [document for document in left if _attribute(document, type_.across)]
        return left, left
    return left, [document for document in texts if type_.sides[1].matches(document)]


def _attribute(document: Document, name: str) -> str:
    return document.body if name == "body" else document.sector
