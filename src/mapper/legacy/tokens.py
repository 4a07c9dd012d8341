"""Tokens: the words of a cell by what they are: who issues, what kind of text, numbers, editions, study periods, and what joins them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from mapper.extractors.references import any_of
from mapper.extractors.seeking import fold_signs
from mapper.legacy.words import known_to, naming
from mapper.profiles import Organisation, organisations

NOUNS = ("resolution", "decision", "opinion", "recommendation", "question", "question_short", "working_party", "task_group", "study_group")
_DASHES = str.maketrans({"\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-", "\uff1b": ";", "\u061b": ";", "\uff0f": "/", "\uff1a": ":"})
_SHORT = 2  # letters: so short a noun counts only before a number
_NEXT = r"\.?:?[\s-]?(?:n[o\u00ba\u00b0]\.?\s?)?(?=\d|[A-Z]{1,2}/\d|[^\w/]*$)"
_END = r"(?![^\W\u2e80-\u9fff\u0600-\u06ff])"  # no letter or figure follows; scripts without blanks may
_YEAR = r"(?:19|20)\d\d"
_LONE = re.compile(r"(?:\S[\s\n]+){2,}\S")  # letters below each other, as in the head of a narrow column


class Sort(StrEnum):
    """Say what a token is."""

    PERIOD = "period"
    TAG = "tag"
    BODY = "body"
    NOUN = "noun"
    ITEM = "item"
    JOINT = "joint"
    THROUGH = "through"
    IDLE = "idle"
    WORD = "word"


@dataclass(frozen=True)
class Token:
    """Hold one token: `value` is the code of a body, the key of a noun or the form of a number; `inner` tells that it stands in brackets."""

    sort: Sort
    text: str
    value: str = ""
    inner: bool = False


@dataclass(frozen=True)
class _Lexicon:
    profile: Organisation
    pattern: re.Pattern[str]
    bodies: dict[str, str]
    nouns: dict[str, str]
    brief: re.Pattern[str]


def tokens(text: str, profile: Organisation) -> list[Token]:
    """Part the text of a cell; line breaks part as commas do."""
    folded = "".join(str(int(sign)) if sign.isdecimal() else sign for sign in fold_signs(text).translate(_DASHES))
    if _LONE.fullmatch(folded.strip()):
        folded = re.sub(r"\s+", "", folded)
    return _without_sessions(_without_marks(list(_parted(folded, _lexicon(profile.name), inner=False))))


def _without_marks(found: Sequence[Token]) -> list[Token]:
    """Take out marks of footnotes: a lone small number in brackets right behind an id; behind the number of a group it may be a Question."""
    kept: list[Token] = []
    noun = ""
    for place, token in enumerate(found):
        noun = token.value if token.sort is Sort.NOUN else noun
        before, after = (found[at] if 0 <= at < len(found) else None for at in (place - 1, place + 1))
        noted = token.inner and noun != "study_group" and before is not None and not before.inner and not (after and after.inner)
        signed = _is_sign(before, "[") and _is_sign(after, "]")
        behind = found[place - 2] if signed and place > 1 else before
        if _is_small(token) and (noted or signed) and behind and behind.sort is Sort.ITEM:
            continue
        kept.append(token)
    return kept


def _without_sessions(found: Sequence[Token]) -> list[Token]:
    """Take out the year of a conference before the noun of its text: of `WTSA-16 Res. 73` the 16 is no number of a text."""
    sessions = {
        place + 1
        for place, (body, year, noun) in enumerate(zip(found, found[1:], found[2:], strict=False))
        if (body.sort, year.sort, noun.sort) == (Sort.BODY, Sort.ITEM, Sort.NOUN) and re.fullmatch(r"-?\d\d", year.text.strip())
    }
    return [token for place, token in enumerate(found) if place not in sessions]


def _is_small(token: Token) -> bool:
    return token.sort is Sort.ITEM and token.value == "number" and bool(re.fullmatch(r"\s*\d{1,2}", token.text))


def _is_sign(token: Token | None, sign: str) -> bool:
    return token is not None and token.sort is Sort.IDLE and token.text.strip() == sign


def _parted(text: str, known: _Lexicon, *, inner: bool) -> Iterator[Token]:
    place = 0
    while place < len(text):
        if tag := _unheld_tag(text[place:], known.profile):
            yield Token(Sort.TAG, tag, inner=inner)
            place += len(tag)
            continue
        found = known.pattern.match(text, place)
        if found is None:
            place += 1
            continue
        yield from _told(found, known, inner=inner)
        place = max(found.end(), place + 1)


def _unheld_tag(rest: str, profile: Organisation) -> str:
    """Give the edition that a text begins with, outside brackets: the word for a later one, a place and a year, or a place behind a point."""
    revised = profile.revised.match(rest.lstrip())
    if revised is None:
        return ""
    at = revised.end() + len(rest) - len(rest.lstrip())
    found = re.compile(rf"[^\d();]{{0,40}}?(?:{_YEAR}(?!\d)|[A-Z]{{2,5}}-\d\d(?!\d))").match(rest, at)
    return rest[: found.end()] if found else ""


def _told(found: re.Match[str], known: _Lexicon, *, inner: bool) -> Iterator[Token]:
    """Say what a match is; what stands in brackets and is no edition is parted itself."""
    kind = str(found.lastgroup)
    text = found[kind]
    if kind == "held":
        held = text[1:-1]
        if _is_tag(held, known):
            yield Token(Sort.TAG, held.strip(), inner=True)
        else:
            yield from _parted(held, known, inner=True)
    elif kind == "body":
        name = text.rstrip("-").strip()
        yield Token(Sort.BODY, name, known.bodies.get(name) or known.bodies[name.casefold()], inner=inner)
    elif kind in ("noun", "brief"):
        yield Token(Sort.NOUN, text.strip(), known.nouns[_bare(text)], inner=inner)
    elif kind in _FORMS:
        yield Token(Sort.ITEM, text, kind, inner=inner)
    else:
        yield Token(Sort(kind), text, inner=inner)


def _is_tag(held: str, known: _Lexicon) -> bool:
    """Say whether brackets hold an edition: a year or the tag of a conference, or the word for a later edition."""
    if re.fullmatch(rf"\s*{_YEAR}\s*-\s*\d{{2,4}}\s*", held) or known.brief.search(held):
        return False
    session = any(re.search(rf"\b(?:{body.sessions})", held) for body in known.profile.bodies if body.sessions)
    return bool(session or re.search(rf"(?<!\d){_YEAR}(?!\d)|\b[A-Z]{{2,5}}-\d\d\b", held) or known.profile.revised.match(held.strip()))


def _bare(noun: str) -> str:
    return " ".join(re.sub(r"[\s.:]+|-$|n[o\u00ba\u00b0]\.?\s*$", " ", noun.casefold()).split())


@cache
def _lexicon(name: str) -> _Lexicon:
    """Put the words of an organisation together, once."""
    profile = next(one for one in organisations() if one.name == name)
    said = naming(name)
    nouns = {_bare(word): key for key in NOUNS for word in sorted(known_to(profile, key))}
    nouns = {**nouns, **{_bare(word): "study_group" for word in profile.words.get("study_group_after", ())}}
    names = {each: body.code for body in profile.bodies for each in (body.code, *body.names, *body.prefixes)} | dict(said.names)
    before = {alias: code for code, aliases in said.bodies.items() for alias in aliases}
    known = [word for key in NOUNS for word in known_to(profile, key)] + list(profile.words.get("study_group_after", ()))
    short = re.compile(rf"(?<![^\W\d_])(?:{any_of(word for word in known if len(word) <= _SHORT)}){_NEXT}")
    bodies = {**{each.casefold(): code for each, code in names.items()}, **names, **before}
    return _Lexicon(profile, _pattern(profile, known, names, before), bodies, nouns, short)


def _pattern(profile: Organisation, known: Iterable[str], names: Iterable[str], before: Iterable[str]) -> re.Pattern[str]:
    told = {re.sub(r"\.$", "", word) for word in known}
    brief, long = any_of(word for word in told if len(word) <= _SHORT), any_of(word for word in told if len(word) > _SHORT)
    words = profile.words
    joints = any_of((*words.get("and", ()),)), any_of(word.strip() for word in words.get("and_tight", ()))
    through = any_of(words.get("through", ()))
    committees = any_of(naming(profile.name).committees)
    idle, signs = any_of((*words.get("of", ()), *words.get("count", ()))), any_of(words.get("marks", ()))
    parts = {
        "held": r"\([^()]*\)",
        "period": rf"(?<!\d){_YEAR}\s?[-/]\s?(?:{_YEAR}|\d\d)(?!\d)",
        "provisional": rf"\[?\s?(?:{committees})\s?\d{{1,2}}\s?/\s?\d{{1,3}}\s?\]?",
        "body": rf"(?<![\w-])(?:(?:{_cased(names)}){_END}(?:-(?=\d))?|(?:{any_of(before)})-(?=(?:{brief}|{long})))",
        "noun": rf"(?<![^\W\d_\u0600-\u06ff\u2e80-\u9fff])(?i:{long})(?:\.|{_END}|(?=\d)):?",
        "brief": rf"(?<![^\W\d_])(?i:{brief}){_NEXT}",
        "question": r"\d{1,3}(?:-\d{1,3})?\s?/\s?\d{1,3}(?![\d/])",
        "lettered": rf"(?<![\w.])[A-Z]{{1,2}}/\d{{1,2}}{_END}",
        "task": rf"(?<!\d)\d(?:-\d){{2,}}{_END}",
        "party": rf"(?<!\d)\d{{1,2}}[A-Za-z]{_END}",
        "series": rf"(?<!\w)[A-Z]{{1,3}}\.\d+(?:\.\d+)?(?:-\d+)?{_END}",
        "number": rf"(?<!\d)\d{{1,4}}(?:-\d{{1,2}})?{_END}",
        "through": rf"-(?=\s?[\dA-Z])|(?<=\s)(?:{through})(?=\s)|\.\.\.?(?=\s?\d)",
        "joint": rf"[,;/&+|\n]|(?<=\s)(?:{joints[0]})(?=\s)|(?:{joints[1]})",
        "idle": rf"(?i:[ld]')(?=\w)|[.:\[\]*\u2020\u2021]|(?:{signs})|(?<![^\W\d_\u2e80-\u9fff])(?i:{idle})(?![^\W\d_])",
        "word": r"[^\s(),;/\n]+",
    }
    return re.compile(rf"(?:[^\S\n]*)(?:{'|'.join(f'(?P<{name}>{told})' for name, told in parts.items())})")


_FORMS = frozenset({"provisional", "question", "lettered", "task", "party", "series", "number"})


def _cased(names: Iterable[str]) -> str:
    """Match names of bodies; those that are not short in any case of letters."""
    found = sorted(names, key=lambda name: (-len(name), name))
    return "|".join(re.escape(name) if name.isupper() or len(name) < 6 else f"(?i:{re.escape(name)})" for name in found)
