"""Graymaps: a page drawn in grey, cut and looked at as OCR needs it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

_INK = bytes(level < 128 for level in range(256))
_STEP = 4  # pixels: so far apart are the strips in which ink is counted
_SPECK = 0.002  # of a strip: so much ink is dirt
_RULE = 0.5  # of a row: so much ink is a rule or a picture
_WHITE = b"\xff"
PAD = 14  # pixels around each cutting of a list


class Graymap(NamedTuple):
    """Hold grey levels, row by row."""

    wide: int
    high: int
    raw: bytes

    @property
    def pgm(self) -> bytes:
        """Give the image as a file."""
        return b"P5\n%d %d\n255\n" % (self.wide, self.high) + self.raw

    def band(self, top: int, bottom: int) -> "Graymap":
        """Cut out whole rows."""
        return Graymap(self.wide, bottom - top, self.raw[top * self.wide : bottom * self.wide])

    def cut(self, left: int, top: int, right: int, bottom: int) -> "Graymap":
        """Cut out a part; what lies outside of the page is left out."""
        left, top, right, bottom = max(0, left), max(0, top), min(self.wide, right), min(self.high, bottom)
        rows = [self.raw[row * self.wide + left : row * self.wide + right] for row in range(top, bottom)]
        return Graymap(max(0, right - left), len(rows), b"".join(rows))

    def turned(self, turns: int) -> "Graymap":
        """Turn it to the right by so many quarters."""
        if turns % 2 == 0:
            return self if turns % 4 == 0 else Graymap(self.wide, self.high, self.raw[::-1])
        columns = [self.raw[place :: self.wide] for place in range(self.wide)]
        rows = [column[::-1] for column in columns] if turns % 4 == 1 else columns[::-1]
        return Graymap(self.high, self.wide, b"".join(rows))

    def ink(self) -> list[int]:
        """Count the dark pixels of each row."""
        dark = self.raw.translate(_INK)
        return [dark.count(1, row * self.wide, (row + 1) * self.wide) for row in range(self.high)]

    def dark(self) -> set[tuple[int, int]]:
        """Give the places of the dark pixels, from the left and from the top."""
        return {(place % self.wide, place // self.wide) for place, dark in enumerate(self.raw.translate(_INK)) if dark}


def read(image: bytes) -> Graymap:
    """Read a PGM image."""
    _, size, _, raw = image.split(b"\n", 3)
    wide, high = map(int, size.split())
    return Graymap(wide, high, raw)


def densest(page: Graymap, high: int) -> Graymap:
    """Cut out the band of a page that has most text, between lines where it can be."""
    ink = [count if count < _RULE * page.wide else 0 for count in page.ink()]
    if page.high <= high:
        return page
    run = most = sum(ink[:high])
    best = 0
    for top in range(1, page.high - high + 1):
        run += ink[top + high - 1] - ink[top - 1]
        if run > most:
            most, best = run, top
    top = next((row for row in range(best, max(0, best - high // 4), -1) if not ink[row]), best)
    bottom = next((row for row in range(best + high, min(page.high, best + high + high // 4)) if not ink[row]), best + high)
    return page.band(top, bottom)


def has_columns(page: Graymap) -> bool:
    """Say whether a page has two columns: a white strip runs down its middle, with as much ink on its right as makes a column."""
    top, bottom = page.high // 6, page.high - page.high // 6
    across = range(0, page.wide, _STEP)
    ink = [page.raw[top * page.wide + place : bottom * page.wide : page.wide].translate(_INK).count(1) for place in across]
    white = [count <= _SPECK * (bottom - top) for count in ink]
    strip = max(0.012 * len(ink), 3)  # of the width: some 7 points
    run = 0
    for place in range(len(ink) * 35 // 100, len(ink) * 65 // 100):
        run = run + 1 if white[place] else 0
        if run >= strip:
            left, right = sum(ink[: place - run + 1]), sum(ink[place + 1 :])
            return min(left, right) > 0.4 * max(left, right)
    return False


def listed(cuttings: Sequence[Graymap]) -> tuple[Graymap, list[range]]:
    """Put cuttings below each other; say which rows each has got."""
    wide = max((cutting.wide for cutting in cuttings), default=0) + 4 * PAD
    parts, places, top = list[bytes](), list[range](), 0
    for cutting in cuttings:
        parts.append(b"".join(_framed(cutting, wide)))
        places.append(range(top, top + cutting.high + 2 * PAD))
        top = places[-1].stop
    return Graymap(wide, top, b"".join(parts)), places


def _framed(cutting: Graymap, wide: int) -> Iterator[bytes]:
    yield _WHITE * (wide * PAD)
    for row in range(cutting.high):
        line = cutting.raw[row * cutting.wide : (row + 1) * cutting.wide]
        yield _WHITE * (2 * PAD) + line + _WHITE * (wide - 2 * PAD - cutting.wide)
    yield _WHITE * (wide * PAD)


def spots(dark: set[tuple[int, int]]) -> Iterator[tuple[int, int, int, int]]:
    """Give the boxes of what hangs together: left, top, right, bottom; from the left. Empties what it is given."""
    for begin in sorted(dark):
        if begin not in dark:
            continue
        dark.discard(begin)
        found, stack = [begin], [begin]
        while stack:
            x, y = stack.pop()
            near = [(x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1) if (x + dx, y + dy) in dark]
            dark.difference_update(near)
            found += near
            stack += near
        columns, rows = zip(*found, strict=True)
        yield min(columns), min(rows), max(columns) + 1, max(rows) + 1
