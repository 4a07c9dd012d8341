"""A team's store on a server: people at once, programs that hang, a server that goes away. Nothing acknowledged is lost, and one sentence each."""

import threading
import time

import pytest

from mapper import decisions
from mapper.errors import StoreError
from mapper.store import engine, open_store
from mapper.types import Verdict
from tests import servers
from tests.stores import AT, place, say, subject

psycopg = pytest.importorskip("psycopg")
pytestmark = pytest.mark.skipif(bool(servers.ours_lacking()), reason=servers.ours_lacking() or "there is one")


@pytest.fixture
def server(monkeypatch):
    """Give the server of our own, running, whatever a test does to it."""
    monkeypatch.setattr(servers, "NAMED", "")
    found = servers.ours()
    yield found
    if found.process.poll() is not None:
        found.start()


@pytest.fixture
def url(server):
    with place("postgresql") as found:
        yield found


def do(url, *statements):
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


@pytest.mark.parametrize("usual", ["", "%20-cdefault_transaction_isolation%3Dserializable"])
def test_eight_people_at_once_lose_nothing_and_each_verdict_on_one_pair_stays(url, usual):
    url += usual
    open_store(url).close()
    names = [f"p{number}" for number in range(8)]
    made = {name: [] for name in names}

    def decide(name):
        with open_store(url) as store:
            made[name] += [say(store, reviewer=name).event for _ in range(15)]

    people = [threading.Thread(target=decide, args=(name,)) for name in names]
    for one in people:
        one.start()
    for one in people:
        one.join(60)
    with open_store(url) as store:
        kept = store.decisions()
        assert store.verify_log() == []
    assert {name: [one.event for one in kept if one.reviewer == name] for name in names} == made
    assert [one.reviewer for one in decisions.standing(kept)[subject().pair]] == names


def test_whoever_waits_while_another_mapper_changes_the_shape_records_nothing_in_it(url):
    heard, told = threading.Event(), []

    def late():
        with pytest.raises(StoreError) as error:
            say(store)
        told.append(str(error.value))

    with open_store(url, busy=9, notice=lambda _: heard.set()) as store, psycopg.connect(url) as newer:
        newer.execute("LOCK TABLE decision IN EXCLUSIVE MODE")
        waiting = threading.Thread(target=late)
        waiting.start()
        assert heard.wait(60)
        newer.execute("UPDATE alembic_version SET version_num = 'm999'")
        newer.commit()
        waiting.join(60)
        assert "it is m999" in told[0]
        assert store.decisions() == []


def test_a_reader_never_waits_for_a_writer_and_sees_one_moment(url):
    with open_store(url) as store:
        made = say(store)
        with psycopg.connect(url) as writer:
            writer.execute("LOCK TABLE decision IN EXCLUSIVE MODE")
            writer.execute("UPDATE run SET state = 'past'")
            before = time.monotonic()
            assert (store.decisions(), store.log_trouble(), store.head().events) == ([made], "", 1)
            assert time.monotonic() - before < 5
            writer.rollback()


def test_whoever_waits_for_a_program_that_hangs_is_told_and_gives_up_with_a_sentence(url):
    heard = []
    with open_store(url, busy=0.4, notice=heard.append) as store, psycopg.connect(url) as hanging:
        say(store)
        hanging.execute("LOCK TABLE decision IN EXCLUSIVE MODE")
        with pytest.raises(StoreError, match=r"lock timeout; another program holds it and does not let go; nothing was changed"):
            say(store)
        assert len(heard) == 1
        assert heard[0].startswith("another program is writing to postgresql")
        assert heard[0].endswith("waiting for it, 0.4 seconds at most")
        hanging.rollback()
        say(store)
        assert len(store.decisions()) == 2


def test_a_program_of_ours_that_hangs_in_a_change_is_ended_by_the_server_and_others_go_on(url, monkeypatch):
    monkeypatch.setattr(engine, "_LONGEST_IDLE", 1)
    with open_store(url) as stuck, open_store(url) as other:

        def hang(_log):
            time.sleep(2)
            return [made]

        made = say(other)
        done = []
        waiting = threading.Timer(0.5, lambda: done.append(say(other, reviewer="ben")))
        waiting.start()
        with pytest.raises(StoreError, match=r"nothing was changed, try again|the database went away"):
            stuck.append_all_after(hang)
        waiting.join(30)
        assert other.decisions() == [made, *done]
        assert len(done) == 1
        say(stuck)


def test_a_connection_that_was_cut_between_two_verdicts_is_made_again(url):
    with open_store(url) as store:
        first = say(store)
        do(url, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'")
        assert store.decisions() == [first]
        assert say(store).previous == first.event


def test_a_server_that_goes_away_in_the_middle_of_a_change_loses_nothing_acknowledged(server, url):
    with open_store(url) as store:
        first = say(store)

        def judge(_log):
            server.stop()
            return [first]

        with pytest.raises(
            StoreError, match=r"^the store postgresql://tester@/postgres\?\S+ failed: .*the database went away; what was acknowledged"
        ):
            store.append_all_after(judge)
        with pytest.raises(StoreError, match=r"the database does not answer; check `store` in mapper\.toml and that the server runs"):
            say(store)
        server.start()
        assert store.decisions() == [first]
        assert say(store).previous == first.event
        assert store.verify_log() == []


def test_a_server_that_takes_no_changes_can_be_read(url):
    with open_store(url) as store:
        made = say(store)
    with open_store(f"{url}%20-cdefault_transaction_read_only%3Don") as store:
        assert store.decisions() == [made]
        for act in (lambda: say(store), store.must_write):
            with pytest.raises(StoreError, match="the server takes no changes now; nothing was changed, ask its administrator"):
                act()


def test_a_user_who_may_only_look_reads_and_is_told(url):
    with open_store(url) as store:
        made = say(store)
    schema = url.rpartition("%3D")[2]
    do(url, "DROP ROLE IF EXISTS looker", "CREATE ROLE looker LOGIN", f"GRANT USAGE ON SCHEMA {schema} TO looker")
    do(url, f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO looker")
    with open_store(url.replace("tester", "looker")) as store:
        assert store.decisions() == [made]
        with pytest.raises(StoreError, match="permission denied for table decision; your user may not do this there; ask the administrator"):
            say(store)
    do(url, "DROP OWNED BY looker", "DROP ROLE looker")


def test_a_wrong_password_is_told_and_never_shown_and_the_right_one_comes_from_the_environment(url, monkeypatch):
    do(url, "DROP DATABASE IF EXISTS locked", "DROP ROLE IF EXISTS locked", "CREATE ROLE locked LOGIN PASSWORD 'right'")
    do(url, "CREATE DATABASE locked OWNER locked")
    host = url.partition("host=")[2].partition("&")[0]
    with pytest.raises(StoreError) as raised:
        open_store(f"postgresql://locked:wrong@/locked?host={host}")
    assert "password authentication failed" in str(raised.value)
    assert "check the user in mapper.toml, and the password in PGPASSWORD or ~/.pgpass" in str(raised.value)
    assert "wrong" not in str(raised.value)
    monkeypatch.setenv("PGPASSWORD", "right")
    with open_store(f"postgresql://locked@/locked?host={host}") as store:
        say(store)


def test_a_question_that_takes_too_long_is_told(url):
    with open_store(f"{url}%20-cstatement_timeout%3D300") as store, psycopg.connect(url) as other:
        other.execute("LOCK TABLE source IN ACCESS EXCLUSIVE MODE")
        with pytest.raises(StoreError, match="the server gave up on a long question; try again"):
            store.sources()


def test_a_commit_waits_for_the_disk_whatever_the_server_is_used_to(url):
    with open_store(f"{url}%20-csynchronous_commit%3Doff") as store, store._writing() as connection:
        assert connection.exec_driver_sql("SHOW synchronous_commit").scalar() == "on"


@pytest.mark.parametrize(("whole", "wrong"), [("/postgres?", "/nowhere?"), ("host=/", "host=/nowhere/")])
def test_a_database_that_is_not_there_is_told(url, whole, wrong):
    with pytest.raises(StoreError, match=r"failed: .*; (ask its administrator to make it|the database does not answer)"):
        open_store(url.replace(whole, wrong))


def test_the_log_of_one_who_confirms_on_a_server_is_read_from_its_end(url):
    with open_store(url) as store:
        said = say(store, Verdict.REJECT)
        say(store, reviewer="ben", on=subject(right="cc/res/3"))
        assert say(store, Verdict.CONFIRM).pair == said.pair
        assert decisions.undo(store, reviewer="anna", at=AT)[0].verdict is Verdict.CONFIRM
