"""Actors: whom an opener tells to act, and nobody who only helps or is told of."""

import pytest

from mapper.extractors.actors import addressed, said, told
from mapper.profiles import organisation_of

BR, TSB, BDT = (
    f"Director of the {bureau} Bureau" for bureau in ("Radiocommunication", "Telecommunication Standardization", "Telecommunication Development")
)

THREE = "the Telecommunication Development Bureau, the Radiocommunication Bureau and the Telecommunication Standardization Bureau"


@pytest.mark.parametrize(
    ("opener", "named"),
    [
        ("instructs ITU-T Study Group 5", ["ITU-T study groups"]),
        ("instructs Study Groups 2, 5 and 20 of ITU-T", ["ITU-T study groups"]),
        ("instructs ITU-D Study Groups 1 and 2", ["ITU-D study groups"]),
        ("invites ITU-R study groups", ["ITU-R Study Groups"]),
        ("instructs all study groups of the ITU Telecommunication Standardization Sector", ["ITU-T study groups"]),
        ("invites study group chairmen", []),
        ("instructs the study groups", ["study groups"]),
        ("resolves to invite ITU-R", ["ITU-R"]),
        ("invites regional telecommunication organizations", ["regional organizations"]),
        ("instructs the Directors of the Radiocommunication Bureau and the Telecommunication Standardization Bureau", [BR, TSB]),
        (f"instructs the Directors of {THREE}", [BDT, BR, TSB]),
        ("instructs the Directors of the Bureaux", ["Directors of the Bureaux"]),
        (f"instructs the {BDT}, in close coordination with the {BR}", [BDT]),
        (f"instructs the Secretary-General and the {BDT}", ["Secretary-General", BDT]),
        (f"instructs the {BDT} to invite Member States", [BDT]),
        ("invites Member States and Sector Members to contribute to the work of the Council", ["Member States", "Sector Members"]),
        ("resolves to instruct the Council", ["Council"]),
        ("instructs the Council Working Group on the Internet", ["Council Working Groups"]),
        ("invites the United Nations Secretary-General", ["Secretary-General of the United Nations"]),
        ("invites the Secretary-General of the United Nations", ["Secretary-General of the United Nations"]),
        ("invites developing countries and the private sector", ["developing countries", "private sector"]),
        ("instructs the Directors of BR, TSB and BDT", [BR, TSB, BDT]),
        ("resolves", []),
    ],
)
def test_an_opener_names_its_actors(opener, named):
    assert addressed(opener, organisation_of("WTSA")) == "; ".join(named)


def test_the_task_names_no_actor_in_a_run_in_opener_either():
    assert said("Requests the Secretary-General to report to Member States", organisation_of("UNGA")) == "Secretary-General"


def test_what_is_said_to_somebody_is_no_task():
    opener = "Appeals to the President of the Committee and to the Director of the Bureau"
    assert said(opener, organisation_of("CIML")) == "CIML President; BIML Director"


@pytest.mark.parametrize(
    "sentence",
    [
        "Gives its discharge to the President of the Committee and to the Director of the Bureau",
        "Elects the Director of the Bureau as President",
        "The Committee took note that the Conference had requested the Bureau to pay",
    ],
)
def test_who_is_thanked_elected_or_told_of_is_no_actor(sentence):
    assert said(sentence, organisation_of("CIML")) == ""


def test_each_verb_of_a_sentence_addresses_whom_it_asks():
    sentence = "The Committee thanked Member States, instructed its President to sign and requested the Bureau to inform Corresponding Members"
    assert said(sentence, organisation_of("CIML")) == "CIML President; BIML"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("to instruct the Secretary-General to report once", "Secretary-General"),
        ("that TSAG shall look at it again", "Telecommunication Standardization Advisory Group"),
        ("that the Director of BDT should help", BDT),
        ("to call on Member States and Sector Members to help", "Member States; Sector Members"),
        ("that the money given by the Council shall be spent", ""),
        ("that the needs of developing countries shall be met", ""),
        ("to go on as before", ""),
    ],
)
def test_a_clause_itself_may_tell_somebody_to_act(text, named):
    assert told(text, organisation_of("WTSA")) == named


@pytest.mark.parametrize(
    ("opener", "named"),
    [
        ("instructs the Director, BR", [BR]),
        ("invites the Director, TSB, and the Director, BDT", [TSB, BDT]),
        ("charge les Commissions d'études 13 et 17 de l'UIT-T", ["ITU-T study groups"]),
        ("décide de charger la Commission d'études 5 du Secteur des radiocommunications", ["ITU-R Study Groups"]),
        ("resuelve encargar a la Comisión de Estudio 13 del UIT-T", ["ITU-T study groups"]),
        ("encarga a la Comisión de Estudio 1", ["study groups"]),
        ("решает поручить 13-й Исследовательской комиссии МСЭ-Т", ["ITU-T study groups"]),
        ("поручает ИК5 МСЭ-R", ["ITU-R Study Groups"]),
        ("поручает Директору БР", [BR]),
        ("تكلف لجان الدراسات 5 و13 و20 لقطاع تقييس الاتصالات", ["ITU-T study groups"]),
        ("تقرر تكليف لجنة الدراسات 2 التابعة لقطاع تنمية الاتصالات", ["ITU-D study groups"]),
        ("责成ITU-T第5、13和20研究组", ["ITU-T study groups"]),
        ("请无线电通信部门第4研究组", ["ITU-R Study Groups"]),
        ("责成无线电通信局（BR）主任", [BR]),
    ],
)
def test_bureaux_are_named_short_and_study_groups_by_number_in_every_language(opener, named):
    assert addressed(opener, organisation_of("WTSA")) == "; ".join(named)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (f"that the {BDT}, together with the Directors of the other Bureaux, shall write to it", BDT),
        ("that the Secretary-General, with the support of Member States, Sector Members and Academia, is to write", "Secretary-General"),
        ("that, from 2031 on, the Council shall look at it", "Council"),
        ("that the Director, BR, should help", BR),
        ("que le Secrétaire général, en collaboration avec les Directeurs, doit écrire", "Secretary-General"),
        ("что Генеральный секретарь, в сотрудничестве с Директорами, должен написать", "Secretary-General"),
        ("that the letter of the Council, and those of others, shall be kept", ""),
        ("that the Council has seen the letter, and all others shall see it", ""),
    ],
)
def test_what_is_said_beside_an_actor_does_not_hide_it(text, named):
    assert told(text, organisation_of("WTSA")) == named
