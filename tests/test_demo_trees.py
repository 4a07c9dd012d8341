"""The demo corpora's expected trees: every label, opener, part, depth, text and footnote exact."""

import json
import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from mapper.documents import extract, from_path
from mapper.types import Part

DEMO = Path(__file__).resolve().parent.parent / "corpora" / "demo"
TREES = sorted((DEMO / "gold" / "trees").glob("*.json"))
SCAN = "PP-94-RES-35-scan"
OURS = re.compile(r"ITU|Resolution|Question|Recommendation|Study Group|Working Party|\bSG\b|\bWP\b|\bQ\d")


@cache
def expected(path):
    return json.loads(path.read_text(encoding="utf-8"))


@cache
def read(path):
    return extract(from_path(DEMO / expected(path)["file"]))


def found(path):
    return {document.id: document for document in read(path).documents}


PAIRS = [
    pytest.param(path, tree, id=f"{path.stem}:{tree['id']}")
    for path in TREES
    if path.stem not in ("activities", SCAN)
    for tree in expected(path)["documents"]
]


def test_there_are_trees_of_every_layout():
    assert len(TREES) >= 12


@pytest.mark.parametrize("path", [path for path in TREES if path.stem != SCAN], ids=lambda path: path.stem)
def test_the_documents_of_a_file_are_found_and_no_others(path):
    assert sorted(found(path)) == sorted(tree["id"] for tree in expected(path)["documents"])


@pytest.mark.parametrize(("path", "tree"), PAIRS)
def test_a_tree_is_exact(path, tree):
    document = found(path)[tree["id"]]
    clauses = [(c.part.value, c.opener, c.label, c.depth, c.text) for c in document.clauses]
    assert clauses == [(c["part"], c["opener"], c["label"], c["depth"], c["text"]) for c in tree["clauses"]]


@pytest.mark.parametrize(("path", "tree"), PAIRS)
def test_a_head_is_exact(path, tree):
    document = found(path)[tree["id"]]
    edition = tree["edition"]
    assert (document.kind.value, document.body, document.number, document.title) == (tree["kind"], tree["body"], tree["number"], tree["title"])
    assert (document.edition.label, document.edition.place, document.edition.year) == (edition["label"], edition["place"], edition["year"])
    assert (document.status.value, document.group, document.period) == (tree["status"], tree["group"], tree["period"])
    assert document.problems == ()


@pytest.mark.parametrize(("path", "tree"), PAIRS)
def test_footnotes_are_exact_and_bound_where_their_mark_stood(path, tree):
    document = found(path)[tree["id"]]
    texts = {clause.id: clause.text for clause in document.clauses}
    found_ = [(note.mark, note.text, texts.get(note.clause, "")[: max(0, note.at)]) for note in document.footnotes]
    assert found_ == [(note["mark"], note["text"], note["before"]) for note in tree["footnotes"]]


@pytest.mark.parametrize(("path", "tree"), PAIRS)
def test_clause_ids_are_unique_and_pages_in_range(path, tree):
    document = found(path)[tree["id"]]
    ids = [clause.id for clause in document.clauses]
    assert len(set(ids)) == len(ids)
    assert all(document.pages[0] <= clause.page <= document.pages[1] for clause in document.clauses)


@pytest.mark.parametrize("path", [path for path in TREES if path.stem not in ("activities", SCAN)], ids=lambda path: path.stem)
def test_a_document_ends_with_its_last_clause_and_before_the_next_one(path):
    inside = sorted((document.pages, max(clause.page for clause in document.clauses)) for document in found(path).values() if document.clauses)
    assert all(pages[1] - last <= 1 for pages, last in inside)  # its last clause may run over
    shares = 0 if "Final-Acts" in path.stem else 1  # there each text has pages of its own
    assert all(one[0][1] < other[0][0] + shares for one, other in pairwise(inside))


@pytest.mark.parametrize("path", [path for path in TREES if path.stem != "activities"], ids=lambda path: path.stem)
def test_every_letter_of_a_file_ends_in_one_node_a_footnote_or_known_furniture(path):
    quality = read(path).quality
    assert quality.lost == ()
    assert quality.share_lost == 0
    assert sum(letters for _, letters in quality.accounts) == quality.letters > 200


@pytest.mark.parametrize("path", [path for path in TREES if path.stem != "activities"], ids=lambda path: path.stem)
def test_every_clause_and_footnote_reads_as_the_page_that_it_names(path):
    assert read(path).quality.astray == ()


@pytest.mark.parametrize("path", [path for path in TREES if path.stem not in ("activities", SCAN)], ids=lambda path: path.stem)
def test_no_sentence_of_a_file_is_cut_and_its_contents_are_met(path):
    quality = read(path).quality
    assert quality.cut == ()
    assert (quality.contents.missing, quality.contents.unlisted, quality.contents.moved) == ((), (), ())
    assert quality.contents.found == quality.contents.listed


def test_the_contents_of_the_demo_name_texts_with_their_pages():
    contents = read(next(path for path in TREES if path.stem == "PP-18-Final-Acts")).quality.contents
    assert (contents.listed, contents.offset) == (27, 0)


def test_nearly_every_opener_that_addresses_somebody_has_an_actor():
    documents = [document for path in TREES if path.stem not in ("activities", SCAN) for document in found(path).values()]
    openers = {clause.opener: clause.actor for document in documents for clause in document.clauses if clause.part is Part.OPERATIVE}
    addressed = {
        opener: actor for opener, actor in openers.items() if opener.split()[0] in ("instructs", "invites", "requests", "encourages", "urges")
    }
    assert len(addressed) > 60
    assert sum(not actor for opener, actor in addressed.items() if len(opener.split()) > 1) <= 3


def test_activities_are_exact():
    path = next(path for path in TREES if path.stem == "activities")
    for tree in expected(path)["documents"]:
        document = found(path)[tree["id"]]
        details = dict(document.details)
        assert (document.kind.value, document.title, document.clauses[0].text) == (tree["kind"], tree["title"], tree["description"])
        assert {key: details.get(key, "") for key in ("organiser", "sectors", "place", "start", "end")} == {
            key: tree[key] for key in ("organiser", "sectors", "place", "start", "end")
        }


def test_nearly_every_reference_of_the_demo_corpora_is_resolved():
    """Bodies outside the organisation, which relations sections list by name, have no id; whatever is numbered as a text or group of it has one."""
    citations = [c for path in TREES if path.stem != SCAN for document in found(path).values() for c in document.citations]
    numbered = [c for c in citations if not c.relation or OURS.search(c.text)]
    assert len(numbered) > 1000
    assert sum(not citation.id for citation in numbered) <= 0.01 * len(numbered)
