"""Changes as files: the page of a conference as a Word paper, or as a workbook with the same figures."""

from collections.abc import Sequence
from pathlib import Path

from mapper.changes import Page
from mapper.errors import UsageError
from mapper.reports import afterwards, docx, xlsx
from mapper.reports.afterwards import Told
from mapper.reports.papers import changes as papers
from mapper.reports.sheets import Column, Differing, Sheet, Table, Value
from mapper.views.export import Export
from mapper.views.files import put
from mapper.views.text import one_line
from mapper.workload import Load

SUFFIXES = (".docx", ".xlsx")
_TEXTS = (
    *(Column("text", 22), Column("title", 34, wrap=True), Column("editions", 24, wrap=True), Column("clause", 26, wrap=True)),
    *(Column("became", 20), Column("deciding words", 34, wrap=True), Column("how it reads", 90, wrap=True)),
)
_PAIRS = (
    *(Column("why", 13), Column("mapping", 14), Column("pair", 18), Column("left", 22), Column("left title", 30, wrap=True), Column("right", 22)),
    *(Column("right title", 30, wrap=True), Column("said", 26, wrap=True), Column("likely", 8), Column("clause", 26, wrap=True)),
    *(Column("became", 20), Column("deciding words", 30, wrap=True), Column("how it reads", 70, wrap=True)),
)
_LOAD = (Column("name", 40, wrap=True), Column("new", 8), Column("to see again", 13), Column("disputed", 10), Column("all", 8), Column("minutes", 10))


def write(export: Export, page: Page, target: Path) -> list[Path]:
    """Write the page to a file that ends in .docx or .xlsx; the same state gives the same bytes."""
    suffix = target.suffix.casefold()
    if suffix not in SUFFIXES or target.is_dir():
        raise UsageError(f"{target} does not end in {' or '.join(SUFFIXES)}; name such a file with --out")
    if suffix == ".docx":
        return docx.draw(export, [papers.paper(export, page, target.name)], target)
    return put({target: xlsx.book(export, papers.TITLE, sheets(export, page))})


def sheets(export: Export, page: Page) -> list[Sheet]:
    """Lay out the workbook: the figures, the pairs to look at, the texts that changed."""
    figures = Table(
        "Figures",
        f"Compared with {page.since}." if page.since else "",
        (Column("what", 62, wrap=True), Column("number", 10)),
        tuple(afterwards.summary(page)),
    )
    loads = tuple(
        Table(title, "", _LOAD, tuple(map(_load, found))) for title, found in (("By mapping", page.loads), ("By reviewer", page.shares)) if found
    )
    unread = tuple((name, reason) for name, reason in page.unread)
    missing = (Table("Not read", "", (Column("file", 40), Column("reason", 60, wrap=True)), unread),) if unread else ()
    pairs = tuple(line for one in afterwards.waiting(page, export.documents) for line in _pair(one))
    texts = tuple(_text(one) for one in afterwards.texts(page))
    return [
        Sheet("Summary", (figures, *loads, *missing), "the figures of the page"),
        Sheet("Pairs", (Table("Pairs", "", _PAIRS, pairs, keys=3),), "the pairs to look at, and those that ended"),
        Sheet("Texts", (Table("Texts", "", _TEXTS, texts, keys=1),), "the texts that changed, clause by clause"),
    ]


def _load(one: Load) -> tuple[Value, ...]:
    return (one.name, one.new, one.again, one.disputed, one.pairs, one.minutes)


def _pair(one: afterwards.Waiting) -> Sequence[tuple[Value, ...]]:
    """Give a row for each clause that changed under a pair, and one where none did."""
    head = (one.why, one.type, one.pair, one.left[0], one_line(one.left[1]), one.right[0], one_line(one.right[1]), one.said, one.likely)
    return [(*head, f"{told.text} {told.place}", told.grade, told.words, Differing(told.runs)) for told in one.clauses] or [(*head, "", "", "", "")]


def _text(one: Told) -> tuple[Value, ...]:
    return (one.text, one_line(one.title), one.editions, one_line(one.place), one.grade, one.words, Differing(one.runs) if one.runs else "")
