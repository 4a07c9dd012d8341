"""The lexical channel: shared content words, as TF-IDF over stems and as BM25."""

import re
import sys
from collections.abc import Iterator
from functools import lru_cache

import bm25s
import numpy as np
import Stemmer
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
    asked = [sorted(set(stems(text))) for text in left.texts]
    meant = [sorted(set(stems(said)) - set(words)) for said, words in zip(left.meant or ("",) * len(asked), asked, strict=True)]
    answers = [list(stems(text)) for text in right.texts]
    scores = np.zeros((len(asked), len(answers)), np.float32)
    if not any(answers):
        return scores
    index = bm25s.BM25(k1=1.2, b=0.75)
    index.index(answers, show_progress=False)
    known = index.vocab_dict
    for weight, questions in ((1.0, asked), (MEANT, meant)):
        for row, words in enumerate(questions):
            shared = [word for word in words if word in known]
            if shared:
                scores[row] += weight * index.get_scores(shared)
    return scores


@lru_cache(maxsize=8192)
def stems(text: str) -> tuple[str, ...]:
    """Give the stemmed content words of a text, in order."""
    words = (word for word in _WORD.findall(text.casefold()) if word not in ENGLISH_STOP_WORDS)
    return tuple(map(sys.intern, _STEMMER.stemWords(list(words))))
