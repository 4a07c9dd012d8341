"""Line breaks of web pages: which of them end a paragraph, and which only turn the line within one."""

from collections.abc import Iterator, Sequence

from mapper.extractors import labels
from mapper.extractors.likeness import STYLED
from mapper.extractors.lines import Run, join
from mapper.extractors.measures import ENDS
from mapper.profiles import fold, organisations

_HEAD = 200  # letters: what is longer is no heading
_OPENER = 60  # letters: what is longer and opens a clause group goes on behind the opener
_FULL = 60  # letters: a shorter line was not turned for want of room
_LEAVES = (*ENDS, ":", "：", ",", "،", "，")


def paragraphs(parts: Sequence[Sequence[Run]], *, titled: bool = False) -> Iterator[list[Run]]:
    """Give the paragraphs of a block that line breaks part; an empty part is an empty line, and ends one.

    `titled`: the block may be a title on several lines.
    """
    open_: list[Run] = []
    for part in parts:
        if open_ and (not part or _is_apart(open_, part, titled=titled)):
            yield open_
            open_ = []
        if part:
            first = part[0]._replace(space=True) if open_ else part[0]
            open_ = [*open_, first, *part[1:]]
    if open_:
        yield open_


def _is_apart(before: Sequence[Run], after: Sequence[Run], *, titled: bool) -> bool:
    one, other = join(before), join(after)
    label, _ = labels.split(other)
    if one.endswith((*ENDS, ":", "：")) or (label and (not label.isalnum() or one.endswith(_LEAVES))):
        return True
    strong = titled or _share(after, "bold") > STYLED
    heads = other.endswith((":", "：")) and len(other) < _FULL
    if not strong and other[:1].isupper() and (heads or len(one) < _FULL):
        return True
    return _differ(before, after) or stands_alone(one) or stands_alone(other)


def _differ(before: Sequence[Run], after: Sequence[Run]) -> bool:
    """Say whether two lines look so different that one does not go on in the other."""
    shares = [(_share(before, kind), _share(after, kind)) for kind in ("bold", "italic")]
    return any(max(pair) > STYLED and min(pair) < 1 - STYLED for pair in shares)


def _share(runs: Sequence[Run], kind: str) -> float:
    total = sum(len(run.text) for run in runs)
    return sum(len(run.text) for run in runs if getattr(run.style, kind)) / total if total else 0.0


def stands_alone(text: str) -> bool:
    """Say whether a line is one that an organisation's texts have by itself: a heading, the line of the conference, a section's head, an opener."""
    folded = fold(text)
    if len(folded) > _HEAD:
        return False
    for profile in organisations():
        if any(heading.pattern.fullmatch(folded) for heading in profile.headings) or profile.opening(folded):
            return True
        if any(folded.rstrip(":：").casefold() in layout.sections for layout in profile.layouts):
            return True
        if not profile.openers.run_in and len(folded) <= _OPENER and not folded.endswith(ENDS) and profile.openers.match(folded):
            return True
    return False
