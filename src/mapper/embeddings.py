"""Vectors of passages, kept on disk by (model, digest) so that a text is embedded once."""

import os
import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray

from mapper.embedders import Embedder, Vectors
from mapper.errors import MapperError
from mapper.types import Passage

SHARD = 2048  # texts embedded between two writes: what an interrupted run can lose
Notify = Callable[[str, int, int], None]


class VectorCache:
    """Keep float16 vectors in memory-mapped .npy shards; the folder may be deleted at any time. No folder: memory only."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self._shards: dict[str, list[Any]] = {}
        self._places: dict[str, dict[bytes, tuple[int, int]]] = {}
        self.beside: dict[str, Any] = {}  # what others keep with the vectors of a model

    def find(self, model: str, digests: Sequence[str]) -> dict[str, NDArray[np.float16]]:
        """Give the vectors that are there; a shard found damaged is dropped whole, to be embedded again."""
        places = self._open(model)
        found: dict[str, NDArray[np.float16]] = {}
        damaged: set[int] = set()
        for digest in digests:
            place = places.get(digest.encode())
            if place is None or place[0] in damaged:
                continue
            row = self._shards[model][place[0]][place[1]]
            if row["check"] == _check(row["key"], row["vector"]):
                found[digest] = np.array(row["vector"])
            else:
                damaged.add(place[0])
        if not damaged:
            return found
        self._drop(model, damaged)
        return self.find(model, digests)

    def _drop(self, model: str, damaged: set[int]) -> None:
        if self.folder is not None:
            for number in damaged:
                Path(self._shards[model][number].filename).unlink(missing_ok=True)
        kept = [shard for number, shard in enumerate(self._shards[model]) if number not in damaged]
        self._hold(model, kept)

    def _hold(self, model: str, shards: list[Any]) -> None:
        self._shards[model] = shards
        self._places[model] = {key: (number, row) for number, shard in enumerate(shards) for row, key in enumerate(shard["key"].tolist())}

    def add(self, model: str, digests: Sequence[str], vectors: NDArray[np.float16]) -> None:
        """Write one shard whole or not at all."""
        places = self._open(model)
        shard = np.zeros(len(digests), _layout(vectors.shape[1]))
        shard["key"] = [digest.encode() for digest in digests]
        shard["vector"] = vectors
        shard["check"] = [_check(row["key"], row["vector"]) for row in shard]
        if self.folder is not None:
            shard = write(shard, self.folder / slug(model))
        shards = self._shards[model]
        shards.append(shard)
        places.update({key: (len(shards) - 1, row) for row, key in enumerate(shard["key"].tolist())})

    def _open(self, model: str) -> dict[bytes, tuple[int, int]]:
        if model not in self._places:
            found = shards(self.folder / slug(model)) if self.folder is not None else iter(())
            self._hold(model, [shard for shard in found if shard.dtype.names == ("key", "check", "vector")])
        return self._places[model]


def embed(passages: Sequence[Passage], embedder: Embedder, cache: VectorCache, notify: Notify | None = None) -> Vectors:
    """Give float32[n, d] for the passages; only digests that the cache lacks are embedded.

    Every vector passes through float16, so that a run from the cache gives the same bytes as the run that filled it.
    """
    digests = [passage.digest for passage in passages]
    texts = dict(zip(digests, (passage.text for passage in passages), strict=True))
    found = cache.find(embedder.name, sorted(texts))
    missing = sorted(texts.keys() - found.keys(), key=lambda key: (len(texts[key]), key))
    for start in range(0, len(missing), SHARD):
        keys = missing[start : start + SHARD]
        vectors = embedder.embed([texts[key] for key in keys]).astype(np.float16)
        cache.add(embedder.name, keys, vectors)
        found.update(zip(keys, vectors, strict=True))
        if notify is not None:
            notify("embedding", start + len(keys), len(missing))
    if not passages:
        return np.zeros((0, 0), np.float32)
    return np.stack([found[key] for key in digests]).astype(np.float32)


def _layout(width: int) -> np.dtype[Any]:
    return np.dtype([("key", "S32"), ("check", "<u4"), ("vector", "<f2", (width,))])


def _check(key: bytes, vector: NDArray[np.float16]) -> int:
    return zlib.crc32(vector.tobytes(), zlib.crc32(key))


def slug(model: str) -> str:
    """Name the folder of a model."""
    return re.sub(r"[^\w.@-]", "_", model)


def shards(folder: Path) -> Iterator[Any]:
    """Open what lies in a folder, memory-mapped; a damaged shard costs only time."""
    for path in sorted(folder.glob("*.npy")):
        with suppress(OSError, ValueError, EOFError):
            yield np.load(path, mmap_mode="r", allow_pickle=False)


def write(shard: Any, folder: Path) -> Any:
    """Write a shard whole or not at all, and give it memory-mapped."""
    temporary = folder / f".{uuid4().hex}.tmp"
    path = folder / f"{zlib.crc32(shard['key'].tobytes()):08x}-{len(shard)}.npy"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            np.save(file, shard)
        os.replace(temporary, path)
        return np.load(path, mmap_mode="r", allow_pickle=False)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise MapperError(f"cannot write vectors to {folder}: {error.strerror}; make room there and run again") from error
