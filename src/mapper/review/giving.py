"""Giving: the keys that say something of the pair in view, or prepare it."""

from collections.abc import Callable
from dataclasses import replace

from mapper.decisions import phrase, phrases
from mapper.errors import MapperError
from mapper.mapping import Mapped
from mapper.review import examples, offers
from mapper.review.guidelines import explained
from mapper.review.reviewer import Reviewer
from mapper.review.screen import Panel
from mapper.review.text import cut
from mapper.types import Verdict, turned

_SHOWN = 30  # cells of a comment that a question repeats


def accept(reviewer: Reviewer) -> None:
    """Accept with the relation on the screen; where there is none, ask for one."""
    if reviewer.relation()[0]:
        _willing(reviewer, lambda: reviewer.record(Verdict.ACCEPT))
    else:
        reviewer.message = f"which relation? {_relations(reviewer)}"


def _willing(reviewer: Reviewer, go_on: Callable[[], None]) -> None:
    """Go on; where something speaks against this person's deciding, say it and ask for another y."""
    current = reviewer.desk.current
    objection = reviewer.room.clerk.objection(current) if current else ""

    yes = reviewer.key("accept")

    def take(key: str) -> None:
        if key == yes:
            go_on()
        else:
            reviewer.message = "not settled"

    if objection:
        reviewer.ask(f"{objection}: {yes} settles it all the same, any other key goes back: ", take, one_key=True)
    else:
        go_on()


def unsure(reviewer: Reviewer) -> None:
    """Record that the person is unsure."""
    reviewer.record(Verdict.UNSURE)


def skip(reviewer: Reviewer) -> None:
    """Put the pair off."""
    reviewer.record(Verdict.SKIP)


def reject(reviewer: Reviewer) -> None:
    """Reject, once a reason is chosen."""
    _willing(reviewer, lambda: _reason(reviewer))


def _reason(reviewer: Reviewer) -> None:
    """Ask for the reason first; any other key takes the rejection back before it was given."""
    digits = {str(number): code for number, (code, _) in enumerate(reviewer.room.reasons, 1)} | {"0": ""}

    def take(key: str) -> None:
        if key not in digits:
            reviewer.panel = Panel.EVIDENCE
            reviewer.message = "not rejected: no reason has that key"
        elif digits[key] in explained():
            _explain(reviewer, digits[key])
        else:
            reviewer.record(Verdict.REJECT, digits[key])

    reviewer.panel, reviewer.page = Panel.FACTS, 0
    reviewer.facts = reviewer.reasons()
    reviewer.ask("reason: ", take, one_key=True)


def _explain(reviewer: Reviewer, reason: str) -> None:
    """Ask for the comment that a reason needs, though one may be there already: it may have been meant for another verdict."""
    before = reviewer.desk.draft.comment

    def take(line: str) -> None:
        reviewer.draft(replace(reviewer.desk.draft, comment=_taken(line, before)))
        reviewer.record(Verdict.REJECT, reason)

    reviewer.ask(f"why, in a comment ({_kept(before) or 'Enter: none'}): ", take)


def keep(reviewer: Reviewer) -> None:
    """Keep the dispute that was settled last in this session as an example for everybody."""
    file, settled = reviewer.room.examples, [one for one in reviewer.desk.decided if one in reviewer.mine]
    if file is None or not settled or not reviewer.room.clerk.adjudicates:
        reviewer.message = f"{reviewer.key('example')} keeps the dispute that you settled last as an example; none was settled in this session"
        return
    try:
        reviewer.message = examples.keep(file, examples.of(reviewer.mine[settled[-1]]))
    except MapperError as error:
        reviewer.message = str(error)


def _taken(line: str, before: str) -> str:
    return "" if line == "-" else line or before


def _kept(before: str) -> str:
    return f'Enter keeps "{cut(before, _SHOWN)}", - clears it' if before else ""


def confirm(reviewer: Reviewer) -> None:
    """Say again what was said before, on the text as it reads now."""
    current, again = reviewer.desk.current, reviewer.key("confirm")
    if current is not None and current.offered:
        _inherit(reviewer, current)
    elif current is None or not current.stale:
        reviewer.message = f"{again} confirms an earlier verdict on a pair whose text changed; this one is not stale"
    elif current.pair not in reviewer.mine:
        others = ", ".join(map(reviewer.key, ("accept", "reject")))
        reviewer.message = f"{again} repeats your own earlier verdict, and you gave none on this pair: {others} or {reviewer.key('unsure')}"
    elif reviewer.desk.draft.relation:
        reviewer.message = f"{again} repeats what you said; {reviewer.key('accept')} accepts with the relation you chose"
    else:
        reviewer.record(Verdict.CONFIRM)


def _inherit(reviewer: Reviewer, current: Mapped) -> None:
    """Say of a text what was said of those that it goes on from, where that was one thing, and nothing speaks against it."""
    seen = offers.seen(current, reviewer.room.clerk.reviewer, blind=reviewer.blind)
    one, (yes, no, unsure) = offers.agreed(current, seen), map(reviewer.key, ("accept", "reject", "unsure"))
    if one is None or reviewer.desk.draft.relation not in ("", one.said.relation):
        why = "you chose another relation than was said before" if one else "what was said of the texts before differs"
        reviewer.message = f"{why if seen else 'what others said of the text before is hidden'}: {yes}, {no} or {unsure}"
        return
    reviewer.draft(replace(reviewer.desk.draft, relation=one.said.relation, direction=offers.way(current, one)))
    _willing(reviewer, lambda: reviewer.record(one.said.verdict, one.said.reason))


def relation(reviewer: Reviewer, number: int) -> None:
    """Choose a relation; the same key again turns one that runs one way round."""
    relations, current = reviewer.room.relations, reviewer.desk.current
    if current is None or not 1 <= number <= len(relations):
        reviewer.message = f"relations: {_relations(reviewer)}"
        return
    name, draft = relations[number - 1][0], reviewer.desk.draft
    again = draft.relation == name
    direction = turned(reviewer.direction()) if again else reviewer.way(name)
    reviewer.draft(replace(draft, relation=name, direction=direction))
    said = phrase(name, reviewer.direction(), current.left, current.right)
    reviewer.message = f"relation for this pair: {said}; {reviewer.key('accept')} accepts with it" + (
        f", {number} turns it round" if name in phrases() else ""
    )


def _relations(reviewer: Reviewer) -> str:
    return ", ".join(f"{number} {code}" for number, (code, _) in enumerate(reviewer.room.relations, 1))


def comment(reviewer: Reviewer) -> None:
    """Ask for a comment; Enter keeps the one that is there, a dash takes it away."""
    before = reviewer.desk.draft.comment

    def take(line: str) -> None:
        now = _taken(line, before)
        reviewer.draft(replace(reviewer.desk.draft, comment=now))
        reviewer.message = "the comment is recorded with your verdict" if now else "no comment"

    reviewer.ask(f"comment ({_kept(before)}): " if before else "comment: ", take)
