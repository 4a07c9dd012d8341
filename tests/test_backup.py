"""Backup and restore: everything that cannot be rebuilt comes back, byte for byte, and nothing decided is written over."""

import hashlib
import json
import zipfile

import pytest
from hypothesis import given
from hypothesis import settings as example
from hypothesis import strategies as st

from mapper import archive as archive_room
from mapper import backup, decisions, pipeline, profiles, settings
from mapper.errors import MapperError
from mapper.profiles import glossaries
from mapper.store import RunRecord, SourceRecord, codec, open_store
from mapper.types import State, Verdict
from tests import strategies as some
from tests.stores import AT, altered, document, proposal, say, subject
from tests.test_own_profiles import EXAMPLE

A, B = "a" * 64, "b" * 64


def opened(folder):
    return open_store(settings.load(folder).store_url)


def saved(folder, target):
    with opened(folder) as store:
        return backup.write(settings.load(folder), store, target)


def state(folder):
    """Give all that a backup must bring back."""
    with opened(folder) as store:
        return store.log(), store.sources(), store.readings(), store.runs(), store.contents(), store.proposals(), store.head()


@pytest.fixture
def folder(tmp_path):
    """Make a workspace with two decided pairs, an unread file and a corrected one."""
    root = tmp_path / "work"
    settings.init(root)
    with opened(root) as store:
        store.save_reading(SourceRecord("a.pdf", A, 3, "read", hints=(("body", "AA"),)), [document(), document("bb/res/2")])
        store.save_reading(SourceRecord("c.pdf", B, 3, "read"), [document("cc/res/3", sha256=B)])
        store.save_source(SourceRecord("d.pdf", "", 0, "unread", "it is empty"))
        store.publish(RunRecord("run-1", AT, "live", "{}"), [proposal()])
        say(store, comment="line\u2028separator\nand 陳 \udc80")
        say(store, Verdict.REJECT, "ben", on=subject(right="cc/res/3"))
        decisions.undo(store, reviewer="ben", at=AT)
    return root


@pytest.fixture
def file(folder, tmp_path):
    target = tmp_path / "kept.zip"
    saved(folder, target)
    return target


def test_a_backup_says_what_it_holds(folder, tmp_path):
    told = saved(folder, tmp_path / "kept.zip")
    assert told == f"{tmp_path / 'kept.zip'}: 3 events of the decision log, 3 documents from 3 sources, the settings and the themes"


def test_what_was_kept_comes_back(folder, file, tmp_path):
    (folder / "themes" / "own.toml").write_text("# ours\n", encoding="utf-8")
    saved(folder, file)
    new = tmp_path / "new"
    told = backup.restore(file, new)
    assert state(new) == state(folder)
    assert (new / "mapper.toml").read_bytes() == (folder / "mapper.toml").read_bytes()
    assert sorted(path.name for path in (new / "themes").iterdir()) == sorted(path.name for path in (folder / "themes").iterdir())
    assert told.startswith(f"{new}: 3 events of the decision log, 3 documents from 3 sources")
    assert told.endswith(f"put the source files into {(new / 'sources').resolve()} and `mapper run`")


@pytest.fixture
def profiled(folder):
    """Give the workspace a profile and two glossaries of its own, and beside them what nobody reads."""
    own = folder / "profiles"
    (own / "glossaries").mkdir(parents=True)
    (own / "weights.toml").write_text(EXAMPLE, encoding="utf-8")
    for name in ("crops", "itu"):
        (own / "glossaries" / f"{name}.toml").write_text(f'[terms]\n{name.upper()} = ["a word of {name}"]\n', encoding="utf-8")
    (own / "notes.txt").write_text("not ours\n", encoding="utf-8")
    yield folder
    profiles.use(None)


def test_profiles_and_glossaries_of_a_workspace_come_back_and_are_read(profiled, tmp_path):
    told = saved(profiled, tmp_path / "kept.zip")
    assert told.endswith(", the settings, the themes and 3 profiles")
    new = tmp_path / "new"
    assert ", the settings, the themes and 3 profiles; put the source" in backup.restore(tmp_path / "kept.zip", new)
    kept, back = (contents(root / "profiles") for root in (profiled, new))
    assert back == {path: data for path, data in kept.items() if path.suffix == ".toml"}
    profiles.use(None)
    assert "CROPS" not in glossaries.glossary()
    settings.load(new)
    assert glossaries.glossary()["CROPS"] == ("a word of crops",)
    assert profiles.organisation_of("RCW")
    saved(new, tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == (tmp_path / "kept.zip").read_bytes()


def test_templates_that_were_edited_come_back_byte_by_byte(folder, tmp_path):
    (folder / "templates").mkdir()
    edited = b"PK\x03\x04 edited in Word \xff"
    (folder / "templates" / "report.docx").write_bytes(edited)
    saved(folder, tmp_path / "kept.zip")
    backup.restore(tmp_path / "kept.zip", tmp_path / "new")
    assert (tmp_path / "new" / "templates" / "report.docx").read_bytes() == edited


def test_every_file_that_people_write_comes_back_wherever_it_lies_and_nothing_else_does(folder, tmp_path):
    """By a rule, not a list: a file that a later version lets people write is kept without a word about it here."""
    ours = ("keys.toml", "guidelines.md", "bookmarks.jsonl", "notes/2026/first reading.md", "profiles/tables/own.toml")
    others = (
        "sources/list.toml",
        "exports/a.toml",
        "later/b.md",
        ".mapper/c.toml",
        ".keys.toml.part",
        "notes/.d.md",
        "notes/e.txt",
        "a/b/c/d/e/f.md",
    )
    for name in (*ours, *others):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(f"# {name}\r\n".encode())
    settings.init(folder / "notes" / "another")
    (folder / "notes" / "linked.md").symlink_to(folder / "mapper.toml")
    (folder / "elsewhere").symlink_to(tmp_path)
    saved(folder, tmp_path / "kept.zip")
    new = tmp_path / "new"
    backup.restore(tmp_path / "kept.zip", new)
    assert {name: (new / name).read_bytes() for name in ours} == {name: (folder / name).read_bytes() for name in ours}
    came = {path.relative_to(new).as_posix() for path in new.rglob("*") if path.is_file() and path.name != "mapper.db"}
    assert came == {*ours, "mapper.toml", "notes/linked.md", *(f"themes/{path.name}" for path in (folder / "themes").iterdir())}


def test_a_profile_that_reads_otherwise_is_set_aside_by_a_restore(profiled, tmp_path):
    saved(profiled, tmp_path / "kept.zip")
    new = tmp_path / "new"
    (new / "profiles" / "glossaries").mkdir(parents=True)
    (new / "profiles" / "glossaries" / "crops.toml").write_text("# mine\n", encoding="utf-8")
    backup.restore(tmp_path / "kept.zip", new)
    found = new / "profiles" / "glossaries"
    assert (found / "crops.toml.before-restore").read_text(encoding="utf-8") == "# mine\n"
    assert (found / "crops.toml").read_bytes() == (profiled / "profiles" / "glossaries" / "crops.toml").read_bytes()


def test_a_restore_that_fails_leaves_no_folder_of_profiles(profiled, tmp_path):
    saved(profiled, tmp_path / "kept.zip")
    nowhere = b'[workspace]\nstore = "sqlite:////nowhere/at/all/mapper.db"\n'
    rewritten(tmp_path / "kept.zip", lambda members: members.update({"mapper.toml": nowhere}))
    with pytest.raises(MapperError, match="unable to open database file"):
        backup.restore(tmp_path / "kept.zip", tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_restored_workspace_goes_on(file, tmp_path):
    new = tmp_path / "new"
    backup.restore(file, new)
    with opened(new) as store:
        say(store, Verdict.REJECT, "chair")
        assert store.verify_log() == []
        found = {m.pair: m.state for m in pipeline.settled(settings.load(new), store).mapped}
        assert found[subject().pair] is State.DISPUTED
        store.publish(RunRecord("run-1", AT, "live", "{}"), [proposal()])
        assert [(run.id, run.state) for run in store.runs()] == [("run-1", "live")]


def test_the_same_workspace_gives_the_same_bytes(folder, file, tmp_path):
    saved(folder, tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == file.read_bytes()


def test_a_backup_of_a_restored_workspace_is_the_same_backup(file, tmp_path):
    backup.restore(file, tmp_path / "new")
    saved(tmp_path / "new", tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == file.read_bytes()


def test_pairs_that_were_open_are_open_again_after_a_restore(folder, file, tmp_path):
    more = proposal(right="dd/res/4")
    with opened(folder) as store:
        for run, label, found in (("run-2", "2018", [proposal(), more]), ("run-3", "2030", [proposal(), more, proposal("cc/res/3", "dd/res/4")])):
            manifest = {"editions": [["dd/res/4", label, "in-force"]], "pairs": [one.pair for one in found]}
            store.publish(RunRecord(run, f"{label}-06-30T12:00:00Z", "live", json.dumps(manifest)), found)
        store.save_reading(SourceRecord("e.pdf", "e" * 64, 3, "read"), [document("dd/res/4", sha256="e" * 64)])
        before = [(m.pair, m.state) for m in pipeline.settled(settings.load(folder), store).mapped]
    assert {state for _, state in before} >= {State.OPEN, State.NEW}
    saved(folder, file)
    backup.restore(file, tmp_path / "new")
    with opened(tmp_path / "new") as store:
        assert [(m.pair, m.state) for m in pipeline.settled(settings.load(tmp_path / "new"), store).mapped] == before


def test_a_backup_of_the_first_format_comes_back_and_its_runs_are_past(file, folder, tmp_path):
    def first(members):
        for name in ("contents.jsonl", "proposals.jsonl"):
            members.pop(name)
        members["mapper-backup.json"] = members["mapper-backup.json"].replace(f'"format":{archive_room.FORMAT}'.encode(), b'"format":1')

    with opened(folder) as store:
        store.save_reading(SourceRecord("cc.pdf", "d" * 64, 3, "read"), [document("cc/res/3", sha256="d" * 64, file="cc.pdf")])
        store.save_reading(SourceRecord("cc.pdf", "e" * 64, 3, "read"), [document("cc/res/3", sha256="e" * 64, file="cc.pdf")])
    saved(folder, file)
    rewritten(file, first)
    backup.restore(file, tmp_path / "new")
    with opened(tmp_path / "new") as store:
        assert [(run.id, run.state) for run in store.runs()] == [("run-1", "past")]
        assert [(content.name, content.sha256[0]) for content in store.contents()] == [
            ("cc.pdf", "d"),
            ("a.pdf", "a"),
            ("c.pdf", "b"),
            ("cc.pdf", "e"),
        ]
        assert len(store.decisions()) == 3


def test_a_backup_is_plain_lines_of_json(folder, file):
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
        log = archive.read("decisions.jsonl").decode()
    assert names[:5] == ["mapper-backup.json", "contents.jsonl", "decisions.jsonl", "documents.jsonl", "mapper.toml"]
    events = [json.loads(line) for line in log.split("\n")[:-1]]
    assert [event["verdict"] for event in events] == ["accept", "reject", "undo"]
    assert "陳" in log


def test_a_folder_with_decisions_is_not_written_over(file, folder):
    before = state(folder)
    with pytest.raises(MapperError) as raised:
        backup.restore(file, folder)
    assert str(raised.value) == f"{folder} holds decisions already; nothing was changed, restore into a new folder"
    assert state(folder) == before


def test_a_folder_with_documents_is_not_written_over(file, tmp_path):
    other = tmp_path / "other"
    settings.init(other)
    with opened(other) as store:
        store.save_reading(SourceRecord("z.pdf", A, 3, "read"), [document("zz/res/9")])
    with pytest.raises(MapperError, match="holds documents already; nothing was changed"):
        backup.restore(file, other)


def test_a_folder_in_the_place_of_a_theme_is_told_before_anything_is_written(file, tmp_path):
    other = tmp_path / "other"
    (other / "themes" / "climate.toml").mkdir(parents=True)
    with pytest.raises(MapperError, match=r"climate\.toml is a folder where the backup has a file; nothing was changed, move it away"):
        backup.restore(file, other)
    assert [path.name for path in other.rglob("*")] == ["themes", "climate.toml"]


def test_a_fresh_workspace_takes_a_backup_and_its_own_settings_are_set_aside(file, tmp_path):
    other = tmp_path / "other"
    settings.init(other)
    (other / "mapper.toml").write_text("# mine\n", encoding="utf-8")
    backup.restore(file, other)
    assert (other / "mapper.toml.before-restore").read_text(encoding="utf-8") == "# mine\n"
    assert len(state(other)[0]) == 3


def test_a_store_left_without_its_settings_is_not_written_over(file, folder):
    (folder / "mapper.toml").unlink()
    with pytest.raises(MapperError, match="holds decisions already; nothing was changed"):
        backup.restore(file, folder)
    assert not (folder / "mapper.toml").exists()
    with open_store(f"sqlite:///{folder / 'mapper.db'}") as store:
        assert len(store.log()) == 3


def test_a_broken_log_never_replaces_a_good_backup(folder, file):
    before = file.read_bytes()
    altered(settings.load(folder).store_url, "DELETE FROM decision WHERE place = 1")
    with pytest.raises(MapperError, match=r"event 1 of the decision log does not follow .*; no backup was written, see `mapper check`"):
        saved(folder, file)
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir() if path.name.endswith(".part")] == []


def rewritten(file, change):
    """Write the archive again with some members changed, and its digests made to fit."""
    with zipfile.ZipFile(file) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    head = json.loads(members["mapper-backup.json"])
    head["sha256"] = {name: hashlib.sha256(members[name]).hexdigest() for name in head["sha256"] if name in members}
    members["mapper-backup.json"] = codec.canonical(head).encode()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)


def test_an_event_that_was_altered_in_the_backup_is_found(file, tmp_path):
    rewritten(file, lambda members: members.update({"decisions.jsonl": members["decisions.jsonl"].replace(b"accept", b"reject")}))
    with pytest.raises(MapperError, match=r"does not verify: event 1 of the decision log \(\w{12}\) was altered"):
        backup.restore(file, tmp_path / "new")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda members: members.pop("decisions.jsonl"), r"lacks decisions\.jsonl"),
        (lambda members: members.update({"sources.jsonl": b"{}\n"}), "cannot be read: .*; nothing was changed"),
        (lambda members: members.update({"documents.jsonl": b"not json\n"}), "cannot be read: .*; nothing was changed"),
    ],
)
def test_a_backup_that_lacks_something_is_told(file, tmp_path, change, told):
    rewritten(file, change)
    with pytest.raises(MapperError, match=told):
        backup.restore(file, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_damaged_backup_is_told(file, tmp_path):
    with zipfile.ZipFile(file) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["runs.jsonl"] = b""
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    with pytest.raises(MapperError, match=r"is damaged in runs\.jsonl; nothing was changed, try another copy"):
        backup.restore(file, tmp_path / "new")


@pytest.mark.parametrize("cut", [0, 10, 500])
def test_a_file_that_is_no_backup_is_told(file, tmp_path, cut):
    file.write_bytes(file.read_bytes()[:cut])
    with pytest.raises(MapperError, match="is not a backup of mapper, or it is damaged"):
        backup.restore(file, tmp_path / "new")


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(MapperError, match=r"cannot read the backup .*: No such file or directory; check the path"):
        backup.restore(tmp_path / "nowhere.zip", tmp_path / "new")


def test_a_zip_of_something_else_is_told(tmp_path):
    with zipfile.ZipFile(tmp_path / "holiday.zip", "w") as archive:
        archive.writestr("photo.txt", "sea")
    with pytest.raises(MapperError, match=r"is not a backup of mapper: it has no readable mapper-backup\.json"):
        backup.restore(tmp_path / "holiday.zip", tmp_path / "new")


def test_a_backup_of_a_newer_mapper_is_told(file, tmp_path):
    with zipfile.ZipFile(file) as archive:
        head = json.loads(archive.read("mapper-backup.json"))
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mapper-backup.json", json.dumps({**head, "format": archive_room.FORMAT + 1, "mapper": "9.0"}))
    with pytest.raises(MapperError, match=r"was made by a newer mapper \(9\.0\); install that version to restore it"):
        backup.restore(file, tmp_path / "new")


def test_nothing_is_written_outside_the_folder(file, tmp_path):
    outside = ("../outside.toml", "themes/../../outside.toml", "profiles/../outside.toml", "profiles/glossaries/../../outside.toml")
    rewritten(file, lambda members: members.update(dict.fromkeys(outside, b"x")))
    backup.restore(file, tmp_path / "new")
    assert list(tmp_path.rglob("outside*")) == []


def test_a_place_one_cannot_write_to_is_told(folder, tmp_path):
    with pytest.raises(MapperError, match=r"cannot write the backup .*: No such file or directory; choose another place, nothing was changed"):
        saved(folder, tmp_path / "nowhere" / "kept.zip")


def test_a_folder_one_cannot_write_to_is_told(file, tmp_path):
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    with pytest.raises(MapperError, match=r"cannot write into .*taken: .*; nothing was changed, choose a folder you may"):
        backup.restore(file, tmp_path / "taken")


@pytest.mark.parametrize(
    "name",
    [
        "mapper.db",
        "mapper.db-wal",
        "mapper.toml",
        "themes/climate.toml",
        "sources/kept.zip",
        "themes/new.toml",
        "profiles/own.toml",
        "keys.toml",
        "notes/a.md",
        ".mapper/x",
    ],
)
def test_a_backup_is_never_written_into_what_mapper_keeps(folder, name):
    for kept in (".mapper", "profiles", "notes"):
        (folder / kept).mkdir(exist_ok=True)
    target = folder / name
    before = target.read_bytes() if target.exists() else None
    with pytest.raises(MapperError) as raised:
        saved(folder, target)
    told = f"{target} is in the place of what mapper keeps in {folder}; nothing was changed, name another file for the backup"
    assert str(raised.value) == told
    assert (target.read_bytes() if target.exists() else None) == before
    with opened(folder) as store:
        assert len(store.decisions()) == 3


def test_a_backup_is_never_written_through_a_link_into_what_mapper_keeps(folder, tmp_path):
    (tmp_path / "link.zip").symlink_to(folder / "mapper.toml")
    with pytest.raises(MapperError, match="is in the place of what mapper keeps"):
        saved(folder, tmp_path / "link.zip")


@pytest.mark.parametrize("content", [b"", b"my thesis", b"PK\x05\x06" + b"\x00" * 18])
def test_a_file_that_is_no_backup_is_never_replaced(folder, tmp_path, content):
    target = tmp_path / "thesis.docx"
    target.write_bytes(content)
    with pytest.raises(MapperError) as raised:
        saved(folder, target)
    assert str(raised.value) == f"{target} is there already and is no backup of mapper; nothing was changed, name another file for the backup"
    assert target.read_bytes() == content


def test_a_folder_is_no_place_for_a_backup(folder, tmp_path):
    with pytest.raises(MapperError, match=r" is a folder; nothing was changed, name a file for the backup$"):
        saved(folder, tmp_path)


def test_an_earlier_backup_is_replaced(folder, file):
    with opened(folder) as store:
        say(store)
    assert saved(folder, file).startswith(f"{file}: 4 events")


def test_the_command_to_back_up_refuses_in_one_sentence(cli, folder):
    told = cli("backup", folder / "mapper.db", "-w", folder)
    assert (told.code, told.out) == (1, "")
    assert told.err == (
        f"Error: {folder / 'mapper.db'} is in the place of what mapper keeps in {folder}; nothing was changed, name another file for the backup\n"
    )


def contents(folder):
    return {path.relative_to(folder): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def elsewhere(folder, place):
    """Let a workspace name its store by an absolute path."""
    toml = folder / "mapper.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace('store = "sqlite:///mapper.db"', f'store = "sqlite:///{place}"'), encoding="utf-8")
    assert str(place) in toml.read_text(encoding="utf-8")


@pytest.fixture
def production(folder, file, tmp_path):
    """Move the store of the workspace to a place of its own, as production does, and back it up."""
    place = tmp_path / "production" / "mapper.db"
    place.parent.mkdir()
    (folder / "mapper.db").rename(place)
    elsewhere(folder, place)
    saved(folder, file)
    return place


def test_a_restore_never_writes_into_the_store_that_production_uses(production, file, tmp_path):
    new = tmp_path / "new"
    settings.init(new)
    before, kept = contents(new), contents(production.parent)
    with pytest.raises(MapperError) as raised:
        backup.restore(file, new)
    told = f"the settings name the store {production}, outside {new}, which holds decisions already"
    assert str(raised.value) == f"{told}; nothing was changed: `mapper restore --here` keeps the store in the folder"
    assert (contents(new), contents(production.parent)) == (before, kept)
    with pytest.raises(MapperError, match="which holds decisions already"):
        backup.restore(file, tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_a_restore_that_names_an_empty_store_elsewhere_says_so(production, file, tmp_path):
    for path in production.parent.iterdir():
        path.unlink()
    told = backup.restore(file, tmp_path / "new")
    assert f"; its settings name a store outside the folder, {production}; put the source files" in told
    assert len(state(tmp_path / "new")[0]) == 3
    assert not (tmp_path / "new" / "mapper.db").exists()


def test_a_restore_can_keep_the_store_in_the_folder(production, file, cli, tmp_path):
    told = cli("restore", file, "--here", "-w", tmp_path / "new")
    assert told.code == 0
    assert "outside" not in told.out
    assert (tmp_path / "new" / "mapper.db").exists()
    assert len(state(tmp_path / "new")[0]) == 3


def test_a_restore_that_fails_changes_nothing(file, tmp_path):
    new = tmp_path / "new"
    settings.init(new)
    (new / "mapper.toml").write_text("# mine\n", encoding="utf-8")
    rewritten(file, lambda members: members.update({"mapper.toml": b"[workspace\n"}))
    before = contents(new)
    with pytest.raises(MapperError, match="is not valid TOML"):
        backup.restore(file, new)
    assert contents(new) == before
    rewritten(file, lambda members: members.update({"mapper.toml": b'[workspace]\nstore = "sqlite:////nowhere/at/all/mapper.db"\n'}))
    for folder in (new, tmp_path / "other" / "deep"):
        with pytest.raises(MapperError, match=r"/nowhere/at/all/mapper\.db failed: unable to open database file"):
            backup.restore(file, folder)
    assert contents(new) == before
    assert not (tmp_path / "other").exists()


def test_settings_that_were_set_aside_before_are_not_lost(file, tmp_path):
    new = tmp_path / "new"
    settings.init(new)
    (new / "mapper.toml").write_text("# mine\n", encoding="utf-8")
    (new / "mapper.toml.before-restore").write_text("# older\n", encoding="utf-8")
    backup.restore(file, new)
    assert {path.read_text(encoding="utf-8") for path in new.glob("mapper.toml.before-restore*")} >= {"# older\n"}
    assert len(list(new.glob("mapper.toml.*"))) == 2


@example(max_examples=15, deadline=None)
@given(
    st.lists(st.tuples(some.subjects(), some.verdicts, some.reviewers, some.moments), max_size=5),
    st.dictionaries(some.sha256s, st.lists(some.documents, max_size=2), max_size=2),
)
def test_any_workspace_comes_back_as_it_was(tmp_path_factory, said, readings):
    root = tmp_path_factory.mktemp("round")
    settings.init(root / "one")
    with opened(root / "one") as store:
        for sha256, documents in readings.items():
            store.save_reading(SourceRecord(f"{sha256[:6]}.pdf", sha256, 1, "read"), documents)
        for on, word, reviewer, at in said:
            decisions.record(store, on, word, reviewer=reviewer, at=at)
    saved(root / "one", root / "kept.zip")
    backup.restore(root / "kept.zip", root / "two")
    kept, back = state(root / "one"), state(root / "two")
    assert (back[0], back[1], back[3:]) == (kept[0], kept[1], kept[3:])
    assert back[2] == {sha256: documents for sha256, documents in kept[2].items() if documents}
