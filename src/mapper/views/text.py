"""Text of documents is data: no control character, and never a formula, leaves in a report."""

import re

_BREAKS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# control characters, lone surrogates, non-characters, and the marks that turn the direction of what follows
_HIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_FORMULA = re.compile("'*[=+\\-@\t]")
_GUARDED = re.compile("'+[=+\\-@\t]")


def clean(text: str) -> str:
    """Drop control and direction characters; every sort of line break becomes a plain one."""
    if text.isprintable():  # then it holds none of them
        return text
    return _HIDDEN.sub("", _BREAKS.sub("\n", text))


def one_line(text: str) -> str:
    """Clean a text and put it on one line."""
    if text.isprintable() and "  " not in text:  # the only white space that is printable is a plain blank
        return text.strip()
    return re.sub(r"\s+", " ", clean(text)).strip()


def guard(text: str) -> str:
    """Keep a spreadsheet from taking a text for a formula: an apostrophe goes before = + - @ and tab; `unguard` takes it back."""
    text = clean(text)
    return f"'{text}" if _FORMULA.match(text) else text


def unguard(text: str) -> str:
    """Take back the apostrophe that `guard` put: one, and only where = + - @ or tab follows the apostrophes."""
    return text[1:] if _GUARDED.match(text) else text


def slug(name: str) -> str:
    """Make of a name one that a file may have anywhere: letters and figures of any script, joined by hyphens."""
    return "-".join(re.findall(r"\w+", one_line(name).casefold())) or "reviewer"


def shorten(text: str, most: int) -> str:
    """Cut a text at a word, for a cell that only points to the whole one."""
    text = one_line(text)
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
