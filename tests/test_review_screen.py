"""One pair a screen: it fits, it says what it must without colour, and a document cannot break it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper import waterfall
from mapper.emphasis import SIGNS, mark
from mapper.review import help
from mapper.review.columns import share
from mapper.review.keymap import Keymap
from mapper.review.screen import Panel, View, render
from mapper.review.subject import in_view
from mapper.review.text import clean, width
from mapper.types import Evidence, Quote, State
from tests.review_samples import CHANGED, A, B, clause, decision, pairs

HEAD = ("resolutions", "37 of 214 open", "12 unsure", "about 28 min left", "anna", "blind off")


def view(of=None, **changed):
    one = of or pairs()[0]
    evidence = in_view(one, {}).evidence
    made = View(mapped=one, left=A, right=B, head=HEAD, relation="implements", evidence=evidence, footer="y yes n no")
    return replace(made, **changed)


def text(of, cells=80, rows=23):
    return "\n".join(render(of, cells, rows).lines)


def test_a_screen_says_what_is_proposed_and_why_it_may_be_so():
    shown = text(view())
    assert "resolutions | 37 of 214 open | 12 unsure | about 28 min left | anna | blind off" in shown
    assert "left  aa/res/1 (Rev. Lund, 2022): Climate and the environment" in shown
    assert "right bb/res/2 (Rev. Lund, 2022): Warm networks, cool planet" in shown
    assert "proposed: implements | p = 0.91 (high) | ranks 1/2 | cited" in shown
    assert 'left  resolves 1, p. 11: "to strengthen the joint work' in shown
    assert 'left  resolves 2, p. 12: "to report on progress by 2026"' in shown
    assert shown.endswith("y yes n no")


@pytest.mark.parametrize(("cells", "rows"), [(80, 23), (120, 39), (40, 12), (200, 60)])
@pytest.mark.parametrize("panel", list(Panel))
def test_every_panel_fits(cells, rows, panel):
    one = view(replace(pairs()[0], state=State.STALE, stale=(CHANGED,)), panel=panel, facts=("a fact " * 30,) * 40)
    lines = render(replace(one, earlier=("ben: accept",) * 5, comment="x" * 200), cells, rows).lines
    assert len(lines) <= rows
    assert all(width(line) <= cells for line in lines)


@given(st.text(max_size=300), st.integers(20, 130), st.integers(8, 50))
def test_no_text_of_a_document_breaks_the_screen(wild, cells, rows):
    quote = Quote("x#1", wild[:30], 3, wild)
    one = view(evidence=(Evidence(quote, quote, 1.0),), left=replace(A, title=wild), comment=wild, earlier=(wild,), panel=Panel.EXPANDED)
    lines = render(one, cells, rows).lines
    assert len(lines) <= rows
    assert all(width(line) <= cells and "\x1b" not in line and "\u202e" not in line for line in lines)


def test_long_quotes_are_cut_until_they_are_expanded():
    short, whole = render(view(), 80, 23), render(view(panel=Panel.EXPANDED), 80, 23)
    assert any(line.endswith("…") for line in short.lines)
    assert whole.pages == 2
    pages = [" ".join(render(view(panel=Panel.EXPANDED, page=page), 80, 23).lines) for page in range(2)]
    assert "page 1 of 2" in pages[0]
    assert "to call on industry" in pages[1]


def test_a_long_opener_is_cut_before_its_number():
    quote = Quote("x#1", "instructs the Director of the Telecommunication Development Bureau 2 b)", 3, "to act")
    assert 'left  instructs the Director of the … 2 b), p. 3: "to act"' in text(view(evidence=(Evidence(quote, quote, 1.0),)))


def test_help_fits_a_small_screen():
    lines = help.lines([(f"relation-{n}", "") for n in range(1, 8)], Keymap())
    assert len(lines) <= 21
    assert all(width(line) <= 80 for line in lines)


def test_a_wide_terminal_shows_the_quotes_side_by_side():
    row = next(line for line in render(view(), 120, 39).lines if "p. 12" in line)
    assert 'resolves 2, p. 12: "to report on progress by 2026"' in row
    assert 'resolves 2, p. 12: "to take stock of progress made"' in row


def test_a_blind_screen_shows_no_score():
    one = view(blind=True)
    for panel in (Panel.EVIDENCE, Panel.WHY):
        shown = text(replace(one, panel=panel))
        assert "0.91" not in shown
        assert "high" not in shown
        assert "+0.42" not in shown


def test_the_rule_names_the_state_where_it_is_known():
    assert f"-- pair {pairs()[0].pair}, accepted ---" in text(view(state="accepted"))
    assert f"-- pair {pairs()[0].pair} ---" in text(view())


def test_why_tells_the_contributions_strongest_first():
    told = tuple(waterfall.drawn(pairs()[0].proposal))
    shown = text(view(panel=Panel.WHY, why=told))
    assert shown.index("clause similarity               +0.42   0.42  +++++++++++") < shown.index("boilerplate                     -0.05   0.37")
    assert "channels: citation 1.00, dense 0.70" in shown


def test_words_that_speak_are_marked_and_take_no_room():
    texts = [(clean(one.left.text), clean(one.right.text)) for one in view().evidence]
    marked = view(quoted=tuple((mark(left, ((0, 2),), SIGNS), mark(right, ((3, 6),), SIGNS)) for left, right in texts))
    for cells in (80, 120):
        plain, signed = render(view(), cells, 39).lines, render(marked, cells, 39).lines
        assert [line.replace(SIGNS.before, "").replace(SIGNS.behind, "") for line in signed] == list(plain)
        assert sum(line.count(SIGNS.before) for line in signed) == 2 * len(view().evidence)
        assert all(width(line) <= cells for line in signed)


def test_a_document_cannot_mark_words():
    forged = f"{SIGNS.before}forged{SIGNS.behind}"
    quote = Quote("x#1", forged, 3, forged)
    one = view(
        evidence=(Evidence(quote, quote, 1.0),),
        left=replace(A, title=forged),
        comment=forged,
        earlier=(forged,),
        filters=forged,
        panel=Panel.EXPANDED,
    )
    assert not any(sign in line for line in render(one, 80, 39).lines for sign in SIGNS)


def test_a_roomy_screen_says_what_the_proposed_relation_rests_on():
    one = replace(pairs()[0], proposal=replace(pairs()[0].proposal, relation_reason="a/1 names b/1 in recalling b)"))
    seen = view(one, relation="implements")
    assert "      a/1 names b/1 in recalling b)" in render(seen, 100, 40).lines
    for other in (view(one, relation="implements", blind=True), view(one, relation="duplicate")):
        assert "names b/1" not in "\n".join(render(other, 100, 40).lines)
    assert "names b/1" not in "\n".join(render(seen, 100, 24).lines)


def test_why_tells_first_what_the_relation_rests_on():
    one = pairs()[0]
    reasoned = replace(one, proposal=replace(one.proposal, relation_reason="a/1 names b/1 in recalling b)"))
    shown = text(view(reasoned, panel=Panel.WHY, why=tuple(waterfall.drawn(reasoned.proposal))))
    assert shown.index("implements: a/1 names b/1 in recalling b)") < shown.index("clause similarity")
    assert "a/1 names b/1" not in text(view(reasoned, panel=Panel.WHY, blind=True))


def test_a_stale_pair_says_which_clause_and_the_diff_is_readable_without_colour():
    one = replace(pairs()[0], state=State.STALE, stale=(CHANGED,))
    assert "clause CHANGED since then: resolves 1 -> v shows it, r if it still holds" in text(view(one))
    assert "r if it still holds" not in text(view(one, others=True))
    title = replace(CHANGED, new=replace(CHANGED.new, id=f"{A.id}#title", opener="title", label=""))
    assert "title CHANGED since then: title -> v shows it" in text(view(replace(one, stale=(title,))))
    assert "aa/res/1 title (p. 11 -> p. 11): changed" in text(view(replace(one, stale=(title,)), panel=Panel.CHANGES))
    far = replace(clause(A.id, 2, "to study heat"), opener="instructs the Director of the Bureau", label="2 b)")
    long = replace(CHANGED, old=far, new=far)
    assert "since then: instructs … 2 b) -> v shows it" in text(view(replace(one, stale=(long,))))
    shown = text(view(one, panel=Panel.CHANGES))
    assert "aa/res/1 resolves 1 (p. 11 -> p. 11): operative-changed" in shown
    assert "to study heat {+and drought+} until [-2022-] {+2030+}" in shown
    assert "has changed" in text(view(panel=Panel.CHANGES))


def test_a_wide_screen_has_the_old_wording_left_and_the_new_one_right_each_line_with_its_own_marks():
    long = replace(
        CHANGED,
        old=replace(CHANGED.old, text="to study heat in all countries of the world until 2022"),
        new=replace(CHANGED.new, text="to study cold, rain, hail, mist, and frozen rivers and lakes, in all countries of the world until 2030"),
    )
    one = replace(pairs()[0], state=State.STALE, stale=(long,))
    rows = [line.split(" | ") for line in text(view(one, panel=Panel.CHANGES), 120).splitlines() if " | " in line and "{+" in line]
    assert rows[0] == ["to study [-heat-] in all countries of the world until     ", "to study {+cold, rain, hail, mist, and frozen rivers+}"]
    assert rows[1] == ["[-2022-]".ljust(58), "{+and lakes,+} in all countries of the world until"]
    assert rows[2][1] == "{+2030+}"


def test_a_pair_without_a_proposal_shows_what_was_decided_on():
    quote = Quote("x#1", "resolves 9", 5, "to be quoted")
    made = decision(pairs()[0], evidence=(Evidence(quote, quote, 1.0),))
    one = replace(pairs()[0], proposal=None, decisions=(made,))
    shown = text(view(one))
    assert "not proposed by the last run" in shown
    assert "to be quoted" in shown
    assert "no clause pair speaks" in text(view(replace(one, decisions=())))
    assert "No proposal" in text(view(one, panel=Panel.WHY))


def test_a_side_that_could_not_be_read_keeps_its_id():
    assert "right bb/res/2: no text of it could be read this time" in text(view(right=None))


def test_what_was_chosen_and_filtered_is_told():
    shown = text(view(word="your choice", filters="band=high"))
    assert "your choice: implements" in shown
    assert "-- only band=high --" in shown


def test_a_machine_that_abstained_shows_its_band():
    one = pairs()[0]
    one = replace(one, proposal=replace(one.proposal, probability=None))
    assert "proposed: left implements right | no probability (high)" in text(view(one, direction="left-to-right"))


def test_where_not_all_evidence_fits_the_rest_is_counted():
    assert "and 2 more: e shows all" in text(view(), 80, 10)


def test_lines_are_dealt_out_fairly():
    assert share([5, 1, 5], 7) == [3, 1, 3]
    assert share([1, 1], 9) == [1, 1]
    assert share([2, 2], 1) == [1, 0]
