"""What was decided on a text that was parted, or put together with others, is offered on each that goes on from it."""

from dataclasses import replace

import pytest

from mapper.decisions import Subject, Word, record
from mapper.emphasis import NONE
from mapper.identity import pair_id
from mapper.review import giving, looking, opening, viewing
from mapper.types import Evidence, Quote, State, Status, Verdict
from tests.test_successions import TEXTS, question, resolution, trace_works
from tests.workspaces import AT, make, write_texts

LATER = "2026-06-30T12:00:00Z"
EXPOSURE = ("how is the exposure of people to fields measured near masts?", "which limits do countries set for the fields of masts?")
ENERGY = ("how is the energy of networks saved in hot countries?", "which figures tell the energy that a network takes?")
OLD = question("13-5", "2017-2020", *EXPOSURE, *ENERGY)
BESIDE = question("19-5", "2017-2020", "how are worn batteries of networks gathered?")
OTHER = replace(question("2-7", "", *EXPOSURE, body="R", group="SG 7"), id="r/q/2-7")


@pytest.fixture(scope="module")
def parted(tmp_path_factory):
    """A workspace in which a Question that people accepted with another was parted into two, of which one takes in a further Question."""
    workspace = make(tmp_path_factory.mktemp("inheritance") / "w")
    write_texts(workspace, "first", [OLD, BESIDE, OTHER])
    workspace.run()
    quotes = [Quote(one.clauses[0].id, one.clauses[0].place, 1, one.clauses[0].text) for one in (OTHER, OLD)]
    subject = Subject(pair_id("questions", OTHER.id, OLD.id), "questions", OTHER.id, OLD.id, ("", ""), (Evidence(*quotes, 0.9),))
    with workspace.open() as store:
        record(store, subject, Word(Verdict.ACCEPT, relation="mutual-interest"), reviewer="anna", at=AT)
    heirs = [question("1-5", "2022-2024", *EXPOSURE, part=[OLD.id]), question("4-5", "2022-2024", *ENERGY, part=[OLD.id], continues=[BESIDE.id])]
    write_texts(workspace, "second", heirs)
    workspace.run(at=LATER)
    return workspace


def offered(workspace):
    return {m.pair: m for m in workspace.mapped("questions") if m.premises}


def test_a_decision_on_a_parted_question_is_offered_on_each_heir_and_moves_to_none(parted):
    found = offered(parted)
    assert {frozenset((m.left, m.right)) for m in found.values()} == {frozenset((OTHER.id, f"t/2022-2024/q/{number}")) for number in ("1-5", "4-5")}
    assert {(m.state, m.decisions) for m in found.values()} == {(State.NEW, ())}
    told = sorted(premise.told for m in found.values() for premise in m.premises)
    assert told[0] == f"anna said accept, mutual-interest of {OLD.id}, of which a part goes on in t/2022-2024/q/1-5"
    old = parted.pair(pair_id("questions", OTHER.id, OLD.id))
    assert (old.state, [one.verdict for one in old.decisions]) == (State.GONE, [Verdict.ACCEPT])


def test_a_question_that_another_goes_on_from_whole_has_an_heir_beside_the_part(parted):
    assert parted.standing().library.successions.heir(BESIDE.id) == "t/2022-2024/q/4-5"


def test_what_was_said_before_is_on_every_page_and_no_export_loses_it(parted, cli, tmp_path):
    pair = next(m.pair for m in offered(parted).values() if "t/2022-2024/q/1-5" in (m.left, m.right))
    assert f"  premise: anna said accept, mutual-interest of {OLD.id}" in cli("show", pair, "-w", parted.root).out
    assert "2 of the new pairs go on from decided ones" in cli("changes", "-w", parted.root).out
    files = parted.export(tmp_path, "csv", "xlsx", "sssom", "jsonl", "docx")
    assert OLD.id.encode() in files["pairs.csv"]


def test_old_and_new_wording_stand_side_by_side_before_the_key_says_it_again(parted):
    shown = {}
    with parted.open() as store:
        reviewer = opening.review(parted.settings, store, opening.Wish(), reviewer="ben", now=lambda: LATER)
        for pair in [m for m in reviewer.room.mapped if m.premises]:
            reviewer.turn_to(reviewer.desk.reopen(pair))
            looking.changes(reviewer)
            heir = next(work for work in (pair.left, pair.right) if work != OTHER.id)
            shown[heir] = "\n".join(viewing.screen(reviewer, 140, 30, NONE).lines)
    assert f"rests on reads the same in the new one ({OLD.id}, t/2022-2024/q/1-5)" in shown["t/2022-2024/q/1-5"]
    assert "CHANGED since then" not in shown["t/2022-2024/q/1-5"]
    assert "v shows it, r if it still holds" in shown["t/2022-2024/q/4-5"]
    assert "how is the [-exposure of people to fields measured near masts-]?     | how is the {+energy of" in shown["t/2022-2024/q/4-5"]


def test_the_changes_name_what_an_offered_decision_rests_on_and_a_new_text_lacks(parted, cli):
    told = next(line for line in cli("changes", "-w", parted.root).out.splitlines() if "goes on in t/2022-2024/q/4-5" in line)
    assert told.endswith("what it rests on: resolves 1 changed")
    pair = next(m.pair for m in offered(parted).values() if "t/2022-2024/q/4-5" in (m.left, m.right))
    assert "changed since the old text was decided on: resolves 1: operative-changed" in cli("show", pair, "-w", parted.root).out


def test_who_is_not_to_know_what_others_said_says_nothing_again_by_that_key(parted):
    with parted.open() as store:
        before = store.decisions()
        reviewer = opening.review(parted.settings, store, opening.Wish(blind=True), reviewer="carol", now=lambda: LATER)
        reviewer.turn_to(reviewer.desk.reopen(next(m for m in reviewer.room.mapped if m.changed)))
        giving.confirm(reviewer)
        assert reviewer.message == "what others said of the text before is hidden: y, n or u"
        shown = "\n".join(viewing.screen(reviewer, 140, 30, NONE).lines)
        assert "says it here" not in shown
        assert "CHANGED since" not in shown
        assert store.decisions() == before


def test_one_key_says_it_again_and_the_clauses_of_today_go_with_it(parted):
    with parted.open() as store:
        reviewer = opening.review(parted.settings, store, opening.Wish(), reviewer="ben", now=lambda: LATER)
        pair = next(m for m in reviewer.room.mapped if m.premises and "t/2022-2024/q/1-5" in (m.left, m.right))
        reviewer.turn_to(reviewer.desk.reopen(pair))
        giving.confirm(reviewer)
        assert reviewer.mine.keys() == {pair.pair}
        reviewer.undo()
        assert not reviewer.mine
        assert "(r says it here)" in "\n".join(viewing.screen(reviewer, 140, 30, NONE).lines)  # taken back, it is offered as before
        giving.confirm(reviewer)
    found = parted.pair(pair.pair)
    assert (found.state, found.relation, found.premises) == (State.ACCEPTED, "mutual-interest", ())
    [said] = found.decisions
    assert (said.reviewer, said.verdict) == ("ben", Verdict.ACCEPT)
    assert {quote.text for one in said.evidence for quote in (one.left, one.right)} == {EXPOSURE[0]}


def test_two_questions_that_become_one_have_no_heir_and_their_decisions_meet_there_as_premises():
    whole = question("4-5", "2022-2024", continues=[OLD.id, BESIDE.id])
    traced = trace_works({one.id: (one,) for one in (OLD, BESIDE, whole)})
    assert traced.heirs == {}
    assert traced.closed == {OLD.id, BESIDE.id}
    assert traced.goes_on(OLD.id) == traced.goes_on(BESIDE.id) == ((whole.id, True),)


def test_a_suppressed_text_goes_on_where_its_clauses_went():
    old, gone = resolution(7, 2018, *TEXTS, "to name a focal point in every country"), resolution(7, 2022, status=Status.SUPPRESSED)
    one, two = (
        resolution(8, 2022, *TEXTS[:2], "to train teachers in the villages"),
        resolution(9, 2022, TEXTS[2], "to name a focal point in every country"),
    )
    had = resolution(10, 2018, *TEXTS[:2]), resolution(10, 2022, *TEXTS[:2])
    works = {old.id: (old, gone), one.id: (one,), two.id: (two,), had[0].id: had}
    assert trace_works(works).goes_on(old.id) == ((one.id, False), (two.id, False))
    assert trace_works({old.id: (old, gone), one.id: (one,)}).goes_on(old.id) == ((one.id, False),)
    had = resolution(8, 2018, "to publish a yearly list of the schools of a region"), one
    assert trace_works({old.id: (old, gone), one.id: had}).goes_on(old.id) == ((one.id, True),)
