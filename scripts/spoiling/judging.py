"""What may never happen to a folder of spoilt files: a neighbour lost, a file silently empty, a defect, a hang."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from mapper.documents import Extraction, Limits, extract_all
from mapper.sources import list_sources
from mapper.types import Status

LIMITS = Limits(seconds=20, memory_mb=1024)
GOOD = "good-"  # how the names of files begin that are whole


def judged(folder: Path, wanted: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Read a folder, and give what is wrong: the kind of fault, the file, and the words; `wanted`: digests of the texts of whole files."""
    sources = list_sources(folder)
    found = list(extract_all(sources, limits=LIMITS))
    if len(found) != len(sources):
        yield "lost", folder.name, f"{len(sources)} files, {len(found)} results"
    for each in found:
        name = each.source.name
        if name.startswith(GOOD):
            if digest(each) != wanted[name]:
                yield "neighbour", name, each.unread or "reads otherwise than alone"
        else:
            yield from ((kind, name, words) for kind, words in _faults(each))


def digest(each: Extraction) -> str:
    """Say what was read of a file."""
    return "|".join(document.digest for document in each.documents)


def _faults(each: Extraction) -> Iterator[tuple[str, str]]:
    told = each.unread
    if bool(each.documents) == bool(told):
        yield "silent", "neither read nor refused, or both"
    if "\n" in told:
        yield "sentence", told
    if "defect" in told or "ended the reader" in told:
        yield "defect", told
    if any(words in told for words in ("took longer", "processor time")):
        yield "slow", told
    elif "made the reader crash" in told or "stopped by the system" in told:
        yield "crash", told
    if each.documents and not _says_anything(each):
        yield "silent", "no clause, no title, and not a word why"


def _says_anything(each: Extraction) -> bool:
    """Say whether some text came out, or it is told why none did."""
    held = any(document.clauses or document.title or document.status is Status.SUPPRESSED for document in each.documents)
    return held or bool(each.told)
