"""Run a BERT encoder, or an MPNet one, in numpy, without padding: sentences are laid end to end, only attention keeps them apart.

The figures are those of the transformers library to 1e-5. It needs no torch, whose usual Linux build brings gigabytes of GPU packages, and costs less
processor time than the library: no padding is multiplied, query, key and value are one product, and a batch fits the processor's cache.
"""

import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from mapper.embedders.mpnet import BIAS, as_bert, by_distance

EPSILON = 1e-12
_ROOT_HALF = np.float32(2**-0.5)
_STEP = np.float32(0.3275911)
_ERFC = tuple(np.float32(factor / 2) for factor in (0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429))
Matrix = NDArray[np.float32]
Linear = tuple[Matrix, Matrix]


@dataclass(frozen=True)
class _Layer:
    """Hold the weights of one encoder layer; each matrix is laid out for `rows @ matrix`."""

    mix: Linear
    out: Linear
    out_norm: Linear
    widen: Linear
    narrow: Linear
    narrow_norm: Linear


class Scratch(threading.local):
    """Keep the arrays that every layer fills anew, one set a thread: memory that is asked for anew is handed back and cleared each time."""

    def __init__(self) -> None:
        self.kept: dict[str, Matrix] = {}

    def array(self, name: str, *shape: int) -> Matrix:
        """Give an array of this shape, not cleared, that was given under this name before."""
        size = int(np.prod(shape))
        if name not in self.kept or self.kept[name].size < size:
            self.kept[name] = np.empty(size, np.float32)
        return self.kept[name][:size].reshape(shape)


class Bert:
    """Embed token ids by the mean of the last hidden states (absolute positions, exact GELU, one token type; Devlin et al. 2019)."""

    def __init__(self, weights: Mapping[str, Matrix], heads: int, epsilon: float = EPSILON) -> None:
        self.heads, self.epsilon = heads, np.float32(epsilon)
        table = weights.get(BIAS)
        weights = weights if table is None else as_bert(weights)
        self.words = weights["embeddings.word_embeddings.weight"]
        self.places = weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
        self.norm = (weights["embeddings.LayerNorm.weight"], weights["embeddings.LayerNorm.bias"])
        self.distances = None if table is None else by_distance(table, len(self.places))
        self.layers = tuple(_layers(weights, heads))
        self.scratch = Scratch()

    @property
    def width(self) -> int:
        """Count the figures of a vector."""
        return int(self.words.shape[1])

    def embed(self, sentences: Sequence[Sequence[int]]) -> Matrix:
        """Give float32[n, d] with unit rows; fastest where sentences of one length stand together."""
        return self.read(sentences)[0]

    def read(self, sentences: Sequence[Sequence[int]]) -> tuple[Matrix, Matrix]:
        """Give the unit rows of the sentences, float32[n, d], and what the last layer says of each of their tokens, float32[t, d]."""
        lengths = [len(sentence) for sentence in sentences]
        ids = np.concatenate([np.asarray(sentence, np.int64) for sentence in sentences])
        places = np.concatenate([np.arange(length) for length in lengths])
        hidden = self._normed(self.words[ids] + self.places[places], self.norm)
        for layer in self.layers:
            hidden += self._linear("out", self._attend(self._linear("mix", hidden, layer.mix), lengths), layer.out)
            hidden = self._normed(hidden, layer.out_norm)
            hidden += self._linear("out", self._gelu(self._linear("wide", hidden, layer.widen)), layer.narrow)
            hidden = self._normed(hidden, layer.narrow_norm)
        starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        means = np.add.reduceat(hidden, starts, axis=0)
        return np.asarray(means / np.linalg.norm(means, axis=1, keepdims=True), np.float32), hidden

    def _attend(self, mixed: Matrix, lengths: list[int]) -> Matrix:
        """Let each sentence attend to itself; sentences of one length go in one product."""
        width = mixed.shape[1] // 3
        done, start = self.scratch.array("attended", len(mixed), width), 0
        for length, same in groupby(lengths):
            count = sum(1 for _ in same)
            end = start + count * length
            query, key, value = mixed[start:end].reshape(count, length, 3, self.heads, width // self.heads).transpose(2, 0, 3, 1, 4)
            weights = np.matmul(query, key.transpose(0, 1, 3, 2), out=self.scratch.array("weights", count, self.heads, length, length))
            if self.distances is not None:
                weights += self._apart(self.distances, length)
            weights -= weights.max(axis=-1, keepdims=True)
            np.exp(weights, out=weights)
            weights /= weights.sum(axis=-1, keepdims=True)
            done[start:end] = (weights @ value).transpose(0, 2, 1, 3).reshape(-1, width)
            start = end
        return done

    @staticmethod
    def _apart(distances: Matrix, length: int) -> Matrix:
        """Give what each head adds for the distance from one token of a sentence to another: float32[heads, length, length]."""
        middle = distances.shape[1] // 2
        return sliding_window_view(distances[:, middle - length + 1 : middle + length], length, axis=1)[:, ::-1]

    def _linear(self, name: str, rows: Matrix, layer: Linear) -> Matrix:
        product = np.matmul(rows, layer[0], out=self.scratch.array(name, len(rows), layer[0].shape[1]))
        product += layer[1]
        return product

    def _normed(self, rows: Matrix, norm: Linear) -> Matrix:
        rows -= rows.mean(axis=1, keepdims=True)
        rows /= np.sqrt(np.einsum("ij,ij->i", rows, rows)[:, None] / np.float32(rows.shape[1]) + self.epsilon)
        rows *= norm[0]
        rows += norm[1]
        return rows

    def _gelu(self, rows: Matrix) -> Matrix:
        """Give x times the normal distribution function; erfc by Abramowitz and Stegun 7.1.26, right to 5e-7, four times as fast as scipy's erf."""
        size, square, step, tail = (self.scratch.array(name, *rows.shape) for name in ("size", "square", "step", "tail"))
        np.abs(rows, out=size)
        np.multiply(size, _ROOT_HALF, out=square)
        np.multiply(square, _STEP, out=step)
        step += 1
        np.reciprocal(step, out=step)
        square *= square
        np.negative(square, out=square)
        np.exp(square, out=square)
        np.multiply(step, _ERFC[-1], out=tail)
        for factor in _ERFC[-2::-1]:
            tail += factor
            tail *= step
        tail *= square
        tail *= size
        np.maximum(rows, 0, out=rows)
        rows -= tail
        return rows


def _layers(weights: Mapping[str, Matrix], heads: int) -> Iterator[_Layer]:
    number = 0
    while f"encoder.layer.{number}.attention.self.query.weight" in weights:
        stem = f"encoder.layer.{number}"
        query, key, value = (_turned(weights, f"{stem}.attention.self.{name}") for name in ("query", "key", "value"))
        scale = np.float32((query[0].shape[1] // heads) ** -0.5)  # of the dot products, put into the weights once
        yield _Layer(
            mix=(np.ascontiguousarray(np.hstack([query[0] * scale, key[0], value[0]])), np.hstack([query[1] * scale, key[1], value[1]])),
            out=_turned(weights, f"{stem}.attention.output.dense"),
            out_norm=_pair(weights, f"{stem}.attention.output.LayerNorm"),
            widen=_turned(weights, f"{stem}.intermediate.dense"),
            narrow=_turned(weights, f"{stem}.output.dense"),
            narrow_norm=_pair(weights, f"{stem}.output.LayerNorm"),
        )
        number += 1


def _pair(weights: Mapping[str, Matrix], name: str) -> Linear:
    return weights[f"{name}.weight"], weights[f"{name}.bias"]


def _turned(weights: Mapping[str, Matrix], name: str) -> Linear:
    matrix, bias = _pair(weights, name)
    return np.ascontiguousarray(matrix.T), bias
