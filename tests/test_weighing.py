"""Weighing: learned weights are used where they foretell verdicts that they did not see, and nowhere else; no pair comes or goes by it."""

import random
from dataclasses import replace

import pytest

from mapper import weighing
from mapper.calibration import Calibrator, Calibrators
from mapper.learning import learn
from mapper.lessons import Lesson
from mapper.types import Proposal

CURVES = Calibrators(Calibrator(-2.0, 1.0, -0.3, 1000), {"a": Calibrator(-2.0, 1.0, -0.3, 200)})
DOCUMENTS = 30


def proposal(number, words, voice, *, citation=0.0):
    left, right = divmod(number, DOCUMENTS)
    contributions = (("voice", round(voice, 4)), ("words", round(words, 4)), *([("citation", citation)] if citation else []))
    return Proposal(
        pair=f"{number:04}",
        type="a",
        left=f"l/{left}",
        right=f"r/{right}",
        left_edition="",
        right_edition="",
        score=round(words + voice + citation, 4),
        probability=0.5,
        band="high",
        relation="related",
        direction="",
        channels=(("dense", 1.0), ("lexical", 0.1), ("citation", 0.0)),
        ranks=(1 + number % 3, 1 + number % 5),
        evidence=(),
        contributions=contributions,
    )


def proposals(count=400, seed=1):
    draw = random.Random(seed)
    return [proposal(number, draw.gauss(1, 1), draw.gauss(1, 1)) for number in draw.sample(range(DOCUMENTS**2), count)]


def decided(found, wanted, count=160, seed=2):
    """Decide on the pairs with the highest scores, by a measure and some whim."""
    draw = random.Random(seed)
    best = sorted(found, key=lambda one: (-one.score, one.pair))[:count]
    return {one.pair: wanted(dict(one.contributions)) + draw.gauss(0, 0.5) > 1.7 for one in best}


def by_words(amounts):
    return amounts["words"]


def by_both(amounts):
    return amounts["words"] / 2 + amounts["voice"] / 2


def test_a_measure_that_people_follow_counts_more_once_it_is_shown_to_help():
    found = proposals()
    lesson = weighing.weigh(found, decided(found, by_words), CURVES)
    assert lesson.used
    assert lesson.gain[1] > 0
    assert lesson.after > lesson.before + 0.05
    factors = dict(lesson.factors)
    assert factors["words"] > 1 > factors["voice"] >= 0
    assert str(lesson) == f"weights of a: learned from 160 decisions, average precision {lesson.before:.2f} -> {lesson.after:.2f} in cross-validation"


@pytest.mark.parametrize("seed", range(5))
def test_shipped_weights_stay_where_they_are_right(seed):
    found = proposals(seed=seed)
    lesson = weighing.weigh(found, decided(found, by_both, seed=seed + 50), CURVES)
    assert not lesson.used
    assert str(lesson).startswith("weights of a: as shipped; 160 decisions show no gain by learned ones (average precision")


@pytest.mark.parametrize("seed", range(5))
def test_whims_teach_nothing(seed):
    found = proposals(seed=seed)
    draw = random.Random(seed + 10)
    said = {one.pair: draw.random() < 0.5 for one in found[:160]}
    assert not weighing.weigh(found, said, CURVES).used


def test_no_measure_is_ever_turned_round():
    """People took what sounds least alike; the measure falls to nought, and no further."""
    found = proposals()
    lesson = weighing.weigh(found, decided(found, lambda amounts: 1.7 + amounts["words"] - 2 * amounts["voice"]), CURVES)
    assert lesson.used
    assert dict(lesson.factors)["voice"] == 0


def test_the_order_of_proposals_decides_nothing():
    found = proposals()
    said = decided(found, by_words)
    assert weighing.weigh(found, said, CURVES) == weighing.weigh(found[::-1], dict(reversed(said.items())), CURVES)


def test_nothing_is_weighed_where_there_is_one_measure_or_none():
    found = [replace(one, contributions=(("words", one.score), ("voice", 0.0))) for one in proposals()]
    assert weighing.weigh(found, decided(found, by_words), CURVES) is None
    assert weighing.weigh([replace(one, contributions=()) for one in found], {found[0].pair: True}, CURVES) is None


@pytest.mark.parametrize("one_side", [True, False])
def test_what_is_foretold_of_a_pair_was_learned_without_its_documents(monkeypatch, one_side):
    """Both where the sides share documents (n-way) and where they do not."""
    found = [replace(one, right=one.right.replace("r", "l")) if one_side else one for one in proposals()]
    found = [one for one in found if one.left != one.right]
    known = {round(dict(one.contributions)["words"], 4): one for one in found}
    seen = []

    class Spy(weighing.Fit):
        def probabilities(self, cases):
            seen.append((self.rows, cases.amounts[:, -1]))
            return super().probabilities(cases)

    def fitted(cases):
        made = fit(cases)
        spy = Spy(made.intercept, made.others, made.weights)
        object.__setattr__(spy, "rows", cases.amounts[:, -1][cases.weights == 1])
        return spy

    fit = weighing._fitted
    monkeypatch.setattr(weighing, "_fitted", fitted)
    said = decided(found, by_words)
    weighing.weigh(found, said, CURVES)
    assert len(seen) > 20
    asked = 0
    for learned, foretold in seen[1::2]:  # the learned weights; the sum of all measures has no name
        taught = {document for row in learned for document in (known[round(float(row), 4)].left, known[round(float(row), 4)].right)}
        judged = {document for row in foretold for document in (known[round(float(row), 4)].left, known[round(float(row), 4)].right)}
        assert not taught & judged
        asked += len(foretold)
    assert 0.8 * len(said) < asked <= len(said)


def test_a_reweighed_proposal_is_the_sum_of_its_contributions_and_keeps_all_else():
    one = proposal(3, 1.5, 0.5, citation=2.0)
    lesson = Lesson("a", 100, 0.5, 0.6, (0.1, 0.05, 0.2), (("voice", 0.2), ("words", 2.0)))
    now = weighing.reweigh(one, lesson)
    assert now.contributions == (("words", 3.0), ("citation", 2.0), ("voice", 0.1))
    assert now.score == 5.1
    assert replace(now, score=one.score, contributions=one.contributions) == one


def test_learning_puts_the_same_pairs_in_another_order():
    found = proposals()
    said = decided(found, by_words)
    taught = learn(found, {"a": said}, CURVES)
    assert [one.pair for one in taught.proposals] == [one.pair for one in found]
    assert taught.lessons[0].used
    assert taught.decisions == {"a": 160}
    left = [one for one in taught.proposals if one.pair not in said]
    likeliest = sorted(left, key=lambda one: -one.probability)[:40]
    before = sorted((one for one in found if one.pair not in said), key=lambda one: -one.score)[:40]

    def words(pairs):
        return sum(dict(one.contributions)["words"] for one in found if one.pair in {pair.pair for pair in pairs}) / len(pairs)

    assert words(likeliest) > words(before) + 0.2


def test_a_lesson_is_read_as_it_was_written():
    lesson = Lesson("a", 100, 0.5, 0.6, (0.1, 0.05, 0.2), (("voice", 0.2), ("words", 2.0)))
    raw = {"type": "a", "decisions": 100, "before": 0.5, "after": 0.6, "gain": [0.1, 0.05, 0.2], "factors": [["voice", 0.2], ["words", 2.0]]}
    assert Lesson.read(raw) == lesson
