"""`mapper matrices` and `mapper streamlining`: counts that lead to pairs and clauses."""

import json

import pytest

from mapper.review.text import width
from mapper.types import State


def lines(told):
    return [json.loads(line) for line in told.out.splitlines()]


def test_every_cell_leads_to_its_pairs_and_their_clauses(cli, kept):
    cells = [cell for cell in lines(cli("matrices", "--json", "-w", kept.root)) if cell["matrix"] != "themes"]
    assert {cell["matrix"] for cell in cells} == {"sectors", "bodies", "subtopics"}
    for cell in cells[:6]:
        pairs = lines(cli("matrices", cell["matrix"], "--cell", cell["row"], cell["column"], "--json", "-w", kept.root))
        assert sorted(pair["pair"] for pair in pairs) == sorted(cell["pairs"])
        assert len(pairs) == cell["accepted"] + cell["to_do"] + cell["unsure"]
        assert all(pair["clauses"][0]["subject"]["page"] for pair in pairs)


def test_the_matrices_are_told_and_a_cell_by_the_start_of_its_names(cli, kept):
    told = cli("matrices", "-w", kept.root)
    assert (told.code, "Pairs by Sector (sectors)\n" in told.out, "Texts by subtopic and group (subtopics)\n" in told.out) == (0, True, True)
    shown = cli("matrices", "bodies", "--cell", "wtsa", "wtd", "-w", kept.root)
    assert (shown.code, shown.out.startswith("WTSA x WTDC: 0 +")) == (0, True)
    assert "“" in shown.out


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("moon",), 2, "no matrix 'moon'; choose one of sectors, bodies, themes, subtopics"),
        (("--cell", "PP", "RA"), 2, "say of which matrix the cell is: "),
        (("bodies", "--cell", "moon", "RA"), 1, "no row or column 'moon' of that matrix; choose one of "),
        (("bodies", "--cell", "W", "RA"), 1, "'W' may be WTSA, WTDC; say which"),
    ],
)
def test_what_is_no_matrix_or_cell_is_told(cli, kept, words, code, sentence):
    told = cli("matrices", *words, "-w", kept.root)
    assert (told.code, told.out) == (code, "")
    assert told.err.startswith(f"Error: {sentence}")


def test_an_empty_workspace_says_what_to_do(cli, tmp_path):
    cli("init", tmp_path / "w")
    told = cli("matrices", "-w", tmp_path / "w")
    assert (told.code, told.err) == (0, "no pair yet; next: mapper run, then mapper review\n")


def test_what_is_said_twice_is_listed_with_its_clauses_and_what_to_do(cli, small):
    assert cli("streamlining", "--json", "-w", small.root).err.startswith("0 repetitions accepted, ")
    pair = next(one for one in small.mapped("resolutions") if one.state is State.NEW)
    small.decide(pair, relation="duplicate")
    one = lines(cli("streamlining", "--json", "-w", small.root))[0]
    assert (one["pair"], one["accepted"], bool(one["clauses"])) == (pair.pair, True, True)
    assert one["action"]
    told = cli("streamlining", "-w", small.root)
    assert told.out.startswith("duplicate: accepted\n")
    assert told.err.startswith("1 repetition accepted, ")


@pytest.mark.parametrize("columns", ["50", "120"])
def test_nothing_is_wider_than_the_terminal(cli, kept, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    told = cli("matrices", "-w", kept.root).out + cli("matrices", "sectors", "--cell", "R", "T", "-w", kept.root).out
    assert max(width(line) for line in told.splitlines()) <= int(columns)
