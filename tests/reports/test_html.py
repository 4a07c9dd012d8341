"""The page: complete without a network and without scripts, and quicker with them."""

import dataclasses
import re
import shutil
import subprocess
from html.parser import HTMLParser

import pytest

from mapper.reports import html
from mapper.types import State
from mapper.views.export import Export
from tests.reports import sample

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
OFFLINE = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
VOID = {"meta", "link", "col", "input", "br"}


@pytest.fixture(scope="module")
def page():
    return html.render(sample.export())


class Outline(HTMLParser):
    """Collect elements, and check that they close in order."""

    def __init__(self):
        super().__init__()
        self.open, self.found = [], []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def _outline(page):
    outline = Outline()
    outline.feed(page)
    assert outline.open == []
    return outline.found


def test_the_page_is_well_formed_and_asks_the_network_for_nothing(page):
    for _, attributes in _outline(page):
        address = attributes.get("src") or attributes.get("href") or "#"
        assert address.startswith(("#", "data:,"))
    assert "url(" not in page
    assert "@import" not in page


def test_text_of_documents_is_data(page):
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;" in page
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", page)


def test_only_the_script_of_the_page_itself_may_run(page):
    policies = [attributes["content"] for tag, attributes in _outline(page) if attributes.get("http-equiv") == "Content-Security-Policy"]
    assert len(policies) == 1
    assert "default-src 'none'" in policies[0]
    assert "unsafe-eval" not in policies[0]
    assert not [attributes for _, attributes in _outline(page) if any(name.startswith("on") for name in attributes)]


def test_without_scripts_every_pair_and_every_quote_is_readable(page):
    bodies = [attributes for tag, attributes in _outline(page) if tag == "tbody" and attributes.get("id", "").startswith("p-")]
    assert len(bodies) == len(sample.export().mapped)
    assert not [body for body in bodies if "hidden" in body]
    assert sample.TEXTS["pp/res/182"] in page
    assert "PP Resolution 182: resolves 1, p. 7" in page


def test_texts_carry_their_language_and_every_state_has_a_word(page):
    assert '<blockquote lang="en" dir="auto">' in page
    for word in ("accepted", "rejected", "disputed", "unsure", "to look at again", "withdrawn text", "proposed, new"):
        assert f"</span> {word}</span>" in page


def test_every_field_has_a_label_and_every_heading_its_section(page):
    found = _outline(page)
    ids = {attributes["id"] for _, attributes in found if "id" in attributes}
    assert all(attributes["aria-labelledby"] in ids for tag, attributes in found if tag == "section")
    assert len(re.findall(r"<label[^>]*>[^<]+<(?:input|select)", page)) == len([tag for tag, _ in found if tag in ("input", "select")])


def test_changes_show_what_went_and_what_came(page):
    assert "<del>study</del> <ins>reduce</ins>" in page
    assert "1 decided pair to look at again" in page


def test_the_direction_of_a_relation_is_told_in_words():
    proposed = sample.proposal("resolutions", "pp/res/182", "wtsa/res/73", relation="implements")
    turned = dataclasses.replace(proposed, direction="right-to-left")
    assert "second to first" in html.render(Export((sample.mapped(turned, State.OPEN),), {}))
    assert "direction not said" in html.render(Export((sample.mapped(proposed, State.OPEN),), {}))


def _dump(page, tmp_path, fragment):
    path = tmp_path / "mapping.html"
    path.write_text(page, encoding="utf-8", newline="\n")
    command = [str(CHROMIUM), *QUIET, *OFFLINE, f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", f"{path.as_uri()}{fragment}"]
    ran = subprocess.run(command, capture_output=True, timeout=120, check=False)
    return ran.stdout.decode()


def _shown(dom):
    return [body for body in re.findall(r"<tbody id=\"p-[^>]*>", dom) if "hidden" not in body]


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: apt-get install chromium")
@pytest.mark.parametrize(
    ("fragment", "pairs"),
    [
        ("", 10),
        ("#q=regional+presence", 2),
        ("#q=REMOTE sensing", 3),
        ("#s=accepted", 1),
        ("#a=WTSA&b=PP", 2),
        ("#sa=ITU-R&sb=ITU-D", 1),
        ("#q=climate&o=human", 4),
        ("#q=nothing-reads-like-this", 0),
    ],
)
def test_the_address_filters_the_table_in_a_browser(page, tmp_path, fragment, pairs):
    dom = _dump(page, tmp_path, fragment)
    assert f">{pairs} of 10 pairs<" in dom
    assert len(_shown(dom)) == pairs
    assert '<form id="filters" role="search">' in dom


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: apt-get install chromium")
def test_the_address_sorts_the_table_in_a_browser(page, tmp_path):
    shares = re.findall(r'<tbody id="p-[^>]*data-p="([^"]*)"', _dump(page, tmp_path, "#q=&sort=likely"))
    assert [float(share or -1) for share in shares] == sorted(float(share or -1) for share in shares)
    assert len(shares) == 10
