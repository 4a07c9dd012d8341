"""Files that come again: corrected, replaced, shorter, taken out; what was read stays until then, and what was decided stays for ever."""

import json
import shutil
import sys
from dataclasses import replace

import pytest

from mapper import integrity
from mapper.documents_json import to_json
from mapper.types import State, Status
from tests.workspaces import AT, DEMO, FORMATS, make

GARBAGE = b"%PDF-1.7\nthis file was cut while it was copied"
NAME = "T-RES-T.73-2016-PDF-E.pdf"


def write(path, *documents):
    """Write documents as `mapper extract --json` prints them."""
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(f"{json.dumps(to_json(document), ensure_ascii=False)}\n" for document in documents), encoding="utf-8")
    return path


def changed(document, words, **more):
    """Give a document whose last clause reads otherwise."""
    return replace(document, clauses=(*document.clauses[:-1], replace(document.clauses[-1], text=words)), **more)


@pytest.fixture
def texts(small):
    """Give the current documents of the small workspace by id."""
    return small.standing().library.current


@pytest.fixture
def lines(tmp_path, texts):
    """Make a workspace of one JSON-lines file with three documents, run once."""
    made = make(tmp_path / "lines")
    write(made.root / "sources" / "texts.jsonl", *(texts[work] for work in ("wtsa/res/73", "wtsa/res/44", "wtdc/res/34")))
    made.run()
    return made


def in_force(workspace):
    return set(workspace.standing().library.current)


def clean(workspace):
    """Say whether `mapper check` finds nothing."""
    with workspace.open() as store:
        return integrity.check(workspace.settings, store) == integrity.Findings(())


def test_a_corrected_file_of_the_same_name_is_told_and_its_text_stands(lines, texts, cli, tmp_path):
    corrected = write(tmp_path / "new" / "texts.jsonl", changed(texts["wtsa/res/73"], "to report by 2031"))
    told = cli("add", corrected, "-w", lines.root)
    [name] = [path.name for path in (lines.root / "sources").iterdir() if path.name != "texts.jsonl"]
    assert told.out == f"added as {name}; its texts take the place of those of texts.jsonl where both hold the same edition\n"
    told = cli("run", "-w", lines.root)
    assert told.code == 0
    assert f"  now read from {name}, not texts.jsonl: wtsa/res/73\n" in told.out
    assert lines.standing().library.current["wtsa/res/73"].clauses[-1].text == "to report by 2031"
    assert not lines.run().fresh
    assert clean(lines)


def test_a_file_that_is_corrected_in_place_is_told_and_its_text_stands(lines, texts):
    write(lines.root / "sources" / "texts.jsonl", *(changed(texts[work], "to rest") for work in ("wtsa/res/73", "wtsa/res/44")), texts["wtdc/res/34"])
    report = lines.run()
    assert "  reads otherwise now  wtsa/res/44, wtsa/res/73, from texts.jsonl" in report.lines()
    assert lines.standing().library.current["wtsa/res/73"].clauses[-1].text == "to rest"


def test_a_run_that_was_interrupted_after_its_last_file_was_read_still_tells(lines, texts, tmp_path):
    write(lines.root / "sources" / "texts.jsonl", changed(texts["wtsa/res/73"], "to rest"))

    def interrupt(stage, _done=0, _total=0):
        raise KeyboardInterrupt(stage)

    with pytest.raises(KeyboardInterrupt, match="reading"):
        lines.run(notify=interrupt)
    report = lines.run()
    assert report.intake.read == ()
    assert "  reads otherwise now  wtsa/res/73, from texts.jsonl" in report.lines()
    assert [name for name, _ in report.intake.lost] == ["texts.jsonl"]


def test_a_document_that_was_kept_once_stays_whatever_happens_to_its_file(lines, texts):
    source, wanted = lines.root / "sources" / "texts.jsonl", in_force(lines)
    short = [texts["wtsa/res/73"], texts["wtdc/res/34"]]
    write(source, *short)
    report = lines.run()
    missed = "1 document that was read before is not found in it (wtsa/res/44); it stays until `mapper remove`"
    assert report.intake.lost == (("texts.jsonl", missed),)
    assert not report.intake.whole
    source.write_bytes(GARBAGE)
    lines.run()
    assert in_force(lines) == wanted
    write(source, *short)
    assert lines.run().intake.lost == (("texts.jsonl", missed),)
    assert in_force(lines) == wanted
    write(source, *short, texts["wtsa/res/44"])
    assert lines.run().intake.lost == ()
    assert lines.standing().library.lost == frozenset()
    assert clean(lines)


def test_what_is_kept_and_what_is_unread_are_told_apart(lines, texts, cli):
    source = lines.root / "sources" / "texts.jsonl"
    write(source, texts["wtsa/res/73"], texts["wtdc/res/34"])
    lines.run()
    told = cli("documents", "--search", "wtsa", "-w", lines.root).out.splitlines()
    assert [line.endswith(" (not in the newest file)") for line in told] == [True, False]
    assert "newest file unread" not in "".join(told)
    assert "the newest file no longer holds this document" in cli("show", "wtsa/res/44", "-w", lines.root).out
    source.write_bytes(GARBAGE)
    lines.run()
    told = cli("documents", "--search", "wtsa", "-w", lines.root).out.splitlines()
    assert told[1].endswith(" (newest file unread)")


def test_documents_that_were_printed_by_extract_are_read_back_as_read(lines, cli):
    told = cli("documents", "-w", lines.root)
    assert len(told.out.splitlines()) > 3
    assert "newest file" not in told.out
    assert not any(m.unread for m in lines.mapped())
    assert lines.standing().library.current["wtsa/res/73"].source.file == NAME
    assert cli("check", "-w", lines.root).code == 0


def test_an_edition_that_was_replaced_in_its_file_stays_in_the_history(small, later):
    path = small.root / "sources" / NAME
    shutil.copyfile(DEMO / "second" / "T-RES-T.73-2022-PDF-E.pdf", path)
    report = small.run()
    assert [edition.edition.year for edition in small.standing().library.works["wtsa/res/73"]] == [2016, 2022]
    assert {change.id: change.old for change in report.changes}["wtsa/res/73"] == "Rev. Hammamet, 2016"
    assert report.intake.whole
    assert clean(small)


def test_a_file_that_is_taken_out_is_set_aside_and_its_documents_leave(small, cli, tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    with_it = [m for m in small.mapped() if "wtsa/res/73" in (m.left, m.right)]
    said = small.decide(with_it[0])
    log, content = small.log(), (small.root / "sources" / NAME).read_bytes()
    told = cli("remove", NAME, "-w", small.root)
    gone = "1 document left the library, what was decided on it stays in the log"
    assert (told.code, told.out) == (0, f"removed  {NAME}: kept as .mapper/removed/{NAME}; {gone}\n")
    assert told.err == "next: mapper run\n"
    assert (small.root / ".mapper" / "removed" / NAME).read_bytes() == content
    assert not (small.root / "sources" / NAME).exists()
    for _ in range(2):
        assert "wtsa/res/73" not in small.standing().library.works
        found = {m.pair: m for m in small.mapped()}
        assert (found[said.pair].state, found[said.pair].unread, found[said.pair].decisions) == (State.ACCEPTED, True, (said,))
        assert not {m.pair for m in with_it[1:]} & found.keys()
        assert clean(small)
        assert all(small.export(tmp_path / "out", name) for name in FORMATS)
        assert cli("show", said.pair, "-w", small.root).code == 0
        assert cli("review", "--plain", "--state", "accepted", "--as", "anna", "-w", small.root).code == 0
        assert small.run().intake.missing == ()
    assert small.log() == log


def test_a_file_that_was_taken_out_can_be_given_again(small):
    event = small.decide(next(m for m in small.mapped() if "wtsa/res/73" in (m.left, m.right)))
    before = in_force(small)
    small.remove(NAME)
    small.run()
    small.add(small.root / ".mapper" / "removed" / NAME)
    small.run()
    assert in_force(small) == before
    assert not small.pair(event.pair).unread
    small.remove(NAME)
    assert sorted(path.name for path in (small.root / ".mapper" / "removed").iterdir()) == ["T-RES-T.73-2016-PDF-E.2.pdf", NAME]


def test_a_mistaken_suppression_ends_when_its_file_is_taken_out(lines, texts):
    write(lines.root / "sources" / "wrong.jsonl", replace(texts["wtsa/res/73"], status=Status.SUPPRESSED))
    lines.run()
    assert "wtsa/res/73" not in lines.standing().library.in_force
    [told] = lines.remove("wrong.jsonl")
    assert told.line() == "removed  wrong.jsonl: kept as .mapper/removed/wrong.jsonl; no document left the library"
    assert "wtsa/res/73" in lines.standing().library.in_force


def test_a_file_that_had_left_the_folder_can_be_taken_out(lines, cli):
    (lines.root / "sources" / "texts.jsonl").unlink()
    lines.run()
    assert "wtsa/res/73" in in_force(lines)
    told = cli("remove", "texts.jsonl", "-w", lines.root)
    assert told.out.startswith("removed  texts.jsonl: the file had left the folder before; 3 documents left the library")
    assert "wtsa/res/73" not in in_force(lines)


def test_files_are_taken_out_by_path_and_by_folder_and_an_unknown_one_is_told(lines, texts, cli):
    sources = lines.root / "sources"
    for number in (1, 2):
        write(sources / "wtsa" / f"{number}.jsonl", replace(texts["wtsa/res/73"], id=f"wtsa/res/9{number}"))
    lines.run()
    told = cli("remove", "WTSA/1", "-w", lines.root)
    assert (told.code, told.out, told.err) == (1, "", f"not removed: WTSA/1 is no file of {sources}; did you mean wtsa/1.jsonl?\n")
    told = cli("remove", "wtsa/", sources / "texts.jsonl", "nothing.pdf", "-w", lines.root)
    assert told.code == 1
    assert [line.partition(":")[0] for line in told.out.splitlines()] == [
        f"removed  {name}" for name in ("wtsa/1.jsonl", "wtsa/2.jsonl", "texts.jsonl")
    ]
    assert told.err == f"not removed: nothing.pdf is no file of {sources}; give its name as it is there\nnext: mapper run\n"
    assert [path for path in sources.rglob("*") if path.is_file()] == []


def test_many_files_that_left_the_folder_are_one_line(small):
    names = sorted(path.name for path in (small.root / "sources").iterdir())
    for name in names[:5]:
        (small.root / "sources" / name).unlink()
    before = in_force(small)
    told = f"  5 files left the folder ({names[0]}, {names[1]} and 3 more); their documents stay: mapper remove takes them out"
    assert [line for line in small.run().lines() if "left the folder" in line] == [told]
    assert [line for line in small.run().lines() if "left the folder" in line] == []
    assert in_force(small) == before


def test_a_theme_that_nothing_defines_any_more_is_told_and_its_decisions_stay(small, cli):
    said = small.decide(small.mapped("theme:climate")[0])
    theme = small.root / "themes" / "climate.toml"
    theme.rename(small.root / "climate.toml")
    sentence = 'DEGRADED: mapping theme:climate names the theme "climate", which no file in themes/ defines'
    assert sentence in cli("status", "-w", small.root).out
    for _ in range(2):
        told = cli("run", "-w", small.root)
        assert told.code == 1
        assert sentence in told.err.splitlines()
    with small.open() as store:
        assert sentence.removeprefix("DEGRADED: ") in json.loads(store.runs()[-1].manifest)["degraded"]
    [found] = small.mapped("theme:climate")
    assert (found.pair, found.state, found.decisions, found.unread) == (said.pair, State.ACCEPTED, (said,), True)
    (small.root / "climate.toml").rename(theme)
    assert small.run(at=AT).degraded == ()
    assert len(small.mapped("theme:climate")) > 1
    assert small.standing().notes == ()
