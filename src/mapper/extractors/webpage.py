"""The page of a web page: its styles, notes and tables, found once, and account of what is left out of it."""

import re
from collections.abc import Iterator
from typing import Any

from mapper.errors import MISSING, count
from mapper.extractors import webnotes, webtables
from mapper.extractors.context import FINAL, ORIGINAL
from mapper.extractors.webchrome import Chrome, words
from mapper.extractors.webnotes import Notes
from mapper.extractors.webstyles import Look, Styles
from mapper.profiles import organisations

_SAID = {
    FINAL: "accepted: what is inserted was read, what is deleted was not",
    ORIGINAL: "rejected: what is deleted was read, what is inserted was not",
}


class Page:
    """Hold what belongs to one page, and count what is left out of it."""

    def __init__(self, body: Any, styles: Styles, view: str) -> None:
        self.styles, self.view = styles, view
        self.notes: Notes = webnotes.find(body)
        self.layouts = webtables.layouts(body)
        self.chrome = Chrome(body, (*self.notes.homes, *self.notes.calls))
        self.roles = {style: role for organisation in reversed(organisations()) for style, role in organisation.styles.items()}
        self.dropped = "ins" if view == ORIGINAL else "del"
        self.hidden = self.drawn = self.changes = self.comments = 0

    def role(self, element: Any) -> str:
        """Say which part an element plays by the style that a word processor, or a web site, names after it."""
        names = (re.sub(r"[\s_\-]", "", name).casefold() for name in element.get("class", "").split())
        return next((role for name in names for role in [self.roles.get(name) or self.roles.get(name.removeprefix("mso"), "")] if role), "")

    def leaves_out(self, element: Any, look: Look) -> bool:
        """Say whether an element is not read, and count what is lost with it."""
        if element.tag in ("ins", "del"):
            self.changes += 1
        if element.tag == self.dropped or element in self.notes.backs or self.chrome.is_void(element):
            return True
        if self.chrome.is_remark(element):
            self.comments += self.chrome.remarks(element)
        elif element.tag == "svg":
            self.drawn += words(element)
        elif look.hidden or element.tag in ("template", "noscript"):
            self.hidden += words(element)
        else:
            return self.chrome.is_around(element)
        return True

    def problems(self, root: Any, full: bool) -> Iterator[str]:
        """Tell what a reader would see otherwise, or see and not find here."""
        if self.changes:
            yield f"{count(self.changes, 'marked change')} {_were(self.changes)} taken as {_SAID[self.view]}; look at the page to be sure"
        if self.hidden:
            yield f"{count(self.hidden, 'word')} that cannot be seen {_were(self.hidden)} left out"
        if self.drawn:
            yield f"{count(self.drawn, 'word')} within drawings {_were(self.drawn)} left out"
        if self.comments:
            yield f"{count(self.comments, 'comment')} in the margin {_were(self.comments)} left out"
        if next(root.iter("frame", "iframe"), None) is not None:
            yield f"{'' if full else MISSING}another page stands within this one and was not fetched; save that page as a file of its own"
        if not full and next(root.iter("script"), None) is not None:
            yield f"{MISSING}the text is put together by scripts, which are never run; open the page in a browser and print it to PDF"


def _were(number: int) -> str:
    return "was" if number == 1 else "were"
