"""Showing: copies of Word files that a program which is not Word prints as Word shows them."""

import shutil
import zipfile
from pathlib import Path
from typing import Any

from mapper.extractors import wordchanges
from mapper.extractors.wordxml import W, parsed

_TEXTS = ("document", "footnotes", "endnotes")
_SHIFT = 0xF000  # Word knows signs of symbol fonts by their codes and by codes so much higher; LibreOffice only by the latter


def shown(source: Path, target: Path) -> Path:
    """Copy a Word file with its open changes accepted, as it is read, and its signs under the codes that LibreOffice knows."""
    from lxml import etree

    with zipfile.ZipFile(source) as archive, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        texts = {f"word/{name}.xml": parsed(archive, f"word/{name}.xml") for name in _TEXTS}
        for item in archive.infolist():
            found = texts.get(item.filename)
            if found is None:
                with archive.open(item) as old, copy.open(item.filename, "w") as new:
                    shutil.copyfileobj(old, new)
            else:
                wordchanges.accept(found)
                _raise_signs(found)
                copy.writestr(item.filename, etree.tostring(found, xml_declaration=True, encoding="UTF-8", standalone=True))
    return target


def _raise_signs(text: Any) -> None:
    for sign in text.iter(f"{W}sym"):
        code = int(sign.get(f"{W}char", "0"), 16)
        if 0x20 <= code < 0x100:
            sign.set(f"{W}char", f"{code + _SHIFT:04X}")
