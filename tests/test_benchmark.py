"""The benchmark: what may be called a gain, and what the table over the sets says."""

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "scripts"))

import measuring_quality
from measuring_quality import FIGURES, Compared

from mapper import goldset
from mapper.embedders.hashing import HashingEmbedder
from mapper.metrics import Measured
from tests.test_evaluate import written


def compared(name="one", whole=True, ours=0.8, best=0.5, apart=None):
    difference = apart or Measured(ours - best, ours - best - 0.1, ours - best + 0.1)
    return Compared(
        "mapper", name, whole, dict.fromkeys(FIGURES, ours), dict.fromkeys(FIGURES, (best, "BM25")), dict.fromkeys(FIGURES, difference), 0.04
    )


@pytest.mark.parametrize(
    ("difference", "word"),
    [(Measured(0.1, 0.02, 0.2), "gain"), (Measured(0.1, -0.01, 0.2), "unsure"), (Measured(-0.1, -0.2, -0.01), "loss"), (Measured(0, 0, 0), "unsure")],
)
def test_a_gain_inside_its_interval_is_not_a_gain(difference, word):
    assert measuring_quality.verdict(difference) == word


def test_misses_saved_are_a_share_of_what_the_best_of_the_others_misses():
    assert compared(ours=0.8, best=0.5).saved == pytest.approx(0.6)
    assert compared(ours=0.4, best=0.5).saved == pytest.approx(-0.2)
    assert compared(ours=1.0, best=1.0).saved == 0


def test_the_table_averages_whole_sets_and_names_where_ours_is_below():
    found = [compared(), compared("one, less", whole=False, ours=0.1), compared("two", ours=0.6)]
    told = measuring_quality.summary(found)
    assert "  mean of 2 whole sets: misses saved at recall@10 +40 %, recall@10 +0.200, nDCG@10 +0.200, MRR +0.200, WSS@95 +0.200" in told
    assert told[-1] == "  below the best of the others: " + ", ".join(f"{label} on one, less" for label in FIGURES.values())
    assert measuring_quality.summary([compared()])[-1] == "  below the best of the others: nowhere"


def test_each_plain_method_ranks_what_may_not_be_proposed_last(tmp_path, monkeypatch):
    monkeypatch.setattr(measuring_quality.embedders, "load", HashingEmbedder)
    gold = goldset.read(written(tmp_path))
    same = np.zeros_like(gold.same)
    same[:, 0] = True
    found = measuring_quality.baselines(replace(gold, same=same), measuring_quality.VectorCache())
    assert len(found) == 7
    for name, scores in found.items():
        assert (scores[:, 0] < scores[:, 1:].min(1)).all(), name
