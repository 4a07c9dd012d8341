"""Candidates are the pairs that the channels found, fused: each side's best, and every pair that cites."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from mapper.boilerplate import shield
from mapper.channels import Matrix, ranks
from mapper.channels.citation import COMMON, links
from mapper.channels.dense import interact
from mapper.channels.exclusion import excluded
from mapper.channels.lexical import LexicalChannel, okapi, phrases
from mapper.channels.terms import answered, speaking
from mapper.corpus import Corpus
from mapper.embedders import Vectors
from mapper.ranker import Mask, Ranker, load, standing
from mapper.tongues import abroad, foreign, home, laid, mixed
from mapper.types import Candidate, Document

Allowed = Callable[[Document, Document], bool]
Lengths = TypeVar("Lengths", np.float32, Matrix)
Stand = Callable[[Matrix], Matrix]  # says how each pair stands among its row and its column
NEAREST = 5  # texts that are asked beside one; fewer where there are few
FEW = 20.0  # documents of a side: among so few a standing counts half
LONG = 300.0  # words of two texts, their geometric mean, from which they count as long
FEWER = 0.5  # share of what clauses say in the place of words, and neighbours, that goes among long texts
FOOTING = 0.6  # share of a word's standing among its column that goes among long texts: one that all of them are near to is on their subject
APART = 0.2  # share of the spread of likeness that lies between columns, usually
USUAL = 8.0  # logarithm of the number of pairs among which standings keep their size
PLACES = 4  # scores are rounded before they are compared, so that a last bit never decides
CHANNELS = ("dense", "lexical", "citation")
LAST = ("neighbours", "citation")  # measures that are added to what the texts themselves say
AGAIN = "rescored"  # what a second reading of the best pairs adds to all that
LINK = "citation."  # the kinds of links that the citation channel adds up, in a candidate's scores
STANDING = "standing."  # what a measure amounts to among its row and column, in a candidate's scores


@dataclass(frozen=True)
class Fusion:
    """Hold what the channels measured of every pair, what that amounts to, and who may be paired at all."""

    channels: tuple[tuple[str, Matrix], ...]
    standings: tuple[tuple[str, Matrix], ...]
    scores: Matrix
    allowed: Mask

    @property
    def ranks(self) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Rank every pair from the left and from the right document, 1 is best; pairs that may not be come last."""
        scores = np.where(self.allowed, self.scores, -np.inf)
        return ranks(scores), ranks(scores.T).T


def anyone(_left: Document, _right: Document) -> bool:
    """Let every pair through."""
    return True


def permitted(left: Sequence[Document], right: Sequence[Document], allowed: Allowed = anyone) -> Mask:
    """Say which pairs may be: never a work with itself or another edition of itself; bool[n, m]."""
    mask = [[one.id != other.id and allowed(one, other) for other in right] for one in left]
    return np.array(mask, bool).reshape(len(left), len(right))


def fuse(left: Corpus, right: Corpus, allowed: Mask, ranker: Ranker | None = None) -> Fusion:
    """Measure every pair by every channel and add up what it amounts to; float32[n, m] each, all 0 where no pair may be."""
    if not allowed.any():
        nothing = np.zeros(allowed.shape, np.float32)
        return Fusion(tuple((name, nothing) for name in CHANNELS), (), nothing, allowed)
    return weigh(measure(left, right, allowed), left, right, ranker or load())


def weigh(measured: Fusion, left: Corpus, right: Corpus, ranker: Ranker) -> Fusion:
    """Add up what was measured, under these weights; what the neighbours say follows from what their texts say."""
    own = tuple((name, matrix) for name, matrix in measured.standings if name not in (*LAST, AGAIN))
    again = tuple((name, matrix) for name, matrix in measured.standings if name == AGAIN)
    citation = dict(measured.channels)["citation"]
    nearby = _nearby(ranker.score(own), left, right, measured.allowed) * (1 - FEWER * _lengthy(_sizes(left, right)))
    standings = (*own, ("neighbours", nearby), ("citation", np.where(measured.allowed, citation, 0)), *again)
    return replace(measured, standings=standings, scores=np.round(ranker.score(standings), PLACES))


def measure(left: Corpus, right: Corpus, allowed: Mask) -> Fusion:
    """Measure every pair by every channel; pairs with a text in another language by the model that reads it, the others as if it were not there."""
    if not mixed(left, right):
        return _measured(left, right, allowed)
    known = ~foreign(left.documents), ~foreign(right.documents)
    whole = _measured(*abroad(left, right), allowed & ~np.outer(*known))
    if not (known[0].any() and known[1].any()):
        return whole
    own = _measured(*home(left, right), allowed[np.ix_(*known)])
    return replace(whole, channels=laid(own.channels, whole.channels, known), standings=laid(own.standings, whole.standings, known), allowed=allowed)


def _measured(left: Corpus, right: Corpus, allowed: Mask) -> Fusion:
    """Measure every pair with one model, and say how it stands among its row and its column."""
    interaction = interact(left, right, *shield(left, right))
    share, size = _columns(left, right) * _common(interaction.both, left, right, allowed), _size(allowed)
    usual = float(_lengthy(np.float32(np.median(left.lengths) * np.median(right.lengths))))

    def stand(values: Matrix, share: float = share) -> Matrix:
        return np.asarray(size * standing(values, allowed, share), np.float32)

    def spoken(values: Matrix) -> Matrix:
        return stand(values, share * (1 - FOOTING * usual))

    dense, forward, backward = interaction.both, stand(interaction.forward), stand(interaction.backward)
    del interaction
    words, linked = LexicalChannel().scores(left, right), links(left, right)
    common = _words(left, right, words, spoken)
    standings: tuple[tuple[str, Matrix], ...] = (
        ("forward", forward),
        ("backward", backward),
        ("single", stand(left.singles @ right.singles.T)),
        ("words", common),
        ("okapi", _okapi(left, right, spoken)),
        ("terms", _terms(left, right, stand, (np.asarray((forward + backward) / 2, np.float32), common))),
    )
    if left.barred or right.barred:
        standings += (("excluded", np.where(allowed, excluded(left, right), 0)),)
    named = zip(CHANNELS, (dense, words, linked.strongest), strict=True)
    channels = (*named, *((LINK + name, part) for name, part in linked.parts))
    return Fusion(channels, standings, np.zeros_like(words), allowed)


def _words(left: Corpus, right: Corpus, words: Matrix, stand: Stand) -> Matrix:
    """Count words in common: of short texts one by one, of long ones in pairs too, since there any word is met by chance."""
    far = _lengthy(_sizes(left, right))
    found = stand(words)
    found += far * (stand(phrases(left, right)) - found)
    return found


def _okapi(left: Corpus, right: Corpus, stand: Stand) -> Matrix:
    """Ask with one text and answer with the other by BM25: the shorter text asks, as far as the lengths differ."""
    there = okapi(left, right)
    back = there if left is right else okapi(right, left)
    there, back = stand(np.sqrt(there)), stand(np.sqrt(back.T))
    asks = right.lengths[None, :] / (left.lengths[:, None] + right.lengths[None, :])
    asked = asks * there
    np.subtract(1, asks, out=asks)
    asks *= back
    asked += asks
    return np.asarray(asked, np.float32)


def _terms(left: Corpus, right: Corpus, stand: Stand, others: tuple[Matrix, Matrix]) -> Matrix:
    """Let the nearest words of two texts speak as far as these are short, and for the rest, or where nobody knows words, their clauses.

    In long texts the words in common stand for half of the clauses: there nearly every clause finds its like.
    """
    told, sizes = answered(left, right), _sizes(left, right)
    clauses, common = others
    rest = clauses + FEWER * _lengthy(sizes) * (common - clauses)
    terms = (stand(told[0]) + stand(told[1])) / 2 if told else rest
    share = speaking(np.sqrt(sizes))
    return np.asarray(share * terms + (1 - share) * rest, np.float32)


def _sizes(left: Corpus, right: Corpus) -> Matrix:
    """Give the length of both texts of a pair in words, the product of the two."""
    return np.asarray(np.outer(left.lengths, right.lengths), np.float32)


def _lengthy(product: Lengths) -> Lengths:
    """Say how far texts are long, from the product of their lengths in words: half where the geometric mean is LONG."""
    return product / (product + np.float32(LONG**2))


def _nearby(scores: Matrix, left: Corpus, right: Corpus, allowed: Mask) -> Matrix:
    """Ask the neighbours of every pair; those that are found by the model that compared the pair."""
    if not mixed(left, right):
        return _neighbours(scores, left, right, allowed)
    known = ~foreign(left.documents), ~foreign(right.documents)
    place = np.ix_(*known)
    whole = _neighbours(scores, *abroad(left, right), allowed)
    whole[place] = _neighbours(scores[place], *home(left, right), allowed[place])
    return whole


def _neighbours(scores: Matrix, left: Corpus, right: Corpus, allowed: Mask) -> Matrix:
    """Say how well the texts nearest to either side would fit: a pair whose neighbours fit too is seldom a whim of words.

    The neighbours of the answering side count three times those of the asking one; where both sides are one corpus, they count alike.
    """
    asking = 0.5 if left is right else 0.25
    answers = _nearest_mean(scores, right.singles, allowed)
    asked = _nearest_mean(scores.T, left.singles, allowed.T).T
    return np.asarray((1 - asking) * answers + asking * asked, np.float32)


def _nearest_mean(scores: Matrix, singles: Vectors, allowed: Mask) -> Matrix:
    """Average each score over the nearest texts of its column; where none of them may be paired, the score stands for itself."""
    total, known = np.zeros_like(scores), np.zeros(scores.shape, np.uint8)
    for near in _nearest(singles).T:
        total += np.where(allowed[:, near], scores[:, near], 0)
        known += allowed[:, near]
    mean = np.where(known > 0, total / np.maximum(known, 1), scores)
    return np.asarray(np.where(allowed, mean, 0), np.float32)


def _nearest(singles: Vectors) -> NDArray[np.int64]:
    """Give the texts nearest to each, nearest first: int64[n, NEAREST], or fewer among few."""
    count = min(NEAREST, int(np.sqrt(len(singles)) / 1.5)) if len(singles) >= FEW else 0
    likeness = singles @ singles.T
    np.fill_diagonal(likeness, -2)
    return np.argsort(-np.round(likeness, PLACES), axis=1, kind="stable")[:, :count].copy()  # all others are let go


def _columns(left: Corpus, right: Corpus) -> float:
    """Say how much a pair's standing among its column counts: half where both sides are alike, less where short texts ask and long ones answer.

    A long text that answers many short ones is no hub: it holds much. Where a row is short (the few subtopics of a theme), a pair that stands out
    in it says little, so the column counts more; and the other way round.
    """
    even = min(1.0, float(np.sqrt(np.median(left.lengths) / np.median(right.lengths))))
    row, column = (size / (size + FEW) for size in (len(right.documents), len(left.documents)))
    return even * column / (row + column)


def _common(likeness: Matrix, left: Corpus, right: Corpus, allowed: Mask) -> float:
    """Say how far columns may be put on one footing: 1, less where their means differ much among themselves.

    Of a catalogue on many subjects a part only is on the subject of the other side; how near a column is to that side as a whole then tells which,
    and must not be taken out. What is asked is the share of the spread that lies between columns, less where few rows tell it. Where both sides are
    one corpus, rows and columns count alike.
    """
    if left is right or not allowed.any():
        return 1.0
    kept, count = np.where(allowed, likeness, 0).astype(np.float64), allowed.sum(0)
    middle = kept.sum() / allowed.sum()
    spread = float((np.where(allowed, kept - middle, 0) ** 2).sum())
    between = float((count * (kept.sum(0) / np.maximum(count, 1) - middle) ** 2).sum())
    apart = between / max(spread, 1e-9) * len(left.documents) / (len(left.documents) + FEW)
    return min(1.0, (1 - apart) / (1 - APART)) ** 2


def _size(allowed: Mask) -> np.float32:
    """Make standings comparable between small and large corpora: the best of many stands out by chance, about as the logarithm of how many."""
    return np.float32(USUAL / max(USUAL, float(np.log(max(1, allowed.sum())))))


def find(left: Corpus, right: Corpus, allowed: Mask, k: int, ranker: Ranker | None = None) -> list[Candidate]:
    """Give the k best partners of every document from both sides and all that cite each other, best first.

    Documents come sorted by id; where both sides are one corpus, each pair appears once, the smaller id at the left.
    """
    return pick(left, right, fuse(left, right, allowed, ranker), k)


def pick(left: Corpus, right: Corpus, fusion: Fusion, k: int) -> list[Candidate]:
    """Turn a fusion into candidates."""
    forward, backward = fusion.ranks
    cited = dict(fusion.channels)["citation"] > COMMON
    chosen = ((forward <= k) | (backward <= k) | cited) & fusion.allowed
    pairs: dict[tuple[str, str], Candidate] = {}
    for i, j in zip(*(axis.tolist() for axis in np.nonzero(chosen)), strict=True):
        one, other = left.documents[i].id, right.documents[j].id
        if (other, one) in pairs:
            continue
        pairs[one, other] = Candidate(one, other, scores(fusion, i, j), (int(forward[i, j]), int(backward[i, j])))
    return sorted(pairs.values(), key=lambda pair: (-dict(pair.scores)["score"], pair.left, pair.right))


def scores(fusion: Fusion, i: int, j: int) -> tuple[tuple[str, float], ...]:
    """Give what was measured of one pair, its score, and how each measure stands among its row and column; rounded."""
    raw = ((name, matrix[i, j]) for name, matrix in fusion.channels)
    stand = ((STANDING + name, matrix[i, j]) for name, matrix in fusion.standings)
    return tuple((name, round(float(value), PLACES)) for name, value in (*raw, ("score", fusion.scores[i, j]), *stand))
