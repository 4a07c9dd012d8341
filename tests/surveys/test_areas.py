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


def by_id(cli, folder):
    return {area["id"]: area for area in lines(cli("areas", "--json", "-w", folder))}


def test_what_people_say_of_areas_holds_after_a_rerun_and_comes_back_with_a_backup(cli, decided, tmp_path):
    one, other, *_ = by_id(cli, decided.root)
    told = cli("areas", "rename", one, "Climate", "and", "energy", "--as", "anna", "-w", decided.root)
    assert (told.code, told.out.split(";")[0]) == (0, f"{one} is called “Climate and energy” now")
    assert cli("areas", "merge", other, one, "--as", "anna", "-w", decided.root).code == 0
    assert cli("run", "-w", decided.root).code in (0, 1)
    kept = by_id(cli, decided.root)[one]
    assert kept["name"] == "Climate and energy"
    assert [sentence.split(", 20")[0] for sentence in kept["said"]] == ["named by anna", f"with {other}, merged by anna"]
    assert cli("areas", other, "-w", decided.root).err.endswith(f"{other} is part of {one} now\n")
    assert cli("backup", tmp_path / "b.zip", "-w", decided.root).code == 0
    assert cli("restore", tmp_path / "b.zip", "-w", tmp_path / "new").code == 0
    assert by_id(cli, tmp_path / "new")[one] == kept
    assert cli("check", "-w", tmp_path / "new").code == 0


def test_what_was_said_of_an_area_is_taken_back(cli, decided):
    before = by_id(cli, decided.root)
    one, other, *_ = before
    for said, back in ((("rename", one, "Climate"), ("unname", one)), (("merge", other, one), ("unmerge", other))):
        assert cli("areas", *said, "-w", decided.root).code == 0
        assert by_id(cli, decided.root) != before
        assert cli("areas", *back, "-w", decided.root).code == 0
        assert by_id(cli, decided.root) == before


def test_documents_are_split_off_and_put_back(cli, decided):
    before = by_id(cli, decided.root)
    area = next(one for one in before.values() if len(one["pairs"]) > 1)
    pair = area["pairs"][0]
    told = cli("areas", "split", area["id"], pair["pair"][:8], "--as", "anna", "-w", decided.root)
    new = told.out.split()[0]
    after = by_id(cli, decided.root)
    assert ([one["pair"] for one in after[new]["pairs"]], after.keys() - before.keys()) == ([pair["pair"]], {new})
    assert cli("areas", "unsplit", new, "-w", decided.root).code == 0
    assert by_id(cli, decided.root) == before
    works = [one["id"] for one in area["documents"]]
    assert cli("areas", "split", area["id"], *works, "-w", decided.root).err.startswith(f"Error: that is every pair of {area['id']}: ")


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("rename",), 2, "say which area to rename: its id, as `mapper areas` prints it"),
        (("rename", "{one}"), 2, "say what to call it, in 1 to 200 letters: mapper areas rename {one} NAME"),
        (("merge", "{one}"), 2, "say into which area: mapper areas merge {one} AREA"),
        (("merge", "{one}", "{one}"), 1, "'{one}' and '{one}' are one area already, {one}; nothing was changed"),
        (("unmerge", "{one}"), 1, "nobody merged {one} into another area; nothing was changed"),
        (("unsplit", "{one}"), 1, "nobody split {one} from another area; nothing was changed"),
        (("unname", "{one}"), 1, "nobody gave {one} a name; nothing was changed"),
        (("split", "{one}", "moon"), 1, "{one} has no document and no pair 'moon'; nothing was changed, `mapper areas {one} --json` lists both"),
        (("merge", "area:00", "{one}"), 1, "no area is called 'area:00'; `mapper areas` lists them with their ids"),
    ],
)
def test_what_cannot_be_said_of_an_area_is_told_and_changes_nothing(cli, decided, words, code, sentence):
    one = next(iter(by_id(cli, decided.root)))
    told = cli("areas", *(word.format(one=one) for word in words), "-w", decided.root)
    assert (told.code, told.out, told.err) == (code, "", f"Error: {sentence.format(one=one)}\n")
    assert not (decided.root / "areas.toml").exists()


def test_two_areas_are_not_called_the_same(cli, decided):
    one, other, *_ = by_id(cli, decided.root)
    cli("areas", "rename", one, "Climate", "-w", decided.root)
    told = cli("areas", "rename", other, "climate", "-w", decided.root)
    assert (told.code, told.err) == (1, f"Error: {one} is called “Climate” already; nothing was changed, choose another name or merge the two\n")


def test_who_might_lead_and_what_is_assigned_is_told(cli, decided):
    topic = next(pair for pair in by_likelihood(decided.mapped("theme:climate")) if pair.left in str(by_id(cli, decided.root)))
    decided.decide(topic, relation="mutual-interest")
    found = by_id(cli, decided.root).values()
    assert any(one["id"] == topic.right and topic.left in one["documents"] for area in found for one in area["assigned"])
    leads = [lead for area in found for lead in area["leads"]]
    assert leads
    assert all(lead["name"] and lead["sector"] in "RTD" and " in " in lead["reason"] for lead in leads)
