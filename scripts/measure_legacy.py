"""Measure how many ids of tables that others keep are resolved right, wrong or not at all, against one regular expression for each kind of id.

The tables are made from published numbers and titles (questions.tsv and resolutions.tsv, one a line), seeded: lists, side-by-side lists, matrices,
lists of ids with ranges, bare numbers under heads, ids in six languages, editions, study periods told above, beside or only by the year of the table,
merged heads, titles beside ids, and slips: odd blanks and signs, letters without their number, titles cut short, texts that nobody has, no Sector
named anywhere. Each id is counted once: right where the reader names its work, wrong where it names another, unresolved where none.

    python scripts/measure_legacy.py FOLDER [--tables 300] [--seed 1] [--json]
"""

import argparse
import csv
import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mapper.extractors import naming
from mapper.legacy import rows
from mapper.legacy.grids import Grid
from mapper.legacy.layouts import layout
from mapper.legacy.meaning import Sense
from mapper.legacy.shapes import Asked, Unclear
from mapper.library import Library, shelve
from mapper.profiles import Body, Organisation, organisations
from mapper.types import Document, Edition, Kind, SourceFile, Status

_CODES = {"WTSA": "WTSA", "WTDC": "WTDC", "PP": "PP", "WRC": "WRC", "RA": "RA", "ITU-R": "RA"}
_QUESTION = re.compile(r"(?:ITU-R\s*)?Q?(\d{1,3})(?:-\d{1,2})?/(\d{1,2})")
_PARTY = re.compile(r"(?:WP|SG|)\s?(\d[A-Z])")
_LANGUAGES = {  # noun of a Question, of a resolution, of a working party; heads of the columns
    "en": ("Question", "Resolution", "WP", "Title", "Remarks"),
    "fr": ("Question", "Résolution", "GT", "Titre", "Observations"),
    "es": ("Cuestión", "Resolución", "GT", "Título", "Observaciones"),
    "ru": ("Вопрос", "Резолюция", "РГ", "Название", "Примечания"),
    "ar": ("المسألة", "القرار", "فرقة العمل", "العنوان", "ملاحظات"),
    "zh": ("课题", "决议", "工作组", "标题", "备注"),
}


@dataclass(frozen=True)
class Made:
    """Hold a table with what each of its ids means: by row and by word."""

    shape: str
    rows: list[list[str]]
    year: int | None
    truth: dict[int, set[str]]


@dataclass
class Facts:
    """Hold the texts that tables may name, by what they are."""

    library: Library
    profile: Organisation
    by: dict[tuple[str, str], list[Document]] = field(default_factory=dict)


def facts(folder: Path) -> Facts:
    """Make a library of all numbers and titles, each text in its period."""
    profile = organisations()[0]
    documents = {one.key: one for one in (*_questions(folder, profile), *_resolutions(folder, profile))}
    found = Facts(shelve(documents.values()), profile)
    for one in documents.values():
        found.by.setdefault((one.body, one.period or one.kind.value), []).append(one)
    return found


def _lines(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def _questions(folder: Path, profile: Organisation) -> Iterator[Document]:
    for line in _lines(folder / "questions.tsv"):
        body = profile.body(line["sector"])
        question, party = _QUESTION.fullmatch(line["id"]), re.fullmatch(r"WP (\d[A-Z])|SG (\d+)", line["id"])
        if body and question:
            years = re.match(r"(\d{4})-\d{4}", line["study_period"])
            period = next((one for one in body.periods if years and one.startswith(years[1])), "")
            if period or not body.periods:
                yield _document(Kind.QUESTION, body, line["id"].split()[-1].lstrip("Q"), line["title"], period)
        elif body and party:
            yield _document(Kind.MANDATE, body, line["id"], line["title"], "")


def _resolutions(folder: Path, profile: Organisation) -> Iterator[Document]:
    for line in _lines(folder / "resolutions.tsv"):
        body = profile.body(_CODES.get(line["body"], ""))
        if body and line["number"].isdigit():
            yield _document(Kind.RESOLUTION, body, line["number"], line["title"], "", line["latest_revision_known"])


def _document(kind: Kind, body: Body, number: str, title: str, period: str, label: str = "") -> Document:
    profile = organisations()[0]
    work = naming.work_id(kind, body, number, period, profile)
    edition = naming.edition(label, profile) if label and not body.prefixes else Edition()
    status = Status.CLOSED if period and period != body.periods[-2 if body.code == "ITU-T" else -1] else Status.IN_FORCE
    source = SourceFile(f"{work}.pdf", work)
    return Document(work, kind, body.code, number, title, edition, "en", status, source, (1, 1), (), sector=body.sector, period=period)


# tables


def tables(known: Facts, count: int, seed: int) -> Iterator[Made]:
    """Make so many tables of all shapes in turn."""
    chance = random.Random(seed)
    makers = (_questions_by_parties, _matrix, _side_by_side, _resolutions_listed, _bare, _foreign, _grouped, _across_periods, _slips, _slips)
    for number in range(count):
        yield makers[number % len(makers)](known, chance)


def _pick(known: Facts, chance: random.Random, code: str, what: str, most: int) -> list[Document]:
    held = sorted(known.by.get((code, what), []), key=lambda one: one.id)
    return chance.sample(held, min(most, len(held)))


def _period(known: Facts, chance: random.Random, code: str) -> str:
    return chance.choice(sorted(period for body, period in known.by if body == code and period[0].isdigit() and len(known.by[body, period]) > 5))


def _parties(known: Facts, chance: random.Random, most: int) -> list[Document]:
    return [one for one in _pick(known, chance, "ITU-R", "mandate", 99) if one.number.startswith("WP")][:most]


def _said_parties(parties: Sequence[Document], chance: random.Random) -> str:
    numbers = sorted(one.number.removeprefix("WP ") for one in parties)
    ways = (
        "WPs " + ", ".join(numbers[:-1]) + f" and {numbers[-1]}" if len(numbers) > 1 else f"WP {numbers[0]}",
        ", ".join(numbers),
        "/".join(numbers),
        "\n".join(f"WP {number}" for number in numbers),
        "; ".join(f"Working Party {number}" for number in numbers),
        ", ".join(f"WP{number}" for number in numbers),
    )
    return chance.choice(ways)


def _said_questions(asked: Sequence[Document], chance: random.Random) -> str:
    """Write Questions of one group as people do, ranges where they follow each other."""
    numbers = sorted((int(one.number.split("/")[0]), one.number.split("/")[1]) for one in asked)
    group = numbers[0][1]
    plain = [str(number) for number, _ in numbers]
    run = numbers[-1][0] - numbers[0][0] == len(numbers) - 1 and len(numbers) > 1
    ways = [f"Qs {', '.join(plain)}/{group}" if len(plain) > 1 else f"Q{plain[0]}/{group}", ", ".join(f"Q{one}/{group}" for one in plain)]
    ways += [
        f"Questions {', '.join(plain)}/{group}" if len(plain) > 1 else f"Question {plain[0]}/{group}",
        "; ".join(f"{one}/{group}" for one in plain),
    ]
    ways += [f"Q{plain[0]}-{plain[-1]}/{group}", f"Qs {plain[0]}/{group} to {plain[-1]}/{group}"] if run else []
    return chance.choice(ways)


def _some(known: Facts, chance: random.Random, code: str, period: str) -> list[Document]:
    """Pick one to three Questions of one group, often in a row."""
    held = [one for one in known.by[code, period] if re.fullmatch(r"\d+/\d+", one.number)]
    group = chance.choice(sorted({one.number.split("/")[1] for one in held}))
    inside = sorted((one for one in held if one.number.endswith(f"/{group}")), key=lambda one: int(one.number.split("/")[0]))
    start = chance.randrange(len(inside))
    return inside[start : start + chance.choice((1, 1, 1, 2, 3))]


def _when(period: str, chance: random.Random) -> tuple[str, int | None]:
    """Tell the period above the table, or leave it to the year of the table."""
    return (f" ({period})", None) if chance.random() < 0.5 else ("", int(period[:4]) + 1)


def _questions_by_parties(known: Facts, chance: random.Random) -> Made:
    code = chance.choice(("ITU-D", "ITU-T"))
    period = _period(known, chance, code)
    told, year = _when(period, chance)
    made = Made(
        "list", [[f"Table 1: {code} Questions x ITU-R Working Parties{told}"], [f"{code} Question", "Title", "ITU-R WP", "Remarks"]], year, {}
    )
    for _ in range(chance.randint(4, 12)):
        asked, parties = _some(known, chance, code, period), _parties(known, chance, chance.randint(1, 4))
        title = asked[0].title if len(asked) == 1 and chance.random() < 0.7 else ""
        made.truth[len(made.rows)] = {one.id for one in (*asked, *parties)}
        made.rows.append([_said_questions(asked, chance), title, _said_parties(parties, chance), chance.choice(("", "see Question 1/5", "tbc"))])
    return made


def _matrix(known: Facts, chance: random.Random) -> Made:
    code = chance.choice(("ITU-D", "ITU-T"))
    period = _period(known, chance, code)
    told, year = _when(period, chance)
    parties = _parties(known, chance, 8)
    heads = [one.number if chance.random() < 0.5 else one.number.removeprefix("WP ") for one in parties]
    title = f"{code} Questions and ITU-R Working Parties{told}"
    made = Made("matrix", [[title], ["", "", *["ITU-R"] * len(parties)], ["Question", "Title", *heads]], year, {2: {one.id for one in parties}})
    mark = chance.choice(("X", "x", "✓", "●", "1"))
    for _ in range(chance.randint(4, 10)):
        asked = _some(known, chance, code, period)[:1]
        made.truth[len(made.rows)] = {asked[0].id}
        number = chance.choice(("Q", "", "Question ")) + asked[0].number
        made.rows.append([number, asked[0].title, mark, *[chance.choice((mark, "", "")) for _ in parties[1:]]])
    return made


def _side_by_side(known: Facts, chance: random.Random) -> Made:
    codes = ["PP", "WTSA", "WTDC", "RA"]
    made = Made("side by side", [["PP", "WTSA", "WTDC", "ITU-R", "Comments"]], 2020, {})
    for _ in range(chance.randint(5, 12)):
        picked = [_pick(known, chance, code, "resolution", chance.choice((0, 1, 1, 2))) for code in codes]
        if sum(map(bool, picked)) < 2:
            continue
        made.truth[len(made.rows)] = {one.id for some in picked for one in some}
        made.rows.append([", ".join(chance.choice(("", "Res. ", "Res ")) + one.number for one in some) for some in picked] + [""])
    return made


def _resolutions_listed(known: Facts, chance: random.Random) -> Made:
    made = Made("codes", [["Resolution", "Related resolutions", "Type"]], None, {})
    for _ in range(chance.randint(5, 12)):
        codes = chance.sample(["PP", "WTSA", "WTDC"], 2)
        left, right = (_pick(known, chance, code, "resolution", chance.randint(1, 2)) for code in codes)
        made.truth[len(made.rows)] = {one.id for one in (*left, *right)}
        made.rows.append([*("; ".join(_coded(one, chance) for one in side) for side in (left[:1], right)), "common interest"])
        made.truth[len(made.rows) - 1] = {one.id for one in (*left[:1], *right)}
    return made


def _coded(one: Document, chance: random.Random) -> str:
    ways = [f"{one.body}-{one.number}", f"Res. {one.number} ({one.body})", f"{one.body} Resolution {one.number}", f"{one.body} Res {one.number}"]
    if one.edition.label:
        ways += [f"Resolution {one.number} ({one.edition.label})", f"{one.body} Res. {one.number} ({one.edition.label})"]
    return chance.choice(ways)


def _bare(known: Facts, chance: random.Random) -> Made:
    made = Made("bare numbers", [["WTSA Resolutions", "WTDC Resolutions"]], None, {})
    for _ in range(chance.randint(5, 12)):
        left, right = _pick(known, chance, "WTSA", "resolution", 1), _pick(known, chance, "WTDC", "resolution", chance.randint(1, 3))
        made.truth[len(made.rows)] = {one.id for one in (*left, *right)}
        made.rows.append([left[0].number, ", ".join(one.number for one in right)])
    return made


def _foreign(known: Facts, chance: random.Random) -> Made:
    language = chance.choice(sorted(_LANGUAGES))
    question, _, party, title, remark = _LANGUAGES[language]
    sector = {"fr": "UIT", "es": "UIT", "ru": "МСЭ"}.get(language, "ITU")
    period = _period(known, chance, "ITU-T")
    heads = [f"{question} {sector}-T", title, f"{party} {sector}-R", remark]
    made = Made(f"heads in {language}", [[period], heads], None, {})
    for _ in range(chance.randint(4, 10)):
        asked, parties = _some(known, chance, "ITU-T", period)[:1], _parties(known, chance, 2)
        made.truth[len(made.rows)] = {one.id for one in (*asked, *parties)}
        named = f"第{asked[0].number}号{question}" if language == "zh" else f"{question} {asked[0].number}"
        made.rows.append([named, "", ", ".join(f"{party} {one.number.removeprefix('WP ')}" for one in parties), ""])
    return made


def _grouped(known: Facts, chance: random.Random) -> Made:
    period = _period(known, chance, "ITU-T")
    made = Made("group beside", [["Study period " + period], ["ITU-T SG", "ITU-T Question", "ITU-R Working Party"]], None, {})
    for _ in range(chance.randint(5, 10)):
        asked, parties = _some(known, chance, "ITU-T", period)[:1], _parties(known, chance, 2)
        number, group = asked[0].number.split("/")
        made.truth[len(made.rows)] = {one.id for one in (*asked, *parties)}
        made.rows.append([f"SG{group}", f"Q{number}", _said_parties(parties, chance)])
    return made


def _across_periods(known: Facts, chance: random.Random) -> Made:
    made = Made("period in the row", [["ITU-D Question", "ITU-T Question"]], None, {})
    for _ in range(chance.randint(5, 10)):
        sides = [(code, _period(known, chance, code)) for code in ("ITU-D", "ITU-T")]
        asked = [_some(known, chance, code, period)[0] for code, period in sides]
        made.truth[len(made.rows)] = {one.id for one in asked}
        made.rows.append([f"{chance.choice(('Q', 'Question ', ''))}{one.number} ({one.period})" for one in asked])
    return made


def _slips(known: Facts, chance: random.Random) -> Made:
    """Write as people do in a hurry; one in eight ids is of a text that nobody has, and half of the tables name no Sector of the Questions."""
    code = chance.choice(("ITU-D", "ITU-T"))
    period = _period(known, chance, code)
    head = chance.choice((f"{code} Question", "Question", "Q"))
    made = Made("slips", [[head, "Topic", chance.choice(("WP", "ITU-R WPs", "Working Party (ITU-R)"))]], int(period[:4]) + 1, {})
    for _ in range(chance.randint(4, 10)):
        asked, parties = _some(known, chance, code, period)[:1], sorted(_parties(known, chance, 2), key=lambda one: one.id)
        number, group = asked[0].number.split("/")
        lost = chance.random() < 0.125
        number = "97" if lost else number
        said = (
            f"Q {number} / {group}",
            f"q{number}/{group}",
            f"Q.{number}/{group}",
            f"Qn {number}/{group}",
            f"Q{number}-{group}",
            f"{code} Q{number}/{group}",
        )
        letters = [one.number.removeprefix("WP ") for one in parties]
        joined = (
            " & ".join(letters),
            f"WP{letters[0].lower()}, {letters[-1].lower()}",
            " + ".join(f"WP-{one}" for one in letters),
            ", ".join(letters) + ", tbc",
        )
        words = asked[0].title.split()
        title = " ".join(words[: max(3, len(words) // 2)]) if chance.random() < 0.6 and not lost else ""
        made.truth[len(made.rows)] = {one.id for one in (*(() if lost else asked), *parties)}
        made.rows.append([chance.choice(said), title, chance.choice(joined)])
    return made


# readers


def by_reader(made: Made, known: Facts) -> dict[int, set[str]]:
    """Resolve a table as `mapper import` does; give the works of each row."""
    width = max(map(len, made.rows))
    across = frozenset(place for place, row in enumerate(made.rows) if len(row) == 1)
    grid = Grid("", 1, tuple((*row, *[""] * (width - len(row))) for row in made.rows), across=across)
    sense = Sense(known.library, known.profile, "", made.year, dated=made.year is not None)
    found: dict[int, set[str]] = {}
    try:
        told = rows.read(layout(grid, known.profile, known.library.works, Asked()), sense)
    except Unclear:
        return found
    for place, works in told.named.items():
        found.setdefault(place, set()).update(works)
    return found


def by_patterns(made: Made, known: Facts) -> dict[int, set[str]]:
    """Resolve by one regular expression for each kind of id, the body from the head of the column, the newest study period: the plain baseline."""
    heads = next(row for row in made.rows if len(row) > 1 and any(row[:2]))
    found: dict[int, set[str]] = {}
    for place, row in enumerate(made.rows):
        for column, cell in enumerate(row):
            head = heads[column] if column < len(heads) else ""
            found.setdefault(place, set()).update(work for work in _matched(cell, head, known) if work in known.library.works)
    return found


def _matched(cell: str, head: str, known: Facts) -> Iterator[str]:
    sector = next((letter for letter in "dtr" if f"-{letter.upper()}" in head), "t")
    for number, group in _QUESTION.findall(cell):
        ids = [f"itu-{sector}/{period}/q/{number}-{group}" for period in known.profile.body(f"ITU-{sector.upper()}").periods]
        yield next((work for work in reversed(ids) if work in known.library.works), "")
    yield from (f"itu-r/wp/{party.lower()}" for party in _PARTY.findall(cell))
    body = next((code for code in ("PP", "WTSA", "WTDC", "ITU-R") if code in f"{cell} {head}"), "")
    for number in re.findall(r"(?:Res(?:olution)?\.?\s|-|^|,\s)(\d{1,3})(?![/\d])", cell) if body else ():
        yield f"{_CODES[body].lower()}/res/{number}"


def measure(known: Facts, made: Sequence[Made], reader: Callable[[Made, Facts], dict[int, set[str]]]) -> dict[str, Counter[str]]:
    """Count by shape what becomes of each id; a work that is named and not meant is wrong, and stands for one that is meant and not named."""
    counted: dict[str, Counter[str]] = {}
    for table in made:
        found = reader(table, known)
        for place, truth in table.truth.items():
            named = found.get(place, set())
            right, wrong = len(named & truth), len(named - truth)
            told = counted.setdefault(table.shape, Counter())
            told += Counter(ids=len(truth), right=right, wrong=wrong, unresolved=len(truth) - right - min(wrong, len(truth) - right))
    return counted


def main() -> None:
    """Print the shares, by reader and shape."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--tables", type=int, default=320)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    said = parser.parse_args()
    known = facts(said.folder)
    made = list(tables(known, said.tables, said.seed))
    for name, reader in (("mapper import", by_reader), ("one regular expression per id", by_patterns)):
        by_shape = measure(known, made, reader)
        for shape, counted in (*sorted(by_shape.items()), ("all", sum(by_shape.values(), Counter()))):
            total = counted["ids"]
            shares = {what: round(counted[what] / total, 4) for what in ("right", "wrong", "unresolved")}
            if said.json:
                print(json.dumps({"reader": name, "shape": shape, "ids": total, **shares}, ensure_ascii=False))
            else:
                print(f"{name:<30} {shape:<18} {total:>5} ids  " + "  ".join(f"{what} {share:.1%}" for what, share in shares.items()))


if __name__ == "__main__":
    main()
