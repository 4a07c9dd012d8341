"""`mapper gaps`: what Sectors are told to do and nobody takes up, first; filters, counts and objects."""

import json

import pytest

from mapper.review.text import width

KEYS = {"sector", "taken_up", "document", "clause", "label", "opener", "page", "actors", "text", "accepted", "perhaps"}


def lines(told):
    return [json.loads(line) for line in told.out.splitlines()]


@pytest.fixture
def found(cli, kept):
    return lines(cli("gaps", "--own", "--json", "-w", kept.root))


def test_every_instruction_has_its_document_clause_and_page(found):
    assert found
    for one in found:
        assert set(one) >= KEYS
        assert one["actors"]
        assert one["page"] > 0
        assert one["text"]
        assert one["clause"].startswith(one["document"]["id"])


def test_what_nobody_takes_up_comes_first(found):
    order = ["nobody", "perhaps", "text", "clause"]
    told = [one["taken_up"] for one in found]
    assert told == sorted(told, key=order.index)
    assert all(not one["accepted"] and not one["perhaps"] for one in found if one["taken_up"] == "nobody")


def test_an_accepted_pair_takes_an_instruction_up(cli, small):
    maybe = [one for one in lines(cli("gaps", "--json", "-w", small.root)) if one["taken_up"] == "perhaps"]
    wanted = maybe[0]["perhaps"][0]["pair"]
    small.decide(small.pair(wanted), relation="mutual-interest")
    after = lines(cli("gaps", "--json", "-w", small.root))
    taken = [one for one in after if wanted in [text["pair"] for text in one["accepted"]]]
    assert {one["clause"] for one in taken} >= {maybe[0]["clause"]}
    assert {one["taken_up"] for one in taken} <= {"text", "clause"}


def test_filters_choose(cli, kept, found):
    sector = found[0]["sector"]
    assert {one["sector"] for one in lines(cli("gaps", "--own", "--sector", sector.lower(), "--json", "-w", kept.root))} == {sector}
    body = found[0]["document"]["label"].split()[0]
    chosen = lines(cli("gaps", "--own", "--body", body.lower(), "--json", "-w", kept.root))
    assert chosen
    assert {one["document"]["label"].split()[0] for one in chosen} == {body}
    assert {one["taken_up"] for one in lines(cli("gaps", "--taken-up", "nobody", "--json", "-w", kept.root))} <= {"nobody"}
    assert len(lines(cli("gaps", "--own", "--limit", "2", "--json", "-w", kept.root))) == 2


def test_what_a_sector_tells_itself_is_left_out_and_counted(cli, kept, found):
    told = cli("gaps", "-w", kept.root)
    left_out = len(found) - len(lines(cli("gaps", "--json", "-w", kept.root)))
    assert left_out > 0
    assert f"{left_out} instructions left out, which stand in a text of the Sector itself: --own shows them\n" in told.err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--taken-up", "maybe"), "no answer 'maybe'; choose one of nobody, perhaps, text, clause"),
        (("--sector", "moon"), "no instruction of the Sector 'moon'; choose one of "),
        (("--body", "moon"), "no instruction of the body 'moon'; choose one of "),
    ],
)
def test_a_word_that_is_no_choice_is_wrong_usage(cli, kept, words, sentence):
    told = cli("gaps", *words, "-w", kept.root)
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith(f"Error: {sentence}")


def test_a_workspace_without_texts_says_so(cli, tmp_path):
    cli("init", tmp_path / "w")
    told = cli("gaps", "-w", tmp_path / "w")
    assert (told.code, told.out, told.err) == (0, "", "no text in force tells a Sector to act\n")


@pytest.mark.parametrize("columns", ["50", "80", "160"])
def test_nothing_is_wider_than_the_terminal_and_no_text_drives_it(cli, kept, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    told = cli("gaps", "--own", "-w", kept.root)
    assert max(width(line) for line in told.out.splitlines()) <= int(columns)
    assert "\x1b" not in told.out
