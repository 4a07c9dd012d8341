"""Proposals: evidence always, one pair once, the same bytes whatever the order."""

import json
import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper import ranker
from mapper.calibration import Calibrator, Calibrators
from mapper.embedders.hashing import HashingEmbedder
from mapper.embeddings import VectorCache
from mapper.evidence import citing
from mapper.identity import pair_id
from mapper.proposals import Task, Tools, propose_all
from mapper.store import codec
from mapper.types import Part, Proposal
from tests.texts import LIBRARY, cites, clause, document

TOOLS = Tools(HashingEmbedder())


def across(one, other):
    return one.body != other.body


def proposals(documents=LIBRARY, right=None, **more):
    task = Task("resolutions", documents, documents if right is None else right, **{"allowed": across, "top": 2, **more})
    return propose_all(task, TOOLS)


def the(pair, found):
    return next(proposal for proposal in found if (proposal.left, proposal.right) == pair)


def test_a_proposal_says_what_it_is_made_of():
    found = the(("aa/res/1", "bb/res/4"), proposals())
    assert found.pair == pair_id("resolutions", "aa/res/1", "bb/res/4")
    assert (found.left_edition, found.right_edition) == ("2018", "2018")
    assert [name for name, _ in found.channels] == ["dense", "lexical", "citation"]
    assert found.ranks == (1, 1)
    assert sum(amount for _, amount in found.contributions) == pytest.approx(found.score, abs=1e-3)


def test_evidence_is_verbatim_with_its_page_and_uses_no_clause_twice():
    library = {one.id: one for one in LIBRARY}
    for found in proposals():
        assert 1 <= len(found.evidence) <= 3
        for side in ("left", "right"):
            quotes = [getattr(evidence, side) for evidence in found.evidence]
            assert len({quote.clause for quote in quotes}) == len(quotes)
            clauses = {c.id: c for c in library[getattr(found, side)].clauses}
            assert all((clauses[quote.clause].text, clauses[quote.clause].page) == (quote.text, quote.page) for quote in quotes)
        assert [evidence.weight for evidence in found.evidence] == sorted((e.weight for e in found.evidence), reverse=True)


def test_texts_with_nothing_in_common_are_no_proposal():
    strangers = [document("a/1", "", "alpha beta", body="A"), document("b/1", "", "gamma delta", body="B")]
    assert proposals(strangers) == []


def test_a_citation_alone_is_proposed_with_the_clause_that_cites():
    words = "Resolution 7"
    citing_one = document("dd/res/9", "Postage", f"to note {words}", body="DD", citations=[cites("cc/res/7", words)])
    found = the(("cc/res/7", "dd/res/9"), proposals([*LIBRARY, citing_one], floor=0.9))
    evidence = found.evidence[0]
    assert (found.relation, found.direction) == ("cites", "right-to-left")
    assert (evidence.left.place, evidence.left.text) == ("title", "Gender equality")
    assert evidence.right.text == "to note Resolution 7"
    assert dict(found.contributions)["citation"] == dict(ranker.load().weights)["citation"]


def test_a_citation_is_quoted_from_running_text_before_a_relation_list():
    listed, said = clause(1, "Resolution 7", Part.RELATIONS, "Relationships"), clause(2, "to follow Resolution 7")
    one = document("a/1", "T", listed, said, citations=[cites("b/1", place=listed.id, relation=True), cites("b/1", place=said.id)])
    (evidence,) = citing(one, document("b/1", "Other", "text"))
    assert evidence.left.clause == said.id


def test_a_citation_without_a_place_quotes_its_words():
    one = document("a/1", "T", "text", citations=[cites("b/1", "Resolution 7 (Lund, 2018)")])
    (evidence,) = citing(one, document("b/1", "", "first", "second"))
    assert evidence.left.text == "Resolution 7 (Lund, 2018)"
    assert evidence.right.text == "first"


def test_a_document_without_clauses_is_quoted_by_its_title():
    event = document("e/1", "Workshop on energy and emissions of data centres", body="E")
    found = the(("e/1", "bb/res/4"), proposals([event], LIBRARY))
    assert {(e.left.clause, e.left.text) for e in found.evidence} == {("e/1#title", event.title)}


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("to carry out Resolution 4 by measuring emissions of data centres", ("implements", "left-to-right")),  # it says so
        ("to note Resolution 4 when subtitles are made", ("cites", "left-to-right")),  # on another subject
    ],
)
def test_a_lower_text_implements_a_higher_one_where_it_says_so_or_is_on_its_subject(text, relation):
    lower = document("aa/res/8", "Other matters", text, body="AA", citations=[cites("bb/res/4", "Resolution 4")])
    found = the(("aa/res/8", "bb/res/4"), proposals([*LIBRARY, lower], body_rank={"BB": 0, "AA": 1}))
    assert (found.relation, found.direction) == relation


def test_what_is_cited_comes_first_and_further_evidence_does_not_pad():
    told = "to lower the emissions of data centres"
    one = document("a/1", "Heat", f"{told}, as Resolution 7 asks", "to thank the hosts", body="A", citations=[cites("b/1", "Resolution 7")])
    other = document("b/1", "Cold", told, "to meet again in spring", body="B")
    (found,) = proposals([one, other])
    assert found.evidence[0].left.text == f"{told}, as Resolution 7 asks"
    assert all({e.left.text, e.right.text}.isdisjoint({"to thank the hosts", "to meet again in spring"}) for e in found.evidence)


def test_the_only_clause_of_a_text_may_speak_twice():
    event = document("e/1", "Workshop", "on energy efficiency of data centres and on emissions of networks", body="E")
    found = the(("aa/res/1", "e/1"), proposals([*LIBRARY, event]))
    assert len(found.evidence) == 2
    assert len({e.right.clause for e in found.evidence}) == 1


def test_the_floor_drops_what_is_improbable_and_uncited():
    unlikely = Tools(HashingEmbedder(), calibrators=Calibrators(Calibrator(-30, 0, 0, 0)))
    assert propose_all(Task("resolutions", LIBRARY, LIBRARY, across, floor=0.1), unlikely) == []


def test_a_probability_is_shown_only_where_the_type_has_labels():
    unlabelled = replace(TOOLS, calibrators=Calibrators(TOOLS.calibrators.general))
    assert {proposal.probability for proposal in propose_all(Task("resolutions", LIBRARY, LIBRARY, across), unlabelled)} == {None}
    known = replace(TOOLS, calibrators=Calibrators(TOOLS.calibrators.general, {"resolutions": Calibrator(-1, 0.7, -0.6, 100)}))
    found = propose_all(Task("resolutions", LIBRARY, LIBRARY, across), known)
    assert all(0 < proposal.probability < 1 for proposal in found)


@given(st.integers(0, 1000))
def test_the_order_of_documents_does_not_matter(seed):
    shuffled = list(LIBRARY)
    random.Random(seed).shuffle(shuffled)
    assert proposals(shuffled) == proposals()


def test_a_warm_cache_gives_the_same_proposals(tmp_path):
    task = Task("resolutions", LIBRARY, LIBRARY, across)
    runs = [propose_all(task, Tools(HashingEmbedder(), VectorCache(tmp_path))) for _ in range(2)]
    assert runs[0] == runs[1] == propose_all(task, TOOLS)


def test_sides_keep_their_places_where_left_and_right_differ():
    assert {(found.left[:2], found.right[:2]) for found in proposals(LIBRARY[3:6], LIBRARY[:3])} == {("bb", "aa")}


def test_no_document_is_no_proposal():
    assert proposals([]) == []
    assert proposals(LIBRARY[:1]) == []
    assert proposals(LIBRARY[:2], []) == []
    assert proposals([], LIBRARY) == []


@pytest.mark.model
def test_the_model_finds_what_shares_no_word():
    from mapper import embedders

    one = [
        document("a/1", "Climate change", "to lower the carbon dioxide output of telephone exchanges", body="A"),
        document("a/2", "Accessibility", "to offer subtitles to deaf persons", body="A"),
        document("a/3", "Security", "to answer attacks on computers", body="A"),
    ]
    other = [
        document("b/4", "Greenhouse gases", "to measure emissions from switching centres", body="B"),
        document("b/5", "Hearing loss", "to caption broadcasts", body="B"),
        document("b/6", "Intrusions", "to respond when hackers enter networks", body="B"),
    ]
    found = propose_all(Task("resolutions", one, other, top=1), Tools(embedders.load()))
    assert {("a/1", "b/4"), ("a/2", "b/5"), ("a/3", "b/6")} <= {(proposal.left, proposal.right) for proposal in found}


def test_every_proposal_says_on_what_its_relation_rests():
    found = the(("aa/res/1", "bb/res/4"), proposals())
    first = found.evidence[0]
    assert found.relation_reason == (
        f"neither names the other; nearest in meaning are {first.left.place} of aa/res/1 and {first.right.place} of bb/res/4; "
        "aa/res/1 is partner 1 of bb/res/4, and bb/res/4 partner 1 of aa/res/1"
    )
    assert all(proposal.relation_reason for proposal in proposals())
    citing_one = document("dd/res/9", "Postage", "to note Resolution 7", body="DD", citations=[cites("cc/res/7", "Resolution 7")])
    cited = the(("cc/res/7", "dd/res/9"), proposals([*LIBRARY, citing_one], floor=0.9))
    assert cited.relation_reason == "dd/res/9 names cc/res/7 in resolves 1, and little else in the two texts is alike"


def test_a_proposal_that_an_earlier_version_kept_is_read_without_a_reason():
    found = proposals()[0]
    kept = {name: value for name, value in json.loads(codec.write(found)).items() if name != "relation_reason"}
    assert codec.read(Proposal, json.dumps(kept)) == replace(found, relation_reason="")
