"""Streams: whether what a PDF draws its pages from can be unpacked whole; the engines read a damaged one as far as it goes and keep silent."""

import io
import re
import zlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any

import pikepdf

from mapper.errors import MISSING
from mapper.extractors import attachments, dangling, opening, switched

_MOST = 16 << 20  # bytes of one stream, packed and unpacked: what lies behind is not looked at
_FONT = 1 << 20  # bytes, the same for a font
_DEPTH = 3  # forms within forms
_FLATE, _PLAIN = "/FlateDecode", ("/ASCII85Decode", "/ASCIIHexDecode")
_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
_SHOWS = (b"Tj", b"TJ")
_KNOWN = re.compile("/(?:Crypt|AHx|A85|LZW|Fl|RL|CCF|DCT|(?:ASCIIHex|ASCII85|LZW|Flate|RunLength|CCITTFax|JBIG2|DCT|JPX)Decode)")
_REBUILT = "reconstruct"  # the repairer's word for a table of objects that did not fit
_HARMLESS = ("Resources is missing or invalid", "MediaBox is undefined", "Name/Number tree")  # of blank pages and of lists of names: nothing was lost
_TEXT = bytes(range(32, 127)) + b"\t\n\f\r\0"
_NOISE = 0.2  # of what draws a page: so much that is no text was garbled
_FAILURES = (pikepdf.PdfError, RuntimeError, ValueError, LookupError, TypeError, AttributeError, OverflowError)
BROKEN, UNSURE, LOST, FONT = "broken", "unsure", "lost", "font"


@dataclass(frozen=True)
class Content:
    """Hold what is known of what draws a page: its parts unpacked, its size, how often it shows text, and what is wrong with it."""

    parts: tuple[bytes, ...] = ()
    troubles: frozenset[str] = frozenset()

    @cached_property
    def size(self) -> int:
        """Count the bytes."""
        return sum(map(len, self.parts))

    @cached_property
    def shows(self) -> int:
        """Count how often text is shown, once for each time that this is said."""
        return sum(part.count(word) for part in self.parts for word in _SHOWS)

    @property
    def noise(self) -> bool:
        """Say whether it is none of the text that draws a page."""
        return sum(len(part.translate(None, _TEXT)) for part in self.parts) > _NOISE * self.size

    def told(self, number: int, name: str) -> Iterator[str]:
        """Tell what is wrong, in order of weight."""
        again = f"get {name} again from where it came"
        compare = f"letters may be wrong or missing; compare what is quoted with the page, or {again}"
        if LOST in self.troubles:
            yield f"{MISSING}page {number}: nothing is left in the file from which it is drawn; {again}"
        if BROKEN in self.troubles:
            yield f"{MISSING}page {number}: what it is drawn from is damaged and was read as far as it goes; {again}"
        if UNSURE in self.troubles:
            yield f"page {number}: what it is drawn from does not fit its checksum, so {compare}"
        if FONT in self.troubles:
            yield f"page {number}: a font is damaged, so {compare}"


NOTHING = Content()


class Streams:
    """Hold a PDF open beside the engines; `hurt`: objects of it are not where or what they should be, so some may be lost.

    `weight`: the bytes of what the pages that were looked at are drawn from, pictures included, since the file was opened.
    """

    def __init__(self, path: Path, *, cut: bool = False) -> None:
        self.path, self.name, self.cut = path, path.name, cut
        self.file: Any = None
        self.opened = ExitStack()
        self.pages: list[Any] = []
        self.rebuilt = self.hurt = False
        self.known: dict[tuple[int, int], frozenset[str]] = {}  # what is wrong with fonts and forms, by their number
        self.layers = switched.Layers()
        self.attached = attachments.Attached()
        self.veiled: dict[tuple[int, int], bool] = {}  # forms that were looked at for layers, and whether something in them is off
        self.weight = 0
        self.packed: dangling.Packed | None = None  # objects within streams, once somebody asks
        self.scratch = pikepdf.new()
        try:
            self.file = self._open()
            self.pages = list(self.file.pages)
            warnings = [str(warning) for warning in self.file.get_warnings()]
        except (pikepdf.PasswordError, MemoryError):
            return
        except _FAILURES:
            self.hurt = True
            return
        with suppress(*_FAILURES):
            self.layers = switched.layers(self.file.Root)
        with suppress(*_FAILURES):
            self.attached = attachments.attached(self.file)
        self.hurt, self.rebuilt = _grave(warnings), any(_REBUILT in warning for warning in warnings)

    def reopen(self) -> None:
        """Open the file anew, so that what was read of it does not pile up."""
        self.weight = 0
        self.veiled.clear()
        if self.file is None or not self.pages:
            return
        self.pages.clear()
        self._close()
        self.file, self.scratch = None, pikepdf.new()
        with suppress(*_FAILURES, MemoryError):
            self.file = self._open()
            self.pages = list(self.file.pages)

    def __enter__(self) -> "Streams":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._close()

    def _open(self) -> Any:
        return pikepdf.open(self.opened.enter_context(opening.for_repairer(self.path)))

    def _close(self) -> None:
        if self.file is not None:
            self.file.close()
        self.opened.close()

    def told(self, count: int) -> Iterator[str]:
        """Tell what is wrong with the whole file, of which an engine gave so many pages."""
        again = f"get {self.name} again from where it came"
        if self.rebuilt and not self.cut:
            yield f"the file is damaged: its table of objects did not fit and was rebuilt, so parts may be lost; {again}"
        elif self.hurt and not (self.pages or self.cut):
            yield f"the file is damaged, so that its pages could not be checked; compare what is quoted, or {again}"
        yield from self.attached.told()
        if len(self.pages) > count:
            yield f"{MISSING}the file has {len(self.pages)} pages, of which {count} could be opened; {again}"

    def gone(self) -> list[int]:
        """Number the pages of which the file has nothing any more."""
        return [number for number, page in enumerate(self.pages, start=1) if "/Contents" not in page.obj]

    def content(self, index: int) -> Content:
        """Look at what draws a page, at its fonts' maps of letters, and at the forms it uses."""
        if index >= len(self.pages):
            return NOTHING
        page = self.pages[index]
        with suppress(*_FAILURES, MemoryError):
            return self._content(page)
        return Content(troubles=frozenset({BROKEN}))

    def veil(self, index: int) -> bytes:
        """Give a file of a page alone, with what is off by itself in a layer that is off; nothing where there is no such thing."""
        with suppress(*_FAILURES, MemoryError):
            if self.layers.any and index < len(self.pages) and switched.veil(self.pages[index].resources, self.layers.numbers, self.veiled):
                return self.alone(index)
        return b""

    def alone(self, index: int) -> bytes:
        """Give a file of this page alone; nothing where that cannot be made."""
        saved = io.BytesIO()
        with suppress(*_FAILURES, MemoryError, IndexError):
            with pikepdf.new() as one:
                one.pages.append(self.pages[index])
                one.save(saved)
            return saved.getvalue()
        return b""

    def _content(self, page: Any) -> Content:
        held = page.obj.get("/Contents")
        parts = [] if held is None else list(held) if isinstance(held, pikepdf.Array) else [held]
        unpacked: list[bytes] = []
        troubles: set[str] = set()
        for part in parts:
            if not isinstance(part, pikepdf.Stream):
                troubles.add(LOST)
                continue
            data, trouble = self._unpacked(part)
            unpacked.append(data)
            troubles |= trouble
        if held is None and not self.cut and (self._misses() or self._names_some(page.obj)):
            troubles.add(LOST)
        with suppress(*_FAILURES):  # odd ones do no harm
            troubles |= self._resources(page.resources, 0)
        return Content(tuple(unpacked), frozenset(troubles))

    def _misses(self) -> bool:
        """Say whether a page without content is likely to have lost it: objects of the file are not where they should be."""
        self.hurt = self.hurt or _grave(map(str, self.file.get_warnings()))
        return self.hurt

    def _names_some(self, page: Any) -> bool:
        """Say whether a page without content names one that the file does not have."""
        with suppress(*_FAILURES):
            if self.packed is None:
                self.packed = dangling.packed(self.file, self._unpacked)
            return dangling.names_content(page, self.path, self.packed)
        return False

    def _resources(self, resources: Any, depth: int) -> set[str]:
        """Find what is wrong with the fonts and forms that a page or a form uses; each is looked at once."""
        troubles: set[str] = set()
        if resources is None or depth > _DEPTH:
            return troubles
        for kind, look in (("/Font", self._font), ("/XObject", self._form)):
            for one in (resources.get(kind) or {}).values():
                number = one.objgen
                if number not in self.known or number == (0, 0):
                    self.known[number] = frozenset()  # first: a form may use itself
                    self.known[number] = look(one, depth)
                troubles |= self.known[number]
        return troubles

    def _font(self, font: Any, _depth: int) -> frozenset[str]:
        """Say whether a font's map of letters is damaged, or the font itself where nothing else tells its letters."""
        named = font.get("/ToUnicode")
        parts = [named]
        if named is None and not isinstance(font.get("/Encoding"), pikepdf.Name):
            for one in (font, *(font.get("/DescendantFonts") or ())):
                facts = one.get("/FontDescriptor") or {}
                parts += [facts.get(kind) for kind in _PROGRAMS]
        return frozenset({FONT}) if any(isinstance(part, pikepdf.Stream) and self._unpacked(part, _FONT)[1] for part in parts) else frozenset()

    def _form(self, form: Any, depth: int) -> frozenset[str]:
        if not isinstance(form, pikepdf.Stream) or form.get("/Subtype") != "/Form":
            self.weight += _length(form) if isinstance(form, pikepdf.Stream) else 0
            return frozenset()
        return frozenset({*self._unpacked(form)[1], *self._resources(form.get("/Resources"), depth + 1)})

    def _unpacked(self, stream: Any, most: int = _MOST) -> tuple[bytes, set[str]]:
        """Unpack a stream as far as it is looked at, and say what is wrong with it."""
        filters, length = _filters(stream), _length(stream)
        self.weight += length
        if not 0 < length <= most:
            return b"", set()
        if not all(map(_KNOWN.fullmatch, filters)):
            return b"", {BROKEN}
        if filters[-1:] == [_FLATE] and all(each in _PLAIN for each in filters[:-1]):
            try:
                return inflated(self._without_last(stream, filters))
            except pikepdf.PdfError:
                return b"", {BROKEN}
        try:
            return stream.read_bytes()[:_MOST], set()
        except pikepdf.PdfError:
            return b"", {BROKEN}

    def _without_last(self, stream: Any, filters: list[str]) -> bytes:
        raw: bytes = stream.read_raw_bytes()
        if len(filters) == 1:
            return raw
        rest = pikepdf.Stream(self.scratch, raw, Filter=pikepdf.Array([pikepdf.Name(each) for each in filters[:-1]]))
        return rest.read_bytes()


def _grave(warnings: Iterable[str]) -> bool:
    """Say whether the repairer warns of more than what blank pages leave out, and of how names are listed."""
    return any(not any(harmless in warning for harmless in _HARMLESS) for warning in warnings)


def _length(stream: Any) -> int:
    return max(0, int(stream.get("/Length", 0)))


def _filters(stream: Any) -> list[str]:
    said = stream.get("/Filter")
    if said is None:
        return []
    return [str(each) for each in said] if isinstance(said, pikepdf.Array) else [str(said)]


def inflated(raw: bytes) -> tuple[bytes, set[str]]:
    """Unpack as far as it is looked at; a checksum that is missing altogether does no harm, as the letters are all there."""
    unpacker = zlib.decompressobj()
    try:
        data = unpacker.decompress(raw, _MOST)
    except zlib.error as error:
        return _as_far(raw), {UNSURE if "data check" in str(error) else BROKEN}
    if unpacker.eof or unpacker.unconsumed_tail:
        return data, set()
    try:
        unpacker.decompress(bytes(4))
    except zlib.error as error:
        return data, set() if "data check" in str(error) else {BROKEN}
    return data, {BROKEN}


def _as_far(raw: bytes) -> bytes:
    """Unpack what stands before the damage."""
    unpacker, found = zlib.decompressobj(), []
    with suppress(zlib.error):
        for start in range(0, len(raw), 256):
            found.append(unpacker.decompress(raw[start : start + 256]))
    return b"".join(found)[:_MOST]
