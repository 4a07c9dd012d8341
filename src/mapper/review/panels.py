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
    """Show old and new wording of each clause that changed under the decision: [-gone-] {+new+}."""
    if not mapped.stale:
        return ["No clause or title under an earlier decision on this pair has changed."]
    return [line for change in mapped.stale for line in (*_change(change), "")][:-1]


def _change(change: ClauseChange) -> list[str]:
    clause = change.new or change.old
    work = clause.id.partition("#")[0] if clause else ""
    pages = " -> ".join(f"p. {one.page}" if one and one.page else "-" for one in (change.old, change.new))
    why = f": {said}" if (said := deciding.told(change)) else ""
    old, new = (one.text if one else "" for one in (change.old, change.new))
    return [f"{work} {change.place} ({pages}): {change.became}{why}", marked(shortened(segments(old, new)))]
