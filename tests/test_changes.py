"""What a conference changed: against the list of changes that was made with the demo corpora, and as the page that people read."""

import csv
import io
import json
import re
import sys
from collections import defaultdict

import pytest

from mapper import changes, deciding, runs
from mapper.documents import extract_all
from mapper.editions import SUBSTANCE
from mapper.errors import MapperError
from mapper.library import shelve
from mapper.sources import list_sources
from mapper.store import RunRecord
from mapper.types import Change, State, Verdict
from tests.stores import fresh
from tests.workspaces import DEMO, SECOND

QUIET = {Change.UNCHANGED, Change.EDITORIAL}
# Classes of the gold that stand for a document as a whole; the others are told clause by clause.
WHOLE = {"renumbered", "recital-only", "operative-changed", "actor-or-deadline-changed", "suppressed", "new"}
# Their editor chose other words of the same sense ("chairman" and "chair", a retitled citation): a machine cannot know that no sense was
# changed, so it may ask a person to look.
SYNONYMS = {"wtdc/res/58", "wtsa/res/72"}
# Who acts is changed here together with what they do ("which shall receive" is "who shall submit"): a person sums that up as another actor, a
# machine that grades by words says the graver class. Either class re-opens a decision.
REWORDED = {"pp/res/136", "wtsa/res/44"}
CHANGED = (
    "PP-18-Final-Acts.pdf",
    "ITU-R-Resolutions-RA-19-E.pdf",
    "T-RES-T.44-2016-PDF-E.pdf",
    "T-RES-T.45-2016-PDF-E.pdf",
    "T-RES-T.50-2016-PDF-E.pdf",
    "T-RES-T.72-2016-PDF-E.pdf",
    "T-RES-T.73-2016-PDF-E.pdf",
    "T-RES-T.79-2016-PDF-E.pdf",
    "WTDC17-RES-21-E.pdf",
    "WTDC17-RES-34-E.pdf",
    "WTDC17-RES-58-E.pdf",
    "WTDC17-RES-66-E.pdf",
    "WTDC17-RES-9-E.pdf",
)
CONFERENCES = (
    "PP-22-Final-Acts.pdf",
    "ITU-R-Resolutions-RA-23-E.pdf",
    "T-RES-T.100-2022-PDF-E.pdf",
    "T-RES-T.44-2022-PDF-E.pdf",
    "T-RES-T.50-2022-PDF-E.pdf",
    "T-RES-T.72-2022-PDF-E.pdf",
    "T-RES-T.73-2022-PDF-E.pdf",
    "T-RES-T.79-2022-PDF-E.pdf",
    "WTDC-22-suppressed.pdf",
    "WTDC22-RES-34-E.pdf",
    "WTDC22-RES-58-E.pdf",
    "WTDC22-RES-66-E.pdf",
    "WTDC22-RES-89-E.pdf",
    "WTDC22-RES-9-E.pdf",
    "WTSA-20-suppressed.pdf",
)


def gold():
    """Read the classes that the list gives for each document, with the places that it names."""
    found = defaultdict(dict)
    with (DEMO / "gold" / "changes.tsv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            found[row["id"]][row["class"]] = [place.strip() for place in row["clauses"].split(";") if place.strip()]
    return found


GOLD = gold()


@pytest.fixture(scope="module")
def library():
    paths = [DEMO / "first" / name for name in CHANGED] + [DEMO / "second" / name for name in CONFERENCES]
    read = list(extract_all(list_sources(paths)))
    assert [extraction.unread for extraction in read if extraction.unread] == []
    return shelve(document for extraction in read for document in extraction.documents)


@pytest.fixture(scope="module")
def found(library):
    """Grade every work that the list names: those with one edition are new."""
    return {work: library.change(work) for work in GOLD if work in library.works}


def test_every_document_of_the_list_is_found(found):
    assert set(GOLD) - found.keys() == set()


@pytest.mark.parametrize("work", sorted(work for work, classes in GOLD.items() if len(classes) == 1 and set(classes) <= WHOLE))
def test_a_document_is_graded_as_a_person_would(found, work):
    [expected] = GOLD[work]
    graver = ["operative-changed"] if work in REWORDED else []
    assert found[work].grade.value in [expected, *graver]


@pytest.mark.parametrize("work", sorted(work for work, classes in GOLD.items() if len(classes) > 1))
def test_of_several_changes_the_gravest_grades_the_document(found, work):
    gravest = [
        grade for grade in ("operative-changed", "actor-or-deadline-changed", "recital-only", "renumbered", "editorial") if grade in GOLD[work]
    ]
    assert found[work].grade.value == gravest[0]


@pytest.mark.parametrize("work", sorted(work for work, classes in GOLD.items() if set(classes) == {"editorial"} and work not in SYNONYMS))
def test_an_editorial_edition_changes_no_clause_in_substance(found, work):
    assert found[work].grade in QUIET
    assert [change.place for change in found[work].clauses if change.substantial] == []


def substantive():
    return [
        (work, place)
        for work, classes in sorted(GOLD.items())
        for class_, places in sorted(classes.items())
        if class_ in ("recital-only", "operative-changed", "actor-or-deadline-changed")
        for place in places
        if place not in _cited(work)
    ]


def _cited(work):
    """Leave out places where the list notes that only the editions of cited texts were brought up to date."""
    return {"pp/res/130": ("recalling b)",), "wtsa/res/50": ("recalling d)",), "wtsa/res/73": ("recalling c)", "recalling d)")}.get(work, ())


def _innermost(place):
    """Give "resolves v)" for "resolves 2 v)": a clause is named by its own label."""
    return re.sub(r" \d+ (\w+\))$", r" \1", place)


@pytest.mark.parametrize(("work", "place"), substantive())
def test_a_clause_that_changed_in_substance_is_never_taken_for_an_editors_touch(found, work, place):
    told = [change.grade for change in found[work].clauses if change.place == _innermost(place)]
    assert told
    assert set(told) & (SUBSTANCE | {Change.ADDED})


def test_the_page_tells_what_changed_what_holds_and_what_to_look_at(small, later):
    pairs = [m for m in small.mapped() if {"wtsa/res/73", "wtsa/res/45"} & {m.left, m.right}]
    for m in pairs:
        small.decide(m, seconds=30.0)
    first = small.standing().run.id
    for name in SECOND:
        small.take_over(later, name)
    small.run(at="2026-06-30T12:00:00Z")
    with small.open() as store:
        page = changes.since(small.settings, store)
        assert changes.since(small.settings, store, first) == page
        with pytest.raises(MapperError, match=r"no run 'run-x' in this workspace; known runs: run-"):
            changes.since(small.settings, store, "run-x")
    assert page.since == first
    assert page.holding + len(page.stale) + len(page.gone) == len(pairs)
    assert page.gone
    lines = page.lines()
    assert lines[0] == f"since {first}: {len(page.changes)} texts changed"
    assert "suppressed (1)" in lines
    (told,) = (line for line in lines if line.startswith("  wtsa/res/73            Rev. Hammamet, 2016 -> Rev. Geneva, 2022: "))
    assert "instructs ITU-T Study Group 5 2 changed" in told
    assert sum(load.pairs for load in page.loads) == page.look
    assert [(load.name, load.again, load.new) for load in page.shares] == [("anna", len(page.stale), 0)]
    assert all(deciding.words(change) for m in page.stale for change in m.stale if change.old and change.new)
    assert f"{page.holding} earlier decisions still hold" in lines
    assert f"{len(page.gone)} concern a text that ended:" in lines
    assert lines[-1].startswith(f"to look at: {page.look} pairs ({len(page.new)} new, {len(page.stale)} to see again), about {page.minutes} min")
    whole, *others = page.as_json()
    assert (whole["what"], whole["new"], whole["minutes"]) == ("summary", len(page.new), page.minutes)
    assert {"what", "change", "id", "title", "from", "to", "clauses"} == set(others[0])
    assert {"what", "pair", "state", "left", "right", "clauses", "premises", "asked_again"} == set(others[-1])
    again = next(entry for entry in others if entry.get("state") == "stale")
    assert again["clauses"][0].keys() == {"grade", "place", "words"}


def test_the_commands_that_the_page_ends_with_open_just_the_pairs_that_it_counts(small, later, cli, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    for m in [m for m in small.mapped() if {"wtsa/res/73", "wtdc/res/66"} & {m.left, m.right}]:
        small.decide(m)
    for name in SECOND:
        small.take_over(later, name)
    small.run(at="2026-06-30T12:00:00Z")
    with small.open() as store:
        page = changes.since(small.settings, store)
    assert page.new
    assert page.stale
    assert page.lines()[-1].endswith(" min: mapper review --state new, mapper review --state stale")
    for state, pairs in (("new", page.new), ("stale", page.stale)):
        opened = cli("review", "--plain", "--as", "anna", "--state", state, "-w", small.root)
        assert f" {len(pairs)} still open" in opened.out
    other = next(m for m in small.mapped() if m.state is State.ACCEPTED)
    small.decide(other, Verdict.REJECT, reviewer="ben", reason="different-scope")
    with small.open() as store:
        assert changes.since(small.settings, store).lines()[-1].endswith(", mapper adjudicate")


def test_a_changed_title_is_named_on_the_page(library):
    change = library.change("wtsa/res/73")
    assert "; title changed" in changes._document(change)
    assert [entry.told for entry in change.clauses if entry.of_title] == ["title changed"]


def test_a_long_list_is_cut_and_says_how_to_see_it_whole(small, later):
    for name in SECOND:
        small.take_over(later, name)
    small.run(at="2026-06-30T12:00:00Z")
    with small.open() as store:
        page = changes.since(small.settings, store)
    assert any(line.endswith("more: mapper changes --all") for line in page.lines(1))
    assert not any(line.endswith("more: mapper changes --all") for line in page.lines(0))


def runs_of(*editions, at=("2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01")):
    with fresh() as store:
        for number, (known, when) in enumerate(zip(editions, at, strict=False)):
            manifest = {"editions": [[work, label, "in-force"] for work, label in known.items()]}
            store.publish(RunRecord(f"run-{number}", when, "live", json.dumps(manifest)), [])
        yield store


@pytest.mark.parametrize(
    ("editions", "decided", "baseline"),
    [
        (({"a": "1"}, {"a": "2"}), [], "run-0"),
        (({"a": "1"}, {"a": "2"}, {"a": "2"}), [], "run-0"),  # a run of new settings hides no conference
        (({"a": "1"}, {"a": "2"}, {"a": "2", "b": "2"}), ["2026-01-15"], "run-0"),  # two batches are one conference
        (({"a": "1"}, {"a": "2"}, {"a": "2", "b": "2"}), ["2026-01-15", "2026-02-15"], "run-1"),  # unless people worked between
        (({"a": "1"}, {"a": "2"}), ["2026-02-15"], "run-0"),  # deciding on the new texts moves nothing
        (({"a": "1"},), [], None),
        ((), [], None),
    ],
)
def test_the_page_starts_where_people_left_off(editions, decided, baseline):
    for store in runs_of(*editions):
        found = runs.before_the_conference(store, decided)
        assert (found.id if found else None) == baseline


def test_a_run_of_one_mapping_does_not_hide_what_the_conference_changed(small, later):
    for name in SECOND:
        small.take_over(later, name)
    small.run(only="resolutions")
    small.run()
    with small.open() as store:
        page = changes.since(small.settings, store)
    assert "wtsa/res/73" in {change.id for change in page.changes}


def test_before_a_second_conference_nothing_is_told_to_have_changed(kept):
    with kept.open() as store:
        page = changes.since(kept.settings, store)
    assert page.changes == ()
    assert page.lines()[0].startswith("there is no run of other texts to compare with")
