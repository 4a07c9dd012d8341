"""The library knows every edition and which one is current."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.library import Known, mappable, shelve
from mapper.types import Change, Kind, SourceFile, Status
from tests.test_editions import OLD, clause, document

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


def test_of_two_readings_that_say_the_same_that_of_the_whole_file_stands():
    for whole, part in (("1", "2"), ("2", "1")):
        texts = [replace(FIRST, source=SourceFile("f.pdf", sha256)) for sha256 in (whole, part)]
        assert shelve(texts, short={part}).current["x"].source.sha256 == whole


def test_only_texts_that_people_issued_are_mapped():
    assert mappable(FIRST)
    assert not mappable(GONE)
    assert mappable(document())
    assert not mappable(replace(document(), title=""))
    assert not mappable(replace(FIRST, kind=Kind.SUBTOPIC))


def test_of_two_languages_of_one_edition_the_common_one_stands():
    french = replace(document(*OLD, *OLD), language="fr")
    shelved = shelve([french, FIRST, SECOND])
    assert shelved.works["x"][0] == FIRST
    assert shelved.aside == ((french, FIRST),)


OTHER = replace(FIRST, title="Another text", source=SourceFile("g", "1"))


@given(st.permutations([FIRST, OTHER, replace(FIRST, language="fr"), document(*OLD[:2], title="Another  text")]))
def test_what_does_not_stand_is_set_aside_unless_it_was_only_read_twice(order):
    shelved = shelve(order)
    assert shelved.works["x"] == (OTHER,)
    assert [(one.title, one.language, stands) for one, stands in shelved.aside] == [("Climate", "en", OTHER), ("Climate", "fr", OTHER)]


def test_what_was_adopted_wins_over_a_draft_of_the_same_edition_and_of_a_later_one():
    draft, later = (replace(each, status=Status.DRAFT, source=SourceFile("d.pdf", "9")) for each in (document(*OLD, *OLD), SECOND))
    shelved = shelve([draft, later, FIRST])
    assert shelved.current["x"] == FIRST
    assert shelved.seen[("x", "A, 2018")] == FIRST
    assert shelved.changes() == []
    assert shelve([later]).current["x"] == later


CLOSED = replace(FIRST, status=Status.CLOSED)


@pytest.mark.parametrize(
    "known",
    [
        Known("A, 2018", "closed", CLOSED.digest, 2018),
        Known("A, 2018", "closed"),  # as runs noted it that kept no digests
        Known("A, 2018", "suppressed", GONE.digest, 2018),
        Known("", "suppressed", GONE.digest),
        Known("C, 2022", "suppressed", GONE.digest, 2022),
        Known("B, 2022", "in-force", SECOND.digest, 2022),
    ],
)
def test_what_was_over_or_is_an_older_edition_is_in_force_again_and_neither_new_nor_reworded(known):
    for shelved in (shelve([FIRST], read=[FIRST]), shelve([FIRST], read=[FIRST, GONE])):
        (change,) = shelved.changes_since({"x": known})
        assert (change.grade, change.old, change.new, change.clauses) == (Change.IN_FORCE_AGAIN, known.label, "A, 2018", ())


def test_what_was_over_and_reads_otherwise_now_is_told_by_its_words():
    shelved = shelve([document(*OLD, clause("9", "to publish a handbook each year"))], read=[FIRST])
    (change,) = shelved.changes_since({"x": Known("A, 2018", "closed", CLOSED.digest, 2018)})
    assert change.grade is Change.OPERATIVE_CHANGED


def test_what_is_adopted_anew_after_a_suppression_is_compared_as_a_next_edition():
    (change,) = shelve([FIRST, GONE, SECOND]).changes_since({"x": Known("A, 2018", "suppressed", GONE.digest, 2018)})
    assert (change.grade, change.old, change.new) == (Change.UNCHANGED, "A, 2018", "B, 2022")
