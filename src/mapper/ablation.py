"""Ablation: what each channel and each measure adds to a ranking, told by leaving it out."""

from collections.abc import Iterator

from mapper import metrics
from mapper.candidates import weigh
from mapper.evaluate import Judged, Setting, ranking
from mapper.findings import Section
from mapper.measures import channels
from mapper.metrics import Measured
from mapper.ranker import Ranker

FIGURES = ("recall_at_10", "mrr", "ndcg_at_10", "wss_at_95")
HEAD = "without … (difference to the whole, and its 95 % interval: an interval that holds 0 says nothing)"
NOTHING = "no measure tells one pair of this set from another, so there is none to leave out; give it several texts a side that differ"


def ablate(setting: Setting) -> Section:
    """Rank again without each channel and each measure, and give by how much every figure changes; all by the order of the scores.

    Where no measure tells pairs apart, as with one text a side, that is said instead.
    """
    rows, whole = [], ranking(setting.gold, setting.fusion)
    for name, measures in _parts(setting):
        if setting.notify:
            setting.notify(f"without {name}", 0, 0)
        rows.append((name, difference(_without(setting, measures), whole)))
    return Section("ablation", HEAD, tuple(rows), nothing=NOTHING)


def difference(one: Judged, other: Judged) -> tuple[tuple[str, Measured], ...]:
    """Give by how much each figure of one ranking is above that of another, drawn on the same left documents."""
    mine, theirs, count = one.measures(), other.measures(), len(one.gold.left)
    draws = {name: metrics.SPARED if name == "wss_at_95" else metrics.DRAWS for name in FIGURES}
    return tuple((name, metrics.apart(mine[name], theirs[name], count, draws[name])) for name in FIGURES)


def _parts(setting: Setting) -> Iterator[tuple[str, frozenset[str]]]:
    """Name the channels, then the measures, that weigh anything and were measured."""
    weights = dict(setting.tools.ranker.weights)
    used = [name for name, matrix in setting.fusion.standings if weights.get(name) and matrix.any()]
    for channel, measures in channels().items():
        if found := frozenset(measures) & frozenset(used):
            yield f"channel {channel}", found
    yield from ((name, frozenset((name,))) for name in used)


def _without(setting: Setting, measures: frozenset[str]) -> Judged:
    kept = Ranker(tuple((name, 0.0 if name in measures else weight) for name, weight in setting.tools.ranker.weights))
    return ranking(setting.gold, weigh(setting.fusion, setting.left, setting.right, kept))
