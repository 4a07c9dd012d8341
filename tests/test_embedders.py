"""Embedders: names, unit rows, and honest refusals."""

import json

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
    with pytest.raises(MapperError, match=r"no embedder 'glove'; choose 'default', 'mpnet', 'multilingual', 'hashing', the path"):
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
    lengths = [3, 100, 4, 1, 300, 2]
    batches = list(sentence._batches(lengths))
    assert sorted(index for batch in batches for index in batch) == list(range(6))
    assert [[lengths[index] for index in batch] for batch in batches] == [[1, 2, 3, 4], [100], [300]]


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
    folder = sentence.folder()
    theirs = library.SentenceTransformer(str(folder), device="cpu").encode(TEXTS, normalize_embeddings=True)
    assert np.abs(embedders.load("default").embed(TEXTS) - theirs).max() < 1e-5


@pytest.mark.model
def test_a_vector_hardly_depends_on_its_neighbours():
    model = embedders.load("default")
    alone = model.embed(TEXTS[:1])[0]
    assert np.abs(model.embed(TEXTS + [f"text number {number}" for number in range(30)])[0] - alone).max() < 1e-5


def a_model(folder, layers=1, width=8):
    """Write a tiny BERT with random weights, laid out as sentence-transformers does."""
    tokenizers, safetensors = pytest.importorskip("tokenizers"), pytest.importorskip("safetensors.numpy")
    words = ["[PAD]", "[UNK]", "to", "measure", "emissions", "save", "energy"]
    cut = tokenizers.Tokenizer(tokenizers.models.WordLevel({word: number for number, word in enumerate(words)}, unk_token="[UNK]"))
    cut.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    cut.save(str(folder / "tokenizer.json"))
    random = np.random.default_rng(1)
    shapes = {"embeddings.word_embeddings.weight": (len(words), width), "embeddings.position_embeddings.weight": (64, width)}
    shapes |= {"embeddings.token_type_embeddings.weight": (2, width)}
    shapes |= {f"embeddings.LayerNorm.{part}": (width,) for part in ("weight", "bias")}
    for number in range(layers):
        stem = f"encoder.layer.{number}"
        wide = {f"{stem}.attention.self.{name}": (width, width) for name in ("query", "key", "value")}
        wide |= {f"{stem}.attention.output.dense": (width, width), f"{stem}.intermediate.dense": (16, width), f"{stem}.output.dense": (width, 16)}
        shapes |= {f"{name}.weight": shape for name, shape in wide.items()} | {f"{name}.bias": shape[:1] for name, shape in wide.items()}
        shapes |= {f"{stem}.{name}.LayerNorm.{part}": (width,) for name in ("attention.output", "output") for part in ("weight", "bias")}
    safetensors.save_file({name: random.standard_normal(shape).astype(np.float32) for name, shape in shapes.items()}, folder / "model.safetensors")
    settings = {"model_type": "bert", "hidden_act": "gelu", "hidden_size": width, "num_attention_heads": 2}
    (folder / "1_Pooling").mkdir()
    for name, said in (
        ("config.json", settings),
        ("1_Pooling/config.json", {"pooling_mode_mean_tokens": True}),
        ("modules.json", [{"type": "models.Transformer"}, {"type": "models.Pooling"}]),
        ("sentence_bert_config.json", {"max_seq_length": 32}),
    ):
        (folder / name).write_text(json.dumps(said), encoding="utf-8")
    return folder


def test_a_folder_of_the_user_is_a_model(tmp_path):
    model = embedders.load(str(a_model(tmp_path)))
    rows = model.embed(["to measure emissions", "to save energy", "to measure emissions"])
    assert model.name.startswith(f"{tmp_path.name}@")
    assert rows.shape == (3, 8)
    assert np.array_equal(rows[0], rows[2])


def harmed(folder, part, how):
    path = folder / part
    if how == "missing":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:-9] if how == "truncated" else b"{}" if how == "empty" else b"\xff nonsense")
    return folder


@pytest.mark.parametrize("part", ["model.safetensors", "tokenizer.json", "config.json"])
@pytest.mark.parametrize("how", ["missing", "truncated", "empty", "nonsense"])
def test_a_damaged_model_is_refused_in_one_sentence_before_a_text_is_embedded(tmp_path, part, how):
    folder = harmed(a_model(tmp_path), part, how)
    with pytest.raises(MapperError, match=r"^[^\n]+; name (a|the) folder that holds modules.json") as refused:
        embedders.load(str(folder))
    assert str(folder) in str(refused.value)


def test_a_model_that_numpy_does_not_run_needs_the_library(tmp_path, monkeypatch):
    folder = a_model(tmp_path)
    (folder / "modules.json").write_text('[{"type": "models.Transformer"}, {"type": "models.Dense"}]', encoding="utf-8")
    monkeypatch.setattr(sentence, "find_spec", lambda _: None)
    with pytest.raises(MapperError, match=r"needs the package sentence-transformers; install mapper with \[models\]"):
        embedders.load(str(folder))


def test_a_model_without_its_layers_norm_is_refused(tmp_path):
    from safetensors.numpy import load_file, save_file

    folder = a_model(tmp_path)
    weights = load_file(folder / "model.safetensors")
    del weights["embeddings.LayerNorm.bias"]
    save_file(weights, folder / "model.safetensors")
    with pytest.raises(MapperError, match=r"it has no 'embeddings\.LayerNorm\.bias'"):
        embedders.load(str(folder)).embed(["to save energy"])


def test_a_model_of_the_hub_that_cannot_be_had_is_one_sentence(monkeypatch):
    from mapper.embedders import hub

    pytest.importorskip("huggingface_hub", reason="the library of the hub is not installed")
    asked = []

    def none(name, **how):
        asked.append(how.get("local_files_only", False))
        raise FileNotFoundError("no such\nmodel")

    monkeypatch.setattr("huggingface_hub.snapshot_download", none)
    with pytest.raises(MapperError, match=r"no folder some/model here, and the hub gives no such model: no such model; mend the name"):
        embedders.load("some/model")
    assert asked == [True, False]
    monkeypatch.setattr("huggingface_hub.snapshot_download", lambda *_, **how: asked.append(how) or "/here")
    assert str(hub.folder("some/model")) == "/here"
    assert len(asked) == 3  # what is here already is not asked for


def test_what_is_kept_between_batches_changes_no_vector(tmp_path):
    model = embedders.load(str(a_model(tmp_path, layers=2)))
    texts = ["to measure emissions", "to save energy " * 9, "energy", "to save emissions " * 5]
    alone = np.stack([embedders.load(str(tmp_path)).embed([text])[0] for text in texts])
    assert np.allclose(model.embed(texts), alone, atol=1e-5)
    assert np.array_equal(model.embed(texts), model.embed(texts))
