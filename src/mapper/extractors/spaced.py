"""Words set wide: letters that stand apart from each other, as on covers, are put together again."""

import re
from dataclasses import replace
from itertools import pairwise

from mapper.extractors.lines import Line, Run

_WIDE = re.compile(r"\w(?: \w){2,}")  # letters with a blank between each two
_LEAST = 10  # letters: fewer may be signs in a row
_LARGE = 16  # points: a word alone that is set larger stands on a cover
_KINDS = 5  # letters that differ: fewer are signs, such as votes
_ROW = 6  # letters in the order of the alphabet: fewer may be so in a word
_LONG = 4  # letters in a word, on average


def in_line(line: Line) -> Line:
    """Give a line with its words put together where all of them are set wide, and tabs stand between them."""
    first = line.runs[0].text if line.runs and not line.cells else ""
    return _together(line) if first[1:2] == " " == first[3:4] else line


def _together(line: Line) -> Line:
    parts = ["".join(f" {run.text}" if run.space and not run.tab else run.text for run in run_) for run_ in _tabbed(line.runs)]
    letters = sum(len(part) // 2 + 1 for part in parts)
    if letters < max(_LEAST, _LONG * len(parts)) or not all(map(_WIDE.fullmatch, parts)) or _are_signs(parts):
        return line
    if len(parts) < 2 and line.size < _LARGE:
        return line
    runs = tuple(run._replace(text=run.text.replace(" ", ""), space=run.tab, tab=False) for run in line.runs)
    return replace(line, runs=runs)


def _are_signs(parts: list[str]) -> bool:
    """Say whether letters are signs in a row and no words: figures are among them, or they stand in the order of the alphabet, or recur."""
    words = [part.replace(" ", "").casefold() for part in parts]
    ordered = (all(one < other for one, other in pairwise(each)) for each in (*words, "".join(words)) if len(each) >= _ROW)
    return any(ordered) or len(set(words)) < len(words) or len(set("".join(words))) < _KINDS or any(map(str.isdigit, "".join(words)))


def _tabbed(runs: tuple[Run, ...]) -> list[list[Run]]:
    """Part runs at tabs."""
    found: list[list[Run]] = []
    for run in runs:
        if run.tab or not found:
            found.append([])
        found[-1].append(run)
    return found
