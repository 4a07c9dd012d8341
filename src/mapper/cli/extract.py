"""Show what files hold: documents as JSON lines or as trees on stdout, the QA summary on stderr, the whole QA record in a file."""

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TextIO

from mapper import assurance, outline
from mapper.cli.shared import clean
from mapper.documents import Extraction, extract_all, to_json
from mapper.errors import MapperError
from mapper.sources import list_given


def show_extraction(files: Sequence[Path], as_json: bool, report: Path | None, out: TextIO, err: TextIO) -> int:
    """Write documents to `out`, the summary to `err`, the QA records to `report`; give the exit code: 1 where not all was read."""
    sources = list_given(files)
    whole = True
    records: list[str] = []
    lay = _as_json if as_json else _as_tree(out)
    for extraction in extract_all(sources):
        out.writelines(f"{line}\n" for line in lay(extraction))
        err.writelines(f"{clean(line)}\n" for line in _summary(extraction, alone=len(sources) == 1))
        records.append(json.dumps(assurance.record(extraction), ensure_ascii=False))
        whole = whole and extraction.whole
    if report:
        _write(report, records)
    return int(not whole)


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
