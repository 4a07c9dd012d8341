"""Wordings: what an editor may touch, and what binds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.types import Change
from mapper.wordings import grade, same_force


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("to organise the work, and report", "To organize work and report;", Change.EDITORIAL),
        ("Resolution 72 (Rev. Busan, 2014), on measurement", "Resolution 72 (Rev. Dubai, 2018), on measurement", Change.EDITORIAL),
        ("to report by 2018", "to report by 2022", Change.ACTOR_OR_DEADLINE_CHANGED),
        ("to report annually", "to report every four years", Change.ACTOR_OR_DEADLINE_CHANGED),
        ("the Director of the first Bureau to act", "the Secretary-General to act", Change.ACTOR_OR_DEADLINE_CHANGED),
        ("to do this", "not to do this", Change.OPERATIVE_CHANGED),
        ("to increase support", "to decrease support", Change.OPERATIVE_CHANGED),
        ("to hold 3 meetings", "to hold 4 meetings", Change.OPERATIVE_CHANGED),
    ],
)
def test_wordings_are_graded_by_what_a_reader_would_have_to_do(before, after, expected):
    assert grade(before, after) is expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("in data bases and sign-language", "in databases and sign language", Change.EDITORIAL),
        ("Resolution ITU-R 60-1, on energy", "Resolution ITU-R 60-2, on energy", Change.EDITORIAL),
        ("the chairman of the group", "the chair of the group", Change.EDITORIAL),
        ("within 48 hours of a request", "within 24 hours of a request", Change.ACTOR_OR_DEADLINE_CHANGED),
        ("by a factor of 2-3", "by a factor of 5-6", Change.OPERATIVE_CHANGED),
    ],
)
def test_what_editors_do_to_spelling_and_references_is_told_from_what_binds(before, after, expected):
    assert grade(before, after) is expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("to finish the work (by 31 December 2025)", "to finish the work (by 31 December 2045)"),
        ("to finish the work (not later than 2026)", "to finish the work"),
        ("to finish the work (by December, 2025)", "to finish the work (by March, 2026)"),
        ("in the band 24-27 GHz", "in the band 24-29 GHz"),
        ("for children of ages 10-12", "for children of ages 10-17"),
        ("to carry out actions 1-3", "to carry out actions 1-9"),
        ("to limit warming to 1.5 degrees", "to limit warming to 15 degrees"),
        ("to limit losses to 2.5 %", "to limit losses to 25 %"),
        ("emissions of ≤ 10 dBW", "emissions of ≥ 10 dBW"),
        ("a level of -10 dBm", "a level of 10 dBm"),
        ("a fee of 100 €", "a fee of 100 $"),
        ("which is notable", "which is not able"),
        ("to report every four years", "to report every for years"),
        ("by a factor of 2-3", "by a factor of 2-6"),
        ("to support our networks", "to support or networks"),
        ("7 750 MHz", "77 50 MHz"),
        ("with in the band", "without the band"),
        ("recalling Resolution 72 (Rev. Busan, 2014)", "recalling Resolution 73 (Rev. Busan, 2014)"),
        ("recalling the conference (Busan, 2014)", "recalling the conference (Dubai, 2018)"),
    ],
)
def test_what_binds_is_never_taken_for_an_editors_touch(before, after):
    assert grade(before, after) not in (Change.UNCHANGED, Change.EDITORIAL)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("co-operation among sub-regional offices", "cooperation among subregional offices"),
        ("the band 7 750-7 850 MHz", "the band 7750 – 7850 MHz"),
        ("Resolution 673 (Rev.WRC-12), on observation", "Resolution 673 (Rev.WRC-19), on observation"),
        ("Recommendation ITU-R RS.1883-0 applies", "Recommendation ITU-R RS.1883-1 applies"),
        ("colour and behaviour", "color and behavior"),
        ("web pages, as needed", "webpages as needed"),
        ("“this” work", "'this' work"),
    ],
)
def test_an_editors_touch_is_never_taken_for_a_change_of_substance(before, after):
    assert grade(before, after) is Change.EDITORIAL


@pytest.mark.parametrize(("old", "new", "alike"), [("resolves", "further resolves", True), ("instructs the Director", "invites the Director", False)])
def test_openers_bind_by_their_verb(old, new, alike):
    assert same_force(old, new) is alike


words = st.lists(
    st.sampled_from(["to", "report", "by", "2026", "on", "energy", "10", "2.5", "%", "not", "able", "networks", "every", "four", "years"]),
    min_size=1,
    max_size=8,
)


@given(words, words)
def test_grading_is_the_same_in_both_directions(one, other):
    assert (grade(" ".join(one), " ".join(other)) is Change.EDITORIAL) == (grade(" ".join(other), " ".join(one)) is Change.EDITORIAL)


@given(words, st.integers(0, 7), st.sampled_from(["9", "not", "never", "%"]))
def test_a_word_that_is_put_in_is_never_editorial(one, at, word):
    assert grade(" ".join(one), " ".join([*one[:at], word, *one[at:]])) not in (Change.UNCHANGED, Change.EDITORIAL)
