"""The commands in which people decide, on a small workspace with a real store."""

import fcntl
import json
import os
import pty
import random
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from dataclasses import replace

import pytest
import typer
from typer.testing import CliRunner

from mapper import decisions, settings
from mapper.cli import judging, reviewing
from mapper.decisions import Subject, Word
from mapper.errors import MapperError
from mapper.review.people import Person, who
from mapper.store import RunRecord, SourceRecord, open_store
from mapper.types import State, Verdict
from tests.review_samples import A, B, C, document, mapped, pairs

AT = "2026-02-03T04:05:06Z"
PAIRS = [one.pair for one in pairs()]


def publish(folder, documents, found, run="r1"):
    """Put documents and proposals into a workspace as a run would."""
    with open_store(settings.load(folder).store_url) as store:
        for one in documents:
            store.save_reading(SourceRecord(f"{one.id.replace('/', '-')}-{one.edition.label}.pdf", one.digest, 1, "read"), [one])
        store.publish(RunRecord(run, AT, "live", "{}"), [one.proposal for one in found])


@pytest.fixture
def folder(tmp_path):
    settings.init(tmp_path)
    publish(tmp_path, [A, B, C], pairs())
    return tmp_path


@pytest.fixture
def run(folder):
    app = typer.Typer()
    reviewing.register(app)
    judging.register(app)

    def call(*words, keys="", code=0):
        result = CliRunner().invoke(app, [*words, "-w", str(folder)], input=keys)
        got = result.exception.exit_code if isinstance(result.exception, MapperError) else result.exit_code
        assert got == code, (result.output, result.exception)
        return str(result.exception) if isinstance(result.exception, MapperError) else result.output

    return call


def events(folder):
    with open_store(settings.load(folder).store_url) as store:
        assert store.verify_log() == []
        return [(one.reviewer, one.verdict.value, one.pair) for one in store.decisions()]


def states(folder):
    from mapper import pipeline

    found = settings.load(folder)
    with open_store(found.store_url) as store:
        return {one.pair: one.state for one in pipeline.settled(found, store).mapped}


def test_a_review_ends_with_the_next_step(run, folder):
    shown = run("review", "--as", "anna", keys="yn1u")
    assert "queue finished: 2 decided, 1 unsure, 0 skipped" in shown
    assert shown.endswith(f"\nnext: to write the tables: mapper export xlsx -w {folder}\n")
    assert events(folder) == [("anna", "accept", PAIRS[0]), ("anna", "reject", PAIRS[1]), ("anna", "unsure", PAIRS[2])]


def test_a_review_ends_with_the_command_as_it_was_called(run, folder):
    words = ("review", "--as", "Anna B.", "--type", "resolutions", "--search", "networks", "--order", "random", "--blind", "--plain", "--limit", "2")
    told = run(*words, keys="q")
    again = f"--as 'Anna B.' --type resolutions --search networks --order random --blind --plain --limit 2 -w {folder}"
    assert told.endswith(f"\nnext: to go on here: mapper review {again}\n")


def test_a_review_goes_on_where_it_was_left(run, folder):
    assert "saved: 1 decided, 0 unsure, 0 skipped; 2 still open" in run("review", "--as", "anna", keys="yq")
    shown = run("review", "--as", "anna", keys="q")
    assert f"pair {PAIRS[1]}" in shown
    assert PAIRS[0] not in shown
    assert f"next: to go on here: mapper review --as anna -w {folder}\n" in shown


def test_an_empty_queue_is_a_success(run, folder):
    run("review", "--as", "anna", keys="yyy")
    shown = run("review", "--as", "anna")
    assert "nothing is open for anna: 3 decided; `mapper undo` takes your last verdict back" in shown
    assert f"next: to write the tables: mapper export xlsx -w {folder}\n" in shown
    assert f"nothing is disputed\nnext: for what is still open: mapper status -w {folder}\n" in run("adjudicate", "--as", "anna")
    assert "no pair passes search=nowhere\n" in run("review", "--as", "anna", "--search", "nowhere")


@pytest.mark.filterwarnings("error")
def test_a_workspace_that_was_never_run_says_what_to_do(run, folder):
    publish(folder, [A], [], run="r2")
    for command in ("review", "adjudicate"):
        assert "no pair yet: mapper add FILE…, then mapper run\nnext: mapper add FILE…, then mapper run" in run(command, "--as", "anna")


def test_a_part_that_is_done_is_not_taken_for_the_whole(run, folder):
    shown = run("review", "--as", "anna", "--limit", "1", keys="y")
    whole = f"mapper review --as anna -w {folder}\n"
    assert f"1 of 3 done, 2 still open: 1 decided, 0 unsure, 0 skipped\nnext: for the rest, 2 open: {whole}" in shown
    shown = run("review", "--as", "anna", "--band", "low", keys="y")
    assert f"queue finished: 1 decided, 0 unsure, 0 skipped\nnext: for the rest, 1 open: {whole}" in shown


def test_what_became_disputed_in_a_session_is_the_next_step(run, folder):
    run("review", "--as", "anna", keys="yyy")
    assert f"next: to settle what is disputed, 1 pair: mapper adjudicate -w {folder}\n" in run(
        "review", "--order", "likely", "--as", "ben", keys="n1yy"
    )


def test_skipped_pairs_come_back_after_the_others(run, folder):
    assert f"next: for the skipped pairs: mapper review --as anna -w {folder}\n" in run("review", "--as", "anna", keys="syy")
    run("undo", "--as", "anna")
    shown = run("review", "--as", "anna", keys="q")
    assert f"pair {PAIRS[2]}" in shown


def test_what_was_in_view_is_in_the_log(run, folder):
    run("review", "--as", "anna", "--blind", "--band", "high", keys="3c well said\ny")
    [line] = [json.loads(line) for line in run("decisions", "--json").splitlines() if line.startswith("{")]
    assert line["editions"] == ["Rev. Lund, 2022", "Rev. Lund, 2022"]
    assert [one["left"]["page"] for one in line["evidence"]] == [11, 12, 13]
    assert line["score_shown"] is False
    assert (line["relation"], line["comment"], line["origin"], line["type"]) == ("duplicate", "well said", "human", "resolutions")


def test_undo_reaches_over_sessions(run, folder):
    run("review", "--as", "anna", keys="yyq")
    run("review", "--as", "anna", keys="zzq")
    assert [verdict for _, verdict, _ in events(folder)] == ["accept", "accept", "undo", "undo"]
    assert set(states(folder).values()) == {State.NEW}
    assert "nothing is left to undo for 'anna'" in run("undo", "--as", "anna", code=1)


def test_filters_and_orders_choose_the_queue(run):
    assert f"pair {PAIRS[2]}" in run("review", "--as", "a", "--sector", "T", "--search", "access", keys="q")
    assert f"pair {PAIRS[1]}" in run("review", "--as", "a", "--order", "uncertain", "--limit", "1", keys="q")
    assert "no order named 'best'" in run("review", "--as", "a", "--order", "best", code=2)
    assert "no band named 'x'" in run("review", "--as", "a", "--band", "x", code=2)
    assert "no mapping named 'x'; choose one of resolutions, questions" in run("review", "--as", "a", "--type", "x", code=2)
    assert "no body named 'x'; choose one of AA, BB, CC" in run("review", "--as", "a", "--body", "x", code=2)
    assert "no sector named 'x'; choose one of D, R, T" in run("review", "--as", "a", "--sector", "x", code=2)
    assert "no theme named 'x'; choose one of climate" in run("review", "--as", "a", "--theme", "x", code=2)
    assert "no relation named 'x'; choose one of mutual-interest" in run("review", "--as", "a", "--relation", "x", code=2)
    assert "no mapping named 'x'" in run("adjudicate", "--as", "a", "--type", "x", code=2)


def test_two_reviewers_have_their_own_queues_and_their_dispute_is_settled(run, folder):
    run("review", "--as", "anna", keys="yyy")
    shown = run("review", "--order", "likely", "--as", "ben", keys="n1yy")
    assert "anna said accept, implements, 20" in shown
    assert states(folder)[PAIRS[0]] is State.DISPUTED
    shown = run("adjudicate", "--as", "chair", keys="2y")
    before, after = shown.split("accepted, implements")
    assert "anna" not in before
    assert "ben" not in before
    assert re.search(r"A said (accept, implements|reject, boilerplate)", before)
    assert re.search(r"A was (anna, B was ben|ben, B was anna)", after)
    assert states(folder)[PAIRS[0]] is State.ACCEPTED
    assert "nothing is disputed" in run("adjudicate", "--as", "chair")


def test_an_adjudicator_takes_back_adjudications_only(run, folder):
    run("review", "--as", "anna", keys="yyy")
    run("review", "--order", "likely", "--as", "ben", keys="n1yy")
    assert "nothing of yours is left to take back" in run("adjudicate", "--as", "anna", keys="zq")
    run("adjudicate", "--as", "chair", keys="y")
    run("undo", "--as", "chair")
    assert states(folder)[PAIRS[0]] is State.DISPUTED


def test_the_reviewer_takes_back_verdicts_only_and_leaves_the_adjudication_of_the_same_person(run, folder):
    run("review", "--as", "anna", "--limit", "1", keys="y")
    run("review", "--order", "likely", "--as", "ben", "--limit", "1", keys="n1")
    run("adjudicate", "--as", "anna", keys="yy")
    shown = run("review", "--as", "anna", keys="zZzq")
    assert "taken back: accept, implements of 20" in shown
    with open_store(settings.load(folder).store_url) as store:
        log = store.decisions()
    assert [(one.verdict.value, one.adjudicates) for one in log[2:]] == [
        ("accept", True), ("undo", False), ("accept", False), ("undo", False),
    ]  # fmt: skip
    assert states(folder)[PAIRS[0]] is State.ACCEPTED


def test_undo_says_what_kind_it_took_back(run, folder):
    run("review", "--as", "anna", "--limit", "1", keys="y")
    run("review", "--order", "likely", "--as", "ben", "--limit", "1", keys="n1")
    run("adjudicate", "--as", "anna", keys="yy")
    assert run("undo", "--as", "anna").startswith("taken back: the adjudication accept, aa/res/1 implements bb/res/2 of 20")
    assert run("undo", "--as", "anna").startswith("taken back: the verdict accept, aa/res/1 implements bb/res/2 of 20")


@pytest.fixture
def disputed(run):
    """Give the same workspace with a pair that anna and ben dispute, and one that both accept."""
    run("review", "--as", "anna", keys="yyq")
    run("review", "--order", "likely", "--as", "ben", keys="n1yq")
    return run


def flat(shown):
    """Give a screen's words in one line, wherever they were broken."""
    return " ".join(shown.split())


def test_a_skip_in_adjudicate_names_nobody(disputed):
    shown = disputed("adjudicate", "--as", "chair", keys="s")
    assert "skipped: aa/res/1 with bb/res/2" in shown
    assert "anna" not in shown
    assert "ben" not in shown


def test_an_adjudicator_is_led_to_no_pair_that_nobody_disputes(disputed, folder):
    shown = flat(disputed("adjudicate", "--as", "chair", keys=f"g{PAIRS[1]}\nq"))
    assert "aa/res/1 with cc/res/3 is not disputed, it is accepted; `mapper review` goes there" in shown
    assert shown.count(f"pair {PAIRS[0]}, disputed") == 3
    assert f"-- pair {PAIRS[1]}" not in shown


def test_an_adjudication_that_was_taken_back_can_be_gone_to(disputed):
    disputed("adjudicate", "--as", "chair", keys="y")
    disputed("review", "--as", "anna", keys="q")
    disputed("decide", PAIRS[1], "reject", "--as", "anna")
    shown = flat(disputed("adjudicate", "--as", "chair", keys=f"zg{PAIRS[1]}\ng{PAIRS[0]}\nq"))
    assert "is not disputed" not in shown


def test_a_party_to_the_dispute_is_warned_and_asked_again(disputed, folder):
    before = events(folder)
    shown = flat(disputed("adjudicate", "--as", "anna", keys="ynnxq"))
    assert shown.count("you are one of the parties; another person should settle this: y settles it all the same") == 2
    assert shown.count("not settled>") == 2
    assert events(folder) == before
    disputed("adjudicate", "--as", "anna", keys="ny1")
    assert events(folder)[-1] == ("anna", "reject", PAIRS[0])
    assert states(folder)[PAIRS[0]] is State.REJECTED


def test_nobody_else_is_warned(disputed):
    assert "parties" not in disputed("adjudicate", "--as", "chair", keys="y")


def test_a_verdict_beside_an_adjudication_says_before_and_after_that_it_changes_nothing(disputed, folder):
    disputed("adjudicate", "--as", "chair", keys="y")
    shown = flat(disputed("review", "--order", "likely", "--as", "cara", "--blind", keys=f"g{PAIRS[0]}\nn1q"))
    before, after = shown.split("rejected, boilerplate: aa/res/1 with bb/res/2", 1)
    assert re.search(r"settled by adjudication of chair on 20\d\d-\d\d-\d\d; your verdict will stand beside it", before)
    assert after.startswith("; it stands beside the adjudication of chair, which settles the pair (z takes it back)")
    assert states(folder)[PAIRS[0]] is State.ACCEPTED
    assert "it stands beside the adjudication of chair, which settles the pair" in disputed("decide", PAIRS[0], "reject", "--as", "dora")
    assert "adjudication" not in disputed("decide", PAIRS[1], "accept", "--as", "dora")


def test_a_verdict_on_later_texts_than_the_adjudications_counts(disputed, folder):
    one = pairs()[0]
    subject = Subject(one.pair, one.type, one.left, one.right, (A.edition.label, B.edition.label))
    with open_store(settings.load(folder).store_url) as store:
        decisions.adjudicate(store, subject, Word(Verdict.ACCEPT, "implements"), reviewer="chair", at=AT)
    later = new_edition("to stop all reports on progress at once")
    publish(folder, [later], [mapped(later, B, 0.9, "implements"), *pairs()[1:]], run="r2")
    shown = flat(disputed("review", "--order", "likely", "--as", "cara", keys="n1q"))
    assert "stand beside it" not in shown
    assert "it stands beside" not in shown
    assert states(folder)[PAIRS[0]] is not State.ACCEPTED


def same(one, other):
    """Say whether two events say the same, whenever they were written."""
    return replace(one, event="", previous="", at="") == replace(other, event="", previous="", at="")


def test_what_is_given_again_is_all_that_was_said(run, folder):
    run("review", "--as", "anna", keys="yyq")
    run("review", "--order", "likely", "--as", "ben", keys="n1n1q")
    run("adjudicate", "--as", "chair", keys="cas the annex says\n22yzZq")
    with open_store(settings.load(folder).store_url) as store:
        said, undone, again = store.decisions()[-3:]
    assert (said.adjudicates, said.comment, said.direction) == (True, "as the annex says", "right-to-left")
    assert (undone.verdict, undone.undoes) == (Verdict.UNDO, said.event)
    assert same(said, again)


def test_what_is_given_again_still_speaks_of_the_text_that_was_read_then(run, folder):
    run("decide", PAIRS[0], "accept", "--as", "anna")
    later = new_edition("to stop all reports on progress at once")
    publish(folder, [later], [mapped(later, B, 0.9, "implements")], run="r2")
    run("review", "--as", "anna", keys="zZq")
    with open_store(settings.load(folder).store_url) as store:
        said, _, again = store.decisions()
    assert same(said, again)
    assert states(folder)[PAIRS[0]] is State.STALE


def test_an_adjudication_settles_so_unsure_is_refused_in_a_sentence(run, folder):
    run("review", "--as", "anna", keys="yyy")
    run("review", "--order", "likely", "--as", "ben", keys="n1yy")
    shown = run("adjudicate", "--as", "chair", keys="usZ")
    assert "an adjudication accepts or rejects; unsure settles nothing" in shown
    assert events(folder)[-1] == ("chair", "skip", PAIRS[0])


def test_agreement_is_counted(run):
    assert "no two reviewers" in run("agreement")
    run("review", "--as", "anna", keys="yyn1")
    run("review", "--order", "likely", "--as", "ben", keys="yn1n1")
    assert "anna and ben: 2 of 3 pairs (67%), kappa 0.40" in run("agreement")
    found = json.loads(run("agreement", "--json"))
    assert found.items() >= {"one": "anna", "other": "ben", "pairs": 3, "agreed": 2, "kappa": 0.4, "share": 0.6667}.items()
    assert (found["relations"]["pairs"], found["read_apart"]["pairs"]) == (1, 0)


def test_the_log_is_listed_and_filtered(run):
    run("decide", PAIRS[0], "accept", "--as", "anna", "--comment", "yes \x1b[31m indeed")
    run("decide", PAIRS[1], "reject", "--as", "ben")
    run("undo", "--as", "ben")
    lines = run("decisions").splitlines()
    assert "accept, aa/res/1 implements bb/res/2" in lines[0]
    assert "undo of" in lines[2]
    assert "\x1b" not in "".join(lines)
    assert len([line for line in run("decisions", "--as", "ben").splitlines() if "ben" in line]) == 2
    assert "1 of 3 events" in run("decisions", "--verdict", "undo")
    assert "1 of 3 events" in run("decisions", "--pair", PAIRS[0][:6])
    assert "no verdict 'maybe'" in run("decisions", "--verdict", "maybe", code=2)


def test_decide_takes_the_start_of_an_id(run, folder):
    shown = run("decide", PAIRS[1][:6], "accept", "--relation", "duplicate", "--as", "anna")
    assert shown == f"{PAIRS[1]}  accept, duplicate  aa/res/1 with cc/res/3  by anna\n"
    assert events(folder) == [("anna", "accept", PAIRS[1])]


def test_who_decides_by_a_clock_that_went_back_is_told_and_recorded(run, folder):
    ahead = "2999-01-01T00:00:00Z"
    with open_store(settings.load(folder).store_url) as store:
        decisions.record(store, Subject(PAIRS[0], "resolutions", A.id, B.id), Word(Verdict.ACCEPT, "cites"), reviewer="ben", at=ahead)
    told = f"and the decision log holds an event of {ahead}: one of the two is wrong; what is decided now stands behind it"
    assert told in run("decide", PAIRS[1], "accept", "--relation", "duplicate", "--as", "anna")
    assert told in " ".join(run("review", "--as", "carla", keys="q").split())
    assert told in " ".join(run("adjudicate", "--as", "carla", keys="q").split())
    assert events(folder) == [("ben", "accept", PAIRS[0]), ("anna", "accept", PAIRS[1])]


def test_decide_says_which_way_a_relation_runs(run, folder):
    run("decide", PAIRS[1], "accept", "--relation", "implements", "--direction", "right-to-left", "--as", "anna")
    run("decide", PAIRS[2], "accept", "--relation", "implements", "--as", "anna")
    with open_store(settings.load(folder).store_url) as store:
        assert [event.direction for event in store.decisions()] == ["right-to-left", "left-to-right"]


BEFORE = {
    "nobody": (),
    "another relation by another": (("ben", "--relation", "duplicate"),),
    "the other way round by another": (("ben", "--relation", "implements", "--direction", "right-to-left"),),
    "another relation by oneself": (("anna", "--relation", "cites", "--direction", "right-to-left"), ("ben", "--relation", "duplicate")),
}


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("direction", ["left-to-right", "right-to-left"])
def test_accept_and_y_record_the_same(run, folder, before, direction):
    one = pairs()[0]
    publish(folder, [A, B], [replace(one, proposal=replace(one.proposal, direction=direction))], run="r2")
    for name, *words in BEFORE[before]:
        run("decide", PAIRS[0], "accept", "--as", name, *words)
    run("decide", PAIRS[0], "accept", "--as", "anna")
    run("undo", "--as", "anna")
    own = before == "another relation by oneself"
    run("review", "--as", "anna", "--search", PAIRS[0], *(("--state", "disputed") if own else ()), keys="y")
    with open_store(settings.load(folder).store_url) as store:
        decided, _, keyed = store.decisions()[len(BEFORE[before]) :]
    expected = ("cites", "right-to-left") if own else ("implements", direction)
    assert (decided.relation, decided.direction) == (keyed.relation, keyed.direction) == expected
    assert (decided.score_shown, keyed.score_shown) == (False, True)


def test_accept_asks_for_a_relation_where_there_is_none_to_take(run, folder):
    run("decide", PAIRS[0], "reject", "--as", "ben")
    publish(folder, [A, B, C], pairs()[1:], run="r2")
    assert "which relation? say --relation with one of mutual-interest, implements" in run("decide", PAIRS[0], "accept", "--as", "anna", code=2)


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        ((PAIRS[0], "reject", "--direction", "left-to-right"), 2, "--direction goes with accept, not with reject"),
        (("f" * 16, "accept"), 1, "no pair 'ffffffffffffffff' in the mapping; `mapper proposals` lists them"),
        ((PAIRS[0], "maybe"), 2, "no verdict 'maybe'; choose one of accept, reject, unsure"),
        ((PAIRS[0], "undo"), 2, "no verdict 'undo'"),
        ((PAIRS[0], "accept", "--relation", "kin"), 2, "no relation 'kin'; choose one of mutual-interest, implements"),
        ((PAIRS[0], "reject", "--reason", "mood"), 2, "no reason 'mood'; choose one of boilerplate"),
        ((PAIRS[0], "accept", "--reason", "other"), 2, "--reason goes with reject"),
        ((PAIRS[0], "reject", "--relation", "cites"), 2, "--relation goes with accept"),
    ],
)
def test_a_wrong_decision_is_one_sentence_and_nothing_is_recorded(run, folder, words, code, sentence):
    assert sentence in run("decide", *words, "--as", "anna", code=code)
    assert events(folder) == []


def named(folder, *names):
    """Let the settings name the reviewers."""
    path = folder / "mapper.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("reviewers = []", f"reviewers = {json.dumps(names)}"), encoding="utf-8")


def test_only_named_reviewers_decide_where_the_settings_name_some(run, folder):
    named(folder, "anna")
    assert "by anna\ndeciding as anna\n" in run("decide", PAIRS[0], "accept")
    assert "deciding as anna> " in run("review", keys="q")
    assert "'mallory' is not among the reviewers" in run("decide", PAIRS[0], "reject", "--as", "mallory", code=2)
    assert "'mallory' is not among the reviewers" in run("review", "--as", "mallory", code=2)


def test_a_login_that_is_no_reviewer_is_told_who_is(run, folder):
    named(folder, "anna", "ben")
    assert re.search(r"^your login name '.+' is not among .*mapper.toml: say --as anna or ben, or add the name there$", run("review", code=2))
    assert "by ben" in run("decide", PAIRS[0], "accept", "--as", "Ben")


def test_a_name_that_is_known_is_written_as_it_is_known(run, folder):
    assert "by anna\n" in run("decide", PAIRS[0], "accept", "--as", "anna")
    assert "by anna\n'AN NA' is written 'anna' here: deciding as anna\n" in run("decide", PAIRS[1], "accept", "--as", "AN NA")
    assert "'ANNA' is written 'anna' here: deciding as anna> " in run("review", "--as", "ANNA", keys="q")
    assert "'Anna' is written 'anna' here" in run("undo", "--as", "Anna")
    assert {reviewer for reviewer, _, _ in events(folder)} == {"anna"}


def test_the_first_verdict_of_a_name_is_noted_where_others_decided_before(run, folder):
    assert "first verdict" not in run("decide", PAIRS[0], "accept", "--as", "anna")
    assert "first verdict of 'ann' here: is the name written as always?\n" in run("decide", PAIRS[0], "accept", "--as", "ann")
    assert "first verdict" not in run("decide", PAIRS[1], "accept", "--as", "ann")
    assert "first verdict of 'cara' here: is the name written as always?> " in run("review", "--order", "likely", "--as", "cara", keys="q")


def test_without_a_name_the_login_stands_in(folder, monkeypatch):
    found = settings.load(folder)
    monkeypatch.setattr("getpass.getuser", lambda: "login")
    assert who(found, "", ()) == Person("login", ("deciding as login",))
    assert who(found, "anna", ()) == Person("anna")
    assert who(replace(found, reviewers=("anna",)), "", ()) == Person("anna", ("deciding as anna",))

    def nobody():
        raise OSError

    monkeypatch.setattr("getpass.getuser", nobody)
    with pytest.raises(MapperError, match="say your name with --as NAME"):
        who(found, "", ())


def new_edition(text):
    changed = replace(A.clauses[1], text=text)
    return replace(A, edition=replace(A.edition, label="Rev. Oslo, 2026", year=2026), clauses=(A.clauses[0], changed, A.clauses[2]))


def test_a_stale_pair_comes_first_shows_its_change_and_can_be_confirmed(run, folder):
    run("review", "--as", "anna", keys="yn2n1")
    assert "nothing is open for anna" in run("review", "--as", "anna")
    later = new_edition("to stop all reports on progress at once")
    publish(folder, [later], [mapped(later, B, 0.9, "implements")], run="r2")
    found = states(folder)
    assert (found[PAIRS[0]], found[PAIRS[1]], found[PAIRS[2]]) == (State.STALE, State.STALE, State.REJECTED)
    shown = run("review", "--as", "anna", keys="vrr")
    assert "clause CHANGED since then: resolves 2 -> v shows it" in shown
    assert "[-report-] {+stop all reports+} on progress [-by 2026-] {+at once+}" in shown
    assert "confirmed, implements: aa/res/1 with bb/res/2" in shown
    found = states(folder)
    assert (found[PAIRS[0]], found[PAIRS[1]]) == (State.ACCEPTED, State.REJECTED)
    assert events(folder)[3:] == [("anna", "confirm", PAIRS[0]), ("anna", "confirm", PAIRS[1])]


class Driven:
    """A review in a terminal of its own."""

    def __init__(self, folder, *words):
        self.screen = ""
        pid, self.terminal = pty.fork()
        if pid == 0:
            signal.signal(signal.SIGINT, signal.default_int_handler)  # a suite in the background ignores it
            environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80", "LINES": "24"}
            code = "from mapper.cli import main; main()"
            os.execve(sys.executable, [sys.executable, "-c", code, *words, "-w", str(folder)], environment)
        self.pid = pid

    def see(self, words, seconds=30):
        """Read the screen until words stand on it."""
        end = time.monotonic() + seconds
        while words not in self.screen:
            ready = select.select([self.terminal], [], [], max(0, end - time.monotonic()))[0]
            assert ready, self.screen[-2000:]
            try:
                self.screen += os.read(self.terminal, 65536).decode(errors="replace")
            except OSError:
                raise AssertionError(self.screen[-2000:]) from None

    def type(self, keys):
        self.screen = ""
        os.write(self.terminal, keys.encode())

    def end(self):
        """Wait for the end; give the exit code, or minus the signal."""
        try:
            while os.read(self.terminal, 65536):
                pass
        except OSError:
            pass
        code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        os.close(self.terminal)
        return code


def many(folder, count):
    others = [document(f"dd/res/{n}", "DD", "D", f"Title {n}", "one", "two", "three") for n in range(count)]
    publish(folder, others, [mapped(A, one, 0.9 - n / 1000) for n, one in enumerate(others)], run="many")


@pytest.mark.parametrize("seed", [1, 2])
def test_a_killed_review_loses_no_acknowledged_verdict(folder, seed):
    many(folder, 30)
    chance = random.Random(seed)
    review = Driven(folder, "review", "--as", "anna", "--plain")
    review.see("> ")
    acknowledged = 0
    for _ in range(chance.randrange(3, 12)):
        review.type("y")
        review.see("accepted, ")
        acknowledged += 1
        review.see("> ")
    review.type("yyyy")
    time.sleep(chance.random() * 0.05)
    os.kill(review.pid, signal.SIGKILL)
    assert review.end() == -signal.SIGKILL
    recorded = events(folder)
    assert len({pair for _, _, pair in recorded}) == len(recorded) >= acknowledged
    again = Driven(folder, "review", "--as", "anna", "--plain")
    again.see(f"{30 - len(recorded)} of 30 open")
    again.type("q")
    again.see("saved: 0 decided")
    assert again.end() == 0


def test_an_interrupt_exits_130_and_leaves_the_terminal_as_it_was(folder):
    review = Driven(folder, "review", "--as", "anna", "--plain")
    review.see("> ")
    review.type("y")
    review.see("accepted, ")
    review.type("\x03")
    review.see("interrupted; every verdict you gave is kept")
    assert review.end() == 130
    assert len(events(folder)) == 1


def test_a_pasted_comment_of_several_lines_decides_on_nothing(folder):
    for paste in ("the text\nyyy\nn1\n", "\x1b[200~the text\nyyy\nn1\n\x1b[201~\r"):
        review = Driven(folder, "review", "--as", "anna", "--plain")
        review.see("> ")
        review.type("c")
        review.see("comment: ")
        review.type(paste)
        review.see("the comment is recorded with your verdict")
        review.type("q")
        review.see("saved: 0 decided")
        assert review.end() == 0
    assert events(folder) == []


def test_what_is_typed_ahead_decides_on_no_pair_that_was_not_seen(folder):
    review = Driven(folder, "review", "--as", "anna", "--plain")
    review.see("> ")
    review.type("yyyyyy")
    review.see("accepted, ")
    review.see("> ")
    review.type("q")
    review.see("saved: 1 decided")
    assert review.end() == 0
    assert len(events(folder)) == 1


def test_the_screen_is_drawn_anew_for_another_size_and_for_control_l(folder):
    review = Driven(folder, "review", "--as", "anna", "--plain")
    review.see("> ")
    review.screen = ""
    fcntl.ioctl(review.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 130, 0, 0))
    review.see(" | ranks 1/2 | cited")
    review.see("> ")
    assert "-" * 85 in review.screen
    review.type("\x0c")
    review.see("> ")
    review.type("cas")
    review.see("comment: as")
    review.type("\x0c")
    review.see("comment: as")
    review.type("\x03")
    review.see("nothing was changed> ")
    review.type("q")
    review.see("saved: 0 decided")
    assert review.end() == 0


def test_the_last_verdict_can_be_taken_back_at_the_end_of_the_queue(folder):
    review = Driven(folder, "review", "--as", "anna", "--limit", "1", "--plain")
    review.see("> ")
    review.type("y")
    review.see("1 of 3 done, 2 still open")
    review.see("> ")
    review.type("z")
    review.see("taken back: accept")
    review.type("q")
    review.see("saved: 0 decided")
    assert review.end() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_review_that_is_ended_from_outside_keeps_what_was_decided(folder, number):
    review = Driven(folder, "review", "--as", "anna", "--plain")
    review.see("> ")
    review.type("y")
    review.see("accepted, ")
    review.see("> ")
    os.kill(review.pid, number)
    review.see("interrupted; every verdict you gave is kept")
    assert review.end() == 128 + number
    assert len(events(folder)) == 1


def test_two_reviews_side_by_side_write_to_one_log(folder):
    anna, ben = Driven(folder, "review", "--as", "anna", "--plain"), Driven(folder, "review", "--as", "ben", "--plain")
    for one in (anna, ben):
        one.see("3 of 3 open")
    for _ in range(2):
        for one in (anna, ben):
            one.type("y")
            one.see("accepted, ")
    for one in (anna, ben):
        one.type("q")
        one.see("saved: 2 decided")
        assert one.end() == 0
    assert sorted(reviewer for reviewer, _, _ in events(folder)) == ["anna", "anna", "ben", "ben"]


def test_the_end_of_the_input_quits(folder):
    done = subprocess.run(
        [sys.executable, "-c", "from mapper.cli import main; main()", "review", "--plain", "--as", "anna", "-w", str(folder)],
        input=b"y\xff", capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert b"saved: 1 decided" in done.stdout
    assert Verdict.ACCEPT.value in {verdict for _, verdict, _ in events(folder)}
