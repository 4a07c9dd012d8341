"""The similarity join gives what plain loops give, however it is cut, and holds little at once."""

import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mapper.channels import join

SIZES = st.lists(st.integers(1, 9), min_size=1, max_size=12)


def side(sizes, seed, width=6):
    random = np.random.default_rng(seed)
    counted = np.array(sizes, np.int64)
    starts = (np.cumsum(counted) - counted).astype(np.int64)
    rows = random.standard_normal((int(counted.sum()), width)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return join.Side(rows, starts, counted, random.uniform(0.1, 1, len(rows)).astype(np.float32))


def clauses(one, number):
    return slice(int(one.starts[number]), int(one.starts[number] + one.sizes[number]))


def plain(left, right):
    """Compare in plain loops: best products, averaged by weight."""
    forward, backward = np.zeros((2, len(left.sizes), len(right.sizes)))
    for i in range(len(left.sizes)):
        for j in range(len(right.sizes)):
            rows, columns = clauses(left, i), clauses(right, j)
            products = left.vectors[rows] @ right.vectors[columns].T
            forward[i, j] = np.average(products.max(1), weights=left.weights[rows])
            backward[i, j] = np.average(products.max(0), weights=right.weights[columns])
    return forward, backward


@pytest.mark.parametrize("cuts", [(1, 1, 1, 1, 1), (2, 5, 7, 3, 8), (3, 4, 100, 2, 1000), (1024, 2048, 4096, 1024, 10**6)])
@given(sizes=st.tuples(SIZES, SIZES), seed=st.integers(0, 2**32 - 1))
@settings(max_examples=25)
def test_the_join_is_what_plain_loops_give_however_it_is_cut(cuts, sizes, seed):
    left, right = side(sizes[0], seed), side(sizes[1], seed + 1)
    with pytest.MonkeyPatch.context() as patched:
        for name, value in zip(("HEIGHT", "WIDTH", "GROUP", "TOGETHER", "MOST"), cuts, strict=True):
            patched.setattr(join, name, value)
        found, among, asked = join.late(left, right), join.late(left, left), join.answers(left.vectors, right)
    assert np.allclose(found, plain(left, right), atol=1e-5)
    assert np.allclose(among, plain(left, left), atol=1e-5)
    best = [sum((row @ right.vectors[clauses(right, j)].T).max() for j in range(len(right.sizes))) for row in left.vectors]
    assert np.allclose(asked, best, atol=1e-4)


def test_a_side_is_compared_with_itself_by_half_of_the_products(monkeypatch):
    made, tile = [], join._tile

    def counted(left, rows, right, column):
        made.append(len(rows.order) * len(column.order))
        return tile(left, rows, right, column)

    monkeypatch.setattr(join, "_tile", counted)
    one, same = side([20] * 1000, 1), side([20] * 1000, 1)
    join.late(one, same)
    whole = sum(made)
    join.late(one, one)
    assert whole == 20_000**2
    assert sum(made) - whole < 0.6 * whole


def test_an_empty_side_gives_an_empty_matrix():
    none, some = side([], 1), side([2, 1], 2)
    assert join.late(none, some)[0].shape == (0, 2)
    assert join.late(some, none)[1].shape == (2, 0)
    assert join.late(none, none)[1].shape == (0, 0)
    assert join.answers(some.vectors, none).tolist() == [0, 0, 0]


@pytest.mark.parametrize("sizes", [[20] * 600, [1] * 9000, [9000]], ids=["documents of twenty clauses", "titles", "one long document"])
def test_what_is_held_at_once_stays_under_64_megabytes(sizes):
    left, right = side(sizes, 1), side([12] * 1500, 2)
    for other in (right, left):
        outputs = 2 * 4 * len(left.sizes) * len(other.sizes)
        tracemalloc.start()
        try:
            join.late(left, other)
            held = tracemalloc.get_traced_memory()[1] - outputs
        finally:
            tracemalloc.stop()
        assert held < 64e6
