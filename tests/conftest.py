"""Shared workspaces: a small one from a few demo files, made once with the toy embedder and copied for each test that changes it."""

import io
import os
import shutil
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from mapper import children
from mapper.documents import READERS, Limits
from tests.workspaces import FIRST, SECOND, Workspace, make

os.environ.setdefault("OMP_NUM_THREADS", "1")
settings.register_profile("untimed", deadline=None)  # a busy machine is no fault of the code
settings.load_profile("untimed")
# Files whose tests take half of all time, and run what others run too: tracing them for coverage would make that time twice as long.
_UNTRACED = (
    "test_bad_input_cli", "test_bad_input_fuzz", "test_changes", "test_children", "test_claims", "test_correction", "test_decision_properties",
    "test_decisions", "test_demo", "test_evaluate", "test_folding", "test_forecast", "test_guarding", "test_importing", "test_ocr",
    "test_pipeline", "test_quality", "test_readme", "test_rerun", "test_same_bytes", "test_sharing", "test_suggesting", "exchange/test_akn",
    "reports/test_files", "reports/test_portal", "returns/test_cells", "returns/test_cost", "returns/test_lists", "returns/test_mailed",
    "returns/test_names", "returns/test_sets", "returns/test_telling", "returns/test_words", "returns/test_workbooks",
)  # fmt: skip


def pytest_collection_modifyitems(items):
    """Trace no test of those files."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here) and item.path.relative_to(here).with_suffix("").as_posix() in _UNTRACED:
            item.add_marker(pytest.mark.no_cover)


@pytest.fixture(scope="session")
def _read(tmp_path_factory):
    """Hold a workspace whose files were read and never mapped, untouched."""
    list(children.run(id, (), Limits(), (*READERS, "mapper.documents", "mapper.returns.reading", "mapper.legacy.opening")))  # once for all tests
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


@dataclass(frozen=True)
class Told:
    """Hold how a command ended and what it said."""

    code: int
    out: str
    err: str


@pytest.fixture
def cli(monkeypatch):
    """Give a function that runs `mapper` in this process, from its own `main`."""
    from mapper.cli import app, main

    def call(*words):
        app.registered_commands.clear()
        monkeypatch.setattr(sys, "argv", ["mapper", *(str(word) for word in words)])
        code, out, err = 0, io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            try:
                main()
            except SystemExit as done:
                code = done.code or 0
        return Told(code, out.getvalue(), err.getvalue())

    return call


@pytest.fixture(scope="session")
def mapper():
    """Give a function that runs the real `mapper` program and gives back the finished process."""
    program = Path(sys.executable).with_name("mapper")

    def call(*words, env=None, timeout=120, **more):
        shown = {**os.environ, "COLUMNS": "200", **(env or {})}
        return subprocess.run(
            [program, *(str(word) for word in words)], capture_output=True, encoding="utf-8", env=shown, timeout=timeout, check=False, **more
        )

    return call
