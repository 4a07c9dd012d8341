"""Bare texts: documents of which nothing is known but id, title and running text, which is cut into clauses."""

import re

from mapper.profiles import language_of
from mapper.types import Clause, Document, Edition, Kind, Part, SourceFile, Status

LEAST = 4  # words; a shorter piece joins its neighbour
_CUT = re.compile(r"\n+|(?<=[;?!])\s+|(?<=[a-z\)\]\"”]\.)\s+(?=[A-Z0-9(\[\"“])|(?<=:)\s+(?=[A-Z(])")


def document(work: str, title: str, text: str, source: SourceFile, edition: Edition | None = None) -> Document:
    """Make a document of bare words."""
    clauses = (Clause(f"{work}#p{n}", Part.BODY, "", "", "", 0, piece, 1) for n, piece in enumerate(cut(text), start=1))
    return Document(
        id=work,
        kind=Kind.OTHER,
        body="",
        number="",
        title=title,
        edition=edition or Edition(),
        language=language_of(f"{title} {text}") or "en",
        status=Status.IN_FORCE,
        source=source,
        pages=(1, 1),
        clauses=tuple(clauses),
    )


def cut(text: str) -> list[str]:
    """Cut running text into clauses: at line ends, sentence ends, semicolons, and where a colon opens a list."""
    pieces: list[str] = []
    for piece in filter(None, (re.sub(r"\s+", " ", part).strip() for part in _CUT.split(text))):
        if pieces and len(pieces[-1].split()) < LEAST:
            pieces[-1] += " " + piece
        else:
            pieces.append(piece)
    if len(pieces) > 1 and len(pieces[-1].split()) < LEAST:
        last = pieces.pop()
        pieces[-1] += " " + last
    return pieces
