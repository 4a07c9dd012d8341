"""Keep a backup as the mapper of today writes it, so that every later one can be held to reading it: tests/backups/format-N.zip.

    python scripts/keep_backup.py tests/backups

It drives the command line alone, so that it works in a checkout of any version (`git worktree add`, then this script with that `src` on PYTHONPATH).
The texts are invented. Run it whenever `FORMAT` in src/mapper/archive.py grows.
"""

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

SETTINGS = """\
[workspace]
store = "sqlite:///mapper.db"
model = "hashing"
reviewers = ["anna", "ben"]

[proposals]
floor = 0.0

[[mapping]]
name = "resolutions"
across = "body"
kinds = ["resolution"]
"""
THEME = """\
[theme]
id = "tides"
title = "Tides"

[[subtopic]]
id = "gauges"
title = "Tide gauges"
definition = "To measure how high the water stands."
"""
GLOSSARY = """\
[terms]
GOT = ["gauge of tides"]
"""
TEXTS = (
    ("wtsa/res/901", "WTSA", "Gauges of tides", ("to study how gauges of tides are joined to networks", "to publish a list of gauges")),
    ("wtsa/res/902", "WTSA", "Lamps of harbours", ("to study lamps that burn little power in harbours",)),
    ("wtdc/res/903", "WTDC", "Tides and small islands", ("to help small islands to join their gauges of tides to networks", "to train keepers")),
    ("wtdc/res/904", "WTDC", "Harbours of small islands", ("to help harbours of small islands to buy lamps that burn little power",)),
)


def mapper(*words: str, folder: Path) -> str:
    """Call the command line of the mapper that is on the path, in a folder, and give what it printed."""
    call = [sys.executable, "-c", "from mapper.cli import main; main()", *words]
    done = subprocess.run(call, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise SystemExit(f"mapper {' '.join(words)} ended with {done.returncode}: {done.stderr}")
    return done.stdout


def texts() -> str:
    """Write the documents as JSON lines, as `mapper extract --json` prints them."""
    return "".join(json.dumps(_document(number, *text)) + "\n" for number, text in enumerate(TEXTS))


def _document(number: int, work: str, body: str, title: str, clauses: tuple[str, ...]) -> dict[str, object]:
    def clause(label: int, text: str) -> dict[str, object]:
        told = {"id": f"{work}#resolves.{label}", "part": "operative", "opener": "resolves", "actor": "", "label": str(label), "depth": 1}
        return {**told, "text": text, "page": 3, "bbox": None}

    said = {"id": work, "kind": "resolution", "body": body, "number": work.rpartition("/")[2], "title": title, "language": "en"}
    edition = {"label": "Lund, 2018", "place": "Lund", "year": 2018}
    source = {"file": "texts.pdf", "sha256": f"{number}" * 64}
    rest = {"status": "in-force", "source": source, "pages": [3, 4], "footnotes": [], "citations": [], "problems": []}
    return {**said, "edition": edition, **rest, "clauses": [clause(label, text) for label, text in enumerate(clauses, 1)]}


def work(folder: Path) -> None:
    """Do what people do: read, map, decide, disagree, take back, settle."""
    mapper("init", folder=folder)
    for path in (folder / "themes").iterdir():
        path.unlink()
    (folder / "mapper.toml").write_text(SETTINGS, encoding="utf-8")
    (folder / "themes" / "tides.toml").write_text(THEME, encoding="utf-8")
    (folder / "sources" / "texts.jsonl").write_text(texts(), encoding="utf-8")
    (folder / "profiles" / "glossaries").mkdir(parents=True)
    (folder / "profiles" / "glossaries" / "tides.toml").write_text(GLOSSARY, encoding="utf-8")
    mapper("run", folder=folder)
    pairs = sorted(json.loads(line)["pair"] for line in mapper("proposals", "--json", folder=folder).splitlines())
    mapper("decide", pairs[0], "accept", "--relation", "mutual-interest", "--as", "anna", folder=folder)
    mapper("decide", pairs[1], "reject", "--reason", "different-scope", "--comment", "other “harbours”: 港 مرفأ", "--as", "anna", folder=folder)
    mapper("decide", pairs[1], "accept", "--as", "ben", folder=folder)
    mapper("decide", pairs[-1], "unsure", "--as", "ben", folder=folder)
    mapper("decide", pairs[-1], "accept", "--as", "anna", folder=folder)
    mapper("undo", "--as", "anna", folder=folder)
    mapper("run", folder=folder)


def main() -> None:
    """Make the workspace, back it up, and name the file by its format."""
    target = Path(sys.argv[1]).resolve()
    with TemporaryDirectory() as name:
        work(Path(name))
        made = target / "made.zip"
        mapper("backup", str(made), folder=Path(name))
        with zipfile.ZipFile(made) as archive:
            number = json.loads(archive.read("mapper-backup.json"))["format"]
        kept = made.rename(target / f"format-{number}.zip")
    print(kept, kept.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
