"""The budget as people type it: what fits is shown, the rest is told, and nothing else changes."""

import io
import json
import math

import pytest

from mapper.overview import TO_DO


@pytest.fixture
def shown(cli, monkeypatch):
    """Give a function that reviews from a pipe and quits at once."""

    def call(*words):
        monkeypatch.setattr("sys.stdin", io.StringIO("q"))
        return cli("review", *words)

    return call


def test_proposals_lists_what_fits_and_tells_the_rest(cli, kept):
    told = cli("proposals", "--minutes", "4", "--json", "-w", kept.root)
    assert told.code == 0
    found = [json.loads(line) for line in told.out.splitlines()]
    assert len(found) == 12
    assert {one["type"] for one in found} == {one.type for one in kept.mapped()}
    assert told.err.startswith(f"4 min: 12 of {len(kept.mapped())} pairs")
    assert "(20 s a pair, the usual pace, as nobody's is known yet)" in told.err
    assert f"left out: {len(kept.mapped()) - 12} pairs, in which about" in told.err
    of_type = [json.loads(line) for line in cli("proposals", "--minutes", "1", "--type", "activities", "--json", "-w", kept.root).out.splitlines()]
    assert [one["type"] for one in of_type] == ["activities"] * 3


def test_decided_pairs_cost_no_time(cli, small):
    best = small.mapped()[:20]
    for one in best:
        small.decide(one)
    told = cli("proposals", "--minutes", "4", "--json", "-w", small.root)
    assert not {json.loads(line)["pair"] for line in told.out.splitlines()} & {one.pair for one in best}


def test_review_lays_out_what_fits(shown, cli, small):
    told = shown("--minutes", "4", "--plain", "--as", "anna", "-w", small.root)
    fits = {json.loads(line)["pair"] for line in cli("proposals", "--minutes", "4", "--json", "-w", small.root).out.splitlines()}
    assert told.code == 0
    assert f"4 min: 12 of {len(small.mapped())} pairs" in told.err
    assert "left out" in told.err
    assert f"12 to go, {len(small.mapped())} open" in told.out
    assert "to go on here: mapper review --as anna --plain --minutes 4" in told.err
    assert any(pair in told.out for pair in fits) or any(one.left in told.out for one in small.mapped() if one.pair in fits)
    assert "6 to go" in shown("--minutes", "4", "--limit", "6", "--plain", "--as", "anna", "-w", small.root).out
    assert "6 to go" in shown("--minutes", "2", "--limit", "9", "--plain", "--as", "anna", "-w", small.root).out


def test_a_blind_reviewer_hears_nothing_of_likelihoods(shown, small):
    told = shown("--minutes", "4", "--blind", "--plain", "--as", "anna", "-w", small.root)
    assert f"4 min: 12 of {len(small.mapped())} pairs\n" in told.err
    assert "above" not in told.err
    assert "expected" not in told.err


def test_review_with_nothing_to_do_says_so_as_ever(shown, small):
    for one in small.mapped():
        small.decide(one)
    told = shown("--minutes", "4", "--plain", "--as", "anna", "-w", small.root)
    assert "nothing is open for anna" in told.out
    assert "4 min" not in told.err


def test_status_tells_what_a_few_budgets_reach(cli, small):
    waiting = [one for one in small.mapped() if one.state in TO_DO]
    told = cli("status", "-w", small.root)
    [counts] = [json.loads(line) for line in cli("status", "--json", "-w", small.root).out.splitlines()]
    budgets = counts["budgets"]
    assert [one["minutes"] for one in budgets] == [minutes for minutes in (30, 60, 120, 240) if minutes * 3 < len(waiting)]
    assert budgets
    for one in budgets:
        assert one["pairs"] == one["minutes"] * 3
        assert one["of"] == len(waiting)
        assert 0 < one["expected"] < one["expected_in_all"]
        above = math.ceil(round(one["all_above"] * 100, 2)) / 100  # never told lower than it is
        assert f"  in {one['minutes']} min: {one['pairs']} of {one['of']} pairs, all above {above:.2f}; about" in told.out
    gains = [one["expected"] for one in budgets]
    assert gains == sorted(gains)
