"""Exported models: an ONNX file with its tokenizer, or an honest refusal."""

import numpy as np
import pytest

from mapper import embedders
from mapper.embedders import Reader, exported
from mapper.errors import MapperError
from tests.test_embedders import a_model

TEXTS = ["to measure emissions", "to save energy", "energy", "to measure emissions"]
PACKAGE = "the package that runs exported models is not installed"


def an_export(folder):
    """Write an ONNX file that looks its tokens up in a small matrix, beside the tokenizer of a small model."""
    onnx = pytest.importorskip("onnx", reason="the package that writes exported models is not installed")
    a_model(folder)
    rows = np.random.default_rng(3).standard_normal((7, 8)).astype(np.float32)
    graph = onnx.helper.make_graph(
        [onnx.helper.make_node("Gather", ["rows", "input_ids"], ["hidden"])],
        "lookup",
        [onnx.helper.make_tensor_value_info("input_ids", onnx.TensorProto.INT64, ["b", "t"])],
        [onnx.helper.make_tensor_value_info("hidden", onnx.TensorProto.FLOAT, ["b", "t", 8])],
        [onnx.numpy_helper.from_array(rows, "rows")],
    )
    made = onnx.helper.make_model(graph, opset_imports=[onnx.helper.make_opsetid("", 17)], ir_version=9)
    (folder / "onnx").mkdir()
    onnx.save(made, str(folder / "onnx" / "small.onnx"))
    return folder / "onnx" / "small.onnx", rows


def test_an_export_gives_the_mean_of_its_tokens_and_the_tokens_themselves(tmp_path):
    pytest.importorskip("onnxruntime", reason=PACKAGE)
    path, rows = an_export(tmp_path)
    model = embedders.load(str(path))
    assert model.name.startswith("small@")
    wanted = np.stack([rows[ids].mean(0) for ids in ([2, 3, 4], [2, 5, 6], [6], [2, 3, 4])])
    assert np.allclose(model.embed(TEXTS), wanted / np.linalg.norm(wanted, axis=1, keepdims=True), atol=1e-6)
    assert isinstance(model, Reader)
    _, words = model.read(TEXTS)
    assert [each.tolist() for each, _ in words] == [[3, 4], [5, 6], [6], [3, 4]]
    assert np.allclose(words[2][1], rows[[6]] / np.linalg.norm(rows[6]), atol=1e-6)


def test_what_is_no_exported_model_is_refused_in_one_sentence(tmp_path):
    pytest.importorskip("onnxruntime", reason=PACKAGE)
    a_model(tmp_path)
    (tmp_path / "broken.onnx").write_bytes(b"no model")
    with pytest.raises(MapperError, match=r"^\S+broken.onnx is not an exported sentence model: [^\n]+; name a file whose first output is"):
        embedders.load(str(tmp_path / "broken.onnx"))


def test_an_export_without_a_tokenizer_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(exported, "find_spec", lambda _: "there")
    (tmp_path / "alone.onnx").write_bytes(b"")
    with pytest.raises(MapperError, match=r"alone.onnx has no tokenizer.json beside it or in the folder above; put that of the model"):
        embedders.load(str(tmp_path / "alone.onnx"))


def test_an_export_that_is_not_there_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(exported, "find_spec", lambda _: "there")
    with pytest.raises(MapperError, match=r"cannot read the weights of the sentence model \S+none.onnx: [^;]+; name an ONNX file that is there"):
        embedders.load(str(tmp_path / "none.onnx"))


def test_an_export_needs_its_package(monkeypatch):
    monkeypatch.setattr(exported, "find_spec", lambda _: None)
    with pytest.raises(MapperError, match="needs the package onnxruntime; install it, or use the default model"):
        embedders.load("any.onnx")
