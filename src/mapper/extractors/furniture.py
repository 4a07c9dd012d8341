"""Furniture: running heads and feet, page numbers, contents, covers and forewords; taken out of the text, kept to be read for hints."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from mapper.extractors.lines import Line, Sheet
from mapper.profiles import Organisation, fold
from mapper.types import Kind

_EDGE = 0.13  # of the page's height: how far heads and feet reach in
_OFTEN = 3  # pages: what stands at the edge of so many is furniture
_LEAVES = 0.4  # of a page's lines: so many contents lines make a contents page


@dataclass(frozen=True)
class Cleaned:
    """Hold the sheets without furniture, the furniture's words, and what contents pages list."""

    sheets: tuple[Sheet, ...]
    aside: tuple[str, ...]
    listed: tuple[tuple[Kind, str], ...]


def clean(sheets: Sequence[Sheet], profile: Organisation) -> Cleaned:
    """Take furniture out of all sheets of a source."""
    often = _repeated(sheets)
    kept: list[Sheet] = []
    aside: list[str] = []
    listed: list[tuple[Kind, str]] = []
    for sheet in sheets:
        lines = [line for line in sheet.lines if not _is_edge(line, sheet, often, profile)]
        aside += [line.text for line in sheet.lines if line not in lines]
        lines, left, named = _without_contents(lines, profile)
        lines, front = _without_front(lines, profile) if sheet.height else (lines, [])
        aside += [*left, *front]
        listed += named
        kept.append(replace(sheet, lines=tuple(lines)))
    return Cleaned(tuple(kept), tuple(dict.fromkeys(aside)), tuple(dict.fromkeys(listed)))


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", fold(line.text))


def _at_edge(line: Line, sheet: Sheet) -> bool:
    return bool(sheet.height) and (line.box.bottom < _EDGE * sheet.height or line.box.top > (1 - _EDGE) * sheet.height)


def _repeated(sheets: Sequence[Sheet]) -> set[tuple[str, int]]:
    """Find shapes of lines that stand at the same height on several pages."""
    counts: Counter[tuple[str, int]] = Counter()
    for sheet in sheets:
        places = {(_shape(line), round(line.box.top / 4) + drift) for line in sheet.lines if _at_edge(line, sheet) for drift in (-1, 0, 1)}
        counts.update(places)
    return {place for place, count in counts.items() if count >= _OFTEN}


def _is_edge(line: Line, sheet: Sheet, often: set[tuple[str, int]], profile: Organisation) -> bool:
    if not _at_edge(line, sheet) or line.cells:
        return False
    text = fold(line.text)
    if not text or _edge_by_pattern(text, profile):
        return True
    if _is_numbered(line, sheet):
        return True
    if (_shape(line), round(line.box.top / 4)) not in often:
        return False
    return not (text in profile.marks or profile.openers.match(text) or _is_heading(text, profile) or profile.opening(text))


def _is_numbered(line: Line, sheet: Sheet) -> bool:
    """Say whether the outermost line of a page has the page's own number at an end, with a tab between."""
    outermost = all(other.box.top >= line.box.top for other in sheet.lines) or all(other.box.top <= line.box.top for other in sheet.lines)
    words = line.text.split()
    tabbed = len(line.runs) > 1 and any(run.tab for run in line.runs)
    return outermost and tabbed and str(sheet.number) in (words[0], words[-1])


def _edge_by_pattern(text: str, profile: Organisation) -> bool:
    return profile.furniture.edges.fullmatch(text) is not None


def _is_heading(text: str, profile: Organisation) -> bool:
    for mark in profile.marks:
        text = text.removeprefix(f"{mark} ")
    return any(heading.pattern.fullmatch(text) for heading in profile.headings)


def _without_contents(lines: list[Line], profile: Organisation) -> tuple[list[Line], list[str], list[tuple[Kind, str]]]:
    """Take contents lines out; a page that is mostly contents goes whole."""
    leaders = [profile.furniture.leader.fullmatch(line.text) is not None for line in lines]
    headed = any(fold(line.text).casefold().rstrip(":") in profile.furniture.contents for line in lines[:6])
    numbered = [bool(re.search(r"\s\d{1,4}$", line.text)) and len(line.runs) > 1 and line.runs[-1].tab for line in lines]
    listing = [a or (headed and b) for a, b in zip(leaders, numbered, strict=True)]
    if sum(listing) >= 3 and sum(listing) >= _LEAVES * len(lines) or (headed and sum(listing) >= 2):
        return [], [line.text for line in lines], list(_listed(lines, profile))
    if sum(leaders) >= 3:
        kept = [line for line, gone in zip(lines, leaders, strict=True) if not gone]
        return kept, [line.text for line, gone in zip(lines, leaders, strict=True) if gone], list(_listed(lines, profile))
    return lines, [], []


def _listed(lines: Iterable[Line], profile: Organisation) -> Iterable[tuple[Kind, str]]:
    for line in lines:
        text = re.sub(r"[\s.·…]{3,}\d*$", "", fold(line.text))
        for heading in profile.headings:
            found = heading.pattern.match(text)
            if found and "number" in heading.pattern.groupindex and found["number"]:
                yield heading.kind, found["number"]
                break


def _without_front(lines: list[Line], profile: Organisation) -> tuple[list[Line], list[str]]:
    """Take a foreword out, from its head to the end of the page."""
    for place, line in enumerate(lines[:8]):
        if fold(line.text).casefold().rstrip(":") in profile.furniture.front:
            return lines[:place], [line.text for line in lines[place:]]
    return lines, []
