"""The plain reviewer, driven as a script drives it."""

import io
import os
import pty
import termios
import threading
from dataclasses import replace

import pytest

from mapper.review.filters import Filters
from mapper.review.keys import END, PipeKeys, TerminalKeys, open_keys, single_keys
from mapper.review.plain import review
from mapper.types import State, Verdict
from tests.review_samples import CHANGED, decision, pairs, reviewer


def drive(keys, desk=None, size=(80, 24)):
    one = desk or reviewer()
    out = io.StringIO()
    told = review(one, PipeKeys(io.StringIO(keys)), out, lambda: size)
    return one, told.line(), out.getvalue()


def said(keys, desk=None):
    return [(one.verdict.value, one.relation, one.reason, one.comment) for one in drive(keys, desk)[0].room.clerk.said]


def test_three_verdicts_end_the_queue_in_a_friendly_way():
    one, line, shown = drive("yn2u")
    assert line == "queue finished: 2 decided, 1 unsure, 0 skipped"
    assert [d.verdict for d in one.room.clerk.said] == [Verdict.ACCEPT, Verdict.REJECT, Verdict.UNSURE]
    assert "accepted, implements: aa/res/1 with bb/res/2 (z takes it back)> " in shown
    assert "rejected, procedural: aa/res/1 with cc/res/3" in shown


def test_an_empty_queue_ends_at_once():
    assert drive("yyy", reviewer([]))[1:] == ("queue finished: 0 decided, 0 unsure, 0 skipped", "")


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
    assert "this is the only undecided pair" in drive("j", reviewer(pairs()[:1]))[2]


def test_search_and_filter_narrow_the_queue():
    _, line, shown = drive("/access\nyfband=low\nuf\n")
    assert "only search=access: 2 open" in shown
    assert "-- only search=access ---" in shown
    assert "only band=low search=access: 1 open" in shown
    assert line == "queue finished: 1 decided, 1 unsure, 0 skipped"
    assert "only search=climate environment: 2 open" in drive("fsearch=climate environment\n")[2]
    assert "no body named 'ZZ'; choose one of AA, BB, CC" in drive("fbody=ZZ\n")[2]
    assert "no open pair passes, so the queue stays as it was" in drive("/nowhere\n")[2]
    assert "no filter named 'colour'" in drive("fcolour=red\n")[2]


def test_panels_come_and_go():
    shown = drive("?xpxoowweev")[2]
    assert "Enter, Space and arrows never decide. Any key: back." in shown
    assert "PROGRESS of anna" in shown
    assert "sources/aa.pdf, pages 11-14, evidence on p. 11, 12, 13" in shown
    assert "clause similarity" in shown


def test_no_verdict_counts_while_help_covers_the_pair():
    assert said("?y") == said("py") == []
    assert said("?yy") == [("accept", "implements", "", "")]
    assert said("?q") == []


def test_progress_counts_this_session_and_all():
    shown = drive("yup")[2]
    assert "this session  1 accept, 1 unsure, 0 skipped" in shown
    assert "open          1 of 3, under 1 min left" in shown
    assert "resolutions                  1 open of 3" in shown


def test_blind_hides_scores_and_others_and_is_logged():
    others = replace(pairs()[0], decisions=(decision(pairs()[0], reviewer="ben"),))
    one, _, shown = drive("y", reviewer([others], blind=True))
    assert "ben" not in shown
    assert "0.91" not in shown
    assert "blind on" in shown
    assert one.room.clerk.said[0].score_shown is False
    assert "ben: accept" in drive("q", reviewer([others]))[2]


def test_a_score_that_was_seen_stays_seen():
    assert drive("bby", reviewer(pairs()[:1], blind=True))[0].room.clerk.said[0].score_shown is True
    assert drive("by", reviewer(pairs()[:1]))[0].room.clerk.said[0].score_shown is True


def test_a_stale_verdict_of_ones_own_can_be_confirmed():
    stale = replace(pairs()[0], state=State.STALE, stale=(CHANGED,), decisions=(decision(pairs()[0]),), relation="duplicate")
    desk = reviewer([stale])
    desk.room.clerk.said.append(decision(stale, relation="duplicate"))
    desk.recall()
    assert said("vr", desk)[-1] == ("confirm", "duplicate", "", "")
    assert said("r", reviewer([stale])) == []
    desk.desk = desk.desk.reopen(stale)
    assert "y accepts with the relation you chose" in drive("1r", desk)[2]
    assert said("r") == []


def test_seconds_are_measured_from_when_the_pair_was_shown():
    ticks = iter([0.0, 0.0, 5.0, 5.0, 12.5, 12.5, 20.0, 20.0, 20.0, 20.0])
    one, _, _ = drive("yy", reviewer(clock=lambda: next(ticks)))
    assert [d.seconds for d in one.room.clerk.said] == [5.0, 7.5]


def test_a_limit_shortens_the_queue():
    assert drive("yyy", reviewer(limit=2))[1] == "queue finished: 2 decided, 0 unsure, 0 skipped"


def test_the_queue_may_start_filtered():
    assert drive("yyy", reviewer(filters=Filters(band="high")))[1] == "queue finished: 1 decided, 0 unsure, 0 skipped"


@pytest.fixture
def terminal():
    master, slave = pty.openpty()
    yield master, slave
    os.close(master)
    os.close(slave)


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        (b"y", ["y"]),
        (b"\x1b[An", ["\x1b", "n"]),
        (b"\x1bOPn", ["\x1b", "n"]),
        (b"\x1b[3~n", ["\x1b", "n"]),
        ("é".encode() + b"u", ["é", "u"]),
        (b"\x04", [END]),
    ],
)
def test_a_terminal_gives_one_key_at_a_time(terminal, typed, keys):
    master, slave = terminal
    with single_keys(slave):
        os.write(master, typed)
        source = TerminalKeys(slave)
        assert [source.key() for _ in keys] == keys


def test_a_line_is_edited_by_the_terminal_and_the_terminal_is_left_as_it_was(terminal):
    master, slave = terminal
    before = termios.tcgetattr(slave)
    with single_keys(slave):
        source = TerminalKeys(slave)
        threading.Timer(0.1, os.write, (master, b"wrogn\x7f\x7fng\n")).start()
        assert source.line() == "wrong"
    assert termios.tcgetattr(slave) == before


def test_a_pipe_with_bytes_that_are_no_text_is_read_to_its_end():
    stream = io.TextIOWrapper(io.BytesIO(b"\xffq"), encoding="utf-8")
    with open_keys(stream) as keys:
        assert [keys.key(), keys.key(), keys.key()] == ["\ufffd", "q", END]


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
