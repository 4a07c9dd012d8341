"""Candidates: fused, reciprocal, and independent of the order in which documents come."""

import random
import tracemalloc
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.boilerplate import shield
from mapper.candidates import FEWER, LAST, LONG, _common, find, fuse, permitted
from mapper.channels import ranks
from mapper.corpus import gather
from mapper.embedders.hashing import HashingEmbedder
from mapper.embeddings import VectorCache
from mapper.errors import MapperError
from mapper.proposals import Tools, corpora
from mapper.ranker import Ranker, load, standing
from mapper.types import EXCLUSION, Kind
from tests.texts import LIBRARY, cites, document


def corpus(*documents):
    return gather(documents, HashingEmbedder(), VectorCache())


def fusion(left, right):
    one, other = corpora(left, right, Tools(HashingEmbedder()))
    return fuse(one, other, permitted(one.documents, other.documents))


def across(one, other):
    return one.body != other.body


def candidates(documents, k=2):
    one, other = corpora(documents, documents, Tools(HashingEmbedder()))
    return find(one, other, permitted(one.documents, other.documents, across), k)


def test_each_pair_appears_once_with_the_smaller_id_at_the_left():
    found = candidates(LIBRARY)
    pairs = [(pair.left, pair.right) for pair in found]
    assert len({frozenset(pair) for pair in pairs}) == len(pairs)
    assert all(left < right for left, right in pairs)
    assert pairs[0] in [("aa/res/1", "bb/res/4"), ("aa/res/2", "bb/res/5"), ("aa/res/3", "bb/res/6")]


def test_pairs_that_may_not_be_are_not_found():
    assert all(pair.left[:2] != pair.right[:2] for pair in candidates(LIBRARY, k=10))


def test_two_editions_of_one_work_never_pair():
    old, new = document("a/1", "T", "to save energy", label="2014"), document("a/1", "T", "to save energy", label="2018")
    assert candidates([old, new, document("b/2", "T", "to save energy", body="BB")], k=5)
    assert permitted([old], [new]).tolist() == [[False]]


@given(st.integers(0, 1000))
def test_the_order_of_documents_does_not_matter(seed):
    shuffled = list(LIBRARY)
    random.Random(seed).shuffle(shuffled)
    assert candidates(shuffled) == candidates(LIBRARY)


def test_a_cited_pair_is_a_candidate_whatever_its_texts():
    stranger = document("dd/res/9", "Postage", "to set the price of stamps", body="DD", citations=[cites("cc/res/7")])
    found = candidates([*LIBRARY, stranger], k=1)
    pair = next(pair for pair in found if (pair.left, pair.right) == ("cc/res/7", "dd/res/9"))
    assert dict(pair.scores)["citation"] == 1.0


def test_scores_show_each_channel_and_what_it_amounts_to():
    scores = dict(candidates(LIBRARY)[0].scores)
    assert {"dense", "lexical", "citation", "score", "standing.forward", "standing.okapi"} <= scores.keys()
    assert all(value == round(value, 4) for value in scores.values())


def test_the_score_is_the_sum_of_its_contributions():
    fusion = fuse(*corpora(LIBRARY[:3], LIBRARY[3:], Tools(HashingEmbedder())), np.ones((3, 4), bool))
    parts = load().contributions(tuple((name, float(matrix[0, 0])) for name, matrix in fusion.standings))
    assert sum(amount for _, amount in parts) == pytest.approx(fusion.scores[0, 0], abs=1e-3)


def test_no_document_is_no_candidate():
    assert candidates([]) == []
    assert candidates(LIBRARY[:1]) == []


def test_boilerplate_weighs_little():
    common = "recognizing the importance of communication for everybody"
    words = ("apple", "pear", "plum", "fig")
    documents = [document(f"a/{n}", "", common, f"to study the rare subject number {word}") for n, word in enumerate(words)]
    side = corpus(*documents)
    weights = shield(side, side)[0].reshape(4, 2)
    assert (weights[:, 0] < weights[:, 1] / 3).all()


def test_a_hub_stands_out_for_nobody():
    scores = np.array([[0.9, 0.8, 0.1], [0.9, 0.1, 0.2], [0.9, 0.2, 0.8]], np.float32)
    found = standing(scores, np.ones((3, 3), bool))
    assert found[0].argmax() == 1
    assert found[2].argmax() == 2


def catalogue(count, about):
    """Give texts of which the first few are about something, and each of the others about something of its own."""
    return [document(f"c/{n:02}", "", f"to keep the {about} well" if n < 4 else f"to study matter{n} and part{n}") for n in range(count)]


def test_a_column_on_the_subject_of_the_whole_other_side_keeps_what_sets_it_apart():
    asking = [document(f"a/{n:02}", "", f"to keep the garden of house{n} well and to water tree{n}") for n in range(40)]
    left, right = corpus(*asking), corpus(*catalogue(20, "garden"))
    likeness = left.singles @ right.singles.T
    every = np.ones(likeness.shape, bool)
    assert 0 < _common(likeness, left, right, every) < 0.5
    assert _common(likeness, left, right, every & (np.arange(20) > 3)) == 1
    assert _common(likeness[:2], corpus(*asking[:2]), right, every[:2]) == 1  # two rows tell little of a column
    assert _common(left.singles @ left.singles.T, left, left, np.ones((40, 40), bool)) == 1
    with np.errstate(all="raise"):
        assert _common(likeness, left, right, ~every) == 1


def test_a_catalogue_of_many_subjects_is_told_by_what_is_measured_of_it():
    asking = [document(f"a/{n:02}", "", f"to keep the garden of house{n} well and to water tree{n}") for n in range(40)]
    found = fusion(asking, catalogue(20, "garden"))
    assert (found.ranks[0] <= 4)[:, :4].all()
    stood = dict(found.standings)["forward"]
    even = standing(dict(found.channels)["dense"], found.allowed, 0.5)
    assert stood[:, :4].mean() > 1.5 * even[:, :4].mean()


def test_little_is_held_at_once_beside_what_is_compared():
    scores = np.random.default_rng(0).standard_normal((2000, 1000)).astype(np.float32)
    allowed = scores > -1
    for work, most in ((lambda: standing(scores, allowed), 7), (lambda: ranks(scores), 2)):
        tracemalloc.start()
        try:
            work()
            held = tracemalloc.get_traced_memory()[1] / scores.nbytes
        finally:
            tracemalloc.stop()
        assert held < most


def test_standing_knows_only_allowed_pairs():
    scores, allowed = np.array([[0.1, 0.2, 99.0]], np.float32), np.array([[True, True, False]])
    assert standing(scores, allowed)[0, 2] == 0
    assert np.allclose(standing(scores, allowed)[:, :2], standing(scores[:, :2], allowed[:, :2]))


@pytest.mark.parametrize("scores", [np.zeros((0, 0)), np.zeros((2, 2)), np.ones((1, 1))])
def test_standing_of_nothing_special_is_nought(scores):
    assert not standing(scores.astype(np.float32), np.ones(scores.shape, bool)).any()


def test_standing_where_nothing_is_allowed_is_nought():
    assert not standing(np.ones((2, 2), np.float32), np.zeros((2, 2), bool)).any()


@pytest.mark.parametrize("text", ["{", "[]", '{"weights": {"forward": "much"}}', "{}"])
def test_a_wrong_ranker_is_one_sentence(tmp_path, text):
    path = tmp_path / "ranker.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(MapperError, match="is not a ranker"):
        load(path)


def test_a_missing_ranker_is_one_sentence(tmp_path):
    with pytest.raises(MapperError, match="cannot read the ranker"):
        load(tmp_path / "none.json")


def test_a_measure_without_weight_counts_nothing():
    ranker = Ranker((("forward", 1.0),))
    assert ranker.contributions((("forward", 2.0), ("new", 9.0))) == (("forward", 2.0), ("new", 0.0))


def test_a_pair_whose_neighbours_fit_stands_before_one_that_stands_alone():
    """Both middle texts share one word with the asking one; the neighbours of the first are on its subject too."""
    asking = [document("a/1", "", "to measure the emissions of networks and to lower them")]
    near = [document(f"b/{n}", "", f"to lower emissions of networks by way of measure {n}") for n in range(1, 7)]
    shared = document("b/7", "", "to measure tides by way of networks and measure 7", body="B")
    alone = document("b/8", "", "to measure tides where sailors meet in spring", body="B")
    others = [document(f"b/{n}", "", f"to train the teachers of village {n}") for n in range(10, 30)]
    fused = fusion(asking, [*near, shared, alone, *others])
    nearby = dict(fused.standings)["neighbours"][0]
    columns = [d.id for d in sorted([*near, shared, alone, *others], key=lambda d: d.key)]
    assert nearby[columns.index("b/7")] > nearby[columns.index("b/8")]


def test_a_side_of_few_texts_has_no_neighbours():
    """The subtopics of a theme are told apart on purpose: what fits one says nothing of the next."""
    left = [document("a/1", "", "to lower emissions of networks"), document("a/2", "", "to train teachers")]
    right = [document("b/1", "", "emissions of networks", body="B"), document("b/2", "", "training", body="B")]
    fused = fusion(left, right)
    texts = load().score(tuple(one for one in fused.standings if one[0] not in LAST))
    sizes = np.outer(corpus(*left).lengths, corpus(*right).lengths)
    assert np.allclose(dict(fused.standings)["neighbours"], texts * (1 - FEWER * sizes / (sizes + LONG**2)), atol=1e-5)


def speech(first, count, turned=False):
    """Give a text of so many words of its own, in order or turned round."""
    words = [f"word{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(first, first + count)]
    return " ".join(words[::-1] if turned else words)


@pytest.mark.parametrize(("count", "told"), [(4, False), (500, True)])
def test_in_long_texts_words_count_for_more_where_they_stand_side_by_side(count, told):
    asking = [document(f"a/{n}", "", speech(n * 17, count)) for n in range(4)]
    answers = [document("b/0", "", speech(0, count)), document("b/1", "", speech(0, count, turned=True))]
    others = [document(f"c/{n}", "", f"to train the teachers of village {n}") for n in range(4)]
    words = dict(fusion(asking, [*answers, *others]).standings)["words"][0]
    assert (words[0] > words[1] + 0.1) == told


def test_in_long_texts_words_in_common_stand_for_half_of_the_clauses():
    left = [document(f"a/{n}", "", speech(n * 40, 2000)) for n in range(3)]
    right = [document(f"b/{n}", "", speech(n * 50, 1500 + n)) for n in range(3)]
    found = dict(fusion(left, right).standings)
    clauses, sizes = (found["forward"] + found["backward"]) / 2, np.outer(corpus(*left).lengths, corpus(*right).lengths)
    share = FEWER * sizes / (sizes + LONG**2)
    assert share.min() > 0.4
    assert np.allclose(found["terms"], (1 - share) * clauses + share * found["words"], atol=1e-4)


def test_in_long_texts_a_word_that_all_rows_share_is_not_taken_out():
    """What most long texts of the other side have in common with one text is its subject; in short ones it is a hub."""

    def middle(times):
        asking = [document(f"a/{n:02}", "", " ".join([f"garden tree{chr(97 + n)} house{chr(97 + n)}"] * times)) for n in range(20)]
        answers = [
            document(f"b/{n:02}", "", " ".join([f"garden bed{chr(97 + n)}" if n < 1 else f"sea{chr(97 + n)} tide"] * times)) for n in range(20)
        ]
        return dict(fusion(asking, answers).standings)["words"][:, 0].mean()

    assert middle(400) > 1.1 * middle(1) > 0


def test_a_title_that_others_share_says_little():
    """A heading over many rows is a heading, not what one of them is about."""
    rows = [document(f"a/{n}", title, f"to do the thing {word}") for n, (title, word) in enumerate(zip(("Own", "Same", "Same"), "xyz", strict=True))]
    ready = gather(rows, HashingEmbedder(), VectorCache())
    likeness = np.einsum("ij,ij->i", ready.alone, ready.vectors)
    assert likeness[1] > likeness[0]


def test_a_text_without_a_word_is_like_no_other():
    blank, other = document("climate/1", ""), document("climate/2", "")
    fused = fusion([blank], [other, document("b/1", "", "to study the climate")])
    assert not fused.scores.any()


def test_what_a_definition_leaves_out_lowers_the_pair_and_is_said():
    plain = replace(document("d", "Networks", "measures the emissions of networks", body="DD"), kind=Kind.SUBTOPIC)
    barring = replace(plain, details=((EXCLUSION, "limits of human exposure to the fields of masts"),))
    field = document("a", "Fields", "limits of human exposure to the fields of masts")
    free, barred = (fusion([field], [definition]) for definition in (plain, barring))
    assert barred.scores[0, 0] < free.scores[0, 0]
    assert dict(barred.standings)["excluded"][0, 0] > 0
