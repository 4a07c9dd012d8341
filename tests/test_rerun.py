"""After a conference: what is new, revised, suppressed or renumbered is seen, and every decision that still holds stays."""

import shutil
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper import auditing, backup, integrity, runs, verifying
from mapper.decisions import Subject, Word, adjudicate, record, standing, undo
from mapper.errors import MapperError
from mapper.identity import pair_id
from mapper.review.queue import is_open
from mapper.review.subject import in_view
from mapper.types import Change, Edition, Evidence, Quote, State, Verdict
from tests.crashes import cut_short
from tests.patience import patient
from tests.returns import sheets
from tests.texts import document
from tests.workspaces import AT, DEMO, SECOND, make, silent, states, undecided, write_texts

QUESTIONS = ("T17-SG05-Questions-E.pdf", "R-SG-Working-Parties-2019-2023-E.pdf")

LATER = "2026-06-30T12:00:00Z"
GARBAGE = b"%PDF-1.7\nthis file was cut while it was copied"


@pytest.fixture
def hold_a_conference(later):
    """Give a function that brings files of the second cycle, and runs."""

    def hold(workspace, files=SECOND):
        for name in files:
            workspace.take_over(later, name)
        return workspace.run(at=LATER)

    return hold


def decide_all(workspace):
    """Decide on every pair and give the events."""
    verdicts = (Verdict.ACCEPT, Verdict.REJECT, Verdict.UNSURE)
    return {m.pair: workspace.decide(m, verdicts[n % 3]) for n, m in enumerate(workspace.mapped())}


def decide_on_a_pair_of_ones_own(workspace, left, right):
    """Accept a pair that nobody proposed, for the last clause of each text."""
    current = workspace.standing().library.current
    clauses = [current[work].clauses[-1] for work in (left, right)]
    quotes = [Quote(clause.id, clause.place, clause.page, clause.text) for clause in clauses]
    seen = tuple(current[work].edition.label for work in (left, right))
    subject = Subject(pair_id("resolutions", left, right), "resolutions", left, right, seen, (Evidence(*quotes, 0.5),))
    with workspace.open() as store:
        return record(store, subject, Word(Verdict.ACCEPT), reviewer="anna", at=AT)


def quoting(workspace, work, place):
    """Quote one clause of a text by its place."""
    document = workspace.standing().library.current[work]
    clause = next(clause for clause in document.clauses if clause.place == place)
    return Quote(clause.id, clause.place, clause.page, clause.text)


def decide_on(workspace, mapped, **places):
    """Decide on a pair with evidence that quotes the named places."""
    sides = (("left", mapped.left), ("right", mapped.right))
    quotes = [quoting(workspace, work, places.get(side) or _first(workspace, work)) for side, work in sides]
    return workspace.decide(mapped, evidence=[Evidence(*quotes, 0.5)])


def _first(workspace, work):
    return workspace.standing().library.current[work].clauses[0].place


def with_work(workspace, work, type_="theme:climate"):
    return next(m for m in workspace.mapped(type_) if work in (m.left, m.right))


def grades(report):
    return {change.id: change.grade for change in report.changes if change.grade is not Change.UNCHANGED}


def test_new_revised_renumbered_and_suppressed_documents_are_recognised(small, hold_a_conference):
    found = grades(hold_a_conference(small))
    assert found["wtsa/res/45"] is Change.SUPPRESSED
    assert found["wtdc/res/89"] is Change.NEW
    assert found["wtdc/res/34"] is Change.ACTOR_OR_DEADLINE_CHANGED
    assert found["wtsa/res/73"] is Change.OPERATIVE_CHANGED
    assert found["wtdc/res/66"] is Change.OPERATIVE_CHANGED
    assert found["ra/res/55"] is Change.OPERATIVE_CHANGED
    assert found.get("ra/res/22", Change.EDITORIAL) is Change.EDITORIAL


def test_files_that_are_added_are_read_by_the_next_run_and_only_they(small):
    small.add(DEMO / "second" / "T-RES-T.73-2022-PDF-E.pdf", DEMO / "second" / "WTSA-20-suppressed.pdf")
    report = small.run(at=LATER)
    assert report.intake.read == ("T-RES-T.73-2022-PDF-E.pdf", "WTSA-20-suppressed.pdf")
    assert grades(report)["wtsa/res/73"] is Change.OPERATIVE_CHANGED
    assert grades(report)["wtsa/res/45"] is Change.SUPPRESSED


def test_every_decision_is_carried_over_and_none_is_altered(small, hold_a_conference):
    made = decide_all(small)
    log = small.log()
    hold_a_conference(small)
    assert small.log() == log
    after = {m.pair: m for m in small.mapped()}
    assert made.keys() <= after.keys()
    for pair, event in made.items():
        assert after[pair].decisions == (event,)
    counted = Counter(after[pair].state for pair in made)
    assert counted[State.ACCEPTED] + counted[State.REJECTED] + counted[State.UNSURE] > len(made) / 3
    assert counted[State.STALE] > 0
    assert counted[State.OPEN] == counted[State.NEW] == 0


def test_a_decision_whose_clause_changed_in_substance_comes_back_and_its_neighbour_does_not(small, hold_a_conference):
    pairs = [m for m in small.mapped() if "wtsa/res/73" in (m.left, m.right)]
    side = ["left" if m.left == "wtsa/res/73" else "right" for m in pairs]
    changed = decide_on(small, pairs[0], **{side[0]: "resolves 3"})
    holding = decide_on(small, pairs[1], **{side[1]: "resolves 1"})
    hold_a_conference(small, ("T-RES-T.73-2022-PDF-E.pdf",))
    assert small.pair(changed.pair).state is State.STALE
    assert [change.place for change in small.pair(changed.pair).stale] == ["resolves 3"]
    assert small.pair(holding.pair).state is State.ACCEPTED


def test_a_decision_that_is_confirmed_after_the_conference_holds_again(small, hold_a_conference):
    one = with_work(small, "wtsa/res/73")
    event = decide_on(small, one, **{"left" if one.left == "wtsa/res/73" else "right": "resolves 3"})
    hold_a_conference(small, ("T-RES-T.73-2022-PDF-E.pdf",))
    current = small.standing().library.current
    seen = tuple(current[work].edition.label for work in (event.left, event.right))
    quotes = [quoting(small, work, "resolves 3" if work == "wtsa/res/73" else _first(small, work)) for work in (event.left, event.right)]
    subject = Subject(event.pair, event.type, event.left, event.right, seen, (Evidence(*quotes, 0.5),))
    with small.open() as store:
        record(store, subject, Word(Verdict.CONFIRM), reviewer="anna", at=LATER)
    assert small.pair(event.pair).state is State.ACCEPTED
    assert not small.run(at=LATER).fresh
    assert small.pair(event.pair).state is State.ACCEPTED


def test_a_pair_with_a_suppressed_text_is_gone_and_its_decision_stays(small, hold_a_conference):
    pairs = [m for m in small.mapped() if "wtsa/res/45" in (m.left, m.right)]
    events = [small.decide(m) for m in pairs]
    assert events
    hold_a_conference(small, ("WTSA-20-suppressed.pdf",))
    for event in events:
        assert small.pair(event.pair).state is State.GONE
        assert small.pair(event.pair).decisions == (event,)
    assert not [m for m in undecided(small.mapped()) if "wtsa/res/45" in (m.left, m.right)]


def test_an_editorial_edition_re_opens_nothing(small, hold_a_conference):
    made = [small.decide(m) for m in small.mapped() if "ra/res/22" in (m.left, m.right)]
    if not made:  # nothing was proposed on it
        made = [decide_on_a_pair_of_ones_own(small, "ra/res/22", "wtsa/res/73")]
    hold_a_conference(small, ("ITU-R-Resolutions-RA-23-E.pdf",))
    assert {small.pair(event.pair).state for event in made} == {State.ACCEPTED}


def test_a_file_that_became_garbage_is_unread_and_nothing_is_withdrawn(small):
    decide_all(small)
    before, documents = states(small.mapped()), small.standing().library.in_force.keys()
    (small.root / "sources" / "T-RES-T.73-2016-PDF-E.pdf").write_bytes(GARBAGE)
    (small.root / "sources" / "ITU-R-Resolutions-RA-19-E.pdf").write_bytes(GARBAGE)
    report = small.run(at=LATER)
    assert sorted(name for name, _ in report.intake.unread) == ["ITU-R-Resolutions-RA-19-E.pdf", "T-RES-T.73-2016-PDF-E.pdf"]
    assert states(small.mapped()) == before
    library = small.standing().library
    assert library.in_force.keys() == documents
    assert {"wtsa/res/73", "ra/res/55"} <= library.unread
    assert all(m.unread for m in small.mapped() if "wtsa/res/73" in (m.left, m.right))


def test_a_file_that_became_garbage_and_is_given_again_is_read_again(small):
    before = small.standing()
    path = small.root / "sources" / "T-RES-T.73-2016-PDF-E.pdf"
    whole = path.read_bytes()
    path.write_bytes(GARBAGE)
    small.run(at=LATER)
    small.add(path, body="WTSA")
    small.run(at=LATER)
    assert small.standing().library.in_force.keys() == before.library.in_force.keys()
    path.write_bytes(whole)
    report = small.run(at=LATER)
    assert report.intake.unread == ()
    assert small.standing().library.unread == frozenset()


def test_a_file_that_left_the_folder_withdraws_nothing(small):
    decide_all(small)
    before, documents = states(small.mapped()), small.standing().library.in_force.keys()
    (small.root / "sources" / "T-RES-T.73-2016-PDF-E.pdf").unlink()
    report = small.run(at=LATER)
    assert report.intake.missing == ("T-RES-T.73-2016-PDF-E.pdf",)
    told = "  1 file left the folder (T-RES-T.73-2016-PDF-E.pdf); their documents stay: mapper remove takes them out"
    assert told in report.lines()
    assert small.run(at=LATER).intake.missing == ()  # told once
    assert states(small.mapped()) == before
    assert small.standing().library.in_force.keys() == documents


def test_a_file_under_a_name_that_is_taken_stands_beside_it(small, tmp_path):
    newer = tmp_path / "T-RES-T.73-2016-PDF-E.pdf"
    shutil.copyfile(DEMO / "second" / "T-RES-T.73-2022-PDF-E.pdf", newer)
    [(name, what)] = small.add(newer)
    assert what == "added"
    assert name != newer.name
    assert small.add(newer) == [(name, "there")]
    small.run(at=LATER)
    assert [d.edition.year for d in small.standing().library.works["wtsa/res/73"]] == [2016, 2022]


def test_the_order_in_which_files_come_does_not_matter(small, unrun, later, hold_a_conference, tmp_path):
    hold_a_conference(small)
    for name in reversed(SECOND):
        unrun.take_over(later, name)
    unrun.run()
    with small.open() as one, unrun.open() as other:
        assert one.proposals() == other.proposals()
        assert [record.id for record in one.runs()][-1] == other.runs()[-1].id


STEPS = st.sampled_from(
    (
        *("add", "garble", "restore", "delete", "remove", "run", "accept", "reject", "undo", "dispute", "adjudicate", "hand_out", "bring_back"),
        *("crash", "go_on_elsewhere"),
    )
)
FILES = ("T-RES-T.44-2016-PDF-E.pdf", "T-RES-T.73-2016-PDF-E.pdf", "WTDC17-RES-66-E.pdf")
LATER_FILES = ("T-RES-T.73-2022-PDF-E.pdf", "WTDC22-RES-66-E.pdf")


class History:
    """Do to a workspace what people do, and remember every event that was ever acknowledged."""

    def __init__(self, workspace):
        self.workspace = workspace
        self.said = []
        self.told = []
        self.sheets = []

    def do(self, step, choice):
        try:
            getattr(self, step)(choice)
        except MapperError as error:  # nothing to undo, nothing to settle: a sentence, and nothing more
            self.told.append(str(error))

    def _file(self, choice):
        files = sorted((self.workspace.root / "sources").iterdir())
        return files[choice % len(files)] if files else None

    def add(self, choice):
        self.workspace.add(DEMO / "second" / LATER_FILES[choice % len(LATER_FILES)])

    def garble(self, choice):
        if path := self._file(choice):
            path.write_bytes(GARBAGE)

    def restore(self, choice):
        name = FILES[choice % len(FILES)]
        shutil.copyfile(DEMO / "first" / name, self.workspace.root / "sources" / name)

    def delete(self, choice):
        if path := self._file(choice):
            path.unlink()

    def remove(self, choice):
        with self.workspace.open() as store:
            names = [record.name for record in store.sources()]
        if names:
            self.workspace.remove(names[choice % len(names)])

    def run(self, _choice):
        self.workspace.run()

    def crash(self, choice):
        """Kill a run somewhere in the middle: while it reads, compares, or writes."""
        cut_short(self.workspace.run, 0.05 * choice)

    def go_on_elsewhere(self, _choice):
        """Back up, restore into another folder, put the files there, and go on."""
        root = self.workspace.root
        with self.workspace.open() as store:
            backup.write(self.workspace.settings, store, root.with_suffix(".zip"))
        elsewhere = root.with_name(f"{root.name}-again")
        backup.restore(root.with_suffix(".zip"), elsewhere)
        shutil.copytree(root / "sources", elsewhere / "sources", dirs_exist_ok=True)
        self.workspace = type(self.workspace)(elsewhere)

    def accept(self, choice):
        self._say(choice, Verdict.ACCEPT, "anna")

    def reject(self, choice):
        self._say(choice, Verdict.REJECT, "anna")

    def dispute(self, choice):
        self._say(choice, Verdict.REJECT, "ben")

    def _say(self, choice, verdict, reviewer):
        if found := [m for m in self.workspace.mapped() if m.proposal]:
            self.said.append(self.workspace.decide(found[choice % len(found)], verdict, reviewer=reviewer))

    def undo(self, choice):
        with self.workspace.open() as store:
            undo(store, reviewer=("anna", "ben")[choice % 2], at=AT)
            self.said.append(store.decisions()[-1])

    def adjudicate(self, choice):
        if found := [m for m in self.workspace.mapped() if m.decisions]:
            m = found[choice % len(found)]
            subject = Subject(m.pair, m.type, m.left, m.right, m.decisions[0].editions, m.decisions[0].evidence)
            with self.workspace.open() as store:
                self.said.append(adjudicate(store, subject, Word(Verdict.ACCEPT), reviewer="carla", at=AT))

    def hand_out(self, _choice):
        self.sheets.append(sheets.workbook(self.workspace, self.workspace.root / f"out-{len(self.sheets)}"))

    def bring_back(self, choice):
        """Fill a row of a workbook that was handed out, and import it; a second time it says nothing more."""
        if not self.sheets:
            self.hand_out(choice)
        path = self.sheets[choice % len(self.sheets)]
        pairs = sheets.pairs(path)
        if pairs:
            cells = {"decision": ("accept", "reject", "unsure")[choice % 3], "relation": "", "reviewer": ("anna", "ben")[choice % 2]}
            sheets.fill(path, (pairs[choice % len(pairs)], cells))
        self.said += sheets.take(self.workspace, path).events
        assert sheets.take(self.workspace, path).events == []


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    """Hold a workspace of one mapping over a few short files, run once."""
    made = make(tmp_path_factory.mktemp("tiny"), FILES)
    toml = made.root / "mapper.toml"
    toml.write_text(toml.read_text(encoding="utf-8").partition('[[mapping]]\nname = "questions"')[0], encoding="utf-8")
    made.run()
    return made


@patient(8)
@given(steps=st.lists(st.tuples(STEPS, st.integers(0, 9)), min_size=3, max_size=9))
def test_no_sequence_of_what_people_do_alters_or_drops_a_decision(tiny, tmp_path_factory, steps):
    root = tmp_path_factory.mktemp("history") / "w"
    shutil.copytree(tiny.root, root)
    history = History(type(tiny)(root))
    for step, choice in [("accept", 0), ("dispute", 1), ("hand_out", 0), *steps, ("bring_back", 2), ("run", 0)]:
        before, works = history.workspace.log(), set(history.workspace.standing().library.works)
        history.do(step, choice)
        assert history.workspace.log()[: len(before)] == before
        assert step == "remove" or works <= set(history.workspace.standing().library.works)
    with history.workspace.open() as store:
        assert store.verify_log() == []
        assert store.decisions() == history.said
    mapped = {m.pair: m for m in history.workspace.mapped()}
    for pair, said in standing(history.said).items():
        assert mapped[pair].decisions == said
    with history.workspace.open() as store:
        found, live = history.workspace.settings, runs.live(store)
        assert integrity.check(found, store).problems == auditing.audit(found, store, auditing.Wish()).problems == ()
        again = verifying.verify(found, store, live, verifying.Wish(quick=True), silent)
        assert [one.told for one in again if not one.good] == []
    tables = [history.workspace.export(root.with_name(name), "csv", "jsonl", "sssom") for name in ("one", "two")]
    assert tables[0] == tables[1]


def test_a_file_that_comes_back_shorter_withdraws_nothing(small):
    small.run()
    first = small.mapped()[0]
    small.decide(first)
    [record] = [r for r in small.open().sources() if r.name.endswith(".pdf")][:1]
    path = small.settings.sources / record.name
    donor = next(p for p in sorted(small.settings.sources.glob("*.pdf")) if p.name != path.name)
    lost = {d.id for reading in small.open().shelf() for d in reading.documents if d.source.file == path.name}
    path.write_bytes(donor.read_bytes())
    report = small.run()
    assert [name for name, _ in report.intake.lost] == [path.name]
    assert not report.intake.whole
    library = small.standing().library
    assert lost <= set(library.in_force)
    assert lost <= library.lost
    assert not lost & library.unread
    with small.open() as store:
        assert integrity.check(small.settings, store) == integrity.Findings(())


def decide_as_shown(workspace, mapped, verdict=Verdict.ACCEPT, *, reviewer="anna", at=AT, relation="mutual-interest"):
    """Record a verdict with what the screen shows of a pair."""
    current = workspace.standing().library.current
    with workspace.open() as store:
        return record(store, in_view(mapped, current), Word(verdict, relation=relation), reviewer=reviewer, at=at)


def test_what_was_decided_as_it_was_shown_holds_until_a_text_changes(small):
    """Everything is decided with what the screen shows: clauses, titles, footnotes, citations; none of it is stale at once."""
    current = small.standing().library.current
    with small.open() as store:
        for mapped in small.mapped():
            record(store, in_view(mapped, current), Word(Verdict.ACCEPT, relation=mapped.relation), reviewer="anna", at=AT)
    assert {m.state for m in small.mapped()} == {State.ACCEPTED}


LEFT, RIGHT = "wtsa/res/91", "wtdc/res/92"
OCEANS, WASTE = "to study the oceans from space", "to recycle old equipment in the schools of the islands"


def pair_of_texts(tmp_path, *texts):
    """Make a workspace with two resolutions; give it with their pair."""
    workspace = make(tmp_path / "w")
    toml = workspace.root / "mapper.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("floor = 0.10", "floor = 0.0"), encoding="utf-8")
    hold(workspace, "2018", texts)
    return workspace, next(m for m in workspace.mapped("resolutions"))


def hold(workspace, label, texts, name=""):
    """Bring an edition of the left text, beside the right one as it was."""
    right = document(RIGHT, "Waste", "to recycle worn equipment of the schools", "to train teachers", body="WTDC", label="2018")
    left = replace(document(LEFT, "Oceans and waste", *texts, body="WTSA", label=label), edition=Edition(label, "", int(label)))
    write_texts(workspace, name or f"a-{label}", [left, right] if label == "2018" else [left])
    workspace.run(at=LATER)


@pytest.mark.parametrize("verdict", [Verdict.ACCEPT, Verdict.CONFIRM])
def test_a_stale_pair_whose_clause_has_gone_is_closed_by_the_next_verdict(tmp_path, verdict):
    """What has gone is quoted no more, so that the new verdict does not rest on it."""
    workspace, mapped = pair_of_texts(tmp_path, OCEANS, WASTE)
    quotes = [quoting(workspace, mapped.left, "resolves 1"), quoting(workspace, mapped.right, "resolves 2")]
    gone = [quoting(workspace, work, "resolves 2" if work == LEFT else "resolves 1") for work in (mapped.left, mapped.right)]
    workspace.decide(mapped, evidence=(Evidence(*quotes, 0.5), Evidence(*gone, 0.5)), relation="mutual-interest")
    hold(workspace, "2022", [OCEANS])
    stale = workspace.pair(mapped.pair)
    assert [change.grade for change in stale.stale] == [Change.REMOVED]
    decide_as_shown(workspace, stale, verdict, at=LATER)
    assert workspace.pair(mapped.pair).state is State.ACCEPTED


def test_a_clause_that_moved_is_shown_as_it_reads_now_and_not_what_took_its_number(tmp_path):
    workspace, mapped = pair_of_texts(tmp_path, OCEANS, WASTE)
    quotes = [quoting(workspace, work, "resolves 2" if work == LEFT else "resolves 1") for work in (mapped.left, mapped.right)]
    workspace.decide(mapped, evidence=(Evidence(*quotes, 0.5),), relation="mutual-interest")
    hold(workspace, "2022", [WASTE, "to hold a workshop each spring"])
    (shown,) = in_view(replace(workspace.pair(mapped.pair), proposal=None), workspace.standing().library.current).evidence
    side = shown.left if mapped.left == LEFT else shown.right
    assert (side.place, side.text) == ("resolves 1", WASTE)


def test_a_corrected_file_reopens_an_adjudicated_pair_and_what_is_said_then_counts(tmp_path):
    """The edition keeps its tag; only the text tells that it is another."""
    workspace, mapped = pair_of_texts(tmp_path, OCEANS, WASTE)
    decide_as_shown(workspace, mapped)
    decide_as_shown(workspace, mapped, Verdict.REJECT, reviewer="ben", relation="")
    with workspace.open() as store:
        shown = in_view(mapped, workspace.standing().library.current)
        adjudicate(store, shown, Word(Verdict.ACCEPT, relation="mutual-interest"), reviewer="chair", at=AT)
    hold(workspace, "2018", ["to chart the sea floor with sonar", "to give old equipment to museums"], name="a-2018")
    stale = workspace.pair(mapped.pair)
    assert stale.state is State.STALE
    decide_as_shown(workspace, stale, Verdict.REJECT, at=LATER, relation="")
    assert workspace.pair(mapped.pair).state is State.REJECTED


def test_a_second_reviewer_is_asked_again_though_the_first_has_settled_the_pair(tmp_path):
    workspace, mapped = pair_of_texts(tmp_path, OCEANS, WASTE)
    for reviewer in ("anna", "ben"):
        decide_as_shown(workspace, mapped, reviewer=reviewer)
    hold(workspace, "2022", ["to chart the sea floor with sonar", "to give old equipment to museums"])
    decide_as_shown(workspace, workspace.pair(mapped.pair), Verdict.REJECT, at=LATER, relation="")
    settled = workspace.pair(mapped.pair)
    assert settled.state is State.REJECTED
    assert (is_open(settled, "anna"), is_open(settled, "ben")) == (False, True)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("to limit warming to 1.5 degrees", "to limit warming to 15 degrees"),
        ("to finish the work (by 31 December 2025)", "to finish the work (by 31 December 2045)"),
    ],
)
def test_a_change_of_one_sign_that_binds_brings_the_decision_back(tmp_path, before, after):
    workspace, mapped = pair_of_texts(tmp_path, before, WASTE)
    quotes = [quoting(workspace, work, "resolves 1") for work in (mapped.left, mapped.right)]
    workspace.decide(mapped, evidence=(Evidence(*quotes, 0.5),), relation="mutual-interest")
    hold(workspace, "2022", [after, WASTE])
    assert workspace.pair(mapped.pair).state is State.STALE


def test_a_run_after_a_renamed_file_hides_no_conference(small, hold_a_conference):
    """What is new since people last worked stays new, whatever is run in between."""
    decide_all(small)
    hold_a_conference(small)
    new = {m.pair for m in small.mapped() if m.state is State.NEW}
    assert new
    shutil.move(small.root / "sources" / "activities.xlsx", small.root / "sources" / "list of activities.xlsx")
    small.run(at=LATER)
    assert {m.pair for m in small.mapped() if m.state is State.NEW} == new


def test_a_corrected_file_is_told_among_the_changes(tmp_path):
    workspace, mapped = pair_of_texts(tmp_path, OCEANS, WASTE)
    decide_as_shown(workspace, mapped)
    known = runs.editions(next(iter(workspace.runs())))
    hold(workspace, "2018", [OCEANS, "to give old equipment to museums"], name="a-2018")
    (change,) = workspace.standing().library.changes_since(known)
    assert (change.id, change.grade, change.old, change.new) == (LEFT, Change.OPERATIVE_CHANGED, "2018", "2018")


def test_an_edited_subtopic_is_told_among_the_changes(small):
    known = runs.editions(next(iter(small.runs())))
    theme = small.root / "themes" / "climate.toml"
    theme.write_text(theme.read_text(encoding="utf-8").replace("Waste electrical and electronic equipment", "Old equipment"), encoding="utf-8")
    (change,) = small.standing().library.changes_since(known)
    assert (change.id, change.grade) == ("theme/climate/e-waste", Change.REWORDED)


def test_a_question_that_goes_on_in_the_next_study_period_takes_its_decisions_along(tmp_path):
    """What was said of the old Question is said of the new one; where the quoted clause reads otherwise now, it comes back."""
    workspace = make(tmp_path / "w", QUESTIONS)
    workspace.run()
    old, ended = "itu-t/2017-2020/q/9-5", "itu-t/2017-2020/q/6-5"
    said = {work: next(m for m in workspace.mapped("questions") if work in (m.left, m.right)) for work in (old, ended)}
    for mapped in said.values():
        workspace.decide(mapped, relation="mutual-interest")
    log = workspace.log()
    shutil.copyfile(DEMO / "second" / "T22-SG05-Questions-E.pdf", workspace.root / "sources" / "T22-SG05-Questions-E.pdf")
    report = workspace.run(at=LATER)
    assert workspace.log() == log
    new = "itu-t/2022-2024/q/9-5"
    other = next(side for side in (said[old].left, said[old].right) if side != old)
    found = next(m for m in workspace.mapped() if {m.left, m.right} == {new, other})
    assert found.state is State.STALE
    assert [decision.reviewer for decision in found.decisions] == ["anna"]
    assert old not in {side for m in workspace.mapped() for side in (m.left, m.right)}
    assert workspace.pair(said[ended].pair).state is State.GONE
    grades = {change.id: change.grade for change in report.changes}
    assert (grades[old], grades[ended]) == (Change.CLOSED, Change.CLOSED)
    assert grades["itu-t/2022-2024/q/12-5"] is Change.NEW
    with workspace.open() as store:
        record(store, in_view(found, workspace.standing().library.current), Word(Verdict.CONFIRM), reviewer="anna", at=LATER)
    assert workspace.pair(found.pair).state is State.ACCEPTED
    assert workspace.pair(found.pair).relation == "mutual-interest"
