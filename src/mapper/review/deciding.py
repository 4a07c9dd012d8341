"""Deciding without a screen: one verdict on one pair, with the same rules and the same log."""

from dataclasses import replace

from mapper import decisions, finding, pipeline
from mapper.decisions import Word
from mapper.errors import UsageError
from mapper.review import acceptance
from mapper.review.clerk import LogClerk
from mapper.review.text import clean
from mapper.settings import Settings
from mapper.store import Store
from mapper.types import Decision, Verdict
from mapper.verdicts import misplaced

VERDICTS = (Verdict.ACCEPT, Verdict.REJECT, Verdict.UNSURE)


def word(verdict: str, relation: str, reason: str, comment: str, direction: str = "") -> Word:
    """Parse what was typed as a verdict; say what is allowed where it is not."""
    if verdict not in VERDICTS:
        raise UsageError(f"no verdict {verdict!r}; choose one of {', '.join(VERDICTS)}")
    for told in misplaced(Verdict(verdict), {"relation": relation, "direction": direction, "reason": reason}):
        raise UsageError(f"--{told}")
    return Word(Verdict(verdict), relation, reason, clean(comment), score_shown=False, direction=direction)


def decide(settings: Settings, store: Store, typed: str, said: Word, *, reviewer: str, at: str) -> tuple[Decision, str]:
    """Record one verdict on a pair named by its id or the start of it; give it with what its author must know of it."""
    standing = pipeline.settled(settings, store)
    mapped = finding.by_id(standing.mapped, typed)
    clerk = LogClerk(store, standing.library, reviewer, lambda: at)
    if said.verdict is Verdict.ACCEPT:
        own = clerk.mine().get(mapped.pair)
        relation = said.relation or acceptance.relation(mapped, own)[0]
        if not relation:
            raise UsageError(f"which relation? say --relation with one of {', '.join(code for code, _ in decisions.relations())}")
        said = replace(said, relation=relation, direction=said.direction or acceptance.way(mapped, own, relation, standing.library.current))
    made = clerk.record(mapped, said)
    return made, clerk.after(mapped, made).removeprefix("; ")
