"""The store in trouble: killed, full, locked, not a store, newer. One sentence each, and nothing decided is lost."""

import os
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, event, text

from mapper.errors import StoreError
from mapper.store import RunRecord, SourceRecord, migrations, open_store, schema
from mapper.store.engine import connect, shown
from mapper.types import Decision, Verdict
from tests import servers
from tests.rights import without_rights
from tests.stores import AT, SORTS, document, fresh, place, proposal, rows, say, subject

ROOT = Path(__file__).resolve().parent.parent
WRITER = """
import sys
from mapper.errors import StoreError
from mapper.store import open_store
from tests.stores import say
with open_store(sys.argv[1]) as store:
    for _ in range(int(sys.argv[3])):
        try:
            print(say(store, reviewer=sys.argv[2]).event, flush=True)
        except StoreError as error:
            print("told:", error, flush=True)
            break
"""


def writer(url, name="anna", count=10**6, **more):
    """Let another process append decisions and print the id of each once it is acknowledged."""
    call = [sys.executable, "-c", WRITER, url, name, str(count)]
    return subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT, **more)


@pytest.fixture(params=SORTS)
def url(request):
    with place(request.param) as found:
        yield found


@pytest.fixture
def file(tmp_path):
    return tmp_path / "mapper.db"


def open_file(file, **more):
    return open_store(f"sqlite:///{file}", **more)


def logged(url):
    with open_store(url) as store:
        assert store.verify_log() == store.sound() == []
        return [one.event for one in store.decisions()]


def test_kill_minus_nine_loses_no_acknowledged_decision(url):
    acknowledged = []
    for count in (1, 7, 19):
        process = writer(url)
        acknowledged += [process.stdout.readline().strip() for _ in range(count)]
        process.send_signal(signal.SIGKILL)
        acknowledged += [line.strip() for line in process.stdout if line.endswith("\n")]
        process.wait()
        process.stdout.close()
        process.stderr.close()
    assert len(acknowledged) >= 27
    kept = logged(url)
    assert [one for one in kept if one in set(acknowledged)] == acknowledged
    assert len(kept) - len(acknowledged) <= 3  # on disk, killed before it could say so


def test_two_processes_that_append_at_once_share_one_unbroken_chain(url):
    processes = {name: writer(url, name, 60) for name in ("anna", "ben")}
    said = {name: process.communicate(timeout=120) for name, process in processes.items()}
    assert [errors for _, errors in said.values()] == ["", ""]
    acknowledged = {name: output.split() for name, (output, _) in said.items()}
    assert [len(events) for events in acknowledged.values()] == [60, 60]
    kept = logged(url)
    assert len(kept) == 120
    for events in acknowledged.values():
        assert [one for one in kept if one in set(events)] == events


UNDOER = """
import sys
from mapper.decisions import undo
from mapper.store import open_store
from tests.stores import AT
with open_store(sys.argv[1]) as store:
    for _ in range(int(sys.argv[2])):
        print(undo(store, reviewer="anna", at=AT)[-1].event, flush=True)
"""


def test_two_undos_at_once_never_take_back_one_verdict_twice(url):
    with open_store(url) as store:
        said = {say(store, on=subject(right=f"bb/res/{number}")).event for number in range(40)}
    call = [sys.executable, "-c", UNDOER, url, "20"]
    processes = [subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT) for _ in range(2)]
    told = [process.communicate(timeout=120) for process in processes]
    assert [errors for _, errors in told] == ["", ""]
    with open_store(url) as store:
        undone = [event.undoes for event in store.decisions() if event.verdict is Verdict.UNDO]
    assert sorted(undone) == sorted(said) == sorted(" ".join(output for output, _ in told).split())


def test_two_processes_may_make_the_store_at_once(url):
    processes = [writer(url, name, 1) for name in ("anna", "ben")]
    for process in processes:
        assert process.communicate(timeout=120)[1] == ""
    assert len(logged(url)) == 2


def test_a_file_that_may_not_grow_is_told_and_keeps_what_was_said(file):
    open_file(file).close()

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))

    process = writer(f"sqlite:///{file}", preexec_fn=limit)
    output, errors = process.communicate(timeout=120)
    assert errors == ""
    *acknowledged, told = output.splitlines()
    assert len(acknowledged) > 5
    assert told.startswith(f"told: the store {file} failed: ")
    assert "what was decided before is kept" in told
    assert logged(f"sqlite:///{file}") == acknowledged


def fill(store, said):
    while True:
        said.append(say(store))


def test_a_full_disk_is_told_and_keeps_what_was_said(file):
    def cap(connection, _record):
        connection.execute("PRAGMA max_page_count=30")

    event.listen(Engine, "connect", cap)
    try:
        with open_file(file) as store:
            said = []
            with pytest.raises(StoreError) as raised:
                fill(store, said)
            with pytest.raises(StoreError, match="is full"):
                store.publish(RunRecord("run-1", AT, "live", "{}" * 9999), [proposal()])
            kept = store.decisions()
    finally:
        event.remove(Engine, "connect", cap)
    sentence = f"the store {file} failed: database or disk is full; the disk is full; make room and try again, what was decided before is kept"
    assert str(raised.value) == sentence
    assert kept == said
    assert logged(f"sqlite:///{file}") == [one.event for one in kept]
    with open_file(file) as store:
        say(store)


def test_a_locked_store_is_told_and_can_still_be_read(file):
    with open_file(file, busy=0.1) as store:
        made = say(store)
        other = sqlite3.connect(file, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        told = f"the store {file} failed: database is locked; another program is writing to it; wait for it to finish and try again"
        with pytest.raises(StoreError) as raised:
            say(store)
        assert str(raised.value) == told
        assert store.decisions() == [made]
        with open_file(file, busy=0.1) as second:
            assert second.decisions() == [made]
        other.execute("ROLLBACK")
        other.close()
        say(store)
        assert len(store.decisions()) == 2


def test_a_store_that_waits_for_another_program_says_so_once_and_goes_on_when_it_may(file):
    other = sqlite3.connect(file, isolation_level=None)
    heard = []

    def let_go(sentence):
        heard.append(sentence)
        other.execute("ROLLBACK")

    with open_file(file, busy=30, notice=let_go) as store:
        store.close()
        other.execute("BEGIN IMMEDIATE")
        made = say(store)
        assert heard == [f"another program is writing to {file}; waiting for it, 30 seconds at most"]
        assert [one.event for one in store.decisions()] == [made.event]
        say(store)
        assert len(heard) == 1
    other.close()


def test_a_store_that_waited_in_vain_has_said_so_and_gives_up_with_the_sentence(file):
    heard = []
    with open_file(file, busy=0.3, notice=heard.append) as store:
        other = sqlite3.connect(file, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="database is locked; another program is writing to it; wait for it to finish and try again"):
            say(store)
        other.close()
        say(store)
    assert len(heard) == 1


@pytest.mark.parametrize("content", [b"%PDF-1.7 this is no database, whatever its name says" * 30, b"SQLite format 3\x00" + b"\xff" * 4000])
def test_a_file_that_is_no_database_is_told_and_left_alone(file, content):
    file.write_bytes(content)
    with pytest.raises(StoreError, match=r"mapper\.db failed: .*; it is not a mapper store, or it is damaged; bring a backup back"):
        open_file(file)
    assert file.read_bytes() == content


def test_a_store_cut_short_is_told(file):
    with open_file(file) as store:
        for _ in range(50):
            say(store)
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(StoreError, match="damaged"), open_file(file) as store:
        store.decisions()


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(StoreError, match=r"unable to open database file; its folder is not there or not yours; check `store` in mapper\.toml"):
        open_file(tmp_path / "nowhere" / "mapper.db")


@pytest.fixture
def nobody():
    """Act as a user without rights, since nothing is refused to root."""
    with without_rights():
        yield


@pytest.fixture
def open_folder():
    """Make a folder that any user may enter; those of tmp_path are the owner's alone."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


def test_a_folder_one_may_not_write_to_is_told(open_folder, nobody):
    if os.geteuid() == open_folder.stat().st_uid:
        open_folder.chmod(0o555)
    with pytest.raises(StoreError, match="unable to open database file"):
        open_file(open_folder / "mapper.db")


@contextmanager
def read_only(*paths):
    """Let a user without rights come to a folder or a file that they may only read."""
    rights = [path.stat().st_mode for path in paths]
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        with without_rights():
            yield
    finally:
        for path, mode in zip(paths, rights, strict=True):
            path.chmod(mode)


@pytest.mark.parametrize("what", ["folder", "file", "both"])
def test_a_store_one_may_not_write_to_can_be_read_and_says_why_nothing_is_written(open_folder, what):
    file = open_folder / "with space & 100%.db"
    with open_file(file) as store:
        made = say(store)
    before = sorted(open_folder.iterdir())
    with read_only(*{"folder": [open_folder], "file": [file], "both": [file, open_folder]}[what]), open_file(file) as store:
        assert store.decisions() == [made]
        assert store.verify_log() == store.sound() == []
        with pytest.raises(StoreError) as raised:
            say(store)
        assert store.decisions() == [made]
    told = f"the workspace {open_folder} is read-only; nothing was changed: allow writing to it, or copy it to a folder of yours"
    assert str(raised.value) == told
    assert sorted(open_folder.iterdir()) == before
    assert logged(f"sqlite:///{file}") == [made.event]


def test_a_read_only_store_that_another_program_writes_to_is_read_as_it_is_now(open_folder):
    file = open_folder / "mapper.db"
    with open_file(file) as writing:
        made = [say(writing), say(writing, Verdict.REJECT, "ben")]
        with read_only(open_folder), open_file(file) as store:
            assert store.decisions() == made


def test_a_read_only_store_of_an_older_shape_is_told(open_folder):
    file = open_folder / "mapper.db"
    older(file, "m001")
    with (
        read_only(open_folder),
        pytest.raises(StoreError, match=r"must be brought to the shape of this mapper first, and the workspace .* is read-only"),
    ):
        open_file(file)


@pytest.fixture
def small_disk(tmp_path):
    """Mount a disk of half a megabyte; only root may."""
    folder = tmp_path / "disk"
    folder.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", folder], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("a small disk can only be mounted by root")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def test_a_store_on_a_full_disk_can_be_read_and_says_that_nothing_was_recorded(small_disk):
    file = small_disk / "mapper.db"
    with open_file(file) as store:
        made = say(store)
    with (small_disk / "fill").open("wb", buffering=0) as fill, suppress(OSError):
        while fill.write(b"x" * 4096):
            pass
    with open_file(file) as store:
        assert store.decisions() == [made]
        with pytest.raises(StoreError) as raised:
            say(store)
    sentence = f"the disk of {small_disk} is full; nothing was recorded: make room and try again, what was decided before is kept"
    assert str(raised.value) == sentence
    (small_disk / "fill").unlink()
    assert logged(f"sqlite:///{file}") == [made.event]
    with open_file(file) as store:
        say(store)


def older(file, number):
    """Make a store of an earlier shape, as that version of mapper made it."""
    database = connect(f"sqlite:///{file}")
    with database.begin() as connection:
        migrations.upgrade(connection, number)
    database.dispose()


def test_a_store_of_the_first_shape_comes_to_the_newest_with_all_that_it_holds(file):
    older(file, "m001")
    with fresh() as other:
        other.save_reading(SourceRecord("aa.pdf", "a" * 64, 3, "read"), [document()])
        other.save_reading(SourceRecord("aa.pdf", "b" * 64, 3, "read"), [document(sha256="b" * 64)])
        other.save_source(SourceRecord("c.pdf", "", 0, "unread", "it is empty"))
        other.publish(RunRecord("run-1", AT, "live", "{}"), [proposal()])
        say(other)
        say(other, Verdict.REJECT, "ben")
        kept = {name: rows_of(other.url, name) for name in ("source", "document", "run", "proposal", "decision")}
        wanted = [other.sources(), other.shelf(), other.runs(), other.proposals(), other.log(), other.head()]
    with sqlite3.connect(file) as connection:
        for name, rows in kept.items():
            connection.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(rows[0]))})", rows)
    connection.close()
    with open_file(file) as store:
        assert [store.sources(), store.shelf(), store.runs(), store.proposals(), store.log(), store.head()] == wanted
        assert store.verify_log() == store.sound() == []
        say(store)
        store.close_intake()
        store.save_reading(SourceRecord("d.pdf", "d" * 64, 3, "read"), [document(file="d.pdf")])
        assert [content.intake for content in store.contents()] == [0, 0, 1]


def rows_of(url, name):
    with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
        found = connection.execute(f"SELECT * FROM {name}").fetchall()
    connection.close()
    return found


def test_a_store_on_a_server_of_a_newer_mapper_is_refused():
    if lacking := servers.lacking():
        pytest.skip(lacking)
    with place("postgresql") as url:
        open_store(url).close()
        with connect(url).execution_options(writes=True).begin() as connection:
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'm999'")
        with pytest.raises(StoreError, match=r"was made by a newer mapper \(its shape is m999, this one knows m\d+\); install that mapper"):
            open_store(url)


def old_rows(events):
    """Give what a store of the first shape held, with real decisions, table by table."""
    with fresh() as other:
        other.save_reading(SourceRecord("aa.pdf", "a" * 64, 3, "read"), [document()])
        other.publish(RunRecord("run-1", AT, "live", "{}"), [proposal()])
        other.append_all([decided(number) for number in range(events)])
        return {name: rows_of(other.url, name) for name in ("source", "document", "run", "proposal", "decision")}


def decided(number):
    shown = proposal(right=f"bb/res/{number % 100}")
    editions = (shown.left_edition, shown.right_edition)
    said = (shown.relation, "", "", f"p{number % 8}", AT, 1.0, True, editions, shown.evidence)
    return Decision("", shown.pair, shown.type, shown.left, shown.right, Verdict.ACCEPT, *said)


def fill_older(url, number, kept):
    database = connect(url).execution_options(writes=True)
    with database.begin() as connection:
        migrations.upgrade(connection, number)
        for name, found in kept.items():
            marks = ", ".join(f":{place}" for place in range(len(found[0])))
            connection.execute(text(f"INSERT INTO {name} VALUES ({marks})"), [{str(place): cell for place, cell in enumerate(row)} for row in found])
    database.dispose()


@pytest.mark.parametrize(("number", "events"), [("m001", 3000), ("m002", 300)])
def test_a_store_of_every_released_shape_comes_to_the_newest_with_its_log_byte_by_byte(url, number, events):
    kept = old_rows(events)
    fill_older(url, number, kept)
    with open_store(url) as store:
        assert store.log() == [row[3] for row in kept["decision"]]
        assert store.verify_log() == store.sound() == []
        assert (len(store.proposals()), len(store.sources()), store.head().events) == (1, 1, events)
        say(store)


MIGRATOR = """
import sys, time
from alembic import op
from mapper.store import open_store
plain = op.execute
def slow(statement):
    plain(statement)
    if "head_no_jump" in statement:
        print("half", flush=True)
        time.sleep(60)
op.execute = slow
open_store(sys.argv[1])
"""


def test_a_migration_that_is_killed_in_the_middle_leaves_the_old_shape_whole(url):
    kept = old_rows(20)
    fill_older(url, "m001", kept)
    process = subprocess.Popen([sys.executable, "-c", MIGRATOR, url], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "half\n"
    process.kill()
    process.communicate()
    assert rows(url, "alembic_version") == [("m001",)]
    assert rows(url, "head") == rows(url, "reading") == []
    with open_store(url) as store:
        assert store.log() == [row[3] for row in kept["decision"]]
        assert store.verify_log() == []


def test_a_clock_that_went_back_changes_no_order(url):
    with open_store(url) as store:
        for at in (AT, "2020-01-01T00:00:00Z", AT):
            say(store, reviewer="anna", at=at)
        assert [one.at for one in store.decisions()] == [AT, "2020-01-01T00:00:00Z", AT]
        assert store.verify_log() == []


@pytest.mark.parametrize("replaced", [False, True])
def test_a_file_that_is_moved_or_replaced_while_it_is_open_takes_no_decision_and_keeps_what_was_said(file, replaced):
    moved = file.with_name("moved.db")
    with open_file(file) as store:
        said = say(store)
        file.rename(moved)
        if replaced:
            file.write_bytes(b"another")
        with pytest.raises(StoreError) as raised:
            say(store)
        assert str(raised.value).startswith(
            f"the store {file} was moved, deleted or replaced while it was in use; nothing was recorded: bring it back"
        )
        moved.rename(file)
        say(store, reviewer="ben")  # nothing stays locked
    with open_file(file) as store:
        first, second = store.decisions()
        assert (first.event, second.reviewer) == (said.event, "ben")


def test_a_store_of_a_newer_mapper_is_refused(file):
    with open_file(file) as store:
        say(store)
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'm999'")
    connection.close()
    before = file.read_bytes()
    with pytest.raises(StoreError) as raised:
        open_file(file)
    told = f"the store {file} was made by a newer mapper (its shape is m999, this one knows {schema.VERSION}); install that mapper"
    assert str(raised.value) == told
    assert file.read_bytes() == before


def test_the_tables_of_another_program_are_not_mixed_with_ours(file):
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE invoices (number)")
    connection.close()
    with pytest.raises(StoreError, match=r"holds another program's tables \(invoices\); name another file under `store`"):
        open_file(file)


def test_a_migration_that_fails_leaves_nothing_behind(file):
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE VIEW decision AS SELECT 1")
    connection.close()
    with pytest.raises(StoreError, match="failed"):
        open_file(file)
    with sqlite3.connect(file) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("decision",)]
    connection.close()


def test_the_migrations_make_the_shape_that_the_schema_says(url):
    open_store(url).close()
    with connect(url).connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), schema.metadata) == []
    assert migrations.numbers()[-1] == schema.VERSION


def test_migrations_are_numbered_in_order_and_none_is_left_out():
    assert migrations.numbers() == [f"m{number:03}" for number in range(1, len(migrations.numbers()) + 1)]


def test_a_store_of_the_newest_shape_is_opened_without_alembic(file):
    open_file(file).close()
    code = f"import sys; from mapper.store import open_store; open_store('sqlite:///{file}').close(); print('alembic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


@pytest.mark.parametrize("url_", ["mapper.db", "mysteriousdb://host/name", "oracle://host/name", ""])
def test_a_url_that_names_no_store_is_told(url_):
    with pytest.raises(StoreError, match=r"is no store; write sqlite:///FILE or postgresql://USER@HOST/NAME under `store` in mapper\.toml"):
        open_store(url_)


def test_postgresql_without_its_driver_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match=r"the store postgresql://anna:…@host/maps needs the package psycopg: pip install 'psycopg\[binary\]'"):
        open_store("postgresql://anna:secret@host/maps")


def test_a_password_is_never_shown():
    assert shown("postgresql://anna:secret@host/maps") == "postgresql://anna:…@host/maps"
