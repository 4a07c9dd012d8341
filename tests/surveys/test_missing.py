"""Missing pairs: what accepted pairs ask for reaches the reviewer with its premises, and is decided though nobody proposed it."""

import io
import json
import sys
from itertools import product

import pytest

from mapper.identity import pair_id
from mapper.types import State, Verdict


def lines(told):
    return [json.loads(line) for line in told.out.splitlines()]


@pytest.fixture
def decided(small):
    """Give a workspace in which every proposal between resolutions but the last is accepted."""
    *pairs, _ = small.mapped("resolutions")
    for pair in pairs:
        small.decide(pair, relation="mutual-interest")
    return small


def test_each_missing_pair_cites_accepted_pairs_as_its_premises(cli, decided):
    found = lines(cli("areas", "--missing", "--json", "-w", decided.root))
    states = {one.pair: one for one in decided.mapped()}
    assert found
    for one in found:
        assert len(one["premises"]) == len(one["through"]) > 0
        for middle, premises in zip(one["through"], one["premises"], strict=True):
            joined = [states[pair] for pair in premises]
            assert {pair.state for pair in joined} == {State.ACCEPTED}
            assert {work for pair in joined for work in (pair.left, pair.right)} == {one["left"], middle, one["right"]}
    told = cli("areas", "--missing", "-w", decided.root)
    assert f"{len(found)} pair" in told.err
    assert found[0]["premises"][0][0] in told.out


def test_a_pair_without_a_proposal_is_decided_by_its_two_documents(cli, decided):
    known = {frozenset((one.left, one.right)) for one in decided.mapped()}
    works = [one["id"] for one in lines(cli("documents", "--json", "-w", decided.root)) if one["kind"] == "resolution"]
    ends = next(pair for pair in product(works, works) if pair[0] > pair[1] and frozenset(pair) not in known and pair[0][:4] != pair[1][:4])
    assert cli("decide", *ends, "accept", "--as", "anna", "-w", decided.root).code == 2
    told = cli("decide", *ends, "accept", "--relation", "mutual-interest", "--as", "anna", "-w", decided.root)
    assert (told.code, told.out.split()[0]) == (0, pair_id("resolutions", *ends))
    made = decided.pair(pair_id("resolutions", *ends))
    assert (made.state, made.proposal, made.settled.editions != ("", "")) == (State.ACCEPTED, None, True)
    assert cli("check", "-w", decided.root).code == 0
    assert cli("decide", *ends, "reject", "--as", "anna", "-w", decided.root).code == 0
    assert decided.pair(made.pair).settled.verdict is Verdict.REJECT


def test_a_proposal_is_found_by_its_two_documents_too(cli, small):
    pair = small.mapped("resolutions")[0]
    told = cli("decide", pair.right.upper(), pair.left, "reject", "--as", "anna", "-w", small.root)
    assert (told.code, told.out.split()[0]) == (0, pair.pair)


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("wtsa/res/73", "itu-r/wp/7c", "accept"), 1, "no mapping compares itu-r/wp/7c with wtsa/res/73, or one of them is no longer in force; "),
        (("wtsa/res/73", "wtsa/res/44", "accept"), 1, "no mapping compares wtsa/res/44 with wtsa/res/73"),
        (("wtsa/res/73", "moon", "accept"), 1, "no document is called 'moon' in the mapping"),
        (("wtsa/res/73", "wtdc/res/66", "wtdc/res/34", "accept"), 2, "name a pair by its id, or by its two documents: "),
        (("wtsa/res/73", "wtdc/res/66", "accept", "--type", "questions"), 1, "the mapping questions does not compare wtdc/res/66 with wtsa/res/73"),
        (("accept",), 2, "name a pair by its id, or by its two documents: "),
    ],
)
def test_what_is_no_pair_is_told(cli, kept, words, code, sentence):
    told = cli("decide", *words, "--as", "anna", "-w", kept.root)
    assert (told.code, told.out) == (code, "")
    assert sentence in told.err


def test_the_reviewer_sees_only_what_is_asked_for_and_why(cli, decided, monkeypatch):
    asked = [one for one in lines(cli("areas", "--missing", "--json", "-w", decided.root)) if one["proposal"]]
    monkeypatch.setattr(sys, "stdin", io.StringIO("q"))
    told = cli("review", "--missing", "--plain", "--as", "ben", "-w", decided.root)
    assert (told.code, f"{len(asked)} of {len(asked)} open" in told.out) == (0, True)
    assert "accepted pairs ask for this one, both texts are paired with " in told.out
    monkeypatch.setattr(sys, "stdin", io.StringIO("q"))
    assert "accepted pairs ask for this one" not in cli("review", "--missing", "--blind", "--plain", "--as", "ben", "-w", decided.root).out
