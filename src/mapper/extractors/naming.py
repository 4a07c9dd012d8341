"""Names: editions as one writes them, work ids, slugs; made from what is printed and what profiles say."""

import re
import unicodedata

from mapper.profiles import Body, Organisation, fold
from mapper.types import Edition, Kind

_SHORT = re.compile(r"^(?P<tag>[^\W\d_]+)[-\s]?(?P<year>(?:19|20)?\d\d)\b")
_PUNCTUATION = str.maketrans("，、،；؛（）", ",,,;;()")
_NUMBER, _ZEROS = re.compile(r"\d[\d/.-]*[a-z]?"), re.compile(r"(?<![\d.])0+(?=\d)")
_YEARS = re.compile(r"(?:19|20)\d\d(?!\d)")


def edition(raw: str, profile: Organisation) -> Edition:
    """Write an edition tag in one way: `REV. BUSAN, 2014` as `Rev. Busan, 2014`.

    Where deleted and inserted text stand together (`Rev. Dubai, 2014BUENOS AIRES, 2017`) the later one is taken.
    """
    text = profile.idle.sub("", fold(raw).translate(_PUNCTUATION)).strip("() ,;")
    if not text:
        return Edition()
    session = _of_session(text, profile)
    if session:
        return session
    text = _of_old(text, profile)
    revised, behind = profile.revised.match(text), profile.revised_behind.search(text)
    rest = (text[: behind.start()] if behind else text)[revised.end() if revised else 0 :]
    later = bool(revised or behind)
    return _tagged(rest, later, profile) or _placed(rest, later, profile)


def _of_old(text: str, profile: Organisation) -> str:
    """Put the word that says that an edition is a later one before its place and year, where it stands behind them or behind those of the first."""
    parts = re.split(r"\s*,\s*", text)
    later = next((place for place, part in enumerate(parts) if place and profile.revised.match(f"{part} ")), 0)
    if not later:
        return text
    behind = ", ".join(parts[later:])
    return behind if _YEARS.search(behind) else f"{behind} {', '.join(reversed(parts[:later]))}"


def _tagged(rest: str, revised: bool, profile: Organisation) -> Edition | None:
    """Write the tag of a conference by its abbreviation: `WRC-12`; where hyphen or century differ it is the same."""
    short = _SHORT.match(rest)
    tag = short["tag"].upper() if short else ""
    body = next((body for body in profile.bodies if tag and tag in body.names), None)
    if short is None or (body is None and "-" not in short[0]):
        return None
    year = century(short["year"])
    label = f"{profile.tags.get(tag, tag)}-{year % 100:02}"
    return Edition(("Rev." if revised else "") + label, body.place(year) if body else "", year)


def held(body: Body, year: int, *, revised: bool = False) -> Edition:
    """Make the edition that a body's conference of a year gave: written short, or by its place."""
    year = body.held(year)
    place = body.place(year)
    if body.short:
        return Edition(f"{'Rev.' * revised}{body.code}-{year % 100:02}", place, year)
    return Edition(f"{'Rev. ' * revised}{place}, {year}", place, year)


def is_short(label: str) -> bool:
    """Say whether an edition is written by an abbreviation and two figures."""
    return re.search(r"(?<![^\W\d_])[^\W\d_]{2,5}-\d\d$", label) is not None


def meeting_id(body: Body, year: str) -> str:
    """Make the id of one conference of a body."""
    return f"{body.work}/conf/{body.held(century(year))}"


def _of_session(text: str, profile: Organisation) -> Edition | None:
    """Write the tag of a body that meets in sessions: the last one named, as revised where one stands before it."""
    for body in profile.bodies:
        named = list(re.finditer(rf"\b(?:{body.sessions})", text)) if body.sessions else []
        if named:
            before = text[: named[-1].start()].strip(" ,;")
            return Edition(("Rev. " if before else "") + named[-1][0].replace("\u0421", "C"), "", century(named[-1]["year"]))
    return None


def _placed(rest: str, revised: bool, profile: Organisation) -> Edition:
    years = _YEARS.findall(rest) or re.findall(r"(?:19|20)\d\d", rest)
    if not years:
        return Edition(("Rev. " if revised else "") + rest, "", None)
    year = int(years[-1])
    before = re.sub(r"[\s,]*(?:(?:19|20)\d\d)+[\s,]*$", "", rest)
    behind = rest[rest.rindex(years[-1]) + len(years[-1]) :].strip(" ,")  # some languages write the year first
    place = _place(re.split(r"\d{4}", before)[-1].strip(" ,") or behind, year, profile)
    label = f"{place}, {year}" if place else str(year)
    return Edition(f"Rev. {label}" if revised else label, place, year)


def _place(words: str, year: int, profile: Organisation) -> str:
    """Spell a place as the profile does; where two places run together take the one that fits the year, else the last."""
    known = [(place, when) for body in profile.bodies for place, when in body.conferences if words.casefold().endswith(place.casefold())]
    other = profile.places.get(words.casefold())
    if other:
        return other
    if known:
        return max(known, key=lambda entry: (entry[1] == year, len(entry[0]), entry[0]))[0]
    named = max((name for name in profile.places if words.casefold().endswith(name)), key=len, default="")
    if named:
        return profile.places[named]
    if words.isupper():
        return re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), words)
    return words


def century(year: str) -> int:
    """Read a year of two figures, or of four."""
    value = int(year)
    return value if len(year) > len("99") else 1900 + value if value >= 60 else 2000 + value


def numbered(number: str, *, place: str, year: int | None) -> Edition:
    """Make the edition of a text whose number carries it."""
    return Edition(number, place, year)


def years(text: str) -> list[int]:
    """Give all years of a text, in order."""
    return [int(year) for year in _YEARS.findall(text)]


def work_id(kind: Kind, body: Body, number: str, period: str, profile: Organisation) -> str:
    """Make the id that does not change from edition to edition; the 08 of a number is its 8."""
    number = _ZEROS.sub("", number) if _NUMBER.fullmatch(number) else number
    if kind is Kind.QUESTION:
        plain = re.sub(r"-\d+(?=/)", "", number).replace("/", "-")
        parts = [body.work, *([period] if period and body.periods else []), profile.works[kind], plain]
    elif kind is Kind.MANDATE:
        group, _, rest = number.partition(" ")
        parts = [body.work, group.lower(), rest or group]
    elif kind is Kind.RECOMMENDATION and "." in number:
        parts = [body.work, profile.works[kind], re.sub(r"-\d+$", "", number)]
    else:
        plain = re.sub(r"-\d+$", "", number) if body.prefixes else number
        parts = [body.work, profile.works.get(kind, kind.value), plain]
    return "/".join(_clean(part) for part in parts if part)


def _clean(part: str) -> str:
    """Keep what an id may hold."""
    return re.sub(r"[^\w.]+", "-", part.strip().lower()).strip("-")


def slug(text: str, longest: int = 60) -> str:
    """Make a short name for a place in a document from its words."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode() or text
    words = re.sub(r"[^\w]+", "-", plain.casefold()).strip("-")
    return words if len(words) <= longest else words[:longest].rsplit("-", 1)[0]
