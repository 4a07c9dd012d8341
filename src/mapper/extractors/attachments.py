"""Attachments: files that a PDF carries beside its pages. They are told and never opened; a portfolio has hardly anything else."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mapper.errors import MISSING, count, few

PORTFOLIO = f"{MISSING}the file is a portfolio"  # how it is told that a file is one
_MOST = 10_000  # files
_TEXTS = (
    ".pdf",
    ".docx",
    ".doc",
    ".odt",
    ".rtf",
    ".html",
    ".htm",
    ".xlsx",
    ".xls",
    ".zip",
)  # other files beside a text are settings and data of programs


@dataclass(frozen=True)
class Attached:
    """Name the files that a PDF carries; `whole`: it says that it is there for them, as a portfolio does."""

    names: tuple[str, ...] = ()
    whole: bool = False

    def told(self) -> Iterator[str]:
        """Tell of files that were not read."""
        names = self.names if self.whole else [name for name in self.names if name.casefold().endswith(_TEXTS)]
        if names:
            said = f"{count(len(names), 'file')} ({few(names)}) {'is' if len(names) == 1 else 'are'} attached to it and not read"
            yield f"{PORTFOLIO}: {said}; save them out of it and add them" if self.whole else f"{said}; save out of it what holds a text, and add it"


def attached(file: Any) -> Attached:
    """List the files that an open PDF carries, by the names under which a reader would save them."""
    found = []
    for key, spec in file.attachments.items():
        found.append(str(spec.filename or key))
        if len(found) == _MOST:
            break
    return Attached(tuple(sorted(found)), "/Collection" in file.Root)


def refused(name: str, problem: str) -> str:
    """Say of a portfolio that has no text of its own why nothing was read."""
    return f"{name} {problem.removeprefix(f'{MISSING}the file ')}"
