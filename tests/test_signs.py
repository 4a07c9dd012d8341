"""Signs that stand below or above a line belong to its words, whatever their size, and neither part lines nor paragraphs."""

import pytest

from mapper.documents import extract, from_path
from tests.paper import ITALIC, ROMAN, at, pages, resolution

LONG = "that the gases which harm the air most are counted by all of the groups, above all"
NEXT = "and that all of them wish to read what is counted, what is lost, when, and where it"


def signed(parts, x, y, *, drop=5.2, size=10.7):
    """Print words with small signs below the line, each as (words, sign); what follows a sign touches it."""

    def write(sheet):
        line = sheet.canvas.beginText(x, 842 - y)
        for words, sign in parts:
            line.setFont(ROMAN, 11.5)
            line.setRise(0)
            line.textOut(words)
            line.setFont(ROMAN, size)
            line.setRise(-drop)
            line.textOut(sign)
        line.setRise(0)
        sheet.canvas.drawText(line)

    return write


def printed(tmp_path, *content):
    [document] = extract(from_path(pages(tmp_path / "a.pdf", [*resolution(), at("considering", 94, 190, ITALIC), *content]))).documents
    return [clause.text for clause in document.clauses]


@pytest.mark.parametrize(("drop", "size"), [(5.2, 10.7), (3, 7), (6, 8)])
def test_signs_below_the_line_belong_to_their_words(tmp_path, drop, size):
    line = signed([("that CO", "2"), ("e and E", "b"), ("/N", "0"), (" are read, as H", "2"), ("O is;", "")], 94, 212, drop=drop, size=size)
    assert printed(tmp_path, at("a)", 60, 212), line, at("b)", 60, 240), at("that all is read,", 94, 240)) == [
        "that CO2e and Eb/N0 are read, as H2O is;",
        "that all is read,",
    ]


def test_a_sentence_goes_on_where_a_sign_below_the_line_drove_the_next_one_down(tmp_path):
    first = signed([(f"{LONG} CH", "4"), (",", "")], 94, 212)
    more = [at(NEXT, 94, 230, ROMAN, 11.5)]
    rest = [at("is kept, so that they can count it anew;", 94, 243, ROMAN, 11.5)]
    second = [at("b)", 60, 261, ROMAN, 11.5), at("that air is one.", 94, 261, ROMAN, 11.5)]
    assert printed(tmp_path, at("a)", 60, 212, ROMAN, 11.5), first, *more, *rest, *second) == [
        f"{LONG} CH4, {NEXT} is kept, so that they can count it anew;",
        "that air is one.",
    ]
