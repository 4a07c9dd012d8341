"""Terms: every word of one text against its nearest word in the other, rare words counting more (late interaction, Khattab and Zaharia 2020)."""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from mapper.channels import Matrix
from mapper.channels.join import Side, late
from mapper.corpus import Corpus
from mapper.wordsets import SCALE, WordSet

PRODUCTS = 500_000_000  # words times words that are compared, about: five seconds of one core
WORDY = 60.0  # words of two texts, their geometric mean, at which their words and their clauses say equally much
FEWEST = 8  # words of a text that are compared, however many texts there are
NOTHING = 1e-6  # weight of what stands for a text without a telling word
Numbers = TypeVar("Numbers", float, NDArray[np.float64])


def answered(left: Corpus, right: Corpus) -> tuple[Matrix, Matrix] | None:
    """Give how well the words of each text are answered by those of the other, forward and backward: float32[n, m]; None where nobody knows words.

    Among very many texts, sooner among long ones, only the rarest words of each are compared: time grows with the texts, not with their square.
    """
    if not left.words or not right.words:
        return None
    rarity = _rarity(left, right)
    usual = float(np.median(left.lengths) * np.median(right.lengths)) ** 0.5
    most = max(FEWEST, int((PRODUCTS * speaking(usual) / (len(left.words) * len(right.words))) ** 0.5))
    one = _side(left, rarity, most)
    return late(one, one if left is right else _side(right, rarity, most))


def speaking(length: Numbers) -> Numbers:
    """Say how far words speak where two texts have so many (their geometric mean): in a long text nearly every word finds its like somewhere."""
    return 1 / (1 + length / WORDY)


def _rarity(left: Corpus, right: Corpus) -> NDArray[np.float32]:
    """Give the inverse document frequency of each word of the vocabulary over both sides: float32[v]."""
    sets = left.words if left is right else (*left.words, *right.words)
    words = np.concatenate([one.words for one in sets])
    counts = np.bincount(words)
    return np.asarray(np.log((1 + len(sets)) / (0.5 + counts)), np.float32)


def _side(corpus: Corpus, rarity: NDArray[np.float32], most: int) -> Side:
    """Lay out the rarest words of each text for the join; a text without a word holds one row of zeros."""
    width = corpus.words[0].rows.shape[1]
    nothing = np.zeros(1, np.float32), np.zeros((1, width), np.int8)
    laid = [_rarest(one, rarity, most) if len(one.words) else nothing for one in corpus.words]
    sizes = np.array([len(weights) for weights, _ in laid], np.int64)
    vectors = np.concatenate([rows for _, rows in laid]).astype(np.float32)
    vectors /= np.float32(SCALE)
    return Side(vectors, np.cumsum(sizes) - sizes, sizes, np.maximum(np.concatenate([weights for weights, _ in laid]), NOTHING))


def _rarest(one: WordSet, rarity: NDArray[np.float32], most: int) -> tuple[NDArray[np.float32], NDArray[np.int8]]:
    weights = rarity[one.words]
    kept = np.sort(np.lexsort((one.words, -weights))[:most])
    return weights[kept], one.rows[kept]
