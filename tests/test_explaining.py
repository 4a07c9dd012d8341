"""Explaining: which curve says how likely a pair is, and what stands next to it for either document."""

from dataclasses import replace

import pytest

from mapper import calibration, pairing, rivals
from mapper.explaining import Explanations
from mapper.library import shelve
from mapper.pipeline import Standing
from mapper.settings import MappingType, Side
from mapper.store import RunRecord
from mapper.types import State
from tests.review_samples import A, B, C, mapped, pairs

TYPE = MappingType("resolutions", (Side(),), across="body")


SHELF = shelve([A, B, C])


def explanations(found, learned="[]", types=(TYPE,)):
    run = RunRecord("run-1", "2026-01-01T00:00:00Z", "live", f'{{"learned": {learned}}}')
    return Explanations(Standing(SHELF, tuple(found), (), run), types)


def ranked(one, other, left, right, **changed):
    made = mapped(one, other, 0.5)
    return replace(made, proposal=replace(made.proposal, ranks=(left, right)), **changed)


def test_a_curve_that_was_learned_here_says_from_how_many_decisions():
    told = explanations([], '[["resolutions", 75]]').likely(pairs()[0].proposal)
    assert told[0] == "likelihood 0.91 (high): learned here from 75 decisions on resolutions"


def test_the_curve_of_a_mapping_that_comes_with_mapper_says_so():
    labels = calibration.load().by_type["resolutions"].labels
    told = explanations([]).likely(pairs()[0].proposal)
    assert told[0] == f"likelihood 0.91 (high): shipped curve for resolutions ({labels} judged pairs)"


def test_the_general_curve_gives_a_word_and_says_how_to_get_a_number():
    labels = calibration.load().general.labels
    told = explanations([]).likely(replace(pairs()[0].proposal, type="frequencies", probability=None, band="medium"))
    assert told[0] == (
        f"likelihood medium, without a number: the general curve, fitted to {labels} judged pairs of other collections, gives a word; "
        "60 decisions on frequencies, 10 of either kind, teach one"
    )


def test_what_the_curve_looks_at_is_told():
    proposal = replace(pairs()[0].proposal, score=3.0)
    assert explanations([]).likely(proposal)[1] == "it looks at score 3.00 x likeness 0.70 = 2.10, ranks 1 and 2, cited"
    proposal = replace(proposal, score=-1.0, channels=(("citation", 0.0), ("dense", 0.7)))
    assert explanations([]).likely(proposal)[1] == "it looks at score -1.00, ranks 1 and 2, not cited"
    proposal = replace(proposal, channels=(("citation", 0.75), ("dense", 0.7)))
    assert explanations([]).likely(proposal)[1].endswith("ranks 1 and 2, listed among many, 0.50")


def test_the_rank_is_told_from_both_sides_with_what_stands_next():
    one, other, third = ranked(A, B, 2, 1), ranked(A, C, 1, 1, state=State.REJECTED), ranked(B, C, 2, 2)
    lines = explanations([one, other, third]).why(one)
    at = lines.index("for aa/res/1 it is 2nd of 2; next to it:")
    assert lines[at + 1] == "   1st  0.50   cc/res/3  Access for all 包容性接入  (rejected)"
    at = lines.index("for bb/res/2 it is 1st of 2; next to it:")
    assert lines[at + 1] == "   2nd  0.50   cc/res/3  Access for all 包容性接入"
    assert "(rejected)" not in " ".join(explanations([one, other, third]).why(one, {other.pair}))


def test_a_pair_alone_says_so_and_an_unknown_mapping_has_no_count():
    one = ranked(A, B, 1, 1)
    assert "for aa/res/1 it is 1st; nothing else is proposed" in explanations([one], types=()).why(one)
    assert explanations([one]).why(replace(one, proposal=None)) == []


def test_nearest_others_are_two_on_either_hand_of_the_same_mapping():
    others = [ranked(A, replace(C, id=f"cc/res/{number}"), number, 1) for number in (1, 2, 3, 5, 6, 7)]
    one, elsewhere = ranked(A, B, 4, 1), replace(ranked(A, replace(C, id="cc/res/9"), 4, 1), type="questions")
    place = rivals.gather([*others, one, elsewhere]).of(one, A.id, 9)
    assert [m.proposal.ranks[0] for m in place.before] == [2, 3]
    assert [m.proposal.ranks[0] for m in place.after] == [5, 6]
    assert (place.rank, place.among) == (4, 9)
    assert rivals.gather([one]).of(one, A.id, 3).among == 0  # ranked among more than there are now: the count would mislead


@pytest.mark.parametrize(
    ("number", "word"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"), (21, "21st"), (112, "112th")]
)
def test_ranks_are_written_as_words(number, word):
    assert rivals.ordinal(number) == word


def test_those_among_which_a_pair_was_ranked_are_counted_from_either_side():
    assert pairing.partners(TYPE, SHELF, A.id, B.id) == (2, 2)
    sided = MappingType("sided", (Side(bodies=("AA",)), Side(bodies=("BB",))))
    assert pairing.partners(sided, SHELF, A.id, B.id) == (1, 1)
    assert pairing.partners(sided, SHELF, "gone", B.id) == (0, 1)
