"""The lexical channel: shared content words, as TF-IDF over stems and as BM25."""

import re
import sys
from collections.abc import Iterator, Mapping
from functools import lru_cache

import bm25s
import numpy as np
import Stemmer
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, TfidfVectorizer
from sklearn.preprocessing import normalize

from mapper.channels import Matrix, best
from mapper.corpus import Corpus
from mapper.types import Candidate

MEANT = 0.5  # what a word counts that a text says in other letters, beside one that stands in it
_WORD = re.compile(r"[^\W_]{2,}")
_STEMMER = Stemmer.Stemmer("english")


class LexicalChannel:
    """Score by the cosine of stemmed TF-IDF vectors; 1 for the same words, 0 for none in common."""

    name = "lexical"

    def scores(self, left: Corpus, right: Corpus) -> Matrix:
        """Give float32[n, m]; rarity is counted over both sides."""
        texts = [*left.texts, *right.texts]
        vectoriser = TfidfVectorizer(analyzer=stems, sublinear_tf=True, norm=None, dtype=np.float32)
        if not any(stems(text) for text in texts):
            return np.zeros((len(left.texts), len(right.texts)), np.float32)
        rows = vectoriser.fit_transform(texts)
        said = [*(left.meant or ("",) * len(left.texts)), *(right.meant or ("",) * len(right.texts))]
        more = vectoriser.transform(said)
        rows = normalize(rows + MEANT * (more - more.multiply(rows > 0)))
        return np.asarray((rows[: len(left.texts)] @ rows[len(left.texts) :].T).toarray(), np.float32)

    def find(self, left: Corpus, right: Corpus, k: int) -> Iterator[Candidate]:
        """Give the best k partners of every document, from both sides."""
        yield from best(self.name, self.scores(left, right), left, right, k)


def okapi(left: Corpus, right: Corpus) -> Matrix:
    """Give BM25 float32[n, m]: the left texts ask, the right ones answer (Robertson and Zaragoza 2009)."""
    answers = [list(stems(text)) for text in right.texts]
    if not (any(answers) and left.texts):
        return np.zeros((len(left.texts), len(answers)), np.float32)
    index = bm25s.BM25(k1=1.2, b=0.75)
    index.index(answers, show_progress=False)
    parts = tuple(index.scores[part] for part in ("data", "indices", "indptr"))
    count = len(parts[2]) - 1
    known = {word: number for word, number in index.vocab_dict.items() if number < count}  # one more stands for a text without words
    asked = [_asked(text, said, known) for text, said in zip(left.texts, left.meant or ("",) * len(left.texts), strict=True)]
    bounds = np.cumsum([0, *map(len, asked)])
    words, weights = ([one[part] for asks in asked for one in asks] for part in (0, 1))
    asking = csr_matrix((np.array(weights, np.float32), np.array(words, np.int64), bounds), shape=(len(asked), count))
    held = csr_matrix(parts, shape=(count, len(answers)))
    return np.asarray((asking @ held).toarray(), np.float32)


def _asked(text: str, meant: str, known: Mapping[str, int]) -> list[tuple[int, float]]:
    """Give the known words that a text asks with, by their numbers, and what each counts."""
    own, other = ({known[word] for word in stems(said) if word in known} for said in (text, meant))
    return sorted([*((number, 1.0) for number in own), *((number, MEANT) for number in other - own)])


@lru_cache(maxsize=8192)
def stems(text: str) -> tuple[str, ...]:
    """Give the stemmed content words of a text, in order."""
    words = (word for word in _WORD.findall(text.casefold()) if word not in ENGLISH_STOP_WORDS)
    return tuple(map(sys.intern, _STEMMER.stemWords(list(words))))
