"""What is told of a file: in words, in one order, and with what became of the texts since."""

import re

from mapper.returns.outcomes import Aged, Fate
from mapper.types import State, Status, Verdict
from tests.returns.sheets import LATER, counts, decisions, fill, only, take, workbook
from tests.workspaces import SECOND

ACCEPT = {"decision": "accept", "reviewer": "anna"}


def evident(workspace):
    return sorted((m for m in workspace.mapped("resolutions") if m.proposal), key=lambda m: m.pair)


def confer(small, later):
    for name in SECOND:
        small.take_over(later, name)
    small.run(at=LATER)


def test_a_relation_is_told_in_the_way_in_which_it_runs(small, tmp_path):
    one, other = evident(small)[:2]
    rows = [(m.pair, {**ACCEPT, "relation": "implements", "direction": way}) for m, way in ((one, "subject-to-object"), (other, "object-to-subject"))]
    taken = take(small, workbook(small, tmp_path, *rows))
    along, against = (next(row for row in taken.outcomes if row.pair == m.pair) for m in (one, other))
    for row, first, second in (
        (along, along.answer.subject, along.answer.object),
        (against, against.answer.object, against.answer.subject),
    ):
        assert f": accept, {first} implements {second}, by anna" in taken.line(row)


def test_the_two_texts_stand_in_one_order_whatever_becomes_of_a_row(small, tmp_path):
    pairs = evident(small)
    fine = take(small, workbook(small, tmp_path / "fine", *((m.pair, ACCEPT) for m in pairs)))
    odd = take(small, workbook(small, tmp_path / "odd", *((m.pair, {"decision": "perhaps"}) for m in pairs)))
    texts = {one.pair: one.texts for one in fine.outcomes if one.fate is Fate.ACCEPTED}
    assert any(one.made.left != one.answer.subject for one in fine.outcomes if one.made)
    assert len(texts) == len(pairs)
    assert all(one.texts == f"{one.answer.subject} with {one.answer.object}" for one in (*fine.outcomes, *odd.outcomes))


def test_what_is_accepted_on_texts_that_changed_or_ended_since_is_told_in_its_row_and_counted(small, later, tmp_path):
    before = {m.pair: m for m in evident(small)}
    path = workbook(small, tmp_path, *((pair, ACCEPT) for pair in before))
    confer(small, later)
    taken = take(small, path)
    now = {m.pair: m for m in small.mapped()}
    heirs = small.standing().library.successions
    made = [(one, now[heirs.carried(one.made).pair]) for one in taken.outcomes if one.made]
    assert len(made) == len(before)
    for one, mapped in made:
        told = {Aged.CHANGED: "changed since: it comes back as stale", Aged.ENDED: "one of the texts has ended: "}.get(one.aged, "")
        assert one.aged is {State.STALE: Aged.CHANGED, State.GONE: Aged.ENDED}.get(mapped.state)
        assert told in taken.line(one)
        assert (one.told == "") == (one.aged is None)
    stale = next(one for one, mapped in made if mapped.state is State.STALE)
    assert any(re.match(f"on .*{re.escape(edition)}.*, whose quoted clauses? changed since", stale.told) for edition in stale.made.editions)
    numbers = [sum(one.aged is aged for one, _ in made) for aged in (Aged.CHANGED, Aged.ENDED)]
    sums = ("accepted on clauses that changed since, to be looked at again", "accepted on texts that have ended")
    assert numbers[0]
    assert taken.aged == [f"{told}: {number}" for told, number in zip(sums, numbers, strict=True) if number]


def test_what_changed_is_summed_up_at_the_end(cli, small, later, tmp_path):
    path = workbook(small, tmp_path / "out", *((m.pair, ACCEPT) for m in evident(small)))
    assert "changed since" not in cli("import", path, "--dry-run", "-w", small.root).err
    confer(small, later)
    told = cli("import", path, "--dry-run", "-w", small.root).err.splitlines()
    assert any(line.startswith("accepted on clauses that changed since, to be looked at again: ") for line in told[1:])


def test_an_import_by_a_clock_that_went_back_is_told_and_recorded(small, tmp_path):
    first, second = evident(small)[:2]
    take(small, workbook(small, tmp_path / "one", (first.pair, ACCEPT)), at="2999-01-01T00:00:00Z")
    early = take(small, workbook(small, tmp_path / "two", (second.pair, ACCEPT)))
    assert sum("the decision log holds an event of 2999-01-01T00:00:00Z: one of the two is wrong" in note for note in early.notes) == 1
    assert [one.pair for one in decisions(small)] == [first.pair, second.pair]


def test_a_text_that_has_ended_is_told(small, later, tmp_path):
    ended = "wtsa/res/45"
    pair = next(m for m in small.mapped() if m.proposal and ended in (m.left, m.right))
    path = workbook(small, tmp_path, (pair.pair, ACCEPT))
    confer(small, later)
    assert small.standing().library.current[ended].status is Status.SUPPRESSED
    taken = take(small, path)
    assert (only(taken).told, only(taken).aged) == (f"one of the texts has ended: {ended}", Aged.ENDED)
    assert taken.aged == ["accepted on texts that have ended: 1"]


def test_beside_a_word_on_the_text_of_today_an_older_one_is_told_not_to_count(small, later, tmp_path):
    before = {m.pair: m for m in evident(small)}
    path = workbook(small, tmp_path, *((pair, ACCEPT) for pair in before))
    confer(small, later)
    stale = next(one for one in take(small, path).outcomes if one.aged is Aged.CHANGED and small.pair(one.pair).proposal)
    small.decide(small.pair(stale.pair), Verdict.REJECT, reviewer="ben", at=LATER)
    told = take(small, path, at=LATER)
    assert counts(told)[0] == 0
    fill(path, (stale.pair, {"reviewer": "cleo"}))
    assert "it does not count beside what others said of today's" in only(take(small, path)).told
