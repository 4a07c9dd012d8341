"""Differences: two wordings as runs of words that stayed, went and came, for whatever shows them; pure."""

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

_SCRIPT = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"  # of texts without blanks, which go sign by sign
_TOKEN = re.compile(rf"(?:[{_SCRIPT}]|\d+(?:[.,:/]\d+)*[^\W_{_SCRIPT}]*|[^\W_{_SCRIPT}]+(?:['-][^\W_{_SCRIPT}]+)*|\S)\s*")
_BRIDGE = 3  # letters of a word that does not keep two changes apart
_BRIDGES = 2  # such words in a row
_OTHERWISE = 0.25  # share of tokens that must stay for two wordings to be shown word by word
_CONTEXT = 12  # words kept beside a change where the rest is left out


class Mark(StrEnum):
    """Say what became of some words; the values read in a pipe, without colour."""

    KEPT = " "
    OUT = "-"
    IN = "+"


@dataclass(frozen=True)
class Segment:
    """Hold a run of words with what became of it, and with the blanks behind it: the words kept and lost, in a row, are the old text."""

    mark: Mark
    text: str


def segments(old: str, new: str) -> tuple[Segment, ...]:
    """Compare two wordings for a reader: short words between two changes go with them, and what has little in common is told whole."""
    steps = _steps(old, new)
    kept, most = sum(len(before) for before, _, equal in steps if equal), max(len(_tokens(old)), len(_tokens(new)))
    if kept < _OTHERWISE * most:
        return tuple(_changed(_tokens(old), _tokens(new)))
    return tuple(_joined(_bridged(steps)))


def exact(old: str, new: str) -> tuple[Segment, ...]:
    """Compare two wordings word by word, however small what they share."""
    return tuple(_joined(_steps(old, new)))


_Step = tuple[list[str], list[str], bool]


def _steps(old: str, new: str) -> list[_Step]:
    """Give the runs of tokens of both sides, and whether they are the same."""
    before, after = _tokens(old), _tokens(new)
    matcher = difflib.SequenceMatcher(None, [one.strip() for one in before], [one.strip() for one in after], autojunk=False)
    return [(before[i:j], after[k:m], tag == "equal") for tag, i, j, k, m in matcher.get_opcodes()]


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(" ".join(text.split()))


def _bridged(steps: Sequence[_Step]) -> Iterator[_Step]:
    """Let a few short words that stayed between two changes change with them: a reader takes in one change sooner than three."""
    for number, (before, after, equal) in enumerate(steps):
        short = len(before) <= _BRIDGES and all(len(word.strip()) <= _BRIDGE and word.strip().isalpha() for word in before)
        yield before, after, equal and not (short and 0 < number < len(steps) - 1)


def _joined(steps: Iterable[_Step]) -> Iterator[Segment]:
    """Put neighbouring changes together: all that went, then all that came."""
    out: list[str] = []
    come: list[str] = []
    for before, after, equal in steps:
        if equal:
            yield from _changed(out, come)
            out, come = [], []
            yield Segment(Mark.KEPT, "".join(max(pair, key=len) for pair in zip(before, after, strict=True)))
        else:
            out, come = out + before, come + after
    yield from _changed(out, come)


def _changed(before: Sequence[str], after: Sequence[str]) -> Iterator[Segment]:
    yield from (Segment(mark, "".join(words)) for mark, words in ((Mark.OUT, before), (Mark.IN, after)) if words)


def shortened(runs: Sequence[Segment], context: int = _CONTEXT) -> tuple[Segment, ...]:
    """Leave out what stayed far from any change: a few words are kept on either side, and an ellipsis stands for the rest."""
    if len(runs) < 2:
        return tuple(runs)
    return tuple(_cut(run, context * (number > 0), context * (number < len(runs) - 1)) for number, run in enumerate(runs))


def _cut(run: Segment, head: int, tail: int) -> Segment:
    words = run.text.split()
    if run.mark is not Mark.KEPT or len(words) <= head + tail + 3:
        return run
    behind = run.text[len(run.text.rstrip()) :]
    return replace(run, text=" ".join([*words[:head], "…", *words[len(words) - tail :]]) + behind)


def marked(runs: Iterable[Segment]) -> str:
    """Write a difference as one line that reads without colour: to report by [-2018-] {+2022+} on progress."""
    line = ""
    for run in runs:
        words = run.text.rstrip()
        apart = " " if run.mark is Mark.IN and line.endswith("-]") else ""
        line += apart + {Mark.OUT: f"[-{words}-]", Mark.IN: f"{{+{words}+}}"}.get(run.mark, words) + run.text[len(words) :]
    return line.rstrip()
