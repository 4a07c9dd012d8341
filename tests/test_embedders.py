"""Embedders: names, unit rows, and honest refusals."""

import numpy as np
import pytest

from mapper import embedders
from mapper.embedders import sentence
from mapper.errors import MapperError

TEXTS = ["to measure emissions", "to save energy in networks that are large and old and cost much", "", "to measure emissions"]


def test_the_toy_gives_unit_rows_and_likes_shared_words():
    rows = embedders.load("hashing").embed(["energy of networks", "energy in a network", "persons with disabilities"])
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1)
    assert rows[0] @ rows[1] > rows[0] @ rows[2]


def test_the_toy_names_its_width():
    assert embedders.load("hashing").name == "hashing-256"


def test_an_unknown_model_is_refused_in_one_sentence():
    with pytest.raises(MapperError, match=r"no embedder 'glove'; choose 'default', 'multilingual', 'hashing', the path"):
        embedders.load("glove")


def test_a_folder_without_weights_is_refused(tmp_path):
    with pytest.raises(MapperError, match="cannot read the weights of the sentence model"):
        embedders.load(str(tmp_path))


def test_other_weights_than_the_published_ones_are_refused(tmp_path, monkeypatch):
    package = tmp_path / "changed_model"
    (package / "model").mkdir(parents=True)
    (package / "__init__.py").write_text("", encoding="utf-8")
    (package / "model" / "model.safetensors").write_bytes(b"other weights")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(sentence, "PACKAGES", (("changed_model", "model"),))
    with pytest.raises(MapperError, match=r"are not the published ones \(sha256 [0-9a-f]{64}\); install the package again"):
        embedders.load("default")


def test_a_missing_package_is_refused(monkeypatch):
    monkeypatch.setattr(sentence, "PACKAGES", (("no_such_package", "model"),))
    with pytest.raises(MapperError, match="the sentence model is not installed"):
        embedders.load("default")


def test_batches_hold_texts_of_like_length():
    lengths = [3, 50, 4, 1, 300, 2]
    batches = list(sentence._batches(lengths))
    assert sorted(index for batch in batches for index in batch) == list(range(6))
    assert [[lengths[index] for index in batch] for batch in batches] == [[1, 2, 3, 4], [50], [300]]


@pytest.mark.model
def test_the_model_gives_unit_rows_and_knows_synonyms():
    model = embedders.load("default")
    rows = model.embed(TEXTS)
    assert model.name == "all-MiniLM-L6-v2@53aa51172d14"
    assert rows.shape == (4, 384)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert np.array_equal(rows[0], rows[3])
    near = model.embed(["carbon dioxide output", "emissions", "sign language"])
    assert near[0] @ near[1] > near[0] @ near[2] + 0.2


@pytest.mark.model
def test_the_model_gives_the_vectors_of_the_library():
    library = pytest.importorskip("sentence_transformers", reason="the library that the vectors are compared with is not installed")
    folder = embedders.load("default")._folder
    theirs = library.SentenceTransformer(str(folder), device="cpu").encode(TEXTS, normalize_embeddings=True)
    assert np.abs(embedders.load("default").embed(TEXTS) - theirs).max() < 1e-5


@pytest.mark.model
def test_a_vector_hardly_depends_on_its_neighbours():
    model = embedders.load("default")
    alone = model.embed(TEXTS[:1])[0]
    assert np.abs(model.embed(TEXTS + [f"text number {number}" for number in range(30)])[0] - alone).max() < 1e-5
