"""Pages: what a page of the portal holds before it is drawn, and long lists spread over several."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from mapper.reports.portal.names import continued

T = TypeVar("T")

LINES = 100  # lines of a table on one page
LETTERS = 100_000  # bytes of clauses on one page


@dataclass(frozen=True)
class Found:
    """Say what the search knows of a page: what sort of thing it shows, a line about it, further words, and marks to filter by."""

    kind: str
    about: str = ""
    words: Sequence[str] = ()
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Page:
    """Hold one page: its address in the folder, its title, the template that draws it and what that is given.

    `trail` are the pages above it, as title and address. Pages that only go on from another have no `found`.
    """

    path: str
    title: str
    template: str
    facts: Mapping[str, Any]
    trail: tuple[tuple[str, str], ...] = ()
    found: Found | None = None
    number: int = 1
    of: int = 1

    @property
    def root(self) -> str:
        """Lead from this page to the folder of the portal."""
        return "../" * self.path.count("/")

    @property
    def near(self) -> list[int]:
        """Give the numbers of the pages to link to: the first, the last and those about this one; 0 stands for a gap."""
        shown = sorted({1, self.of, *(number for number in range(self.number - 2, self.number + 3) if 1 <= number <= self.of)})
        return [one for before, number in zip([0, *shown], shown, strict=False) for one in ((0, number) if number > before + 1 else (number,))]

    def other(self, number: int) -> str:
        """Give the address of another page of the same thing, from the folder of the portal."""
        return continued(_first(self.path), number)


def _first(path: str) -> str:
    stem, _, number = path.removesuffix(".html").rpartition("_p")
    return f"{stem}.html" if stem and number.isdecimal() else path


@dataclass(frozen=True)
class Draft:
    """Hold a thing with its lists still whole: each by its name, cut where `cuts` says, every so many lines else."""

    page: Page
    lists: Mapping[str, Sequence[Any]]
    cuts: Mapping[str, Callable[[Sequence[Any]], list[Sequence[Any]]]] = field(default_factory=dict)


def spread(draft: Draft) -> Iterator[Page]:
    """Give the pages of a thing: each shows the next part of every list that has one, and says of how many pages it is which."""
    page = draft.page
    parts = {name: draft.cuts.get(name, by_lines)(lines) for name, lines in draft.lists.items()}
    most = max((len(cut) for cut in parts.values()), default=1) or 1
    totals = {f"{name}_total": len(lines) for name, lines in draft.lists.items()}
    for number in range(1, most + 1):
        shown = {name: cut[number - 1] if number <= len(cut) else () for name, cut in parts.items()}
        facts = {**page.facts, **shown, **totals}
        yield Page(
            path=continued(page.path, number),
            title=page.title,
            template=page.template,
            facts=facts,
            trail=page.trail,
            found=page.found if number == 1 else None,
            number=number,
            of=most,
        )


def by_lines(lines: Sequence[T]) -> list[Sequence[T]]:
    """Cut a list every so many lines."""
    return [lines[start : start + LINES] for start in range(0, len(lines), LINES)]


def by_weight(lines: Iterable[T], weight: Callable[[T], int]) -> list[Sequence[T]]:
    """Cut a list where the bytes of its lines are as many as a page may hold."""
    made: list[list[T]] = [[]]
    held = 0
    for line in lines:
        if made[-1] and held + weight(line) > LETTERS:
            made.append([])
            held = 0
        made[-1].append(line)
        held += weight(line)
    return [part for part in made if part]
