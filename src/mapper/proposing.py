"""Proposing: which documents each mapping type pairs, and with which model, ranker and calibration."""

from dataclasses import dataclass, replace

from mapper import embedders, rescoring
from mapper.embedders import Embedder
from mapper.embeddings import Notify, VectorCache
from mapper.errors import MapperError
from mapper.library import Library, mappable
from mapper.proposals import Task, Tools, propose_all
from mapper.relations import body_ranks
from mapper.rescoring import Rescorer, knowing
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
        """Name the models with their versions."""
        return " + ".join(model.name for model in (self.tools.embedder, self.tools.abroad, self.tools.rescorer) if model is not None)

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


def prepare(settings: Settings, library: Library | None = None) -> Proposer:
    """Load the model, and the one for the other languages of a library; where one cannot be had, go on without it and say so."""
    embedder, degraded = _embedder(settings.model)
    languages = sorted({document.language for document in library.in_force.values()}) if library else []
    abroad: Embedder | None = None
    try:
        abroad = embedders.beside(embedder, languages)
    except MapperError as error:
        told = ", ".join(language for language in languages if language not in embedders.READ)
        degraded = (*degraded, f"{error}. This run compared texts in other languages ({told}) as if they were English: expect poorer proposals")
    cache = VectorCache(settings.cache / "vectors")
    rescorer, lacking = _rescorer(settings, cache)
    tools = Tools(embedder, cache, abroad=abroad, rescorer=rescorer)
    return Proposer(tools if rescorer is None else replace(tools, ranker=knowing(tools.ranker)), settings.floor, (*degraded, *lacking))


def _rescorer(settings: Settings, cache: VectorCache) -> tuple[Rescorer | None, tuple[str, ...]]:
    if not settings.rescore:
        return None, ()
    try:
        return rescoring.load(settings.root / settings.rescore, cache), ()
    except MapperError as error:
        return None, (f"{error}. This run did without the second reading",)


def _embedder(model: str) -> tuple[Embedder, tuple[str, ...]]:
    try:
        return embedders.load(model), ()
    except MapperError as error:
        return embedders.load(embedders.HASHING), (f"{error}. This run used the hashing embedder: expect poorer proposals",)


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
