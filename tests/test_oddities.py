"""Oddities: texts that can be compared badly are told, each kind in one sentence, in an evaluation and in a run."""

import json

import pytest
import typer
from typer.testing import CliRunner

from mapper.cli import evaluating
from mapper.oddities import LONG, odd, poor, unknowable
from tests.test_evaluate import written
from tests.texts import document
from tests.workspaces import make

FINE = ("Climate", "to monitor the emissions of networks and to report them every year")
OTHER = ("Energy", "to save energy in the data centres of states and to tell the others")
FINNISH = (
    "Tämä on suomenkielinen teksti, joka käsittelee ilmastonmuutosta ja sen vaikutuksia tietoliikenneverkkoihin. Se on kirjoitettu useilla "
    "lauseilla, jotta kielen tunnistus voi toimia luotettavasti, ja siinä on enemmän kuin kolmekymmentä sanaa, kuten tässä esimerkissä näkyy hyvin. "
    "Lisäksi siinä mainitaan sähkönkulutus ja verkkojen päästöt."
)


HUNDRED = "1 text of a hundred pages or more (a/3, 40,000 words): so long a text is near to everything; split it where you can"


def told(*texts):
    return odd([document(f"a/{number}", *text) for number, text in enumerate(texts, 1)])


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (("", ""), "1 text with neither title nor words (a/3): nothing is like it, so nothing is proposed"),
        (("Only a title",), "1 text without words (a/3): only the title is compared"),
        (("", "energy"), "1 text of one word (a/3): one word says too little to rely on"),
        (
            ("Long", "tell the others " * (LONG // 3) + "now"),
            HUNDRED,
        ),
        (FINE, "1 group of texts that read the same (a/1 = a/3): they share their partners, their order says nothing"),
        (("Ilmasto", FINNISH), "1 text in a language that is not supported (a/3): expect no good proposals for it"),
    ],
)
def test_each_kind_has_its_sentence(text, sentence):
    assert told(FINE, OTHER, text) == (sentence,)


def test_a_chinese_text_is_not_one_word():
    assert not list(poor([document("a/1", "气候变化", "请成员国采取措施减少信息通信技术对环境的影响并报告进展情况")]))


def test_ordinary_texts_are_not_odd():
    assert told(FINE, OTHER) == ()


def test_one_text_alone_is_told():
    assert told(FINE) == ("there is one text only (a/1): how it stands among others cannot be said",)


def test_equal_words_under_another_title_are_another_text():
    assert told(FINE, ("Another title", FINE[1])) == ()


def test_a_short_text_tells_no_language_and_is_left_alone():
    assert not unknowable("Ilmastonmuutos ja verkot")
    assert not unknowable("The states are to report to the union and to the others on the emissions of their networks. " * 5)


def test_more_than_one_is_counted_and_a_few_are_named():
    assert (
        told(FINE, *[("", "")] * 5)[0]
        == "5 texts with neither title nor words (a/2, a/3, a/4 and 2 more): nothing is like them, so nothing is proposed"
    )


def rows(*texts):
    return [{"id": name, "title": title, "text": text} for name, title, text in texts]


ODD = {
    "empty": ([("e", "", ""), ("a", *FINE)], "left: 1 text with neither title nor words (e)"),
    "only a title": ([("e", "Only a title", ""), ("a", *FINE)], "left: 1 text without words (e)"),
    "one word": ([("e", "", "energy"), ("a", *FINE)], "left: 1 text of one word (e)"),
    "long": ([("e", "Long", "the emissions are to be told. " * 8000), ("a", *FINE)], "left: 1 text of a hundred pages or more (e, 48,000 words)"),
    "identical": ([("e", *FINE), ("a", *FINE)], "left: 1 group of texts that read the same (a = e)"),
    "language": ([("e", "Ilmasto", FINNISH), ("a", *FINE)], "left: 1 text in a language that is not supported (e)"),
    "one": ([("a", *FINE)], "left: there is one text only (a)"),
}


def evaluated(*words):
    app = typer.Typer()
    evaluating.register(app)
    return CliRunner().invoke(app, ["evaluate", *map(str, words), "--model", "hashing"])


@pytest.mark.parametrize("kind", ODD)
def test_an_evaluation_says_what_is_odd_and_goes_on(tmp_path, kind):
    texts, sentence = ODD[kind]
    written(tmp_path, rows(*texts), rows(("b", *OTHER), ("c", "Access", "to make meetings accessible for all")), "a\tb\n")
    found = evaluated(tmp_path, "--json")
    assert found.exit_code == 0, found.output
    assert [line for line in found.stderr.splitlines() if line.startswith(sentence)], found.stderr
    assert any(line.startswith(sentence) for line in json.loads(found.stdout)["notes"])


def test_an_unknown_id_of_the_gold_is_one_sentence(tmp_path):
    written(tmp_path, rows(("a", *FINE)), rows(("b", *OTHER)), "a\tzz\n")
    found = evaluated(tmp_path)
    assert found.stdout == ""
    assert "gold.tsv, line 1: 'zz' is not in right.jsonl; mend the line or take it out" in str(found.exception)


def workspace(root, texts):
    made = make(root)
    told = ({"id": f"pp/res/{name}", "title": title, "text": text, "kind": "resolution", "body": "PP"} for name, title, text in texts)
    (root / "sources" / "texts.jsonl").write_text("".join(json.dumps(one) + "\n" for one in told), encoding="utf-8")
    return made


@pytest.mark.parametrize("kind", [kind for kind in ODD if kind != "empty"])  # a line with neither title nor text is refused as it is read
def test_a_run_says_what_is_odd_and_keeps_it_in_its_manifest(tmp_path, kind):
    texts, sentence = ODD[kind]
    made = workspace(tmp_path, texts if kind == "one" else [*texts, ("b", *OTHER)])
    begin = sentence.removeprefix("left: ").partition("(")[0]
    assert [line for line in made.run().warnings() if line.startswith("odd: ") and begin in line]
    assert any(begin in line for line in json.loads(made.runs()[-1].manifest)["odd"])


def test_a_run_of_ordinary_texts_says_nothing(tmp_path):
    made = workspace(tmp_path, [("a", *FINE), ("b", *OTHER)])
    assert [line for line in made.run().warnings() if line.startswith("odd: ")] == []
    assert json.loads(made.runs()[-1].manifest)["odd"] == []
