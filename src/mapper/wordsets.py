"""Word sets: the telling words of each document, each with the vector that it has in its sentences, kept on disk like other vectors."""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mapper.embedders import Embedder, Reader, Words
from mapper.embeddings import Notify, VectorCache, shards, slug, write
from mapper.identity import digest
from mapper.types import Passage

MOST = 96  # words kept of one document: the rarest ones, those that come again before others
AGAIN = 2000  # places in the vocabulary that a word gains each time its count in a document grows by a factor of e
SCALE = 127
NONE = -1  # stands for the words of a document that has none
PART = 512  # passages read between two writes
FORM = "words-1"  # part of what is kept: another way to choose words makes other sets

Rows = NDArray[np.int8]


@dataclass(frozen=True)
class WordSet:
    """Hold the different words of a document, sorted: which ones, int32[t], and the unit vector of each times SCALE, int8[t, d]."""

    words: NDArray[np.int32]
    rows: Rows


class WordCache:
    """Keep word sets in memory-mapped .npy shards, a row a word; the folder may be deleted at any time. No folder: memory only."""

    def __init__(self, folder: Path | None, model: str) -> None:
        self._folder = None if folder is None else folder / f"{slug(model)}.{FORM}"
        self._sets: dict[str, WordSet] = {}
        self._places: dict[str, Any] = {}
        for shard in shards(self._folder) if self._folder is not None else ():
            self._places.update(_places(shard))

    def find(self, keys: Sequence[str]) -> dict[str, WordSet]:
        """Give the sets that are there; one that is damaged is not."""
        found = {key: self._sets[key] for key in keys if key in self._sets}
        kept = ((key, _kept(key, self._places[key])) for key in keys if key in self._places)
        return found | {key: one for key, one in kept if one is not None}

    def add(self, made: dict[str, WordSet]) -> None:
        """Write one shard whole or not at all."""
        if self._folder is None:
            self._sets.update(made)
        elif made:
            self._places.update(_places(write(_laid(made), self._folder)))


def opened(cache: VectorCache, model: str) -> WordCache:
    """Give the word sets that are kept beside the vectors of a model."""
    if model not in cache.beside:
        cache.beside[model] = WordCache(cache.folder, model)
    found: WordCache = cache.beside[model]
    return found


def gather(runs: Sequence[Sequence[Passage]], embedder: Embedder, cache: VectorCache, notify: Notify | None = None) -> tuple[WordSet, ...]:
    """Give the word set of each document, made of the passages that it has; none at all where the model does not tell words apart.

    A passage that is read here gets its vector too, so that no text goes through the model twice for the two of them.
    """
    if not isinstance(embedder, Reader):
        return ()
    keys = [digest(*(passage.digest for passage in run)) for run in runs]
    kept = opened(cache, embedder.name)
    found = kept.find(keys)
    missing = {key: run for key, run in zip(keys, runs, strict=True) if key not in found}
    done = 0
    for part in _parts(missing):
        made = _read(part, embedder, cache)
        kept.add(made)
        found.update(made)
        done += len(part)
        if notify is not None:
            notify("reading words", done, len(missing))
    return tuple(found[key] for key in keys)


def _parts(runs: dict[str, Sequence[Passage]]) -> Iterator[dict[str, Sequence[Passage]]]:
    """Group documents so that about PART passages are read between two writes."""
    part: dict[str, Sequence[Passage]] = {}
    for key, run in runs.items():
        part[key] = run
        if sum(map(len, part.values())) >= PART:
            yield part
            part = {}
    if part:
        yield part


def _read(runs: dict[str, Sequence[Passage]], reader: Reader, cache: VectorCache) -> dict[str, WordSet]:
    texts = {passage.digest: passage.text for run in runs.values() for passage in run}
    keys = sorted(texts, key=lambda key: (len(texts[key]), key))
    vectors, told = reader.read([texts[key] for key in keys])
    known = cache.find(reader.name, keys)
    fresh = [number for number, key in enumerate(keys) if key not in known]
    if fresh:
        cache.add(reader.name, [keys[number] for number in fresh], vectors[fresh].astype(np.float16))
    words = dict(zip(keys, told, strict=True))
    width = told[0][1].shape[1]  # not that of the vectors where several models embed and one tells words
    return {key: choose([words[passage.digest] for passage in run], width) for key, run in runs.items()}


def choose(told: Sequence[Words], width: int) -> WordSet:
    """Take the words of a document together: one row a different word, the mean of its rows; the MOST rarest, by their places in the vocabulary."""
    words = np.concatenate([np.zeros(0, np.int32), *(one for one, _ in told)])
    rows = np.concatenate([np.zeros((0, width), np.float32), *(each for _, each in told)])
    different, places, counts = np.unique(words, return_inverse=True, return_counts=True)
    sums = np.zeros((len(different), width), np.float32)
    np.add.at(sums, places.ravel(), rows)
    sums /= np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)
    rarity = np.round(different + AGAIN * np.log(np.maximum(counts, 1)), 3)
    kept = np.sort(np.lexsort((different, -rarity))[:MOST])
    return WordSet(different[kept].astype(np.int32), np.asarray(np.round(sums[kept] * SCALE), np.int8))


def _layout(width: int) -> np.dtype[Any]:
    return np.dtype([("key", "S32"), ("check", "<u4"), ("word", "<i4"), ("row", "i1", (width,))])


def _check(key: bytes, one: WordSet) -> int:
    return zlib.crc32(one.rows.tobytes(), zlib.crc32(one.words.tobytes(), zlib.crc32(key)))


def _laid(made: dict[str, WordSet]) -> Any:
    """Lay sets out for a shard; an empty one is a row with the word NONE."""
    width = next(iter(made.values())).rows.shape[1]
    shard = np.zeros(sum(max(1, len(one.words)) for one in made.values()), _layout(width))
    start = 0
    for key, one in made.items():
        part = shard[start : start + max(1, len(one.words))]
        part["key"], part["check"], part["word"] = key.encode(), _check(key.encode(), one), NONE
        if len(one.words):
            part["word"], part["row"] = one.words, one.rows
        start += len(part)
    return shard


def _places(shard: Any) -> Iterator[tuple[str, Any]]:
    """Say which rows of a shard are those of a document."""
    if shard.dtype.names != ("key", "check", "word", "row") or not len(shard):
        return
    keys = np.array(shard["key"])
    for first, last in pairwise([0, *(np.flatnonzero(keys[1:] != keys[:-1]) + 1).tolist(), len(keys)]):
        yield keys[first].decode(errors="replace"), shard[first:last]


def _kept(key: str, part: Any) -> WordSet | None:
    """Read a set; None where it is damaged."""
    told = np.array(part["word"]) != NONE
    one = WordSet(np.array(part["word"])[told], np.array(part["row"])[told])
    return one if (part["check"] == _check(key.encode(), one)).all() else None
