"""Holdings: a file speaks by what was last read of it, a later reading corrects an earlier one, and nothing that was read vanishes."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.holdings import hold, takeovers
from mapper.store import Content, Reading
from mapper.types import Clause, Kind, Part, Status
from tests.stores import document

OLD, NEW = "to study networks", "to study networks and towers"


def reading(name, sha256, *documents, intake=0):
    """Read a file: the digest is a letter."""
    return Reading(Content(name, sha256 * 64, intake), documents)


def said(holdings, work="aa/res/1"):
    """Give the first clause of the text that stands for a work."""
    return holdings.library().current[work].clauses[0].text


def richer(one):
    """Give the same text as another rendering has it: more clauses, the same letters."""
    clause = one.clauses[0]
    first, _, last = clause.text.rpartition(" ")
    halves = (replace(clause, text=first), Clause(f"{clause.id}.2", Part.OPERATIVE, "", "", "", 2, last, 3))
    return replace(one, clauses=halves)


@pytest.mark.parametrize("names", [("a.pdf", "b.pdf"), ("b.pdf", "a.pdf")])
@pytest.mark.parametrize("words", [(OLD, NEW), (NEW, OLD)], ids=["longer", "shorter"])
def test_the_text_that_was_added_in_a_later_round_takes_the_place_of_the_earlier(names, words):
    first = reading(names[0], "a", document(words=words[0], sha256="a" * 64))
    last = reading(names[1], "b", document(words=words[1], sha256="b" * 64), intake=1)
    assert said(hold([first, last])) == words[1]
    assert [(one.before, one.now, one.works) for one in takeovers([first, last])] == [(*names, ("aa/res/1",))]


@pytest.mark.parametrize("words", [(OLD, NEW), (NEW, OLD)], ids=["longer", "shorter"])
def test_a_file_that_was_added_beside_one_of_its_name_takes_its_place_in_the_same_round(words):
    texts = [reading("a.b.pdf", "a", document(words=words[0])), reading("a.b.0badcafe.pdf", "b", document(words=words[1]))]
    assert said(hold(texts)) == said(hold(texts[::-1])) == words[1]
    assert said(hold(texts[1:])) == words[1]


@given(st.permutations([reading("a.pdf", "a", document()), reading("b.pdf", "b", richer(document())), reading("c.pdf", "c", document("bb/res/2"))]))
def test_files_that_came_together_say_the_same_in_any_order_and_the_richer_stands(order):
    library = hold(order).library()
    assert len(library.current["aa/res/1"].clauses) == 2
    assert library == hold(reversed(order)).library()


def test_two_renderings_of_one_text_do_not_take_each_others_place():
    word, pdf = richer(document()), document(words="To study net\u00adworks")
    assert len(hold([reading("a.docx", "a", word), reading("a.pdf", "b", pdf, intake=1)]).library().current["aa/res/1"].clauses) == 2
    assert len(hold([reading("a.pdf", "b", pdf), reading("a.docx", "a", word, intake=1)]).library().current["aa/res/1"].clauses) == 2


def test_a_correction_of_a_translation_leaves_the_common_language_alone():
    french = replace(document(words="étudier"), language="fr")
    corrected = replace(document(words="étudier les réseaux"), language="fr")
    texts = [reading("e.pdf", "a", document(), document("bb/res/2")), reading("f.pdf", "b", french), reading("g.pdf", "c", corrected, intake=1)]
    assert said(hold(texts)) == OLD
    assert said(hold(texts[1:])) == "étudier les réseaux"


def test_a_corrected_file_speaks_by_its_last_content_even_where_that_is_poorer():
    first, last = reading("a.pdf", "a", document(words=NEW)), reading("a.pdf", "b", document(words=OLD))
    assert said(hold([first, last])) == OLD
    assert hold([first, last]).lost == {}
    assert [(one.before, one.now) for one in takeovers([first, replace(last, content=replace(last.content, intake=1))])] == [("a.pdf", "a.pdf")]


def next_edition(one):
    return replace(one, edition=replace(one.edition, label="2022", year=2022))


def test_a_file_that_was_replaced_by_its_next_edition_keeps_the_one_before_in_the_history():
    held = hold([reading("a.pdf", "a", document()), reading("a.pdf", "b", next_edition(document(words=NEW)))])
    assert [edition.edition.label for edition in held.library().works["aa/res/1"]] == ["2018", "2022"]
    assert (held.lost, held.library().lost) == ({}, frozenset())


def test_a_wrong_edition_that_was_corrected_in_place_does_not_come_back():
    held = hold([reading("a.pdf", "a", next_edition(document())), reading("a.pdf", "b", document())])
    assert [edition.edition.label for edition in held.library().works["aa/res/1"]] == ["2018"]


def test_a_suppression_that_was_corrected_in_place_does_not_come_back():
    held = hold([reading("a.pdf", "a", replace(document(), status=Status.SUPPRESSED)), reading("a.pdf", "b", document())])
    assert "aa/res/1" in held.library().in_force


def test_a_document_that_is_no_longer_found_in_its_file_stays_however_often_the_file_changes():
    short = document("bb/res/2")
    contents = [reading("a.pdf", "a", document(), short), reading("a.pdf", "b", short), reading("a.pdf", "c", short)]
    for held in (hold(contents[:2]), hold(contents)):
        assert set(held.library().in_force) == {"aa/res/1", "bb/res/2"}
        assert held.lost == {"a.pdf": ("aa/res/1",)}
        assert held.library().doubt("aa/res/1") == " (not in the newest file)"


def test_a_document_that_moved_to_another_file_is_not_lost():
    contents = [reading("a.pdf", "a", document(words=NEW)), reading("a.pdf", "b", document("bb/res/2")), reading("c.pdf", "c", document())]
    assert hold(contents).lost == {}
    assert said(hold(contents)) == OLD


def test_a_suppression_ends_a_document_that_its_file_lost():
    gone = replace(document(), status=Status.SUPPRESSED)
    held = hold([reading("a.pdf", "a", document()), reading("a.pdf", "b", document("bb/res/2")), reading("s.pdf", "c", gone)])
    assert held.lost == {}
    assert set(held.library().in_force) == {"bb/res/2"}


def test_a_text_without_a_known_layout_goes_with_the_content_that_held_it():
    held = hold([reading("a.pdf", "a", replace(document("x/1"), kind=Kind.OTHER)), reading("a.pdf", "b", document())])
    assert set(held.library().works) == {"aa/res/1"}


def test_the_documents_of_a_file_that_cannot_be_read_now_are_unread_whatever_file_they_say_they_came_from():
    held = hold([reading("a.jsonl", "a", document(file="other.pdf", sha256="f" * 64))])
    assert held.unread == frozenset()
    assert hold([reading("a.jsonl", "a", document(file="other.pdf", sha256="f" * 64))], {"a.jsonl"}).unread == {"aa/res/1"}


works = st.sampled_from(["aa/res/1", "bb/res/2"])
made = st.builds(
    lambda work, label, words: document(work, label=label, words=words), works, st.sampled_from(["2018", "2022"]), st.sampled_from([OLD, NEW])
)
contents = st.lists(st.tuples(st.sampled_from(["a.pdf", "b.pdf"]), st.lists(made, min_size=1, max_size=2, unique_by=lambda d: d.key)), max_size=6)


@given(contents)
def test_no_work_that_was_ever_read_vanishes_and_what_a_file_holds_now_counts(files):
    readings = [reading(name, "abcdef"[n], *documents, intake=n) for n, (name, documents) in enumerate(files)]
    library = hold(readings).library()
    assert set(library.works) == {document.id for _, documents in files for document in documents}
    for name in {name for name, _ in files}:
        last = next(r for r in reversed(readings) if r.content.name == name)
        for document_ in last.documents:
            assert document_.key in {edition.key for edition in library.works[document_.id]}
    if readings:
        for document_ in readings[-1].documents:
            assert document_ in library.works[document_.id]
