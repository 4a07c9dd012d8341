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
_ADDRESS = re.compile(r"[<(\[]?(?:https?://|www\.)", re.IGNORECASE)


def part(before: Sequence[Run], behind: Sequence[Run], look: Look) -> bool:
    """Say whether a break parts what stands before it from what stands behind; a file does not say how wide its lines are, but how long they are."""
    text, more = join(before), join(behind)
    if look.centred or cues.reads_on(text, more) or _ADDRESS.match(more) or directions.is_leftward(f"{text}{more}"):
        return False
    if more[:1].islower() and not text.endswith(ENDS) and not has_signs(f"{text} {more}"):
        return False  # a sentence that goes on
    tabs = sum(run.tab for run in before)
    return len(text) * _LETTER * look.size + tabs * _TAB + max(look.indent, look.left) < _SHORT * _WIDTH
