"""Deciding without a screen: one verdict on one pair, with the same rules and the same log."""

from dataclasses import replace

from mapper import decisions, finding, pipeline
from mapper.decisions import Word
from mapper.errors import UsageError
from mapper.review import acceptance
from mapper.review.subject import in_view
from mapper.review.text import clean
from mapper.settings import Settings
from mapper.store import Store
from mapper.types import Decision, Verdict

VERDICTS = (Verdict.ACCEPT, Verdict.REJECT, Verdict.UNSURE)


def word(verdict: str, relation: str, reason: str, comment: str, direction: str = "") -> Word:
    """Parse what was typed as a verdict; say what is allowed where it is not."""
    if verdict not in VERDICTS:
        raise UsageError(f"no verdict {verdict!r}; choose one of {', '.join(VERDICTS)}")
    if relation and verdict != Verdict.ACCEPT:
        raise UsageError(f"--relation goes with accept, not with {verdict}")
    if direction and verdict != Verdict.ACCEPT:
        raise UsageError(f"--direction goes with accept, not with {verdict}")
    if reason and verdict != Verdict.REJECT:
        raise UsageError(f"--reason goes with reject, not with {verdict}")
    return Word(Verdict(verdict), relation, reason, clean(comment), score_shown=False, direction=direction)


def decide(settings: Settings, store: Store, typed: str, said: Word, *, reviewer: str, at: str) -> Decision:
    """Record one verdict on a pair named by its id or the start of it."""
    standing = pipeline.settled(settings, store)
    mapped = finding.by_id(standing.mapped, typed)
    documents = standing.library.current
    if said.verdict is Verdict.ACCEPT:
        own = next((one for one in mapped.decisions if one.reviewer == reviewer and not one.adjudicates), None)
        relation = said.relation or acceptance.relation(mapped, own)[0]
        if not relation:
            raise UsageError(f"which relation? say --relation with one of {', '.join(code for code, _ in decisions.relations())}")
        said = replace(said, relation=relation, direction=said.direction or acceptance.way(mapped, own, relation, documents))
    return decisions.record(store, in_view(mapped, documents), said, reviewer=reviewer, at=at)
