"""Documents: what each source holds, read in a child process of its own, so that one bad file costs one line and never the batch."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter

from mapper import children, profiles
from mapper.documents_json import from_json, to_json
from mapper.errors import MISSING, MapperError, UnreadableSource
from mapper.extractors import reading
from mapper.extractors.context import EVERY, VIEWS, Hints
from mapper.extractors.grammar import Reading
from mapper.extractors.quality import Quality
from mapper.settings import Limits
from mapper.sources import Source, legible
from mapper.types import Document, SourceFile

__all__ = ["EVERY", "READERS", "VIEWS", "Extraction", "Hints", "Limits", "extract", "extract_all", "from_json", "to_json"]

READERS = tuple(f"mapper.extractors.{reader}" for reader in ("docx", "html", "pdf", "pdfium", "scans", "tabular"))


@dataclass(frozen=True)
class Extraction:
    """Hold what was read of one source, or why it could not be."""

    source: Source
    documents: tuple[Document, ...] = ()
    problems: tuple[str, ...] = ()
    unread: str = ""
    seconds: float = 0.0
    accounted: bool = False
    quality: Quality | None = None

    @property
    def told(self) -> tuple[str, ...]:
        """Give every problem of the source, then those of each document with its id."""
        return (*self.problems, *(_of(document, problem) for document in self.documents for problem in document.problems))

    @property
    def missing(self) -> tuple[str, ...]:
        """Give the problems that tell of something which should have been read and was not."""
        return tuple(problem for problem in self.told if problem.startswith(MISSING))

    @property
    def short(self) -> bool:
        """Say whether texts may be missing that nobody knows of, or knows no more of than the number."""
        return bool(self.missing) and not self.accounted

    @property
    def whole(self) -> bool:
        """Say whether all that the source holds was read."""
        return not self.unread and not self.missing


def _of(document: Document, problem: str) -> str:
    rest = problem.removeprefix(MISSING)
    return f"{problem[: len(problem) - len(rest)]}{document.id}: {rest}"


def extract(source: Source, *, hints: Hints | None = None, limits: Limits | None = None) -> Extraction:
    """Read one source in this process; raise UnreadableSource with the reason where it cannot be read."""
    begun = perf_counter()
    return extracted(source, read(source, hints or Hints(), limits or Limits()), begun)


def read(source: Source, hints: Hints, limits: Limits) -> Reading:
    """Read one source, and keep what was made on the way."""
    _gate(source, limits)
    found = reading.read(source.path, SourceFile(source.name, source.sha256), hints, limits)
    if not found.documents:
        raise UnreadableSource(_empty(source, found.problems))
    return found


def extracted(source: Source, found: Reading, begun: float) -> Extraction:
    """Take of a reading what goes on."""
    return Extraction(
        source, found.documents, tuple(map(legible, found.problems)), "", round(perf_counter() - begun, 3), found.accounted, found.quality
    )


def _empty(source: Source, problems: Sequence[str]) -> str:
    """Say why nothing was found: the first thing that was noticed, if anything was."""
    if problems:
        more = f" (and {len(problems) - 1} more problem{'s' if len(problems) > 2 else ''})" if len(problems) > 1 else ""
        return f"{source.name}: {problems[0].removeprefix(MISSING)}{more}"
    return f"{source.name} holds no text that could be read; look at it, or save it in another format"


def _gate(source: Source, limits: Limits) -> None:
    if source.trouble:
        raise UnreadableSource(f"{source.name} {source.trouble}")
    if source.size == 0:
        raise UnreadableSource(f"{source.name} is empty; get it again from where it came")
    if source.size > limits.size_mb << 20:
        limit = f"the limit of {limits.size_mb}; split it, or raise `size_mb` under [limits] in mapper.toml"
        raise UnreadableSource(f"{source.name} has {source.size >> 20} MiB, more than {limit}")


def extract_all(
    sources: Sequence[Source],
    *,
    limits: Limits | None = None,
    hints: Mapping[str, Hints] | None = None,
    progress: Callable[[str], None] | None = None,
) -> Iterator[Extraction]:
    """Read sources side by side, each in a child process within limits; give results in the order of the sources; never raise for one of them."""
    limits, hints = limits or Limits(), hints or {}
    tasks = [_Task(source, hints.get(source.name, Hints()), limits, profiles.own()) for source in sources if not source.trouble]
    outcomes = children.run(_work, tasks, limits, READERS)
    for source in sources:
        outcome = source.trouble or next(outcomes)[1]
        yield outcome if isinstance(outcome, Extraction) else Extraction(source, unread=f"{source.name} {outcome}")
        if progress:
            progress(source.name)


@dataclass(frozen=True)
class _Task:
    source: Source
    hints: Hints
    limits: Limits
    profiles: Path | None = None


def _work(task: _Task) -> Extraction:
    """Run in the child: an expected failure is a result."""
    profiles.use(task.profiles)
    try:
        return extract(task.source, hints=task.hints, limits=task.limits)
    except MapperError as error:
        return Extraction(task.source, unread=legible(str(error)))


def from_path(path: Path) -> Source:
    """Make a source of one file."""
    from mapper.sources import list_sources

    return replace(list_sources([path])[0], name=legible(path.name))
