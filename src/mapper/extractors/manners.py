"""Manners: how a source sets the words that open its clause groups: in capitals, or in the line in which the first clause begins."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from statistics import median

from mapper.extractors import labels
from mapper.extractors.lines import Line, Run, Sheet, join
from mapper.extractors.measures import COMMAS, ENDS
from mapper.profiles import Organisation, fold
from mapper.types import Part

_SEVERAL = 3  # groups of a source: so many are a manner
_FIRM = 0.5  # openers that share a line beside each that stands alone, where they are bold or begin a paragraph
_SLANTED = 2  # where they are slanted and begin lines, as a reference to a group may
_FIRST = re.compile(r"\(?(?:a|A|1|i|I)[.)]?\)?")  # labels with which a list begins
_OPEN = (":", ",", "：", "，")  # what may stand behind the words of an opener


def spoken(sheets: Sequence[Sheet], profile: Organisation) -> Organisation:
    """Give the profile with its openers in capitals where a source has some for both parts of a text, and one of a recital on a line of its own.

    No words are openers then that are not in capitals, unless a recital opens with slanted or bold ones, or most open in small letters.
    """
    if profile.openers.run_in:
        return profile
    capital = replace(profile.openers, capitals=True, mixed=False)
    lines = [(line, fold(line.plain).rstrip("".join(_OPEN))) for sheet in sheets for line in sheet.lines]
    found = [(text, opened) for _, text in lines if text[:3].isupper() and (opened := capital.match(text))]
    alone = sum(part is Part.PREAMBLE and text == words for text, (words, part) in found)
    if not alone or not any(part is Part.OPERATIVE for _, (_, part) in found):
        return profile
    small = [line for line, text in lines if profile.openers.match(text) == (text, Part.PREAMBLE)]
    mixed = len(small) >= alone or any(len(_lead(line)) == len(line.runs) for line in small)
    return replace(profile, openers=replace(capital, mixed=mixed))


def parted(sheets: Sequence[Sheet], profile: Organisation) -> Sequence[Sheet]:
    """Put openers on lines of their own that stand out before the first words of their clauses, where that is the manner of a source."""
    if profile.openers.run_in:
        return sheets
    found = [(sheet, list(_read(sheet, profile))) for sheet in sheets]
    manner = {firm: _is_manner([one for _, its in found for one in its if one.firm == firm], _FIRM if firm else _SLANTED) for firm in (True, False)}
    if not any(manner.values()):
        return sheets
    return [replace(sheet, lines=tuple(line for one in its for line in (one.lines() if manner[one.firm] else (one.line,)))) for sheet, its in found]


def _is_manner(its: Sequence["_Read"], share: float) -> bool:
    """Say whether a source has several openers before other words, and so many of them beside each that stands alone."""
    sure = sum(one.sure for one in its)
    return sure >= _SEVERAL and sure >= share * sum(one.alone for one in its)


@dataclass(frozen=True)
class _Read:
    """Hold a line, and how many of its runs are an opener before other words.

    `sure`: it begins one, and what follows can but begin a clause; `alone`: it is one and nothing else.
    """

    line: Line
    runs: int = 0
    sure: bool = False
    alone: bool = False

    @property
    def firm(self) -> bool:
        """Say whether the line can begin with no reference to a group."""
        return self.line.whole or (bool(self.line.runs) and self.line.runs[0].style.bold)

    def lines(self) -> Iterator[Line]:
        """Give the line, or the two that it is to be."""
        if not self.runs:
            yield self.line
            return
        lead, (first, *others) = self.line.runs[: self.runs], self.line.runs[self.runs :]
        box, begin, end = self.line.box, first.box, lead[-1].box
        yield replace(self.line, runs=lead, box=box._replace(x1=end.x1) if end else box, hyphen=False, comments=())
        width = (begin.x1 - begin.x0) * len(first.text.split(" ")[0]) / max(1, len(first.text)) if begin else self.line.lead
        yield replace(self.line, runs=(first._replace(space=False, tab=False), *others), lead=width)


def _read(sheet: Sheet, profile: Organisation) -> Iterator[_Read]:
    ended, open_ = True, False  # whether the line before ends a clause; whether it is an opener that the margin may have broken
    for line in sheet.lines:
        lead = _lead(line)
        words = fold(join(lead)).rstrip("".join(_OPEN))
        opens = bool(lead) and profile.openers.match(words) is not None
        rest = join(line.runs[len(lead) :])
        begun = opens and (ended or lead[0].style.bold)  # slanted words may stand within a sentence, and refer to a group
        goes_on = open_ and bool(lead) and labels.split(f"{join(lead)} {rest}")[0] == ""
        if rest and (begun or goes_on):
            yield _Read(line, len(lead), sure=opens and ended and _begins_list(rest))
        else:
            yield _Read(line, alone=opens and not rest)
        open_ = bool(lead) and not rest and (opens or open_) and not line.whole and _is_full(line, sheet)
        ended = line.plain.endswith((*ENDS, *COMMAS)) or bool(line.cells)


def _is_full(line: Line, sheet: Sheet) -> bool:
    """Say whether a line ends about as far as most do above and below it."""
    ends = [other.end for other in sheet.lines if other.start < line.end and line.start < other.end]
    return line.end + line.lead >= median(ends)


def _lead(line: Line) -> tuple[Run, ...]:
    """Give the runs that a line begins with in bold, or slanted, letters."""
    if line.cells or line.label or not line.runs or line.runs[0].raised:
        return ()
    style = line.runs[0].style
    if not (style.bold or style.italic):
        return ()
    return tuple(takewhile(lambda run: not run.raised and (run.style.bold, run.style.italic) == (style.bold, style.italic), line.runs))


def _begins_list(words: str) -> bool:
    """Say whether words are the first of a clause: with the first label of a list, or without any."""
    label, rest = labels.split(words)
    if _FIRST.fullmatch(words):
        return True  # the margin broke the line behind it
    return bool(rest) and (_FIRST.fullmatch(label) is not None if label else rest[:1].islower())
