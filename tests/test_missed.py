"""Missed pairs: what kept each from being proposed is so, and what is said to help does help."""

from dataclasses import replace

import pytest

from mapper.calibration import Calibrator, Calibrators
from mapper.embedders.hashing import HashingEmbedder
from mapper.missed import account, remedies
from mapper.pairing import may_pair
from mapper.proposals import Task, Tools, compare, propose_all
from mapper.settings import MappingType, Side
from mapper.types import EXCLUSION, Kind
from tests.texts import LIBRARY, cites, document

FLOOR = 0.3
TOOLS = Tools(HashingEmbedder())
ACROSS = MappingType("resolutions", (Side(),), across="body", top=1)
WIDE = (
    *LIBRARY,
    document("bb/res/7", "Radio networks", "to monitor the energy of radio networks", "to help states to train experts", body="BB"),
    document("cc/res/8", "Training", "to train teachers and experts in computer security", "to report on networks", body="CC"),
    document("cc/res/9", "Meetings", "to make meetings of states accessible", "to report on emissions of meetings", body="CC"),
)
THEME = MappingType("theme:climate", (Side(),), theme="climate", top=1)


def task(type_=ACROSS, left=LIBRARY, right=None, floor=0.0):
    return Task(type_.name, left, left if right is None else right, may_pair(type_), type_.top, floor)


def told(work, type_=ACROSS, most=0, tools=TOOLS, **more):
    made = task(type_, **more)
    return account(work, type_, made, compare(made, tools), tools, most)


def proposed(work, type_=ACROSS, tools=TOOLS, **more):
    return {frozenset((one.left, one.right)) for one in propose_all(task(type_, **more), tools) if work in (one.left, one.right)}


@pytest.mark.parametrize("work", [one.id for one in LIBRARY])
def test_every_pair_that_may_be_is_proposed_or_missed(work):
    found = told(work, floor=0.2)
    missed = [one.other.id for one in found.missed if one.score is not None]
    pairs = proposed(work, floor=0.2)
    assert found.proposed == len(pairs)
    assert {frozenset((work, other)) for other in missed}.isdisjoint(pairs)
    assert len(missed) + len(pairs) == found.possible == sum(one.body != work[:2].upper() for one in LIBRARY)


def test_what_is_said_to_help_helps_and_a_little_less_does_not():
    tried = []
    for work in ("aa/res/1", "bb/res/7", "cc/res/8"):
        for one in told(work, left=WIDE, floor=FLOOR).missed:
            pair, said = frozenset((work, one.other.id)), dict(remedy.split(" = ") for remedy in remedies(one.hurdles))
            top, lower = int(said.get("top", "1").split()[0]), float(said.get("floor", FLOOR))
            tried += said
            if not said:
                assert pair not in proposed(work, replace(ACROSS, top=99), left=WIDE)
                continue
            assert pair in proposed(work, replace(ACROSS, top=top), left=WIDE, floor=lower)
            assert "top" not in said or pair not in proposed(work, replace(ACROSS, top=top - 1), left=WIDE, floor=lower)
            assert "floor" not in said or pair not in proposed(work, replace(ACROSS, top=top), left=WIDE, floor=lower + 0.01)
    assert {"top", "floor"} <= set(tried)


def test_the_nearest_comes_first_with_its_score_and_ranks_from_both_sides():
    found = [one for one in told("cc/res/9", left=WIDE).missed if one.score is not None]
    scores = [one.score for one in found]
    assert scores == sorted(scores, reverse=True)
    every = {pair.left: pair for pair in propose_all(task(replace(ACROSS, top=99), WIDE), TOOLS) if pair.right == "cc/res/9"}
    shared = [one for one in found if one.other.id in every]
    assert any(one.ranks[0] != one.ranks[1] for one in shared)
    assert all((one.score, one.ranks) == (every[one.other.id].score, every[one.other.id].ranks[::-1]) for one in shared)


def test_a_pair_that_is_out_of_reach_says_its_ranks_and_the_setting():
    one = next(one for one in told("aa/res/1").missed if one.hurdles[0].name == "rank")
    assert one.hurdles[0].told == f"rank {one.ranks[0]} from this side and {one.ranks[1]} from the other; `top` is 1"
    assert one.hurdles[0].remedy == f"top = {min(one.ranks)} in the table [[mapping]] of resolutions"


def test_a_likelihood_under_the_floor_is_told():
    tools = replace(TOOLS, calibrators=Calibrators(Calibrator(-3.0, 0.0, 0.0, 100)))
    one = told("aa/res/1", tools=tools, floor=0.1).missed[0]
    assert one.likelihood == pytest.approx(0.0474, abs=1e-4)
    assert [(hurdle.told, hurdle.remedy) for hurdle in one.hurdles] == [("likelihood 0.05 under the floor 0.10", "floor = 0.04")]


def test_texts_with_nothing_in_common_say_so_and_no_setting_helps():
    strangers = [document("a/1", "", "alpha beta", body="A"), document("b/1", "", "gamma delta", body="B")]
    (one,) = told("a/1", left=strangers).missed
    assert [hurdle.name for hurdle in one.hurdles] == ["evidence"]
    assert one.hurdles[0].told == "no clause pair speaks for it: the best two are alike by 0.00, under 0.15"
    assert remedies(one.hurdles) == []
    assert (one.quoted.left.text, one.quoted.right.text) == ("alpha beta", "gamma delta")


def test_a_text_of_ones_own_body_is_told_where_it_is_as_alike_as_what_was_proposed():
    twin = document("aa/res/9", "Climate change", "to monitor the emissions of networks", "to report on energy efficiency of data centres", body="AA")
    found = told("aa/res/1", left=(*LIBRARY, twin), most=1)
    (barred,) = [one for one in found.missed if one.score is None]
    assert (barred.other.id, barred.ranks, barred.likelihood) == ("aa/res/9", None, None)
    assert barred.hurdles[0].told == 'may not be paired: both are of AA, and the mapping pairs across body (`across = "body"`)'
    assert not remedies(barred.hurdles)
    assert found.missed[-1] is barred
    assert len(found.missed) == 2
    assert found.left_out == found.possible - found.proposed - 1


def subtopics():
    barred = (EXCLUSION, "to provide captioning for persons with disabilities and to train teachers in sign language")
    wanted = document("theme/climate/a", "Climate and energy", "emissions and energy of networks", body="", kind=Kind.SUBTOPIC)
    other = document("theme/climate/b", "Teachers", "captioning and training, as far as it serves energy", body="", kind=Kind.SUBTOPIC)
    return wanted, replace(other, details=(barred,))


def test_an_exclusion_that_weighs_is_told_with_what_it_takes_off():
    found = told("aa/res/2", THEME, left=LIBRARY, right=subtopics())
    excluded = [hurdle for one in found.missed for hurdle in one.hurdles if hurdle.name == "excluded" and one.other.id == "theme/climate/b"]
    assert len(excluded) == 1
    assert excluded[0].told.startswith("nearer to what the subtopic leaves out than to what it takes in, which takes 2.")
    assert excluded[0].told.endswith(" off the score: without that, about rank 1 from this side and 1 from the other")


def test_a_subtopic_asks_from_the_other_side():
    found = told("theme/climate/a", THEME, left=LIBRARY, right=subtopics())
    assert {one.other.id for one in found.missed} < {one.id for one in LIBRARY}
    one = found.missed[0]
    assert one.quoted.left.clause.startswith("theme/climate/a#")
    assert one.quoted.right.clause.startswith(one.other.id)


def test_a_cited_text_is_never_missed():
    citing = document("dd/res/8", "Procedure", "to apply the rules of procedure", body="DD", citations=[cites("aa/res/3")])
    assert "aa/res/3" not in {one.other.id for one in told("dd/res/8", left=(*LIBRARY, citing), floor=0.9).missed}
