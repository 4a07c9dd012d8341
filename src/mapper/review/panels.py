"""Panels: what the middle of the screen can show instead of the evidence; pure."""

from collections.abc import Sequence

from mapper.editions import ClauseChange, word_diff
from mapper.mapping import Mapped

HIDDEN = ("The score is hidden, and what made it too.",)
_CONTEXT = 12


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
    old, new = (one.text if one else "" for one in (change.old, change.new))
    return [f"{work} {change.place} ({pages}): {change.became}", _marked(old, new)]


def _marked(old: str, new: str) -> str:
    words = []
    for mark, run in word_diff(old, new):
        words.append({"-": f"[-{run}-]", "+": "{+" + run + "+}"}.get(mark, _shorten(run)))
    return " ".join(words)


def _shorten(run: str) -> str:
    """Leave out the middle of a long run that reads the same in both."""
    words = run.split()
    return run if len(words) <= 3 * _CONTEXT else " ".join([*words[:_CONTEXT], "…", *words[-_CONTEXT:]])
