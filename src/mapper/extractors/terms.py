"""Lists of terms: a term at the margin and what it means behind a tab, line after line at one place, as lists of abbreviations are set."""

from collections.abc import Sequence

from mapper.extractors import labels
from mapper.extractors.lines import Line, Sheet

_NEAR = 2.0  # points: so near two places are one
_LARGER = 0.7  # points: what is larger by more goes on in no term
_SEVERAL = 3  # lines: so many make a list
_TABS = 3  # a line with more is set wide, word by word


class Terms:
    """Know the lines of a source that begin with a term of a list, and where behind its tab the text begins."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        own = {sheet.number: [(line.start, stop) for line in sheet.lines if (stop := _stop(line))] for sheet in sheets}
        self._near = {page: [place for each in (page - 1, page, page + 1) for place in own.get(each, ())] for page in own}

    def begin(self, line: Line, open_: Sequence[Line]) -> bool:
        """Say whether a line begins with the next term of a list."""
        stop = self._listed(line)
        above = self._listed(open_[0]) if open_ else 0.0
        return stop > 0 and abs(stop - above) < _NEAR and abs(line.start - open_[0].start) < _NEAR

    def hang(self, line: Line, open_: Sequence[Line]) -> bool:
        """Say whether a line stands under what a term means; an item with a label of its own does not."""
        label = labels.split(line.plain)[0]
        if label and not label.isdigit():
            return False
        stop = self._listed(open_[0]) if open_ else 0.0
        under = line.start > stop - _NEAR if line.page == open_[-1].page else abs(line.start - stop) < _NEAR
        return stop > 0 and under and line.size - open_[0].size < _LARGER and _is_worded(open_[0])

    def _listed(self, line: Line) -> float:
        """Say where the text behind the term of a list begins; 0 where the line begins with none."""
        stop = _stop(line)
        alike = sum(abs(line.start - start) < _NEAR and abs(stop - other) < _NEAR for start, other in self._near.get(line.page, ())) if stop else 0
        return stop if alike >= _SEVERAL else 0.0


def is_stretched(line: Line) -> bool:
    """Say whether all blanks of a line are as wide as tabs, since it is stretched over its column."""
    return len(line.runs) > _TABS and all(run.tab and " " not in run.text for run in line.runs[1:]) and " " not in line.runs[0].text


def _stop(line: Line) -> float:
    """Say where the text begins behind the first tab of a line, from the side on which lines begin.

    0 where it has no tab, or begins with a label.
    """
    tabbed = [] if line.cells or line.whole else [run for run in line.runs if run.tab and run.box]
    if not tabbed or len(tabbed) > _TABS or labels.split(line.plain)[0]:
        return 0.0
    box = tabbed[0].box
    return 0.0 if box is None else line.mirror - box.x1 if line.mirror else box.x0


def _is_worded(line: Line) -> bool:
    """Say whether a word stands behind the first tab of a line: a sign, as in a listing of a grammar, begins what each line has one of."""
    return any(map(str.isalnum, next(run.text for run in line.runs if run.tab)))
