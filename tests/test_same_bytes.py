"""The same state gives the same bytes, whoever asks: two processes of other hash seeds, time zones, languages and folders write the same files."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mapper.sharing import EXPORTERS
from mapper.types import Verdict
from tests.workspaces import ROOT

WRITER = """
import sys
from pathlib import Path
from mapper import settings, sharing
from mapper.store import open_store
found, target = settings.load(Path(sys.argv[1])), Path(sys.argv[2])
with open_store(found.store_url) as store:
    for name in sharing.EXPORTERS:
        sharing.export(found, store, [name], target / name)
"""
WORLDS = (
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "COLUMNS": "40"},
    {"PYTHONHASHSEED": "77", "TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "COLUMNS": "200", "SOURCE_DATE_EPOCH": "0", "HOME": "/nonexistent"},
)


@pytest.fixture
def decided(small):
    """Decide on half of the pairs, one of them disputed, so that every exporter has something to say."""
    pairs = [m for m in small.mapped() if m.proposal]
    for number, mapped in enumerate(pairs[::2]):
        small.decide(mapped, (Verdict.ACCEPT, Verdict.REJECT, Verdict.UNSURE)[number % 3], comment="“odd” 港\u2028")
    small.decide(pairs[0], Verdict.REJECT, reviewer="ben")
    return small


def sums(folder):
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}


def test_every_export_is_the_same_in_another_process_of_another_world(decided, tmp_path):
    writing = []
    for number, world in enumerate(WORLDS):
        folder = tmp_path / f"world-{number}"
        folder.mkdir()
        path = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
        call = [sys.executable, "-c", WRITER, decided.root, folder / "out"]
        writing.append(subprocess.Popen(call, cwd=folder, env={**os.environ, **world, "PYTHONPATH": path}, stderr=subprocess.PIPE, text=True))
    for process in writing:
        assert process.communicate(timeout=300)[1] == ""
        assert process.returncode == 0
    one, other = (sums(tmp_path / f"world-{number}" / "out") for number in range(len(WORLDS)))
    assert {name.partition("/")[0] for name in one} == EXPORTERS.keys()
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []


def test_every_backup_and_list_is_the_same_in_another_process_of_another_world(decided, tmp_path):
    program = Path(sys.executable).with_name("mapper")
    told = []
    for number, world in enumerate(WORLDS):
        env = {**os.environ, **world}
        file = tmp_path / f"{number}" / "kept.zip"
        file.parent.mkdir()
        subprocess.run([program, "backup", file, "-w", decided.root], env=env, check=True, capture_output=True)
        words = (["proposals", "--json"], ["decisions", "--json"], ["audit", "--json"], ["runs", "--json"], ["verify", "--quick", "--json"])
        lists = [subprocess.run([program, *one, "-w", decided.root], env=env, check=True, capture_output=True).stdout for one in words]
        told.append([file.read_bytes(), *lists])
    assert told[0] == told[1]
