"""Reading order: what a file draws row by row across two columns, or out of turn within a line, comes out as one reads it."""

from mapper.documents import extract, from_path
from mapper.extractors import pdf, reading
from mapper.extractors.context import Hints
from mapper.settings import Limits
from mapper.types import SourceFile
from tests.paper import BOLD, ITALIC, ROMAN, at, centred, pages, resolution

ENGLISH = [
    "RESOLUTION 5 (Busan, 2014)",
    "Saving energy in networks",
    "The Plenipotentiary Conference of the",
    "International Telecommunication Union",
    "(Busan, 2014),",
    "considering",
    "a)  that networks use more energy;",
    "b)  that energy is dear and that all",
    "of the members pay for it,",
    "resolves",
    "to save energy wherever it is used.",
]
FRENCH = [
    "RÉSOLUTION 5 (Busan, 2014)",
    "Économiser l'énergie des réseaux",
    "La Conférence de plénipotentiaires de",
    "l'Union internationale des",
    "télécommunications (Busan, 2014),",
    "considérant",
    "a)  que les réseaux en consomment;",
    "b)  que l'énergie coûte cher et que",
    "tous les membres la paient,",
    "décide",
    "d'économiser l'énergie partout.",
]


def font(n):
    return BOLD if n < 2 else ITALIC if n in (5, 9) else ROMAN


def both(left, right, begin=310, top=100):
    rows = enumerate(zip(left, right, strict=True))
    return [at(words, x, top + 16 * n, font(n)) for n, pair in rows for words, x in zip(pair, (60, begin), strict=True)]


def texts(path):
    return [line.text for sheet in pdf.sheets(path, 10) for line in sheet.lines]


def folded(words):
    return [" ".join(line.split()) for line in words]


def test_two_columns_drawn_row_by_row_are_read_one_after_the_other(tmp_path):
    assert texts(pages(tmp_path / "a.pdf", both(ENGLISH, FRENCH))) == folded([*ENGLISH, *FRENCH])


def test_a_line_across_both_columns_parts_them(tmp_path):
    across = centred("What the members of the Union agreed upon in the year two thousand and fourteen", 84)
    below = centred("What they had agreed upon before that year is printed in the second part of this book", 300)
    found = texts(pages(tmp_path / "a.pdf", [across, *both(ENGLISH, FRENCH), below]))
    assert found[0].startswith("What the members")
    assert found[1:-1] == folded([*ENGLISH, *FRENCH])
    assert found[-1].startswith("What they had")


def test_two_languages_side_by_side_are_read_apart(tmp_path):
    path = pages(tmp_path / "a.pdf", both(ENGLISH, FRENCH))
    found = reading.read(path, SourceFile("a.pdf", "0" * 64), Hints(), Limits())
    document, french = found.documents
    assert (document.id, document.language, document.title) == ("pp/res/5", "en", "Saving energy in networks")
    assert (french.key, french.language, len(french.clauses)) == (document.key, "fr", 3)
    assert [(clause.opener, clause.label, clause.text) for clause in document.clauses] == [
        ("considering", "a)", "that networks use more energy;"),
        ("considering", "b)", "that energy is dear and that all of the members pay for it,"),
        ("resolves", "", "to save energy wherever it is used."),
    ]
    assert found.problems == ()


def test_labels_before_tabs_are_no_column(tmp_path):
    labels = [f"{n})" for n in range(1, 12)]
    assert texts(pages(tmp_path / "a.pdf", both(labels, FRENCH, begin=200))) == folded(f"{a} {b}" for a, b in zip(labels, FRENCH, strict=True))


def test_names_of_sources_whose_titles_go_on_below_a_gap_are_no_column(tmp_path):
    """All names stood before all titles: they are wider than most terms, and drawn row by row."""
    sources = [(f"[Union of printers K.{n}00 (04/2016)]", (f"Recommendation K.{n}00, on nets", "and those who cast them.")) for n in range(1, 8)]
    content = [at("resolves", 94, 190, ITALIC)]
    for n, (name, title) in enumerate(sources):
        content += [at(name, 60, 230 + 36 * n), *(at(words, 260, 230 + 36 * n + 14 * m) for m, words in enumerate(title))]
    found = texts(pages(tmp_path / "a.pdf", [*resolution(), *content]))
    assert found[-14:] == [line for name, (begun, more) in sources for line in (f"{name} {begun}", more)]


def test_a_table_of_figures_without_rules_is_no_column(tmp_path):
    figures = [f"{n} 000    {n} 500    {n}7 %    12 {n}00 000" for n in range(1, 12)]
    found = texts(pages(tmp_path / "a.pdf", both(ENGLISH, figures)))
    assert found == folded(f"{a} {b}" for a, b in zip(ENGLISH, figures, strict=True))


def test_a_contents_page_is_no_column(tmp_path):
    numbers = [str(100 + n) for n in range(11)]
    assert texts(pages(tmp_path / "a.pdf", both(ENGLISH, numbers, begin=400))) == folded(f"{a} {b}" for a, b in zip(ENGLISH, numbers, strict=True))


def test_signs_that_are_drawn_last_stand_in_their_line(tmp_path):
    """Where a font lacks letters, office programs draw those of the second font after the rest of the line."""

    def write(sheet):
        x, places = 60.0, []
        for words, late in (("that Resolution ", False), ("7 (", True), ("Busan", False), (", ", True), ("holds", False)):
            places.append((words, x, late))
            x += sheet.canvas.stringWidth(words, ROMAN, 11)
        for words, place, _ in sorted(places, key=lambda each: each[2]):
            sheet.text(words, place, 100)

    assert texts(pages(tmp_path / "a.pdf", [write])) == ["that Resolution 7 (Busan, holds"]


def three(top=100):
    """Give three columns drawn row by row, each of the same number of lines."""
    columns = [[f"{word} number {n} of this column," for n in range(9)] for word in ("first", "second", "third")]
    rows = enumerate(zip(*columns, strict=True))
    drawn = [at(words, x, top + 16 * n) for n, row in rows for words, x in zip(row, (40, 230, 420), strict=True)]
    return columns, drawn


def test_three_columns_drawn_row_by_row_are_read_one_after_the_other(tmp_path):
    columns, drawn = three()
    assert texts(pages(tmp_path / "a.pdf", drawn)) == [line for column in columns for line in column]


HEAD = [at(words, 60, 60 + 14 * n, font(n)) for n, words in enumerate(ENGLISH[:6])]


def in_columns(tmp_path, left, right, *, more=()):
    """Set two columns one after the other, under the head of a text, and give its clauses."""
    drawn = [at(words, 60, 160 + 14 * n, face) for n, (words, face) in enumerate(left)]
    drawn += [at(words, 310, 60 + 14 * n, face) for n, (words, face) in enumerate(right)]
    [document] = reading.read(pages(tmp_path / "a.pdf", [*HEAD, *drawn, *more]), SourceFile("a.pdf", "0" * 64), Hints(), Limits()).documents
    return document


def plain(*lines):
    return [(line, ITALIC if line in ("resolves", "recalling") else ROMAN) for line in lines]


LEFT = plain(*(f"{letter})  that paper number {n} has been read here;" for n, letter in enumerate("abcdefg")))
RIGHT = plain("resolves", *(f"{n}  to write paper number {n} of the series;" for n in range(1, 8)))


def test_a_sentence_that_a_short_line_leaves_open_goes_on_in_the_next_column(tmp_path):
    document = in_columns(tmp_path, [*LEFT, *plain("h)  that the paper of the")], [*plain("telecommunication-equipment makers is dear,"), *RIGHT])
    assert "that the paper of the telecommunication-equipment makers is dear," in [clause.text for clause in document.clauses]


def test_a_bracket_that_a_column_leaves_open_goes_on_in_the_next(tmp_path):
    document = in_columns(tmp_path, [*LEFT, *plain("h)  Resolution 7 (Rev.")], [*plain("Busan, 2014) of this conference,"), *RIGHT])
    assert "Resolution 7 (Rev. Busan, 2014) of this conference," in [clause.text for clause in document.clauses]


def test_an_item_that_a_column_cuts_behind_a_semicolon_is_one_item(tmp_path):
    left = [*LEFT, *plain("h)  the three tasks: to print less paper;")]
    document = in_columns(tmp_path, left, [*plain("encouraging offices to share printers,"), *RIGHT])
    assert "the three tasks: to print less paper; encouraging offices to share printers," in [clause.text for clause in document.clauses]


def test_an_item_that_ends_short_at_the_foot_of_a_column_ends_there(tmp_path):
    left = [*LEFT, *plain("h)  the tasks;")]
    document = in_columns(tmp_path, left, [*plain("encouraging offices to share printers,"), *RIGHT])
    assert [clause.text for clause in document.clauses if clause.label == "h)"] == ["the tasks;"]


def test_notes_stand_at_the_foot_of_each_column(tmp_path):
    left = [*LEFT[:-1], *plain("g)  that paper* is dear and many pages are,")]
    right = [*RIGHT, *plain("8  to write to offices** about the printers.")]
    notes = [at("* Of wood.", 60, 300, size=8), at("** Of all floors.", 310, 306, size=8), at("Or more than one.", 310, 316, size=8)]
    document = in_columns(tmp_path, left, [*right[:-1], *plain(*(f"9.{n}  to read it again and again;" for n in range(1, 8))), right[-1]], more=notes)
    assert [(note.mark, note.text) for note in document.footnotes] == [("*", "Of wood."), ("**", "Of all floors. Or more than one.")]
    assert all("wood" not in clause.text and "floors" not in clause.text for clause in document.clauses)


def test_a_column_that_begins_low_is_read_first(tmp_path):
    """A picture stands above the left column; what stands beside it is not above it."""
    left = [at(f"{n}.  the members save energy in place {n};", 60, 400 + 20 * n) for n in (1, 2)]
    right = [at(f"{n}.  the members save water in place {n};", 320, 80 + 20 * n) for n in (3, 4)]
    [document] = extract(from_path(pages(tmp_path / "a.pdf", [*left, *right]))).documents
    assert [clause.text[:2] for clause in document.clauses] == ["1.", "2.", "3.", "4."]


def test_two_columns_of_which_one_stops_for_a_picture_are_read_one_after_the_other(tmp_path):
    lines = [f"{words} and no harbour is told of it here" for words in ("Ships sail by night", "Boats sail by day", "Nets are kept dry")]
    left, right = ([f"{side}{n} {lines[n % 3]}" for n in range(24)] for side in "LR")
    drawn = [at(words, x, 100 + 12 * n, ROMAN, 9) for n in range(24) for words, x in ((left[n], 60), (right[n], 310)) if x > 60 or not 8 <= n < 18]
    found = texts(pages(tmp_path / "a.pdf", drawn))
    assert [words[0] for words in found] == ["L"] * 14 + ["R"] * 24
