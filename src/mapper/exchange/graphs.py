"""RDF files read as plain triples, in a process of its own and without network; the one module that calls rdflib."""

import json
from pathlib import Path
from typing import Any, NamedTuple

from mapper import children
from mapper.errors import MapperError
from mapper.settings import Limits

FORMATS = {".ttl": "turtle", ".nt": "nt", ".rdf": "xml", ".owl": "xml", ".xml": "xml", ".jsonld": "json-ld", ".json": "json-ld"}
LARGEST = 32 << 20  # bytes
MOST = 200_000  # triples
_LIMITS = Limits(seconds=60)
_BASE = "urn:mapper:"  # what an address without a beginning begins with: never the place of the file
_AWAY = ("@context", "@import")


class Triple(NamedTuple):
    """Say one thing of a subject; `language` is that of a text, and `is_text` tells it from the name of something."""

    subject: str
    predicate: str
    object: str
    is_text: bool
    language: str


def read(path: Path) -> list[Triple]:
    """Give what a file says, sorted; one that is no RDF, is too large, or would have to be completed from elsewhere is one sentence."""
    if path.suffix.casefold() not in FORMATS:
        raise MapperError(f"{path} does not end as a file of SKOS does; save it as Turtle (.ttl), RDF/XML (.rdf) or JSON-LD (.jsonld)")
    [(_, answer)] = children.run(_read, [str(path)], _LIMITS)
    if isinstance(answer, str):
        raise MapperError(f"{path} {answer}")
    return answer


def _read(name: str) -> list[Triple] | str:
    """Read in the child; a sentence says why not."""
    path = Path(name)
    try:
        content = path.read_bytes() if path.stat().st_size <= LARGEST else None
        if content is None:
            return f"has more than {LARGEST >> 20} MiB; share a part of it"
        told = content.decode("utf-8-sig")
    except OSError as error:
        return f"cannot be read: {error.strerror}; name a file that is there"
    except UnicodeDecodeError as error:
        return f"is not UTF-8 (byte {error.start}); save it as UTF-8 and try again"
    format_ = FORMATS[path.suffix.casefold()]
    return _trouble(told, format_) or _parsed(told, format_)


def _trouble(told: str, format_: str) -> str:
    """Say what forbids to parse a file at all: entities, and what lies elsewhere."""
    if format_ == "xml" and ("<!DOCTYPE" in told or "<!ENTITY" in told):
        return "declares a document type, and entities are not read; save it as Turtle"
    if format_ == "json-ld":
        try:
            away = _away(json.loads(told))
        except ValueError as error:
            return f"is no JSON: {error}; mend that place and try again"
        return f"takes its @context from elsewhere ({away[:80]}), and nothing is fetched; write the context into the file" if away else ""
    return ""


def _away(value: Any) -> str:
    """Name the first thing that a JSON-LD file wants to have fetched."""
    if isinstance(value, list):
        return next(filter(None, map(_away, value)), "")
    if not isinstance(value, dict):
        return ""
    for key in _AWAY:
        named = value.get(key, {})
        for one in named if isinstance(named, list) else [named]:
            if isinstance(one, str):
                return one or "an empty address"
    return next(filter(None, map(_away, value.values())), "")


def _parsed(told: str, format_: str) -> list[Triple] | str:
    from xml.sax import SAXException

    import rdflib
    from rdflib.exceptions import Error

    graph = rdflib.Graph(bind_namespaces="none")
    try:
        graph.parse(data=told, format=format_, publicID=_BASE)
    except (SyntaxError, SAXException, Error, ValueError, LookupError, TypeError, AttributeError, AssertionError) as error:
        return f"cannot be read as {format_}: {' '.join(str(error).split())[:200]}; mend that place and try again"
    if len(graph) > MOST:
        return f"says {len(graph):,} things, and at most {MOST:,} are read; share a part of it"
    return sorted(_triple(*triple) for triple in graph)


def _triple(subject: Any, predicate: Any, object_: Any) -> Triple:
    language = getattr(object_, "language", None)
    return Triple(str(subject), str(predicate), str(object_), hasattr(object_, "language"), language or "")
