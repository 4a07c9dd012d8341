"""What is no file of decisions is refused in one sentence."""

import zipfile

import pytest

from mapper.errors import UnreadableSource
from mapper.returns import reading
from mapper.returns.reading import read
from mapper.settings import Limits

LIMITS = Limits()


def refused(path):
    with pytest.raises(UnreadableSource) as told:
        read(path, LIMITS)
    return str(told.value)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.xlsx", b"no archive", "is not the Office file that its name says"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1", "a.xlsx is protected with a password, or of the time before 2007; save it anew without a password"),
        ("a.xlsx", b"", "a.xlsx is empty; ask for it once more"),
        ("a.pdf", b"%PDF-1.7", "a.pdf is of a kind that no decisions are read from (.pdf): decisions are read from XLSX, DOCX, CSV and SSSOM TSV"),
        ("a.docx", b"PK", "a.docx is not the Office file that its name says, or is damaged; open it and save it anew"),
        ("a.csv", b"Resolution,Sector\n73,T\n", "a.csv has no row of column names with pair_id and decision, nor those of SSSOM"),
        ("a.csv", b"\0\0\0", "a.csv is not a text file"),
        ("a.csv", b"pair_id,decision,Decision\np,accept,reject\n", "the column decision stands twice"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(tmp_path, name, content, told):
    (tmp_path / name).write_bytes(content)
    assert told in refused(tmp_path / name)


def test_a_file_that_is_not_there_or_a_folder_is_one_sentence(tmp_path):
    assert refused(tmp_path / "no.xlsx") == f"cannot read {tmp_path / 'no.xlsx'}: No such file or directory"
    assert refused(tmp_path) == f"{tmp_path} is a folder; name one file"


def test_a_file_of_200_mib_is_not_opened(tmp_path):
    with (tmp_path / "a.xlsx").open("wb") as file:
        file.truncate(200 << 20)
    assert refused(tmp_path / "a.xlsx") == "a.xlsx has 200 MiB, far more than a file of decisions holds; it was not opened"


def test_an_archive_that_unpacks_to_far_more_than_it_is_is_not_unpacked(tmp_path):
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "")
        archive.writestr("xl/workbook.xml", b"0" * (64 << 20))
    assert "bomb.xlsx" in refused(tmp_path / "bomb.xlsx")


def test_a_reader_that_needs_too_much_is_stopped(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("pair_id,decision\n" + "pair:0000000000000000,accept\n" * 200_000, encoding="utf-8")
    assert "split the list" in refused(path)


def test_a_table_of_other_people_is_told_from_ours_and_from_what_is_damaged(tmp_path):
    ours, others, damaged = (tmp_path / name for name in ("a.csv", "b.csv", "c.xlsx"))
    ours.write_text("pair_id;decision\r\npair:0000000000000000;accept\r\n", encoding="utf-16")
    others.write_text("Question,Working Party\nQ6/2,WP 5A\n", encoding="utf-8")
    damaged.write_bytes(b"PK\x03\x04 cut short")
    assert (reading.ours(ours), reading.ours(others)) == (True, False)
    with pytest.raises(UnreadableSource, match="is damaged"):
        reading.ours(damaged)
