"""Further looks at a gold set: reliability, ablation, masking, and the relations that are proposed."""

import json
from dataclasses import replace

import pytest
import typer
from typer.testing import CliRunner

from mapper import ablation, goldset, leaking, masking
from mapper.candidates import fuse, weigh
from mapper.cli import evaluating
from mapper.documents_json import to_json
from mapper.embedders.hashing import HashingEmbedder
from mapper.errors import MapperError
from mapper.evaluate import evaluate, examine, ranking
from mapper.metrics import Bin
from mapper.proposals import Tools, corpora
from mapper.ranker import Ranker, load
from mapper.relating import Agreement, Typed
from mapper.types import Part
from tests.test_evaluate import LEFT, RIGHT, written
from tests.texts import cites, clause, document

CODES = [{"id": f"AB-{n}1", "title": "", "text": f"the text that all have alike, with the code ZX-{n}7 and no more to say"} for n in range(1, 7)]
CODED = [{**one, "id": one["id"].replace("AB", "CD")} for one in CODES]
CODED_GOLD = "".join(f"AB-{n}1\tCD-{n}1\n" for n in range(1, 7))


def evaluated(*words):
    app = typer.Typer()
    evaluating.register(app)
    return CliRunner().invoke(app, ["evaluate", *map(str, words), "--model", "hashing"])


def test_reliability_is_plotted_as_text_where_it_is_asked_for(tmp_path):
    folder = written(tmp_path)
    assert "reliability" not in evaluated(folder).stdout
    told = evaluated(folder, "--reliability").stdout.splitlines()
    start = next(number for number, line in enumerate(told) if line.startswith("reliability"))
    bins = json.loads(evaluated(folder, "--json").stdout)["reliability"]
    assert len(bins) == len(told) - start - 1 > 0
    for line, one in zip(told[start + 1 :], bins, strict=True):
        assert line.startswith(f"{one['from']:.1f} to {one['to']:.1f}  {one['pairs']:>9}  {one['said']:>6.3f}  {one['found']:>6.3f}  ")


def test_a_bar_reaches_as_far_as_was_so_and_a_stroke_stands_where_it_should_end(tmp_path):
    result = replace(evaluate(written(tmp_path), HashingEmbedder()), bins=(Bin(0.2, 0.3, 8, 0.25, 0.5), Bin(0.9, 1.0, 2, 1.0, 0.0)))
    bars = [line.partition("  " + f"{found:>6.3f}" + "  ")[2] for line, found in zip(result.reliability()[1:], (0.5, 0.0), strict=True)]
    assert bars == ["#" * 10 + "|" + "#" * 9, " " * 40 + "|"]


def test_ablation_tells_the_difference_that_each_channel_and_measure_makes(tmp_path):
    folder = written(tmp_path, LEFT, RIGHT)
    result = examine(folder, HashingEmbedder(), asked=[ablation.ablate])
    (section,) = result.sections
    names = [name for name, _ in section.rows]
    assert names == ["channel dense", "channel lexical", "forward", "backward", "single", "words", "okapi", "terms", "neighbours"]
    gold, tools = goldset.read(folder), Tools(HashingEmbedder())
    left, right = corpora(gold.left, gold.right, tools)
    kept = Ranker(tuple((name, 0.0 if name in ("forward", "backward", "single", "terms") else weight) for name, weight in load().weights))
    fusion = fuse(left, right, ~gold.same, tools.ranker)
    without, whole = (ranking(gold, weigh(fusion, left, right, each)).figures() for each in (kept, tools.ranker))
    for name, figure in dict(section.rows)["channel dense"]:
        assert figure.value == pytest.approx(without[name].value - whole[name].value)
    assert result.as_json()["ablation"]["channel dense"]["mrr"]["value"] == pytest.approx(without["mrr"].value - whole["mrr"].value, abs=1e-4)


def test_a_set_of_one_text_a_side_has_nothing_to_leave_out_and_says_so(tmp_path):
    folder = written(tmp_path, LEFT[:1], RIGHT[:1], f"{LEFT[0]['id']}\t{RIGHT[0]['id']}\n")
    told = f"ablation: {ablation.NOTHING}"
    done = evaluated(folder, "--ablate")
    assert told in done.stderr.splitlines()
    assert "without" not in done.stdout
    assert told not in evaluated(folder).stderr
    found = json.loads(evaluated(folder, "--ablate", "--json").stdout)
    assert found["ablation"] == {}
    assert told in found["notes"]


def test_a_ranking_that_lives_from_identifiers_falls_when_they_are_masked(tmp_path):
    (section,) = examine(written(tmp_path, CODES, CODED, CODED_GOLD), HashingEmbedder(), asked=[leaking.leak]).sections
    rows = {name: dict(row) for name, row in section.rows}
    assert rows["as written"]["mrr"].value == 1.0
    assert rows["masked"]["mrr"].value < 0.9
    assert rows["difference"]["mrr"].value == pytest.approx(rows["masked"]["mrr"].value - 1.0)
    assert rows["difference"]["mrr"].high < 0


def test_a_ranking_that_lives_from_words_stands_when_identifiers_are_masked(tmp_path):
    found = evaluated(written(tmp_path), "--masked", "--json")
    assert json.loads(found.stdout)["masked"]["difference"]["mrr"] == {"value": 0.0, "ci": [0.0, 0.0]}


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("as AC-2 and AC-10 say", "as and say"),
        ("by its resolution A/RES/77/1 and 77/2", "by its resolution and"),
        ("under Resolution 182 and Articles 5, 6 and 7", "under Resolution and Articles"),
        ("noise of 10dB at 25 km in the year 2020", "noise of 10dB at 25 km in the year 2020"),
        ("the text with the id of-the-other-side", "the text with the id"),
        ("co-operation of WTSA-20 on G.992.1", "co-operation of on"),
        ("as Recommendation (Rev. Dubai, 2014) says", "as Recommendation (Rev. Dubai, 2014) says"),
    ],
)
def test_identifiers_are_taken_out_and_words_and_amounts_are_left(text, left):
    ids = masking._ids(["of-the-other-side"])
    assert masking.bare(text, [], ids) == left


def test_citations_that_a_profile_finds_are_taken_out_with_their_edition(tmp_path):
    text = "recalling Resolution 182 (Busan, 2014) of the Plenipotentiary Conference, on the climate"
    folder = written(tmp_path, [{"id": "x", "title": "", "text": text}], [{"id": "y", "title": "", "text": "the climate"}], "x\ty\n")
    (masked,) = masking.mask(goldset.read(folder)).left
    assert " ".join(one.text for one in masked.clauses) == "recalling , on the climate"


HIGHER = document("pp/res/7", "Climate", "to monitor the emissions of networks and to report on them", body="PP")
OTHER = document("pp/res/8", "Access", "to monitor the emissions of captioning for persons with disabilities", body="PP")
LOWER = document(
    "wtsa/res/1",
    "Networks and climate",
    clause(1, "Resolution 7", Part.PREAMBLE, "recalling"),
    "to monitor, in accordance with Resolution 7, the emissions of networks",
    body="WTSA",
    citations=[cites("pp/res/7", "in accordance with Resolution 7")],
)


def typed(folder, gold):
    return written(folder, [to_json(LOWER)], [to_json(HIGHER), to_json(OTHER)], gold)


def test_relations_of_the_gold_are_judged_with_their_direction(tmp_path):
    gold = "left_id\tright_id\tgrade\trelation\tdirection\nwtsa/res/1\tpp/res/7\t1\timplements\tleft-to-right\n"
    found = evaluate(typed(tmp_path, gold + "wtsa/res/1\tpp/res/8\t\tduplicate\n"), HashingEmbedder())
    assert found.as_json()["relations"] == {
        "pairs": 2,
        "proposed": 2,
        "accuracy": 0.5,
        "ci": [0.0, 1.0],
        "direction": {"right": 1, "of": 1},
        "by_relation": {
            "duplicate": {"precision": None, "recall": 0.0, "f1": 0.0, "in_gold": 1},
            "implements": {"precision": 1.0, "recall": 1.0, "f1": 1.0, "in_gold": 1},
            "mutual-interest": {"precision": 0.0, "recall": None, "f1": 0.0, "in_gold": 0},
        },
        "confusion": [{"wanted": "duplicate", "proposed": "mutual-interest", "pairs": 1}],
    }
    assert [line for line in found.lines() if "taken for" in line] == ["  duplicate taken for mutual-interest: 1"]
    assert "direction          1 of 1 right, where the relation is" in found.lines()


def test_a_direction_that_the_gold_turns_is_wrong(tmp_path):
    gold = "wtsa/res/1\tpp/res/7\t1\timplements\tright-to-left\n"
    assert evaluate(typed(tmp_path, gold), HashingEmbedder()).as_json()["relations"]["direction"] == {"right": 0, "of": 1}


def test_a_gold_without_relations_says_nothing_of_them(tmp_path):
    found = evaluate(written(tmp_path), HashingEmbedder())
    assert "relations" not in found.as_json()
    assert not any("relation" in line for line in found.lines())


def test_a_pair_that_was_not_proposed_is_counted_and_not_judged():
    found = Agreement((Typed("implements", "left-to-right", "", ""), Typed("cites", "left-to-right", "cites", "left-to-right")))
    assert (found.accuracy.value, found.ways) == (1.0, (1, 1))
    assert found.lines()[0] == "relations: 2 in the gold, 1 of them proposed"
    assert Agreement((Typed("implements", "left-to-right", "", ""),)).lines() == ["relations: 1 in the gold, 0 of them proposed"]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("1\timplementz", "line 1: no relation 'implementz'; choose one of mutual-interest, implements, duplicate"),
        ("1\timplements\tup", "line 1: no direction 'up'; choose left-to-right or right-to-left, or leave it out"),
        ("1\tduplicate\tleft-to-right", "line 1: duplicate holds both ways; a direction goes with one of implements"),
        ("0\timplements", "line 1: a pair of grade 0 is not related, and has the relation 'implements'; take out one of the two"),
        ("1\timplements\t\tmore", "line 1 has 6 columns; it needs left_id, right_id and, if there is more to say, grade, relation and direction"),
        ("1\tcites\nwtsa/res/1\tpp/res/7\t1\timplements", "line 2: 'wtsa/res/1' and 'pp/res/7' have the relation cites on another line; keep one"),
    ],
)
def test_a_relation_that_is_none_is_one_sentence(tmp_path, line, sentence):
    with pytest.raises(MapperError) as refused:
        evaluate(typed(tmp_path, f"wtsa/res/1\tpp/res/7\t{line}\n"), HashingEmbedder())
    assert sentence in str(refused.value)


def test_a_document_that_is_printed_wrong_is_one_sentence(tmp_path):
    broken = to_json(LOWER)
    del broken["clauses"][0]["part"]
    folder = written(tmp_path, [broken], [to_json(HIGHER)], "wtsa/res/1\tpp/res/7\n")
    with pytest.raises(MapperError, match=r"left.jsonl, line 1 .*as `mapper extract --json` prints it"):
        goldset.read(folder)
