"""Facing pages: a book in two languages is read language by language, and each text is kept in both."""

from mapper import documents
from mapper.extractors import facing
from mapper.extractors.lines import Line, Run, Sheet
from mapper.sources import list_sources
from mapper.types import Box
from tests.paper import BOLD, ROMAN, at, centred, pages

ENGLISH = (
    "the scales of all shops are tested by the services that the states have set up for this and that they pay for in the first part of the year"
)
FRENCH = "les balances de tous les magasins sont vérifiées par les services que les États ont créés pour cela et que le public paie dans une année"


def sheet(number, text):
    return Sheet(number, (Line((Run(f"{text} {text}"),), number, Box(0, 0, 100, 10)),))


def order(*texts):
    return [page.number for page in facing.in_turn([sheet(number, text) for number, text in enumerate(texts, start=1)])]


def test_pages_that_take_turns_are_read_language_by_language():
    assert order("Cover", ENGLISH, FRENCH, ENGLISH, FRENCH, ENGLISH) == [1, 2, 4, 6, 3, 5]


def test_one_language_behind_the_other_stays_as_it_stands():
    assert order(ENGLISH, ENGLISH, ENGLISH, FRENCH, FRENCH, FRENCH) == [1, 2, 3, 4, 5, 6]
    assert order(ENGLISH, FRENCH, ENGLISH) == [1, 2, 3]


def page(title, *texts):
    return [centred(title, 60, ROMAN), *(at(words, 60, 100 + 16 * n, BOLD if words.startswith("R") else ROMAN) for n, words in enumerate(texts))]


def test_a_text_that_runs_over_the_page_of_the_other_language_is_whole_in_both(tmp_path):
    english = (
        page(
            "Resolutions of the International Committee of Legal Metrology, Oslo 2009",
            "Resolution no. 1 (Agenda item 4)",
            "The Committee approved the report on the testing of scales in the shops of all the",
            "states that take part in the work, and it instructed the Bureau to print the whole of this report",
        ),
        page(
            "Resolutions: 44th CIML Meeting (2009)",
            "before the end of the year 2010 so that it is at hand for those who test scales.",
            "Resolution no. 2 (Agenda item 5)",
            "The Committee thanked the Bureau for the report that it had written on the budget",
            "of the years to come and for all of the figures that the report has in its annex.",
        ),
    )
    french = (
        page(
            "Résolutions du Comité International de Métrologie Légale, Oslo 2009",
            "Résolution n° 1 (Point 4)",
            "Le Comité a approuvé le rapport sur la vérification des balances dans les magasins de",
            "tous les États qui prennent part aux travaux, et il a chargé le Bureau de publier tout ce",
        ),
        page(
            "Résolutions: 44e Réunion du CIML (2009)",
            "rapport avant la fin de 2010 pour que ceux qui vérifient les balances en disposent.",
            "Résolution n° 2 (Point 5)",
            "Le Comité a remercié le Bureau pour le rapport qu'il avait rédigé sur le budget des",
            "années à venir et pour tous les chiffres qui figurent dans l'annexe de ce rapport.",
        ),
    )
    path = pages(tmp_path / "a.pdf", english[0], french[0], english[1], french[1])
    [extraction] = documents.extract_all(list_sources([path]))
    found = [(document.id, document.language, document.title, len(document.clauses)) for document in extraction.documents]
    assert found == [
        ("ciml/res/2009-1", "en", "Resolution no. 1", 1),
        ("ciml/res/2009-2", "en", "Resolution no. 2", 1),
        ("ciml/res/2009-1", "fr", "Résolution n° 1", 1),
        ("ciml/res/2009-2", "fr", "Résolution n° 2", 1),
    ]
    one, thanks, un, _ = (document.clauses[0] for document in extraction.documents)
    assert (one.opener, one.actor, one.deadline) == ("The Committee approved", "BIML", "before the end of the year 2010")
    assert one.text.endswith("for those who test scales.")
    assert (thanks.opener, thanks.actor) == ("The Committee thanked", "")
    assert (un.opener, un.actor, un.deadline) == ("Le Comité a approuvé", "BIML", "avant la fin de 2010")
    assert ("history", "(Agenda item 4)") in extraction.documents[0].details
    assert extraction.problems == ()
    assert extraction.quality.lost == ()


def test_a_meeting_without_resolutions_decided_under_the_items_of_its_agenda(tmp_path):
    path = pages(
        tmp_path / "a.pdf",
        [
            centred("Meeting of the International Committee of Legal Metrology, Lima 2001", 60, BOLD),
            at("1 Opening", 60, 100, ROMAN, 13),
            at("The Committee noted the address of the host.", 60, 120),
            at("2 Money", 60, 150, ROMAN, 13),
            at("2.1 The accounts of the year 2000", 60, 180, ROMAN, 10),
            at("The accounts were laid before the Committee by the Bureau and by its auditor.", 60, 200),
            at("The Committee approved the accounts and asked the Bureau to send them to Member States.", 60, 220),
            at("2.2 The budget of the years to come", 60, 250, ROMAN, 10),
            at("The Committee decided that the contributions of the members will stay as they are.", 60, 270),
        ],
    )
    [extraction] = documents.extract_all(list_sources([path]))
    found = [(document.id, document.kind.value, document.title) for document in extraction.documents]
    assert found == [
        ("ciml/dec/2001-1", "decision", "Opening"),
        ("ciml/dec/2001-2.1", "decision", "The accounts of the year 2000"),
        ("ciml/dec/2001-2.2", "decision", "The budget of the years to come"),
    ]
    clauses = extraction.documents[1].clauses
    assert [(clause.part.value, clause.opener, clause.actor) for clause in clauses] == [
        ("body", "", ""),
        ("operative", "The Committee approved", "BIML"),
    ]
    assert extraction.quality.lost == ()
