"""The glossary: what the short forms of the texts stand for, as the texts themselves say, else as the profiles do."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from mapper.defining import definitions, is_short, singular
from mapper.profiles import glossaries
from mapper.types import Document

_WORD = re.compile(r"[^\W_]+")
COMMON = 0.1  # share of the documents that have a short form, from which it tells them apart no more
FEW = 3  # documents that may have it, however few there are in all
_SHORTEST = 4  # letters of a word that may stand in the plural


@dataclass(frozen=True)
class Glossary:
    """Hold for each short form the words that it may stand for, the full ones first; `own` holds what single documents say otherwise."""

    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    own: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def learning(self, documents: Iterable[Document]) -> "Glossary":
        """Add what documents define: what most of them say goes before the profiles, and in a document what it says itself."""
        said = {document.id: _defined(document) for document in documents}
        usual = _usual(said.values())
        terms = {**self.terms, **{short: _joined(long, self.terms.get(short, ())) for short, long in usual.items()}}
        own = {work: dict(_others(told, terms)) for work, told in sorted(said.items())}
        return Glossary(dict(sorted(terms.items())), {work: told for work, told in own.items() if told})

    def telling(self, documents: Iterable[Document]) -> "Glossary":
        """Keep the terms without which texts would not meet: some have the short form alone, others the words alone, and not every text has it.

        What everybody says of everything would make all texts alike.
        """
        known = [(used(document), set(self._named(". ".join(_texts(document))))) for document in documents]
        counts, bare, spelt = Counter[str](), Counter[str](), Counter[str]()
        for shorts, named in known:
            counts.update(shorts)
            bare.update(shorts - named)
            spelt.update(named - shorts)
        most = max(FEW, COMMON * len(known))
        kept = {short: words for short, words in self.terms.items() if bare[short] and spelt[short] and counts[short] <= most}
        return Glossary(kept, {work: told for work, said in self.own.items() if (told := {s: w for s, w in said.items() if s in kept})})

    def spelled(self, text: str, work: str = "") -> str:
        """Write the words of each short form behind it once, in brackets, where the text does not have them."""
        parts, end = [], 0
        for place, words in self._unexplained(text, work):
            parts += [text[end:place], f" ({words})"]
            end = place
        return "".join((*parts, text[end:]))

    def meant(self, text: str, work: str = "") -> str:
        """Give what a text says in other letters: the words of its short forms, and the short forms of its words."""
        words = [found for _, found in self._unexplained(text, work)]
        return " ".join((*words, *(short for short in self._named(text) if not re.search(rf"\b{short}s?\b", text))))

    def _unexplained(self, text: str, work: str) -> Iterator[tuple[int, str]]:
        """Give the place behind the first of each short form whose words the text lacks, and those words."""
        own, met = self.own.get(work, {}), dict[str, tuple[int, str]]()
        if self._shorts.isdisjoint(_WORD.findall(text)) or text.isupper():  # in a heading of capitals any word looks like a short form
            return
        for found in _WORD.finditer(text):
            short = singular(found[0])
            if words := own.get(short) or self.terms.get(short, ("",))[0]:
                met.setdefault(short, (found.end(), words))
        folded = f" {_folded(text)} " if met else ""
        yield from ((place, words) for place, words in met.values() if f" {_folded(words)} " not in folded)

    def _named(self, text: str) -> list[str]:
        """Give the short forms whose words stand in a text, in the order of the alphabet."""
        words = _folds(text)
        if self._phrases.keys().isdisjoint(words):
            return []
        found = set()
        for place, word in enumerate(words):
            for phrase, short in self._phrases.get(word, ()):
                if words[place : place + len(phrase)] == phrase:
                    found.add(short)
        return sorted(found)

    @cached_property
    def _shorts(self) -> frozenset[str]:
        """Hold every short form that stands for words, in the singular and in the plural."""
        shorts = {*self.terms, *(short for told in self.own.values() for short in told)}
        return frozenset((*shorts, *(f"{short}s" for short in shorts)))

    @cached_property
    def _phrases(self) -> Mapping[str, list[tuple[list[str], str]]]:
        """Hold the words of every term by the first of them."""
        found: dict[str, list[tuple[list[str], str]]] = {}
        for short, wordings in self.terms.items():
            for words in wordings:
                if phrase := _folds(words):
                    found.setdefault(phrase[0], []).append((phrase, short))
        return found


def known() -> Glossary:
    """Give the terms of the profiles."""
    return Glossary(glossaries.glossary())


def learn(documents: Iterable[Document]) -> Glossary:
    """Give the terms of the profiles and of the documents themselves, as far as these meet by them."""
    texts = list(documents)
    return known().learning(texts).telling(texts)


def used(document: Document) -> frozenset[str]:
    """Give the words of a document that look like short forms."""
    words = {word for text in _texts(document) for word in _WORD.findall(text)}
    return frozenset(filter(None, map(_short, words)))


def _defined(document: Document) -> dict[str, str]:
    """Give what a document says that its short forms stand for, the first word of it on each."""
    found: dict[str, str] = {}
    for text in _texts(document):
        for short, long in definitions(text):
            found.setdefault(short, long)
    return found


def _usual(said: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Give the words that most documents give to each short form; none where as many give others."""
    counts: dict[str, Counter[str]] = {}
    written: dict[tuple[str, str], str] = {}
    for told in said:
        for short, long in told.items():
            counts.setdefault(short, Counter())[_folded(long)] += 1
            key = (short, _folded(long))
            written[key] = min(long, written.get(key, long))
    found = {}
    for short, votes in sorted(counts.items()):
        (first, most), *others = votes.most_common(2)
        if not others or others[0][1] < most:
            found[short] = written[short, first]
    return found


def _others(told: Mapping[str, str], terms: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Give what a document says otherwise than most do."""
    return ((short, long) for short, long in told.items() if _folded(long) != _folded(terms.get(short, ("",))[0]))


def _joined(long: str, others: tuple[str, ...]) -> tuple[str, ...]:
    return (long, *(words for words in others if _folded(words) != _folded(long)))


def _texts(document: Document) -> Iterator[str]:
    yield document.title
    yield from (clause.text for clause in document.clauses)


@lru_cache(maxsize=8)
def _folded(text: str) -> str:
    """Fold case, hyphens and plurals."""
    return " ".join(_folds(text))


def _folds(text: str) -> list[str]:
    """Give the words of a text, their case and plurals folded."""
    return list(map(_single, _WORD.findall(text)))


@lru_cache(maxsize=50_000)
def _short(word: str) -> str:
    """Give the short form that a word looks like, in the singular; empty where it looks like none."""
    short = singular(word)
    return short if is_short(short) else ""


@lru_cache(maxsize=50_000)
def _single(word: str) -> str:
    """Fold the case of a word and take the ending of a plural from it: cities and city, gases and gas, services and service are then alike."""
    word = word.casefold()
    if len(word) >= _SHORTEST and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-3] + "y" if word.endswith("ies") else word[:-1]
    return word.removesuffix("e") if len(word) >= _SHORTEST else word
