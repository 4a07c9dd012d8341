"""Marking: bookmarks, which a person sets for themselves and which say nothing of a pair."""

from mapper.errors import MapperError
from mapper.review.reviewer import Reviewer


def bookmark(reviewer: Reviewer) -> None:
    """Mark the pair in view, or take its mark away; it is kept beside the settings, not in the log."""
    current = reviewer.desk.current
    if current is None:
        return
    marked = current.pair not in reviewer.marked
    try:
        reviewer.room.marked.keep(current.pair, marked)
    except MapperError as error:
        reviewer.message = str(error)
        return
    reviewer.marked ^= {current.pair}
    reviewer.message = f"marked; {reviewer.key('filter')} with marked=yes shows what you marked" if marked else "no longer marked"
