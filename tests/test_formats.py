"""Formats: what was read of a file in one format is the same when it is read back from what extract printed of it."""

import json
import zipfile

import pytest

from tests.mutations import DEMO
from tests.test_docx import W
from tests.test_html import HEAD, page
from tests.test_word_views import inserted, paragraph, run, written

REMARKED = """<p><i>instructs the Director of the Telecommunication Standardization Bureau</i></p>
<p>to help countries<sup><a href="#n" id=r>1</a></sup> by 2027, as Resolution 73 (Rev. Dubai, 2012) says.</p>
<p id=n>1 Small ones. <a href="#r">^</a></p><table><tr><td>a<td>b<tr><td>c<td>d</table>"""


def word(path):
    """Write a Word file with an open change and a comment."""
    mark = '<w:commentRangeStart w:id="5"/>', '<w:commentRangeEnd w:id="5"/><w:r><w:commentReference w:id="5"/></w:r>'
    written(path, paragraph(run("to "), mark[0], inserted(run("save")), mark[1], run(" energy by 2027.")))
    with zipfile.ZipFile(path, "a") as archive:
        said = f'<w:comment w:id="5" w:author="Ann" w:date="2024-05-06T07:08:09Z"><w:p>{run("Why?")}</w:p></w:comment>'
        archive.writestr("word/comments.xml", f"<w:comments {W}>{said}</w:comments>")
    return path


MADE = {"a.docx": word, "a.html": lambda path: page(path, HEAD, REMARKED)}


@pytest.mark.parametrize("name", ["WTDC17-RES-9-E.pdf", "T-RES-T.73-2016-PDF-E.pdf", "T-RES-T.90-2016-MSW-E.docx", *MADE])
def test_what_extract_prints_reads_back_as_the_same_documents(cli, tmp_path, name):
    source = MADE[name](tmp_path / name) if name in MADE else DEMO / name
    printed = cli("extract", source, "--json").out
    (tmp_path / "x.jsonl").write_text(printed, encoding="utf-8")
    again = cli("extract", tmp_path / "x.jsonl", "--json").out
    assert [json.loads(line) for line in again.splitlines()] == [json.loads(line) for line in printed.splitlines()]
    assert printed


def test_the_documents_that_are_read_back_have_all_that_can_be_lost(cli, tmp_path):
    [web] = [json.loads(line) for line in cli("extract", MADE["a.html"](tmp_path / "a.html"), "--json").out.splitlines()]
    clause = web["clauses"][0]
    assert (clause["deadline"], clause["actor"]) == ("by 2027", "Director of the Telecommunication Standardization Bureau")
    assert [(note["mark"], note["clause"], note["at"]) for note in web["footnotes"]] == [("1", clause["id"], len("to help countries"))]
    assert [citation["id"] for citation in web["citations"]] == ["wtsa/res/73"]
    [remarked] = [json.loads(line) for line in cli("extract", MADE["a.docx"](tmp_path / "a.docx"), "--json").out.splitlines()]
    assert [(comment["author"], comment["about"], comment["clause"]) for comment in remarked["comments"]] == [
        ("Ann", "save", remarked["clauses"][0]["id"])
    ]
    [pdf] = [json.loads(line) for line in cli("extract", DEMO / "T-RES-T.73-2016-PDF-E.pdf", "--json").out.splitlines()]
    assert any(each["bbox"] for each in pdf["clauses"])
