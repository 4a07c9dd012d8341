"""A corpus is documents with their passages and vectors, made ready once for every channel."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, wraps
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from mapper import passages, wordsets
from mapper.embedders import Embedder, Vectors
from mapper.embeddings import Notify, VectorCache, embed
from mapper.glossary import Glossary
from mapper.identity import word_count
from mapper.types import Document, Passage
from mapper.wordsets import WordSet

TITLE = 0.4  # how much of its title a clause carries: it says what "the organization shall review it" is about
SHARED = 0.1  # how much of a title that other documents of its side have too: it says little of one
CONTEXT = 1.0  # how much of a short document, read as one, each of its clauses carries: out of its few words a clause is hard to read
Found = TypeVar("Found")


@dataclass(frozen=True, eq=False)
class Corpus:
    """Hold n documents, their p clause passages in order, and float32 unit rows: two a clause, alone and in its document, and one a document.

    `texts` are read literally, `meant` holds what they say in other letters: the words of short forms, the short forms of words.
    `barred` holds for each document rows of what does not belong to it, though it sounds alike; `pinned` what people said that a clause weighs,
    float32[p], nan where nobody said it; `beside` are further texts of the library, which say whom people name together; `abroad` is the same side as
    the model for several languages reads it, where a text is in another language; `words` are the telling words of each document, where the
    model tells words apart.
    """

    documents: tuple[Document, ...]
    passages: tuple[Passage, ...]
    starts: NDArray[np.int64]
    alone: Vectors
    vectors: Vectors
    singles: Vectors
    texts: tuple[str, ...]
    barred: tuple[Vectors, ...] = ()
    pinned: NDArray[np.float32] | None = None
    meant: tuple[str, ...] = ()
    beside: tuple[Document, ...] = ()
    abroad: "Corpus | None" = None
    words: tuple[WordSet, ...] = ()

    @property
    def sizes(self) -> NDArray[np.int64]:
        """Count the passages of each document; never 0."""
        return np.diff(np.append(self.starts, len(self.passages)))

    @cached_property
    def lengths(self) -> NDArray[np.float64]:
        """Count the words of each document; never 0."""
        return np.array([max(1, word_count(text)) for text in self.texts], np.float64)

    def rows(self, number: int) -> slice:
        """Say which passages are those of a document."""
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.passages)
        return slice(int(self.starts[number]), int(end))


def once(work: Callable[[Corpus, Corpus], Found]) -> Callable[[Corpus, Corpus], Found]:
    """Do a work on two sides once, however many ask for it, and keep what it gave as long as the sides are held."""
    kept: WeakKeyDictionary[Corpus, WeakKeyDictionary[Corpus, Found]] = WeakKeyDictionary()

    @wraps(work)
    def done(left: Corpus, right: Corpus) -> Found:
        known = kept.setdefault(left, WeakKeyDictionary())
        if right not in known:
            known[right] = work(left, right)
        return known[right]

    return done


def gather(
    documents: Sequence[Document], embedder: Embedder, cache: VectorCache, notify: Notify | None = None, glossary: Glossary | None = None
) -> Corpus:
    """Split and embed documents, the words of short forms behind them; a document without clauses stands with its title."""
    known = glossary or Glossary()
    runs = [passages.split(document) or [_stand_in(document)] for document in documents]
    titles = [passages.title(document) for document in documents]
    own_title = _unique([title.text for title in titles])
    wholes = [_whole(*each) for each in zip(documents, runs, own_title, strict=True)]
    clauses = tuple(passage for run in runs for passage in run)
    titled, short = np.array([bool(title.text) for title in titles], bool), np.array([whole is not None for whole in wholes], bool)
    barred = [passages.exclusions(document) for document in documents]
    read_now = [*clauses, *filter(None, wholes), *(title for title in titles if title.text), *(one for each in barred for one in each)]
    spelt = {passage: _spelled(passage, known) for passage in read_now}
    told = wordsets.gather([[spelt[one] for one in _named(title, run)] for title, run in zip(titles, runs, strict=True)], embedder, cache, notify)
    vectors = embed([spelt[passage] for passage in read_now], embedder, cache, notify)
    sizes = np.array([len(run) for run in runs], np.int64)
    starts = np.concatenate([[0], np.cumsum(sizes)])[: len(sizes)].astype(np.int64)
    own, read, named, against = np.split(vectors, np.cumsum([len(clauses), int(short.sum()), int(titled.sum())]))
    own = own * np.repeat([bool(run[0].text) for run in runs], sizes)[:, None]  # a document without a word is like no other
    headings = _scattered(named, titled) * np.where(own_title, TITLE, SHARED)[:, None]
    mixed = own + np.repeat(headings, sizes, axis=0)
    singles = unit(np.add.reduceat(unit(mixed), starts, axis=0)) if len(sizes) else own
    singles[short] = read
    mixed = unit(mixed + CONTEXT * np.repeat(_scattered(read, short), sizes, axis=0))
    texts = tuple(". ".join(filter(None, (title.text, " ".join(p.text for p in run if p.clauses)))) for title, run in zip(titles, runs, strict=True))
    meant = tuple(known.meant(text, document.id) for document, text in zip(documents, texts, strict=True))
    apart = tuple(np.split(against, np.cumsum([len(each) for each in barred])[:-1])) if len(against) else ()
    return Corpus(tuple(documents), clauses, starts, np.asarray(own, np.float32), mixed, singles, texts, apart, meant=meant, words=told)


def _named(title: Passage, run: Sequence[Passage]) -> list[Passage]:
    """Give the passages of a document behind its title, if it has one."""
    return [title, *run] if title.text else list(run)


def _spelled(passage: Passage, glossary: Glossary) -> Passage:
    """Give a passage as it is embedded: what is quoted of it stays as it reads."""
    text = glossary.spelled(passage.text, passage.document)
    return passage if text == passage.text else replace(passage, text=text)


def _unique(titles: Sequence[str]) -> NDArray[np.bool_]:
    """Say which titles no other document of the side has."""
    counts = Counter(title.casefold() for title in titles)
    return np.array([counts[title.casefold()] == 1 for title in titles], bool)


def _whole(document: Document, run: Sequence[Passage], own_title: bool) -> Passage | None:
    """Give a short document as one passage, with its title where that is its own."""
    if not run[0].clauses:
        return None
    return passages.whole(document if own_title else replace(document, title=""), run)


def _scattered(rows: Vectors, chosen: NDArray[np.bool_]) -> Vectors:
    """Lay rows at the chosen places, zeros elsewhere."""
    laid = np.zeros((len(chosen), rows.shape[1]), np.float32)
    laid[chosen] = rows
    return laid


def unit(rows: NDArray[np.floating[Any]]) -> Vectors:
    """Scale rows to length 1; a row of zeros stays."""
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), np.float32)


def _stand_in(document: Document) -> Passage:
    """Let a document without clauses stand with its title; one without a title has nothing to compare."""
    return passages.title(document)
