"""Relations: rules over citations, wording and the rank of bodies."""

from dataclasses import replace

import pytest

from mapper.overlaps import overlap
from mapper.relations import Likeness, Ranks, Relation, orient, relate
from mapper.types import Edition, Part, Status
from tests.texts import cites, clause, document

ALONE = Likeness(akin=False, near=False)
RANKS = Ranks({"TOP": 0, "AA": 1, "BB": 1, "Q": 2})
RECALLING = clause(2, "Resolution 7", Part.PREAMBLE, "recalling")
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
        ("to replace Resolution 7 by this text", Part.OPERATIVE, "supersedes"),
        ("that Resolution 7 be suppressed", Part.OPERATIVE, "supersedes"),
        ("that Resolution 5 and Resolution 7 be suppressed", Part.OPERATIVE, "supersedes"),
        ("that this text supersedes Resolution 5 (Rev. Kyoto, 1994) and Resolution 7", Part.OPERATIVE, "supersedes"),
        ("that Resolution 5, adopted under Resolution 7, be suppressed", Part.OPERATIVE, "mutual-interest"),  # the other is
        ("that this text supersedes Resolution 5, and that work go on under Resolution 7", Part.OPERATIVE, "mutual-interest"),
        ("to study habits that were superseded by Resolution 7", Part.OPERATIVE, "mutual-interest"),  # it is the one that stays
        ("que la présente remplace la Resolution 7", Part.OPERATIVE, "supersedes"),
        ("that Resolution 72 be suppressed, and that work go on under Resolution 7", Part.OPERATIVE, "mutual-interest"),
        ("to keep Resolution 72, and that Resolution 7 be suppressed", Part.OPERATIVE, "supersedes"),
        ("that Resolution 7 shall not be suppressed", Part.OPERATIVE, "mutual-interest"),
        ("that this text does not supersede Resolution 7", Part.OPERATIVE, "mutual-interest"),
        ("not to wait any longer, and that Resolution 7 be suppressed", Part.OPERATIVE, "supersedes"),
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


@pytest.mark.parametrize(
    ("taken", "share"),
    [
        ("to instruct the Director of BR to develop methods for assessing the emissions of networks over their whole life by 2031", 1.0),
        ("to develop methods for assessing the emissions of all networks over their whole working life, and to publish the results every year", 1.0),
        ("to publish methods every year, and the whole life of networks", 0.0),
    ],
)
def test_words_are_known_again_with_another_actor_another_number_or_a_word_put_in(taken, share):
    given = "to instruct the Director of TSB to develop methods for assessing the emissions of networks over their whole life by 2026"
    given = LONG if "publish" in taken else given
    assert overlap(document("a/1", "T", given), document("b/1", "T", taken)) == pytest.approx(share)


def test_french_text_is_known_again_under_another_number():
    one = "1 de charger le Directeur d'élaborer avant 2026 des méthodes d'évaluation des émissions des réseaux pendant toute leur durée de vie"
    assert overlap(document("a/1", "T", one), document("b/1", "T", one.replace("1 de", "2.3 de").replace("2026", "2030"))) == 1
    assert (
        overlap(
            document("a/1", "T", one), document("b/1", "T", "d'évaluation des émissions, et de publier des rapports chaque année dans les régions")
        )
        == 0
    )


def test_signs_without_blanks_are_compared_one_by_one():
    one, other = "责成主任制定评估网络在整个生命周期内排放量的方法并每年公布结果", "请各成员国制定评估网络在整个生命周期内排放量的方法并每年公布结果"
    assert overlap(document("a/1", "T", one), document("b/1", "T", other)) == 1
    assert overlap(document("a/1", "T", one), document("b/1", "T", "请各成员国培训教师并在每个区域举办关于无障碍环境的讲习班")) == 0


def test_texts_that_name_each_other_share_more_than_a_citation():
    one = document("a/1", "T", RECALLING, citations=[cites("b/1")])
    other = document("b/1", "T", RECALLING, body="BB", citations=[cites("a/1")])
    assert relate(one, other, RANKS, ALONE) == Relation("mutual-interest")
    assert relate(one, other, RANKS, ALONE).reason == "a/1 names b/1 in recalling 2, and b/1 names a/1 in recalling 2: each names the other"
    assert relate(one, replace(other, citations=()), RANKS, ALONE) == Relation("cites", "left-to-right")


def test_a_citation_that_means_a_part_only_is_a_citation_and_no_implementation():
    higher = document("t/1", "T", OTHER, body="TOP")
    lower = document("a/1", "T", clause(1, "Resolution 7, in so far as it speaks of networks", Part.PREAMBLE, "recalling"), citations=[cites("t/1")])
    assert relate(lower, higher, RANKS, Likeness(akin=False)) == Relation("cites", "left-to-right")
    assert relate(lower, higher, RANKS).name == "implements"


@pytest.mark.parametrize(
    ("one", "other", "alike", "reason"),
    [
        (
            document("a/1", "T", "that this text supersedes Resolution 7", citations=[cites("b/1")]),
            document("b/1", "T", OTHER, body="BB"),
            Likeness(),
            "a/1 says “supersedes Resolution 7” of b/1 in resolves 1",
        ),
        (
            document("a/1", "T", OTHER),
            document("b/1", "T", "see Resolution 7", body="BB", citations=[cites("a/1")], status=Status.SUPPRESSED),
            Likeness(),
            "b/1 is suppressed, and b/1 names a/1 in resolves 1",
        ),
        (
            document("a/1", "T", LONG, THIRD),
            document("t/1", "T", LONG, OTHER, body="TOP"),
            Likeness(),
            "55 % of the operative words of a/1 stand near-verbatim in t/1, and no body stands over TOP",
        ),
        (
            document("a/1", "T", LONG, OTHER),
            document("b/1", "T", LONG, OTHER, body="BB"),
            Likeness(),
            "of the operative words, 100 % of those of a/1 and 100 % of those of b/1 stand near-verbatim in the other text",
        ),
        (
            document("a/1", "T", RECALLING, citations=[cites("t/1")]),
            document("t/1", "T", OTHER, body="TOP"),
            Likeness(),
            "a/1 names t/1 in recalling 2; AA stands below TOP, and the two are on one subject besides",
        ),
        (
            document("a/1", "T", "to follow the implementation of Resolution 7", citations=[cites("t/1")]),
            document("t/1", "T", OTHER, body="TOP"),
            ALONE,
            "a/1 names t/1 in resolves 1; AA stands below TOP, and it says “implementation”",
        ),
        (
            document("a/1", "T", RECALLING, citations=[cites("b/1")]),
            document("b/1", "T", OTHER, body="BB"),
            ALONE,
            "a/1 names b/1 in recalling 2, and little else in the two texts is alike",
        ),
        (
            document("a/1", "T", RECALLING, citations=[cites("b/1")]),
            document("b/1", "T", OTHER, body="BB"),
            Likeness(),
            "a/1 names b/1 in recalling 2, and neither stands over the other",
        ),
        (
            document("a/1", "T", clause(1, "Resolution 7", Part.RELATIONS, "Relationships"), citations=[cites("b/1", relation=True)]),
            document("b/1", "T", OTHER, body="BB"),
            ALONE,
            "a/1 lists b/1 in Relationships 1, among the texts it is related to",
        ),
        (
            document("a/1", "T", LONG),
            document("b/1", "T", OTHER),
            Likeness(nearest=("resolves 1", "resolves 2"), ranks=(1, 3)),
            "neither names the other; nearest in meaning are resolves 1 of a/1 and resolves 2 of b/1; "
            "a/1 is partner 3 of b/1, and b/1 partner 1 of a/1",
        ),
    ],
)
def test_each_relation_says_what_it_rests_on(one, other, alike, reason):
    assert relate(one, other, RANKS, alike).reason == reason
