"""Word files: the table of pairs that was handed out as a Word file, with what was chosen, written and commented in it."""

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from mapper.errors import UnreadableSource, count, few
from mapper.extractors import wordchanges, wordcomments
from mapper.extractors.reading import check_archive
from mapper.extractors.wordxml import Parts, W, parsed, within
from mapper.reports.checksum import ROW, SIGNED
from mapper.reports.stamps import HINT, PAPER
from mapper.returns import layouts, lists
from mapper.returns.answers import Answer, Foreign, Origin, Returned
from mapper.types import Comment

_PAIR = re.compile(r"_([0-9a-f]{16})(?:_\d+)?")
_ID = re.compile(r"\b[0-9a-f]{16}\b")
_SIGNED = re.compile(r"\|([0-9a-f]*)\|([0-9a-f ]*)\|([0-9a-f ]*)\|(\w*)")
_SAID = ("decision", "relation", "reason", "comment")
_NOTHING = frozenset({"", "-", "\u2013", "\u2014", HINT, "choose an item.", "choose an item"})
_ALONE = "a comment and no decision, and the log holds no comment alone: decide in the row, or keep it by `mapper decide PAIR unsure --comment`"


def read(path: Path) -> Returned:
    """Read the rows of every table that asks for decisions, and the comments of Word on pairs anywhere in the file."""
    check_archive(path, path.name, "word/")
    damage = (LookupError, ArithmeticError, ValueError, SyntaxError, AttributeError, EOFError, zipfile.BadZipFile, zlib.error, OSError)
    try:
        with zipfile.ZipFile(path) as archive:
            return _read(path.name, Parts(archive), _properties(archive))
    except damage as error:
        raise UnreadableSource(f"{path.name} is damaged: a part of it cannot be read; open it in Word and save it anew") from error


def _read(name: str, parts: Parts, told: Mapping[str, str]) -> Returned:
    layouts.hold_to(name, told.get(PAPER.layout))
    body = parts.tree("document").find(f"{W}body")
    changes = wordchanges.accept(body)
    comments = wordcomments.read(body, parts.tree("comments"))
    events = told.get(PAPER.events, "")
    origin = Origin(told.get(PAPER.run, ""), int(events) if events.isdigit() else None, told.get(PAPER.head, ""))
    held, found, asked = _Held(origin, told.get(PAPER.reviewer, ""), comments), [], False
    for number, table in enumerate(body.iter(f"{W}tbl"), 1):
        names, rows = _rows(table)
        asked |= "decision" in names
        found += [made for at, row in enumerate(rows, 2) if (made := held.answer(f"table {number}, row {at}", at, names, row))]
    if not asked and not found:
        raise Foreign(f"{name} has no table with a column Decision; `mapper export docx --for NAME` writes one that is read back")
    return Returned(tuple(found), tuple(held.notes(changes)), origin=origin)


def _properties(archive: zipfile.ZipFile) -> dict[str, str]:
    """Read the keywords of the file, by which it says what it was made from."""
    core = parsed(archive, "docProps/core.xml")
    words = [] if core is None else [each.text or "" for each in core.iter("{*}keywords")]
    pairs = [one.strip().partition("=") for word in words for one in re.split(r"[,;\s]+", word)]
    return {key: unquote(value) for key, _, value in pairs if value}


def _rows(table: Any) -> tuple[list[str], list[tuple[Any, list[Any]]]]:
    """Give the names of the columns, and each row below them with its cells; a cell that is merged across stands for each column."""
    made = [(row, [cell for cell in within(row, "tc") for _ in range(_span(cell))]) for row in within(table, "tr")]
    names = [lists.named(" ".join(_lines(cell))) for cell in made[0][1]] if made else []
    return names, made[1:]


def _span(cell: Any) -> int:
    found = cell.find(f"{W}tcPr/{W}gridSpan")
    width = "1" if found is None else found.get(f"{W}val", "1")
    return min(int(width), 50) if width.isdigit() else 1


def _lines(cell: Any) -> list[str]:
    """Give the paragraphs of a cell, hidden words too."""
    made = ("".join(_said(each) for each in paragraph.iter(f"{W}t", f"{W}br", f"{W}tab")) for paragraph in cell.iter(f"{W}p"))
    return [line for line in (" ".join(one.split()) for one in made) if line]


def _said(element: Any) -> str:
    return element.text or "" if element.tag == f"{W}t" else " "


class _Held:
    """Hold what belongs to the whole file while its rows are read."""

    def __init__(self, origin: Origin, reviewer: str, comments: Mapping[str, Comment]) -> None:
        self._origin, self._reviewer, self._comments = origin, reviewer, comments
        self._left = dict(comments)

    def answer(self, place: str, number: int, names: Sequence[str], row: tuple[Any, list[Any]]) -> Answer | None:
        """Read one row; None, where it is of no pair, or of a table that asks for nothing and nobody commented on it."""
        element, cells = row
        texts = {name: _lines(cell) for name, cell in zip(names, cells, strict=False)}
        id_ = _id(texts.get("no", []), element)
        asks = "decision" in names
        said = self._said_of(element) if id_ or asks else []
        if not id_ and not (asks and any(_word(texts, name) for name in _SAID)):
            return None
        if not asks and not said:
            return None
        made = lists.review(number, self._cells(id_, texts, said), events=self._origin.events, run=self._origin.run)
        shown = next(iter(texts.get("no", [])), "")
        where = f"{place} (No {shown})" if shown.isdigit() else place
        made = replace(made, places=tuple((name, f"{where}, {name.capitalize()}") for name in _SAID))
        return (
            replace(made, trouble=f"{_ALONE}: \u201c{made.entries.comment}\u201d", trouble_at="comment")
            if said and not made.entries.decision
            else made
        )

    def _said_of(self, row: Any) -> list[str]:
        """Give the comments of Word that are anchored in a row; one of somebody else than the reviewer names its author."""
        ids = dict.fromkeys(each.get(f"{W}id", "") for each in row.iter(f"{W}commentReference", f"{W}commentRangeStart"))
        found = [self._left.pop(id_) for id_ in ids if id_ in self._left]
        own = {self._reviewer.casefold(), ""}
        return [one.text if one.author.casefold() in own else f"{one.author}: {one.text}" for one in found if one.text]

    def _cells(self, id_: str, texts: Mapping[str, list[str]], said: Sequence[str]) -> dict[str, str]:
        """Give a row by the names that a workbook has for its cells."""
        signed = _SIGNED.search(" ".join(texts.get("no", [])))
        cells = dict(zip(SIGNED, signed.groups(), strict=True)) if signed else {}
        for side in ("subject", "object"):
            cells |= _side(side, texts.get(side, []))
        cells |= {name: _word(texts, name) for name in _SAID}
        comment = "; ".join(dict.fromkeys(part for part in (cells["comment"], *said) if part))
        return {**cells, ROW: id_, "comment": comment, "reviewer": self._reviewer}

    def notes(self, changes: int) -> Iterator[str]:
        """Tell what holds for the whole file."""
        if changes:
            yield f"{count(changes, 'tracked change')} {'was' if changes == 1 else 'were'} taken as accepted"
        if left := [f"{one.author}: \u201c{one.text}\u201d" for one in self._left.values() if one.text]:
            yield f"{count(len(left), 'comment')} on no row of a pair, not recorded: {few(left, 20)}"


def _id(lines: Sequence[str], row: Any) -> str:
    """Know the pair of a row by the id that stands in it, else by a bookmark, whose names office programs may change."""
    seen = _ID.search(" ".join(lines))
    marks = (_PAIR.fullmatch(each.get(f"{W}name", "")) for each in row.iter(f"{W}bookmarkStart"))
    return seen[0] if seen else next((mark[1] for mark in marks if mark), "")


def _word(texts: Mapping[str, list[str]], name: str) -> str:
    said = " ".join(texts.get(name, []))
    return "" if said.casefold() in _NOTHING else said


def _side(side: str, lines: Sequence[str]) -> dict[str, str]:
    """Read what a row shows of one side: its name, its id, and the clause with its place."""
    named, id_, *more = [*lines, "", ""][: max(2, len(lines))]
    place, quoted, _ = (more[-1] if more else "").partition(": \u201c")
    return {f"{side}_ref": named, f"{side}_id": id_, f"evidence_{side}": place if quoted else "", side: " ".join([named, *more])}
