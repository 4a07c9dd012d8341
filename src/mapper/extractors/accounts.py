"""Accounts: what a source promises and does not hold, and what it holds twice; each is one sentence."""

from collections.abc import Sequence

from mapper.extractors.heads import Head
from mapper.types import Document, Kind


def without_echoes(documents: Sequence[Document], problems: list[str]) -> list[Document]:
    """Keep of two documents of one key the one that has text; of two languages the one that the source begins with."""
    best: dict[tuple[str, str], Document] = {}
    echoes = 0
    for document in documents:
        known = best.get(document.key)
        if known is None or (document.language == known.language and len(document.clauses) > len(known.clauses)):
            best[document.key] = document
        echoes += known is not None and bool(document.clauses) and document.language != known.language
    if echoes:
        problems.append(f"{echoes} texts stand here in a second language too; those in the first one were kept")
    return list(best.values())


def unmet(documents: Sequence[Document], listed: Sequence[tuple[Kind, str]], bare: Sequence[Head]) -> list[str]:
    """Say what the contents list, or a heading announces, and no text follows."""
    have = {(document.kind, document.number.removeprefix("WP ").removeprefix("SG ")) for document in documents}
    missing = [f"{kind.value} {number} stands in the contents but was not found" for kind, number in listed if (kind, number) not in have]
    named = {(kind, number) for kind, number in listed}
    for head in bare:
        key = (head.heading.kind, head.number)
        if key not in have and key not in named and head.number and not head.heading.weak:
            missing.append(f"{key[0].value} {key[1]} has a heading but no text")
    return missing
