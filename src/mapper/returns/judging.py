"""Judging: what becomes of each row, held against the mapping and the log; nothing is written here."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from mapper import acts, decisions
from mapper.errors import few
from mapper.identity import pair_id
from mapper.returns import sighting, wording
from mapper.returns.answers import Answer, Form, Wish
from mapper.returns.desk import Desk, Ends, Pair
from mapper.returns.outcomes import Aged, Conflict, Fate, Outcome, Unreadable
from mapper.returns.wording import Said
from mapper.types import Decision, Verdict
from mapper.views.text import one_line

_BARE = "without evidence: what the row showed is no longer at hand"
_DATED = re.compile(r"\d{4}-\d\d-\d\d")


def judge_all(desk: Desk, answers: Iterable[Answer], wish: Wish, *, at: str) -> tuple[Outcome, ...]:
    """Judge every row, each against the log alone; then hold together what several rows say of one pair for one person."""
    wanted = [answer for answer in answers if not wish.type or _type(desk, answer) in ("", wish.type)]
    return _together(desk, [judge(desk, answer, wish, at=at) for answer in wanted])


def judge(desk: Desk, answer: Answer, wish: Wish, *, at: str) -> Outcome:
    """Judge one row."""
    try:
        return _told(desk, answer) or _judged(desk, answer, wish, at)
    except Unreadable as error:
        return Outcome(answer, Fate.UNREADABLE, str(error), cell=error.cell)
    except Conflict as error:
        return Outcome(answer, Fate.CONFLICT, str(error), cell=error.cell)


def _told(desk: Desk, answer: Answer) -> Outcome | None:
    """Judge a row by itself: what says nothing changes nothing."""
    said = answer.entries
    if answer.machine:
        return Outcome(answer, Fate.UNCHANGED, "a proposal, and no person's word")
    if answer.trouble and answer.pair in desk.claimed:
        return Outcome(answer, Fate.UNCHANGED, "a word on an instruction, which is in the log already")
    if answer.trouble:
        raise Unreadable(answer.trouble, answer.trouble_at)
    if answer.touched is False:
        return Outcome(answer, Fate.UNCHANGED, "nothing was filled in")
    if said.decision:
        return None
    if answer.cleared:
        raise Conflict("the decision was cleared, and clearing a cell takes nothing back: use `mapper undo`, or decide otherwise")
    if said.comment or said.reason or (answer.form is Form.REVIEW and (said.relation or said.direction)):
        raise Unreadable(f"the row is filled in and has no decision: write one of {', '.join((Verdict.ACCEPT, Verdict.REJECT, Verdict.UNSURE))}")
    return Outcome(answer, Fate.UNCHANGED, "no decision")


def _judged(desk: Desk, answer: Answer, wish: Wish, at: str) -> Outcome:
    """Judge a row that says something."""
    pair = _pair(desk, answer)
    if answer.touched is None and answer.form is not Form.SET and answer.entries == sighting.filled_today(answer, pair, desk):
        return Outcome(answer, Fate.UNCHANGED, "it stands so already")
    left = sighting.left(answer, pair, desk)
    said, reviewer = wording.read(answer, pair, left), wording.reviewer(answer, desk, wish)
    if "comment" in left:
        said = _own_comment(desk, pair, said, reviewer)
    if answer.edited:
        raise Conflict("cells that show what is to be judged were changed since the export: export anew, and leave all but the yellow cells")
    if known := _known(desk, answer, pair, said, reviewer):
        return Outcome(answer, Fate.UNCHANGED, known)
    wording.hold_to(wish, reviewer, desk)
    _hold_against_later_words(desk, answer, pair, said, reviewer)
    subject = sighting.in_view_then(answer, pair, desk)
    word = said.word(subject.left, subject.right, score_shown=answer.scores)
    made = decisions.imported(subject, word, reviewer=reviewer, at=at)
    aged, why = _aged(desk, pair, made)
    told = (*said.dropped, _BARE if not subject.evidence else "", why, _beside_judge(pair))
    return Outcome(answer, Fate.ACCEPTED, "; ".join(sentence for sentence in told if sentence), made, aged)


def _own_comment(desk: Desk, pair: Pair, said: Said, reviewer: str) -> Said:
    """Keep of a comment that was there before what the person wrote; the words of others stay theirs."""
    mine = (one.comment for one in _own(desk, pair, reviewer) if one.comment and one_line(one.comment) in said.comment)
    own = next(mine, "")
    told = ("the comment is left out: it was there before, and is not yours",) if said.comment and not own else ()
    return replace(said, comment=own, dropped=(*said.dropped, *told))


def _aged(desk: Desk, pair: Pair, made: Decision) -> tuple[Aged | None, str]:
    """Say what became of the texts since the row was filled."""
    current = desk.library.current
    ended = [work for work in (pair.today.left, pair.today.right) if work in current and current[work].status.ended]
    if ended:
        return Aged.ENDED, f"one of the texts has ended: {', '.join(ended)}"
    changes = desk.watch.why_stale(made)
    if not changes:
        return None, ""
    works = {clause.id.partition("#")[0] for change in changes if (clause := change.old or change.new)}
    seen = dict(zip((made.left, made.right), made.editions, strict=True))
    editions = dict.fromkeys(seen[work] or "an edition without a name" for work in seen if work in works or works.isdisjoint(seen))
    clauses = f"quoted clause{'s' * (len(changes) > 1)}" if made.evidence else "text"
    return Aged.CHANGED, f"on {' and '.join(editions)}, whose {clauses} changed since: {_fate_of_changed(pair, made)}"


def _fate_of_changed(pair: Pair, made: Decision) -> str:
    """Say what a verdict on an earlier text leads to: it counts only where nobody spoke on the text of today."""
    outdated = dict(pair.today.outdated)
    since = [one for one in pair.today.decisions if one.event not in outdated and (one.adjudicates or one.reviewer != made.reviewer)]
    return "it does not count beside what others said of today's" if since else "it comes back as stale"


def _beside_judge(pair: Pair) -> str:
    """Say where a verdict changes nothing."""
    judged = next((one for one in pair.today.decisions if one.adjudicates and one.event not in dict(pair.today.outdated)), None)
    return f"it stands beside the adjudication of {judged.reviewer}, which settles the pair" if judged else ""


def _type(desk: Desk, answer: Answer) -> str:
    """Name the mapping of a row as far as it is known."""
    try:
        return _pair(desk, answer).ends.type
    except (Unreadable, Conflict):
        return answer.type


def _pair(desk: Desk, answer: Answer) -> Pair:
    """Find the pair of a row: by its id, else by its two texts."""
    works = frozenset(work for work in (answer.subject, answer.object) if work)
    ends = desk.ends.get(answer.pair) or _of_old(desk, answer)
    if ends:
        if not works <= {ends.left, ends.right}:
            shown = " with ".join(sorted(works))
            raise Conflict(
                f"its id is that of {ends.left} with {ends.right}, its texts are {shown}: rows were mixed up, perhaps in sorting; export anew"
            )
        return desk.pair(answer.pair, ends, answer.run)
    found = [one for one in desk.joining.get(works, ()) if answer.type in ("", desk.ends[one].type)]
    if len(found) > 1:
        kinds = ", ".join(desk.ends[one].type for one in found)
        raise Unreadable(f"several mappings have this pair ({kinds}): add a column pair_id, as `mapper export csv` writes it")
    if not found:
        raise Unreadable("no such pair is known in this workspace: is the file from another one? `mapper proposals` lists the pairs")
    return desk.pair(found[0], desk.ends[found[0]], answer.run)


def _of_old(desk: Desk, answer: Answer) -> Ends | None:
    """Know a pair that only runs of before proposed by the cells of its row."""
    ends = Ends(answer.type, answer.subject, answer.object)
    return ends if answer.pair in desk.ever and pair_id(*ends) == answer.pair else None


def _known(desk: Desk, answer: Answer, pair: Pair, said: Said, reviewer: str) -> str:
    """Say that the person's own word stands already; it is said anew with a new comment, or where the text changed and the row shows that."""
    same = [one for one in _own(desk, pair, reviewer) if _alike(desk, one, said)]
    if not same or said.comment not in ("", *_comments(desk, pair, said, reviewer)):
        return ""
    outdated = any(one.event in dict(pair.today.outdated) for one in same)
    return "" if outdated and sighting.shows_today(answer, pair, desk) else f"{reviewer} said so already, on {same[0].at[:10]}"


def _comments(desk: Desk, pair: Pair, said: Said, reviewer: str) -> list[str]:
    """Give what the person wrote whenever they said the same, so that no older file says it again; what went with its whole file is none of it."""
    spoken = desk.spoken.get((pair.today.pair, reviewer), ())
    undos = {event.undoes: event for event in spoken if event.undoes}
    went = {one.event for one in spoken if one.event in undos and acts.went_whole(undos[one.event], one)}
    return [one.comment for one in spoken if one.event not in went and _alike(desk, one, said)]


def _own(desk: Desk, pair: Pair, reviewer: str) -> list[Decision]:
    return [one for one in desk.said.get(pair.today.pair, ()) if one.reviewer == reviewer]


def _alike(desk: Desk, one: Decision, said: Said) -> bool:
    """Say whether a decision says the same, whatever its comment."""
    heir = desk.library.successions.heir
    words = (one.verdict, one.relation, one.reason, heir(wording.start(one)))
    return words == (said.verdict, said.relation, said.reason, heir(said.start))


def _hold_against_later_words(desk: Desk, answer: Answer, pair: Pair, said: Said, reviewer: str) -> None:
    """Refuse a row where the person spoke otherwise once it was written, or may have: the later word counts."""
    mine = [one for one in desk.spoken.get((pair.today.pair, reviewer), ()) if not one.adjudicates]
    stands = next((one for one in _own(desk, pair, reviewer) if not one.adjudicates), None)
    if stands and not _alike(desk, stands, said) and _later(desk, answer, stands):
        told = ", ".join(word for word in (stands.verdict.value, stands.relation, stands.reason) if word)
        raise Conflict(f"{reviewer} said {told} on {stands.at[:10]}, and the row does not know of it: that stays; decide in `mapper review`")
    undone = {one.event: one for one in mine}
    for event in mine:
        before = undone.get(event.undoes)
        if before and _alike(desk, before, said) and _later(desk, answer, event) and not acts.went_whole(event, before):
            raise Conflict(f"{reviewer} said so and took it back on {event.at[:10]}, after the row was written: decide in `mapper review`")


def _later(desk: Desk, answer: Answer, one: Decision) -> bool:
    """Say whether an event came after a row was written, as far as the row tells; one that does not tell may be older than anything."""
    if answer.events is not None and answer.events <= len(desk.log):
        return desk.places.get(one.event, answer.events) >= answer.events
    if answer.until and _DATED.match(answer.until):
        return one.at[: len(answer.until)] > answer.until if len(answer.until) > 10 else one.at[:10] >= answer.until
    return True


def _together(desk: Desk, outcomes: Sequence[Outcome]) -> tuple[Outcome, ...]:
    """Take what one person says of one pair once, and not at all where rows say different things."""
    rows: dict[tuple[str, str], list[Outcome]] = {}
    for one in outcomes:
        if one.made:
            rows.setdefault(_key(desk, one.made), []).append(one)
    return tuple(_beside(one, rows[_key(desk, one.made)]) if one.made else one for one in outcomes)


def _key(desk: Desk, made: Decision) -> tuple[str, str]:
    return (desk.library.successions.carried(made).pair, made.reviewer)


def _beside(one: Outcome, same: Sequence[Outcome]) -> Outcome:
    """Judge a row beside the others that speak for the same person on the same pair."""
    if len({_words(other) for other in same}) > 1:
        others = few(str(other.answer.row) for other in same if other is not one)
        told = f"row {others} says otherwise of the same pair for the same reviewer: leave one of them"
        return replace(one, fate=Fate.CONFLICT, told=told, made=None)
    if one is not same[0]:
        return replace(one, fate=Fate.UNCHANGED, told=f"row {same[0].answer.row} says the same", made=None)
    return one


def _words(one: Outcome) -> tuple[str, ...]:
    made = one.made
    return (made.verdict, made.relation, wording.start(made), made.reason, made.comment) if made else ()
