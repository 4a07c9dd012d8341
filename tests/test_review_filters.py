"""Filters: what is typed chooses pairs, and a word that no pair can have is refused."""

from dataclasses import replace

import pytest

from mapper.errors import UsageError
from mapper.review.filters import Filters, parse
from tests.review_samples import CHOICES, DOCUMENTS, pairs


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        (Filters(), 3),
        (Filters(type="resolutions"), 3),
        (Filters(type="questions"), 0),
        (Filters(body="aa"), 2),
        (Filters(sector="D"), 2),
        (Filters(band="high"), 1),
        (Filters(state="open"), 3),
        (Filters(relation="implements"), 1),
        (Filters(search="COOL networks"), 2),
        (Filters(search=pairs()[0].pair[:9]), 1),
        (Filters(theme="climate"), 0),
        (Filters(body="AA", sector="T"), 1),
    ],
)
def test_filters_choose(filters, count):
    assert sum(filters.matches(one, DOCUMENTS) for one in pairs()) == count


def test_a_theme_is_read_from_the_subtopics_id():
    one = replace(pairs()[0], right="theme/climate/monitoring")
    assert Filters(theme="climate").matches(one, DOCUMENTS)
    assert Filters(theme="climate/monitoring").matches(one, DOCUMENTS)
    assert not Filters(theme="climate/e-waste").matches(one, DOCUMENTS)
    assert not Filters(theme="monitoring").matches(one, DOCUMENTS)


def test_filters_are_typed_as_they_are_written():
    typed = parse("band=high body=AA warm networks", Filters(), CHOICES)
    assert typed == Filters(band="high", body="AA", search="warm networks")
    assert parse(str(Filters(band="high", body="AA")), Filters(), CHOICES) == Filters(band="high", body="AA")
    assert parse("sector=R", typed, CHOICES) == replace(typed, sector="R")
    assert parse("band=", typed, CHOICES).band == ""
    assert parse("", replace(typed, type="resolutions"), CHOICES) == Filters()


@pytest.mark.parametrize(
    "line", ["search=climate change", 'search="climate change"', "climate search=change", "climate change", "search=climate search=change"]
)
def test_all_words_of_a_search_are_searched_for(line):
    assert parse(line, Filters(search="before"), CHOICES).search == "climate change"


def test_an_empty_search_takes_the_search_away():
    assert parse("search= band=high", Filters(search="before"), CHOICES) == Filters(band="high")


def test_filters_are_read_in_any_case_and_spelled_as_the_pairs_are():
    assert parse("band=HIGH body=aa state=Open", Filters(), CHOICES) == Filters(band="high", body="AA", state="open")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("colour=red", "no filter named 'colour'"),
        ("band=best", "no band named 'best'; choose one of high, medium, low"),
        ("state=x", "no state named 'x'"),
        ("body=ZZ", "no body named 'ZZ'; choose one of AA, BB, CC"),
        ("sector=Q", "no sector named 'Q'; choose one of D, R, T"),
        ("relation=kin", "no relation named 'kin'; choose one of mutual-interest, implements, duplicate"),
        ("type=x", "no mapping named 'x'; choose one of resolutions"),
        ("theme=x", "no theme named 'x'; there is none here"),
    ],
)
def test_a_wrong_filter_is_never_an_empty_queue(line, sentence):
    with pytest.raises(UsageError, match=sentence):
        parse(line, Filters(), CHOICES)
