"""A workspace's store goes to another place: every byte of it, or nothing."""

import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mapper import settings
from mapper.errors import MapperError, StoreError
from mapper.moving import move
from mapper.store import RunRecord, SourceRecord, open_store
from mapper.store.transfer import TABLES
from mapper.types import Verdict
from tests.stores import AT, SORTS, altered, document, place, proposal, rows, say, subject

TOML = """# ours
[workspace]
store = "sqlite:///mapper.db"    # where it lies
reviewers = ["anna", "ben"]
"""


@pytest.fixture(params=SORTS)
def url(request):
    with place(request.param) as found:
        yield found


@pytest.fixture
def folder(tmp_path):
    """Make a workspace whose store holds one of everything, half characters and an open round of reading included."""
    (tmp_path / "mapper.toml").write_text(TOML, encoding="utf-8")
    with opened(tmp_path) as store:
        store.save_reading(SourceRecord("r\udce9s.pdf", "a" * 64, 3, "read"), [document()])
        store.close_intake()
        store.save_reading(SourceRecord("B.pdf", "b" * 64, 3, "read"), [document("bb/res/2", sha256="b" * 64, words="naïve ﬁ\u2028 line")])
        store.publish(RunRecord("run-1", AT, "live", "{}"), [proposal(), proposal(right="cc/res/3")])
        for number in range(20):
            say(store, Verdict.REJECT, "ben", on=subject(right=f"bb/res/{number}"), comment="half \udc80, and % : ' \u0663")
    return tmp_path


def opened(folder):
    return open_store(settings.load(folder).store_url)


def there(folder, url):
    found = settings.load(folder)
    with open_store(found.store_url) as store:
        return move(found, store, url)


def content(url):
    return {table.name: rows(url, table.name) for table in TABLES}


def test_a_store_moves_with_every_byte_and_comes_back(folder, url):
    first = settings.load(folder).store_url
    before = content(first)
    told = there(folder, url)
    assert told.startswith("moved 20 events of the decision log, 2 documents, 1 run, 2 proposals to ")
    assert settings.load(folder).store_url == url
    assert (folder / "mapper.toml").read_text(encoding="utf-8") == TOML.replace("sqlite:///mapper.db", url)
    assert content(url) == before
    with opened(folder) as store:
        assert store.verify_log() == store.sound() == []
        assert store.just_read() == ["B.pdf"]
        made = say(store)
    there(folder, "sqlite:///back.db")
    assert (folder / "mapper.toml").read_text(encoding="utf-8") == TOML.replace("mapper.db", "back.db")
    with opened(folder) as store:
        assert store.decisions()[-1] == made
        assert store.verify_log() == []
    assert content(first) == before


def test_the_old_store_can_be_read_and_takes_no_decision_any_more(folder, url, cli):
    old = opened(folder)
    assert old.moved() == ""
    there(folder, url)
    assert re.fullmatch(r"this store was moved to \S+", old.moved())
    with old, pytest.raises(StoreError, match=r"this store was moved to .*; nothing was recorded: run the command again"):
        say(old)
    with open_store(f"sqlite:///{folder / 'mapper.db'}") as store:
        assert len(store.decisions()) == 20
        assert store.verify_log() == []
    (folder / "mapper.toml").write_text(TOML, encoding="utf-8")
    told = cli("status", "-w", folder)
    assert re.search(r"^WARNING: this store was moved to \S+, and nothing that came since is in it; name that store", told.err, re.M)
    told = cli("review", "--plain", "--as", "anna", "-w", folder)
    assert (told.code, told.out) == (1, "")
    assert "nothing can be decided here any more" in told.err
    with pytest.raises(StoreError, match=r"was moved already; nothing was changed, name the store of today in mapper\.toml"):
        there(folder, "sqlite:///third.db")


def test_a_place_that_holds_anything_is_refused_and_left_alone(folder, url):
    with open_store(url) as store:
        said = say(store)
    for target, held in ((url, "decisions already; nothing was changed, name a database that is empty"), ("sqlite:///mapper.db", "already; nothing")):
        with pytest.raises(MapperError, match=held):
            there(folder, target)
    with open_store(url) as store:
        assert store.decisions() == [said]
    with opened(folder) as store:
        say(store)
    assert (folder / "mapper.toml").read_text(encoding="utf-8") == TOML


def test_settings_that_cannot_be_written_leave_both_stores_as_they_were(folder, url):
    (folder / ".mapper.toml.part").mkdir()
    with pytest.raises(MapperError, match=r"cannot write beside .*mapper\.toml: Is a directory; nothing was changed, the old store stays in use"):
        there(folder, url)
    with opened(folder) as store:
        say(store)
    assert not any(content(url).values())


MOVER = """
import sys, time
from pathlib import Path
from mapper.store import transfer
from mapper import settings
from mapper.moving import move
from mapper.store import open_store
held = transfer._compare
def slow(*both):
    held(*both)
    print("copied", flush=True)
    time.sleep(60)
transfer._compare = slow
found = settings.load(Path(sys.argv[1]))
with open_store(found.store_url) as store:
    move(found, store, sys.argv[2])
"""


def test_a_move_that_is_killed_leaves_the_target_empty_and_the_source_in_use(folder, url):
    before = content(settings.load(folder).store_url)
    process = subprocess.Popen([sys.executable, "-c", MOVER, folder, url], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "copied\n"
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert content(settings.load(folder).store_url) == before
    until = time.monotonic() + 20
    while any(content(url).values()) and time.monotonic() < until:
        time.sleep(0.1)
    with opened(folder) as store:
        say(store)
    assert there(folder, url).startswith("moved 21 events")


def test_a_log_that_does_not_verify_at_its_end_goes_nowhere(folder, url):
    altered(f"sqlite:///{folder / 'mapper.db'}", "UPDATE decision SET text = replace(text, 'reject', 'accept') WHERE place = 20")
    with pytest.raises(StoreError, match="does not verify at its new place; nothing was changed"):
        there(folder, url)
    assert not any(content(url).values())
    assert (folder / "mapper.toml").read_text(encoding="utf-8") == TOML


def test_no_password_is_written_or_told(folder, cli):
    told = cli("store", "move", "postgresql://anna:secret@/maps?host=/nowhere", "-w", folder)
    assert told.code == 1
    assert "secret" not in told.out + told.err
    assert re.search(r"the store postgresql://anna:…@/maps\?host=/nowhere failed: .*; the database does not answer", told.err)
    assert Path(folder / "mapper.toml").read_text(encoding="utf-8") == TOML


def test_the_command_describes_the_store(folder, cli):
    told = cli("store", "-w", folder)
    assert re.match(
        rf"{re.escape(str(folder))}/mapper\.db  \(sqlite 3[.\d]+, shape m\d+, 0\.\d MB\)\n20 events of the decision log, 2 documents, ", told.out
    )
    assert '"rows": {"source": 2, "document": 2, "reading": 2, "run": 1, "proposal": 2, "decision": 20}' in cli("store", "--json", "-w", folder).out
    assert cli("store", "move", "-w", folder).code == 2
