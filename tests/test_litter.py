"""What a killed program leaves beside its target is taken out by the next one, and nothing that anybody may still write to."""

import os
import subprocess
import sys
import time

import pytest

from mapper import litter
from mapper.views.files import put
from tests.workspaces import make

DEAD = 2**22 + 1  # more than any process id of Linux
HOURS = 5 * 3600


def left(path, *, age=HOURS):
    """Leave a file as a program would that was killed so many seconds ago."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"half")
    os.utime(path, (time.time() - age,) * 2)
    return path


def test_the_next_export_takes_out_what_a_killed_one_left_of_the_same_file(tmp_path):
    gone = left(tmp_path / f".mapping.xlsx.{DEAD}.part")
    others = [left(tmp_path / name) for name in (f".thesis.docx.{DEAD}.part", "mapping.xlsx.part", f".mapping.xlsx.{os.getpid()}.partial")]
    young = left(tmp_path / f".mapping.xlsx.{DEAD + 1}.part", age=1)
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as living:
        working = left(tmp_path / f".mapping.xlsx.{living.pid}.part")
        put({tmp_path / "mapping.xlsx": b"whole"})
        assert working.exists()
        living.communicate(b"\n")
    put({tmp_path / "mapping.xlsx": b"whole"})
    assert not gone.exists()
    assert not working.exists()
    assert all(path.exists() for path in (*others, young))


def test_a_run_takes_out_what_killed_programs_left_in_the_workspace_and_touches_nothing_else(tmp_path):
    workspace = make(tmp_path / "w")
    workspace.run()
    root = workspace.root
    pages = left(root / "exports" / "portal" / f".portal.{DEAD}.part" / "pair" / "1.html")
    os.utime(pages.parent, (time.time() - HOURS,) * 2)
    os.utime(pages.parent.parent, (time.time() - HOURS,) * 2)
    gone = [
        pages.parent.parent,
        left(root / ".areas.toml.part"),
        left(root / "themes" / ".climate.toml.part"),
        left(root / "sources" / "2026" / f".a.pdf.{DEAD}.part"),
        left(root / ".mapper" / "cache" / "vectors" / "m" / f".{'0' * 32}.tmp"),
    ]
    stays = [
        left(root / "sources" / ".a.pdf.part"),  # of another program
        left(root / "sources" / f"a.pdf.{DEAD}.part"),
        left(root / ".areas.toml.part2"),
        left(root / "exports" / f".new.csv.{DEAD}.part", age=1),
    ]
    workspace.run()
    assert [path for path in gone if path.exists()] == []
    assert [path for path in stays if not path.exists()] == []


@pytest.mark.parametrize("name", ["portal", "mapping.xlsx"])
def test_a_program_that_writes_now_names_its_litter_by_its_process(tmp_path, name):
    path = litter.part(tmp_path / name)
    path.write_bytes(b"")
    litter.sweep_beside(tmp_path / name)
    assert path.exists()
