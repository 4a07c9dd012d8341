"""References: the patterns by which texts name other texts, made from the words of a profile."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from mapper.profiles import Body, Organisation, organisations
from mapper.types import Kind

_TAG = r"\([^()]{1,70}?\d\d\)"
_NUMBER = r"\d{1,4}(?:-\d{1,2})?(?![\d/\w])|\[[A-Z]{2,6}\d*/\d+\]"  # or a provisional one, given by a committee
_SERIES = r"[A-Z]{1,3}\.\d+(?:\.\d+)?(?:-\d+)?(?:/[A-Z]\.\d+(?:\.\d+)?)?(?!\w|-?\s?series)"  # the number of a Recommendation: K.52, P.1546-5
_NUMBERED = (Kind.RESOLUTION, Kind.DECISION, Kind.OPINION, Kind.RECOMMENDATION)
_HEADED = ("question", "recommendation", "study_group", "working_party")  # nouns that may stand alone above a list


@dataclass(frozen=True)
class Numbered:
    """Hold how texts of one kind are named: by a noun, a list of numbers, a body; `more` goes on with another list and its body."""

    kind: Kind
    noun: re.Pattern[str]
    pattern: re.Pattern[str]
    more: re.Pattern[str]


@dataclass(frozen=True)
class Patterns:
    """Hold the compiled patterns of one organisation."""

    texts: tuple[Numbered, ...]
    text_item: re.Pattern[str]
    questions: re.Pattern[str]
    question_item: re.Pattern[str]
    groups: re.Pattern[str]
    parties: re.Pattern[str]
    recommendations: tuple[re.Pattern[str], ...]
    recommendation_item: re.Pattern[str]
    recommended: re.Pattern[str]
    sector: re.Pattern[str]
    separator: re.Pattern[str]
    subhead: re.Pattern[str]
    relation_notes: re.Pattern[str]


@cache
def patterns(name: str) -> Patterns:
    """Make the patterns of the organisation of this name, once."""
    return _make(next(organisation for organisation in organisations() if organisation.name == name))


@dataclass(frozen=True)
class _Words:
    """Hold the parts that the patterns are put together from."""

    profile: Organisation

    def noun(self, key: str) -> str:
        """Match a noun of the profile."""
        return f"(?:{any_of(self.profile.words.get(key, ()))})"

    @property
    def separator(self) -> str:
        """Match what parts the members of a list."""
        joints = "|".join(map(re.escape, self.profile.words.get("and", ("and", "or"))))
        return rf"(?:\s*,\s*(?:(?:{joints})\s+)?|\s+(?:{joints})\s+)"

    @property
    def bodies(self) -> str:
        """Match the name of any body."""
        return _names(self.profile.bodies)

    @property
    def sectors(self) -> str:
        """Match the name of a body that has groups."""
        return _names(body for body in self.profile.bodies if body.kinds)

    @property
    def prefixes(self) -> str:
        """Match what a number begins with where it tells its own body."""
        return any_of(prefix for body in self.profile.bodies for prefix in body.prefixes)

    @property
    def of(self) -> str:
        """Match what joins a number to its body."""
        return _of(self.profile.words)

    def listed(self, item: str) -> str:
        """Match a list of items."""
        return rf"(?P<list>{item}(?:{self.separator}{item})*)"


def _make(profile: Organisation) -> Patterns:
    words = _Words(profile)
    short = rf"(?:{words.noun('question_short')}\.?\s?)?"
    question = rf"(?:(?:{words.prefixes})\s*)?{short}(?:\d{{1,3}}(?:-\d{{1,2}})?|[A-Z]{{1,2}})(?:/\d{{1,3}})?(?![\w/])"
    before, after = rf"(?<![\w-])(?:(?P<pre>{words.sectors})\s+)?", rf"(?:\s+{words.of}(?P<post>{words.sectors})(?![\w-]))?"
    return Patterns(
        texts=tuple(_texts(words)),
        text_item=re.compile(rf"(?P<prefix>{words.prefixes})?\s*(?P<number>{_NUMBER})\s*(?P<tag>{_TAG})?"),
        questions=re.compile(
            rf"{before}(?P<noun>{words.noun('question')})\.?:?\s?{words.listed(question)}(?=(?:\s+{words.of}(?P<post>{words.sectors}))?)"
        ),
        question_item=re.compile(
            rf"(?P<prefix>{words.prefixes})?\s*(?P<short>{words.noun('question_short')}\.?\s?)?(?P<number>\d{{1,3}}(?:-\d{{1,2}})?|[A-Z]{{1,2}})(?:/(?P<group>\d{{1,3}}))?"
        ),
        groups=re.compile(_groups(words) + after),
        parties=re.compile(_parties(words, before) + after),
        recommendations=tuple(_recommendations(words, before)),
        recommendation_item=re.compile(rf"(?:(?P<sector>{words.sectors})\s+)?(?P<number>{_SERIES})"),
        recommended=re.compile(words.noun("recommendation")),
        sector=re.compile(rf"(?<![\w-])(?:{words.sectors})(?![\w])"),
        separator=re.compile(words.separator),
        subhead=re.compile(rf"(?:(?:{words.sectors})\s+)?(?:{'|'.join(map(words.noun, _HEADED))}):?", re.IGNORECASE),
        relation_notes=re.compile(any_of(profile.words.get("relation_notes", ()))),
    )


def _texts(words: _Words) -> Iterator[Numbered]:
    """Make the patterns of numbered texts: a body, a noun, a list of numbers with their tags, a body again."""
    listed = words.listed(rf"(?:(?:{words.prefixes})\s*)?(?:{_NUMBER})(?:\s*{_TAG})?")
    told = rf"\s*,?\s*{words.of}(?:(?P<post>{words.bodies})(?![\w-])|(?P<here>{words.noun('here')}))"
    for kind in _NUMBERED:
        if words.profile.words.get(kind.value):
            noun = rf"(?<![\w-])(?:(?P<pre>{words.bodies})\s+)?(?P<noun>{words.noun(kind.value)})\s*(?:No\.\s*)?"
            whole, more = re.compile(rf"{noun}{listed}(?:{told})?"), re.compile(rf"{words.separator}{listed}{told}")
            yield Numbered(kind, re.compile(words.noun(kind.value)), whole, more)


def _groups(words: _Words) -> str:
    """Match groups, parted as a list is or by strokes; behind a stroke the noun may be said again."""
    named = rf"(?<![\w-])(?:(?P<pre>{words.sectors}|{any_of(word for body in words.profile.bodies for word in body.adjectives)})\s+)?"
    noun, number = words.noun("study_group"), r"\d{1,2}(?!\d|\.\d|/\d)"
    return rf"{named}{noun}\s?(?P<list>{number}(?:(?:{words.separator}|\s*/\s*(?:{noun}\s?)?){number})*)"


def _parties(words: _Words, before: str) -> str:
    """Match parties: 5A, 5B and 5D, 5A/5B, or 1/20."""
    noun = words.noun("working_party")
    lettered = rf"\d[A-Z](?!\w)(?:(?:{words.separator}|\s*/\s*(?:{noun}\s?)?)\d[A-Z](?!\w))*"
    numbered = rf"\d/\d{{1,2}}(?!\w)(?:{words.separator}\d/\d{{1,2}}(?!\w))*"
    return rf"{before}{noun}\s?(?P<list>{lettered}|{numbered})"


def _recommendations(words: _Words, before: str) -> Iterator[re.Pattern[str]]:
    """Match numbers of Recommendations: behind the noun, behind a Sector's name alone, behind a colon."""
    listed = rf"{_SERIES}(?:{words.separator}{_SERIES})*"
    yield re.compile(rf"{before}{words.noun('recommendation')}:?\s+(?P<list>(?:(?:{words.sectors})\s+)?{listed})")
    yield re.compile(rf"(?<![\w-])(?P<pre>)(?P<list>(?:{words.sectors})\s+{listed})")
    yield re.compile(rf"(?<=:\s)(?P<pre>)(?P<list>{listed})")


def _of(words: Mapping[str, tuple[str, ...]]) -> str:
    return rf"(?:{any_of(words.get('of', ('of',)))})\s+(?:the\s+)?"


def any_of(words: Iterable[str]) -> str:
    """Match any of some words, the longest first; no words match nothing."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))) or r"(?!)"


def _names(bodies: Iterable[Body]) -> str:
    """Match the names of bodies; those that are not abbreviations in any case of letters."""
    found = sorted((name for body in bodies for name in body.names), key=lambda name: (-len(name), name))
    return "|".join(re.escape(name) if name.isupper() or len(name) < 7 else f"(?i:{re.escape(name)})" for name in found) or r"(?!)"


def body_named(name: str, profile: Organisation) -> Body | None:
    """Find the body of a name, or of the word for its groups."""
    folded = name.casefold()
    return next((body for body in profile.bodies if folded in (known.casefold() for known in (*body.names, *body.adjectives))), None)
