"""Deciding: the words that put a changed clause into its class, as a reader would name them: shall -> may, 2024 -> 2028."""

from collections.abc import Iterator, Sequence

from mapper import wordings
from mapper.differences import Mark, Segment, exact
from mapper.editions import ClauseChange
from mapper.types import Change, Clause

_MOST = 12  # words of one side
_AROUND = " ,;:."  # what is left out around deciding words
_PAIRS = 4  # pairs that are told
_QUIET = (Change.UNCHANGED, Change.EDITORIAL, Change.RENUMBERED)
Words = tuple[str, str]


def words(change: ClauseChange) -> tuple[Words, ...]:
    """Give the words that went and those that came in their place, one of the two perhaps empty; none where no words decide."""
    old, new = change.old, change.new
    if old is None or new is None or change.grade in _QUIET or not change.substantial:
        return ()
    if change.grade in (Change.MERGED, Change.SPLIT):
        return ((old.place, new.place),)
    return _of_text(old.text, new.text) or _of_mandate(old, new)


def _of_text(old: str, new: str) -> tuple[Words, ...]:
    """Find what differs in substance between two wordings; an editor's touches beside it are left out."""
    if wordings.grade(old, new) in _QUIET:
        return ()
    went, came = wordings.substance(old, new)
    runs = exact(old, new)
    found = tuple(pair for pair in _changes(runs) if _decides(pair[0], went) or _decides(pair[1], came))
    telling = tuple(pair for pair in found if any(not wordings.joins(word) for side in pair for word in side.split()))
    return telling or found or ((" ".join(sorted(went)), " ".join(sorted(came))),)


def _decides(text: str, words: frozenset[str]) -> bool:
    """Say whether a run holds a word that decided; a figure decides with its unit."""
    return any(word in words or (word.isdigit() and any(one.startswith(word) for one in words)) for word in wordings.folded(text))


def _changes(runs: Sequence[Segment]) -> Iterator[Words]:
    """Pair what went with what came in its place; who acts is named whole."""
    for number, run in enumerate(runs):
        if run.mark is Mark.KEPT or (run.mark is Mark.IN and number and runs[number - 1].mark is Mark.OUT):
            continue
        after = runs[number + 1].text if run.mark is Mark.OUT and number + 1 < len(runs) and runs[number + 1].mark is Mark.IN else ""
        went, came = (run.text, after) if run.mark is Mark.OUT else ("", run.text)
        lead = _lead(runs[number - 1].text if number else "", went, came)
        yield (f"{lead}{went}".strip(_AROUND) if went else "", f"{lead}{came}".strip(_AROUND) if came else "")


def _lead(before: str, went: str, came: str) -> str:
    """Give the kept words in front that belong to the name of who acts: "Director of" before TSB."""
    if not (went.strip() and came.strip() and wordings.names_actors(went) and wordings.names_actors(came)):
        return ""
    kept: list[str] = []
    for word in reversed(before.split()):
        if not (wordings.names_actors(word) or wordings.joins(word)):
            break
        kept.insert(0, word)
    while kept and not wordings.names_actors(kept[0]):
        kept.pop(0)
    return "".join(f"{word} " for word in kept)


def _of_mandate(old: Clause, new: Clause) -> tuple[Words, ...]:
    """Name what the same words stand behind now: another opener, else another part of the text."""
    if old.opener != new.opener:
        return tuple(_changes(exact(old.opener, new.opener)))
    return ((old.part.value, new.part.value),) if old.part is not new.part else ()


def told(change: ClauseChange) -> str:
    """Name the deciding words in one line; empty where there are none."""
    found = words(change)
    if change.grade is Change.MERGED:
        return f"went into {found[0][1]}" if found else ""
    if change.grade is Change.SPLIT:
        return f"was part of {found[0][0]}" if found else ""
    more = f"; and {len(found) - _PAIRS} more" if len(found) > _PAIRS else ""
    return "; ".join(_told(*pair) for pair in found[:_PAIRS]) + more


def _told(went: str, came: str) -> str:
    if went and came:
        return f"{_short(went)} -> {_short(came)}"
    return f"+ {_short(came)}" if came else f"- {_short(went)}"


def _short(text: str) -> str:
    found = text.split()
    return text if len(found) <= _MOST else " ".join([*found[: _MOST // 2], "…", *found[-_MOST // 2 :]])
