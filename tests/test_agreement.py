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


def read(store, verdict, reviewer, minute, *, blind=False, on=ONE, **word):
    """Say a verdict as on a screen, where it takes time."""
    at = f"2026-02-03T05:{minute:02}:00Z"
    say(store, verdict, reviewer, on=on, at=at, seconds=5.0, score_shown=not blind, **word)


def test_only_a_later_reading_that_was_blind_counts_as_read_apart(store):
    read(store, Verdict.ACCEPT, "anna", 1)
    read(store, Verdict.ACCEPT, "ben", 2, blind=True)
    read(store, Verdict.ACCEPT, "anna", 3, on=OTHER, blind=True)
    read(store, Verdict.REJECT, "ben", 4, on=OTHER)
    (found,) = compare(store.decisions())
    assert (found.pairs, found.apart.pairs, found.apart.agreed) == (2, 1, 1)


def test_what_was_typed_without_a_screen_is_not_blind(store):
    read(store, Verdict.ACCEPT, "anna", 1)
    say(store, reviewer="ben", score_shown=False)
    (found,) = compare(store.decisions())
    assert found.apart.pairs == 0


def test_relations_are_compared_where_both_accept(store):
    words = {"relation": "implements", "direction": "left-to-right"}
    for number, (mine, theirs) in enumerate([(words, words), (words, {**words, "direction": "right-to-left"}), (words, {"relation": "duplicate"})]):
        on = subject(right=f"zz/res/{number}")
        say(store, Verdict.ACCEPT, "anna", on=on, **mine)
        say(store, Verdict.ACCEPT, "ben", on=on, **theirs)
    say(store, Verdict.ACCEPT, "anna", on=OTHER)
    say(store, Verdict.REJECT, "ben", on=OTHER)
    (found,) = compare(store.decisions())
    assert (found.relations.pairs, found.relations.agreed, found.opposite) == (3, 2, 1)


def test_everybody_is_compared_where_there_are_more_than_two(store):
    many(store, {"anna": "yyyn", "ben": "yyny", "cara": "ynn"})
    *couples, everybody = compare(store.decisions())
    assert [(one.one, one.other, one.pairs) for one in couples] == [("anna", "ben", 4), ("anna", "cara", 3), ("ben", "cara", 3)]
    assert (everybody.one, everybody.pairs, everybody.agreed) == ("", 4, pytest.approx(1 + 1 / 3 + 1 / 3, abs=1e-4))
    assert everybody.lines()[0].startswith("everybody: 42% over 4 pairs, kappa -0.24, AC1 -0.10; 95 %: 11% to 80%, kappa ")
    assert everybody.as_json()["one"] is None


def test_what_an_adjudicator_said_is_no_rating(store):
    many(store, {"anna": "y", "ben": "n"})
    adjudicate(store, subject(right="zz/res/0"), Word(Verdict.ACCEPT), reviewer="cara", at=AT)
    assert [(one.one, one.other, one.agreed) for one in compare(store.decisions())] == [("anna", "ben", 0)]
