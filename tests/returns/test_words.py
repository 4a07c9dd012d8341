"""What the words of a row may be, and which go together: the same as `mapper decide` takes."""

import pytest

from mapper.errors import UsageError
from mapper.returns.outcomes import Fate
from mapper.review import deciding
from mapper.types import FORWARD, Verdict
from mapper.verdicts import spoken
from tests.returns.sheets import counts, decisions, listed, only, take, workbook

ANNA = {"reviewer": "anna"}


def evident(workspace):
    return sorted((m for m in workspace.mapped("resolutions") if m.proposal), key=lambda m: m.pair)


@pytest.mark.parametrize(
    ("filled", "told"),
    [
        ({"decision": "accept", "reason": "different-scope"}, "reason goes with reject, not with accept"),
        ({"decision": "unsure", "reason": "different-scope"}, "reason goes with reject, not with unsure"),
        ({"decision": "reject", "direction": "subject-to-object"}, "direction goes with accept, not with reject"),
        ({"decision": "reject", "relation": "cites"}, "relation goes with accept, not with reject"),
    ],
)
def test_words_that_contradict_each_other_are_refused_as_decide_refuses_them(small, tmp_path, filled, told):
    one = evident(small)[0]
    found = only(take(small, workbook(small, tmp_path, (one.pair, {**filled, **ANNA}))))
    assert (found.fate, found.told, decisions(small)) == (Fate.UNREADABLE, f"a {told}", [])
    words = {"relation": "", "reason": "", "comment": "", "direction": "", **filled}
    with pytest.raises(UsageError, match=f"^--{told}$"):
        deciding.word(words.pop("decision"), **words)


def test_a_direction_with_a_relation_that_holds_both_ways_is_refused_in_the_words_of_decide(small, tmp_path):
    one = evident(small)[0]
    filled = {"decision": "accept", "relation": "mutual-interest", "direction": "subject-to-object", **ANNA}
    found = only(take(small, workbook(small, tmp_path, (one.pair, filled))))
    assert (found.fate, decisions(small)) == (Fate.UNREADABLE, [])
    assert found.told.startswith("mutual-interest holds both ways; a direction goes with one of implements, ")


def test_what_is_left_over_from_an_earlier_verdict_is_left_out_and_told(small, tmp_path):
    one, other, third = evident(small)[:3]
    small.decide(one, relation="cites", direction=FORWARD)
    small.decide(other, Verdict.REJECT, reason="different-scope")
    small.decide(third, relation="cites", direction=FORWARD)
    rows = (
        (one.pair, {"decision": "reject", **ANNA}),
        (other.pair, {"decision": "accept", "relation": "mutual-interest", **ANNA}),
        (third.pair, {"relation": "duplicate", **ANNA}),
    )
    taken = take(small, workbook(small, tmp_path, *rows))
    assert counts(taken)[0::2] == (3, 0)
    told = {row.pair: row.told for row in taken.outcomes if row.made}
    assert told[one.pair] == "the relation is left out: it goes with accept; the direction is left out: it goes with accept"
    assert told[other.pair] == "the reason is left out: it goes with reject"
    assert told[third.pair] == "the direction is left out: duplicate holds both ways"
    made = {event.pair: (event.verdict, event.relation, event.direction, event.reason) for event in decisions(small)[3:]}
    assert made == {
        one.pair: (Verdict.REJECT, "", "", ""),
        other.pair: (Verdict.ACCEPT, "mutual-interest", "", ""),
        third.pair: (Verdict.ACCEPT, "duplicate", "", ""),
    }


def test_a_relation_that_a_list_of_pairs_only_proposes_does_not_matter(small, tmp_path):
    one, other = evident(small)[:2]
    path = listed(small, tmp_path, (one.pair, {"decision": "reject", "reviewers": "anna"}))
    assert only(take(small, path)).told == ""
    written = "cites" if other.proposal.relation != "cites" else "duplicate"
    path = listed(small, tmp_path, (other.pair, {"decision": "reject", "relation": written, "reviewers": "anna"}))
    assert only(take(small, path)).told == "a relation goes with accept, not with reject"


def test_obvious_forms_of_a_verdict_are_taken(small, tmp_path):
    words = ("Accepted", "yes", "Rejected", "NO", "not sure")
    rows = [(m.pair, {"decision": word, **ANNA}) for m, word in zip(evident(small), words, strict=False)]
    assert counts(take(small, workbook(small, tmp_path, *rows)))[0] == len(words)
    made = {event.pair: event.verdict for event in decisions(small)}
    assert [made[pair] for pair, _ in rows] == ["accept", "accept", "reject", "reject", "unsure"]


def test_no_word_stands_for_two_verdicts():
    assert set(spoken().values()) == {Verdict.ACCEPT, Verdict.REJECT, Verdict.UNSURE}
    assert all(spoken()[verdict.value] is verdict for verdict in set(spoken().values()))
    assert all(word == "-".join(word.casefold().split()) for word in spoken())
