"""Measure whether a title in another language finds its English one, among all English titles of scripts/titles/.

    python scripts/measure_languages.py [--bench FOLDER]

recall@1 and MRR for each language: by the cosine of one vector, with either model, and by all that mapper does (both models, words, ranks).
With --bench, also whether the figures of English sets stay as they are where a text in another language is laid among each side.
"""

import argparse
import csv
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mapper import embedders, goldset
from mapper.candidates import fuse, permitted
from mapper.embedders import Embedder
from mapper.embeddings import VectorCache, embed
from mapper.passages import title
from mapper.proposals import Tools, corpora
from mapper.types import Document, Edition, Kind, SourceFile, Status

TITLES = Path(__file__).resolve().parent / "titles"
LANGUAGES = ("fr", "es", "ru", "ar", "zh")
Score = Callable[[list[Document]], NDArray[np.float32]]


def main() -> None:
    """Print a line for each model and language."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bench", type=Path, help="a folder of English gold sets")
    parser.add_argument("--cache", type=Path, help="keep vectors here")
    chosen = parser.parse_args()
    cache = VectorCache(chosen.cache)
    pool, queries = list(english()), {language: list(translated(language)) for language in LANGUAGES}
    default, several = embedders.load(), embedders.load(embedders.MULTILINGUAL)
    print(f"{len(queries['fr'])} titles a language, {len(pool)} English titles")
    for name, model in (("default", default), ("multilingual", several)):
        tell(f"one vector, {name}", queries, pool, lambda asked, model=model: cosines(asked, pool, model, cache))
    tell("mapper", queries, pool, lambda asked: fused(asked, pool, Tools(default, cache, abroad=several)))
    for folder in sorted(chosen.bench.glob("*")) if chosen.bench else ():
        if (folder / "gold.tsv").is_file():
            unhurt(folder, queries["fr"][0], Tools(default, cache, abroad=several))


def tell(name: str, queries: dict[str, list[Document]], pool: list[Document], score: Score) -> None:
    """Print recall@1 and MRR of one method; of titles that two texts share, either is right."""
    for language, asked in queries.items():
        scores = score(asked)
        ranks = np.array([place(row, query, pool) for row, query in zip(scores, asked, strict=True)])
        print(f"{name:<26} {language}  recall@1 {np.mean(ranks == 1):.3f}  MRR {np.mean(1 / ranks):.3f}")


def place(row: NDArray[np.floating], query: Document, pool: list[Document]) -> int:
    """Give the rank of the right title, 1 is best."""
    wanted = next(document.title.casefold() for document in pool if document.id == query.number)
    right = np.array([document.title.casefold() == wanted for document in pool])
    return 1 + int((row[~right] >= row[right].max()).sum())


def cosines(asked: list[Document], pool: list[Document], model: Embedder, cache: VectorCache) -> NDArray[np.float32]:
    """Compare titles by one vector each."""
    rows, columns = (embed([title(document) for document in side], model, cache) for side in (asked, pool))
    return rows @ columns.T


def fused(asked: list[Document], pool: list[Document], tools: Tools) -> NDArray[np.float32]:
    """Score as a run does; rows and columns in the order that was given."""
    left, right = corpora(asked, pool, tools)
    scores = fuse(left, right, permitted(left.documents, right.documents), tools.ranker).scores
    rows, columns = ({document.id: number for number, document in enumerate(side.documents)} for side in (left, right))
    return scores[np.ix_([rows[document.id] for document in asked], [columns[document.id] for document in pool])]


def unhurt(folder: Path, stranger: Document, tools: Tools) -> None:
    """Say by how much scores of English pairs change where a French text stands on either side."""
    gold = goldset.read(folder)
    left, right = ([document for document in side if document.language == "en"] for side in (gold.left, gold.right))
    plain = fused(left, right, tools)
    among = fused([*left, replace(stranger, id="a/stranger")], [*right, replace(stranger, id="another/stranger")], tools)
    print(f"{folder.name:<26} en  largest change of a score by a French text on either side: {np.abs(among[:-1, :-1] - plain).max():.4f}")


def english() -> Iterator[Document]:
    """Read the English titles."""
    for row in _rows("english.tsv"):
        yield _document(row["id"], row["title"], "en")


def translated(language: str) -> Iterator[Document]:
    """Read the titles in one language; the number says which English one is meant."""
    for row in _rows("translated.tsv"):
        yield replace(_document(f"{language} {row['id']}", row[language], language), number=row["id"])


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (TITLES / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def _document(work: str, words: str, language: str) -> Document:
    return Document(work, Kind.OTHER, "", "", words, Edition(), language, Status.IN_FORCE, SourceFile("", ""), (1, 1), ())


if __name__ == "__main__":
    main()
