"""Tables without rules: cells that stand under each other are rows, and what only looks like them is not."""

from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.paper import BOLD, ROMAN, at
from tests.test_short_paragraphs import printed

XS = (60, 150, 260, 400)
ROWS = (("Issue", "Text", "Adopted", "Group"), ("1.0", "Plan A", "2016-02-05", "Energy"), ("2.0", "Plan A (new)", "2018-07-22", "Paper"))


def texts(tmp_path, *content):
    return [text for _, text in printed(tmp_path, at("to use what stands in this list:", 60, 212), *content)][1:]


def set_in(rows, xs=XS, top=240, step=20):
    return [at(words, x, top + step * n) for n, row in enumerate(rows) for x, words in zip(xs, row, strict=True) if words]


def joined(rows):
    return [" | ".join(row) for row in rows]


def test_texts_under_each_other_are_rows(tmp_path):
    assert texts(tmp_path, *set_in(ROWS)) == joined(ROWS)


def test_a_cell_without_words_is_kept(tmp_path):
    rows = (*ROWS, ("3.0", "", "2020-01-01", "Ink"))
    assert texts(tmp_path, *set_in(rows)) == joined(rows)


def test_a_cell_goes_on_below_its_first_line(tmp_path):
    """Its second line stood as a paragraph between the rows."""
    head, first, _ = ROWS
    second = [at("2.0", 60, 280), at("Plan of the", 150, 280), at("whole union", 150, 293), at("2018-07-22", 260, 280), at("Paper", 400, 280)]
    content = [*set_in([head, first]), *second]
    assert texts(tmp_path, *content) == joined([head, first, ("2.0", "Plan of the whole union", "2018-07-22", "Paper")])


def test_the_title_above_is_no_cell(tmp_path):
    heads = [at(words, x, 240, BOLD) for x, words in zip(XS, ROWS[0], strict=True)]
    assert texts(tmp_path, at("History", 60, 224, BOLD, 12), *heads, *set_in(ROWS[1:], top=260)) == ["History", *joined(ROWS)]


def test_a_list_that_tabs_set_is_none(tmp_path):
    """A text of it stands across two columns, or goes on below the second one."""
    entries = [at(f"{place}.", 60, 240 + 26 * n) for n, place in enumerate(("Rome", "Oslo", "Nice"))]
    entries += [at(words, 150, 240 + 26 * n) for n, words in enumerate(("in the south", "in the north", "in the west"))]
    entries += [at(words, 260, 240 + 26 * n) for n, words in enumerate(("a town", "a town", "a town of"))]
    told = texts(tmp_path, *entries, at("those by the sea in which ships are built", 150, 305))
    assert not any(" | " in text for text in told)
    assert " ".join(told).split()[-9:] == ["those", "by", "the", "sea", "in", "which", "ships", "are", "built"]


def test_contents_without_leaders_are_none(tmp_path):
    rows = [("1", "Scope of it", "12"), ("2", "Means", "14"), ("3", "Ends of it", "20")]
    assert not any(" | " in text for text in texts(tmp_path, *set_in(rows, XS[:3])))


def test_figures_set_in_a_row_are_none(tmp_path):
    rows = [("0", "1", "1", "0"), ("1", "0", "1", "1"), ("1", "1", "1", "1")]
    assert not any(" | " in text for text in texts(tmp_path, *set_in(rows)))


def test_items_of_a_list_are_none(tmp_path):
    rows = [("a)", "to print", "at home"), ("b)", "to read", "at work"), ("c)", "to write", "at sea")]
    assert not any(" | " in text for text in texts(tmp_path, *set_in(rows, (60, 94, 200))))


def test_three_columns_of_text_are_none(tmp_path):
    words = ["to", "ask", "all", "of", "those", "who", "print"]
    turned = [" ".join(words[n:] + words[:n]) for n in range(len(words))]
    columns = [at(turned[(n + place) % 7], x, 240 + 13 * n) for place, x in enumerate((60, 230, 400)) for n in range(9)]
    assert not any(" | " in text for text in texts(tmp_path, *columns))


def test_rows_of_two_texts_are_none(tmp_path):
    assert not any(" | " in text for text in texts(tmp_path, *set_in([row[:2] for row in ROWS], XS[:2])))


def test_words_that_are_stretched_over_the_width_of_their_lines_are_no_cells(tmp_path):
    """As a long address leaves them that did not fit behind them: all gaps of a line are equal, and much alike in the next one."""
    lines = []
    for n, words in enumerate(
        (
            ("Cross", "Lakes", "Ropes", "Process", "version", "2"),
            ("Cross", "Lakes", "Boats", "Process", "version", "3"),
            ("Cross", "Lakes", "Lamps", "Process", "version", "1"),
        )
    ):
        x = 60.0
        for word in words:
            lines.append(at(word, x, 250 + 16 * n))
            x += stringWidth(word, ROMAN, 11) + 30
    assert not any(" | " in text for text in texts(tmp_path, *lines))


def test_a_head_that_is_set_to_the_middle_of_its_columns_belongs_to_the_rows_below(tmp_path):
    """In no column did most texts begin, end or have their middle at one place, so that the rows below stood without it."""
    head = [at(words, x, 240) for words, x in zip(ROWS[0], (66, 185, 283, 440), strict=True)]
    body = [ROWS[1], ("2.0", "Plan A of the union", "2018-07-22", "Paper, ink and type"), ROWS[2]]
    assert texts(tmp_path, *head, *set_in(body, top=260)) == joined([ROWS[0], *body])


def test_two_rows_may_leave_less_white_between_columns_than_one_of_them_does(tmp_path):
    near = 190 + stringWidth("Text of a plan", ROMAN, 11) + 0.65 * 11
    head = [at(words, x, 240) for words, x in zip(("Issue", "Text of a plan", "Adopted"), (66, 190, near + 20), strict=True)]
    body = [("1.0", "Plan A (new)", "2016-02-05 or 2017"), ("2.0", "Plan B", "2018-07-22"), ("3.0", "Plan C", "2019-07-22")]
    assert texts(tmp_path, *head, *set_in(body, (60, 150, near), top=260)) == joined([("Issue", "Text of a plan", "Adopted"), *body])
