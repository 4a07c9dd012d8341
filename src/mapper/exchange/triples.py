"""What a file of SKOS says, asked by subject and property; what cannot be taken as it stands is counted."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from mapper.exchange import skos
from mapper.exchange.curies import prefixes
from mapper.exchange.graphs import Triple
from mapper.themes.nouns import LANGUAGE
from mapper.themes.tags import UNITED_NATIONS, known

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
OWL = "http://www.w3.org/2002/07/owl#"
_LONGEST = 10_000  # things of a list that are followed


@dataclass(frozen=True)
class Said:
    """Hold the triples of a file; `told` counts what was taken otherwise than it stands, or left out."""

    triples: Sequence[Triple]
    told: Counter[str] = field(default_factory=Counter)

    @cached_property
    def _by_subject(self) -> Mapping[tuple[str, str], list[Triple]]:
        found: dict[tuple[str, str], list[Triple]] = {}
        for triple in self.triples:
            found.setdefault((triple.subject, triple.predicate), []).append(triple)
        return found

    @cached_property
    def _by_object(self) -> Mapping[tuple[str, str], list[str]]:
        found: dict[tuple[str, str], list[str]] = {}
        for triple in self.triples:
            found.setdefault((triple.predicate, triple.object), []).append(triple.subject)
        return found

    def of(self, subject: str, predicate: str) -> list[Triple]:
        """Give what a subject says under a property."""
        return self._by_subject.get((subject, predicate), [])

    def subjects(self, predicate: str, object_: str) -> set[str]:
        """Give the subjects that say just this."""
        return set(self._by_object.get((predicate, object_), ()))

    def names(self, subject: str, predicate: str) -> list[str]:
        """Give the things, and not the texts, that a subject names under a property."""
        return [triple.object for triple in self.of(subject, predicate) if not triple.is_text]

    def plain(self, subject: str, predicate: str) -> list[str]:
        """Give the texts under a property that are in English, or in no language; those of other languages are counted and left out."""
        found = [triple for triple in self.of(subject, predicate) if triple.is_text]
        ours = [triple.object for triple in found if triple.language.partition("-")[0] in ("", LANGUAGE)]
        self.told[f"{predicate.rpartition('#')[2]} in another language than English left out"] += len(found) - len(ours)
        return ours

    def text(self, subject: str, name: str) -> str:
        """Give the text of SKOS of that name; of several all, one after the other."""
        return " ".join(self.plain(subject, core(name)))

    def by_language(self, subject: str, name: str) -> dict[str, list[str]]:
        """Give texts by their language, in the order of the United Nations; one without a language is English where no other is."""
        found: dict[str, list[str]] = {}
        for triple in self.of(subject, core(name)):
            tag = spelled(triple.language)
            if tag and not known(tag):
                self.told[f"{name} in {tag!r}, which is no language tag, left out"] += 1
            elif triple.is_text and triple.object.strip():
                found.setdefault(tag, []).append(triple.object)
        if "" in found and LANGUAGE not in found:
            found[LANGUAGE] = found[""]
        found.pop("", None)
        places = {tag: place for place, tag in enumerate(UNITED_NATIONS)}
        return {tag: found[tag] for tag in sorted(found, key=lambda tag: (places.get(tag, len(places)), tag))}

    def labels(self, subject: str) -> dict[str, str]:
        """Give the preferred label in each language; of two in one language the first, which SKOS forbids."""
        found = self.by_language(subject, "prefLabel")
        self.told["second prefLabel in one language left out"] += sum(len(texts) - 1 for texts in found.values())
        return {tag: texts[0] for tag, texts in found.items()}

    def kept(self, subject: str, name: str, texts: Iterable[str]) -> tuple[str, ...]:
        """Put texts into the order that a list of ours keeps; what it lacks comes behind, what it has alone was taken out by somebody."""
        found = list(texts)
        listed = [text for head in self.names(subject, own(name)) for text, _ in self.list(head)]
        if set(listed) == set(found):
            return tuple(listed)
        return tuple(dict.fromkeys([*(text for text in listed if text in found), *found]))

    def list(self, head: str) -> Iterator[tuple[str, str]]:
        """Walk an RDF list: each thing with its language; a list that runs in a circle ends."""
        seen: set[str] = set()
        while head not in seen and head != f"{RDF}nil" and len(seen) < _LONGEST:
            seen.add(head)
            yield from ((triple.object, triple.language) for triple in self.of(head, f"{RDF}first")[:1])
            head = next(iter(self.names(head, f"{RDF}rest")), f"{RDF}nil")

    def notes(self) -> tuple[str, ...]:
        """Say what was taken otherwise than it stands, or left out."""
        return tuple(f"{number} × {what}" for what, number in sorted(self.told.items()) if number)


def core(name: str) -> str:
    """Give the address of a word of SKOS."""
    return prefixes()["skos"] + name


def terms(name: str) -> str:
    """Give the address of a word of Dublin Core."""
    return prefixes()["dcterms"] + name


def own(name: str) -> str:
    """Give the address of a property of ours."""
    return prefixes()[skos.OWN] + name


def spelled(tag: str) -> str:
    """Spell a language tag as it is written: zh-Hans, pt-BR."""
    first, *rest = tag.split("-")
    return "-".join([first.lower(), *(part.title() if len(part) == 4 else part.upper() for part in rest)])
