"""The corridor as one function: proposals with evidence, the same bytes again, and nothing lost when it is interrupted."""

import json
import shutil
import signal
import subprocess
import sys

import pytest

from mapper import overview, runs, showing
from mapper.errors import UsageError
from mapper.lessons import Lesson
from mapper.types import Kind, State, Verdict
from tests.paper import pages
from tests.test_grammar import standard_question
from tests.workspaces import AT, DEMO, ROOT, make, silent


def squeezed(text):
    return " ".join(text.split())


def proposals(workspace):
    with workspace.open() as store:
        return store.proposals()


def test_every_proposal_quotes_both_texts_verbatim_with_the_page(kept):
    library = kept.standing().library
    found = proposals(kept)
    assert found
    for proposal in found:
        assert 1 <= len(proposal.evidence) <= 3
        for evidence in proposal.evidence:
            for work, quote in ((proposal.left, evidence.left), (proposal.right, evidence.right)):
                document = library.current[work]
                texts = {clause.id: clause for clause in document.clauses}
                if quote.clause in texts:
                    assert quote.text in texts[quote.clause].text
                    assert quote.page == texts[quote.clause].page
                else:
                    assert squeezed(quote.text) == squeezed(document.title)
                assert document.pages[0] <= quote.page <= document.pages[1]


def test_every_mapping_type_finds_pairs_and_pairs_no_document_with_itself(kept):
    found = proposals(kept)
    assert {proposal.type for proposal in found} == {"resolutions", "questions", "theme:climate", "activities"}
    assert all(proposal.left != proposal.right for proposal in found)
    known = kept.standing().library.current
    across = {"resolutions": "body", "questions": "sector"}
    for proposal in found:
        if attribute := across.get(proposal.type):
            assert getattr(known[proposal.left], attribute) != getattr(known[proposal.right], attribute)
        elif proposal.type.startswith("theme:"):
            assert Kind.SUBTOPIC in (known[proposal.left].kind, known[proposal.right].kind)


def test_the_first_run_reads_all_and_every_pair_is_new(unread, kept):
    report = unread.run()
    assert proposals(unread) == proposals(kept)
    assert report.fresh
    assert len(report.intake.read) == len(list((unread.root / "sources").iterdir()))
    assert report.intake.unread == ()
    assert {m.state for m in report.standing.mapped} == {State.NEW}
    assert report.degraded == ()


def test_a_second_run_reads_nothing_and_says_that_nothing_changed(small):
    before = proposals(small)
    report = small.run(at="2026-06-30T12:00:00Z")
    assert not report.fresh
    assert report.intake.read == ()
    assert "nothing changed since the last run" in report.lines()
    assert proposals(small) == before
    with small.open() as store:
        assert [record.at for record in store.runs()] == [AT]


def test_exports_are_the_same_bytes_after_a_second_run_and_without_the_cache(small, unrun, tmp_path):
    first = small.export(tmp_path / "a")
    small.run(at="2026-06-30T12:00:00Z")
    assert small.export(tmp_path / "b") == first
    shutil.rmtree(small.settings.cache)
    small.run(at="2026-07-31T12:00:00Z")
    assert small.export(tmp_path / "c") == first
    unrun.run()  # on the day of the first run: an export says of what day its state is
    assert unrun.export(tmp_path / "d") == first


def test_a_deleted_cache_costs_only_time(small, unrun):
    shutil.rmtree(small.settings.cache)
    toml = small.root / "mapper.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("floor = 0.10", "floor = 0.11"), encoding="utf-8")
    assert small.run().fresh
    assert small.settings.cache.is_dir()
    toml.write_text(toml.read_text(encoding="utf-8").replace("floor = 0.11", "floor = 0.10"), encoding="utf-8")
    small.run()
    unrun.run()
    assert proposals(small) == proposals(unrun)


def test_a_run_of_one_mapping_leaves_the_others_for_a_run_of_all(unrun, kept):
    report = unrun.run(only="resolutions")
    assert {m.type for m in report.standing.mapped} == {"resolutions"}
    assert not unrun.run(only="resolutions").fresh
    whole = unrun.run()
    assert whole.fresh
    assert sorted(proposals(unrun), key=lambda p: p.pair) == sorted(proposals(kept), key=lambda p: p.pair)
    assert not unrun.run().fresh
    assert not unrun.run(only="questions").fresh


def test_a_run_of_one_mapping_keeps_the_proposals_of_the_others(small):
    before = proposals(small)
    (small.root / "sources" / "T-RES-T.73-2016-PDF-E.pdf").unlink()
    assert not small.run(only="questions").fresh
    assert proposals(small) == before


def test_an_unknown_mapping_changes_nothing(unrun):
    with pytest.raises(UsageError, match=r"no mapping named 'areas' in .*mapper\.toml; choose one of resolutions, questions, "):
        unrun.run(only="areas")
    with unrun.open() as store:
        assert store.runs() == []


def interrupt_at(wanted):
    """Interrupt as a person would, when the stage is first told with something done."""

    def notify(stage, done=0, total=0):
        if wanted in stage and done >= min(2, total):
            raise KeyboardInterrupt

    return notify


def test_a_run_interrupted_while_it_reads_goes_on_with_the_other_files(unread, kept):
    with pytest.raises(KeyboardInterrupt):
        unread.run(notify=interrupt_at("reading"))
    with unread.open() as store:
        read = {record.name for record in store.sources()}
    report = unread.run()
    assert read
    assert not read & set(report.intake.read)
    assert report.intake.unchanged == len(read)
    assert proposals(unread) == proposals(kept)


@pytest.mark.parametrize("stage", ["resolutions: comparing", "questions: embedding", "activities"])
def test_an_interrupted_run_is_completed_by_the_next_one(unrun, kept, tmp_path, stage):
    with pytest.raises(KeyboardInterrupt):
        unrun.run(notify=interrupt_at(stage))
    with unrun.open() as store:
        assert store.runs() == []
    assert unrun.run().fresh
    assert proposals(unrun) == proposals(kept)
    assert unrun.export(tmp_path / "a", "csv", "jsonl") == kept.export(tmp_path / "b", "csv", "jsonl")


KILLED = """
import os, signal, sys
from pathlib import Path
from tests.workspaces import Workspace
def notify(stage, done=0, total=0):
    if sys.argv[2] in stage and done >= min(3, total):
        os.kill(os.getpid(), signal.SIGKILL)
Workspace(Path(sys.argv[1])).run(notify=notify)
"""


def test_a_run_killed_while_it_reads_or_maps_is_completed_by_the_next_one(unread, kept, tmp_path):
    for stage in ("reading", "theme:climate"):
        call = [sys.executable, "-c", KILLED, unread.root, stage]
        assert subprocess.run(call, capture_output=True, check=False, cwd=ROOT).returncode == -signal.SIGKILL
        with unread.open() as store:
            assert store.sources()
            assert store.runs() == []
            assert store.sound() == []
    unread.run()
    assert proposals(unread) == proposals(kept)
    assert unread.export(tmp_path / "a", "csv", "jsonl") == kept.export(tmp_path / "b", "csv", "jsonl")


def test_a_run_interrupted_after_a_conference_leaves_the_run_before_live(small):
    before = proposals(small)
    small.add(DEMO / "second" / "T-RES-T.73-2022-PDF-E.pdf")
    with pytest.raises(KeyboardInterrupt):
        small.run(notify=interrupt_at("questions"))
    assert proposals(small) == before
    small.run(notify=silent)
    assert proposals(small) != before


def test_what_was_odd_in_a_document_or_between_two_is_printed_by_the_run(tmp_path):
    """Questions that do not say their study period share an id; the officer is told, and can say it."""
    made = make(tmp_path / "w")
    for name, title in (("a", "Floods"), ("b", "Skills")):
        made.add(pages(tmp_path / f"{name}.pdf", standard_question("Question 9/5", title)))
    report = made.run()
    told = report.warnings()
    unsaid = "itu-t/q/9-5: the study period of this Question is not said: add the file again with it, as in --edition 2018-2021"
    assert told[:2] == [f"odd in a.pdf: {unsaid}", f"odd in b.pdf: {unsaid}"]
    assert any("set aside 1 document (itu-t/q/9-5 of " in line for line in report.lines())
    made.add(tmp_path / "a.pdf", edition="2017-2020")
    made.add(tmp_path / "b.pdf", edition="2022-2024")
    assert not [sentence for sentence in made.run().warnings() if sentence.startswith("odd")]
    assert {"itu-t/2017-2020/q/9-5", "itu-t/2022-2024/q/9-5"} <= set(made.standing().library.works)


def test_a_run_says_in_one_line_which_texts_it_set_aside_for_their_language(tmp_path):
    workspace = make(tmp_path / "w")
    english = [{"id": f"x/{n}", "title": "Energy", "text": "The group shall report on the progress that was made in this field."} for n in range(3)]
    french = [{"id": f"x/{n}", "title": "Énergie", "text": "Le groupe rend compte des progrès dans le domaine pour les membres."} for n in range(2)]
    other = [{"id": "x/0", "title": "Waste", "text": "The group shall report on it."}]
    for name, lines in (("en", english), ("fr", french), ("other", other)):
        path = workspace.settings.sources / f"{name}.jsonl"
        path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8", newline="\n")
    report = workspace.run()
    assert [line for line in report.lines() if "set aside" in line] == [
        "  set aside 2 documents in fr (fr.jsonl): the same texts stand in en",
        "  set aside 1 document (x/0 of other.jsonl): others stand under their ids, with other titles; give each its own",
    ]
    assert [line for line in workspace.run().lines() if "set aside" in line] == [line for line in report.lines() if "set aside" in line]


def decide_on_most(workspace):
    """Accept the likelier half of the activities that are decided, reject the other."""
    pairs = sorted(workspace.mapped("activities"), key=lambda one: -one.proposal.score)[:40]
    for number, mapped in enumerate(pairs):
        workspace.decide(mapped, Verdict.ACCEPT if number < 20 else Verdict.REJECT)


@pytest.fixture
def small_enough(monkeypatch):
    """Let forty decisions be enough: the small workspace has few pairs."""
    monkeypatch.setattr("mapper.calibration.ENOUGH", 40)


@pytest.mark.usefixtures("small_enough")
def test_a_run_learns_from_decisions_and_says_so(small):
    decide_on_most(small)
    before = {one.pair: one for one in proposals(small)}
    report = small.run(at="2026-02-28T12:00:00Z")
    after = {one.pair: one for one in proposals(small)}
    assert "how likely a pair of activities is was learned from 40 decisions" in report.lines()
    assert report.fresh
    assert after.keys() == before.keys()
    assert any(after[pair].probability != one.probability for pair, one in before.items() if one.type == "activities")
    assert all(after[pair] == one for pair, one in before.items() if one.type != "activities")
    told = [line for line in report.lines() if line.startswith("weights of activities: ")]
    assert len(told) == 1
    assert "40 decisions" in told[0]
    again = small.run(at="2026-03-31T12:00:00Z")
    assert not again.fresh
    assert told[0] in again.lines()
    assert "how likely a pair of activities is was learned from 40 decisions" in again.lines()
    assert proposals(small) == list(after.values())


@pytest.mark.usefixtures("small_enough")
def test_learned_weights_are_told_of_a_pair_and_by_status(small, monkeypatch):
    """Whatever cross-validation says here: the weights are put in use, and every pair stays."""
    lesson = Lesson("activities", 40, 0.5, 0.6, (0.1, 0.05, 0.2), (("backward", 0.5), ("forward", 1.5)))
    monkeypatch.setattr("mapper.weighing.weigh", lambda *_: lesson)
    decide_on_most(small)
    before = {one.pair: one for one in proposals(small)}
    report = small.run(at="2026-02-28T12:00:00Z")
    after = {one.pair: one for one in proposals(small)}
    assert after.keys() == before.keys()
    assert str(lesson) in report.lines()
    assert runs.lessons_of(small.runs()[-1]) == [lesson]
    for pair, one in after.items():
        assert (one.score != before[pair].score) == (one.type == "activities"), pair
        assert one.score == pytest.approx(sum(amount for _, amount in one.contributions), abs=1e-3)
    pair = next(one.pair for one in after.values() if one.type == "activities")
    other = next(one.pair for one in after.values() if one.type != "activities")
    with small.open() as store:
        assert f"  {lesson}" in showing.show(small.settings, store, pair)
        assert f"  {lesson}" not in showing.show(small.settings, store, other)
        shown = overview.status(small.settings, store)
    assert str(lesson) in shown.lines()
    assert shown.as_json()["learned"] == {"activities": {"decisions": 40, "weights": True, "told": str(lesson)}}


@pytest.mark.usefixtures("small_enough")
def test_a_run_of_one_mapping_leaves_what_the_others_learned(small):
    decide_on_most(small)
    small.run(at="2026-02-28T12:00:00Z")
    before = proposals(small)
    small.run(only="resolutions", at="2026-03-31T12:00:00Z")
    assert runs.learned_from(small.runs()[-1]) == {"activities": 40}
    assert [lesson.type for lesson in runs.lessons_of(small.runs()[-1])] == ["activities"]
    assert proposals(small) == before
