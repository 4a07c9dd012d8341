"""Wordings: whether two wordings bind a reader to the same; what an editor may touch comes from the profile `changes.toml`."""

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from mapper.identity import normalise
from mapper.types import Change

_NUMBER = r"(?:(?<![^\s(])[-+\u2212])?\d+(?:[.,:/-]\d+)*[^\W\d_]*"
_WORD = r"[^\W\d_]+(?:-[^\W\d_](?![^\W\d_]))?"
_TOKEN = re.compile(rf"{_NUMBER}|{_WORD}|[%\u2030€$£¥°±≤≥<>=×&]")
_THOUSANDS = re.compile(r"(?<=\d)[ ,](?=\d{3}(?!\d))")
_RANGE = re.compile(r"(?<=\d)\s*-\s*(?=\d)")
_SCRIPT = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"  # of texts without blanks, which go sign by sign
_SIGN = re.compile(rf"[{_SCRIPT}]|[^\W\d_{_SCRIPT}]+")
_STEM = 3  # letters before an ending that may be spelt in two ways
_PIECE = 3  # letters of a word that may be written together with its neighbour


@dataclass(frozen=True)
class _Rules:
    articles: frozenset[str]
    spellings: tuple[tuple[str, str], ...]
    same_words: Mapping[str, str]
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
    raw = tomllib.loads((resources.files("mapper.profiles") / "changes.toml").read_text(encoding="utf-8"))
    return _Rules(
        articles=frozenset(raw["articles"]),
        spellings=tuple((old, new) for old, new in raw["spellings"]),
        same_words=dict(raw["same_words"]),
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


def grade(old: str, new: str) -> Change:
    """Grade two wordings: unchanged, editorial, actor-or-deadline-changed, or changed in substance."""
    if normalise(old) == normalise(new):
        return Change.UNCHANGED
    blocks = list(_differing(_substance(old), _substance(new)))
    if not blocks:
        return Change.EDITORIAL
    told = [word for block in blocks for side in block for word in side if word not in _rules().links]
    if told and all(_says_when_or_who(word) for word in told) and not all(word.isdigit() and not _is_date(word) for word in told):
        return Change.ACTOR_OR_DEADLINE_CHANGED
    return Change.OPERATIVE_CHANGED


def same_force(old: str, new: str) -> bool:
    """Say whether two openers bind alike: "resolves" and "further resolves" do, "instructs" and "invites" do not; whoever helps."""
    rules = _rules()
    one, other = (_substance(rules.adverbs.sub("", normalise(text).casefold())) for text in (old, new))
    quiet = rules.actors | rules.links | rules.helping
    return all(word in quiet for block in _differing(one, other) for side in block for word in side)


def levelled(text: str) -> tuple[str, ...]:
    """Give the words of a text by which it is known again elsewhere: numbers, and who is to act, are left out; a sign of Chinese script is a word."""
    return tuple(part for word in _substance(text) if word not in _rules().actors for part in _SIGN.findall(word))


Block = tuple[Sequence[str], Sequence[str]]


def _differing(before: Sequence[str], after: Sequence[str]) -> Iterator[Block]:
    """Give the runs of words that differ, those that are only written together or apart left out."""
    for tag, i, j, k, m in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal" and not _joined_alike(before[i:j], after[k:m]):
            yield before[i:j], after[k:m]


def _joined_alike(one: Sequence[str], other: Sequence[str]) -> bool:
    words = (*one, *other)
    plain = all(word.isalpha() and len(word) >= _PIECE and word not in _rules().never_joined for word in words)
    return plain and "".join(one) == "".join(other)


def _is_date(word: str) -> bool:
    return bool(re.fullmatch(r"(19|20)\d\d|\d+[a-z]+", word))


def _says_when_or_who(word: str) -> bool:
    return word.isdigit() or _is_date(word) or word in _rules().times or word in _rules().actors


def _substance(text: str) -> tuple[str, ...]:
    """Fold what an editor may touch: case, punctuation between words, articles, spelling, edition tags of references; numbers and signs stay."""
    rules = _rules()
    folded = rules.edition_tag.sub(" ", normalise(text)).casefold()
    folded = rules.prefixes.sub(r"\1", rules.revision_suffix.sub(r"\1", folded))
    folded = rules.duration.sub(r"\1\2", _THOUSANDS.sub("", _RANGE.sub("-", folded)))
    words = (rules.same_words.get(word, word) for word in _TOKEN.findall(folded))
    return tuple(_spell(part) for word in words for part in word.split() if part not in rules.articles)


def _spell(word: str) -> str:
    for old, new in _rules().spellings:
        if word.endswith(old) and len(word) - len(old) >= _STEM:
            return word[: -len(old)] + new
    return word
