"""What stands around the text of a web page: menus, banners, forms, what programs need and no reader sees."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

_VOID = frozenset(
    [
        "applet",
        "area",
        "audio",
        "base",
        "button",
        "canvas",
        "col",
        "colgroup",
        "datalist",
        "embed",
        "head",
        "iframe",
        "img",
        "input",
        "link",
        "map",
        "meta",
        "meter",
        "object",
        "optgroup",
        "option",
        "param",
        "progress",
        "rp",
        "rt",
        "script",
        "select",
        "source",
        "style",
        "textarea",
        "title",
        "track",
        "video",
        "wbr",
        "annotation",
        "annotation-xml",
        "frame",
        "frameset",
    ]
)
_TAGS = frozenset(("nav", "header", "footer", "aside", "form", "search"))
_ROLES = frozenset(("navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar", "toolbar", "dialog"))
_NAMES = frozenset(
    [
        "nav",
        "navbar",
        "navigation",
        "breadcrumb",
        "breadcrumbs",
        "menu",
        "sidebar",
        "banner",
        "cookie",
        "cookies",
        "search",
        "toolbar",
        "pagination",
        "share",
        "social",
        "skip",
        "skiplink",
        "skip-link",
        "footer",
        "site-footer",
        "site-header",
        "page-footer",
        "noprint",
    ]
)
_TEXT = ("article", "main", "section")
_FIELDS = ("input", "select", "textarea", "button")
_SHARE = 3  # what holds more than one part in so many of a page's words is the text itself


def words(element: Any) -> int:
    """Count the words of an element, but those of scripts."""
    total = 0
    for each in element.iter():
        if isinstance(each.tag, str) and each.tag not in ("script", "style"):
            total += len((each.text or "").split())
        total += len((each.tail or "").split()) if each is not element else 0
    return total


@dataclass
class _Held:
    """Say what an element holds: how many words, a heading of the page, a field of a form; `inside`: it stands within the text itself."""

    inside: bool = False
    words: int = 0
    titled: bool = False
    asks: bool = False


class Chrome:
    """Tell what is not the text of a page; `kept` are elements around which nothing is furniture."""

    def __init__(self, body: Any, kept: Iterable[Any]) -> None:
        self.body = body
        self.holding: set[Any] = set()
        for each in kept:
            for around in (each, *each.iterancestors()):
                if around in self.holding:
                    break
                self.holding.add(around)

    @cached_property
    def held(self) -> dict[Any, _Held]:
        """Count what all elements hold in one pass, however deeply they are nested."""
        elements = list(self.body.iter())
        held = {self.body: _Held(any(around.tag in _TEXT for around in self.body.iterancestors()))}
        for element in elements[1:]:
            around = element.getparent()
            held[element] = _Held(held[around].inside or around.tag in _TEXT)
        for element in reversed(elements):
            own = held[element]
            own.words += len((element.text or "").split()) if isinstance(element.tag, str) and element.tag not in ("script", "style") else 0
            if element is not self.body:
                around = held[element.getparent()]
                around.words += own.words + len((element.tail or "").split())
                around.titled |= own.titled or element.tag == "h1"
                around.asks |= own.asks or element.tag in _FIELDS
        return held

    def is_void(self, element: Any) -> bool:
        """Say whether an element holds nothing to read."""
        return element.tag in _VOID

    def is_remark(self, element: Any) -> bool:
        """Say whether a word processor put comments here, or the mark of one."""
        return _is_list_of_remarks(element) or "msocomanchor" in element.get("class", "").casefold()

    def remarks(self, element: Any) -> int:
        """Count the comments of a list."""
        if not _is_list_of_remarks(element):
            return 0
        return max(1, sum(re.search(r"mso-element:\s*comment(?!-list)", each.get("style", "")) is not None for each in element.iter("div")))

    def is_around(self, element: Any) -> bool:
        """Say whether an element stands around the text, and holds little of the page."""
        tag = element.tag
        names = {element.get("id", "").casefold(), *element.get("class", "").casefold().split()}
        if tag not in _TAGS and element.get("role") not in _ROLES and names.isdisjoint(_NAMES):
            return False
        held = self.held[element]
        if element in self.holding or tag in ("body", "html", *_TEXT) or held.words > self.held[self.body].words // _SHARE:
            return False
        if tag == "form":
            return held.asks
        if tag in ("header", "footer", "aside"):
            return not held.inside and not held.titled
        return True


def _is_list_of_remarks(element: Any) -> bool:
    return re.search(r"mso-element:\s*comment-list", element.get("style", "")) is not None
