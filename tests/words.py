"""A toy model that tells words apart: each word is an axis, or shares one with the words that mean the same."""

import numpy as np

from mapper.embedders.hashing import HashingEmbedder

SAME = {"lorries": "trucks", "motorway": "road"}
COMMON = {"the", "on", "a", "of"}


class Telling(HashingEmbedder):
    """Tell the words of a text that are not common, in the order of the alphabet; count what was read."""

    def __init__(self):
        super().__init__(32)
        self.known, self.seen = {}, []

    def read(self, texts):
        self.seen += texts
        return self.embed(texts), [self.told(text) for text in texts]

    def told(self, text):
        words = [word for word in text.lower().split() if word not in COMMON]
        ids = [self.known.setdefault(word, len(self.known) + 1) for word in words]
        rows = np.zeros((len(words), self.width), np.float32)
        for row, word in zip(rows, words, strict=True):
            row[self.known.setdefault(SAME.get(word, word), len(self.known) + 1) % self.width] = 1
        return np.array(ids, np.int32), rows
