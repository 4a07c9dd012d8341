"""Whom a name means: the Sector and the study period from where it stands, the title as a help, and nobody where it may be several."""

import pytest

from mapper.legacy.meaning import likeness
from mapper.legacy.naming import context_of, mentions
from tests.legacy.shelf import PROFILE, sense


def meant(text, head="", title="", **said):
    context = context_of(head, PROFILE)
    return [found for one in mentions(text, PROFILE, context) for found in sense(**said).meant(one, context, title)]


def works(text, head="", **said):
    return [one.work for one in meant(text, head, **said)]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, "2022-2025"),
        ({"year": 2020, "dated": True}, "2018-2021"),
        ({"period": "2018-2021"}, "2018-2021"),
        ({"period": "2017-2020"}, "2018-2021"),
    ],
)
def test_a_question_is_that_of_the_tables_time_else_the_one_in_force(said, expected):
    assert works("Q6/2", "ITU-D Questions", **said) == [f"itu-d/{expected}/q/6-2"]


def test_a_study_period_in_the_cell_goes_before_all():
    assert works("Q6/2 (2018-2021)", "ITU-D Questions", year=2023, dated=True) == ["itu-d/2018-2021/q/6-2"]


def test_a_question_that_the_period_does_not_have_is_told_with_the_others():
    (one,) = meant("Q6/2", "ITU-D", period="2014-2017")
    assert (one.work, one.candidates) == ("", ("itu-d/2018-2021/q/6-2", "itu-d/2022-2025/q/6-2"))
    assert "2014-2017" in one.why


@pytest.mark.parametrize(
    ("text", "head", "expected"),
    [
        ("Q1-3/5", "ITU-T", ["itu-t/2022-2024/q/1-5", "itu-t/2022-2024/q/2-5", "itu-t/2022-2024/q/3-5"]),
        ("205-2/1", "ITU-R Questions", ["itu-r/q/205-1"]),
        ("Resolutions 64-66", "WTSA", ["wtsa/res/64", "wtsa/res/65", "wtsa/res/66"]),
        ("ITU-R 60-2", "", ["ra/res/60"]),
        ("Resolution 182 (Rev. Busan, 2014)", "", ["pp/res/182"]),
        ("Res. 66 (Rev. Buenos Aires, 2017)", "", ["wtdc/res/66"]),
        ("WTDC Res 66 (Rev.Buenos Aires)", "", ["wtdc/res/66"]),
        ("SG 5", "ITU-R Study Groups", ["itu-r/sg/5"]),
        ("PP-182", "", ["pp/res/182"]),
    ],
)
def test_a_hyphen_and_an_edition_are_read_as_the_body_writes_them(text, head, expected):
    assert works(text, head) == expected


def test_what_several_bodies_have_is_not_guessed():
    (one,) = meant("Resolution 9")
    assert (one.work, sorted(one.candidates)) == ("", ["pp/res/9", "wtdc/res/9"])


def test_a_title_chooses_among_those_of_one_number():
    (one,) = meant("Resolution 73", title="Networks and climate")
    assert one.work == "wtsa/res/73"


def test_a_title_that_contradicts_the_number_is_told_and_not_taken():
    (one,) = meant("Q6/2", "ITU-D", "Broadcasting for elderly people at sea")
    assert (one.work, one.candidates) == ("", ("itu-d/2022-2025/q/6-2",))
    assert "Broadcasting for elderly people at sea" in one.why
    assert meant("Q6/2", "ITU-D", "The environment in short")[0].work == "itu-d/2022-2025/q/6-2"


def test_a_title_of_another_text_names_both():
    (one,) = meant("Q6/2", "ITU-D", "Human exposure to electromagnetic fields of networks")
    assert one.work == ""
    assert {"itu-d/2022-2025/q/6-2", "itu-d/2022-2025/q/7-2"} <= set(one.candidates)
    assert "has the number of" in one.why


def test_titles_are_alike_whatever_their_signs_and_when_cut_short():
    assert likeness("ICTs and the Environment.", "ICTs and the environment") == 1.0
    assert likeness("Human exposure to", "Human exposure to electromagnetic fields") == 1.0
    assert likeness("Cybersecurity", "Climate") < 0.5
