"""Comments of Word files: who wrote what, when, and on which words."""

from typing import Any

from mapper.extractors.wordxml import W
from mapper.types import Comment

_LONGEST = 300  # letters of the words a comment hangs on; more of them say no more
_SPACES = (f"{W}tab", f"{W}br", f"{W}cr")


def read(body: Any, tree: Any) -> dict[str, Comment]:
    """Give the comments of a file by their ids."""
    about = _words(body)
    found = [] if tree is None else tree.findall(f"{W}comment")
    return {id_: _comment(each, about.get(id_, "")) for each in found if (id_ := each.get(f"{W}id", ""))}


def _comment(raw: Any, about: str) -> Comment:
    text = " ".join(_text(paragraph) for paragraph in raw.iter(f"{W}p"))
    return Comment(raw.get(f"{W}author", ""), raw.get(f"{W}date", ""), _folded(text), about if len(about) <= _LONGEST else f"{about[:_LONGEST]}…")


def _text(paragraph: Any) -> str:
    return "".join(each.text or "" if each.tag == f"{W}t" else " " for each in paragraph.iter(f"{W}t", *_SPACES))


def _words(body: Any) -> dict[str, str]:
    """Give the words between the marks of each comment."""
    words: dict[str, list[str]] = {}
    open_: set[str] = set()
    for each in body.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}t", f"{W}p", *_SPACES):
        if each.tag == f"{W}commentRangeStart":
            open_.add(each.get(f"{W}id", ""))
        elif each.tag == f"{W}commentRangeEnd":
            open_.discard(each.get(f"{W}id", ""))
        else:
            for id_ in open_:
                words.setdefault(id_, []).append(each.text or "" if each.tag == f"{W}t" else " ")
    return {id_: _folded("".join(said)) for id_, said in words.items()}


def _folded(text: str) -> str:
    return " ".join(text.split())
