"""Channels: what each sees, and what it must not."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.channels import best, ranks
from mapper.channels.citation import CitationChannel, explicit
from mapper.channels.dense import DenseChannel, interact
from mapper.channels.exclusion import excluded
from mapper.channels.lexical import LexicalChannel, okapi, phrases, stems
from mapper.corpus import gather
from mapper.embedders.hashing import HashingEmbedder
from mapper.embeddings import VectorCache
from mapper.types import EXCLUSION, Kind
from tests.texts import LIBRARY, cites, document


def corpus(*documents):
    return gather(documents, HashingEmbedder(), VectorCache())


LEFT, RIGHT = corpus(*LIBRARY[:3]), corpus(*LIBRARY[3:6])
CHANNELS = (DenseChannel(), LexicalChannel(), CitationChannel())


@pytest.mark.parametrize("channel", CHANNELS[:2], ids=lambda channel: channel.name)
def test_a_channel_puts_the_same_subject_first(channel):
    scores = channel.scores(LEFT, RIGHT)
    assert scores.dtype == np.float32
    assert scores.argmax(1).tolist() == [0, 1, 2]


@pytest.mark.parametrize("channel", CHANNELS, ids=lambda channel: channel.name)
def test_a_channel_finds_candidates_best_first(channel):
    found = list(channel.find(LEFT, RIGHT, 1))
    assert [dict(pair.scores)[channel.name] for pair in found] == sorted((dict(pair.scores)[channel.name] for pair in found), reverse=True)
    assert all(min(pair.ranks) == 1 for pair in found)


@pytest.mark.parametrize("channel", CHANNELS, ids=lambda channel: channel.name)
def test_a_corpus_against_itself_is_measured_as_two_that_are_equal(channel):
    assert np.allclose(channel.scores(LEFT, LEFT), channel.scores(LEFT, replace(LEFT)), atol=1e-6)


@pytest.mark.parametrize("channel", CHANNELS, ids=lambda channel: channel.name)
def test_an_empty_side_is_no_error(channel):
    assert channel.scores(corpus(), RIGHT).shape == (0, 3)
    assert list(channel.find(LEFT, corpus(), 5)) == []


def brute_force(left, right, left_weights, right_weights):
    """Compare clause by clause in plain loops."""
    forward, backward = np.zeros((len(left.documents), len(right.documents))), np.zeros((len(left.documents), len(right.documents)))
    for i in range(len(left.documents)):
        for j in range(len(right.documents)):
            rows, columns = left.rows(i), right.rows(j)
            cosines = left.vectors[rows] @ right.vectors[columns].T
            forward[i, j] = np.average(cosines.max(1), weights=left_weights[rows])
            backward[i, j] = np.average(cosines.max(0), weights=right_weights[columns])
    return forward, backward


@given(st.integers(0, 2**32 - 1))
def test_late_interaction_is_what_plain_loops_give(seed):
    random = np.random.default_rng(seed)
    weights = [random.uniform(0.1, 1, len(side.passages)).astype(np.float32) for side in (LEFT, RIGHT)]
    found = interact(LEFT, RIGHT, *weights)
    forward, backward = brute_force(LEFT, RIGHT, *weights)
    assert np.allclose(found.forward, forward, atol=1e-5)
    assert np.allclose(found.backward, backward, atol=1e-5)


def test_stems_fold_endings_and_drop_common_words():
    assert stems("The emissions of an emission") == ("emiss", "emiss")


def test_words_that_nothing_holds_score_nothing():
    blank = corpus(document("a/1", "", "of the and"))
    assert LexicalChannel().scores(blank, blank).tolist() == [[0.0]]
    assert okapi(blank, blank).tolist() == [[0.0]]


def test_bm25_counts_shared_words():
    scores = okapi(LEFT, RIGHT)
    assert scores.shape == (3, 3)
    assert scores.argmax(1).tolist() == [0, 1, 2]


def test_a_citation_counts_both_ways():
    citing, cited, other = document("a/1", "T", "x", citations=[cites("b/2")]), document("b/2", "T", "y"), document("b/3", "T", "z")
    assert explicit((citing,), (cited, other)).tolist() == [[True, False]]
    assert explicit((cited, other), (citing,)).tolist() == [[True], [False]]


def test_common_citations_count_less_than_explicit_ones_and_rare_ones_more():
    common, rare = cites("x/1"), cites("x/2")
    left = corpus(document("a/1", "T", "text", citations=[common, rare]))
    right = corpus(
        document("b/1", "T", "text", citations=[common]),
        document("b/2", "T", "text", citations=[rare]),
        document("b/3", "T", "text", citations=[common, cites("a/1")]),
        document("b/4", "T", "text"),
    )
    often, seldom, named, nothing = CitationChannel().scores(left, right)[0]
    assert 0 == nothing < often < seldom < named == 1


def test_every_explicit_pair_is_found_however_small_k():
    left = corpus(document("a/1", "T", "text", citations=[cites(f"b/{number}") for number in range(5)]))
    right = corpus(*(document(f"b/{number}", "T", "text") for number in range(5)))
    assert len(list(CitationChannel().find(left, right, 1))) == 5


@given(st.lists(st.lists(st.integers(0, 3), min_size=3, max_size=3), min_size=1, max_size=4))
def test_ranks_are_places_from_one(rows):
    scores = np.array(rows, np.float32)
    found = ranks(scores)
    for row, places in zip(rows, found.tolist(), strict=True):
        assert sorted(places) == [1, 2, 3]
        assert [row[places.index(place)] for place in (1, 2, 3)] == sorted(row, reverse=True)


def test_candidates_of_equal_score_come_by_id():
    scores = np.ones((1, 3), np.float32)
    assert [pair.right for pair in best("x", scores, corpus(LIBRARY[0]), RIGHT, 3)] == ["bb/res/4", "bb/res/5", "bb/res/6"]


def barring(text, exclusion):
    """A definition that leaves something out."""
    return replace(document("d", text), kind=Kind.SUBTOPIC, details=((EXCLUSION, exclusion),))


MASTS = "protects people from the fields of masts and base stations"
FIELDS, CARBON = document("a", "limits of human exposure to the fields of masts"), document("b", "measures the carbon emissions of networks")


def test_what_a_definition_leaves_out_speaks_against_a_text_that_is_nearer_to_it():
    definition = corpus(barring("measures the emissions of networks", MASTS))
    texts = corpus(FIELDS, CARBON)
    found = excluded(texts, definition)
    assert found[0, 0] > 0
    assert found[1, 0] == 0
    assert np.array_equal(excluded(definition, texts), found.T)


def test_a_definition_that_leaves_nothing_out_bars_nobody():
    assert not excluded(corpus(FIELDS, CARBON), RIGHT).any()


def test_bm25_is_what_the_library_gives_word_by_word():
    import bm25s

    answers = [list(stems(text)) for text in RIGHT.texts]
    index = bm25s.BM25(k1=1.2, b=0.75)
    index.index(answers, show_progress=False)
    wanted = [index.get_scores([word for word in sorted(set(stems(text))) if word in index.vocab_dict] or [""]) for text in LEFT.texts]
    assert np.allclose(okapi(LEFT, RIGHT), wanted, atol=1e-5)
    assert okapi(LEFT, RIGHT).any()


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "the emissions of networks", "an emission in the network"),
        ("fr", "les émissions des réseaux", "une émission dans le réseau"),
        ("es", "las emisiones de las redes", "una emisión en la red"),
        ("ru", "выбросы сетей", "выбросов сети"),
        ("ar", "الكتاب", "كتاب"),
    ],
)
def test_endings_and_small_words_of_a_language_are_its_own(language, one, other):
    assert set(stems(one, language)) & set(stems(other, language)) - {"la", "de"}
    assert not {"les", "des", "las", "the", "of"} & set(stems(one, language))


def test_chinese_is_compared_by_two_signs_at_a_time():
    assert stems("5G网络安全", "zh") == ("5g", "网络", "络安", "安全")
    assert set(stems("加强网络安全", "zh")) & set(stems("网络安全的措施", "zh")) == {"网络", "络安", "安全"}
    assert stems("一 二三", "zh") == ("二三",)


def test_french_texts_share_their_stems():
    french = [
        replace(document(work, "", text), language="fr") for work, text in (("a/1", "surveiller les émissions"), ("b/2", "une émission surveillée"))
    ]
    left, right = corpus(french[0]), corpus(french[1])
    assert LexicalChannel().scores(left, right)[0, 0] > 0.5
    assert okapi(left, right)[0, 0] > 0


ASKED = """
import random, sys
from tests.test_channels import corpus, document, okapi
draw = random.Random(1)
texts = [" ".join(f"word{draw.randrange(400)}" for _ in range(150)) for _ in range(30)]
side = corpus(*(document(f"pp/res/{number}", f"Text {number}", text) for number, text in enumerate(texts)))
sys.stdout.write(okapi(side, side).tobytes().hex())
"""


def test_bm25_is_the_same_to_the_last_bit_in_every_process():
    """The library numbers words in the order of a set, which is another one in every process."""
    root = Path(__file__).resolve().parent.parent
    asked = [os.environ | {"PYTHONHASHSEED": seed} for seed in "123"]
    told = {subprocess.run([sys.executable, "-c", ASKED], cwd=root, env=seed, capture_output=True, check=True).stdout for seed in asked}
    assert len(told) == 1


def test_phrases_know_which_words_stand_side_by_side():
    left = corpus(document("a", "", "spectrum policy harbour lantern"))
    right = corpus(document("b", "", "spectrum policy harbour lantern"), document("c", "", "lantern policy spectrum harbour"))
    same, mixed = phrases(left, right)[0]
    assert same == pytest.approx(1)
    assert mixed < 0.8
    assert np.allclose(LexicalChannel().scores(left, right), 1)
    assert (phrases(corpus(document("a", "", "")), right) == 0).all()
