"""Exclusions: a text that is nearer to what a definition leaves out than to what it takes in does not belong to it."""

import numpy as np

from mapper.channels import Matrix
from mapper.corpus import Corpus


def excluded(left: Corpus, right: Corpus) -> Matrix:
    """Say how much nearer the clauses of one side are to the other's exclusions than to its own words: float32[n, m], 0 where they are not."""
    return np.maximum(_against(left, right), _against(right, left).T)


def _against(texts: Corpus, definitions: Corpus) -> Matrix:
    found = np.zeros((len(texts.documents), len(definitions.documents)), np.float32)
    if not texts.passages:
        return found
    for column, barred in enumerate(definitions.barred):
        if len(barred):
            nearer = (texts.alone @ barred.T).max(1) - (texts.alone @ definitions.alone[definitions.rows(column)].T).max(1)
            found[:, column] = np.maximum(0, np.add.reduceat(nearer, texts.starts) / texts.sizes)
    return found
