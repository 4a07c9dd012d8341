"""A small library with works of three Sectors and several study periods, and tables over it."""

from dataclasses import replace

from openpyxl import Workbook

from mapper.extractors import naming
from mapper.legacy import rows
from mapper.legacy.grids import Grid
from mapper.legacy.layouts import layout
from mapper.legacy.meaning import Sense
from mapper.legacy.shapes import Asked
from mapper.library import shelve
from mapper.profiles import organisation_of
from mapper.types import CONTINUES, Clause, Document, Kind, Part, SourceFile, Status

PROFILE = organisation_of("ITU-T")
TITLES = {
    "6/2": "Telecommunication and the environment",
    "7/2": "Human exposure to electromagnetic fields of networks",
    "1/5": "Surges on telecommunication lines",
    "2/5": "Resistibility of equipment at subscribers",
    "3/5": "Exposure limits around digital antennas",
    "13/5": "Circular cities and communities of tomorrow",
}


def document(kind, body, number, title="", period="", *, label="", status=Status.IN_FORCE, details=()):
    body = PROFILE.body(body)
    work = naming.work_id(kind, body, number, period, PROFILE)
    clause = Clause(
        f"{work}#resolves.1", Part.OPERATIVE, "resolves", "", "1", 0, f"to study {title or number} with all who have an interest in it", 1
    )
    source = SourceFile(f"{work.replace('/', '-')}.pdf", work.encode().hex().ljust(64, "0")[:64])
    edition = naming.edition(label, PROFILE)
    return Document(
        work, kind, body.code, number, title, edition, "en", status, source, (1, 1), (clause,), sector=body.sector, period=period,
        group=number.partition("/")[2], details=details,
    )  # fmt: skip


def question(body, number, period, title=None, **more):
    return document(Kind.QUESTION, body, number, TITLES.get(number, "") if title is None else title, period, **more)


def resolution(body, number, title="", label=""):
    return document(Kind.RESOLUTION, body, number, title, label=label)


def texts():
    """Give Questions of two study periods, Working Parties, and resolutions whose numbers several bodies have."""
    new, old = "2022-2025", "2018-2021"
    asked = [question("ITU-D", number, period) for number in ("6/2", "7/2") for period in (old, new)]
    asked = [replace(one, status=Status.CLOSED) if one.period == old else one for one in asked]
    asked += [question("ITU-T", number, "2017-2020", status=Status.CLOSED) for number in ("1/5", "2/5", "3/5")]
    asked += [question("ITU-T", number, "2022-2024") for number in ("1/5", "2/5", "3/5", "6/5")]
    asked += [question("ITU-R", "205-2/1", "", "Long plans for the use of spectrum")]
    parties = [document(Kind.MANDATE, "ITU-R", f"WP {number}", f"Party {number}") for number in ("1C", "5A", "5B", "5D", "7C")]
    groups = [document(Kind.MANDATE, body, "SG 5", f"Group of {body}") for body in ("ITU-R", "ITU-T")]
    said = [resolution("PP", "182", "The union and a changing climate", "Rev. Busan, 2014"), resolution("PP", "9"), resolution("WTDC", "9")]
    said += [resolution("WTSA", "73", "Networks and climate", "Rev. Hammamet, 2016"), resolution("WTDC", "66", label="Rev. Buenos Aires, 2017")]
    said += [
        document(Kind.RESOLUTION, "RA", "60-2", "Less energy for radio"),
        resolution("WTSA", "64"),
        resolution("WTSA", "65"),
        resolution("WTSA", "66"),
    ]
    return [*asked, *parties, *groups, *said]


LIBRARY = shelve(texts())


def sense(**said):
    return Sense(LIBRARY, PROFILE, **said)


PLAIN = Asked()


def read(*lines, asked=PLAIN, across=(), title="", **said):
    """Read a table that is given as rows of cells."""
    width = max(map(len, lines))
    grid = Grid("", 1, tuple((*line, *[""] * (width - len(line))) for line in lines), across=frozenset(across), title=title)
    return rows.read(layout(grid, PROFILE, LIBRARY.works, asked), sense(**said))


def pairs(told):
    return [(*link.works, link.verdict.value) for link in told.links]


def workbook(path, *sheets):
    """Write a workbook: each sheet by its name, with its rows and the areas that are merged."""
    book = Workbook()
    book.remove(book.active)
    for name, lines, *merged in sheets:
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line)
        for area in merged:
            sheet.merge_cells(area)
    book.save(path)
    return path


def continuing(number, period, old):
    """Give a Question that says it goes on from another work."""
    return question("ITU-T", number, period, "Circular cities and what becomes of them", details=((CONTINUES, old),))
