"""Extraction of many files: children within limits, results in order, a dead child a sentence and never the end."""

import resource
import time
from dataclasses import replace

import pytest

from mapper import children
from mapper.documents import Extraction, Hints, Limits, extract, extract_all, from_path
from mapper.errors import MISSING
from mapper.sources import list_sources
from tests.deeds import Task, misbehave
from tests.paper import at, centred, opener_page, pages


def folder(tmp_path, count=3):
    for n in range(count):
        pages(tmp_path / f"{n}.pdf", opener_page())
    return list_sources(tmp_path)


def test_results_come_in_the_order_of_the_sources_and_progress_is_told(tmp_path):
    told = []
    found = list(extract_all(folder(tmp_path), progress=told.append))
    assert [e.source.name for e in found] == told == ["0.pdf", "1.pdf", "2.pdf"]
    assert all(e.documents[0].id == "wtsa/res/73" and not e.unread for e in found)


def test_the_child_gives_what_this_process_gives(tmp_path):
    [source] = folder(tmp_path, 1)
    [child] = extract_all([source])
    assert child.documents == extract(source).documents


def test_hints_say_what_the_text_does_not(tmp_path):
    content = [
        centred("RESOLUTION 5 (2019)", 80),
        centred("Fares", 104, "Times-Bold"),
        at("resolves", 94, 140, "Times-Italic"),
        at("to go.", 60, 160),
    ]
    source = from_path(pages(tmp_path / "a.pdf", content))
    assert extract(source, hints=Hints(body="WTDC")).documents[0].id == "wtdc/res/5"
    assert "who issued this text is not said" in extract(source).documents[0].problems[0]


@pytest.mark.parametrize(
    ("name", "sentence", "seconds"),
    [
        ("kill", "was stopped by the system, mostly for want of memory", 60),
        ("abort", "made the reader crash", 60),
        ("eat", "needs more than 700 MiB of memory", 60),
        ("nest", "is nested too deeply", 60),
        ("sleep", "took longer than 6 seconds and was stopped", 2),
        ("burn", "took", 2),
    ],
)
def test_a_dead_child_is_a_sentence_and_its_neighbours_live(name, sentence, seconds):
    limits = Limits(seconds=seconds, memory_mb=700)  # few seconds only where time is what runs out
    outcomes = [outcome for _, outcome in children.run(misbehave, [Task("one"), Task(name), Task("two")], limits)]
    assert outcomes[0] == "ONE"
    assert outcomes[2] == "TWO"
    assert sentence in outcomes[1]


def test_a_batch_that_is_left_early_leaves_no_child_behind():
    run = children.run(misbehave, [Task("one"), Task("sleep"), Task("sleep")], Limits(seconds=30))
    assert next(run)[1] == "ONE"
    begun = time.monotonic()
    run.close()
    assert time.monotonic() - begun < 10


def test_a_limit_that_the_system_sets_lower_stays():
    hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
    if hard == 0:
        children._limit(resource.RLIMIT_CORE, 10)
        assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0


@pytest.mark.parametrize(
    ("problems", "own", "missing"),
    [
        ((), (), ()),
        (("page 2: words that cannot be seen were left out",), ("nothing is missing: only odd",), ()),
        ((f"{MISSING}row 6 was left out",), (), (f"{MISSING}row 6 was left out",)),
        ((), (f"{MISSING}page 3 was not read",), (f"{MISSING}a: page 3 was not read",)),
    ],
)
def test_a_source_is_whole_unless_a_problem_says_that_something_is_missing(tmp_path, problems, own, missing):
    [source] = folder(tmp_path, 1)
    document = replace(extract(source).documents[0], id="a", problems=own)
    found = Extraction(source, (document,), problems)
    assert found.missing == missing
    assert found.whole is not bool(missing)


def test_a_source_that_is_unread_is_not_whole(tmp_path):
    assert not Extraction(folder(tmp_path, 1)[0], unread="is damaged").whole
