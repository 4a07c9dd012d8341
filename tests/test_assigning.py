"""Assigning: who reads which pair."""

from collections import Counter
from dataclasses import replace

import pytest

from mapper import settings
from mapper.assigning import Turn, is_twice, notes, plan
from mapper.errors import MapperError
from mapper.identity import pair_id
from mapper.sides import Side
from mapper.teams import Rule, Team
from mapper.types import State, Verdict
from tests.review_samples import CHANGED, DOCUMENTS, A, B, C, decision, mapped

TRIO = Team(("anna", "ben", "carla"), double=0.0)


def many(count, **changed):
    """Make pairs of texts that are not there: only their ids count."""
    one = mapped(A, B, 0.5)
    return [replace(one, pair=pair_id("resolutions", A.id, f"zz/res/{number}"), right=f"zz/res/{number}", **changed) for number in range(count)]


def readers(pairs, team):
    """Give for each pair who reads it."""
    found = plan(pairs, DOCUMENTS, team)
    return {one.pair: {name for name in team.reviewers if one.pair in found.of(name)} for one in pairs}


def test_pairs_are_shared_out_evenly_and_each_has_one_reader():
    held = readers(many(3000), TRIO)
    assert all(len(who) == 1 for who in held.values())
    counts = Counter(name for who in held.values() for name in who)
    assert all(abs(counts[name] - 1000) < 100 for name in TRIO.reviewers)


def test_another_pair_or_another_order_of_names_moves_nothing():
    pairs = many(300)
    before = readers(pairs, TRIO)
    assert readers([*many(301)[300:], *reversed(pairs)], TRIO).items() >= before.items()
    assert readers(pairs, replace(TRIO, reviewers=("carla", "anna", "ben"))) == before


def test_who_comes_takes_a_fair_share_and_who_goes_leaves_only_their_own():
    pairs, four = many(1000), replace(TRIO, reviewers=(*TRIO.reviewers, "dora"))
    before, after = readers(pairs, TRIO), readers(pairs, four)
    moved = [pair for pair in before if before[pair] != after[pair]]
    assert all(after[pair] == {"dora"} for pair in moved)
    assert 200 < len(moved) < 300
    away = readers(pairs, replace(four, away=("dora",)))
    assert away == before


def test_a_share_is_read_by_two_different_people_and_grows_without_letting_go():
    team = replace(TRIO, double=0.15)
    pairs = many(2000)
    held = readers(pairs, team)
    twice = {pair for pair, who in held.items() if len(who) == 2}
    assert twice == {one.pair for one in pairs if is_twice(one.pair, team)}
    assert 250 < len(twice) < 350
    assert twice < {one.pair for one in pairs if is_twice(one.pair, replace(team, double=0.2))}
    single = readers(pairs, TRIO)
    assert all(single[pair] <= held[pair] for pair in held)


def test_what_was_decided_stays_and_takes_a_readers_place():
    one, both = replace(TRIO, double=0.0), replace(TRIO, double=1.0)
    (open_,) = many(1)
    (reader,) = readers([open_], one)[open_.pair]
    other = next(name for name in TRIO.reviewers if name != reader)
    decided = replace(open_, state=State.ACCEPTED, decisions=(decision(open_, reviewer=other),))
    assert readers([decided], one)[open_.pair] == set()
    waits = plan([decided], DOCUMENTS, both)
    assert (waits.of(reader), waits.of(other)) == ({open_.pair: Turn.SECOND}, {})
    assert waits.second == 1
    outside = replace(decided, decisions=(decision(open_, reviewer="zoe"),))
    assert readers([outside], one)[open_.pair] == set()
    settled = replace(decided, decisions=(decision(open_, reviewer=other, adjudicates=True),))
    assert readers([settled], both)[open_.pair] == set()


def test_a_dispute_and_a_withdrawn_pair_wait_for_no_reader():
    (one,) = many(1)
    said = (decision(one, reviewer="anna"), decision(one, Verdict.REJECT, "ben"))
    assert readers([replace(one, state=State.DISPUTED, decisions=said)], replace(TRIO, double=1.0))[one.pair] == set()
    assert readers([replace(one, state=State.GONE)], TRIO)[one.pair] == set()


def test_whoever_is_unsure_hands_the_pair_on():
    (one,) = many(1)
    (reader,) = readers([one], TRIO)[one.pair]
    handed = replace(one, state=State.UNSURE, decisions=(decision(one, Verdict.UNSURE, reader),))
    (following,) = readers([handed], TRIO)[one.pair]
    assert following != reader
    all_unsure = tuple(decision(one, Verdict.UNSURE, name) for name in TRIO.reviewers)
    assert readers([replace(one, state=State.UNSURE, decisions=all_unsure)], TRIO)[one.pair] == set()


def test_a_changed_pair_goes_back_to_who_judged_it():
    (one,) = many(1)
    judge = next(name for name in TRIO.reviewers if name not in readers([one], TRIO)[one.pair])
    said = decision(one, reviewer=judge)
    stale = replace(one, state=State.STALE, decisions=(said,), stale=(CHANGED,), outdated=((said.event, (CHANGED,)),))
    assert plan([stale], DOCUMENTS, TRIO).of(judge) == {one.pair: Turn.AGAIN}
    assert readers([stale], TRIO)[one.pair] == {judge}
    assert readers([stale], replace(TRIO, away=(judge,)))[one.pair] == readers([one], replace(TRIO, away=(judge,)))[one.pair]
    again = decision(one, Verdict.REJECT, "zoe", at="2027-01-01T00:00:00Z")
    half = replace(stale, state=State.REJECTED, stale=(), decisions=(said, again))
    assert readers([half], TRIO)[one.pair] == {judge}


@pytest.mark.parametrize(
    ("rule", "fitting"),
    [
        (Rule(("carla",), side=Side(sectors=("R",))), [(A, B), (A, C)]),
        (Rule(("carla",), side=Side(bodies=("CC",), sectors=("D",))), [(A, C), (B, C)]),
        (Rule(("carla",), side=Side(bodies=("CC",), sectors=("R",))), []),
        (Rule(("carla",), mappings=("resolutions",)), [(A, B), (A, C), (B, C)]),
        (Rule(("carla",), mappings=("questions",)), []),
        (Rule(("carla",)), [(A, B), (A, C), (B, C)]),
    ],
)
def test_a_rule_says_who_reads(rule, fitting):
    pairs = [mapped(one, other, 0.5) for one, other in ((A, B), (A, C), (B, C))]
    held = readers(pairs, Team(("anna", "ben", "carla"), (rule,), double=0.0))
    even = readers(pairs, TRIO)
    fits = {pair_id("resolutions", one.id, other.id) for one, other in fitting}
    assert held == {one.pair: {"carla"} if one.pair in fits else even[one.pair] for one in pairs}


def test_a_theme_names_all_its_subtopics_or_one():
    subtopic = replace(mapped(A, B, 0.5), right="theme/climate/waste")
    for theme, named in (("climate", True), ("climate/waste", True), ("climate/wast", False), ("waste", False)):
        rule = Rule(("carla",), themes=(theme,))
        assert rule.fits(subtopic.type, (subtopic.left, subtopic.right), rule.texts(DOCUMENTS)) is named


def test_the_first_rule_that_fits_counts_and_others_help_where_it_has_too_few():
    pairs = many(200)
    rules = (Rule(("carla",)), Rule(("anna",)))
    assert all(who == {"carla"} for who in readers(pairs, replace(TRIO, rules=rules)).values())
    both = readers(pairs, replace(TRIO, rules=rules, double=1.0))
    assert all("carla" in who and len(who) == 2 for who in both.values())
    assert {name for who in both.values() for name in who} == set(TRIO.reviewers)
    gone = readers(pairs, replace(TRIO, rules=rules, away=("carla",)))
    assert {name for who in gone.values() for name in who} == {"anna", "ben"}


def test_a_rule_that_names_what_is_not_there_is_told():
    team = replace(TRIO, rules=(Rule(("anna",), side=Side(bodies=("A A", "BB"))), Rule(("ben",), mappings=("nothing",))))
    first, second = notes([mapped(A, B, 0.5)], DOCUMENTS, team)
    assert first == "the rule of anna (bodies A A, BB): no text has 'A A' among its bodies; did you mean AA?"
    assert second == "the rule of ben (mappings nothing) fits no pair"


def test_one_reviewer_alone_reads_everything():
    assert plan(many(3), DOCUMENTS, Team(("anna",))).turns == {}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[[review.rule]]\nreviewers = ['dora']", "[[review.rule]] names 'dora', who is not among the reviewers (anna, ben); add the name there"),
        ("[review]\naway = ['dora']", "[review] away names 'dora', who is not among the reviewers (anna, ben)"),
        ("[[review.rule]]\nreviewers = []", "[review.rule] reviewers must be a list of at least one name"),
        ("[[review.rule]]\nreviewers = ['anna']\nsector = 'R'", "[review.rule] sector must be one of reviewers, mappings, themes, kinds"),
        ("[review]\ndouble = 15", "[review] double must be a number from 0 to 1"),
        ("[review]\nrule = 'anna'", "[review] rule must be written as [[review.rule]] tables"),
    ],
)
def test_a_wrong_rule_is_one_sentence(tmp_path, text, sentence):
    with pytest.raises(MapperError) as caught:
        settings.read(f"[workspace]\nreviewers = ['anna', 'ben']\n{text}\n".encode(), tmp_path / "mapper.toml")
    assert sentence in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_team_is_read_from_the_settings(tmp_path):
    told = """[workspace]
reviewers = ["anna", "ben"]
[review]
double = 0.2
controls = 0.04
lead = "carla"
away = ["ben"]
[[review.rule]]
reviewers = ["anna"]
mappings = ["questions"]
themes = ["climate"]
groups = ["WP 1A"]
"""
    rule = Rule(("anna",), ("questions",), ("climate",), Side(groups=("WP 1A",)))
    assert settings.read(told.encode(), tmp_path / "mapper.toml").team == Team(("anna", "ben"), (rule,), 0.2, 0.04, "carla", ("ben",))
