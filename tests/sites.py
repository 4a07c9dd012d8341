"""A site in a folder, read as a visitor's browser would: every page with its links, and what may not be on any."""

import re
from html.parser import HTMLParser
from itertools import pairwise
from urllib.parse import unquote, urlsplit

VOID = {"meta", "link", "col", "input", "br"}
DRAWN = {"path", "circle", "rect", "line"}  # of SVG, closed in place
HEAVIEST = 300_000


class Page(HTMLParser):
    """Collect the elements of a page, and check that they close in order."""

    def __init__(self, text):
        super().__init__()
        self.open, self.found, self.words = [], [], []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)

    @property
    def text(self):
        return re.sub(r"\s+", " ", "".join(self.words))

    @property
    def ids(self):
        return [attributes["id"] for _, attributes in self.found if "id" in attributes]

    @property
    def addresses(self):
        ours = [attributes for _, attributes in self.found if not attributes.get("rel", "").startswith("external ")]
        return [attributes[key] for attributes in ours for key in ("href", "src", "action") if key in attributes]

    def all(self, tag, **wanted):
        return [attributes for name, attributes in self.found if name == tag and wanted.items() <= attributes.items()]


def read(folder):
    """Give the pages of a site by their path in its folder."""
    return {path.relative_to(folder).as_posix(): Page(path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("*.html"))}


def broken(folder, pages):
    """Give the links of a site that lead nowhere: to a file that is not there, an anchor that its page has not, or out of the folder."""
    ids = {name: set(page.ids) for name, page in pages.items()}
    found = []
    for name, page in pages.items():
        for address in page.addresses:
            if address == "data:,":
                continue
            parts = urlsplit(address)
            target = (folder / name).parent / unquote(parts.path) if parts.path else folder / name
            inside = not parts.scheme and not parts.netloc and target.resolve().is_relative_to(folder.resolve())
            place = target.resolve().relative_to(folder.resolve()).as_posix() if inside else ""
            if not inside or not target.is_file() or (parts.fragment and unquote(parts.fragment) not in ids[place]):
                found.append((name, address))
    return found


def heavy(folder):
    """Give the files of a site that are heavier than a light page."""
    return [path.name for path in folder.rglob("*") if path.is_file() and path.suffix in (".html", ".js", ".css") and path.stat().st_size > HEAVIEST]


def faults(page):
    """Say what a page lacks for those who listen to it or walk through it by keyboard, and what could run in it."""
    told = []
    heads = [int(tag[1]) for tag, _ in page.found if re.fullmatch(r"h[1-6]", tag)]
    told += ["one h1"] * (heads.count(1) != 1)
    told += ["a heading skipped a level"] * any(lower > upper + 1 for upper, lower in pairwise(heads))
    told += ["main, header, footer"] * any(len(page.all(tag)) != 1 for tag in ("main", "footer"))
    told += ["skip link"] * (page.all("a", **{"class": "skip"})[0]["href"] != "#main" or "main" not in page.ids)
    told += ["an id twice"] * (len(page.ids) != len(set(page.ids)))
    told += ["a label for nothing"] * any(each not in page.ids for tag, a in page.found for each in a.get("aria-labelledby", "").split())
    told += ["a table without heads"] * (len(page.all("table")) > len(page.all("thead")))
    told += ["scope of heads"] * any("scope" not in attributes for attributes in page.all("th"))
    told += ["a landmark without name"] * any("aria-label" not in attributes for attributes in page.all("nav"))
    told += ["inline style or handler"] * any(key.startswith("on") or key == "style" for _, attributes in page.found for key in attributes)
    told += ["inline script"] * any("src" not in attributes for attributes in page.all("script"))
    return told
