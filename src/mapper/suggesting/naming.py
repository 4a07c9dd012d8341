"""Naming groups of clauses by the noun phrases that set them apart (class-based TF-IDF, Grootendorst 2022), nearest to what they say."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log1p

import numpy as np
from numpy.typing import NDArray

from mapper.embedders import Vectors

PHRASES = 6  # key phrases of a group
SPELT = 0.7  # how much more a phrase of more words says: its words to this power
_TRIED = 30  # phrases of a group that are held against what it says
_PLACES = 4
_STEM = 6  # letters by which words are the same in another form
Embed = Callable[[Sequence[str]], Vectors]


@dataclass(frozen=True)
class Phrased:
    """Hold the phrases of each clause, key to words, of which group each clause is (-1 is the background), and of which document."""

    clauses: Sequence[Mapping[str, str]]
    groups: NDArray[np.int64]
    owners: NDArray[np.int64]

    @property
    def classes(self) -> float:
        """Count the groups, and in how many of their size the background would fall."""
        grouped = max(1, int((self.groups >= 0).sum()))
        return max(1, len(set(self.groups.tolist()) - {-1})) * len(self.groups) / grouped

    def counts(self, group: int) -> Counter[str]:
        """Count in how many documents of a group each phrase stands, a phrase within a longer one too."""
        known = frozenset(key for _, clause in self._of(group) for key in clause)
        stands = {(owner, part) for owner, clause in self._of(group) for key in clause for part in (key, *_parts(key)) if part in known}
        return Counter(part for _, part in stands)

    def words(self, group: int) -> dict[str, str]:
        """Give each phrase as the group says it most often."""
        said: dict[str, Counter[str]] = {}
        for _, clause in self._of(group):
            for key, words in clause.items():
                said.setdefault(key, Counter())[_plain(words)] += 1
        return {key: min(found, key=lambda words: (-found[words], words)) for key, found in said.items()}

    def _of(self, group: int) -> Iterator[tuple[int, Mapping[str, str]]]:
        every = zip(self.owners.tolist(), self.clauses, self.groups.tolist(), strict=True)
        return ((owner, clause) for owner, clause, own in every if own == group)


def name(phrased: Phrased, centres: Vectors, embed: Embed) -> list[tuple[str, ...]]:
    """Give each group its key phrases, the most telling first; `centres` is float32[groups, d].

    A phrase counts by how often the group says it against how often all clauses do, and by how near it is to the centre of the group; one that only
    says again what stands before it is left out.
    """
    numbers = sorted(set(phrased.groups.tolist()) - {-1})
    counts = {number: phrased.counts(number) for number in sorted(set(phrased.groups.tolist()))}
    total = Counter[str]()
    for found in counts.values():
        total.update(found)
    usual = total.total() / phrased.classes
    return [_named(phrased.words(number), _weights(counts[number], total, usual), centres[place], embed) for place, number in enumerate(numbers)]


def _weights(own: Counter[str], total: Counter[str], usual: float) -> dict[str, float]:
    """Weigh by frequency in the class times log(1 + A / f): A is the mean number of phrases of a class, f how often all classes say this one."""
    return {key: own[key] / max(1, sum(own.values())) * log1p(usual / total[key]) * len(key.split()) ** SPELT for key in own}


def _named(words: Mapping[str, str], weights: Mapping[str, float], centre: NDArray[np.float32], embed: Embed) -> tuple[str, ...]:
    tried = sorted(weights, key=lambda key: (-weights[key], key))[:_TRIED]
    if not tried:
        return ()
    near = np.maximum(embed([words[key] for key in tried]) @ centre, 0)
    scores = {key: round(float(weights[key] / weights[tried[0]] * near[place]), _PLACES) for place, key in enumerate(tried)}
    found: list[str] = []
    for key in sorted(tried, key=lambda key: (-scores[key], key)):
        if scores[key] > 0 and not any(_again(words[key], one) for one in found):
            found.append(words[key])
    return tuple(found[:PHRASES])


def _again(words: str, said: str) -> bool:
    """Say whether of two phrases one has no word, or beginning of a word, that the other has not."""
    one, other = ({word[:_STEM] for word in text.casefold().replace("-", " ").split()} for text in (words, said))
    return one <= other or other <= one


def _parts(key: str) -> Iterator[str]:
    words = key.split()
    return (" ".join(words[start:end]) for start in range(len(words)) for end in range(start + 1, len(words) + 1) if end - start < len(words))


def _plain(words: str) -> str:
    """Give a phrase without the capital of a sentence's first word; names and short forms keep theirs."""
    first, _, rest = words.partition(" ")
    return f"{first[:1].lower()}{first[1:]} {rest}".strip() if first[1:].islower() and rest.islower() else words
