"""Calibration: probabilities that follow the labels, and silence where labels are few."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper import calibration
from mapper.calibration import Calibrator, Calibrators, Labelled, Signs, band, fit_calibrator, refit
from mapper.errors import MapperError

GENERAL = Calibrator(-1.0, 0.7, -0.6, 1000)
BEST = Signs(3.0, 1.0, (1, 1))


def labelled(count, seed=0):
    draw = random.Random(seed)
    pairs = []
    for _ in range(count):
        score = draw.uniform(0, 4)
        pairs.append(Labelled(Signs(score, 1.0, (draw.randint(1, 9), draw.randint(1, 9))), draw.random() < score / 4))
    return pairs


def test_a_curve_fitted_to_labels_says_what_they_say():
    curve = fit_calibrator(labelled(2000))
    for low in (0, 1, 2, 3):
        pairs = [pair for pair in labelled(2000) if low <= pair.signs.score < low + 1]
        said = sum(curve.probability(pair.signs) for pair in pairs) / len(pairs)
        assert said == pytest.approx(sum(pair.accepted for pair in pairs) / len(pairs), abs=0.06)


@pytest.mark.parametrize("pairs", [[], labelled(59), [Labelled(Signs(1.0, 1.0, (1, 1)), True)] * 80])
def test_few_labels_or_one_sided_ones_give_no_curve(pairs):
    assert fit_calibrator(pairs) is None


def test_the_order_of_labels_does_not_matter():
    pairs = labelled(200)
    assert fit_calibrator(pairs) == fit_calibrator(pairs[::-1])


def test_a_type_without_labels_gets_a_band_and_no_number():
    known = Calibrators(GENERAL)
    assert known.shown("resolutions", BEST) is None
    assert band(known.expected("resolutions", BEST)) == "high"
    assert [band(share) for share in (0.5, 0.49, 0.2, 0.19)] == ["high", "medium", "medium", "low"]


def test_decisions_of_a_type_give_it_a_number():
    known = refit(Calibrators(GENERAL), {"resolutions": labelled(100), "questions": labelled(20)})
    assert known.shown("resolutions", BEST) is not None
    assert known.shown("questions", BEST) is None
    assert known.general is GENERAL


@given(st.floats(-1e6, 1e6), st.floats(-1, 1), st.integers(1, 10**6), st.integers(1, 10**6))
def test_a_probability_is_one(score, likeness, left, right):
    assert 0 <= GENERAL.probability(Signs(score, likeness, (left, right))) <= 1


@given(st.floats(-5, 5), st.floats(0, 5), st.floats(-1, 1), st.floats(0, 1), st.integers(1, 50))
def test_standing_out_more_being_more_alike_or_higher_up_is_never_less_probable(score, more, likeness, closer, rank):
    said = GENERAL.probability(Signs(score, likeness, (rank, 1)))
    assert GENERAL.probability(Signs(score + more, likeness, (rank, 1))) >= said
    assert GENERAL.probability(Signs(score, likeness + closer, (rank, 1))) >= said
    assert GENERAL.probability(Signs(score, likeness, (rank + 1, 1))) <= said


def test_the_best_of_a_corpus_on_another_subject_is_not_likely():
    """It stands out as far as a good pair does, and is like nothing; each shipped curve knows that."""
    for name, curve in {"*": calibration.load().general, **calibration.load().by_type}.items():
        assert curve.probability(Signs(3.5, 0.15, (1, 1))) < (0.5 if name == "*" else 0.3), name
        assert curve.probability(Signs(5.0, 0.6, (1, 1))) > 0.5, name


def test_no_labels_make_a_stronger_pair_or_a_higher_one_less_likely():
    """People rejected the strongest and highest of the few likeliest pairs; that may be so, and says nothing of all the others."""
    pairs = [Labelled(Signs(2 + n / 50, 1.0, (1 + n % 3, 1)), n % 10 > (8 if n > 50 else 2) - n % 3) for n in range(100)]
    curve = fit_calibrator(pairs)
    assert curve.strength == 0
    assert curve.place <= 0
    turned = fit_calibrator([Labelled(Signs(2.0, 1.0, (1 + n % 9, 1)), n % 9 > 4) for n in range(100)])
    assert turned.place == 0


def test_a_citation_counts_as_far_as_the_labels_say_so():
    pairs = [Labelled(Signs(1.0, 1.0, (1, 1), cited), n % 10 < (9 if cited else 2)) for n in range(100) for cited in (True, False)]
    curve = fit_calibrator(pairs)
    assert curve.probability(Signs(1.0, 1.0, (1, 1), cited=True)) == pytest.approx(0.9, abs=0.05)
    assert curve.probability(Signs(1.0, 1.0, (1, 1))) == pytest.approx(0.2, abs=0.05)


def test_few_labels_never_make_a_certainty():
    curve = fit_calibrator([Labelled(Signs(float(n), 1.0, (1, 1)), n >= 40) for n in range(80)])
    assert curve.probability(Signs(80.0, 1.0, (1, 1))) <= 0.99
    assert curve.probability(Signs(-80.0, 1.0, (1, 1))) >= 0.01


def test_the_shipped_curve_is_there():
    assert calibration.load().general.strength > 0


@pytest.mark.parametrize("text", ["{", "{}", '{"types": {}}', '{"types": {"*": {"intercept": "low"}}}'])
def test_a_wrong_calibrator_is_one_sentence(tmp_path, text):
    path = tmp_path / "calibrator.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(MapperError, match="is not a calibrator"):
        calibration.load(path)


def test_a_missing_calibrator_is_one_sentence(tmp_path):
    with pytest.raises(MapperError, match="cannot read the calibrator"):
        calibration.load(tmp_path / "none.json")
