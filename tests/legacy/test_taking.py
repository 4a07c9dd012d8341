"""A table of others goes in under its own name, beside what people decided, and comes out again as one act."""

import csv
import json
import re
from dataclasses import replace

import pytest
import typer
from typer.testing import CliRunner

from mapper import decisions, pipeline, settings
from mapper.cli import exchanging, judging
from mapper.decisions import Subject, Word
from mapper.errors import MapperError
from mapper.identity import pair_id
from mapper.store import RunRecord, SourceRecord, open_store
from mapper.types import Proposal, State, Verdict
from tests.legacy.shelf import continuing, texts, workbook

AT = "2026-02-03T04:05:06Z"
D6, D7 = "itu-d/2022-2025/q/6-2", "itu-d/2022-2025/q/7-2"
HEADS = ("ITU-D Question", "ITU-R Working Parties", "Remarks")


def pair(one, other, type_="questions"):
    return pair_id(type_, one, other)


def proposal(one, other):
    left, right = sorted((one, other))
    return Proposal(pair(left, right), "questions", left, right, "", "", 0.6, 0.6, "medium", "mutual-interest", "", (), (1, 1), ())


def put(folder, documents, proposals=()):
    with open_store(settings.load(folder).store_url) as store:
        for one in documents:
            store.save_reading(SourceRecord(one.source.file, one.source.sha256, 1, "read"), [one])
        store.publish(RunRecord("r1", AT, "live", "{}"), list(proposals))


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shelf")
    settings.init(folder)
    put(folder, texts(), [proposal(D6, "itu-r/wp/5a"), proposal(D6, "itu-r/wp/5b"), proposal(D6, "itu-r/wp/7c")])
    return folder


@pytest.fixture
def folder(shelf, tmp_path):
    for name in ("mapper.toml", "mapper.db"):
        (tmp_path / name).write_bytes((shelf / name).read_bytes())
    return tmp_path


@pytest.fixture
def run(folder):
    app = typer.Typer()
    exchanging.register(app)
    judging.register(app)

    def call(*words, code=0):
        words = [*words, "--sheet", "S"] if words[0] == "import" else words  # what only such tables have: nobody looks for rows of ours first
        result = CliRunner().invoke(app, [*map(str, words), "-w", str(folder)])
        got = result.exception.exit_code if isinstance(result.exception, MapperError) else result.exit_code
        assert got == code, (result.output, result.exception)
        return str(result.exception) if isinstance(result.exception, MapperError) else result.output

    return call


def table(folder, *lines, heads=HEADS, name="theirs.xlsx"):
    return workbook(folder / name, ("S", [heads, *lines]))


def said(folder, one, other, verdict, reviewer="anna", at=AT):
    left, right = sorted((one, other))
    with open_store(settings.load(folder).store_url) as store:
        word = Word(verdict, "mutual-interest" if verdict is Verdict.ACCEPT else "")
        decisions.record(store, Subject(pair(left, right), "questions", left, right), word, reviewer=reviewer, at=at)


def log(folder):
    with open_store(settings.load(folder).store_url) as store:
        return store.decisions()


def states(folder):
    with open_store(settings.load(folder).store_url) as store:
        return {one.pair: one for one in pipeline.settled(settings.load(folder), store).mapped}


def test_a_preview_shows_how_a_table_is_read_and_writes_nothing(folder, run):
    file = table(folder, ("Q6/2", "WPs 5A, 7C", "lamps"), ("Q7/2", "WP 9Z", ""))
    shown = run("import", file, "--preview", code=1)
    assert re.search(r"A +subject +ITU-D Question +2 of 2 names understood", shown)
    assert re.search(r"B +object +ITU-R Working Parties +2 of 3 names", shown)
    assert f"row 2: {D6} with itu-r/wp/5a, itu-r/wp/7c; lamps" in shown
    assert "unresolved: sheet 'S', row 3, column B: 'WP 9Z' is not among the texts of ITU-R that were read" in shown
    assert log(folder) == []
    first, last = map(json.loads, run("import", file, "--preview", "--json", code=1).splitlines()[:2])
    assert (first["shape"], first["columns"][0]["role"], last["outcome"], last["row"]) == ("list", "subject", "unresolved", 3)


def test_a_table_is_merged_with_what_people_decided(folder, run):
    said(folder, D6, "itu-r/wp/5a", Verdict.ACCEPT)
    said(folder, D6, "itu-r/wp/7c", Verdict.REJECT)
    said(folder, D7, "itu-r/wp/5a", Verdict.ACCEPT)
    file = table(folder, ("Q6/2", "WPs 5A, 5B, 7C and 5D", "by hand"), ("Q7/2", "WP 1C", ""))
    lines = [json.loads(line) for line in run("import", file, "--as", "TSAG 2023", "--json").splitlines() if line.startswith("{")]
    met = {(line["subject"], line["object"]): line["outcome"] for line in lines}
    assert met == {
        (D6, "itu-r/wp/5a"): "agree",
        (D6, "itu-r/wp/5b"): "theirs",
        (D6, "itu-r/wp/7c"): "contradict",
        (D6, "itu-r/wp/5d"): "theirs",
        (D7, "itu-r/wp/1c"): "theirs",
        (D7, "itu-r/wp/5a"): "ours",
    }
    events = [event for event in log(folder) if event.reviewer == "TSAG 2023"]
    assert len(events) == 5
    assert {(event.origin, event.verdict, event.batch) for event in events} == {("legacy", Verdict.ACCEPT, events[0].batch)}
    assert events[0].comment == "sheet 'S', row 2: by hand"
    now = states(folder)
    assert now[pair(D6, "itu-r/wp/7c")].state is State.REJECTED  # a person's word goes before the table's
    assert now[pair(D6, "itu-r/wp/5d")].state is State.ACCEPTED  # nobody proposed it and nobody else spoke
    assert len(now[pair(D6, "itu-r/wp/7c")].decisions) == 2


def test_a_table_is_the_author_of_what_it_alone_says_and_a_person_reviews(folder, run):
    said(folder, D6, "itu-r/wp/5b", Verdict.ACCEPT)
    run("import", table(folder, ("Q6/2", "5A, 5B", "")), "--as", "RAG 2023")
    run("export", "sssom", "--out", str(folder / "out.sssom.tsv"))
    lines = [line for line in (folder / "out.sssom.tsv").read_text().splitlines() if not line.startswith("#")]
    rows = {row["object_label"]: row for row in csv.DictReader(lines, delimiter="\t")}
    names = {label: (row["author_label"], row["reviewer_label"], row["mapping_justification"]) for label, row in rows.items()}
    assert names == {
        "Party 5A": ("RAG 2023", "", "semapv:ManualMappingCuration"),
        "Party 5B": ("", "anna", "semapv:ManualMappingCuration"),
    }


def test_what_is_printed_names_what_to_look_at(folder, run):
    said(folder, D6, "itu-r/wp/7c", Verdict.REJECT)
    shown = run("import", table(folder, ("Q6/2", "7C, 5A", "")), "--as", "RAG", "--dry-run")
    assert f"contradict: {D6} with itu-r/wp/7c: RAG has it (sheet 'S', row 2); rejected here by anna" in shown
    assert f"theirs: {D6} with itu-r/wp/5a: RAG has it (sheet 'S', row 2); proposed here, 0.60, and nobody decided it" in shown
    assert re.search(r"1 contradict .*\n", shown)
    assert len(log(folder)) == 1


def test_a_table_that_goes_in_by_a_clock_that_went_back_is_told_and_recorded(folder, run):
    ahead = "2999-01-01T00:00:00Z"
    said(folder, D6, "itu-r/wp/5b", Verdict.ACCEPT, at=ahead)
    told = run("import", table(folder, ("Q6/2", "5A", "")), "--as", "RAG", "--date", "2024")
    assert f"the decision log holds an event of {ahead}: one of the two is wrong; what is decided now stands behind it" in told
    with open_store(settings.load(folder).store_url) as store:
        assert [one.reviewer for one in store.decisions()] == ["anna", "RAG"]


def test_importing_twice_changes_nothing_and_one_undo_takes_all_back(folder, run):
    file = table(folder, ("Q6/2", "5A, 5B", ""))
    shown = run("import", file, "--as", "RAG 2023")
    batch = re.search(r"mapper undo --batch (b-\w+)", shown)[1]
    assert "nothing new was recorded" in run("import", file, "--as", "rag 2023")
    run("undo", "--batch", batch)
    assert {one.state for one in states(folder).values()} == {State.NEW}
    assert "2 decisions recorded" in run("import", file, "--as", "RAG 2023")


def test_a_person_who_decides_later_goes_before_the_table(folder, run):
    run("import", table(folder, ("Q6/2", "5A", "")), "--as", "RAG 2023")
    assert states(folder)[pair(D6, "itu-r/wp/5a")].state is State.ACCEPTED
    said(folder, D6, "itu-r/wp/5a", Verdict.REJECT)
    assert states(folder)[pair(D6, "itu-r/wp/5a")].state is State.REJECTED


def test_a_table_may_wait_for_people(folder, run):
    run("import", table(folder, ("Q6/2", "5A", "")), "--as", "RAG 2023", "--for-review")
    assert states(folder)[pair(D6, "itu-r/wp/5a")].state is State.UNSURE
    said(folder, D6, "itu-r/wp/5a", Verdict.ACCEPT)
    assert states(folder)[pair(D6, "itu-r/wp/5a")].state is State.ACCEPTED


def test_an_old_question_lives_on_as_the_one_that_continues_it(folder, run):
    heir = continuing("13/5", "2022-2024", "itu-t/2017-2020/q/3-5")
    put(folder, [heir], [proposal(heir.id, "itu-r/wp/5a")])
    file = table(folder, ("Q3/5", "5A", ""), heads=("ITU-T Question", "ITU-R WP", "Remarks"))
    run("import", file, "--as", "RAG 2018")
    (event,) = log(folder)
    assert {event.left, event.right} == {"itu-t/2017-2020/q/3-5", "itu-r/wp/5a"}
    assert [one.reviewer for one in states(folder)[pair(heir.id, "itu-r/wp/5a")].decisions] == ["RAG 2018"]


def test_the_edition_is_that_of_the_tables_time(folder, run):
    newer = next(one for one in texts() if one.id == "wtsa/res/73")
    source = replace(newer.source, file="newer.pdf", sha256="1" * 64)
    put(folder, [replace(newer, edition=replace(newer.edition, label="Rev. Geneva, 2022", place="Geneva", year=2022), source=source)])
    file = table(folder, ("PP-182", "WTSA-73"), ("WTDC-66", "Res. 73 (Rev. Hammamet, 2016)"), heads=("Resolution", "Resolution"))
    run("import", file, "--as", "TSAG 2019")
    run("import", file, "--as", "TSAG 2023")
    seen = {
        (event.reviewer[-4:], event.left): dict(zip((event.left, event.right), event.editions, strict=True))["wtsa/res/73"] for event in log(folder)
    }
    assert seen == {
        ("2019", "pp/res/182"): "Rev. Hammamet, 2016",
        ("2023", "pp/res/182"): "Rev. Geneva, 2022",
        ("2019", "wtdc/res/66"): "Rev. Hammamet, 2016",
        ("2023", "wtdc/res/66"): "Rev. Hammamet, 2016",
    }


def test_what_cannot_be_merged_is_told_and_the_rest_goes_in(folder, run):
    file = table(folder, ("Q6/2", "WP 5A", ""), ("Q6/2", "WP 5A", ""), ("Q7/2", "Q6/2 of ITU-D", ""), heads=("ITU-D Question", "Others", "Remarks"))
    shown = run("import", file, "--as", "X 2023", code=1)
    assert f"'{D7} with {D6}' no mapping compares these texts" in shown
    assert len(log(folder)) == 1
    both = table(folder, ("Q6/2", "5B", "yes"), ("Q6/2", "5B", "no"), heads=("ITU-D Question", "ITU-R WP", "Agreed?"))
    assert "the tables say yes and no of it" in run("import", both, "--as", "X 2023", code=1)


def test_the_comparison_is_written_as_a_list_without_formulas(folder, run):
    run("import", table(folder, ("Q6/2", "5A", "+1 and -1")), "--as", "RAG 2023", "--dry-run", "--out", folder / "out.csv")
    text = (folder / "out.csv").read_text(encoding="utf-8-sig")
    assert text.splitlines()[1].startswith(f"theirs,questions,{D6},Telecommunication and the environment,itu-r/wp/5a,Party 5A,accept mutual-interest")
    assert text.splitlines()[1].endswith(",'+1 and -1")


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ((), 2, "say whose table it is with --as"),
        (("--as", "Anna"), 2, "is a reviewer here, and a table speaks under a name of its own"),
        (("--as", "T", "--type", "nowhere"), 2, "no mapping named 'nowhere'"),
        (("--as", "T", "--relation", "friends"), 2, "no relation 'friends'; choose one of mutual-interest"),
        (("--as", "T", "--date", "soon"), 2, "'soon' names no year"),
    ],
)
def test_what_is_missing_is_one_sentence(folder, run, words, code, told):
    said(folder, D6, "itu-r/wp/5a", Verdict.ACCEPT)
    assert told in run("import", table(folder, ("Q6/2", "5A", "")), *words, code=code)
    assert len(log(folder)) == 1
