"""Measuring goals and long texts: who was judged for what, and what is cut out of a specification."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "scripts"))

import measure_goals

from mapper import goldset
from mapper.candidates import Fusion

SCRIPTS = Path(measure_goals.__file__).parent


def judged_set(folder, lines):
    """Write three goals and four texts, with what people said of some pairs."""
    for side, count in (("left", 3), ("right", 4)):
        texts = [json.dumps({"id": f"{side[0]}{n}", "title": "", "text": f"to keep the garden {n}"}) for n in range(count)]
        (folder / f"{side}.jsonl").write_text("\n".join(texts) + "\n", encoding="utf-8")
    (folder / "gold.tsv").write_text("left_id\tright_id\tgrade\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return measure_goals.lines(folder / "gold.tsv", goldset.read(folder))


def test_only_judged_pairs_of_a_goal_count_and_a_goal_that_nobody_judged_is_left_out(tmp_path):
    judged = judged_set(tmp_path, ["l0\tr0\t1", "l0\tr3\t0", "", "l2\tr1\t0", "l2\tr2\t1"])
    assert [(goal, texts.tolist(), on.tolist()) for goal, texts, on in judged] == [(0, [0, 3], [True, False]), (2, [1, 2], [False, True])]
    scores = np.array([[2.0, 9, 9, 1], [0, 0, 0, 0], [9, 1, 2, 9]])
    found = measure_goals.figures(scores, judged)
    assert found["AUC"].tolist() == found["AP"].tolist() == [1, 1]
    assert measure_goals.figures(-scores, judged)["AUC"].tolist() == [0, 0]


def test_a_goal_without_either_kind_is_told(tmp_path):
    with pytest.raises(SystemExit, match="every goal that is judged needs texts of grade 1 and of grade 0"):
        judged_set(tmp_path, ["l0\tr0\t1", "l0\tr3\t0", "l1\tr1\t1"])


def test_what_reading_saves_is_counted_to_the_last_of_95_in_a_hundred():
    on = np.arange(20) < 2
    assert measure_goals.saved(on, -np.arange(20.0)) == pytest.approx(1 - 2 / 20 - 0.05)
    assert measure_goals.saved(on, np.arange(20.0)) == pytest.approx(-0.05)


def test_a_collection_becomes_a_gold_set_without_the_names_of_its_texts(tmp_path):
    texts = tmp_path / "checkout" / "EIPS"
    texts.mkdir(parents=True)
    words = "\n\n".join(" ".join([f"word{n}"] * 100) for n in range(30))
    for number in range(1, 6):
        others = " ".join(f"[EIP-{other}](./eip-{other}.md)" for other in range(1, 6))
        (texts / f"eip-{number}.md").write_text(
            f"---\ntitle: Text {number}\n---\nSee {others}.\n\n{words}\n```\nlet it = be;\n```\n", encoding="utf-8"
        )
    (texts / "eip-7.md").write_text("---\ntitle: Short\n---\nSee EIP-1.\n", encoding="utf-8")
    command = [sys.executable, str(SCRIPTS / "specification_sets.py"), "eips", str(tmp_path / "checkout"), str(tmp_path / "set")]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert told == "eips: 5 x 5, 20 pairs\n"
    gold = goldset.read(tmp_path / "set")
    assert (gold.grades == 1 - np.eye(5)).all()
    assert (gold.same == np.eye(5, dtype=bool)).all()
    kept = " ".join(clause.text for clause in gold.right[0].clauses)
    assert "EIP" not in kept
    assert "let it" not in kept
    assert 1500 <= len(kept.split()) < 1700


def test_a_goal_is_judged_by_a_curve_that_did_not_see_it():
    """Nothing tells these pairs apart, so a curve says how many hold: nine in ten of the first goal, one in ten of the other four."""
    goals, texts = 5, 200
    flat = np.zeros((texts, goals), np.float32)
    known = Fusion(
        channels=(("dense", flat), ("citation", flat)),
        standings=(),
        scores=flat,
        allowed=np.ones((texts, goals), bool),
    )
    tenth = np.arange(texts) % 10 == 4
    judged = [(goal, np.arange(texts), tenth if goal else ~tenth) for goal in range(goals)]
    said, so = measure_goals.likely(known, judged)
    assert so.sum() == texts * 1.3
    assert said[:texts].mean() == pytest.approx(0.1, abs=0.03)
    assert said[texts:].mean() > 0.2
