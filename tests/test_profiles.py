"""Profiles: data that says how an organisation lays out its texts; a mistake in one is one sentence."""

import pytest

from mapper import profiles
from mapper.errors import MapperError
from mapper.types import Part


def test_every_shipped_profile_can_be_read_and_names_its_bodies():
    found = profiles.organisations()
    assert len(found) >= 3
    codes = [body.code for organisation in found for body in organisation.bodies]
    assert len(codes) == len(set(codes))
    assert all(heading.body == "" or organisation.body(heading.body) for organisation in found for heading in organisation.headings)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("considering", Part.PREAMBLE),
        ("considering further", Part.PREAMBLE),
        ("bearing in mind", Part.PREAMBLE),
        ("further resolves", Part.OPERATIVE),
        ("instructs the Secretary-General", Part.OPERATIVE),
        ("considérant", Part.PREAMBLE),
        ("charge le Directeur", Part.OPERATIVE),
        ("encarga al Director", Part.OPERATIVE),
        ("учитывая", Part.PREAMBLE),
        ("责成秘书长", Part.OPERATIVE),
    ],
)
def test_openers_are_known_in_several_languages(text, part):
    openers = profiles.organisation_of("WTSA").openers
    assert openers.match(text)[1] is part


@pytest.mark.parametrize("text", ["consideringly", "that members", "invitestates"])
def test_other_words_open_nothing(text):
    assert profiles.organisation_of("WTSA").openers.match(text) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("that the role of the conference is clear", "en"),
        ("que le rôle de la conférence est clair pour les pays", "fr"),
        ("что роль конференции в мире не ясна", "ru"),
        ("考虑到电信的作用", "zh"),
        ("7 8 9", ""),
    ],
)
def test_the_language_of_a_text_is_told(text, language):
    assert profiles.language_of(text) == language


def test_a_body_knows_its_conferences_and_study_periods():
    itu = profiles.organisation_of("WTSA")
    assert itu.body("wtsa").place(2016) == "Hammamet"
    assert itu.body("ITU-T").period(2016) == "2017-2020"
    assert itu.body("ITU-D").period(2017) == "2018-2021"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Plenipotentiary Conference of the International Telecommunication Union (Busan, 2014),", "PP"),
        ("The Council has seen", None),
        ("L\u2019Assemblée des radiocommunications de l\u2019UIT,", "RA"),
        ("  The\u00a0Council", "Council"),
    ],
)
def test_an_opening_line_is_whole(text, found):
    opening = profiles.organisation_of("PP").opening(text)
    assert (opening[0].code if opening else None) == found


def test_a_mistake_in_a_profile_is_one_sentence():
    with pytest.raises(MapperError, match=r"profile x\.toml cannot be used: .*; mend it and try again"):
        profiles.parse("name = 'X'", "x.toml")


@pytest.mark.parametrize(
    ("actors", "sectors"),
    [
        ("ITU-T study groups; Council", {"T": ("ITU-T study groups",), "GS": ("Council",)}),
        ("Directors of the Bureaux", dict.fromkeys(("R", "T", "D"), ("Directors of the Bureaux",))),
        ("ITU-T; ITU-T study groups", {"T": ("ITU-T", "ITU-T study groups")}),
        ("Director; Member States", {}),
        ("", {}),
    ],
)
def test_actors_act_for_sectors(actors, sectors):
    assert profiles.organisation_of("WTSA").addressed(actors) == sectors


def test_a_sector_that_an_actor_acts_for_has_a_body():
    for organisation in profiles.organisations():
        known = {body.sector for body in organisation.bodies}
        assert {sector for sectors in organisation.acting.values() for sector in sectors} <= known
