"""The page: complete without a network and without scripts, and quicker with them."""

import dataclasses
import re
import shutil
import subprocess
from html.parser import HTMLParser

import pytest

from mapper.editions import compare
from mapper.reports import html
from mapper.types import Change, State
from mapper.views.export import Export
from mapper.views.items import item
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
    for word in ("accepted", "rejected", "disputed", "unsure", "to look at again", "text no longer in force", "proposed, new"):
        assert f"</span> {word}</span>" in page


def test_every_field_has_a_label_and_every_heading_its_section(page):
    found = _outline(page)
    ids = {attributes["id"] for _, attributes in found if "id" in attributes}
    assert all(attributes["aria-labelledby"] in ids for tag, attributes in found if tag == "section")
    assert len(re.findall(r"<label[^>]*>[^<]+<(?:input|select)", page)) == len([tag for tag, _ in found if tag in ("input", "select")])


def test_changes_show_what_went_and_what_came(page):
    assert "<del>study </del><ins>reduce </ins>" in page
    assert "1 decided pair to look at again, about 1 min" in page


def test_a_text_that_ended_names_what_goes_on_from_it_or_nothing():
    old, new = sample.document("itu-t/2017-2020/q/9-5", "old words"), sample.document("itu-t/2022-2024/q/9-5", "new")
    ended = dataclasses.replace(compare(old, old), grade=Change.CLOSED, old="2017-2020")
    for following, told in (
        (new.id, f"<small>2017-2020 → {item(new.id, new).ref}</small>"),
        ("2017-2020", "<small>2017-2020</small>"),
        ("", "<small>2017-2020</small>"),
    ):
        page = html.render(Export((), {old.id: old, new.id: new}, changes=(dataclasses.replace(ended, new=following),)))
        assert told in page
        assert "<p>It is no longer in force.</p>" in page


def test_a_changed_title_is_shown_as_such():
    old = dataclasses.replace(sample.document("pp/res/182"), title="The role of ICTs in regard to the seas")
    page = html.render(Export((), {old.id: old}, changes=(compare(old, sample.document("pp/res/182")),)))
    assert '<dt>title <span class="grade">changed</span></dt>' in page
    assert "<del>the seas</del> <ins>climate change</ins>" in page


def test_a_relation_reads_from_the_first_text_to_the_second_and_says_so_in_words():
    turned = sample.proposal("resolutions", "pp/res/182", "wtdc/res/66", relation="implements", direction="right-to-left")
    documents = {work: sample.document(work) for work in (turned.left, turned.right)}
    page = html.render(Export((sample.mapped(turned, State.OPEN),), documents))
    assert "WTDC Resolution 66 implements PP Resolution 182" in page
    assert page.index("<code>wtdc/res/66</code>") < page.index("<code>pp/res/182</code>")
    said_by_nobody = dataclasses.replace(turned, direction="")
    assert "which way it runs is not said" in html.render(Export((sample.mapped(said_by_nobody, State.OPEN),), documents))


def test_a_disputed_pair_names_who_said_what_and_nobody_as_its_reviewer(page):
    assert "<small>anna: accept mutual-interest; ben | co: reject (different-scope)</small>" in page


def test_activities_stand_with_their_facts_and_lead_to_their_pairs(page):
    told = page[page.index('<section id="activities"') : page.index('<section id="decisions"')]
    for fact in ("TSB", "T, D", "2018-03-14", "2018-03-15", "Accra"):
        assert f'<td class="fact">{fact}</td>' in told
    [target] = re.findall(r'<li><a href="#(p-[0-9a-f]{16})"', told)
    assert f'<tbody id="{target}"' in page


def test_mappings_are_offered_in_the_order_of_the_settings(page):
    offered = re.findall(r'<option value="([^"]+)">', page[page.index('id="f-t"') : page.index('id="f-s"')])
    assert offered == ["resolutions", "questions", "theme:climate", "activities"]


def test_the_page_of_one_mapping_says_so():
    page = html.render(dataclasses.replace(sample.export(), only="questions"))
    assert "<h1>Mapping of common interest: questions</h1>" in page
    assert "This page shows questions only" in page


def _dump(page, tmp_path, fragment):
    path = tmp_path / "mapping.html"
    path.write_text(page, encoding="utf-8", newline="\n")
    command = [str(CHROMIUM), *QUIET, *OFFLINE, f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", f"{path.as_uri()}{fragment}"]
    ran = subprocess.run(command, capture_output=True, timeout=120, check=False)
    return ran.stdout.decode()


def _shown(dom):
    return [body for body in re.findall(r"<tbody id=\"p-[^>]*>", dom) if "hidden" not in body]


needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: apt-get install chromium")


@pytest.mark.browser
@needs_chromium
@pytest.mark.parametrize(
    ("fragment", "pairs"),
    [
        ("", 12),
        ("#q=regional+presence", 3),
        ("#q=REMOTE sensing", 3),
        ("#q=wtdc/res/66", 2),
        ("#s=accepted", 1),
        ("#s=live", 10),
        ("#bodies=PP x WTSA", 2),
        ("#s=live&sectors=R x D", 1),
        ("#q=climate&o=human", 4),
        ("#q=nothing-reads-like-this", 0),
    ],
)
def test_the_address_filters_the_table_in_a_browser(page, tmp_path, fragment, pairs):
    dom = _dump(page, tmp_path, fragment)
    assert f">{pairs} of 12 pairs<" in dom
    assert len(_shown(dom)) == pairs
    assert '<form id="filters" role="search">' in dom


@pytest.mark.browser
@needs_chromium
def test_the_address_sorts_the_table_in_a_browser(page, tmp_path):
    shares = re.findall(r'<tbody id="p-[^>]*data-p="([^"]*)"', _dump(page, tmp_path, "#q=&sort=likely"))
    assert [float(share or -1) for share in shares] == sorted(float(share or -1) for share in shares)
    assert len(shares) == 12


# A page around the page: it clicks every cell of the heat maps and notes how many pairs the list then holds, and how wide the page is on a telephone.
VISITOR = """<!DOCTYPE html><iframe id="inside" src="mapping.html" style="width:400px;height:800px"></iframe><pre id="told"></pre><script>
const wait = () => new Promise((done) => setTimeout(done, 50));
inside.onload = async () => {
  const page = inside.contentDocument;
  const told = [`wide ${page.documentElement.scrollWidth - page.documentElement.clientWidth}`];
  for (const cell of page.querySelectorAll(".heat a")) {
    cell.click();
    await wait();
    const counted = page.getElementById("count").textContent.split(" ")[0];
    told.push(`${cell.firstChild.data} ${counted} ${page.querySelectorAll("#table > tbody:not([hidden])").length}`);
  }
  page.querySelector("#activities li a").click();
  await wait();
  told.push(`open ${page.querySelectorAll("#table > tbody:not([hidden]) details[open]").length}`);
  document.getElementById("told").textContent = told.join("\\n");
};
</script>
"""


@pytest.mark.browser
@needs_chromium
def test_every_number_of_the_heat_maps_leads_to_as_many_pairs_and_nothing_overflows_a_telephone(page, tmp_path):
    (tmp_path / "mapping.html").write_text(page, encoding="utf-8", newline="\n")
    visitor = tmp_path / "visitor.html"
    visitor.write_text(VISITOR, encoding="utf-8", newline="\n")
    shown = ["--allow-file-access-from-files", "--virtual-time-budget=20000", "--dump-dom", visitor.as_uri()]
    command = [str(CHROMIUM), *QUIET, *OFFLINE, f"--user-data-dir={tmp_path / 'profile'}", *shown]
    dom = subprocess.run(command, capture_output=True, timeout=120, check=False).stdout.decode()
    told = dom[dom.index('<pre id="told">') + len('<pre id="told">') : dom.index("</pre>")].split("\n")
    assert told[0] == "wide 0"
    assert told[-1] == "open 1"
    assert len(told) > 10
    for line in told[1:-1]:
        assert len(set(line.split())) == 1, line


def _one(left, right, **changed):
    """Give an export of one pair that quotes these two texts."""
    made = sample.proposal("resolutions", "wtsa/res/73", "pp/res/182")
    quoted = tuple(
        dataclasses.replace(quote, text=text) for quote, text in zip((made.evidence[0].left, made.evidence[0].right), (left, right), strict=True)
    )
    made = dataclasses.replace(made, evidence=(dataclasses.replace(made.evidence[0], left=quoted[0], right=quoted[1]),), **changed)
    documents = {work: sample.document(work) for work in (made.left, made.right)}
    return Export((sample.mapped(made, State.NEW),), documents)


def test_words_that_both_clauses_have_are_marked_and_nothing_else_becomes_markup():
    page = html.render(_one("to <b>monitor</b> emissions & heat", "the <i>emissions</i>, monitored"))
    assert ">to &lt;b&gt;<mark>monitor</mark>&lt;/b&gt; <mark>emissions</mark> &amp; heat</blockquote>" in page
    assert ">the &lt;i&gt;<mark>emissions</mark>&lt;/i&gt;, <mark>monitored</mark></blockquote>" in page
    assert _outline(page)


def test_the_steps_to_the_score_are_drawn_where_the_one_before_ended():
    page = html.render(_one("a", "b", contributions=(("forward", 2.0), ("excluded", -0.5)), score=1.5))
    steps = re.findall(r'<li class="(\w+)" style="--a:(\d+)%;--w:(\d+)%">(.*?) <b>(.*?)</b> <b>(.*?)</b></li>', page)
    assert steps == [
        ("up", "0", "100", "first clauses met in second", "+2.00", "2.00"),
        ("down", "75", "25", "nearer to what is left out", "-0.50", "1.50"),
        ("sum", "0", "75", "score", "", "1.50"),
    ]


def test_the_texts_are_called_as_they_stand_on_the_page():
    turned = _one("a", "b", contributions=(("forward", 1.5),), direction="right-to-left", relation="implements")
    assert "second clauses met in first" in html.render(turned)
