"""Regions: every Member State in one of six, places found by their last known part, and none put anywhere on a guess."""

from collections import Counter

import pytest

from mapper.agenda.regions import countries, find

NO_MEMBERS = frozenset(  # territories with a code of their own, and codes of no territory
    [
        "American Samoa",
        "Anguilla",
        "Antarctica",
        "Aruba",
        "Ascension Island",
        "Bermuda",
        "Bouvet Island",
        "British Indian Ocean Territory",
        "British Virgin Islands",
        "Canary Islands",
        "Caribbean Netherlands",
        "Cayman Islands",
        "Ceuta & Melilla",
        "Christmas Island",
        "Clipperton Island",
        "Cocos (Keeling) Islands",
        "Cook Islands",
        "Curaçao",
        "Diego Garcia",
        "European Union",
        "Eurozone",
        "Falkland Islands",
        "Faroe Islands",
        "French Guiana",
        "French Polynesia",
        "French Southern Territories",
        "Gibraltar",
        "Greenland",
        "Guadeloupe",
        "Guam",
        "Guernsey",
        "Heard & McDonald Islands",
        "Hong Kong SAR China",
        "Isle of Man",
        "Jersey",
        "Kosovo",
        "Macao SAR China",
        "Martinique",
        "Mayotte",
        "Montserrat",
        "New Caledonia",
        "Niue",
        "Norfolk Island",
        "Northern Mariana Islands",
        "Outlying Oceania",
        "Palestinian Territories",
        "Pitcairn Islands",
        "Pseudo-Accents",
        "Pseudo-Bidi",
        "Puerto Rico",
        "Réunion",
        "Sark",
        "Sint Maarten",
        "South Georgia & South Sandwich Islands",
        "St. Barthélemy",
        "St. Helena",
        "St. Martin",
        "St. Pierre & Miquelon",
        "Svalbard & Jan Mayen",
        "Taiwan",
        "Tokelau",
        "Tristan da Cunha",
        "Turks & Caicos Islands",
        "U.S. Outlying Islands",
        "U.S. Virgin Islands",
        "United Nations",
        "Unknown Region",
        "Wallis & Futuna",
        "Western Sahara",
        "Åland Islands",
    ]
)


@pytest.mark.parametrize(
    ("place", "region"),
    [
        ("Accra", "Africa"),
        ("accra, GHANA", "Africa"),
        ("Bogotá", "Americas"),
        ("Bogota", "Americas"),
        ("Tbilisi, Georgia", "Europe"),
        ("Atlanta, Georgia, USA", "Americas"),
        ("Hong Kong, China", "Asia-Pacific"),
        ("Geneva (Switzerland)", "Europe"),
        ("Женева", "Europe"),
        ("Cairo / online", "Arab States"),
        ("Almaty - Kazakhstan", "CIS"),
        ("N’Djamena", "Africa"),
        ("Online", ""),
        ("Atlantis", ""),
        ("", ""),
    ],
)
def test_a_place_is_in_the_region_of_its_country(place, region):
    assert find("", place) == region


@pytest.mark.parametrize(
    ("said", "region"), [("AFR", "Africa"), ("asia and the pacific", "Asia-Pacific"), ("ARB", "Arab States"), ("Nordic", "Nordic")]
)
def test_the_region_of_the_list_goes_before_the_place_and_one_that_is_not_known_stays(said, region):
    assert find(said, "Lima") == region


def test_every_country_stands_in_one_region():
    counted = Counter(country for those in countries().values() for country in those)
    assert set(counted.values()) == {1}
    assert {region: len(those) for region, those in countries().items()} == {
        **{"Africa": 44, "Americas": 35, "Arab States": 21},
        **{"Asia-Pacific": 39, "CIS": 9, "Europe": 46},
    }


def test_no_territory_of_the_packaged_list_of_countries_is_forgotten():
    babel = pytest.importorskip("babel", reason="babel, which knows the territories, is not installed")
    names = {name for code, name in babel.Locale("en").territories.items() if len(code) == 2 and code.isalpha()}
    assert {name for name in names if not find("", name)} <= NO_MEMBERS
