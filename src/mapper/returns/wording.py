"""Wording: the words of a row, read as what a person says; words that are not known are told with those that are."""

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass

from mapper import naming
from mapper.decisions import Word, phrases, reasons, relations
from mapper.reports.reviewing import DIRECTIONS
from mapper.returns.answers import Answer, Form, Wish
from mapper.returns.desk import Desk, Pair
from mapper.returns.outcomes import Conflict, Unreadable
from mapper.review.people import spelled
from mapper.review.text import clean, cut
from mapper.types import BACKWARD, FORWARD, Decision, Proposal, Verdict
from mapper.verdicts import both_ways, misplaced, spoken
from mapper.views.rows import BOTH_WAYS, NOT_SAID, TO_OBJECT

_AROUND = " \t\n\r\u00a0\u200b\ufeff.,;:!'\"\u2018\u2019\u201c\u201d"  # what may stand around a word that is one of a list
_BETWEEN = re.compile(r"[;|,&/+]|\band\b", re.IGNORECASE)  # what stands between names


@dataclass(frozen=True)
class Said:
    """Hold what a row says of its pair; `start` is the text from which a relation that runs one way reads, empty where nobody says so.

    `dropped` tells what the row holds and does not say: it was there before.
    """

    verdict: Verdict
    relation: str = ""
    start: str = ""
    reason: str = ""
    comment: str = ""
    dropped: tuple[str, ...] = ()

    def word(self, left: str, right: str, *, score_shown: bool) -> Word:
        """Give it as it is recorded of a pair that stands in this order."""
        direction = {left: FORWARD, right: BACKWARD}.get(self.start, "")
        return Word(self.verdict, self.relation, self.reason, self.comment, score_shown=score_shown, direction=direction)


def read(answer: Answer, pair: Pair, left: Set[str]) -> Said:
    """Read the words of a row; `left` names the cells that hold what the row was handed out with.

    Of an accept without a relation the proposed one is meant. What does not go with the verdict is refused as anywhere, unless it is only left over.
    """
    entries = answer.entries
    verdict = _verdict(entries.decision)
    relation = _known("relation", entries.relation, [code for code, _ in relations()])
    direction = _known("direction", entries.direction, DIRECTIONS if answer.form is Form.REVIEW else (*DIRECTIONS, BOTH_WAYS, NOT_SAID))
    reason = _known("reason", entries.reason, [code for code, _ in reasons()])
    said = {"relation": relation, "direction": direction if direction in DIRECTIONS else "", "reason": reason}
    dropped = [_left_out(one.part, left, f"a {one}", f"it goes with {one.goes_with}") for one in misplaced(verdict, said)]
    if verdict is not Verdict.ACCEPT:
        return Said(verdict, reason=reason if verdict is Verdict.REJECT else "", comment=clean(entries.comment), dropped=_told(answer, dropped))
    named = relation or _proposed(answer, pair)
    if said["direction"] and (told := both_ways(named)):
        dropped.append(_left_out("direction", left, told, f"{named} holds both ways"))
    return Said(verdict, named, _start(answer, pair, named, direction), comment=clean(entries.comment), dropped=_told(answer, dropped))


def _left_out(part: str, left: Set[str], refusal: str, why: str) -> str:
    """Refuse what was written and does not fit; say of what is only left over that it does not count."""
    if part not in left:
        raise Unreadable(refusal, part)
    return f"the {part} is left out: {why}"


def _told(answer: Answer, dropped: Iterable[str]) -> tuple[str, ...]:
    """Tell what is left over from a verdict; a relation that was only proposed is no news."""
    return tuple(dropped) if answer.cleared else ()


def _verdict(said: str) -> Verdict:
    """Read a verdict in the forms that people write."""
    known, bare = spoken(), _bare(said)
    if found := known.get(bare):
        return found
    choices = list(dict.fromkeys(known.values()))
    if not bare:  # a dash, a full stop
        raise Unreadable(_unknown("decision", said, choices), "decision")
    return Verdict(_known("decision", said, choices))


def _bare(said: str) -> str:
    """Leave of a word what tells it from others: letters joined by hyphens, without what is typed or pasted around them."""
    return "-".join(word for word in re.split(r"[\s_\u00ad\u200b-\u200d\u2060\ufeff-]+", said.casefold().strip(_AROUND)) if word)


def _known(what: str, said: str, known: Iterable[str]) -> str:
    """Give a word as it is spelled here, whatever its case and the signs between its parts."""
    choices = [str(one) for one in known]
    bare = _bare(said)
    if bare and bare not in choices:
        raise Unreadable(_unknown(what, said, choices), what)
    return bare


def _unknown(what: str, said: str, choices: Iterable[str]) -> str:
    return f"no {what} {clean(said)!r}: write one of {', '.join(choices)}"


def _proposed(answer: Answer, pair: Pair) -> str:
    """Give the relation that was proposed to the person: that of the file's run, else that of the row, else that of today."""
    known = [code for code, _ in relations()]
    told = [pair.seen.relation if pair.seen else "", answer.proposed, pair.today.proposal.relation if pair.today.proposal else ""]
    found = next((name for name in told if name in known), "")
    if not found:
        raise Unreadable(f"which relation? none was proposed: write one of {', '.join(known)}", "relation")
    return found


def _start(answer: Answer, pair: Pair, relation: str, direction: str) -> str:
    """Say from which text a relation reads: as the row says, else as it was proposed, else from the subject, as every row of a list does."""
    if relation not in phrases() or direction == NOT_SAID:
        return ""
    if direction in DIRECTIONS:
        return _side(answer, direction)
    proposed = pair.seen or (pair.today.proposal if answer.form is not Form.SET else None)
    if proposed and proposed.relation == relation and proposed.direction:
        return start(proposed)
    return "" if answer.form is Form.SET or not answer.subject else _side(answer, TO_OBJECT)


def _side(answer: Answer, direction: str) -> str:
    side = answer.subject if direction == TO_OBJECT else answer.object
    if not side:
        told = "a direction goes from subject to object, and the row does not say which text is which: add subject_id and object_id"
        raise Unreadable(told, "direction")
    return side


def start(one: Decision | Proposal) -> str:
    """Name the text from which a relation reads."""
    return {FORWARD: one.left, BACKWARD: one.right}.get(one.direction, "")


def reviewer(answer: Answer, desk: Desk, wish: Wish) -> str:
    """Name who says it: as the row does, else the one that was given for rows without a name."""
    typed = clean(answer.entries.reviewer)
    if not typed and answer.form is Form.REVIEW and answer.kept is None:
        raise Unreadable(
            "nobody is named as reviewer, and without the hidden column row_said nobody can tell who filled the row: write a name into it", "reviewer"
        )
    typed = typed or wish.default
    if not typed:
        raise Unreadable("nobody is named as reviewer: write a name into the row, or say --as NAME for all rows without one", "reviewer")
    if spelled(typed, desk.people) not in desk.people and answer.form is not Form.SET:
        _hold_to_one(typed, desk)
    name = _spelled(typed, desk)
    ours = desk.settings.reviewers
    if ours and name not in ours:
        raise Unreadable(f"no reviewer {typed!r}: write one of {', '.join(ours)}, or add the name to mapper.toml", "reviewer")
    return name


def _hold_to_one(typed: str, desk: Desk) -> None:
    """Refuse for the name of somebody new what names several, what nobody is called, and what reads like somebody who is known."""
    if _BETWEEN.search(typed):
        told = f"{typed!r} names several people, and a decision is one person's"
        raise Conflict(f"{told}: leave one name, and let the others send a file of their own; if it is one name, add it to mapper.toml", "reviewer")
    if fault := naming.fault(typed):
        raise Unreadable(f"{cut(typed, naming.LONGEST)!r} cannot be a reviewer's name: {fault}: write the name that is used here", "reviewer")
    if other := naming.look_alike(typed, desk.people):
        raise Unreadable(f"{typed!r} looks like {other!r}, who is known here, and is written with other letters: write {other}", "reviewer")


def hold_to(wish: Wish, name: str, desk: Desk) -> None:
    """Refuse what somebody else says where the words of one reviewer were asked for."""
    if wish.reviewer and name != _spelled(wish.reviewer, desk):
        told = f"the row names {name!r}, and --as {wish.reviewer} takes only what {wish.reviewer} says"
        raise Conflict(f"{told}: mend the name, or import without --as", "reviewer")


def _spelled(typed: str, desk: Desk) -> str:
    return spelled(typed, (*desk.people, *desk.named))
