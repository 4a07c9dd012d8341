"""Deciding without a screen: one verdict on one pair, with the same rules and the same log."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from mapper import clocks, decisions, finding, pipeline
from mapper.decisions import Word
from mapper.errors import MapperError, UsageError
from mapper.identity import pair_id
from mapper.mapping import Mapped
from mapper.pipeline import Standing
from mapper.review import acceptance
from mapper.review.clerk import LogClerk
from mapper.review.text import clean
from mapper.settings import Settings
from mapper.store import Store
from mapper.types import Decision, Kind, State, Verdict
from mapper.verdicts import misplaced

VERDICTS = (Verdict.ACCEPT, Verdict.REJECT, Verdict.UNSURE)


def word(verdict: str, relation: str, reason: str, comment: str, direction: str = "") -> Word:
    """Parse what was typed as a verdict; say what is allowed where it is not."""
    if verdict not in VERDICTS:
        raise UsageError(f"no verdict {verdict!r}; choose one of {', '.join(VERDICTS)}")
    for told in misplaced(Verdict(verdict), {"relation": relation, "direction": direction, "reason": reason}):
        raise UsageError(f"--{told}")
    return Word(Verdict(verdict), relation, reason, clean(comment), score_shown=False, direction=direction)


@dataclass(frozen=True)
class Typed:
    """Hold how a pair was named: by its id or the start of it, or by its two documents, and by a mapping where several may hold them."""

    names: tuple[str, ...]
    type: str = ""


def decide(settings: Settings, store: Store, typed: Typed, said: Word, *, reviewer: str, at: str) -> tuple[Decision, list[str]]:
    """Record one verdict on a pair; give it with what its author must know of it."""
    standing = pipeline.settled(settings, store)
    mapped = _meant(settings, standing, typed)
    clerk = LogClerk(store, standing.library, reviewer, lambda: at)
    if said.verdict is Verdict.ACCEPT:
        own = clerk.mine().get(mapped.pair)
        relation = said.relation or acceptance.relation(mapped, own)[0]
        if not relation:
            raise UsageError(f"which relation? say --relation with one of {', '.join(code for code, _ in decisions.relations())}")
        said = replace(said, relation=relation, direction=said.direction or acceptance.way(mapped, own, relation, standing.library.current))
    early = clocks.behind(clerk.log(), at)
    made = clerk.record(mapped, said)
    return made, [*filter(None, [clerk.after(mapped, made).removeprefix("; ")]), *early]


def _meant(settings: Settings, standing: Standing, typed: Typed) -> Mapped:
    """Find the pair that is meant; two documents that no proposal joins make one, where some mapping compares them."""
    if len(typed.names) == 1:
        mapped = finding.by_id(standing.mapped, typed.names[0])
        if typed.type not in ("", mapped.type):
            raise UsageError(f"{mapped.pair} is a pair of {mapped.type}, not of {typed.type}; leave --type out")
        return mapped
    if len(typed.names) != 2:
        raise UsageError("name a pair by its id, or by its two documents: mapper decide PAIR VERDICT, or mapper decide DOC DOC VERDICT")
    left, right = sorted(finding.document(standing.library.current, name, "the mapping") for name in typed.names)
    known = {one.type: one for one in standing.mapped if {one.left, one.right} == {left, right}}
    fits = [name for name in dict.fromkeys([*known, *_comparing(settings, standing, left, right)]) if typed.type in ("", name)]
    if len(fits) > 1:
        raise UsageError(f"{' and '.join(fits)} may both hold {left} with {right}; say which with --type")
    if not fits:
        wanted = f"the mapping {typed.type} does not compare" if typed.type else "no mapping compares"
        raise MapperError(f"{wanted} {left} with {right}, or one of them is no longer in force; mapper.toml says what is compared")
    made = Mapped(pair_id(fits[0], left, right), fits[0], left, right, State.NEW, None, (), "", ())
    return known.get(fits[0], made)


def _comparing(settings: Settings, standing: Standing, left: str, right: str) -> Iterator[str]:
    """Name the mappings that compare two texts, or a text with a subtopic; none where one of them ended."""
    one, other = (standing.library.current[work] for work in (left, right))
    if one.status.ended or other.status.ended:
        return
    for type_ in settings.types:
        topics = {document.kind is Kind.SUBTOPIC for document in (one, other)} == {True, False}
        if type_.compares(one, other) or (type_.theme and topics and type_.concerns(one) and type_.concerns(other)):
            yield type_.name
