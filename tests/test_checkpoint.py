"""A long log is not read whole by every command; what was skipped is verified when it is read."""

import json

import pytest

from mapper import glance, overview, settings
from mapper.store import RunRecord, checkpoint, open_store, rows
from mapper.types import Verdict
from tests.stores import AT, SORTS, altered, place, proposal, say

CHANGE = "UPDATE decision SET text = replace(text, 'accept', 'reject') WHERE place = {}"


@pytest.fixture(params=SORTS)
def url(request, monkeypatch):
    monkeypatch.setattr(checkpoint, "LONG", 10)
    with place(request.param) as found:
        with open_store(found) as store:
            for number in range(12):
                say(store, reviewer="ben" if number % 2 else "anna")
        yield found


@pytest.fixture
def seen(monkeypatch):
    """Count the events that are read."""
    counted, plain = [], rows.log

    def log(connection, first=None):
        counted.append(len(found := plain(connection, first)))
        return found

    monkeypatch.setattr(rows, "log", log)
    return counted


def test_only_what_came_since_is_verified_again(url, tmp_path, seen):
    for extra, wanted in ((1, 12), (0, 2), (0, 1)):
        with open_store(url, cache=tmp_path) as store:
            assert store.log_trouble() == ""
            for _ in range(extra):
                say(store, reviewer="carla \u0663\\")
        assert seen.pop() == wanted
    with open_store(url, cache=tmp_path) as store:
        assert store.reviewers() == ["anna", "ben", "carla \u0663\\"]
    assert seen == [1]
    assert json.loads((tmp_path / "log.json").read_text(encoding="utf-8"))["events"] == 13


def test_a_short_log_is_verified_whole_by_every_command(url, tmp_path, seen, monkeypatch):
    monkeypatch.setattr(checkpoint, "LONG", 13)
    for _ in range(2):
        with open_store(url, cache=tmp_path) as store:
            assert store.log_trouble() == ""
    assert seen == [12, 12]
    assert list(tmp_path.iterdir()) == []


def test_an_event_that_was_altered_behind_the_checkpoint_is_told_when_it_is_read(url, tmp_path):
    with open_store(url, cache=tmp_path) as store:
        assert store.log_trouble() == ""
    altered(url, CHANGE.format(3))
    heard = []
    with open_store(url, cache=tmp_path, notice=heard.append) as store:
        assert store.log_trouble() == ""
        assert heard == []
        store.decisions()
        assert len(heard) == 1
        assert heard[0].startswith("WARNING: event 3 of the decision log (")
        assert "was altered after it was written" in store.verify_log()[0]


@pytest.mark.parametrize("change", [CHANGE.format(12), CHANGE.format(13), "DELETE FROM decision WHERE place = 13", "UPDATE head SET events = 12"])
def test_the_end_of_the_log_is_always_verified(url, tmp_path, change):
    with open_store(url, cache=tmp_path) as store:
        assert store.log_trouble() == ""
        say(store)
    altered(url, change)
    with open_store(url, cache=tmp_path) as store:
        assert store.log_trouble() != ""


@pytest.mark.parametrize("content", ["", "{", "[]", '{"events": 12, "event": "x", "reviewers": []}', '{"events": 99, "event": "x", "reviewers": []}'])
def test_a_checkpoint_that_is_of_no_use_is_made_anew(url, tmp_path, content, seen):
    (tmp_path / "log.json").write_text(content, encoding="utf-8")
    with open_store(url, cache=tmp_path) as store:
        assert store.log_trouble() == ""
    assert seen[-1] == 12
    assert json.loads((tmp_path / "log.json").read_text(encoding="utf-8"))["events"] == 12


def test_the_checkpoint_of_another_store_is_not_believed(url, tmp_path):
    with open_store(url, cache=tmp_path) as store:
        assert store.log_trouble() == ""
    with place("sqlite") as other, open_store(other, cache=tmp_path) as store:
        for _ in range(12):
            say(store, Verdict.UNSURE)
        altered(other, "UPDATE decision SET text = replace(text, 'unsure', 'reject') WHERE place = 3")
        assert "event 3" in store.log_trouble()


def test_a_status_of_a_long_log_is_counted_again_as_soon_as_anything_changed(tmp_path, cli, monkeypatch):
    monkeypatch.setattr(glance, "LONG", 10)
    cli("init", tmp_path / "maps")
    folder, counted, plain = tmp_path / "maps", [], overview.status
    whole = overview.counted
    monkeypatch.setattr(overview, "counted", lambda *parts: counted.append(1) or whole(*parts))
    found = settings.load(folder)
    theme = next(found.themes.glob("*.toml"))

    def decide(store):
        say(store, Verdict.REJECT, "ben")

    def publish(store):
        store.publish(RunRecord("run-2", AT, "live", '{"degraded": []}'), [proposal(right="cc/res/3")])

    def write(_store):
        theme.write_text(theme.read_text(encoding="utf-8") + "\n# more\n", encoding="utf-8")

    def drop(_store):
        (found.sources / "a.txt").write_text("hello", encoding="utf-8")

    with open_store(found.store_url) as store:
        for _ in range(12):
            say(store)
    for change in (lambda _store: None, decide, publish, write, drop):
        with open_store(found.store_url) as store:
            change(store)
        before = len(counted)
        told = [cli("status", *more, "-w", folder) for more in ((), ("--json",), ())]
        assert len(counted) == before + 1
        assert told[0] == told[2]
        with open_store(found.store_url) as store:
            assert told[0].out.splitlines() == plain(found, store).lines()
            assert json.loads(told[1].out) == json.loads(json.dumps(plain(found, store).as_json()))


def test_a_run_on_a_long_log_leaves_nothing_to_count_for_the_next_status(tmp_path, cli, monkeypatch):
    monkeypatch.setattr(glance, "LONG", 10)
    cli("init", tmp_path / "maps")
    folder, counted, whole = tmp_path / "maps", [], overview.counted
    monkeypatch.setattr(overview, "counted", lambda *parts: counted.append(1) or whole(*parts))
    with open_store(settings.load(folder).store_url) as store:
        for _ in range(12):
            say(store)
    cli("run", "-w", folder)
    assert len(counted) == 1
    assert cli("status", "-w", folder).out.splitlines() == overview.status(settings.load(folder), store).lines()
    assert len(counted) == 2  # by the line above alone
