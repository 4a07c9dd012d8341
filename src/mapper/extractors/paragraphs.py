"""Paragraphs: lines that belong together, over page breaks too, with words mended that were cut at a line's end."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from mapper.extractors import labels
from mapper.extractors.joining import Mender
from mapper.extractors.lines import Line, Run, Sheet
from mapper.extractors.measures import SHIFT, columns, is_centred, leading
from mapper.profiles import Organisation, fold
from mapper.types import Box, Comment

_APART = 1.18  # of the usual leading: more is space between paragraphs
_APART_SCANNED = 1.3  # the same where lines were measured on a picture
_LOWERED = 0.86  # of the font size: letters that stand below a line are at most so large
_BLANK = 0.25  # of the font size: a blank
_STYLED = 0.75  # of the letters: so many italic ones make a line italic
_TYPOGRAPHY = str.maketrans({"\u00ad": None, "\u200b": None, "\u2010": "-", "\u2011": "-", "\u00a0": " ", "\ufb01": "fi", "\ufb02": "fl"})
_ENDS = (".", ";", ":", "?", "!", "。", "；", "：", "؟", "؛")


@dataclass(frozen=True)
class Paragraph:
    """Hold one paragraph with its look; `firm`: the look speaks for the label; `apart`: there is space above it."""

    text: str
    page: int
    box: Box
    label: str = ""
    firm: bool = False
    apart: bool = False
    italic: bool = False
    bold: bool = False
    centred: bool = False
    size: float = 0.0
    lead: str = ""
    role: str = ""
    level: int = -1
    cells: tuple[str, ...] = ()
    last_page: int = 0
    marks: tuple[tuple[int, str], ...] = ()
    comments: tuple[Comment, ...] = ()

    @property
    def whole(self) -> str:
        """Give the text with its label."""
        return f"{self.label} {self.text}".strip()


@dataclass
class _Open:
    """Collect the lines of one paragraph."""

    lines: list[Line] = field(default_factory=list)
    apart: bool = True


def paragraphs(sheets: Sequence[Sheet], profile: Organisation) -> list[Paragraph]:
    """Give the paragraphs of a source in order."""
    return _Joiner(sheets, profile).result()


class _Joiner:
    """Hold what is measured once for a source: leading, columns, words."""

    def __init__(self, sheets: Sequence[Sheet], profile: Organisation) -> None:
        self.sheets, self.profile, self.openers = sheets, profile, profile.openers
        lines = [line for sheet in sheets for line in sheet.lines]
        self.mender = Mender(lines)
        self.leading = leading(sheets)
        self.slanted = any(line.share("italic") > _STYLED for line in lines)
        self.columns = columns(sheets)

    def result(self) -> list[Paragraph]:
        """Join lines; each is asked whether it begins a paragraph."""
        found: list[_Open] = []
        before: Line | None = None
        for sheet in self.sheets:
            for line in sheet.lines:
                begins, apart = self._begins(line, before, found[-1].lines if found else [])
                if begins:
                    found.append(_Open(apart=apart))
                found[-1].lines.append(line)
                before = line
        return [self._paragraph(each) for each in found if each.lines]

    def _begins(self, line: Line, before: Line | None, open_: Sequence[Line]) -> tuple[bool, bool]:
        """Say whether a line begins a paragraph, and whether space stands above it."""
        if before is None or line.whole or line.cells or before.cells:
            return True, True
        if line.page != before.page:
            return self._begins_page(line, before), True
        if self._is_marked(line):
            return True, True
        gap = _foot(line) - _foot(before)
        if gap < -1:
            return self._begins_page(line, before), True
        usual = self.leading.get(round(min(line.size, before.size)), 1.25 * line.size)
        wide = _APART_SCANNED if line.ocr else _APART
        if gap > wide * max(usual, line.size * 1.05) or line.box.top < before.box.top - 1:
            return True, True
        return self._looks_new(line, before, open_), False

    def _is_marked(self, line: Line) -> bool:
        """Say whether a line has the mark of a text, alone or before its heading."""
        mark = self.profile.mark(fold(line.plain))
        return bool(mark.word) and (not mark.rest or any(heading.pattern.match(mark.rest) for heading in self.profile.headings))

    def _begins_page(self, line: Line, before: Line) -> bool:
        """Say whether the first line of a page or column begins a paragraph: it goes on where the sentence was broken by the margin."""
        if before.hyphen:
            return False
        if _differ(line, before) or self._opens(line, before):
            return True
        if before.plain.endswith(_ENDS):
            return True
        label, _ = labels.split(line.plain)
        return bool(label and _is_firm(line, label)) or not self._is_full(before, line)

    def _looks_new(self, line: Line, before: Line, open_: Sequence[Line]) -> bool:
        if before.hyphen:
            return False
        if _differ(line, before) or self._opens(line, before):
            return True
        label, _ = labels.split(line.plain)
        if label and (_is_firm(line, label) or before.plain.endswith((*_ENDS, ","))):
            return True
        return self._is_shifted(line, before, open_)

    def _is_shifted(self, line: Line, before: Line, open_: Sequence[Line]) -> bool:
        """Say whether the indent speaks for a new paragraph: deeper than lines that went on, or back after a short line."""
        if is_centred(line, self.columns[line.page]) and is_centred(before, self.columns[before.page]):
            return False
        shift = line.box.x0 - before.box.x0
        ended = before.plain.endswith(_ENDS) and not self._is_full(before, line)
        if shift > SHIFT:
            hangs = len(open_) == 1 and (bool(labels.split(before.plain)[0]) or self._is_full(before, line))
            return not hangs
        return ended

    def _opens(self, line: Line, before: Line) -> bool:
        """Say whether a line opens a clause group where the file has no italics to tell it."""
        if self.slanted or self.openers.run_in:
            return False
        if self._is_opener(before) and not self._is_full(before, line):
            return True
        return before.plain.endswith((*_ENDS, ",")) and self._is_opener(line)

    def _is_opener(self, line: Line) -> bool:
        return self.openers.match(line.plain) is not None and len(line.plain) < 60

    def _is_full(self, line: Line, following: Line) -> bool:
        """Say whether the margin broke a line: the next word would not have fitted."""
        room = self.columns[line.page].right - line.box.x1
        return room < following.lead + _BLANK * line.size

    def _paragraph(self, open_: _Open) -> Paragraph:
        lines = open_.lines
        first = lines[0]
        text = first.plain
        for before, line in pairwise(lines):
            text = self.mender.join(text, line.plain, before.hyphen)
        text = re.sub(r"\s+", " ", text.translate(_TYPOGRAPHY)).strip()
        label, rest = (first.label, text) if first.label else labels.split(text)
        firm = bool(first.label) or (bool(label) and (open_.apart or _is_firm(first, label)))
        box = _box([line for line in lines if line.page == first.page])
        letters = [run for line in lines for run in line.runs]
        return Paragraph(
            text=rest,
            page=first.page,
            box=box,
            label=label,
            firm=firm,
            apart=open_.apart,
            italic=_share(letters, "italic") > _STYLED,
            bold=_share(letters, "bold") > _STYLED,
            centred=all(line.centred or is_centred(line, self.columns[line.page]) for line in lines),
            size=first.size,
            lead=_lead(letters),
            role=first.role,
            level=first.level,
            cells=first.cells,
            last_page=lines[-1].page,
            marks=tuple((line.page, mark) for line in lines for mark in line.marks),
            comments=tuple(comment for line in lines for comment in line.comments),
        )


def _foot(line: Line) -> float:
    """Say how far down a line reaches: small letters below it, as in a formula, do not count."""
    return max((run.box.bottom for run in line.runs if run.box and run.style.size > _LOWERED * line.size), default=line.box.bottom)


def _differ(line: Line, before: Line) -> bool:
    """Say whether two lines look so different that one does not go on in the other."""
    if abs(line.size - before.size) > 0.7:
        return True
    if before.runs and line.runs and before.runs[-1].style == line.runs[0].style:
        return False
    shares = [(line.share(kind), before.share(kind)) for kind in ("italic", "bold")]
    return any(max(pair) > _STYLED and min(pair) < 1 - _STYLED for pair in shares)


def _is_firm(line: Line, label: str) -> bool:
    """Say whether a tab or a change of style stands after the label."""
    seen = ""
    for run, following in zip(line.runs, line.runs[1:], strict=False):
        seen += re.sub(r"\s+", "", run.text)
        if seen == label:
            return following.tab or following.style != run.style
        if len(seen) >= len(label):
            return False
    return False


def _share(runs: Iterable[Run], kind: str) -> float:
    letters = [(run, sum(map(str.isalnum, run.text))) for run in runs if not run.raised]
    total = sum(count for _, count in letters)
    return sum(count for run, count in letters if getattr(run.style, kind)) / total if total else 0.0


def _lead(runs: Sequence[Run]) -> str:
    """Give the italic words that a paragraph begins with."""
    words = []
    for run in runs:
        if not run.style.italic:
            break
        words.append(run.text)
    return " ".join(words)


def _box(lines: Sequence[Line]) -> Box:
    boxes = [line.box for line in lines]
    left, top = min(box.x0 for box in boxes), min(box.top for box in boxes)
    right, bottom = max(box.x1 for box in boxes), max(box.bottom for box in boxes)
    return Box(round(left, 1), round(top, 1), round(right, 1), round(bottom, 1))
