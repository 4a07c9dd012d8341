"""Regions: where a place is, by the countries and cities of the profiles in `agenda/`; no place is put into a region on a guess."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from mapper.profiles.folders import folder

_PARTS = re.compile(r"\s*[,;/()|]\s*|\s+[-–—]\s+")
_COMMON = "common"


def find(region: str, place: str) -> str:
    """Name the region: that of the list, as the profile calls it, else that of the last part of the place that is known; empty where none is."""
    if region:
        return _regions().get(folded(region), region)
    known = _places()
    if whole := known.get(folded(place.strip(" ,"))):
        return whole
    return next((known[part] for part in map(folded, reversed(_PARTS.split(place))) if part in known), "")


def folded(words: str) -> str:
    """Fold letters, accents and stops, so that Bogota and Bogotá are one place."""
    apart = unicodedata.normalize("NFKD", words.casefold().replace("’", "'"))
    return " ".join("".join(c for c in apart if not unicodedata.combining(c) and c != ".").split())


@cache
def countries() -> Mapping[str, tuple[str, ...]]:
    """Give the countries of each region of all profiles."""
    return {region: tuple(told["places"]) for name, profile in folder("agenda").items() if name != _COMMON for region, told in profile.items()}


@cache
def _regions() -> Mapping[str, str]:
    profiles = [profile for name, profile in folder("agenda").items() if name != _COMMON]
    return {folded(word): region for profile in profiles for region, told in profile.items() for word in (region, *told["also"])}


@cache
def _places() -> Mapping[str, str]:
    profiles = [profile for name, profile in folder("agenda").items() if name != _COMMON]
    named = [(region, country, others) for profile in profiles for region, told in profile.items() for country, others in told["places"].items()]
    return {folded(word): region for region, country, others in named for word in (country, *others)}
