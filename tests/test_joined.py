"""Several models as one: the mean of what they say, the words of the first."""

import numpy as np
import pytest

from mapper import embedders
from mapper.embedders import Reader
from mapper.embedders.hashing import HashingEmbedder
from mapper.embedders.joined import joined
from mapper.embeddings import VectorCache
from mapper.errors import MapperError
from mapper.proposals import Task, Tools, corpora, propose_all
from tests.texts import LIBRARY

TEXTS = ["energy of networks", "energy in a network", "persons with disabilities"]


class Telling(HashingEmbedder):
    """A toy that tells words apart by their length alone."""

    name = "telling"

    def read(self, texts):
        lengths = [sorted({len(word) for word in text.split()}) for text in texts]
        return self.embed(texts), [(np.array(each, np.int32), np.eye(64, dtype=np.float32)[each]) for each in lengths]


def test_a_cosine_is_the_mean_of_the_cosines_of_all_models():
    wide, narrow = HashingEmbedder(), HashingEmbedder(16)
    rows = joined([wide, narrow]).embed(TEXTS)
    assert rows.shape == (3, 272)
    assert rows.dtype == np.float32
    apart = [model.embed(TEXTS) for model in (wide, narrow)]
    assert np.allclose(rows @ rows.T, sum(each @ each.T for each in apart) / 2, atol=1e-6)


def test_all_models_are_named_in_their_order():
    assert joined([HashingEmbedder(), HashingEmbedder(16)]).name == "hashing-256+hashing-16"
    assert joined([HashingEmbedder(16), HashingEmbedder()]).name == "hashing-16+hashing-256"


def test_the_words_are_those_of_the_first_model():
    model = joined([Telling(), HashingEmbedder(16)])
    assert isinstance(model, Reader)
    assert not isinstance(joined([HashingEmbedder(16), Telling()]), Reader)
    rows, words = model.read(TEXTS)
    assert np.array_equal(rows, model.embed(TEXTS))
    assert [each.tolist() for each, _ in words] == [each.tolist() for each, _ in Telling().read(TEXTS)[1]]


def test_a_run_compares_texts_by_all_models_and_words_by_the_first(tmp_path):
    tools = Tools(joined([Telling(), HashingEmbedder(16)]), VectorCache(tmp_path))
    first = propose_all(Task("resolutions", LIBRARY[:3], LIBRARY[3:]), tools)
    assert first
    left, _ = corpora(LIBRARY[:3], LIBRARY[3:], tools)
    assert left.vectors.shape[1] == 272
    assert {one.rows.shape[1] for one in left.words} == {64}
    assert propose_all(Task("resolutions", LIBRARY[:3], LIBRARY[3:]), Tools(tools.embedder, VectorCache(tmp_path))) == first


def test_names_with_a_plus_are_several_models(tmp_path, monkeypatch):
    monkeypatch.setattr("mapper.embedders.multilingual.packaged", lambda: HashingEmbedder(32))
    assert embedders.load("hashing + multilingual").name == "hashing-256+hashing-32"
    with pytest.raises(MapperError, match="no embedder 'glove'; choose 'default'"):
        embedders.load("hashing+glove")


def test_one_model_named_twice_is_refused():
    with pytest.raises(MapperError, match=r"^the model hashing-256\+hashing-256 names one model twice; name each once$"):
        embedders.load("hashing+hashing")


def test_a_folder_whose_path_has_a_plus_is_one_model(tmp_path):
    (tmp_path / "c++").mkdir()
    with pytest.raises(MapperError, match=r"cannot read the weights of the sentence model \S+c\+\+"):
        embedders.load(str(tmp_path / "c++"))
