"""Breaks of lines within a paragraph of a Word file: whether the page shows another line behind one, or the sentence goes on in it."""

import re
from collections.abc import Sequence

from mapper.extractors import cues, directions
from mapper.extractors.lines import Run, join
from mapper.extractors.listings import has_signs
from mapper.extractors.measures import ENDS
from mapper.extractors.wordstyles import Look

_LETTER = 0.45  # of the font size: so wide is a letter as a rule
_TAB = 36.0  # points: so far a tab goes as a rule
_WIDTH = 480.0  # points: so wide text is set as a rule
_SHORT = 0.8  # of that: what ends before is a line that its writer ended
_LINES, _SHARE = 3, 0.4  # lines of a listing, and the share of them with signs
_COMMENTS, _DEFINES = ("--", "//"), "::="  # what begins a comment, and what defines a name
_ABBREVIATED = re.compile(r"(?:\b[^\W\d_]{1,4}|\b[^\W\d_a-z]\w{0,6})\.$")  # short words, and names: what no stop surely ends
_BRACKETS = (("(", ")"), ("[", "]"), ("（", "）"))


def part(before: Sequence[Run], behind: Sequence[Run], look: Look, *, boxed: bool) -> bool:
    """Say whether a break parts two lines: the first ends a sentence or is short, and both may be formulas; in a box, every line is short."""
    text, more = join(before), join(behind)
    if not text or _holds_on(text):
        return False
    if _ends(text, more) or (cues.is_relation(text) and cues.is_relation(more)):
        return True
    return not boxed and _is_short(before, text, more, look)


def are_listing(lines: Sequence[Sequence[Run]], *, typed: bool, boxed: bool) -> bool:
    """Say whether the lines of a paragraph are a listing, each of which its writer ended.

    It is set in letters of one width, has blocks in braces, or, in no box, many signs that prose has not.
    """
    texts = [join(line) for line in lines]
    if any(text.count("{") > text.count("}") for text in texts) or (typed and any(map(has_signs, texts))):
        return True
    code = [text for text in texts if not text.startswith(_COMMENTS)]
    if boxed or len(texts) < _LINES or any(map(cues.is_prose, code)):
        return False
    return any(_DEFINES in text for text in code) or sum(map(has_signs, code)) >= _SHARE * len(code) > 0


def remark(before: Sequence[Run], behind: Sequence[Run]) -> bool:
    """Say whether what stands behind a break in a heading is a remark on it: in square brackets, or in letters that are not bold below bold ones."""
    text = join(behind)
    return (text.startswith("[") and text.endswith("]")) or (all(run.style.bold for run in before) and not any(run.style.bold for run in behind))


def _holds_on(text: str) -> bool:
    """Say whether a line surely is not the end of what it says: a bracket is open, or the stop may be that of an abbreviation."""
    is_open = any(text.rfind(begin) > text.rfind(end) for begin, end in _BRACKETS)
    return is_open or cues.abbreviated().search(text) is not None or _ABBREVIATED.search(text) is not None


def _ends(text: str, more: str) -> bool:
    """Say whether a line ends a sentence, or says what follows."""
    return text.endswith((":", "：")) or (text.endswith(ENDS) and not more[:1].islower())


def _is_short(before: Sequence[Run], text: str, more: str, look: Look) -> bool:
    """Say whether the page shows another line behind a break; a file does not say how wide its lines are, but how long they are."""
    if look.centred or (cues.is_prose(text) and not text.endswith(ENDS)) or cues.ADDRESS.match(more) or directions.is_leftward(f"{text}{more}"):
        return False
    if more[:1].islower() and not text.endswith(ENDS[1:]) and not has_signs(f"{text} {more}"):
        return False  # a sentence that goes on, though behind an abbreviation
    tabs = sum(run.tab for run in before)
    return len(text) * _LETTER * look.size + tabs * _TAB + max(look.indent, look.left) < _SHORT * _WIDTH
