"""The portal: every page leads somewhere, weighs little, can be walked by keyboard, and asks for nothing outside its folder."""

import dataclasses
import re
import sys
from pathlib import Path

import pytest

from mapper import claims, sharing
from mapper.errors import UsageError
from mapper.reports import portal
from mapper.reports.portal import names
from mapper.reports.portal.groups import groups
from mapper.reports.portal.network import MOST, network
from mapper.themes import Subtopic, Theme, documents
from mapper.types import Citation, Kind
from mapper.views import leftovers
from mapper.views.rows import SHOWN, rows
from tests import maps, sites
from tests.browser import CHROMIUM, browser
from tests.reports import sample
from tests.test_claims import DOCUMENT, TAKEN

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent / "scripts"))

import measuring_portal

THEME = Theme(
    "climate",
    "Climate <b>change</b>",
    ("pp/res/182", "pp/res/999"),
    (Subtopic("monitoring", "Climate monitoring", "Observing the climate", ("satellites",)), Subtopic("e-waste", "E-waste", "Old equipment")),
    "climate.toml",
)
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: apt-get install chromium")


def themed(export):
    """Give an export with a theme whose subtopics are documents of it."""
    subtopics = {document.id: document for document in documents(THEME)}
    return dataclasses.replace(export, documents={**export.documents, **subtopics}, themes=(THEME,))


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    portal.write(themed(sample.export()), folder)
    return folder


@pytest.fixture(scope="module")
def pages(site):
    return sites.read(site)


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """Give a site of many pages: lists go on over several of them."""
    folder = tmp_path_factory.mktemp("large")
    portal.write(measuring_portal.made_up(60, 700), folder)
    return folder


def test_every_link_and_anchor_leads_to_something_in_the_folder(site, pages):
    assert len(pages) > 40
    assert sites.broken(site, pages) == []


def test_every_page_is_reached_from_the_front_page(pages):
    left, there = {"index.html"}, set()
    while left:
        name = left.pop()
        there.add(name)
        targets = {(Path(name).parent / address.split("#")[0]).as_posix() for address in pages[name].addresses if address.split("#")[0]}
        left |= {str(_flat(target)) for target in targets if target.endswith(".html")} - there
    assert there >= set(pages) - {"search.html"}


def _flat(path):
    parts = []
    for part in path.split("/"):
        parts = parts[:-1] if part == ".." else [*parts, part]
    return "/".join(parts)


def test_pages_can_be_listened_to_and_walked_by_keyboard(pages):
    assert {name: told for name, page in pages.items() if (told := sites.faults(page))} == {}


def test_there_is_a_page_for_every_theme_subtopic_area_group_text_and_pair(pages):
    export = themed(sample.export())
    assert {"theme/climate.html", "subtopic/climate.monitoring.html", "subtopic/climate.e-waste.html"} <= set(pages)
    assert {"group/pp.html", "group/itu-t.sg.5.html"} <= set(pages)
    assert {f"pair/{mapped.pair}.html" for mapped in export.mapped} <= set(pages)
    texts = [work for work, document in export.documents.items() if document.kind is not Kind.SUBTOPIC]
    assert {f"document/{work.replace('/', '.')}.html" for work in texts} <= set(pages)
    assert len([name for name in pages if name.startswith("area/")]) == 1


def test_those_who_can_do_the_same_together_share_a_line(tmp_path):
    pairs = [maps.accepted(work, "theme/climate/monitoring", type_="theme:climate") for work in ("ra/res/60", "wtsa/res/73", "wtdc/res/66")]
    portal.write(themed(maps.export(*pairs)), tmp_path)
    text = (tmp_path / "theme/climate.html").read_text(encoding="utf-8")
    assert re.findall(r"<li><b>([^<]*-[^<]*)</b>", text) == ["R-T, R-D, T-D"]


def test_a_pair_shows_both_clauses_with_their_pages_and_its_history(pages):
    page = pages[f"pair/{sample.export().mapped[0].pair}.html"]
    for told in (sample.TEXTS["pp/res/182"], sample.TEXTS["wtsa/res/73"], "PP Resolution 182: resolves 1, p. 7", "anna: accept", sample.FORMULA):
        assert told in page.text
    assert "../document/pp.res.182.html#resolves.1" in page.addresses
    assert page.all("blockquote", lang="en", dir="auto")


def test_a_text_shows_its_clauses_its_pairs_and_what_changed(pages):
    page = pages["document/ra.res.60.html"]
    assert "resolves.1" in page.ids
    for told in (sample.TEXTS["ra/res/60"], "Rev. Dubai, 2018", "quoted with", "to look at again"):
        assert told in page.text
    changed = pages["change/ra.res.60.html"]
    assert (len(changed.all("ins")), len(changed.all("del"))) == (2, 2)  # one of each is the key to them


def test_citations_are_shown_from_both_sides(tmp_path):
    export = maps.export(maps.accepted("pp/res/182", "wtsa/res/73"))
    citing = dataclasses.replace(export.documents["wtsa/res/73"], citations=(_cites("pp/res/182"), _cites("pp/res/7"), _cites("")))
    portal.write(dataclasses.replace(export, documents={**export.documents, citing.id: citing}), tmp_path)
    found = sites.read(tmp_path)
    names = found["document/wtsa.res.73.html"]
    assert "../document/pp.res.182.html" in names.addresses
    assert "Resolution pp/res/7" in names.text
    assert "PP Resolution 182 (Rev. Dubai, 2018)in resolves 1" in names.text
    assert "../document/wtsa.res.73.html" in found["document/pp.res.182.html"].addresses[-4:]
    assert sites.broken(tmp_path, found) == []


def _cites(work):
    return Citation(work, "", "wtsa/res/73#resolves.1", f"Resolution {work}")


def test_every_count_of_the_heat_maps_is_that_of_the_pairs_it_leads_to(site, pages):
    counted = 0
    cell = r'<td class="h[1-5]"><a href="(cell/[^"]+)" aria-label="[^"]*: (\d+) pairs?, (\d+) accepted"'
    for text in re.findall(cell, (site / "counts.html").read_text(encoding="utf-8")):
        listed = pages[text[0]].text
        assert len(re.findall(r"evidence for", listed)) == int(text[1])
        assert listed.count("✓ accepted") == int(text[2])
        counted += int(text[1])
    live = [row for row in rows(themed(sample.export())) if row.mapped.state in SHOWN]
    assert counted > len(live)


def test_a_heat_map_that_is_too_large_for_a_page_has_pages_of_its_own(tmp_path):
    works = [f"itu-t/2017-2020/q/{number}-{number}" for number in range(1, 90)]
    subtopics = tuple(Subtopic(f"s{number}", f"Subtopic {number} of many", "About", ("an example",)) for number in range(40))
    theme = dataclasses.replace(THEME, subtopics=subtopics)
    pairs = [maps.accepted(work, f"theme/climate/s{number}", type_="theme:climate") for work in works for number in range(0, 40, 5)]
    export = maps.export(*pairs)
    export = dataclasses.replace(export, documents={**export.documents, **{one.id: one for one in documents(theme)}}, themes=(theme,))
    portal.write(export, tmp_path)
    found = sites.read(tmp_path)
    assert sites.heavy(tmp_path) == []
    assert sites.broken(tmp_path, found) == []
    mine = [page for name, page in found.items() if name.startswith("counts/subtopics")]
    assert len(mine) > 1
    assert sum(len(page.all("th", scope="row")) for page in mine) == len(works)
    assert "counts/subtopics.html" in found["counts.html"].addresses


def test_an_instruction_stands_with_what_people_said_of_it(tmp_path):
    made = maps.export(documents=[DOCUMENT, sample.document("wtsa/res/73")])
    portal.write(dataclasses.replace(made, claims=claims.standing([TAKEN], {}, made.documents)), tmp_path)
    found = sites.read(tmp_path)
    assert sites.broken(tmp_path, found) == []
    page = found["gaps/clause.html"]
    assert "ben 2026-11-30" in page.text
    assert {"../document/pp.res.182.html#instructs.1", "../document/wtsa.res.73.html"} <= set(page.addresses)


def test_texts_are_data(site, pages):
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "<script>alert" not in text
        assert "<b>change" not in text
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)
    assert sample.SCRIPT in pages["document/wtsa.res.73.html"].text
    assert sample.FORMULA in pages["document/pp.res.25.html"].text
    assert "bell escape[31m turned end" in pages["document/wtsa.res.54.html"].text
    for path in site.rglob("*.js"):
        assert "<script" not in path.read_text(encoding="utf-8")


def test_only_scripts_of_the_folder_may_run(pages):
    for page in pages.values():
        [policy] = [one["content"] for one in page.all("meta") if one.get("http-equiv") == "Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "script-src 'self'" in policy


def test_long_lists_go_on_over_light_pages(large):
    found = sites.read(large)
    assert sites.heavy(large) == []
    assert sites.broken(large, found) == []
    listed = [page for name, page in found.items() if name.startswith("pairs/questions")]
    assert len(listed) == 7
    assert sum(page.text.count("evidence for") for page in listed) == 700
    assert "aria-current" in str(found["pairs/questions_p3.html"].all("a", **{"aria-current": "page"}))


def test_a_long_text_goes_on_over_pages_and_its_clauses_are_found_there(tmp_path):
    export = maps.export(maps.accepted("pp/res/182", "wtsa/res/73"))
    clause = export.documents["pp/res/182"].clauses[0]
    annexes = (dataclasses.replace(clause, id=f"pp/res/182#annex.{n}", text="many words " * 2000) for n in range(20))
    long = dataclasses.replace(export.documents["pp/res/182"], clauses=(*annexes, clause))
    portal.write(dataclasses.replace(export, documents={**export.documents, long.id: long}), tmp_path)
    found = sites.read(tmp_path)
    assert sites.heavy(tmp_path) == []
    pair = found[f"pair/{export.mapped[0].pair}.html"]
    [address] = [address for address in pair.addresses if "pp.res.182" in address and "#" in address]
    assert address == "../document/pp.res.182_p5.html#resolves.1"
    assert sites.broken(tmp_path, found) == []


@pytest.mark.parametrize(
    ("ids", "name"),
    [
        (("pp/res/182",), "pp.res.182"),
        (("itu-d/2018-2021/q/6-2",), "itu-d.2018-2021.q.6-2"),
        (("a/b", "c"), "a.b..c"),
        (("con",), "con_65e4a84ee8"),
        (("nul/a",), "nul-a_"),
        (("PP/res/1",), "pp-res-1_"),
        (("a.b",), "a-b_"),
        (("../../etc/passwd",), "etc-passwd_"),
        (("x" * 300,), "x" * 60 + "_"),
        (("القرار",), "_"),
        (("",), "_"),
    ],
)
def test_a_file_is_named_after_ids_alone(ids, name):
    found = names.name(*ids)
    assert found == name if not name.endswith("_") and "_" not in name else found.startswith(name.partition("_")[0] + "_")
    assert re.fullmatch(r"[a-z0-9._-]{1,75}", found)


def test_no_two_ids_share_a_file_on_any_disk():
    ids = ["a/b", "A/b", "a.b", "a b", "a-b", "a/b/", "a//b", "con", "CON", "a_b", "a", "á", "x" * 61, "x" * 62]
    assert len({names.name(one).casefold() for one in ids}) == len(ids)
    assert names.name("a", "b") != names.name("a..b") != names.name("a/b")


def test_an_anchor_needs_no_quoting():
    assert names.anchor("pp/res/182#resolves.1~2") == "resolves.1~2"
    odd = names.anchor('pp/res/182#res olves"><b>')
    assert re.fullmatch(r"[A-Za-z0-9._-]+", odd)
    assert odd != names.anchor("pp/res/182#res olves'><b>")


def test_a_file_is_the_single_page_and_a_folder_the_portal(tmp_path):
    assert [path.name for path in sharing.write("html", sample.export(), tmp_path / "one.html")] == ["one.html"]
    assert 'id="filters"' in (tmp_path / "one.html").read_text(encoding="utf-8")
    assert sharing.write("html", sample.export(), tmp_path / "site")[0] == tmp_path / "site" / "index.html"
    with pytest.raises(UsageError):
        sharing.write("html", sample.export(), tmp_path / "site.docx")


def test_pages_that_no_longer_exist_leave_and_files_of_others_stay(tmp_path):
    whole = sample.export()
    leftovers.clear(tmp_path, portal.write(whole, tmp_path), part=False)
    mine = tmp_path / "pair" / "mine.html"
    mine.write_text("mine", encoding="utf-8")
    edited = tmp_path / "pair" / f"{whole.mapped[0].pair}.html"
    edited.write_text("mine too", encoding="utf-8")
    told = leftovers.clear(tmp_path, portal.write(dataclasses.replace(whole, mapped=whole.mapped[9:10]), tmp_path), part=False)
    assert sorted(path.name for path in (tmp_path / "pair").iterdir()) == sorted(["mine.html", edited.name, f"{whole.mapped[9].pair}.html"])
    assert not (tmp_path / "area").exists()
    assert "taken out" in told[0]
    assert f"mine.html) in {tmp_path}" in told[1] or "mine.html" in told[1]


def test_the_network_is_drawn_the_same_whatever_the_order_and_leaves_out_the_least():
    export = measuring_portal.made_up(400, 900)
    found = network(groups(export.documents.values(), rows(export)))
    assert found == network(groups(reversed(export.documents.values()), rows(export)))
    assert (len(found.nodes), found.left_out) == (MOST, len({document.body + document.group for document in export.documents.values()}) - MOST)


# in a browser


@pytest.fixture(scope="module")
def visitor(tmp_path_factory):
    with browser(tmp_path_factory.mktemp("browser")) as opened:
        yield opened


@pytest.fixture
def visit(site, visitor):
    """Open pages, and see afterwards that nothing went wrong and nothing outside the folder was asked for."""
    visitor.asked.clear()
    visitor.errors.clear()
    yield lambda address: visitor.open(f"{site.as_uri()}/{address}")
    assert visitor.errors == []
    assert [address for address in visitor.asked if not address.startswith((f"{site.as_uri()}/", "data:", "about:"))] == []


TOLD = "document.getElementById('told').textContent.includes('found') && document.getElementById('told').textContent"


@pytest.mark.browser
@needs_chromium
@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("?q=Résolution+60", "document/ra.res.60.html"),
        ("?q=energy+consumpt", "document/ra.res.60.html"),
        ("?q=wtdc/res/66", "document/wtdc.res.66.html"),
        ("?q=climate+monitoring&m=kind:subtopic", "subtopic/climate.monitoring.html"),
        ("?q=script+alert&m=kind:document", "document/wtsa.res.73.html"),
        ("?m=kind:pair&m=state:rejected", f"pair/{sample.export().mapped[1].pair}.html"),
        ("?q=ITU-T+SG+5&m=kind:group", "group/itu-t.sg.5.html"),
    ],
)
def test_the_search_finds_and_leads_to_the_page(visit, visitor, site, query, address):
    visit(f"search.html{query}")
    visitor.until(TOLD)
    assert visitor.evaluate("document.querySelector('#results a').getAttribute('href')") == address
    visitor.evaluate("document.querySelector('#results a').click()")
    visitor.until(f"location.href.endsWith('{address}') && document.readyState === 'complete'")


@pytest.mark.browser
@needs_chromium
def test_the_search_box_of_any_page_leads_to_the_search(visit, visitor):
    visit("document/pp.res.25.html")
    visitor.evaluate("document.getElementById('seek').value = 'regional presence'; document.querySelector('form.seek').requestSubmit()")
    visitor.until("location.pathname.endsWith('/search.html') && document.readyState === 'complete'")
    assert visitor.until(TOLD).startswith(("2 ", "3 ", "4 "))


@pytest.mark.browser
@needs_chromium
def test_nothing_is_found_in_words_that_no_page_has(visit, visitor):
    visit("search.html?q=nothing-reads-like-this")
    assert visitor.until(TOLD) == "0 pages found."


@pytest.mark.browser
@needs_chromium
def test_a_cell_of_a_heat_map_leads_to_its_pairs_and_a_pair_to_its_evidence(visit, visitor):
    visit("index.html")
    visitor.evaluate("document.querySelector('.heat a[aria-label^=\"PP and WTSA\"]').click()")
    visitor.until("location.pathname.includes('/cell/') && document.readyState === 'complete'")
    assert visitor.evaluate("document.querySelectorAll('.pairs tbody tr').length") == 1
    visitor.evaluate("document.querySelector('.pairs a.go').click()")
    visitor.until("location.pathname.includes('/pair/') && document.readyState === 'complete'")
    assert visitor.evaluate("document.querySelectorAll('blockquote').length") == 2
    visitor.evaluate("document.querySelector('figcaption a').click()")
    visitor.until("location.pathname.includes('/document/') && location.hash === '#resolves.1' && document.readyState === 'complete'")
    assert visitor.evaluate("document.querySelector(':target').matches('.clause')")


WHERE = """(() => {
  const at = document.activeElement;
  return [Boolean(at.closest("main")), at.getAttribute("href") || at.id || at.tagName];
})()"""


@pytest.mark.browser
@needs_chromium
def test_the_keyboard_walks_from_the_skip_link_through_every_link_in_order(visit, visitor):
    visit("index.html")
    visitor.press("Tab")
    assert visitor.evaluate("document.activeElement.className") == "skip"
    assert visitor.evaluate("document.activeElement.getBoundingClientRect().left >= 0")
    walked = []
    for _ in range(40):
        visitor.press("Tab")
        walked.append(visitor.evaluate(WHERE))
        assert visitor.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none", walked
    assert [place for _, place in walked[:4]] == ["index.html", "seek", "BUTTON", "themes.html"]
    expected = visitor.evaluate("[...document.querySelectorAll('main a[href]')].map((link) => link.getAttribute('href'))")
    inside = [place for within, place in walked if within]
    assert len(inside) > 20
    assert [place for place in inside if place != "DIV"] == expected[: len([place for place in inside if place != "DIV"])]


@pytest.mark.browser
@needs_chromium
def test_the_skip_link_leads_to_the_content(visit, visitor):
    visit("groups.html")
    visitor.press("Tab")
    visitor.press("Enter")
    visitor.until("location.hash === '#main'")
    visitor.press("Tab")
    assert visitor.evaluate("document.getElementById('main').contains(document.activeElement)")


@pytest.mark.browser
@needs_chromium
@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_is_wider_than_the_window(visit, visitor, pages, width):
    visitor.width(width)
    sorts = {name.partition("/")[0]: name for name in pages}
    wide = []
    for name in sorted(sorts.values()):
        visit(name)
        if visitor.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(name)
    assert wide == []


@pytest.mark.browser
@needs_chromium
def test_texts_that_would_run_are_shown_and_do_not(visit, visitor):
    visit("document/wtsa.res.73.html")
    assert visitor.evaluate("document.querySelector('h1 .name').textContent") == sample.SCRIPT
    assert visitor.evaluate("document.querySelectorAll('script:not([src])').length") == 0


@pytest.mark.browser
@needs_chromium
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_letters_stand_out_from_their_ground(visit, visitor, scheme):
    visitor.scheme(scheme)
    for address in ("index.html", "document/ra.res.60.html", "change/ra.res.60.html", f"pair/{sample.export().mapped[0].pair}.html", "about.html"):
        visit(address)
        assert visitor.evaluate(CONTRAST) == [], address


# Each text with the ground that stands behind it, where their contrast is below what WCAG 2 asks at level AA (4.5; 3 for large letters).
CONTRAST = """(() => {
  const part = (value) => { const share = value / 255; return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4; };
  const light = ([r, g, b]) => 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  const read = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const grounds = (element) => (element ? [read(getComputedStyle(element).backgroundColor), ...grounds(element.parentElement)] : [[255, 255, 255]]);
  const told = [];
  for (const element of document.querySelectorAll("body *")) {
    if (![...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) continue;
    if (element.closest(".vh, .skip, [hidden], svg, noscript, script")) continue;
    const style = getComputedStyle(element);
    const ground = grounds(element).find((colour) => colour[3] !== 0);
    const [one, other] = [light(read(style.color)), light(ground)].sort((a, b) => b - a);
    const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && Number(style.fontWeight) >= 700);
    const ratio = (one + 0.05) / (other + 0.05);
    if (ratio < (large ? 3 : 4.5)) told.push(`${element.className} ${element.textContent.slice(0, 30)} ${ratio.toFixed(2)}`);
  }
  return told;
})()"""
