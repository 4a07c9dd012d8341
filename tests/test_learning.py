"""Learning: decisions move likelihoods, never which pairs are proposed; without enough of them nothing moves."""

from dataclasses import replace

from mapper import runs
from mapper.calibration import EACH, ENOUGH, Calibrator, Calibrators, Labelled, fit_calibrator, signs
from mapper.learning import Taught, learn, verdicts
from mapper.mapping import Facts, settle
from mapper.store import Head, RunRecord
from mapper.types import Decision, Proposal, Verdict

CURVES = Calibrators(Calibrator(-1.0, 0.5, -0.3, 1000), {"a": Calibrator(-1.0, 0.5, -0.3, 200)})


def proposal(number, type_="a"):
    return Proposal(
        pair=f"{type_}{number:03}",
        type=type_,
        left=f"l/{number}",
        right=f"r/{number}",
        left_edition="",
        right_edition="",
        score=number / 20,
        probability=0.5,
        band="high",
        relation="related",
        direction="",
        channels=(("dense", 1.0), ("lexical", 0.1), ("citation", 0.0)),
        ranks=(1, 1 + number % 5),
        evidence=(),
    )


def seen(one):
    return signs(one.score, one.ranks, dict(one.channels))


PROPOSALS = [proposal(number) for number in range(100)] + [proposal(number, "b") for number in range(100)]


def decision(one, verdict, reviewer="ana"):
    event = f"{one.pair}-{reviewer}"
    return Decision(event, one.pair, one.type, one.left, one.right, verdict, "", "", "", reviewer, "2026-01-01T00:00:00Z", 1.0, True, ("", ""), ())


def decided(count, yes):
    """Decide on the likeliest pairs of one type."""
    best = sorted((one for one in PROPOSALS if one.type == "a"), key=lambda one: -one.score)[:count]
    return [decision(one, Verdict.ACCEPT if yes(one) else Verdict.REJECT) for one in best]


def said(events):
    return verdicts(settle((), events, Facts({})))


def test_few_decisions_teach_nothing():
    found = said(decided(ENOUGH - 1, lambda one: one.score > 3))
    assert found == {}
    assert learn(PROPOSALS, found, CURVES) == Taught(tuple(PROPOSALS))


def test_decisions_of_one_kind_teach_nothing():
    assert said(decided(ENOUGH + 10, lambda one: one.score > 4.95 - (EACH - 1) / 20)) == {}


def test_decisions_move_the_likelihoods_of_their_mapping_alone():
    learned = learn(PROPOSALS, said(decided(70, lambda one: one.score >= 3.5)), CURVES)
    assert learned.decisions == {"a": 70}
    now = {one.pair: one.probability for one in learned.proposals}
    before = {one.pair: CURVES.expected("a", seen(one)) for one in PROPOSALS}
    assert now["a095"] > before["a095"]
    assert now["a050"] < before["a050"] - 0.1
    assert [one for one in learned.proposals if one.type == "b"] == [one for one in PROPOSALS if one.type == "b"]
    assert [replace(one, probability=0.5, band="high") for one in learned.proposals] == PROPOSALS


def test_what_nobody_decided_is_held_to_the_curve_that_was_there():
    """People accepted all but a few of the likeliest pairs; that says nothing of the unlikely ones."""
    events = decided(ENOUGH + 5, lambda one: round(one.score * 20) % 6 != 0)
    learned = learn(PROPOSALS, said(events), CURVES)
    assert learned.decisions == {"a": ENOUGH + 5}
    unlikely = next(one for one in learned.proposals if one.pair == "a004")
    alone = fit_calibrator([Labelled(seen(one), said(events)["a"][one.pair]) for one in PROPOSALS if one.pair in said(events)["a"]])
    before = CURVES.expected("a", seen(unlikely))
    assert abs(unlikely.probability - before) < abs(alone.probability(seen(unlikely)) - before) / 2


def test_disputed_and_unsure_pairs_teach_nothing():
    events = decided(ENOUGH, lambda one: one.score > 3.5)
    likeliest = next(one for one in PROPOSALS if one.pair == events[0].pair)
    assert said([*events, decision(likeliest, Verdict.REJECT, "ben")]) == {}
    assert said(events)["a"].keys() == {event.pair for event in events}


def test_a_run_of_one_mapping_keeps_what_another_learned_on_the_same_basis():
    plain = runs.Manifest("1", "toy", "m", "i", 2, "c", (), ())
    first = plain.after(None, ["a"]).taught(None, {"a"}, {"a": 70})
    before = RunRecord(first.run, "2026-01-01T00:00:00Z", "live", first.as_json("2026-01-01T00:00:00Z", Head(0, "")))
    assert plain.after(before, ["b"]).taught(before, {"b"}, {"b": 60}).learned == (("a", 70), ("b", 60))
    assert plain.after(before, ["a"]).taught(before, {"a"}, {}).learned == ()
