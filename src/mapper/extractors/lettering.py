"""Lettering: letters and Roman numbers with a stop before a gap ("A.", "IV."): labels where several count on, and else initials of names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mapper.extractors import labels
from mapper.extractors.lines import Line, Sheet
from mapper.extractors.measures import SHIFT

_LABEL = r"\(?(?:[A-Z]|[a-z]|[IVXL]{2,6}|[ivxl]{2,6})\."
_TYPED, _LOOSE = re.compile(_LABEL), re.compile(rf"({_LABEL})\s+(?=\S)")
_LEAST = 2  # of a series
_SURE = 3  # of a series: then one in its column counts on too where the gap is no wider than a blank

_Place = tuple[int, int]  # of a line: its sheet, and where it stands there


@dataclass(frozen=True)
class _Begun:
    """Hold what a line begins with, and where it begins; `loose`: only a blank stands behind it."""

    place: _Place
    label: str
    start: float
    loose: bool


def labelled(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Take such labels from the words of the lines that they begin."""
    begun = [found for n, sheet in enumerate(sheets) for place, line in enumerate(sheet.lines) if (found := _begun(line, (n, place)))]
    counted = _counted(begun)
    if not counted:
        return list(sheets)
    return [
        replace(sheet, lines=tuple(_parted(line, counted.get((n, place))) for place, line in enumerate(sheet.lines)))
        for n, sheet in enumerate(sheets)
    ]


def _begun(line: Line, place: _Place) -> _Begun | None:
    """Give the letter with a stop that a line begins with; nothing where there is none."""
    if line.cells or line.label or not line.runs:
        return None
    text = line.runs[0].text
    if len(line.runs) > 1 and line.runs[1].tab:
        return _Begun(place, text, line.start, loose=False) if _TYPED.fullmatch(text) else None
    found = _LOOSE.match(text)
    return _Begun(place, found[1], line.start, loose=True) if found else None


def _counted(begun: Sequence[_Begun]) -> dict[_Place, _Begun]:
    """Give those that count on from the first of their kind, by place; a series may stand within another, and begin anew."""
    open_: dict[str, tuple[int, list[_Begun]]] = {}
    series: list[list[_Begun]] = []
    for one in begun:
        for family, number in _read(one.label):
            last, its = open_.get(family, (0, []))
            if number == 1 and not one.loose:
                open_[family] = (1, [one])
                series.append(open_[family][1])
            elif its and number == last + 1 and (not one.loose or (len(its) >= _SURE and abs(one.start - its[-1].start) < SHIFT)):
                its.append(one)
                open_[family] = (number, its)
    return {one.place: one for its in series if len(its) >= _LEAST for one in its}


def _read(label: str) -> Iterator[tuple[str, int]]:
    """Give what a label may count: I. is a letter, and a Roman number."""
    for value in labels.read(label):
        yield value.family, value.numbers[0]


def _parted(line: Line, begun: _Begun | None) -> Line:
    if begun is None:
        return line
    first, *rest = line.runs
    if begun.loose:
        return replace(line, runs=(first._replace(text=first.text[len(begun.label) :].strip()), *rest), label=begun.label)
    second, *others = rest
    return replace(line, runs=(second._replace(space=False, tab=False), *others), label=begun.label)
