"""Shared workspaces: a small one from a few demo files, made once with the toy embedder and copied for each test that changes it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.workspaces import FIRST, SECOND, Workspace, make

os.environ.setdefault("OMP_NUM_THREADS", "1")


@pytest.fixture(scope="session")
def _read(tmp_path_factory):
    """Hold a workspace whose files were read and never mapped, untouched."""
    made = make(tmp_path_factory.mktemp("read"), FIRST)
    made.read()
    return made.root


@pytest.fixture(scope="session")
def _small(_read, tmp_path_factory):
    """Hold a workspace that was run once, untouched."""
    made = _copy(_read, tmp_path_factory.mktemp("small") / "small")
    made.run()
    return made.root


@pytest.fixture(scope="session")
def later(tmp_path_factory):
    """Hold a workspace that has read the files of the second cycle; tests take them over with their readings."""
    made = make(tmp_path_factory.mktemp("later"), SECOND, folder="second")
    made.read()
    return made


def _copy(origin, target):
    shutil.copytree(origin, target)
    return Workspace(target)


@pytest.fixture
def small(_small, tmp_path):
    """Give a workspace of a few files, run once; the test may change it."""
    return _copy(_small, tmp_path / "small")


@pytest.fixture
def unrun(_read, tmp_path):
    """Give the same workspace with its files read, before anything was mapped."""
    return _copy(_read, tmp_path / "unrun")


@pytest.fixture
def unread(tmp_path):
    """Give the same workspace before anything was read."""
    return make(tmp_path / "unread", FIRST)


@pytest.fixture(scope="session")
def kept(_small):
    """Give the workspace that nobody changes: for tests that only look."""
    return Workspace(_small)


@pytest.fixture(scope="session")
def cli():
    """Give a function that runs `mapper` in this process and gives back its exit code, stdout and stderr."""
    from mapper.cli import app, commands

    if not app.registered_commands:
        commands.register(app)

    def call(*words, **more):
        return CliRunner().invoke(app, [str(word) for word in words], prog_name="mapper", **more)

    return call


@pytest.fixture(scope="session")
def mapper():
    """Give a function that runs the real `mapper` program and gives back the finished process."""
    program = Path(sys.executable).with_name("mapper")

    def call(*words, env=None, **more):
        shown = {**os.environ, "COLUMNS": "200", **(env or {})}
        return subprocess.run(
            [program, *(str(word) for word in words)], capture_output=True, encoding="utf-8", env=shown, timeout=120, check=False, **more
        )

    return call
