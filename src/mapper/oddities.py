"""Oddities: texts that can be compared badly or not at all, each kind told in one sentence."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from mapper.errors import count, few
from mapper.identity import normalise, word_count
from mapper.profiles import tell
from mapper.types import Document, Kind

LONG = 40_000  # words: about a hundred pages
TELLING = 40  # words from which on the language of a text can be told
SHARE = 0.09  # of its words must tell of a language that is known
BEGINNING = 2000  # letters that are asked for their language
READ = "en"  # the language that the packaged model reads


def odd(documents: Sequence[Document], where: str = "") -> tuple[str, ...]:
    """Say of one side which of its texts can be compared badly or not at all, and whether it has one only."""
    place = f"{where}: " if where else ""
    return tuple(f"{place}{sentence}" for sentence in (*poor(documents), *alone(documents)))


def alone(documents: Sequence[Document]) -> Iterator[str]:
    """Say that a side has one text only."""
    if len(documents) == 1:
        yield f"there is one text only ({documents[0].id}): how it stands among others cannot be said"


def poor(documents: Sequence[Document]) -> Iterator[str]:
    """Say which texts can be compared badly or not at all, one sentence a kind."""
    lengths = {document.id: word_count(_text(document)) for document in documents}
    empty = [document for document in documents if not lengths[document.id] and document.kind not in (Kind.ACTIVITY, Kind.EVENT)]
    untold = [document.id for document in empty if not document.title.strip()]
    titled = [document.id for document in empty if document.title.strip()]
    if untold:
        yield f"{count(len(untold), 'text')} with neither title nor words ({few(untold)}): nothing is like {_it(untold)}, so nothing is proposed"
    if titled:
        yield f"{count(len(titled), 'text')} without words ({few(titled)}): only the title is compared"
    if single := [name for name, words in lengths.items() if words == 1]:
        yield f"{count(len(single), 'text')} of one word ({few(single)}): one word says too little to rely on"
    if long := [f"{name}, {words:,} words" for name, words in lengths.items() if words >= LONG]:
        yield f"{count(len(long), 'text')} of a hundred pages or more ({few(long)}): so long a text is near to everything; split it where you can"
    if same := sorted(_same(documents, lengths)):
        yield f"{count(len(same), 'group')} of texts that read the same ({few(same)}): they share their partners, their order says nothing"
    if unknown := [document.id for document in documents if unknowable(_whole(document))]:
        yield f"{count(len(unknown), 'text')} in a language that is not supported ({few(unknown)}): expect no good proposals for {_it(unknown)}"


def _same(documents: Iterable[Document], lengths: Mapping[str, int]) -> Iterator[str]:
    """Name the texts that read word for word the same; those without words are told apart."""
    alike: dict[tuple[int, int], list[Document]] = defaultdict(list)
    for document in documents:
        if lengths[document.id]:
            alike[lengths[document.id], len(document.title.split())].append(document)
    for group in (group for group in alike.values() if len(group) > 1):
        read: dict[str, list[str]] = defaultdict(list)
        for document in group:
            read[normalise(f"{document.title}\n{_text(document)}").casefold()].append(document.id)
        yield from (" = ".join(names) for names in read.values() if len(names) > 1)


def foreign(documents: Iterable[Document]) -> Iterator[str]:
    """Say which texts are in a language that is known and read less well, where no model for several languages compares them."""
    known = defaultdict(list)
    for document in documents:
        if document.language not in ("", READ) and not unknowable(_whole(document)):
            known[document.language].append(document.id)
    for language, names in sorted(known.items()):
        yield f"{count(len(names), 'text')} in {language} ({few(names)}): unless the model reads {language}, expect poorer proposals"


def unknowable(text: str) -> bool:
    """Say whether a text is long enough to tell its language, and tells of none that is known."""
    text = text[:BEGINNING]
    letters = sum(map(str.isalpha, text))
    words = max(len(text.split()), letters // 10)
    return words >= TELLING and max(tell(text).values()) < SHARE * words


def _whole(document: Document) -> str:
    return f"{document.title} {_text(document)}"


def _text(document: Document) -> str:
    return " ".join(clause.text for clause in document.clauses)


def _it(names: Sequence[str]) -> str:
    return "it" if len(names) == 1 else "them"
