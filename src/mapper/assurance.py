"""Assurance: what was made of each source, whether all of it was read, and what to look at, for people and as records."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from mapper.documents import Extraction
from mapper.errors import count
from mapper.extractors.quality import Quality

_SHOWN = 6  # problems of one source among many; all of them stand in the record
_NAMES = {
    "clause": "clauses",
    "head": "heads and titles",
    "footnote": "footnotes",
    "mark": "footnote marks",
    "front": "before the first text",
    "divider": "between texts",
    "back": "back covers",
    "twice": "said twice",
    "second language": "in a second language",
    "head or foot": "running heads and feet",
    "table head": "heads of tables printed again",
}
_ORDER = ("clause", "head", "footnote")


def summary(extraction: Extraction, shown: int = _SHOWN) -> Iterator[str]:
    """Tell of one source how much was found, whether any text was lost, and its problems; `shown`: so many of them, 0 for all."""
    name = extraction.source.name
    if extraction.unread:
        yield f"unread  {name}: {extraction.unread.removeprefix(name).removeprefix(extraction.source.path.name).lstrip(': ')}"
        return
    yield f"read    {name}: {', '.join(_found(extraction))}"
    problems = sorted(extraction.told, key=lambda problem: problem not in extraction.missing)
    most = shown or len(problems)
    yield from (f"        {problem}" for problem in problems[:most])
    if len(problems) > most:
        yield f"        and {len(problems) - most} more: `mapper extract --report FILE` writes down all of them"


def details(extraction: Extraction) -> Iterator[str]:
    """Tell of a source that is looked at alone what its letters became."""
    quality = extraction.quality
    if quality is None or not quality.letters:
        return
    accounts = dict(quality.accounts)
    rest = sorted(accounts.keys() - set(_ORDER), key=lambda name: (-accounts[name], name))
    shares = (f"{accounts[name] / quality.letters:.1%} {_NAMES.get(name, name)}" for name in (*_ORDER, *rest) if accounts.get(name))
    yield f"        {quality.letters:,} letters on {count(quality.pages, 'page')}: {', '.join(shares)}"


def _found(extraction: Extraction) -> Iterator[str]:
    yield count(len(extraction.documents), "document")
    yield count(sum(len(document.clauses) for document in extraction.documents), "clause")
    quality = extraction.quality
    if quality and quality.contents.listed:
        yield f"{quality.contents.found} of {quality.contents.listed} listed in the contents"
    if quality and quality.letters:
        yield f"{quality.share_lost:.2%} of the text lost" if quality.lost else "no text lost"
    yield count(len(extraction.told), "problem")


def record(extraction: Extraction) -> dict[str, Any]:
    """Give all that is known of how a source was read as a JSON object."""
    documents = extraction.documents
    told = {
        "source": {"file": extraction.source.name, "sha256": extraction.source.sha256},
        "unread": extraction.unread,
        "whole": extraction.whole,
        "documents": len(documents),
        "clauses": sum(len(document.clauses) for document in documents),
        "footnotes": sum(len(document.footnotes) for document in documents),
        "citations": {
            "found": sum(len(document.citations) for document in documents),
            "resolved": sum(bool(citation.id) for document in documents for citation in document.citations),
        },
        "problems": list(extraction.told),
    }
    return told | (_counted(extraction.quality) if extraction.quality else {})


def _counted(quality: Quality) -> dict[str, Any]:
    counted = asdict(quality)
    contents = counted.pop("contents")
    contents["missing"] = [{"kind": kind.value, "number": number, "page": page or None} for kind, number, page in contents["missing"]]
    counted["accounts"] = dict(quality.accounts)
    return {**counted, "share_lost": round(quality.share_lost, 6), "contents": contents}
