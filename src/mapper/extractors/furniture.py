"""Furniture: running heads and feet, page numbers, contents, covers and forewords; taken out of the text, kept to be read for hints."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import NamedTuple

from mapper.extractors.echoes import at_the_top, said_again, steady
from mapper.extractors.entries import Listed, heads_contents, listed, within
from mapper.extractors.fronts import Fronts
from mapper.extractors.lines import Line, Sheet
from mapper.extractors.tableheads import TableHeads
from mapper.profiles import Organisation, fold
from mapper.types import Kind

HEAD = "head or foot"
_EDGE = 0.13  # of the page's height: how far heads and feet reach in
_SHORT = 70  # letters: a longer line is no head
_SPACE = 1.95  # of the font size, baseline to baseline: between head and text
_OFTEN = 3  # pages: what stands at the edge of so many is furniture
_RUNNING = 0.7  # of the lines that begin with a number: where it is the page's, nearly every one is another
_PAGE = re.compile(r"\d+|^[ivxlc]+(?=\s)|(?<=\s)[ivxlc]+$")  # how pages are counted, those before the first text too; annexes in capitals
_MARKED = re.compile(r"(?:\d{1,2}|\*{1,3})\)?\s+\S")
_DOTTED = 3  # lines: where so many have leaders, all entries have
_BETWEEN = 6  # paragraphs: so many heads and titles may stand between two entries of contents
_HIGH = 6  # lines: so near the top of a page contents begin that are all of it
_BARS = 6  # digits: a job has so many at least
_LEAVES = 0.4  # of a page's lines: so many contents lines make a contents page


class Aside(NamedTuple):
    """Hold a line that was set aside, with what it was taken for."""

    kind: str
    line: Line


@dataclass(frozen=True)
class Cleaned:
    """Hold the sheets without furniture, the furniture line by line, and what contents pages list."""

    sheets: tuple[Sheet, ...]
    aside: tuple[Aside, ...]
    entries: tuple[Listed, ...]

    @property
    def words(self) -> list[str]:
        """Give what stands in the furniture, each line once."""
        return list(dict.fromkeys(aside.line.text for aside in self.aside))

    @property
    def heads(self) -> dict[int, str]:
        """Give what stands in the running heads and feet of each page."""
        found: dict[int, str] = {}
        for kind, line in self.aside:
            if kind == HEAD:
                found[line.page] = f"{found.get(line.page, '')}\n{line.text}"
        return found

    @property
    def listed(self) -> tuple[tuple[Kind, str], ...]:
        """Give the texts that the contents list, each once."""
        return tuple(dict.fromkeys((entry.kind, entry.number) for entry in self.entries))


def clean(sheets: Sequence[Sheet], profile: Organisation) -> Cleaned:
    """Take furniture out of all sheets of a source."""
    often, running = _repeated(sheets), _running(sheets)
    said = {text for text in steady({sheet.number: _top(sheet) for sheet in sheets}) if not _begins(text, profile)}
    kept: list[Sheet] = []
    aside: list[Aside] = []
    entries: list[Listed] = []
    tables, fronts = TableHeads(), Fronts(sheets, profile)
    for place, sheet in enumerate(sheets):
        gone = _edges(sheet, often | running.get(sheet.number, set()), profile)
        gone += at_the_top(sheet, _top(sheet), gone, said)
        gone += said_again(sheet, gone, kept)
        lines, styled = _without_styled([line for line in sheet.lines if line not in gone], profile)
        lines, left, listing = _without_contents(lines, profile, len(sheets))
        entries += listed(listing, profile)
        lines, front = fronts.taken(place, lines)
        again = tables.printed_again(lines)
        kinds = {HEAD: gone, "contents": [*styled, *left], "foreword": front, "table head": again}
        aside += [Aside(kind, line) for kind, taken in kinds.items() for line in taken]
        kept.append(replace(sheet, lines=tuple(lines[len(again) :])))
    return Cleaned(tuple(kept), tuple(aside), tuple(entries))


def _shape(line: Line) -> str:
    return _PAGE.sub("#", fold(line.text))


def _margins(sheet: Sheet) -> list[Line]:
    """Give the lines above and below the text: few, near an edge of the page, with space between them and the text."""
    return [*_top(sheet), *_block(_ordered(sheet)[::-1], sheet.height)]


def _top(sheet: Sheet) -> list[Line]:
    return _block(_ordered(sheet), sheet.height)


def _ordered(sheet: Sheet) -> list[Line]:
    return sorted(sheet.lines, key=lambda line: (line.box.bottom, line.box.x0)) if sheet.height else []


def _close(sheet: Sheet, often: set[tuple[str, int]]) -> list[Line]:
    """Give the lines at the edges that other pages have in the same place, where the text stands so close that no space tells them."""
    ordered = _ordered(sheet)
    return [line for lines in (ordered, ordered[::-1]) for line in takewhile(lambda line: _place(line) in often and not line.cells, lines)]


def _place(line: Line) -> tuple[str, int]:
    return _shape(line), round(line.box.top / 4)


def _block(ordered: Sequence[Line], height: float) -> list[Line]:
    """Give the outermost lines up to the first wide space."""
    found: list[Line] = []
    for line, following in zip(ordered, [*ordered[1:], None][: len(ordered)], strict=True):
        from_edge = min(line.box.bottom, height - line.box.top)
        if from_edge > _EDGE * height or line.cells:
            return []
        if line.runs and line.runs[0].raised:
            return []  # a footnote
        found.append(line)
        if following is None or abs(following.box.bottom - line.box.bottom) > _SPACE * max(line.size, following.size):
            return found
    return found


def _repeated(sheets: Sequence[Sheet]) -> set[tuple[str, int]]:
    """Find shapes of lines that stand at the same height on several pages, notes that recur left out."""
    outer = [(sheet, _margins(sheet)) for sheet in sheets]
    marked = _recurring_notes([line for _, lines in outer for line in lines])
    counts: Counter[tuple[str, int]] = Counter()
    for _, lines in outer:
        notes = _notes(lines, marked)
        counts.update({(_shape(line), round(line.box.top / 4) + drift) for line in lines if line not in notes for drift in (-1, 0, 1)})
    return {place for place, count in counts.items() if count >= _OFTEN}


def _running(sheets: Sequence[Sheet]) -> dict[int, set[tuple[str, int]]]:
    """Find, for each page, heads and feet with a number that runs on with the pages, whatever words stand beside it."""
    seen: dict[tuple[int, int], list[tuple[int, str]]] = {}
    for sheet in sheets:
        for line in _margins(sheet):
            for number in {int(digits) for digits in re.findall(r"(?<![\w.-])\d{1,4}(?![\w.-])", line.text)} if len(line.text) < _SHORT else ():
                seen.setdefault((round(line.box.top / 4), number - sheet.number), []).append((sheet.number, _shape(line)))
    found: dict[int, set[tuple[str, int]]] = {}
    for (place, _), lines in seen.items():
        pages = sorted({page for page, _ in lines})
        if len(pages) > _OFTEN and len(pages) > 0.5 * (pages[-1] - pages[0] + 1):
            for page, shape in lines:
                found.setdefault(page, set()).add((shape, place))
    return found


def _recurring_notes(lines: Iterable[Line]) -> set[str]:
    """Find shapes that begin like a footnote, with a number that does not run on from page to page: the same note is called on many pages."""
    texts: dict[str, list[str]] = {}
    for line in lines:
        if _MARKED.match(line.text):
            texts.setdefault(_shape(line), []).append(fold(line.text))
    return {shape for shape, found in texts.items() if len(set(found)) < _RUNNING * len(found)}


def _notes(lines: Sequence[Line], marked: set[str]) -> list[Line]:
    """Give the lines of recurring notes: each with those of its size that stand below it."""
    found: list[Line] = []
    for line in sorted(lines, key=lambda line: line.box.bottom):
        goes_on = found and line.size == found[-1].size and line.box.bottom - found[-1].box.bottom < _SPACE * line.size
        if _shape(line) in marked or goes_on:
            found.append(line)
    return found


def _edges(sheet: Sheet, often: set[tuple[str, int]], profile: Organisation) -> list[Line]:
    """Find heads and feet: by the profile's patterns, by the page's own number, by what other pages have in the same place."""
    outer = _margins(sheet)
    outer += _close(sheet, often) if often else []
    upright = sum(not line.main.turned for line in sheet.lines) >= len(sheet.lines) / 2
    return [
        line
        for line in sheet.lines
        if _is_edge(line, sheet, profile)
        or _is_bar_code(line, sheet, profile)
        or (upright and _is_turned(line, sheet, profile))
        or (line in outer and _is_head(line, sheet, often, profile))
    ]


def _is_bar_code(line: Line, sheet: Sheet, profile: Organisation) -> bool:
    """Say whether a line is the digits of a job number that stands on the page too: those of its bars, where the font that draws them is missing."""
    digits = line.text.strip()
    if len(digits) < _BARS or not digits.isdigit():
        return False
    jobs = (other.text for other in sheet.lines if other is not line and profile.furniture.anywhere.fullmatch(fold(other.text)))
    return any(re.sub(r"\D", "", job).startswith(digits) for job in jobs)


def _is_turned(line: Line, sheet: Sheet, profile: Organisation) -> bool:
    """Say whether a line runs up or down along the edge of a page, or reads as a head that was turned with the page."""
    if not line.main.turned or line.cells:
        return False
    return line.box.x1 < _EDGE * sheet.width or line.box.x0 > (1 - _EDGE) * sheet.width or _edge_by_pattern(fold(line.text), profile)


def _is_edge(line: Line, sheet: Sheet, profile: Organisation) -> bool:
    if profile.furniture.anywhere.fullmatch(fold(line.text)):
        return True
    if not sheet.height or line.cells or min(line.box.bottom, sheet.height - line.box.top) > _EDGE * sheet.height:
        return False
    beyond = sum(other.box.top < line.box.top for other in sheet.lines), sum(other.box.top > line.box.top for other in sheet.lines)
    least = 1 if line.text.strip().isdigit() and line.text.strip() != str(sheet.number) else 3  # a bare number within may be a label
    return min(beyond) < least and _edge_by_pattern(fold(line.text), profile)


def _is_head(line: Line, sheet: Sheet, often: set[tuple[str, int]], profile: Organisation) -> bool:
    text = fold(line.text)
    goes_on = text.endswith((",", "،", "，")) or text.count("]") > text.count("[")  # it closes what the line above it opened
    return not (goes_on or _begins(text, profile)) and (_has_number(line, text, sheet) or _place(line) in often)


def _begins(text: str, profile: Organisation) -> bool:
    return bool(profile.is_mark(text) or profile.openers.match(text) or _is_heading(text, profile) or profile.speaks(text))


def _has_number(line: Line, text: str, sheet: Sheet) -> bool:
    """Say whether the page's own number stands at an end of a short line, and no item could begin so."""
    words = text.split()
    if len(words) < 2 or len(text) > _SHORT or line.runs[0].raised or not any(run.tab for run in line.runs):
        return False
    number = str(sheet.number)
    return words[-1] == number or (words[0] == number and not words[1][0].islower())


def _edge_by_pattern(text: str, profile: Organisation) -> bool:
    return profile.furniture.edges.fullmatch(text) is not None


def _is_heading(text: str, profile: Organisation) -> bool:
    words = profile.mark(text).rest
    return any(heading.pattern.fullmatch(words) for heading in profile.headings)


def _without_styled(lines: Sequence[Line], profile: Organisation) -> tuple[list[Line], list[Line]]:
    """Take out what a file's own styles call contents, with the heads above it."""
    kept, gone = list[Line](), list[Line]()
    below = False  # contents
    for line in reversed(lines):
        below = line.role == "furniture" or (below and fold(line.text).casefold().rstrip(":") in profile.furniture.contents)
        (gone if below else kept).append(line)
    return kept[::-1], gone[::-1]


def _without_contents(lines: list[Line], profile: Organisation, last: int) -> tuple[list[Line], list[Line], list[Line]]:
    """Take contents lines out, and give them and all lines that entries stand in; a page that is mostly contents goes whole."""
    leaders = [profile.furniture.leader.fullmatch(line.text) is not None for line in lines]
    heads = [heads_contents(line, profile) for line in lines]
    headed = any(heads[:_HIGH])
    numbered = [bool(re.search(r"\s\d{1,4}$", line.text)) and len(line.runs) > 1 and line.runs[-1].tab for line in lines]
    begin, below = (0, 0) if headed or not any(heads) else within([line.text for line in lines], heads, numbered, last)
    if below:
        return [*lines[:begin], *lines[below:]], lines[begin:below], lines[begin:below]
    listing = leaders if sum(leaders) >= _DOTTED else [a or (headed and b) for a, b in zip(leaders, numbered, strict=True)]
    end = _end_of_entries(listing) if lines and lines[0].whole else _end_of_contents(lines, listing, profile)
    if (sum(listing) >= _DOTTED and sum(listing) >= _LEAVES * end) or (headed and sum(listing) >= 2):
        return lines[end:], lines[:end], lines[:end]
    if sum(leaders) >= _DOTTED:
        kept, gone = ([line for line, dotted in zip(lines, leaders, strict=True) if dotted is taken] for taken in (False, True))
        return kept, gone, lines
    return lines, [], []


def _end_of_contents(lines: Sequence[Line], listing: Sequence[bool], profile: Organisation) -> int:
    """Say how many lines of a page belong to the contents: all, unless a text begins below the last entry."""
    last = max((place for place, listed in enumerate(listing) if listed), default=-1)
    begins = next((place for place in range(last + 1, len(lines)) if _is_heading(fold(lines[place].text), profile)), len(lines))
    below = lines[begins + 1 :]
    texts = [line.plain + ("" if line.hyphen else " ") for line in below]
    spoken = (profile.opening(fold("".join(texts[place : place + 2])).replace("- ", "")) for place in range(len(below)))
    opened = any(spoken) or any(profile.openers.match(fold(line.plain)) and (line.share("italic") > 0.5 or line.plain.isupper()) for line in below)
    return begins if opened else len(lines)


def _end_of_entries(listing: Sequence[bool]) -> int:
    """Say how many paragraphs belong to the contents of a file whose pages may be long: up to the last entry before a text."""
    end, places = 0, [place for place, listed in enumerate(listing) if listed]
    for place in places:
        if place - end > _BETWEEN:
            break
        end = place + 1
    return end
