"""Words that all surveys use: hanging lines, counts, and texts and pairs as objects."""

from collections.abc import Iterable, Iterator

from mapper.cooperation import Joint, circles
from mapper.errors import count
from mapper.review.text import width, wrap
from mapper.types import Evidence, Quote
from mapper.views.items import Item, place
from mapper.views.rows import Row

LEAST = 50  # letters a line has at least
MOST = 140  # a longer line is hard to follow


def measure(columns: int) -> int:
    """Say how long lines may be on a terminal so wide."""
    return min(max(columns, LEAST), MOST)


def hanging(head: str, text: str, cells: int) -> Iterator[str]:
    """Write a text after its head; what does not fit goes on below the text."""
    lines = wrap(text, cells - width(head)) or [""]
    yield f"{head}{lines[0]}".rstrip()
    yield from (" " * width(head) + line for line in lines[1:])


def few(names: Iterable[str], most: int) -> str:
    """List the first few names and how many there are more."""
    listed = list(names)
    more = len(listed) - most
    return ", ".join(listed[:most]) + (f" and {more} more" if more > 0 else "")


def odds(row: Row) -> str:
    """Say how likely a pair is: its probability, or its band where the machine abstains."""
    return row.band if row.probability is None else f"{row.probability:.2f}"


def titled(item: Item) -> str:
    """Name a text with its title, where the name is not the title already."""
    return item.ref if item.title in ("", item.label) else f"{item.ref}: {item.title}"


def together(joint: Iterable[Joint], cells: int) -> Iterator[str]:
    """Say who could do what together; those who can do the same share a line."""
    for ways, sharing in circles(joint):
        who = ", ".join(f"{one.who} ({count(one.texts, 'text')})" for one in sharing)
        yield from hanging("  together  ", f"{who}: {'; '.join(ways)}", cells)


def item_json(item: Item) -> dict[str, object]:
    """Give a text the keys of every survey."""
    return {"id": item.id, "label": item.label, "edition": item.edition, "title": item.title, "sectors": list(item.sectors)}


def row_json(row: Row) -> dict[str, object]:
    """Give a pair the keys of every survey."""
    return {
        "pair": row.id,
        "type": row.mapped.type,
        "state": row.mapped.state.value,
        "relation": row.relation,
        "probability": row.probability,
        "band": row.band,
        "subject": row.subject.id,
        "object": row.object.id,
    }


def clauses(evidence: Iterable[Evidence], head: str, cells: int) -> Iterator[str]:
    """Quote clause pairs, each side with its place; the first of each pair is the subject's, the object's has a mark before it."""
    for pair in evidence:
        for sign, quote in (("  ", pair.left), ("= ", pair.right)):
            yield from hanging(f"{head}{sign}", f"“{quote.text}” ({place(quote)})", cells)


def clauses_json(evidence: Iterable[Evidence]) -> list[dict[str, object]]:
    """Give clause pairs the keys of every survey."""
    return [{"subject": _quote_json(pair.left), "object": _quote_json(pair.right)} for pair in evidence]


def _quote_json(quote: Quote) -> dict[str, object]:
    return {"clause": quote.clause, "place": quote.place, "page": quote.page, "text": quote.text}


def joint_json(joint: Joint) -> dict[str, object]:
    """Give what some can do together the keys of every survey."""
    return {"among": joint.among, "sectors": list(joint.sectors), "ways": list(joint.ways), "texts": joint.texts}
