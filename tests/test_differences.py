"""Differences: what a reader sees of two wordings, and the words that decided."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper import deciding
from mapper.differences import Mark, marked, segments, shortened
from mapper.editions import align
from mapper.types import Part
from tests.test_editions import clause

WORDS = ["to", "report", "by", "2018;", "2022", "(Rev.", "on", "climate,", "第35号决议", "co-operate"]
wordings = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join)


def words(text):
    return re.findall(r"\w+|[^\w\s]", text)


@given(wordings, wordings)
def test_both_wordings_can_be_read_from_their_difference(old, new):
    runs = segments(old, new)
    assert words("".join(run.text for run in runs if run.mark is not Mark.IN)) == words(old)
    assert words("".join(run.text for run in runs if run.mark is not Mark.OUT)) == words(new)
    assert not any(one.mark is other.mark for one, other in pairwise(runs))


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("to report by 2018 on climate;", "to report by 2022 on climate", "to report by [-2018-] {+2022+} on climate[-;-]"),
        ("to report on it", "to report each year on it", "to report {+each year+} on it"),
        ("the Director of TSB shall act", "the Director may act", "the Director [-of TSB shall-] {+may+} act"),
        ("to sell the fleet", "whoever would buy ships now", "[-to sell the fleet-] {+whoever would buy ships now+}"),
        ("研究气候变化", "研究气候影响", "研究气候[-变化-] {+影响+}"),
    ],
)
def test_a_difference_reads_without_colour(old, new, shown):
    assert marked(segments(old, new)) == shown


def test_far_from_any_change_words_are_left_out_and_the_change_is_not():
    long = " ".join(f"w{n}" for n in range(100))
    shown = marked(shortened(segments(f"{long} may {long}", f"{long} shall {long}"), 3))
    assert shown == "… w97 w98 w99 [-may-] {+shall+} w0 w1 w2 …"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("that each State shall report", "that each State may report", "shall -> may"),
        ("to organise the work by 2024", "to organize work, by 2028", "2024 -> 2028"),
        ("the Director of TSB to act", "the Director of BDT to act", "Director of TSB -> Director of BDT"),
        ("to publish results on the web site", "not to publish results on the website", "+ not"),
        ("recalling Resolution 72 (Rev. Busan, 2014) on heat", "recalling Resolution 72 (Rev. Dubai, 2018) on noise", "heat -> noise"),
    ],
)
def test_the_words_that_decided_are_named_and_an_editors_touches_are_not(old, new, told):
    [change] = align((clause("1", old),), (clause("1", new),))
    assert deciding.told(change) == told


def test_another_opener_and_what_became_of_a_clause_are_named():
    text = "to report on this matter every year"
    [weaker] = align((clause("1", text, "instructs the Director"),), (clause("1", text, "invites the Director"),))
    assert deciding.told(weaker) == "instructs -> invites"
    [moved] = align((clause("1", text, "resolves"),), (clause("1", text, "noting", Part.PREAMBLE),))
    assert deciding.told(moved) == "resolves -> noting"
    [edited] = align((clause("1", text),), (clause("1", f"{text};"),))
    assert deciding.words(edited) == ()
