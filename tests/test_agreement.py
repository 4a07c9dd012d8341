"""Agreement: how far two reviewers say the same."""

import pytest

from mapper.agreement import compare
from mapper.decisions import Word, adjudicate
from mapper.types import Verdict
from tests.stores import AT, fresh, say, subject

ONE, OTHER = subject(), subject(right="cc/res/3")


@pytest.fixture
def store():
    with fresh() as opened:
        yield opened


def many(store, verdicts):
    """Let each reviewer say one verdict on each of several pairs."""
    for reviewer, letters in verdicts.items():
        for number, letter in enumerate(letters):
            verdict = {"y": Verdict.ACCEPT, "n": Verdict.REJECT, "u": Verdict.UNSURE, ".": Verdict.SKIP}[letter]
            say(store, verdict, reviewer, on=subject(right=f"zz/res/{number}"))


def test_agreement_counts_what_both_accepted_or_rejected(store):
    many(store, {"ben": "ynnyu.", "anna": "ynyyyy"})
    (found,) = compare(store.decisions())
    assert (found.one, found.other, found.pairs, found.agreed, found.share) == ("anna", "ben", 4, 3, 0.75)
    assert found.kappa == 0.5


def test_kappa_is_that_of_cohen(store):
    """The table of two doctors over 50 patients: 20 both yes, 5 and 10 apart, 15 both no gives 0.4."""
    many(store, {"a": "y" * 20 + "y" * 5 + "n" * 10 + "n" * 15, "b": "y" * 20 + "n" * 5 + "y" * 10 + "n" * 15})
    (found,) = compare(store.decisions())
    assert (found.pairs, found.agreed, found.kappa) == (50, 35, 0.4)


def test_kappa_is_not_said_where_chance_would_always_agree(store):
    many(store, {"anna": "yyy", "ben": "yyy"})
    (found,) = compare(store.decisions())
    assert (found.share, found.kappa) == (1.0, None)


def test_reviewers_who_share_no_pair_are_not_compared(store):
    say(store)
    say(store, reviewer="ben", on=OTHER)
    adjudicate(store, ONE, Word(Verdict.REJECT), reviewer="chair", at=AT)
    assert compare(store.decisions()) == []


def test_a_confirmed_rejection_counts_as_a_rejection(store):
    say(store, Verdict.REJECT)
    say(store, Verdict.CONFIRM)
    say(store, Verdict.REJECT, "ben")
    assert compare(store.decisions())[0].agreed == 1
