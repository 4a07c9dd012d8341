"""Panels: what the middle of the screen can show instead of the evidence; pure."""

from collections.abc import Sequence

from mapper import deciding
from mapper.differences import marked, segments, shortened
from mapper.editions import ClauseChange
from mapper.mapping import Mapped

HIDDEN = ("The score is hidden, and what made it too.",)


def why(mapped: Mapped, told: Sequence[str], hidden: str = "") -> list[str]:
    """Tell what made the score of the pair, what that amounts to, and what stands next to it; only the key `hidden` to a blind reviewer."""
    if hidden:
        return [f"The score is hidden, and what made it too: {hidden} shows both."]
    if mapped.proposal is None:
        return ["No proposal of the last run names this pair."]
    because = [f"{mapped.proposal.relation}: {mapped.proposal.relation_reason}", ""] if mapped.proposal.relation_reason else []
    channels = ", ".join(f"{name} {value:.2f}" for name, value in mapped.proposal.channels)
    return [*because, *told, "", f"channels: {channels or 'none'}"]


def changes(mapped: Mapped) -> list[str]:
    """Show old and new wording of each clause that changed under the decision, or under one that is offered here: [-gone-] {+new+}."""
    if not mapped.changed:
        return _unchanged(mapped)
    return [line for change in mapped.changed for line in (*_change(change), "")][:-1]


def _unchanged(mapped: Mapped) -> list[str]:
    if not mapped.offered:
        return ["No clause or title under an earlier decision on this pair has changed."]
    went = dict.fromkeys(f"{one.work}, {one.heir}" for one in mapped.offered)
    return [f"What the decision on the old text rests on reads the same in the new one ({'; '.join(went)})."]


def _change(change: ClauseChange) -> list[str]:
    old, new = (one.text if one else "" for one in (change.old, change.new))
    return [headline(change), marked(shortened(segments(old, new)))]


def headline(change: ClauseChange) -> str:
    """Say which clause changed, on which pages it stood and stands, what became of it, and by which words."""
    clause = change.new or change.old
    work = clause.id.partition("#")[0] if clause else ""
    pages = " -> ".join(f"p. {one.page}" if one and one.page else "-" for one in (change.old, change.new))
    why = f": {said}" if (said := deciding.told(change)) else ""
    return f"{work} {change.place} ({pages}): {change.became}{why}"
