"""Footnotes: what stands below the rule at the foot of a page, and the marks in the text that call for it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from mapper.extractors import gutters, tables
from mapper.extractors.joining import Mender, clean
from mapper.extractors.lines import Call, Line, Run, Sheet, join
from mapper.types import Box, Footnote

_MARK = r"(?:\d{1,3}|\*{1,4}|[†‡§])\s?(?:bis|ter|quater)?"
_ONE = re.compile(rf"^({_MARK})\)?(?:\s+|(?<=[*†‡§]))")
_MARKS = re.compile(rf"\(?{_MARK}\)?(?:\s*[,;]\s*{_MARK})*[,;]?")
_UNIT = re.compile(r"(?:^|[\s/·(\d])(?:[munpkMGTc]?(?:m|s|g|W|Hz|V|A|K|J)|10)$")
_WORD = re.compile(r"[^\W\d_]{2}[a-zà-ÿа-я]{2}$")  # what hangs on a whole word is a mark, even if its note is nowhere
_ORDINAL = re.compile(r"\d$")
_UNDERLINE = re.compile(r"[_—–-]{5,}")
_STOPS = (".", "!", "?", "。")
_STARS = ("*", "†", "‡")
_CLOSING = tuple(",.;:)]”’?!")
_SMALLER = 0.95  # of the text's size: a note is at most so large where no rule divides it
_NEAR = 3.0  # points: so far a rule may reach out of its column
_LOW = 0.3  # of the page's height: notes stand below
_GLUED = re.compile(r"([^\W\d_]{3,})(\d{1,2})(?=[\s.,;:)]|$)")
_STAR = re.compile(r"([\w).,;])(\*{1,4}|[†‡])(?=[\s.,;:)]|$)")


@dataclass(frozen=True)
class Parted:
    """Hold the sheets without notes, the notes, and the lines in which they stood."""

    sheets: tuple[Sheet, ...]
    notes: tuple[Footnote, ...]
    low: tuple[Line, ...] = ()


def part(sheets: Sequence[Sheet], mender: Mender) -> Parted:
    """Take notes from the foot of each page and marks from the text above; a note may go on at the foot of the next page."""
    usual = _usual_size(sheets)
    notes: list[Footnote] = []
    taken: list[tuple[Sheet, Sequence[Line], frozenset[str]]] = []
    last, ended = 0, False  # page on which the last note stands, or goes on; whether it ends within a word
    for sheet in sheets:
        notes += sheet.notes
        gone: list[Line] = []
        marks = {note.mark for note in sheet.notes}
        for block in _blocks(sheet, usual):
            goes_on = bool(notes) and last in (sheet.number - 1, sheet.number)
            low = _low(block, usual, goes_on and not notes[-1].text.endswith(_STOPS))
            own = list(_notes(low, mender))
            if own and not own[0].mark and goes_on:
                notes[-1] = replace(notes[-1], text=clean(mender.join(notes[-1].text, own[0].text, ended)))
                own = own[1:]
            notes += own
            gone += low
            marks |= {note.mark for note in own}
            last, ended = (sheet.number, low[-1].hyphen) if low else (last, ended)
        taken.append((sheet, gone, frozenset(marks)))
    known = frozenset(note.mark for note in notes)
    kept = (replace(sheet, lines=tuple(_unmarked(line, marks, known) for line in sheet.lines if line not in low)) for sheet, low, marks in taken)
    return Parted(tuple(kept), tuple(notes), tuple(line for _, low, _ in taken for line in low))


def _blocks(sheet: Sheet, usual: float) -> list[Sheet]:
    """Give a page as a whole, or its columns one by one where notes stand at the foot of each."""
    places = gutters.begins(sheet.lines) if sheet.height else ()
    found = _low(sheet, usual, True) if places else []
    if not places or (found and not _beside(found, places)):
        return [sheet]
    ends = zip((-sheet.width, *places), (*places, 2 * sheet.width), strict=True)
    return [
        replace(
            sheet,
            lines=tuple(line for line in sheet.lines if gutters.band(line, places) == at),
            edges=tuple(edge for edge in sheet.edges if begin <= edge.x0 + _NEAR and edge.x1 <= end),
        )
        for at, (begin, end) in enumerate(ends)
    ]


def _beside(lines: Sequence[Line], places: Sequence[float]) -> bool:
    """Say whether some of the lines stand beside each other, in two columns."""
    return any(
        one.box.top < other.box.bottom - 1 and other.box.top < one.box.bottom - 1 and gutters.band(one, places) != gutters.band(other, places)
        for one, other in combinations(lines, 2)
    )


def _low(sheet: Sheet, usual: float, open_: bool) -> list[Line]:
    """Give the lines of notes at the foot of a page, or a column, from the top."""
    ordered = sorted(sheet.lines, key=lambda line: line.box.top)
    return ordered[_cut(sheet, ordered, usual, open_) :] if sheet.height else []


def _usual_size(sheets: Sequence[Sheet]) -> float:
    sizes: Counter[float] = Counter()
    for sheet in sheets:
        for line in sheet.lines:
            sizes[round(line.size, 1)] += 0 if line.cells else len(line.plain)
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes else 0.0


def _cut(sheet: Sheet, ordered: Sequence[Line], usual: float, open_: bool) -> int:
    """Say at which line, counted from the top of the page, the notes begin; `open_`: the last one has not ended yet."""
    ruled = _below_rule(sheet, ordered, usual, open_)
    if ruled is not None:
        return ruled
    place = len(ordered)
    for index in range(len(ordered) - 1, -1, -1):
        line = ordered[index]
        if line.cells or line.size > _SMALLER * usual or line.box.top < _LOW * sheet.height:
            break
        mark = _mark_of(line, firm=False)
        if mark and (_mark_of(line, firm=True) or mark in _called(ordered[:index])):
            place = index
    return place


def _below_rule(sheet: Sheet, ordered: Sequence[Line], usual: float, open_: bool) -> int | None:
    """Find the first line below a short rule that stands alone, or below a line of underscores, if notes follow."""
    for index, line in enumerate(ordered):
        if _UNDERLINE.fullmatch(line.text.strip()) and _are_notes(ordered[index + 1 :], ordered[:index], usual, open_):
            return index
    for rule in sorted((edge for edge in sheet.edges if _divides(edge, sheet)), key=lambda edge: -edge.bottom):
        place = sum(line.box.top < rule.bottom - 2 for line in ordered)
        if _are_notes(ordered[place:], ordered[:place], usual, open_) and not tables.touched(rule, sheet.edges):
            return place
    return None


def _divides(edge: Box, sheet: Sheet) -> bool:
    """Say whether a rule is short, level, and low on the page."""
    return 0.05 < (edge.x1 - edge.x0) / sheet.width < 0.5 and edge.bottom - edge.top < 3 and edge.top > _LOW * sheet.height


def _are_notes(low: Sequence[Line], above: Sequence[Line], usual: float, open_: bool) -> bool:
    """Say whether lines are notes: marks open them, and they are small, or the marks are raised or stand in the text above; small ones may go on."""
    if not low or any(line.cells for line in low):
        return False
    marks = [_mark_of(line, firm=False) for line in low]
    small = max(line.size for line in low) <= _SMALLER * usual
    if not any(marks):
        return small and open_
    raised = any(_mark_of(line, firm=True) for line in low if line.runs[0].raised)
    return small or raised or (bool(marks[0]) and marks[0] in _called(above))


def _called(lines: Iterable[Line]) -> set[str]:
    """Give what may be marks in a text: what is raised, or hangs on a word."""
    found: set[str] = set()
    for line in lines:
        runs = (run for part in (line.runs, *line.cell_runs) for run in part if run.raised)
        raised = (part for run in runs for part in re.split(r"[,;]", run.text))
        found |= {part.strip("() ").replace(" ", "") for part in raised}
        found |= {hung[2] for pattern in (_GLUED, _STAR) for text in (line.plain, *line.cells) for hung in pattern.finditer(text)}
    return found


def _mark_of(line: Line, *, firm: bool) -> str:
    """Give the mark that opens a note; `firm` asks for a raised one or a star."""
    raised = "".join(dict.fromkeys(run.text.strip() for run in _leading(line.runs)))  # a mark of its own may stand beside the automatic one
    if raised and _MARKS.fullmatch(raised.strip()):
        return raised.strip().rstrip(",;").strip("()").replace(" ", "")
    found = _ONE.match(line.text)
    if found and (found[1].startswith(_STARS) or (not firm and found.end() < len(line.text))):  # a star may stand on a line of its own
        return found[1].replace(" ", "")
    return ""


def _leading(runs: Iterable[Run]) -> Iterator[Run]:
    for run in runs:
        if not run.raised:
            return
        yield run


def _notes(lines: Sequence[Line], mender: Mender) -> Iterator[Footnote]:
    """Give the notes; one without a mark goes on from the page before."""
    mark, text, page, cut = "", "", 0, False
    firm = any(line.runs and line.runs[0].raised for line in lines)  # where marks are raised, a number on the line is none
    for line in lines:
        if _UNDERLINE.fullmatch(line.text.strip()):
            continue
        opens = _mark_of(line, firm=firm)
        if opens and _follows(mark, opens):
            if text:
                yield Footnote(mark, clean(text), page)
            mark, text, page = opens, _after_mark(line), line.page
        else:
            text, page = mender.join(text, line.text, cut) if text else line.text, page or line.page
        cut = line.hyphen
    if text:
        yield Footnote(mark, clean(text), page)


def _follows(mark: str, opens: str) -> bool:
    """Say whether a number may open the next note: not one far from the last."""
    one, other = re.match(r"\d+", mark), re.match(r"\d+", opens)
    return not (one and other) or 0 <= int(other[0]) - int(one[0]) <= 3


def _after_mark(line: Line) -> str:
    raised = list(_leading(line.runs))
    if not raised:
        return _ONE.sub("", line.text, count=1)
    text = join(line.runs[len(raised) :])
    again = f"{join(raised)} "  # a mark of its own, written behind the one that the program set
    return text.removeprefix(again) if again.startswith(_STARS) else text


def _unmarked(line: Line, marks: frozenset[str], known: frozenset[str]) -> Line:
    """Take the marks out of a line, and name them apart; `marks` are those of the page, `known` those of the source."""
    calls: list[Call] = []
    if line.cell_runs:
        cells = tuple(join(_without_marks(runs, marks, known, calls, cell)) for cell, runs in enumerate(line.cell_runs))
        return _called_by(replace(line, cells=cells), calls)
    if line.cells:
        cells = tuple(_unglued(text, "", marks, calls, cell) for cell, text in enumerate(line.cells))
        return _called_by(replace(line, cells=cells), calls)
    return _called_by(replace(line, runs=tuple(_without_marks(line.runs, marks, known, calls, -1))), calls)


def _called_by(line: Line, calls: Sequence[Call]) -> Line:
    return replace(line, marks=(*line.marks, *(call.mark for call in calls)), calls=(*line.calls, *calls)) if calls else line


def _without_marks(all_runs: Sequence[Run], marks: frozenset[str], known: frozenset[str], calls: list[Call], cell: int) -> Iterator[Run]:
    """Give runs without those that call for notes; what was taken is added to `calls`."""
    runs: list[Run] = []
    group: list[Run] = []
    for run in (*all_runs, None):
        if run is not None and run.raised:
            group.append(run)
            continue
        opens = not runs and run is not None  # what a line begins with is its label
        called = bool(group) and not (opens and not any(each.note for each in group)) and _is_mark(group, runs, marks, known)
        if called:
            calls += (Call(mark, join(runs), cell) for mark in _single(group))
        else:
            runs += [raised._replace(raised=False) for raised in group]
        if run is not None:
            hugs = called and run.text[:1] in _CLOSING  # what stood behind a mark closes up to the word
            space = run.space and not hugs
            text = _unglued(run.text, f"{join(runs)}{' ' if space and runs else ''}", marks, calls, cell) if marks else run.text
            runs.append(run._replace(text=text, space=space))
            group = []
    return (run for run in runs if run.text)


def _single(group: Sequence[Run]) -> Iterator[str]:
    """Give the marks of raised runs one by one."""
    for part in re.split(r"[,;]", "".join(run.text for run in group)):
        if mark := part.strip("() ").replace(" ", ""):
            yield mark


def _is_mark(group: Sequence[Run], before: Sequence[Run], marks: frozenset[str], known: frozenset[str]) -> bool:
    """Say whether raised runs call for a note; one that stands apart from the word before is a word of the sentence, if the page has no such note."""
    text = "".join(run.text for run in group).strip()
    if any(run.note for run in group) or text.strip("(),; ").replace(" ", "") in marks:
        return True
    if not _MARKS.fullmatch(text) or not before or group[0].space:
        return False
    if known.isdisjoint(_single(group)) and not _WORD.search(before[-1].text):
        return False
    return not (_UNIT.search(before[-1].text) or _ORDINAL.search(before[-1].text))


def _unglued(text: str, before: str, marks: frozenset[str], calls: list[Call], cell: int) -> str:
    """Take off marks that lost their height and hang on a word, if a note on the page has them; `before` is what stands before the text."""
    for pattern in (_GLUED, _STAR):
        kept, last = "", 0
        for found in pattern.finditer(text):
            if found[2] in marks:
                kept += text[last : found.end(1)]
                last = found.end(2)
                calls.append(Call(found[2], f"{before}{kept}", cell))
        text = kept + text[last:]
    return text
