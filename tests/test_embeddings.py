"""The cache of vectors: what is there is not embedded again, what is broken is."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.embedders.hashing import HashingEmbedder
from mapper.embeddings import VectorCache, embed
from mapper.errors import MapperError
from mapper.types import Passage


class Counting(HashingEmbedder):
    """Count the texts that are embedded."""

    def __init__(self):
        super().__init__(16)
        self.seen = []

    def embed(self, texts):
        self.seen += texts
        return super().embed(texts)


def passages(*texts):
    return [Passage("d", (), text, 1) for text in texts]


def test_only_new_texts_are_embedded(tmp_path):
    model = Counting()
    embed(passages("one text", "two texts", "one  text"), model, VectorCache(tmp_path))
    assert sorted(model.seen) == ["one  text", "two texts"]
    embed(passages("two texts", "a third"), model, VectorCache(tmp_path))
    assert model.seen[2:] == ["a third"]


@given(st.lists(st.text(min_size=1, max_size=20), max_size=12))
def test_the_cache_gives_the_bytes_of_the_first_run(tmp_path_factory, texts):
    folder = tmp_path_factory.mktemp("cache")
    first = embed(passages(*texts), HashingEmbedder(16), VectorCache(folder))
    again = embed(passages(*texts), HashingEmbedder(16), VectorCache(folder))
    memory = embed(passages(*texts), HashingEmbedder(16), VectorCache())
    assert first.tobytes() == again.tobytes() == memory.tobytes()


def test_two_models_do_not_share_vectors(tmp_path):
    cache = VectorCache(tmp_path)
    assert embed(passages("one text"), HashingEmbedder(16), cache).shape == (1, 16)
    assert embed(passages("one text"), HashingEmbedder(32), cache).shape == (1, 32)


def shard(folder):
    return next(folder.rglob("*.npy"))


@pytest.mark.parametrize("harm", ["truncate", "flip", "empty", "other"])
def test_a_damaged_shard_is_embedded_again(tmp_path, harm):
    texts = passages("one text", "two texts")
    whole = embed(texts, HashingEmbedder(16), VectorCache(tmp_path))
    path = shard(tmp_path)
    raw = bytearray(path.read_bytes())
    raw[-1] ^= 0x55
    harmed = {"truncate": path.read_bytes()[:-7], "flip": bytes(raw), "empty": b"", "other": b"not an array"}[harm]
    path.write_bytes(harmed)
    model = Counting()
    assert np.array_equal(embed(texts, model, VectorCache(tmp_path)), whole)
    assert len(model.seen) == 2
    assert not Counting().seen
    after = Counting()
    embed(texts, after, VectorCache(tmp_path))
    assert after.seen == []


def test_deleting_the_cache_costs_only_time(tmp_path):
    whole = embed(passages("one text"), HashingEmbedder(16), VectorCache(tmp_path))
    shard(tmp_path).unlink()
    assert np.array_equal(embed(passages("one text"), HashingEmbedder(16), VectorCache(tmp_path)), whole)


def test_no_temporary_file_is_left(tmp_path):
    embed(passages("one text"), HashingEmbedder(16), VectorCache(tmp_path))
    assert [path.suffix for path in tmp_path.rglob("*") if path.is_file()] == [".npy"]


def test_a_cache_that_cannot_be_written_is_one_sentence(tmp_path):
    (tmp_path / "cache").write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(MapperError, match="cannot write vectors to"):
        embed(passages("one text"), HashingEmbedder(16), VectorCache(tmp_path / "cache"))


def test_a_full_disk_is_one_sentence(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(np, "save", full)
    with pytest.raises(MapperError, match="No space left on device; make room there and run again"):
        embed(passages("one text"), HashingEmbedder(16), VectorCache(tmp_path))
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_progress_is_told(tmp_path):
    told = []
    embed(passages("one text", "two"), HashingEmbedder(16), VectorCache(), lambda *step: told.append(step))
    assert told == [("embedding", 2, 2)]
