"""`mapper mapping`: the figures as tables, and each pair with all by which tables count."""

import json
from collections import Counter

import pytest

from mapper.types import Verdict
from mapper.views.counts import matrices
from mapper.views.rows import rows


@pytest.fixture
def decided(small):
    """Give a workspace in which three pairs are decided."""
    one, other, third, *_ = small.mapped("theme:climate")
    small.decide(one)
    small.decide(other, Verdict.REJECT, reason="different-scope")
    small.decide(third, Verdict.UNSURE)
    return small


def pairs(told):
    return [json.loads(line) for line in told.out.splitlines()]


def test_there_is_one_object_a_pair_with_its_state(cli, decided):
    told = pairs(cli("mapping", "--json", "-w", decided.root))
    assert {one["pair"]: one["state"] for one in told} == {m.pair: m.state.value for m in decided.mapped()}
    [accepted] = [one for one in told if one["state"] == "accepted"]
    assert accepted["by"] == "human"
    assert accepted["reviewers"] == ["anna"]
    assert accepted["object"]["kind"] == "subtopic"
    assert accepted["evidence"][0]["subject"].startswith(accepted["subject"]["id"])


def test_states_are_counted_mapping_by_mapping(cli, decided):
    told = cli("mapping", "-w", decided.root).out.splitlines()
    heads = told[1].split()
    counts = Counter((m.type, m.state.value) for m in decided.mapped())
    for name in {type_ for type_, _ in counts}:
        [line] = [line.split() for line in told if line.split()[:1] == [name]]
        assert dict(zip(heads[:-1], map(int, line[1:-1]), strict=True)) == {state: counts[name, state] for state in heads[:-1]}
        assert int(line[-1]) == sum(counts[name, state] for state in heads[:-1])
    [whole] = [line.split() for line in told if line.split()[:1] == ["all"]]
    assert int(whole[-1]) == sum(counts.values())


def test_who_meets_whom_can_be_counted_from_the_objects(cli, decided):
    from mapper import sharing

    with decided.open() as store:
        found = rows(sharing.gather(decided.settings, store, sharing.Wish()))
    [by_sector] = [matrix for matrix in matrices(found) if matrix.axis.key == "sectors"]
    counted = Counter()
    for one in pairs(cli("mapping", "--json", "-w", decided.root)):
        if one["state"] not in ("rejected", "gone") and one["object"]["kind"] != "subtopic":
            sides = [one[side]["sectors"] or ["(none)"] for side in ("subject", "object")]
            counted.update({by_sector.name(left, right) for left in sides[0] for right in sides[1]})
    assert counted == {name: count.total for name, count in by_sector.counts.items()}


def test_one_mapping_can_be_asked_for(cli, decided):
    told = pairs(cli("mapping", "--type", "resolutions", "--json", "-w", decided.root))
    assert {one["type"] for one in told} == {"resolutions"}
    assert cli("mapping", "--type", "nothing", "-w", decided.root).code == 2


def test_a_table_that_does_not_fit_becomes_a_list_of_meetings(decided):
    from mapper.surveys import mapping

    with decided.open() as store:
        found = mapping.survey(decided.settings, store)
    wide, narrow = (list(found.lines(cells)) for cells in (140, 30))
    assert not [line for line in wide if " x " in line]
    by_sector = next(matrix for matrix in matrices(found.rows) if matrix.axis.key == "sectors")
    listed = {line[:26].strip(): line[26:].strip() for line in narrow if " x " in line}
    assert {name: told for name, told in listed.items() if name in by_sector.counts} == {
        name: " ".join(filter(None, [str(count.accepted or ""), f"+{count.total - count.accepted}" if count.total > count.accepted else ""]))
        for name, count in by_sector.counts.items()
    }


def test_a_workspace_without_pairs_says_what_comes_next(cli, unrun):
    told = cli("mapping", "-w", unrun.root)
    assert told.code == 0
    assert "mapper run" in told.err
