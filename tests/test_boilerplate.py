"""Boilerplate: which clauses weigh little, and what people say of them, from the file to the run."""

import gc
import json
import re
import weakref
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper import pinning, pins
from mapper.boilerplate import LEAST, lightly, pinned, recurring, shield
from mapper.candidates import find, permitted
from mapper.corpus import gather
from mapper.embedders.hashing import HashingEmbedder
from mapper.embeddings import VectorCache
from mapper.errors import MapperError
from mapper.pins import Pins
from mapper.proposals import Task, Tools, propose_all
from tests.texts import LIBRARY, document
from tests.workspaces import write_texts

COMMON = "recognizing the importance of communication for everybody in the world"
WORDS = ("apple", "pear", "plum", "fig")
DOCUMENTS = [document(f"a/{n}", "", COMMON, f"to study {word} and what {word} is made of") for n, word in enumerate(WORDS)]


def corpus(*documents):
    return gather(documents, HashingEmbedder(), VectorCache())


def pinned_corpus(said, *documents):
    side = corpus(*documents)
    return replace(side, pinned=pinned(side, said))


def test_a_clause_that_recurs_is_listed_once_with_its_documents():
    side = corpus(*DOCUMENTS)
    (found,) = recurring(side, side)
    assert (found.clause.text, found.documents, found.document) == (COMMON, 4, "a/0")
    assert found.weight < 0.1
    assert found.said == ""


def test_the_weights_of_two_sides_are_worked_out_once_and_kept_as_long_as_the_sides():
    left, right = corpus(*LIBRARY[:3]), corpus(*LIBRARY[3:6])
    weights = shield(left, right)
    assert shield(left, right) is weights
    assert shield(right, left) is not weights
    held = weakref.ref(left)
    del left, weights
    gc.collect()
    assert held() is None


def test_both_sides_are_listed_where_they_differ():
    left, right = corpus(*DOCUMENTS[:2]), corpus(*(replace(one, id=f"b/{one.id[-1]}") for one in DOCUMENTS[2:]))
    (found,) = recurring(left, right)
    assert found.documents == 4


def test_nothing_recurs_in_a_corpus_of_one_text():
    side = corpus(document("a/1", "", "to study the rare subject of figs"))
    assert recurring(side, side) == []


def test_a_pin_takes_the_weight_of_a_clause_and_of_those_near_to_it():
    said = Pins(("to study pear and what pear is made of",), (COMMON,))
    side = pinned_corpus(said, *DOCUMENTS)
    weights = shield(side, side)[0].reshape(4, 2)
    assert weights[:, 0].tolist() == [1, 1, 1, 1]
    assert weights[1, 1] == pytest.approx(LEAST)
    assert (weights[[0, 2, 3], 1] > LEAST).all()


def test_what_people_said_is_listed_though_it_weighs_much():
    found = recurring(*[pinned_corpus(Pins((), (COMMON,)), *DOCUMENTS)] * 2)
    assert [(one.clause.text, one.weight, one.documents) for one in found if one.said == "unpinned"] == [(COMMON, 1.0, 4)]


def test_a_long_clause_that_is_cut_is_pinned_whole():
    long = ", ".join(f"the matter of {n} which is to be studied by everybody concerned" for n in range(12))
    side = pinned_corpus(Pins((long,)), document("a/1", "", long))
    assert len(side.passages) > 1
    assert (side.pinned == np.float32(LEAST)).all()


def test_a_title_alone_takes_no_pin():
    assert np.isnan(pinned_corpus(Pins((COMMON,)), document("a/1", COMMON)).pinned).all()


def test_pins_change_what_is_proposed():
    task = Task("t", LIBRARY[:3], LIBRARY[3:6], top=3)
    told = LIBRARY[0].clauses[0].text
    plain, weighed = (propose_all(task, Tools(HashingEmbedder(), pins=said)) for said in (Pins(), Pins((told,))))
    first, second = (next(one for one in found if (one.left, one.right) == ("aa/res/1", "bb/res/4")) for found in (plain, weighed))
    assert dict(first.contributions)["forward"] != dict(second.contributions)["forward"]
    assert first.evidence[0].left.text == told
    assert second.evidence[0].left.text != told


def test_clauses_that_weigh_little_are_known_by_their_ids():
    side = corpus(*DOCUMENTS)
    assert set(lightly(side, side, shield(side, side))) == {one.clauses[0].id for one in DOCUMENTS}


def test_find_takes_pins_from_the_corpus():
    side = pinned_corpus(Pins((LIBRARY[0].clauses[0].text,)), *LIBRARY)
    plain = corpus(*LIBRARY)
    allowed = permitted(plain.documents, plain.documents)
    assert find(side, side, allowed, 2) != find(plain, plain, allowed, 2)


# the file


TEXTS = st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(pins._words), max_size=4)


@given(TEXTS, TEXTS)
def test_what_is_saved_is_loaded(tmp_path_factory, some, others):
    path = tmp_path_factory.mktemp("pins") / pins.FILE
    said = Pins()
    for text in some:
        said = said.having(text, pins.PINNED)
    for text in others:
        said = said.having(text, pins.UNPINNED)
    pins.save(said, path)
    assert pins.load(path) == said
    assert path.exists() == bool(some or others)


@given(st.permutations(["the first clause of all", "the second clause of all", "another text that is pinned"]))
def test_the_order_of_pinning_does_not_matter(texts):
    said = Pins()
    for text in texts:
        said = said.having(text, pins.PINNED)
    assert pins.written(said) == pins.written(Pins(tuple(sorted(texts))))


def test_near_verbatim_is_the_same_but_for_a_word_or_two():
    said = Pins(("recognizing the importance of the work of the study groups of the three Sectors of the Union in all countries",))
    assert said.near("Recognizing the importance of the work of the study groups of the three Sectors of the Union in all regions")
    assert not said.near("recognizing the importance of the work of the advisory groups in all countries")
    assert not said.near("recognizing the importance of the work")


def test_a_short_text_must_be_the_same():
    assert Pins(("noting further",)).said("Noting, further") == "pinned"
    assert Pins(("noting further",)).said("noting again") == ""


def test_what_was_said_last_of_a_text_stands_alone():
    said = Pins().having(COMMON, pins.PINNED).having(f"{COMMON}.", pins.UNPINNED)
    assert said == Pins((), (f"{COMMON}.",))
    assert said.without(COMMON) == Pins()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("pinned = [", "is not valid TOML"),
        ('pins = ["x"]', "must be one of pinned, unpinned"),
        ('pinned = "x"', "must be a list of texts"),
        ('pinned = ["--"]', "has no word"),
        ('pinned = ["a clause of all"]\nunpinned = ["A clause of all"]', "both pinned and unpinned"),
    ],
)
def test_a_wrong_file_is_one_sentence(tmp_path, text, told):
    path = tmp_path / pins.FILE
    path.write_text(text, encoding="utf-8")
    with pytest.raises(MapperError, match=told) as failed:
        pins.load(path)
    assert str(path) in str(failed.value)


def test_a_file_that_is_not_utf8_is_one_sentence(tmp_path):
    (tmp_path / pins.FILE).write_bytes(b'pinned = ["\xff"]')
    with pytest.raises(MapperError, match="is not UTF-8"):
        pins.load(tmp_path / pins.FILE)


def test_half_a_character_is_refused_and_the_file_stays(tmp_path):
    path = tmp_path / pins.FILE
    pins.save(Pins((COMMON,)), path)
    with pytest.raises(MapperError, match="half a character"):
        pins.save(Pins((COMMON, "a text with \ud83d in it")), path)
    assert pins.load(path) == Pins((COMMON,))
    assert [one.name for one in tmp_path.iterdir()] == [pins.FILE]


# the command


def first_clause(workspace):
    """Name a clause that an evidence quotes."""
    mapped = next(m for m in workspace.mapped() if m.proposal)
    quote = mapped.proposal.evidence[0].left
    return mapped, quote


def test_the_listing_says_what_where_and_how_much(kept, cli):
    told = cli("boilerplate", "--json", "--limit", "1", "-w", kept.root)
    assert told.code == 0
    assert told.out
    for line in told.out.splitlines():
        found = json.loads(line)
        assert found["clause"].startswith(found["document"])
        assert 0 < found["weight"] < 1
        assert 1 <= found["documents"] <= found["of"]
        assert found["text"]
        assert found["page"] >= 1
    assert "that weigh little" in told.err


def test_the_listing_reads_as_lines(kept, cli):
    told = cli("boilerplate", "--type", "resolutions", "--limit", "2", "-w", kept.root)
    assert told.out.startswith("resolutions: ")
    assert "weight 0." in told.out
    assert "\n2 of " in told.err


def test_the_listing_says_how_far_it_is_and_that_goes_apart(kept, cli):
    told = cli("boilerplate", "--type", "resolutions", "--json", "-w", kept.root)
    *stages, _, _ = told.err.splitlines()
    assert "resolutions: weighing the clauses" in stages
    assert re.fullmatch(r"resolutions: looking for clauses near to those that weigh little: (\d+) of \1", stages[-1])
    assert all(line.startswith("{") for line in told.out.splitlines())


def test_pin_run_show_and_release(small, cli):
    write_texts(small, "own", [document("zz/res/1", "", "to measure the greenhouse gas emissions of networks and of data centres")])
    small.run()
    mapped = next(m for m in small.mapped() if m.left == "zz/res/1")
    quote = mapped.proposal.evidence[0].left
    assert "boilerplate" not in cli("show", mapped.pair, "-w", small.root).out
    told = cli("boilerplate", "pin", quote.clause, "-w", small.root)
    assert told.code == 0
    assert told.out.startswith("pinned: “")
    assert "boilerplate, weight 0.05" in told.out
    assert f"next: mapper run -w {small.root}" in told.err
    assert pins.load(small.settings.pins).said(quote.text) == "pinned"
    again = cli("boilerplate", "pin", quote.text, "-w", small.root)
    assert "is pinned already" in again.out

    before = small.runs()[-1].id
    assert small.run().fresh
    assert small.runs()[-1].id != before
    assert not small.run().fresh
    assert f"{quote.text}”  (boilerplate, weight {LEAST:.2f})" in cli("show", mapped.pair, "-w", small.root).out

    assert cli("boilerplate", "unpin", quote.clause, "-w", small.root).out.startswith("unpinned: “")
    released = cli("boilerplate", "release", quote.clause, "-w", small.root)
    assert released.out.startswith("released: “")
    assert not small.settings.pins.exists()
    assert small.run().fresh
    assert small.runs()[-1].id == before


def test_the_same_pins_are_the_same_run(small):
    before = small.runs()[-1].id
    pins.save(Pins((COMMON,)), small.settings.pins)
    small.run()
    pins.save(Pins(), small.settings.pins)
    small.run()
    assert small.runs()[-1].id == before


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("pin", "no clause of any text reads like this"), 1, "no clause is called or reads “no clause of any text reads like this”"),
        (("pin",), 2, "say which clause to pin"),
        (("release", "nobody ever said a word of this"), 1, "nobody pinned or unpinned “nobody ever said a word of this”"),
        (("pni", "x"), 2, "no action 'pni'; choose one of pin, unpin, release"),
    ],
)
def test_a_wrong_pin_is_one_sentence(kept, cli, words, code, told):
    found = cli("boilerplate", *words, "-w", kept.root)
    assert (found.code, found.out) == (code, "")
    assert told in found.err


def test_check_tells_a_pin_that_fits_no_clause(small, cli):
    _, quote = first_clause(small)
    pins.save(Pins((quote.text, "a text that no clause of any document has")), small.settings.pins)
    told = cli("check", "-w", small.root)
    assert told.code == 0
    assert "note: boilerplate.toml: no clause reads “a text that no clause of any document has” any more" in told.out
    assert quote.text not in told.out


def test_unmatched_pins_come_in_the_order_of_the_file():
    said = Pins(("a text of nobody", COMMON), ("another text of nobody",))
    assert list(pinning.unmatched(said, DOCUMENTS)) == ["a text of nobody", "another text of nobody"]


def test_a_backup_brings_pins_back(small, cli, tmp_path):
    pins.save(Pins((COMMON,)), small.settings.pins)
    assert cli("backup", tmp_path / "kept.zip", "-w", small.root).code == 0
    assert cli("restore", tmp_path / "kept.zip", "-w", tmp_path / "new").code == 0
    assert (tmp_path / "new" / pins.FILE).read_bytes() == small.settings.pins.read_bytes()


def test_a_backup_never_replaces_the_pins(small, cli):
    pins.save(Pins((COMMON,)), small.settings.pins)
    assert cli("backup", small.settings.pins, "-w", small.root).code == 1
    assert pins.load(small.settings.pins) == Pins((COMMON,))
