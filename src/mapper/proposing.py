"""Proposing: which documents each mapping type pairs, and with which model, ranker and calibration."""

from collections.abc import Sequence
from dataclasses import dataclass

from mapper import embedders, oddities
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
    return Proposer(Tools(embedder, VectorCache(settings.cache / "vectors")), settings.floor, (degraded,) if degraded else ())


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


def odd(types: Sequence[MappingType], library: Library) -> tuple[str, ...]:
    """Say which texts of these mappings can be compared badly, and which mapping has one text only."""
    asked = {type_.name: {document.id: document for side in sides(type_, library) for document in side} for type_ in types}
    texts = {work: document for found in asked.values() for work, document in found.items() if document.kind is not Kind.SUBTOPIC}
    single = [f"{name}: {sentence}" for name, found in asked.items() for sentence in oddities.alone([*found.values()])]
    return (*oddities.poor([texts[work] for work in sorted(texts)]), *single)


def _attribute(document: Document, name: str) -> str:
    return document.body if name == "body" else document.sector
