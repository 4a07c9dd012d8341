"""Items: one side of a pair as reports show it."""

import re
from dataclasses import dataclass
from functools import cache, cached_property

from mapper.profiles import organisations
from mapper.types import Document, Kind, Quote
from mapper.views.layout import label
from mapper.views.text import one_line, shorten

_SUBTOPIC = "theme/"


@dataclass(frozen=True)
class Item:
    """Show one side of a pair; a document that could not be read this time keeps its id as its name."""

    id: str
    document: Document | None
    edition: str

    @cached_property
    def label(self) -> str:
        """Call the document as tables do."""
        return label(self.document) if self.document else self.id

    @property
    def title(self) -> str:
        """Give the title on one line."""
        return one_line(self.document.title) if self.document else ""

    @property
    def ref(self) -> str:
        """Name the text that was compared: label, then edition or study period where the label does not say it already."""
        return self.label if not self.edition or self.edition in self.label else f"{self.label} ({self.edition})"

    @property
    def body(self) -> str:
        """Name who issued it."""
        return self.document.body if self.document else ""

    @cached_property
    def sectors(self) -> tuple[str, ...]:
        """Name its Sectors: that of its body, else all that a list names."""
        return sectors_of(self.document) if self.document else ()

    @property
    def kind(self) -> str:
        """Say what sort of text it is."""
        return self.document.kind.value if self.document else ""

    @property
    def language(self) -> str:
        """Give the language tag of its text."""
        return self.document.language if self.document else ""

    @property
    def file(self) -> str:
        """Name the file its pages are those of."""
        return one_line(self.document.source.file) if self.document else ""

    @property
    def is_subtopic(self) -> bool:
        """Say whether this is a subtopic of a theme; its id says so, so that one whose theme was taken out is still one."""
        return self.document.kind is Kind.SUBTOPIC if self.document else self.id.startswith(_SUBTOPIC)


def item(work: str, document: Document | None, edition: str = "") -> Item:
    """Make an item of a document as it reads, named by its edition; its study period stands in where the edition has no label."""
    return Item(work, document, one_line(edition or (named(document) if document else "")))


def named(document: Document) -> str:
    """Name the edition of a document: its label, else its study period."""
    return document.edition.label or document.period


def sectors_of(document: Document) -> tuple[str, ...]:
    """Name the Sectors of a document; an activity of several counts in each."""
    if document.sector:
        return (document.sector,)
    words = [word for key, value in document.details if key == "sectors" for word in re.split(r"[;,/&+\s]+", value)]
    return tuple(dict.fromkeys(code for code in map(_code, words) if code))


def _code(word: str) -> str:
    code = word.rpartition("-")[2]
    return code if code in _known() else ""


@cache
def _known() -> frozenset[str]:
    return frozenset(body.sector for organisation in organisations() for body in organisation.bodies if body.sector)


def place(quote: Quote) -> str:
    """Point to a quoted clause as a reader would: its place, then its page."""
    return f"{shorten(quote.place, 80)}, p. {quote.page}" if quote.page else shorten(quote.place, 80)
