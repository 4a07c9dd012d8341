"""SKOS: themes go out as concept schemes and come back as they were; what comes from others is a theme, a note or one sentence."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import rdflib
from hypothesis import given, settings
from rdflib.namespace import DCTERMS, OWL, RDF, SKOS

from mapper import themes
from mapper.errors import MapperError
from mapper.exchange import concepts, graphs, skos
from mapper.exchange.triples import Said
from mapper.themes import Subtopic, Theme
from tests import maps
from tests.test_themes import made

THEME = Theme(
    "heat",
    "Heat",
    ("pp/res/182", "pp/res/35"),
    (
        Subtopic("sea", "Warm seas", "The sea.", ("b first", "a second"), ("ice",), "Salt.", {"fr": "Mers", "zh": "海"}, codes=("sdg:14",)),
        Subtopic("reef", "Reefs", "Coral.", ("a reef",), parent="sea", also={"en": ("coral", "atoll")}, focal_points=("N. N.", "A. B.")),
        Subtopic("old", "Old", "What was.", retired=True, replaced_by=("sea", "reef")),
    ),
    "",
    "What is hot.",
    labels={"fr": "Chaleur"},
    codes=("unbis:03",),
)
NAMES = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix x: <https://example.org/v/> .\n"
ONE = NAMES + 'x:s a skos:ConceptScheme . x:a a skos:Concept ; skos:inScheme x:s ; skos:prefLabel "A"@en ; skos:definition "What a is."@en .\n'


def back(text):
    return concepts.as_theme(Said(graphs._parsed(text, "turtle")), Path("heat.ttl"), "")


def taken(tmp_path, text, name="v.ttl", id_=""):
    (tmp_path / name).write_text(text, encoding="utf-8")
    path, notes = concepts.take(tmp_path / name, tmp_path / "themes", id_)
    return themes.parse(path, path.read_text(encoding="utf-8")), notes


@given(made())
@settings(max_examples=60)
def test_a_round_trip_loses_nothing(theme):
    assert back(skos.render([theme])) == replace(theme, file="")


def test_a_name_of_two_languages_keeps_its_place_in_both():
    theme = Theme("heat", "Heat", "", (Subtopic("a", "A", "", (), also={"en": ("x",), "ru": ("x0", "x")}),), "")
    assert back(skos.render([theme])).subtopics[0].also == {"en": ("x",), "ru": ("x0", "x")}


def test_other_programs_read_what_they_know(tmp_path):
    [path] = skos.write(maps.export(themes=(THEME,)), tmp_path)
    graph = rdflib.Graph().parse(path, format="turtle")
    scheme, sea, reef, old = (rdflib.URIRef(f"https://example.org/mapper/theme/heat{end}") for end in ("", "/sea", "/reef", "/old"))
    assert (scheme, RDF.type, SKOS.ConceptScheme) in graph
    assert {concept for concept, _, _ in graph.triples((None, RDF.type, SKOS.Concept))} == {sea, reef, old}
    assert set(graph.objects(sea, SKOS.prefLabel)) == {rdflib.Literal("Warm seas", "en"), rdflib.Literal("Mers", "fr"), rdflib.Literal("海", "zh")}
    assert set(graph.objects(sea, SKOS.example)) == {rdflib.Literal("b first", "en"), rdflib.Literal("a second", "en")}
    assert (reef, SKOS.broader, sea) in graph
    assert (sea, SKOS.narrower, reef) in graph
    assert set(graph.objects(scheme, SKOS.hasTopConcept)) == {sea, old}
    assert (sea, SKOS.closeMatch, rdflib.URIRef("http://metadata.un.org/sdg/14")) in graph
    assert (scheme, SKOS.closeMatch, rdflib.URIRef("http://metadata.un.org/thesaurus/03")) in graph
    assert (old, OWL.deprecated, rdflib.Literal(True)) in graph
    assert set(graph.objects(old, DCTERMS.isReplacedBy)) == {sea, reef}
    assert rdflib.URIRef("https://example.org/itu/res/pp/182") in set(graph.objects(scheme, DCTERMS.source))


def test_the_same_themes_give_the_same_bytes_whatever_the_seed(kept, tmp_path):
    code = "import sys; from mapper.cli import main; sys.argv = ['mapper', 'export', 'skos', '-w', sys.argv[1], '--out', sys.argv[2]]; main()"
    written = []
    for seed in ("1", "2"):
        subprocess.run([sys.executable, "-c", code, kept.root, tmp_path / f"{seed}.ttl"], check=True, env={**os.environ, "PYTHONHASHSEED": seed})
        written.append((tmp_path / f"{seed}.ttl").read_bytes())
    assert written[0] == written[1]
    assert b"a skos:ConceptScheme" in written[0]


@pytest.mark.parametrize(("name", "format_"), [("v.ttl", "turtle"), ("v.rdf", "xml"), ("v.jsonld", "json-ld"), ("v.nt", "nt")])
def test_every_format_gives_the_same_theme(tmp_path, name, format_):
    graph = rdflib.Graph().parse(data=skos.render([THEME]), format="turtle")
    theme, notes = taken(tmp_path, graph.serialize(format=format_), name)
    assert replace(theme, file="") == THEME
    assert notes == ()


def test_a_theme_that_is_there_is_never_written_over(tmp_path, small, cli):
    cli("export", "skos", "--out", tmp_path / "t.ttl", "-w", small.root)
    before = (small.root / "themes" / "climate.toml").read_bytes()
    told = cli("themes", "import", tmp_path / "t.ttl", "-w", small.root)
    assert told.code == 1
    assert "holds a theme 'climate' already; nothing was changed, say --id with another name" in told.err
    assert cli("themes", "import", tmp_path / "t.ttl", "--id", "other", "-w", small.root).code == 0
    assert (small.root / "themes" / "climate.toml").read_bytes() == before
    assert cli("themes", "import", "-w", small.root).code == 2


def test_what_a_theme_has_no_place_for_is_told(tmp_path):
    text = ONE.replace('"A"@en', '"B"@fr, "C"@fr, "X"@xx-wrong') + (
        'x:a skos:definition "Autre."@fr ; skos:related x:b ; skos:broader x:away, x:b ; skos:altLabel "aleph"@en, "alif"@ar .\n'
        'x:b a skos:Concept ; skos:inScheme x:s ; skos:prefLabel "B"@en ; skos:scopeNote "Stands for it."@en .\n'
    )
    theme, notes = taken(tmp_path, text)
    a, b = theme.subtopics
    assert (a.title, a.labels, a.also, a.parent) == ("B", {"fr": "B"}, {"en": ("aleph",), "ar": ("alif",)}, "b")
    assert b.definition == "Stands for it."
    told = "\n".join(notes)
    for sentence in (
        "label in English missing: the one in 'fr' stands for it",
        "second prefLabel in one language left out",
        "prefLabel in 'xx-WRONG', which is no language tag, left out",
        "definition in another language than English left out",
        "skos:related left out, since a theme has no place for it",
        "broader concept outside the scheme left out",
        "concept without a definition in English: its scope note, or its label, stands for it",
    ):
        assert f"1 × {sentence}" in told
    assert "v.toml: [subtopic" not in told
    assert 's.toml: [subtopic "a"] has no examples' in told


BOMB = '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">&b;</rdf:RDF>'
AWAY = json.dumps({"@context": ["http://127.0.0.1:9/context.jsonld"], "@type": "skos:Concept"})
DEEP = json.dumps({"@graph": [{"a": {"@context": {"@import": "file:///etc/passwd"}}}]})


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("v.ttl", "x:a b", "v.ttl cannot be read as turtle: "),
        ("v.ttl", NAMES, "v.ttl holds no concept of SKOS; a theme needs skos:Concept with skos:prefLabel"),
        (
            "v.ttl",
            ONE.replace("x:a a skos:Concept", "x:a a skos:Concept ; skos:broader x:b") + "x:b a skos:Concept ; skos:broader x:a .",
            "v.ttl: the parents of subtopics run in a circle (",
        ),
        ("v.ttl", ONE + "x:t a skos:ConceptScheme .", "v.ttl holds 2 concept schemes (s, t); choose one with --id"),
        ("v.ttl", NAMES + "x:s skos:note " + "[ skos:note " * 4000 + '"x"' + "]" * 4000 + " .", "is nested too deeply to be read"),
        ("v.txt", ONE, "v.txt does not end as a file of SKOS does; save it as Turtle (.ttl), RDF/XML (.rdf) or JSON-LD (.jsonld)"),
        ("v.rdf", BOMB, "v.rdf declares a document type, and entities are not read; save it as Turtle"),
        ("v.rdf", "<a", "v.rdf cannot be read as xml: "),
        ("v.jsonld", AWAY, "takes its @context from elsewhere (http://127.0.0.1:9/context.jsonld), and nothing is fetched; write the context into"),
        ("v.jsonld", DEEP, "takes its @context from elsewhere (file:///etc/passwd), and nothing is fetched"),
        ("v.jsonld", "{", "v.jsonld is no JSON: "),
    ],
)
def test_what_is_no_theme_is_one_sentence_and_writes_nothing(tmp_path, name, text, sentence):
    with pytest.raises(MapperError) as told:
        taken(tmp_path, text, name)
    assert sentence in str(told.value)
    assert "\n" not in str(told.value)
    assert not (tmp_path / "themes").exists()


def test_a_huge_file_is_refused_and_an_absent_one_told(tmp_path, monkeypatch):
    with pytest.raises(MapperError, match=r"absent\.ttl cannot be read: No such file or directory"):
        graphs.read(tmp_path / "absent.ttl")
    with (tmp_path / "v.ttl").open("wb") as file:
        file.truncate(graphs.LARGEST + 1)
    with pytest.raises(MapperError, match=r"v\.ttl has more than 32 MiB; share a part of it"):
        graphs.read(tmp_path / "v.ttl")
    monkeypatch.setattr(concepts, "MOST", 1)
    with pytest.raises(MapperError, match="holds 2 concepts, and a theme at most 1"):
        back(ONE + "x:b a skos:Concept ; skos:inScheme x:s .")


def test_an_id_that_would_leave_the_folder_is_refused(tmp_path):
    for id_ in ("../out", "a/b", ".hidden", "a\\b"):
        with pytest.raises(MapperError, match="is no name for a theme file"):
            taken(tmp_path, ONE, id_=id_)
    assert [path.name for path in tmp_path.iterdir()] == ["v.ttl"]


def test_an_odd_list_ends_and_an_unknown_prefix_is_told(tmp_path):
    text = skos.render([THEME]) + "<urn:l> <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> <urn:l> ."
    said = Said(graphs._parsed(text, "turtle"))
    assert list(said.list("urn:l")) == []
    with pytest.raises(MapperError, match="names an address for the prefix 'nowhere'"):
        skos.render([replace(THEME, codes=("nowhere:1",))])
