"""Show what files hold: documents as JSON lines or as trees on stdout, the QA summary on stderr, the whole QA record in a file."""

import json
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from mapper import assurance, outline, proofs
from mapper.cli.shared import clean
from mapper.documents import EVERY, Extraction, Hints, extract_all, to_json
from mapper.errors import MapperError, UsageError
from mapper.profiles import use
from mapper.reports import proof
from mapper.settings import FILE, PROFILES
from mapper.sources import Source, list_given, spare


@dataclass(frozen=True)
class Extras:
    """Hold what is written beside the trees, the QA records and the proof of one file with the pages it shows, and how files are to be read."""

    report: Path | None = None
    html: Path | None = None
    pages: str = ""
    view: str = ""
    cross_check: bool = False

    @property
    def hints(self) -> Hints:
        """Say how each file is to be read: how open changes are settled, and whether every page is compared."""
        return Hints(view=self.view, compared=EVERY if self.cross_check else "")


def show_extraction(files: Sequence[Path], as_json: bool, extras: Extras, out: TextIO, err: TextIO) -> int:
    """Write documents to `out`, the summary to `err`, the rest into files; give the exit code: 1 where not all was read."""
    use(Path.cwd() / PROFILES if (Path.cwd() / FILE).is_file() else None)
    sources = list_given(files)
    for target in filter(None, (extras.html, extras.report)):
        spare(target, [source.path for source in sources])
    whole = True
    records: list[str] = []
    lay = _as_json if as_json else _as_tree(out)
    for extraction in _proved(sources, extras) if extras.html else extract_all(sources, hints={source.name: extras.hints for source in sources}):
        out.writelines(f"{line}\n" for line in lay(extraction))
        err.writelines(f"{clean(line)}\n" for line in _summary(extraction, alone=len(sources) == 1))
        records.append(json.dumps(assurance.record(extraction), ensure_ascii=False))
        whole = whole and extraction.whole
    if extras.report:
        _write(extras.report, records)
    return int(not whole)


def _proved(sources: Sequence[Source], extras: Extras) -> Iterator[Extraction]:
    """Read one file and write its proof."""
    if len(sources) != 1 or extras.html is None:
        raise UsageError(f"--html shows one file, and {len(sources)} were given; name one of them")
    made = proofs.prove(sources[0], pages=_span(extras.pages), hints=extras.hints)
    proof.write(made, extras.html)
    yield made.extraction


def _span(said: str) -> tuple[int, int]:
    """Read a page, or a range of pages; nothing is all of them."""
    found = re.fullmatch(r"\s*(\d{1,5})(?:\s*[-–]\s*(\d{1,5}))?\s*", said)
    if not said:
        return 0, 0
    span = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
    if not 0 < span[0] <= span[1]:
        raise UsageError(f"{said!r} is no range of pages; write --pages 12 or --pages 12-20")
    return span


def _summary(extraction: Extraction, *, alone: bool) -> Iterator[str]:
    if not alone:
        yield from assurance.summary(extraction)
        return
    yield from assurance.summary(extraction, 0)
    yield from assurance.details(extraction)


def _as_json(extraction: Extraction) -> Iterator[str]:
    return (json.dumps(to_json(document), ensure_ascii=False) for document in extraction.documents)


def _as_tree(out: TextIO) -> Callable[[Extraction], Iterator[str]]:
    """Draw trees as wide as the terminal; where they go into a file or another program, lines are not broken."""
    width = shutil.get_terminal_size().columns if out.isatty() else 0
    return lambda extraction: (clean(line) for document in extraction.documents for line in outline.whole(document, width))


def _write(report: Path, records: Sequence[str]) -> None:
    try:
        report.write_text("".join(f"{record}\n" for record in records), encoding="utf-8")
    except OSError as error:
        raise MapperError(f"cannot write the report {report}: {error.strerror}; name another file") from error
