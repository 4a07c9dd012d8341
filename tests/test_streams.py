"""Streams: what pages are drawn from is damaged, or gone, and the engines keep silent; each is told with its page, and a sound file is not."""

import random
import re
import struct
import zlib
from pathlib import Path

import pikepdf
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption

from mapper.extractors import pdf, streams, switched
from mapper.extractors.streams import Streams
from tests.paper import HEIGHT, REAL, WIDTH, at, ligature, pages
from tests.workspaces import DEMO

REAL_FILES = Path(__file__).resolve().parents[2] / "shared" / "real"
LINES = [at(f"line {n} says that the members print less of it, with {n * 37} sheets", 60, 80 + 14 * n) for n in range(40)]
AS_IT_IS = {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.none}
SHOWN = b"BT /F 11 Tf 60 700 Td (a text that anyone can read) Tj ET"


def drawn(path, *raw, filters=("FlateDecode",), **more):
    """Make a page for each content, packed as it is given."""
    document = pikepdf.new()
    font = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica))
    for content in raw:
        page = document.add_blank_page(page_size=(WIDTH, HEIGHT)).obj
        page.Resources = pikepdf.Dictionary(**{"Font": pikepdf.Dictionary(F=font), **{name: make(document) for name, make in more.items()}})
        page.Contents = document.make_stream(b"")
        page.Contents.write(content, filter=pikepdf.Array([pikepdf.Name(f"/{name}") for name in filters]))
    document.save(path, **AS_IT_IS)
    return path


def repacked(path, change):
    """Print a page of many lines and one of one line, and change what the first is drawn from, as it is packed."""
    pages(path, LINES, [at("all offices of the union", 60, 100)])
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        content = document.pages[0].obj.Contents
        packed = zlib.compress(content.read_bytes())
        content.write(change(packed), filter=pikepdf.Name.FlateDecode)
        document.save(path)
    return path


def told(path, **more):
    return [list(sheet.problems) for sheet in pdf.sheets(path, 50, **more)]


def lines(path):
    return [[line.text for line in sheet.lines] for sheet in pdf.sheets(path, 50)]


def flipped(packed):
    """Change one bit in the middle, so that what follows cannot be unpacked."""
    for place in range(len(packed) // 2, len(packed)):
        for bit in range(8):
            spoilt = packed[:place] + bytes([packed[place] ^ 1 << bit]) + packed[place + 1 :]
            if streams.inflated(spoilt)[1] == {streams.BROKEN}:
                return spoilt
    raise AssertionError("no bit does harm")


@pytest.mark.parametrize("change", [flipped, lambda packed: packed[: len(packed) // 2]])
def test_a_page_whose_content_breaks_off_is_read_as_far_as_it_goes_and_told(tmp_path, change):
    """The engine gave the lines before the damage as if they were all."""
    path = repacked(tmp_path / "a.pdf", change)
    first, second = lines(path)
    assert 0 < len(first) < 40
    assert second == ["all offices of the union"]
    damaged = "missing: page 1: what it is drawn from is damaged and was read as far as it goes; get a.pdf again from where it came"
    assert told(path) == [[damaged], []]


def test_a_content_that_does_not_fit_its_checksum_is_told_and_not_said_to_be_missing(tmp_path):
    path = repacked(tmp_path / "a.pdf", lambda packed: packed[:-1] + bytes([packed[-1] ^ 1]))
    [[problem], []] = told(path)
    assert problem.startswith("page 1: what it is drawn from does not fit its checksum, so letters may be wrong or missing; compare what is quoted")
    assert len(lines(path)[0]) == 40


@pytest.mark.parametrize("lost", [1, 4])
def test_a_checksum_that_was_never_written_whole_does_no_harm(tmp_path, lost):
    assert told(repacked(tmp_path / "a.pdf", lambda packed: packed[:-lost])) == [[], []]


def test_a_content_in_a_packing_that_does_not_exist_is_damaged(tmp_path):
    [[problem]] = told(drawn(tmp_path / "a.pdf", SHOWN, filters=("FlatfDecode",)))
    assert problem.startswith("missing: page 1: what it is drawn from is damaged")


@pytest.mark.parametrize("filters", [("ASCII85Decode", "FlateDecode"), ("ASCIIHexDecode", "FlateDecode")])
def test_what_is_packed_twice_is_unpacked_twice(tmp_path, filters):
    packed = zlib.compress(SHOWN)
    outer = packed.hex().encode() + b">" if filters[0].startswith("ASCIIH") else _eighty_five(packed)
    path = drawn(tmp_path / "a.pdf", outer, outer[:40] + outer[44:], filters=filters)
    first, second = told(path)
    assert first == []
    assert ["page 2: what it is drawn from" in problem for problem in second] == [True]
    with Streams(path) as held:
        assert held.content(0) == streams.Content((SHOWN,))
        assert held.content(0).shows == 1


def _eighty_five(raw):
    import base64

    return base64.a85encode(raw) + b"~>"


def bad_form(document):
    """Give a form that uses itself, and whose stream is damaged."""
    chance = random.Random(1)
    form = document.make_stream(b"")
    form.write(zlib.compress(bytes(chance.randrange(32, 127) for _ in range(400)))[:200], filter=pikepdf.Name.FlateDecode)
    form.Subtype, form.BBox = pikepdf.Name.Form, pikepdf.Array([0, 0, 9, 9])
    form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Self=form))
    return pikepdf.Dictionary(X=document.make_indirect(form))


def test_a_damaged_map_of_letters_is_told_on_each_page_that_uses_it(tmp_path):
    path = ligature(tmp_path / "a.pdf", b"BC")
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        cmap = document.pages[0].obj.Resources.Font.F.ToUnicode
        cmap.write(zlib.compress(cmap.read_bytes())[:60], filter=pikepdf.Name.FlateDecode)
        document.pages.append(document.pages[0])
        document.save(path)
    assert [[problem.partition(",")[0] for problem in page] for page in told(path)] == [["page 1: a font is damaged"], ["page 2: a font is damaged"]]


def test_a_damaged_form_is_told_and_one_that_uses_itself_ends(tmp_path):
    path = drawn(tmp_path / "a.pdf", zlib.compress(SHOWN + b" /X Do"), XObject=bad_form)
    [[problem]] = told(path)
    assert problem.startswith("missing: page 1: what it is drawn from is damaged")


def test_a_page_that_lost_what_it_is_drawn_from_is_no_blank_page(tmp_path):
    """The second page has a content, by its number, that the file does not have."""
    raw = pages(tmp_path / "a.pdf", LINES, [at("all offices", 60, 100)]).read_bytes()
    number = max(int(found) for found in _numbers(raw))
    (tmp_path / "a.pdf").write_bytes(raw.replace(b"%d 0 obj" % number, b"%% gone "))
    first, second = told(tmp_path / "a.pdf")
    assert not any(problem.startswith("missing") for problem in first)
    assert second == ["missing: page 2: nothing is left in the file from which it is drawn; get a.pdf again from where it came"]


def _numbers(raw):
    return re.findall(rb"(\d+) 0 obj", raw)


def test_a_table_of_objects_that_does_not_fit_is_told_once(tmp_path):
    raw = pages(tmp_path / "a.pdf", LINES, LINES).read_bytes()
    (tmp_path / "a.pdf").write_bytes(raw.replace(b"%PDF-", b"%PDF-", 1)[:20] + b"%" * 30 + b"\n" + raw[20:])
    [[problem], []] = told(tmp_path / "a.pdf")
    assert problem.startswith("the file is damaged: its table of objects did not fit and was rebuilt, so parts may be lost; get a.pdf again")


def test_a_blank_page_of_a_sound_file_is_blank_and_one_of_a_damaged_file_is_told(tmp_path):
    raw = pages(tmp_path / "a.pdf", LINES, []).read_bytes()
    assert told(tmp_path / "a.pdf") == [[], []]
    (tmp_path / "a.pdf").write_bytes(raw[:20] + b"%" * 30 + b"\n" + raw[20:])
    assert told(tmp_path / "a.pdf")[1] == [
        "missing: page 2 is empty in a file that is damaged: what it had may be lost; get a.pdf again from where it came"
    ]


def test_a_blank_page_that_leaves_its_resources_out_is_no_damage(tmp_path):
    """Layout programs insert blank pages that hold nothing but their size: the repairer warns of them."""
    path = pages(tmp_path / "a.pdf", LINES, [], LINES)
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        del document.pages[1].obj["/Contents"]
        document.pages[1].obj["/Resources"] = pikepdf.Dictionary()
        document.save(path, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    path.write_bytes(path.read_bytes().replace(b"/Resources << >>", b"/Resources null "))
    with pikepdf.open(path) as document:
        assert len(document.pages) == 3
        assert "Resources is missing" in str(document.get_warnings()[0])
    with Streams(path) as held:
        assert not held.hurt
    assert told(path) == [[], [], []]


@pytest.mark.parametrize(
    "content", [b"q BT /F 11 Tf (a text that nobody sees) \x80\x81\x82 Q" + bytes(range(128, 256)) * 3, b"((((( (a text) Tj ((((("]
)
def test_a_content_that_nobody_understands_is_not_silently_empty(tmp_path, content):
    [[problem]] = told(drawn(tmp_path / "a.pdf", zlib.compress(content)))
    assert problem == "missing: page 1 has content but no text came out; look at it"


@pytest.mark.parametrize("content", [b"", b" \n", b"q 1 0 0 1 0 0 cm Q", b"/P <</MCID 0>> BDC BT ET EMC", b"BT /F 11 Tf 60 700 Td (   ) Tj ET"])
def test_a_content_that_draws_nothing_is_a_blank_page(tmp_path, content):
    assert told(drawn(tmp_path / "a.pdf", zlib.compress(content))) == [[]]


def test_letters_that_are_said_to_be_blanks_are_not_silently_empty(tmp_path):
    """All text of the page is one object, in a font that says of every letter that it is a blank: it was taken for a divider."""

    def blank(document):
        cmap = document.make_stream(
            b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange "
            b"1 beginbfrange <00> <FF> [" + b"<0020>" * 256 + b"] endbfrange endcmap end end"
        )
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica, ToUnicode=cmap)
        return document.make_indirect(font)

    path = drawn(tmp_path / "a.pdf", zlib.compress(b"BT /G 11 Tf 60 700 Td (a text that anyone can read) Tj ET"))
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        document.pages[0].obj.Resources.Font.G = blank(document)
        document.save(path)
    [[problem]] = told(path)
    assert problem.startswith("missing: page 1 ")


def test_a_file_that_is_encrypted_and_asks_for_no_password_is_looked_at_too(tmp_path):
    path = pages(tmp_path / "a.pdf", LINES, encrypt=StandardEncryption("", "owner"))
    with Streams(path) as held:
        assert held.content(0).shows == 40
    assert told(path) == [[]]


@pytest.mark.parametrize("odd", [pikepdf.Array([1]), pikepdf.Dictionary(F=pikepdf.Array([])), pikepdf.Dictionary(F=7)])
@pytest.mark.parametrize("kind", ["Font", "XObject"])
def test_odd_resources_are_no_damage(tmp_path, odd, kind):
    path = drawn(tmp_path / "a.pdf", zlib.compress(SHOWN), **{kind: lambda _: odd})
    assert told(path) == [[]]


def test_a_content_that_unpacks_without_end_is_looked_at_as_far_as_is_needed(tmp_path):
    packed = zlib.compress(bytes(1 << 28), 9)
    data, trouble = streams.inflated(packed)
    assert (len(data), trouble) == (16 << 20, set())


def test_a_file_that_the_first_engine_refuses_is_told_and_so_are_its_empty_pages(tmp_path):
    sheets = list(pdf._second_hand(pages(tmp_path / "a.pdf", LINES, []), 9))
    assert [len(sheet.lines) for sheet in sheets] == [40, 0]
    assert [problem.partition(";")[0] for sheet in sheets for problem in sheet.problems] == [
        "the file is damaged, and was read by the second engine",
        "missing: page 2 is empty in a file that is damaged: what it had may be lost",
    ]


def sound(folder):
    for path in sorted(folder.rglob("*.pdf")):
        with Streams(path) as held:
            yield from held.told(len(held.pages))
            yield from (f"{path.name} page {n}: {held.content(n)}" for n in range(len(held.pages)) if held.content(n).troubles)


def test_nothing_is_said_of_the_files_of_the_demo():
    assert list(sound(DEMO)) == []


@pytest.mark.skipif(not REAL_FILES.is_dir(), reason=REAL)
def test_nothing_is_said_of_real_files():
    assert list(sound(REAL_FILES)) == []


def layered(path, *, base="ON", names=("draft", "final"), off=("draft",), form=False):
    """Print a line outside all layers and one in each layer, some of which are switched off."""
    document = pikepdf.new()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    layers = [document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=name)) for name in names]
    switched = [layer for name, layer in zip(names, layers, strict=True) if (name in off) == (base == "ON")]
    usual = pikepdf.Dictionary({"/BaseState": pikepdf.Name(f"/{base}"), "/OFF" if base == "ON" else "/ON": pikepdf.Array(switched)})
    document.Root.OCProperties = pikepdf.Dictionary(OCGs=pikepdf.Array(layers), D=usual)
    page = document.add_blank_page(page_size=(WIDTH, HEIGHT)).obj
    page.Resources = pikepdf.Dictionary(
        Font=pikepdf.Dictionary(F=font), Properties=pikepdf.Dictionary({f"/L{n}": layer for n, layer in enumerate(layers)})
    )
    texts = [b"BT /F 11 Tf 60 %d Td (%s) Tj ET" % (600 - 20 * n, f"a text of the {name} layer".encode()) for n, name in enumerate(names)]
    if form:
        kind = {"Type": pikepdf.Name.XObject, "Subtype": pikepdf.Name.Form, "BBox": pikepdf.Array([0, 0, WIDTH, HEIGHT]), "Resources": page.Resources}
        page.Resources.XObject = pikepdf.Dictionary({f"/X{n}": document.make_stream(text, **kind) for n, text in enumerate(texts)})
        texts = [b"/X%d Do" % n for n in range(len(texts))]
    parts = [b"BT /F 11 Tf 60 700 Td (a text in no layer) Tj ET", *(b"/OC /L%d BDC q %s Q EMC" % (n, text) for n, text in enumerate(texts))]
    page.Contents = document.make_stream(b"\n".join(parts))
    document.save(path)
    return path


@pytest.mark.parametrize("more", [{}, {"base": "OFF"}, {"form": True}])
def test_text_in_a_layer_that_is_switched_off_is_left_out_and_told(tmp_path, more):
    path = layered(tmp_path / "a.pdf", **more)
    assert lines(path) == [["a text in no layer", "a text of the final layer"]]
    assert told(path, every=True) == [["page 1: 6 words that cannot be seen were left out"]]


@pytest.mark.parametrize("more", [{"off": ()}, {"names": ("same", "same"), "off": ()}])
def test_text_in_layers_that_are_on_is_read(tmp_path, more):
    path = layered(tmp_path / "a.pdf", **more)
    assert [len(page) for page in lines(path)] == [3]
    assert told(path) == [[]]


def grouped(path, said, *, where="form"):
    """Print a line, and one in a form or a marked stretch that names a layer, or a group of layers, as `said` makes it of one on and one off."""
    document = pikepdf.new()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    on, off = (document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=name)) for name in ("final", "draft"))
    document.Root.OCProperties = pikepdf.Dictionary(OCGs=pikepdf.Array([on, off]), D=pikepdf.Dictionary(OFF=pikepdf.Array([off])))
    group = said(on, off)
    fonts = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
    page = document.add_blank_page(page_size=(WIDTH, HEIGHT)).obj
    page.Resources = pikepdf.Dictionary(Font=fonts.Font, Properties=pikepdf.Dictionary(L=group))
    text = b"BT /F 11 Tf 60 600 Td (a text of the group) Tj ET"
    if where != "mark":
        kind = {"Type": pikepdf.Name.XObject, "Subtype": pikepdf.Name.Form, "BBox": pikepdf.Array([0, 0, WIDTH, HEIGHT])}
        own = {"Resources": fonts} if where == "form" else {}
        page.Resources.XObject = pikepdf.Dictionary(X=document.make_stream(text, OC=group, **kind, **own))
        text = b"/X Do"
    else:
        text = b"/OC /L BDC %s EMC" % text
    page.Contents = document.make_stream(b"BT /F 11 Tf 60 700 Td (a text in no layer) Tj ET " + text)
    document.save(path)
    return path


def group(**said):
    """Make a group of layers of a layer that is on and one that is off."""

    def make(on, off):
        known = {"on": on, "off": off}

        def put(value):
            if isinstance(value, list):
                return pikepdf.Array(list(map(put, value)))
            return known.get(value) or pikepdf.Name(value)

        return pikepdf.Dictionary(Type=pikepdf.Name.OCMD, **{key: put(value) for key, value in said.items()})

    return make


@pytest.mark.parametrize("where", ["form", "bare form", "mark"])
@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (group(OCGs="off"), False),
        (group(OCGs=["off"]), False),
        (group(OCGs=["on", "off"]), True),
        (group(OCGs=["on", "off"], P="/AllOn"), False),
        (group(OCGs=["on", "off"], P="/AnyOff"), True),
        (group(OCGs=["on"], P="/AllOff"), False),
        (group(OCGs="on", VE=["/And", "on", ["/Not", "off"]]), True),
        (group(OCGs="on", VE=["/Or", "off", ["/Not", "on"]]), False),
        (group(OCGs=[]), True),
    ],
)
def test_text_in_a_group_of_layers_is_read_if_the_group_is_shown(tmp_path, said, shown, where):
    path = grouped(tmp_path / "a.pdf", said, where=where)
    assert lines(path) == [["a text in no layer", *["a text of the group"] * shown]]
    assert told(path) == [[] if shown else ["page 1: 5 words that cannot be seen were left out"]]


@pytest.mark.parametrize(("layer", "shown"), [("on", True), ("off", False)])
def test_text_of_a_form_that_names_a_layer_itself_is_read_if_the_layer_is_on(tmp_path, layer, shown):
    path = grouped(tmp_path / "a.pdf", lambda on, off: on if layer == "on" else off)
    assert [len(page) for page in lines(path)] == [1 + shown]


@pytest.mark.parametrize("where", ["form", "mark"])
def test_what_is_off_by_itself_is_left_out_on_every_page_that_uses_it(tmp_path, where):
    path = grouped(tmp_path / "a.pdf", group(OCGs="off"), where=where)
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        document.pages.append(document.pages[0])
        document.save(path)
    assert lines(path) == [["a text in no layer"]] * 2


def test_layers_of_one_name_are_off_where_all_of_them_are():
    with pikepdf.new() as document:
        one, other = (document.make_indirect(pikepdf.Dictionary(Name="same")) for _ in range(2))
        for layers, names in ((pikepdf.Array([one]), frozenset()), (pikepdf.Array([one, other]), frozenset({"same"}))):
            usual = pikepdf.Dictionary(OFF=layers)
            document.Root.OCProperties = pikepdf.Dictionary(OCGs=pikepdf.Array([one, other]), D=usual)
            assert switched.layers(document.Root).names == names


def test_a_blank_page_beside_an_attached_file_in_an_odd_list_of_names_is_no_damage(tmp_path):
    """Layout programs attach their settings, and write the list of what is attached as the repairer would not."""
    path = pages(tmp_path / "a.pdf", LINES, [])
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        del document.pages[1].obj["/Contents"]
        settings = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Filespec, F="press.joboptions", UF="press.joboptions"))
        kid = pikepdf.Dictionary(Names=["press.joboptions", settings], Limits=["press.joboptions", "press.joboptions"])
        document.Root.Names = pikepdf.Dictionary(EmbeddedFiles=pikepdf.Dictionary(Kids=[kid]))
        document.save(path)
    assert told(path) == [[], []]


@pytest.mark.parametrize("mode", ["disable", "generate"], ids=["printed", "packed"])
def test_a_page_whose_content_and_resources_are_nowhere_is_no_blank_page(tmp_path, mode):
    """The repairer leaves both names out, and the page looked like one that has nothing."""
    path = pages(tmp_path / "a.pdf", LINES, [at("all offices", 60, 100)], LINES)
    assert told(lost(path, mode, "/Contents", "/Resources")) == [
        [],
        ["missing: page 2: nothing is left in the file from which it is drawn; get a.pdf again from where it came"],
        [],
    ]


def test_a_page_that_names_nothing_for_its_content_is_blank(tmp_path):
    path = pages(tmp_path / "a.pdf", LINES, [at("all offices", 60, 100)], LINES)
    raw = lost(path, "disable", "/Contents").read_bytes()
    named = re.search(rb"/Contents \d+ 9 R", raw)
    path.write_bytes(raw.replace(named[0], b"/Contents null".ljust(len(named[0]))))
    assert told(path) == [[], [], []]


@pytest.mark.parametrize("mode", ["disable", "generate"], ids=["printed", "packed"])
@pytest.mark.parametrize(("before", "after"), [(True, False), (False, True)], ids=["emptied", "lost"])
def test_of_a_page_that_was_written_anew_behind_the_file_the_last_version_counts(tmp_path, mode, before, after):
    path = pages(tmp_path / "a.pdf", LINES, [at("all offices", 60, 100)], LINES)
    lost(path, mode, *["/Contents"] * before)
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        if not before:
            del document.pages[1].obj["/Contents"]
            document.save(path, object_stream_mode=getattr(pikepdf.ObjectStreamMode, mode))
    with pikepdf.open(path) as document:
        page, root, size = document.pages[1].obj, document.Root.objgen[0], int(document.trailer.Size)
        number, parent = page.objgen[0], page.Parent.objgen[0]
    raw = path.read_bytes()
    added = b"%d 0 obj\n<</Type/Page/Parent %d 0 R/MediaBox[0 0 595 842]%s>>\nendobj\n" % (number, parent, b"/Contents 9999 0 R" * after)
    path.write_bytes(raw + added + _table(raw, {number: len(raw), size: len(raw) + len(added)}, root))
    gone = "missing: page 2: nothing is left in the file from which it is drawn; get a.pdf again from where it came"
    assert told(path) == [[], [gone] * after, []]


def _table(raw, places, root):
    """Make the table of what was written behind a file, as a stream; its own is the last place."""
    last = max(places)
    rows = b"".join(struct.pack(">BIH", 1, place, 0) for place in places.values())
    index = " ".join(f"{number} 1" for number in places).encode()
    before = int(re.findall(rb"startxref\s+(\d+)", raw)[-1])
    facts = b"/Size %d/Root %d 0 R/Prev %d/W[1 4 2]/Index[%s]/Length %d" % (last + 1, root, before, index, len(rows))
    return b"%d 0 obj\n<</Type/XRef%s>>stream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (last, facts, rows, places[last])


def lost(path, mode, *names):
    """Let names of the second page lead nowhere: to objects that are no more."""
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        page = document.pages[1].obj
        for name in names:
            page[name] = document.make_indirect(page[name])
        document.save(path, object_stream_mode=getattr(pikepdf.ObjectStreamMode, mode), compress_streams=False)
    with pikepdf.open(path) as document:
        page = document.pages[1].obj
        named = [b"%s %d 0 R" % (name.encode(), page[name].objgen[0]) for name in names]
    raw = path.read_bytes()
    for each in named:
        raw = raw.replace(each, each.replace(b" 0 R", b" 9 R"))
    path.write_bytes(raw)
    return path
