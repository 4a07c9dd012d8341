"""The plain reviewer, driven as a script drives it."""

import io
from dataclasses import replace

import pytest

from mapper.emphasis import NONE, SIGNS, STARS
from mapper.errors import StoreError
from mapper.review import ending
from mapper.review.filters import Filters
from mapper.review.keys import Line, PipeKeys
from mapper.review.plain import Paper, review
from mapper.types import State, Verdict
from tests.review_samples import CHANGED, decision, pairs, reviewer


class LiveKeys(PipeKeys):
    """A person who types what a script says."""

    live = True


def drive(keys, desk=None, size=(80, 24), sort=PipeKeys, marks=NONE):
    one = desk or reviewer()
    out = io.StringIO()
    review(one, sort(io.StringIO(keys)), Paper(out, lambda: size, marks=marks))
    return one, ending.line(one), out.getvalue()


def said(keys, desk=None):
    return [(one.verdict.value, one.relation, one.reason, one.comment) for one in drive(keys, desk)[0].room.clerk.said]


def test_three_verdicts_end_the_queue_in_a_friendly_way():
    one, line, shown = drive("yn2u")
    assert line == "queue finished: 2 decided, 1 unsure, 0 skipped"
    assert [d.verdict for d in one.room.clerk.said] == [Verdict.ACCEPT, Verdict.REJECT, Verdict.UNSURE]
    assert "accepted, implements: aa/res/1 with bb/res/2 (z takes it back)> " in shown
    assert "rejected, procedural: aa/res/1 with cc/res/3" in shown


def test_an_empty_queue_ends_at_once():
    for sort in (PipeKeys, LiveKeys):
        assert drive("yyy", reviewer([]), sort=sort)[1:] == ("no pair yet: mapper add FILE…, then mapper run", "")


def test_why_there_was_nothing_to_do_is_told():
    mine = [replace(one, decisions=(decision(one),), state=State.ACCEPTED) for one in pairs()]
    assert drive("", reviewer(filters=Filters(search="nowhere")))[1] == "no pair passes search=nowhere"
    assert drive("", reviewer(mine))[1] == "nothing is open for anna: 3 decided"
    desk = reviewer(mine, filters=Filters(band="high"))
    desk.room.clerk.said.append(mine[0].decisions[0])
    desk.recall()
    assert drive("", desk)[1] == "nothing with band=high is open for anna: 1 decided; `mapper undo` takes your last verdict back"


def test_at_the_end_of_the_queue_a_person_may_take_the_last_verdict_back():
    one, line, shown = drive("yn2uzyxq", sort=LiveKeys)
    assert [made.verdict.value for made in one.room.clerk.said] == ["accept", "reject", "accept"]
    assert line == "queue finished: 3 decided, 0 unsure, 0 skipped"
    assert shown.count("end of queue | 0 of 3 open") == 3
    assert "queue finished: 2 decided, 1 unsure, 0 skipped" in shown
    assert "z        take the last verdict back" in shown
    assert "noted as unsure: bb/res/2 with cc/res/3 (z takes it back)> " in shown
    assert "the queue is finished: z takes the last one back, q leaves> " in shown


def test_at_the_end_of_the_queue_the_skipped_can_be_gone_through():
    _, line, shown = drive("ysyjyq", sort=LiveKeys)
    assert line == "queue finished: 3 decided, 0 unsure, 0 skipped"
    assert "j        the skipped pairs once more" in shown
    assert "PROGRESS of anna" in drive("yyypxq", sort=LiveKeys)[2]


@pytest.mark.parametrize("keys", ["\n\n\n", "   ", "\x1b[A\x1b[B", "xX!", ""])
def test_what_decides_nothing(keys):
    one, line, _ = drive(keys)
    assert one.room.clerk.said == []
    assert line == "saved: 0 decided, 0 unsure, 0 skipped; 3 still open"


def test_an_unknown_key_is_told_shortly():
    assert "'x' does nothing here; ? lists all keys> " in drive("x")[2]
    assert "Enter, Space and arrows never decide" in drive("\x1b")[2]


def test_quitting_saves_and_says_what_is_left():
    assert drive("yq")[1] == "saved: 1 decided, 0 unsure, 0 skipped; 2 still open"


def test_a_relation_and_a_comment_go_with_the_verdict():
    assert said("3cthe same text\ny") == [("accept", "duplicate", "", "the same text")]
    assert said("3c\nthe same text\ny") == [("accept", "duplicate", "", "the same text")]
    assert "your choice: duplicate" in drive("3")[2]
    assert "relations: 1 mutual-interest, 2 implements, 3 duplicate" in drive("9")[2]


def test_a_relation_is_for_one_pair_only():
    assert [relation for _, relation, _, _ in said("3yy")] == ["duplicate", "mutual-interest"]


def test_the_same_digit_again_turns_a_relation_round():
    for keys, direction in (("2y", "left-to-right"), ("22y", "right-to-left"), ("222y", "left-to-right")):
        one, _, shown = drive(keys)
        assert [(event.relation, event.direction) for event in one.room.clerk.said] == [("implements", direction)]
        assert "aa/res/1 implements bb/res/2; y accepts with it, 2 turns it round" in " ".join(shown.split())


def test_a_relation_that_holds_both_ways_has_no_direction():
    one, _, shown = drive("33y")
    assert [(event.relation, event.direction) for event in one.room.clerk.said] == [("duplicate", "")]
    assert "turns it round" not in shown


def test_a_rejection_needs_a_reasons_digit_or_zero():
    assert said("n0") == [("reject", "", "", "")]
    assert said("n1") == [("reject", "", "different-subject", "")]
    assert said("n9") == said("ny") == said("n") == []
    assert "1  different subject" in drive("n")[2]


def test_a_skip_records_nothing_but_the_skip():
    assert said("3cnot now\ns") == [("skip", "", "", "")]
    assert drive("sss")[1] == "queue finished: 0 decided, 0 unsure, 3 skipped"


def test_undo_is_unlimited_shows_what_it_undid_and_returns_to_the_pair():
    one, _, shown = drive("ycwell\nn2zzz")
    assert one.room.clerk.said == []
    assert "taken back: reject, procedural of 2026-03-04 05:06 (Z gives it again)> " in shown
    assert "your comment: well" in shown
    assert "nothing of yours is left to take back" in shown
    assert one.desk.current.pair == pairs()[0].pair


def test_redo_gives_it_again_until_another_verdict():
    assert [verdict for verdict, *_ in said("ynzZ")] == ["accept"]
    assert [verdict for verdict, *_ in said("yzZ")] == ["accept"]
    assert [verdict for verdict, *_ in said("yzuZ")] == ["unsure"]
    assert "nothing was taken back since the last verdict" in drive("yzuZ")[2]


def test_an_undo_reaches_into_earlier_sessions_and_into_pairs_that_are_gone():
    desk = reviewer(pairs()[1:])
    desk.room.clerk.said.append(decision(pairs()[0]))
    assert "aa/res/1 with bb/res/2 is no longer in the mapping" in drive("z", desk)[2]


def test_moving_decides_nothing():
    one, _, shown = drive(f"jk\ngcc/res/3\ng{pairs()[2].pair[:8]}\ngnothing\n")
    assert one.room.clerk.said == []
    assert one.desk.current.pair == pairs()[2].pair
    assert "no pair 'nothing' in the mapping" in shown
    assert "there is no other undecided pair" in drive("j", reviewer(pairs()[:1]))[2]


def test_search_and_filter_narrow_the_queue():
    _, line, shown = drive("/access\nyfband=low\nuf\n")
    assert "only search=access: 2 of 2 open" in shown
    assert "-- only search=access ---" in shown
    assert "only band=low search=access: 1 of 1 open" in shown
    assert line == "queue finished: 1 decided, 1 unsure, 0 skipped"
    assert "only search=climate environment: 2 of 2 open" in drive("fsearch=climate environment\n")[2]
    assert "no body named 'ZZ'; choose one of AA, BB, CC" in drive("fbody=ZZ\n")[2]
    assert "no open pair passes, so the queue stays as it was" in drive("/nowhere\n")[2]
    assert "no filter named 'colour'" in drive("fcolour=red\n")[2]


def test_panels_come_and_go():
    shown = drive("?xpxoowweev")[2]
    assert "Enter, Space, arrows and the mouse never decide. Any key: back." in shown
    assert "PROGRESS of anna" in shown
    assert "sources/aa.pdf, pages 11-14, evidence on p. 11, 12, 13" in shown
    assert "clause similarity" in shown


def test_words_that_both_clauses_have_are_marked_as_the_paper_can():
    plain, starred, styled = (drive("q", marks=marks)[2] for marks in (NONE, STARS, SIGNS))
    assert '1, p. 11: "to strengthen the joint work on adaptation to a' in plain
    assert "*strengthen* the *joint* *work* on *adaptation* to a" in " ".join(starred.split())
    assert "\x1b[1;4mstrengthen\x1b[22;24m the \x1b[1;4mjoint\x1b[22;24m " in styled
    assert not any(sign in styled for sign in SIGNS)
    assert styled.replace("\x1b[1;4m", "").replace("\x1b[22;24m", "") == plain


def test_the_why_panel_holds_what_the_room_explains_and_nothing_for_the_blind():
    one = reviewer()
    one.room = replace(one.room, explain=lambda mapped, untold, cells: [f"explained {mapped.left} {sorted(untold)} {cells}"])
    assert "explained aa/res/1 [] 80" in drive("wq", one)[2]
    blind = reviewer(blind=True)
    blind.room = replace(blind.room, explain=one.room.explain)
    shown = drive("wq", blind)[2]
    assert "explained" not in shown
    assert "The score is hidden, and what made it too: B shows both." in shown


def test_no_verdict_counts_while_help_covers_the_pair():
    assert said("?y") == said("py") == []
    assert said("?yy") == [("accept", "implements", "", "")]
    assert said("?q") == []


def test_progress_counts_this_session_and_all():
    shown = drive("yup")[2]
    assert "this session  1 accept, 1 unsure, 0 skipped" in shown
    assert "queue         1 of 3 open, about 1 min left at 20 s a pair" in shown
    assert "resolutions                  1 to go of 3" in shown


def test_blind_hides_scores_and_others_and_is_logged():
    others = replace(pairs()[0], decisions=(decision(pairs()[0], reviewer="ben"),))
    one, _, shown = drive("y", reviewer([others], blind=True))
    assert "ben" not in shown
    assert "0.91" not in shown
    assert "blind on" in shown
    assert one.room.clerk.said[0].score_shown is False
    assert "ben: accept" in drive("q", reviewer([others]))[2]


def test_the_state_is_told_as_long_as_it_holds_and_hidden_from_the_blind():
    done = replace(pairs()[0], decisions=(decision(pairs()[0], reviewer="ben"),), state=State.ACCEPTED)
    rule = f"-- pair {done.pair}"
    assert f"{rule}, accepted ---" in drive("", reviewer([done]))[2]
    assert f"{rule} ---" in drive("", reviewer([done], blind=True))[2]
    new = replace(pairs()[0], state=State.NEW)
    shown = drive("yJzq", reviewer([new]), sort=LiveKeys)[2]
    assert [shown.count(f"{rule}, {state} ---") for state in ("new", "accepted")] == [2, 1]
    assert drive("sz", reviewer([done]), sort=LiveKeys)[2].count(f"{rule}, accepted ---") == 2


def test_a_score_that_was_seen_stays_seen():
    assert drive("BBy", reviewer(pairs()[:1], blind=True))[0].room.clerk.said[0].score_shown is True
    assert drive("By", reviewer(pairs()[:1]))[0].room.clerk.said[0].score_shown is True


def test_a_stale_verdict_of_ones_own_can_be_confirmed():
    stale = replace(pairs()[0], state=State.STALE, stale=(CHANGED,), decisions=(decision(pairs()[0]),), relation="duplicate")
    desk = reviewer([stale])
    desk.room.clerk.said.append(decision(stale, relation="duplicate"))
    desk.recall()
    assert said("vr", desk)[-1] == ("confirm", "duplicate", "", "")
    assert said("r", reviewer([stale])) == []
    desk.desk = desk.desk.reopen(stale)
    again = reviewer([stale])
    again.room.clerk.said.append(decision(stale, relation="duplicate"))
    again.recall()
    assert "y accepts with the relation you chose" in drive("1r", again)[2]
    assert said("r") == []


def test_seconds_are_measured_from_when_the_pair_was_shown():
    ticks = iter([0.0, 0.0, 5.0, 5.0, 12.5, 12.5, 20.0, 20.0, 20.0, 20.0])
    one, _, _ = drive("yy", reviewer(clock=lambda: next(ticks)))
    assert [d.seconds for d in one.room.clerk.said] == [5.0, 7.5]


def test_a_limit_shortens_the_queue():
    _, line, shown = drive("yuy", reviewer(limit=2))
    assert line == "2 of 3 done, 1 still open: 1 decided, 1 unsure, 0 skipped"
    assert "resolutions | 2 to go, 3 open | " in shown
    assert drive("yyy", reviewer(limit=3))[1] == "queue finished: 3 decided, 0 unsure, 0 skipped"


def test_pairs_that_were_asked_for_by_their_state_are_shown_and_not_called_open():
    done = [replace(one, decisions=(decision(one),), state=State.ACCEPTED) for one in pairs()]
    assert "resolutions | 3 shown | " in drive("q", reviewer(done, filters=Filters(state="accepted")))[2]


def test_any_pair_can_be_looked_at_and_the_queue_stays_as_it_was():
    done = [replace(pairs()[0], decisions=(decision(pairs()[0]),), state=State.ACCEPTED), *pairs()[1:]]
    shown = drive("KKJJq", reviewer(done))[2]
    places = [line[8:24] for line in shown.splitlines() if line.startswith("-- pair")]
    assert places == [done[n].pair for n in (1, 0, 2, 0, 1)]
    assert shown.count("| 2 of 3 open |") == 5
    assert drive("KKj", reviewer(done))[0].desk.current.pair == done[1].pair
    assert "there is no other pair" in drive("J", reviewer(done[:1], filters=Filters(state="accepted")))[2]


def test_a_pair_beside_the_queue_is_decided_and_the_queue_goes_on():
    done = [replace(pairs()[0], decisions=(decision(pairs()[0]),), state=State.ACCEPTED), *pairs()[1:]]
    one, line, _ = drive("Kuyy", reviewer(done))
    assert [made.pair for made in one.room.clerk.said] == [made.pair for made in done]
    assert line == "queue finished: 2 decided, 1 unsure, 0 skipped"


def test_a_comment_is_kept_with_enter_and_cleared_with_a_dash():
    assert said("cas agreed\nc\n\ny")[0][3] == "as agreed"
    assert said("cas agreed\nc-\ny")[0][3] == ""
    assert said("cone\nctwo\ny")[0][3] == "two"
    assert 'comment (Enter keeps "as agreed", - clears it): ' in drive("cas agreed\nc\n\n")[2]


def test_a_reason_that_says_nothing_alone_asks_for_a_comment():
    assert said("n3the annex was dropped\n") == [("reject", "", "other", "the annex was dropped")]
    assert said("n3") == [("reject", "", "other", "")]
    assert said("cof old\nn3") == [("reject", "", "other", "of old")]
    assert "why, in a comment (Enter: none): " in drive("n3")[2]


class Interrupted(PipeKeys):
    """A person who presses Ctrl-C where the script says ^."""

    def key(self):
        key = super().key()
        if key == "^":
            raise KeyboardInterrupt
        return key

    def line(self, typed, room, echo):
        line = super().line(typed, room, echo)
        if "^" in line.text:
            raise KeyboardInterrupt
        return line


def test_an_interrupt_takes_a_question_away_and_not_the_session():
    one, _, shown = drive("c never mind^\nn^yq", sort=Interrupted)
    assert [(made.verdict.value, made.comment) for made in one.room.clerk.said] == [("accept", "")]
    assert shown.count("nothing was changed> ") == 2
    with pytest.raises(KeyboardInterrupt):
        drive("^", sort=Interrupted)


def test_a_line_that_is_not_whole_is_drawn_with_the_screen_again():
    class Halting(PipeKeys):
        def line(self, typed, room, echo):
            return Line(typed + "ab", whole=len(typed) == 4)

    one, _, shown = drive("cy", sort=Halting)
    assert "comment: ab" in shown
    assert "comment: abab" in shown
    assert one.room.clerk.said[0].comment == "ababab"


def test_the_footer_names_the_keys_that_do_something_here():
    assert "\ny yes n no u unsure s skip, 1-7 relation c comment, e more z undo q quit ? help\n" in drive("")[2]
    assert "z undo q quit ? help | w why v changes oO open t guide p progress" in drive("", size=(150, 24))[2]
    stale = replace(pairs()[0], state=State.STALE, stale=(CHANGED,), decisions=(decision(pairs()[0]),), relation="duplicate")
    assert "\nr still holds y yes n no" in drive("", reviewer([stale]))[2]


def test_the_footer_names_no_key_twice():
    session = reviewer()
    session.room.clerk.adjudicates = True
    footer = drive("", session, size=(150, 24))[2].splitlines()[-2]
    assert "e more w why | z undo q quit ? help | v changes oO open" in footer
    assert footer.count("w why") == 1


def test_the_guideline_of_the_mapping_is_shown():
    shown = drive("t")[2]
    assert "resolutions: Two resolutions or decisions of different conferences." in shown
    assert "accept (y) where" in shown
    other = replace(pairs()[0], type="kin")
    assert "kin: Do these two texts share an interest" in drive("t", reviewer([other]))[2]
    assert "theme:heat: A text and one subtopic of a theme." in drive("t", reviewer([replace(other, type="theme:heat")]))[2]
    assert said("ty") == [("accept", "implements", "", "")]


def test_the_queue_may_start_filtered():
    assert drive("yyy", reviewer(filters=Filters(band="high")))[1] == "queue finished: 1 decided, 0 unsure, 0 skipped"


def test_the_relation_offered_is_the_machines_or_ones_own_never_silently_that_of_others():
    other = decision(pairs()[0], reviewer="ben", relation="duplicate")
    told = replace(pairs()[0], decisions=(other,), relation="duplicate")
    assert "proposed: left implements right" in drive("q", reviewer([told]))[2]
    unproposed = replace(told, proposal=None)
    assert "decided: duplicate" in drive("q", reviewer([unproposed]))[2]
    shown = drive("y2y", reviewer([unproposed], blind=True))
    assert "duplicate | not" not in shown[2]
    assert "which relation? 1 mutual-interest, 2 implements, 3 duplicate" in shown[2]
    assert shown[0].room.clerk.said[0].relation == "implements"


def test_a_skip_is_taken_back_without_touching_the_verdict_before_it():
    one, _, shown = drive("ysz")
    assert [made.verdict for made in one.room.clerk.said] == [Verdict.ACCEPT, Verdict.SKIP]
    assert "back to the pair you skipped" in shown
    assert one.desk.current.pair == pairs()[1].pair


def test_a_reason_asks_again_where_a_comment_is_left_from_another_verdict():
    assert said("chello world\nyzn3no good\n")[-1] == ("reject", "", "other", "no good")
    assert 'why, in a comment (Enter keeps "hello world", - clears it): ' in drive("chello world\nyzn3")[2]
    assert said("cof old\nn3-\n") == [("reject", "", "other", "")]


def test_a_verdict_taken_back_leaves_its_relation_and_comment_drafted():
    made = said("3cas agreed\nyzy")
    assert made[-1] == made[0] == ("accept", "duplicate", "", "as agreed")


def test_q_leaves_a_panel_before_it_leaves_the_session():
    assert drive("ey", size=(80, 24))[0].room.clerk.said[0].verdict is Verdict.ACCEPT
    for panel in "ewot?p":
        assert [one[0] for one in said(f"{panel}qy")] == ["accept"], panel
    assert said("qy") == []


def test_the_head_names_the_mapping_only_where_all_pairs_are_of_it():
    other = replace(pairs()[1], type="questions")
    assert drive("")[2].startswith("resolutions | 3 of 3 open")
    assert "all mappings | 2 of 2 open" in drive("", reviewer([pairs()[0], other]))[2]
    assert "-- pair 28634705cb11903d of resolutions, open --" in drive("", reviewer([pairs()[0], other]))[2]


def test_what_was_taken_back_outside_the_filter_is_counted():
    one = reviewer()
    drive("y", one)
    one.fill(Filters(body="CC"))
    one.undo()
    assert one.counted() == "3 of 3 open"


def test_a_pair_that_changed_since_ones_own_verdict_is_stale_to_that_person_alone():
    settled = replace(pairs()[0], state=State.REJECTED, decisions=(decision(pairs()[0]),), outdated=((f"anna-{pairs()[0].pair}", (CHANGED,)),))
    assert Filters(state="stale").matches(settled, {}, "anna")
    assert not Filters(state="stale").matches(settled, {}, "ben")
    assert Filters(state="rejected").matches(settled, {}, "anna")


def test_a_terminal_of_20x5_is_told_in_what_it_shows_and_nothing_is_decided_there():
    one, _, shown = drive("yn1z?q", size=(20, 5))
    assert one.room.clerk.said == []
    first = shown.split(">")[0]
    assert " ".join(first.split()) == "20x5 is too small to show a pair: make it 32x10 or larger. All is kept; q leaves."
    assert first.count("\n") < 5
    assert max(map(len, shown.splitlines())) <= 20


def test_a_store_that_is_away_between_two_keys_is_told_until_it_is_back():
    one, out, answers = reviewer(), io.StringIO(), [StoreError("the server does not answer"), ()]

    def news():
        answer = answers.pop(0) if answers else ()
        if isinstance(answer, StoreError):
            raise answer
        return answer

    one.room.clerk.news = news
    review(one, PipeKeys(io.StringIO("xy")), Paper(out, lambda: (80, 24), now=lambda: "2026-03-04T05:08:07Z"))
    assert "nothing can be recorded now, it is tried again in a moment: the server does not answer" in " ".join(out.getvalue().split())
    assert [made.verdict for made in one.room.clerk.said] == [Verdict.ACCEPT]


def test_a_search_that_nothing_passes_leaves_what_is_beyond_the_limit_counted():
    one = reviewer()
    one.beyond = 2
    assert drive("/nowhere\n", one)[0].beyond == 2
