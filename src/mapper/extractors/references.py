"""References: the patterns by which texts name other texts, made from the words of a profile."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from mapper.profiles import Body, Organisation
from mapper.types import Kind

_TAG = r"\([^()]{1,70}?\d\d\)"
_NUMBER = r"\d{1,4}(?:-\d{1,2})?(?![\d/\w])|\[COM\d+/\d+\]"
_RESOLVED = (Kind.RESOLUTION, Kind.DECISION, Kind.OPINION)


@dataclass(frozen=True)
class Patterns:
    """Hold the compiled patterns of one organisation."""

    texts: tuple[tuple[Kind, re.Pattern[str]], ...]
    text_item: re.Pattern[str]
    questions: re.Pattern[str]
    question_item: re.Pattern[str]
    groups: re.Pattern[str]
    parties: re.Pattern[str]
    recommendations: re.Pattern[str]
    sector: re.Pattern[str]
    separator: re.Pattern[str]
    relation_notes: re.Pattern[str]


@cache
def patterns(name: str) -> Patterns:
    """Make the patterns of the organisation of this name, once."""
    from mapper.profiles import organisations

    return _make(next(organisation for organisation in organisations() if organisation.name == name))


def _make(profile: Organisation) -> Patterns:
    words = profile.words
    joints = "|".join(map(re.escape, words.get("and", ("and", "or"))))
    separator = rf"(?:\s*,\s*(?:(?:{joints})\s+)?|\s+(?:{joints})\s+)"
    bodies = _names(profile.bodies)
    prefixes = _any(prefix for body in profile.bodies for prefix in body.prefixes)
    sectors = _names(body for body in profile.bodies if body.kinds)
    of = _of(words)
    question = rf"(?:(?:{prefixes})\s*)?(?:Q\.?\s?)?(?:\d{{1,3}}(?:-\d{{1,2}})?|[A-Z]{{1,2}})(?:/\d{{1,2}})?(?![\w/])"
    return Patterns(
        texts=tuple(_texts(profile, bodies, prefixes, separator)),
        text_item=re.compile(rf"(?P<prefix>{prefixes})?\s*(?P<number>{_NUMBER})\s*(?P<tag>{_TAG})?"),
        questions=re.compile(
            rf"(?<![\w-])(?:(?P<pre>{sectors})\s+)?(?:{_any(words.get('question', ()))})\.?\s?(?P<list>{question}(?:{separator}{question})*)"
            rf"(?=(?:\s+{of}(?P<post>{sectors}))?)"
        ),
        question_item=re.compile(
            rf"(?P<prefix>{prefixes})?\s*(?:Q\.?\s?)?(?P<number>\d{{1,3}}(?:-\d{{1,2}})?|[A-Z]{{1,2}})(?:/(?P<group>\d{{1,2}}))?"
        ),
        groups=re.compile(
            rf"(?<![\w-])(?:(?P<pre>{sectors})\s+)?(?:{_any(words.get('study_group', ()))})\s?"
            rf"(?P<list>\d{{1,2}}(?!\d|\.\d|/)(?:{separator}\d{{1,2}}(?![\d/]))*)"
            rf"(?:\s+{of}(?P<post>{sectors})(?![\w-]))?"
        ),
        parties=re.compile(
            rf"(?<![\w-])(?:(?P<pre>{sectors})\s+)?(?:{_any(words.get('working_party', ()))})\s?"
            rf"(?P<list>\d(?:[A-Z]|/\d{{1,2}})(?!\w)(?:{separator}\d[A-Z](?!\w))*)"
        ),
        recommendations=re.compile(
            rf"(?<![\w-])(?:(?:{_any(words.get('recommendation', ()))})\s+)?(?P<pre>{sectors})\s+(?P<list>[A-Z]{{1,3}}\.\d+(?:\.\d+)?(?:-\d+)?)"
        ),
        sector=re.compile(rf"(?<![\w-])(?:{sectors})(?![\w])"),
        separator=re.compile(separator),
        relation_notes=re.compile(_any(words.get("relation_notes", ()))),
    )


def _texts(profile: Organisation, bodies: str, prefixes: str, separator: str) -> Iterator[tuple[Kind, re.Pattern[str]]]:
    """Make the patterns of numbered texts: a body, a noun, a list of numbers with their tags, a body again."""
    words = profile.words
    item = rf"(?:(?:{prefixes})\s*)?(?:{_NUMBER})(?:\s*{_TAG})?"
    after = rf"(?:\s*,?\s*{_of(words)}(?:(?P<post>{bodies})(?![\w-])|(?P<here>{_any(words.get('here', ()))})))?"
    before = rf"(?<![\w-])(?:(?P<pre>{bodies})\s+)?"
    for kind in _RESOLVED:
        if words.get(kind.value):
            noun = rf"(?P<noun>{_any(words[kind.value])})\s*(?:No\.\s*)?"
            yield kind, re.compile(rf"{before}{noun}(?P<list>{item}(?:{separator}(?:{item}))*){after}")


def _of(words: Mapping[str, tuple[str, ...]]) -> str:
    """Match what joins a number to its body."""
    return rf"(?:{_any(words.get('of', ('of',)))})\s+(?:the\s+)?"


def _any(words: Iterable[str]) -> str:
    """Match any of some words, the longest first; no words match nothing."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))) or r"(?!)"


def _names(bodies: Iterable[Body]) -> str:
    """Match the names of bodies; those that are not abbreviations in any case of letters."""
    found = sorted((name for body in bodies for name in body.names), key=lambda name: (-len(name), name))
    return "|".join(re.escape(name) if name.isupper() or len(name) < 7 else f"(?i:{re.escape(name)})" for name in found) or r"(?!)"


def body_named(name: str, profile: Organisation) -> Body | None:
    """Find the body of a name."""
    folded = name.casefold()
    return next((body for body in profile.bodies if folded in (known.casefold() for known in body.names)), None)
