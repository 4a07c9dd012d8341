"""Passages are what is embedded: clauses without their citations, cut where they are long."""

import re
from collections.abc import Iterator, Sequence

from mapper.identity import normalise
from mapper.types import EXCLUSION, Citation, Clause, Document, Part, Passage

LONGEST = 80  # words; a longer clause is embedded in pieces
SHORT = 150  # words; a document up to this is also read as one passage
_OUTSIDE = (Part.RELATIONS, Part.ADMINISTRATIVE, Part.TABLE)

_PAUSE = re.compile(r"(?<=[,;:])\s+")
_LEAD = r"(?:[\W_]|\b(?:and|or|that|as well as|et|y|и)\b)*"
_OF = r"(?:(?:of|by|at|de|du|del)\b[^,;]{0,120})?[,\s]*"
_NAMED = re.compile(rf"^{_LEAD}{_OF}(?:on|entitled|concerning|regarding|relating to|about|sur|relative|sobre|relativa|об?|关于|بشأن)\b")
_WORD = re.compile(r"[^\W\d_]{2,}")


def split(document: Document) -> list[Passage]:
    """Give the passages of a document; relation and administrative sections, tables and clauses that only cite stay out."""
    return [passage for clause in document.clauses if clause.part not in _OUTSIDE for passage in _passages(document, clause)]


def title(document: Document) -> Passage:
    """Give the title as a passage."""
    return Passage(document.id, (), normalise(document.title), document.pages[0])


def exclusions(document: Document) -> list[Passage]:
    """Give what does not belong to a document, though it sounds alike."""
    return [Passage(document.id, (), normalise(text), document.pages[0]) for key, text in document.details if key == EXCLUSION and text.strip()]


def whole(document: Document, clauses: Sequence[Passage]) -> Passage | None:
    """Give a short text with its title as one passage; None for a long one, whose vector is the mean of its clauses."""
    text = " ".join(passage.text for passage in clauses)
    if not text or len(text.split()) > SHORT:
        return None
    heading = normalise(document.title)
    return Passage(document.id, (), f"{heading}. {text}" if heading else text, document.pages[0])


def without_citations(text: str, citations: tuple[Citation, ...]) -> str:
    """Normalise a text and take the words of the citations out of it, longest first; a name without a number says what a text is about."""
    text = normalise(text)
    words = {normalise(citation.text) for citation in citations if any(map(str.isdigit, citation.text))}
    cited = sorted((word for word in words if word in text), key=lambda word: (-len(word), word))
    for word in cited:
        text = text.replace(word, " ")
    return normalise(text) if cited else text


def _passages(document: Document, clause: Clause) -> Iterator[Passage]:
    text = without_citations(clause.text, document.citations)
    if document.citations and _only_cites(clause, text):
        return
    for piece in _pieces(text):
        if _WORD.search(piece):
            yield Passage(document.id, (clause.id,), piece, clause.page)


def _only_cites(clause: Clause, left: str) -> bool:
    """Say whether what is left of a clause, once its citations are taken out, is nothing or the title of the text that it cites."""
    if left == normalise(clause.text):
        return False
    return len(_WORD.findall(left)) < 2 or (clause.part is not Part.OPERATIVE and _NAMED.match(left) is not None)


def _pieces(text: str) -> list[str]:
    """Cut a long text at pauses into pieces of about equal length."""
    words = len(text.split())
    if words <= LONGEST:
        return [text]
    wanted = words / -(-words // LONGEST)
    pieces, piece = [], ""
    for part in _PAUSE.split(text):
        joined = f"{piece} {part}".strip()
        if piece and len(joined.split()) > wanted:
            pieces.append(piece)
            joined = part
        piece = joined
    return [*pieces, piece]
