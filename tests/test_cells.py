"""Cells of CSV files: encodings, delimiters and quotation marks as they come."""

import pytest

from mapper.documents import extract, from_path
from mapper.errors import UnreadableSource
from mapper.extractors import cells, columns


def written(path, text, encoding="utf-8"):
    path.write_bytes(text.encode(encoding))
    return path


def table(path):
    return cells.delimited(path, columns.fits)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_list_is_read_whatever_its_delimiter_and_encoding(tmp_path, delimiter, encoding):
    rows = [["Event", "Place", "Date"], ["Café de l'énergie", "Genève", "1 May 2019"]]
    [document] = extract(from_path(written(tmp_path / "a.csv", "\n".join(map(delimiter.join, rows)), encoding))).documents
    assert (document.title, dict(document.details)) == ("Café de l'énergie", {"place": "Genève", "start": "2019-05-01"})


def test_the_header_says_which_delimiter_it_is_however_many_commas_are_in_the_cells(tmp_path):
    text = "Title;Date;Place;Description\nWorkshop, on radio, and more;2023-05-01;Geneva, Switzerland;a, b, c, d, e\n"
    assert table(written(tmp_path / "a.csv", text)).rows[1] == ["Workshop, on radio, and more", "2023-05-01", "Geneva, Switzerland", "a, b, c, d, e"]


def test_an_encoding_that_is_not_said_is_told(tmp_path):
    assert "read as Western European (Windows-1252)" in table(written(tmp_path / "a.csv", "Titre;Lieu;Date\nFête;Genève;\n", "cp1252")).problems[0]
    assert table(written(tmp_path / "b.csv", "Titre;Lieu;Date\nFête;Genève;\n", "utf-16")).problems == ()


def test_a_quotation_mark_that_is_never_closed_is_told_with_its_line(tmp_path):
    found = table(written(tmp_path / "a.csv", 'Title,Place,Date\nForum,Accra,\n"Energy day,Suva,\nWaste day,Rome,\n'))
    assert found.problems == ("missing: the quotation mark in line 3 is not closed: what follows it was read as one cell",)
    assert table(written(tmp_path / "b.csv", 'Title,Place,Date\n"Forum ""AI""",Accra,\n"two\nlines",Suva,"x"')).problems == ()


def test_a_cell_without_an_end_is_one_sentence(tmp_path):
    path = written(tmp_path / "a.csv", 'Title,Place,Date\n"Forum,Accra,\n' + "Energy day,Suva,\n" * 20_000)
    with pytest.raises(UnreadableSource, match=r"^a\.csv is not a table .*: near line \d+ a cell has no end; look for a quotation mark"):
        table(path)


def test_a_list_that_is_longer_than_the_limit_says_so(tmp_path):
    found = table(written(tmp_path / "a.csv", "Title,Place,Date\n" + "Forum,Accra,\n" * 100_000))
    assert (len(found.rows), found.problems) == (100_000, ("missing: only the first 100000 rows were read; split the list",))
