"""Rows: a table gone through row by row and cell by cell, as its layout says."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product

from mapper.errors import few
from mapper.legacy.links import Link, Loose, Place, Told
from mapper.legacy.meaning import Meant, Sense
from mapper.legacy.naming import NOTHING, Context, Mention, context_of, mentions, spelled_out
from mapper.legacy.shapes import BODY, GROUP, OBJECT, SUBJECT, Column, Layout, Shape
from mapper.legacy.words import plainly, words
from mapper.types import Verdict
from mapper.verdicts import relations, spoken

_DATE = re.compile(r"\d{4}-(\d\d)-(\d\d)")
_SPEAKS_FOR = ("", "question", "resolution")  # nouns of columns for which a heading within the table may name the body


def read(layout: Layout, sense: Sense) -> Told:
    """Read a table as its layout says."""
    reader = _Reader(layout, sense, Told(layout))
    (reader.matrix if layout.shape is Shape.MATRIX else reader.rows)()
    told = reader.told
    if told.carried:
        told.notes.append(f"{layout.grid.name}: rows whose subject is empty and was taken from above: {few(map(str, told.carried))}")
    if told.undecided:
        told.notes.append(f"{layout.grid.name}: rows that say neither yes nor no and were left out: {few(map(str, told.undecided))}")
    return told


class _Reader:
    """Go through one table from the top."""

    def __init__(self, layout: Layout, sense: Sense, told: Told) -> None:
        self.layout, self.sense, self.told, self.grid = layout, sense, told, layout.grid
        self.section = NOTHING
        self.above: list[Meant] = []
        self.ticked = self._is_ticked()

    def _is_ticked(self) -> bool:
        """Say whether a cross says no: ticks stand beside it, and most places are filled; where most are empty people marked in several ways."""
        below = [self.grid.row(place) for place in range(self.layout.body, len(self.grid.rows))]
        marks = [row[column.place].strip() for row in below for column in self.layout.of(OBJECT)] if self.layout.shape is Shape.MATRIX else ["x"]
        return any(cell.strip() in words().ticks for row in below for cell in row) and 2 * sum(map(bool, marks)) > len(marks)

    # lists

    def rows(self) -> None:
        """Read a list row by row."""
        for place in range(self.layout.body, len(self.grid.rows)):
            row = self.grid.row(place)
            if any(row) and not self._is_aside(place, row):
                self._row(place, row)

    def _is_aside(self, place: int, row: Sequence[str]) -> bool:
        """Say whether a row is no row of the list: the heads again, a heading over its columns, a note below it."""
        if any(tuple(row) == self.grid.row(head) for head in self.layout.headed):
            return True
        filled = set(filter(None, row))
        across = place in self.grid.across and len(filled) == 1
        lone = len(filled) == 1 and not any(self._named(row, column, self._context(row, column)) for column in self._ids())
        if across or lone:
            text = next(iter(filled))
            told = context_of(text, self.sense.profile)
            if told != NOTHING:
                self.section = replace(told, noun="")
            elif not across:
                self.told.notes.append(f"{self._at(place)}: no row of the table, left out: {text[:80]!r}")
        return across or lone

    def _ids(self) -> list[Column]:
        return [*self.layout.of(SUBJECT), *self.layout.of(OBJECT)]

    def _row(self, place: int, row: Sequence[str]) -> None:
        meant = {column.place: self._cell(place, row, column) for column in self._ids()}
        subjects = [one for column in self.layout.of(SUBJECT) for one in meant[column.place]]
        parties = [meant[column.place] for column in self._ids()]
        if len(self.layout.of(SUBJECT)) == 1:
            first = self.layout.of(SUBJECT)[0].place
            if not row[first] and self.above and len(parties) == 2 and any(parties[1:]):
                subjects = self.above
                self.told.carried.append(self.grid.number_of(place))
            elif row[first]:
                self.above = subjects
        objects = [one for column in self.layout.of(OBJECT) for one in meant[column.place]]
        if not subjects and not row[self.layout.of(SUBJECT)[0].place]:
            subjects, objects = self._stood_in(parties)
        self._linked(place, row, subjects, objects)

    @staticmethod
    def _stood_in(parties: Sequence[Sequence[Meant]]) -> tuple[list[Meant], list[Meant]]:
        """Let the first column that holds anything stand in for an empty first one, in lists side by side."""
        filled = [party for party in parties if party]
        return (list(filled[0]), [one for party in filled[1:] for one in party]) if filled else ([], [])

    def _linked(self, place: int, row: Sequence[str], subjects: Sequence[Meant], objects: Sequence[Meant]) -> None:
        known = [[one for one in side if one.work] for side in (subjects, objects)]
        self.told.subjects |= {one.work for one in known[0]}
        self.told.objects |= {one.work for one in known[1]}
        verdict, relation, remark = self._said(place, row)
        if verdict is None:
            self.told.undecided.append(self.grid.number_of(place))
            self.told.open |= {frozenset({one.work, other.work}) for one, other in product(*known)}
            return
        for subject, object_ in product(*known):
            if subject.work != object_.work:
                self.told.links.append(Link(self._at(place), subject, object_, verdict, relation, remark))

    def _said(self, place: int, row: Sequence[str]) -> tuple[Verdict | None, str, str]:
        """Give verdict, relation and remark of a row; words that are no verdict and no relation here are kept as remarks."""
        verdict: Verdict | None = Verdict.ACCEPT
        relation, remarks = "", []
        for column in self.layout.columns:
            text = row[column.place]
            if column.role == "verdict":
                verdict = self._verdict(text)
            elif column.role == "relation" and text:
                relation = _relation(text)
            if text and (column.role in ("remark", "who", "when") or (column.role == "relation" and not relation)):
                remarks.append(" ".join(text.split()))
        return verdict, relation if verdict is Verdict.ACCEPT else "", "; ".join(remarks)

    def _verdict(self, text: str) -> Verdict | None:
        plain = plainly(text)
        if not plain or plain in words().blank:
            return None
        return self._mark(text) or spoken().get(plain.replace(" ", "-"))

    # one cell

    def _context(self, row: Sequence[str], column: Column) -> Context:
        """Give all that speaks for a cell: its column, the heading above it, the study period and the group of its row."""
        context = column.context
        if context.noun in _SPEAKS_FOR and self.section.body in ("", context.body or self.section.body):
            context = context.over(self.section)
        for other in self.layout.columns:
            text = row[other.place] if other.place < len(row) else ""
            if other.role == "period" and text:
                context = replace(context, period=context_of(text, self.sense.profile).period or context.period)
            if other.role == BODY and text and other.place == column.place - 1 and not context.body:
                context = replace(context, body=context_of(text, self.sense.profile).body)
            if other.role == GROUP and text and (found := mentions(text, self.sense.profile, other.context)):
                context = replace(context, group=found[0].number, body=context.body or found[0].body)
        return context

    def _named(self, row: Sequence[str], column: Column, context: Context) -> list[Mention]:
        """Give what a cell names; what only looks like a name, within a title, counts where there is such a text."""
        if exact := spelled_out(row[column.place], self.sense.library.works):
            return exact
        kept: list[Mention] = []
        for one in mentions(row[column.place], self.sense.profile, context):
            first = not kept and (context.noun or context.body)
            listed = bool(kept) and not kept[-1].words
            if one.strong or first or listed or self.sense.known(one, context):
                kept.append(one)
            elif kept:
                kept[-1] = replace(kept[-1], words=f"{kept[-1].words} {one.said} {one.words}".strip())
        return kept

    def _cell(self, place: int, row: Sequence[str], column: Column) -> list[Meant]:
        text = row[column.place]
        if not text or plainly(text) in words().blank:
            return []
        context = self._context(row, column)
        if dated := _DATE.fullmatch(text):
            return self._dated(place, column, context, dated)
        named = self._named(row, column, context)
        if not named:
            titled = self.sense.titled(text)[:3]
            self.told.loose.append(Loose(self._at(place, column), text, "names no text or group that is understood", tuple(titled)))
            self.told.count(place, column.place, [Meant(Mention(text, "", ""))])
            return []
        title = self._title(row, column) if len(named) == 1 else ""
        meant = [each for one in named for each in self.sense.meant(one, context, one.words if len(one.words.split()) > 2 else title)]
        return self._booked(place, column, meant)

    def _booked(self, place: int, column: Column, meant: Sequence[Meant]) -> list[Meant]:
        self.told.count(place, column.place, meant)
        for one in meant:
            if not one.work:
                self.told.loose.append(Loose(self._at(place, column), self.sense.called(one.mention), one.why, one.candidates))
            elif one.note:
                self.told.notes.append(f"{self._at(place, column)}: {one.note}")
        return list(meant)

    def _dated(self, place: int, column: Column, context: Context, dated: re.Match[str]) -> list[Meant]:
        """Read a Question of which a spreadsheet made a date: month and day are its number and group, in the one order or the other."""
        month, day = int(dated[1]), int(dated[2])
        ways = [mentions(f"{one}/{other}", self.sense.profile, context) for one, other in ((month, day), (day, month))]
        found = {one.work: one for way in ways for one in self.sense.meant(way[0], context) if one.work}
        if len(found) == 1:
            one = replace(next(iter(found.values())), note=f"the spreadsheet made the date {dated[0]} of it; it is read as {next(iter(found))}")
            return self._booked(place, column, [one])
        why = f"is a date that a spreadsheet made of {month}/{day} or {day}/{month}: write the column as text"
        return self._booked(place, column, [Meant(Mention(dated[0], "", ""), candidates=tuple(found), why=why)])

    def _title(self, row: Sequence[str], column: Column) -> str:
        """Give the title that stands beside an id: in the column behind it before the next ids, else in the one before it."""
        ids = [one.place for one in self._ids()]
        titles = [one.place for one in self.layout.of("title")]
        behind = next((place for place in ids if place > column.place), len(row))
        before = max((place for place in ids if place < column.place), default=-1)
        ahead = [place for place in titles if before < 0 and place < column.place]
        found = [place for place in titles if column.place < place < behind] or ahead
        return " ".join(row[found[0]].split()) if found else ""

    def _at(self, place: int, column: Column | None = None) -> Place:
        return Place(self.grid.name, self.grid.number_of(place), column.name if column else "")

    # matrices

    def matrix(self) -> None:
        """Read what meets in a mark."""
        (side,) = self.layout.of(SUBJECT)
        heads = self.grid.row(self.layout.heads)
        across = {column: self._head(heads, column) for column in self.layout.of(OBJECT)}
        self.told.objects |= {one.work for meant in across.values() for one in meant if one.work}
        for place in range(self.layout.body, len(self.grid.rows)):
            row = self.grid.row(place)
            if any(row) and not self._is_aside(place, row):
                meant = self._cell(place, row, side)
                self.told.subjects |= {one.work for one in meant if one.work}
                self._marked(place, row, meant, across)

    def _head(self, heads: Sequence[str], column: Column) -> list[Meant]:
        return self._cell(self.layout.heads, heads, column)

    def _marked(self, place: int, row: Sequence[str], subjects: Sequence[Meant], across: Mapping[Column, Sequence[Meant]]) -> None:
        _, relation, remark = self._said(place, row)
        for column, objects in across.items():
            text = row[column.place]
            if text.casefold().strip() in words().doubtful:
                self.told.loose.append(Loose(self._at(place, column), text, "says neither yes nor no; write X or no"))
                continue
            if not text or plainly(text) in words().blank:
                continue
            mark, _, rest = text.partition(" ") if self._mark(text) is None else (text, "", "")
            verdict = self._mark(mark)
            if verdict is None:
                self.told.loose.append(Loose(self._at(place, column), text, "is no mark that is understood; write X or no"))
                continue
            said = "; ".join(filter(None, (remark, rest or (text if text.isdecimal() else ""))))
            pairs = product([one for one in subjects if one.work], [one for one in objects if one.work])
            for one, other in pairs:
                self.told.links.append(Link(self._at(place, column), one, other, verdict, relation if verdict is Verdict.ACCEPT else "", said))

    def _mark(self, text: str) -> Verdict | None:
        """Read a mark; a cross beside ticks says no, and is a mark as any other where there are no ticks."""
        plain, known = text.casefold().strip(), words()
        if plain in known.crosses:
            return Verdict.REJECT if self.ticked else Verdict.ACCEPT
        if plain in known.no:
            return Verdict.REJECT
        return Verdict.ACCEPT if plain in known.yes or (plain.isdecimal() and int(plain)) else None


def _relation(text: str) -> str:
    """Know a relation by its name here, or by what people write for it."""
    plain = plainly(text)
    codes = {code for code, _ in relations()}
    found = words().relations.get(plain, plain.replace(" ", "-"))
    return found if found in codes else ""
