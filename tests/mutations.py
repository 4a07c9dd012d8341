"""Spoil files as bad luck and ill will do: bytes, cuts and splices anywhere, words of the format put wrong, parts of Office files mixed up."""

import io
import random
import re
import zipfile
from functools import cache
from pathlib import Path

import pikepdf

DEMO = Path(__file__).resolve().parent.parent / "corpora" / "demo" / "first"
BASES = (
    "WTDC17-RES-9-E.pdf",
    "R-QUE-SG05.248-2008-PDF-E.pdf",
    "plain.pdf",
    "T-RES-T.90-2016-MSW-E.docx",
    "activities.xlsx",
    "list.csv",
    "texts.jsonl",
    "page.html",
)
PAGE = (
    b"<html><style>.a {display:none}</style><h1>RESOLUTION 9 (Suva, 2024)</h1>"
    b'<p style="margin-left:9pt">to save paper<sup><a id="r" href="#n">1</a></sup>'
    b"</p><ol type=a start=3><li>print less;<ul><li>send a letter.</ul></ol><table><tr><td rowspan=2>a<td>b<tr><td>c</table><p hidden>x</p>"
    b'<p id="n">1 Of wood. <a href="#r">^</a></p></html>\n'
)
NUMBERS = (b"0", b"-1", b"1", b"65536", b"2147483647", b"2147483648", b"-2147483649", b"99999999999999999999", b"1e38", b"0.0000001", b"nan")
PDF_WORDS = tuple(
    b"obj endobj stream endstream xref trailer startxref %%EOF << >> [ ] ( ) R null BT ET Tf Tj TJ cm q Q Do "
    b"/Length /Kids /Count /Parent /Type /Page /Pages /MediaBox /Filter /FlateDecode /Contents /Font "
    b"/Resources /ToUnicode /XObject /W /Encoding /Rotate /Encrypt".split()
)
XML_TAG = re.compile(rb"<[^<>]{1,200}>")


@cache
def base(name: str) -> bytes:
    """Give a good file; the plain PDF is one that is not packed, so that what is spoilt in it is its words."""
    if name == "plain.pdf":
        saved = io.BytesIO()
        with pikepdf.open(DEMO / BASES[0]) as document:
            document.save(saved, qdf=True, static_id=True, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.generalized)
        return saved.getvalue()
    if name == "list.csv":
        return b"Title,Organiser,Sectors,Start,End,Place\n" + b'"Forum on saving paper, in offices",BDT,ITU-D,2024-03-01,4 March 2024,Suva\n' * 12
    if name == "texts.jsonl":
        return b'{"id":"a","title":"On paper","text":"Print less. Send \\u0430 letter.","kind":"other","edition":"Suva, 2024"}\n' * 6
    if name == "page.html":
        return PAGE * 3
    return (DEMO / name).read_bytes()


def spoil(name: str, seed: int) -> bytes:
    """Give a good file with one to four things wrong with it; the same for the same seed."""
    chance = random.Random(seed)
    raw = base(name)
    if name.endswith(("docx", "xlsx")) and chance.random() < 0.8:
        return _parts_spoilt(raw, chance)
    for _ in range(chance.randint(1, 4)):
        raw = chance.choice((_bytes, _cut, _splice, _words if name.endswith("pdf") else _bytes, _numbers))(raw, chance)
    return raw


def _bytes(raw: bytes, chance: random.Random) -> bytes:
    changed = bytearray(raw)
    for _ in range(chance.randint(1, 30) if raw else 0):
        changed[chance.randrange(len(changed))] = chance.choice((chance.randrange(256), 0, 255, 32, 60, 34))
    return bytes(changed)


def _cut(raw: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(raw) + 1)
    return raw[:start] if chance.random() < 0.4 else raw[:start] + raw[start + chance.choice((1, 20, 500, 5000)) :]


def _splice(raw: bytes, chance: random.Random) -> bytes:
    start, target = chance.randrange(len(raw) + 1), chance.randrange(len(raw) + 1)
    return raw[:target] + raw[start : start + chance.choice((10, 300, 4000))] * chance.choice((1, 1, 2, 40)) + raw[target:]


def _words(raw: bytes, chance: random.Random) -> bytes:
    """Put one word of the format in the place of another."""
    places = [found.span() for found in re.finditer(re.escape(chance.choice(PDF_WORDS)), raw)]
    if not places:
        return raw
    start, end = chance.choice(places)
    return raw[:start] + chance.choice((*PDF_WORDS, b"")) + raw[end:]


def _numbers(raw: bytes, chance: random.Random) -> bytes:
    """Put one number in the place of another."""
    places = [found.span() for found in re.finditer(rb"(?<![\d.])\d{1,10}(?![\d.])", raw[: 1 << 20])]
    if not places:
        return raw
    start, end = chance.choice(places)
    return raw[:start] + chance.choice(NUMBERS) + raw[end:]


def _parts_spoilt(raw: bytes, chance: random.Random) -> bytes:
    """Spoil what is in the parts of an Office file, and pack it well again."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    for _ in range(chance.randint(1, 3)):
        part = chance.choice(sorted(parts))
        how = chance.choice((_tags, _tags, _tags, _bytes, _cut, _numbers, None))
        if how is None:
            parts[part] = parts[chance.choice(sorted(parts))]
        else:
            parts[part] = how(parts[part], chance)
    if chance.random() < 0.1:
        del parts[chance.choice(sorted(parts))]
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return saved.getvalue()


def _tags(raw: bytes, chance: random.Random) -> bytes:
    """Move, double or leave out elements, mostly so that the text stays well formed."""
    found = [each.span() for each in XML_TAG.finditer(raw[: 1 << 20])]
    if len(found) < 4:
        return raw
    (start, end), (other, over) = sorted(chance.sample(found, 2))
    way = chance.randrange(4)
    if way == 0:  # one empty element or tag less
        return raw[:start] + raw[end:]
    if way == 1:  # another tag in its place
        return raw[:start] + raw[other:over] + raw[end:]
    name = re.match(rb"</?([\w:]+)", raw[start:end])
    closed = raw.find(b"</" + name[1] + b">", end) if name else -1
    whole = raw[start : closed + len(name[1]) + 3] if closed > 0 else raw[start:end]
    if way == 2:  # an element many times over
        return raw[:start] + whole * chance.choice((2, 50)) + raw[start + len(whole) :]
    return raw[:start] + raw[start + len(whole) :]
