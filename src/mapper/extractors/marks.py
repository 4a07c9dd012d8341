"""Marks: what in a text calls for a note, raised or glued to a word, and taken out of the line with its place."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from mapper.extractors.lines import Call, Line, Run, Sheet, join
from mapper.types import Footnote

MARK = r"(?:\d{1,3}|\*{1,4}|[†‡§])\s?(?:bis|ter|quater)?"
MARKS = re.compile(rf"\(?{MARK}\)?(?:\s*[,;]\s*{MARK})*[,;]?")
STARS = ("*", "†", "‡")
_UNIT = re.compile(r"(?:^|[\s/·(\d])(?:[munpkMGTc]?(?:m|s|g|W|Hz|V|A|K|J)|10)$")
_MEASURE = re.compile(r"(?:(?<![^\W\d_])[kcdmnµμ]?m|(?:\d\s|[/·]\s?)[mnµμ]?s|(?:\d\s?|[/·(]\s?)[kMG]?Hz)$")  # what is squared, whatever note there is
_POWERS = ("2", "3")  # a measure has no others
_TEN = re.compile(r"(?<!\d)10$")
_FACTOR = re.compile(r"(?:[\d)]\s?[x.]|[×·*])\s?10$")  # of a number: 10 is a base
_COUNTED = re.compile(r"(?:[A-Z]\w+|\bNos?\.)\s10$")  # the tenth of a kind: no base
_VARIABLE = re.compile(r"(?:[=×·*+]\s?|\s[-–−]\s|[([])[a-zA-Z]$")
_SHORT = 3  # digits: so many a power may have
_HIGH = str.maketrans("0123456789+-–−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
_WORD = re.compile(r"[^\W\d_]{2}[a-zà-ÿа-я]{2}$")  # what hangs on a whole word is a mark, even if its note is nowhere
_ORDINAL = re.compile(r"\d$")
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d$")
_CLOSING = tuple(",.;:)]”’?!")
_GLUED = re.compile(r"([^\W\d_]{3,})(?P<mark>\d{1,2})(?=[\s.,;:)]|$)")
_STAR = re.compile(r"([\w).,;])(?P<mark>\*{1,4}|[†‡])(?=[\s.,;:)]|$)")
_AGAIN = re.compile(r"(?<!\S)(?P<before>[“‘(«]?(?P<word>[^\W\d_]{4,})|[^\s\d]*[^\W\d_]{4}\S*[,;)”’»])(?P<mark>\d{1,2})(?=[\s.,;:)]|$)")
_FIGURE = re.compile(r"([^\W\d_])?(\d{1,9})[,;]$")
_ALONE = re.compile(r"(?<!\w)[^\W\d_]{4,}(?!\w)")


@dataclass(frozen=True)
class Marks:
    """Hold what is known on one page: the marks of its own notes, those of the source, and those of notes up to here, each with words.

    `raised`: the file tells what is raised, so that no number hangs on a word unseen. `asked`: what would be powers of ten, did no note need them.
    """

    own: frozenset[str]
    source: frozenset[str]
    before: frozenset[str]
    words: frozenset[str]
    raised: bool = False
    asked: frozenset[str] = frozenset()


class Known:
    """Know the marks of all notes of a source, and its words."""

    def __init__(self, notes: Sequence[Footnote], sheets: Sequence[Sheet]) -> None:
        self.notes, self.sheets = notes, sheets
        self.marks = frozenset(note.mark for note in notes)

    def on(self, page: int, own: frozenset[str]) -> Marks:
        """Give what is known on a page, of which the notes have the marks `own`."""
        before = frozenset(note.mark for note in self.notes if note.page <= page)
        return Marks(own, self.marks, before, self._words if before else frozenset())

    @cached_property
    def _words(self) -> frozenset[str]:
        """Give the words that stand somewhere without a figure."""
        return frozenset(word.casefold() for sheet in self.sheets for line in sheet.lines for word in _ALONE.findall(line.plain))


def called(lines: Iterable[Line]) -> set[str]:
    """Give what may be marks in a text: what is raised, or hangs on a word."""
    found: set[str] = set()
    for line in lines:
        found |= high([line])
        found |= {hung["mark"] for pattern in (_GLUED, _STAR) for text in (line.plain, *line.cells) for hung in pattern.finditer(text)}
    return found


def high(lines: Iterable[Line]) -> set[str]:
    """Give what may be marks in a text and is raised; powers and ordinals are none."""
    parts = (part for line in lines for part in (line.runs, *line.cell_runs))
    pairs = (pair for part in parts for pair in pairwise(part))
    runs = (run for before, run in pairs if run.raised and not (_UNIT.search(before.text) or _ORDINAL.search(before.text)))
    return {part.strip("() ").replace(" ", "") for run in runs for part in re.split(r"[,;]", run.text)}


def all_unmarked(lines: Sequence[Line], marks: Marks, awaited: Collection[str]) -> list[Line]:
    """Take the marks out of the lines of a page.

    What looks like a power of ten is the call of a note that has no other on the page, nor was `awaited` by the page before, if it stands in turn.
    """
    found = [unmarked(line, marks) for line in lines]
    missed = frozenset(mark for mark in marks.own - _called_in(found) - set(awaited) if mark.isdigit())
    if not missed:
        return found
    order = [mark for line in (unmarked(line, replace(marks, asked=missed)) for line in lines) for mark in line.marks]
    asked = frozenset(mark for mark in missed if order.count(mark) == 1 and _is_in_turn(order, mark))
    return [unmarked(line, replace(marks, asked=asked)) for line in lines] if asked else found


def _called_in(lines: Iterable[Line]) -> set[str]:
    return {mark for line in lines for mark in line.marks}


def _is_in_turn(order: Sequence[str], mark: str) -> bool:
    """Say whether a mark stands behind the first call of the one before it, and before that of the next, where these are called; one of them is."""
    before, behind = str(int(mark) - 1), str(int(mark) + 1)
    place = order.index(mark)
    return (
        (before in order or behind in order)
        and (before not in order or order.index(before) < place)
        and (behind not in order or place < order.index(behind))
    )


def unmarked(line: Line, marks: Marks) -> Line:
    """Take the marks out of a line, and name them apart; a file of paragraphs tells what is raised."""
    marks = replace(marks, raised=line.whole)
    calls: list[Call] = []
    if line.cell_runs:
        cells = tuple(join(_without_marks(runs, marks, calls, cell)) for cell, runs in enumerate(line.cell_runs))
        return _called_by(replace(line, cells=cells), calls)
    if line.cells:
        cells = tuple(_unglued(text, "", marks, calls, cell) for cell, text in enumerate(line.cells))
        return _called_by(replace(line, cells=cells), calls)
    return _called_by(replace(line, runs=tuple(_without_marks(line.runs, marks, calls, -1))), calls)


def _called_by(line: Line, calls: Sequence[Call]) -> Line:
    return replace(line, marks=(*line.marks, *(call.mark for call in calls)), calls=(*line.calls, *calls)) if calls else line


def _without_marks(all_runs: Sequence[Run], marks: Marks, calls: list[Call], cell: int) -> Iterator[Run]:
    """Give runs without those that call for notes; what was taken is added to `calls`."""
    runs: list[Run] = []
    group: list[Run] = []
    for run in (*all_runs, None):
        if run is not None and run.raised:
            group.append(run)
            continue
        opens = not runs and run is not None  # what a line begins with is its label
        called = bool(group) and not (opens and not any(each.note for each in group)) and _is_mark(group, runs, marks)
        if called:
            calls += (Call(mark, join(runs), cell) for mark in _single(group))
        else:
            runs += _powers(group, runs)
        if run is not None:
            hugs = called and run.text[:1] in _CLOSING  # what stood behind a mark closes up to the word
            space = run.space and not hugs
            text = _unglued(run.text, f"{join(runs)}{' ' if space and runs else ''}", marks, calls, cell)
            runs.append(run._replace(text=text, space=space))
            group = []
    return (run for run in runs if run.text)


def _powers(group: Sequence[Run], before: Sequence[Run]) -> list[Run]:
    """Give raised runs that call for no note as words of the sentence; behind a figure, digits stay high, or they would go on it."""
    high = bool(group and before) and join(before)[-1:].isdigit() and not group[0].space
    high = high and all(run.text and not run.note and not run.text.strip("0123456789+-–−") for run in group)
    return [run._replace(raised=False, text=run.text.translate(_HIGH) if high else run.text) for run in group]


def _is_power(text: str, before: str, *, asked: bool) -> bool:
    """Say whether a raised number is a power, even if the page has a note of that number: of a measure, of a letter in a formula, or of ten.

    `asked`: that note has no other mark, so that one behind ten calls for it, unless a number is told so.
    """
    if not text.isdigit() or len(text) > _SHORT:
        return False
    if text in _POWERS and (_MEASURE.search(before) or _VARIABLE.search(before)):
        return True
    return (_FACTOR if asked else _TEN).search(before) is not None and _COUNTED.search(before) is None


def _single(group: Sequence[Run]) -> Iterator[str]:
    """Give the marks of raised runs one by one."""
    for part in re.split(r"[,;]", "".join(run.text for run in group)):
        if mark := part.strip("() ").replace(" ", ""):
            yield mark


def _is_mark(group: Sequence[Run], before: Sequence[Run], marks: Marks) -> bool:
    """Say whether raised runs call for a note; one that stands apart from the word before is a word of the sentence, if the page has no such note."""
    text = "".join(run.text for run in group).strip()
    if any(run.note for run in group):
        return True
    single = list(_single(group))
    if single and marks.own.issuperset(single):
        return group[0].space or not _is_power(text, join(before), asked=text in marks.asked)
    if not MARKS.fullmatch(text) or not before or group[0].space:
        return False
    if marks.source.isdisjoint(single):
        return _WORD.search(before[-1].text) is not None
    counts = _ORDINAL.search(before[-1].text) and not _YEAR.search(before[-1].text)
    return not (counts or _UNIT.search(before[-1].text))


def _unglued(text: str, before: str, marks: Marks, calls: list[Call], cell: int) -> str:
    """Take off marks that lost their height and hang on a word, if a note on the page has them; `before` is what stands before the text.

    One whose note stands further up is taken off a word that is written without it too, and off a stop behind words: no figure stands there.
    """
    if not marks.before:
        return text
    for pattern, hangs in ((_STAR, _is_own),) if marks.raised else ((_GLUED, _is_own), (_STAR, _is_own), (_AGAIN, _is_again)):
        kept, last = "", 0
        for found in pattern.finditer(text):
            if hangs(found, marks):
                kept += text[last : found.start("mark")]
                last = found.end()
                calls.append(Call(found["mark"], f"{before}{kept}", cell))
        text = kept + text[last:]
    return text


def _is_own(found: re.Match[str], marks: Marks) -> bool:
    return found["mark"] in marks.own


def _is_again(found: re.Match[str], marks: Marks) -> bool:
    """Say whether a figure behind a word, or a stop, calls for a note that was called before, and goes on in no list of figures."""
    if found["mark"] not in marks.before:
        return False
    if word := found["word"]:
        return word[1:].islower() and word.casefold() in marks.words
    figure = _FIGURE.search(found["before"])
    return figure is None or not (figure[1] or int(figure[2]) + 1 == int(found["mark"]))
