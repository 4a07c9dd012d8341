"""What cells name, as people write it: nouns in six languages, lists, ranges, editions, study periods, titles behind."""

import pytest

from mapper.legacy.naming import context_of, mentions, sides_of
from tests.legacy.shelf import PROFILE


def named(text, head=""):
    found = mentions(text, PROFILE, context_of(head, PROFILE))
    return [f"{one.body}:{one.noun}:{one.number}" + (f"/{one.group}" if one.group else "") for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Q6/2", [":question:6/2"]),
        ("Qs 3, 5, 7/12", [":question:3/12", ":question:5/12", ":question:7/12"]),
        ("Question 15/5", [":question:15/5"]),
        ("1 to 3/13", [":question:1/13", ":question:2/13", ":question:3/13"]),
        ("Qs 1/5 to 3/5", [":question:1/5", ":question:2/5", ":question:3/5"]),
        ("Question 6 of Study Group 2", [":question:6/2"]),
        ("ITU-T SG5 Q6, Q7", ["ITU-T:question:6/5", "ITU-T:question:7/5"]),
        ("T-Q9/5", ["ITU-T:question:9/5"]),
        ("Q6-2", [":question:6/2"]),
        ("WPs 5A, 5B and 5D", [":working_party:5A", ":working_party:5B", ":working_party:5D"]),
        ("WP5a/WP-7C", [":working_party:5A", ":working_party:7C"]),
        ("WPs 5A-5C", [":working_party:5A", ":working_party:5B", ":working_party:5C"]),
        ("SG 5", [":study_group:5"]),
        ("Q6/2 (1), Q7/2 [2]\nWP 5A(3)*", [":question:6/2", ":question:7/2", ":working_party:5A"]),
        ("Res. 182 (3) and 9 [4]", [":resolution:182", ":resolution:9"]),
        ("WTSA-16 Res. 73; PP-18 Resolution 182", ["WTSA:resolution:73", "PP:resolution:182"]),
        ("SG 5 (Q6)", [":question:6/5"]),
        ("Res. 73 (WTSA)", ["WTSA:resolution:73"]),
        ("Resolutions 73 and 79 of WTSA, 66 of WTDC", ["WTSA:resolution:73", "WTSA:resolution:79", "WTDC:resolution:66"]),
        ("WTDC Res 66 (Rev.Buenos Aires)", ["WTDC:resolution:66"]),
        ("PP-182; WTSA-73", ["PP::182", "WTSA::73"]),
        ("ITU-R 61", ["ITU-R::61"]),
        ("COM 5/2", [":resolution:COM5/2"]),
        ("W\nP\n5\nA", [":working_party:5A"]),
        ("Вопрос 6/2", [":question:6/2"]),
        ("المسألة 6/2", [":question:6/2"]),
        ("第6/2号课题", [":question:6/2"]),
        ("Cuestión 6/2", [":question:6/2"]),
        ("Résolution 73 de l'AMNT", ["WTSA:resolution:73"]),
        ("Groupes de travail 5A, 5B et 5D", [":working_party:5A", ":working_party:5B", ":working_party:5D"]),
    ],
)
def test_cells_name_texts_and_groups(text, expected):
    assert named(text) == expected


def test_a_number_has_what_its_head_says():
    assert named("182, 71", "PP Resolutions") == ["PP:resolution:182", "PP:resolution:71"]
    assert named("3", "ITU-T Study Group 5 Questions") == ["ITU-T:question:3/5"]


def test_an_edition_and_a_study_period_stay_with_their_text():
    one, other = mentions("Resolutions 101 and 130 (Rev. Dubai, 2018)", PROFILE)
    assert one.tag == other.tag == "Rev. Dubai, 2018"
    assert mentions("Q.6/2 (2018-2021)", PROFILE)[0].period == "2018-2021"


def test_numbers_within_a_title_are_no_strong_names():
    found = mentions("WP 5A (Land mobile service above 30 MHz and 5G)", PROFILE)
    assert [one.number for one in found if one.strong] == ["5A"]


def test_a_title_names_two_sides():
    one, other = sides_of("Table 1: ITU-D Questions x ITU-R Working Parties", PROFILE)
    assert (one.body, one.noun, other.body, other.noun) == ("ITU-D", "question", "ITU-R", "working_party")
