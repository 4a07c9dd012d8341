"""Spoken words: content words that both clauses have, the rarest first, at most a handful, and their places."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from mapper.emphasis import NONE, SIGNS, STARS, chosen, mark, paint
from mapper.spoken import MOST, Rarity, Speaker, count, spoken
from tests.texts import LIBRARY, cites, document

NOTHING = Rarity()
LEFT = "to monitor the emissions of networks, and to report on Networks each year"
RIGHT = "monitoring of network emissions with satellites"


def of(text, spans):
    return [text[start:end] for start, end in spans]


def test_words_are_shared_by_their_stems_and_glue_is_none():
    found = spoken(LEFT, RIGHT, NOTHING)
    assert found.words == ("monitor", "emissions", "networks")
    assert of(LEFT, found.left) == ["monitor", "emissions", "networks", "Networks"]
    assert of(RIGHT, found.right) == ["monitoring", "network", "emissions"]


def test_the_rarest_come_first_and_the_common_are_left_out():
    rarity = Rarity(100, {"monitor": 20, "emiss": 2, "network": 60})
    assert spoken(LEFT, RIGHT, rarity).words == ("emissions", "monitor")
    assert spoken(LEFT, RIGHT, Rarity(10, {"network": 9})).words == ("monitor", "emissions", "networks")


def test_at_most_a_handful_is_told():
    text = "alpha beta gamma delta epsilon zeta eta"
    rarity = Rarity(100, {"alpha": 9, "beta": 8})
    found = spoken(text, text, rarity)
    assert found.words == ("gamma", "delta", "epsilon", "zeta", "eta")
    assert len(found.left) == MOST


def test_figures_and_small_words_say_nothing_but_acronyms_do():
    found = spoken("in 2030 UN and 5G of AI so on", "UN 5G AI 2030 so on in", NOTHING)
    assert found.words == ("UN", "5G", "AI")
    assert spoken("les femmes dans la ville", "les femmes et la ville dans", NOTHING).words == ("femmes", "ville")


def test_what_is_barred_does_not_count():
    assert spoken("Resolution 70 on women", "women and Resolution 70", NOTHING, (((0, 13),), ())).words == ("women",)


def test_a_speaker_leaves_citations_out_and_counts_its_documents():
    citing = document("aa/res/9", "x", "recalling Resolution 7 (Rev. Lund) on emissions", citations=[cites("bb/res/4", "Resolution 7\n(Rev. Lund)")])
    library = {one.id: one for one in (*LIBRARY, citing)}
    texts = ("recalling Resolution 7 (Rev. Lund) on emissions", "Resolution 7 (Rev. Lund), emissions")
    assert Speaker(library).between(("aa/res/9", "bb/res/4"), texts).words == ("emissions",)
    assert Speaker(library).between(("gone", "gone"), texts).words == ("Resolution", "Rev", "Lund", "emissions")
    assert count(LIBRARY).documents == 7
    assert count(LIBRARY).holding["emiss"] == 2


def test_words_are_counted_over_an_even_sample(monkeypatch):
    monkeypatch.setattr("mapper.spoken.SAMPLE", 4)
    many = [replace(LIBRARY[0], id=f"a/{number}", title=f"t{number}") for number in range(10)]
    assert count(many).documents == 4
    assert {stem for stem in count(many).holding if stem.startswith("t") and stem[1:].isdigit()} == {"t0", "t3", "t6", "t9"}
    assert count([]) == Rarity(0, {})


@given(st.text(max_size=80), st.text(max_size=80))
def test_spans_follow_each_other_and_hold_the_same_stems_on_both_sides(left, right):
    found = spoken(left, right, NOTHING)
    assert len(found.words) <= MOST
    for text, spans in ((left, found.left), (right, found.right)):
        assert all(start < end <= len(text) for start, end in spans)
        assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert bool(found.left) == bool(found.right) == bool(found.words)
    turned = spoken(right, left, NOTHING)
    assert len(turned.words) == len(found.words)


def test_marks_are_drawn_as_the_medium_can():
    spans = spoken(LEFT, RIGHT, Rarity(100, {"emiss": 2, "network": 60, "monitor": 60})).left
    assert mark(LEFT, spans, STARS).startswith("to monitor the *emissions* of")
    assert mark(LEFT, spans, NONE) == LEFT
    assert paint(mark(LEFT, spans, SIGNS)) == LEFT.replace("emissions", "\x1b[1;4memissions\x1b[22;24m")
    assert paint(f"a {SIGNS.before}wor…  {SIGNS.behind}") == "a \x1b[1;4mwor…\x1b[22;24m  "
    assert paint(f"{SIGNS.before}") == ""
    assert [chosen(True, True), chosen(False, True), chosen(False, False)] == [SIGNS, STARS, NONE]
