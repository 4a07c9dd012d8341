"""Fitting gives what scikit-learn gives, which takes longer to load than a person waits."""

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from mapper import fitting

TEXTS = ("Spectrum of the Union, spectrum!", "the Union and its members", "L'étude du спектр à 5 GHz: l'étude", "", "members' spectrum 气候变化 a b")


@pytest.mark.parametrize(("least", "most"), [(1, 1.0), (2, 0.5)])
def test_rows_are_those_of_scikit_learn(least, most):
    theirs = TfidfVectorizer(sublinear_tf=True, min_df=least, max_df=most).fit_transform(TEXTS)
    assert np.allclose(fitting.tfidf(TEXTS, least=least, most=most).toarray(), theirs.toarray())


def test_texts_without_a_word_have_no_column():
    assert fitting.tfidf(["", "a"], least=1, most=1.0).shape == (2, 0)


@pytest.mark.parametrize("strength", [0.01, 0.3, 1000.0])
def test_the_weights_are_those_of_scikit_learn(strength):
    draws = np.random.default_rng(7)
    table, weights = draws.normal(size=(120, 4)), draws.uniform(0.1, 2, 120)
    wanted = table @ [2.0, -1.0, 0.0, 0.5] + draws.normal(size=120) > 0.7
    theirs = LogisticRegression(C=strength, max_iter=5000, tol=1e-10).fit(table, wanted, weights)
    ours = fitting.logistic(table, wanted, weights, strength)
    assert np.allclose(ours, [*theirs.coef_[0], *theirs.intercept_], atol=1e-4)
    assert np.allclose(fitting.expected(table, ours), theirs.predict_proba(table)[:, 1], atol=1e-5)


def test_what_can_be_told_apart_for_certain_ends_and_stays_finite():
    table, wanted = np.array([[-3.0], [-2.0], [2.0], [3.0]]), np.array([False, False, True, True])
    likely = fitting.expected(table, fitting.logistic(table, wanted, np.ones(4), 1e6))
    assert np.allclose(likely, wanted, atol=1e-3)
