"""Exported models: an ONNX file that gives hidden states, in eight bits for example, run by onnxruntime; only this module knows it."""

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from mapper.embedders import Vectors, sentence
from mapper.errors import MapperError
from mapper.identity import digest

TOKENS = "tokenizer.json"


def local(path: Path) -> sentence.SentenceEmbedder:
    """Open an exported model of the user; its name carries its checksum. What is wrong is said at once."""
    if find_spec("onnxruntime") is None:
        raise MapperError(f"the exported model {path} needs the package onnxruntime; install it, or use the default model")
    sentence.checksum(path, "name an ONNX file that is there")
    opened = _opened(path)
    beside = [
        part for part in sorted(path.parent.glob("*")) if part.is_file() and part.name.startswith(path.stem)
    ]  # weights may stand beside the graph
    sums = [sentence.checksum(part, "name an ONNX file whose parts are there") for part in (path, *beside, *_about(path))]
    return sentence.SentenceEmbedder(f"{path.stem}@{digest(' '.join(sums))[:12]}", lambda: opened)


def _about(path: Path) -> list[Path]:
    """Give what says how text is cut into tokens, and at which length."""
    names = (TOKENS, "sentence_bert_config.json")
    return [folder / name for folder in (path.parent, path.parent.parent) for name in names if (folder / name).is_file()]


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
    """Run one text after the other, and average its tokens; one thread, as batches run beside each other.

    Models in eight bits round by what is largest among all that they are given at once, so a text must never meet others there.
    """
    import onnxruntime

    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = 1
    session: Any = onnxruntime.InferenceSession(str(path), settings, providers=["CPUExecutionProvider"])
    asked = {given.name for given in session.get_inputs()}

    def hidden(each: Sequence[int]) -> Vectors:
        ids = np.array([each], np.int64)
        given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        return np.asarray(session.run(None, {name: given[name] for name in asked})[0][0], np.float32)

    def run(batch: Sequence[Sequence[int]]) -> tuple[Vectors, Vectors]:
        states = [hidden(each) for each in batch]
        means = np.stack([state.sum(0) for state in states])
        return np.asarray(means / np.linalg.norm(means, axis=1, keepdims=True), np.float32), np.concatenate(states)

    return run
