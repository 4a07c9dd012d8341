"""Passages: what is embedded, and what must stay out of it."""

from hypothesis import given
from hypothesis import strategies as st

from mapper import passages
from mapper.identity import normalise
from mapper.types import Part
from tests.texts import cites, clause, document


def texts(found):
    return [passage.text for passage in found]


def test_relations_and_tables_stay_out():
    found = document(
        "a/1",
        "T",
        clause(1, "to study the resilience of networks"),
        clause(2, "Questions 5/2 and 6/2 on the same", Part.RELATIONS),
        clause(3, "Target | audience", Part.TABLE),
    )
    assert texts(passages.split(found)) == ["to study the resilience of networks"]


def test_the_words_of_a_citation_stay_out_of_what_is_embedded():
    words = "Resolution 182 (Rev. Busan, 2014)"
    found = document("a/1", "T", f"to carry out {words} by measuring emissions", citations=[cites("b/182", words)])
    assert texts(passages.split(found)) == ["to carry out by measuring emissions"]


def test_a_clause_that_only_cites_is_no_passage():
    words = "Resolution 182 (Rev. Busan, 2014) of the Conference"
    recital = clause(1, f"{words}, on the role of networks in climate change;", Part.PREAMBLE, "recalling")
    bare = clause(2, f"{words};", Part.PREAMBLE, "recalling")
    found = document("a/1", "T", recital, bare, clause(3, "to measure emissions"), citations=[cites("b/182", words)])
    assert texts(passages.split(found)) == ["to measure emissions"]


def test_a_recital_without_citation_stays_whatever_it_begins_with():
    found = document("a/1", "T", clause(1, "on every continent floods endanger cables", Part.PREAMBLE), citations=[cites("b/182")])
    assert len(passages.split(found)) == 1


def test_a_long_clause_is_cut_at_pauses_and_nothing_is_lost():
    text = ", ".join(f"the {number} th part of a sentence that does not end" for number in range(40))
    pieces = texts(passages.split(document("a/1", "T", text)))
    assert len(pieces) > 1
    assert all(len(piece.split()) <= passages.LONGEST for piece in pieces)
    assert " ".join(pieces) == text


def test_a_short_document_is_also_read_as_one_and_a_long_one_is_not():
    short, long = document("a/1", "Title", "some words here"), document("a/2", "Title", "word " * 200)
    assert passages.whole(short, passages.split(short)).text == "Title. some words here"
    assert passages.whole(long, passages.split(long)) is None


@given(st.lists(st.text(max_size=60), max_size=4), st.text(max_size=10))
def test_splitting_never_fails_and_gives_normal_text(clauses, cited):
    found = passages.split(document("a/1", "T", *clauses, citations=[cites("b/1", cited)]))
    assert all(passage.text == normalise(passage.text) and passage.text for passage in found)
