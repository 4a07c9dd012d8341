"""Good files to be spoilt: those of given folders, and some of each format that the demo has not, made of its texts."""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from demo_corpora.text import read_folder  # noqa: E402
from held_out.designs import DESIGNS  # noqa: E402
from held_out.pages import page  # noqa: E402

from mapper.documents import extract, from_path, to_json  # noqa: E402
from mapper.exchange.akn.elements import render  # noqa: E402
from mapper.exchange.akn.iris import Calendar  # noqa: E402
from mapper.exchange.akn.texts import Making, write  # noqa: E402
from tests import mutations  # noqa: E402

KINDS = (".pdf", ".docx", ".xlsx", ".csv", ".jsonl", ".html", ".xml")
TEXTS = mutations.DEMO.parent / "source" / "first" / "wtsa-16"


def seeds(folders: Sequence[Path], most: int) -> dict[str, bytes]:
    """Give files by name: those of the folders that are no larger than `most` bytes, and those that are made here."""
    found = {path.name: path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix.lower() in KINDS}
    kept = {name: path.read_bytes() for name, path in sorted(found.items()) if path.stat().st_size <= most}
    return {**kept, **dict(_made())}


def _made() -> Iterator[tuple[str, bytes]]:
    yield from ((name, mutations.base(name)) for name in mutations.BASES)
    texts = [text for text in read_folder(TEXTS) if not text.head.suppressed][:3]
    yield "texts-as-a-page.html", page(texts, DESIGNS[0], contents=True, notes=True).encode()
    documents = extract(from_path(mutations.DEMO / mutations.BASES[3])).documents
    yield "documents.jsonl", b"".join(json.dumps(to_json(document)).encode() + b"\n" for document in documents * 3)
    yield "text.akn.xml", render(write(documents[0], Making(Calendar(tuple(documents)), "2026-01-01", "0")))
