"""The Makefile says what is missing, and never removes what people decided."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="no make on this machine: apt-get install make")


def make(folder, *words, answer=""):
    shutil.copyfile(ROOT / "Makefile", folder / "Makefile")
    alone = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}  # `make test` may have started us
    return subprocess.run(["make", *words], cwd=folder, input=answer, env=alone, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("script", "sentence"),
    [
        ('test "$1" = --version && echo "Python 3.9.2" || exit 1', "mapper needs Python 3.11 or newer, and ./python is Python 3.9.2; name another"),
        ("exit 127", "mapper needs Python 3.11 or newer, and ./python is none; name another"),
    ],
)
def test_a_python_that_is_too_old_is_named_with_its_version(tmp_path, script, sentence):
    python = tmp_path / "python"
    python.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    python.chmod(0o755)
    told = make(tmp_path, "PYTHON=./python", ".venv/bin/python")
    assert told.returncode == 2
    assert told.stdout.startswith(sentence)
    assert not (tmp_path / ".venv").exists()


def test_clean_leaves_the_demo_alone_and_its_own_target_asks(tmp_path):
    demo = tmp_path / "my demo"
    demo.mkdir()
    (tmp_path / ".venv").mkdir()
    assert make(tmp_path, "DEMO=my demo", "clean").returncode == 0
    assert (demo.is_dir(), (tmp_path / ".venv").exists()) == (True, False)
    told = make(tmp_path, "DEMO=my demo", "clean-demo", answer="\n")
    assert (told.returncode, demo.is_dir()) == (0, True)
    assert told.stdout == 'remove "my demo" with every decision in it? [y/N] kept\n'
    make(tmp_path, "DEMO=my demo", "clean-demo", answer="y\n")
    assert not demo.exists()


def test_a_demo_may_have_a_space_in_its_name(tmp_path):
    for name in ("pyproject.toml", "constraints.txt", "scripts/install.py", ".venv/bin/python", ".venv/.ready", ".venv/bin/mapper"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text('#!/bin/sh\nprintf "%s|" "$@"\n', encoding="utf-8")
    (tmp_path / ".venv/bin/mapper").chmod(0o755)
    assert make(tmp_path, "DEMO=my demo", "demo").stdout == "demo|my demo|"
