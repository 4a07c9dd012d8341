"""The demonstration, end to end with the real model: the one slow test."""

import re
import shlex

import pytest

from tests.workspaces import Workspace


@pytest.mark.model
def test_the_demonstration_maps_the_shipped_corpora_and_says_what_to_type_next(mapper, tmp_path):
    root = tmp_path / "my demo"
    first = mapper("demo", root, timeout=600)
    assert first.returncode == 0, first.stdout + first.stderr
    told = first.stdout.splitlines()

    documents = re.fullmatch(r"read \d+ files, 0 unchanged, 0 unread; (\d+) documents in force", told[0])
    assert documents
    assert int(documents[1]) >= 100

    for type_ in ("resolutions", "questions", "theme:climate", "activities"):
        [counted] = [line for line in told if re.match(rf"  {type_} +\d+ pairs: \d+ new$", line)]
        assert int(counted.split()[1]) > 0
    assert sum(1 for line in told if re.match(r"[0-9a-f]{16}  new ", line)) >= 4
    assert sum(1 for line in told if re.search(r", p\. \d+: “.+”$", line)) >= 8

    tables = [line.strip() for line in told[told.index("tables:") + 1 :] if line.startswith("  ") and "exports" in line]
    assert {path.rsplit(".", 1)[-1] for path in tables} >= {"xlsx", "html", "csv", "tsv"}
    exports = {path: (root / "exports" / path.rsplit("/", 1)[-1]).read_bytes() for path in tables}
    assert all(exports.values())
    steps = [shlex.split(line)[1:] for line in told[told.index("tables:") + len(tables) + 2 :] if line.startswith("  ")]
    where = ["-w", str(root)]
    assert steps == [["review", *where], ["add", str(root / "later"), *where], ["run", *where], ["changes", *where]]
    assert "reading: " in first.stderr

    with Workspace(root).open() as store:
        proposals = store.proposals()
    again = mapper("demo", root, timeout=600)
    assert again.returncode == 0
    assert again.stdout.startswith("read 0 files, ")
    assert "nothing changed since the last run" in again.stdout
    assert {path: (root / "exports" / path.rsplit("/", 1)[-1]).read_bytes() for path in tables} == exports
    with Workspace(root).open() as store:
        assert store.proposals() == proposals
