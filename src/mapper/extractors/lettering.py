"""Lettering: letters and Roman numbers with a stop before a gap ("A.", "IV."): labels where several count on, and else initials of names."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from mapper.extractors import labels
from mapper.extractors.lines import Line, Sheet

_TYPED = re.compile(r"\(?(?:[A-Z]|[a-z]|[IVXL]{2,6}|[ivxl]{2,6})\.")
_LEAST = 2  # of a series

_Place = tuple[int, int]  # of a line: its sheet, and where it stands there


def labelled(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Take such labels from the words of the lines that they begin."""
    typed = {(n, place): label for n, sheet in enumerate(sheets) for place, line in enumerate(sheet.lines) if (label := _before_gap(line))}
    counted = _counted(typed.items())
    if not counted:
        return list(sheets)
    return [
        replace(sheet, lines=tuple(_parted(line, typed[n, place]) if (n, place) in counted else line for place, line in enumerate(sheet.lines)))
        for n, sheet in enumerate(sheets)
    ]


def _before_gap(line: Line) -> str:
    """Give the letter with a stop that stands before a gap at the beginning of a line; nothing where there is none."""
    if line.cells or line.label or len(line.runs) < 2 or not line.runs[1].tab:
        return ""
    text = line.runs[0].text
    return text if _TYPED.fullmatch(text) else ""


def _counted(typed: Iterable[tuple[_Place, str]]) -> frozenset[_Place]:
    """Give the places of those that count on from the first of their kind; a series may stand within another, and begin anew."""
    open_: dict[str, tuple[int, list[_Place]]] = {}
    series: list[list[_Place]] = []
    for place, label in typed:
        for family, number in _read(label):
            last, places = open_.get(family, (0, []))
            if number == 1:
                open_[family] = (1, [place])
                series.append(open_[family][1])
            elif number == last + 1:
                places.append(place)
                open_[family] = (number, places)
    return frozenset(place for places in series if len(places) >= _LEAST for place in places)


def _read(label: str) -> Iterator[tuple[str, int]]:
    """Give what a label may count: I. is a letter, and a Roman number."""
    for value in labels.read(label):
        yield value.family, value.numbers[0]


def _parted(line: Line, label: str) -> Line:
    _, second, *rest = line.runs
    return replace(line, runs=(second._replace(space=False, tab=False), *rest), label=label)
