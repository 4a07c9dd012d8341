"""Commands on a workspace that somebody harmed, or that nothing can be written to: reading goes on, with a word about it; nothing is recorded."""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from tests.returns.sheets import workbook
from tests.rights import without_rights
from tests.stores import altered
from tests.workspaces import DEMO, Workspace

READING = (("status",), ("documents",), ("proposals",), ("decisions",), ("changes",), ("agreement",), ("show", "wtsa/res/73"))


@pytest.fixture
def harmed(small):
    """Give a workspace whose log lost its last event, by somebody who put the triggers back."""
    for mapped in small.mapped()[:3]:
        small.decide(mapped)
    altered(small.settings.store_url, "DELETE FROM decision WHERE place = 3")
    return small


def test_every_reading_command_warns_of_a_log_that_does_not_verify(harmed, cli, tmp_path):
    for words in (*READING, ("export", "csv", "--out", tmp_path / "out")):
        told = cli(*words, "-w", harmed.root)
        assert told.code == 0
        [warning] = [line for line in told.err.splitlines() if line.startswith("WARNING: ")]
        sentence = "the last 1 of 3 events of the decision log are gone; bring a backup back with `mapper restore` into a new folder"
        assert warning == f"WARNING: {sentence}; `mapper check` says all of it"
        assert "WARNING" not in told.out


def test_nothing_is_decided_on_a_log_that_does_not_verify(harmed, cli, tmp_path):
    log = harmed.log()
    for words in (("decide", harmed.mapped()[0].pair, "reject"), ("undo",)):
        told = cli(*words, "--as", "anna", "-w", harmed.root)
        assert (told.code, told.out) == (1, "")
        assert re.search("^Error: nothing was recorded: the last 1 of 3 events of the decision log are gone; .*; see `mapper check`$", told.err, re.M)
    path = workbook(harmed, tmp_path / "out", (harmed.mapped()[0].pair, {"decision": "reject", "reviewer": "ben"}))
    told = cli("import", path, "-w", harmed.root)
    assert (told.code, told.out) == (1, "")
    assert "Error: nothing was recorded: the last 1 of 3 events of the decision log are gone" in told.err
    told = cli("backup", tmp_path / "kept.zip", "-w", harmed.root)
    assert told.code == 1
    assert "no backup was written" in told.err
    assert harmed.log() == log


def test_check_says_what_is_wrong_once_and_exits_with_1(harmed, cli):
    told = cli("check", "-w", harmed.root)
    assert told.code == 1
    assert told.out.startswith("the last 1 of 3 events of the decision log are gone; ")
    assert told.err == "1 thing is wrong\n"


def test_a_whole_log_warns_of_nothing(kept, cli):
    for words in READING:
        assert "WARNING" not in cli(*words, "-w", kept.root).err


@pytest.fixture
def shut(small):
    """Give a workspace with a decision that the user may read and not write, and be that user."""
    said = small.decide(small.mapped()[0])
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "w"
        shutil.copytree(small.root, root)
        Path(name).chmod(0o755)
        for path in (root, *root.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        with without_rights():
            yield Workspace(root), said
        for path in (root, *root.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)


def test_a_workspace_that_one_may_only_read_can_be_read_shown_and_taken_elsewhere(shut, cli):
    workspace, said = shut
    with tempfile.TemporaryDirectory() as name:
        for words in (*READING, ("check",), ("export", "csv", "--out", Path(name) / "out"), ("backup", Path(name) / "kept.zip")):
            told = cli(*words, "-w", workspace.root)
            assert (told.code, "Error" in told.err) == (0, False), (words, told)
        assert said.event[:8] in cli("decisions", "-w", workspace.root).out
        assert (Path(name) / "kept.zip").stat().st_size > 1000


def test_writing_to_a_workspace_that_one_may_only_read_is_one_sentence(shut, cli):
    workspace, said = shut
    sentence = f"the workspace {workspace.root} is read-only; nothing was changed: allow writing to it, or copy it to a folder of yours"
    commands = (
        ("decide", said.pair, "reject", "--as", "ben"),
        ("undo", "--as", "anna"),
        ("add", DEMO / "second" / "T-RES-T.73-2022-PDF-E.pdf"),
        ("remove", "T-RES-T.73-2016-PDF-E.pdf"),
    )
    for words in commands:
        told = cli(*words, "-w", workspace.root)
        assert (told.code, told.out, told.err) == (1, "", f"Error: {sentence}\n")
    told = cli("run", "-w", workspace.root)
    assert told.code == 0
    assert "nothing changed since the last run" in told.out


@pytest.fixture
def full(small, tmp_path):
    """Give a workspace with a decision on a disk that is full; only root may mount one."""
    said = small.decide(small.mapped()[0])
    size = sum(path.stat().st_size for path in small.root.rglob("*") if path.is_file())
    disk = tmp_path / "disk"
    disk.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size + 2**20}", "tmpfs", disk], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("a small disk can only be mounted by root")
    shutil.copytree(small.root, disk / "w")
    (disk / "fill").touch()
    try:
        with (disk / "fill").open("wb", buffering=0) as fill:
            while fill.write(b"x" * 4096):
                pass
    except OSError:
        pass
    yield Workspace(disk / "w"), said
    subprocess.run(["umount", "-l", disk], check=True)


def test_on_a_full_disk_reading_goes_on_and_nothing_is_recorded(full, cli, tmp_path):
    workspace, said = full
    for words in (*READING, ("check",), ("export", "csv", "--out", tmp_path / "out"), ("backup", tmp_path / "kept.zip")):
        told = cli(*words, "-w", workspace.root)
        assert (told.code, "Error" in told.err) == (0, False), (words, told)
    told = cli("decide", said.pair, "reject", "--as", "ben", "-w", workspace.root)
    sentence = f"the disk of {workspace.root} is full; nothing was recorded: make room and try again, what was decided before is kept"
    assert (told.code, told.out, told.err) == (1, "", f"Error: {sentence}\n")
    (workspace.root.parent / "fill").unlink()
    assert cli("decide", said.pair, "reject", "--as", "ben", "-w", workspace.root).code == 0
