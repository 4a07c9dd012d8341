"""The paper of a conference: what changed, what holds, what is to be looked at, and about how long that takes."""

from collections.abc import Iterable, Iterator, Sequence

from mapper.changes import Page
from mapper.differences import Mark, Segment
from mapper.errors import few
from mapper.reports import afterwards
from mapper.reports.afterwards import AGAIN, ENDED, NEW, WHOLE, Told, Waiting
from mapper.reports.papers.blocks import (
    Block,
    Cell,
    Column,
    Contents,
    Grid,
    Heading,
    Listed,
    Paper,
    Paragraph,
    Part,
    Run,
    Words,
    cell,
    quiet,
    strong,
    words,
)
from mapper.reports.papers.phrasing import fields, wording
from mapper.views.export import Export
from mapper.views.text import shorten
from mapper.workload import Load

TITLE = "After the conference: what changed, what holds, what to look at"
_TITLE = 90  # letters of a title in a table


def paper(export: Export, page: Page, name: str) -> Paper:
    """Write the paper of one page of changes."""
    pairs = list(afterwards.waiting(page, export.documents))
    front = Part(tuple(_front(export, page)))
    wide = Part((*_again(pairs), *_new(pairs), *_ended(pairs), *_texts(page)), wide=True)
    return Paper(name, "tables", TITLE, fields(export, wording(export), title=TITLE), (front, wide), subject=export.name)


def _front(export: Export, page: Page) -> Iterator[Block]:
    told = f"{page.holding} earlier decisions still hold. {page.look} pairs are to be looked at, about {page.minutes} minutes"
    yield Paragraph(words(strong("Summary. "), f"{told}: {len(page.stale)} to see again, {len(page.new)} new, {page.disputed} disputed."), "Summary")
    yield Contents("Contents", 1)
    yield Heading(words("In figures"))
    since = f"Compared with {page.since}." if page.since else "There is no earlier run to compare with."
    yield _grid("Figures", "Each row is a figure of this page.", (("What", 10), ("Number", 2)), _counted(page), since)
    for caption, loads in (("By mapping", page.loads), ("By reviewer", page.shares)):
        if loads:
            yield _loads(caption, loads)
    missing = [f"{name} could not be read, so nothing of it is withdrawn: {reason}" for name, reason in page.unread]
    missing += [f"{name} was read in part: {few(lacks)}" for name, lacks in page.in_part]
    yield from [Listed(tuple(words(line) for line in missing))] if missing else []
    yield from (Paragraph(words(note), "Note") for note in export.notes)


def _counted(page: Page) -> list[tuple[Cell, ...]]:
    return [(cell(what), cell(str(number))) for what, number in afterwards.summary(page)]


def _loads(caption: str, loads: Iterable[Load]) -> Grid:
    rows = [tuple(cell(str(value)) for value in (one.name, one.new, one.again, one.disputed, one.pairs, one.minutes)) for one in loads]
    heads = (
        ("Who" if caption == "By reviewer" else "Mapping", 4),
        ("New", 1.5),
        ("To see again", 2),
        ("Disputed", 2),
        ("All", 1.5),
        ("Minutes, about", 2),
    )
    note = "New pairs belong to nobody yet." if caption == "By reviewer" else "Minutes come from the seconds that verdicts took so far."
    return _grid(caption, "Each row counts the pairs to be looked at, and the minutes that they take.", heads, rows, note)


def _grid(caption: str, about: str, heads: Sequence[tuple[str, float]], rows: Sequence[tuple[Cell, ...]], note: str = "") -> Grid:
    return Grid(caption, about, tuple(Column(title, width) for title, width in heads), tuple(rows), note)


def _again(pairs: Sequence[Waiting]) -> Iterator[Block]:
    found = afterwards.of(pairs, AGAIN)
    if found:
        yield Heading(words("To see again"))
        heads = (("Text", 4), ("Text", 4), ("What was said", 3), ("What changed", 4), ("How it reads", 9))
        rows = [(*_ends(one), cell(one.said), _clauses(one.clauses), _readings(one.clauses)) for one in found]
        about = "Each row is a decided pair with the clauses that changed under the decision, old words struck, new ones underlined."
        yield _grid(
            "Pairs to see again", about, heads, rows, "[-struck-]: taken out. {+underlined+}: put in. An ellipsis stands for words that stayed."
        )


def _new(pairs: Sequence[Waiting]) -> Iterator[Block]:
    found = afterwards.of(pairs, NEW)
    if found:
        yield Heading(words("New"))
        rows = [(*_ends(one), cell(one.type), cell(f"{one.likely:.2f}"), cell(one.said)) for one in found]
        yield _grid(
            "New pairs",
            "Each row is a pair that nobody decided.",
            (("Text", 8), ("Text", 8), ("Mapping", 3), ("Likely", 2), ("Said before", 5)),
            rows,
        )


def _ended(pairs: Sequence[Waiting]) -> Iterator[Block]:
    found = afterwards.of(pairs, ENDED)
    if found:
        yield Heading(words("Decided on texts that ended"))
        rows = [(*_ends(one), cell(one.said)) for one in found]
        yield _grid(
            "Pairs of texts that ended", "Each row is a decided pair of which a text ended.", (("Text", 8), ("Text", 8), ("What was said", 5)), rows
        )


def _texts(page: Page) -> Iterator[Block]:
    found = list(afterwards.texts(page))
    if found:
        yield Heading(words("Texts that changed"))
        heads = (("Text", 4), ("Editions", 3), ("Clause", 3.4), ("What became of it", 4), ("How it reads", 9))
        rows = [(*_headed(one), cell(one.place), _became(one), _reading(one.runs)) for one in found]
        yield _grid("Texts that changed, clause by clause", "Each row is a text, or a clause of it, with what became of it.", heads, rows)


def _ends(one: Waiting) -> tuple[Cell, Cell]:
    return _named(*one.left, one.pair), _named(*one.right)


def _named(work: str, title: str, pair: str = "") -> Cell:
    return cell(strong(work), shorten(title, _TITLE), pairs=[pair] if pair else [])


def _headed(one: Told) -> tuple[Cell, Cell]:
    """Name a text in full, with its editions, where the whole of it is told; its clauses below have its id alone."""
    return (_named(one.text, one.title), cell(_arrows(one.editions))) if one.place == WHOLE else (cell(quiet(one.text)), cell(" "))


def _arrows(told: str) -> str:
    """Draw an arrow as one letter, which no line is broken in."""
    return told.replace("->", "\u2192")


def _became(one: Told) -> Cell:
    return cell(one.grade.replace("-", " "), words(quiet(_arrows(one.words))) if one.words else "")


def _clauses(clauses: Sequence[Told]) -> Cell:
    return cell(
        *(
            line
            for one in clauses
            for line in (words(strong(one.text), f" {one.place}: {one.grade}"), words(quiet(_arrows(one.words))) if one.words else "")
        )
    )


def _readings(clauses: Sequence[Told]) -> Cell:
    return Cell(tuple(_words(one.runs) for one in clauses if one.runs))


def _reading(runs: Sequence[Segment]) -> Cell:
    return Cell((_words(runs),) if runs else ())


def _words(runs: Sequence[Segment]) -> Words:
    """Draw a difference: what went is struck, what came underlined; the marks stand there too, for who sees neither."""
    around = {Mark.OUT: ("[-", "-]"), Mark.IN: ("{+", "+}"), Mark.KEPT: ("", "")}
    made: list[Run] = []
    for run in runs:
        text = run.text.rstrip()
        before, behind = around[run.mark]
        made += [Run(f"{before}{text}{behind}", mark=run.mark.value.strip()), Run(run.text[len(text) :] or (" " if run.mark is Mark.OUT else ""))]
    return tuple(one for one in made if one.text)
