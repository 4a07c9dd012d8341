"""Exported models: an ONNX file that gives hidden states, in eight bits for example, run by onnxruntime; only this module knows it."""

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from mapper.embedders import Vectors, sentence
from mapper.errors import MapperError

TOKENS = "tokenizer.json"


def local(path: Path) -> sentence.SentenceEmbedder:
    """Open an exported model of the user; its name carries its checksum. What is wrong is said at once."""
    if find_spec("onnxruntime") is None:
        raise MapperError(f"the exported model {path} needs the package onnxruntime; install it, or use the default model")
    found = sentence.checksum(path, "name an ONNX file that is there")
    opened = _opened(path)
    return sentence.SentenceEmbedder(f"{path.stem}@{found[:12]}", lambda: opened)


def _opened(path: Path) -> sentence.Model:
    """Open the file with what cuts text into tokens: beside it, or in the folder above, as models of the hub have it."""
    folder = next((place for place in (path.parent, path.parent.parent) if (place / TOKENS).is_file()), None)
    if folder is None:
        raise MapperError(f"the exported model {path} has no {TOKENS} beside it or in the folder above; put that of the model it was made of there")
    try:
        tokens = sentence.tokenizer(folder / TOKENS)
        run = _run(path)
        width = run([[0]])[0].shape[1]
        return sentence.Model(tokens, sentence.longest(folder), width, run)
    except Exception as error:  # the library raises nothing narrower
        told = " ".join(str(error).split())[:160]
        raise MapperError(f"{path} is not an exported sentence model: {told}; name a file whose first output is the last hidden state") from error


def _run(path: Path) -> sentence.Run:
    """Run a batch padded to its longest text, and average its tokens; one thread, as batches run beside each other."""
    import onnxruntime

    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = 1
    session: Any = onnxruntime.InferenceSession(str(path), settings, providers=["CPUExecutionProvider"])
    asked = {given.name for given in session.get_inputs()}

    def run(batch: Sequence[Sequence[int]]) -> tuple[Vectors, Vectors]:
        lengths = np.array([len(ids) for ids in batch])
        mask = (np.arange(lengths.max()) < lengths[:, None]).astype(np.int64)
        ids = np.zeros(mask.shape, np.int64)
        ids[mask > 0] = np.concatenate([np.asarray(each, np.int64) for each in batch])
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        hidden = np.asarray(session.run(None, {name: given[name] for name in asked})[0], np.float32)
        means = (hidden * mask[:, :, None]).sum(1)
        return np.asarray(means / np.linalg.norm(means, axis=1, keepdims=True), np.float32), hidden[mask > 0]

    return run
