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
