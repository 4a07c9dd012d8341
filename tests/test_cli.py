"""The command line as people and scripts meet it: exit codes, data on stdout, sentences on stderr, JSON with the promised keys."""

import json
import re
import subprocess
import sys

import pytest

from mapper import __version__
from mapper.cli.shared import clean
from mapper.decisions import Subject, Word, adjudicate, phrase
from mapper.mapping import by_likelihood
from mapper.pipeline import one_line
from mapper.types import Kind, Verdict
from tests.workspaces import DEMO

EXTRACT_KEYS = [
    "id",
    "kind",
    "body",
    "number",
    "title",
    "edition",
    "language",
    "status",
    "source",
    "pages",
    "clauses",
    "footnotes",
    "citations",
    "problems",
]
CLAUSE_KEYS = ["id", "part", "opener", "actor", "label", "depth", "text", "page", "bbox", "deadline"]
PROPOSAL_KEYS = ["pair", "type", "left", "right", "probability", "band", "relation", "direction", "state", "channels", "ranks", "evidence"]
DECISION_KEYS = ["event", "pair", "verdict", "relation", "reason", "comment", "reviewer", "at", "seconds", "editions", "previous"]
FORMATS = "akn, csv, docx, html, jsonl, liaison, plots, skos, sssom, templates, xlsx"
NO_MAPPING = "no mapping named 'areas' in {root}/mapper.toml; choose one of resolutions, questions, theme:climate, activities"
NOTHING = "no document or pair is called 'ffffffffffffffff' in {root}; `mapper documents` and `mapper proposals` list what there is"


def lines(told):
    return [json.loads(line) for line in told.out.splitlines()]


@pytest.fixture
def decided(small):
    """Give a workspace with a verdict of each sort, and an undo."""
    one, other, third = small.mapped()[:3]
    small.decide(one, comment="see \x1b[31mthe annex\x07")
    small.decide(other, Verdict.REJECT, reason="")
    small.decide(third, Verdict.UNSURE, reviewer="ben")
    return small


def test_init_makes_a_workspace_and_says_what_to_type_next(cli, tmp_path):
    told = cli("init", tmp_path / "w")
    assert (told.code, told.out) == (0, f"made a workspace in {tmp_path / 'w'}\n")
    assert told.err == f"next: mapper add FILE… -w {tmp_path / 'w'}, then mapper run -w {tmp_path / 'w'}\n"
    assert (tmp_path / "w" / "mapper.toml").is_file()


def test_the_version_is_told(cli):
    told = cli("--version")
    assert (told.code, told.out, told.err) == (0, f"mapper {__version__}\n", "")


def test_python_runs_it_as_a_module_too():
    done = subprocess.run([sys.executable, "-m", "mapper", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"mapper {__version__}\n"


def test_no_summary_of_a_command_is_cut_on_a_narrow_terminal(mapper):
    told = mapper("--help", env={"COLUMNS": "80"})
    assert told.returncode == 0
    assert not [line for line in told.stdout.splitlines()[1:] if line.endswith("...")]
    assert all(len(line) <= 80 for line in told.stdout.splitlines())


def test_a_hint_repeats_the_workspace_as_the_shell_reads_it(cli, tmp_path, monkeypatch):
    root = tmp_path / "my maps"
    assert cli("init", root).err == f"next: mapper add FILE… -w '{root}', then mapper run -w '{root}'\n"
    assert cli("add", DEMO / "first" / "T-RES-T.73-2016-PDF-E.pdf", "-w", root).err == f"next: mapper run -w '{root}'\n"
    monkeypatch.chdir(root)
    assert cli("export", "csv").err == "next: open it, or `mapper review` to decide\n"
    assert cli("export", "csv", "-w", root).err == f"next: open it, or `mapper review -w '{root}'` to decide\n"


def test_the_name_of_a_file_drives_no_terminal(cli, tmp_path):
    cli("init", tmp_path / "w")
    file = tmp_path / "evil\x1b[2J\x1b]0;mine\x07.pdf"
    file.write_bytes(b"no PDF at all")
    for words in (("add", file), ("run", "--dry-run"), ("run",), ("status",), ("add", tmp_path / "no\x1b[2Jthing.pdf")):
        told = cli(*words, "-w", tmp_path / "w")
        assert "\x07" not in told.out + told.err
        assert "\x1b[2J" not in told.out + told.err
        assert re.search("evil|thing|waiting|new", told.out + told.err)
    told = cli("extract", file)
    assert "\x1b" not in told.out + told.err
    assert "evil" in told.err


def test_show_tells_what_an_activity_is(cli, kept):
    told = cli("show", "activity/a-001", "-w", kept.root).out.splitlines()[1]
    assert told == "event, organised by TSB, Sectors T, D, 2018-03-14 to 2018-03-15, Accra, in-force, activities.xlsx"
    assert cli("show", "theme/climate/e-waste", "-w", kept.root).out.splitlines()[1] == "subtopic of the theme climate, in-force, climate.toml"
    assert cli("show", "wtsa/res/73", "-w", kept.root).out.splitlines()[1].startswith("resolution of WTSA, in-force, T-RES-T.73-2016-PDF-E.pdf p. ")


def test_a_pair_is_known_by_the_code_that_tables_call_it_by(cli, small):
    mapped = small.mapped()[0]
    assert cli("show", f"pair:{mapped.pair}", "-w", small.root).out == cli("show", mapped.pair, "-w", small.root).out
    assert cli("decide", f"pair:{mapped.pair}", "accept", "--as", "anna", "-w", small.root).out.startswith(mapped.pair)


def test_a_second_init_changes_nothing(cli, kept):
    told = cli("init", kept.root)
    assert (told.code, told.out) == (1, "")
    assert told.err == f"Error: {kept.root} is a workspace already; nothing was changed\n"


COMMANDS = (
    ("add", "x.pdf"),
    ("run",),
    ("run", "--dry-run"),
    ("status",),
    ("documents",),
    ("proposals",),
    ("decisions",),
    ("show", "wtsa/res/73"),
    ("review", "--plain"),
    ("decide", "0123456789abcdef", "accept"),
    ("undo",),
    ("adjudicate",),
    ("agreement",),
    ("changes",),
    ("themes",),
    ("areas",),
    ("gaps",),
    ("missed", "wtsa/res/73"),
    ("export", "csv"),
    ("import", "x.xlsx"),
    ("check",),
    ("backup", "x.zip"),
)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_says_that_there_is_no_workspace(cli, tmp_path, monkeypatch, words):
    monkeypatch.chdir(tmp_path)
    told = cli(*words)
    assert (told.code, told.out) == (1, "")
    assert told.err == f"Error: no workspace at {tmp_path}: there is no mapper.toml here or above; make one with `mapper init`\n"
    assert list(tmp_path.iterdir()) == []


def test_a_workspace_is_found_from_a_folder_below_it(cli, kept, monkeypatch):
    monkeypatch.chdir(kept.root / "sources")
    assert cli("status").code == 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("show", "ffffffffffffffff"), NOTHING),
        (("show", "res/73"), "no document or pair is called 'res/73' in {root}; did you mean wtsa/res/73?"),
        (("changes", "--since", "run-x"), "no run 'run-x' in this workspace; known runs: {run}"),
    ],
)
def test_what_is_not_there_is_told_with_what_is(cli, kept, words, sentence):
    told = cli(*words, "-w", kept.root)
    assert (told.code, told.out) == (1, "")
    assert told.err == f"Error: {sentence.format(root=kept.root, run=kept.standing().run.id)}\n"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("run", "--only", "areas"), NO_MAPPING),
        (("export", "csv", "--type", "areas"), NO_MAPPING),
        (("proposals", "--type", "areas"), NO_MAPPING),
        (("decisions", "--verdict", "maybe"), "no verdict 'maybe'; choose one of accept, reject, unsure, skip, undo, confirm"),
        (("proposals", "--state", "fresh"), "no state 'fresh'; choose one of new, open, accepted, rejected, unsure, disputed, stale, gone"),
    ],
)
def test_a_word_that_is_no_choice_is_wrong_usage(cli, small, words, sentence):
    told = cli(*words, "-w", small.root)
    assert (told.code, told.out) == (2, "")
    assert told.err == f"Error: {sentence.format(root=small.root)}\n"


def test_an_unknown_format_names_the_known_ones(cli, kept, tmp_path):
    told = cli("export", "odt", "-w", kept.root, "--out", tmp_path / "out")
    assert (told.code, told.out) == (2, "")
    assert told.err == f"Error: no export named 'odt'; choose one of {FORMATS}\n"
    assert not (tmp_path / "out").exists()


WRONG = (("frobnicate",), ("run", "--fast"), ("show",), ("decide", "0123456789abcdef"), ("proposals", "--limit", "many"))


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_wrong_usage_exits_with_2_and_nothing_on_stdout(cli, words):
    told = cli(*words)
    assert (told.code, told.out) == (2, "")
    assert told.err


def test_status_counts_and_check_says_that_decisions_remain(cli, small):
    told = cli("status", "-w", small.root)
    assert told.code == 0
    assert "to decide" in told.out
    assert cli("status", "--check", "-w", small.root).code == 3
    [counts] = lines(cli("status", "--json", "-w", small.root))
    assert counts["remaining"] == counts["new"] == len(small.mapped())
    assert counts["unread"] == {}
    assert counts["files_waiting"] == 0
    for m in small.mapped():
        small.decide(m)
    told = cli("status", "--check", "-w", small.root)
    assert (told.code, told.err) == (0, "")
    assert told.out.endswith("nothing is left to decide\n")


def test_a_run_says_what_it_read_and_a_second_one_that_nothing_changed(cli, unrun):
    assert cli("run", "-w", unrun.root).code == 0
    told = cli("run", "-w", unrun.root)
    assert told.code == 0
    assert "read 0 files" in told.out
    assert "nothing changed since the last run" in told.out


def test_a_dry_run_says_what_would_be_done_and_changes_nothing(cli, unread, small):
    told = cli("run", "--dry-run", "-w", unread.root)
    assert told.code == 0
    assert re.match(r"would read 9 files \(.+\): \d+ texts\n", told.out)
    assert told.out.endswith("nothing was changed: this is what mapper run would bring\n")
    with unread.open() as store:
        assert (store.sources(), store.shelf(), store.runs()) == ([], [], [])
    assert cli("run", "--dry-run", "-w", small.root).out.startswith("no file is new or changed\n")
    assert cli("run", "--dry-run", "--only", "areas", "-w", small.root).code == 2


def test_documents_are_listed_and_filtered(cli, kept):
    told = cli("documents", "--body", "wtsa", "--kind", "resolution", "-w", kept.root)
    assert [line.split()[0] for line in told.out.splitlines()] == ["wtsa/res/44", "wtsa/res/45", "wtsa/res/73"]
    assert re.fullmatch(r"3 of \d+ documents\n", told.err)
    assert [d["id"] for d in lines(cli("documents", "--search", "climate res/73", "--json", "-w", kept.root))] == ["wtsa/res/73"]


def test_documents_as_json_have_the_promised_keys(cli, kept):
    found = lines(cli("documents", "--json", "-w", kept.root))
    assert found
    for document in found:
        assert [key for key in EXTRACT_KEYS if key not in document] == []
        assert set(document["edition"]) == {"label", "place", "year"}
        assert set(document["source"]) == {"file", "sha256"}
        assert len(document["pages"]) == 2
        assert all(set(clause) == set(CLAUSE_KEYS) for clause in document["clauses"])
        assert all({"id", "edition", "clause", "text"} <= set(citation) for citation in document["citations"])


def test_extract_needs_no_workspace_and_prints_the_promised_keys(cli, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    told = cli("extract", DEMO / "first" / "T-RES-T.73-2016-PDF-E.pdf", "--json")
    assert told.code == 0
    [document] = lines(told)
    assert document["id"] == "wtsa/res/73"
    assert [key for key in EXTRACT_KEYS if key not in document] == []
    assert told.err
    assert list(tmp_path.iterdir()) == []


def test_proposals_as_json_have_the_promised_keys(cli, decided):
    found = lines(cli("proposals", "--json", "-w", decided.root))
    assert len(found) == len(decided.mapped())
    for pair in found:
        assert [key for key in PROPOSAL_KEYS if key not in pair] == []
        assert {"id", "title", "edition"} <= set(pair["left"])
        assert {"dense", "lexical", "citation"} <= set(pair["channels"])
        assert set(pair["ranks"]) == {"left", "right"}
        for evidence in pair["evidence"]:
            assert set(evidence) == {"left", "right", "weight"}
            assert {"clause", "page", "text"} <= set(evidence["left"])


def test_proposals_are_filtered_and_the_likeliest_come_first(cli, decided):
    found = lines(cli("proposals", "--type", "resolutions", "--json", "-w", decided.root))
    assert {pair["type"] for pair in found} == {"resolutions"}
    chances = [pair["probability"] for pair in found if pair["probability"] is not None]
    assert chances == sorted(chances, reverse=True)
    assert len(cli("proposals", "--limit", "2", "-w", decided.root).out.splitlines()) == 2
    [accepted] = lines(cli("proposals", "--state", "accepted", "--json", "-w", decided.root))
    assert accepted["state"] == "accepted"


def test_decisions_as_json_have_the_promised_keys_and_follow_each_other(cli, decided):
    found = lines(cli("decisions", "--json", "-w", decided.root))
    assert [event["verdict"] for event in found] == ["accept", "reject", "unsure"]
    for event in found:
        assert [key for key in DECISION_KEYS if key not in event] == []
    assert [event["previous"] for event in found] == ["", *(event["event"] for event in found[:-1])]


def test_no_text_drives_the_terminal(cli, decided):
    told = cli("decisions", "-w", decided.root)
    assert "\x1b" not in told.out
    assert "\x07" not in told.out
    assert "see the annex" in told.out
    assert clean("a\u202eb\x00c\nd") == "abc d"


def test_show_tells_of_a_document_its_history_clauses_and_neighbours(cli, kept):
    told = cli("show", "wtsa/res/73", "-w", kept.root)
    assert told.code == 0
    assert told.out.startswith("wtsa/res/73  ")
    for head in ("history:", "clauses:", "neighbours:"):
        assert f"\n{head}\n" in told.out
    assert "Rev. Hammamet, 2016" in told.out
    assert re.search(r"^  Rev\. Hammamet, 2016 +in-force +\d+ clauses  ", told.out, re.MULTILINE)
    near = next(m for m in by_likelihood(kept.mapped()) if "wtsa/res/73" in (m.left, m.right))
    other = kept.standing().library.current[near.right if near.left == "wtsa/res/73" else near.left]
    assert f"\nneighbours:\n  {one_line(near)}\n      {other.title}\n" in told.out


def test_show_tells_one_clause_in_the_singular_and_that_an_older_edition_was_replaced(cli, small, later):
    assert " 1 clause  activities.xlsx\n" in cli("show", "activity/a-001", "-w", small.root).out
    small.take_over(later, "T-RES-T.73-2022-PDF-E.pdf")
    told = cli("show", "wtsa/res/73", "-w", small.root).out
    assert [line.split()[3] for line in told.splitlines() if line.startswith("  Rev. ")] == ["replaced", "in-force"]
    assert re.search("^    changed +title(?:  .+)?$", told, re.MULTILINE), told


def test_show_tells_of_a_pair_its_evidence_reasons_and_decisions(cli, decided):
    mapped = decided.mapped()[0]
    told = cli("show", mapped.pair[:8], "-w", decided.root)
    assert told.code == 0
    assert f"\n  {'score':<30}        {mapped.proposal.score:>6.2f}  " in told.out
    assert "\n  likelihood " in told.out
    for work, rank in zip((mapped.left, mapped.right), mapped.proposal.ranks, strict=True):
        assert re.search(rf"\n  for {re.escape(work)} it is {rank}(st|nd|rd|th) of \d+; ", told.out)
    assert mapped.proposal.evidence[0].left.text in told.out
    assert f"p. {mapped.proposal.evidence[0].left.page}: “" in told.out
    assert "\nrelation proposed: " in told.out
    assert f"\n  {mapped.proposal.relation_reason}\n" in told.out
    for head in ("evidence:", "why: score ", "channels: ", "decisions:"):
        assert f"\n{head}" in told.out
    assert "anna  accept" in told.out


def test_decide_and_undo_tell_what_was_written(cli, small):
    mapped = small.mapped()[0]
    told = cli("decide", mapped.pair, "accept", "--as", "anna", "-w", small.root)
    assert told.code == 0
    assert told.out.startswith(mapped.pair)
    told = cli("undo", "--as", "anna", "-w", small.root)
    assert told.code == 0
    assert told.out.startswith("taken back: the verdict accept")
    told = cli("undo", "--as", "anna", "-w", small.root)
    assert (told.code, told.out, told.err) == (1, "", "Error: nothing is left to undo for 'anna'\n")


def test_an_export_prints_the_files_it_wrote(cli, kept, tmp_path):
    for name in FORMATS.split(", "):
        told = cli("export", name, "-w", kept.root, "--out", tmp_path / name)
        assert told.code == 0
        written = told.out.splitlines()
        assert written
        made = [tmp_path / name / "index.html"] if name == "html" else (tmp_path / name).glob("[!.]*")
        assert sorted(written) == sorted(str(path) for path in made)
        assert told.err.startswith("next: ")


def test_changes_is_one_page_and_json_lines(cli, small, later):
    for name in ("T-RES-T.73-2022-PDF-E.pdf", "WTSA-20-suppressed.pdf"):
        small.take_over(later, name)
    cli("run", "-w", small.root)
    told = cli("changes", "-w", small.root)
    assert told.code == 0
    assert "operative text changed (1)\n  wtsa/res/73" in told.out
    assert {"suppressed", "operative-changed"} <= {entry.get("change") for entry in lines(cli("changes", "--json", "-w", small.root))}


def test_check_finds_nothing_wrong_with_a_whole_workspace(cli, decided):
    told = cli("check", "-w", decided.root)
    assert (told.code, told.out) == (0, "")
    with decided.open() as store:
        end = f"the decision log has 3 events and ends with {store.head().event[:16]}: keep that elsewhere, as the docs say why\n"
    assert told.err == f"nothing is wrong\n{end}"


def test_a_backup_is_restored_into_a_new_folder(cli, decided, tmp_path):
    assert cli("backup", tmp_path / "all.zip", "-w", decided.root).code == 0
    assert cli("restore", tmp_path / "all.zip", "-w", tmp_path / "new").code == 0
    assert cli("decisions", "--json", "-w", tmp_path / "new").out == cli("decisions", "--json", "-w", decided.root).out
    assert cli("restore", tmp_path / "all.zip", "-w", decided.root).code == 1


def test_the_program_keeps_data_and_messages_apart(mapper, kept):
    done = mapper("documents", "--json", "-w", kept.root)
    assert done.returncode == 0
    assert len([json.loads(line) for line in done.stdout.splitlines()]) == len(kept.standing().library.current)
    library = kept.standing().library
    topics = sum(one.kind is Kind.SUBTOPIC for one in library.current.values())
    assert len(library.current) - len(library.issued) - topics == 0
    assert done.stderr == "{0} of {0} documents: {1} in force, {2} subtopics of themes\n".format(len(library.current), len(library.issued), topics)


def test_the_program_writes_utf8_in_any_locale_and_no_colour_into_a_pipe(mapper, kept):
    done = mapper("show", "wtsa/res/73", "-w", kept.root, env={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stderr) == (0, "")
    assert "–" in done.stdout
    done = mapper("show", "nothing", "-w", kept.root, env={"NO_COLOR": "1"})
    assert done.returncode == 1
    assert "\x1b" not in done.stderr


def test_no_colour_is_honoured_on_a_terminal(kept):
    assert "\x1b[" in on_a_terminal(kept, {})
    assert "\x1b[" not in on_a_terminal(kept, {"NO_COLOR": "1"})


def test_words_that_speak_are_marked_on_a_terminal_and_a_pipe_gets_the_text_verbatim(kept, cli):
    from mapper.emphasis import STARS, mark
    from mapper.spoken import Speaker

    standing = kept.standing()
    speaker = Speaker(standing.library.current)
    one = next(m for m in standing.mapped if m.proposal and speaker.between((m.left, m.right), first(m)).words)
    found, left = speaker.between((one.left, one.right), first(one)), first(one)[0]
    piped = cli("show", one.pair, "-w", kept.root).out
    assert f"“{left}”" in piped
    assert f", in both: {', '.join(found.words)}\n" in piped
    starred = " ".join(shown_on_a_terminal(kept, one.pair, {"NO_COLOR": "1"}).split())
    assert " ".join(mark(left, found.left, STARS).split()) in starred
    assert "\x1b" not in starred
    styled = shown_on_a_terminal(kept, one.pair, {})
    assert f"\x1b[1;4m{left[slice(*found.left[0])]}\x1b[22;24m" in styled
    assert [styled.count(f"\n  {name}  ") for name in ("left ", "right")] == [1, 1]
    assert max(len(re.sub("\x1b\\[[0-9;]*m", "", line)) for line in styled.splitlines()[1:]) <= 90


def first(mapped):
    return (mapped.proposal.evidence[0].left.text, mapped.proposal.evidence[0].right.text)


def shown_on_a_terminal(workspace, pair, env):
    """Show a pair on a terminal of 90 cells, and give what it draws."""
    import os
    import pty
    import subprocess
    import sys
    from pathlib import Path

    ours, theirs = pty.openpty()
    clean_env = {key: value for key, value in os.environ.items() if key != "NO_COLOR"} | {"TERM": "xterm", "COLUMNS": "90"} | env
    program = Path(sys.executable).with_name("mapper")
    process = subprocess.Popen([program, "show", pair, "-w", workspace.root], stdout=theirs, stderr=theirs, env=clean_env)
    os.close(theirs)
    told = b""
    try:
        while part := os.read(ours, 4096):
            told += part
    except OSError:  # the other end is closed
        pass
    process.wait()
    os.close(ours)
    return told.decode().replace("\r\n", "\n")


def on_a_terminal(workspace, env):
    """Run a failing command with a terminal for its messages, and give them."""
    import os
    import pty
    import subprocess
    import sys
    from pathlib import Path

    ours, theirs = pty.openpty()
    clean_env = {key: value for key, value in os.environ.items() if key != "NO_COLOR"} | {"TERM": "xterm"} | env
    program = Path(sys.executable).with_name("mapper")
    subprocess.run([program, "show", "nothing", "-w", workspace.root], stderr=theirs, stdout=subprocess.DEVNULL, env=clean_env, check=False)
    os.close(theirs)
    told = os.read(ours, 4096).decode()
    os.close(ours)
    return told


def test_a_reader_who_leaves_early_is_no_failure_with_a_traceback(kept):
    import subprocess
    import sys
    from pathlib import Path

    program = Path(sys.executable).with_name("mapper")
    process = subprocess.Popen([program, "documents", "--json", "-w", kept.root], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    process.stdout.close()
    told = process.stderr.read()
    process.stderr.close()
    process.wait()
    assert "Traceback" not in told


def test_the_demonstration_never_touches_a_folder_that_holds_something_else(cli, small, tmp_path):
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    for folder in (tmp_path, small.root):
        before = sorted(path.name for path in folder.rglob("*"))
        told = cli("demo", folder)
        assert told.code == 1
        assert "holds something else already; nothing was changed" in told.err
        assert sorted(path.name for path in folder.rglob("*")) == before


def test_add_refuses_a_kind_and_a_body_that_nobody_knows(cli, small):
    for option, said in (("--kind", "zzz"), ("--body", "nosuch")):
        told = cli("add", small.settings.sources, option, said, "-w", small.root)
        assert told.code == 2
        assert f"no {option[2:]} '{said}'; choose one of " in told.err


def test_an_empty_workspace_says_what_to_do(cli, tmp_path):
    cli("init", tmp_path / "w")
    assert "0 documents, 0 pairs" in cli("status", "-w", tmp_path / "w").out
    assert "sources/ is empty: mapper add FILE" in cli("run", "-w", tmp_path / "w").out


def test_every_command_that_takes_a_pair_finds_it_by_its_start_in_any_case(cli, decided):
    pair = decided.mapped()[0].pair
    typed = pair[:8].upper()
    shown = cli("show", typed, "-w", decided.root)
    assert shown.code == 0
    assert pair in shown.out
    assert pair in cli("decisions", "--pair", typed, "-w", decided.root).out
    assert pair in cli("decide", typed, "accept", "--as", "anna", "-w", decided.root).out
    assert "wtsa/res/73  " in cli("show", "WTSA/Res/73", "-w", decided.root).out
    assert "no pair 'zzzzzzzz' in the mapping; `mapper proposals` lists them" in cli("decisions", "--pair", "zzzzzzzz", "-w", decided.root).err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("documents", "--body", "ZZZ"), "no body 'ZZZ'; choose one of ITU-D, "),
        (("documents", "--sector", "Z"), "no sector 'Z'; choose one of D, "),
        (("decisions", "--as", "mallory"), "no reviewer 'mallory'; choose one of anna, ben"),
        (("decisions", "--type", "kin"), "no mapping 'kin'; choose one of activities, "),
    ],
)
def test_a_filter_that_nothing_can_pass_is_refused_and_what_there_is_is_listed(cli, decided, words, sentence):
    told = cli(*words, "-w", decided.root)
    assert (told.code, told.out) == (2, "")
    assert sentence in told.err


def test_a_filter_is_taken_in_any_case(cli, decided):
    assert cli("decisions", "--as", "ANNA", "-w", decided.root).out == cli("decisions", "--as", "anna", "-w", decided.root).out != ""
    assert cli("documents", "--sector", "d", "-w", decided.root).out == cli("documents", "--sector", "D", "-w", decided.root).out != ""


def test_before_anybody_decided_nobodys_decisions_are_none(cli, small):
    assert cli("decisions", "--as", "anna", "-w", small.root).err == "0 of 0 events\n"


def test_the_direction_of_a_relation_is_told_wherever_a_decision_is(cli, small):
    mapped = small.mapped()[0]
    words = f"accept, {mapped.right} implements {mapped.left}"
    told = cli("decide", mapped.pair, "accept", "--relation", "implements", "--direction", "right-to-left", "--as", "anna", "-w", small.root)
    assert words in told.out
    assert words in cli("decisions", "-w", small.root).out
    assert words.replace(", ", "  ") in cli("show", mapped.pair, "-w", small.root).out
    assert words in cli("undo", "--as", "anna", "-w", small.root).out


def test_show_marks_what_was_taken_back_and_what_is_an_adjudication(cli, small):
    pair = small.mapped()[0].pair
    cli("decide", pair, "accept", "--as", "anna", "-w", small.root)
    cli("decide", pair, "reject", "--as", "ben", "-w", small.root)
    cli("undo", "--as", "ben", "-w", small.root)
    with small.open() as store:
        first, second, _ = store.decisions()
        subject = Subject(pair, first.type, first.left, first.right)
        adjudicate(store, subject, Word(Verdict.REJECT), reviewer="chair", at=first.at)
    history = cli("show", pair, "-w", small.root).out.partition("decisions:\n")[2].splitlines()
    assert [line.split("  ", 3)[3] for line in history] == [
        f"anna  accept  {phrase(first.relation, first.direction, first.left, first.right)}",
        "ben  reject  (taken back)",
        f"ben  undo of the verdict {second.event[:8]}",
        "chair  reject  (adjudication)",
    ]


def test_a_decision_is_one_persons_and_never_nobodys(small, cli):
    pair = small.mapped()[0].pair
    blank = cli("decide", pair, "accept", "--as", " ", "-w", small.root)
    assert (blank.code, "the name is blank; say whose decision it is" in blank.err) == (2, True)
    several = cli("decide", pair, "accept", "--as", "anna; ben", "-w", small.root)
    assert (several.code, several.err.strip()) == (
        2,
        "Error: 'anna; ben' reads like several people, and a decision is one person's: say --as NAME for each",
    )
    assert cli("decisions", "-w", small.root).out == ""
