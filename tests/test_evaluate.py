"""Evaluate: gold sets read with care, and the figures of the corridor's own code."""

import json
from pathlib import Path

import numpy as np
import pytest

from mapper import goldset
from mapper.embedders.hashing import HashingEmbedder
from mapper.errors import MapperError
from mapper.evaluate import evaluate
from mapper.proposals import propose
from tests.texts import LIBRARY

BENCH = Path(__file__).resolve().parent.parent.parent / "shared" / "bench"
LEFT = [{"id": one.id, "title": one.title, "text": "; ".join(clause.text for clause in one.clauses)} for one in LIBRARY[:3]]
RIGHT = [{"id": one.id, "title": one.title, "text": "; ".join(clause.text for clause in one.clauses)} for one in LIBRARY[3:]]
GOLD = "left_id\tright_id\naa/res/1\tbb/res/4\naa/res/2\tbb/res/5\naa/res/3\tbb/res/6\n"
KEYS = ("recall_at_5", "recall_at_10", "recall_at_20", "mrr", "ndcg_at_10", "wss_at_95", "ece")


def written(folder, left=LEFT, right=RIGHT, gold=GOLD, same=None):
    for name, rows in (("left", left), ("right", right)):
        lines = rows if isinstance(rows, str) else "".join(json.dumps(row) + "\n" for row in rows)
        (folder / f"{name}.jsonl").write_text(lines, encoding="utf-8", newline="\n")
    (folder / "gold.tsv").write_text(gold, encoding="utf-8", newline="\n")
    if same is not None:
        (folder / "same.tsv").write_text(same, encoding="utf-8", newline="\n")
    return folder


def judged(folder):
    return evaluate(folder, HashingEmbedder()).as_json()


def test_an_easy_set_is_solved(tmp_path):
    found = judged(written(tmp_path))
    assert found["counts"] == {"left": 3, "right": 4, "pairs": 3}
    assert found["mrr"] == found["ndcg_at_10"] == found["recall_at_5"] == 1.0
    assert all(found["ci"][key][0] <= found[key] <= found["ci"][key][1] for key in KEYS)
    assert isinstance(found["seconds"], float)


def test_the_order_of_the_files_decides_nothing(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    once = judged(written(tmp_path / "a"))
    lines = GOLD.splitlines(keepends=True)
    again = judged(written(tmp_path / "b", LEFT[::-1], RIGHT[::-1], "".join([lines[0], *lines[:0:-1]])))
    assert {key: once[key] for key in (*KEYS, "ci")} == {key: again[key] for key in (*KEYS, "ci")}


def test_equal_ids_on_both_sides_are_two_texts(tmp_path):
    left = [{**row, "id": str(number)} for number, row in enumerate(LEFT)]
    right = [{**row, "id": str(number)} for number, row in enumerate(RIGHT)]
    found = judged(written(tmp_path, left, right, "0\t0\n1\t1\n2\t2\n"))
    assert found["mrr"] == 1.0


def test_same_pairs_are_ranked_last(tmp_path):
    same = "aa/res/1\tbb/res/4\nnobody\tbb/res/4\n"
    found = judged(written(tmp_path, same=same))
    assert found["mrr"] == pytest.approx((1 / 4 + 1 + 1) / 3, abs=1e-4)


def test_what_same_tells_amiss_is_said(tmp_path):
    same = "left_id\tright_id\naa/res/1\tbb/res/4\nnobody\tbb/res/4\naa/res/2\tbb/res/6\n"
    assert goldset.read(written(tmp_path, same=same)).notes == (
        "same.tsv: 1 of its lines name a text that is not in the set",
        "1 related pairs of gold.tsv are in same.tsv too: they are never proposed, and count as missed",
    )
    assert goldset.read(written(tmp_path, same="aa/res/2\tbb/res/6\n")).notes == ()


def test_what_is_proposed_stands_before_what_is_not(tmp_path, monkeypatch):
    whole = judged(written(tmp_path))
    monkeypatch.setattr("mapper.evaluate.propose", lambda *_: [])
    none = judged(tmp_path)
    assert none["mrr"] == whole["mrr"]  # what is not proposed keeps its order
    assert none["ece"] is None
    monkeypatch.setattr("mapper.evaluate.propose", lambda *asked: [one for one in propose(*asked) if one.right == "cc/res/7"])
    assert judged(tmp_path)["mrr"] < whole["mrr"]


def test_grades_are_gains_and_nought_is_not_related(tmp_path):
    gold = goldset.read(written(tmp_path, gold="left_id\tright_id\tgrade\naa/res/1\tbb/res/4\t2\naa/res/2\tbb/res/5\t0\n"))
    assert gold.grades.sum() == 2
    assert judged(tmp_path)["counts"]["pairs"] == 1


def test_lines_for_a_person_hold_each_figure(tmp_path):
    lines = evaluate(written(tmp_path), HashingEmbedder()).lines()
    assert lines[0] == "3 left, 4 right, 3 pairs"
    assert [line.split()[0] for line in lines[1:]] == [*KEYS, "seconds"]


def test_a_second_evaluation_reads_the_cache(tmp_path):
    folder, cache = written(tmp_path), tmp_path / "cache"
    once = evaluate(folder, HashingEmbedder(), cache)
    assert list(cache.rglob("*.npy"))
    again = evaluate(folder, HashingEmbedder(), cache)
    assert once.figures == again.figures


@pytest.mark.parametrize(
    ("part", "text", "sentence"),
    [
        ("left", "", "left.jsonl holds no text"),
        ("left", "{broken\n", "left.jsonl, line 1 is not JSON"),
        ("left", '{"id": "a", "text": "x"}\n[1]\n', "left.jsonl, line 2 must be an object with id, title and text"),
        ("left", '{"id": "a", "title": "t"}\n', "left.jsonl, line 1 must be an object"),
        ("left", '{"id": 3, "text": "x"}\n', "left.jsonl, line 1 must be an object"),
        ("left", '{"id": "a", "text": "x"}\n\n{"id": "a", "text": "y"}\n', "left.jsonl, line 3: the id 'a' is used twice"),
        ("left", '{"id": "a", "text": "x \\ud83d"}\n', "left.jsonl, line 1 holds half a character"),
        ("same", "aa/res/1\n", "same.tsv, line 1 has 1 columns; it needs left_id and right_id"),
        ("gold", "aa/res/1\tbb/res/4\t2\naa/res/1\tbb/res/4\t1\n", "gold.tsv, line 2: 'aa/res/1' and 'bb/res/4' have the grade 2 on another line"),
        ("gold", "left_id\tright_id\n", "gold.tsv holds no related pair"),
        ("gold", "aa/res/1 bb/res/4\n", "gold.tsv, line 1 has 1 columns"),
        ("gold", "aa/res/1\tbb/res/4\nzz\tbb/res/4\n", "gold.tsv, line 2: 'zz' is not in left.jsonl"),
        ("gold", "aa/res/1\tzz\n", "gold.tsv, line 1: 'zz' is not in right.jsonl"),
        ("gold", "aa/res/1\tbb/res/4\tmuch\n", "gold.tsv, line 1: the grade 'much' is not a number"),
        ("gold", "aa/res/1\tbb/res/4\t-1\n", "gold.tsv, line 1: the grade '-1' must be 0 or more"),
        ("gold", "aa/res/1\tbb/res/4\tnan\n", "gold.tsv, line 1: the grade 'nan' must be 0 or more"),
    ],
)
def test_a_wrong_line_is_named(tmp_path, part, text, sentence):
    with pytest.raises(MapperError) as refused:
        goldset.read(written(tmp_path, **{part: text}))
    assert sentence in str(refused.value)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(MapperError, match=r"cannot read .*left.jsonl: No such file or directory; a set needs left.jsonl, right.jsonl and gold.tsv"):
        goldset.read(tmp_path)


def test_bytes_that_are_not_utf8_are_named(tmp_path):
    (written(tmp_path) / "gold.tsv").write_bytes(b"left_id\tright_id\n\xff\n")
    with pytest.raises(MapperError, match=r"gold\.tsv is not UTF-8"):
        goldset.read(tmp_path)


@pytest.mark.model
@pytest.mark.parametrize(("name", "recall", "ndcg"), [("csf_80053", 0.542, 0.494), ("warc_requirements", 0.938, 0.788)])
def test_quality_beats_the_best_of_the_plain_methods(name, recall, ndcg):
    """The figures to beat are what `scripts/benchmark.py` prints for TF-IDF, BM25, one vector and their fusions."""
    if not (BENCH / name).is_dir():
        pytest.skip(f"the gold set {name} is not on this machine")
    from mapper import embedders

    found = evaluate(BENCH / name, embedders.load()).as_json()
    assert found["recall_at_10"] > recall
    assert found["ndcg_at_10"] > ndcg


def test_a_set_is_sorted_by_id_and_its_grades_with_it(tmp_path):
    gold = goldset.read(written(tmp_path, LEFT[::-1]))
    assert [one.id for one in gold.left] == sorted(one["id"] for one in LEFT)
    assert np.array_equal(gold.grades, np.eye(3, 4))
