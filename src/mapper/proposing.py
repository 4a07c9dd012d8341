"""Proposing: which documents each mapping type pairs, and with which model, ranker and calibration."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mapper import embedders, oddities, pins, rescoring
from mapper.embedders import Embedder
from mapper.embeddings import Notify, VectorCache
from mapper.errors import MapperError
from mapper.library import Library
from mapper.pairing import may_pair, sides
from mapper.proposals import Comparison, Task, Tools, compare, learned, propose_all
from mapper.relations import body_ranks
from mapper.rescoring import Rescorer, knowing
from mapper.settings import MappingType, Settings
from mapper.types import Kind, Proposal


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

    def reading(self, library: Library) -> "Proposer":
        """Learn what short forms mean, and keep who names whom, from all texts of a library."""
        texts = tuple(library.current[work] for work in sorted(library.current))
        return replace(self, tools=replace(self.tools, glossary=learned(texts, self.tools), beside=texts))

    def propose(self, type_: MappingType, library: Library, notify: Notify) -> list[Proposal]:
        """Propose the pairs of one mapping type."""
        task = self.task(type_, library)
        if not task.left or not task.right:
            return []
        return propose_all(task, self.tools, _announced(task, notify))

    def task(self, type_: MappingType, library: Library) -> Task:
        """Say what is to be mapped in one mapping type."""
        left, right = sides(type_, library)
        return Task(type_.name, left, right, may_pair(type_), type_.top, self.floor, body_ranks().by_body)

    def compare(self, type_: MappingType, library: Library, notify: Notify) -> Comparison:
        """Compare the documents of one mapping type as a run does; neither side may be empty."""
        task = self.task(type_, library)
        return compare(task, self.tools, _announced(task, notify))

    def odd(self, types: Sequence[MappingType], library: Library) -> tuple[str, ...]:
        """Say which texts of these mappings can be compared badly, and which mapping has one text only."""
        asked = {type_.name: {document.id: document for side in sides(type_, library) for document in side} for type_ in types}
        texts = {work: document for found in asked.values() for work, document in found.items() if document.kind is not Kind.SUBTOPIC}
        ordered = [texts[work] for work in sorted(texts)]
        single = [f"{name}: {sentence}" for name, found in asked.items() for sentence in oddities.alone([*found.values()])]
        return (*oddities.poor(ordered), *(() if self.tools.abroad else oddities.foreign(ordered)), *single)


def _announced(task: Task, notify: Notify) -> Notify:
    """Say what is compared, and name the mapping type before each stage."""
    notify(f"{task.type}: comparing {len(task.left)} with {len(task.right)} documents", 0, 0)
    return within(task.type, notify)


def within(type_: str, notify: Notify) -> Notify:
    """Name the mapping type before each stage."""

    def told(stage: str, done: int, total: int) -> None:
        notify(f"{type_}: {stage}", done, total)

    return told


def prepare(settings: Settings, library: Library | None = None, cache: VectorCache | None = None) -> Proposer:
    """Load the model, and the one for the other languages of a library; where one cannot be had, go on without it and say so.

    Vectors are kept in the workspace's cache, or in the one that is given.
    """
    embedder, degraded = _embedder(settings.model)
    languages = sorted({document.language for document in library.in_force.values()}) if library else []
    abroad: Embedder | None = None
    try:
        abroad = embedders.beside(embedder, languages)
    except MapperError as error:
        told = ", ".join(language for language in languages if language not in embedders.READ)
        degraded = (*degraded, f"{error}. This run compared texts in other languages ({told}) as if they were English: expect poorer proposals")
    cache = cache or VectorCache(settings.cache / "vectors")
    rescorer, lacking = _rescorer(settings, cache)
    tools = Tools(embedder, cache, pins=pins.load(settings.pins), abroad=abroad, rescorer=rescorer)
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
