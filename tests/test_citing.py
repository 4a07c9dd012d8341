"""The citation channel: each kind of link apart, what they come to, and how they are shown."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper import mentions
from mapper.calibration import signs
from mapper.candidates import find, permitted
from mapper.channels.citation import (
    COMMON,
    COUPLED,
    LISTED,
    NAMED,
    RELATED,
    TOGETHER,
    CitationChannel,
    among,
    coupled,
    explicit,
    links,
    listed,
    strength,
    together,
)
from mapper.corpus import gather
from mapper.embedders.hashing import HashingEmbedder
from mapper.embeddings import VectorCache
from mapper.evidence import citing
from mapper.proposals import Task, Tools, propose_all
from mapper.types import Citation, Part
from tests.texts import LIBRARY, cites, clause, document
from tests.workspaces import write_texts


def corpus(*documents, beside=()):
    return replace(gather(documents, HashingEmbedder(), VectorCache()), beside=tuple(beside))


def lists(work, *others):
    """A text whose one list of relations names others."""
    entries = [Citation(other, "", f"{work}#relationships", f"entry {n}", True) for n, other in enumerate(others)]
    section = clause("", ", ".join(entry.text for entry in entries), Part.RELATIONS, "relationships", work=work)
    return document(work, "T", "to study the matter", replace(section, id=f"{work}#relationships"), citations=entries)


def plain(work):
    return document(work, "T", "to study the matter")


STRANGERS = [f"x/{n}" for n in range(20)]


def value(one, other, beside=()):
    return float(CitationChannel().scores(corpus(one, beside=beside), corpus(other))[0, 0])


def test_an_entry_of_a_short_list_counts_like_a_citation():
    assert value(lists("a/1", "b/1", "b/2", "b/3"), plain("b/1")) == 1
    assert value(document("a/1", "T", "x", citations=[cites("b/1")]), plain("b/1")) == 1


@given(st.integers(LISTED, 15), st.integers(1, 5))
def test_the_longer_a_list_the_less_each_entry_says_and_never_less_than_an_implied_link(size, more):
    shorter, longer = (value(lists("a/1", "b/1", *STRANGERS[: n - 1]), plain("b/1")) for n in (size, size + more))
    assert COMMON < longer < shorter <= 1


def test_an_entry_of_a_long_list_that_the_text_names_too_is_a_citation():
    both = lists("a/1", "b/1", *STRANGERS)
    assert value(replace(both, citations=(*both.citations, cites("b/1"))), plain("b/1")) == 1


def test_two_that_list_each_other_count_more_than_one_that_lists():
    one, other = lists("a/1", "b/1", *STRANGERS[:8]), lists("b/1", "a/1", *STRANGERS[8:16])
    assert value(one, plain("b/1")) < value(one, other) < 1
    assert value(one, other) == pytest.approx(value(other, one))


def test_a_list_is_counted_by_its_clause():
    first, second = lists("a/1", "b/1", "b/2"), lists("a/1", *STRANGERS)
    apart = [replace(one, clause="a/1#relationships~2") for one in second.citations]
    assert among(replace(first, citations=(*first.citations, *apart)), first.citations[0]) == 2


def test_each_kind_of_link_is_told_apart():
    left = corpus(replace(lists("a/1", "b/2"), citations=(*lists("a/1", "b/2").citations, cites("b/1"), cites("x/1"))))
    right = corpus(plain("b/1"), plain("b/2"), document("b/3", "T", "x", citations=[cites("x/1")]), plain("b/4"))
    left = replace(left, beside=(document("c/1", "T", "x", citations=[cites("a/1"), cites("b/4")]),))
    found = dict(links(left, right).parts)
    assert found[NAMED].tolist() == [[1, 0, 0, 0]]
    assert found[RELATED].tolist() == [[0, 1, 0, 0]]
    assert np.nonzero(found[COUPLED][0])[0].tolist() == [2]
    assert np.nonzero(found[TOGETHER][0])[0].tolist() == [3]


def third(*named, count=1):
    return [document(f"c/{named}/{n}", "T", "x", citations=[cites(work) for work in named]) for n in range(count)]


def test_the_more_texts_name_two_together_the_more_it_says():
    once, often = (value(plain("a/1"), plain("b/1"), third("a/1", "b/1", count=count)) for count in (1, 5))
    assert 0 < once < often < COMMON


def test_a_text_that_names_many_brings_no_two_of_them_together():
    few, many = (value(plain("a/1"), plain("b/1"), third("a/1", "b/1", *others)) for others in ((), STRANGERS))
    assert 0 < many < few / 5


def test_what_is_named_by_everybody_is_near_to_nobody():
    often = [*third("a/1", "b/1", count=2), *third("a/1", "x/1", count=20)]
    assert value(plain("a/1"), plain("b/1"), often) < value(plain("a/1"), plain("b/1"), third("a/1", "b/1", count=2))


def test_texts_of_either_side_are_third_texts_for_each_other():
    naming = document("b/2", "T", "x", citations=[cites("a/1"), cites("b/1")])
    found = dict(links(corpus(plain("a/1")), corpus(plain("b/1"), naming)).parts)[TOGETHER]
    assert found[0, 0] > 0
    assert found[0, 1] == 0


def test_a_text_that_names_itself_brings_nobody_together():
    own = document("a/1", "T", "x", citations=[cites("a/1"), cites("b/1")])
    assert together((own,), (plain("b/1"),), [own, plain("b/1")]).tolist() == [[0.0]]


def by_loops(left, right, texts):
    """Count co-citation in plain loops."""
    found = np.zeros((len(left), len(right)))
    works = {one.id for one in (*left, *right)}
    named = [{c.id for c in one.citations} - {one.id} for one in texts]
    share = [1 / max(1, len(each) - 1) for each in named]
    times = {work: sum(s for s, each in zip(share, named, strict=True) if work in each) for work in works}
    for i, one in enumerate(left):
        for j, other in enumerate(right):
            both = sum(s for s, each in zip(share, named, strict=True) if {one.id, other.id} <= each)
            found[i, j] = both / (np.sqrt(times[one.id] * times[other.id]) + 1)
    return found


WORKS = ["a/1", "a/2", "b/1", "b/2", "b/3", "x/1", "x/2"]


@given(st.lists(st.sets(st.sampled_from(WORKS)), max_size=6))
def test_co_citation_is_what_plain_loops_give(naming):
    left, right = tuple(map(plain, WORKS[:2])), tuple(map(plain, WORKS[2:5]))
    texts = [document(f"c/{n}", "T", "x", citations=[cites(work) for work in sorted(named)]) for n, named in enumerate(naming)]
    found = together(left, right, texts)
    assert np.allclose(found, by_loops(left, right, texts))
    assert np.allclose(found, together(right, left, texts).T)
    assert ((found >= 0) & (found < 1)).all()


@pytest.mark.parametrize("measure", [explicit, listed, coupled, lambda left, right: together(left, right, [])])
def test_a_side_without_documents_is_no_error(measure):
    assert measure((), (plain("b/1"),)).shape == (0, 1)


def test_an_unresolved_citation_links_nobody():
    nobody = [document(work, "T", "x", citations=[Citation("", "", "", "the Treaty")]) for work in ("a/1", "b/1")]
    assert value(*nobody) == 0


def test_an_entry_of_a_long_list_is_a_candidate_that_counts_less():
    work = lists("zz/res/9", "cc/res/7", *STRANGERS)
    side = corpus(*sorted((*LIBRARY, work), key=lambda one: one.id))
    pairs = find(side, side, permitted(side.documents, side.documents), 1)
    scores = dict(next(dict(pair.scores) for pair in pairs if {pair.left, pair.right} == {"cc/res/7", "zz/res/9"}))
    assert COMMON < scores["citation"] < 1
    assert 0 < signs(scores["score"], (1, 1), scores).cited < 1
    assert scores["citation.list"] == pytest.approx(strength(scores["citation"]), abs=1e-3)


def proposed(work, partner="cc/res/7", beside=()):
    found = propose_all(Task("t", LIBRARY, [work]), Tools(HashingEmbedder(), beside=beside))
    return next(one for one in found if partner in (one.left, one.right))


def test_a_proposal_tells_its_links_and_quotes_the_list():
    few, many = (proposed(lists("zz/res/9", "cc/res/7", *STRANGERS[:n])) for n in (1, 19))
    assert dict(few.links) == {RELATED: 1.0}
    assert 0 < dict(many.links)[RELATED] < 0.5
    assert dict(many.contributions)["citation"] < dict(few.contributions)["citation"]
    assert many.evidence[0].weight < few.evidence[0].weight == 1
    assert "entry 0" in many.evidence[0].right.text


def test_the_list_is_quoted_with_what_its_entry_says():
    work = lists("a/1", "b/1", *STRANGERS)
    (found,) = citing(work, plain("b/1"))
    assert found.weight == pytest.approx(np.sqrt(LISTED / 21), abs=1e-3)


def test_links_are_told_in_words():
    work = lists("zz/res/9", "cc/res/7", *STRANGERS[:6])
    work = replace(work, citations=(*work.citations, cites("y/1")))
    partner = replace(LIBRARY[-1], citations=(cites("zz/res/9", "entry 0"), cites("y/1")))
    beside = third("cc/res/7", "zz/res/9")
    known = {one.id: one for one in (partner, work, *beside)}
    task = Task("t", [partner, *LIBRARY[:3]], [work])
    found = next(one for one in propose_all(task, Tools(HashingEmbedder(), beside=tuple(known.values()))) if one.left == partner.id)
    told = list(mentions.told(found, known))
    assert told[0] == "linked:"
    assert told[1] == "  cc/res/7 names zz/res/9 in its text"
    assert told[2] == "  zz/res/9 lists cc/res/7 as related (relationships, p. 1), one of 7"
    assert told[3].startswith("  both name y/1 (0.")
    assert told[4].startswith("  named together by c/('cc/res/7', 'zz/res/9')/0 (0.")
    assert len(told) == 5
    assert mentions.linked(found) == "cited"
    assert list(mentions.told(replace(found, links=()), known)) == []


@pytest.mark.parametrize(
    ("found", "word"),
    [
        ((), ""),
        (((COUPLED, 0.9),), ""),
        (((RELATED, 0.4),), "listed as related"),
        (((NAMED, 1.0), (RELATED, 0.4)), "cited"),
    ],
)
def test_a_reviewer_is_told_in_a_word_how_a_pair_is_linked(found, word):
    some = replace(proposed(plain("zz/res/9"), "aa/res/1"), links=found, channels=(("citation", 0.2),))
    assert mentions.linked(some) == word


def test_a_proposal_of_before_links_were_kept_is_cited_where_its_channel_says_so():
    some = replace(proposed(plain("zz/res/9"), "aa/res/1"), links=())
    assert mentions.linked(replace(some, channels=(("citation", 1.0),))) == "cited"
    assert mentions.linked(replace(some, channels=(("citation", COMMON),))) == ""


def test_a_run_reads_third_texts_from_the_whole_library_and_show_tells_them(small, cli):
    one, other = (document(f"zz/res/{n}", "", "to measure the emissions of networks", body=body) for n, body in ((1, "WTSA"), (2, "WTDC")))
    naming = document("yy/dec/1", "", "to keep the minutes", citations=[cites("zz/res/1"), cites("zz/res/2")])
    write_texts(small, "own", [one, other, naming])
    small.run()
    mapped = next(m for m in small.mapped("resolutions") if {m.left, m.right} == {"zz/res/1", "zz/res/2"})
    assert dict(mapped.proposal.links) == {TOGETHER: 0.5}
    assert "named together by yy/dec/1 (0.25)" in cli("show", mapped.pair, "-w", small.root).out
