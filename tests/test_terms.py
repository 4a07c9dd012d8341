"""Lists of terms: what an abbreviation means stands behind a tab, and goes on below it."""

from mapper.documents import extract, from_path
from tests.paper import ITALIC, at, pages, resolution
from tests.test_short_paragraphs import printed

ENTRIES = (("PEN", "Plan for energy in nets", ()), ("SUN", "Sum of units in a net,", ("as it was counted last",)), ("MOON", "Mean of others", ()))


def listed(left, stop, top, *, step=14, space=24):
    """Print a list of terms."""
    lines, y = [], top
    for term, first, others in ENTRIES:
        lines += [at(term, left, y), at(first, stop, y), *(at(words, stop, y + step * n) for n, words in enumerate(others, 1))]
        y += space + step * len(others)
    return lines


def test_what_a_term_means_goes_on_below_it_though_no_line_is_full(tmp_path):
    """It was cut where its writer began a line before the margin."""
    expected = ["PEN Plan for energy in nets", "SUN Sum of units in a net, as it was counted last", "MOON Mean of others"]
    assert [text for _, text in printed(tmp_path, *listed(60, 140, 230))] == expected


def test_terms_that_stand_as_close_as_lines_are_not_glued(tmp_path):
    lines = [at(words, x, 230 + 14 * n) for n, (term, means, _) in enumerate(ENTRIES * 2) for words, x in ((term, 60), (f"{means} " * 3, 140))]
    assert [text.split()[0] for _, text in printed(tmp_path, *lines)] == ["PEN", "SUN", "MOON"] * 2


def test_a_list_of_terms_goes_on_over_a_page(tmp_path):
    """The first term of a page was glued to the last one of the page before."""
    first = [*resolution(), at("resolves", 94, 190, ITALIC), *listed(60, 140, 700)]
    second = [at("that was not counted", 140, 60), *listed(60, 140, 84)]
    [document] = extract(from_path(pages(tmp_path / "a.pdf", first, second))).documents
    assert [clause.text for clause in document.clauses][2:4] == ["MOON Mean of others that was not counted", "PEN Plan for energy in nets"]


def test_text_under_two_words_that_chance_sets_a_tab_apart_is_no_list(tmp_path):
    prose = [at("to know", 60, 230), at("which of the members of the union who wish to print less have any", 140, 230)]
    prose += [at("printers, and to ask the others what they would do without", 60, 244)]
    assert [text for _, text in printed(tmp_path, *prose)] == [
        "to know which of the members of the union who wish to print less have any printers, and to ask the others what they would do without"
    ]


def test_a_line_that_closes_a_bracket_is_no_head_of_its_page(tmp_path):
    """Where pages begin alike, the second line of an entry was taken for a running head, and lost."""
    begun = [*resolution(), at("resolves", 94, 190, ITALIC), *listed(60, 140, 230)]
    words = ("Region", "Office", "Area of care", "Ink")
    others = [[at(word[:2], 60, 60), at(f"{word} [of", 140, 60), at(f"T.{n}]", 140, 74), *listed(60, 140, 104)] for n, word in enumerate(words)]
    [document] = extract(from_path(pages(tmp_path / "a.pdf", begun, *others))).documents
    texts = [clause.text for clause in document.clauses]
    assert [text for text in texts if "[of" in text] == [f"{word[:2]} {word} [of T.{n}]" for n, word in enumerate(words)]


def test_a_line_that_is_stretched_over_its_column_is_no_entry(tmp_path):
    """Its first wide blank stood where the item above it has its tab, and cut the item in two."""
    wide = [at(word, x, 244) for word, x in (("to", 60), ("the", 94), ("cross-border", 160), ("sending", 290), ("of", 390), ("printers", 440))]
    item = [
        at("a)", 60, 230, ITALIC),
        at("that the Book of Print takes away what stands in the way of all those", 94, 230),
        *wide,
        at("and of paper,", 60, 258),
    ]
    [document] = extract(from_path(pages(tmp_path / "a.pdf", [*resolution(), at("considering", 94, 190, ITALIC), *item]))).documents
    assert [(clause.label, clause.text.split()[-1]) for clause in document.clauses] == [("a)", "paper,")]


def abreast(left, stop, top, *rows, step=14, space=12):
    """Print terms and what they mean cell by cell, each term in the middle of its row."""
    found, y = [], top
    for term, meaning in rows:
        high = max(len(term), len(meaning))
        for x, texts in ((left, term), (stop, meaning)):
            found += [at(words, x, y + step * (n + (high - len(texts)) / 2)) for n, words in enumerate(texts)]
        y += space + step * high
    return found


def test_a_term_in_the_middle_of_its_cell_stands_before_what_it_means(tmp_path):
    """It stood behind it, or as a paragraph of its own."""
    rows = (
        (["[1]"], ["What sails are made of,", "and by whom"]),
        (["[2]"], ["What ships are"]),
        (["[3]"], ["How deep it is,", "how wide,", "and how far"]),
    )
    assert [text for _, text in printed(tmp_path, *abreast(60, 90, 230, *rows))] == [
        "[1] What sails are made of, and by whom",
        "[2] What ships are",
        "[3] How deep it is, how wide, and how far",
    ]


def test_a_term_that_its_cell_breaks_is_whole(tmp_path):
    """A narrow cell cuts names, figures and brackets anywhere; words it does not cut."""
    rows = (
        (["sail_chan", "ge_now"], ["that all sails are to be", "changed at once"]),
        (["[K 4 (03/1", "996)]"], ["the depth of a harbour,", "as it was"]),
        (["the depths", "of a sea"], ["what lies below it,", "all the way down to the", "ground"]),
    )
    assert [text for _, text in printed(tmp_path, *abreast(60, 130, 230, *rows))] == [
        "sail_change_now that all sails are to be changed at once",
        "[K 4 (03/1996)] the depth of a harbour, as it was",
        "the depths of a sea what lies below it, all the way down to the ground",
    ]


def test_a_term_that_breaks_at_its_blank_is_two_words(tmp_path):
    """One of its rows says less than a term is wide."""
    rows = ((["[SEA ABC", "4711]"], ["how wide all of the seas are,", "and how deep"]), (["[SEA", "MAP", "4712]"], ["how"]))
    assert [text for _, text in printed(tmp_path, *abreast(60, 130, 230, *rows))] == [
        "[SEA ABC 4711] how wide all of the seas are, and how deep",
        "[SEA MAP 4712] how",
    ]


def test_texts_in_two_columns_of_one_width_are_no_terms(tmp_path):
    rows = (
        (["The sea is saved", "from harm."], ["Que la mer soit", "sauve du mal."]),
        (["Ships sail by night", "and by day."], ["Ils naviguent la nuit", "et le jour."]),
    )
    found = [text for _, text in printed(tmp_path, *abreast(60, 300, 230, *rows))]
    assert not any("harm" in text and "mer" in text for text in found)


def test_a_term_whose_lines_begin_with_capitals_or_figures_is_several_words(tmp_path):
    """They were glued as if a narrow cell had cut the name of a program."""
    rows = (
        (["Harbour", "Authority"], ["who keeps the lights of the harbour, and", "says when ships may sail"]),
        (["Memorandum", "2 of the group"], ["what its members agreed upon when they", "met last"]),
    )
    assert [text for _, text in printed(tmp_path, *abreast(60, 150, 230, *rows))] == [
        "Harbour Authority who keeps the lights of the harbour, and says when ships may sail",
        "Memorandum 2 of the group what its members agreed upon when they met last",
    ]


def test_labels_under_each_other_are_no_term(tmp_path):
    rows = ((["For those here:", "For others:"], ["all of the keepers of the lakes, and", "those who row"]),) * 2
    found = [text for _, text in printed(tmp_path, *abreast(60, 170, 230, *rows))]
    assert not any("For others:" in text and "all of the keepers" in text for text in found)
