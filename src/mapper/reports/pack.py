"""Pack an Office file so that the same content gives the same bytes: fixed times, one compression, entries in order."""

import io
import re
import zipfile
from datetime import datetime

_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment a ZIP file can name


def moment(date: str) -> datetime:
    """Read the date of an export; one without a date is dated to the first moment a ZIP file can name."""
    try:
        return datetime.fromisoformat(date.replace("Z", "+00:00")).replace(tzinfo=None, microsecond=0)
    except ValueError:
        return datetime(*_EARLIEST)


def repack(content: bytes, at: datetime) -> bytes:
    """Rewrite a ZIP of Office parts: every time in it becomes `at` or the earliest there is."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            part = old.read(name)
            if name == "docProps/core.xml":
                part = _MODIFIED.sub(rb"\g<1>" + f"{at.isoformat()}Z".encode() + rb"\g<2>", part)
            new.writestr(entry, part, compresslevel=6)
    return out.getvalue()
