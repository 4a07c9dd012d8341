"""MPNet: BERT with distances, in numpy; and the packages that carry the larger model in parts."""

import hashlib
import json
import math
import zipfile

import numpy as np
import pytest

from mapper import embedders
from mapper.embedders import parts, sentence
from mapper.embedders.bert import Bert
from mapper.embedders.mpnet import BIAS, by_distance
from mapper.errors import MapperError
from tests.test_embedders import a_model

TEXTS = ["to measure emissions", "to save energy", "energy", "to measure emissions to save energy"]
NAMES = {"attention.self.query": "attention.attn.q", "attention.self.key": "attention.attn.k", "attention.self.value": "attention.attn.v"}
NAMES |= {"attention.output.dense": "attention.attn.o", "attention.output.LayerNorm": "attention.LayerNorm"}


def as_mpnet(folder, bias):
    """Write the model of a folder anew under MPNet's names, its token types moved into its places."""
    safetensors = pytest.importorskip("safetensors.numpy")
    weights = safetensors.load_file(folder / "model.safetensors")
    kinds = weights.pop("embeddings.token_type_embeddings.weight")
    places = weights.pop("embeddings.position_embeddings.weight") + kinds[0]
    named = {"embeddings.position_embeddings.weight": np.concatenate([np.full((2, 8), 9, np.float32), places]), BIAS: bias}
    for name, matrix in weights.items():
        for ours, theirs in NAMES.items():
            name = name.replace(ours, theirs)  # noqa: PLW2901
        named[name] = matrix
    safetensors.save_file(named, folder / "model.safetensors")
    settings = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    (folder / "config.json").write_text(json.dumps(settings | {"model_type": "mpnet"}), encoding="utf-8")
    return folder


def test_mpnet_without_distances_is_bert(tmp_path):
    rows = embedders.load(str(a_model(tmp_path))).embed(TEXTS)
    again = embedders.load(str(as_mpnet(tmp_path, np.zeros((32, 2), np.float32)))).embed(TEXTS)
    assert np.allclose(rows, again, atol=1e-6)


def test_distances_change_what_mpnet_says_of_more_than_one_token(tmp_path):
    bias = np.random.default_rng(2).standard_normal((32, 2)).astype(np.float32)
    plain = embedders.load(str(a_model(tmp_path))).embed(TEXTS)
    told = embedders.load(str(as_mpnet(tmp_path, bias))).embed(TEXTS)
    assert np.allclose(plain[2], told[2], atol=1e-6)
    assert np.abs(plain[3] - told[3]).max() > 1e-3


def test_a_small_epsilon_of_the_settings_is_kept(tmp_path):
    folder = a_model(tmp_path)
    settings = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    rows = embedders.load(str(folder)).embed(TEXTS)
    (folder / "config.json").write_text(json.dumps(settings | {"layer_norm_eps": 0.5}), encoding="utf-8")
    assert np.abs(embedders.load(str(folder)).embed(TEXTS) - rows).max() > 1e-3


def bucket(apart):
    """Say by hand which of 32 buckets a distance falls into (Raffel et al. 2020, as MPNet has it)."""
    behind, size = 16 if apart > 0 else 0, abs(apart)
    return behind + (size if size < 8 else min(15, 8 + int(np.float32(math.log(size / 8) / math.log(16) * 8))))


def test_each_distance_has_the_figure_of_its_bucket():
    table = np.arange(64, dtype=np.float32).reshape(32, 2)
    spread = by_distance(table, 300)
    assert spread.shape == (2, 599)
    for apart in (*range(-20, 21), -299, -127, -100, 33, 90, 129, 299):
        assert spread[:, 299 + apart].tolist() == table[bucket(apart)].tolist(), apart


def test_a_head_adds_what_the_distance_between_two_tokens_says():
    distances = np.arange(18, dtype=np.float32).reshape(2, 9)
    added = Bert._apart(distances, 3)
    assert added[1].tolist() == [[13, 14, 15], [12, 13, 14], [11, 12, 13]]


@pytest.fixture
def packed(tmp_path, monkeypatch):
    """Lay a small model out as five packages do, and take its weights for the published ones."""
    made = tmp_path / "made"
    made.mkdir()
    a_model(made)
    whole = tmp_path / "whole.zip"
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(made.rglob("*.*")):
            archive.write(path, f"../odd/{parts.MODEL}/{path.relative_to(made)}")
    raw = whole.read_bytes()
    size = math.ceil(len(raw) / 5)
    for number, name in enumerate(parts.PARTS):
        place = tmp_path / "site" / name
        place.parent.mkdir(parents=True)
        place.write_bytes(raw[number * size : (number + 1) * size])
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(parts, "WEIGHTS", hashlib.sha256((made / "model.safetensors").read_bytes()).hexdigest())
    return tmp_path


def test_the_larger_model_is_put_together_once(packed):
    model = embedders.load("mpnet")
    assert model.name == f"all-mpnet-base-v2@{parts.WEIGHTS[:12]}"
    assert np.array_equal(model.embed(TEXTS), sentence.local(packed / "made").embed(TEXTS))
    (packed / "site" / parts.PARTS[0]).unlink()
    assert embedders.load("mpnet").name == model.name
    assert [path.name for path in (packed / "cache" / "mapper").iterdir()] == [parts.MODEL]
    assert not (packed / "odd").exists()


def test_a_lacking_part_is_told_with_what_to_install(packed):
    (packed / "site" / parts.PARTS[3]).unlink()
    with pytest.raises(MapperError, match=r"^the model all-mpnet-base-v2 is not installed \(\S+004 is not there\); install its parts with pip"):
        embedders.load("mpnet")


def test_a_damaged_part_leaves_nothing_behind(packed):
    (packed / "site" / parts.PARTS[4]).write_bytes(b"nothing")
    with pytest.raises(MapperError, match=r"^cannot put the model all-mpnet-base-v2 together in \S+: [^\n]+ again$"):
        embedders.load("mpnet")
    assert not list((packed / "cache" / "mapper").iterdir())


@pytest.mark.parametrize("where", [0.2, 0.4, 0.6, 0.8])
def test_an_archive_with_damaged_bytes_is_told_in_one_sentence(packed, where):
    whole = packed / "site" / parts.PARTS[1]
    raw = bytearray(whole.read_bytes())
    at = int(len(raw) * where)
    raw[at : at + 16] = b"\xff" * 16
    whole.write_bytes(bytes(raw))
    with pytest.raises(MapperError, match=r"all-mpnet-base-v2"):
        embedders.load("mpnet")


def test_other_weights_than_the_published_ones_are_refused(packed, monkeypatch):
    embedders.load("mpnet")
    monkeypatch.setattr(parts, "WEIGHTS", "0" * 64)
    with pytest.raises(MapperError, match=r"are not the published ones \(sha256 [0-9a-f]{64}\); delete \S+ and start again"):
        embedders.load("mpnet")


def test_the_larger_model_has_the_model_for_other_languages_beside_it(packed, monkeypatch):
    monkeypatch.setattr("mapper.embedders.multilingual.packaged", lambda: "the other")
    model = embedders.load("mpnet")
    assert embedders.beside(model, ["fr", "en"]) == "the other"
    assert embedders.beside(model, ["en"]) is None


@pytest.mark.model
def test_mpnet_gives_the_vectors_of_the_library(tmp_path):
    transformers = pytest.importorskip("transformers", reason="the library that the vectors are compared with is not installed")
    pytest.importorskip("torch", reason="the library that the vectors are compared with is not installed")
    torch = pytest.importorskip("torch")
    torch.manual_seed(4)
    settings = transformers.MPNetConfig(vocab_size=50, hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=32)
    theirs = transformers.MPNetModel(settings).eval()
    with torch.no_grad():
        theirs.encoder.relative_attention_bias.weight.normal_()
    weights = {name: matrix.numpy() for name, matrix in theirs.state_dict().items()}
    ids = [list(np.random.default_rng(number).integers(5, 50, length)) for number, length in enumerate((3, 40, 300))]
    hidden = [theirs(torch.tensor([each])).last_hidden_state[0].mean(0).detach().numpy() for each in ids]
    rows = np.stack([row / np.linalg.norm(row) for row in hidden])
    assert np.abs(Bert(weights, 2, settings.layer_norm_eps).embed(ids) - rows).max() < 1e-5
