"""Sources: files in one order, each once; what cannot be read is listed with its trouble and stops nothing."""

import json
import os
import shutil
import socket

import pytest

from mapper.errors import MapperError
from mapper.sources import list_given, list_sources
from tests.paper import opener_page, pages
from tests.workspaces import make


def told(path):
    return [(source.name, source.trouble.partition(";")[0]) for source in list_sources(path)]


def test_sources_are_listed_by_name_and_hidden_ones_skipped(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("b/x.pdf", "a.txt", ".hidden", ".git/c.pdf"):
        (tmp_path / name).write_bytes(name.encode())
    found = list_sources(tmp_path)
    assert [source.name for source in found] == ["a.txt", "b/x.pdf"]
    assert found[0].size == 5
    assert len(found[0].sha256) == 64
    assert [s.name for s in list_sources([tmp_path / "a.txt", tmp_path / "b"])] == ["a.txt", "x.pdf"]


@pytest.mark.parametrize("name", ["~$report.docx", "Thumbs.db", "thumbs.db", "Desktop.ini", ".DS_Store"])
def test_what_programs_keep_for_themselves_is_skipped_in_a_folder_and_not_where_it_is_named(tmp_path, name):
    for each in (name, "report.docx"):
        (tmp_path / each).write_bytes(b"x")
    assert told(tmp_path) == [("report.docx", "")]
    assert told(tmp_path / name) == [(name, "")]


def test_a_path_that_is_not_there_is_listed_with_its_trouble_and_the_others_with_their_digest(tmp_path):
    (tmp_path / "good.pdf").write_bytes(b"x")
    (tmp_path / "gone.pdf").symlink_to(tmp_path / "nowhere")
    (tmp_path / "self.pdf").symlink_to("self.pdf")
    found = list_sources([tmp_path / "no.pdf", tmp_path / "good.pdf", tmp_path / "gone.pdf", tmp_path / "self.pdf", tmp_path / ("x" * 300)])
    assert {source.name: source.trouble.partition(";")[0] for source in found} == {
        "good.pdf": "",
        "no.pdf": "is not there",
        "gone.pdf": "leads to no file or folder",
        "self.pdf": "cannot be opened: Too many levels of symbolic links",
        "x" * 300: "cannot be opened: File name too long",
    }


def test_a_folder_that_leads_back_to_itself_is_listed_once(tmp_path):
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "a.pdf").write_bytes(b"x")
    (tmp_path / "inner" / "up").symlink_to(tmp_path)
    (tmp_path / "again").symlink_to(tmp_path / "inner")
    assert told(tmp_path) == [("inner/a.pdf", "")]


def test_a_linked_folder_elsewhere_is_listed_below_its_link(tmp_path):
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "a.pdf").write_bytes(b"x")
    (tmp_path / "near").mkdir()
    (tmp_path / "near" / "link").symlink_to(tmp_path / "far")
    assert told(tmp_path / "near") == [("link/a.pdf", "")]


def test_what_is_no_file_is_never_opened(tmp_path, monkeypatch):
    os.mkfifo(tmp_path / "pipe.pdf")
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as open_socket:
        open_socket.bind("socket.pdf")
        (tmp_path / "device.pdf").symlink_to("/dev/zero")
        (tmp_path / "good.pdf").write_bytes(b"x")
        no_file = "is a pipe, a socket or a device and no file"
        assert told(tmp_path) == [("device.pdf", no_file), ("good.pdf", ""), ("pipe.pdf", no_file), ("socket.pdf", no_file)]


def test_what_a_person_named_must_hold_a_file(tmp_path):
    (tmp_path / ".hidden").write_bytes(b"x")
    with pytest.raises(MapperError, match=r"there is no file in .*; name a file, or a folder that holds some"):
        list_given([tmp_path])


FOREIGN = os.fsdecode(b"R\xe9solution")  # as systems wrote names before they wrote all of them in UTF-8


@pytest.fixture
def foreign(tmp_path):
    """Give a folder with a file whose name is in no encoding of the system, and an empty one."""
    folder = tmp_path / "in"
    folder.mkdir()
    printed(folder / f"{FOREIGN}.pdf")
    (folder / "empty.pdf").write_bytes(b"")
    return folder


def printed(path, **more):
    pages(path.with_name("a.pdf"), opener_page(), **more)
    try:
        path.with_name("a.pdf").rename(path)
    except OSError:
        pytest.skip("this file system takes no such names")
    return path


def test_a_name_in_another_encoding_is_spelled_out(foreign):
    assert [source.name for source in list_sources(foreign)] == ["R%E9solution.pdf", "empty.pdf"]


def test_a_file_whose_name_is_in_another_encoding_is_read_like_any_other(foreign, cli):
    """It was told as damaged."""
    told = cli("extract", "--json", foreign)
    assert told.code == 1  # the empty one
    assert json.loads(told.out)["source"]["file"] == "R%E9solution.pdf"
    assert told.err.splitlines()[:2] == [
        "read    R%E9solution.pdf: 1 document, 1 clause, no text lost, 0 problems",
        "unread  empty.pdf: is empty; get it again from where it came",
    ]


def test_what_is_wrong_with_a_file_names_it_as_it_is_listed(tmp_path, cli):
    told = cli("extract", printed(tmp_path / f"{FOREIGN}.pdf", encrypt="secret"))
    assert (told.code, told.err) == (1, "unread  R%E9solution.pdf: is encrypted and asks for a password; save it without one and add it again\n")


def test_a_file_whose_name_is_in_another_encoding_can_be_added_run_and_taken_out(foreign, cli, tmp_path):
    workspace = make(tmp_path / "ws")
    assert cli("add", foreign / f"{FOREIGN}.pdf", "-w", workspace.root).out == "added    R%E9solution.pdf\n"
    shutil.copy(foreign / f"{FOREIGN}.pdf", workspace.root / "sources" / f"{FOREIGN}é.pdf")
    workspace.read()
    assert cli("remove", "R%E9solutioné.pdf", "-w", workspace.root).code == 0
    assert [path.name for path in (workspace.root / "sources").iterdir()] == ["R%E9solution.pdf"]
