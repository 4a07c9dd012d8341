"""Spoil files of every format that is read, for as long as asked, and read them as `mapper` does; tell what may never happen.

    python scripts/fuzz_readers.py --minutes 25 --seed 1 [--seeds FOLDER ...] [--keep FOLDER]
    python scripts/fuzz_readers.py --only 4711 --keep FOLDER

Faults are: a hang beyond the limits, a crash of the parent, a traceback, a file that is silently empty, a neighbour that reads otherwise, and
a child that met a defect, crashed or ran into its limits. Each fault is a line with the number of its file, which `--only` makes again from the same
folders; the exit code is 1 where there was any. Files come from `corpora/demo`, from the folders that are named, and from the demo's own texts set
as web page, JSON lines and Akoma Ntoso.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import count
from pathlib import Path
from time import monotonic

from spoiling.judging import GOOD, LIMITS, digest, judged
from spoiling.seeds import seeds
from spoiling.spoilers import spoiled

from mapper.documents import extract, from_path

DEMO = Path(__file__).resolve().parent.parent / "corpora" / "demo"
NEIGHBOURS = ("WTDC17-RES-9-E.pdf", "T-RES-T.90-2016-MSW-E.docx")
BATCH = 64  # files
PATIENCE = 60.0  # seconds over what the limits allow a batch
SPARED = ("slow",)  # counted and told, and no failure: a limit held


def main() -> None:
    """Spoil and read until the time is over."""
    asked = _arguments()
    if asked.judge:
        wanted = json.loads((asked.judge / ".wanted.json").read_text(encoding="utf-8"))
        print(json.dumps(list(judged(asked.judge, wanted))))
        return
    files = seeds([DEMO, *asked.seeds], asked.size << 10)
    print(f"{len(files)} good files", file=sys.stderr)
    found: Counter[str] = Counter()
    ends, begin = monotonic() + 60 * asked.minutes, 1_000_000 * asked.seed
    for number in count(begin, BATCH):
        numbers = asked.only or range(number, number + BATCH)
        found += _batch({seed: spoiled(seed, files) for seed in numbers}, asked.keep)
        if asked.only or monotonic() > ends:
            break
    print(f"{found.pop('files')} files: {', '.join(f'{kind} {times}' for kind, times in sorted(found.items())) or 'no fault'}")
    sys.exit(1 if any(kind not in SPARED for kind in found) else 0)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--seed", type=int, default=1, help="files are numbered from a million times this")
    parser.add_argument("--seeds", type=Path, nargs="*", default=[], metavar="FOLDER", help="more good files")
    parser.add_argument("--size", type=int, default=150, help="leave out good files of more KiB")
    parser.add_argument("--keep", type=Path, help="keep the files that show a fault")
    parser.add_argument("--only", type=int, nargs="*", metavar="NUMBER", help="make these files and no others")
    parser.add_argument("--judge", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def _batch(made: Mapping[int, tuple[str, bytes]], keep: Path | None) -> Counter[str]:
    """Read some files between whole ones, in a process of their own; print faults, and count them."""
    with tempfile.TemporaryDirectory() as room:
        folder = Path(room)
        for name, raw in made.values():
            (folder / name).write_bytes(raw)
        wanted = {}
        for place, name in zip("az", NEIGHBOURS, strict=True):
            (folder / f"{GOOD}{place}-{name}").write_bytes((DEMO / "first" / name).read_bytes())
            wanted[f"{GOOD}{place}-{name}"] = _digest(name)
        (folder / ".wanted.json").write_text(json.dumps(wanted), encoding="utf-8")
        faults = _faults(folder)
        for kind, name, words in faults:
            print(f"{kind:<10} {name}: {words}", flush=True)
            if keep and (folder / name).is_file():
                keep.mkdir(parents=True, exist_ok=True)
                (keep / name).write_bytes((folder / name).read_bytes())
    return Counter(kind for kind, _, _ in faults) + Counter(files=len(made))


_digests: dict[str, str] = {}


def _digest(name: str) -> str:
    if name not in _digests:
        _digests[name] = digest(extract(from_path(DEMO / "first" / name)))
    return _digests[name]


def _faults(folder: Path) -> Sequence[tuple[str, str, str]]:
    """Judge a folder in a process that may hang or crash."""
    numbered = ", ".join(sorted(path.name for path in folder.iterdir() if path.name.startswith("spoilt")))
    try:
        done = subprocess.run(
            [sys.executable, __file__, "--judge", str(folder)],
            capture_output=True,
            text=True,
            check=False,
            timeout=3 * LIMITS.seconds * BATCH + PATIENCE,
        )
    except subprocess.TimeoutExpired:
        return [("hang", folder.name, numbered)]
    told = [("traceback", folder.name, done.stderr[-2000:])] if "Traceback" in done.stderr else []
    if done.returncode:
        return [*told, ("parent", folder.name, f"ended with {done.returncode}: {numbered}")]
    return [*told, *(tuple(fault) for fault in json.loads(done.stdout))]


if __name__ == "__main__":
    main()
