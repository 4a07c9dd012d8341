"""Akoma Ntoso 3.0 (http://docs.oasis-open.org/legaldocml/akn-core/v1.0/) by the UN's conventions (AKN4UN): one file for each text in force."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from mapper.exchange.akn.elements import render
from mapper.exchange.akn.iris import Calendar, language
from mapper.exchange.akn.texts import Making
from mapper.exchange.akn.texts import write as text
from mapper.extractors.naming import slug
from mapper.identity import digest
from mapper.types import Document, Kind
from mapper.views.export import Export
from mapper.views.files import put, within

_NO_TEXTS = (Kind.ACTIVITY, Kind.EVENT, Kind.SUBTOPIC)  # rows of lists, and what people define
_ENDING = ".akn.xml"


def write(export: Export, target: Path) -> list[Path]:
    """Write a file for the edition in force of each text; what was replaced or suppressed has none, nor have the rows of lists."""
    texts = sorted((one for one in export.documents.values() if not one.status.ended and one.kind not in _NO_TEXTS), key=lambda one: one.id)
    making = Making(Calendar((*export.seen.values(), *texts)), export.date, export.version)
    paths = within(target, names(texts))
    return put({path: render(text(document, making)) for path, document in zip(paths, texts, strict=True)})


def names(texts: Sequence[Document]) -> list[str]:
    """Name the files of editions by work, edition and language; where two would be called the same, by what tells them apart."""
    plain = [_plain(document) for document in texts]
    often = Counter(plain)
    ends = [f"_{digest(*document.key)[:8]}" if often[name] > 1 else "" for name, document in zip(plain, texts, strict=True)]
    return [f"{name}{end}{_ENDING}" for name, end in zip(plain, ends, strict=True)]


def _plain(document: Document) -> str:
    edition = slug(document.edition.label) or str(document.edition.year or "")
    return "_".join(part for part in (slug(document.id) or "text", edition, language(document.language)) if part)
