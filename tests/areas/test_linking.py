"""Linking: a partition of the pairs into groups that hang together, the same whatever the order, and never one that swallows all."""

import csv
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.areas.linking import link
from tests.workspaces import DEMO

documents = st.sampled_from([f"aa/res/{number}" for number in range(12)])
graphs = st.lists(st.tuples(documents, documents).filter(lambda pair: pair[0] != pair[1]), max_size=30)


def clique(name, size):
    return list(combinations([f"{name}/res/{number}" for number in range(size)], 2))


def connected(pairs):
    reached = {pairs[0][0]}
    while more := {end for pair in pairs if reached & {*pair} for end in pair} - reached:
        reached |= more
    return reached == {end for pair in pairs for end in pair}


@given(graphs)
def test_every_pair_is_in_exactly_one_group(pairs):
    linked = sorted(pair for group in link(pairs) for pair in group)
    assert linked == sorted({(min(pair), max(pair)) for pair in pairs})


@given(graphs)
def test_every_group_hangs_together(pairs):
    assert all(connected(group) for group in link(pairs))


@given(graphs, st.randoms(use_true_random=False))
def test_neither_the_order_of_the_pairs_nor_of_their_ends_matters(pairs, chance):
    shuffled = [pair[::-1] if chance.random() < 0.5 else pair for pair in pairs]
    chance.shuffle(shuffled)
    assert link(shuffled) == link(pairs)


def test_texts_that_all_meet_are_one_group():
    assert link(clique("aa", 5)) == [clique("aa", 5)]


def test_subjects_that_share_one_document_stay_apart_and_share_it():
    one = clique("aa", 7)
    other = [tuple(sorted(end.replace("bb/res/0", "aa/res/0") for end in pair)) for pair in clique("bb", 7)]
    assert link([*one, *other]) == sorted([one, sorted(other)])


@pytest.mark.parametrize("bridges", [1, 2])
def test_a_pair_between_two_subjects_does_not_make_them_one(bridges):
    between = [(f"aa/res/{number}", f"bb/res/{number}") for number in range(bridges)]
    groups = link([*clique("aa", 6), *clique("bb", 6), *between])
    assert any({*clique("aa", 6)} <= {*group} for group in groups)
    assert not any({*clique("aa", 6)} | {*clique("bb", 6)} <= {*group} for group in groups)


def test_a_document_that_meets_everything_draws_nothing_together():
    subjects = [clique(f"s{number}", 5) for number in range(8)]
    hub = [("hub/res/1", end) for subject in subjects for end in sorted({end for pair in subject for end in pair})]
    groups = link([pair for subject in subjects for pair in subject] + hub)
    assert max(len(group) for group in groups) < len(hub)
    assert len([group for group in groups if any({*subject} <= {*group} for subject in subjects)]) == len(subjects)


def test_the_pairs_of_the_demo_make_no_group_that_swallows_the_others():
    lines = list(csv.DictReader((DEMO / "gold" / "pairs.tsv").open(encoding="utf-8"), delimiter="\t"))
    pairs = {(line["left"], line["right"]) for line in lines if not line["right"].startswith("theme/")}
    groups = link(pairs)
    assert max(len(group) for group in groups) < len(pairs) / 5
    assert sum(len(group) == 1 for group in groups) < len(groups) / 3


def test_no_pairs_make_no_group():
    assert link([]) == []
