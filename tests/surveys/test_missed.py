"""`mapper missed`: for one document what was not proposed, and why; the same comparison as a run makes."""

import json

import pytest

from mapper.review.text import width
from mapper.types import Verdict

KEYS = {"document", "type", "other", "pair", "score", "likelihood", "ranks", "likeness", "hurdles", "remedies", "evidence", "state"}
WORK = "wtsa/res/73"


def lines(told):
    return [json.loads(line) for line in told.out.splitlines()]


def edit(workspace, old, new):
    toml = workspace.root / "mapper.toml"
    text = toml.read_text(encoding="utf-8")
    assert old in text
    toml.write_text(text.replace(old, new), encoding="utf-8")


def test_what_is_missed_and_what_is_proposed_are_all_the_pairs_of_a_document(cli, kept):
    found = lines(cli("missed", WORK, "--limit", "0", "--json", "-w", kept.root))
    assert found
    assert all(set(one) == KEYS and one["document"] == WORK for one in found)
    proposed = {m.pair for m in kept.mapped() if WORK in (m.left, m.right)}
    missed = {one["pair"] for one in found}
    assert missed.isdisjoint(proposed)
    for type_ in ("theme:climate", "activities"):
        counted = sum(pair in proposed for pair in (m.pair for m in kept.mapped(type_))) + sum(one["type"] == type_ for one in found)
        assert counted == {"theme:climate": 7, "activities": 60}[type_]
    assert all(one["hurdles"] and one["evidence"]["other"]["page"] for one in found)


def test_lines_say_why_not_and_what_to_change(cli, kept):
    told = cli("missed", WORK, "--type", "theme:climate", "-w", kept.root)
    assert told.code == 0
    assert told.out.startswith(f"{WORK} Information and communication technologies")
    assert "possible pairs proposed (`top` 3, `floor` 0.10); missed,\nnearest first:\n   1. theme/climate/" in told.out
    assert "  why not   " in told.out
    assert "  to see it " in told.out
    assert all(width(line) <= 80 for line in told.out.splitlines())


def test_a_limit_is_told_with_what_it_leaves_out(cli, kept):
    every = lines(cli("missed", WORK, "--type", "activities", "--limit", "0", "--json", "-w", kept.root))
    told = cli("missed", WORK, "--type", "activities", "--limit", "1", "-w", kept.root)
    assert f"  and {len(every) - 1} more: --limit 0 tells all\n" in told.out


@pytest.mark.parametrize(
    ("typed", "hint"),
    [("res/73", "did you mean wtsa/res/73?"), ("wtsa/res/37", "did you mean wtsa/res/73, "), ("zzz", "`mapper documents` lists what there is")],
)
def test_an_unknown_document_is_told_with_those_near_to_it(cli, kept, typed, hint):
    told = cli("missed", typed, "-w", kept.root)
    assert (told.code, told.out) == (1, "")
    assert told.err.startswith(f"Error: no document is called {typed!r} in {kept.root}; {hint}")


def test_a_workspace_that_was_never_run_says_so(cli, unrun):
    told = cli("missed", WORK, "-w", unrun.root)
    assert (told.code, told.out) == (1, "")
    assert told.err == f"Error: nothing was mapped in {unrun.root} yet: `mapper run` first\n"


def test_a_document_that_no_mapping_takes_in_says_so(cli, small):
    toml = small.root / "mapper.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace('"resolution", ', ""), encoding="utf-8")
    told = cli("missed", WORK, "--type", "resolutions", "-w", small.root)
    assert told.code == 0
    assert f"no mapping takes {WORK} in (resolution of WTSA): name its kind and body under [[mapping]] in {toml}\n" in told.err


def test_a_mapping_that_does_not_take_it_in_names_those_that_do(cli, kept):
    told = cli("missed", WORK, "--type", "questions", "-w", kept.root)
    assert (told.code, told.out) == (2, "")
    known = "resolutions, theme:climate, activities"
    assert told.err == f"Error: the mapping 'questions' does not take {WORK} in; choose one of {known}\n"


def test_a_changed_setting_is_told_and_a_decided_pair_shows_its_state(cli, small):
    mapped = next(m for m in small.mapped("activities") if WORK in (m.left, m.right))
    small.decide(mapped, Verdict.ACCEPT, relation="mutual-interest")
    assert "changed since" not in cli("missed", WORK, "--type", "activities", "-w", small.root).err
    edit(small, "floor = 0.10", "floor = 0.999")
    told = cli("missed", WORK, "--type", "activities", "--limit", "0", "-w", small.root)
    assert "changed since 1 mapping ran last (activities): told is what `mapper run` would make now" in told.err
    assert "(accepted by people)" in " ".join(told.out.split())
    found = lines(cli("missed", WORK, "--type", "activities", "--limit", "0", "--json", "-w", small.root))
    assert [one["state"] for one in found if one["pair"] == mapped.pair] == ["accepted"]
