"""Wordings: whether two wordings bind a reader to the same; what an editor may touch comes from the profile `changes.toml`."""

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from mapper.identity import normalise
from mapper.types import Change

_NUMBER = r"(?:(?<![^\s(])[-+\u2212])?\d+(?:[.,:/-]\d+)*[^\W\d_]*"
_WORD = r"[^\W\d_]+(?:-[^\W\d_](?![^\W\d_]))?"
_TOKEN = re.compile(rf"{_NUMBER}|{_WORD}|[%\u2030€$£¥°±≤≥<>=×&]")
_THOUSANDS = re.compile(r"(?<=\d)[ ,](?=\d{3}(?!\d))")
_RANGE = re.compile(r"(?<=\d)\s*-\s*(?=\d)")
_SCRIPT = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"  # of texts without blanks, which go sign by sign
_SIGN = re.compile(rf"[{_SCRIPT}]|[^\W\d_{_SCRIPT}]+")
_RAISED = "\u00b9\u00b2\u00b3\u2070-\u2079"
_NOTE = re.compile(rf"(?<=[^\W\d_{_RAISED}]{{3}})[{_RAISED}]+|(?<=[.,;:)])[{_RAISED}]+")  # the mark of a note; km² keeps its power
_DASH = re.compile(r"(?<=[^\W\d_]{2})[\u2013\u2014](?=[^\W\d_]{2})")  # parts two words as a blank does
_LIGATURES = str.maketrans({"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"})
_QUOTES = str.maketrans("", "", '"\u00ab\u00bb\u201e\u201f')
_KNOWN = 20_000  # texts of which the folded words are kept at hand
_STEM = 3  # letters before an ending that may be spelt in two ways
_PIECE = 3  # letters of a word that may be written together with its neighbour


@dataclass(frozen=True)
class _Rules:
    articles: frozenset[str]
    spellings: tuple[tuple[re.Pattern[str], str], ...]
    same_words: Mapping[str, str]
    phrases: tuple[tuple[re.Pattern[str], str], ...]
    numbers: Mapping[str, str]
    never_joined: frozenset[str]
    times: frozenset[str]
    actors: frozenset[str]
    links: frozenset[str]
    helping: frozenset[str]
    edition_tag: re.Pattern[str]
    revision_suffix: re.Pattern[str]
    duration: re.Pattern[str]
    prefixes: re.Pattern[str]
    adverbs: re.Pattern[str]


@cache
def _rules() -> _Rules:
    raw: dict[str, Any] = tomllib.loads((resources.files("mapper.profiles") / "changes.toml").read_text(encoding="utf-8"))
    spellings = [(rf"(?<=\w{{{_STEM}}}){old}", new) for old, new in raw["spellings"]]
    return _Rules(
        articles=frozenset(raw["articles"]),
        spellings=tuple((re.compile(old), new) for old, new in spellings) + tuple(_undoubled(raw["doubled"])),
        same_words=dict(raw["same_words"]),
        phrases=tuple((re.compile(rf"\b{old}\b"), new) for old, new in raw["phrases"]),
        numbers=dict(raw["numbers"]),
        never_joined=frozenset(raw["never_joined"]),
        times=frozenset(raw["times"]),
        actors=frozenset(raw["actors"]),
        links=frozenset(raw["links"]),
        helping=frozenset(raw["helping"]),
        edition_tag=re.compile(raw["edition_tag"]),
        revision_suffix=re.compile(raw["revision_suffix"]),
        duration=re.compile(rf"\b(\d+) ({'|'.join(raw['units'])})\b"),
        prefixes=re.compile(rf"\b({'|'.join(raw['prefixes'])})-(?=[^\W\d_]{{3}})"),
        adverbs=re.compile(rf"^(?:(?:{'|'.join(raw['adverbs'])})\s+)+|\s+(?:{'|'.join(raw['adverbs'])})$"),
    )


def _undoubled(stems: Sequence[str]) -> Iterator[tuple[re.Pattern[str], str]]:
    """Spell "modelled" as "modeled", for the stems of which the last letter may be doubled."""
    yield re.compile(rf"^({'|'.join(stems)})l(?=(?:ed|ing|er|ers|or|ors)$)"), r"\1"


def grade(old: str, new: str) -> Change:
    """Grade two wordings: unchanged, editorial, actor-or-deadline-changed, or changed in substance."""
    if normalise(old) == normalise(new):
        return Change.UNCHANGED
    blocks = list(_differing(folded(old), folded(new)))
    if not blocks:
        return Change.EDITORIAL
    told = [word for block in blocks for side in block for word in side if word not in _rules().links]
    if told and all(_says_when_or_who(word) for word in told) and not all(word.isdigit() and not _is_date(word) for word in told):
        return Change.ACTOR_OR_DEADLINE_CHANGED
    return Change.OPERATIVE_CHANGED


def substance(old: str, new: str) -> tuple[frozenset[str], frozenset[str]]:
    """Give the folded words that went and those that came, an editor's touches left out; none on either side where nothing of substance changed."""
    blocks = list(_differing(folded(old), folded(new)))
    went, came = (frozenset(word for block in blocks for word in block[side]) for side in (0, 1))
    return went, came


def same_force(old: str, new: str) -> bool:
    """Say whether two openers bind alike: "resolves" and "further resolves" do, "instructs" and "invites" do not; whoever helps."""
    rules = _rules()
    one, other = opening(old), opening(new)
    quiet = rules.actors | rules.links | rules.helping
    return all(word in quiet for block in _differing(one, other) for side in block for word in side)


def same_actor(old: str, new: str) -> bool:
    """Say whether two openers of one force tell the same person; whoever helps stands behind a comma."""
    one, other = (_without_adverbs(text).partition(",")[0] for text in (old, new))
    return grade(one, other) in (Change.UNCHANGED, Change.EDITORIAL)


@lru_cache(maxsize=_KNOWN)
def opening(text: str) -> tuple[str, ...]:
    """Give the folded words of an opener, those left out that leave its force as it is."""
    return folded(_without_adverbs(text))


def _without_adverbs(opener: str) -> str:
    return _rules().adverbs.sub("", normalise(opener).casefold())


def levelled(text: str) -> tuple[str, ...]:
    """Give the words of a text by which it is known again elsewhere: numbers, and who is to act, are left out; a sign of Chinese script is a word."""
    return tuple(part for word in folded(text) if word not in _rules().actors for part in _SIGN.findall(word))


def names_actors(text: str) -> bool:
    """Say whether all words of a text name who acts, those that join them left aside."""
    words = [word for word in folded(text) if word not in _rules().links]
    return bool(words) and all(word in _rules().actors for word in words)


def joins(word: str) -> bool:
    """Say whether a word only stands between others: an article, or one that joins names."""
    return word.casefold() in _rules().links or word.casefold() in _rules().articles


Block = tuple[Sequence[str], Sequence[str]]


def _differing(before: Sequence[str], after: Sequence[str]) -> Iterator[Block]:
    """Give the runs of words that differ; those that are only written together or apart, or in full beside their short form, are left out."""
    for tag, i, j, k, m in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal" or _joined_alike(before[i:j], after[k:m]):
            continue
        if not _spelt_out(before[i:j], after[k:m], (*before[max(0, i - 1) : i], *before[j : j + 1])):
            yield before[i:j], after[k:m]


def _joined_alike(one: Sequence[str], other: Sequence[str]) -> bool:
    words = (*one, *other)
    plain = all(word.isalpha() and len(word) >= _PIECE and word not in _rules().never_joined for word in words)
    return plain and "".join(one) == "".join(other)


def _spelt_out(one: Sequence[str], other: Sequence[str], beside: Sequence[str]) -> bool:
    """Say whether a name is written in full on one side where the other has its short form alone: BDT, and Development Bureau (BDT)."""
    if one and other:
        short, full = sorted((one, other), key=len)
        return len(short) == 1 and _stands_for(short[0], [word for word in full if word != short[0]])
    return any(_stands_for(word, one or other) for word in beside)


def _stands_for(short: str, full: Sequence[str]) -> bool:
    """Say whether a short form is made of the first letters of some words, those that join them left out; a plural s counts as none."""
    initials = "".join(word[0] for word in full if word not in _rules().links)
    return len(initials) > 1 and initials in (short, short.removesuffix("s"))


def _is_date(word: str) -> bool:
    return bool(re.fullmatch(r"(19|20)\d\d|\d+[a-z]+", word))


def _says_when_or_who(word: str) -> bool:
    return word.isdigit() or _is_date(word) or word in _rules().times or word in _rules().actors


@lru_cache(maxsize=_KNOWN)
def folded(text: str) -> tuple[str, ...]:
    """Fold what an editor may touch: case, punctuation between words, articles, spelling, edition tags of references; numbers and signs stay."""
    rules = _rules()
    plain = normalise(_DASH.sub(" ", _NOTE.sub("", text)).translate(_LIGATURES)).translate(_QUOTES)
    lower = rules.edition_tag.sub(" ", plain).casefold()
    for old, new in rules.phrases:
        lower = old.sub(new, lower)
    lower = re.sub(r"[^\W\d_]+", lambda found: rules.numbers.get(found[0], found[0]), lower)
    lower = rules.prefixes.sub(r"\1", rules.revision_suffix.sub(r"\1", lower))
    lower = rules.duration.sub(r"\1\2", _THOUSANDS.sub("", _RANGE.sub("-", lower)))
    words = (rules.same_words.get(word, word) for word in _TOKEN.findall(lower))
    return tuple(_spell(part) for word in words for part in word.split() if part not in rules.articles)


def _spell(word: str) -> str:
    for old, new in _rules().spellings if word.isalpha() else ():
        word = old.sub(new, word)
    return word
