"""PDFs spoilt object by object, and saved so that they are well formed to the eye: keys lost, values of other kinds, loops, streams mixed up."""

import io
import random
from typing import Any

import pikepdf

NUMBERS = (0, -1, 1, 2, 65536, 2**31 - 1, -(2**31), 1e-9, 1e9)
NAMES = ("/Page", "/Pages", "/Catalog", "/Font", "/Type0", "/Type3", "/Image", "/Form", "/LZWDecode", "/DCTDecode", "/Identity-H", "/X")
KEYS = ("/ToUnicode", "/Encoding", "/Widths", "/W", "/DW", "/FirstChar", "/LastChar", "/FontMatrix", "/DescendantFonts")
OPERATORS = (
    b"q", b"Q", b"BT", b"ET", b"3 Tr", b"0 Tr", b"/Fm0 Do", b"/F1 0 Tf", b"1e9 0 0 1e9 0 0 cm", b"0 0 0 0 0 0 cm", b"[(] TJ", b"(a) '", b"BI ID EI",
    b"/P <</MCID 0>> BDC", b"EMC", b"1 0 0 1 50 50 Tm", b"99999 Tz", b"-500 Tc", b"1 g", b"0 0 9999 9999 re f", b"W n", b"<", b">>", b"%",
)  # fmt: skip


def spoil(raw: bytes, chance: random.Random) -> bytes:
    """Give a PDF with one to four of its objects put wrong; as it was where the repairer cannot open it, or save what became of it."""
    try:
        with pikepdf.open(io.BytesIO(raw)) as document:
            for _ in range(chance.randint(1, 4)):
                _one(document, chance)
            saved = io.BytesIO()
            modes = (pikepdf.ObjectStreamMode.disable, pikepdf.ObjectStreamMode.generate, pikepdf.ObjectStreamMode.preserve)
            document.save(saved, object_stream_mode=chance.choice(modes), compress_streams=chance.random() < 0.7, **_locked(chance))
    except (pikepdf.PdfError, RuntimeError, ValueError, LookupError, TypeError, AttributeError, OverflowError, NotImplementedError):
        return raw
    return saved.getvalue()


def _locked(chance: random.Random) -> dict[str, Any]:
    return {"encryption": pikepdf.Encryption(owner="o", user="" if chance.random() < 0.5 else "u")} if chance.random() < 0.05 else {}


def _one(document: pikepdf.Pdf, chance: random.Random) -> None:
    way = chance.choice((_key, _key, _key, _swap, _stream, _stream, _page, _font))
    way(document, chance)


def _held(document: pikepdf.Pdf) -> list[Any]:
    """Give the objects that hold others."""
    found = [each for each in document.objects if isinstance(each, pikepdf.Dictionary | pikepdf.Array | pikepdf.Stream)]
    return found or [document.Root]


def _key(document: pikepdf.Pdf, chance: random.Random) -> None:
    """Take a key or an entry away, or put something else there."""
    held = chance.choice(_held(document))
    if isinstance(held, pikepdf.Array):
        places: list[Any] = list(range(len(held)))
    else:
        places = sorted(key for key in held.keys() if key != "/Length")  # noqa: SIM118 - a stream is no mapping
    if not places:
        return
    place = chance.choice(places)
    if chance.random() < 0.3:
        del held[place]
    else:
        held[place] = _anything(document, chance)


def _anything(document: pikepdf.Pdf, chance: random.Random) -> Any:
    way = chance.randrange(7)
    if way < 3:
        return chance.choice(document.objects) if way else chance.choice(_held(document))  # loops come of this
    if way == 3:
        return chance.choice(NUMBERS)
    if way == 4:
        return pikepdf.Name(chance.choice(NAMES))
    if way == 5:
        return pikepdf.String(chance.randbytes(chance.choice((0, 3, 300))).decode("latin-1"))
    return pikepdf.Array([chance.choice(NUMBERS) for _ in range(chance.choice((0, 4, 2000)))])


def _swap(document: pikepdf.Pdf, chance: random.Random) -> None:
    """Let two objects change their places."""
    one, other = chance.choice(_held(document)), chance.choice(_held(document))
    if one.is_indirect and other.is_indirect and one.objgen != other.objgen:
        document._swap_objects(one.objgen, other.objgen)


def _stream(document: pikepdf.Pdf, chance: random.Random) -> None:
    """Put the bytes of a stream wrong, or say that they are packed in another way."""
    streams = [each for each in document.objects if isinstance(each, pikepdf.Stream)]
    if not streams:
        return
    one, other = chance.choice(streams), chance.choice(streams)
    way = chance.randrange(4)
    if way == 0:
        one.write(other.read_raw_bytes(), filter=other.get("/Filter"))
    elif way == 1:
        content = one.read_raw_bytes()
        one.write(content[: chance.randrange(len(content) + 1)], filter=one.get("/Filter"))
    elif way == 2:
        one.write(one.read_raw_bytes(), filter=pikepdf.Name(chance.choice(("/LZWDecode", "/ASCII85Decode", "/DCTDecode", "/X"))))
    else:
        one.write(_shuffled(one.read_bytes(), chance))


def _shuffled(content: bytes, chance: random.Random) -> bytes:
    """Put operators into a content stream where they do harm, or its lines in another order."""
    lines = content.split(b"\n")
    if chance.random() < 0.3:
        chance.shuffle(lines)
    for _ in range(chance.randint(1, 6)):
        lines.insert(chance.randrange(len(lines) + 1), chance.choice(OPERATORS) * chance.choice((1, 1, 1, 500)))
    return b"\n".join(lines)


def _page(document: pikepdf.Pdf, chance: random.Random) -> None:
    """Put a page wrong: its box, its turn, its contents, its place in the tree."""
    page = chance.choice(list(document.pages)).obj
    way = chance.randrange(5)
    if way == 0:
        page.MediaBox = pikepdf.Array([chance.choice((*NUMBERS, 595, 842)) for _ in range(chance.choice((4, 4, 3)))])
    elif way == 1:
        page.Rotate = chance.choice((90, 180, 45, -90, 10**9))
    elif way == 2:
        page.Contents = pikepdf.Array([chance.choice(document.objects) for _ in range(3)])
    elif way == 3:
        page.UserUnit = chance.choice(NUMBERS)
    elif "/Kids" in document.Root.Pages:
        document.Root.Pages.Kids.append(chance.choice((document.Root.Pages, page, document.Root)))


def _font(document: pikepdf.Pdf, chance: random.Random) -> None:
    """Put a font wrong: what its codes mean, how wide its letters are."""
    fonts = [each for each in document.objects if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font"]
    if not fonts:
        return
    font = chance.choice(fonts)
    key = chance.choice(
        ("/ToUnicode", "/Encoding", "/Widths", "/W", "/DW", "/FirstChar", "/LastChar", "/FontMatrix", "/DescendantFonts", "/FontDescriptor")
    )
    if chance.random() < 0.4 and key in font:
        del font[key]
    else:
        font[key] = _anything(document, chance)
