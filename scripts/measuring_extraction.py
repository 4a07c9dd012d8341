"""Measure our PDF reader against plain `pdfplumber` words with font and size; scans and files that either refuses are left out for both.

Both run in one process on the same files and pages, in turn, twice; the better round counts, in processor seconds. Opening a file is counted
for whole files, not page by page. pdfplumber is asked for words alone, also where ours gives lines and tables.
"""

import gc
import subprocess
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby, islice
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from mapper.extractors import opening, pdf, tables
from mapper.extractors.directions import FROM_RIGHT
from mapper.extractors.page import Page

PAGES = 5000
LONG = 300  # pages of a compendium
ROUNDS = 2
WORKERS = 2
MOST = 100  # MB a worker may take
CHILD = """
import re, sys
from pathlib import Path
from mapper.extractors import pdf
for _ in pdf.sheets(Path(sys.argv[1]), 5000): pass
print(re.search("VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
"""  # what getrusage tells of a child begins with what its parent took


@dataclass
class Sample:
    """Hold a file that both read: its pages that are no scans, and which of them have ruled tables."""

    path: Path
    plain: list[int]
    ruled: list[int]
    count: int


def extraction(folders: Sequence[Path]) -> None:
    """Print every measure; each line ends in a ratio."""
    paths = sorted(path for folder in folders if folder.is_dir() for path in folder.rglob("*.pdf"))
    samples = list(_samples(paths))
    if not samples:
        print("extraction: no PDF found; name folders with --pdfs")
        return
    print(f"\n## extraction: {len(samples)} of {len(paths)} PDFs; scans and what either refuses are left out for both")
    _page_by_page(samples)
    with TemporaryDirectory() as room:
        joined = {folder: path for folder in folders if (path := _joined(samples, folder, Path(room)))}
        for path in joined.values():
            _whole(path)
        _agreement(samples)
        for folder, path in islice(joined.items(), 1):
            _memory(samples, folder, Path(room))
            _workers(path)


def _samples(paths: Sequence[Path]) -> Iterator[Sample]:
    for path in paths:
        try:
            sheets = list(pdf.sheets(path, PAGES))
            with _plumbed(path) as document:
                count = len(document.pages)
        except Exception as error:  # noqa: BLE001 - a damaged file is left out for both
            print(f"left out: {path.name} ({type(error).__name__})", file=sys.stderr)
            continue
        text = [index for index, sheet in enumerate(sheets) if sheet.lines and not any(line.ocr for line in sheet.lines)]
        if count != len(sheets) or not text:
            print(f"left out: {path.name} (a scan)", file=sys.stderr)
            continue
        ruled = [index for index in text if tables.grids(sheets[index].edges)]
        yield Sample(path, [index for index in text if index not in ruled], ruled, count)


@contextmanager
def _plumbed(path: Path) -> Iterator[Any]:
    import pdfplumber

    with pdfplumber.open(path) as document:
        yield document


def _page_by_page(samples: Sequence[Sample]) -> None:
    """Compare pages without ruled tables."""
    pages = sum(len(sample.plain) for sample in samples)
    best = _best({"words": _our_words, "lines": _our_lines, "plumber": _their_words}, samples)
    for name, what in (("words", "words"), ("lines", "words and lines")):
        told = f"{pages} pages without ruled tables, {what}: {best[name]:.2f} s, pdfplumber {best['plumber']:.2f} s"
        print(f"{told}; ratio to pdfplumber {best['plumber'] / best[name]:.1f}")


def _best(ways: dict[str, Callable[[Sample], float]], samples: Sequence[Sample]) -> dict[str, float]:
    """Give the seconds of the better round of each way; the ways take turns at every file."""
    rounds = []
    for _ in range(ROUNDS):
        spent = dict.fromkeys(ways, 0.0)
        for sample in samples:
            for name, way in ways.items():
                spent[name] += way(sample)
        rounds.append(spent)
    return {name: min(spent[name] for spent in rounds) for name in ways}


def _our_words(sample: Sample) -> float:
    return _ours(sample, lambda document, index: _reader(document).read(index))


def _our_lines(sample: Sample) -> float:
    return _ours(sample, pdf.sheet)


def _ours(sample: Sample, read: Callable[[Any, int], object]) -> float:
    with opening.opened(sample.path) as document:
        return seconds(lambda: [read(document, index) for index in sample.plain])


def _reader(document: Any) -> Any:
    from mapper.extractors.pdfium import PageReader

    return PageReader(document)


def _their_words(sample: Sample) -> float:
    with _plumbed(sample.path) as document:
        pages = [document.pages[index] for index in sample.plain]
        return seconds(lambda: [_asked(page) for page in pages])


def _asked(page: Any) -> list[str]:
    """Take the words of a page from pdfplumber as one would, and close it."""
    words = page.extract_words(extra_attrs=["fontname", "size"])
    page.close()
    return [word["text"] for word in words]


def _joined(samples: Sequence[Sample], folder: Path, room: Path, least: int = LONG) -> Path | None:
    """Join the files of a folder, scans left out, into one of so many pages, over and over if they are too few."""
    import pikepdf

    chosen = [sample for sample in samples if folder in sample.path.parents and len(sample.plain) + len(sample.ruled) == sample.count]
    if not chosen:
        return None
    path = room / f"{folder.name} {least}.pdf"
    with pikepdf.new() as whole:
        while len(whole.pages) < least:
            for sample in chosen:
                with pikepdf.open(sample.path) as one:
                    whole.pages.extend(one.pages)
                if len(whole.pages) >= least:
                    break
        whole.save(path)
    return path


def _whole(path: Path) -> None:
    """Compare a whole file, opening it included; ours with its tables and checks."""
    pages = ruled = 0
    for sheet in pdf.sheets(path, PAGES):
        pages, ruled = pages + 1, ruled + bool(tables.grids(sheet.edges))
    spent: dict[str, list[float]] = {"ours": [], "theirs": []}
    for _ in range(ROUNDS):
        spent["ours"].append(seconds(lambda: _read(path)))
        spent["theirs"].append(seconds(lambda: _all_asked(path)))
    ours, theirs = min(spent["ours"]), min(spent["theirs"])
    told = f"a compendium of {pages} pages, {ruled} with ruled tables ({path.stem}): {ours:.2f} s, pdfplumber {theirs:.2f} s"
    print(f"{told}; ratio to pdfplumber {theirs / ours:.1f}")


def _read(path: Path) -> float:
    """Read a file sheet by sheet, keeping none; give the processor seconds."""
    start = time.process_time()
    for _ in pdf.sheets(path, PAGES):
        pass
    return time.process_time() - start


def _all_asked(path: Path) -> None:
    with _plumbed(path) as document:
        for page in document.pages:
            _asked(page)


def _agreement(samples: Sequence[Sample]) -> None:
    """Compare the words of both, page by page as bags, in compatibility form.

    pdfplumber, asked for font and size, parts a word where they change; ours has its pieces there, so these are compared. A hyphen at the end of a
    line, which ours leaves out, is put back.
    """
    shared = total = pages = 0
    for sample in samples:
        with opening.opened(sample.path) as document, _plumbed(sample.path) as other:
            for index in (*sample.plain, *sample.ruled):
                page = _reader(document).read(index)
                if any(FROM_RIGHT.search(word.text) for word in page.words):
                    continue
                one, two = _bag(_texts(page)), _bag(_asked(other.pages[index]))
                shared, total, pages = shared + (one & two).total(), total + one.total() + two.total(), pages + 1
    print(f"{total // 2} words of {pages} pages that do not run from the right: F1 of both readings {2 * shared / max(1, total):.4f}")


def _texts(page: Page) -> Iterator[str]:
    for word in page.words:
        parts = ["".join(piece.text for piece in same) for _, same in groupby(word.pieces, lambda piece: (piece.style.font, piece.style.size))]
        yield from parts[:-1]
        yield parts[-1] + "-" * word.hyphen


def _bag(words: Sequence[str] | Iterator[str]) -> "Counter[str]":
    return Counter(unicodedata.normalize("NFKC", word) for word in words)


def _memory(samples: Sequence[Sample], folder: Path, room: Path) -> None:
    """Compare what a process takes at most for a short and a long file, with all it loads."""
    if not Path("/proc/self/status").exists():
        print("memory: this system does not tell what a process took at most", file=sys.stderr)
        return
    peaks = []
    for least in (LONG, 3 * LONG):
        path = _joined(samples, folder, room, least)
        child = subprocess.run([sys.executable, "-c", CHILD, str(path)], capture_output=True, text=True, check=True)
        peaks.append(int(child.stdout) / 1024)
    short, long = peaks
    print(f"at most {short:.0f} MB for {LONG} pages, {long:.0f} MB for {3 * LONG}; ratio short to long {short / long:.2f}")
    print(f"at most {long:.0f} MB, where {MOST} MB are allowed; ratio allowed to taken {MOST / long:.2f}")


def _workers(path: Path) -> None:
    """Compare two processes with one, once they have started; beside it what the machine gives a loop that shares nothing."""
    (alone, spent), (together, sum_) = (_timed(_read, path, count) for count in (1, WORKERS))
    (loop, _), (loops, _) = (_timed(_spin, path, count) for count in (1, WORKERS))
    told = f"{2 * WORKERS} files of {LONG} pages or more by one process {alone:.2f} s, by {WORKERS} {together:.2f} s"
    print(f"{told}; processor seconds {spent:.2f} and {sum_:.2f}; ratio one to {WORKERS} {alone / together:.2f}")
    print(f"a loop by one process {loop:.2f} s, by {WORKERS} {loops:.2f} s: the most there is; ratio one to {WORKERS} {loop / loops:.2f}")


def _timed(work: Callable[[Path], float], path: Path, count: int) -> tuple[float, float]:
    """Give the seconds by the clock and of all processors for some work done by so many processes."""
    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:
        list(pool.map(work, [path] * count))
        start = time.perf_counter()
        spent = sum(pool.map(work, [path] * 2 * WORKERS))
        return time.perf_counter() - start, spent


def _spin(_path: Path) -> float:
    return seconds(lambda: sum(range(40_000_000)))


def seconds(work: Callable[[], object]) -> float:
    """Give the processor seconds that some work takes, what earlier work left cleared away before."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start
