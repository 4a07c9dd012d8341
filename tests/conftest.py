"""Shared workspaces: a small one from a few demo files, made once with the toy embedder and copied for each test that changes it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.workspaces import FIRST, Workspace, make

os.environ.setdefault("OMP_NUM_THREADS", "1")


@pytest.fixture(scope="session")
def _small(tmp_path_factory):
    """Hold a workspace that was run once, untouched."""
    made = make(tmp_path_factory.mktemp("small"), FIRST)
    made.run()
    return made.root


@pytest.fixture(scope="session")
def _unrun(tmp_path_factory):
    """Hold a workspace with the same files that was never run."""
    return make(tmp_path_factory.mktemp("unrun"), FIRST).root


def _copy(origin, target):
    shutil.copytree(origin, target)
    return Workspace(target)


@pytest.fixture
def small(_small, tmp_path):
    """Give a workspace of six files, run once; the test may change it."""
    return _copy(_small, tmp_path / "small")


@pytest.fixture
def unrun(_unrun, tmp_path):
    """Give the same workspace before its first run."""
    return _copy(_unrun, tmp_path / "unrun")


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
