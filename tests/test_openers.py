"""Openers: a group whose only clause stands on the line of its opener keeps it, and one without any clause is told."""

import pytest

from tests.paper import ITALIC, ROMAN, at, pages, resolution
from tests.test_grammar import general_assembly, item, one, opener, tree

GROUPS = [
    ("recalling", "the marks of former years,", ""),
    ("resolves", "to paint them anew in each port,", ""),
    ("instructs the Secretary-General", "to report to the Council each year,", "Secretary-General"),
    ("invites Member States", "to lend a hand.", "Member States"),
]


LINES = [
    at(f"{words} line of a long text that goes on over several lines of the page", 94, 500 + 14 * n)
    for n, words in enumerate(("a first", "and another", "and a last"))
]


def printed(tmp_path, *content):
    """Print with lines that tell how far apart those of one paragraph stand."""
    return one(pages(tmp_path / "a.pdf", [*resolution(), *content, opener("urges administrations", 480), *LINES]))


@pytest.mark.parametrize("font", [ITALIC, None], ids=["italic", "plain"])
def test_a_clause_that_shares_the_line_of_its_opener_is_kept(tmp_path, font):
    lines = [at(f"{head} {text}", 94, 190 + 30 * n, *([font] if font else [])) for n, (head, text, _) in enumerate(GROUPS)]
    document = printed(tmp_path, *lines)
    assert [(clause.opener, clause.text, clause.actor) for clause in document.clauses[:-1]] == GROUPS
    assert document.problems == ()


def test_an_opener_under_which_nothing_stands_is_told_as_missing(tmp_path):
    content = [
        opener("resolves", 190),
        *item("1", "to go on,", 212),
        opener("instructs the Secretary-General", 250),
        opener("invites Member States", 290),
    ]
    document = printed(tmp_path, *content, *item("1", "to lend a hand.", 330))
    assert tree(document)[:-1] == [("resolves", "1", 0, "to go on,"), ("invites Member States", "1", 0, "to lend a hand.")]
    assert document.problems == ("missing: page 1: nothing stands under 'instructs the Secretary-General'; look at the page",)


def test_an_opener_that_names_its_helpers_alone_is_not_taken_for_a_clause(tmp_path):
    content = [opener("instructs the Secretary-General, in collaboration with the Directors of the Bureaux,", 190)]
    document = printed(tmp_path, *content, opener("invites Member States", 262), *item("1", "to lend a hand.", 286))
    assert [clause.opener for clause in document.clauses] == ["invites Member States", "urges administrations"]
    assert document.problems[0].startswith("missing: page 1: nothing stands under 'instructs the Secretary-General, in")


def test_a_label_that_skips_one_behind_a_single_blank_is_a_label_and_told(tmp_path):
    content = [opener("resolves", 190), *(at(f"{label} to do what {label} says;", 94, 220 + 14 * n) for n, label in enumerate(("1", "2", "4", "5")))]
    document = printed(tmp_path, *content)
    assert [clause.label for clause in document.clauses[:-1]] == ["1", "2", "4", "5"]
    assert document.problems == ("page 1: 2 is followed by 4 under 'resolves'",)


def test_a_number_that_begins_a_line_far_out_of_turn_is_a_word(tmp_path):
    content = [opener("resolves", 190), at("1 to wait;", 94, 220), at("2 to go;", 94, 234), at("30 days more are given.", 94, 248)]
    assert "30" not in [clause.label for clause in printed(tmp_path, *content).clauses]


def test_what_a_run_in_paragraph_with_a_number_lists_stands_below_it(tmp_path):
    body = [("1.", "Calls upon", "Member States:"), ("(a)", "", "To share data;"), ("(b)", "", "To train farmers;"), ("2.", "Decides", "to go on.")]
    lines = [
        part
        for n, (label, verb, words) in enumerate(body)
        for part in (
            at(label, 147 + 24 * (not verb), 160 + 25 * n),
            *([at(verb, 171, 160 + 25 * n, ITALIC)] if verb else []),
            at(words, 230, 160 + 25 * n),
        )
    ]
    document = one(pages(tmp_path / "a.pdf", general_assembly(*lines)))
    assert [(clause.label, clause.depth) for clause in document.clauses[1:]] == [("1.", 0), ("(a)", 1), ("(b)", 1), ("2.", 0)]
    assert document.clauses[2].id.endswith("calls-upon.1.a")


def test_a_plain_opener_that_begins_a_page_opens_its_group_behind_a_text_without_a_stop(tmp_path):
    """It was joined to that text, as a sentence that begins with a small letter is."""
    first = [*resolution(), opener("resolves", 190, ROMAN), *item("1", "to ask the Council for help", 216), *LINES, at("for it", 94, 542)]
    second = [opener("invites Member States", 80, ROMAN), *item("1", "to lend a hand.", 106)]
    document = one(pages(tmp_path / "a.pdf", first, second))
    assert tree(document)[-1] == ("invites Member States", "1", 0, "to lend a hand.")


def test_a_sentence_that_a_page_breaks_before_the_verb_of_an_opener_goes_on(tmp_path):
    full = "to say in the first report which rules the Council of the Union has at hand and soon"
    first = [*resolution(), opener("resolves", 190, ROMAN), *(at(full, 94, 216 + 14 * n) for n in range(3))]
    document = one(pages(tmp_path / "a.pdf", first, [at("approves for all of them.", 94, 80)]))
    assert [clause.opener for clause in document.clauses] == ["resolves"]


def test_a_clause_that_begins_as_an_opener_does_and_names_one_is_a_clause(tmp_path):
    """It was taken for an opener of its own, with what is to be done for its clause."""
    text = "on the basis of what was found in accordance with instructs the Council above, to say what is to be done for it,"
    begun, rest = text[:71], text[71:]
    content = [opener("instructs the Council", 190), at(begun, 60, 216), at(rest.strip(), 60, 230), opener("invites Member States", 262)]
    document = printed(tmp_path, *content, *item("1", "to lend a hand.", 286))
    assert tree(document)[0] == ("instructs the Council", "", 0, text)


def test_a_number_that_a_sign_calls_for_on_the_page_before_is_no_label(tmp_path):
    first = [*resolution(), opener("resolves", 190), *item("1", "to do what is said of the matter in the words of the meeting in", 216), *LINES]
    first += [at("these words of a long text that goes on over several lines of the page in §", 94, 542)]
    second = [at("71", 60, 80), at("of the Agenda of that meeting, and to say so.", 94, 80)]
    document = one(pages(tmp_path / "a.pdf", first, second))
    assert document.clauses[-1].text.endswith("of the page in § 71 of the Agenda of that meeting, and to say so.")
