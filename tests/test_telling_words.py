"""The measure of terms: every word against its nearest word, rare words counting more."""

import numpy as np

from mapper.candidates import FEWER, LONG, fuse
from mapper.channels import terms
from mapper.channels.terms import answered
from mapper.corpus import gather
from mapper.embedders.hashing import HashingEmbedder
from mapper.embeddings import VectorCache
from mapper.extractors import bare
from mapper.ranker import Ranker
from mapper.types import SourceFile
from tests.words import Telling


def side(embedder, *texts, stem="d"):
    documents = [bare.document(f"{stem}{number}", "", text, SourceFile("", "")) for number, text in enumerate(texts)]
    return gather(documents, embedder, VectorCache())


def test_words_that_mean_the_same_answer_each_other():
    model = Telling()
    left = side(model, "lorries pay", "persons vote")
    right = side(model, "trucks pay", "persons vote", "ships sail", stem="e")
    forward, backward = answered(left, right)
    assert forward[0].argmax() == 0
    assert backward[0].argmax() == 0
    assert np.isclose(forward[0, 0], 1, atol=0.02)
    assert np.isclose(forward[0, 2], 0, atol=0.02)


def test_a_rare_word_counts_more_than_one_that_many_texts_have():
    model = Telling()
    left = side(model, "fees toll")
    right = side(model, "fees harbour", "fees market", "toll airport", "fees school", stem="e")
    forward, _ = answered(left, right)
    assert forward[0].argmax() == 2


def test_a_text_without_a_telling_word_is_like_none():
    model = Telling()
    forward, backward = answered(side(model, "on the"), side(model, "trucks pay", "a toll", stem="e"))
    assert not forward.any()
    assert np.allclose(backward, 0, atol=1e-6)


def test_among_very_many_texts_only_the_rarest_words_are_compared(monkeypatch):
    model = Telling()
    left = side(model, "fees toll")
    right = side(model, "fees harbour", "fees market", "fees school", "toll", stem="e")
    monkeypatch.setattr(terms, "FEWEST", 1)
    monkeypatch.setattr(terms, "PRODUCTS", 4)
    forward, _ = answered(left, right)
    assert forward[0].tolist() == [0, 0, 0, 1]


def test_where_no_words_are_told_the_clauses_stand_for_them():
    toy = HashingEmbedder(32)
    left, right = side(toy, "trucks pay a toll", "persons vote"), side(toy, "trucks pay", "ships sail", stem="e")
    assert answered(left, right) is None
    standings = dict(fuse(left, right, np.ones((2, 2), bool), Ranker((("terms", 1.0),))).standings)
    clauses, sizes = (standings["forward"] + standings["backward"]) / 2, np.outer(left.lengths, right.lengths)
    common = FEWER * sizes / (sizes + LONG**2)  # what the words in common of long texts stand for; of these, next to nothing
    assert common.max() < 1e-3
    assert np.allclose(standings["terms"], clauses + common * (standings["words"] - clauses))


def test_the_packaged_model_tells_words_but_no_signs_and_no_common_words():
    from mapper import embedders

    model = embedders.load()
    rows, ((words, vectors), (nothing, _)) = model.read(["The greenhouse gases of networks.", "of the, and"])
    names = {number: word for word, number in model._opened()._tokens.get_vocab().items()}
    assert [names[number] for number in words.tolist()] == ["greenhouse", "gases", "networks"]
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert not len(nothing)
    assert np.allclose(rows, model.embed(["The greenhouse gases of networks.", "of the, and"]), atol=1e-6)


def test_words_speak_for_short_texts_and_clauses_for_long_ones():
    model = Telling()
    long = " ".join(f"harbour{number} ships" for number in range(400))
    left, right = side(model, "lorries pay", f"lorries {long}"), side(model, "trucks pay", f"trucks {long}", stem="e")
    standings = dict(fuse(left, right, np.ones((2, 2), bool), Ranker((("terms", 1.0),))).standings)
    clauses = (standings["forward"] + standings["backward"]) / 2
    apart = np.abs(standings["terms"] - clauses)
    assert apart[0, 0] > 3 * apart[1, 1]
