"""Masking: a gold set without identifiers and citations, to see whether a ranking lives from them or from what the texts say."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from mapper.extractors import citations
from mapper.goldset import GoldSet
from mapper.profiles import organisations
from mapper.types import Clause, Document

MASK = " "
_TOKEN = re.compile(r"[^\s()\[\]{}“”\"'‘’,;:]+")
_CODE = re.compile(r"(?=.*\d)(?:.*[^\W\d_].*|.*\d[/.:-]\d.*)")  # AC-2, A/RES/77/1, 800-53, 6/2
_UNIT = re.compile(r"\d+(?:[.,]\d+)*[^\W\d_]{1,3}", re.IGNORECASE)  # 10dB, 5th: an amount, or a place in an order
_EDITION = r"(?:\s*\([^()]{0,60}\d\d\))?"  # behind a citation: (Rev. Busan, 2014), (Rev.WRC-12)
_NUMBERED = re.compile(r"\b([A-Z][^\W\d_]+|[Nn]os?\.?)\s+(\d[\w./-]*(?:(?:,\s*|\s+(?:and|et|y|to|и)\s+)\d[\w./-]*)*)")


def mask(gold: GoldSet) -> GoldSet:
    """Give the same set without what names a text: ids of either side, citations that a profile knows, symbols, numbers behind a capitalised noun."""
    ids = _ids(sorted({document.id for side in (gold.left, gold.right) for document in side if len(document.id) > 1}))
    left, right = (tuple(_masked(document, ids) for document in side) for side in (gold.left, gold.right))
    return replace(gold, left=left, right=right)


def _masked(document: Document, ids: re.Pattern[str]) -> Document:
    cited = _cited(document)
    clauses = tuple(_clause(clause, cited, ids) for clause in document.clauses)
    return replace(document, title=bare(document.title, cited, ids), number="", clauses=clauses, citations=())


def _clause(clause: Clause, cited: Sequence[str], ids: re.Pattern[str]) -> Clause:
    return replace(clause, text=bare(clause.text, cited, ids), opener=bare(clause.opener, cited, ids))


def _cited(document: Document) -> list[str]:
    """Give the words of every citation that is known of a document, or that a profile finds in it, the longest first."""
    found = {citation.text for citation in document.citations}
    found |= {citation.text for profile in organisations() for citation in citations.find(document, profile)}
    return sorted(filter(None, found), key=lambda words: (-len(words), words))


def bare(text: str, cited: Iterable[str], ids: re.Pattern[str]) -> str:
    """Take out of a text what names another: the words of citations, ids, numbers behind a capitalised noun, and codes of letters and figures."""
    for words in cited:
        text = re.sub(re.escape(words) + _EDITION, MASK, text, flags=re.IGNORECASE)
    text = _NUMBERED.sub(r"\1", ids.sub(MASK, text))
    text = _TOKEN.sub(lambda found: MASK if _code(found[0].strip(".-–/")) else found[0], text)
    return re.sub(r"[ \t]+", " ", text).strip()


def _code(token: str) -> bool:
    return bool(_CODE.fullmatch(token)) and not _UNIT.fullmatch(token)


def _ids(names: Sequence[str]) -> re.Pattern[str]:
    """Match any of these names where it stands as a word of its own."""
    listed = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)) or r"(?!)"
    return re.compile(rf"(?<![\w/.-])(?:{listed})(?![\w/-])", re.IGNORECASE)
