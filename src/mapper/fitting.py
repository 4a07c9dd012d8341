"""Fitting: rows of TF-IDF and a logistic regression in a few lines, for a person who waits: scikit-learn takes two seconds to load; pure."""

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

_WORD = re.compile(r"\b\w\w+\b")
_STEPS = 50
_ENOUGH = 1e-8  # change of the largest weight, at which Newton's method ends
_HALVED = 30
Rows = NDArray[np.float64]


def tfidf(texts: Sequence[str], *, least: int, most: float) -> sparse.csr_matrix:
    """Weigh the words of n texts, float64[n, words], rows of length 1: 1 + log of how often, by the smoothed log of how rare.

    Only words count that stand in `least` texts or more, and in a share of `most` of them at most; no column where there is none.
    """
    counts = [Counter(_WORD.findall(text.lower())) for text in texts]
    spread = Counter(word for told in counts for word in told)
    words = {word: place for place, word in enumerate(sorted(word for word, n in spread.items() if least <= n <= most * len(texts)))}
    rarity = {word: np.log((1 + len(texts)) / (1 + spread[word])) + 1 for word in words}
    cells = [(row, words[word], (1 + np.log(n)) * rarity[word]) for row, told in enumerate(counts) for word, n in told.items() if word in words]
    rows, columns, values = zip(*cells, strict=True) if cells else ((), (), ())
    table = sparse.csr_matrix((np.array(values, np.float64), (rows, columns)), shape=(len(texts), len(words)))
    lengths = np.sqrt(np.asarray(table.multiply(table).sum(1)).ravel())
    return sparse.csr_matrix(sparse.diags(1 / np.where(lengths > 0, lengths, 1.0)) @ table)


def logistic(table: Rows, wanted: NDArray[np.bool_], weights: Rows, strength: float) -> Rows:
    """Fit a logistic regression to float64[n, k], L2 by 1 / `strength` on all but the constant; give its weights, the constant last, float64[k + 1].

    By Newton's method, each step halved until it gains (Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 4.4.1).
    """
    rows = np.column_stack([table, np.ones(len(table))])
    pull = np.append(np.full(table.shape[1], 1 / strength), 0.0)
    signs = np.where(wanted, 1.0, -1.0)

    def loss(fitted: Rows) -> float:
        return float(weights @ np.logaddexp(0, -signs * (rows @ fitted)) + pull @ fitted**2 / 2)

    fitted = np.zeros(rows.shape[1])
    for _ in range(_STEPS):
        likely = expected(table, fitted)
        slope = rows.T @ (weights * (likely - wanted)) + pull * fitted
        bend = (rows * (weights * likely * (1 - likely))[:, None]).T @ rows + np.diag(pull + 1e-12)
        step, before = np.linalg.solve(bend, slope), loss(fitted)
        part = next((0.5**n for n in range(_HALVED) if loss(fitted - 0.5**n * step) <= before), 0.0)
        fitted = fitted - part * step
        if part * np.abs(step).max() < _ENOUGH:
            break
    return fitted


def expected(table: Rows, fitted: Rows) -> Rows:
    """Say how likely each row is, float64[n], by the weights that `logistic` gave."""
    return np.asarray(1 / (1 + np.exp(-np.clip(table @ fitted[:-1] + fitted[-1], -500, 500))))
