"""`mapper themes`: subtopics by Sector, as a table, in full, and as objects."""

import io
import json
import sys

import pytest

from mapper.errors import count
from mapper.review.text import width
from mapper.types import State, Verdict


def lines(told):
    return [json.loads(line) for line in told.out.splitlines()]


@pytest.fixture
def decided(small):
    """Give a workspace in which one text is accepted on a subtopic and one is rejected."""
    one, other = small.mapped("theme:climate")[:2]
    small.decide(one)
    small.decide(other, Verdict.REJECT, reason="different-scope")
    return small


def test_every_subtopic_is_told_empty_ones_too(cli, decided):
    told = cli("themes", "-w", decided.root)
    assert told.code == 0
    assert told.out.startswith("Climate change and the environment (climate)\n")
    for title in ("Climate monitoring and Earth observation (climate/monitoring)", "E-waste and circular economy (climate/e-waste)"):
        assert f"\n{title}\n" in told.out
    assert told.err.endswith("unlikely ones too: mapper review --theme climate\n")


def test_as_json_there_is_one_object_a_subtopic_with_what_is_accepted_and_what_is_proposed(cli, decided):
    found = lines(cli("themes", "--json", "-w", decided.root))
    assert [entry["subtopic"] for entry in found][:2] == ["theme/climate/monitoring", "theme/climate/early-warning"]
    assert len(found) == 7
    pairs = {pair.pair: pair.state for pair in decided.mapped("theme:climate")}
    accepted = [text["pair"] for entry in found for share in entry["sectors"] for text in share["accepted"]]
    proposed = [text["pair"] for entry in found for share in entry["sectors"] for text in share["proposed"]]
    assert {*accepted} == {pair for pair, state in pairs.items() if state is State.ACCEPTED}
    assert {*proposed} <= {pair for pair, state in pairs.items() if state is State.NEW}
    assert sum(entry["to_decide"] for entry in found) == sum(state is State.NEW for state in pairs.values())
    assert all({"scope", "reach", "accepted", "proposed", "joint"} <= set(entry) for entry in found)


def test_one_subtopic_is_shown_with_its_texts(cli, decided):
    [accepted] = [pair for pair in decided.mapped("theme:climate") if pair.state is State.ACCEPTED]
    topic, text = sorted((accepted.left, accepted.right), key=lambda work: not work.startswith("theme/"))
    for id_ in (topic, topic.removeprefix("theme/"), topic.upper()):
        told = cli("themes", id_, "-w", decided.root)
        assert told.code == 0
        assert f"({topic.removeprefix('theme/')})\n" in told.out
        assert accepted.pair in told.out
    [entry] = lines(cli("themes", topic, "--json", "-w", decided.root))
    assert [one["id"] for share in entry["sectors"] for one in share["accepted"]][:1] == [text]


def test_the_command_that_a_subtopic_ends_with_opens_its_pairs_and_no_others(cli, decided, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    waiting = {
        pair.pair for pair in decided.mapped("theme:climate") if "theme/climate/e-waste" in (pair.left, pair.right) and pair.state is State.NEW
    }
    told = cli("themes", "climate/e-waste", "-w", decided.root).err
    assert told.endswith(f"{count(len(waiting), 'pair')} to decide, unlikely ones too: mapper review --theme climate/e-waste\n")
    opened = cli("review", "--plain", "--as", "ben", "--theme", "Climate/E-waste", "--state", "new", "-w", decided.root)
    assert f" {len(waiting)} still open" in opened.out
    assert "no theme named 'gender'; choose one of climate, climate/" in cli("review", "--theme", "gender", "-w", decided.root).err


def test_a_theme_is_named_by_its_id(cli, kept):
    assert cli("themes", "climate", "-w", kept.root).out == cli("themes", "-w", kept.root).out


def test_an_unknown_theme_names_the_known_ones(cli, kept):
    told = cli("themes", "gender", "-w", kept.root)
    assert (told.code, told.out) == (1, "")
    assert told.err.startswith("Error: no theme or subtopic 'gender'; choose one of climate, climate/monitoring, ")


def test_a_workspace_without_themes_says_so(cli, small):
    for path in (small.root / "themes").iterdir():
        path.unlink()
    told = cli("themes", "-w", small.root)
    assert (told.code, told.out) == (0, "")
    assert told.err.startswith("no theme is defined in themes/")


def test_a_theme_that_no_mapping_compares_says_what_to_add(cli, small):
    theme = (small.root / "themes" / "climate.toml").read_text(encoding="utf-8").replace('id = "climate"', 'id = "weather"')
    (small.root / "themes" / "weather.toml").write_text(theme, encoding="utf-8")
    told = cli("themes", "weather", "-w", small.root)
    assert told.code == 0
    assert "  no text is accepted or proposed on any subtopic\n" in told.out
    assert told.err == 'no mapping compares texts with the theme weather: add a [[mapping]] with theme = "weather" to mapper.toml, then mapper run\n'


@pytest.mark.parametrize("columns", ["50", "80", "160"])
def test_nothing_is_wider_than_the_terminal(cli, decided, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    assert max(width(line) for line in cli("themes", "-w", decided.root).out.splitlines()) <= int(columns)
