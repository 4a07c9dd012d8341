"""The library knows every edition and which one is current."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from mapper.library import mappable, shelve
from mapper.types import Change, Edition, Kind, SourceFile, Status
from tests.test_editions import OLD, document

FIRST = document(*OLD)
SECOND = document(*OLD, label="B, 2022", year=2022)
GONE = document(label="A, 2018", status=Status.SUPPRESSED)


@given(st.permutations([FIRST, SECOND, replace(FIRST, id="y"), replace(GONE, id="y")]))
def test_the_order_of_reading_does_not_matter(order):
    shelved = shelve(order)
    assert shelved.current["x"] == SECOND
    assert shelved.current["y"].status is Status.SUPPRESSED
    assert set(shelved.in_force) == {"x"}


def test_a_suppression_with_the_old_tag_comes_after_the_text_it_ends():
    shelved = shelve([GONE, FIRST])
    assert shelved.change("x").grade is Change.SUPPRESSED
    assert shelved.seen[("x", "A, 2018")] == FIRST


def test_of_two_readings_of_one_edition_the_fuller_stands():
    assert shelve([document(OLD[0]), FIRST]).current["x"] == FIRST


def test_only_texts_that_people_issued_are_mapped():
    assert mappable(FIRST)
    assert not mappable(GONE)
    assert not mappable(document())
    assert not mappable(replace(FIRST, kind=Kind.SUBTOPIC))


def test_of_two_languages_of_one_edition_the_common_one_stands():
    french = replace(document(*OLD, *OLD), language="fr")
    assert shelve([french, FIRST, SECOND]).works["x"][0] == FIRST


def test_what_was_adopted_wins_over_a_draft_of_the_same_edition_and_of_a_later_one():
    draft, later = (replace(each, status=Status.DRAFT, source=SourceFile("d.pdf", "9")) for each in (document(*OLD, *OLD), SECOND))
    shelved = shelve([draft, later, FIRST])
    assert shelved.current["x"] == FIRST
    assert shelved.seen[("x", "A, 2018")] == FIRST
    assert shelved.changes() == []
    assert shelve([later]).current["x"] == later


def test_questions_that_share_an_id_for_want_of_a_study_period_are_told():
    one, other = (
        replace(FIRST, id="d/q/5-2", kind=Kind.QUESTION, edition=Edition(), title=title, source=SourceFile(f"{title}.pdf", title))
        for title in ("Floods", "Skills")
    )
    [told] = shelve([other, one]).clashes
    assert (
        told
        == "d/q/5-2 stands for different Questions (Floods.pdf, Skills.pdf); add each file again with its study period, as in --edition 2018-2021"
    )
    assert shelve([one, replace(one, source=SourceFile("copy.pdf", "3"))]).clashes == ()
