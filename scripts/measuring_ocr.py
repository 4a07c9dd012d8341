"""Measure OCR as mapper uses it: pages of the demo files rendered at 300 dpi and read again; word F1 against the files' own text, CPU seconds a page.

Run `python scripts/measuring_ocr.py`; `--dpi 200` and `--degraded` measure worse images. The time is that of tesseract and of the rendering.
`--languages fr es ru ar zh` measures texts in other languages instead, which WeasyPrint sets; in Chinese, which parts no words, signs are counted.
Pages in one language are read like those of one file: the first tells in which language the others are read at first; the demo's are first pages all.
"""

import argparse
import re
import resource
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageFilter
from reportlab.pdfgen.canvas import Canvas

from mapper.extractors import ocr, opening
from mapper.extractors.pdfium import PageReader
from mapper.profiles import fold

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.six_languages import TEXTS

ROOT = Path(__file__).resolve().parent.parent
DEMO = ROOT / "corpora" / "demo"
LEAST = 120  # words: a page with fewer says little
ALIKE = str.maketrans("‐‑–—−’‘“”аеорсухіАВЕКМНОРСТХІ", "-----''\"\"aeopcyxiABEKMHOPCTXI")
LONELY = re.compile(r"(?<![^\n])(\w)\n\)(?![^\n])")  # a letter of a list, of which the bracket stands apart
SHEET = "@page { size: A4; margin: 18mm } body { font: 10pt 'Liberation Serif', 'Noto Naskh Arabic', 'Droid Sans Fallback', 'DejaVu Serif', serif }"
SKEW = 0.7  # degrees, of a degraded page


def main() -> None:
    """Print one line a page, then the mean; exit with 1 where tesseract is not there."""
    asked = arguments()
    if not ocr.is_there():
        sys.exit("tesseract is not installed: nothing can be measured")
    with tempfile.TemporaryDirectory() as room:
        for language in asked.languages:
            measured(f"{language}: ", printed(language, Path(room)), asked)
        if not asked.languages:
            measured("", ((path, index, born_digital(path, index)) for path, index in pages(asked.pages)), asked)


def measured(what: str, found: Iterable[tuple[Path, int, list[str]]], asked: argparse.Namespace) -> None:
    """Read pages of which the words are known."""
    scores, seconds, before = [], [], ""
    for path, index, truth in found:
        with tempfile.TemporaryDirectory() as folder:
            image = as_image(path, index, asked, Path(folder) / "scan.pdf")
            begun = cpu()
            read, seen = recognised(image, before, signs=path.stem.startswith("zh"))
            seconds.append(cpu() - begun)
        before = seen.language if asked.languages else ""
        scores.append(f1(truth, read))
        print(f"{path.name:<34} page {index + 1:>3}  F1 {scores[-1]:.4f}  confidence {seen.sure:.2f}  {seconds[-1]:.2f} CPU s")
        if asked.verbose:
            print("   lost", dict(Counter(truth) - Counter(read)), "\n   new ", dict(Counter(read) - Counter(truth)))
    mean, cost = (sum(each) / len(each) for each in (scores, seconds))
    print(f"{what}{len(scores)} pages: word F1 {mean:.4f} (lowest {min(scores):.4f}), {cost:.2f} CPU s a page")


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=12, help="how many pages, from as many files as there are")
    parser.add_argument("--dpi", type=int, default=300)
    parser.add_argument("--degraded", action="store_true", help="askew, blurred and in black and white, as old scans are")
    parser.add_argument("--languages", nargs="*", default=[], choices=sorted(TEXTS), metavar="LANGUAGE", help="measure texts in these languages")
    parser.add_argument("--verbose", action="store_true", help="list the words that differ")
    return parser.parse_args()


def pages(most: int) -> Iterator[tuple[Path, int]]:
    """Give pages with text, spread over the files."""
    found = []
    opening.start()
    for path in sorted(DEMO.glob("*/*.pdf")):
        with opening.held(path) as document:
            found += [(path, index) for index in range(opening.count(document)) if len(own_words(document, index)) >= LEAST]
    step = max(1, len(found) // most)
    yield from found[::step][:most]


def printed(language: str, room: Path) -> Iterator[tuple[Path, int, list[str]]]:
    """Give texts in a language, each set on a page of its own, with its words."""
    import weasyprint

    opening.start()
    for number, (heading, title, history, begins, groups) in enumerate(TEXTS[language], start=1):
        lines = [heading, title, history, begins, *(line.replace("|", " ") for opener, items in groups for line in (opener, *items))]
        path = room / f"{language}-{number}.pdf"
        shown = "".join(f"<p>{line}</p>" for line in lines)
        weasyprint.HTML(string=f'<html dir="{"rtl" if language == "ar" else "ltr"}" lang="{language}"><style>{SHEET}</style>{shown}').write_pdf(path)
        yield path, 0, folded(one_by_one(lines) if language == "zh" else " ".join(lines).split())


def one_by_one(words: Iterable[str]) -> list[str]:
    """Give the signs of words one by one."""
    return [sign for word in words for sign in word if not sign.isspace()]


def own_words(document: object, index: int) -> list[str]:
    """Give the words that a page's text layer shows."""
    words = PageReader(document).read(index).words
    return folded([f"{word.text}-" if word.hyphen else word.text for word in words if not word.style.hidden])


def born_digital(path: Path, index: int) -> list[str]:
    """Give the words of one page."""
    with opening.held(path) as document:
        return own_words(document, index)


def as_image(path: Path, index: int, asked: argparse.Namespace, target: Path) -> Path:
    """Print a page as a picture into a PDF of its own."""
    page = pdfium.PdfDocument(path)[index]
    wide, high = page.get_size()
    image = page.render(scale=asked.dpi / 72, grayscale=True).to_pil()
    if asked.degraded:
        turned = image.rotate(SKEW, fillcolor=255, resample=Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(0.8))
        image = turned.point([0 if level < 150 else 255 for level in range(256)]).convert("1")
    canvas = Canvas(str(target), pagesize=(wide, high))
    canvas.drawInlineImage(image, 0, 0, wide, high)
    canvas.save()
    return target


def recognised(path: Path, before: str, *, signs: bool) -> tuple[list[str], ocr.Seen]:
    """Read a picture as mapper does; give its words, or its signs."""
    with opening.held(path) as document:
        seen = ocr.recognise(document, PageReader(document).read(0), before)
    words = [word.text for word in seen.words]
    return folded(one_by_one(words) if signs else words), seen


def folded(words: Sequence[str]) -> list[str]:
    """Take for one another what looks alike on paper: dashes, quotation marks, letters of two alphabets, a bracket set apart from its letter.

    Dot leaders are left out.
    """
    told = LONELY.sub(r"\1)", "\n".join(fold(word).translate(ALIKE) for word in words if not word.startswith("....")))
    return told.split("\n") if told else []


def f1(truth: Sequence[str], read: Sequence[str]) -> float:
    """Give the share of words that two readings have in common, whatever their order."""
    shared = sum((Counter(truth) & Counter(read)).values())
    return 2 * shared / max(1, len(truth) + len(read))


def cpu() -> float:
    """Give the processor seconds of this process and of those that it ran."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


if __name__ == "__main__":
    main()
