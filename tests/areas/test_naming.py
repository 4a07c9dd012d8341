"""Naming: the words that the titles of an area share and others do not; a title where there are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.areas.naming import WIDTH, Titles

WORLD = (
    "Climate change and the role of ICTs",
    "ICTs, environment and climate change",
    "Radio systems and the mitigation of climate change",
    "Participation of developing countries in study groups",
    "Gender equality in the study groups",
    "Mainstreaming gender equality",
    "Confidence in networks",
    "Working methods of the study groups",
    "Access to the Internet",
    "Number portability",
    "Conformance testing",
    "Spectrum for broadcasting",
    "Caller identification",
    "Quality of service",
    "Orbit and satellite filings",
    "Emergency calls",
    "Broadband in rural areas",
    "Chairs of study groups",
    "Meetings of the study groups",
)


def name(*titles, weights=None):
    return Titles(WORLD).name(dict(zip(titles, weights or [1] * len(titles), strict=True)))


def test_an_area_is_named_by_the_words_its_titles_share():
    assert name(*WORLD[:3]) == "Climate change"


def test_what_every_title_says_names_nothing():
    assert name(WORLD[3], WORLD[4], WORLD[7]) != "Study groups"


def test_one_word_alone_names_nothing():
    assert name("Regional presence", "Regional groups", weights=[1, 2]) == "Regional groups"


def test_the_weightiest_title_stands_in_where_nothing_is_shared():
    assert name("Number portability", "Conformance testing", weights=[1, 3]) == "Conformance testing"
    assert name() == ""


def test_a_long_title_is_cut_at_a_word():
    told = name("The " + "very " * 30 + "long title")
    assert len(told) <= WIDTH
    assert told.endswith("very…")


@given(st.dictionaries(st.text(max_size=40), st.integers(1, 9), max_size=6))
def test_a_name_does_not_depend_on_the_order_of_the_titles(weighed):
    turned = dict(reversed(weighed.items()))
    assert Titles(weighed).name(weighed) == Titles(turned).name(turned)


@pytest.mark.parametrize("weights", [(5, 1), (1, 5)])
def test_a_term_is_spelled_as_the_weightier_titles_spell_it(weights):
    titles = ("smart cities", "smart city")
    told = Titles((*WORLD, "Plans for smart cities", "A smart city for all")).name(dict(zip(titles, weights, strict=True)))
    assert told.casefold() == titles[weights.index(5)]


def test_a_piece_of_a_longer_name_names_nothing():
    bureau = ("Work with the Union Telecommunication Standards Bureau", "Reports of the Union Telecommunication Radio Bureau")
    assert name(*bureau, weights=[2, 1]) == bureau[0]
    assert name(*bureau, "Duties of the Union Telecommunication", weights=[1, 1, 3]) == "Union Telecommunication"
