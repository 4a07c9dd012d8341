"""Relations: rules over citations, wording and the rank of bodies."""

from dataclasses import replace

import pytest

from mapper.overlaps import overlap
from mapper.relations import Likeness, Ranks, Relation, orient, relate
from mapper.types import Edition, Part, Status
from tests.texts import cites, clause, document

ALONE = Likeness(akin=False, near=False)
RANKS = Ranks({"TOP": 0, "AA": 1, "BB": 1, "Q": 2})
LONG = "to develop methods for assessing the emissions of networks over their whole life, and to publish them every year"
OTHER = "to train teachers of sign language in every region of the world with the help of universities and schools"
THIRD = "to hold a workshop in each region on national incident response teams before the end of the study period"


def test_two_texts_of_like_subject_are_of_mutual_interest():
    assert relate(document("a/1", "T", LONG), document("b/1", "T", OTHER), RANKS) == Relation("mutual-interest")


def test_near_identical_operative_text_is_a_duplicate():
    one, other = document("a/1", "T", LONG, OTHER), document("b/1", "T", LONG.replace("networks", "Networks"), OTHER, body="BB")
    assert relate(one, other, RANKS) == Relation("duplicate")


def test_half_the_operative_text_of_a_body_of_the_same_rank_invites_a_merger():
    one, other = document("a/1", "T", LONG, OTHER), document("b/1", "T", LONG, THIRD, body="BB")
    assert relate(one, other, RANKS) == Relation("merge-candidate")


@pytest.mark.parametrize("turned", [False, True])
def test_text_that_a_higher_body_has_already_is_told_from_a_duplicate(turned):
    higher, lower = document("t/1", "T", LONG, OTHER, body="TOP"), document("a/1", "T", LONG, THIRD)
    pair = (higher, lower) if turned else (lower, higher)
    assert relate(*pair, RANKS) == Relation("text-already-in-pp", "right-to-left" if turned else "left-to-right")


@pytest.mark.parametrize("turned", [False, True])
def test_a_lower_text_that_names_a_higher_one_on_the_same_subject_implements_it(turned):
    higher = document("t/1", "T", OTHER, body="TOP")
    lower = document("a/1", "T", "to act on Resolution 7", citations=[cites("t/1")])
    pair = (higher, lower) if turned else (lower, higher)
    assert relate(*pair, RANKS) == Relation("implements", "right-to-left" if turned else "left-to-right")


def test_a_higher_text_that_names_a_lower_one_does_not_implement_it():
    higher = document("t/1", "T", "to note Resolution 7", body="TOP", citations=[cites("a/1")])
    assert relate(document("a/1", "T", OTHER), higher, RANKS).name == "mutual-interest"


def test_a_name_in_a_relation_list_is_no_implementation():
    lower = document("a/1", "T", clause(1, "Resolution 7", Part.RELATIONS), citations=[cites("t/1", relation=True)])
    assert relate(lower, document("t/1", "T", OTHER, body="TOP"), RANKS).name == "mutual-interest"


def test_a_citation_alone_cites_and_says_which_way():
    one, other = document("a/1", "T", "noting Resolution 7", citations=[cites("b/1")]), document("b/1", "T", OTHER, body="BB")
    assert relate(one, other, RANKS, ALONE) == Relation("cites", "left-to-right")
    assert relate(other, one, RANKS, ALONE) == Relation("cites", "right-to-left")


def test_a_citation_alone_that_says_it_carries_out_implements():
    lower = document("q/1", "T", "to follow the implementation of Resolution 7", body="Q", citations=[cites("a/1")])
    assert relate(lower, document("a/1", "T", OTHER), RANKS, ALONE) == Relation("implements", "left-to-right")


def test_a_clause_that_says_so_supersedes():
    one = document("a/1", "T", "that this text supersedes Resolution 7", citations=[cites("b/1")])
    assert relate(one, document("b/1", "T", OTHER, body="BB"), RANKS) == Relation("supersedes", "left-to-right")


def test_a_suppressed_text_that_points_to_another_is_superseded_by_it():
    gone = document("b/1", "T", "see Resolution 7", body="BB", citations=[cites("a/1")], status=Status.SUPPRESSED)
    assert relate(document("a/1", "T", OTHER), gone, RANKS) == Relation("supersedes", "left-to-right")


def test_bodies_without_rank_stand_beside_each_other():
    one = document("x/1", "T", "to act on Resolution 7", body="X", citations=[cites("t/1")])
    assert relate(one, document("t/1", "T", OTHER, body="TOP"), RANKS).name == "mutual-interest"


def test_a_short_clause_is_no_overlap_since_it_may_be_chance():
    one = document("a/1", "T", "to report to the council")
    assert overlap(one, document("b/1", "T", "to report to the council")) == 0
    assert overlap(one, one) == 0


def test_whom_people_list_under_relationships_shares_an_interest():
    one = document("a/1", "T", clause(1, "Resolution 7", Part.RELATIONS), citations=[cites("b/1", relation=True)])
    assert relate(one, document("b/1", "T", OTHER, body="BB"), RANKS, ALONE) == Relation("mutual-interest")


def test_texts_without_operative_part_are_compared_by_their_body():
    one, other = (document(work, "T", LONG, OTHER, body=body, part=Part.BODY) for work, body in (("a/1", "AA"), ("b/1", "BB")))
    assert relate(one, other, RANKS) == Relation("duplicate")


def test_only_what_the_highest_body_says_is_text_already_there():
    middle, lower = document("a/1", "T", LONG, OTHER), document("q/1", "T", LONG, THIRD, body="Q")
    assert relate(middle, lower, RANKS) == Relation("merge-candidate")


@pytest.mark.parametrize(
    ("text", "part", "relation"),
    [
        ("that this text supersedes Resolution 7", Part.OPERATIVE, "supersedes"),
        ("that Resolution 5 superseded Resolution 7", Part.OPERATIVE, "mutual-interest"),  # another text did
        ("that outdated habits be suppressed, and that the work under Resolution 5 go on as Resolution 7 asks", Part.OPERATIVE, "mutual-interest"),
        ("that this text supersedes Resolution 7", Part.PREAMBLE, "mutual-interest"),  # it tells, and does not do it
    ],
)
def test_a_text_supersedes_what_its_operative_words_end(text, part, relation):
    saying = clause(1, text, part)
    named = [cites(work, words, saying.id) for work, words in (("b/5", "Resolution 5"), ("b/1", "Resolution 7")) if words in text]
    one = document("a/1", "T", saying, citations=named)
    assert relate(one, document("b/1", "T", OTHER, body="BB"), RANKS).name == relation


def test_a_lower_text_that_names_a_higher_one_in_passing_shares_an_interest():
    higher = document("t/1", "T", OTHER, body="TOP")
    lower = document("a/1", "T", "to act with Resolution 7 in mind", citations=[cites("t/1")])
    assert relate(lower, higher, RANKS, Likeness(akin=False, near=True)) == Relation("mutual-interest")


def test_a_relation_runs_from_the_lower_body_a_citation_from_the_citing_text_and_else_from_the_later_one():
    higher, lower = document("t/1", "T", body="TOP"), document("a/1", "T")
    citing = document("b/1", "T", body="BB", citations=[cites("a/1")])
    later = replace(document("b/2", "T", body="BB"), edition=Edition("2022", "", 2022))
    assert [orient("implements", *pair, RANKS) for pair in ((higher, lower), (lower, higher))] == ["right-to-left", "left-to-right"]
    assert [orient("cites", *pair, RANKS) for pair in ((citing, lower), (lower, citing))] == ["left-to-right", "right-to-left"]
    assert orient("supersedes", lower, later, RANKS) == "right-to-left"
    assert orient("implements", lower, document("b/3", "T", body="BB"), RANKS) == "left-to-right"
