"""The glossary: what short forms stand for, learned from the texts or told by a profile, and where it counts."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper import profiles
from mapper.channels.lexical import MEANT, LexicalChannel, okapi
from mapper.corpus import gather
from mapper.defining import definitions
from mapper.embedders.hashing import HashingEmbedder
from mapper.embeddings import VectorCache
from mapper.errors import MapperError
from mapper.glossary import Glossary, known, learn
from mapper.profiles import glossaries
from mapper.proposals import Task, Tools, corpora, propose_all
from tests.texts import LIBRARY, document

GASES = Glossary({"GHG": ("greenhouse gas", "greenhouse gas emissions")})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the emission of greenhouse gases (GHG) by networks", [("GHG", "greenhouse gases")]),
        ("the Earth exploration-satellite service (EESS) (passive)", [("EESS", "Earth exploration-satellite service")]),
        ("public protection and disaster relief (PPDR) agencies", [("PPDR", "public protection and disaster relief")]),
        ("small island states (SIS), landlocked countries (LCs)", [("SIS", "small island states"), ("LC", "landlocked countries")]),
        ("by the alternative approval process (AAP)", [("AAP", "alternative approval process")]),
        ("by the AAP (alternative approval process)", [("AAP", "alternative approval process")]),
        ("Human immunodeficiency virus (HIV, see below)", [("HIV", "Human immunodeficiency virus")]),
        ("the Hyper Text Transfer Protocol (HTTP)", [("HTTP", "Hyper Text Transfer Protocol")]),
        ("the Internet of Things (IoT)", [("IoT", "Internet of Things")]),
        ("to adopt a plan (see Annex 1) and a budget (in CHF)", []),
        ("the networks (GHG) that were built", []),
        ("of the (PPDR) agencies", []),
        ("GHG (which is the subject of this text)", []),
        ("Resolution 73 (WTSA) and Resolution 5 (Rev. Kigali, 2022)", []),
        ("a text (", []),
        ("", []),
    ],
)  # fmt: skip
def test_what_a_text_explains_is_found(text, found):
    assert list(definitions(text)) == found


WORD = st.text("abcdefghijklmnoprstu", min_size=4, max_size=9)


@given(st.lists(WORD, min_size=2, max_size=5), st.lists(WORD, max_size=4))
def test_initials_in_brackets_are_found_behind_any_words(words, before):
    short = "".join(word[0] for word in words).upper()
    ((found, long),) = definitions(" ".join((*before, "the", *words, f"({short})")))
    assert found == short
    assert long == " ".join(words)


@given(st.text(max_size=60))
def test_any_text_is_read_without_a_mistake(text):
    for short, long in definitions(text):
        assert short
        assert long
        assert short not in long.split()


def test_most_documents_decide_what_a_short_form_means_and_each_for_itself():
    one = document("a/1", "", "the smart sustainable cities (SSC) of today")
    two = document("a/2", "", "Smart Sustainable City (SSC) plans")
    other = document("a/3", "", "the space science committee (SSC) met", "the SSC report")
    found = Glossary({"SSC": ("single side carrier",)}).learning([one, two, other])
    assert found.terms["SSC"] == ("Smart Sustainable City", "single side carrier")
    assert found.spelled("the SSC report", "a/3") == "the SSC (space science committee) report"
    assert found.spelled("the SSC report", "a/1") == "the SSC (Smart Sustainable City) report"


def test_where_as_many_say_otherwise_nobody_decides_but_the_profile():
    split = [document("a/1", "", "the smart sustainable cities (SSC)"), document("a/2", "", "the space science committee (SSC)")]
    assert Glossary().learning(split).terms == {}
    assert Glossary({"SSC": ("single side carrier",)}).learning(split).terms["SSC"] == ("single side carrier",)


@given(st.integers(0, 500))
def test_the_order_of_documents_does_not_matter(seed):
    documents = [document(f"a/{n}", "", f"the {long} (SSC)") for n, long in enumerate(("smart sustainable cities", "space science committee") * 2)]
    documents.append(document("a/9", "", "Smart Sustainable Cities (SSC)"))
    shuffled = list(documents)
    random.Random(seed).shuffle(shuffled)
    assert Glossary().learning(shuffled) == Glossary().learning(documents)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("to lower GHG emissions and to count GHGs", "to lower GHG (greenhouse gas) emissions and to count GHGs"),
        ("to count GHGs", "to count GHGs (greenhouse gas)"),
        ("greenhouse gases (GHG) and GHG emissions", "greenhouse gases (GHG) and GHG emissions"),
        ("to lower ghg", "to lower ghg"),
        ("GHG IN CAPITALS", "GHG IN CAPITALS"),
        ("to train teachers", "to train teachers"),
    ],
)
def test_a_short_form_is_spelled_out_once_where_its_words_do_not_stand(text, told):
    assert GASES.spelled(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("to lower GHG emissions", "greenhouse gas"),
        ("to count greenhouse gases", "GHG"),
        ("to count Greenhouse-Gas emissions", "GHG"),
        ("to count greenhouse gases (GHG)", ""),
        ("to heat a greenhouse", ""),
    ],
)
def test_words_mean_the_short_form_and_the_short_form_its_words(text, told):
    assert GASES.meant(text) == told


def test_only_terms_tell_by_which_texts_meet_that_would_not_otherwise():
    terms = Glossary({"GHG": ("greenhouse gas",), "ICT": ("information technology",), "EMF": ("electromagnetic field",)})
    documents = [document(f"a/{n}", "", f"the ICT of place {n}") for n in range(8)]
    documents += [
        document("b/1", "", "GHG emissions"),
        document("b/2", "", "greenhouse gases"),
        document("b/3", "", "information technology"),
        document("b/4", "", "EMF"),
    ]
    assert list(terms.telling(documents).terms) == ["GHG"]


APART = [
    document("a/1", "", "to lower GHG of masts", body="AA"),
    document("a/2", "", "to train teachers", body="AA"),
    document("b/1", "", "greenhouse gas in the air", body="BB"),
    document("b/2", "", "to save the tides", body="BB"),
]


def test_two_texts_meet_by_what_a_short_form_means_less_than_by_the_same_words():
    plain, meant = (corpora(APART[:2], APART[2:], Tools(HashingEmbedder(), glossary=told)) for told in (Glossary(), GASES))
    same = corpora([document("a/1", "", "to lower greenhouse gas of masts"), APART[1]], APART[2:], Tools(HashingEmbedder(), glossary=Glossary()))
    for measured in (LexicalChannel().scores, okapi, lambda left, right: left.singles @ right.singles.T):
        none, some, most = (measured(*sides)[0, 0] for sides in (plain, meant, same))
        assert none < some < most
    assert okapi(*meant)[0, 0] == pytest.approx(MEANT * okapi(*same)[0, 0])


def test_a_glossary_that_nothing_meets_changes_nothing():
    plain, told = (corpora(LIBRARY[:3], LIBRARY[3:], Tools(HashingEmbedder(), glossary=one)) for one in (Glossary(), GASES))
    assert np.array_equal(LexicalChannel().scores(*plain), LexicalChannel().scores(*told))
    assert np.array_equal(plain[0].vectors, told[0].vectors)


class Counting(HashingEmbedder):
    """Remember what is embedded."""

    def __init__(self):
        super().__init__()
        self.texts = []

    def embed(self, texts):
        self.texts += texts
        return super().embed(texts)


def test_only_passages_that_hold_a_short_form_are_embedded_anew():
    embedder, cache = Counting(), VectorCache()
    gather(APART, embedder, cache)
    embedder.texts.clear()
    gather(APART, embedder, cache, glossary=GASES)
    assert embedder.texts == ["to lower GHG (greenhouse gas) of masts"]


def test_what_is_quoted_and_read_stays_as_it_was_written():
    (left, _) = corpora(APART[:2], APART[2:], Tools(HashingEmbedder(), glossary=GASES))
    assert left.texts[0] == left.passages[0].text == "to lower GHG of masts"
    found = propose_all(Task("t", APART[:2], APART[2:]), Tools(HashingEmbedder()))
    quotes = [quote.text for one in found for evidence in one.evidence for quote in (evidence.left, evidence.right)]
    assert "to lower GHG of masts" in quotes
    assert not any("(greenhouse gas)" in quote for quote in quotes)


def test_both_sides_are_read_for_definitions_where_no_glossary_is_given():
    defined = document("c/1", "", "the greenhouse gases (GHG) of farms", body="CC")
    learned, _ = corpora([*APART[:2], defined], APART[2:], Tools(HashingEmbedder()))
    assert learned.meant[0] == "greenhouse gases"


def test_the_texts_say_more_than_the_profile():
    assert known().terms["GHG"][0] == "greenhouse gas"
    told = learn([*APART, document("c/1", "", "good health of goats (GHG)"), document("c/2", "", "the good health of goats")])
    assert told.terms["GHG"][0] == "good health of goats"


# the profile


def test_the_shipped_glossary_is_sound():
    terms = glossaries.glossary()
    assert {
        "GHG",
        "EESS",
        "PPDR",
        "IMT",
        "ICT",
        "WPT",
        "NTN",
        "BSS",
        "MSS",
        "LDC",
        "SIDS",
        "SDG",
        "WSIS",
        "EMF",
        "IoT",
        "AI",
        "SSC",
        "DFS",
    } <= terms.keys()
    for short, words in terms.items():
        assert all(short not in text.split() for text in words)
        assert Glossary(terms).spelled(f"the {short} here") == f"the {short} ({words[0]}) here"


@pytest.fixture
def own(tmp_path):
    """Give the glossaries of a workspace's own profiles."""
    folder = tmp_path / "profiles" / "glossaries"
    folder.mkdir(parents=True)
    yield folder
    profiles.use(None)


def test_a_workspace_may_have_terms_of_its_own(own):
    (own / "weights.toml").write_text('name = "Weights"\n[terms]\nGHG = ["gram of heavy gold"]\nKG = ["kilogram"]\n', encoding="utf-8")
    profiles.use(own.parent)
    found = glossaries.glossary()
    assert (found["GHG"], found["KG"]) == (("gram of heavy gold",), ("kilogram",))
    assert "EESS" in found


def test_a_file_of_the_same_name_takes_the_place_of_the_shipped_one(own):
    (own / "itu.toml").write_text('[terms]\nKG = ["kilogram"]\n', encoding="utf-8")
    profiles.use(own.parent)
    assert glossaries.glossary() == {"KG": ("kilogram",)}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[terms", "cannot be used"),
        ('name = "x"', r"write \[terms\] above the terms"),
        ('[terms]\nGHG = "gas"', r"line 2, \[terms\]: GHG must be a list of texts in quotes"),
        ("[terms]\nGHG = []", "GHG must be a list of texts"),
        ('[terms]\nGHG = [" "]', "GHG must be a list of texts"),
        ('[terms]\n"G H" = ["gas"]', r"line 2, \[terms\]: 'G H' is no term"),
        ('[term]\nGHG = ["gas"]', "line 1.*there is no 'term'; is 'terms' meant"),
        ('nam = "x"\n[terms]\nGHG = ["gas"]', "line 1.*there is no 'nam'; is 'name' meant"),
    ],
)
def test_a_wrong_glossary_is_one_sentence(text, told):
    with pytest.raises(MapperError, match=told) as failed:
        glossaries.parse(text, "own.toml")
    assert str(failed.value).startswith("glossary own.toml cannot be used")


def test_a_glossary_that_is_not_utf8_is_one_sentence(own):
    (own / "x.toml").write_bytes(b"\xff")
    profiles.use(own.parent)
    with pytest.raises(MapperError, match=r"x\.toml cannot be read"):
        glossaries.glossary()


def test_every_command_tells_a_wrong_glossary(small, cli):
    folder = small.root / "profiles" / "glossaries"
    folder.mkdir(parents=True)
    (folder / "own.toml").write_text('[terms]\nKG = "kilogram"\n', encoding="utf-8")
    told = cli("documents", "-w", small.root)
    profiles.use(None)
    assert (told.code, told.out) == (1, "")
    assert "own.toml cannot be used: line 2, [terms]: KG must be a list of texts in quotes" in told.err


def test_a_run_is_made_anew_where_the_terms_changed(small):
    assert not small.run().fresh
    folder = small.root / "profiles" / "glossaries"
    folder.mkdir(parents=True)
    (folder / "own.toml").write_text('[terms]\nKG = ["kilogram"]\n', encoding="utf-8")
    try:
        assert small.run().fresh
        assert not small.run().fresh
    finally:
        profiles.use(None)
