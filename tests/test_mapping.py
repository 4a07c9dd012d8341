"""The mapping: one state for each pair, and no decided pair ever falls off."""

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.decisions import Subject, Word, adjudicate, undo
from mapper.editions import ClauseChange
from mapper.mapping import Facts, by_likelihood, settle
from mapper.types import Change, Decision, State, Verdict
from tests import strategies as some
from tests.stores import AT, fresh, proposal, say, subject

LATER = "2026-05-06T07:08:09Z"
ONE = subject()
P, Q = proposal(), proposal(right="cc/res/3")
CHANGED = (ClauseChange(Change.OPERATIVE_CHANGED, None, None),)
NOTHING = Facts({})


@pytest.fixture
def store():
    with fresh() as opened:
        yield opened


def only(proposals, store, facts=NOTHING):
    (found,) = settle(proposals, store.decisions(), facts)
    return found


def test_an_undecided_pair_is_new_until_a_run_has_proposed_it_before(store):
    assert only([P], store).state is State.NEW
    assert only([P], store, Facts({}, known={P.pair})).state is State.OPEN


@pytest.mark.parametrize(
    ("verdict", "state"),
    [(Verdict.ACCEPT, State.ACCEPTED), (Verdict.REJECT, State.REJECTED), (Verdict.UNSURE, State.UNSURE), (Verdict.SKIP, State.NEW)],
)
def test_a_verdict_makes_the_state(store, verdict, state):
    say(store, verdict)
    assert only([P], store).state is state


@pytest.mark.parametrize("verdict", [Verdict.ACCEPT, Verdict.REJECT])
def test_a_confirmed_decision_keeps_its_side(store, verdict):
    say(store, verdict)
    before = only([P], store).state
    say(store, Verdict.CONFIRM, on=subject(editions=("2018", "2022")), at=LATER)
    assert only([P], store).state is before


def test_a_decided_pair_that_is_not_proposed_again_stays(store):
    say(store, relation="implements")
    found = only([], store)
    assert (found.state, found.proposal, found.relation, found.direction) == (State.ACCEPTED, None, "implements", "")
    assert (found.type, found.left, found.right) == ("resolutions", "aa/res/1", "bb/res/2")


def test_an_undone_pair_that_is_not_proposed_is_no_longer_decided(store):
    say(store)
    undo(store, reviewer="anna", at=LATER)
    assert settle([], store.decisions(), NOTHING) == []
    assert only([P], store).state is State.NEW


@pytest.mark.parametrize(
    ("other", "state"),
    [
        ({"verdict": Verdict.ACCEPT, "relation": "implements"}, State.ACCEPTED),
        ({"verdict": Verdict.REJECT}, State.DISPUTED),
        ({"verdict": Verdict.ACCEPT, "relation": "duplicate"}, State.DISPUTED),
        ({"verdict": Verdict.UNSURE}, State.ACCEPTED),
    ],
)
def test_reviewers_dispute_a_verdict_or_a_relation(store, other, state):
    say(store, relation="implements")
    say(store, reviewer="ben", **other)
    found = only([P], store)
    assert found.state is state
    assert found.reviewers == ("anna", "ben")


def test_an_adjudication_ends_a_dispute(store):
    say(store)
    say(store, Verdict.REJECT, "ben")
    adjudicate(store, ONE, Word(Verdict.ACCEPT, relation="cites"), reviewer="chair", at=LATER)
    found = only([P], store)
    assert (found.state, found.relation, found.settled.reviewer) == (State.ACCEPTED, "cites", "chair")
    undo(store, reviewer="chair", at=LATER)
    assert only([P], store).state is State.DISPUTED


def test_a_decision_whose_evidence_changed_is_stale_and_its_verdict_stays_in_view(store):
    made = say(store)
    found = only([P], store, Facts({made.event: CHANGED}))
    assert (found.state, found.stale, found.decisions) == (State.STALE, CHANGED, (made,))


def test_nothing_is_stale_where_nobody_decided(store):
    found = only([P], store, Facts({"another": CHANGED}))
    assert (found.state, found.stale) == (State.NEW, ())


def changed_under(*events):
    return Facts({event.event: CHANGED for event in events})


def test_one_reviewer_who_looks_again_settles_the_pair_and_the_others_are_still_to_look(store):
    """Their earlier verdicts were on another text: they neither dispute the new one nor count for it."""
    anna, ben = say(store), say(store, reviewer="ben")
    again = say(store, Verdict.REJECT, at=LATER)
    found = only([P], store, changed_under(anna, ben))
    assert (found.state, found.settled, found.stale) == (State.REJECTED, again, ())
    assert (found.changed_for("anna"), found.changed_for("ben")) == ((), CHANGED)


def test_who_said_otherwise_on_the_earlier_text_is_asked_before_the_pair_is_settled_against_them(store):
    anna, ben, cara = say(store), say(store, reviewer="ben"), say(store, Verdict.REJECT, "cara")
    say(store, Verdict.REJECT, at=LATER)
    found = only([P], store, changed_under(anna, ben, cara))
    assert (found.state, found.opposed) == (State.REJECTED, ("ben",))
    say(store, reviewer="ben", at=LATER)
    found = only([P], store, changed_under(anna, ben, cara))
    assert (found.state, found.opposed) == (State.DISPUTED, ())
    adjudicate(store, ONE, Word(Verdict.ACCEPT), reviewer="chair", at=LATER)
    assert only([P], store, changed_under(anna, ben, cara)).opposed == ()


def test_who_says_the_same_again_leaves_nobody_opposed(store):
    anna, ben = say(store), say(store, reviewer="ben")
    assert only([P], store, changed_under(anna, ben)).opposed == ()
    say(store, Verdict.CONFIRM, at=LATER)
    assert only([P], store, changed_under(anna, ben)).opposed == ()


def test_who_was_overruled_on_the_earlier_text_is_not_asked_again(store):
    anna, ben = say(store), say(store, Verdict.REJECT, "ben")
    judged = adjudicate(store, ONE, Word(Verdict.ACCEPT), reviewer="chair", at=LATER)
    say(store, at="2026-06-06T07:08:09Z")
    found = only([P], store, changed_under(anna, ben, judged))
    assert (found.state, found.opposed) == (State.ACCEPTED, ())


def test_an_adjudication_whose_text_changed_gives_way_to_what_is_said_since(store):
    anna, ben = say(store), say(store, Verdict.REJECT, "ben")
    judged = adjudicate(store, ONE, Word(Verdict.ACCEPT), reviewer="chair", at=LATER)
    facts = changed_under(anna, ben, judged)
    assert only([P], store, facts).state is State.STALE
    assert only([P], store, facts).stale == CHANGED
    again = say(store, Verdict.REJECT, "anna", at="2026-06-06T07:08:09Z")
    found = only([P], store, facts)
    assert (found.state, found.settled) == (State.REJECTED, again)


def test_what_an_adjudication_overruled_does_not_come_back_when_the_text_changes_under_it(store):
    say(store), say(store, Verdict.REJECT, "ben")
    judged = adjudicate(store, ONE, Word(Verdict.ACCEPT), reviewer="chair", at=LATER)
    assert only([P], store, changed_under(judged)).state is State.STALE


def test_a_suppressed_side_makes_a_pair_gone_whatever_was_said(store):
    facts = Facts({}, gone={"bb/res/2"})
    assert only([P], store, facts).state is State.GONE
    say(store)
    assert only([], store, facts).state is State.GONE


def test_an_unread_side_is_a_flag_and_no_state(store):
    say(store)
    found = only([], store, Facts({}, unread={"aa/res/1"}))
    assert (found.state, found.unread) == (State.ACCEPTED, True)


def test_the_direction_is_that_of_the_proposed_relation_and_of_no_other(store):
    directed = replace(P, relation="implements", direction="left-to-right")
    assert only([directed], store).direction == "left-to-right"
    say(store, relation="cites")
    assert only([directed], store).direction == ""


def test_a_person_says_which_way_a_relation_runs(store):
    directed = replace(P, relation="implements", direction="left-to-right")
    say(store, relation="implements", direction="right-to-left")
    assert only([directed], store).direction == "right-to-left"


def test_a_direction_said_of_the_pair_the_other_way_round_is_turned(store):
    turned = Subject(P.pair, P.type, P.right, P.left, ("2018", "2018"))
    say(store, on=turned, relation="cites", direction="left-to-right")
    assert only([P], store).direction == "right-to-left"


def test_reviewers_who_name_opposite_directions_disagree(store):
    say(store, relation="implements", direction="left-to-right")
    say(store, relation="implements", direction="", reviewer="chair")
    assert only([P], store).state is State.ACCEPTED
    say(store, relation="implements", direction="right-to-left", reviewer="ben")
    assert only([P], store).state is State.DISPUTED


def test_the_relation_is_the_last_one_said_and_else_the_proposed_one(store):
    assert only([P], store).relation == "mutual-interest"
    say(store, Verdict.UNSURE)
    assert only([P], store).relation == "mutual-interest"
    say(store, relation="cites", at=LATER)
    assert only([P], store).relation == "cites"


def test_pairs_are_sorted_by_mapping_and_pair_and_the_likeliest_can_come_first(store):
    themed = proposal(type_="a-theme")
    say(store, on=subject(right="dd/res/4"))
    found = settle([Q, P, themed], store.decisions(), NOTHING)
    assert [(m.type, m.pair) for m in found] == sorted((m.type, m.pair) for m in found)
    strong = replace(Q, probability=0.99)
    ranked = by_likelihood(settle([P, strong, replace(themed, probability=None)], store.decisions(), NOTHING))
    assert [m.proposal.probability if m.proposal else "none" for m in ranked] == [0.99, None, 0.8, "none"]  # a high band stands for more than 0.8


def logged(said):
    """Write a log without a store: who said what when, each event named for its place."""
    return [
        Decision(
            event=f"e{number}-{reviewer}", pair=on.pair, type=on.type, left=on.left, right=on.right, verdict=word.verdict,
            relation=word.relation if word.verdict is Verdict.ACCEPT else "", reason="", comment="", reviewer=reviewer, at=at, seconds=0.0,
            score_shown=True, editions=on.editions, evidence=(), adjudicates=adjudicates,
        )
        for number, (on, word, reviewer, at, adjudicates) in enumerate(said)
    ]  # fmt: skip


@given(some.runs, st.lists(st.tuples(some.subjects(), some.verdicts, some.reviewers, some.moments, st.booleans()), max_size=12))
def test_every_proposed_and_every_decided_pair_is_in_the_mapping_once(proposals, said):
    events = logged(said)
    found = [m.pair for m in settle(proposals, events, NOTHING)]
    assert sorted(found) == sorted({p.pair for p in proposals} | {event.pair for event in events})


@given(st.lists(st.tuples(some.subjects(), some.verdicts, some.moments, st.booleans()), min_size=3, max_size=6), some.runs)
def test_the_mapping_does_not_depend_on_how_reviewers_took_turns(said, proposals):
    """Each reviewer's own order is kept; who spoke between is nobody's matter."""
    events = logged([(on, word, some.REVIEWERS[n % 3], at, adjudicates) for n, (on, word, at, adjudicates) in enumerate(said)])
    by_reviewer = [[event for event in events if event.reviewer == name] for name in some.REVIEWERS]
    mappings = [settle(proposals, [event for own in order for event in own], NOTHING) for order in permutations(by_reviewer)]
    assert all(mapping == settle(proposals, events, NOTHING) for mapping in mappings)


@given(some.runs, st.randoms(use_true_random=False))
def test_the_mapping_does_not_depend_on_the_order_of_proposals(proposals, random):
    shuffled = list(proposals)
    random.shuffle(shuffled)
    assert settle(shuffled, [], NOTHING) == settle(proposals, [], NOTHING)


def test_a_subject_that_was_decided_the_other_way_round_is_the_same_pair(store):
    turned = Subject(P.pair, P.type, P.right, P.left, ("2018", "2018"))
    say(store, on=turned)
    found = only([P], store)
    assert (found.state, found.left, found.right) == (State.ACCEPTED, P.left, P.right)
    assert found.settled.at == AT
