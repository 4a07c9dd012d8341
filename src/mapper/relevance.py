"""Relevance: how likely each pair is accepted, learned from what was decided a moment ago, for the order of reading alone; pure.

Beside what a proposal says of itself the model sees what was said of its neighbours: of the other pairs of either text, and of pairs of the one text
with texts that read like the other. It knows nothing but the order: what is shown of a pair, and what is proposed, stays as the last run made it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from mapper.types import Proposal

EACH = 3  # verdicts of either kind before anything is learned
HELD = 0.1  # what the pairs that wait count beside those decided, at what was said of them before
MOST = 1000  # waiting pairs that hold the fit
STRENGTH = 0.3  # how far the model may go: C of the logistic regression
NEIGHBOURS = 60  # texts that read most like one
WIDE = 3.0  # how much what was said of neighbours weighs in, beside one standard deviation of the other measures
BLOCK = 512
Rows = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Laid:
    """Hold n pairs of d texts laid out: which texts, int[n]; what was said before, float64[n]; measures, [n, k]; how alike the texts are, [d, d]."""

    pairs: tuple[str, ...]
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    expected: Rows
    measures: Rows
    alike: sparse.csr_matrix


def lay(proposals: Sequence[Proposal], expected: Sequence[float], texts: Mapping[str, str]) -> Laid:
    """Lay proposals out, sorted by their pairs; `expected` says how likely each was before anything was learned, `texts` what each work says."""
    likely = {one.pair: value for one, value in zip(proposals, expected, strict=True)}
    ordered = sorted(proposals, key=lambda one: one.pair)
    works = sorted({work for one in ordered for work in (one.left, one.right)})
    places = {work: number for number, work in enumerate(works)}
    before = np.clip([likely[one.pair] for one in ordered], 0.005, 0.995)
    return Laid(
        tuple(one.pair for one in ordered),
        np.array([places[one.left] for one in ordered], np.int64),
        np.array([places[one.right] for one in ordered], np.int64),
        before,
        _measures(ordered, before),
        _alike([texts.get(work, "") for work in works]),
    )


def _measures(ordered: Sequence[Proposal], expected: Rows) -> Rows:
    """Give what each proposal says of itself, in standard deviations, and of which mapping it is."""
    names = sorted({name for one in ordered for name, _ in one.contributions})
    amounts = [dict(one.contributions) for one in ordered]
    channels = [dict(one.channels) for one in ordered]
    ranks = np.log(np.array([one.ranks for one in ordered], np.float64).reshape(-1, 2))
    columns = [np.log(expected / (1 - expected)), np.array([one.score for one in ordered]), *ranks.T, ranks.sum(1)]
    columns += [np.array([of.get(name, 0.0) for of in amounts]) for name in names]
    columns += [np.array([of.get(name, 0.0) for of in channels]) for name in ("dense", "lexical")]
    types = sorted({one.type for one in ordered})
    columns += [np.array([2.0 * (one.type == name) for one in ordered]) for name in types if len(types) > 1]
    table = np.column_stack(columns)
    spread = table.std(0)
    return np.asarray((table - table.mean(0)) / np.where(spread > 0, spread, 1.0))


def _alike(texts: Sequence[str]) -> sparse.csr_matrix:
    """Say how alike texts are by their words: squares of cosines of TF-IDF, the nearest of each; 1 with itself."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    size = len(texts)
    try:
        rows = TfidfVectorizer(sublinear_tf=True, min_df=min(2, size), max_df=max(0.5, 2 / max(1, size))).fit_transform(texts)
    except ValueError:  # no word is left
        return sparse.csr_matrix(sparse.identity(size))
    found = []
    for start in range(0, size, BLOCK):
        near = (rows[start : start + BLOCK] @ rows.T).toarray() ** 2
        near[np.arange(len(near)), np.arange(start, start + len(near))] = 1.0
        least = np.partition(near, -min(NEIGHBOURS, size), axis=1)[:, -min(NEIGHBOURS, size)]
        found.append(sparse.csr_matrix(np.where((near >= least[:, None]) & (near > 0), near, 0.0)))
    return sparse.csr_matrix(sparse.vstack(found))


def predict(laid: Laid, said: Mapping[str, bool]) -> Rows:
    """Say of each pair how likely it is accepted, as the decisions teach, float64[n]; what was said before where they are too few."""
    known = np.array([pair in said for pair in laid.pairs], bool)
    wanted = np.array([said.get(pair, False) for pair in laid.pairs], bool)
    if min(int(wanted.sum()), int((known & ~wanted).sum())) < EACH:
        return laid.expected
    from sklearn.linear_model import LogisticRegression

    table = np.column_stack([laid.measures, WIDE * _heard(laid, known, np.where(known, wanted - laid.expected, 0.0))])
    waiting = np.flatnonzero(~known)
    waiting = waiting[:: -(-len(waiting) // MOST) or 1]
    weight, likely = min(1.0, HELD * known.sum() / max(1, len(waiting))), laid.expected[waiting]
    model = LogisticRegression(C=STRENGTH, max_iter=300).fit(
        np.vstack([table[known], table[waiting], table[waiting]]),
        np.concatenate([wanted[known], np.ones(len(waiting), bool), np.zeros(len(waiting), bool)]),
        np.concatenate([np.ones(int(known.sum())), weight * likely, weight * (1 - likely)]),
    )
    return np.asarray(np.round(model.predict_proba(table)[:, 1], 6), np.float64)


def _heard(laid: Laid, known: NDArray[np.bool_], surprise: Rows) -> Rows:
    """Say what was heard of the neighbours of each pair: by how much more of them were accepted than was expected, in five ways, float64[n, 5]."""
    size = laid.alike.shape[0]
    ends = np.concatenate([laid.left[known], laid.right[known]]), np.concatenate([laid.right[known], laid.left[known]])
    sums, counts = (
        sparse.csr_matrix((np.concatenate([told, told]), ends), shape=(size, size)) for told in (surprise[known], np.ones(int(known.sum())))
    )
    own = surprise * known, known.astype(np.float64)  # a pair hears nothing of itself

    def near(one: NDArray[np.int64], other: NDArray[np.int64]) -> list[Rows]:
        return [np.asarray((told @ laid.alike.T)[one, other]).ravel() - mine for told, mine in zip((sums, counts), own, strict=True)]

    def all_of(one: NDArray[np.int64]) -> Rows:
        told, many = (np.asarray(told.sum(1)).ravel()[one] - mine for told, mine in zip((sums, counts), own, strict=True))
        return np.asarray(told / (many + 2))

    (left, lefts), (right, rights) = near(laid.left, laid.right), near(laid.right, laid.left)
    both = (left + right) / (lefts + rights + 0.5)
    return np.column_stack([left / (lefts + 0.5), right / (rights + 0.5), all_of(laid.left), all_of(laid.right), both])
