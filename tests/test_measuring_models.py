"""Measuring models: what several say together, and which sets count as one."""

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "scripts"))

import choose_weights
import measure_models

from mapper.candidates import fuse
from mapper.embedders import Words
from mapper.embedders.hashing import HashingEmbedder
from mapper.embeddings import VectorCache
from mapper.goldset import GoldSet
from tests.texts import LIBRARY

GRADES = np.eye(2, 3)
GOLD = GoldSet(tuple(LIBRARY[:2]), tuple(LIBRARY[2:5]), GRADES, np.zeros(GRADES.shape, bool))


class Telling(HashingEmbedder):
    """A toy that tells words apart by their length alone."""

    @property
    def name(self):
        return "telling"

    def read(self, texts):
        told: list[Words] = []
        for text in texts:
            words = sorted({len(word) for word in text.split()})
            told.append((np.array(words, np.int32), np.eye(256, dtype=np.float32)[words]))
        return self.embed(texts), told


def seen(*models):
    return {model.name: measure_models.seen_by(model, GOLD, VectorCache()) for model in models}


def standings(one):
    return dict(one.fusion.standings)


def test_one_model_alone_says_what_a_run_says():
    found = seen(HashingEmbedder())
    alone = measure_models.combined(["hashing-256"], found, {})
    assert np.allclose(alone.fusion.scores, fuse(alone.left, alone.right, alone.fusion.allowed).scores, atol=1e-4)


def test_a_sum_averages_what_the_models_say_and_leaves_the_words_of_the_texts():
    found = seen(HashingEmbedder(), HashingEmbedder(8))
    both = standings(measure_models.combined(["hashing-256", "hashing-8"], found, {}))
    one, other = (standings(found[name]) for name in ("hashing-256", "hashing-8"))
    assert not np.allclose(one["forward"], other["forward"])
    assert np.allclose(both["forward"], (one["forward"] + other["forward"]) / 2)
    assert np.array_equal(both["okapi"], one["okapi"])


def test_only_models_that_tell_words_apart_speak_of_terms():
    found = seen(HashingEmbedder(8), Telling())
    both = standings(measure_models.combined(["hashing-8", "telling"], found, {}))
    assert not np.allclose(standings(found["hashing-8"])["terms"], standings(found["telling"])["terms"])
    assert np.array_equal(both["terms"], standings(found["telling"])["terms"])


def test_what_was_measured_is_named_without_its_folders():
    assert measure_models.short("default+/somewhere/large,/elsewhere/small") == "default+large, small"
    assert measure_models.short(f"{measure_models.AGAIN}/somewhere/large") == "read again by large"


def test_sets_that_share_a_side_are_one_group(tmp_path):
    for name, left, right in (("a", "1", "2"), ("b", "3", "4"), ("c", "4", "5"), ("d", "5", "1")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "left.jsonl").write_text(left, encoding="utf-8")
        (tmp_path / name / "right.jsonl").write_text(right, encoding="utf-8")
    groups = choose_weights.together([tmp_path / name for name in "abcd"])
    assert sorted(sorted(group) for group in groups) == [[0, 1, 2, 3]]
    assert sorted(sorted(group) for group in choose_weights.together([tmp_path / name for name in "ab"])) == [[0], [1]]


def test_the_figures_of_a_set_are_those_of_its_scores():
    one = seen(HashingEmbedder())["hashing-256"]
    right = replace(one, fusion=replace(one.fusion, scores=GRADES.astype(np.float32)))
    assert measure_models.judged(right) == (1.0, 1.0)
