"""The lexical channel: shared content words, as TF-IDF over stems (and pairs of them) and as BM25."""

import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise

import bm25s
import numpy as np
import Stemmer
from scipy.sparse import csr_matrix, vstack
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, CountVectorizer, TfidfTransformer
from sklearn.preprocessing import normalize

from mapper.channels import Matrix, best
from mapper.corpus import Corpus
from mapper.profiles import languages
from mapper.types import Candidate

MEANT = 0.5  # what a word counts that a text says in other letters, beside one that stands in it
_WORD = re.compile(r"[^\W_]{2,}")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_STEMMERS = {"en": "english", "fr": "french", "es": "spanish", "ru": "russian", "ar": "arabic"}


class LexicalChannel:
    """Score by the cosine of stemmed TF-IDF vectors; 1 for the same words, 0 for none in common."""

    name = "lexical"

    def scores(self, left: Corpus, right: Corpus) -> Matrix:
        """Give float32[n, m]; rarity is counted over both sides."""
        return _cosines(left, right, _words)

    def find(self, left: Corpus, right: Corpus, k: int) -> Iterator[Candidate]:
        """Give the best k partners of every document, from both sides."""
        yield from best(self.name, self.scores(left, right), left, right, k)


def phrases(left: Corpus, right: Corpus) -> Matrix:
    """Give the cosines of stems and of pairs of stems that stand side by side: float32[n, m]; in long texts single words meet by chance."""
    return _cosines(left, right, lambda side: [(*words, *map(" ".join, pairwise(words))) for words in _words(side)])


def _cosines(left: Corpus, right: Corpus, read: Callable[[Corpus], list[tuple[str, ...]]]) -> Matrix:
    """Weigh what is read of each text by TF-IDF over both sides, and compare; what a glossary tells counts less than what a text says."""
    sides = (left,) if left is right else (left, right)
    words = [text for side in sides for text in read(side)]
    if not any(words):
        return np.zeros((len(left.texts), len(right.texts)), np.float32)
    counter = CountVectorizer(analyzer=tuple, dtype=np.float32)
    counts = counter.fit_transform(words)
    weigh = TfidfTransformer(norm=None, sublinear_tf=True).fit(vstack([counts] * (3 - len(sides))))
    rows, more = weigh.transform(counts), weigh.transform(counter.transform([text for side in sides for text in _meant(side)]))
    rows = normalize(rows + MEANT * (more - more.multiply(rows > 0)))
    return np.asarray((rows[: len(left.texts)] @ rows[len(words) - len(right.texts) :].T).toarray(), np.float32)


def okapi(left: Corpus, right: Corpus) -> Matrix:
    """Give BM25 float32[n, m]: the left texts ask, the right ones answer (Robertson and Zaragoza 2009)."""
    answers = [list(words) for words in _words(right)]
    if not (any(answers) and left.texts):
        return np.zeros((len(left.texts), len(answers)), np.float32)
    index = bm25s.BM25(k1=1.2, b=0.75)
    index.index(answers, show_progress=False)
    parts = tuple(index.scores[part] for part in ("data", "indices", "indptr"))
    count = len(parts[2]) - 1
    known = {word: number for word, number in index.vocab_dict.items() if number < count}  # one more stands for a text without words
    asked = [_asked(words, meant, known) for words, meant in zip(_words(left), _meant(left), strict=True)]
    bounds = np.cumsum([0, *map(len, asked)])
    words, weights = ([one[part] for asks in asked for one in asks] for part in (0, 1))
    asking = csr_matrix((np.array(weights, np.float32), np.array(words, np.int64), bounds), shape=(len(asked), count))
    held = csr_matrix(parts, shape=(count, len(answers)))
    return np.asarray((asking @ held).toarray(), np.float32)


def _asked(words: Sequence[str], meant: Sequence[str], known: Mapping[str, int]) -> list[tuple[int, float]]:
    """Give the numbers of the known words that a text asks with, and what each counts; by the alphabet, for numbers differ in every process."""
    own, other = known.keys() & set(words), known.keys() & set(meant)
    return [*((known[word], 1.0) for word in sorted(own)), *((known[word], MEANT) for word in sorted(other - own))]


def _words(side: Corpus) -> list[tuple[str, ...]]:
    return [stems(text, document.language) for text, document in zip(side.texts, side.documents, strict=True)]


def _meant(side: Corpus) -> list[tuple[str, ...]]:
    """Give the words that texts say in other letters; a glossary tells them in English."""
    return [stems(text) for text in side.meant or ("",) * len(side.texts)]


@lru_cache(maxsize=8192)
def stems(text: str, language: str = "en") -> tuple[str, ...]:
    """Give the stemmed content words of a text, in order; Chinese, which parts no words, by two signs at a time."""
    stop, stemmer = _tools(language)
    words = [word for word in _WORD.findall(text.casefold()) if word not in stop]
    if language == "zh":
        words = [piece for word in words for piece in _pieces(word)]
    return tuple(map(sys.intern, stemmer.stemWords(words)))


@cache
def _tools(language: str) -> tuple[frozenset[str], Stemmer.Stemmer]:
    """Give the words that a language drops and what cuts its endings; those of English where none are known."""
    own = languages().get(language, {}).get("stop", ())
    return frozenset(own if language in _STEMMERS and language != "en" else ENGLISH_STOP_WORDS), Stemmer.Stemmer(_STEMMERS.get(language, "english"))


def _pieces(word: str) -> Iterator[str]:
    """Cut a run of Chinese signs into all its neighbours of two; leave other letters as they are."""
    place = 0
    for run in _HAN.finditer(word):
        yield from filter(None, (word[place : run.start()],))
        signs, place = run.group(), run.end()
        yield from (signs[start : start + 2] for start in range(max(1, len(signs) - 1)))
    yield from filter(None, (word[place:],))
