"""Phrasing: the words that papers share: names from the profile, what a pair is called, where it stands, what it rests on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mapper.cooperation import Reach, Scope
from mapper.errors import count
from mapper.gaps import Instruction, Said
from mapper.profiles.folders import folder
from mapper.reports.papers.blocks import Cell, Column, Grid, Run, Words, cell, quiet, strong, words
from mapper.settings import Cover
from mapper.types import Quote, State
from mapper.views.export import Export
from mapper.views.items import Item, place, sectors_of
from mapper.views.rows import MACHINE, Row
from mapper.views.text import one_line, shorten

OPEN = "[to be completed]"
DRAFT = "Draft made from the reviewed mapping; to be finished by the secretariat"
_SAID = 260  # letters of an instruction
_TITLE = 110  # letters of a title in a table


@dataclass(frozen=True)
class Wording:
    """Hold what the profile of an organisation says for its papers."""

    organisation: str
    group: str
    addressee: str
    sectors: Mapping[str, str]
    actions: tuple[str, ...]
    advisory: Mapping[str, str]

    def sector(self, code: str) -> str:
        """Call a Sector as people do."""
        return self.sectors.get(code, code)

    def scope(self, scope: Scope) -> str:
        """Say whom a subject concerns, with the Sectors as people call them."""
        names = [self.sector(code) for code in scope.sectors]
        told = {
            Reach.ALL: "all Sectors",
            Reach.BILATERAL: " and ".join(names),
            Reach.SEVERAL: ", ".join(names),
            Reach.BESIDE: listing(names),
            Reach.WITHIN: f"{''.join(names)} only",
            Reach.UNKNOWN: "no Sector named",
        }[scope.reach]
        return told + (f", with the {self.sector(scope.beside)}" if scope.beside else "")


def wording(export: Export) -> Wording:
    """Choose the words of the organisation whose Sectors the documents name; those common to all where none does."""
    found = {sector for document in export.documents.values() for sector in sectors_of(document)}
    read = dict(folder("papers"))
    common = read.pop("common")
    own = next((raw for _, raw in sorted(read.items()) if found & set(raw.get("sectors", ()))), {})
    raw = {**common, **own}
    sentences = (raw["organisation"], raw["group"], raw["addressee"])
    return Wording(*sentences, dict(raw["sectors"]), tuple(raw["actions"]), dict(raw.get("advisory", {})))


def fields(export: Export, said: Wording, **more: str) -> dict[str, str]:
    """Give the fields that every template may show; what nobody said is left open in brackets."""
    cover: Cover = export.papers.cover
    named = {key: getattr(cover, key) or OPEN for key in ("number", "source", "agenda", "contact", "deadline")}
    about = {"organisation": said.organisation, "group": said.group, "addressee": said.addressee, "date": day(export.date), "status": DRAFT}
    open_ = dict.fromkeys(("to", "information"), OPEN)
    return {**open_, **named, **about, "run": export.run, "version": export.version, **more}


_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]


def day(iso: str) -> str:
    """Write a date as papers do: 2 November 2026; what is no date stays as it is."""
    try:
        found = date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    return f"{found.day} {_MONTHS[found.month - 1]} {found.year}"


def days(start: date | None, end: date | None) -> str:
    """Write the days of an event shortly: 14 Mar 2018, or 14 Mar 2018 to 15 Mar 2018."""
    told = [f"{one.day}\N{NO-BREAK SPACE}{_MONTHS[one.month - 1][:3]}\N{NO-BREAK SPACE}{one.year}" for one in (start, end) if one]
    return " to ".join(dict.fromkeys(told))


def state(row: Row) -> Words:
    """Say where a pair stands, accepted ones apart from those that the machine proposed and nobody decided."""
    if row.mapped.state is State.ACCEPTED:
        return words(strong("accepted"))
    sure = f" ({row.band if row.probability is None else format(row.probability, '.2f')})" if row.origin == MACHINE and row.band else ""
    return words(quiet(row.state.replace(", new", "") + sure))


def named(item: Item) -> tuple[Words, ...]:
    """Call a text in two lines: its name, and its title where that says more."""
    return (words(strong(item.ref)), *title(item.title if item.title != item.label else "", item.language))


def title(text: str, language: str = "", most: int = _TITLE) -> tuple[Words, ...]:
    """Give a title on a line of its own, cut at a word; none for none."""
    return (words(Run(shorten(text, most), language="" if language in ("", "en") else language)),) if text else ()


def relation(row: Row) -> Words:
    """Say how the two texts relate."""
    both = row.reads_as == "both ways" or row.is_theme
    return words(row.relation.replace("-", " ") if both else row.reads_as)


def evidence(row: Row, *items: Item) -> tuple[Words, ...]:
    """Point to the clauses that the pair rests on, a line a text, in the order of the items; a dash where nothing is quoted."""
    if not row.quoted:
        return ()
    quotes = dict(zip((row.subject.id, row.object.id), row.quoted, strict=True))
    return tuple(words(quiet(f"{item.label}: "), where(quotes[item.id])) for item in items if item.id in quotes)


def where(quote: Quote) -> str:
    """Point to a clause: its place and its page, which stay together."""
    return place(quote).replace(", p. ", ", p.\N{NO-BREAK SPACE}")


def instruction_rows(found: Sequence[Instruction], said: Wording, caption: str, note: str = "") -> Grid:
    """Lay out instructions: whom each addresses, where it stands, and what it says."""
    columns = (Column("Addressed to", 2.4), Column("Text", 4.6), Column("Clause, page", 3), Column("What it says", 7.4))
    about = "Each row is a clause that tells a Sector to act, with the Sector, the text, the place and the words."
    return Grid(
        caption,
        about,
        columns,
        tuple(_instruction(one, said) for one in found),
        note or "The words are cut where they are long; the workbook has them whole.",
    )


def _instruction(one: Instruction, said: Wording) -> tuple[Cell, ...]:
    at = Quote(one.clause.id, one.clause.place, one.clause.page, "")
    actors = shorten("; ".join(one.actors), 60)
    sure = words(quiet("A person confirmed that nobody takes it up.")) if one.said is Said.NOBODY else ()
    whom = cell(strong(said.sector(one.sector)), words(quiet(actors)))
    return (whom, cell(*named(one.item)), cell(where(at)), cell(words(shorten(one.text, _SAID)), sure))


def listing(names: Sequence[str]) -> str:
    """Put names into a sentence: a, b and c."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def counted(parts: Iterable[tuple[int, str]]) -> str:
    """Count several things in a sentence, those of which there are none left out."""
    return listing([count(number, noun) for number, noun in parts if number])


def method(export: Export) -> str:
    """Say in one paragraph how the mapping came about, and what accepted and proposed mean."""
    names = listing([type_.name for type_ in export.types]) or "none"
    return one_line(
        f"The texts were read clause by clause and compared by their meaning, their words and the texts that they name (mappings: {names}). "
        "Each pair rests on quoted clauses; their places and pages are given here, their words in the workbook that goes with this paper. "
        "Accepted means that a person read the clauses and accepted the pair. Proposed means that the pair was found by the machine and that nobody "
        "has decided it yet: the figure behind it says how likely it is (0 to 1), or in a word where there were too few decisions for a figure. "
        f"State as of {day(export.date) or 'the day of this paper'}, run {export.run.removeprefix('run-') or 'none'}."
    )
