"""References: the patterns by which texts name other texts, made from the words of a profile."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from mapper.profiles import Body, Organisation, organisations
from mapper.profiles.references import MOST
from mapper.types import Kind

_TAG = r"\([^()]{1,70}?\d\d\)"
_NUMBER = r"\d{1,4}(?:-\d{1,2})?(?![\d/]|(?![\u2e80-\u9fff])\w)|\[[A-Z]{2,6}\d*/\d+\]"  # or a provisional one, given by a committee
_SERIES = r"[A-Z]{1,3}\.\d+(?:\.\d+)?(?:-\d+)?(?:/[A-Z]\.\d+(?:\.\d+)?)?(?!(?![\u2e80-\u9fff])\w|[-\s]series)"  # of a Recommendation: K.52
_WHOLE = r"(?:[A-Z]{1,3}\.\d{3,4}|[A-Z]{1,2})[-\s]series"  # a series of them: K-series, Y.3000-series
_MONTH = r"(?:\s*\(\d\d/(?:19|20)\d\d\))?"
_YEAR = r"(?:19|20)\d\d"
_HAN = r"[\u2e80-\u9fff]"  # written without blanks
_START = rf"(?:(?<![\w-])|(?<={_HAN})|(?={_HAN}))"
_GAP = rf"(?:\s+|(?<={_HAN})|(?={_HAN}))"
_NUMBERED = (Kind.RESOLUTION, Kind.DECISION, Kind.OPINION, Kind.RECOMMENDATION)
_HEADED = ("question", "recommendation", "study_group", "working_party", "heads")  # nouns that may stand alone above a list


@dataclass(frozen=True)
class Numbered:
    """Hold how texts of one kind are named: by noun, numbers, body; `ahead` has the numbers before the noun; `more` goes on."""

    kind: Kind
    noun: re.Pattern[str]
    pattern: re.Pattern[str]
    ahead: re.Pattern[str]
    more: re.Pattern[str]


@dataclass(frozen=True)
class Patterns:
    """Hold the compiled patterns of one organisation."""

    texts: tuple[Numbered, ...]
    text_item: re.Pattern[str]
    questions: tuple[re.Pattern[str], ...]
    question_item: re.Pattern[str]
    groups: tuple[re.Pattern[str], ...]
    parties: re.Pattern[str]
    tasks: re.Pattern[str]
    recommendations: tuple[re.Pattern[str], ...]
    recommendation_item: re.Pattern[str]
    recommended: re.Pattern[str]
    reported: re.Pattern[str]
    meetings: tuple[re.Pattern[str], ...]
    sector: re.Pattern[str]
    of_group: re.Pattern[str]
    separator: re.Pattern[str]
    through: re.Pattern[str]
    subhead: re.Pattern[str]
    subhead_behind: re.Pattern[str]
    relation_notes: re.Pattern[str]


@cache
def patterns(name: str) -> Patterns:
    """Make the patterns of the organisation of this name, once."""
    return _make(_Words(next(organisation for organisation in organisations() if organisation.name == name)))


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
        tight = "|".join(map(re.escape, self.profile.words.get("and_tight", ()))) or r"(?!)"
        return rf"(?:\s*,\s*(?:(?:{joints})\s+)?|\s+(?:{joints})\s+|\s?(?:{tight})\s?)"

    @property
    def bodies(self) -> str:
        """Match the name of any body."""
        return _names(self.profile.bodies)

    @property
    def sectors(self) -> str:
        """Match the name of a body that has groups."""
        return _names(body for body in self.profile.bodies if body.kinds)

    @property
    def meeting(self) -> str:
        """Match the name of a body that meets in conferences."""
        return _names(self.conferring)

    @property
    def conferring(self) -> tuple[Body, ...]:
        """Give the bodies that meet in conferences."""
        return tuple(body for body in self.profile.bodies if body.conferences and not body.kinds)

    @property
    def short(self) -> str:
        """Match the abbreviation of a body that meets in conferences."""
        return any_of(name for body in self.conferring for name in body.names if name.isupper() and " " not in name)

    @property
    def prefixes(self) -> str:
        """Match what a number begins with where it tells its own body."""
        return any_of(prefix for body in self.profile.bodies for prefix in body.prefixes)

    @property
    def tag(self) -> str:
        """Match the edition behind a number."""
        return rf"(?:{'|'.join((*self.profile.words.get('tag', ()), _TAG))})"

    @property
    def of(self) -> str:
        """Match what joins a number to its body; a name in another script than the Latin one is joined by its ending."""
        return rf"(?:(?:{any_of(self.profile.words.get('of', ('of',)))})(?:\s+|(?<='))(?:the\s+)?|(?=[^\x00-\u024f]))"

    @property
    def pre(self) -> str:
        """Match a body before a noun, with the year of one of its conferences."""
        return (
            rf"{_START}(?:(?P<pre>{self.bodies})(?:-(?P<pre_year>\d\d(?:\d\d)?)(?!\d))?(?:\s*\((?P<pre_met>[^()]{{0,40}}{_YEAR})\))?(?:'s)?{_GAP})?"
        )

    @property
    def post(self) -> str:
        """Match a body behind a number, with the year of one of its conferences."""
        return (
            rf"(?:(?P<post_before>{_YEAR})\s+)?(?P<post>{self.bodies})(?:\s*\((?:{self.short})\))?"
            rf"(?:-(?P<post_year>\d\d(?:\d\d)?))?(?![\w-])(?:\s*\((?P<post_met>[^()]{{2,40}}?{_YEAR})\)|\s+(?P<post_after>{_YEAR})(?!\w))?"
        )

    def listed(self, item: str) -> str:
        """Match a list of items."""
        return rf"(?P<list>{item}(?:{self.separator}{item})*)"


def _make(words: _Words) -> Patterns:
    before, after = rf"{_START}(?:(?P<pre>{words.sectors}){_GAP})?", rf"(?:\s*,?\s*{words.of}(?P<post>{words.sectors})(?![\w-]))?"
    return Patterns(
        texts=tuple(_texts(words)),
        text_item=re.compile(rf"(?P<prefix>{words.prefixes})?\s*(?P<number>{_NUMBER})\s*(?P<tag>{words.tag})?"),
        questions=tuple(_questions(words, before)),
        question_item=re.compile(
            rf"(?!\s)(?P<prefix>{words.prefixes})?\s*(?P<short>{words.noun('question_short')}\.?\s?)?(?P<number>\d{{1,3}}(?:-\d{{1,2}})?|[A-Z]{{1,2}})(?:/(?P<group>\d{{1,3}}))?"
        ),
        groups=tuple(re.compile(pattern + after) for pattern in _groups(words)),
        parties=re.compile(_parties(words, before) + after),
        tasks=re.compile(rf"{before}(?P<noun>{words.noun('task_group')}):?\s?(?P<list>\d{{1,2}}/\d{{1,2}}(?![\w/])|\d(?:-\d)+(?![\w/]))" + after),
        recommendations=tuple(_recommendations(words, before)),
        recommendation_item=re.compile(
            rf"(?:(?P<sector>{words.sectors})\s+)?(?P<number>{_WHOLE}|{_SERIES})(?:\s*\((?P<month>\d\d)/(?P<year>{_YEAR})\))?"
        ),
        recommended=re.compile(words.noun("recommendation")),
        reported=re.compile(rf"{words.noun('report')}:?\s+$"),
        meetings=tuple(_meetings(words)),
        sector=re.compile(rf"(?<![\w-])(?:{words.sectors})(?![\w])"),
        of_group=re.compile(
            rf"\s*,?\s*{words.of}(?:(?P<before>{words.sectors})\s+)?(?:{words.noun('study_group')}\s?)(?P<group>\d{{1,2}})(?!\w|/)(?:\s*{words.of}(?P<after>{words.sectors})(?![\w-]))?"
        ),
        separator=re.compile(words.separator),
        through=re.compile(rf"\s(?:{any_of(words.profile.words.get('through', ()))})\s"),
        subhead=re.compile(rf"(?:{_subheads(words)}):?", re.IGNORECASE),
        subhead_behind=re.compile(rf"[^\W_]\s(?P<head>(?=[^\W\d_a-zà-ÿа-я])(?:{_subheads(words)})):?$"),
        relation_notes=re.compile(any_of(words.profile.words.get("relation_notes", ()))),
    )


def _subheads(words: _Words) -> str:
    """Match a noun that may stand alone above a list."""
    return rf"(?:(?:{words.sectors})\s+)?(?:{'|'.join(map(words.noun, _HEADED))})"


def _texts(words: _Words) -> Iterator[Numbered]:
    """Make the patterns of numbered texts: a body, a noun, a list of numbers with their tags, a body again."""
    bare = rf"(?:(?:{words.prefixes})\s*)?(?:{_NUMBER})"
    listed = words.listed(rf"{bare}(?:\s*{words.tag})?")
    told = rf"\s*,?\s*(?:{words.of}(?:{words.post})|{words.of}(?P<here>{words.noun('here')}))"
    counted = rf"(?:{words.noun('count')}\.?\s*)?"
    marks = words.profile.words.get("marks", ())
    for kind in _NUMBERED:
        if words.profile.words.get(kind.value):
            noun = words.noun(kind.value)
            within = rf"(?:(?P<within>{words.sectors})\s+(?=\d))?" if kind is Kind.RECOMMENDATION else ""
            whole = rf"{words.pre}(?P<noun>{noun})\s*{within}{counted}{listed}(?:{told})?"
            ahead = rf"{words.pre}{any_of(marks[:1])}\s*{words.listed(bare)}\s*{any_of(marks[1:])}(?P<noun>{noun})(?:\s*(?P<tag>{words.tag}))?"
            more = rf"{words.separator}{listed}{told}"
            yield Numbered(kind, re.compile(noun), re.compile(whole), re.compile(ahead), re.compile(more))


def _questions(words: _Words, before: str) -> Iterator[re.Pattern[str]]:
    """Match Questions: a noun with a list of numbers; in some languages the numbers stand between marks before the noun."""
    short = rf"(?:{words.noun('question_short')}\.?\s?)?"
    item = rf"(?:(?:{words.prefixes})\s*)?{short}(?:\d{{1,3}}(?:-\d{{1,2}})?|[A-Z]{{1,2}})(?:/\d{{1,3}})?(?![\w/])"
    post = rf"(?=(?:\s*,?\s*{words.of}(?P<post>{words.sectors}))?)"
    yield re.compile(rf"{before}(?P<noun>{words.noun('question')})\.?:?\s?{words.listed(item)}{post}")
    marks = words.profile.words.get("marks", ())
    if marks:
        inner = r"(?:\d{1,3}(?:-\d{1,2})?)/\d{1,3}"
        yield re.compile(rf"{before}{any_of(marks[:1])}\s*{words.listed(inner)}\s*{any_of(marks[1:])}(?P<noun>{words.noun('question')}){post}")


def _groups(words: _Words) -> Iterator[str]:
    """Match groups, parted as a list is or by strokes; behind a stroke the noun may be said again; in some languages the number stands first."""
    adjectives = any_of(word for body in words.profile.bodies for word in body.adjectives)
    named = rf"{_START}(?:(?P<pre>{words.sectors}|{adjectives}){_GAP})?"
    noun, number = words.noun("study_group"), r"\d{1,2}(?!\d|\.\d|/\d)"
    numbers = rf"(?P<list>{number}(?:(?:{words.separator}|\s*/\s*(?:{noun}\s?)?){number})*)"
    yield rf"{named}{noun}(?::\s*|-|\s?){numbers}"
    marks, ordinal = words.profile.words.get("marks", ()), words.noun("ordinal")
    after = words.noun("study_group_after")
    yield rf"{named}(?:{any_of(marks[:1])})?\s*(?P<list>{number}(?:{words.separator}{number}){{0,{MOST}}})(?:{ordinal})?\s?{after}"


def _parties(words: _Words, before: str) -> str:
    """Match parties: 5A, 5B and 5D, 5A/5B, or 1/20."""
    noun = words.noun("working_party")
    lettered = rf"\d[A-Z](?!\w)(?:(?:{words.separator}|\s*/\s*(?:{noun}\s?)?)\d[A-Z](?!\w))*"
    numbered = rf"\d/\d{{1,2}}(?!\w)(?:{words.separator}\d/\d{{1,2}}(?!\w))*"
    return rf"{before}{noun}(?::\s*|-|\s?)(?P<list>{lettered}|{numbered})"


def _recommendations(words: _Words, before: str) -> Iterator[re.Pattern[str]]:
    """Match numbers of Recommendations: behind the noun, a Sector's name, a paragraph or a colon; a series before the noun."""
    item = rf"(?:{_WHOLE}|{_SERIES}){_MONTH}"
    listed = rf"{item}(?:{words.separator}{item})*"
    yield re.compile(rf"{before}{words.noun('recommendation')}:?\s+(?P<list>(?:(?:{words.sectors})\s+)?{listed})")
    yield re.compile(rf"{_START}(?P<pre>)(?P<list>(?:{words.sectors})\s+{listed})")
    yield re.compile(rf"(?<![\w-])(?P<pre>)(?P<list>{_WHOLE})(?=\s+{words.noun('recommendation')})")
    yield re.compile(rf"(?<![\w/.])\d{{1,2}}(?:\.\d{{1,2}})*/(?P<pre>)(?P<list>{_SERIES})")
    yield re.compile(rf"(?<=:\s)(?P<pre>)(?P<list>{listed})")


def _meetings(words: _Words) -> Iterator[re.Pattern[str]]:
    """Match conferences that are named with their year: an abbreviation, or a name with a year before it, or with a place and a year behind it."""
    yield re.compile(rf"(?<![\w/-])(?P<name>{words.short})-(?P<year>\d\d(?:\d\d)?)(?![\w/]|-\w)")
    place = r"(?!(?:[^()\d,;.]*?\b[a-z]{3,}\b){2})[^()\d,;.]{2,30}"  # two words in small letters are a deed
    placed = rf"\(?\s*(?:(?:{words.short}),?\s*)?{place},?\s+(?P<year>{_YEAR})\b"
    behind = rf"\s*\((?:{words.short})-(?P<short>\d\d)|\s*(?:\((?:{words.short})\)\s*)?(?:{placed}|\(?(?P<after>{_YEAR})\b)"
    yield re.compile(rf"(?<![\w-])(?:(?P<before>{_YEAR})\s+)?(?P<name>{words.meeting})(?!\w)(?:{behind})?")


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
