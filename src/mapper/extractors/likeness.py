"""Likeness: whether two lines look as if one went on in the other."""

from collections.abc import Iterable, Sequence

from mapper.extractors import cues, labels
from mapper.extractors.lines import Line
from mapper.extractors.measures import ENDS

STYLED = 0.75  # of the letters: so many italic ones make a line italic
_DISPLAY = 16.0  # points: letters of titles on a cover
_HANG = 0.1  # of the font size: so far large letters hang over the place where they end
_REACH = 4.0  # of the font size: text that stands further below a label is another's
_FLUSH = 0.7  # points: so near two places are one


def meet(line: Line, before: Line) -> bool:
    """Say whether a line begins in the very letters in which the one before ends."""
    return bool(before.runs and line.runs) and before.runs[-1].style == line.runs[0].style


def differ(line: Line, before: Line) -> bool:
    """Say whether two lines look so different that one does not go on in the other."""
    if meet(line, before):
        return False
    if abs(line.size - before.size) > 0.7:
        return True
    shares = [(line.share(kind), before.share(kind)) for kind in ("italic", "bold")]
    return any(max(pair) > STYLED and min(pair) < 1 - STYLED for pair in shares)


def remarks(line: Line, open_: Iterable[Line]) -> bool:
    """Say whether a line in square brackets may be a remark on the name above it, which is set in bold letters."""
    return line.plain.startswith("[") and line.plain.endswith("]") and all(each.share("bold") > STYLED for each in open_)


def completes(line: Line, open_: Sequence[Line]) -> bool:
    """Say whether a line is the text of a bare label, or the head of a note, just above it, or before a page or a cell that ended behind it."""
    if len(open_) != 1 or not (labels.split(open_[0].plain) == (open_[0].plain.strip(), "") or cues.heads_note(open_[0])):
        return False
    return line.page != open_[0].page or line.box.top - open_[0].box.bottom < _REACH * line.size


def are_of_one_name(line: Line, before: Line) -> bool:
    """Say whether two lines of a cover are those of one name: large letters that end at one place, or capitals that begin at one."""
    if line.mirror or before.plain.endswith(ENDS):
        return False
    if min(line.size, before.size) >= _DISPLAY and abs(line.end - before.end) < _HANG * line.size:
        return True
    return line.plain.isupper() and before.plain.isupper() and abs(line.start - before.start) < _FLUSH and line.size == before.size
