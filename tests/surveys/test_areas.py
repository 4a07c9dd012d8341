"""`mapper areas`: what accepted pairs amount to, and what to type where there are none."""

import json

import pytest

from mapper.mapping import by_likelihood
from mapper.review.text import width
from mapper.types import State

NONE_YET = "no area yet: areas are made of accepted pairs of documents, and none is accepted; next: mapper review\n"


def lines(told):
    return [json.loads(line) for line in told.out.splitlines()]


@pytest.fixture
def decided(small):
    """Give a workspace in which the likeliest pairs between documents are accepted."""
    pairs = [pair for type_ in ("resolutions", "questions") for pair in by_likelihood(small.mapped(type_))[:4]]
    for number, pair in enumerate(pairs):
        small.decide(pair, relation="mutual-interest", at=f"2026-01-31T12:00:{number:02}Z")
    return small


def test_without_an_accepted_pair_one_sentence_says_what_to_do(cli, kept):
    told = cli("areas", "-w", kept.root)
    assert (told.code, told.out, told.err) == (0, "", NONE_YET)
    told = cli("areas", "--json", "-w", kept.root)
    assert (told.code, told.out, told.err) == (0, "", NONE_YET)


def test_before_anything_was_mapped_the_first_steps_are_told(cli, tmp_path):
    cli("init", tmp_path / "w")
    told = cli("areas", "-w", tmp_path / "w")
    assert (told.code, told.out) == (0, "")
    assert told.err.endswith("next: mapper add FILE…, mapper run, then mapper review\n")


def test_every_accepted_pair_is_in_exactly_one_area(cli, decided):
    found = lines(cli("areas", "--json", "-w", decided.root))
    accepted = sorted(pair.pair for pair in decided.mapped() if pair.state is State.ACCEPTED)
    assert sorted(pair["pair"] for area in found for pair in area["pairs"]) == accepted
    keys = {"id", "name", "scope", "participants", "documents", "pairs", "triads", "missing", "joint"}
    assert all(keys <= set(area) and area["name"] and area["id"].startswith("area:") for area in found)


def test_areas_are_told_and_one_is_shown_in_full(cli, decided):
    told = cli("areas", "-w", decided.root)
    first = lines(cli("areas", "--json", "-w", decided.root))[0]
    assert told.code == 0
    assert first["id"] in told.out
    assert "accepted pairs; mapper areas ID shows one in full\n" in told.err
    for id_ in (first["id"], first["id"].removeprefix("area:")[:6], first["id"].upper()):
        shown = cli("areas", id_, "-w", decided.root)
        assert shown.code == 0
        assert "\ndocuments\n" in shown.out
        assert all(pair["pair"] in shown.out for pair in first["pairs"])


def test_an_unknown_area_or_sector_is_told(cli, decided):
    told = cli("areas", "area:nothing", "-w", decided.root)
    assert (told.code, told.out) == (1, "")
    assert told.err == "Error: no area is called 'area:nothing'; `mapper areas` lists them with their ids\n"
    assert cli("areas", "area:", "-w", decided.root).code == 1
    told = cli("areas", "--sector", "moon", "-w", decided.root)
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith("Error: no Sector 'moon'; choose one of ")


def test_areas_of_one_sector_are_chosen(cli, decided):
    found = lines(cli("areas", "--sector", "d", "--json", "-w", decided.root))
    assert found
    assert all("D" in [party["sector"] for party in area["participants"]] for area in found)


def test_likely_pairs_join_only_when_they_are_asked_for(cli, kept):
    found = lines(cli("areas", "--likely", "--json", "-w", kept.root))
    assert found
    assert {pair["state"] for area in found for pair in area["pairs"]} == {"new"}
    assert " of 0 accepted pairs and " in cli("areas", "--likely", "-w", kept.root).err
    assert "; mapper areas ID --likely shows one in full\n" in cli("areas", "--likely", "-w", kept.root).err
    assert cli("areas", found[0]["id"], "--likely", "-w", kept.root).code == 0


def test_pairs_that_are_disputed_are_counted_apart(cli, decided):
    [pair, *_] = [pair for pair in decided.mapped() if pair.state is State.ACCEPTED]
    decided.decide(pair, relation="duplicate", reviewer="ben")
    assert "1 pair left out until settled: disputed, or the text changed: " in cli("areas", "-w", decided.root).err


@pytest.mark.parametrize("columns", ["50", "80", "160"])
def test_nothing_is_wider_than_the_terminal(cli, decided, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    area = lines(cli("areas", "--json", "-w", decided.root))[0]["id"]
    for words in (("areas",), ("areas", area)):
        assert max(width(line) for line in cli(*words, "-w", decided.root).out.splitlines()) <= int(columns)
