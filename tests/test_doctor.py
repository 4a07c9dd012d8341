"""The doctor says what works on this machine, and what to do about what does not."""

import json
import re
import shutil

import pytest

from mapper import doctor


def found(folder):
    return {finding.what: finding for finding in doctor.examine(folder)}


def test_a_whole_workspace_is_well(kept):
    told = found(kept.root)
    assert {"Python", "sentence model", "OCR", "SQLite", "workspace", "themes", "store", "disk"} <= told.keys()
    for what in ("Python", "workspace", "themes", "store", "disk"):
        assert told[what].works, told[what].told
    assert told["store"].told == "opens, 0 events in the decision log"


def test_without_a_workspace_the_machine_is_examined(tmp_path):
    told = found(tmp_path)
    assert not told["workspace"].works
    assert told["workspace"].optional
    assert "store" not in told


def test_missing_ocr_is_told_with_what_to_install_and_is_no_failure(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    told = found(tmp_path)
    assert not told["OCR"].works
    assert told["OCR"].optional
    assert told["OCR"].told.endswith("apt-get install tesseract-ocr")


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract-ocr is not installed")
def test_the_languages_that_pages_are_read_in_are_named(tmp_path):
    assert re.search(r", reads [a-z_, ]*eng[a-z_, ]*; more: apt-get install tesseract-ocr-LANG$", found(tmp_path)["OCR"].told)


def test_a_theme_that_a_mapping_names_and_nobody_wrote_is_found(small):
    (small.root / "themes" / "climate.toml").unlink()
    told = found(small.root)
    assert not told["themes"].works
    assert "mapper.toml names climate, but " in told["themes"].told


def test_a_broken_store_is_found(small):
    for path in small.root.glob("mapper.db*"):
        path.unlink()
    (small.root / "mapper.db").write_bytes(b"no database" * 999)
    assert not found(small.root)["store"].works


@pytest.mark.parametrize("json_", [False, True])
def test_the_command_exits_with_1_where_something_needed_is_missing(cli, small, json_):
    (small.root / "themes" / "climate.toml").unlink()
    told = cli("doctor", *(["--json"] * json_), "-w", small.root)
    assert told.code == 1
    if json_:
        assert {"what", "works", "told"} == set(json.loads(told.out.splitlines()[0]))
    else:
        assert "MISS  themes" in told.out


def test_nothing_is_changed_by_looking(cli, kept, tmp_path):
    before = sorted(path.name for path in kept.root.iterdir())
    cli("doctor", "-w", kept.root)
    assert sorted(path.name for path in kept.root.iterdir() if path.name not in ("mapper.db-wal", "mapper.db-shm")) == [
        name for name in before if name not in ("mapper.db-wal", "mapper.db-shm")
    ]
    cli("doctor", "-w", tmp_path)
    assert list(tmp_path.iterdir()) == []
