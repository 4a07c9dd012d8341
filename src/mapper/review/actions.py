"""Actions: what each key does to a session. Enter, Space and arrows are in no table, so that they can never decide."""

import statistics
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace

from mapper import finding
from mapper.decisions import phrase, phrases
from mapper.errors import MapperError
from mapper.review import help as helping
from mapper.review.filters import Filters, parse
from mapper.review.reviewer import Reviewer
from mapper.review.screen import COVERING, Panel
from mapper.review.session import minutes_left, typical_seconds
from mapper.review.subject import in_view
from mapper.types import State, Verdict, turned

_NEVER = frozenset("\r\n\t \x1b")


def press(reviewer: Reviewer, key: str) -> None:
    """Do what a key stands for; a page that covers the pair is left first, since nobody decides on what they cannot see."""
    reviewer.message = ""
    if reviewer.panel in COVERING and _OPENS.get(key) is not reviewer.panel and key != "q":
        reviewer.panel, reviewer.page = Panel.EVIDENCE, 0
    elif key in KEYS:
        KEYS[key](reviewer)
    elif key.isdecimal() and key.isascii():
        _relation(reviewer, int(key))
    elif key in _NEVER:
        reviewer.message = "Enter, Space and arrows never decide; ? lists the keys that do"
    else:
        reviewer.message = f"{key!r} does nothing here; ? lists all keys"


def _accept(reviewer: Reviewer) -> None:
    if reviewer.relation()[0]:
        _willing(reviewer, lambda: reviewer.record(Verdict.ACCEPT))
    else:
        reviewer.message = f"which relation? {_relations(reviewer)}"


def _willing(reviewer: Reviewer, go_on: Callable[[], None]) -> None:
    """Go on; where something speaks against this person's deciding, say it and ask for another y."""
    current = reviewer.desk.current
    objection = reviewer.room.clerk.objection(current) if current else ""

    def take(key: str) -> None:
        if key == "y":
            go_on()
        else:
            reviewer.message = "not settled"

    if objection:
        reviewer.ask(f"{objection}: y settles it all the same, any other key goes back: ", take, one_key=True)
    else:
        go_on()


def _unsure(reviewer: Reviewer) -> None:
    reviewer.record(Verdict.UNSURE)


def _skip(reviewer: Reviewer) -> None:
    reviewer.record(Verdict.SKIP)


def _reject(reviewer: Reviewer) -> None:
    _willing(reviewer, lambda: _reason(reviewer))


def _reason(reviewer: Reviewer) -> None:
    """Ask for the reason first; any other key takes the rejection back before it was given."""
    digits = {str(number): code for number, (code, _) in enumerate(reviewer.room.reasons, 1)} | {"0": ""}

    def take(key: str) -> None:
        if key in digits:
            reviewer.record(Verdict.REJECT, digits[key])
        else:
            reviewer.panel = Panel.EVIDENCE
            reviewer.message = "not rejected: no reason has that key"

    reviewer.panel, reviewer.page = Panel.FACTS, 0
    reviewer.facts = (
        "Why not?",
        *(f"  {n}  {label}" for n, (_, label) in enumerate(reviewer.room.reasons, 1)),
        "  0  no reason given",
        "  any other key: back",
    )
    reviewer.ask("reason: ", take, one_key=True)


def _confirm(reviewer: Reviewer) -> None:
    """Say again what was said before, on the text as it reads now."""
    current = reviewer.desk.current
    if current is None or current.state is not State.STALE:
        reviewer.message = "r confirms an earlier verdict on a pair whose text changed; this one is not stale"
    elif current.pair not in reviewer.mine:
        reviewer.message = "r repeats your own earlier verdict, and you gave none on this pair: y, n or u"
    elif reviewer.desk.draft.relation:
        reviewer.message = "r repeats what you said; y accepts with the relation you chose"
    else:
        reviewer.record(Verdict.CONFIRM)


def _relation(reviewer: Reviewer, number: int) -> None:
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
    reviewer.message = f"relation for this pair: {said}; y accepts with it" + (f", {number} turns it round" if name in phrases() else "")


def _relations(reviewer: Reviewer) -> str:
    return ", ".join(f"{number} {code}" for number, (code, _) in enumerate(reviewer.room.relations, 1))


def _comment(reviewer: Reviewer) -> None:
    def take(line: str) -> None:
        reviewer.draft(replace(reviewer.desk.draft, comment=line))
        reviewer.message = "the comment is recorded with your verdict" if line else "no comment"

    reviewer.ask("comment: ", take)


def _expand(reviewer: Reviewer) -> None:
    reviewer.show(Panel.EXPANDED)


def _why(reviewer: Reviewer) -> None:
    reviewer.show(Panel.WHY)


def _changes(reviewer: Reviewer) -> None:
    reviewer.show(Panel.CHANGES)


def _sources(reviewer: Reviewer) -> None:
    """Name file and page of both sides; nothing is ever opened from here."""
    current = reviewer.desk.current
    if current is None:
        return
    evidence = in_view(current, reviewer.room.documents).evidence
    facts = []
    for side, work in enumerate((current.left, current.right)):
        document = reviewer.room.documents.get(work)
        pages = dict.fromkeys(quote.page for one in evidence if (quote := (one.left, one.right)[side]).page)
        where = f"{reviewer.room.place(document)}, pages {document.pages[0]}-{document.pages[1]}" if document else "no source could be read"
        told = f", evidence on p. {', '.join(map(str, pages))}" if pages else ""
        facts.append(f"{('left ', 'right')[side]} {where}{told}")
    reviewer.show(Panel.FACTS, facts)


def _progress(reviewer: Reviewer) -> None:
    reviewer.show(Panel.PROGRESS, progress(reviewer))


def progress(reviewer: Reviewer) -> list[str]:
    """Tell how far this person is, in all, in this session, and mapping by mapping."""
    verdicts = Counter(decision.verdict.value for decision in reviewer.mine.values())
    now = Counter(verdict.value for verdict in reviewer.desk.decided.values())
    seconds = typical_seconds(reviewer.mine.values())
    scope = reviewer.scope(reviewer.filters)
    measured = [d.seconds for d in reviewer.mine.values() if d.seconds > 0]
    pace = f"{statistics.median(measured):.0f} s a pair (median of {len(measured)})" if measured else f"{seconds:.0f} s a pair (assumed)"
    only = f", only {reviewer.filters}" if str(reviewer.filters) else ""
    lines = [
        f"PROGRESS of {reviewer.room.clerk.reviewer}{only}",
        "",
        f"open          {reviewer.desk.undecided} of {len(scope)}, {minutes_left(reviewer.desk.undecided, seconds)}, {pace}",
        f"this session  {_counts(now)}, {len(reviewer.desk.skipped)} skipped",
        f"in all        {_counts(verdicts)}",
        "",
    ]
    left = {one.pair for one in reviewer.desk.queue} - set(reviewer.desk.decided)
    for type_ in sorted({one.type for one in scope}):
        pairs = [one.pair for one in scope if one.type == type_]
        lines.append(f"{type_:<24} {sum(pair in left for pair in pairs):>5} open of {len(pairs)}")
    return [*lines, "", "Any key: back to the pair."]


def _counts(verdicts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {verdict}" for verdict, count in sorted(verdicts.items())) or "nothing decided"


def _help(reviewer: Reviewer) -> None:
    reviewer.show(Panel.HELP, helping.lines(reviewer.room.relations))


def _undo(reviewer: Reviewer) -> None:
    reviewer.undo()


def _redo(reviewer: Reviewer) -> None:
    reviewer.redo()


def _next(reviewer: Reviewer) -> None:
    _step(reviewer, 1)


def _previous(reviewer: Reviewer) -> None:
    _step(reviewer, -1)


def _step(reviewer: Reviewer, direction: int) -> None:
    before = reviewer.desk.at
    reviewer.turn_to(reviewer.desk.step(direction))
    if reviewer.desk.at == before:
        reviewer.message = "this is the only undecided pair"


def _go(reviewer: Reviewer) -> None:
    def take(line: str) -> None:
        if not line:
            return
        try:
            found = finding.by_anything(reviewer.room.mapped, line)
        except MapperError as error:
            reviewer.message = str(error)
        else:
            reviewer.message = reviewer.room.clerk.refusal(found)
            if not reviewer.message:
                reviewer.turn_to(reviewer.desk.visit(found))

    reviewer.ask("go to pair or document id: ", take)


def _search(reviewer: Reviewer) -> None:
    reviewer.ask("search (empty: all): ", lambda line: _refill(reviewer, replace(reviewer.filters, search=line)))


def _filter(reviewer: Reviewer) -> None:
    def take(line: str) -> None:
        try:
            filters = parse(line, reviewer.filters, reviewer.room.choices)
        except MapperError as error:
            reviewer.message = str(error)
        else:
            _refill(reviewer, filters)

    reviewer.ask("filter, as in band=high body=NAME (empty: all): ", take)


def _refill(reviewer: Reviewer, filters: Filters) -> None:
    """Take the pairs that pass; where none waits there, stay with the queue as it was."""
    before, desk = reviewer.filters, reviewer.desk
    reviewer.fill(filters)
    told = f"only {filters}" if str(filters) else "no filter"
    if reviewer.desk.current is None:
        reviewer.filters = before
        reviewer.turn_to(desk)
        reviewer.message = f"{told}: no open pair passes, so the queue stays as it was"
    else:
        reviewer.message = f"{told}: {reviewer.desk.undecided} open"


def _blind(reviewer: Reviewer) -> None:
    reviewer.blind = not reviewer.blind
    reviewer.message = "blind: scores and the verdicts of others are hidden" if reviewer.blind else "scores and the verdicts of others are shown"


def _quit(reviewer: Reviewer) -> None:
    reviewer.over = True


KEYS: Mapping[str, Callable[[Reviewer], None]] = {
    "y": _accept,
    "n": _reject,
    "u": _unsure,
    "s": _skip,
    "r": _confirm,
    "c": _comment,
    "e": _expand,
    "w": _why,
    "v": _changes,
    "o": _sources,
    "p": _progress,
    "?": _help,
    "z": _undo,
    "Z": _redo,
    "j": _next,
    "k": _previous,
    "g": _go,
    "/": _search,
    "f": _filter,
    "b": _blind,
    "q": _quit,
}
_OPENS: Mapping[str, Panel] = {"p": Panel.PROGRESS, "?": Panel.HELP}
