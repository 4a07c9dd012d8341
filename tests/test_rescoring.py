"""Re-scoring: a second model reads the best pairs, and only these, and is told in what they add up to."""

import json
from dataclasses import replace

import numpy as np
import pytest

from mapper import proposing, ranker, rescoring, settings
from mapper.candidates import AGAIN, fuse, permitted, weigh
from mapper.embedders.hashing import HashingEmbedder
from mapper.errors import MapperError
from mapper.proposals import Task, Tools, corpora, propose_all
from mapper.rescoring import WEIGHT, TwoVectors, knowing, rescored
from tests.texts import LIBRARY

PLAIN = Tools(HashingEmbedder())


class Fond:
    """Score a pair by one word that it likes, and keep what it was asked."""

    name = "fond"

    def __init__(self, word):
        self.word, self.asked = word, []

    def score(self, pairs):
        self.asked += pairs
        return np.array([sum(self.word in text for text in pair) for pair in pairs], np.float32)


def both():
    left, right = corpora(LIBRARY[:3], LIBRARY[3:], PLAIN)
    return left, right, fuse(left, right, permitted(left.documents, right.documents))


def test_what_the_second_model_likes_gains_and_the_rest_is_told_apart():
    left, right, fusion = both()
    found = rescored(fusion, left, right, Fond("emissions"))
    gained = found.scores - fusion.scores
    assert np.unravel_index(gained.argmax(), gained.shape) == (0, 0)
    stands = dict(found.standings)[AGAIN]
    assert np.allclose(gained, WEIGHT * stands, atol=1e-3)


def test_what_was_read_again_is_weighed_as_it_was_read():
    left, right, fusion = both()
    found = rescored(fusion, left, right, Fond("emissions"))
    assert np.allclose(weigh(found, left, right, knowing(ranker.load())).scores, found.scores, atol=2e-4)
    assert np.allclose(weigh(found, left, right, ranker.load()).scores, fusion.scores, atol=2e-4)


def test_only_the_best_pairs_are_read_again(monkeypatch):
    monkeypatch.setattr(rescoring, "TOP", 1)
    left, right, fusion = both()
    model = Fond("emissions")
    found = rescored(fusion, left, right, model)
    forward, backward = fusion.ranks
    unread = (forward > 1) & (backward > 1)
    assert unread.any()
    assert np.array_equal(found.scores[unread], fusion.scores[unread])
    known = {passage.text for side in (left, right) for passage in side.passages}
    assert model.asked
    assert {text for pair in model.asked for text in pair} <= known


def test_nothing_is_read_where_nothing_may_be_paired():
    left, right, fusion = both()
    none = replace(fusion, allowed=np.zeros_like(fusion.allowed))
    assert np.array_equal(rescored(none, left, right, Fond("x")).scores, np.round(fusion.scores, 4))


def test_a_proposal_tells_what_the_second_reading_adds():
    tools = Tools(HashingEmbedder(), rescorer=Fond("emissions"), ranker=knowing(ranker.load()))
    found = propose_all(Task("resolutions", LIBRARY[:3], LIBRARY[3:]), tools)
    first = next(proposal for proposal in found if (proposal.left, proposal.right) == ("aa/res/1", "bb/res/4"))
    shares = dict(first.contributions)
    assert shares[AGAIN] > 0
    assert sum(shares.values()) == pytest.approx(first.score, abs=0.01)


def test_two_vectors_give_cosines():
    model = TwoVectors(HashingEmbedder())
    scores = model.score([("energy of networks", "energy of networks"), ("energy", "sign language")])
    assert scores.dtype == np.float32
    assert scores[0] == pytest.approx(1, abs=1e-3)
    assert scores[1] < 0.5
    assert model.score([]).shape == (0,)
    assert model.name == "hashing-256"


def test_a_folder_that_is_not_there_is_one_sentence(tmp_path):
    with pytest.raises(MapperError, match=r"no folder .* to re-score with; name the folder"):
        rescoring.load(tmp_path / "none")


def test_a_run_without_its_second_model_says_so(tmp_path):
    (tmp_path / "mapper.toml").write_text('[workspace]\nmodel = "hashing"\n[proposals]\nrescore = "models/none"\n', encoding="utf-8")
    made = proposing.prepare(settings.load(tmp_path))
    assert made.tools.rescorer is None
    [told] = made.degraded
    assert "models/none" in told
    assert told.endswith("This run did without the second reading")


def a_cross_encoder(folder):
    """Write a tiny BERT with random weights that judges two texts."""
    transformers = pytest.importorskip("transformers", reason="the library that runs cross-encoders is not installed")
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "energy", "networks", "sign", "language"]
    (folder / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    transformers.BertTokenizerFast(vocab={word: number for number, word in enumerate(words)}).save_pretrained(folder)
    shape = {"vocab_size": len(words), "hidden_size": 8, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 16, "num_labels": 1}
    transformers.BertForSequenceClassification(transformers.BertConfig(**shape)).save_pretrained(folder)
    return folder


@pytest.mark.model
def test_a_cross_encoder_from_a_folder_reads_two_texts_at_once(tmp_path):
    pytest.importorskip("sentence_transformers", reason="the library that runs cross-encoders is not installed")
    model = rescoring.load(a_cross_encoder(tmp_path))
    pairs = [("energy networks", "sign language"), ("energy", "networks"), ("energy networks", "sign language")]
    scores = model.score(pairs)
    assert model.name.startswith(f"{tmp_path.name}@")
    assert scores.shape == (3,)
    assert scores[0] == scores[2] != scores[1]
    assert model.score([]).shape == (0,)


def test_a_damaged_cross_encoder_is_one_sentence(tmp_path):
    (tmp_path / "config.json").write_text(json.dumps({"architectures": ["BertForSequenceClassification"]}), encoding="utf-8")
    with pytest.raises(MapperError, match=r"is not a cross-encoder|install mapper with \[models\]"):
        rescoring.load(tmp_path)
