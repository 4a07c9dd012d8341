"""Proposing: which documents each mapping type pairs, and with which model, ranker and calibration."""

from dataclasses import dataclass

from mapper import embedders
from mapper.embeddings import Notify, VectorCache
from mapper.errors import MapperError
from mapper.library import Library
from mapper.pairing import may_pair, sides
from mapper.proposals import Comparison, Task, Tools, compare, propose_all
from mapper.relations import body_ranks
from mapper.settings import MappingType, Settings
from mapper.types import Proposal


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


def _announced(task: Task, notify: Notify) -> Notify:
    """Say what is compared, and name the mapping type before each stage."""
    notify(f"{task.type}: comparing {len(task.left)} with {len(task.right)} documents", 0, 0)

    def told(stage: str, done: int, total: int) -> None:
        notify(f"{task.type}: {stage}", done, total)

    return told


def prepare(settings: Settings) -> Proposer:
    """Load the model; where it cannot be had, go on with the hashing embedder and say so."""
    try:
        embedder, degraded = embedders.load(settings.model), ""
    except MapperError as error:
        embedder = embedders.load(embedders.HASHING)
        degraded = f"{error}. This run used the hashing embedder: expect poorer proposals"
    return Proposer(Tools(embedder, VectorCache(settings.cache / "vectors")), settings.floor, (degraded,) if degraded else ())
