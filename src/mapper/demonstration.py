"""The demonstration: a workspace from the shipped corpora, run, with its tables, and what to type next."""

import shlex
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from mapper import pipeline, settings, sharing
from mapper.documents import Hints
from mapper.errors import MapperError
from mapper.intake import Notify, add
from mapper.mapping import Mapped, by_likelihood
from mapper.pipeline import Report
from mapper.shipped import shipped
from mapper.sources import list_sources
from mapper.store import open_store

FORMATS = ("xlsx", "html", "csv", "sssom")
LATER = "later"
_TOP = 2
_QUOTE = 150


@dataclass(frozen=True)
class Shown:
    """Hold what the demonstration made; `waiting` says that files of the second cycle lie beside the workspace and are not in it."""

    root: Path
    report: Report
    files: tuple[Path, ...]
    waiting: bool = True

    def lines(self, program: str = "mapper") -> list[str]:
        """Tell what was made: the run, the top proposals with their evidence, the tables, the next step; `program` is what the user types."""
        told = [*self.report.lines(), ""]
        for type_ in dict.fromkeys(m.type for m in self.report.standing.mapped):
            of_type = [m for m in self.report.standing.mapped if m.type == type_]
            told += [line for m in _spread(by_likelihood(of_type), _TOP) for line in self._pair(m)]
        told += ["tables:", *(f"  {path}" for path in self.files), ""]
        return told + self._next(program)

    def _pair(self, mapped: Mapped) -> list[str]:
        known = self.report.standing.library.current
        told = [pipeline.one_line(mapped)]
        told += [f"    {side}  {known[side].title}" for side in (mapped.left, mapped.right)]
        if mapped.proposal:
            first = mapped.proposal.evidence[0]
            told += [f"      {q.place}, p. {q.page}: “{_short(q.text)}”" for q in (first.left, first.right)]
        return [*told, ""]

    def _next(self, program: str) -> list[str]:
        program, later = shlex.quote(program), shlex.quote(str(self.root / LATER))
        where = f"-w {shlex.quote(str(self.root))}"
        decide = ["next, decide on the proposals, one key each:", f"  {program} review {where}"]
        if not self.waiting:
            return [*decide, "the files of the next conferences are in already; what they changed:", f"  {program} changes {where}"]
        return [
            *decide,
            "then bring in the files of the next conferences, and see what they change:",
            f"  {program} add {later} {where}",
            f"  {program} run {where}",
            f"  {program} changes {where}",
        ]


def _spread(pairs: Iterable[Mapped], most: int) -> list[Mapped]:
    """Take the first pairs that share no document, so that the reader sees different subjects."""
    taken: list[Mapped] = []
    for pair in pairs:
        if len(taken) < most and not {pair.left, pair.right} & {side for m in taken for side in (m.left, m.right)}:
            taken.append(pair)
    return taken


def _short(text: str) -> str:
    return text if len(text) <= _QUOTE else text[:_QUOTE].rsplit(" ", 1)[0] + " …"


def corpora() -> Path:
    """Find the demo corpora that come with mapper."""
    return shipped("corpora") / "demo"


def demonstrate(folder: Path, *, at: str, notify: Notify) -> Shown:
    """Make the workspace if it is not there, add the first cycle, run, and write the tables; the second cycle waits in `later/`."""
    found = _workspace(folder)
    with open_store(found.store_url, notice=lambda sentence: notify(sentence, 0, 0)) as store:
        add(found, store, [corpora() / "first"], Hints())
        _set_aside(found.root / LATER)
        report = pipeline.run(found, store, at=at, notify=notify)
        notify("writing tables", 0, 0)
        files = sharing.export(found, store, FORMATS)
    return Shown(folder, report, tuple(files), _waiting(found))


def _waiting(found: settings.Settings) -> bool:
    """Say whether some file of the second cycle is still to be added."""
    there = {source.sha256 for source in list_sources(found.sources)}
    return any(source.sha256 not in there for source in list_sources(found.root / LATER))


def _workspace(folder: Path) -> settings.Settings:
    """Open a workspace that an earlier demonstration made, or make one where nothing is; never touch anything else."""
    if (folder / settings.FILE).exists() and (folder / LATER).is_dir():
        return settings.load(folder)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise MapperError(f"{folder} holds something else already; nothing was changed, name a new folder: mapper demo FOLDER")
    return settings.init(folder)


def _set_aside(folder: Path) -> None:
    """Lay the second cycle beside the workspace's sources, for the user to add."""
    folder.mkdir(exist_ok=True)
    for path in sorted((corpora() / "second").iterdir()):
        target = folder / path.name
        if path.is_file() and not target.exists():
            target.write_bytes(path.read_bytes())
