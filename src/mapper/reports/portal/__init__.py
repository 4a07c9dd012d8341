"""The portal: the mapping as a static site that works from a folder or any web server, and asks the network for nothing."""

import shutil
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from jinja2 import Environment

from mapper import litter
from mapper.cooperation import circles
from mapper.errors import MapperError
from mapper.reports import grids, html, plots
from mapper.reports.filters import GLYPHS, environment
from mapper.reports.portal import names
from mapper.reports.portal.desk import Desk, area_page, cell_page, change_page, desk, group_page, pair_page, theme_page, tie_page
from mapper.reports.portal.links import Links
from mapper.reports.portal.lists import (
    cell_pages,
    change_pages,
    decision_pages,
    document_lists,
    front_pages,
    gap_pages,
    pair_lists,
    repeat_pages,
    timeline_pages,
)
from mapper.reports.portal.pages import Page
from mapper.reports.portal.search import Index
from mapper.reports.portal.subjects import area_pages, group_pages, theme_pages
from mapper.reports.portal.texts import pair_pages, text_pages
from mapper.views.export import Export
from mapper.views.files import places
from mapper.views.text import shorten

ENTRY = "index.html"
_ENDINGS = (".html", ".htm")
_ROOM = "mapper.reports.portal"
_STATIC = ("portal.css", "portal.js", "search.js")
_MAKERS = (
    *(front_pages, theme_pages, area_pages, group_pages, document_lists, text_pages, pair_lists, pair_pages),
    *(cell_pages, timeline_pages, gap_pages, repeat_pages, change_pages, decision_pages),
)


def write(export: Export, target: Path) -> list[Path]:
    """Write the portal into a folder, its front page first; a target that ends in .html is written as the single page instead.

    The pages are made beside their places and moved there when all are there.
    """
    if target.name.casefold().endswith(_ENDINGS) and not target.is_dir():
        return html.write(export, target)
    (entry,) = places(target, ENTRY, endings=_ENDINGS)
    staged = litter.part(target / "portal")
    litter.sweep_beside(target / "portal")
    at = target
    try:
        written: list[str] = []
        made: set[Path] = set()
        for address, content in files(export):
            at = staged / address
            if at.parent not in made:
                at.parent.mkdir(parents=True, exist_ok=True)
                made.add(at.parent)
            at.write_bytes(content)
            written.append(address)
        for place in sorted(made):
            at = target / place.relative_to(staged)
            at.mkdir(parents=True, exist_ok=True)
        for address in written:
            at = target / address
            (staged / address).replace(at)
    except OSError as error:
        raise MapperError(f"cannot write {at}: {error.strerror or error}; make room or choose another place with --out") from error
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    return [entry, *(target / address for address in written if address != ENTRY)]


def files(export: Export) -> Iterator[tuple[str, bytes]]:
    """Give every file of the portal by its address, one at a time: the same export gives the same bytes."""
    table = desk(export)
    pictures = plots.pictures(table.grids, table.coverages, table.agenda)
    made = _environment(table)
    made.globals["pictures"] = [(picture.title, picture.stem) for picture in pictures]
    index = Index()
    sections = _sections(table)
    for page in pages(table):
        index.add(page)
        drawn = made.get_template(page.template).render(**page.facts, page=page, root=page.root, sections=sections)
        yield page.path, drawn.encode(errors="replace")
    yield from index.files()
    for picture in pictures:
        yield from ((f"plots/{name}", content) for name, content in picture.files)
    for one in _STATIC:
        yield one, (resources.files(_ROOM) / "templates" / one).read_bytes()


def pages(table: Desk) -> Iterator[Page]:
    """Give every page, before it is drawn."""
    for maker in _MAKERS:
        yield from maker(table)


def _environment(table: Desk) -> Environment:
    made = environment(table.export, _ROOM)
    made.globals |= {"export": table.export, "glyphs": GLYPHS}
    links = Links(table)
    made.filters |= {
        "linked": links.linked,
        "titled": links.titled,
        "short": shorten,
        "anchor": names.anchor,
        "address": table.address,
        "clause_address": table.clause_address,
        "pair_page": pair_page,
        "area_page": area_page,
        "theme_page": theme_page,
        "group_page": group_page,
        "change_page": change_page,
        "tie_page": tie_page,
        "cell_page": cell_page,
        "accepted": grids.accepted,
        "most": grids.most,
        "circles": circles,
    }
    return made


def _sections(table: Desk) -> list[tuple[str, str]]:
    """Name the parts of the portal that hold something."""
    every = [
        ("Themes", "themes.html", bool(table.coverages)),
        ("Areas", "areas.html", True),
        ("Groups", "groups.html", bool(table.groups)),
        ("Documents", "documents.html", True),
        ("Pairs", "pairs.html", True),
        ("Heat maps", "counts.html", bool(table.grids)),
        ("Timeline", "timeline.html", bool(table.activities)),
        ("Instructions", "gaps.html", bool(table.gaps.instructions)),
        ("Said twice", "repeats.html", bool(table.repeats)),
        ("What changed", "changes.html", bool(table.revisions)),
        ("Decisions", "decisions.html", True),
        ("How to read this", "about.html", True),
    ]
    return [(title, address) for title, address, there in every if there]
