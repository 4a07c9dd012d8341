"""Concepts: a concept scheme of SKOS read as a theme and written as a theme file; what a theme has no place for is told."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from mapper import themes
from mapper.errors import MapperError, UsageError
from mapper.exchange import skos
from mapper.exchange.curies import from_address, prefixes
from mapper.exchange.graphs import read
from mapper.exchange.triples import OWL, RDF, Said, core, own, terms
from mapper.themes import Subtopic, Theme
from mapper.themes.nouns import LANGUAGE
from mapper.themes.writing import put

MOST = 5000  # concepts of a scheme
_LEFT = ("related", "hiddenLabel", "notation", "historyNote", "changeNote", "note", "broadMatch", "narrowMatch", "relatedMatch")
_LAST = 10**6  # the place of a concept that says none
_SHOWN = 3  # notes on examples that are told one by one


class _Common(NamedTuple):
    """Hold what a theme and a subtopic both say."""

    scope_note: str
    labels: dict[str, str]
    also: dict[str, tuple[str, ...]]
    focal_points: tuple[str, ...]
    codes: tuple[str, ...]


def take(path: Path, folder: Path, id_: str) -> tuple[Path, tuple[str, ...]]:
    """Write the scheme of a file into a folder of themes as a file of its own; give its path, and what a reader must know.

    `id_` chooses one of several schemes, else it names the theme. A theme that is there already is never written over.
    """
    said = Said(read(path))
    theme = as_theme(said, path, id_.strip())
    if not re.fullmatch(r"\w[\w.-]*", theme.id):
        raise UsageError(f"{theme.id!r} is no name for a theme file; say --id with letters, figures and hyphens")
    target = folder / f"{theme.id}.toml"
    taken = [one.file for one in themes.load(folder) if one.id == theme.id] or [str(target)] * target.exists()
    if taken:
        raise MapperError(f"{taken[0]} holds a theme {theme.id!r} already; nothing was changed, say --id with another name")
    told = themes.written(theme, f"Read from {path.name} by `mapper themes import`; it may be edited by hand.")
    themes.parse(path, told)  # what no theme may be, such as a circle of parents, is told before anything is written
    put(target, told)
    lacks = list(themes.notes(replace(theme, file=str(target))))
    many = [f"{len(lacks)} subtopics have no examples, so they are found by title and definition alone; add two or three in the words of the texts"]
    return target, (*said.notes(), *(lacks if len(lacks) <= _SHOWN else many))


def as_theme(said: Said, path: Path, id_: str) -> Theme:
    """Read the scheme that is asked for as a theme."""
    scheme, name = _scheme(said, path, id_)
    concepts = _concepts(said, scheme)
    if not concepts:
        raise MapperError(f"{path} holds no concept of SKOS{f' in {scheme}' if scheme else ''}; a theme needs skos:Concept with skos:prefLabel")
    if len(concepts) > MOST:
        raise MapperError(f"{path} holds {len(concepts):,} concepts, and a theme at most {MOST:,}; share a part of it")
    ids = _ids(said, concepts, scheme)
    common = _common(said, scheme)
    title = common.labels.pop(LANGUAGE, "") or _foreign(said, common.labels) or name
    sources = [work for address in said.names(scheme, terms("source")) if (work := from_address(address))]
    mandate = said.kept(scheme, skos.MANDATES, said.plain(scheme, own(skos.MANDATE)) or sources)
    subtopics = tuple(_subtopic(said, concept, ids) for concept in concepts)
    return Theme(name, title, mandate, subtopics, "", said.text(scheme, "definition"), *common)


def _scheme(said: Said, path: Path, id_: str) -> tuple[str, str]:
    """Choose the scheme, and the id of the theme that it becomes; a file may hold concepts and no scheme."""
    found = sorted(said.subjects(f"{RDF}type", core("ConceptScheme")))
    named = {_last(scheme): scheme for scheme in reversed(found)}
    if id_ in named:
        return named[id_], id_
    if len(found) > 1:
        raise MapperError(f"{path} holds {len(found)} concept schemes ({', '.join(sorted(named)[:8])}); choose one with --id")
    return (found[0], id_ or _last(found[0])) if found else ("", id_ or path.stem)


def _concepts(said: Said, scheme: str) -> list[str]:
    """Give the concepts of a scheme, in the order that they were written in where the file says it."""
    every = said.subjects(f"{RDF}type", core("Concept"))
    if scheme:
        belongs = said.subjects(core("inScheme"), scheme) | said.subjects(core("topConceptOf"), scheme) | {*said.names(scheme, core("hasTopConcept"))}
        placed = {triple.subject for triple in said.triples if triple.predicate == core("inScheme")}
        every = belongs | (every - placed)
    return sorted(every, key=lambda concept: (_place(said, concept), concept))


def _place(said: Said, concept: str) -> int:
    told = next((triple.object for triple in said.of(concept, own(skos.POSITION))), "")
    return min(int(told), _LAST) if re.fullmatch(r"[0-9]{1,6}", told) else _LAST


def _ids(said: Said, concepts: Sequence[str], scheme: str) -> dict[str, str]:
    """Give each concept an id: what its address adds to that of the scheme, else its last part; of two alike the later gets a number."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for concept in concepts:
        base = scheme.rstrip("/#")
        id_ = unquote(concept[len(base) + 1 :]) if base and concept.startswith((f"{base}/", f"{base}#")) else _last(concept)
        if id_ in taken or not id_.strip():
            said.told["address that ends as another does: its id got a number"] += 1
            id_ = next(f"{id_}-{number}" for number in range(2, len(concepts) + 3) if f"{id_}-{number}" not in taken)
        found[concept] = id_
        taken.add(id_)
    return found


def _last(address: str) -> str:
    """Give the last part of an address."""
    return unquote(re.split(r"[/#:]", address.rstrip("/#:"))[-1])


def _subtopic(said: Said, concept: str, ids: Mapping[str, str]) -> Subtopic:
    common = _common(said, concept)
    title = common.labels.pop(LANGUAGE, "") or _foreign(said, common.labels) or ids[concept]
    definition = said.text(concept, "definition")
    if not definition.strip():
        said.told["concept without a definition in English: its scope note, or its label, stands for it"] += 1
        definition = common.scope_note.strip() or title
    for name in _LEFT:
        said.told[f"skos:{name} left out, since a theme has no place for it"] += len(said.of(concept, core(name)))
    heirs = [ids[other] for other in said.names(concept, terms("isReplacedBy")) if other in ids and other != concept]
    return Subtopic(
        ids[concept],
        title,
        definition,
        said.kept(concept, skos.EXAMPLES, said.plain(concept, core("example"))),
        said.kept(concept, skos.EXCLUSIONS, said.plain(concept, own(skos.EXCLUSION))),
        *common,
        parent=_parent(said, concept, ids),
        retired=bool(heirs) or any(triple.object == "true" for triple in said.of(concept, f"{OWL}deprecated")),
        replaced_by=tuple(ids[other] for other, _ in _heirs(said, concept) if other in ids) or tuple(heirs),
    )


def _heirs(said: Said, concept: str) -> list[tuple[str, str]]:
    return [one for head in said.names(concept, own(skos.HEIRS)) for one in said.list(head)]


def _common(said: Said, subject: str) -> _Common:
    """Read what a theme and a subtopic both say."""
    return _Common(
        said.text(subject, "scopeNote"),
        said.labels(subject),
        _also(said, subject),
        said.kept(subject, skos.FOCAL_POINTS, (triple.object for triple in said.of(subject, own(skos.FOCAL_POINT)))),
        said.kept(subject, skos.CODES, (_code(address) for name in ("closeMatch", "exactMatch") for address in said.names(subject, core(name)))),
    )


def _also(said: Said, subject: str) -> dict[str, tuple[str, ...]]:
    """Give the other names by language, in the order that a list of ours keeps."""
    listed = [name for head in said.names(subject, own(skos.ALSO)) for name in said.list(head)]
    places = {name: place for place, name in reversed([*enumerate(listed)])}  # a text may be a name in several languages
    found = said.by_language(subject, "altLabel")
    return {tag: tuple(sorted(texts, key=lambda text: (places.get((text, tag), len(places)), text))) for tag, texts in found.items()}


def _foreign(said: Said, labels: dict[str, str]) -> str:
    """Take a title from another language where there is none in English: the first that is there, which stays a label too."""
    if not labels:
        return ""
    tag = next(iter(labels))
    said.told[f"label in English missing: the one in {tag!r} stands for it"] += 1
    return labels[tag]


def _parent(said: Said, concept: str, ids: Mapping[str, str]) -> str:
    """Give the id of the broader concept; a theme has one at most."""
    above = sorted({*said.names(concept, core("broader")), *said.subjects(core("narrower"), concept)})
    inside = [one for one in above if one in ids]
    said.told["broader concept outside the scheme left out"] += len(above) - len(inside)
    said.told["second broader concept left out: a subtopic is part of one"] += max(0, len(inside) - 1)
    return ids[inside[0]] if inside else ""


def _code(address: str) -> str:
    """Give the address of a code its prefix, the longest that fits; without one the address is the code."""
    fitting = [(len(base), prefix) for prefix, base in prefixes().items() if address.startswith(base) and len(address) > len(base)]
    if not fitting:
        return address
    size, prefix = max(fitting)
    return f"{prefix}:{address[size:]}"
