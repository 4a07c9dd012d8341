"""Streamlining: what is said twice, with what an advisory group would do; carrying out is no repetition."""

import dataclasses
import random

import pytest

from mapper.cooperation import cooperations
from mapper.streamlining import find
from mapper.types import State
from mapper.verdicts import repeating
from mapper.views.rows import rows
from tests import maps

PP, T, D, R = "pp/res/182", "wtsa/res/73", "wtdc/res/66", "ra/res/60"


def repeats(*pairs):
    export = maps.export(*pairs)
    return find(export, rows(export))


def test_carrying_out_or_sharing_an_interest_repeats_nothing():
    assert repeats(maps.accepted(PP, T, relation="implements"), maps.accepted(PP, D), maps.accepted(PP, R, relation="cites")) == ()


@pytest.mark.parametrize(
    ("relation", "pair", "action"),
    [
        ("duplicate", (PP, T), "suppress WTSA Resolution 73, and refer to PP Resolution 182"),
        (
            "text-already-in-pp",
            (PP, D),
            "take the text out of WTDC Resolution 66, and refer to PP Resolution 182",
        ),
        (
            "merge-candidate",
            (PP, T),
            "merge WTSA Resolution 73 into PP Resolution 182, as far as the higher body agrees",
        ),
        (
            "duplicate",
            (D, T),
            "suppress one of WTDC Resolution 66 and WTSA Resolution 73, and refer to the other; ",
        ),
    ],
)
def test_each_repetition_has_the_action_of_the_profile_with_the_lower_text_as_the_one_that_changes(relation, pair, action):
    [one] = repeats(maps.accepted(*pair, relation=relation))
    assert one.action.replace(" (Rev. Dubai, 2018)", "").startswith(action)
    assert one.reason.startswith("accepted by anna on 2026-11-30")
    assert one.clauses


def test_likely_ones_are_kept_apart_from_accepted_ones_and_unlikely_or_rejected_ones_left_out():
    accepted, likely = maps.accepted(PP, T, relation="duplicate"), maps.proposed(PP, D, relation="duplicate")
    found = repeats(likely, accepted, maps.proposed(PP, R, 0.3, relation="duplicate"), maps.rejected(T, D))
    assert [(one.row.id, one.accepted) for one in found] == [(accepted.pair, True), (likely.pair, False)]
    assert found[1].reason == "proposed, nobody decided; pp/res/182 names wtdc/res/66 in recalling b)"
    assert repeats(dataclasses.replace(accepted, state=State.STALE)) == ()


def test_the_order_of_the_pairs_does_not_matter():
    pairs = [maps.accepted(*pair, relation="duplicate") for pair in ((PP, T), (PP, D), (R, T))]
    before = repeats(*pairs)
    random.Random(2).shuffle(pairs)
    assert repeats(*pairs) == before


def test_every_relation_that_repeats_has_an_action_in_each_profile():
    assert cooperations()
    for profile in cooperations():
        assert profile.streamlining.keys() == repeating()
