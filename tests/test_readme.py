"""What README and the officer's guide tell people to type works as it stands, and what README says the demo prints is what it prints."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mapper.demonstration import Shown
from tests.workspaces import DEMO

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDE = (ROOT / "docs" / "first-run-officer.md").read_text(encoding="utf-8")
FENCE = "`" * 3
TEXTS = ("T-RES-T.73-2016-PDF-E.pdf", "WTDC17-RES-66-E.pdf")

# A line of the demo's report, by its shape: figures change with the model and its fit.
SHAPES = {
    "head": r"read \d+ files, \d+ unchanged, \d+ unread; \d+ documents in force",
    "mapping": r"  \S+ +\d+ pairs: \d+ new",
    "blank": r"",
    "pair": r"[0-9a-f]{16}  new       (?:\d\.\d\d|high|medium|low) +\S+ +\S+ +(?:-> |<- )?[a-z-]+\?",
    "text": r"    \S+  .+",
    "quote": r"      .+, p\. \d+: “.+[”…]",
}


def blocks(text):
    """Give what stands between fences, block by block."""
    return [block.strip("\n") for block in text.split(FENCE)[1::2]]


def block(beginning):
    return next(found for found in blocks(README) if found.startswith(beginning))


def shape(line):
    return next((name for name, pattern in SHAPES.items() if re.fullmatch(pattern, line)), line)


def as_typed(commands, folder, after):
    """Run lines as a person does who has run `make demo` here, with the toy embedder put in after one line; a reviewer accepts one pair and quits."""
    (folder / ".venv").symlink_to(sys.prefix)
    toy = 'sed -i \'s/model = "default"/model = "hashing"/\' mapper.toml'
    typed = commands.replace(after, f"{after}\n{toy}", 1)
    assert toy in typed
    ours = str(Path(sys.executable).parent)
    path = os.pathsep.join(place for place in os.environ["PATH"].split(os.pathsep) if place != ours)
    env = {**os.environ, "HOME": str(folder / "home"), "PATH": path}
    script = ["bash", "-ec", typed]
    return subprocess.run(script, cwd=folder, input="yq", env=env, capture_output=True, encoding="utf-8", timeout=300, check=False)


IN_A_VENV = pytest.mark.skipif(not (Path(sys.prefix) / "bin" / "activate").is_file(), reason="the tests run outside a virtual environment: make test")


@pytest.fixture
def home(tmp_path):
    """Give a home with the files that the examples name."""
    downloads = tmp_path / "home" / "Downloads"
    for folder in (tmp_path / "home" / "conference-pdfs", downloads / "WTSA-24"):
        folder.mkdir(parents=True)
        for name in TEXTS:
            shutil.copyfile(DEMO / "first" / name, folder / name)
    shutil.copyfile(DEMO / "first" / "WTDC17-RES-34-E.pdf", downloads / "PP-22-Final-Acts.pdf")
    shutil.copyfile(DEMO / "first" / "T-RES-T.44-2016-PDF-E.pdf", downloads / "WTSA-24" / "WTSA-24-draft.pdf")
    shutil.copyfile(DEMO / "second" / "T-RES-T.73-2022-PDF-E.pdf", downloads / "PP-26-Final-Acts.pdf")
    return tmp_path


@IN_A_VENV
def test_what_readme_says_to_type_works(home):
    done = as_typed(block("source .venv"), home, "cd iscg          # a workspace that already runs")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "read 2 files, 0 unchanged, 0 unread" in done.stdout
    assert "1 decided" in done.stdout
    assert (home / "iscg" / "exports" / "mapping.xlsx").is_file()
    assert "nothing is to be looked at" in done.stdout or "to look at: " in done.stdout


@IN_A_VENV
def test_what_the_officers_guide_says_to_type_works(home):
    typed = "\n".join(("source .venv/bin/activate", *blocks(GUIDE))).replace("PAIR ", "$(mapper proposals --limit 1 | cut -d' ' -f1) ")
    first = "CLAUSE=$(mapper boilerplate --json | head -1 | cut -d'\"' -f8)\n"
    typed = typed.replace("CLAUSE ", '"$CLAUSE" ').replace("mapper boilerplate pin", f"{first}mapper boilerplate pin")
    shutil.copyfile(DEMO / "first" / "T17-SG05-Questions-E.pdf", home / "home" / "Downloads" / "WTSA-24" / "T17-SG05-Questions-E.pdf")
    done = as_typed(typed, home, "cd iscg")
    assert done.returncode == 0, done.stdout + done.stderr
    made = sorted(path.name for path in (home / "iscg" / "exports").iterdir())
    folders = ["akn", "plots", "portal"]
    tables = ["history.sssom.tsv", "mapping.sssom.tsv", "mapping.xlsx", "pairs.csv", "review-anna.xlsx", "themes.ttl"]
    papers = ["liaison-T-SG5.docx", "report.docx", "tables.docx", "theme-climate.docx"]
    assert made == sorted([*folders, *tables, *papers])
    assert (home / "iscg" / "exports" / "portal" / "index.html").is_file()
    assert (home / "iscg" / "mapping.html").is_file()
    assert (home / "iscg" / "before-pp26.mapper").is_file()
    assert "operative-changed" in done.stdout


def test_what_readme_says_the_demo_prints_has_the_shape_of_what_it_prints(unrun):
    printed = Shown(unrun.root, unrun.run(), ()).lines()
    told = block("read 65 files").splitlines()
    shapes = [shape(line) for line in told]
    assert set(shapes) <= set(SHAPES)
    assert [shape(line) for line in printed[: len(told)]] == shapes
    names = [type_.name for type_ in unrun.settings.types]
    assert [line.split()[0] for line in told if shape(line) == "mapping"] == names


def test_readme_is_short():
    assert len(README.splitlines()) <= 150
