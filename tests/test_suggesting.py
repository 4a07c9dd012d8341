"""Suggested subtopics: found again by their clauses, never part of a theme without a yes, declined for good, retired and not deleted."""

import json
import random
from dataclasses import replace

import numpy as np
import pytest

from mapper import finding, suggesting, suggestions, themes
from mapper.decisions import Subject, Word, record
from mapper.errors import MapperError
from mapper.identity import pair_id
from mapper.suggesting.grouping import group
from mapper.suggesting.naming import Phrased, name
from mapper.suggesting.phrases import phrases
from mapper.suggestions import Noted, Said
from mapper.types import Kind, Verdict
from tests.reports import sample
from tests.workspaces import AT, silent

ANCHOR = "wtsa/res/73"


def suggest(workspace, typed=ANCHOR):
    with workspace.open() as store:
        return suggesting.suggest(workspace.settings, store, typed, silent)


def noted(*clauses, id_="", said=Said.OPEN, anchor=ANCHOR):
    return Noted(id_, anchor, "Title", ("phrase",), clauses, said)


def test_a_suggestion_is_known_again_by_its_clauses():
    before = [noted("a", "b", "c", id_="one"), noted("d", "e", id_="two", said=Said.DECLINED), noted("a", "b", "c", id_="far", anchor="pp/res/1")]
    now = suggestions.recognise([noted("x", "y", "z"), noted("d", "e", "f"), noted("b", "c", "q")], before)
    assert [(one.id, one.said) for one in now[1:]] == [("two", Said.DECLINED), ("one", Said.OPEN)]
    assert now[0].id not in ("one", "two", "far")
    assert suggestions.recognise([noted("x", "y", "z")], ()) == [now[0]]


def test_what_no_longer_comes_is_retired_and_opens_again_when_it_comes():
    before = [noted("a", id_="one"), noted("b", id_="two", said=Said.ACCEPTED), noted("c", id_="three", anchor="pp/res/1")]
    after = list(suggestions.merged([], before, ANCHOR))
    assert [(one.id, one.said) for one in after] == [("one", Said.RETIRED), ("two", Said.ACCEPTED), ("three", Said.OPEN)]
    [again] = suggestions.recognise([noted("a")], after)
    assert (again.id, again.said) == ("one", Said.OPEN)


def test_what_is_noted_is_read_back_sorted_and_a_mistake_is_one_sentence(tmp_path):
    path = tmp_path / suggestions.FILE
    told = [replace(noted("b", "a", id_="two", said=Said.ACCEPTED), as_="climate/x", title='<script> "=1+1"\n\u202e'), noted("c", id_="one")]
    suggestions.save(told, path)
    assert suggestions.load(path) == (told[1], told[0])
    before = path.read_bytes()
    suggestions.save(reversed(told), path)
    assert path.read_bytes() == before
    for text, sentence in (
        ("[[suggestion]]\nid = 'a'\n", "[suggestion 1] from must be given"),
        ("[[suggestion]]\nid = 'a'\nfrom = 'b'\nstate = 'maybe'\n", "[suggestion 1] state must be one of open, accepted, declined, retired"),
        ("suggestion = 1\n", "suggestion must be tables"),
        ("[[suggestion]]\nid = 'a'\nfrom = 'b'\n" * 2, "the suggestion id 'a' is used twice"),
    ):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(MapperError) as error:
            suggestions.load(path)
        assert sentence in str(error.value)


def test_clauses_that_say_the_same_are_one_group_whatever_their_order():
    rng = np.random.default_rng(7)
    centres = np.eye(4, 32, dtype=np.float32)
    said = np.repeat(np.arange(4), 12)
    vectors = centres[said] + 0.05 * rng.standard_normal((48, 32)).astype(np.float32)
    owners = np.arange(48) % 5
    shuffled = np.array(random.Random(3).sample(range(48), 48))
    for order in (np.arange(48), shuffled):
        found = group(vectors[order], owners[order])
        assert {frozenset(order[rows].tolist()) for rows in found} == {frozenset(np.flatnonzero(said == one).tolist()) for one in range(4)}
    assert group(vectors, np.zeros(48, np.int64)) == []  # one document alone shares nothing
    assert group(vectors[:2], owners[:2]) == []


def test_a_group_is_named_by_what_sets_it_apart():
    texts = ["recycling of electronic waste by Member States", "electronic waste that Member States export", "Member States report to the Council"]
    read = phrases(texts)
    assert (
        read[0] == {"recycling": "recycling", "electronic waste": "electronic waste", "member states": "Member States"}
        or "electronic waste" in read[0]
    )
    labels, owners = np.array([0, 0, -1]), np.array([0, 1, 2])
    [words] = name(Phrased(read, labels, owners), np.ones((1, 2), np.float32), lambda said: np.ones((len(said), 2), np.float32))
    assert words[0] == "electronic waste"


def texts_named(*ids):
    return {work: sample.document(work) for work in ids}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("PP-182", "pp/res/182"),
        ("pp/res/182", "pp/res/182"),
        ("Res. 182 (PP)", "pp/res/182"),
        ("PP Resolution 182 (Rev. Busan, 2014)", "pp/res/182"),
        ("T-Q7/5", "itu-t/2017-2020/q/7-5"),
        ("Question 7/5", "itu-t/2017-2020/q/7-5"),
        ("wp 7c", "itu-r/wp/7c"),
    ],
)
def test_a_text_is_found_as_people_write_it(typed, meant):
    known = texts_named("pp/res/182", "pp/res/18", "wtsa/res/73", "itu-t/2017-2020/q/7-5", "itu-r/wp/7c", "itu-r/wp/7b")
    assert finding.named(known, typed) == meant


def test_who_is_meant_by_several_is_not_guessed():
    known = texts_named("pp/res/73", "wtsa/res/73")
    with pytest.raises(MapperError, match=r"'Res\. 73' may be pp/res/73, wtsa/res/73; type more of it"):
        finding.named(known, "Res. 73")
    for typed in ("PP-99", "", "  ", "(Rev. Busan, 2014)"):
        with pytest.raises(MapperError, match="no document is called"):
            finding.named(known, typed)


def test_subtopics_come_out_of_an_anchor_with_clauses_and_the_same_ids_again(small):
    first = suggest(small)
    assert first.found
    for one in first.found:
        assert len(one.spots) >= 3
        assert len(one.documents) >= 2
        assert one.noted.title
        assert all(spot.clause in spot.document.clauses for spot in one.spots)
        assert all(spot.document.kind is not Kind.SUBTOPIC for spot in one.spots)
    before = small.settings.suggestions.read_bytes()
    assert suggest(small, "WTSA-73") == first
    assert small.settings.suggestions.read_bytes() == before


def test_nothing_enters_a_theme_without_a_yes_and_what_is_declined_stays_away(small, cli):
    theme = small.root / "themes" / "climate.toml"
    before = theme.read_bytes()
    one, *_ = suggest(small).found
    assert theme.read_bytes() == before
    told = cli("themes", "decline", one.noted.id[:6], "-w", small.root)
    assert (told.code, theme.read_bytes()) == (0, before)
    shown = cli("themes", "suggest", "--from", "WTSA-73", "--json", "-w", small.root)
    assert one.noted.id not in shown.out
    assert "1 declined suggestion left out; --all shows them" in shown.err
    assert one.noted.id in cli("themes", "suggest", "--from", "WTSA-73", "--all", "-w", small.root).out
    assert cli("themes", "accept", one.noted.id, "--as", "climate/new-one", "-w", small.root).code == 0
    assert theme.read_bytes().startswith(before)
    [added] = [topic for topic in themes.load(small.settings.themes)[0].subtopics if topic.id == "new-one"]
    quoted = {" ".join(spot.clause.text.split()) for spot in one.spots}
    assert added.examples
    assert all(any(text.startswith(example.rstrip("…")) for text in quoted) for example in added.examples)
    small.run()
    assert "theme/climate/new-one" in small.standing().library.in_force
    again = json.loads(cli("themes", "suggest", ANCHOR, "--json", "-w", small.root).out.splitlines()[0])
    assert (again["suggestion"], again["state"], again["as"]) == (one.noted.id, "accepted", "climate/new-one")


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("accept", "nope"), 1, "no suggestion 'nope'; nothing was changed, `mapper themes suggest --from …` lists them"),
        (("accept",), 2, "say which suggestion to accept: its id, as `mapper themes suggest` prints it"),
        (("suggest",), 2, "say out of which text: mapper themes suggest --from pp/res/182"),
        (("suggest", "--from", "PP-999"), 1, "no document is called 'PP-999'"),
        (("climate", "--from", "PP-182"), 2, "--from goes with: mapper themes suggest"),
        (("climate", "x"), 2, "no action 'climate'; choose one of suggest, accept, decline, import"),
        (("--uncovered",), 2, "say of which theme: mapper themes THEME --uncovered"),
        (("weather", "--uncovered"), 1, "no theme 'weather'; choose one of climate, thematic-areas"),
    ],
)
def test_a_wrong_word_is_one_sentence(small, cli, words, code, sentence):
    told = cli("themes", *words, "-w", small.root)
    assert (told.code, told.out) == (code, "")
    assert sentence in told.err


def test_an_accepted_one_says_where_it_may_not_go(small, cli):
    one, *_ = suggest(small).found
    for as_, sentence in (
        ("climate/e-waste", "climate/e-waste is there already; nothing was changed"),
        ("nowhere/x", "no theme 'nowhere' (climate, thematic-areas); say which"),
        ("climate/../x", "no theme 'climate/..'"),
        ("climate/Ä b", "is no id for a subtopic: small letters, figures and hyphens"),
    ):
        told = cli("themes", "accept", one.noted.id, "--as", as_, "-w", small.root)
        assert told.code == 1
        assert sentence in told.err
    assert {noted.said for noted in suggestions.load(small.settings.suggestions)} == {Said.OPEN}


HEAT = "[theme]\nid = 'heat'\ntitle = 'Heat'\nmandate = ['wtsa/res/73']\n[[subtopic]]\nid = 'a'\ntitle = 'Penguins'\ndefinition = 'Penguins.'\n"


def test_what_no_subtopic_takes_is_told_with_its_clauses_and_links(small, cli):
    (small.root / "themes" / "heat.toml").write_text(HEAT, encoding="utf-8")
    told = cli("themes", "heat", "--uncovered", "--limit", "0", "--json", "-w", small.root)
    assert told.code == 0
    found = {line["document"]: line for line in map(json.loads, told.out.splitlines())}
    known = small.standing().library.current
    citing = {work for work, text in known.items() if any(citation.id == ANCHOR for citation in text.citations)} - {ANCHOR}
    assert citing
    assert {work for work, one in found.items() if one["linked"] == f"cites {ANCHOR}"} == citing
    assert any(one["clauses"] for one in found.values())
    for work, one in found.items():
        texts = {clause.id: clause.text for clause in known[work].clauses}
        assert one["subtopics"] == []
        assert one["linked"] or one["clauses"]
        assert all(texts[clause["clause"]] == clause["text"] for clause in one["clauses"])


def test_a_text_that_a_subtopic_takes_is_not_uncovered(small, cli):
    (small.root / "themes" / "heat.toml").write_text(HEAT, encoding="utf-8")
    toml = small.root / "mapper.toml"
    toml.write_text(
        toml.read_text(encoding="utf-8") + "\n[[mapping]]\nname = 'theme:heat'\ntheme = 'heat'\nkinds = ['resolution']\n", encoding="utf-8"
    )
    before = cli("themes", "heat", "--uncovered", "--limit", "0", "--json", "-w", small.root).out.splitlines()
    work = next(one["document"] for one in map(json.loads, before) if one["linked"] and one["clauses"])
    left, right = sorted((work, "theme/heat/a"))
    pair = pair_id("theme:heat", left, right)
    with small.open() as store:
        said = Subject(pair, "theme:heat", left, right, ("", ""), ())
        record(store, said, Word(Verdict.ACCEPT), reviewer="anna", at=AT)
    after = [json.loads(line) for line in cli("themes", "heat", "--uncovered", "--limit", "0", "--json", "-w", small.root).out.splitlines()]
    assert [one["subtopics"] for one in after if one["document"] == work] in ([], [["heat/a"]])
    assert len([one for one in after if not one["subtopics"]]) == len(before) - 1


def test_what_was_suggested_goes_into_a_backup_and_comes_back(small, cli, tmp_path):
    one, *_ = suggest(small).found
    cli("themes", "decline", one.noted.id, "-w", small.root)
    assert cli("backup", tmp_path / "kept.zip", "-w", small.root).code == 0
    assert cli("restore", tmp_path / "kept.zip", "-w", tmp_path / "new").code == 0
    assert (tmp_path / "new" / suggestions.FILE).read_bytes() == small.settings.suggestions.read_bytes()
