"""Make a scan: the pages of a print as images, a little askew and dirty, and no text behind them."""

import io
import tempfile
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from demo_corpora.singles import A4, scanned_original
from demo_corpora.text import Text

_DPI = 150
_SKEW = 0.7  # degrees
_QUALITY = 38


def scan(folder: Path, text: Text) -> str:
    """Print a text, photograph its pages, bind the photographs."""
    name = f"{text.head.body}-{text.head.year % 100:02}-RES-{text.head.number}-scan.pdf"
    with tempfile.TemporaryDirectory() as aside:
        original = Path(aside) / "original.pdf"
        scanned_original(original, text)
        pages = _photographs(original)
    canvas = Canvas(str(folder / name), pagesize=A4, invariant=1)
    canvas.setTitle("")
    for page in pages:
        canvas.drawImage(ImageReader(io.BytesIO(page)), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return name


def _photographs(original: Path) -> list[bytes]:
    document = pypdfium2.PdfDocument(original)
    try:
        return [_photograph(document[number].render(scale=_DPI / 72, grayscale=True).to_pil(), number) for number in range(len(document))]
    finally:
        document.close()


def _photograph(page: Image.Image, number: int) -> bytes:
    dice = np.random.default_rng(number)
    turned = page.convert("L").rotate(_SKEW * (-1) ** number, resample=Image.Resampling.BILINEAR, fillcolor=255)
    grey = np.asarray(turned, np.float32) * 0.93 + 6 + dice.normal(0, 3, (turned.height, turned.width))
    specks = dice.random(grey.shape) < 0.00008
    grey[specks] = 60
    stream = io.BytesIO()
    Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8)).save(stream, "JPEG", quality=_QUALITY)
    return stream.getvalue()
