"""SKOS: the themes of a mapping as concept schemes in Turtle (https://www.w3.org/TR/skos-reference/), one file; the same themes give the same bytes.

What SKOS has no word for, and the order of what it holds as sets, stands in properties of our own.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

from mapper.exchange.curies import address, head_of, to_curie
from mapper.themes import Subtopic, Theme
from mapper.themes.nouns import LANGUAGE
from mapper.views.export import Export
from mapper.views.files import places, put

OWN = "mapperext"
BUILT_IN = ("dcterms", OWN, "owl", "rdfs", "skos")
# Our own properties: what SKOS has no word for, and lists that keep an order.
EXCLUSION, FOCAL_POINT, POSITION, MANDATE = "exclusion", "focalPoint", "position", "mandate"
MANDATES, EXAMPLES, EXCLUSIONS, FOCAL_POINTS = "mandates", "examples", "exclusions", "focalPoints"
CODES, ALSO, HEIRS = "codes", "alternatives", "replacements"
_ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_CONTROL = re.compile(r'[\\"\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]')
Lines = Iterator[tuple[str, str]]


def write(export: Export, target: Path) -> list[Path]:
    """Write themes.ttl: the themes that a mapping exported compares with."""
    [path] = places(target, "themes.ttl", endings=(".ttl",))
    return put({path: render(export.themes).encode()})


def render(themes: Sequence[Theme]) -> str:
    """Render themes, each with its subtopics, sorted by id."""
    neutral = head_of(())
    prefixes = [f"@prefix {name}: <{address(name, neutral)}> ." for name in sorted(BUILT_IN)]
    own = [
        _own(EXCLUSION, "skos:editorialNote", "what does not belong, though it sounds alike"),
        _own(FOCAL_POINT, "dcterms:contributor", "who answers"),
    ]
    blocks = [block for theme in sorted(themes, key=lambda theme: theme.id) for block in _theme(theme)]
    return "\n\n".join(["\n".join(prefixes), *own, *blocks]) + "\n"


def _own(name: str, above: str, said: str) -> str:
    """Say what a property of ours is a kind of, for programs that do not know it."""
    return f"{OWN}:{name}\n    rdfs:subPropertyOf {above} ;\n    rdfs:label {text(said, LANGUAGE)} ."


def _theme(theme: Theme) -> Iterator[str]:
    top = [concept(theme, one) for one in theme.subtopics if not one.parent]
    lines = [("a", "skos:ConceptScheme"), *_told(theme), *_many("skos:hasTopConcept", sorted(top))]
    works = sorted({*theme.mandate})
    lines += [*_many("dcterms:source", [iri(work) for work in works if work]), *_many(f"{OWN}:{MANDATE}", map(text, works))]
    yield _block(concept(theme), [*lines, *_listed(MANDATES, map(text, theme.mandate))])
    for number, one in sorted(enumerate(theme.subtopics, 1), key=lambda each: each[1].id):
        yield _block(concept(theme, one), [*_subtopic(theme, one), (f"{OWN}:{POSITION}", text(str(number)))])


def _subtopic(theme: Theme, one: Subtopic) -> Lines:
    works = {other.id: concept(theme, other) for other in theme.subtopics}
    yield "a", "skos:Concept"
    yield "skos:inScheme", concept(theme)
    yield from ([] if one.parent else [("skos:topConceptOf", concept(theme))])
    yield from ([("skos:broader", works[one.parent])] if one.parent else [])
    yield from _many("skos:narrower", sorted(works[other.id] for other in theme.subtopics if other.parent == one.id))
    yield from _told(one)
    yield from _many("skos:example", [text(each, LANGUAGE) for each in sorted({*one.examples})])
    yield from _many(f"{OWN}:{EXCLUSION}", [text(each, LANGUAGE) for each in sorted({*one.exclusions})])
    yield from _listed(EXAMPLES, [text(each, LANGUAGE) for each in one.examples])
    yield from _listed(EXCLUSIONS, [text(each, LANGUAGE) for each in one.exclusions])
    yield from ([("owl:deprecated", "true")] if one.retired else [])
    yield from _many("dcterms:isReplacedBy", sorted({works[other] for other in one.replaced_by}))
    yield from _listed(HEIRS, [works[other] for other in one.replaced_by])


def _told(one: Theme | Subtopic) -> Lines:
    """Write what a theme and a subtopic both say."""
    yield from (("skos:prefLabel", text(title, tag)) for tag, title in one.names.items())
    also = [text(name, tag) for tag, names in one.also.items() for name in names]
    yield from _many("skos:altLabel", sorted({*also}))
    yield from ([("skos:definition", text(one.definition, LANGUAGE))] if one.definition else [])
    yield from ([("skos:scopeNote", text(one.scope_note, LANGUAGE))] if one.scope_note else [])
    yield from _many("skos:closeMatch", sorted({code_iri(code) for code in one.codes}))
    yield from _many(f"{OWN}:{FOCAL_POINT}", [text(each) for each in sorted({*one.focal_points})])
    yield from _listed(ALSO, also)
    yield from _listed(CODES, map(text, one.codes))
    yield from _listed(FOCAL_POINTS, map(text, one.focal_points))


def _many(name: str, values: Iterable[str]) -> Lines:
    return ((name, value) for value in values)


def _listed(name: str, values: Iterable[str]) -> Lines:
    """Keep an order, and what is said twice; one value alone has none."""
    found = list(values)
    if len(found) > 1:
        yield f"{OWN}:{name}", f"( {' '.join(found)} )"


def _block(subject: str, lines: Sequence[tuple[str, str]]) -> str:
    return f"{subject}\n" + " ;\n".join(f"    {name} {value}" for name, value in lines) + " ."


def concept(theme: Theme, subtopic: Subtopic | None = None) -> str:
    """Give the address of a theme, or of a subtopic; no sign of an id parts it."""
    ids = [theme.id, *([subtopic.id] if subtopic else [])]
    return f"<{address('theme', head_of(()))}{'/'.join(quote(id_, safe='') for id_ in ids)}>"


def iri(work: str) -> str:
    """Give the address of a text, as its profile has it."""
    prefix, _, local = to_curie(work).partition(":")
    return f"<{address(prefix, head_of((work,)))}{local}>"


def code_iri(code: str) -> str:
    """Give the address of a code; one without a known prefix is refused in one sentence."""
    prefix, _, local = code.partition(":")
    return f"<{code}>" if local.startswith("//") else f"<{address(prefix, head_of(()))}{local}>"


def text(said: str, tag: str = "") -> str:
    """Quote a text for Turtle, with its language."""
    quoted = _CONTROL.sub(lambda found: _ESCAPED.get(found[0], f"\\u{ord(found[0]):04X}"), said)
    return f'"{quoted}"' + (f"@{tag}" if tag else "")
