"""Word sets: what is kept of the words of a document, and that it is kept."""

import numpy as np
import pytest

from mapper import wordsets
from mapper.embedders.hashing import HashingEmbedder
from mapper.embeddings import VectorCache, embed
from mapper.types import Passage
from tests.words import Telling


def passages(*texts):
    return [Passage("d", (), text, 1) for text in texts]


def test_a_model_that_does_not_tell_words_apart_gives_none():
    assert wordsets.gather([passages("trucks on the road")], HashingEmbedder(16), VectorCache()) == ()


def test_a_word_that_comes_again_is_one_row_the_mean_of_both():
    here, there = np.eye(2, dtype=np.float32)
    one = wordsets.choose([(np.array([7, 3], np.int32), np.stack([here, there])), (np.array([7], np.int32), there[None])], 2)
    assert one.words.tolist() == [3, 7]
    assert one.rows.tolist() == [[0, 127], [90, 90]]


def test_the_rarest_words_are_kept_and_those_that_come_again_before_others():
    count = wordsets.MOST + 1
    words = np.arange(1, count + 1, dtype=np.int32)
    rows = np.ones((count, 1), np.float32)
    once = wordsets.choose([(words, rows)], 1)
    assert once.words.tolist() == words[1:].tolist()
    twice = wordsets.choose([(words, rows), (words[:1], rows[:1])], 1)
    assert twice.words.tolist() == [1, *words[2:].tolist()]


def test_a_document_without_a_telling_word_has_an_empty_set():
    (empty,) = wordsets.gather([passages("on the")], Telling(), VectorCache())
    assert empty.words.shape == (0,)
    assert empty.rows.shape == (0, 32)


def test_what_was_read_is_not_read_again(tmp_path):
    runs, model = [passages("trucks on the road", "a toll"), passages("lorries")], Telling()
    first = wordsets.gather(runs, model, VectorCache(tmp_path))
    seen = len(model.seen)
    again = wordsets.gather([*runs, passages("motorway")], model, VectorCache(tmp_path))
    assert model.seen[seen:] == ["motorway"]
    assert [one.rows.tobytes() for one in again[:2]] == [one.rows.tobytes() for one in first]
    assert [one.words.tolist() for one in again[:2]] == [one.words.tolist() for one in first]


def test_a_document_without_a_telling_word_is_not_read_again(tmp_path):
    model = Telling()
    wordsets.gather([passages("on the")], model, VectorCache(tmp_path))
    model.seen.clear()
    (empty,) = wordsets.gather([passages("on the")], model, VectorCache(tmp_path))
    assert not model.seen
    assert empty.rows.shape == (0, 32)


def test_without_a_folder_sets_are_kept_in_memory():
    model, cache = Telling(), VectorCache()
    first = wordsets.gather([passages("a toll")], model, cache)
    model.seen.clear()
    assert wordsets.gather([passages("a toll")], model, cache) == first
    assert not model.seen


@pytest.mark.parametrize("harm", ["truncate", "flip"])
def test_a_damaged_shard_is_read_again(tmp_path, harm):
    runs, model = [passages("trucks on the road"), passages("a toll")], Telling()
    whole = wordsets.gather(runs, model, VectorCache(tmp_path))
    shard = next(path for path in tmp_path.rglob("*.npy") if path.parent.name.endswith(wordsets.FORM))
    raw = bytearray(shard.read_bytes())
    raw[-3] ^= 0x55
    shard.write_bytes(raw if harm == "flip" else raw[: len(raw) // 2])
    model.seen.clear()
    again = wordsets.gather(runs, model, VectorCache(tmp_path))
    assert model.seen
    assert [one.rows.tobytes() for one in again] == [one.rows.tobytes() for one in whole]


def test_reading_words_fills_the_cache_of_vectors_too(tmp_path):
    run, model, cache = passages("trucks on the road"), Telling(), VectorCache(tmp_path)
    wordsets.gather([run], model, cache)
    rows = embed(run, Untold(), cache)
    assert np.allclose(rows, HashingEmbedder(32).embed([run[0].text]), atol=1e-3)


class Untold(HashingEmbedder):
    """Refuse to embed: every text is known already."""

    def __init__(self):
        super().__init__(32)

    def embed(self, texts):
        raise AssertionError(texts)
