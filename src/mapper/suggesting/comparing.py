"""What suggestions and gaps of a theme are compared with: the texts in force, and what subtopics say."""

from collections.abc import Iterator, Sequence

import numpy as np

from mapper.corpus import Corpus
from mapper.embedders import Vectors
from mapper.library import Library, mappable
from mapper.types import Document


def compared(library: Library, more: Sequence[Document] = ()) -> list[Document]:
    """Give the texts in force whose clauses are looked through, and these."""
    known = {document.id: document for document in library.issued.values() if mappable(document)}
    return list((known | {document.id: document for document in more}).values())


def said(topics: Corpus) -> Iterator[tuple[str, Vectors]]:
    """Give each subtopic with what it says, clause by clause and as a whole: float32[n, d]."""
    for number, topic in enumerate(topics.documents):
        yield topic.id, np.concatenate([topics.alone[topics.rows(number)], topics.singles[number : number + 1]])
