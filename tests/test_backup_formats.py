"""A backup of any version comes back: tests/backups holds one of every format, each written by the mapper of its time (scripts/keep_backup.py)."""

import json
import zipfile
from pathlib import Path

import pytest

from mapper import archive, auditing, backup, integrity, pipeline, settings
from mapper.decisions import standing
from mapper.errors import MapperError
from mapper.store import open_store
from tests.workspaces import Workspace, silent

KEPT = {number: Path(__file__).parent / "backups" / f"format-{number}.zip" for number in range(1, archive.FORMAT + 1)}
AT = "2026-12-01T00:00:00Z"


def member(file, name):
    with zipfile.ZipFile(file) as found:
        return found.read(name)


@pytest.fixture(params=KEPT.values(), ids=lambda file: file.stem)
def file(request):
    return request.param


def test_there_is_a_backup_of_every_format_so_far():
    """Who lets the format grow keeps a backup of it: a promise is held by what was really written."""
    assert [json.loads(member(file, archive.HEAD))["format"] for file in KEPT.values()] == list(KEPT)


def test_a_backup_of_any_format_comes_back_with_every_decision_and_goes_on(file, tmp_path):
    backup.restore(file, tmp_path / "new")
    workspace = Workspace((tmp_path / "new").resolve())
    lines = member(file, archive.LOG).decode().split("\n")[:-1]
    assert workspace.log() == lines
    with workspace.open() as store:
        assert integrity.check(workspace.settings, store).problems == ()
        assert auditing.audit(workspace.settings, store, auditing.Wish(against=file)).problems == ()
        decided = standing(store.decisions())
    assert sorted(m.pair for m in workspace.mapped() if m.decisions) == sorted(decided)
    states = sorted(m.state.value for m in workspace.mapped() if m.decisions)
    first = file == KEPT[1]  # the mapper of that time proposed two pairs of the same texts, not three
    assert states == (["accepted", "rejected"] if first else ["accepted", "disputed", "unsure"])
    for name in [one for one in zipfile.ZipFile(file).namelist() if archive.is_kept(one)]:
        assert (workspace.root / name).read_bytes() == member(file, name)
    with workspace.open() as store:
        pipeline.run(workspace.settings, store, at=AT, notify=silent)
        assert integrity.check(workspace.settings, store).problems == ()
    assert workspace.log() == lines
    assert {m.pair: m.decisions for m in workspace.mapped() if m.decisions} == decided


def test_a_backup_of_any_format_is_the_same_backup_of_today_once_it_came_back(file, tmp_path):
    for name, origin in (("one", file), ("two", tmp_path / "one.zip")):
        backup.restore(origin, tmp_path / name)
        found = settings.load(tmp_path / name)
        with open_store(found.store_url) as store:
            backup.write(found, store, tmp_path / f"{name}.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_a_backup_of_a_later_format_is_refused_in_one_sentence_and_nothing_is_made(tmp_path, cli):
    last = KEPT[archive.FORMAT]
    with zipfile.ZipFile(last) as found, zipfile.ZipFile(tmp_path / "newer.zip", "w") as made:
        for name in found.namelist():
            data = found.read(name)
            head = {**json.loads(data), "format": archive.FORMAT + 1, "mapper": "9.9"} if name == archive.HEAD else None
            made.writestr(name, json.dumps(head) if head else data)
    told = cli("restore", tmp_path / "newer.zip", "-w", tmp_path / "new")
    sentence = f"the backup {tmp_path / 'newer.zip'} was made by a newer mapper (9.9); install that version to restore it"
    assert (told.code, told.out, told.err) == (1, "", f"Error: {sentence}\n")
    assert not (tmp_path / "new").exists()


def test_a_backup_that_is_cut_anywhere_brings_nothing_back_and_leaves_nothing(file, tmp_path):
    whole = file.read_bytes()
    for size in range(0, len(whole), len(whole) // 7):
        (tmp_path / "cut.zip").write_bytes(whole[:size])
        with pytest.raises(MapperError, match="is not a backup of mapper"):
            backup.restore(tmp_path / "cut.zip", tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_byte_that_flips_anywhere_in_a_backup_is_noticed_or_harms_nothing(tmp_path):
    file = KEPT[archive.FORMAT]
    whole = file.read_bytes()
    backup.restore(file, tmp_path / "good")
    wanted = Workspace(tmp_path / "good").log()
    for place in range(7, len(whole), len(whole) // 40):
        (tmp_path / "bad.zip").write_bytes(whole[:place] + bytes([whole[place] ^ 0x10]) + whole[place + 1 :])
        new = tmp_path / f"new-{place}"
        try:
            backup.restore(tmp_path / "bad.zip", new)
        except MapperError:
            assert not new.exists()
        else:
            assert Workspace(new).log() == wanted
