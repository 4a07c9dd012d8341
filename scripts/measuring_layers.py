"""Measure how well a bad text layer is told from a good one, in six languages: texts as they are, and with letters put wrong.

Run `python scripts/measuring_layers.py [--words 60 150]`: for each language and each way of spoiling, how many of the pages are told as bad, and how
many of those that were not spoilt are taken for bad. A page is so many words of a text.
"""

import argparse
import random
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from mapper.extractors import layers
from mapper.extractors.directions import FROM_RIGHT

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from demo_corpora.text import read_folder  # noqa: E402

from tests.six_languages import TEXTS  # noqa: E402

LOOK = dict(zip("eilosaБпиноер", "c1105@6nuHо€p", strict=True))
SIGNS = "£§~^|\\{}¢"
Spoiler = Callable[[Sequence[str], random.Random], list[str]]


def main() -> None:
    """Print one line for each language."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--words", type=int, nargs="*", default=[60, 150], help="how many words a page has")
    asked = parser.parse_args()
    for words in asked.words:
        print(f"{words} words a page: pages told as bad, of all")
        for language, text in texts().items():
            found = list(cut(text, words, whole=language == "zh"))
            told = {name: sum(layers.is_bad(spoil(page, random.Random(n))) for n, page in enumerate(found)) for name, spoil in WAYS.items()}
            shown = ", ".join(f"{name} {count}" for name, count in told.items() if name in wanted(language))
            print(f"  {language}: {len(found)} pages; {shown}")


def texts() -> Mapping[str, list[str]]:
    """Give the words of each language."""
    folders = sorted(path for path in (ROOT / "corpora" / "demo" / "source" / "first").iterdir() if path.is_dir())[:3]
    english = [
        item.text for folder in folders for text in read_folder(folder) for group in text.groups for item in group.items if hasattr(item, "text")
    ]
    found = {"en": " ".join(english).split()[:6000]}
    for language, each in TEXTS.items():
        lines = [line.replace("|", " ") for *head, groups in each for line in (*head, *(one for opener, items in groups for one in (opener, *items)))]
        found[language] = " ".join(lines).split()
    return found


def cut(words: Sequence[str], length: int, *, whole: bool) -> Iterator[list[str]]:
    """Cut words into pages, each beginning half a page after the one before; where no blanks part words, a reader gives signs one by one."""
    each = [sign for word in words for sign in word] if whole else list(words)
    for start in range(0, max(1, len(each) - length // 2), length // 2):
        yield each[start : start + length]


def wanted(language: str) -> Sequence[str]:
    """Name the ways of spoiling that fit a language."""
    common = ("good", "signs 5 %", "signs 10 %", "signs 20 %")
    more = {"en": ("look-alikes 10 %",), "ar": ("turned",), "zh": ("other signs",), "ru": ("look-alikes 10 %", "as Western")}
    return (*common, *(("two bytes as one",) if language != "en" else ()), *more.get(language, ("look-alikes 10 %",)))


def changed(share: float, other: Callable[[str, random.Random], str]) -> Spoiler:
    """Put a share of the letters wrong."""

    def spoil(words: Sequence[str], chance: random.Random) -> list[str]:
        return ["".join(other(letter, chance) if letter.isalpha() and chance.random() < share else letter for letter in word) for word in words]

    return spoil


def misread(letter: str, chance: random.Random) -> str:
    """Take a letter for one that looks like it, or for a figure or a sign."""
    return LOOK.get(letter) or chance.choice("1lI0" + SIGNS)


WAYS: Mapping[str, Spoiler] = {
    "good": lambda words, _: list(words),
    "signs 5 %": changed(0.05, lambda _, chance: chance.choice(SIGNS)),
    "signs 10 %": changed(0.1, lambda _, chance: chance.choice(SIGNS)),
    "signs 20 %": changed(0.2, lambda _, chance: chance.choice(SIGNS)),
    "look-alikes 10 %": changed(0.1, misread),
    "two bytes as one": lambda words, _: [word.encode().decode("cp1252", "replace") for word in words],
    "as Western": lambda words, _: [word.encode("cp1251", "replace").decode("cp1252", "replace") for word in words],
    "turned": lambda words, _: [word[::-1] if FROM_RIGHT.search(word) else word for word in words],
    "other signs": changed(1.0, lambda _, chance: chr(chance.randrange(0x4E00, 0x9FA5))),
}

if __name__ == "__main__":
    main()
