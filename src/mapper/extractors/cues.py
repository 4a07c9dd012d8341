"""Cues: words at the beginning or end of a line that tell whether a paragraph begins there."""

import re
from collections.abc import Sequence
from functools import cache

from mapper.extractors import labels
from mapper.extractors.lines import Line
from mapper.extractors.measures import ENDS
from mapper.profiles import languages

_SENTENCE = 5  # words: so many that name nothing and reckon nothing are a sentence
_PROSE = 0.8  # of the words: so many are plain ones in a sentence
ADDRESS = re.compile(r"[<(\[]?(?:https?://|www\.)", re.IGNORECASE)  # the beginning of one in the web
_PLAIN = re.compile(r"[(\[“‘\"']?[^\W\d_]+(?:[-'’][^\W\d_]+)*[)\]”’\"',;]?")
_PROGRAM = re.compile(r":=|=|[{}<>|]|->|;$")
_RELATION = re.compile(r"[^\s=≥≤≈]+(?: [^\s=≥≤≈]+)? [=≥≤≈] [^=≥≤≈]*$")
_WORDS = re.compile(r"[=≥≤≈].*\b[^\W\d_]{2,} [^\W\d_]{2,}")  # words behind a sign say what it means
_MEETING = re.compile(
    r"[^\W\d_][^\d,;:]{2,40}, \d{1,2}(?:\s?[-–]\s?\d{1,2})?(?: (?:\d{1,2}\.?|[^\W\d_]+\.?|[-–])){1,6},? (?:19|20)\d\d"
)  # place and days
_TOLD = 30  # letters: a line of a masthead has fewer
_DASHES = ("–", "—", "-")
_COUNT = re.compile(r"(?P<open>\(?)(?P<mark>\d{1,2}|[a-z]|i{1,3})\)")


def is_next(label: str, open_: Sequence[Line]) -> bool:
    """Say whether a number in a bracket follows that of the item which is open."""
    last, following = (_COUNT.fullmatch(each) for each in (labels.split(open_[0].plain)[0] if open_ else "", label))
    if last is None or following is None or not (last["mark"].isdigit() and following["mark"].isdigit()):
        return False
    return int(following["mark"]) == int(last["mark"]) + 1


def counts_on(line: Line, label: str) -> bool:
    """Say whether the next label stands in the line too, as in "1) this and 2) that"."""
    found = _COUNT.fullmatch(label)
    if found is None:
        return False
    mark = found["mark"]
    following = {str(int(mark) + 1)} if mark.isdigit() else {chr(ord(mark[-1]) + 1), f"{mark}{mark}" if mark == "i" else f"{mark}i"}
    return any(f" {found['open']}{each}) " in line.plain for each in following)


def goes_on_in_list(line: Line) -> bool:
    """Say whether a line begins with a number of a list that runs over line ends: "5 and 7", "175 (Rev. Dubai, 2018)", no label of an item."""
    return _listed().match(line.plain) is not None


@cache
def _listed() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for facts in languages().values() for word in facts["hanging"])
    return re.compile(rf"\d{{1,4}}(?:-\d{{1,3}})?(?:,?\s+(?i:{words})\s+\d|\s*[(（][^()（）]*(?:19|20)\d\d[)）])")


def is_relation(text: str) -> bool:
    """Say whether a line is a formula of its own: one or two words, a sign that sets them equal to what follows, or against it, and no sentence."""
    return _RELATION.match(text) is not None and _WORDS.search(text) is None and not text.endswith((".", ",", ";", ":"))


def is_long(text: str) -> bool:
    """Say whether a line has so many words as a sentence, and no sign of a program."""
    return len(text.split()) >= _SENTENCE and _PROGRAM.search(text) is None


def is_meeting(text: str) -> bool:
    """Say whether a line is the place and the days of a meeting, and nothing else."""
    return not text[:1].islower() and _MEETING.fullmatch(text) is not None


def hands_out(text: str, masthead: re.Pattern[str]) -> bool:
    """Say whether a line says how a paper is handed out, or in which language it was written, and nothing else."""
    return len(text) < _TOLD and masthead.match(text) is not None


def reads_on(text: str, more: str) -> bool:
    """Say whether a sentence of plain words that has not ended goes on in a small letter."""
    return more[:1].islower() and not text.endswith(ENDS) and is_prose(text)


def is_prose(text: str) -> bool:
    """Say whether a line has as many words as a sentence, and most are plain ones."""
    words = text.split()
    return len(words) >= _SENTENCE and sum(_PLAIN.fullmatch(word.rstrip(".")) is not None for word in words) >= _PROSE * len(words)


@cache
def abbreviated() -> re.Pattern[str]:
    """Match what stands before a number and ends with a stop: "No." and the letter of a series."""
    words = "|".join(re.escape(word) for facts in languages().values() for word in facts["numbered"])
    return re.compile(rf"(?:(?:\b(?i:{words})|(?<![\w.])[A-Z])\.|[§№°])$")


def begins_note(line: Line) -> bool:
    """Say whether a line is the head of a note in the text."""
    return _note().match(line.plain) is not None


def heads_note(line: Line) -> bool:
    """Say whether a line is the head of a note in the text up to its dash, and nothing else."""
    return line.plain.endswith(_DASHES) and _note().fullmatch(line.plain) is not None


@cache
def _note() -> re.Pattern[str]:
    """Match the head of a note in the text: its word, a number or none, and a dash or colon."""
    words = "|".join(re.escape(word) for facts in languages().values() for word in facts["notes"])
    return re.compile(rf"(?i:{words})(?:\s*\d{{1,3}})?\.?\s*[–—:：-](?!\w)")


def is_firm(line: Line, label: str) -> bool:
    """Say whether a tab or a change of style stands after the label."""
    seen = ""
    for run, following in zip(line.runs, line.runs[1:], strict=False):
        seen += re.sub(r"\s+", "", run.text)
        if seen == label:
            return following.tab or following.style != run.style
        if len(seen) >= len(label):
            return False
    return False


def is_set_apart(line: Line, label: str, before: Line, *, broken: bool) -> bool:
    """Say whether a tab or a change of style stands behind a label, and before it nothing that a number follows on a line that the margin broke."""
    return is_firm(line, label) and not (broken and label.replace(".", "").isdigit() and abbreviated().search(before.plain))
