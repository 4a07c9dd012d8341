"""What stands around the text of a web page: menus, banners, forms, what programs need and no reader sees."""

import re
from collections.abc import Iterable
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
_SHARE = 3  # what holds more than one part in so many of a page's words is the text itself


def words(element: Any, most: int = 1 << 30) -> int:
    """Count the words of an element, but those of scripts; no further than `most`."""
    total = 0
    for each in element.iter():
        if isinstance(each.tag, str) and each.tag not in ("script", "style"):
            total += len((each.text or "").split())
        total += len((each.tail or "").split()) if each is not element else 0
        if total > most:
            return total
    return total


class Chrome:
    """Tell what is not the text of a page; `kept` are elements around which nothing is furniture."""

    def __init__(self, body: Any, kept: Iterable[Any]) -> None:
        self.most = words(body) // _SHARE
        self.holding = {around for each in kept for around in (each, *each.iterancestors())}

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
        if element in self.holding or tag in ("body", "html", *_TEXT) or words(element, self.most) > self.most:
            return False
        if tag == "form":
            return next(element.iter("input", "select", "textarea", "button"), None) is not None
        if tag in ("header", "footer", "aside"):
            inner = any(around.tag in _TEXT for around in element.iterancestors())
            return not inner and next(element.iter("h1"), None) is None
        return True


def _is_list_of_remarks(element: Any) -> bool:
    return re.search(r"mso-element:\s*comment-list", element.get("style", "")) is not None
