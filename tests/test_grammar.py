"""Grammar: lines become documents and clause trees; each odd layout has a small printed page here, in our own words."""

from pathlib import Path

import pytest

from mapper.documents import Hints, extract, from_path
from mapper.types import Kind, Part, Status
from tests.paper import BOLD, ITALIC, REAL, ROMAN, at, boxes, centred, grid, lowered, pages, raised, resolution, rule, turned

REAL_FILES = Path(__file__).resolve().parents[2] / "shared" / "real"
TEXT, FULL = "The wish of members to save energy in their networks has grown with the price of power and", "z" * 16


def read(path):
    return extract(from_path(path))


def one(path):
    [document] = read(path).documents
    return document


def tree(document):
    return [(c.opener, c.label, c.depth, c.text) for c in document.clauses]


def opener(words, y, font=ITALIC):
    return at(words, 94, y, font)


def item(label, words, y, x=60):
    return [at(label, x, y), at(words, x + 34, y)]


def printed(tmp_path, *contents):
    return one(pages(tmp_path / "a.pdf", *contents))


def test_a_resolution_has_its_head_parts_openers_and_actors(tmp_path):
    document = printed(
        tmp_path,
        [
            *resolution(),
            opener("considering", 190),
            *item("a)", "that energy is dear;", 212),
            *item("b)", "that networks use much of it,", 234),
            opener("instructs the Director of the Telecommunication Standardization Bureau, in", 260),
            opener("collaboration with the Director of the Radiocommunication Bureau", 274),
            *item("1", "to report by 2018;", 296),
            *item("2", "to hold a workshop.", 318),
        ],
    )
    assert (document.id, document.body, document.sector) == ("wtsa/res/73", "WTSA", "T")
    assert (document.title, document.edition.label, document.edition.year) == ("Saving energy in networks", "Rev. Hammamet, 2016", 2016)
    assert [c.part for c in document.clauses] == [Part.PREAMBLE, Part.PREAMBLE, Part.OPERATIVE, Part.OPERATIVE]
    last = document.clauses[-1]
    assert last.id == (
        "wtsa/res/73#instructs-the-director-of-the-telecommunication.2"
        if last.id.endswith("telecommunication.2")
        else "wtsa/res/73#instructs-the-director-of-the-telecommunication-standardization.2"
    )
    assert last.opener.endswith("in collaboration with the Director of the Radiocommunication Bureau")
    assert last.actor == "Director of the Telecommunication Standardization Bureau"
    assert last.box is not None


def test_a_clause_with_one_item_has_no_label_and_an_id_of_its_own(tmp_path):
    document = printed(
        tmp_path, [*resolution(), opener("recalling", 190), at("what was said before,", 60, 212), opener("resolves", 238), at("to go on.", 60, 260)]
    )
    assert tree(document) == [("recalling", "", 0, "what was said before,"), ("resolves", "", 0, "to go on.")]
    assert [c.id for c in document.clauses] == ["wtsa/res/73#recalling", "wtsa/res/73#resolves"]


def test_an_item_goes_on_over_a_page_break_and_a_head_is_no_part_of_it(tmp_path):
    head = at("WTSA-16 – Resolution 73", 60, 30, BOLD, 9)
    document = printed(
        tmp_path,
        [
            head,
            *resolution(),
            opener("resolves", 190),
            *item("1", TEXT, 720),
            at("this assembly has seen it, so that each of the groups that work on it ought to be " + FULL, 94, 734),
        ],
        [head, at("asked what it can do;", 94, 80), *item("2", "to ask them.", 102)],
    )
    assert [c.label for c in document.clauses] == ["1", "2"]
    assert document.clauses[0].text.endswith("zzzz asked what it can do;")
    assert [c.page for c in document.clauses] == [1, 2]


def test_lettering_that_begins_again_after_a_comma_lost_its_opener(tmp_path):
    content = [*resolution(), opener("considering", 190), *item("a)", "that one thing is so;", 212), *item("b)", "that another is so,", 234)]
    document = printed(tmp_path, [*content, *item("a)", "the report of the Director;", 256), *item("b)", "the wish of the members.", 278)])
    assert [(c.opener, c.label) for c in document.clauses] == [("considering", "a)"), ("considering", "b)"), ("", "a)"), ("", "b)")]


def test_a_head_that_runs_up_the_page_is_no_part_of_the_text(tmp_path):
    first = [*resolution(), opener("resolves", 190), *item("1", "to study;", 212), turned("WTSA-16 – Resolution 73", 100, 700)]
    second = [turned("WTSA-16 – Resolution 73", 30, 500), *item("2", "to report.", 80)]
    assert [c.text for c in printed(tmp_path, first, second).clauses] == ["to study;", "to report."]


def test_nested_items_know_their_depth_and_path(tmp_path):
    content = [
        *resolution(),
        opener("resolves", 190),
        *item("1", "to study:", 212),
        *item("i)", "energy;", 234, 94),
        *item("ii)", "waste;", 256, 94),
        *item("2", "to report.", 278),
    ]
    document = printed(tmp_path, content)
    assert [(c.label, c.depth) for c in document.clauses] == [("1", 0), ("i)", 1), ("ii)", 1), ("2", 0)]
    assert document.clauses[2].id == "wtsa/res/73#resolves.1.ii"


def test_a_gap_in_the_numbering_is_told_with_its_page(tmp_path):
    content = [*resolution(), opener("resolves", 190), *item("1", "to study;", 212), *item("2", "to print;", 234), *item("4", "to report.", 256)]
    document = printed(tmp_path, content)
    assert document.problems == ("page 1: 2 is followed by 4 under 'resolves'",)


def test_a_number_at_the_start_of_a_line_is_no_label(tmp_path):
    content = [
        *resolution(),
        opener("recalling", 190),
        *item("a)", "what was decided by the members of the union at their meeting long ago in Resolution", 212),
    ]
    document = printed(tmp_path, [*content, at("167 (Rev. Guadalajara, 2010), on meetings;", 94, 226), *item("b)", "the rest,", 248)])
    assert [c.label for c in document.clauses] == ["a)", "b)"]
    assert "in Resolution 167 (Rev. Guadalajara, 2010)" in document.clauses[0].text


def test_footnotes_leave_the_text_and_their_marks_leave_the_words(tmp_path):
    content = [
        *resolution(),
        opener("considering", 190),
        at("a)", 60, 212),
        raised("that it matters in developing countries", "1", 94, 212),
        at("as all know,", 300, 212),
    ]
    notes = [
        rule(60, 200, 740),
        at("1", 60, 756, ROMAN, 6),
        at("These include small islands", 70, 758, ROMAN, 9),
        at("and dry lands.", 70, 769, ROMAN, 9),
    ]
    document = printed(tmp_path, [*content, *notes])
    assert document.clauses[0].text == "that it matters in developing countries, as all know,"
    assert [(note.mark, note.text, note.page) for note in document.footnotes] == [("1", "These include small islands and dry lands.", 1)]


def text_with_a_note(first, second):
    """Print two pages: a note at the foot of the first, which a word on it calls for; `first` and `second` go on in words."""
    notes = [rule(60, 200, 740), at("5", 60, 756, ROMAN, 6), at("These include small islands.", 70, 758, ROMAN, 9)]
    called = raised("that it matters in developing countries", "5", 94, 212)
    begun = [at("a)", 60, 212), called, at("as all know;", 300, 212), *item("b)", first, 234)]
    return [*resolution(), opener("considering", 190), *begun, *notes], [*item("c)", second, 80), opener("resolves", 110), at("to go on.", 60, 132)]


@pytest.mark.parametrize(
    ("printed_", "read"),
    [
        ("that many countries5 agree;", "that many countries agree;"),
        ("the plan for ISLANDS+50,5 which helps;", "the plan for ISLANDS+50, which helps;"),
        ("the plan (of the islands),5 which helps;", "the plan (of the islands), which helps;"),
    ],
)
def test_a_note_that_is_called_again_leaves_no_mark_in_the_words(tmp_path, printed_, read):
    document = printed(tmp_path, *text_with_a_note("that it is so;", printed_))
    assert [clause.text for clause in document.clauses][1:3] == ["that it is so;", read]
    [note] = document.footnotes
    assert (note.mark, note.clause, note.at) == ("5", document.clauses[0].id, 39)
    assert note.again == ((document.clauses[2].id, printed_.rindex("5")),)


def test_every_call_of_a_note_in_one_clause_is_bound_and_those_of_later_pages_up_to_the_next_note_of_its_mark(tmp_path):
    def note(text):
        return [rule(60, 200, 740), at("1", 60, 756, ROMAN, 6), at(text, 70, 758, ROMAN, 9)]

    twice = [at("a)", 60, 212), raised("that new members", "1", 94, 212), raised("and old members", "1", 230, 212), at("read,", 400, 212)]
    second = [at("b)", 60, 80), raised("that members", "1", 94, 80), at("print less,", 300, 80)]
    third = [opener("resolves", 90), raised("to help members", "1", 60, 112), at("and others.", 300, 112)]
    document = printed(tmp_path, [*resolution(), opener("considering", 190), *twice, *note("Paying ones.")], second, [*third, *note("All.")])
    one, two, last = document.clauses
    assert [clause.text for clause in document.clauses] == [
        "that new members, and old members, read,",
        "that members, print less,",
        "to help members, and others.",
    ]
    first, other = document.footnotes
    assert (first.clause, first.at, first.again) == (one.id, 16, ((one.id, 33), (two.id, 12)))
    assert (other.text, other.clause, other.at, other.again) == ("All.", last.id, 15, ())


def test_two_notes_of_one_mark_on_a_page_are_called_in_their_order(tmp_path):
    calls = [raised("to help islands", "*", 60, 212), raised("and readers", "*", 200, 212), at("first.", 330, 212)]
    notes = [rule(60, 200, 740), at("* Small ones.", 60, 756, ROMAN, 9), at("* Old ones.", 60, 768, ROMAN, 9)]
    document = printed(tmp_path, [*resolution(), opener("resolves", 190), *calls, *notes])
    assert [(note.text, note.at, note.again) for note in document.footnotes] == [("Small ones.", 15, ()), ("Old ones.", 28, ())]


@pytest.mark.parametrize(
    "words",
    ["that the islands of Layer5 agree;", "that Annexes-4,5 were read;", "that Groups3,5 agree;", "that 2,5 per cent agree;", "that ICT5 is new;"],
)
def test_a_figure_that_no_note_needs_stays_in_the_words(tmp_path, words):
    document = printed(tmp_path, *text_with_a_note("that it is so;", words))
    assert document.clauses[2].text == words


def test_a_raised_mark_behind_a_year_calls_for_a_note_of_another_page(tmp_path):
    first, _ = text_with_a_note("that it is so;", "")
    second = [at("c)", 60, 80), raised("that they agreed in 2016", "5", 94, 80), at("as all know,", 300, 80)]
    document = printed(tmp_path, first, [*second, opener("resolves", 110), at("to go on.", 60, 132)])
    assert document.clauses[2].text == "that they agreed in 2016, as all know,"


def test_a_note_that_no_mark_calls_for_stays_with_its_document_and_is_told(tmp_path):
    notes = [rule(60, 200, 740), at("1", 60, 756, ROMAN, 6), at("These include small islands.", 70, 758, ROMAN, 9)]
    document = printed(tmp_path, [*resolution(), opener("resolves", 190), at("to go on, as was said in many places before.", 60, 212), *notes])
    assert [(note.mark, note.text) for note in document.footnotes] == [("1", "These include small islands.")]
    assert document.problems == ("page 1: no mark in the text calls for footnote 1; it was kept with this document",)


def test_the_borders_of_a_table_are_no_footnote_rule(tmp_path):
    """Numbered items below a ruled table were taken for notes, and were lost."""
    table = [at("Task", 65, 418), at("Due", 205, 418), at("Review", 65, 438), at("2018", 205, 438), boxes([60, 200, 280], [405, 425, 445])]
    document = printed(
        tmp_path,
        [
            *resolution(),
            opener("resolves", 190),
            at("to share the tasks of the table:", 60, 212),
            *table,
            *item("1", "that each group reports;", 480),
            *item("2", "that a group may ask for help,", 502),
            opener("invites Member States", 528),
            at("to take part.", 60, 550),
        ],
    )
    assert [(c.opener, c.label) for c in document.clauses if c.part is not Part.TABLE] == [
        ("resolves", ""),
        ("resolves", "1"),
        ("resolves", "2"),
        ("invites Member States", ""),
    ]
    assert document.footnotes == ()


def test_the_rule_under_a_link_divides_no_notes_from_the_text(tmp_path):
    """What stood below an underlined address was taken for notes, if a note stood at the foot of the page."""
    link = [at("to read:", 60, 400), at("www.example.org/read", 110, 400), rule(110, 210, 402)]
    items = [*item("2", "to print less in all countries;", 430), raised("to help islands", "1", 60, 452), at("first.", 200, 452)]
    notes = [at("1", 60, 754, ROMAN, 6), at("Small ones.", 70, 758, ROMAN, 9)]
    document = printed(tmp_path, [*resolution(), opener("resolves", 190), *item("1", "to go on;", 212), *link, *items, *notes])
    assert [(note.mark, note.text) for note in document.footnotes] == [("1", "Small ones.")]
    assert "to print less in all countries;" in [clause.text.partition(" to help")[0] for clause in document.clauses]


def test_numbered_items_below_a_rule_are_no_notes_unless_small_or_called_for(tmp_path):
    items = [*item("1", "that each group reports;", 480), *item("2", "that a group may ask for help.", 502)]
    document = printed(tmp_path, [*resolution(), opener("resolves", 190), at("to share the tasks, and further", 60, 212), rule(60, 200, 460), *items])
    assert [c.label for c in document.clauses] == ["", "1", "2"]


def test_a_raised_mark_that_is_a_word_of_the_sentence_stays(tmp_path):
    """Quotes are verbatim: "If Notes (2) or (4) apply" is no call for a footnote."""

    def up(mark, x):
        return at(mark, x, 208, ROMAN, 7)

    words = [at("If Notes", 60, 212), up("(2)", 106), at("or", 121, 212), up("(4)", 136), at("apply, the band is wide.", 152, 212)]
    assert printed(tmp_path, [*resolution(), opener("resolves", 190), *words]).clauses[0].text == "If Notes (2) or (4) apply, the band is wide."


def test_a_mark_in_a_table_calls_for_its_note_and_leaves_the_cell(tmp_path):
    cells = [at("Developing countries", 65, 418), at("1", 159, 414, ROMAN, 7), at("Yes", 205, 418), grid([60, 200, 280], [405, 425])]
    notes = [rule(60, 200, 740), at("1", 60, 756, ROMAN, 6), at("These include small islands.", 70, 758, ROMAN, 9)]
    document = printed(tmp_path, [*resolution(), opener("resolves", 190), at("to help all of the members of the table:", 60, 212), *cells, *notes])
    assert document.clauses[-1].text == "Developing countries | Yes"
    assert ([note.mark for note in document.footnotes], document.problems) == (["1"], ())


def test_a_unit_is_no_footnote_mark(tmp_path):
    content = [
        *resolution(),
        opener("considering", 190),
        at("a)", 60, 212),
        raised("that a mast stands on 4 m", "2", 94, 212),
        at("of land.", 260, 212),
    ]
    assert "4 m2" in printed(tmp_path, content).clauses[0].text


def test_an_annex_is_a_part_with_a_title_of_its_own_and_its_table_stays_a_table(tmp_path):
    annex = [
        centred("Annex 1 (to Resolution 73 (Rev. Hammamet, 2016))", 80),
        centred("Lead groups", 106, BOLD),
        at("1", 60, 140),
        at("Groups lead as follows:", 94, 140),
        at("Group", 65, 175),
        at("Subject", 205, 175),
        at("SG 5", 65, 200),
        at("energy", 205, 200),
        grid([60, 200, 400], [160, 185, 210]),
    ]
    document = printed(tmp_path, [*resolution(), opener("resolves", 190), at("to keep to Annex 1.", 60, 212)], annex)
    assert [(c.part, c.opener, c.text) for c in document.clauses[1:]] == [
        (Part.ANNEX, "Annex 1", "Groups lead as follows:"),
        (Part.TABLE, "Annex 1", "Group | Subject"),
        (Part.TABLE, "Annex 1", "SG 5 | energy"),
    ]
    assert ("annex", "Annex 1: Lead groups") in document.details


def compendium(tmp_path):
    def text(number, edition, title, y=120):
        return [
            centred(f"RESOLUTION {number} ({edition})", y, ROMAN, 13),
            centred(title, y + 26, BOLD, 13),
            at("The Plenipotentiary Conference of the International Telecommunication Union (Dubai, 2018),", 60, y + 60),
            opener("resolves", y + 90),
            at(f"to do what the title of {number} says.", 60, y + 112),
        ]

    return read(
        pages(
            tmp_path / "acts.pdf",
            [centred("FINAL ACTS", 200, BOLD, 20), centred("OF THE PLENIPOTENTIARY CONFERENCE", 240)],
            [
                centred("TABLE OF CONTENTS", 60, BOLD),
                *(
                    at(f"RESOLUTION {n} (REV. DUBAI, 2018) {words} ............................ {n}", 60, 100 + 20 * k)
                    for k, (n, words) in enumerate(((11, "Fairs"), (12, "Posts"), (13, "Masts"), (99, "Lost")))
                ),
            ],
            [centred("RESOLUTIONS", 300, BOLD, 20)],
            [at("MOD", 60, 90, BOLD), *text(11, "REV. DUBAI, 2018", "Fairs")],
            [at("12", 60, 40), at("Res. 12", 100, 40), *text(12, "REV. DUBAI, 2018", "Posts")],
            [at("SUP RESOLUTION 13 (MARRAKESH, 2002)", 60, 100), centred("Masts", 130, BOLD)],
        )
    )


def test_a_document_ends_on_the_page_of_its_last_clause(tmp_path):
    """The mark of the next text, and the title of a part, stand on later pages and belong to what follows."""
    first, second = ([*resolution(n), opener("resolves", 190), at("to go on.", 60, 212)] for n in ("11", "12"))
    found = read(pages(tmp_path / "a.pdf", first, [centred("RESOLUTIONS", 300, BOLD, 20)], [at("MOD", 60, 50, BOLD), *second]))
    assert [(d.number, d.pages) for d in found.documents] == [("11", (1, 1)), ("12", (3, 3))]


def test_a_compendium_yields_its_documents_and_contents_pages_yield_none(tmp_path):
    found = compendium(tmp_path)
    assert [d.id for d in found.documents] == ["pp/res/11", "pp/res/12", "pp/res/13"]
    assert [d.title for d in found.documents] == ["Fairs", "Posts", "Masts"]
    assert [d.edition.label for d in found.documents] == ["Rev. Dubai, 2018", "Rev. Dubai, 2018", "Marrakesh, 2002"]
    assert all(len(d.clauses) == 1 for d in found.documents[:2])


def test_a_suppressed_text_is_suppressed_and_not_empty(tmp_path):
    last = compendium(tmp_path).documents[-1]
    assert (last.status, last.body, last.clauses, last.problems) == (Status.SUPPRESSED, "PP", (), ())


def test_what_the_contents_list_and_no_text_follows_is_told(tmp_path):
    assert compendium(tmp_path).problems == ("missing: resolution 99 stands in the contents but was not found",)


def test_a_cover_and_a_foreword_are_no_second_document(tmp_path):
    cover = [centred("WORLD TELECOMMUNICATION STANDARDIZATION ASSEMBLY", 200), centred("Resolution 73 – Saving energy in networks", 300, BOLD, 14)]
    foreword = [centred("FOREWORD", 60, BOLD), at("The procedure is laid down in Resolution 1.", 60, 100)]
    found = read(pages(tmp_path / "a.pdf", cover, foreword, [*resolution(), opener("resolves", 190), at("to save.", 60, 212)]))
    assert [d.id for d in found.documents] == ["wtsa/res/73"]
    assert found.documents[0].pages == (3, 3)
    assert found.problems == ()


def question(period, head, *sections):
    return [at(period, 400, 40), *head, *(write for section in sections for write in section)]


def section(number, name, y):
    return [at(number, 60, y, BOLD), at(name, 94, y, BOLD)]


def test_a_standardization_question_keeps_its_relationships_apart(tmp_path):
    content = question(
        "STUDY PERIOD 2017-2020",
        [centred("Question 9/5 – Energy of networks", 100, BOLD, 13)],
        section("1", "Motivation", 140),
        [at("Energy is dear.", 60, 160)],
        section("2", "Question", 190),
        [at("Study items to be considered include:", 60, 210), *item("–", "how much is used?", 230)],
        section("3", "Tasks", 260),
        [at("To write.", 60, 280)],
        section("4", "Relationships", 310),
        [at("Questions:", 60, 330), *item("–", "Q6/5", 350)],
    )
    document = printed(tmp_path, content)
    assert (document.id, document.kind, document.body, document.group) == ("itu-t/2017-2020/q/9-5", Kind.QUESTION, "ITU-T", "SG 5")
    assert [c.part for c in document.clauses][-2:] == [Part.RELATIONS, Part.RELATIONS]
    assert [(c.id, c.relation) for c in document.citations] == [("itu-t/2017-2020/q/6-5", True)]


def standard_question(heading, *under, y=100):
    fonts = (BOLD, BOLD, ROMAN)
    heads = [centred(words, y + 24 * n, font, 13) for n, (words, font) in enumerate(zip((heading, *under), fonts, strict=False))]
    return [
        *heads,
        *section("1", "Motivation", y + 90),
        at("Much is used.", 60, y + 110),
        *section("2", "Question", y + 140),
        at("How much?", 60, y + 160),
    ]


def test_a_question_whose_heading_has_no_group_has_the_one_of_the_cover(tmp_path):
    """Old reports print "QUESTION 10" alone, with the title below; its text was added to the Question before."""
    cover = [centred("ITU-T STUDY GROUP 16 – REPORT 1", 100, BOLD), centred("Questions for the study period 2001-2004", 130)]
    found = read(
        pages(tmp_path / "a.pdf", cover, standard_question("Question H/16", "Access"), standard_question("QUESTION 10", "Speech", "(New Question)"))
    )
    assert [(d.id, d.number, d.group, d.title) for d in found.documents] == [
        ("itu-t/2001-2004/q/h-16", "H/16", "SG 16", "Access"),
        ("itu-t/2001-2004/q/10-16", "10/16", "SG 16", "Speech"),
    ]


def test_a_question_without_any_group_is_told(tmp_path):
    document = printed(tmp_path, [at("Study period 2001-2004", 60, 40), *standard_question("QUESTION 10", "Speech")])
    assert document.id == "itu-t/2001-2004/q/10"
    assert "the group of this Question is not said" in document.problems[0]


def test_the_study_period_under_the_title_is_no_part_of_the_title(tmp_path):
    document = printed(tmp_path, standard_question("Question 9/5", "Energy", "Study Group 5, study period 2022-2024"))
    assert (document.id, document.title, document.period) == ("itu-t/2022-2024/q/9-5", "Energy", "2022-2024")


def test_a_question_of_an_unknown_study_period_is_told_and_the_officer_can_say_it(tmp_path):
    path = pages(tmp_path / "a.pdf", standard_question("Question 9/5", "Energy"))
    document = one(path)
    assert document.id == "itu-t/q/9-5"
    assert document.problems == ("the study period of this Question is not said: add the file again with it, as in --edition 2018-2021",)
    [said] = extract(from_path(path), hints=Hints(edition="2022-2024")).documents
    assert (said.id, said.edition.label, said.problems) == ("itu-t/2022-2024/q/9-5", "", ())


def test_two_texts_of_one_key_in_a_file_are_told(tmp_path):
    def text(words):
        return [*resolution("11"), opener("resolves", 190), at(words, 60, 212)]

    found = read(pages(tmp_path / "a.pdf", text("to save energy in all the networks."), text("to spend energy in any one of the networks.")))
    assert [d.id for d in found.documents] == ["wtsa/res/11"]
    assert found.problems == ("missing: wtsa/res/11 stands here twice, with different texts; the longer one was kept",)


def test_two_short_texts_of_one_key_with_different_titles_are_told(tmp_path):
    def text(title):
        return [*resolution("11", title=title), opener("resolves", 190), at("to go on.", 60, 212)]

    same, other = (
        read(pages(tmp_path / f"{place}.pdf", text("Lamps on the towers of harbours"), text(title))).problems
        for place, title in enumerate(("Lamps on the towers of harbours", "Horns for the fog of the north"))
    )
    assert same == ()
    assert other == ("missing: wtsa/res/11 stands here twice, with different texts; the longer one was kept",)


def test_a_development_question_is_told_by_its_sections(tmp_path):
    content = question(
        "Study period 2018-2021",
        [centred("QUESTION 6/2", 100, BOLD, 13), centred("Energy and waste", 124, BOLD, 13)],
        section("1", "Statement of the situation or problem", 160),
        [at("Waste grows.", 60, 180)],
        section("2", "Question or issue for study", 210),
        item("a)", "What is done?", 230),
        section("9", "Coordination and collaboration", 260),
        [at("ITU-T Study Group 5", 60, 280)],
    )
    document = printed(tmp_path, content)
    assert (document.id, document.body, document.title) == ("itu-d/2018-2021/q/6-2", "ITU-D", "Energy and waste")
    assert [c.part for c in document.clauses] == [Part.BODY, Part.BODY, Part.RELATIONS]


def development_question(tmp_path, *items):
    """Print a Question of which one section has these items, each a label and its words, or words alone."""
    lines = [
        line for n, (label, words) in enumerate(items) for line in (item(label, words, 280 + 22 * n) if label else [at(words, 60, 280 + 22 * n)])
    ]
    content = question(
        "Study period 2018-2021",
        [centred("QUESTION 6/2", 100, BOLD, 13), centred("Energy and waste", 124, BOLD, 13)],
        section("1", "Statement of the situation or problem", 160),
        [
            at(f"Waste grows in all countries of the world, and nobody knows yet what to do with all of it, as was said {n} times", 60, 180 + 13 * n)
            for n in range(4)
        ],
        section("7", "Target audience", 250),
        lines,
        section("10", "Expected output", 500),
        [at("A report.", 60, 520)],
    )
    return [(clause.label, clause.depth, clause.text) for clause in printed(tmp_path, content).clauses if clause.opener == "Target audience"]


def test_text_under_a_lettered_heading_of_a_section_stands_below_it(tmp_path):
    texts = ["Those who collect waste.", "Those who burn it.", "Courses in all regions."]
    heads = [("a)", "Target audience"), ("", texts[0]), ("", texts[1]), ("b)", "Proposed methods"), ("", texts[2])]
    found = development_question(tmp_path, *heads)
    assert [(label, depth) for label, depth, _ in found] == [("a)", 0), ("", 1), ("", 1), ("b)", 0), ("", 1)]
    assert [text for label, _, text in found if not label] == texts


@pytest.mark.parametrize(
    "items",
    [
        [("a)", "Guidelines"), ("b)", "Reports"), ("", "All of them are free of charge.")],
        [("a)", "Guidelines for all;"), ("", "All of them are free of charge.")],
        [("–", "Guidelines"), ("", "All of them are free of charge.")],
    ],
)
def test_text_behind_a_list_of_a_section_is_not_below_its_last_item(tmp_path, items):
    assert development_question(tmp_path, *items)[-1] == ("", 0, "All of them are free of charge.")


def test_a_radio_question_carries_its_revision_in_the_edition(tmp_path):
    content = [
        centred("QUESTION ITU-R 254-1/5", 80),
        centred("Small satellites", 106, BOLD),
        centred("(2013-2019)", 130, ITALIC),
        at("The ITU Radiocommunication Assembly,", 60, 160),
        opener("considering", 185),
        at("that they are small,", 60, 207),
        opener("decides that the following Questions should be studied", 233),
        *item("1", "What are they?", 255),
        at("Category: S2", 60, 290),
    ]
    document = printed(tmp_path, content)
    assert (document.id, document.number, document.edition.label, document.edition.year) == ("itu-r/q/254-5", "254-1/5", "254-1/5", 2019)
    assert dict(document.details) == {"history": "(2013-2019)", "category": "S2"}
    assert document.clauses[-1].opener == "decides that the following Questions should be studied"


def test_scopes_of_working_parties_are_mandates(tmp_path):
    def party(letter, y):
        return [
            at(f"Working Party 7{letter} – Sensing", 60, y, BOLD, 12),
            at("Scope", 60, y + 24, BOLD),
            at("It senses.", 60, y + 44),
            at("Relationships", 60, y + 70, BOLD),
            at("Resolution 673 (Rev.WRC-12)", 60, y + 90),
        ]

    found = read(pages(tmp_path / "a.pdf", [*party("B", 100), *party("C", 300)])).documents
    assert [(d.id, d.kind, d.group, len(d.clauses)) for d in found] == [
        ("itu-r/wp/7b", Kind.MANDATE, "WP 7B", 2),
        ("itu-r/wp/7c", Kind.MANDATE, "WP 7C", 2),
    ]


@pytest.mark.parametrize(
    ("printed_tag", "label"),
    [
        ("REV. BUSAN, 2014", "Rev. Busan, 2014"),
        ("Rev. Sharm el-Sheikh, 2019", "Rev. Sharm el-Sheikh, 2019"),
        ("Rev. Dubai, 2014BUENOS AIRES, 2017", "Rev. Buenos Aires, 2017"),
        ("Rev. DubaiHammamet, 20122016", "Rev. Hammamet, 2016"),
        ("KYOTO, 1994", "Kyoto, 1994"),
        ("REV.WRC-12", "Rev.WRC-12"),
        ("WRC-97", "WRC-97"),
    ],
)
def test_editions_are_written_in_one_way(printed_tag, label):
    from mapper.extractors.naming import edition
    from mapper.profiles import organisation_of

    assert edition(printed_tag, organisation_of("PP")).label == label


def test_italics_may_be_lost(tmp_path):
    content = [
        *resolution(),
        opener("considering", 190, ROMAN),
        *item("a)", "that energy is dear,", 212),
        opener("resolves", 238, ROMAN),
        *item("1", "to save it.", 260),
    ]
    assert [(c.part, c.opener, c.label) for c in printed(tmp_path, content).clauses] == [
        (Part.PREAMBLE, "considering", "a)"),
        (Part.OPERATIVE, "resolves", "1"),
    ]


def test_a_word_cut_at_the_end_of_a_line_is_mended_and_a_compound_keeps_its_hyphen(tmp_path):
    content = [
        *resolution(),
        opener("considering", 190),
        *item("a)", "that telecommunications and long-term plans, as said in telecommu-", 212),
        at("nications, serve short-", 94, 226),
        at("and long-", 94, 240),
        at("term ends,", 94, 254),
    ]
    [clause] = printed(tmp_path, content).clauses
    assert clause.text == "that telecommunications and long-term plans, as said in telecommunications, serve short- and long-term ends,"


PLENARY = "The Plenipotentiary Conference of the International Telecommunication Union (Busan, 2014),"


def test_a_heading_behind_the_head_of_the_page_need_not_be_centred(tmp_path):
    document = printed(
        tmp_path,
        [
            at("274 Res. 140 RESOLUTION 140 (REV. BUSAN, 2014)", 60, 80),
            centred("Outcomes of the Summit", 110, BOLD),
            at(PLENARY, 60, 150),
            opener("resolves", 190),
            at("to go on.", 60, 212),
        ],
    )
    assert (document.id, document.title) == ("pp/res/140", "Outcomes of the Summit")


@pytest.mark.parametrize("font", [BOLD, ROMAN])
def test_a_heading_and_its_title_may_be_one_paragraph_at_the_left(tmp_path, font):
    head = [at("RESOLUTION 140 (REV. BUSAN, 2014)", 60, 80, font), at("Outcomes of the Summit", 60, 93, font)]
    document = printed(tmp_path, [*head, at(PLENARY, 60, 130), opener("resolves", 160), at("to go on,", 60, 182), at("and on.", 60, 195)])
    assert (document.id, document.title, len(document.clauses)) == ("pp/res/140", "Outcomes of the Summit", 1)


def test_a_centred_heading_is_seen_on_a_page_of_short_lines(tmp_path):
    """Where no line reaches the right margin the column looks narrow; the middle of the page speaks for the heading."""
    first, second = (
        [
            centred(f"RESOLUTION {number} (WRC-15)", 80, BOLD),
            centred("Masts", 93, BOLD),
            at("The World Radiocommunication Conference (Geneva, 2015),", 60, 130),
            opener("resolves", 160),
            *(line for n in range(12) for line in item(str(n + 1), "to be brief;", 182 + 22 * n)),
        ]
        for number in ("673", "[COM6/9]")
    )
    assert [d.id for d in read(pages(tmp_path / "a.pdf", first, second)).documents] == ["wrc/res/673", "wrc/res/com6-9"]


@pytest.mark.parametrize(
    ("tag", "label", "year"),
    [("C17", "C17", 2017), ("C11, last amended C16", "Rev. C16", 2016), ("MOD C22", "Rev. C22", 2022), ("C2020", "C2020", 2020)],
)
def test_a_body_that_meets_in_sessions_has_editions_of_its_own(tmp_path, tag, label, year):
    content = [centred(f"RESOLUTION 1386 ({tag})", 80, BOLD), centred("Terms", 106, BOLD), centred("(adopted at the eighth Plenary Meeting)", 130)]
    document = printed(tmp_path, [*content, at("The ITU Council,", 60, 160), opener("resolves", 190), at("to name things.", 60, 212)])
    assert (document.id, document.title, document.edition.label, document.edition.year) == ("council/res/1386", "Terms", label, year)


@pytest.mark.parametrize(
    "head", ["ANNEX 1 TO RESOLUTION 71 (REV. BUSAN, 2014)", "ANNEX TO DECISION 5 (REV. BUSAN, 2014)", "Annex 2 to Resolution 71"]
)
def test_an_annex_may_name_its_text_without_brackets(tmp_path, head):
    document = printed(
        tmp_path,
        [
            *resolution(),
            opener("resolves", 190),
            at("to plan.", 60, 212),
            centred(head, 260),
            centred("The plan", 284, BOLD),
            *item("1", "A vision.", 320),
        ],
    )
    assert (document.clauses[-1].part, document.clauses[-1].opener) == (Part.ANNEX, " ".join(head.split()[: 2 if head.split()[1].isdigit() else 1]))


@pytest.mark.parametrize("mark", ["MOD AFCP/19A15/1", "MODAFCP/19A15/1", "ADD RCC/47A11/2"])
def test_a_proposal_is_a_draft_and_its_label_is_no_clause(tmp_path, mark):
    document = printed(tmp_path, [at(mark, 60, 40, BOLD), *resolution(), opener("resolves", 190), at("to go on.", 60, 212)])
    assert (document.id, document.status, len(document.clauses)) == ("wtsa/res/73", Status.DRAFT, 1)
    assert dict(document.details)["proposal"].split("/")[1:] == mark.split("/")[1:]


def test_a_proposal_to_suppress_takes_nothing_out_of_force(tmp_path):
    content = [at("SUPAFCP/19A15/3", 60, 40, BOLD), *resolution()[:2], at("Reasons: the text is merged with another.", 60, 150)]
    first = [*resolution("72"), opener("resolves", 190), at("to go on.", 60, 212)]
    _, document = read(pages(tmp_path / "a.pdf", first, content)).documents
    assert (document.id, document.status, document.clauses, document.problems) == ("wtsa/res/73", Status.DRAFT, (), ())
    assert ("reasons", "Reasons: the text is merged with another.") in document.details


def test_a_long_opener_that_is_not_italic_ends_without_a_stop(tmp_path):
    words = [
        "instructs the Director of the Telecommunication Standardization Bureau, in collaboration",
        "with the Director of the Radiocommunication Bureau and",
    ]
    lines = [at(line, 94, 190 + 13 * n) for n, line in enumerate((*words, "the Director of the Telecommunication Development Bureau"))]
    document = printed(tmp_path, [*resolution(), *lines, *item("1", "to report;", 240), *item("2", "to go on.", 262)])
    assert [(c.part, c.label) for c in document.clauses] == [(Part.OPERATIVE, "1"), (Part.OPERATIVE, "2")]
    assert document.clauses[0].actor == "Director of the Telecommunication Standardization Bureau"


@pytest.mark.parametrize(("edition", "work", "body"), [("Rev. Kigali, 2022", "wtdc/res/45", "WTDC"), ("Rev. Nowhere, 2022", "other/res/45", "")])
def test_who_issued_a_text_without_conference_line_is_told_by_place_and_year_or_by_nobody(tmp_path, edition, work, body):
    content = [centred(f"RESOLUTION 45 ({edition})", 80), centred("Trust", 106, BOLD), opener("considering", 140), at("that attacks rise,", 60, 162)]
    document = printed(tmp_path, [*content, opener("resolves", 190), at("to go on.", 60, 212)])
    assert (document.id, document.body) == (work, body)
    assert document.problems == (() if body else ("who issued this text is not said; add the file again with --body",))


def test_suppressed_texts_may_stand_line_under_line(tmp_path):
    content = [
        at("SUP RESOLUTION 110 (MARRAKESH, 2002)", 60, 80),
        at("Dues", 60, 93),
        at("SUP RESOLUTION 112 (MARRAKESH, 2002)", 60, 106),
        at("Fairs", 60, 119),
    ]
    found = read(
        pages(tmp_path / "a.pdf", [*resolution(), opener("resolves", 190), at("to go on.", 60, 212)], [*content, centred("OPINIONS", 300, BOLD)])
    )
    assert [(d.number, d.title) for d in found.documents] == [("73", "Saving energy in networks"), ("110", "Dues"), ("112", "Fairs")]


def test_a_text_of_no_known_layout_is_kept_as_paragraphs_and_said_so(tmp_path):
    document = printed(tmp_path, [centred("Minutes of a meeting", 80, BOLD, 16), at("All were there.", 60, 120)])
    assert (document.kind, document.title, len(document.clauses)) == (Kind.OTHER, "Minutes of a meeting", 2)
    assert "no profile knows the layout" in document.problems[0]


def test_an_opener_in_italics_may_share_the_line_of_its_only_clause(tmp_path):
    lines = [
        at("considering", 60, 190, ITALIC),
        at("that calls bring people together;", 118, 190),
        at("instructs the Secretary-General", 60, 215, ITALIC),
    ]
    document = printed(tmp_path, [*resolution(), *lines, at("to prepare the day.", 208, 215)])
    assert [(c.part, c.opener, c.actor, c.text) for c in document.clauses] == [
        (Part.PREAMBLE, "considering", "", "that calls bring people together;"),
        (Part.OPERATIVE, "instructs the Secretary-General", "Secretary-General", "to prepare the day."),
    ]


def test_run_in_openers_of_another_organisation(tmp_path):
    content = [
        at("73/6.", 60, 80, BOLD, 12),
        at("Use of space", 123, 80, BOLD, 12),
        at("The General Assembly,", 147, 110, ITALIC),
        at("Recalling", 147, 135, ITALIC),
        at("its earlier texts,", 195, 135),
        at("1.", 147, 160),
        at("Requests", 171, 160, ITALIC),
        at("the Secretary-General to report;", 216, 160),
    ]
    document = printed(tmp_path, content)
    assert (document.id, document.title) == ("unga/res/73-6", "Use of space")
    assert [(c.part, c.opener, c.label, c.actor) for c in document.clauses] == [
        (Part.PREAMBLE, "Recalling", "", ""),
        (Part.OPERATIVE, "Requests", "1.", "Secretary-General"),
    ]


def general_assembly(*lines, dated=True):
    head = [at("Resolution adopted by the General Assembly on 26 October 2019", 147, 50)] if dated else []
    opening = [at("73/6.", 60, 80, BOLD, 12), at("Use of space", 123, 80, BOLD, 12), at("The General Assembly,", 147, 110, ITALIC)]
    return [*head, *opening, at("Recalling", 147, 135, ITALIC), at("its earlier texts,", 195, 135), *lines]


@pytest.mark.parametrize(("dated", "year"), [(True, 2019), (False, 2018)])
def test_the_year_of_a_session_stands_in_the_head_or_in_the_number(tmp_path, dated, year):
    assert printed(tmp_path, general_assembly(dated=dated)).edition.year == year


def test_what_ends_a_text_is_no_clause(tmp_path):
    """The meeting and its date were joined into one paragraph, and taken for a clause."""
    end = [at("26th plenary meeting", 397, 200, ITALIC), at("26 October 2018", 416, 213, ITALIC)]
    assert [c.opener for c in printed(tmp_path, general_assembly(*end)).clauses] == ["Recalling"]


def test_verbs_that_no_list_knows_open_groups_where_openers_are_run_in(tmp_path):
    lines = [at("Regretting that much is lost,", 147, 160), at("1.", 147, 185), at("Disbands the working group;", 171, 185), at("2.", 147, 210)]
    document = printed(tmp_path, general_assembly(*lines, at("Requests", 171, 210, ITALIC), at("a report.", 216, 210)))
    assert [(c.part, c.opener) for c in document.clauses] == [
        (Part.PREAMBLE, "Recalling"),
        (Part.PREAMBLE, "Regretting"),
        (Part.OPERATIVE, "Disbands"),
        (Part.OPERATIVE, "Requests"),
    ]


def test_a_footnote_goes_on_at_the_foot_of_the_next_page(tmp_path):
    """What went on below the rule, without a mark of its own, was taken for a clause."""
    first = [at("a)", 60, 212), raised("that it matters in developing countries", "1", 94, 212), at("as all of the members know", 300, 212)]
    notes = [rule(60, 200, 740), at("1", 60, 756, ROMAN, 6), at("See documents 1,", 70, 758, ROMAN, 9)]
    second = [
        *item("b)", "that it goes on,", 80),
        opener("resolves", 110),
        at("to go on.", 60, 132),
        rule(60, 200, 740),
        at("and 3.", 60, 758, ROMAN, 9),
    ]
    document = printed(tmp_path, [*resolution(), opener("considering", 190), *first, *notes], second)
    assert [c.label for c in document.clauses] == ["a)", "b)", ""]
    assert [(note.mark, note.text) for note in document.footnotes] == [("1", "See documents 1, and 3.")]


@pytest.mark.parametrize("high", [4, 6, 8])
def test_a_mark_that_stands_so_high_above_its_note_that_it_is_a_line_of_its_own_opens_the_note(tmp_path, high):
    def note(mark, text, y):
        return at(mark, 60, y - high, ROMAN, 6), at(text, 66, y, ROMAN, 9)

    text = [raised("to help developing countries", "1", 60, 212), raised("and islands", "2", 260, 212), at("first.", 400, 212)]
    notes = [
        rule(60, 200, 735),
        *note("1", "Small islands are such", 758),
        at("and dry lands.", 60, 769, ROMAN, 9),
        *note("2", "Those in the sea.", 780),
    ]
    document = printed(tmp_path, [*resolution(), opener("resolves", 190), *text, *notes])
    assert [clause.text for clause in document.clauses] == ["to help developing countries, and islands, first."]
    assert [(note.mark, note.text, note.at) for note in document.footnotes] == [
        ("1", "Small islands are such and dry lands.", 28),
        ("2", "Those in the sea.", 41),
    ]
    assert document.problems == ()


def test_a_footnote_for_which_its_page_had_no_room_is_bound_from_the_next_one(tmp_path):
    first = [at("a)", 60, 212), raised("that it matters in developing countries", "1", 94, 212), at("as all of the members know;", 300, 212)]
    notes = [rule(60, 200, 740), at("1", 60, 756, ROMAN, 6), at("See documents 1 and 3.", 70, 758, ROMAN, 9)]
    second = [*item("b)", "that it goes on,", 80), opener("resolves", 110), at("to go on.", 60, 132), *notes]
    document = printed(tmp_path, [*resolution(), opener("considering", 190), *first], second)
    assert [(note.mark, note.page, note.clause, note.at) for note in document.footnotes] == [("1", 2, document.clauses[0].id, 39)]
    assert document.problems == ()


def test_notes_of_two_texts_on_one_page_that_have_one_mark_go_to_the_text_that_calls(tmp_path):
    first = [opener("resolves", 190), raised("to help the islands", "1", 60, 212), at("as all know.", 200, 212)]
    second = [
        centred("RESOLUTION 74 (Rev. Hammamet, 2016)", 300, ROMAN, 14),
        centred("Reading less", 330, BOLD, 14),
        at("The World Telecommunication Standardization Assembly (Hammamet, 2016),", 60, 370),
        opener("resolves", 410),
        raised("to help the readers", "1", 60, 432),
        at("as all know.", 200, 432),
    ]
    notes = [rule(60, 200, 740), at("1", 60, 754, ROMAN, 6), at("Those of the south.", 70, 756, ROMAN, 9)]
    notes += [at("1", 60, 766, ROMAN, 6), at("Those of long texts.", 70, 768, ROMAN, 9)]
    found = read(pages(tmp_path / "a.pdf", [*resolution(), *first, *second, *notes])).documents
    assert [[note.text for note in document.footnotes] for document in found] == [["Those of the south."], ["Those of long texts."]]


def test_the_edition_of_a_recommendation_stands_on_its_cover(tmp_path):
    cover = [at("ITU-T", 60, 100, BOLD), at("A.1", 300, 100, BOLD), at("(10/2016)", 300, 130)]
    text = [centred("Recommendation ITU-T A.1", 80, BOLD, 14), centred("Working methods", 110, BOLD, 14), opener("considering", 150)]
    document = printed(tmp_path, cover, [*text, at("that work needs methods,", 60, 172), opener("recommends", 200), at("to have some.", 60, 222)])
    assert (document.id, document.edition.label, document.edition.year) == ("itu-t/rec/a.1", "2016-10", 2016)


@pytest.fixture(scope="module")
def word_and_pdf():
    if not REAL_FILES.is_dir():
        pytest.skip(REAL)
    return tuple(one(REAL_FILES / f"T-RES-T.1-2016-MSW-E.{suffix}") for suffix in ("docx", "pdf"))


def test_a_real_word_file_and_its_pdf_give_the_same_tree(word_and_pdf):
    """The Word file tells the truth about the PDF that was made from it; figures and what is drawn in them differ."""

    def rows(document):
        return [(c.part, c.opener.casefold(), c.label, "".join(c.text.split())) for c in document.clauses]

    word, pdf = (rows(document) for document in word_and_pdf)
    assert len(word) > 300
    assert sum(row in set(pdf) for row in word) / len(word) > 0.97
    assert word_and_pdf[0].id == word_and_pdf[1].id == "wtsa/res/1"
    assert [note.mark for note in word_and_pdf[1].footnotes][:2] == ["1", "1bis"]


@pytest.mark.skipif(not REAL_FILES.is_dir(), reason=REAL)
@pytest.mark.parametrize(
    ("name", "documents", "first", "body"),
    [
        ("A_RES_73_6-EN.pdf", 1, "unga/res/73-6", "UNGA"),
        ("ciml-52-resolutions-en.pdf", 36, "ciml/res/2017-1", "CIML"),
        ("ciml-43-resolutions-bilingual.pdf", 63, "ciml/res/2008-1", "CIML"),  # 32 in English, and the same in French but for one that was deleted
        ("38_ciml_decisions-en-fr.pdf", 78, "ciml/dec/2003-1", "CIML"),
        ("conference-17-resolutions-en.pdf", 11, "oiml-conference/res/2025-1", "OIML-Conference"),
        ("R-REC-RA.314-10-E.pdf", 1, "itu-r/rec/ra.314", "ITU-R"),
        ("T-REC-A.1-201610-E.pdf", 1, "itu-t/rec/a.1", "ITU-T"),
    ],
)
def test_real_documents_of_several_organisations_are_found(name, documents, first, body):
    found = read(REAL_FILES / name).documents
    assert len(found) == documents
    assert (found[0].id, found[0].body) == (first, body)


def test_a_small_figure_below_the_line_ends_no_paragraph(tmp_path):
    page = [
        *resolution(),
        at("resolves", 94, 190, ITALIC),
        at("1", 60, 212),
        at("to draw up a method by which all of the members may measure how much", 94, 212),
        lowered("CO", "2", " is given off by networks, and report on it", 94, 225),
        at("each year;", 94, 238),
        at("2", 60, 260),
        at("to save energy.", 94, 260),
    ]
    [found] = extract(from_path(pages(tmp_path / "a.pdf", page))).documents
    told = "to draw up a method by which all of the members may measure how much CO2 is given off by networks, and report on it each year;"
    assert [(clause.label, clause.text) for clause in found.clauses] == [("1", told), ("2", "to save energy.")]


def test_a_caption_in_the_middle_hangs_under_no_item_and_the_foot_of_a_single_page_is_no_text(tmp_path):
    content = [
        opener("resolves", 190),
        at("1", 60, 212),
        at("to paint masts:", 94, 212),
        at("a)", 94, 234),
        at("in red;", 128, 234),
        centred("Figure 1 - A mast in red", 280),
        at("iv", 60, 800),
        at("Rec. ITU-T Z.912 (11/2016)", 94, 800),
    ]
    document = printed(tmp_path, [*resolution(), *content])
    assert [(c.depth, c.text) for c in document.clauses] == [(0, "to paint masts:"), (1, "in red;"), (0, "Figure 1 - A mast in red")]


def test_the_name_of_a_part_divides_nothing_inside_a_text_that_goes_on(tmp_path):
    """A Question that lists what it is related to under "Questions" without a colon, and an annex that says "Study Group 1"."""
    document = printed(
        tmp_path,
        [
            centred("Question 5/2", 60, BOLD),
            centred("Lamps on towers", 80, BOLD),
            at("Motivation", 60, 120, BOLD),
            at("Towers need lamps.", 60, 145),
            at("Relationships", 60, 180, BOLD),
            at("Recommendations", 60, 210, BOLD),
            *item("–", "K.52; L.1400", 235),
            at("Questions", 60, 270, BOLD),
            *item("–", "3/5; 4/5", 295),
            at("Study groups", 60, 330, BOLD),
            *item("–", "ITU-T SG5", 355),
        ],
    )
    assert [c.text for c in document.clauses if c.part is Part.RELATIONS] == [
        "Recommendations",
        "K.52; L.1400",
        "Questions",
        "3/5; 4/5",
        "Study groups",
        "ITU-T SG5",
    ]
    related = [citation.id.split("/", 1)[1] for citation in document.citations]
    assert [id_.removeprefix("2022-2024/") for id_ in related] == ["rec/k.52", "rec/l.1400", "q/3-5", "q/4-5", "sg/5"]


def test_a_study_group_that_an_annex_names_is_a_head_in_it_and_not_between_texts(tmp_path):
    first = [
        *resolution(),
        opener("resolves", 190),
        at("to found the groups of the annex.", 60, 215),
        centred("ANNEX 1", 260, BOLD),
        centred("Scope of the groups", 295, BOLD),
        centred("Study Group 1", 330, BOLD),
        *item("–", "lamps", 360),
        centred("Study Group 2", 395, BOLD),
        *item("–", "towers", 425),
    ]
    document = printed(tmp_path, first)
    assert [c.text for c in document.clauses if c.part is Part.ANNEX] == ["Study Group 1", "lamps", "Study Group 2", "towers"]


def test_the_question_below_a_title_is_its_history_and_cited(tmp_path):
    document = printed(
        tmp_path,
        [
            centred("RECOMMENDATION ITU-R RA.9999-1", 60, BOLD),
            centred("Bands for looking at lamps", 90, BOLD),
            centred("(Question ITU-R 999/7)", 130),
            centred("(1999-2003)", 165),
            at("The ITU Radiocommunication Assembly,", 60, 200),
            opener("considering", 230),
            *item("a)", "that lamps shine,", 255),
            opener("recommends", 285),
            *item("1", "that they be looked at.", 310),
        ],
    )
    assert document.title == "Bands for looking at lamps"
    assert ("history", "(Question ITU-R 999/7) (1999-2003)") in document.details
    assert "itu-r/q/999-7" in [citation.id for citation in document.citations]


@pytest.mark.parametrize("foot", ["31-46464* (E) 270731", "31-46464 (F)", "31-46464"])
def test_the_job_number_at_the_foot_of_a_text_of_the_united_nations_is_no_part_of_it(tmp_path, foot):
    document = printed(
        tmp_path,
        [
            at("73/6. Use of space", 60, 100, BOLD),
            at("The General Assembly,", 60, 130),
            at("Recalling the lamps of old,", 60, 160),
            at("1. Decides to light them1.", 60, 190),
            rule(60, 200, 700),
            raised("", "1", 60, 712),
            at("See the list of lamps.", 66, 712, size=8),
            at(foot, 60, 790, size=8),
        ],
    )
    assert foot[:8] not in " ".join([*(c.text for c in document.clauses), *(n.text for n in document.footnotes)])
