"""Papers of no known layout, as secretariats hand them out: which words are the title, what is head and foot, and in which order they are read."""

import pytest

from mapper.documents import extract, from_path
from tests.paper import BOLD, at, centred, pages, rule

MASTHEAD = [
    at("United Nations", 60, 60, size=12),
    at("SEA/BOATS/2021/7", 420, 60, size=12),
    at("Council of the Lakes", 60, 84, size=20),
    at("Distr.: General", 420, 84),
    at("3 May 2021", 420, 98),
    at("Original: English", 420, 112),
]
ISSUERS = [at("Commission of the Boats", 60, 170, BOLD, 14), at("Committee of the Sails", 60, 190, size=14), at("Ninth session", 60, 208, BOLD, 10)]
TITLE = [at("Report of the Harbour Group on its", 110, 250, BOLD, 14), at("first visit to the eastern lakes", 110, 266, BOLD, 14)]
SECTION = [at("I. How the visit began", 80, 300, BOLD, 14)]
PROSE = [
    at("1.  The group left the harbour early, met the keepers of the lights on the", 110, 330),
    at("shore, and heard what they need before the winter comes and the water", 110, 344),
    at("freezes. They asked for ropes, for lamps and for", 110, 358),
]
FOOT = [at("SB.21-03407(E)", 60, 730, size=10), at("*2103407*", 60, 756, size=28)]
NEXT = [at("SEA/BOATS/2021/7", 60, 50), at("boats that keep warm.", 110, 100), at("2.  The visit ended in the evening.", 110, 124), at("2", 60, 790)]


def read(path):
    [document] = extract(from_path(path)).documents
    return document


def test_a_head_that_the_file_draws_last_and_a_foot_that_it_draws_first_stay_out_of_the_sentence_across_the_pages(tmp_path):
    document = read(pages(tmp_path / "a.pdf", [*FOOT, *ISSUERS, *TITLE, *SECTION, *PROSE, *MASTHEAD], NEXT))
    texts = [clause.text for clause in document.clauses]
    assert texts[0].startswith("United Nations")
    assert texts[-2].endswith("They asked for ropes, for lamps and for boats that keep warm.")
    assert not any("03407" in text for text in texts)


def test_the_title_is_not_what_is_printed_largest(tmp_path):
    """Larger than the title: the number in bars, and the name of the council. As large: who issues the paper, and the first section."""
    document = read(pages(tmp_path / "a.pdf", [*MASTHEAD, *ISSUERS, *TITLE, *SECTION, *PROSE, *FOOT], NEXT))
    assert document.title == "Report of the Harbour Group on its first visit to the eastern lakes"


def test_a_head_as_large_as_the_title_with_prose_below_it_is_no_title(tmp_path):
    prose = [at(f"The keepers of light {n} say that the lamps are old and that the oil is bad.", 60, 180 + 14 * n) for n in range(6)]
    document = read(
        pages(tmp_path / "a.pdf", [centred("Lamps of the lakes", 90, BOLD, 14), at("A. Keeper", 60, 120), at("Opening", 60, 160, BOLD, 14), *prose])
    )
    assert document.title == "Lamps of the lakes"


@pytest.mark.parametrize("first", ["12 345 678", "— — —"])
def test_a_paper_without_words_for_a_title_is_called_by_what_it_begins_with(tmp_path, first):
    assert read(pages(tmp_path / "a.pdf", [at(first, 60, 90, size=20), at("the oil is bad.", 60, 130)])).title == first


def test_two_marks_apart_from_the_title_call_for_two_notes(tmp_path):
    notes = [
        at("1", 60, 700, size=6),
        at("Bring your own copies.", 66, 704, size=9),
        at("2", 60, 716, size=6),
        at("Sign in at the gate.", 66, 720, size=9),
    ]
    title = [at("Agenda of the ninth session of the boats", 60, 90, BOLD, 14), at("1, 2", 336, 83, size=6)]
    prose = [at(f"The keepers of light {n} say that the lamps are old and that the oil is bad", 60, 180 + 14 * n) for n in range(6)]
    document = read(pages(tmp_path / "a.pdf", [*title, at("Session to be held at the pier.", 60, 120), *prose, rule(60, 200, 690), *notes]))
    assert document.title == "Agenda of the ninth session of the boats"
    assert [(note.mark, note.text) for note in document.footnotes] == [("1", "Bring your own copies."), ("2", "Sign in at the gate.")]
